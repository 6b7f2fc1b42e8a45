//! The keys: what they do, in one table, and how a person changes that.

mod action;
mod chord;
mod preset;
mod reserved;

pub use action::{KEYS, KeyAction, KeyGroup, KeyRow};
pub use chord::{Chord, KeyPress};
pub use preset::Preset;
pub use reserved::Reserved;

use serde::{Deserialize, Serialize};

use crate::annotation::Schema;

/// A person's keys: a preset, and what is otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTable {
    #[serde(default)]
    preset: Preset,
    /// The keys of some actions, by the actions' names. A name that this version does not know
    /// stays where it is, for the version that does.
    #[serde(default)]
    changed: Vec<(String, Vec<Chord>)>,
}

/// Why a key cannot do what it is to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It belongs to the browser or to the system.
    #[error("{0} is the browser's: it {1}; choose another key")]
    Reserved(Chord, Reserved),
    /// It does something else.
    #[error("{0} is taken; choose another key, or take it from there first")]
    Action(Chord, KeyAction),
    /// It gives a label.
    #[error("{0} gives {1}; choose another key, or take it from {1} first")]
    Label(Chord, String),
}

impl KeyTable {
    /// The preset.
    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// Chooses a preset. What a person changed stays as it is and goes before the preset's keys.
    pub fn set_preset(&mut self, preset: Preset) {
        self.preset = preset;
        let same = |(id, chords): &(String, Vec<Chord>)| {
            let row = KEYS.iter().find(|row| row.id == *id);
            row.is_some_and(|row| is_same(preset.chords(row.action), chords))
        };
        self.changed.retain(|change| !same(change));
    }

    /// The keys of an action, as they are shown.
    pub fn chords(&self, action: KeyAction) -> Vec<&str> {
        if let Some(chords) = self.change(action) {
            return chords.iter().map(Chord::as_str).collect();
        }
        let chords = self.preset.chords(action).iter().copied();
        // A changed key goes before the preset's.
        chords
            .filter(|chord| {
                let mut changed = self.changed.iter().flat_map(|(_, chords)| chords);
                changed.all(|taken| taken.as_str() != *chord)
            })
            .collect()
    }

    /// What a key press does; `None` where it does nothing here, or gives a label.
    pub fn find(&self, press: KeyPress) -> Option<KeyAction> {
        let mut chords = Chord::of(press).into_iter();
        chords.find_map(|chord| self.owner(&chord))
    }

    /// What a chord does.
    pub fn owner(&self, chord: &Chord) -> Option<KeyAction> {
        let owner = KEYS
            .iter()
            .find(|row| self.chords(row.action).contains(&chord.as_str()));
        owner.map(|row| row.action)
    }

    /// Gives an action other keys, or none.
    ///
    /// # Errors
    /// Where a key is the browser's, does something else already, or gives a label. Nothing is
    /// changed then.
    pub fn bind(
        &mut self,
        action: KeyAction,
        chords: Vec<Chord>,
        schema: &Schema,
    ) -> Result<(), KeyError> {
        for chord in &chords {
            let label = chord.sign().and_then(|key| schema.by_key(key));
            if let Some(label) = label {
                return Err(KeyError::Label(chord.clone(), label.name.clone()));
            }
            self.check(chord, Some(action))?;
        }
        let Some(row) = action.row() else {
            return Ok(());
        };
        self.changed.retain(|(id, _)| id != row.id);
        if !is_same(self.preset.chords(action), &chords) {
            self.changed.push((row.id.to_owned(), chords));
        }
        Ok(())
    }

    /// Gives an action the preset's keys again.
    pub fn reset(&mut self, action: KeyAction) {
        if let Some(row) = action.row() {
            self.changed.retain(|(id, _)| id != row.id);
        }
    }

    /// Whether the chord is free for `action`, or for a label where that is `None`.
    ///
    /// # Errors
    /// Where it is the browser's or does something else.
    pub fn check(&self, chord: &Chord, action: Option<KeyAction>) -> Result<(), KeyError> {
        if let Some(why) = Reserved::of(chord) {
            return Err(KeyError::Reserved(chord.clone(), why));
        }
        match self.owner(chord).filter(|owner| Some(*owner) != action) {
            Some(owner) => Err(KeyError::Action(chord.clone(), owner)),
            None => Ok(()),
        }
    }

    fn change(&self, action: KeyAction) -> Option<&[Chord]> {
        let row = action.row()?;
        let change = self.changed.iter().find(|(id, _)| *id == row.id);
        change.map(|(_, chords)| &**chords)
    }
}

fn is_same(preset: &[&str], chords: &[Chord]) -> bool {
    preset.iter().copied().eq(chords.iter().map(Chord::as_str))
}

#[cfg(test)]
mod tests;
