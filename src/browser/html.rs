//! stub
pub fn events(_: &str) -> Vec<()> { Vec::new() }
