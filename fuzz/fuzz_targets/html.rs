//! Any walk over a page, as a parser or nobody would give it, gives an article whose blocks stand in
//! its text, of which a document can be made.

#![no_main]

use libfuzzer_sys::{arbitrary, fuzz_target};
use spanwright::annotation::Timestamp;
use spanwright::project::{DocumentId, Intake, Source};
use spanwright::text::SourceText;
use spanwright::text::html::{Event, extract};
use spanwright_fuzz::check_blocks;

const NAMES: [&str; 24] = [
    "p",
    "div",
    "article",
    "h1",
    "h2",
    "a",
    "br",
    "pre",
    "table",
    "tr",
    "td",
    "li",
    "ul",
    "meta",
    "title",
    "script",
    "time",
    "blockquote",
    "section",
    "aside",
    "span",
    "header",
    "main",
    "html",
];

#[derive(Debug, arbitrary::Arbitrary)]
enum Step {
    Start(u8, Vec<(Attribute, String)>),
    Named(String),
    Text(String),
    Words(u8),
    End,
}

#[derive(Debug, arbitrary::Arbitrary)]
enum Attribute {
    Class,
    Id,
    Content,
    Property,
    Href,
    Hidden,
    Datetime,
    Type,
    Any(String),
}

impl Attribute {
    fn name(self) -> String {
        match self {
            Self::Class => "class",
            Self::Id => "id",
            Self::Content => "content",
            Self::Property => "property",
            Self::Href => "href",
            Self::Hidden => "hidden",
            Self::Datetime => "datetime",
            Self::Type => "type",
            Self::Any(name) => return name,
        }
        .to_owned()
    }
}

fuzz_target!(|input: (Vec<Step>, Option<String>)| {
    let (steps, url) = input;
    let events = steps.into_iter().map(|step| match step {
        Step::Start(name, attributes) => Event::Start {
            name: NAMES[usize::from(name) % NAMES.len()].to_owned(),
            attributes: attributes
                .into_iter()
                .map(|(name, value)| (name.name(), value))
                .collect(),
        },
        Step::Named(name) => Event::Start {
            name,
            attributes: Vec::new(),
        },
        Step::Text(text) => Event::Text(text),
        Step::Words(count) => {
            Event::Text("Ada met the minister on 5 May, she said. ".repeat(count.into()))
        }
        Step::End => Event::End,
    });
    let events: Vec<Event> = events.collect();
    let article = extract(&events, url.as_deref());
    let text = SourceText::new(&*article.text).expect("a fuzzed text is short");
    check_blocks(&text, &article.blocks);
    let intake = Intake {
        id: DocumentId::new("fuzzed"),
        at: Timestamp::from_millis(0),
        source: Source::Web {
            url: url.unwrap_or_default(),
        },
    };
    let document = intake.article(article).expect("a fuzzed text is short");
    check_blocks(&document.text, &document.blocks);
});
