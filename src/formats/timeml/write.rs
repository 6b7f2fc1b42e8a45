//! Writing a document.

use std::collections::HashMap;
use std::io::Write;

use chrono::NaiveDate;

use super::DOCUMENT_DATE;
use crate::detect::dates::{Timex, TimexKind};
use crate::formats::export::WriteError;
use crate::formats::prepared::{Chosen, Prepared};

pub(in crate::formats) fn write(
    prepared: &Prepared,
    mut sink: impl Write,
) -> Result<(), WriteError> {
    let date = prepared.item.markup.date;
    let text = prepared.text().as_str();
    write!(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>")?;
    if let Some(date) = date {
        write!(
            sink,
            "<TIMEX3 tid=\"{DOCUMENT_DATE}\" type=\"DATE\" value=\"{date}\" \
             temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\"/>"
        )?;
    }
    let mut identities = Identities::new(prepared, date);
    let mut done = 0;
    for (number, chosen) in prepared.spans.iter().enumerate() {
        let Some(time) = &chosen.annotation.time else {
            continue;
        };
        let range = chosen.span.range();
        write_text(&text[done..range.start], &mut sink)?;
        done = range.end;
        // The ends of a length that nothing in the text says get marks without text.
        let ends = [&time.timex.begin, &time.timex.end].map(|end| {
            let value = end.as_deref()?;
            Some(identities.of(value, &mut sink))
        });
        let [begin, end] = ends.map(Option::transpose);
        let attributes = Attributes {
            timex: &time.timex,
            begin: begin?,
            end: end?,
            anchored: date.is_some(),
        };
        write!(sink, "<TIMEX3 tid=\"t{}\"", number + 1)?;
        attributes.write(&mut sink)?;
        write!(sink, ">")?;
        write_text(&text[range], &mut sink)?;
        write!(sink, "</TIMEX3>")?;
    }
    write_text(&text[done..], &mut sink)?;
    Ok(sink.write_all(b"</TimeML>\n")?)
}

struct Attributes<'a> {
    timex: &'a Timex,
    begin: Option<String>,
    end: Option<String>,
    /// Whether the document has a date to which what follows from it can point.
    anchored: bool,
}

impl Attributes<'_> {
    fn write(&self, sink: &mut impl Write) -> Result<(), WriteError> {
        let timex = self.timex;
        let kind = match timex.kind {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        };
        let function = timex.is_temporal_function();
        let anchor = timex.implied && function && self.anchored;
        let attributes = [
            ("type", Some(kind)),
            ("value", Some(timex.value.as_str())),
            ("mod", timex.modifier.as_deref()),
            ("quant", timex.quant.as_deref()),
            ("freq", timex.freq.as_deref()),
            ("beginPoint", self.begin.as_deref()),
            ("endPoint", self.end.as_deref()),
            (
                "temporalFunction",
                Some(if function { "true" } else { "false" }),
            ),
            ("anchorTimeID", anchor.then_some(DOCUMENT_DATE)),
        ];
        for (name, value) in attributes {
            if let Some(value) = value {
                write!(sink, " {name}=\"")?;
                write_text(value, sink)?;
                write!(sink, "\"")?;
            }
        }
        Ok(())
    }
}

/// The identities of the marks of each value.
struct Identities {
    known: HashMap<String, String>,
    next: usize,
}

impl Identities {
    fn new(prepared: &Prepared, date: Option<NaiveDate>) -> Self {
        let value = |chosen: &Chosen| {
            let time = chosen.annotation.time.as_ref()?;
            let point = matches!(time.timex.kind, TimexKind::Date | TimexKind::Time);
            point.then(|| time.timex.value.clone())
        };
        let mut known = HashMap::new();
        for (number, chosen) in prepared.spans.iter().enumerate() {
            if let Some(value) = value(chosen) {
                known
                    .entry(value)
                    .or_insert_with(|| format!("t{}", number + 1));
            }
        }
        if let Some(date) = date {
            known.insert(date.to_string(), DOCUMENT_DATE.to_owned());
        }
        Self {
            known,
            next: prepared.spans.len() + 1,
        }
    }

    /// The identity of a mark with that value, which is written first if there is none.
    fn of(&mut self, value: &str, sink: &mut impl Write) -> Result<String, WriteError> {
        if let Some(known) = self.known.get(value) {
            return Ok(known.clone());
        }
        let identity = format!("t{}", self.next);
        self.next += 1;
        let kind = if value.contains('T') { "TIME" } else { "DATE" };
        write!(sink, "<TIMEX3 tid=\"{identity}\" type=\"{kind}\" value=\"")?;
        write_text(value, sink)?;
        write!(sink, "\" temporalFunction=\"true\"/>")?;
        self.known.insert(value.to_owned(), identity.clone());
        Ok(identity)
    }
}

/// Writes characters so that a reader gets them back: a carriage return would become a line feed.
/// A character that XML cannot hold becomes U+FFFD, which is as long in code points.
fn write_text(text: &str, sink: &mut impl Write) -> Result<(), WriteError> {
    let mut plain = 0;
    for (at, char) in text.char_indices() {
        let escaped = match char {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#13;",
            '\t' | '\n' => continue,
            _ if char < ' ' || matches!(char, '\u{fffe}' | '\u{ffff}') => "\u{fffd}",
            _ => continue,
        };
        sink.write_all(&text.as_bytes()[plain..at])?;
        sink.write_all(escaped.as_bytes())?;
        plain = at + char.len_utf8();
    }
    Ok(sink.write_all(&text.as_bytes()[plain..])?)
}
