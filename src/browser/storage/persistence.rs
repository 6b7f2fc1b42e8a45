//! Whether the browser may take the project's room back.

use wasm_bindgen::JsValue;
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

/// The storage manager, which exists only where the page came over HTTPS or from this device.
fn manager() -> Option<StorageManager> {
    let manager: JsValue = web_sys::window()?.navigator().storage().into();
    (!manager.is_undefined()).then(|| manager.into())
}
