//! Where the browser keeps what the team's own detectors consist of.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, Response};

/// The name of the browser's cache. Nothing but the annotator empties it.
const CACHE: &str = "spanwright detectors";

/// The shelf, where the browser has one for this page.
pub struct Shelf(Cache);

impl Shelf {
    /// Opens it. A page that came without encryption has none, and some private windows have none.
    pub async fn open() -> Option<Self> {
        let cache = JsFuture::from(super::caches::caches()?.open(CACHE)).await;
        Some(Self(cache.ok()?.unchecked_into()))
    }

    /// The same, where something was put on it before.
    pub async fn used() -> Option<Self> {
        let has = JsFuture::from(super::caches::caches()?.has(CACHE)).await;
        match has.ok()?.is_truthy() {
            true => Self::open().await,
            false => None,
        }
    }

    /// Whether there can be one.
    pub fn is_possible() -> bool {
        super::caches::caches().is_some()
    }

    /// What is kept under a name.
    pub async fn get(&self, name: &str) -> Option<Blob> {
        let found = JsFuture::from(self.0.match_with_str(&address(name).ok()?)).await;
        let response: Response = found.ok()?.dyn_into().ok()?;
        let blob = JsFuture::from(response.blob().ok()?).await.ok()?;
        blob.dyn_into().ok()
    }

    /// Keeps something under a name, in the place of what was kept there.
    pub async fn put(&self, name: &str, blob: &Blob) -> Result<(), JsValue> {
        let response = Response::new_with_opt_blob(Some(blob))?;
        JsFuture::from(self.0.put_with_str(&address(name)?, &response)).await?;
        Ok(())
    }

    /// Keeps nothing under a name any more.
    pub async fn remove(&self, name: &str) -> Result<(), JsValue> {
        let removed: Promise = self.0.delete_with_str(&address(name)?);
        JsFuture::from(removed).await?;
        Ok(())
    }
}

/// Another site of the same host, in another folder, has addresses of its own.
fn address(name: &str) -> Result<String, JsValue> {
    let name: String = js_sys::encode_uri_component(name).into();
    super::address::resolve(&format!("kept/{name}"))
}
