//! Large numbers as people read them.

/// The number with a comma before each three digits.
///
/// ```
/// assert_eq!(spanwright::formats::grouped(50_000), "50,000");
/// assert_eq!(spanwright::formats::grouped(999), "999");
/// ```
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
