//! A page as a flat list of nodes in document order.

use std::ops::Range;

use super::Event;

/// The nodes of a page in document order; what is inside a node follows it directly.
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
}

pub(super) struct Node<'a> {
    /// The node and all that is inside it, as places in the list.
    pub(super) range: Range<usize>,
    /// The element that the node is in.
    pub(super) parent: Option<usize>,
    pub(super) content: Content<'a>,
}

pub(super) enum Content<'a> {
    Element {
        name: &'a str,
        attributes: &'a [(String, String)],
    },
    Text(&'a str),
}

impl<'a> Tree<'a> {
    /// Reads the events. Elements that never end do so with the page; an end without a beginning
    /// is passed over.
    pub(super) fn new(events: &'a [Event]) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::with_capacity(events.len());
        let mut open: Vec<usize> = Vec::new();
        for event in events {
            let content = match event {
                Event::End => {
                    if let Some(element) = open.pop() {
                        nodes[element].range.end = nodes.len();
                    }
                    continue;
                }
                Event::Text(text) => Content::Text(text),
                Event::Start { name, attributes } => Content::Element { name, attributes },
            };
            let place = nodes.len();
            let parent = open.last().copied();
            if matches!(content, Content::Element { .. }) {
                open.push(place);
            }
            nodes.push(Node {
                range: place..place + 1,
                parent,
                content,
            });
        }
        for element in open {
            nodes[element].range.end = nodes.len();
        }
        Self { nodes }
    }

    /// The name of the element at a place; empty for text.
    pub(super) fn name(&self, place: usize) -> &'a str {
        match self.nodes[place].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// The value of an attribute of the element at a place.
    pub(super) fn attribute(&self, place: usize, wanted: &str) -> Option<&'a str> {
        let Content::Element { attributes, .. } = self.nodes[place].content else {
            return None;
        };
        attributes
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.as_str())
    }

    /// Whether the element at a place has this name.
    pub(super) fn is(&self, place: usize, name: &str) -> bool {
        self.name(place).eq_ignore_ascii_case(name)
    }

    /// The places of all elements with this name.
    pub(super) fn elements(&self, name: &str) -> impl Iterator<Item = usize> {
        (0..self.nodes.len()).filter(move |&place| self.is(place, name))
    }

    /// The text inside the element at a place, as it stands.
    pub(super) fn text(&self, place: usize) -> String {
        self.nodes[self.nodes[place].range.clone()]
            .iter()
            .filter_map(|node| match node.content {
                Content::Text(text) => Some(text),
                Content::Element { .. } => None,
            })
            .collect()
    }
}

/// The text with each run of white space as one space, and none at its ends.
pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
