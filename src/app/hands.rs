//! What the keys do to the caret and to what is in focus.

use spanwright::annotation::{AnnotationId, LabelId, Timestamp};
use spanwright::detect::dates::{Timex, TimexKind};
use spanwright::text::{self, ByteOffset, Edge, TextSpan, Unit};
use spanwright::words::fill;
use spanwright::workbench::{Command, Focus, Motion, Nudge, Step, Workbench, acceptable_among};

use super::action::{Action, Drag, Effect, Many, Tap, Within};
use super::find::Find;
use super::language;
use super::state::State;

/// Two taps on the same words within this time, in milliseconds, are one gesture.
const TWICE_MS: i64 = 500;

/// What an end is dragged of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dragged {
    /// The other end, which stays.
    anchor: ByteOffset,
    /// What is covered now.
    pub span: TextSpan,
}

impl State {
    /// A click or a tap on the text puts the caret there. With a label chosen first, it labels the
    /// name or the word there; the second of two taps selects it.
    pub(super) fn tap(&mut self, tap: Tap, now: Timestamp) -> Vec<Effect> {
        let bench = self.workbench.as_ref();
        let pointed = bench.map(|bench| bench.pointed(tap.at, &*self.segmenter));
        // Browsers do not agree on whether they count the taps of a finger.
        let last = self.tapped.replace((now, tap.at));
        let twice = last.is_some_and(|(then, at)| {
            let apart = now.millis() - then.millis();
            apart <= TWICE_MS && bench.map(|bench| bench.pointed(at, &*self.segmenter)) == pointed
        });
        match (pointed, self.sticky.clone()) {
            (Some(Focus::Text(span)), Some(label)) if !tap.extend => {
                self.perform(&Command::Put(span, label), now)
            }
            (Some(focus @ Focus::Text(_)), None) if twice => {
                self.reduce(Action::Focus(focus, true), now)
            }
            _ => self.put_caret(tap.at, tap.extend),
        }
    }

    /// A click on an annotation opens the menu for it, and one on a suggestion accepts it, which a
    /// finger does in the menu. With a label chosen first, either gets it.
    pub(super) fn click(&mut self, id: AnnotationId, now: Timestamp) -> Vec<Effect> {
        let has = self
            .workbench
            .as_ref()
            .and_then(|bench| bench.annotation(id));
        let has = has.map(|annotation| &annotation.label);
        match &self.sticky {
            Some(label) if has != Some(label) || id.is_suggestion() => {
                self.perform(&Command::Relabel(id, label.clone()), now)
            }
            None if id.is_suggestion() && !self.touch => self.perform(&Command::Accept(id), now),
            _ => self.reduce(Action::Focus(Focus::Annotation(id), true), now),
        }
    }

    /// What the mouse points at that is over this place of the text. While a menu is open it points
    /// at nothing else.
    pub(super) fn pointed_at(&self, at: ByteOffset) -> Option<Focus> {
        let bench = self.workbench.as_ref().filter(|_| !self.menu)?;
        let pointed = bench.pointed(at, &*self.segmenter);
        (pointed != Focus::Nothing && pointed != bench.focus()).then_some(pointed)
    }

    /// The annotation or suggestion that the mouse points at.
    pub(super) fn pointed_annotation(&self) -> Option<AnnotationId> {
        match self.pointed {
            Some(Focus::Annotation(id)) => Some(id),
            _ => None,
        }
    }

    /// Turns to what the mouse points at, where it has moved there since anything else was done.
    pub(super) fn take_pointed(&mut self) -> bool {
        match (self.pointed.take(), &mut self.workbench) {
            (Some(pointed), Some(bench)) => {
                bench.set_focus(pointed);
                true
            }
            _ => false,
        }
    }

    /// Drags an end of what has the handles.
    pub(super) fn drag(&mut self, drag: Drag, now: Timestamp) -> Vec<Effect> {
        if matches!(drag, Drag::Begin(_)) && self.pointed_annotation().is_some() {
            self.take_pointed();
        }
        let Some(bench) = &self.workbench else {
            return Vec::new();
        };
        match (drag, self.dragged) {
            (Drag::Begin(edge), _) => {
                self.menu = false;
                self.dragged = bench.focused_span().map(|span| Dragged {
                    anchor: match edge {
                        Edge::Start => span.end(),
                        Edge::End => span.start(),
                    },
                    span,
                });
            }
            (Drag::To(at, within), Some(dragged)) => {
                let anchor = dragged.anchor;
                let Some(rough) = TextSpan::new(anchor.min(at), anchor.max(at)) else {
                    return Vec::new();
                };
                let less = bench
                    .focused_span()
                    .is_some_and(|span| span.contains(rough));
                let text = bench.document().text.as_str();
                let span = match within == Within::Yes || within == Within::WhereLess && less {
                    true => text::trim_to_characters(text, rough, &*self.segmenter),
                    false => text::snap_to_words(text, rough, &*self.segmenter),
                };
                let span = span.unwrap_or(dragged.span);
                self.dragged = Some(Dragged { anchor, span });
            }
            (Drag::End, Some(dragged)) => {
                self.dragged = None;
                return match bench.focus() {
                    Focus::Annotation(id) => self.perform(&Command::Resize(id, dragged.span), now),
                    _ => {
                        let focus = Focus::Text(dragged.span);
                        let mut effects = self.reduce(Action::Focus(focus, true), now);
                        effects.push(Effect::Deselect);
                        effects
                    }
                };
            }
            (Drag::Cancel, _) => self.dragged = None,
            (Drag::To(..) | Drag::End, None) => {}
        }
        Vec::new()
    }

    /// Puts the caret where the annotator clicked, or where a motion between lines led.
    pub(super) fn put_caret(&mut self, offset: ByteOffset, extend: bool) -> Vec<Effect> {
        self.menu = false;
        let Some(bench) = &mut self.workbench else {
            return Vec::new();
        };
        bench.place_caret(offset, extend);
        let mut effects = vec![Effect::Deselect, Effect::RevealCaret];
        effects.extend(self.say_caret(Unit::Word, extend));
        effects
    }

    /// Moves the caret, and says to a screen reader what it has come to.
    pub(super) fn move_caret(&mut self, motion: Motion) -> Vec<Effect> {
        self.menu = false;
        let segmenter = self.segmenter.clone();
        let Some(bench) = &mut self.workbench else {
            return Vec::new();
        };
        bench.move_caret(motion, &*segmenter);
        let mut effects = vec![Effect::Deselect, Effect::RevealCaret];
        let unit = match motion.step {
            Step::Unit(unit) => unit,
            Step::Document => Unit::Block,
            Step::Annotation => {
                effects.extend(self.reveal_focus());
                effects.extend(self.say_focus());
                return effects;
            }
        };
        effects.extend(self.say_caret(unit, motion.extend));
        effects
    }

    /// Says what the caret has come to: the unit there, or all that is selected.
    fn say_caret(&self, unit: Unit, extend: bool) -> Option<Effect> {
        let bench = self.workbench.as_ref()?;
        let text = &bench.document().text;
        let said = match extend {
            true => {
                let words = text.slice(bench.caret()?.selection()?);
                fill(language::words().said.selected, &[words])
            }
            false => text
                .slice(bench.at_caret(unit, &*self.segmenter)?)
                .to_owned(),
        };
        Some(Effect::Announce(said))
    }

    /// Says what is in focus: its words, its label, how sure its detector was, what it means.
    pub(super) fn say_focus(&self) -> Option<Effect> {
        let bench = self.workbench.as_ref()?;
        let quote = bench.document().text.slice(bench.focused_span()?);
        let Some(annotation) = bench.focused() else {
            return Some(Effect::Announce(quote.to_owned()));
        };
        let about = super::article::title(annotation, &self.project.schema);
        Some(Effect::Announce(format!("{quote}: {about}")))
    }

    /// Moves an end of what is in focus.
    pub(super) fn nudge(&mut self, nudge: Nudge, now: Timestamp) -> Vec<Effect> {
        let segmenter = self.segmenter.clone();
        let Some(bench) = &mut self.workbench else {
            return Vec::new();
        };
        let Some(span) = bench.nudged(nudge, &*segmenter) else {
            return Vec::new();
        };
        match bench.focus() {
            Focus::Annotation(id) => self.perform(&Command::Resize(id, span), now),
            _ => {
                bench.set_focus(Focus::Text(span));
                let words = bench.document().text.slice(span).to_owned();
                vec![Effect::Deselect, Effect::Announce(words)]
            }
        }
    }

    /// Turns to the next of the annotations that overlap here.
    pub(super) fn cycle(&mut self, forward: bool) -> Vec<Effect> {
        let turned = self
            .workbench
            .as_mut()
            .and_then(|bench| bench.cycle(forward));
        turned.and_then(|_| self.say_focus()).into_iter().collect()
    }

    /// Has the meaning told of the time expression that the menu is about, once for each.
    pub(super) fn explain(&mut self) -> Option<Effect> {
        let bench = self.workbench.as_ref()?;
        let (date, unread) = bench.focused_date().filter(|_| self.menu || self.turning)?;
        let timex = date.time.as_ref().map(|time| time.timex.clone());
        let timex = timex.unwrap_or_else(|| Timex::new(TimexKind::Date, ""));
        let known = self.meaning.as_ref();
        let is_known = known.is_some_and(|(id, known, _)| *id == date.id && *known == timex);
        if is_known && !self.turning {
            return None;
        }
        self.meaning = Some((date.id, timex.clone(), String::new()));
        Some(Effect::Explain(unread, timex))
    }

    /// Shows the meaning of the time expression in focus, or turns to the next one where that was
    /// asked for.
    pub(super) fn explained(
        &mut self,
        span: TextSpan,
        words: String,
        next: Option<Timex>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let date = self.workbench.as_ref().and_then(Workbench::focused_date);
        let date = date.filter(|(_, unread)| unread.span == span);
        let turning = std::mem::take(&mut self.turning);
        let Some(id) = date.map(|(date, _)| date.id) else {
            return Vec::new();
        };
        match next.filter(|_| turning) {
            Some(timex) => {
                let effects = self.perform(&Command::SetTime(id, timex), now);
                self.menu = true;
                effects
            }
            None => {
                if let Some((_, _, meaning)) = &mut self.meaning {
                    *meaning = words;
                }
                let none = || Effect::Announce(language::words().said.no_other_meaning.to_owned());
                turning.then(none).into_iter().collect()
            }
        }
    }

    /// Gives what the mouse points at or what is in focus a label, or the name or the word at the
    /// caret where nothing is.
    pub(super) fn label(&mut self, label: LabelId, now: Timestamp) -> Vec<Effect> {
        self.take_pointed();
        if let Some(bench) = &mut self.workbench
            && bench.focus() == Focus::Nothing
            && let Some(caret) = bench.caret()
        {
            bench.set_focus(bench.pointed(caret.head, &*self.segmenter));
        }
        self.perform(&Command::Label(label), now)
    }

    /// Selects the word at the caret.
    pub(super) fn select_word(&mut self) -> Vec<Effect> {
        let segmenter = self.segmenter.clone();
        let bench = self.workbench.as_mut();
        let selected = bench.and_then(|bench| bench.select_word(&*segmenter));
        let said = selected.and_then(|_| self.say_caret(Unit::Word, true));
        said.into_iter().collect()
    }

    /// Looks for something else, or stops looking.
    pub(super) fn find(&mut self, find: Option<Find>) -> Vec<Effect> {
        self.finding = find;
        if let (Some(find), Some(bench)) = (&mut self.finding, &self.workbench) {
            find.search(bench, &*self.segmenter);
            return Vec::new();
        }
        // The keys go on in the article.
        vec![Effect::FocusOn("main")]
    }

    /// Goes to the next or previous place found.
    pub(super) fn find_next(&mut self, forward: bool, now: Timestamp) -> Vec<Effect> {
        let found = self.finding.as_ref().zip(self.workbench.as_ref());
        match found.and_then(|(find, bench)| find.next(bench, forward)) {
            Some(span) => self.go_to(Focus::Text(span), now),
            None => vec![Effect::Announce(
                language::words().said.not_found.to_owned(),
            )],
        }
    }

    /// Does something to several annotations as one change.
    pub(super) fn do_many(&mut self, many: Many, now: Timestamp) -> Vec<Effect> {
        let Some(bench) = &self.workbench else {
            return Vec::new();
        };
        let all = |ids: Vec<AnnotationId>, command: fn(AnnotationId) -> Command| {
            Command::All(ids.into_iter().map(command).collect())
        };
        let mut chosen = || std::mem::take(&mut self.chosen);
        let command = match many {
            Many::AcceptListed => {
                let listed = bench.list(&self.project.schema, &self.list, &*self.segmenter);
                all(acceptable_among(&listed), Command::Accept)
            }
            Many::AcceptInView => all(self.acceptable_in_view(bench), Command::Accept),
            Many::Accept => all(bench.acceptable(&chosen()), Command::Accept),
            Many::Remove => all(chosen(), |id| match id.is_suggestion() {
                true => Command::Reject(id),
                false => Command::Remove(id),
            }),
            Many::Label(label) => {
                let label = |id| Command::Relabel(id, label.clone());
                Command::All(chosen().into_iter().map(label).collect())
            }
            Many::LetGo => {
                chosen();
                return Vec::new();
            }
        };
        self.perform(&command, now)
    }

    /// The suggestions in view that can all be accepted.
    pub(super) fn acceptable_in_view(&self, bench: &Workbench) -> Vec<AnnotationId> {
        let Some((first, last)) = self.view else {
            return Vec::new();
        };
        bench.acceptable(&bench.suggestions_in(first, last, self.list.at_least))
    }

    /// Takes the focus to an annotation, and says what it is.
    pub(super) fn go_to(&mut self, focus: Focus, now: Timestamp) -> Vec<Effect> {
        let mut effects = self.reduce(Action::Focus(focus, false), now);
        effects.extend(self.reveal_focus());
        effects.extend(self.say_focus());
        effects
    }
}
