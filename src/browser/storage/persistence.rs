//! How much room there is, and whether the browser may take it back.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// How much the page stores, and how much it may.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What it stores, in bytes.
    pub usage: f64,
    /// What it may store, in bytes.
    pub quota: f64,
}

/// Asks the browser not to delete the project when the device runs short of room, and returns
/// whether it has promised that.
pub async fn request_persistence() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persist().ok()) else {
        return false;
    };
    let granted = JsFuture::from(promise).await;
    granted.is_ok_and(|granted| granted.is_truthy())
}

/// How much is stored and how much may be, where the browser says so.
pub async fn estimate() -> Option<Estimate> {
    let promise = manager()?.estimate().ok()?;
    let estimate = JsFuture::from(promise).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(Estimate {
        usage: number("usage")?,
        quota: number("quota")?,
    })
}

/// The storage manager, which exists only where the page came over HTTPS or from this device.
fn manager() -> Option<StorageManager> {
    let manager: JsValue = web_sys::window()?.navigator().storage().into();
    (!manager.is_undefined()).then(|| manager.into())
}
