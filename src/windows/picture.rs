//! A window as text, for tests: an element a line, what is in it indented.
//!
//! ```text
//! fieldset
//!   legend “Format”
//!   label.choice
//!     input type=radio checked → Change Choose(Json)
//! ```

use std::fmt::{self, Debug, Display, Formatter};

use super::node::{Attribute, Element, Node};

impl<M: Debug> Display for Element<M> {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        draw(self, 0, f)
    }
}

fn draw<M: Debug>(element: &Element<M>, depth: usize, f: &mut Formatter) -> fmt::Result {
    write!(f, "{:1$}{2}", "", 2 * depth, element.tag.as_str())?;
    if let Some(class) = element.get(Attribute::Class) {
        write!(f, ".{}", class.replace(' ', "."))?;
    }
    for (attribute, value) in &element.attributes {
        match attribute {
            Attribute::Class => {}
            other if value.is_empty() => write!(f, " {}", other.as_str())?,
            other if value.contains(' ') => write!(f, " {}=“{value}”", other.as_str())?,
            other => write!(f, " {}={value}", other.as_str())?,
        }
    }
    for (event, message) in &element.events {
        write!(f, " → {event:?} {message:?}")?;
    }
    if let [Node::Text(words)] = &*element.children {
        return writeln!(f, " “{words}”");
    }
    writeln!(f)?;
    for child in &element.children {
        match child {
            Node::Text(words) => writeln!(f, "{:1$}“{words}”", "", 2 * depth + 2)?,
            Node::Element(element) => draw(element, depth + 1, f)?,
        }
    }
    Ok(())
}

/// Holds the picture of a window against the one in `pictures/`. `UPDATE_GOLDEN=1` writes it anew.
#[track_caller]
pub fn check<M: Debug>(name: &str, window: &Element<M>) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/windows/pictures")
        .join(format!("{name}.txt"));
    let drawn = window.to_string();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(drawn, kept, "{name}; UPDATE_GOLDEN=1 writes it anew");
}
