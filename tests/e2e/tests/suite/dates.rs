//! What dates mean: the window in which that is changed, the other meanings, the timeline, and the
//! document's date.

use anyhow::Result;
use e2e::Browser;

use crate::annotating::{marks, settled};

/// Goes to a date by keys and opens its window.
async fn edit(browser: &Browser, words: &str) -> Result<()> {
    // Keys are the article's once the last window is closed.
    let closed = "return !document.querySelector('dialog')";
    browser.wait_until("no window is open", closed).await?;
    go_to(browser, words).await?;
    browser.press("d").await?;
    browser.find(".date-editor .quote").await?;
    Ok(())
}

async fn go_to(browser: &Browser, words: &str) -> Result<()> {
    let focused = "return document.querySelector('mark.focused')?.textContent";
    for _ in 0..60 {
        if browser.evaluate(focused, vec![]).await? == words {
            return Ok(());
        }
        browser.press("n").await?;
    }
    anyhow::bail!("no annotation of the article reads {words:?}")
}

/// Waits until the window is closed and a date means this.
async fn means(browser: &Browser, words: &str, meaning: &str) -> Result<()> {
    let title = format!(
        "return !document.querySelector('dialog') && [...document.querySelectorAll('article mark')]
            .some(mark => mark.textContent === '{words}' && mark.title.includes('{meaning}'))"
    );
    browser
        .wait_until(&format!("{words} means {meaning}"), &title)
        .await
}

async fn has_value(browser: &Browser, value: &str) -> Result<()> {
    let field = format!("return document.querySelector('#date-value')?.value === '{value}'");
    browser
        .wait_until(&format!("the value is {value}"), &field)
        .await
}

/// Puts a day into a field of days and leaves it, as its own calendar does.
async fn publish(browser: &Browser, field: &str, day: &str) -> Result<()> {
    let set = "const field = document.querySelector(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }))";
    let arguments = vec![field.into(), day.into()];
    browser.evaluate(set, arguments).await?;
    Ok(())
}

#[test]
fn the_menu_tells_the_meaning_and_its_reason() -> Result<()> {
    e2e::run("date_told", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        go_to(browser, "Friday").await?;
        browser.press("Enter").await?;
        let told = "return document.querySelector('.menu .time')?.textContent
            .includes('Friday 17 May 2024: the day is')";
        browser
            .wait_until("the menu tells the meaning", told)
            .await?;
        browser.click(".menu .time").await?;
        has_value(browser, "2024-05-17").await
    })
}

#[test]
fn a_value_is_typed_and_enter_sets_it() -> Result<()> {
    e2e::run("date_typed", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        edit(browser, "Friday").await?;
        has_value(browser, "2024-05-17").await?;
        let reason = browser.text("#date-meaning").await?;
        assert!(
            reason.contains("Friday 17 May 2024: the day is"),
            "{reason}"
        );
        assert!(reason.contains("14 May 2024"), "{reason}");

        // The value is selected, so that what is typed takes its place.
        browser.type_text("2024-02-30").await?;
        let refused = "return document.querySelector('.date-editor .wrong')?.textContent
            .includes('ends on the 29th')";
        browser
            .wait_until("it is refused with the reason", refused)
            .await?;
        browser.press("Enter").await?;
        assert_eq!(marks(browser, "Friday").await?, ["DATE suggested"]);

        browser.press("Escape").await?;
        edit(browser, "Friday").await?;
        browser.type_text("2024-05-24T18:30").await?;
        browser.press("Enter").await?;
        means(browser, "Friday", "2024-05-24T18:30").await?;
        assert_eq!(marks(browser, "Friday").await?, ["DATE accepted"]);
        Ok(())
    })
}

#[test]
fn a_day_is_taken_from_the_calendar_by_keys_and_by_clicks() -> Result<()> {
    e2e::run("date_calendar", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        edit(browser, "5 May").await?;
        browser
            .click(".calendar [aria-selected='true'] button")
            .await?;
        browser.press("ArrowDown").await?;
        browser.press("PageDown").await?;
        browser.press("ArrowRight").await?;
        let stands = "return document.activeElement.ariaLabel === 'Thursday 13 June 2024'";
        browser.wait_until("the day has the focus", stands).await?;
        browser.press("Enter").await?;
        has_value(browser, "2024-06-13").await?;
        browser.press("Enter").await?;
        means(browser, "5 May", "2024-06-13").await?;

        edit(browser, "5 May").await?;
        browser
            .click(".calendar [aria-label='Monday 24 June 2024']")
            .await?;
        has_value(browser, "2024-06-24").await?;
        browser
            .click(".calendar [aria-label='Monday 24 June 2024']")
            .await?;
        means(browser, "5 May", "2024-06-24").await
    })
}

#[test]
fn a_choice_and_a_modifier_are_set_together() -> Result<()> {
    e2e::run("date_choice", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        edit(browser, "Friday").await?;
        browser.click(".choices [title='2023']").await?;
        has_value(browser, "2023").await?;
        let modifier = browser.find("#date-modifier").await?;
        modifier.select_by_value("APPROX").await?;
        let about = "return document.querySelector('#date-meaning').textContent === 'About 2023'";
        browser.wait_until("it is about that year", about).await?;
        browser.click(".date-editor [type=submit]").await?;
        means(browser, "Friday", "2023").await
    })
}

#[test]
fn one_key_turns_a_date_to_its_next_meaning_and_back() -> Result<()> {
    e2e::run("date_turned", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        go_to(browser, "Friday").await?;
        browser.press("Shift+D").await?;
        means(browser, "Friday", "2024-05-10").await?;
        let told = "return document.querySelector('.menu .time')?.textContent
            .includes('Friday 10 May 2024')";
        browser
            .wait_until("the menu tells the meaning", told)
            .await?;
        browser.press("Shift+D").await?;
        means(browser, "Friday", "2024-05-17").await?;
        browser.press("Control+z").await?;

        edit(browser, "Tuesday").await?;
        browser.click(".readings button + button").await?;
        has_value(browser, "2024-05-07").await?;
        browser.press("Enter").await?;
        means(browser, "Tuesday", "2024-05-07").await
    })
}

#[test]
fn implied_values_follow_the_documents_date_and_a_persons_value_stays() -> Result<()> {
    e2e::run("document_date", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        // Two dates are accepted; a person says what one of them means.
        for words in ["Tuesday", "next Thursday"] {
            go_to(browser, words).await?;
            browser.press("a").await?;
        }
        edit(browser, "Tuesday").await?;
        browser.type_text("2024-05-07").await?;
        browser.press("Enter").await?;
        means(browser, "Tuesday", "2024-05-07").await?;

        edit(browser, "next Thursday").await?;
        has_value(browser, "2024-05-16").await?;
        publish(browser, "#document-date", "2024-06-18").await?;
        has_value(browser, "2024-06-20").await?;
        browser.press("Escape").await?;
        means(browser, "next Thursday", "2024-06-20").await?;
        means(browser, "Tuesday", "2024-05-07").await?;
        // A suggestion that nobody has decided follows as well.
        means(browser, "Friday", "2024-06-21").await?;

        settled(browser).await?;
        publish(browser, ".topbar .date input", "2024-05-14").await?;
        means(browser, "next Thursday", "2024-05-16").await
    })
}

#[test]
fn the_timeline_leads_to_a_date() -> Result<()> {
    e2e::run("timeline", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        browser.press("Shift+T").await?;
        browser.find(".timeline ol").await?;
        let shown = "return [...document.querySelectorAll('.timeline .point strong')]
            .map(point => point.textContent)";
        let shown = browser.evaluate(shown, vec![]).await?;
        let shown: Vec<String> = serde_json::from_value(shown)?;
        let place = |words: &str| shown.iter().position(|one| one == words);
        let places = ["2019", "March 2022", "Sunday 5 May 2024", "The end of 2025"].map(place);
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{shown:?}"
        );
        let published = browser.text(".timeline .published .when").await?;
        assert!(published.contains("14 May 2024"), "{published}");
        browser.screenshot("timeline").await?;
        browser.click(".timeline [title='2022-03']").await?;
        let there = "return !document.querySelector('dialog')
            && document.querySelector('mark.focused')?.textContent === 'March 2022'";
        browser.wait_until("the date is in focus", there).await
    })
}
