//! What a window looks like: a small tree of elements, as data.
//!
//! The tree is generic over what its events mean. A window draws one that carries its own messages,
//! and what travels to the page is the same tree with a number in the place of each message.

use serde::{Deserialize, Serialize};

/// A part of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node<M> {
    /// Words.
    Text(String),
    /// An element.
    Element(Element<M>),
}

/// An element of HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element<M> {
    /// What it is.
    pub tag: Tag,
    /// What makes it the same one when its place among its siblings changes.
    pub key: Option<String>,
    /// Its attributes. One that is there or not has an empty value.
    pub attributes: Vec<(Attribute, String)>,
    /// What its events mean.
    pub events: Vec<(On, M)>,
    /// What is in it.
    pub children: Vec<Node<M>>,
}

/// An enumeration whose members have names of HTML.
macro_rules! names {
    ($(#[$doc:meta])* $names:ident { $($member:ident $name:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "their names are those of HTML")]
        pub enum $names { $($member),* }

        impl $names {
            /// The name in HTML.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $name),* }
            }
        }
    };
}

/// A tag for each element that windows are made of, and a function that makes an empty one.
macro_rules! elements {
    ($($function:ident $member:ident $name:literal)*) => {
        names! {
            /// What an element is.
            Tag { $($member $name)* }
        }

        $(
            #[doc = concat!("An empty `", $name, "` element.")]
            pub const fn $function<M>() -> Element<M> {
                Element::new(Tag::$member)
            }
        )*
    };
}

elements! {
    a A "a"
    blockquote Blockquote "blockquote"
    button Button "button"
    caption Caption "caption"
    code Code "code"
    details Details "details"
    div Div "div"
    em Em "em"
    fieldset Fieldset "fieldset"
    form Form "form"
    h3 H3 "h3"
    input Input "input"
    kbd Kbd "kbd"
    label Label "label"
    legend Legend "legend"
    li Li "li"
    mark Mark "mark"
    meter Meter "meter"
    ol Ol "ol"
    option Option "option"
    p P "p"
    section Section "section"
    select Select "select"
    small Small "small"
    span Span "span"
    strong Strong "strong"
    summary Summary "summary"
    table Table "table"
    tbody Tbody "tbody"
    td Td "td"
    textarea Textarea "textarea"
    th Th "th"
    thead Thead "thead"
    time Time "time"
    tr Tr "tr"
    ul Ul "ul"
}

names! {
    /// An attribute of an element.
    Attribute {
        Accept "accept"
        AriaControls "aria-controls"
        AriaCurrent "aria-current"
        AriaDescribedby "aria-describedby"
        AriaDisabled "aria-disabled"
        AriaExpanded "aria-expanded"
        AriaHidden "aria-hidden"
        AriaInvalid "aria-invalid"
        AriaLabel "aria-label"
        AriaLive "aria-live"
        AriaPressed "aria-pressed"
        AriaSelected "aria-selected"
        Autocomplete "autocomplete"
        Autofocus "autofocus"
        Checked "checked"
        Class "class"
        Datetime "datetime"
        Disabled "disabled"
        For "for"
        Href "href"
        Id "id"
        Max "max"
        Maxlength "maxlength"
        // Of a field for files: the page opens them by itself, and the window hears nothing of it.
        Multiple "multiple"
        Name "name"
        Open "open"
        Placeholder "placeholder"
        Rel "rel"
        Required "required"
        Role "role"
        Scope "scope"
        Selected "selected"
        Spellcheck "spellcheck"
        Tabindex "tabindex"
        Target "target"
        Title "title"
        Type "type"
        Value "value"
    }
}

names! {
    /// What can be done to an element. By the name, an attribute, the page finds what it means.
    On {
        // It is clicked, or chosen with the keyboard.
        Click "data-click"
        // Its value has changed, and the annotator goes on to something else.
        Change "data-change"
        // Its value changes with every key.
        Input "data-input"
        // The form is sent; what comes with it is the value of its first field.
        Submit "data-submit"
        // A key is pressed on it; what comes with it is the chord. Tab goes on as always.
        Press "data-press"
    }
}

/// As an [`Attribute::Href`] the script that sends the page being read here. The page puts it there, which
/// knows its address.
pub const BOOKMARK: &str = "#bookmark";

impl<M> Element<M> {
    /// An element with nothing in it.
    pub const fn new(tag: Tag) -> Self {
        Self {
            tag,
            key: None,
            attributes: Vec::new(),
            events: Vec::new(),
            children: Vec::new(),
        }
    }

    /// With a style of the style sheet.
    pub fn class(self, class: impl Into<String>) -> Self {
        self.set(Attribute::Class, class)
    }

    /// With an attribute.
    pub fn set(mut self, attribute: Attribute, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }

    /// With an attribute that is there or not.
    pub fn flag(self, attribute: Attribute, on: bool) -> Self {
        match on {
            true => self.set(attribute, ""),
            false => self,
        }
    }

    /// With a key among its siblings.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// With a meaning of an event.
    pub fn on(mut self, event: On, message: M) -> Self {
        self.events.push((event, message));
        self
    }

    /// With words after what is in it already.
    pub fn text(mut self, words: impl Into<String>) -> Self {
        self.children.push(Node::Text(words.into()));
        self
    }

    /// With another element after what is in it already.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With other elements after what is in it already: a list of them, or one or none.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        let children = children.into_iter().map(Node::Element);
        self.children.extend(children);
        self
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The value of an attribute that it has.
    pub fn get(&self, attribute: Attribute) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(one, _)| *one == attribute);
        found.map(|(_, value)| value.as_str())
    }

    /// The same tree with what `message` makes of each message: of an element's own before those of
    /// what is in it.
    pub fn map<N>(self, message: &mut impl FnMut(M) -> N) -> Element<N> {
        let events = self.events.into_iter();
        let events = events.map(|(event, one)| (event, message(one))).collect();
        let children = self.children.into_iter().map(|child| match child {
            Node::Text(words) => Node::Text(words),
            Node::Element(element) => Node::Element(element.map(message)),
        });
        Element {
            tag: self.tag,
            key: self.key,
            attributes: self.attributes,
            events,
            children: children.collect(),
        }
    }

    /// Does something to this element and then to all that are in it.
    pub fn each(&mut self, visit: &mut impl FnMut(&mut Self)) {
        visit(self);
        for element in self.elements_mut() {
            element.each(visit);
        }
    }
}
