//! The changes of one transaction, built whole before the transaction begins: while one is open,
//! nothing but its own requests may be waited for.

use idb::{KeyRange, Query};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use wasm_bindgen::JsValue;

use super::database::Table;
use super::error::StoreError;
use spanwright::project::{DocumentId, Seq};
use spanwright::record;

/// One change of a table.
pub(super) enum Write {
    Put {
        table: Table,
        key: JsValue,
        value: JsValue,
    },
    Delete {
        table: Table,
        query: Query,
    },
    Clear(Table),
}

impl Write {
    pub(super) const fn table(&self) -> Table {
        match self {
            Self::Put { table, .. } | Self::Delete { table, .. } | Self::Clear(table) => *table,
        }
    }
}

/// The changes of one transaction, in order.
#[derive(Default)]
pub(super) struct Writes(Vec<Write>);

impl Writes {
    /// Stores a record.
    pub(super) fn put<T: Serialize + ?Sized>(
        &mut self,
        table: Table,
        key: impl Into<JsValue>,
        record: &T,
    ) -> Result<(), StoreError> {
        let stored =
            record::seal(record).map_err(|error| StoreError::damaged(table.name(), error))?;
        self.0.push(Write::Put {
            table,
            key: key.into(),
            value: Uint8Array::from(&*stored).into(),
        });
        Ok(())
    }

    /// Stores a value of the browser's own, which has no other form.
    pub(super) fn put_value(&mut self, table: Table, key: impl Into<JsValue>, value: JsValue) {
        let key = key.into();
        self.0.push(Write::Put { table, key, value });
    }

    /// Deletes the record with this key.
    pub(super) fn delete(&mut self, table: Table, key: impl Into<JsValue>) {
        let query = Query::Key(key.into());
        self.0.push(Write::Delete { table, query });
    }

    /// Deletes the lines of a document's journal up to `through`, or all of them.
    pub(super) fn delete_lines(
        &mut self,
        document: &DocumentId,
        through: Option<Seq>,
    ) -> Result<(), StoreError> {
        self.0.push(Write::Delete {
            table: Table::Journal,
            query: lines(document, through)?.into(),
        });
        Ok(())
    }

    /// Deletes all records of a table.
    pub(super) fn clear(&mut self, table: Table) {
        self.0.push(Write::Clear(table));
    }

    pub(super) fn into_inner(self) -> Vec<Write> {
        self.0
    }
}

/// The key of a record about a document.
pub(super) fn document_key(document: &DocumentId) -> JsValue {
    document.as_str().into()
}

/// The key of a line of a journal.
pub(super) fn line_key(document: &DocumentId, seq: Seq) -> JsValue {
    key_of_number(document, seq.get() as f64)
}

/// The keys of the lines of a journal up to `through`, or of all of them.
pub(super) fn lines(document: &DocumentId, through: Option<Seq>) -> Result<KeyRange, StoreError> {
    let last = through.map_or(f64::INFINITY, |seq| seq.get() as f64);
    let (first, last) = (key_of_number(document, 0.0), key_of_number(document, last));
    Ok(KeyRange::bound(&first, &last, None, None)?)
}

/// The number of the line that has this key.
pub(super) fn seq_of_key(key: &JsValue) -> Option<Seq> {
    let number = Array::from(key).get(1).as_f64()?;
    (number >= 0.0).then_some(Seq::new(number as u64))
}

fn key_of_number(document: &DocumentId, number: f64) -> JsValue {
    Array::of2(&document_key(document), &number.into()).into()
}
