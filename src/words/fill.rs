//! Sentences with places for what they are about.

/// The words with what they are about: `{0}` becomes the first of it, `{1}` the second. A place for
/// which there is nothing yet stays, so that words can be filled in two steps.
///
/// ```
/// use spanwright::words::fill;
/// assert_eq!(fill("{1} of {0}", &["all", "one"]), "one of all");
/// assert_eq!(fill("{0} places {1}", &["2"]), "2 places {1}");
/// ```
pub fn fill(words: &str, about: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (index, after) = after.split_once('}').unwrap_or(("", after));
        let index: Option<usize> = index.parse().ok();
        match index.and_then(|index| about.get(index)) {
            Some(about) => filled.push_str(about),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled + rest
}
