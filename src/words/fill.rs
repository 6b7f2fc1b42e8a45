//! Sentences with places for what they are about.

/// The words with what they are about: `{0}` becomes the first of it, `{1}` the second.
///
/// ```
/// use spanwright::words::fill;
/// assert_eq!(fill("{1} of {0}", &["all", "one"]), "one of all");
/// ```
pub fn fill(words: &str, about: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or(("", after));
        let index: Option<usize> = index.parse().ok();
        filled.push_str(index.and_then(|index| about.get(index)).unwrap_or(&""));
        rest = after;
    }
    filled + rest
}
