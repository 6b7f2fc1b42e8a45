//! Work over several documents at once: words with several labels, the same words everywhere.

use anyhow::Result;
use e2e::Browser;

use crate::annotating::settled;
use crate::datasets::click_in_dialog;

const ONE: &str = "The quillfeather came home.\n\nA quillfeather was sold, said the owner.";
const TWO: &str = "Nobody saw the quillfeather in town. They looked for the quillfeather all day.";

/// Brings in a text as a document of its own, which is open then.
async fn bring(browser: &Browser, name: &str, text: &str) -> Result<()> {
    browser.bring_file(name, text.as_bytes()).await?;
    is_open(browser, text).await
}

/// Waits until the document with this text is open, read and saved.
async fn is_open(browser: &Browser, text: &str) -> Result<()> {
    let start: String = text.chars().take(20).collect();
    let body =
        format!("return document.querySelector('article')?.textContent.startsWith({start:?})");
    browser.wait_until("the document is open", &body).await?;
    settled(browser).await
}

async fn window_says(browser: &Browser, words: &str) -> Result<()> {
    let body = format!("return document.querySelector('dialog')?.textContent.includes({words:?})");
    browser
        .wait_until(&format!("the window says {words}"), &body)
        .await
}

/// Waits until the word that is looked for has these labels in the open document.
async fn labelled(browser: &Browser, labels: &[&str]) -> Result<()> {
    let body = format!(
        "return JSON.stringify([...document.querySelectorAll('article mark.drawn')]
            .filter(mark => mark.textContent === 'quillfeather')
            .map(mark => mark.dataset.tag)) === JSON.stringify({labels:?})"
    );
    browser
        .wait_until(&format!("the labels are {labels:?}"), &body)
        .await
}

async fn close(browser: &Browser) -> Result<()> {
    browser.press("Escape").await?;
    let closed = "return !document.querySelector('dialog')";
    browser.wait_until("the window is closed", closed).await
}

#[test]
fn the_same_words_with_two_labels_are_pointed_out_and_made_one() -> Result<()> {
    e2e::run("consistency", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.press("m").await?;
        window_says(browser, "Nothing to point out").await?;
        close(browser).await?;
        bring(browser, "one.txt", ONE).await?;
        browser
            .double_click_on("article", "quillfeather came")
            .await?;
        browser.press("1").await?;
        bring(browser, "two.txt", TWO).await?;
        browser
            .double_click_on("article", "quillfeather in")
            .await?;
        browser.press("2").await?;
        settled(browser).await?;

        browser.press("m").await?;
        window_says(browser, "1 wording has several labels").await?;
        click_in_dialog(browser, "“quillfeather”").await?;
        window_says(browser, "The quillfeather came home").await?;
        browser.screenshot("consistency").await?;
        click_in_dialog(browser, "The quillfeather came").await?;
        is_open(browser, ONE).await?;
        let focused =
            "return document.querySelector('mark.focused')?.textContent === 'quillfeather'";
        browser.wait_until("the place is in focus", focused).await?;

        browser.press("m").await?;
        click_in_dialog(browser, "“quillfeather”").await?;
        click_in_dialog(browser, "Make 1 place here ORG").await?;
        window_says(browser, "Nothing to point out").await?;
        labelled(browser, &["ORG"]).await?;
        close(browser).await?;
        browser.press("Control+z").await?;
        labelled(browser, &["PERSON"]).await
    })
}

#[test]
fn the_same_words_are_labelled_in_all_documents_and_taken_back_as_one_change() -> Result<()> {
    e2e::run("everywhere_in_the_project", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        bring(browser, "one.txt", ONE).await?;
        bring(browser, "two.txt", TWO).await?;
        browser
            .double_click_on("article", "quillfeather in")
            .await?;
        browser.press("1").await?;
        browser.press("r").await?;
        click_in_dialog(browser, "in all documents").await?;
        window_says(browser, "3 places in 2 documents").await?;
        browser.screenshot("everywhere-in-the-project").await?;
        // The one that was sold is none.
        click_in_dialog(browser, "A quillfeather was sold").await?;
        click_in_dialog(browser, "Label 2 of 3").await?;
        labelled(browser, &["PERSON", "PERSON"]).await?;
        browser
            .wait_until("it says what was done elsewhere", SAID_ELSEWHERE)
            .await?;
        settled(browser).await?;

        // The other document has it, also after a reload, and undo there takes back all of it.
        browser.reload().await?;
        settled(browser).await?;
        browser.press("<").await?;
        is_open(browser, ONE).await?;
        labelled(browser, &["PERSON"]).await?;
        browser.press("Control+z").await?;
        labelled(browser, &[]).await?;
        settled(browser).await?;
        browser.press(">").await?;
        is_open(browser, TWO).await?;
        labelled(browser, &["PERSON"]).await?;
        browser.press("Control+y").await?;
        labelled(browser, &["PERSON", "PERSON"]).await?;

        // What was changed since stays, and that is said.
        browser.press("<").await?;
        is_open(browser, ONE).await?;
        labelled(browser, &["PERSON"]).await?;
        browser.click_on("article", "quillfeather came").await?;
        browser.press("2").await?;
        labelled(browser, &["ORG"]).await?;
        browser.press(">").await?;
        is_open(browser, TWO).await?;
        browser.press("Control+z").await?;
        labelled(browser, &["PERSON"]).await?;
        let refused = "return document.querySelector('.notice.problem')?.textContent
            .includes('changed since')";
        browser
            .wait_until("it says where it could not", refused)
            .await?;
        browser.press("<").await?;
        is_open(browser, ONE).await?;
        labelled(browser, &["ORG"]).await
    })
}

const SAID_ELSEWHERE: &str = "return document.querySelector('.notice')?.textContent
    .includes('in 1 other document too')";
