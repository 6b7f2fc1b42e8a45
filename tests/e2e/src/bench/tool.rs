//! The annotators, and how a word is labelled in each.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Browser, Point};

/// How many words are labelled.
const WORDS: usize = 12;

/// Where a word stands in the window, in CSS pixels.
#[derive(Deserialize)]
struct Word {
    left: f64,
    right: f64,
    y: f64,
}

/// An annotator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Spanwright,
    /// A page with marks and nothing else.
    Marks,
    RecogitoSpans,
    RecogitoHighlights,
    React,
}

impl Tool {
    pub(super) const ALL: [Self; 5] = [
        Self::Spanwright,
        Self::Marks,
        Self::RecogitoSpans,
        Self::RecogitoHighlights,
        Self::React,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Spanwright => "Spanwright",
            Self::Marks => "plain marks",
            Self::RecogitoSpans => "recogito (spans)",
            Self::RecogitoHighlights => "recogito (highlights)",
            Self::React => "react-text-annotate",
        }
    }

    /// Where it shows the document of so many tokens.
    pub(super) fn address(self, site: &str, peers: &str, tokens: usize) -> String {
        let name = match self {
            Self::Spanwright => return site.to_owned(),
            Self::Marks => "marks",
            Self::RecogitoSpans => "recogito-spans",
            Self::RecogitoHighlights => "recogito-highlights",
            Self::React => "react",
        };
        format!("{peers}peer.html?{name}&doc={tokens}")
    }

    /// Labels words and takes the labels away again, by hand.
    pub(super) async fn label(
        self,
        browser: &Browser,
        put: &mut impl FnMut(&str, Vec<f64>),
    ) -> Result<()> {
        let (mut labelled, mut deleted, mut undone) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..WORDS {
            // Each one elsewhere, so that no annotation is hit.
            let word = browser.evaluate("return bench.word(arguments[0])", vec![(2 * n).into()]);
            let Word { left, right, y } = serde_json::from_value(word.await?)?;
            let x = f64::midpoint(left, right);
            let point = Point { x, y };
            let select = async || match self {
                // The second click of a double click would take the label away at once.
                Self::React => {
                    let (from, to) = (Point { x: left, y }, Point { x: right, y });
                    browser.drag(from, to).await
                }
                _ => browser.click_times(point, 2).await,
            };
            // The release that ends the selection.
            let release = if self == Self::React { 1 } else { 2 };
            if self == Self::Spanwright {
                select().await?;
                browser.find(".menu").await?;
                labelled.push(
                    browser
                        .time("arm", json!(["keydown"]), async || browser.press("1").await)
                        .await?,
                );
                undone.push(
                    browser
                        .time("arm", json!(["keydown"]), async || {
                            browser.press("Control+z").await
                        })
                        .await?,
                );
                browser.press("Control+y").await?;
                browser.find("mark.focused").await?;
                deleted.push(
                    browser
                        .time("arm", json!(["keydown"]), async || {
                            browser.press("Delete").await
                        })
                        .await?,
                );
                continue;
            }
            labelled.push(
                browser
                    .time("arm", json!(["mouseup", release]), select)
                    .await?,
            );
            deleted.push(match self {
                // A click is to take a label away there, and takes none away in this bench; why is not known.
                Self::React => continue,
                Self::RecogitoSpans | Self::RecogitoHighlights => {
                    browser
                        .time("arm", json!(["keydown"]), async || {
                            browser.press("Delete").await
                        })
                        .await?
                }
                _ => {
                    browser
                        .time("arm", json!(["mouseup", Value::Null]), async || {
                            browser.click_times(point, 1).await
                        })
                        .await?
                }
            });
        }
        put("label a word", labelled);
        if !deleted.is_empty() {
            put("delete a label", deleted);
        }
        if !undone.is_empty() {
            put("undo", undone);
        }
        Ok(())
    }
}
