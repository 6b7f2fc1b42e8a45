//! What the annotator does to many annotations at once.

use anyhow::Result;
use serde_json::json;

use super::documents::NAME;
use crate::Browser;

/// From how many tokens on there are a thousand of what is done at once.
const THOUSAND: usize = 100_000;

/// Searches, labels the same words everywhere, accepts all suggestions.
pub(super) async fn many(
    browser: &Browser,
    tokens: usize,
    put: &mut impl FnMut(&str, Vec<f64>),
) -> Result<()> {
    let rest = NAME.len() - 1;
    browser.press("Control+f").await?;
    browser.find(".find input").await?;
    browser.type_text(&NAME[..rest]).await?;
    let found = "[...CSS.highlights.values()].some((one) => one.size > 0)";
    let search = async || browser.type_text(&NAME[rest..]).await;
    put(
        "search: the last letter",
        vec![
            browser
                .time("armUntil", json!(["keydown", found]), search)
                .await?,
        ],
    );
    browser.press("Escape").await?;
    if tokens < THOUSAND {
        return Ok(());
    }
    let place = browser.place_of("article", NAME).await?;
    browser.click_times(place, 2).await?;
    browser.press("r").await?;
    browser.find(".occurrences li").await?;
    let label = async || browser.press("Enter").await;
    put(
        "label 1,000 occurrences",
        vec![browser.time("arm", json!(["keydown"]), label).await?],
    );
    browser.wait_until_done().await?;
    let accept = async || browser.click(".many button").await;
    put(
        "accept 1,000",
        vec![
            browser
                .time("arm", json!(["mouseup", null, true]), accept)
                .await?,
        ],
    );
    browser.wait_until_done().await
}
