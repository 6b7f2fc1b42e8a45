//! What the annotator decides about words is proposed for the same words elsewhere in the document.

use anyhow::Result;

use crate::annotating::{marks, settled};
use crate::own::{open_text, shows};

/// Nobody but the annotator takes anything in it for a name.
const ARTICLE: &str = "Down there the tide wardens wait. Nobody pays the tide wardens.\n\nOnly the tide \
                       wardens know why.\n";
const WORDS: &str = "the tide wardens";

#[test]
fn words_that_a_person_labels_are_suggested_where_they_stand_again() -> Result<()> {
    e2e::run("learning_drawn", async |browser| {
        open_text(browser, ARTICLE).await?;
        shows(browser, WORDS, &[]).await?;
        browser.drag_over("article", WORDS).await?;
        browser.press("2").await?;
        shows(browser, WORDS, &["ORG"; 3]).await?;
        assert_eq!(
            marks(browser, WORDS).await?,
            ["ORG drawn", "ORG suggested", "ORG suggested"]
        );

        browser.press("Control+z").await?;
        shows(browser, WORDS, &[]).await?;
        browser.press("Control+Shift+z").await?;
        shows(browser, WORDS, &["ORG"; 3]).await?;

        browser.reload().await?;
        settled(browser).await?;
        shows(browser, WORDS, &["ORG"; 3]).await?;

        // One key accepts what was learned and goes to the next document; nothing is left to decide in this one.
        browser.press("Control+Shift+Enter").await?;
        let is_open = |words: &str| {
            format!("return document.querySelector('article')?.textContent.includes('{words}')")
        };
        let sample = is_open("Port of Marlow");
        browser.wait_until("the sample is open", &sample).await?;
        let last = "[...document.querySelectorAll('.document .name')].at(-1).click()";
        browser.evaluate(last, vec![]).await?;
        let this = is_open("tide wardens");
        browser.wait_until("this one is open again", &this).await?;
        settled(browser).await?;
        assert_eq!(
            marks(browser, WORDS).await?,
            ["ORG drawn", "ORG accepted", "ORG accepted"]
        );
        Ok(())
    })
}

#[test]
fn a_name_that_gets_another_label_gets_it_wherever_it_is_suggested() -> Result<()> {
    e2e::run("learning_relabelled", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        shows(browser, "Lisbon", &["PLACE", "PLACE"]).await?;
        browser.hover_over("article", "Lisbon").await?;
        let pointed = "return CSS.highlights.get('pointed')";
        browser
            .wait_until("the page shows what is pointed at", pointed)
            .await?;
        browser.press("2").await?;
        shows(browser, "Lisbon", &["ORG", "ORG"]).await?;
        assert_eq!(
            marks(browser, "Lisbon").await?,
            ["ORG accepted", "ORG suggested"]
        );
        browser.press("Control+z").await?;
        shows(browser, "Lisbon", &["PLACE", "PLACE"]).await
    })
}

#[test]
fn who_does_not_want_that_switches_it_off() -> Result<()> {
    e2e::run("learning_off", async |browser| {
        open_text(browser, ARTICLE).await?;
        browser.drag_over("article", WORDS).await?;
        browser.press("2").await?;
        shows(browser, WORDS, &["ORG"; 3]).await?;
        crate::precise::open_detectors(browser).await?;
        crate::datasets::click_in_dialog(browser, "What you decided about the same words").await?;
        shows(browser, WORDS, &["ORG"]).await
    })
}
