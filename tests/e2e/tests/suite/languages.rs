//! The interface speaks the language that the browser prefers, and the article keeps its own.

use anyhow::{Result, ensure};
use e2e::Browser;
use serde_json::{Value, from_value};
use spanwright::words::{PageWords, WindowWords};

use crate::annotating::settled;

/// A person who prefers Vietnamese to a language that the interface does not speak, and that one to
/// English.
const VIETNAMESE: &str = "vi-VN,fr,en";

/// All words in a table.
fn listed(table: &impl std::fmt::Debug) -> Vec<String> {
    let table = format!("{table:#?}");
    let quoted = table.lines().filter_map(|line| line.split_once('"'));
    let quoted = quoted.filter_map(|(_, rest)| Some(rest.rsplit_once('"')?.0.trim().to_owned()));
    quoted.collect()
}

/// The English words that have others in Vietnamese, and the Vietnamese ones, except for those that are about
/// something and say too little of their own to be told from it, as in “{0} days”.
fn words() -> [Vec<String>; 2] {
    let mut english = listed(&PageWords::ENGLISH);
    english.extend(listed(&WindowWords::ENGLISH));
    let mut vietnamese = listed(&PageWords::VIETNAMESE);
    vietnamese.extend(listed(&WindowWords::VIETNAMESE));
    english.retain(|words| !vietnamese.contains(words));
    let speaks =
        |words: &str| !words.contains('{') || pieces(words).any(|piece| piece.trim().len() >= 6);
    [english, vietnamese].map(|all| all.into_iter().filter(|words| speaks(words)).collect())
}

/// What stands around the places of what the words are about.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.split(['{', '}']).step_by(2)
}

/// Whether a text is made of these words, whatever they are about.
fn is_made_of(text: &str, words: &str) -> bool {
    let pieces: Vec<&str> = pieces(words).collect();
    let [first, middle @ .., last] = &*pieces else {
        return text == words;
    };
    let Some(mut rest) = text
        .strip_prefix(first)
        .and_then(|text| text.strip_suffix(last))
    else {
        return false;
    };
    middle.iter().all(|piece| match rest.split_once(piece) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// Everything that the page says around the article, to the eye and to screen readers.
async fn said(browser: &Browser) -> Result<Vec<String>> {
    let body = "const said = [];
        const skipped = element => element.closest('article, .quote, .document .name, script');
        for (const element of document.body.querySelectorAll('*')) {
            if (skipped(element)) continue;
            for (const node of element.childNodes) {
                if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
            }
            for (const name of ['title', 'aria-label', 'placeholder', 'aria-description']) {
                said.push(element.getAttribute(name) ?? '');
            }
        }
        for (const button of document.querySelectorAll('article .include')) {
            said.push(button.dataset.reason, button.dataset.does, button.ariaLabel);
        }
        return said.map(words => words.trim()).filter(words => words);";
    Ok(from_value(browser.evaluate(body, vec![]).await?)?)
}

async fn says_no_english(browser: &Browser, screen: &str) -> Result<()> {
    let [english, vietnamese] = words();
    for text in said(browser).await? {
        let says = |all: &[String]| all.iter().any(|words| is_made_of(&text, words));
        // What is said in Vietnamese may be about English words of the article.
        let is_english = says(&english) && !says(&vietnamese);
        ensure!(!is_english, "{screen} says “{text}” in English");
    }
    Ok(())
}

async fn window(browser: &Browser, key: &str, title: &str) -> Result<()> {
    browser.press(key).await?;
    let title = format!("return document.querySelector('dialog h2')?.textContent === '{title}'");
    browser
        .wait_until("the window has its title", &title)
        .await?;
    let drawn = "return !document.querySelector('dialog .opening')";
    browser.wait_until("the window is drawn", drawn).await
}

async fn close(browser: &Browser) -> Result<()> {
    browser.press("Escape").await?;
    let closed = "return !document.querySelector('dialog')";
    browser.wait_until("the window is closed", closed).await
}

async fn languages(browser: &Browser) -> Result<Value> {
    let body = "return [document.documentElement.lang, document.querySelector('article').lang]";
    browser.evaluate(body, vec![]).await
}

#[test]
fn whoever_prefers_vietnamese_sees_it_in_page_and_windows() -> Result<()> {
    e2e::run_for(
        VIETNAMESE,
        "whoever_prefers_vietnamese_sees_it_in_page_and_windows",
        async |browser| {
            browser.open("").await?;
            settled(browser).await?;
            assert_eq!(languages(browser).await?, serde_json::json!(["vi", "en"]));
            let words = PageWords::VIETNAMESE;
            let first = said(browser).await?;
            for expected in [words.bar.saved, words.bar.done_next, words.panels.labels] {
                assert!(first.iter().any(|text| text == expected), "{first:?}");
            }
            says_no_english(browser, "the first screen").await?;
            assert_eq!(browser.violations().await?, [""; 0]);

            browser.press("Space").await?;
            browser.press("Enter").await?;
            browser.find(".menu").await?;
            says_no_english(browser, "the menu").await?;
            browser.press("Escape").await?;
            browser.press("a").await?;
            browser.press("Control+z").await?;
            settled(browser).await?;
            says_no_english(browser, "what is announced").await?;

            window(browser, "?", words.titles.help).await?;
            says_no_english(browser, "the help").await?;
            close(browser).await?;
            window(browser, "h", words.titles.history).await?;
            says_no_english(browser, "the history").await?;
            close(browser).await?;
            browser.press("Control+f").await?;
            browser.find(".find").await?;
            says_no_english(browser, "the bar that finds").await
        },
    )
}

#[test]
fn whoever_prefers_neither_language_gets_english() -> Result<()> {
    e2e::run_for(
        "de-DE,fr",
        "whoever_prefers_neither_language_gets_english",
        async |browser| {
            browser.open("").await?;
            settled(browser).await?;
            assert_eq!(languages(browser).await?, serde_json::json!(["en", "en"]));
            let said = said(browser).await?;
            let saved = PageWords::ENGLISH.bar.saved;
            assert!(said.iter().any(|text| text == saved), "{said:?}");
            Ok(())
        },
    )
}
