//! Answers lines on several threads, in the order in which they came.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// How many lines wait for each thread at most, so that a large input does not lie in memory.
const WAITING: usize = 16;

/// A line of the input and its place in it, from 1.
type Numbered = (usize, Vec<u8>);

/// The line's answer, or what is wrong with the line.
pub type Answer = Result<Vec<u8>, String>;

/// Has `threads` threads answer the lines of the input that are not blank, and writes the answers in the order
/// of the lines, each as soon as it can be. Returns how many lines were wrong; `complain` is told of each.
///
/// # Errors
/// Where the input cannot be read or the output cannot be written.
pub fn answer(
    mut input: impl BufRead + Send,
    name: &str,
    threads: usize,
    answer: impl Fn(&[u8]) -> Answer + Sync,
    out: &mut impl Write,
    complain: impl Fn(usize, &str),
) -> Result<usize, String> {
    let (give, lines) = sync_channel::<Numbered>(threads * WAITING);
    let (say, answers) = sync_channel(threads * WAITING);
    // Once no thread works any more, there is none to give a line to either, and the reading ends.
    let lines = Arc::new(Mutex::new(lines));
    thread::scope(|scope| {
        for _ in 0..threads {
            let (lines, say, answer) = (lines.clone(), say.clone(), &answer);
            scope.spawn(move || work(&lines, &say, answer));
        }
        drop((say, lines));
        let reader = scope.spawn(move || read(&mut input, &give));
        let mut bad = 0;
        let mut early = BTreeMap::new();
        let mut next = 1;
        for (number, answer) in answers {
            early.insert(number, answer);
            while let Some(answer) = early.remove(&next) {
                match answer {
                    Ok(line) => out.write_all(&line).map_err(|error| unwritable(&error))?,
                    Err(problem) => {
                        bad += 1;
                        complain(next, &problem);
                    }
                }
                next += 1;
            }
            // Who reads the output of a pipe sees what is there before the input goes on.
            if early.is_empty() {
                out.flush().map_err(|error| unwritable(&error))?;
            }
        }
        match reader.join() {
            Ok(Ok(())) => Ok(bad),
            Ok(Err((number, error))) => Err(format!("cannot read {name}, line {number}: {error}")),
            Err(_) => Err(format!("cannot read {name}")),
        }
    })
}

/// Gives every line to whoever is free.
fn read(
    input: &mut impl BufRead,
    give: &SyncSender<Numbered>,
) -> Result<(), (usize, std::io::Error)> {
    for number in 1.. {
        let mut line = Vec::new();
        let read = input
            .read_until(b'\n', &mut line)
            .map_err(|error| (number, error))?;
        // Nobody takes it where the output cannot be written.
        if read == 0 || give.send((number, line)).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(
    lines: &Mutex<Receiver<Numbered>>,
    say: &SyncSender<(usize, Answer)>,
    answer: impl Fn(&[u8]) -> Answer,
) {
    loop {
        let next = lines.lock().map(|lines| lines.recv());
        let Ok(Ok((number, line))) = next else {
            return;
        };
        let is_blank = line.iter().all(u8::is_ascii_whitespace);
        let answer = if is_blank {
            Ok(Vec::new())
        } else {
            answer(&line)
        };
        if say.send((number, answer)).is_err() {
            return;
        }
    }
}

/// Why the output is not written.
pub fn unwritable(error: &std::io::Error) -> String {
    format!("cannot write to standard output: {error}")
}
