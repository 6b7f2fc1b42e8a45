//! stub
pub struct PickedFile { pub name: String, pub bytes: Vec<u8> }
pub async fn picked_files(_: &web_sys::HtmlInputElement) -> Vec<PickedFile> { Vec::new() }
pub fn download(_name: &str, _mime: &str, _bytes: &[u8]) {}
pub struct Fetched { pub url: String, pub content_type: String, pub bytes: Vec<u8> }
pub async fn fetch_page(_url: &str) -> Result<Fetched, String> { Err(String::new()) }
