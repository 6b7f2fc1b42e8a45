//! The worker's side of the conversation: what it keeps between messages, and its answers.

use chrono::NaiveDate;
use std::sync::Arc;

use super::dates::{self, Reading, Timex, Unread};
use super::entities::{self, Model, SentenceScores};
use super::protocol::{Precise, Reply, Request, TextId};
use super::refinement::{Own, Reader, Refinement, Task, Unscored, WindowId};
use super::{Decision, Detectors, Loaded, Proposal, Setup, Standing};
use crate::text::TextSpan;
use crate::words::Language;

/// What the worker keeps: a tagger, one text, and how far that is read precisely.
#[derive(Default)]
pub struct DetectionService {
    model: Option<Model>,
    open: Option<(TextId, Arc<str>)>,
    refinement: Refinement,
}

impl DetectionService {
    /// Puts a model of the linear tagger to use.
    pub fn take_model(&mut self, bytes: &[u8]) -> Reply {
        match Model::from_bytes(bytes) {
            Ok(model) => {
                let version = model.version().to_owned();
                self.model = Some(model);
                Reply::Model { version }
            }
            Err(error) => Reply::NoModel {
                message: error.to_string(),
            },
        }
    }

    /// Does what the page asks; `None` where there is nothing to say to it.
    pub fn answer(&mut self, request: Request) -> Option<Reply> {
        match request {
            Request::Open {
                text_id,
                text,
                names,
            } => {
                self.open = Some((text_id, text));
                self.refinement.open(text_id.0, names);
                None
            }
            // Who works with the other programs does this, and what is decided can have several answers.
            Request::Precise(_) | Request::Choose(_) | Request::Decided { .. } => None,
            Request::LookAt(view) => {
                self.refinement.look_at(view);
                None
            }
            Request::Detect {
                request,
                text_id,
                span,
                reference,
            } => Some(match self.detect(text_id, span, reference) {
                Ok(proposals) => Reply::Found {
                    text_id,
                    request,
                    proposals,
                },
                Err(message) => Reply::Failed {
                    text_id,
                    request,
                    message,
                },
            }),
            Request::Read {
                text_id,
                unread,
                reference,
            } => Some(Reply::Read {
                text_id,
                readings: self.read(text_id, unread, reference),
                reference,
            }),
            Request::Explain {
                text_id,
                unread,
                timex,
                language,
                reference,
            } => {
                let (words, next) = self.explain(text_id, unread, &timex, language, reference);
                Some(Reply::Explained {
                    text_id,
                    span: unread.span,
                    words,
                    next,
                })
            }
        }
    }

    /// The annotator has decided something about a text.
    pub fn decided(&mut self, text_id: TextId, decisions: Vec<Decision>) -> Vec<Reply> {
        let open = self.open.as_ref().filter(|open| open.0 == text_id);
        let Some((_, text)) = open else {
            return Vec::new();
        };
        let changed = self.refinement.learn(text, decisions);
        self.refined(changed)
    }

    /// The names are read precisely by this reader from now on, or by none.
    pub fn read_with(&mut self, reader: Option<Reader>) -> Vec<Reply> {
        let changed = self.refinement.read_with(reader);
        self.refined(changed)
    }

    /// The next words to be read precisely; `None` where all are, or nobody reads.
    pub fn next_unscored(&mut self) -> Option<Unscored> {
        let (_, text) = self.open.as_ref()?;
        self.refinement.next(text)
    }

    /// How many windows of what was looked through are not read precisely.
    pub fn unread(&self) -> usize {
        let (read, all) = self.refinement.progress();
        all - read
    }

    /// Words were read precisely.
    pub fn take_scores(&mut self, id: WindowId, scores: Vec<SentenceScores>) -> Vec<Reply> {
        let Some((_, text)) = &self.open else {
            return Vec::new();
        };
        let changed = self.refinement.read(text, id, scores);
        self.refined(changed)
    }

    /// Whoever read has died: what it was given waits for the next one.
    pub fn wait_again(&mut self) {
        self.refinement.wait_again();
    }

    /// What the team has chosen.
    pub fn setup(&self) -> &Setup {
        self.refinement.setup()
    }

    /// The team chooses something else.
    pub fn set_up(&mut self, setup: Setup) -> Vec<Reply> {
        let changed = self.refinement.set_up(setup);
        self.refined(changed)
    }

    /// The team has these detectors of its own from now on, and these of them look at everything anew.
    pub fn look_with(&mut self, own: Own, anew: Own) -> Vec<Reply> {
        let changed = self.refinement.look_with(own, anew);
        self.refined(changed)
    }

    /// The next thing that the team's own detectors are to do.
    pub fn next_task(&mut self) -> Option<Task> {
        let (_, text) = self.open.as_ref()?;
        self.refinement.next_for_own(text)
    }

    /// The team's lists and patterns have found this in a part.
    pub fn looked(&mut self, id: WindowId, found: Vec<Proposal>) -> Vec<Reply> {
        let changed = self.refinement.looked(id, found);
        self.refined(changed)
    }

    /// The team's model has found this in a window.
    pub fn read_by_own(&mut self, id: WindowId, found: Vec<Proposal>) -> Vec<Reply> {
        let changed = self.refinement.read_by_own(id, found);
        self.refined(changed)
    }

    /// What runs the team's own detectors has died: what it was given waits for the next one.
    pub fn wait_for_own(&mut self) {
        self.refinement.wait_for_own();
    }

    /// Whether the team's own detectors have something to do.
    pub fn has_task(&self) -> bool {
        self.refinement.has_task()
    }

    /// How things stand with the detectors.
    pub fn standing(&self, precise: Precise, loaded: Loaded) -> Standing {
        let (read, all) = self.refinement.progress_of_own();
        Standing {
            setup: self.setup().clone(),
            loaded,
            counts: self.refinement.count(),
            precise,
            read: (count(read), count(all)),
            ..Standing::default()
        }
    }

    /// How far the precise reading is.
    pub fn progress(&self) -> Precise {
        let (done, total) = self.refinement.progress();
        Precise::Reading {
            done: count(done),
            total: count(total),
        }
    }

    fn refined(&self, changed: Vec<(TextSpan, Vec<Proposal>)>) -> Vec<Reply> {
        let text_id = self.open.as_ref().map(|(text_id, _)| *text_id);
        let text_id = text_id.unwrap_or_default();
        let reply = |(span, proposals)| Reply::Refined {
            text_id,
            span,
            proposals,
        };
        changed.into_iter().map(reply).collect()
    }

    /// What is proposed in a part of the text.
    fn detect(
        &mut self,
        text_id: TextId,
        span: TextSpan,
        reference: Option<NaiveDate>,
    ) -> Result<Vec<Proposal>, String> {
        self.part(text_id, span)?;
        let Some((_, text)) = &self.open else {
            return Ok(Vec::new());
        };
        let rules = Detectors {
            dates: true,
            entities: None,
            terms: true,
            // They come a moment later.
            rules: None,
            classifier: None,
            setup: self.refinement.setup(),
        };
        let (mut by_rule, mut names) = (Vec::new(), Vec::new());
        rules.detect_by_rule(text, &[span], reference, &mut by_rule);
        if let Some(model) = &self.model {
            entities::detect(model, text, span, &mut names);
        }
        Ok(self.refinement.put(text, span, by_rule, names))
    }

    /// What a time expression is said to mean, in words, and what else it could mean, where it lies in
    /// the text with this number.
    fn explain(
        &self,
        text_id: TextId,
        unread: Unread,
        timex: &Timex,
        language: Language,
        reference: Option<NaiveDate>,
    ) -> (String, Option<Timex>) {
        let words = language.windows().dates;
        let text = self.part(text_id, unread.span);
        let text = text.and_then(|_| self.part(text_id, unread.block)).ok();
        let explained =
            text.and_then(|text| Some((text, dates::explain(text, unread, reference)?)));
        let next = explained.as_ref();
        let next = next.and_then(|(_, explanation)| explanation.after(&timex.value).cloned());
        let told = match (explained, language) {
            (Some((text, explanation)), Language::English) => {
                explanation.sentence_for(timex, text, reference, words)
            }
            // The reasons are told in English alone.
            _ => words.describe(timex),
        };
        (told, next)
    }

    /// What time expressions mean, as far as they lie in the text with this number.
    fn read(
        &self,
        text_id: TextId,
        mut unread: Vec<Unread>,
        reference: Option<NaiveDate>,
    ) -> Vec<Reading> {
        let lies = |span| self.part(text_id, span).is_ok();
        unread.retain(|one| lies(one.span) && lies(one.block));
        match &self.open {
            Some((_, text)) => dates::read(text, &unread, reference),
            None => Vec::new(),
        }
    }

    /// The text with this number, where the span lies in it.
    fn part(&self, wanted: TextId, span: TextSpan) -> Result<&str, String> {
        let (_, text) = self
            .open
            .as_ref()
            .filter(|(open, _)| *open == wanted)
            .ok_or_else(|| format!("text {} is not open", wanted.0))?;
        match text.get(span.range()) {
            Some(_) => Ok(text),
            None => Err(format!(
                "{span} is no part of a text of {} bytes",
                text.len()
            )),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::dates::TimexKind;
    use super::super::protocol::RequestId;
    use super::*;

    fn detect(text_id: u64, start: usize, end: usize) -> Request {
        Request::Detect {
            request: RequestId(5),
            text_id: TextId(text_id),
            span: TextSpan::from_range(start..end).unwrap(),
            reference: None,
        }
    }

    fn opened(text: &str) -> DetectionService {
        let mut service = DetectionService::default();
        let text_id = TextId(1);
        let text = text.into();
        let names = Vec::new();
        let open = Request::Open {
            text_id,
            text,
            names,
        };
        assert_eq!(service.answer(open), None);
        service
    }

    #[test]
    fn what_is_found_lies_in_the_part_that_was_asked_for() {
        let text = "Write to ada@example.org. Or to bob@example.org.";
        let mut service = opened(text);
        let Some(Reply::Found {
            request, proposals, ..
        }) = service.answer(detect(1, 26, 48))
        else {
            panic!("the request was not answered");
        };
        assert_eq!(request, RequestId(5));
        let found = proposals;
        let quotes: Vec<&str> = found.iter().map(|p| p.span.slice(text)).collect();
        assert_eq!(quotes, ["bob@example.org"]);
    }

    #[test]
    fn a_request_about_another_text_or_beyond_it_fails_with_the_reason() {
        let mut service = opened("Zoë");
        for (text_id, end, reason) in [
            (2, 1, "text 2 is not open"),
            (1, 9, "0..9 is no part of a text of 4 bytes"),
            (1, 3, "0..3 is no part of a text of 4 bytes"),
        ] {
            let request = detect(text_id, 0, end);
            let expected = Reply::Failed {
                text_id: TextId(text_id),
                request: RequestId(5),
                message: reason.to_owned(),
            };
            assert_eq!(service.answer(request), Some(expected));
        }
    }

    #[test]
    fn marked_time_expressions_are_read_where_they_lie_in_the_text() {
        let mut service = opened("They met last Friday.");
        let unread = |start, end| Unread {
            span: TextSpan::from_range(start..end).unwrap(),
            block: TextSpan::from_range(0..21).unwrap(),
        };
        let request = |text_id| Request::Read {
            text_id: TextId(text_id),
            unread: vec![unread(0, 4), unread(9, 20), unread(9, 99)],
            reference: NaiveDate::from_ymd_opt(2016, 7, 16),
        };
        let values = |reply| match reply {
            Some(Reply::Read { readings, .. }) => readings.into_iter().map(|one| one.timex.value),
            other => panic!("{other:?}"),
        };
        assert!(values(service.answer(request(1))).eq(["2016-07-15"]));
        assert_eq!(values(service.answer(request(2))).count(), 0);
    }

    #[test]
    fn the_meanings_of_an_expression_come_one_after_another() {
        let service = opened("They met on Friday.");
        let unread = Unread {
            span: TextSpan::from_range(12..18).unwrap(),
            block: TextSpan::from_range(0..19).unwrap(),
        };
        let date = NaiveDate::from_ymd_opt(2016, 7, 16);
        let explain = |value: &str| {
            let timex = Timex::new(TimexKind::Date, value);
            service.explain(TextId(1), unread, &timex, Language::English, date)
        };
        let next = |value: &str| explain(value).1.unwrap().value;
        assert_eq!(next("2016-07-15"), "2016-07-22");
        assert_eq!(next("2016-07-22"), "2016-07-15");
        assert_eq!(next("1999"), "2016-07-15", "what nobody reads there");
        let words = explain("2016-07-15").0;
        assert!(
            words.starts_with("Friday 15 July 2016: the day is"),
            "{words}"
        );
        assert_eq!(explain("2016-07-22").0, "Friday 22 July 2016");
        let timex = Timex::new(TimexKind::Date, "2016");
        let word = TextSpan::from_range(0..4).unwrap();
        let word = Unread {
            span: word,
            ..unread
        };
        let known = (Language::Vietnamese.windows().dates.describe(&timex), None);
        assert_eq!(
            service.explain(TextId(1), word, &timex, Language::Vietnamese, date),
            known
        );
        assert_eq!(
            service.explain(TextId(2), unread, &timex, Language::Vietnamese, date),
            known
        );
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        let reply = DetectionService::default().take_model(b"<!doctype html>");
        assert!(matches!(reply, Reply::NoModel { .. }));
    }
}
