//! What else a document's file said about it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The fields of a document's file that have no place of their own in a document, as the text of
/// a JSON object. Only the formats look into it, so the page need not know JSON values.
///
/// ```
/// use spanwright::project::Meta;
/// let map = serde_json::Map::from_iter([("topic".to_owned(), "ports".into())]);
/// let meta = Meta::from(map.clone());
/// assert_eq!(meta.to_map(), map);
/// assert!(Meta::from(serde_json::Map::new()).is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Meta(String);

impl Meta {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields.
    pub fn to_map(&self) -> Map<String, Value> {
        // What is here was written by `from`, so it can be read.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl From<Map<String, Value>> for Meta {
    fn from(fields: Map<String, Value>) -> Self {
        match fields.is_empty() {
            true => Self::default(),
            false => Self(Value::Object(fields).to_string()),
        }
    }
}
