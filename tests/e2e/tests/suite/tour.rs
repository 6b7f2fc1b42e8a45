//! The first minutes: the line of help, and the tour that it offers.

use anyhow::Result;
use e2e::Browser;

use crate::annotating::{marks, settled};

const GONE: &str = "return !document.querySelector('.beside')";

/// Waits until this step is shown and has the focus, so that the article's keys go on.
async fn step(browser: &Browser, number: usize) -> Result<()> {
    let shown = format!(
        "const step = document.querySelector('.tour .step-{number}');
        return step?.querySelector('small').textContent === 'Step {number} of 5'
            && document.activeElement === step"
    );
    browser.wait_until("the step is shown", &shown).await
}

/// Whether the style sheet points this part of the page out.
async fn pointed_out(browser: &Browser, part: &str) -> Result<()> {
    let outlined = format!(
        "return getComputedStyle(document.querySelector('{part}')).outlineStyle === 'solid'"
    );
    browser.wait_until("it is pointed out", &outlined).await
}

#[test]
fn the_tour_is_taken_step_by_step_and_each_step_is_tried_at_once() -> Result<()> {
    e2e::run("tour", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.click(".hint-line button").await?;
        step(browser, 1).await?;
        browser.press("Space").await?;
        browser.press("a").await?;
        let accepted = "return document.querySelectorAll('.mark.accepted.starts').length === 1";
        browser.wait_until("it is accepted", accepted).await?;

        browser.click(".step .primary").await?;
        step(browser, 2).await?;
        pointed_out(browser, ".legend").await?;
        browser.hover_over("article", "observer").await?;
        browser.press("1").await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);

        browser.click(".step .primary").await?;
        step(browser, 3).await?;
        pointed_out(browser, ".topbar .date").await?;
        browser.hover_over("article", "next Thursday").await?;
        browser.press("d").await?;
        browser.find(".date-editor .quote").await?;
        browser.press("Escape").await?;
        let closed = "return !document.querySelector('dialog')";
        browser.wait_until("the editor is closed", closed).await?;

        browser.click(".step .primary").await?;
        step(browser, 4).await?;
        pointed_out(browser, ".topbar .group").await?;
        browser.press("Control+z").await?;
        browser
            .wait_until(
                "the label is taken back",
                "return !document.querySelector('.mark.drawn')",
            )
            .await?;

        browser.click(".step .primary").await?;
        step(browser, 5).await?;
        pointed_out(browser, ".topbar > .primary").await?;
        browser.click(".step .primary").await?;
        browser.wait_until("the tour is over", GONE).await?;
        browser.press("Space").await?;
        browser.find(".mark.focused").await.map(drop)
    })
}

#[test]
fn the_tour_is_left_in_the_middle_and_opened_again_from_the_help() -> Result<()> {
    e2e::run("tour_left", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.click(".hint-line button").await?;
        step(browser, 1).await?;
        // By keyboard alone: a button has the focus for as long as it is pressed.
        for _ in 0..2 {
            browser.press("Tab").await?;
        }
        browser.press("Enter").await?;
        step(browser, 2).await?;
        browser.press("Escape").await?;
        browser.wait_until("it is left", GONE).await?;

        browser.press("?").await?;
        let tour = "[...document.querySelectorAll('dialog button')]
            .find(button => button.textContent === 'Tour…')";
        let offered = format!("return {tour}");
        browser.wait_until("the help offers it", &offered).await?;
        browser.evaluate(&format!("{tour}.click()"), vec![]).await?;
        step(browser, 1).await?;

        // From the article, Escape closes the menu first and then the tour.
        browser.drag_over("article", "harbour company").await?;
        browser.find(".menu").await?;
        browser.press("Escape").await?;
        step_stays(browser).await?;
        browser.press("Escape").await?;
        browser.wait_until("it is left again", GONE).await?;

        // The guidelines take its place, and the other way round.
        browser.press("g").await?;
        browser.find(".side .guidelines").await?;
        browser.click(".hint-line button").await?;
        step(browser, 1).await?;
        browser.click(".step .leave").await?;
        browser.wait_until("it is left by its button", GONE).await
    })
}

async fn step_stays(browser: &Browser) -> Result<()> {
    let stays = "return document.querySelector('.step') && !document.querySelector('.menu')";
    browser.wait_until("the tour stays", stays).await
}

#[test]
fn on_a_narrow_screen_the_tour_covers_nothing() -> Result<()> {
    e2e::run("tour_narrow", async |browser| {
        browser.resize(390, 800).await?;
        browser.open("").await?;
        settled(browser).await?;
        browser.tap(".hint-line button").await?;
        for number in 1..=5 {
            step(browser, number).await?;
            let below = "const tour = document.querySelector('.tour').getBoundingClientRect();
                const reader = document.querySelector('.reader').getBoundingClientRect();
                return tour.top > reader.bottom - 1 && tour.bottom < innerHeight + 1
                    && tour.height < 0.3 * innerHeight && tour.width === innerWidth
                    && document.documentElement.scrollWidth <= innerWidth";
            browser
                .wait_until("it lies below the article", below)
                .await?;
            browser.tap(".step .primary").await?;
        }
        browser.wait_until("the tour is over", GONE).await
    })
}
