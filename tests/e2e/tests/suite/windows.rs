//! The windows that a worker draws: labels, history, progress, keys.

use anyhow::Result;
use e2e::Browser;
use serde_json::Value;

use crate::annotating::{marks, settled};

/// Clicks on the first control of the page whose words or name contain these.
async fn press_button(browser: &Browser, words: &str) -> Result<()> {
    let shown = format!(
        "return [...document.querySelectorAll('dialog button')].some(button =>
            (button.textContent + button.ariaLabel).includes({words:?}))"
    );
    browser.wait_until("the button is there", &shown).await?;
    let click = "[...document.querySelectorAll('dialog button')].find(button =>
        (button.textContent + button.ariaLabel).includes(arguments[0])).click()";
    browser.evaluate(click, vec![words.into()]).await?;
    Ok(())
}

/// Puts these words in the place of what is in a field.
async fn fill(browser: &Browser, field: &str, words: &str) -> Result<()> {
    browser.find(field).await?;
    let select =
        "const field = document.querySelector(arguments[0]); field.focus(); field.select()";
    browser.evaluate(select, vec![field.into()]).await?;
    match words {
        "" => browser.press("Delete").await?,
        words => browser.type_text(words).await?,
    }
    browser.press("Enter").await
}

async fn legend_says(browser: &Browser, words: &str, says: bool) -> Result<()> {
    let body = format!(
        "return document.querySelector('.legend').textContent.includes('{words}') === {says}"
    );
    browser.wait_until("the legend follows", &body).await
}

async fn close(browser: &Browser) -> Result<()> {
    browser.press("Escape").await?;
    let closed = "return !document.querySelector('dialog')";
    browser.wait_until("the window is closed", closed).await
}

async fn focused(browser: &Browser) -> Result<Value> {
    let body = "return document.activeElement.id || document.activeElement.ariaLabel";
    browser.evaluate(body, vec![]).await
}

/// What is done within half a second is one change.
async fn let_half_a_second_pass(browser: &Browser) -> Result<()> {
    let wait = "return new Promise(done => setTimeout(() => done(true), 600))";
    browser.evaluate(wait, vec![]).await?;
    Ok(())
}

#[test]
fn labels_are_edited_and_the_article_follows_and_undo_takes_it_back() -> Result<()> {
    e2e::run("label_editor", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        let_half_a_second_pass(browser).await?;
        browser.click(".annotations .edit").await?;
        press_button(browser, "PERSON").await?;
        fill(browser, "#label-name", "Human").await?;
        legend_says(browser, "Human", true).await?;
        assert_eq!(focused(browser).await?, "label-name");
        assert_eq!(marks(browser, "observer").await?, ["Human drawn"]);

        fill(browser, "#label-key", "a").await?;
        let refused =
            "return document.querySelector('dialog .wrong')?.textContent.includes('accept')";
        browser
            .wait_until("the key is refused with the reason", refused)
            .await?;
        fill(browser, "#label-key", "y").await?;
        legend_says(browser, "y", true).await?;

        press_button(browser, "Move Human down").await?;
        let second = "return document.querySelectorAll('.legend .name')[1].textContent === 'Human'";
        browser.wait_until("it stands second", second).await?;

        let_half_a_second_pass(browser).await?;
        press_button(browser, "Delete…").await?;
        let asked = "return document.querySelector('dialog [role=alert]')?.textContent
            .includes('1 annotation in 1 document')";
        browser.wait_until("it says what is lost", asked).await?;
        browser.screenshot("label-editor").await?;
        press_button(browser, "Delete Human").await?;
        legend_says(browser, "Human", false).await?;
        assert_eq!(marks(browser, "observer").await?, Vec::<String>::new());
        close(browser).await?;

        browser.press("Control+z").await?;
        legend_says(browser, "Human", true).await?;
        assert_eq!(marks(browser, "observer").await?, ["Human drawn"]);
        settled(browser).await?;
        browser.reload().await?;
        settled(browser).await?;
        legend_says(browser, "Human", true).await?;
        // On a fast machine some of these changes were made within half a second and are one.
        let renamed = "return document.querySelector('.legend').textContent.includes('Human')";
        while browser.evaluate(renamed, vec![]).await? == true {
            browser.press("Control+z").await?;
        }
        legend_says(browser, "PERSON", true).await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        browser.press("Control+z").await?;
        assert_eq!(marks(browser, "observer").await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn a_label_is_added_and_what_was_typed_elsewhere_stays() -> Result<()> {
    e2e::run("label_added", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.click(".annotations .edit").await?;
        fill(browser, "#label-new", "PERSON").await?;
        let refused = "return document.querySelector('dialog .wrong')
            && document.querySelector('#label-new').value === 'PERSON'";
        browser
            .wait_until("a taken name is refused and stays", refused)
            .await?;
        fill(browser, "#label-new", "Disease").await?;
        legend_says(browser, "Disease", true).await?;
        let empty = "return document.querySelector('#label-new').value === ''";
        browser
            .wait_until("the field is empty again", empty)
            .await?;
        assert_eq!(focused(browser).await?, "label-new");
        // While the next name is being typed, another label moves.
        browser.type_text("Gen").await?;
        press_button(browser, "Move ORG up").await?;
        let moved = "return document.querySelector('.legend .name').textContent === 'ORG'";
        browser.wait_until("the other one has moved", moved).await?;
        let kept = "return document.querySelector('#label-new').value";
        assert_eq!(browser.evaluate(kept, vec![]).await?, "Gen");
        Ok(())
    })
}

#[test]
fn the_history_tells_what_was_done_and_leads_there() -> Result<()> {
    e2e::run("history", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        browser.press("Escape").await?;
        browser.press("h").await?;
        let lines = "return [...document.querySelectorAll('.past .change')]
            .map(line => line.textContent.slice(5) + (line.matches('.undone') ? ' (undone)' : ''))";
        browser.find(".past .change").await?;
        assert_eq!(
            browser.evaluate(lines, vec![]).await?,
            serde_json::json!(["harbour company: ORG", "observer: PERSON"])
        );
        press_button(browser, "Undo").await?;
        browser.find(".past .undone").await?;
        assert_eq!(
            browser.evaluate(lines, vec![]).await?,
            serde_json::json!(["harbour company: ORG (undone)", "observer: PERSON"])
        );
        assert_eq!(
            marks(browser, "harbour company").await?,
            Vec::<String>::new()
        );
        press_button(browser, "observer").await?;
        let there = "return !document.querySelector('dialog')
            && document.querySelector('mark.focused')?.textContent === 'observer'";
        browser.wait_until("the place is in focus", there).await
    })
}

#[test]
fn the_progress_counts_and_goes_along_as_a_table() -> Result<()> {
    e2e::run("progress", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        settled(browser).await?;
        browser.click(".documents .edit").await?;
        press_button(browser, "Download as CSV").await?;
        let table = browser.downloaded("progress.csv").await?;
        let table = String::from_utf8(table)?;
        assert!(table.contains("in progress,1,0.0,1,1,0,"), "{table}");
        Ok(())
    })
}

#[test]
fn a_key_is_changed_and_works_after_a_reload() -> Result<()> {
    e2e::run("rebinding", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.press("?").await?;
        press_button(browser, "Keys…").await?;
        press_button(browser, "Another key for: show the history").await?;
        browser.find("dialog .listening").await?;
        browser.press("a").await?;
        let refused =
            "return document.querySelector('dialog .wrong')?.textContent.includes('taken')";
        browser
            .wait_until("a taken key is refused", refused)
            .await?;
        press_button(browser, "Another key for: show the history").await?;
        browser.find("dialog .listening").await?;
        browser.press("y").await?;
        let bound = "return [...document.querySelectorAll('.chord kbd')].some(key => key.textContent === 'Y')";
        browser.wait_until("it is bound", bound).await?;
        close(browser).await?;
        settled(browser).await?;
        browser.reload().await?;
        settled(browser).await?;
        browser.press("y").await?;
        browser.find("dialog .past").await?;
        Ok(())
    })
}

#[test]
fn guidelines_are_written_and_searched_beside_the_text_whose_keys_go_on() -> Result<()> {
    e2e::run("guidelines", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.press("g").await?;
        let says = |words: &str| {
            format!("return document.querySelector('.beside')?.textContent.includes({words:?})")
        };
        browser
            .wait_until("it says what to do", &says("No guidelines yet"))
            .await?;
        browser
            .wait_until("it can be searched at once", IN_SEARCH)
            .await?;
        browser.click(".beside .guidelines button").await?;
        browser.find("#guidelines-text").await?;
        let text = "# Ships\n\nA ship is **no** <b>place</b>.\n\n# Towns\n\nA town is one.";
        browser.type_text(text).await?;
        browser
            .wait_until("it is shown how it will look", &says("Ships"))
            .await?;
        browser.click(".beside button[type=submit]").await?;
        let folds = "return [...document.querySelectorAll('.prose summary')]
            .map(one => one.textContent).join() === 'Ships,Towns'
            && document.querySelector('.prose p').innerHTML
                === 'A ship is <strong>no</strong> &lt;b&gt;place&lt;/b&gt;.'";
        browser
            .wait_until("its parts fold, and HTML is text", folds)
            .await?;

        // The keys of the article go on, and the panel stays.
        browser.press("Escape").await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        browser.find(".beside .prose").await?;
        browser.screenshot("guidelines").await?;

        // It is searched, and Escape leads back to the article without letting go of anything.
        browser.press("g").await?;
        browser
            .wait_until("the search is at hand", IN_SEARCH)
            .await?;
        browser.type_text("ship is").await?;
        let found = "return document.querySelectorAll('.prose details').length === 1
            && document.querySelector('.prose mark').textContent === 'ship is'";
        browser.wait_until("it is found", found).await?;
        browser.press("Escape").await?;
        browser.press("2").await?;
        let label = "return document.querySelector('mark.focused')?.dataset.tag.startsWith('ORG')";
        browser
            .wait_until("the key is the article's", label)
            .await?;

        // It is kept, and undone like anything else.
        settled(browser).await?;
        browser.reload().await?;
        settled(browser).await?;
        browser.press("g").await?;
        browser
            .wait_until("it is kept", &says("A town is one"))
            .await?;
        browser.press("Escape").await?;
        for _ in 0..3 {
            browser.press("Control+z").await?;
        }
        browser
            .wait_until("it is taken back", &says("No guidelines yet"))
            .await?;
        browser.click(".beside header button").await?;
        let closed = "return !document.querySelector('.beside')";
        browser.wait_until("it is closed", closed).await
    })
}

const IN_SEARCH: &str = "return document.activeElement.id === 'guidelines-search'";
