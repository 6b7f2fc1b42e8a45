//! Parses HTML with the browser's own parser, which runs no script and loads nothing.

use spanwright::text::html::Event;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, Element, Node, SupportedType};

/// The page as a walk over its elements. A page of any depth is walked without recursion, and
/// what cannot be parsed at all gives no events.
///
/// Browsers cut the depth of a page themselves (Chromium at 512), but take time that grows with
/// the square of the depth to do so: two seconds for 20,000 elements inside each other.
pub fn events(page: &str) -> Vec<Event> {
    let parsed =
        DomParser::new().and_then(|parser| parser.parse_from_string(page, SupportedType::TextHtml));
    let mut events = Vec::new();
    if let Some(root) = parsed.ok().and_then(|document| document.document_element()) {
        walk(root, &mut events);
    }
    events
}

fn walk(root: Element, events: &mut Vec<Event>) {
    let root: Node = root.into();
    let mut node = root.clone();
    'down: loop {
        let mut inside = None;
        if let Some(element) = node.dyn_ref::<Element>() {
            events.push(start(element));
            inside = node.first_child();
        } else if node.node_type() == Node::TEXT_NODE {
            events.push(Event::Text(node.node_value().unwrap_or_default()));
        }
        if let Some(child) = inside {
            node = child;
            continue 'down;
        }
        loop {
            if node.node_type() == Node::ELEMENT_NODE {
                events.push(Event::End);
            }
            if node == root {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                continue 'down;
            }
            match node.parent_node() {
                Some(parent) => node = parent,
                None => return,
            }
        }
    }
}

fn start(element: &Element) -> Event {
    let attributes = element.get_attribute_names();
    let attributes = attributes.iter().filter_map(|name: JsValue| {
        let name = name.as_string()?;
        let value = element.get_attribute(&name)?;
        Some((name, value))
    });
    Event::Start {
        name: element.local_name(),
        attributes: attributes.collect(),
    }
}
