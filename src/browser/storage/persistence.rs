//! Whether the browser may take the project's room back.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Asks the browser not to delete the project when the device runs short of room, and returns
/// whether it has promised that.
pub async fn request_persistence() -> bool {
    let Some(promise) = manager().and_then(|manager| manager.persist().ok()) else {
        return false;
    };
    let granted = JsFuture::from(promise).await;
    granted.is_ok_and(|granted| granted.is_truthy())
}

/// Whether the browser has promised that. A worker may ask this, but not for the promise.
pub async fn is_persistent() -> bool {
    let ask = || -> Result<JsFuture, JsValue> {
        let of = |object: &JsValue, name: &str| Reflect::get(object, &name.into());
        let manager = of(&of(&js_sys::global(), "navigator")?, "storage")?;
        let persisted: Function = of(&manager, "persisted")?.dyn_into()?;
        Ok(Promise::from(persisted.call0(&manager)?).into())
    };
    match ask() {
        Ok(answer) => answer.await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// The storage manager, which exists only where the page came over HTTPS or from this device.
fn manager() -> Option<StorageManager> {
    let manager: JsValue = web_sys::window()?.navigator().storage().into();
    (!manager.is_undefined()).then(|| manager.into())
}
