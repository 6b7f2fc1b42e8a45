//! TimeML: what is written is well-formed and comes back as it was; what is wrong is said.

use chrono::NaiveDate;
use spanwright::annotation::{Annotation, TimeValue};
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::formats::{Format, LossReason, Problem, read, write};

use crate::dtd::faults;
use crate::support::{Drawn, drawn, export, picture};

/// A document of 16 July 2016, whose DATE annotations get these meanings in their order.
fn dated(drawing: &str, times: &[Timex]) -> Drawn {
    let mut drawn = drawn("story", drawing);
    drawn.markup.date = NaiveDate::from_ymd_opt(2016, 7, 16);
    let mut times = times.iter();
    let annotations: Vec<Annotation> = drawn
        .markup
        .annotations
        .iter()
        .map(|annotation| {
            let mut annotation = (**annotation).clone();
            if annotation.label.as_str() == "DATE" {
                annotation.time = times.next().cloned().map(|timex| TimeValue {
                    timex,
                    by_person: true,
                });
            }
            annotation
        })
        .collect();
    drawn.markup.annotations = annotations.into_iter().collect();
    drawn
}

fn file_of(drawn: &Drawn) -> String {
    export(Format::TimeMl, &[drawn], Format::TimeMl.default_options()).0
}

fn yesterday() -> Timex {
    Timex {
        implied: true,
        ..Timex::new(TimexKind::Date, "2016-07-15")
    }
}

#[test]
fn marks_stand_in_the_text_after_the_documents_date() {
    let twice = Timex {
        freq: Some("2X".into()),
        ..Timex::new(TimexKind::Set, "P1W")
    };
    let drawn = dated(
        "[PER Ada] & Bob met [DATE yesterday], <as> [DATE twice a week].",
        &[yesterday(), twice],
    );
    assert_eq!(
        file_of(&drawn),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <TimeML><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2016-07-16\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\"/>Ada &amp; Bob met \
         <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-07-15\" temporalFunction=\"true\" \
         anchorTimeID=\"t0\">yesterday</TIMEX3>, &lt;as&gt; \
         <TIMEX3 tid=\"t2\" type=\"SET\" value=\"P1W\" freq=\"2X\" \
         temporalFunction=\"false\">twice a week</TIMEX3>.</TimeML>\n"
    );
}

#[test]
fn the_ends_of_a_length_are_marks_that_it_points_to() {
    let length = Timex {
        begin: Some("2014".into()),
        end: Some("2016-07-16".into()),
        ..Timex::new(TimexKind::Duration, "P2Y")
    };
    let drawn = dated(
        "It fell for [DATE two years].",
        std::slice::from_ref(&length),
    );
    let file = file_of(&drawn);
    assert!(
        file.contains("<TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2014\""),
        "{file}"
    );
    assert!(file.contains("beginPoint=\"t2\" endPoint=\"t0\""), "{file}");
    let back = read("story.tml", &file);
    assert_eq!(back.diagnostics, []);
    let time = back.documents[0].annotations[0].time.as_ref().unwrap();
    assert_eq!(time.timex, length);
}

/// A document with all that a mark can carry, written where it has a date and where it has none.
#[test]
fn what_is_written_is_valid_by_the_definition_of_timeml() {
    let length = Timex {
        begin: Some("2014".into()),
        end: Some("2016-07-16T10:00".into()),
        modifier: Some("APPROX".into()),
        ..Timex::new(TimexKind::Duration, "P2Y")
    };
    let often = Timex {
        quant: Some("EVERY \"other\"".into()),
        freq: Some("2X".into()),
        ..Timex::new(TimexKind::Set, "P1W")
    };
    let times = [
        yesterday(),
        length,
        often,
        Timex::new(TimexKind::Time, "T15:00"),
    ];
    let mut drawn = dated(
        "[PER Ada] & [DATE a] <b> [DATE two years], [DATE often] [DATE [PER at] three].",
        &times,
    );
    for _ in 0..2 {
        let file = file_of(&drawn);
        assert_eq!(
            faults(&file, include_str!("timex3.dtd")),
            Vec::<String>::new(),
            "{file}"
        );
        drawn.markup.date = None;
    }
}

#[test]
fn what_was_edited_leaves_and_comes_back() {
    let meaning = |kind, value: &str, modifier: &str| Timex {
        modifier: Some(modifier.into()),
        ..Timex::new(kind, value)
    };
    let often = Timex {
        quant: Some("EVERY".into()),
        freq: Some("3D".into()),
        ..meaning(TimexKind::Set, "P1W", "APPROX")
    };
    let times = [
        meaning(TimexKind::Date, "2016", "START"),
        meaning(TimexKind::Duration, "P3D", "MORE_THAN"),
        often,
    ];
    let drawn = dated("[DATE early 2016] for [DATE days], [DATE often]", &times);
    let own = export(Format::Json, &[&drawn], Format::Json.default_options()).0;
    for back in [read("a.tml", &file_of(&drawn)), read("a.json", &own)] {
        assert_eq!(back.diagnostics, []);
        let values = back.documents[0].annotations.iter();
        let values: Vec<_> = values
            .map(|one| one.time.as_ref().unwrap().timex.clone())
            .collect();
        assert_eq!(values, times);
    }
}

#[test]
fn what_was_written_is_read_again() {
    let text = "A\r\nB\t\u{2028}\u{85} [DATE \u{1f600} Zo\u{eb}] > [DATE &lt; 5 \u{e9}\u{301}]\n";
    let times = [
        Timex::new(TimexKind::Date, "2016"),
        Timex::new(TimexKind::Time, "T15:00"),
    ];
    let drawn = dated(text, &times);
    let back = read("story.tml", &file_of(&drawn));
    assert_eq!(back.diagnostics, []);
    let document = &back.documents[0];
    assert_eq!(document.text.as_str(), drawn.text());
    assert_eq!(document.date, NaiveDate::from_ymd_opt(2016, 7, 16));
    let spans = document
        .annotations
        .iter()
        .map(|one| (one.span, one.label.clone()));
    assert_eq!(picture(document.text.as_str(), spans), text);
    let values: Vec<_> = document
        .annotations
        .iter()
        .map(|one| one.time.as_ref().unwrap().timex.clone())
        .collect();
    assert_eq!(values, times);
}

#[test]
fn what_xml_cannot_hold_keeps_its_length() {
    let drawn = dated(
        "a\u{1}b [DATE \u{ffff}5] c",
        &[Timex::new(TimexKind::Date, "2016")],
    );
    let back = read("story.tml", &file_of(&drawn));
    assert_eq!(back.documents[0].text.as_str(), "a\u{fffd}b \u{fffd}5 c");
}

#[test]
fn only_time_expressions_with_a_value_are_written_and_the_others_are_stated() {
    let invalid = Timex::new(TimexKind::Date, "yesterday");
    let drawn = dated("[PER Ada] met [DATE him] [DATE then].", &[invalid]);
    let (file, written) = export(Format::TimeMl, &[&drawn], Format::TimeMl.default_options());
    assert!(file.ends_with("/>Ada met him then.</TimeML>\n"), "{file}");
    assert_eq!(written.spans, 0);
    let reasons: Vec<_> = written.losses.iter().map(|loss| &loss.reason).collect();
    assert_eq!(reasons, [&LossReason::NoTime; 3]);
}

#[test]
fn a_second_document_is_refused() {
    let drawn = dated("a", &[]);
    let options = Format::TimeMl.default_options();
    let schema = spanwright::annotation::Schema::standard();
    let items = [drawn.item(), drawn.item()];
    let error = write(Format::TimeMl, items, &schema, options, Vec::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "TimeML (TIMEX3) holds one document a file; export the documents one by one"
    );
}

#[test]
fn the_form_of_tempeval_is_read() {
    let file = "<?xml version=\"1.0\" ?>\n<TimeML xmlns:xsi=\"x\">\n<DOCID>AB_1</DOCID>\n\
                <DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2016-07-16\" \
                functionInDocument=\"CREATION_TIME\">July 16</TIMEX3></DCT>\n\
                <TITLE>A title</TITLE>\n<TEXT>They <EVENT eid=\"e1\">met</EVENT> \
                <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-07-15\">on\nFriday</TIMEX3>.</TEXT>\n\
                <MAKEINSTANCE eiid=\"ei1\"/>\n</TimeML>";
    let import = read("AB_1.tml", file);
    let document = &import.documents[0];
    assert_eq!(document.text.as_str(), "They met on\nFriday.");
    assert_eq!(document.id.as_ref().unwrap().as_str(), "AB_1");
    assert_eq!(document.date, NaiveDate::from_ymd_opt(2016, 7, 16));
    assert_eq!(
        document.annotations[0].span.slice(document.text.as_str()),
        "on\nFriday"
    );
    let passed: Vec<_> = import
        .diagnostics
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(passed, ["EVENT", "MAKEINSTANCE"]);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let problems = |file: &str| -> Vec<(Option<u32>, Problem)> {
        let import = read("f.tml", file);
        import
            .diagnostics
            .into_iter()
            .map(|one| (one.line, one.problem))
            .collect()
    };
    let bomb =
        "<!DOCTYPE TimeML [<!ENTITY a \"aaa\"><!ENTITY b \"&a;&a;\">]>\n<TimeML>&b;</TimeML>";
    assert_eq!(problems(bomb), [(Some(1), Problem::Entities)]);
    assert!(read("f.tml", bomb).documents.is_empty());

    let unknown = problems("<TimeML>a\n&b; c</TimeML>");
    assert!(
        matches!(&unknown[..], [(Some(2), Problem::Unreadable(_))]),
        "{unknown:?}"
    );

    let broken = problems("<TimeML>a\n<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016\">b</TimeML>");
    assert!(
        matches!(&broken[..], [(Some(2), Problem::NotXml(_))]),
        "{broken:?}"
    );

    let value = "<TimeML><TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-W7\">b</TIMEX3></TimeML>";
    let import = read("f.tml", value);
    assert_eq!(import.diagnostics[0].field, "TIMEX3 t1");
    assert_eq!(import.documents[0].annotations[0].time, None);
}
