//! stub
pub fn now() -> spanwright::annotation::Timestamp { spanwright::annotation::Timestamp::from_millis(js_sys::Date::now() as i64) }
pub fn random_id() -> String { gloo::utils::window().crypto().unwrap().random_uuid() }
