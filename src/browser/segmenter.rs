//! Characters and words as the browser knows them (`Intl.Segmenter`), so that the page need not
//! carry the tables; the browser's also hold dictionaries for languages written without spaces.

use std::rc::Rc;

use js_sys::{Array, Function, JsString, Object, Reflect};
use spanwright::text::Segmenter;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Making one takes a while, so it is kept.
    static SHARED: Rc<BrowserSegmenter> = Rc::new(BrowserSegmenter::new());
}

/// The browser's segmenter.
pub struct BrowserSegmenter {
    characters: Option<JsValue>,
    words: Option<JsValue>,
}

impl BrowserSegmenter {
    /// The segmenter of this browser. In one that has none, a word is a run of letters and digits.
    pub fn shared() -> Rc<Self> {
        SHARED.with(Rc::clone)
    }

    fn new() -> Self {
        Self {
            characters: intl("grapheme").ok(),
            words: intl("word").ok(),
        }
    }
}

impl Segmenter for BrowserSegmenter {
    fn lowercase(&self, character: char) -> String {
        JsString::from(character).to_lower_case().into()
    }

    fn characters<'t>(&self, text: &'t str) -> Vec<&'t str> {
        cut(self.characters.as_ref(), text, |_, _| false)
    }

    fn words<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let pieces = cut(self.words.as_ref(), text, |before, after| {
            before.is_alphanumeric() && after.is_alphanumeric()
        });
        with_inner_stops(text, &pieces)
    }
}

/// `new Intl.Segmenter("en", { granularity })`: the language decides about a few marks only, and
/// must not differ from one annotator to the next.
fn intl(granularity: &str) -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &granularity.into())?;
    Reflect::construct(&class, &Array::of2(&"en".into(), &options))
}

/// The pieces of the text; without a segmenter, cut wherever `joins` does not hold characters
/// together.
fn cut<'t>(
    segmenter: Option<&JsValue>,
    text: &'t str,
    joins: fn(char, char) -> bool,
) -> Vec<&'t str> {
    let known = segmenter.and_then(|segmenter| lengths(segmenter, text).ok());
    let known = known.filter(|lengths| lengths.iter().sum::<usize>() == text.len());
    let lengths = known.unwrap_or_else(|| simple_lengths(text, joins));
    let mut rest = text;
    let pieces = lengths.into_iter().filter_map(|length| {
        let (piece, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(piece)
    });
    pieces.collect()
}

/// How many bytes each piece has.
fn lengths(segmenter: &JsValue, text: &str) -> Result<Vec<usize>, JsValue> {
    let segment: Function = Reflect::get(segmenter, &"segment".into())?.dyn_into()?;
    let segments = segment.call1(segmenter, &text.into())?;
    let key = JsValue::from("segment");
    let segments = js_sys::try_iter(&segments)?.into_iter().flatten();
    let lengths = segments.map(|piece| {
        let piece = Reflect::get(&piece?, &key)?.as_string();
        Ok(piece.map_or(0, |piece| piece.len()))
    });
    lengths.collect()
}

/// Puts together what stands around a full stop between two letters, as in "U.S", where browsers cut
/// and the rules of Unicode Standard Annex 29 (WB6, WB7) do not.
fn with_inner_stops<'t>(text: &'t str, pieces: &[&str]) -> Vec<&'t str> {
    let mut joined: Vec<&str> = Vec::with_capacity(pieces.len());
    let mut start = 0;
    let mut end = 0;
    for (n, piece) in pieces.iter().enumerate() {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let next = pieces.get(n + 1).and_then(|next| next.chars().next());
        let before = text[start..end].chars().next_back();
        let is_inner = *piece == "." && is_letter(before) && is_letter(next);
        let follows =
            text[start..end].ends_with('.') && end - start > 1 && is_letter(piece.chars().next());
        if !is_inner && !follows && end > start {
            joined.push(&text[start..end]);
            start = end;
        }
        end += piece.len();
    }
    if end > start {
        joined.push(&text[start..end]);
    }
    joined
}

fn simple_lengths(text: &str, joins: fn(char, char) -> bool) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    let mut before = None;
    for character in text.chars() {
        match lengths.last_mut() {
            Some(last) if before.is_some_and(|before| joins(before, character)) => {
                *last += character.len_utf8();
            }
            _ => lengths.push(character.len_utf8()),
        }
        before = Some(character);
    }
    lengths
}
