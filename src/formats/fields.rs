//! Reading the fields of a JSON object one by one, so that a bad one costs only itself.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::sync::Arc;

use super::diagnostic::note;
use super::{Diagnostic, Problem};

/// How many characters of a bad value are shown.
const SHOWN: usize = 60;

/// Where in a file something stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub file: Arc<str>,
    pub line: Option<u32>,
    /// The path of the object from the root of the line or file.
    pub path: String,
}

impl Place {
    pub fn new(file: &str, line: Option<u32>) -> Self {
        Self {
            file: file.into(),
            line,
            path: String::new(),
        }
    }

    /// The place of a field of the object here.
    pub fn field(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Self {
            path: format!("{}{dot}{name}", self.path),
            ..self.clone()
        }
    }

    /// The place of an item of the list here.
    pub fn item(&self, index: usize) -> Self {
        Self {
            path: format!("{}[{index}]", self.path),
            ..self.clone()
        }
    }

    /// A problem with what stands here.
    pub fn problem(&self, value: Option<&Value>, problem: Problem) -> Diagnostic {
        Diagnostic {
            file: self.file.clone(),
            line: self.line,
            field: self.path.clone(),
            value: value.map(shown).unwrap_or_default(),
            problem,
        }
    }
}

/// The fields of an object that have not been read yet.
pub(super) struct Fields<'a> {
    fields: Map<String, Value>,
    place: Place,
    log: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// The fields of a value, which must be an object.
    pub fn new(value: Value, place: Place, log: &'a mut Vec<Diagnostic>) -> Option<Self> {
        match value {
            Value::Object(fields) => Some(Self { fields, place, log }),
            other => {
                let problem = Problem::Unreadable("an object was expected".to_owned());
                note(log, place.problem(Some(&other), problem));
                None
            }
        }
    }

    /// The value of a field as it is; `None` where it is missing or null.
    pub fn value(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    /// The value of a field that may be missing. One that cannot be read is reported.
    pub fn get<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.value(name)?;
        match T::deserialize(&value) {
            Ok(read) => Some(read),
            Err(error) => {
                let problem = Problem::Unreadable(error.to_string());
                self.report_value(name, Some(&value), problem);
                None
            }
        }
    }

    /// The value of a field that must be there.
    pub fn require<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        if self.fields.get(name).is_none_or(Value::is_null) {
            self.report(name, Problem::Missing);
        }
        self.get(name)
    }

    /// The value of a field that is text; another value stays where it is.
    pub fn text(&mut self, name: &str) -> Option<String> {
        match self.fields.get(name) {
            Some(Value::String(_)) => self.get(name),
            _ => None,
        }
    }

    /// The items of a field that is a list; another value stays where it is.
    pub fn list_if_list(&mut self, name: &str) -> Vec<(Place, Value)> {
        match self.fields.get(name) {
            Some(Value::Array(_)) => self.list(name),
            _ => Vec::new(),
        }
    }

    /// The items of a list, each with its place. Anything else than a list is reported.
    pub fn list(&mut self, name: &str) -> Vec<(Place, Value)> {
        let items: Vec<Value> = self.get(name).unwrap_or_default();
        let place = self.place.field(name);
        let items = items.into_iter().enumerate();
        items.map(|(n, item)| (place.item(n), item)).collect()
    }

    /// Takes note of a problem with a field.
    pub fn report(&mut self, name: &str, problem: Problem) {
        self.report_value(name, None, problem);
    }

    /// Takes note of a problem with the value of a field; with the object where the name is
    /// empty.
    pub fn report_value(&mut self, name: &str, value: Option<&Value>, problem: Problem) {
        let place = match name {
            "" => self.place.clone(),
            name => self.place.field(name),
        };
        note(self.log, place.problem(value, problem));
    }

    /// Where the object stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The list of problems, to read what stands inside the object.
    pub fn log(&mut self) -> &mut Vec<Diagnostic> {
        self.log
    }

    /// The fields that nobody asked for.
    pub fn rest(self) -> Map<String, Value> {
        self.fields
    }

    /// Reports the fields that nobody asked for.
    pub fn finish(mut self) {
        let fields = std::mem::take(&mut self.fields);
        for (name, value) in &fields {
            self.report_value(name, Some(value), Problem::UnknownField);
        }
    }
}

fn shown(value: &Value) -> String {
    let json = value.to_string();
    match json.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &json[..end]),
        None => json,
    }
}
