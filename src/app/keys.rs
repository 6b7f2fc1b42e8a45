//! What each key does to the state.

use spanwright::annotation::{Status, Timestamp};
use spanwright::detect::Score;
use spanwright::windows::Which;
use spanwright::workbench::keys::KeyAction;
use spanwright::workbench::{Command, Focus, Workbench};

use super::action::{Action, Effect, Many, Panel};
use super::caret::Line;
use super::language;
use super::state::{State, all_done};
use super::window::FIRST_BESIDE;

impl State {
    /// Shows a window over the page or beside the article.
    pub(super) fn show_window(&mut self, which: Which) -> Vec<Effect> {
        self.menu = false;
        self.pointed = None;
        if which.beside().is_some() {
            self.dialog = None;
            self.beside = Some(which);
            return vec![Effect::FocusOn(FIRST_BESIDE)];
        }
        self.dialog = Some(which);
        Vec::new()
    }

    /// Does what a key of the key table means.
    pub(super) fn key(&mut self, key: KeyAction, now: Timestamp) -> Vec<Effect> {
        let focused = |state: &Self| {
            let focused = state.workbench.as_ref()?.focused()?;
            Some(focused.id)
        };
        use KeyAction as K;
        let takes_pointed = matches!(
            key,
            K::Accept
                | K::Reject
                | K::Remove
                | K::Menu
                | K::ToggleBlock
                | K::Nudge(_)
                | K::Stick
                | K::Occurrences
                | K::EditDate
                | K::TurnDate
                | K::Cycle(_)
        );
        let pointed = takes_pointed && self.take_pointed();
        self.pointed = None;
        match key {
            // Who points goes on to something else, and nothing is to move under the hand.
            K::Accept if pointed => self.decide_here(focused(self), Command::Accept, now),
            K::Reject if pointed => self.decide_here(focused(self), Command::Reject, now),
            K::NextSuggestion => self.go_to_suggestion(true),
            K::PreviousSuggestion => self.go_to_suggestion(false),
            K::Accept => self.decide(focused(self), Command::Accept, now),
            K::Reject => self.decide(focused(self), Command::Reject, now),
            K::Remove => match focused(self) {
                Some(id) => self.perform(&Command::Remove(id), now),
                None => Vec::new(),
            },
            K::Menu => {
                let focus = self.workbench.as_ref().map(Workbench::focus);
                self.menu = focus.is_some_and(|focus| focus != Focus::Nothing);
                Vec::new()
            }
            K::Cancel if self.dialog.is_some() => self.reduce(Action::Dialog(None), now),
            K::Cancel if self.menu => {
                self.menu = false;
                Vec::new()
            }
            K::Cancel if self.beside == Some(Which::Tour) => {
                self.reduce(Action::Panel(Panel::Beside), now)
            }
            K::Cancel => {
                let mut effects = self.reduce(Action::Focus(Focus::Nothing, false), now);
                effects.push(Effect::Deselect);
                effects
            }
            K::ToggleBlock => {
                let span = self.workbench.as_ref().and_then(Workbench::focused_span);
                let block = span.zip(self.workbench.as_ref());
                let block = block.and_then(|(span, bench)| bench.document().block_at(span.start()));
                match block {
                    Some(block) => self.perform(&Command::ToggleBlock(block), now),
                    None => Vec::new(),
                }
            }
            K::DoneAndNext | K::AcceptAndDone => {
                let bench = self.workbench.as_ref();
                let rest = bench.filter(|_| key == K::AcceptAndDone).map(|bench| {
                    let rest = bench.suggestions_above(Score::default());
                    bench.acceptable(&rest)
                });
                let accepted = rest.unwrap_or_default().into_iter().map(Command::Accept);
                let done = [Command::SetStatus(Status::Done)];
                let all = Command::All(accepted.chain(done).collect());
                let mut effects = self.perform(&all, now);
                let next = self.project.next_unfinished(self.open_document());
                match next.map(|summary| summary.id.clone()) {
                    Some(next) => effects.push(Effect::Load(next)),
                    None => effects.extend(self.reduce(all_done(), now)),
                }
                effects
            }
            K::Flag => {
                let status = self.workbench.as_ref().map(|bench| bench.markup().status);
                let status = match status {
                    Some(Status::Flagged) => Status::InProgress,
                    _ => Status::Flagged,
                };
                self.perform(&Command::SetStatus(status), now)
            }
            K::NextDocument => self.open_neighbour(1),
            K::PreviousDocument => self.open_neighbour(-1),
            K::Undo => self.undo(now),
            K::Redo => self.redo(now),
            K::Move(motion) => self.move_caret(motion),
            K::Line { forward, extend } => {
                let line = if forward { Line::Down } else { Line::Up };
                vec![Effect::Line(line, extend)]
            }
            K::LineEnd { forward, extend } => {
                let line = if forward { Line::End } else { Line::Start };
                vec![Effect::Line(line, extend)]
            }
            K::SelectWord => self.select_word(),
            K::Nudge(nudge) => self.nudge(nudge, now),
            K::Cycle(forward) => self.cycle(forward),
            K::AcceptVisible => self.do_many(Many::AcceptInView, now),
            K::Bulk => {
                self.annotations_open = true;
                vec![Effect::FocusOn(".filter input")]
            }
            K::Stick => {
                let focused = self.workbench.as_ref().and_then(Workbench::focused);
                let label = focused.map(|one| one.label.clone());
                let label = label.or_else(|| self.sticky.clone());
                self.reduce(Action::Stick(label), now)
            }
            K::Occurrences => self.show_window(Which::Occurrences),
            K::EditDate | K::TurnDate => {
                let bench = self.workbench.as_ref();
                match (key, bench.and_then(Workbench::focused_date)) {
                    (_, None) => {
                        let said = language::words().said.date_first.to_owned();
                        vec![Effect::Announce(said)]
                    }
                    (K::TurnDate, Some(_)) => {
                        self.turning = true;
                        Vec::new()
                    }
                    (_, Some(_)) => self.show_window(Which::Date),
                }
            }
            K::Search => {
                let find = self.finding.take().unwrap_or_default();
                let mut effects = self.find(Some(find));
                effects.push(Effect::FocusOn("#find"));
                effects
            }
            K::NextFound => self.find_next(true, now),
            K::PreviousFound => self.find_next(false, now),
            K::List => self.reduce(Action::Panel(Panel::Annotations), now),
            K::Invisibles => {
                self.invisibles = !self.invisibles;
                Vec::new()
            }
            K::History => self.show_window(Which::History),
            K::Timeline => self.show_window(Which::Timeline),
            K::Guidelines => self.show_window(Which::Guidelines),
            K::Consistency => self.show_window(Which::Consistency),
            K::Help => self.show_window(Which::Help),
        }
    }
}
