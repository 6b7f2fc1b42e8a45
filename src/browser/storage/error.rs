//! What can go wrong with the disk, in words.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why something could not be stored or loaded. Each says what happened, what it means for the
/// work and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The browser offers no storage here.
    #[error(
        "This browser does not let the page keep anything on this device ({name}), as in a \
         private window or with site data switched off. The work is in memory only: save a backup \
         before you close the page, or open Spanwright in a normal window."
    )]
    Unavailable {
        /// The name of the browser's exception.
        name: String,
    },
    /// Another tab keeps the database to itself: an older form of it, or one that is to be deleted.
    #[error(
        "Another tab keeps the project's storage to itself: one that hangs, or one with an older \
         version of Spanwright. The work here is in memory only: save a backup if need be, close \
         the other tabs, then reload this one."
    )]
    Blocked,
    /// A newer version of Spanwright wrote the database.
    #[error(
        "A newer version of Spanwright has stored this project, and this older one cannot read \
         it. Nothing was changed. Reload the page to get the newer version."
    )]
    Newer,
    /// A newer version of Spanwright has taken over the database in another tab.
    #[error(
        "A newer version of Spanwright was opened in another tab and has taken over the project. \
         What was not saved yet is in this tab only: save a backup if need be, then reload."
    )]
    Superseded,
    /// Another tab has taken the project over while this one was stuck.
    #[error(
        "Another tab has taken the project over before the last changes of this one were written. \
         They are in this tab only: download a copy before you take over here again."
    )]
    TakenOver,
    /// The browser has closed or deleted the database.
    #[error(
        "The browser has closed the project's storage, perhaps because the site's data was \
         cleared. The open document is still in memory: save a backup now, then reload the page."
    )]
    Closed,
    /// The disk or the page's share of it is full.
    #[error(
        "There is no room left on this device for the project. Nothing that was saved is lost, \
         and the latest changes are in memory: save a backup, make room, then try again."
    )]
    Full,
    /// A record cannot be read.
    #[error(
        "The stored {record} cannot be read ({detail}). It was left as it is: restore a backup, \
         or reload the page in case a newer version can read it."
    )]
    Damaged {
        /// Which record.
        record: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Anything else that the browser reports.
    #[error(
        "The browser could not access the project's storage ({name}: {detail}). The latest \
         changes are in memory: try again, and save a backup if that does not help."
    )]
    Other {
        /// The name of the browser's exception.
        name: String,
        /// What the browser says about it.
        detail: String,
    },
}

impl StoreError {
    /// What the browser's exception means.
    pub(super) fn from_exception(exception: &JsValue) -> Self {
        let Some(exception) = exception.dyn_ref::<DomException>() else {
            let detail = exception.as_string().unwrap_or_default();
            let name = "Error".to_owned();
            return Self::Other { name, detail };
        };
        let name = exception.name();
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            "SecurityError" => Self::Unavailable { name },
            _ => Self::Other {
                detail: exception.message(),
                name,
            },
        }
    }

    pub(super) fn damaged(record: impl Into<String>, detail: impl ToString) -> Self {
        Self::Damaged {
            record: record.into(),
            detail: detail.to_string(),
        }
    }
}

impl From<idb::Error> for StoreError {
    fn from(error: idb::Error) -> Self {
        use idb::Error::{
            ClearFailed, DeleteFailed, DomException, GetAllFailed, GetAllKeysFailed, GetFailed,
            IndexedDbNotFound, IndexedDbOpenFailed, ObjectStoreCreateFailed, ObjectStoreNotFound,
            TransactionOpenFailed, UpdateFailed,
        };
        match error {
            IndexedDbNotFound(_) => Self::Unavailable {
                name: "no IndexedDB".to_owned(),
            },
            DomException(exception) => Self::from_exception(&exception),
            ClearFailed(exception)
            | DeleteFailed(exception)
            | GetAllFailed(exception)
            | GetAllKeysFailed(exception)
            | GetFailed(exception)
            | IndexedDbOpenFailed(exception)
            | ObjectStoreCreateFailed(exception)
            | ObjectStoreNotFound(exception)
            | TransactionOpenFailed(exception)
            | UpdateFailed(exception) => Self::from_exception(&exception),
            // Of what the page does not ask for, or of an answer that no browser gives.
            _ => Self::from_exception(&"an unexpected answer".into()),
        }
    }
}
