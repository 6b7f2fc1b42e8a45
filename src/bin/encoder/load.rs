//! Brings the model's files: from the browser's cache, where they were kept, or from the site.

use js_sys::{Array, Reflect, Uint8Array};
use spanwright::detect::encoder::{CACHE, SHIPPED, ShippedFile, shipped_length};
use spanwright::text::sha256;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Cache, ReadableStreamDefaultReader, RequestCache, RequestInit, Response, WorkerGlobalScope,
};

use super::js_error::words;

/// The model's files, each as it was built. `loading` is told how many bytes of how many are there.
///
/// # Errors
/// Where one is neither kept nor at the site, or is not the one that this program was built with.
pub async fn files(
    loading: impl Fn(u32, u32) -> Result<(), String>,
) -> Result<[Vec<u8>; 3], String> {
    let total = shipped_length();
    let cache = cache().await;
    let mut before = 0;
    let mut files = <[Vec<u8>; 3]>::default();
    for (bytes, file) in files.iter_mut().zip(SHIPPED) {
        let address = address(&file).map_err(|error| words(&error))?;
        let kept = match &cache {
            Some(cache) => kept(cache, &address).await,
            None => None,
        };
        let is_kept = kept.as_ref().is_some_and(|kept| is_whole(kept, &file));
        *bytes = match kept.filter(|_| is_kept) {
            Some(kept) => kept,
            None => fetch(&address, &file, |done| loading(before + done, total)).await?,
        };
        if let Some(cache) = cache.as_ref().filter(|_| !is_kept) {
            // Where there is no room, it is fetched again the next time.
            let _ = keep(cache, &address, bytes).await;
        }
        before += file.length;
        loading(before, total)?;
    }
    Ok(files)
}

/// Where the file is, beside this program. Its hash stands behind it, so no cache takes another for it.
fn address(file: &ShippedFile) -> Result<String, JsValue> {
    super::address::resolve(&format!("{}?v={}", file.path, &file.sha256[..16]))
}

/// The browser's cache, where it has one for this page.
async fn cache() -> Option<Cache> {
    let cache = JsFuture::from(super::caches::caches()?.open(CACHE))
        .await
        .ok()?;
    let cache: Cache = cache.unchecked_into();
    // What an earlier build had at the same places is of no use any more. Another site of the same host, in
    // another folder, has places of its own.
    let known: Vec<String> = SHIPPED
        .iter()
        .filter_map(|file| address(file).ok())
        .collect();
    let kept = JsFuture::from(cache.keys()).await.ok()?;
    for request in kept.unchecked_into::<Array>().iter() {
        let url = Reflect::get(&request, &"url".into()).ok()?;
        let is_old = url.as_string().is_some_and(|url| {
            let at_same_place = |one: &String| place(one) == place(&url);
            !known.contains(&url) && known.iter().any(at_same_place)
        });
        if is_old {
            JsFuture::from(cache.delete_with_request(request.unchecked_ref()))
                .await
                .ok()?;
        }
    }
    Some(cache)
}

/// An address without what stands behind it.
fn place(address: &str) -> Option<&str> {
    address.split('?').next()
}

async fn kept(cache: &Cache, address: &str) -> Option<Vec<u8>> {
    let found = JsFuture::from(cache.match_with_str(address)).await.ok()?;
    let response = found.dyn_into::<Response>().ok()?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

async fn keep(cache: &Cache, address: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let body = Uint8Array::from(bytes);
    let response = Response::new_with_opt_buffer_source(Some(&body))?;
    JsFuture::from(cache.put_with_str(address, &response)).await?;
    Ok(())
}

async fn fetch(
    address: &str,
    file: &ShippedFile,
    loading: impl Fn(u32) -> Result<(), String>,
) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    // What came damaged once may be in the browser's own cache, which serves it until it is passed by.
    for from in [RequestCache::Default, RequestCache::Reload] {
        bytes.clear();
        let fetched = read(address, from, &mut bytes, file.length, &loading).await;
        fetched.map_err(|error| format!("{}: {}", file.path, words(&error)))?;
        if is_whole(&bytes, file) {
            return Ok(bytes);
        }
    }
    Err(format!(
        "{} is not the file that this version of Spanwright was made with: {} bytes came, and {} were expected",
        file.path,
        bytes.len(),
        file.length
    ))
}

async fn read(
    address: &str,
    from: RequestCache,
    bytes: &mut Vec<u8>,
    length: u32,
    loading: impl Fn(u32) -> Result<(), String>,
) -> Result<(), JsValue> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let how = RequestInit::new();
    how.set_cache(from);
    let response: Response = JsFuture::from(scope.fetch_with_str_and_init(address, &how))
        .await?
        .dyn_into()?;
    if !response.ok() {
        return Err(format!("HTTP status {}", response.status()).into());
    }
    let body = response.body().ok_or("the answer is empty")?;
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into()?;
    bytes.reserve_exact(length as usize);
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let value = Reflect::get(&chunk, &"value".into())?;
        let Some(chunk) = value.dyn_ref::<Uint8Array>() else {
            return Ok(());
        };
        bytes.extend(chunk.to_vec());
        loading(u32::try_from(bytes.len()).unwrap_or(u32::MAX))?;
    }
}

fn is_whole(bytes: &[u8], file: &ShippedFile) -> bool {
    sha256(bytes) == file.sha256
}
