//! Reading a document.

use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::annotation::{Annotation, AnnotationId, LabelId, Origin, Review, TimeValue};
use crate::detect::dates::{self, Timex, TimexKind};
use crate::formats::diagnostic::note;
use crate::formats::fields::Place;
use crate::formats::import::ImportedDocument;
use crate::formats::{Diagnostic, Problem};
use crate::project::DocumentId;
use crate::text::{SourceText, TextSpan, sha256};

/// How far into a file its root element is looked for.
const HEAD: usize = 4096;

/// Whether the content is a TimeML document.
pub(in crate::formats) fn is_timeml(content: &str) -> bool {
    let head = content.get(..content.floor_char_boundary(HEAD));
    content.trim_start().starts_with('<') && head.is_some_and(|head| head.contains("<TimeML"))
}

/// Reads a TimeML document. Elements other than TIMEX3 are passed over, their text is kept. A file
/// that declares entities is refused, as a few lines of them can stand for gigabytes of text.
pub(in crate::formats) fn read(
    content: &str,
    place: &Place,
    log: &mut Vec<Diagnostic>,
) -> Option<ImportedDocument> {
    let mut reader = Reader::from_str(content);
    let mut document = Tags::default();
    let mut lines = Lines {
        content,
        byte: 0,
        line: 1,
    };
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                let problem = Problem::NotXml(error.to_string());
                note(log, lines.at(place, reader.error_position(), problem));
                break;
            }
        };
        let here = reader.buffer_position();
        match event {
            Event::DocType(declaration) if declares_entities(&declaration) => {
                note(log, lines.at(place, here, Problem::Entities));
                return None;
            }
            Event::Start(tag) => document.open(&tag, place, log),
            Event::Empty(tag) => {
                document.open(&tag, place, log);
                document.close();
            }
            Event::End(_) => document.close(),
            Event::Text(text) => match text.xml10_content() {
                Ok(text) => document.add(&text),
                Err(error) => {
                    note(
                        log,
                        lines.at(place, here, Problem::NotXml(error.to_string())),
                    );
                }
            },
            Event::CData(data) => {
                if let Ok(text) = data.decode() {
                    document.add(&text);
                }
            }
            Event::GeneralRef(reference) => match character(&reference) {
                Some(char) => document.add(char.encode_utf8(&mut [0; 4])),
                None => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    let problem = Problem::Unreadable(format!("&{name}; stands for nothing"));
                    note(log, lines.at(place, here, problem));
                }
            },
            Event::Eof => break,
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    document.finish(place, log)
}

fn declares_entities(declaration: &[u8]) -> bool {
    declaration.windows(8).any(|window| window == b"<!ENTITY")
}

/// The character that a reference stands for: one of XML's five names, or a number.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(char)) = reference.resolve_char_ref() {
        return Some(char);
    }
    Some(match &**reference {
        b"amp" => '&',
        b"lt" => '<',
        b"gt" => '>',
        b"quot" => '"',
        b"apos" => '\'',
        _ => return None,
    })
}

/// Tells which line a byte is in. Bytes come in order, so that no line is counted twice.
struct Lines<'a> {
    content: &'a str,
    /// How far the lines are counted, and which line that is.
    byte: usize,
    line: u32,
}

impl Lines<'_> {
    /// A problem in the line in which that byte is.
    fn at(&mut self, place: &Place, byte: u64, problem: Problem) -> Diagnostic {
        let content = self.content.as_bytes();
        let byte = usize::try_from(byte).map_or(content.len(), |byte| byte.min(content.len()));
        let between = content.get(self.byte..byte).unwrap_or_default();
        let breaks = between.iter().filter(|byte| **byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.byte = self.byte.max(byte);
        let place = Place {
            line: Some(self.line),
            ..place.clone()
        };
        place.problem(None, problem)
    }
}

/// A mark: where it begins in the text, and what it says.
struct Mark {
    start: usize,
    end: usize,
    attributes: HashMap<String, String>,
}

/// What has been read of a document.
#[derive(Default)]
struct Tags {
    text: String,
    /// The names of the open elements.
    path: Vec<String>,
    /// The open marks.
    open: Vec<Mark>,
    marks: Vec<Mark>,
    /// Elements that are passed over.
    others: BTreeSet<String>,
    /// Where the text of an element that holds the whole text begins.
    whole: Option<usize>,
    after_whole: Option<usize>,
    identity: String,
}

impl Tags {
    fn open(&mut self, tag: &BytesStart<'_>, place: &Place, log: &mut Vec<Diagnostic>) {
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        match name.as_str() {
            "TIMEX3" => {
                let mut attributes = HashMap::new();
                for attribute in tag.attributes() {
                    let read = attribute
                        .map_err(|error| error.to_string())
                        .and_then(|one| {
                            let value = one.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                            let value = value.map_err(|error| error.to_string())?.into_owned();
                            let key = String::from_utf8_lossy(one.key.as_ref()).into_owned();
                            Ok((key, value))
                        });
                    match read {
                        Ok((key, value)) => {
                            attributes.insert(key, value);
                        }
                        Err(error) => {
                            let place = place.field("TIMEX3");
                            note(log, place.problem(None, Problem::Unreadable(error)));
                        }
                    }
                }
                let start = self.text.len();
                self.open.push(Mark {
                    start,
                    end: start,
                    attributes,
                });
            }
            "TEXT" => self.whole = Some(self.text.len()),
            "TimeML" | "DCT" | "DOCID" | "TITLE" | "EXTRAINFO" => {}
            _ => {
                self.others.insert(name.clone());
            }
        }
        self.path.push(name);
    }

    fn close(&mut self) {
        match self.path.pop().as_deref() {
            Some("TIMEX3") => {
                if let Some(mut mark) = self.open.pop() {
                    mark.end = self.text.len();
                    self.marks.push(mark);
                }
            }
            Some("TEXT") => self.after_whole = Some(self.text.len()),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        match self.path.last().map(String::as_str) {
            None => {}
            Some("DOCID") => self.identity.push_str(text.trim()),
            Some(_) => self.text.push_str(text),
        }
    }

    fn finish(mut self, place: &Place, log: &mut Vec<Diagnostic>) -> Option<ImportedDocument> {
        // In the form of TempEval-3 the text is that of one element; else that of the whole file.
        let start = self.whole.unwrap_or(0);
        let end = self.after_whole.unwrap_or(self.text.len()).max(start);
        let text = self.text.get(start..end).unwrap_or_default();
        let text = match SourceText::new(text) {
            Ok(text) => text,
            Err(error) => {
                note(
                    log,
                    place.problem(None, Problem::Unreadable(error.to_string())),
                );
                return None;
            }
        };
        for name in &self.others {
            note(log, place.field(name).problem(None, Problem::UnknownField));
        }
        let checksum = sha256(text.as_str());
        let mut document = ImportedDocument::new(text, checksum, None);
        let identity = std::mem::take(&mut self.identity);
        document.id = (!identity.is_empty()).then(|| DocumentId::new(identity));
        self.marks.sort_by_key(|mark| (mark.start, mark.end));
        let values: HashMap<String, String> = self
            .marks
            .iter()
            .filter_map(|mark| {
                let value = |name: &str| mark.attributes.get(name).cloned();
                value("tid").zip(value("value"))
            })
            .collect();
        for mark in &self.marks {
            let get = |name: &str| mark.attributes.get(name);
            if get("functionInDocument").is_some_and(|function| function == "CREATION_TIME") {
                let value = get("value").and_then(|value| value.get(..10));
                document.date = value.and_then(|value| value.parse().ok());
                continue;
            }
            let inside = mark.start >= start && mark.end <= end && mark.start < mark.end;
            if !inside {
                continue;
            }
            let place = place.field(&format!("TIMEX3 {}", get("tid").map_or("", String::as_str)));
            let span = TextSpan::from_range(mark.start - start..mark.end - start);
            let time = meaning(mark, &values).map_err(|problem| {
                note(log, place.problem(None, problem));
            });
            document.annotations.extend(span.map(|span| Annotation {
                id: AnnotationId::new(document.annotations.len() as u64),
                span,
                label: LabelId::new(dates::LABEL),
                origin: Origin::Import {
                    source: place.file.clone(),
                },
                score: None,
                review: Review::Accepted,
                time: time.ok().map(|timex| TimeValue {
                    timex,
                    by_person: true,
                }),
                created: None,
                changed: None,
            }));
        }
        Some(document)
    }
}

/// What a mark means. The values of the marks stand by their identities.
fn meaning(mark: &Mark, values: &HashMap<String, String>) -> Result<Timex, Problem> {
    let get = |name: &str| mark.attributes.get(name).cloned();
    let kind = match get("type").as_deref() {
        Some("DATE") => TimexKind::Date,
        Some("TIME") => TimexKind::Time,
        Some("DURATION") => TimexKind::Duration,
        Some("SET") => TimexKind::Set,
        Some(other) => {
            let problem = format!("the type {other:?} is none of DATE, TIME, DURATION and SET");
            return Err(Problem::Unreadable(problem));
        }
        None => return Err(Problem::Unreadable("there is no type".to_owned())),
    };
    let point = |name: &str| values.get(&get(name)?).cloned();
    let timex = Timex {
        modifier: get("mod").filter(|modifier| !modifier.is_empty()),
        quant: get("quant").filter(|quant| !quant.is_empty()),
        freq: get("freq").filter(|freq| !freq.is_empty()),
        begin: point("beginPoint"),
        end: point("endPoint"),
        ..Timex::new(kind, get("value").unwrap_or_default())
    };
    match timex.validate() {
        Ok(()) => Ok(timex),
        Err(error) => Err(Problem::Unreadable(error.to_string())),
    }
}
