//! What a transaction is asked.

use idb::{KeyRange, Query};
use wasm_bindgen::JsValue;

use super::database::Table;

/// One question to a table. Without a query it is about all records, in the order of their keys.
pub(super) enum Read {
    /// The records.
    Records(Table, Option<Query>),
    /// Their keys.
    Keys(Table, Option<Query>),
}

impl Read {
    /// The record with this key.
    pub(super) fn one(table: Table, key: JsValue) -> Self {
        Self::Records(table, Some(Query::Key(key)))
    }

    /// The records of a range of keys.
    pub(super) fn range(table: Table, range: KeyRange) -> Self {
        Self::Records(table, Some(range.into()))
    }

    pub(super) const fn table(&self) -> Table {
        match self {
            Self::Records(table, _) | Self::Keys(table, _) => *table,
        }
    }
}
