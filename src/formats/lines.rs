//! Reading a dataset that comes in pieces, line by line: a file of any length takes the memory of its
//! longest line and of what was not taken over yet.

use std::sync::Arc;

use super::diagnostic::note;
use super::fields::Place;
use super::{Import, Problem};

/// How many bytes a line may have.
pub const LONGEST_LINE: usize = 32 << 20;

/// Reads a file of lines, each a document as [`super::read`] knows them. Where the pieces are cut makes no
/// difference: in the midst of a line or of a character.
///
/// ```
/// use spanwright::formats::LineReader;
/// let mut reader = LineReader::new("friends.jsonl");
/// reader.push(b"{\"text\": \"Ada\"}\n{\"text\": \"Zo\xc3");
/// assert_eq!(reader.take().documents.len(), 1);
/// reader.push(b"\xab\"}");
/// assert_eq!(reader.finish().documents[0].text.as_str(), "Zo\u{eb}");
/// ```
pub struct LineReader {
    file: Arc<str>,
    /// The line that has begun, as far as it came.
    begun: Vec<u8>,
    /// Its number, from 1.
    line: u32,
    /// Whether the line that has begun is too long, and the rest of it is passed over.
    is_long: bool,
    /// What was read and not taken over yet.
    read: Import,
}

impl LineReader {
    /// To read the file of this name.
    pub fn new(file: &str) -> Self {
        let read = Import::new(file);
        Self {
            file: read.file.clone(),
            begun: Vec::new(),
            line: 1,
            is_long: false,
            read,
        }
    }

    /// Takes the next bytes of the file, and reads the lines that end in them.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            let (line, rest) = bytes.split_at(end);
            bytes = &rest[1..];
            match self.begun.is_empty() && !self.is_long {
                true => self.read_line(line),
                false => {
                    self.go_on(line);
                    self.end_line();
                }
            }
            self.line = self.line.saturating_add(1);
        }
        self.go_on(bytes);
    }

    /// What was read since it was taken over last: documents, and the labels that their lines define.
    pub fn take(&mut self) -> Import {
        std::mem::replace(&mut self.read, Import::new(&self.file))
    }

    /// The rest, where the file has ended.
    pub fn finish(mut self) -> Import {
        self.end_line();
        self.read
    }

    /// The line that has begun goes on with these bytes.
    fn go_on(&mut self, bytes: &[u8]) {
        if self.begun.len() + bytes.len() > LONGEST_LINE {
            self.is_long = true;
            self.begun = Vec::new();
        }
        if !self.is_long {
            self.begun.extend_from_slice(bytes);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.begun);
        match std::mem::take(&mut self.is_long) {
            true => self.report(Problem::LongLine),
            false => self.read_line(&line),
        }
    }

    fn read_line(&mut self, line: &[u8]) {
        if line.len() > LONGEST_LINE {
            return self.report(Problem::LongLine);
        }
        let line = match std::str::from_utf8(line) {
            Ok(line) => line,
            Err(error) => {
                let at = error.valid_up_to();
                return self.report(Problem::NotUtf8 { at });
            }
        };
        let line = match self.line {
            1 => line.strip_prefix('\u{feff}').unwrap_or(line),
            _ => line,
        };
        let place = self.place();
        if let Err(problem) = self.read.read_line(line, place) {
            note(&mut self.read.diagnostics, problem);
        }
    }

    fn report(&mut self, problem: Problem) {
        let problem = self.place().problem(None, problem);
        note(&mut self.read.diagnostics, problem);
    }

    fn place(&self) -> Place {
        Place::new(&self.file, Some(self.line))
    }
}
