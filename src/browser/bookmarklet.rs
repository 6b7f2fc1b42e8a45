//! stub
pub struct ReceivedPage { pub html: String, pub url: String }
pub fn script() -> String { String::new() }
