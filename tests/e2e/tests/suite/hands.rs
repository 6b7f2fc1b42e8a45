//! The annotator's hands: the caret, the ends of a label, many labels at once, finding.

use anyhow::Result;
use e2e::Browser;
use serde_json::Value;

use crate::annotating::{marks, settled};

/// What a screen reader was told last.
async fn said(browser: &Browser) -> Result<String> {
    let body = "return document.querySelector('[role=status].visually-hidden').textContent";
    let said = browser.evaluate(body, vec![]).await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

async fn open(browser: &mut Browser) -> Result<()> {
    browser.open("").await?;
    settled(browser).await
}

async fn says(browser: &Browser, words: &str) -> Result<()> {
    let body = format!(
        "return document.querySelector('[role=status].visually-hidden').textContent.includes({})",
        Value::from(words)
    );
    browser
        .wait_until(&format!("{words:?} is said"), &body)
        .await
}

#[test]
fn the_caret_walks_through_the_text_and_labels_without_the_mouse() -> Result<()> {
    e2e::run("caret", async |browser| {
        open(browser).await?;
        browser.press("Control+Home").await?;
        browser.press("Control+ArrowDown").await?;
        browser.press("Control+ArrowDown").await?;
        says(browser, "HARWELL BAY").await?;
        browser.press("ArrowDown").await?;
        browser.press("Home").await?;
        // Which word that is depends on the browser's fonts.
        let second_line = "const block = document.querySelector('[data-block=\"2\"]');
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            range.selectNodeContents(block);
            const first = range.getClientRects()[0].bottom;
            while (walker.nextNode()) {
                for (const word of walker.currentNode.data.matchAll(/[\\w']+/g)) {
                    range.setStart(walker.currentNode, word.index);
                    range.setEnd(walker.currentNode, word.index + word[0].length);
                    if (range.getBoundingClientRect().top > first) return word[0];
                }
            }";
        let word = browser.evaluate(second_line, vec![]).await?;
        says(browser, word.as_str().unwrap_or("a second line")).await?;
        for _ in 0..20 {
            browser.press("Control+ArrowRight").await?;
            if said(browser).await?.contains("Dockers") {
                break;
            }
        }
        says(browser, "Dockers").await?;
        // The annotation around the caret is in focus; a word beside it is selected and labelled.
        for _ in 0..5 {
            browser.press("Control+ArrowRight").await?;
        }
        says(browser, "company").await?;
        browser.press("Shift+Control+ArrowRight").await?;
        says(browser, "company selected").await?;
        browser.press("2").await?;
        assert_eq!(marks(browser, "company").await?, ["ORG drawn"]);
        browser.press("Escape").await?;
        browser.press("Control+ArrowLeft").await?;
        browser.press("Control+ArrowLeft").await?;
        says(browser, "harbour").await?;
        // Without a selection a digit labels the word at the caret.
        browser.press("3").await?;
        assert_eq!(marks(browser, "harbour").await?, ["PLACE drawn"]);
        Ok(())
    })
}

#[test]
fn the_caret_comes_back_after_a_reload() -> Result<()> {
    e2e::run("caret_reload", async |browser| {
        open(browser).await?;
        browser.press("Control+Home").await?;
        for _ in 0..3 {
            browser.press("Control+ArrowRight").await?;
        }
        browser
            .wait_until(
                "the caret has come to the word",
                "return document.querySelector('[role=status].visually-hidden').textContent \
                 === 'reopens'",
            )
            .await?;
        let place = "const caret = document.querySelector('.caret');
            return !caret.hidden && caret.style.left + ' ' + caret.style.top";
        let before = browser.evaluate(place, vec![]).await?;
        // The place is written in the background; whoever reads waits for those who write.
        let written = "return new Promise((done) => {
            const open = indexedDB.open('spanwright');
            open.onsuccess = () => {
                const read = open.result.transaction('places').objectStore('places').count();
                read.onsuccess = () => { open.result.close(); done(true); };
            };
        })";
        browser.evaluate(written, vec![]).await?;
        browser.reload().await?;
        settled(browser).await?;
        browser
            .wait_until("the caret is drawn", &format!("{place} || false"))
            .await?;
        assert_eq!(browser.evaluate(place, vec![]).await?, before);
        Ok(())
    })
}

#[test]
fn the_ends_of_a_label_move_by_key_and_it_stays_the_same_label() -> Result<()> {
    e2e::run("ends", async |browser| {
        open(browser).await?;
        browser
            .double_click_on("article", "company Northern")
            .await?;
        browser.press("2").await?;
        let id = "return document.querySelector('article mark.focused')?.dataset.id";
        let before = browser.evaluate(id, vec![]).await?;
        browser.press("w").await?;
        says(browser, "harbour company").await?;
        browser.press("e").await?;
        says(browser, "harbour company Northern").await?;
        browser.press("Shift+W").await?;
        says(browser, "company Northern").await?;
        browser.press("o").await?;
        browser.press("o").await?;
        says(browser, "company Northern G").await?;
        browser.press("Shift+O").await?;
        browser.press("Shift+O").await?;
        browser.press("Shift+E").await?;
        says(browser, "company").await?;
        assert_eq!(browser.evaluate(id, vec![]).await?, before);
        assert_eq!(marks(browser, "company").await?, ["ORG drawn"]);
        Ok(())
    })
}

#[test]
fn overlapping_labels_are_gone_through_in_turn() -> Result<()> {
    e2e::run("cycle", async |browser| {
        open(browser).await?;
        browser
            .drag_over("article", "harbour company Northern")
            .await?;
        browser.press("2").await?;
        browser.drag_over("article", "company Northern").await?;
        browser.press("5").await?;
        let focused = "return document.querySelector('article mark.focused').dataset.tag";
        browser.press("c").await?;
        let first = browser.evaluate(focused, vec![]).await?;
        browser.press("c").await?;
        let second = browser.evaluate(focused, vec![]).await?;
        assert_ne!(first, second);
        browser.press("Shift+C").await?;
        assert_eq!(browser.evaluate(focused, vec![]).await?, first);
        Ok(())
    })
}

#[test]
fn the_same_words_are_labelled_everywhere_but_where_they_mean_something_else() -> Result<()> {
    e2e::run("everywhere", async |browser| {
        open(browser).await?;
        browser
            .double_click_on("article", "strike as talks")
            .await?;
        browser.press("5").await?;
        browser.press("r").await?;
        browser.find("dialog[open] .occurrences li").await?;
        let rows = "return document.querySelectorAll('dialog .occurrences li').length";
        assert_eq!(browser.evaluate(rows, vec![]).await?, 2);
        browser.screenshot("everywhere").await?;
        // One of them is left out.
        browser
            .click("dialog .occurrences li:last-child input")
            .await?;
        browser
            .click("dialog .occurrences button[type=submit]")
            .await?;
        browser
            .wait_until(
                "the window is closed",
                "return !document.querySelector('dialog')",
            )
            .await?;
        assert_eq!(
            marks(browser, "strike").await?,
            ["MISC drawn", "MISC drawn"]
        );
        // One step takes all of it back.
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "strike").await?, ["MISC drawn"]);
        Ok(())
    })
}

#[test]
fn words_are_found_counted_and_gone_to() -> Result<()> {
    e2e::run("find", async |browser| {
        open(browser).await?;
        browser.press("Control+f").await?;
        browser.type_text("MARLOW").await?;
        let count = "return document.querySelector('.find .count').textContent";
        browser
            .wait_until("three are found", &format!("{count} === '3 found'"))
            .await?;
        browser.press("Enter").await?;
        browser.press("Enter").await?;
        browser
            .wait_until("the second is in focus", &format!("{count} === '2 of 3'"))
            .await?;
        assert!(said(browser).await?.contains("Marlow"));
        browser.click(".find label").await?;
        browser
            .wait_until("capitals matter", &format!("{count}.startsWith('0 found')"))
            .await?;
        browser.press("Escape").await?;
        browser
            .wait_until(
                "the bar is closed",
                "return !document.querySelector('.find')",
            )
            .await?;
        // The keys go on where they were.
        browser.press("Space").await?;
        browser.find("article mark.focused").await?;
        Ok(())
    })
}

#[test]
fn many_suggestions_are_accepted_at_once_and_taken_back_at_once() -> Result<()> {
    e2e::run("many", async |browser| {
        open(browser).await?;
        let suggested = browser
            .find_all("article mark.suggested.starts")
            .await?
            .len();
        browser.click(".filter input").await?;
        browser.type_text("marlow").await?;
        let rows = "return document.querySelectorAll('.choice-row').length";
        browser
            .wait_until("three are listed", &format!("{rows} === 3"))
            .await?;
        let words = browser.text(".many button").await?;
        assert_eq!(words, "Accept 3 listed");
        browser.click(".many button").await?;
        browser
            .wait_until(
                "they are accepted",
                "return document.querySelectorAll('article mark.accepted.starts').length === 3",
            )
            .await?;
        // The keys go to the article again.
        browser.click_on("article", "began").await?;
        browser.press("Control+z").await?;
        browser
            .wait_until(
                "all are suggestions again",
                &format!(
                    "return document.querySelectorAll('article mark.suggested.starts').length \
                     === {suggested}"
                ),
            )
            .await
    })
}

#[test]
fn several_of_the_list_are_chosen_and_relabelled_as_one_change() -> Result<()> {
    e2e::run("chosen", async |browser| {
        open(browser).await?;
        let tick = "[...document.querySelectorAll('.choice-row')]
            .filter(row => row.textContent.includes('Marlow')).slice(0, 2)
            .forEach(row => row.querySelector('input').click())";
        browser.evaluate(tick, vec![]).await?;
        browser
            .wait_until(
                "two are chosen",
                "return document.querySelector('.many')?.textContent.startsWith('2 chosen')",
            )
            .await?;
        let relabel = "const select = document.querySelector('.many select');
            select.value = 'ORG'; select.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.evaluate(relabel, vec![]).await?;
        browser
            .wait_until(
                "both have the label",
                "return [...document.querySelectorAll('article mark.accepted.starts.tint-1')]
                    .filter(mark => mark.textContent.includes('Marlow')).length === 2",
            )
            .await?;
        browser.press("Control+z").await?;
        browser
            .wait_until(
                "both are taken back",
                "return !document.querySelector('article mark.accepted')",
            )
            .await
    })
}

#[test]
fn a_label_chosen_first_is_given_to_what_is_selected_then() -> Result<()> {
    e2e::run("sticky", async |browser| {
        open(browser).await?;
        browser.click(".legend li:nth-child(5) button").await?;
        browser
            .find(".legend li:nth-child(5) [aria-pressed=true]")
            .await?;
        browser
            .double_click_on("article", "harbour company")
            .await?;
        browser
            .wait_until(
                "the word is labelled",
                "return document.querySelector('article mark.drawn')?.textContent === 'harbour'",
            )
            .await?;
        browser.double_click_on("article", "terminal for").await?;
        browser
            .wait_until(
                "the other word is labelled",
                "return document.querySelectorAll('article mark.drawn').length === 2",
            )
            .await?;
        // Chosen again, the label is let go.
        browser.press("Escape").await?;
        browser.click(".legend li:nth-child(5) button").await?;
        browser
            .wait_until(
                "it is let go",
                "return !document.querySelector('.legend [aria-pressed=true]')",
            )
            .await
    })
}
