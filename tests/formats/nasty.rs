//! Documents that break tools, and everything that can be known about them.

use chrono::NaiveDate;
use spanwright::annotation::{
    Annotation, AnnotationId, BlockIndex, LabelId, Origin, Review, Stamp, Status, TimeValue,
};
use spanwright::detect::Score;
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::project::Source;

use crate::support::{Drawn, drawn, picture_of, stamp};

const PICTURES: [(&str, &str); 12] = [
    (
        "plain",
        "[PERSON Grace Hopper] wrote to [ORG Yale] on [DATE 9 December].",
    ),
    ("empty", ""),
    ("blank", " \n\n\t "),
    (
        "emoji",
        "👩‍🚀 [PERSON Zoë 🦊 Fuchs] saw 🇳🇿🇳🇿 in [PLACE 𝔚𝔢𝔩𝔩𝔦𝔫𝔤𝔱𝔬𝔫] 🎉",
    ),
    (
        "lines",
        "To: [PERSON Ann]\r\nFrom:\t[PERSON Bob]\r\n\r\n[PLACE Oslo]\r[PLACE Rome]\u{85}[PLACE Kyiv]\u{2028}[PLACE Lima]\u{2029}.",
    ),
    (
        "marks",
        "Cafe\u{301} [PERSON Noe\u{308}l] and [PERSON Noël]; [PLACE हिन्दी] \u{200b}[MISC x\u{fe0f}]",
    ),
    (
        "right to left",
        "سافرت [PERSON ليلى] إلى [PLACE بيروت] ו[PERSON דנה] \u{202b}[ORG OK]\u{202c}.",
    ),
    (
        "nested",
        "[ORG The Bank of [PLACE [PLACE New] York]] and [ORG [PERSON Hill]].",
    ),
    (
        "controls",
        "a\0[MISC b\u{1}c]\u{1c}d\u{7f}\u{feff}[PERSON Eve]\u{fffe}\u{10ffff}",
    ),
    (
        "sentences",
        "Dr. No met [ORG Yahoo! Inc. of] Japan. Then [PERSON Ann\n\nBob] left.",
    ),
    (
        "spaces",
        "The[PLACE  Alps ] rise;[MISC  \u{a0}] -DOCSTART- [PLACE New]York.",
    ),
    (
        "teasers",
        "[PERSON Ann] spoke.\n\n~Read: [PERSON Bob]\n\n~More 🎉\n\nIn [PLACE Oslo], [PERSON Ann] rested.\n\n~Share [ORG this]\n",
    ),
];

/// All of them, with crossing spans, every origin and every state.
pub fn documents() -> Vec<Drawn> {
    let mut documents: Vec<Drawn> = PICTURES
        .iter()
        .map(|(id, picture)| drawn(id, picture))
        .collect();
    crossing(&mut documents[7]);
    everything_known(&mut documents[0]);
    let teasers = &mut documents[11];
    teasers.markup.blocks.insert(BlockIndex::new(1), true);
    teasers.markup.blocks.insert(BlockIndex::new(3), true);
    documents
}

/// One document by its identity.
pub fn document(id: &str) -> Drawn {
    let found = documents().into_iter();
    let mut found = found.filter(|drawn| drawn.document.id.as_str() == id);
    found.next().unwrap()
}

fn crossing(drawn: &mut Drawn) {
    let (_, spans) = picture_of("The Bank [MISC of New York and] Hill.");
    for (n, (span, label)) in spans.into_iter().enumerate() {
        let id = AnnotationId::new(100 + n as u64);
        let annotation = Annotation::drawn(id, span, label, stamp());
        drawn.markup.annotations.insert(annotation);
    }
}

fn everything_known(drawn: &mut Drawn) {
    let document = &mut drawn.document;
    document.source = Source::Web {
        url: "https://news.example/a?b=c&d".to_owned(),
    };
    document.author = Some("A. Writer".to_owned());
    document.published = NaiveDate::from_ymd_opt(2016, 7, 16);
    let topic = ("topic".to_owned(), vec!["x", "y"].into());
    document.meta = serde_json::Map::from_iter([topic]).into();
    let markup = &mut drawn.markup;
    markup.date = NaiveDate::from_ymd_opt(2016, 7, 17);
    markup.status = Status::Done;
    let annotations: Vec<Annotation> = markup.annotations.iter().map(|a| (**a).clone()).collect();
    let [person, org, date] = annotations.try_into().unwrap();
    markup.annotations.insert(Annotation {
        origin: Origin::Detector {
            name: "dates".into(),
            version: "1".into(),
        },
        score: Some(Score::new(0.87)),
        time: Some(TimeValue {
            timex: Timex {
                modifier: Some("APPROX".to_owned()),
                implied: true,
                ..Timex::new(TimexKind::Date, "2015-12-09")
            },
            by_person: true,
        }),
        changed: Some(Stamp { ..stamp() }),
        ..date.clone()
    });
    markup.annotations.insert(Annotation {
        review: Review::Rejected,
        origin: Origin::Import {
            source: "old.jsonl".into(),
        },
        ..org
    });
    let label = LabelId::new("MISC");
    drawn.suggestions.insert(Annotation {
        id: AnnotationId::of_suggestion(person.span, &label),
        label,
        review: Review::Suggested,
        score: Some(Score::new(0.125)),
        created: None,
        origin: Origin::Detector {
            name: "entities".into(),
            version: "2".into(),
        },
        ..person
    });
}
