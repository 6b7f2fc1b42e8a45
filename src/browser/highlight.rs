//! The CSS Custom Highlight API, which paints ranges without touching the DOM.
//!
//! web-sys has it behind a compiler flag that every build would have to set, so the few lines
//! that are needed are bound here. A browser without it shows its own selection alone.

use wasm_bindgen::prelude::*;
use web_sys::Range;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Highlight)]
    type Highlight;

    #[wasm_bindgen(constructor, js_class = "Highlight", catch, variadic)]
    fn new(ranges: &[JsValue]) -> Result<Highlight, JsValue>;

    type HighlightRegistry;

    #[wasm_bindgen(thread_local_v2, js_namespace = CSS, js_name = highlights)]
    static HIGHLIGHTS: Option<HighlightRegistry>;

    #[wasm_bindgen(method)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight);

    #[wasm_bindgen(method)]
    fn delete(this: &HighlightRegistry, name: &str) -> bool;
}

/// Paints the ranges with the style `::highlight(name)`, instead of what was painted so before.
pub fn show(name: &str, ranges: &[Range]) {
    HIGHLIGHTS.with(|highlights| {
        let Some(highlights) = highlights else {
            return;
        };
        let ranges: Vec<JsValue> = ranges.iter().map(JsValue::from).collect();
        let highlight = (!ranges.is_empty()).then(|| Highlight::new(&ranges));
        match highlight {
            Some(Ok(highlight)) => highlights.set(name, &highlight),
            _ => {
                highlights.delete(name);
            }
        }
    });
}
