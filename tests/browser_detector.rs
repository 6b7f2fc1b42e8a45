//! The detector's driver with workers that behave well, die, hang or are of another build.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/browser/mod.rs"]
#[allow(dead_code, unused_imports, reason = "these tests use a part of it")]
mod browser;

use std::cell::RefCell;
use std::rc::Rc;

use browser::detector::{Detector, DetectorEvent};
use gloo::timers::future::TimeoutFuture;
use spanwright::detect::dates::Unread;
use spanwright::project::DocumentId;
use spanwright::text::{ByteOffset, SourceText, TextSpan};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A worker that finds one person, the whole part. Of a part that begins with “die” it dies, and at one
/// that begins with “hang” it gives no answer any more.
///
/// It knows as much of the wire format (`spanwright::record`) as it needs: numbers and lengths in
/// groups of seven bits, the lowest first; text as its length and its bytes; `true` and what is
/// there as 1, `false` and what is not as 0; a variant as its number.
const WORKER: &str = r#"
    const reader = (bytes, at = 0) => {
      const number = () => {
        let value = 0, factor = 1, byte;
        do { byte = bytes[at++]; value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
        return value;
      };
      const text = () => {
        const length = number();
        return new TextDecoder().decode(bytes.slice(at, at += length));
      };
      return { number, text, maybe: (read) => (number() ? read() : null) };
    };
    const number = (value) => (value < 128 ? [value] : [value % 128 + 128, ...number(value >> 7)]);
    const words = (value) => {
      const bytes = new TextEncoder().encode(value);
      return [...number(bytes.length), ...bytes];
    };
    const maybe = (value, write) => (value === null ? [0] : [1, ...write(value)]);
    const say = (...bytes) => postMessage(new Uint8Array(bytes));

    let text = "";
    onmessage = ({ data }) => {
      if (data instanceof ArrayBuffer) return say(1, ...words("1"));
      const read = reader(data);
      const variant = read.number();
      if (variant === 0) {
        read.number();
        return void (text = read.text());
      }
      if (variant === 7) return say(9, ...data.slice(1));
      if (variant === 2) {
        const id = read.number();
        const spans = Array.from({ length: read.number() }, () => {
          const [start, end] = [read.number(), read.number(), read.number(), read.number()];
          return [...number(start), ...number(end), 0, ...words("2016"), 0, 0, 0, 0, 0, 0];
        });
        const reference = read.maybe(read.text);
        return say(4, ...number(id), spans.length, ...spans.flat(), ...maybe(reference, words));
      }
      const [request, id, start, end] = [read.number(), read.number(), read.number(), read.number()];
      const reference = read.maybe(read.text);
      if (text.slice(start, end).startsWith("die")) throw new Error("poison");
      if (text.slice(start, end).startsWith("hang")) for (;;);
      const proposal = [
        ...number(start), ...number(end), ...words(reference ?? "PERSON"), 1,
        ...words("entities"), ...words("1"), 0,
      ];
      say(3, ...number(id), ...number(request), 1, ...proposal);
    };
    say(0, ...words("dev"));
"#;

/// What the worker is told, with its answer: what stands in the one stands in the other.
const TOLD: [u8; 5] = [7, 3, 1, 2, 3];

type Events = Rc<RefCell<Vec<DetectorEvent>>>;

fn detector(script: &str) -> (Detector, Events) {
    let events = Events::default();
    let patience_ms = 500;
    let detector = Detector::with_script(Ok(script.to_owned()), patience_ms, {
        let events = events.clone();
        move |event| events.borrow_mut().push(event)
    });
    (detector, events)
}

/// Opens a text whose lines are so long that each is a part.
fn open(detector: &Detector, name: &str, lines: &[&str]) -> Vec<TextSpan> {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for line in lines {
        let start = text.len();
        text += &format!("{line} {}", "x".repeat(12_000));
        blocks.extend(TextSpan::from_range(start..text.len()));
        text += "\n";
    }
    let text = SourceText::new(text).unwrap();
    detector.open(
        DocumentId::new(name),
        &text,
        &blocks,
        None,
        Vec::new(),
        Vec::new(),
    );
    blocks
}

async fn wait_for(events: &Events, event: &DetectorEvent) {
    for _ in 0..500 {
        if events.borrow().contains(event) {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("{event:?} did not come, but {:?}", events.borrow());
}

/// The trouble that was told with these words.
async fn wait_for_trouble(events: &Events, words: &str) -> String {
    for _ in 0..500 {
        let found = troubles(events)
            .into_iter()
            .find(|told| told.contains(words));
        if let Some(found) = found {
            return found;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("{words:?} was not told, but {:?}", events.borrow());
}

/// The parts for which proposals came, in the order in which they came.
fn answered(events: &Events, name: &str) -> Vec<TextSpan> {
    let events = events.borrow();
    let spans = events.iter().filter_map(|event| match event {
        DetectorEvent::Proposals { document, span, .. } if document.as_str() == name => Some(*span),
        _ => None,
    });
    spans.collect()
}

fn troubles(events: &Events) -> Vec<String> {
    let events = events.borrow();
    let troubles = events.iter().filter_map(|event| match event {
        DetectorEvent::Trouble(words) => Some(words.clone()),
        _ => None,
    });
    troubles.collect()
}

#[wasm_bindgen_test]
async fn every_part_is_looked_through_the_part_in_view_first() {
    let (detector, events) = detector(WORKER);
    let blocks = open(&detector, "a", &["0", "1", "2", "3"]);
    detector.look_at(ByteOffset::new(blocks[2].start().get() + 5));
    wait_for(&events, &DetectorEvent::Finished).await;
    assert_eq!(
        answered(&events, "a"),
        [blocks[2], blocks[3], blocks[1], blocks[0]]
    );
    let progress = DetectorEvent::Progress { done: 2, total: 4 };
    assert!(events.borrow().contains(&progress));
    // The server of this test has no model: dates go on, names are said to be missing.
    assert!(troubles(&events)[0].starts_with("Names are not suggested"));
}

#[wasm_bindgen_test]
async fn another_document_takes_the_place_of_the_one_before() {
    let (detector, events) = detector(WORKER);
    open(&detector, "a", &["0"; 40]);
    let blocks = open(&detector, "b", &["0", "1"]);
    wait_for(&events, &DetectorEvent::Finished).await;
    assert_eq!(answered(&events, "b"), blocks);
    detector.close();
    TimeoutFuture::new(50).await;
    assert!(answered(&events, "a").is_empty());
}

#[wasm_bindgen_test]
async fn another_date_looks_through_the_document_again() {
    let (detector, events) = detector(WORKER);
    let blocks = open(&detector, "a", &["0", "1"]);
    wait_for(&events, &DetectorEvent::Finished).await;
    events.borrow_mut().clear();
    detector.set_reference(chrono::NaiveDate::from_ymd_opt(2016, 7, 15));
    wait_for(&events, &DetectorEvent::Finished).await;
    assert_eq!(answered(&events, "a"), blocks);
    let events = events.borrow();
    let labels = events.iter().filter_map(|event| match event {
        DetectorEvent::Proposals { proposals, .. } => Some(proposals[0].label.as_str().to_owned()),
        _ => None,
    });
    assert!(labels.eq(["2016-07-15", "2016-07-15"]));
}

#[wasm_bindgen_test]
async fn a_part_that_kills_the_worker_is_set_aside_and_the_others_are_not() {
    let (detector, events) = detector(WORKER);
    let blocks = open(&detector, "a", &["0", "die here", "2", "3"]);
    wait_for(&events, &DetectorEvent::Finished).await;
    assert_eq!(answered(&events, "a"), [blocks[0], blocks[2], blocks[3]]);
    let set_aside = "The detectors fail at the part of this document that begins “die here";
    let troubles = troubles(&events);
    assert!(troubles.iter().any(|words| words.starts_with(set_aside)));
    // What every new worker lacks is said once.
    assert_eq!(troubles.len(), 2, "{troubles:?}");
}

#[wasm_bindgen_test]
async fn a_part_that_hangs_the_worker_twice_is_set_aside_and_the_others_are_not() {
    let (detector, events) = detector(WORKER);
    let blocks = open(&detector, "a", &["0", "hang here", "2"]);
    wait_for(&events, &DetectorEvent::Finished).await;
    assert_eq!(answered(&events, "a"), [blocks[0], blocks[2]]);
    let told = troubles(&events);
    let set_aside = told.iter().filter(|words| words.contains("hang here"));
    assert_eq!(set_aside.count(), 1, "{told:?}");
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_not_used() {
    let script = WORKER.replace("\"dev\"", "\"older\"");
    let (detector, events) = detector(&script);
    open(&detector, "a", &["0"]);
    wait_for_trouble(&events, "Reload the page to go on").await;
    assert!(answered(&events, "a").is_empty());
}

#[wasm_bindgen_test]
async fn a_worker_that_cannot_start_is_given_up_with_words() {
    let (detector, events) = detector("import './there-is-no-such-file.js';");
    open(&detector, "a", &["0"]);
    let last = wait_for_trouble(&events, "The detectors cannot be started").await;
    assert!(last.contains("Labelling by hand works"));
}

#[wasm_bindgen_test]
async fn marked_time_expressions_are_read() {
    let (detector, events) = detector(WORKER);
    let span = open(&detector, "one", &["In 2016"])[0];
    detector.read(vec![Unread { span, block: span }]);
    wait_for(&events, &DetectorEvent::Finished).await;
    let events = events.borrow();
    let read = events.iter().find_map(|event| match event {
        DetectorEvent::Read { readings, .. } => Some(readings.clone()),
        _ => None,
    });
    let read = read.unwrap();
    assert_eq!((read[0].span, read[0].timex.value.as_str()), (span, "2016"));
}

#[wasm_bindgen_test]
async fn what_is_said_before_the_worker_is_loaded_waits_for_it() {
    let slow = "await new Promise((loaded) => setTimeout(loaded, 400));";
    let (detector, events) = detector(&format!("{slow}\n{WORKER}"));
    // By then the worker is started, and far from loaded.
    TimeoutFuture::new(200).await;
    detector.tell(&TOLD);
    wait_for(&events, &DetectorEvent::Standing(vec![1, 2, 3])).await;
}
