//! The drivers that are running, each of which is one browser's alone: geckodriver drives one at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::browser::variable;

/// The addresses of those that no browser has; `None` before the first was asked for.
static FREE: Mutex<Option<Vec<String>>> = Mutex::new(None);

/// Tells that one has been given back.
static GIVEN_BACK: Condvar = Condvar::new();

/// A driver that is nobody else's until this is dropped.
pub(crate) struct Driver {
    /// Where it listens.
    pub(crate) url: String,
}

impl Driver {
    /// Waits until one of those that `WEBDRIVER_URL` lists, with spaces between them, is free.
    ///
    /// # Errors
    ///
    /// Where nothing says which there are.
    pub(crate) fn take() -> Result<Self> {
        let listed = variable("WEBDRIVER_URL")?;
        let mut free = lock();
        free.get_or_insert_with(|| listed.split_whitespace().map(str::to_owned).collect());
        loop {
            if let Some(url) = free.as_mut().and_then(Vec::pop) {
                return Ok(Self { url });
            }
            free = GIVEN_BACK
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(free) = lock().as_mut() {
            free.push(std::mem::take(&mut self.url));
        }
        GIVEN_BACK.notify_one();
    }
}

/// A scenario that fails leaves nothing half done, so what it left is as good as any.
fn lock() -> MutexGuard<'static, Option<Vec<String>>> {
    FREE.lock().unwrap_or_else(PoisonError::into_inner)
}
