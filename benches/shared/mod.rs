//! What both benchmarks of the engine are measured on.

/// News-like text of about so many bytes, in paragraphs of some 450: four sentences each, about the minister
/// whom `name` gives for the number of the sentence.
pub fn article(bytes: usize, name: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut n = 0;
    while text.len() < bytes {
        for _ in 0..4 {
            n += 1;
            let name = name(n);
            text += &format!(
                "Minister {name} told the U.S. delegation on {n} May that “no more than {n}%” of \
                 the 1,{n:03} homes near Harbour-Town hadn't been rebuilt. "
            );
        }
        text += "\n\n";
    }
    text
}
