//! The time, and identities that nobody else has. The engine knows neither.

use spanwright::annotation::Timestamp;

/// Now.
pub fn now() -> Timestamp {
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

/// A random identity: a UUID of version 4.
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    let filled = gloo::utils::window().crypto().and_then(|crypto| {
        // `randomUUID` would be shorter, but over plain HTTP only this is there.
        crypto.get_random_values_with_u8_array(&mut bytes)
    });
    if filled.is_err() {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    uuid(bytes)
}

/// Random bytes as a UUID of version 4 (RFC 9562, section 5.4).
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}
