//! Makes a program of a pattern as rules write it.

use super::super::class::Class;
use super::super::lexicon::Lexicon;
use super::Step;

/// The program; `None` where the pattern is not well formed.
pub(super) fn compile(source: &str, lexicon: &mut Lexicon) -> Option<Vec<Step>> {
    let mut compiler = Compiler {
        rest: source,
        program: Vec::new(),
        lexicon,
    };
    compiler.alternatives()?;
    compiler.rest.is_empty().then_some(())?;
    compiler.program.push(Step::Done);
    Some(compiler.program)
}

struct Compiler<'a> {
    rest: &'a str,
    program: Vec<Step>,
    lexicon: &'a mut Lexicon,
}

impl Compiler<'_> {
    fn here(&self) -> Option<u16> {
        u16::try_from(self.program.len()).ok()
    }

    fn take(&mut self, mark: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `a | b | c` compiles to split, a, jump to the end, split, b, jump to the end, c.
    fn alternatives(&mut self) -> Option<()> {
        let mut jumps = Vec::new();
        loop {
            let split = self.program.len();
            self.sequence()?;
            if !self.take('|') {
                break;
            }
            self.program.insert(split, Step::Done);
            self.retarget(split);
            jumps.push(self.program.len());
            self.program.push(Step::Done);
            self.program[split] = Step::Split(self.here()?);
        }
        let end = self.here()?;
        for jump in jumps {
            self.program[jump] = Step::Jump(end);
        }
        Some(())
    }

    fn sequence(&mut self) -> Option<()> {
        loop {
            let start = self.program.len();
            if !self.item()? {
                return Some(());
            }
            if self.take('?') {
                self.program.insert(start, Step::Done);
                self.retarget(start);
                self.program[start] = Step::Split(self.here()?);
            }
        }
    }

    /// Moves the targets of the steps after an inserted one.
    fn retarget(&mut self, inserted: usize) {
        for step in &mut self.program[inserted + 1..] {
            if let Step::Split(target) | Step::Jump(target) = step {
                *target += 1;
            }
        }
    }

    /// One item; whether there was one.
    fn item(&mut self) -> Option<bool> {
        if self.take('(') {
            self.alternatives()?;
            return self.take(')').then_some(true);
        }
        if self.take('~') {
            self.program.push(Step::Joined);
            return self.item()?.then_some(true);
        }
        if self.take('[') {
            self.program.push(Step::Begin);
            return Some(true);
        }
        if self.take(']') {
            self.program.push(Step::End);
            return Some(true);
        }
        let not = self.take('!');
        if self.take('"') {
            let (mark, rest) = self.rest.split_once('"')?;
            self.rest = rest;
            let word = self.lexicon.intern(mark);
            self.program.push(if not {
                Step::NotJoined(word)
            } else {
                Step::Word(word)
            });
            return Some(true);
        }
        if not && self.take('*') {
            self.program.push(Step::NotWord);
            return Some(true);
        }
        let silent = self.take('.');
        let length = self
            .rest
            .find(|char: char| !(char.is_alphanumeric() || char == '_'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        if word.is_empty() {
            return Some(false);
        }
        self.rest = rest;
        let step = if word == "_" {
            not.then_some(Step::NotNoun)?
        } else if word.starts_with(char::is_uppercase) {
            let class = Class::named(word)?;
            match (not, silent) {
                (true, _) => Step::NotClass(class),
                (false, true) => Step::Silent(class),
                (false, false) => Step::Class(class),
            }
        } else {
            let word = self.lexicon.intern(word);
            if not {
                Step::Not(word)
            } else {
                Step::Word(word)
            }
        };
        self.program.push(step);
        Some(true)
    }
}
