//! The detectors that a team brings itself: lists of terms, patterns, and models of Hugging Face's form.

use std::path::PathBuf;

use anyhow::Result;
use e2e::{Browser, Gateway};
use serde_json::Value;

use crate::annotating::{marks, settled};
use crate::datasets::{click_in_dialog, close_dialog};
use crate::precise::{come_back_without_a_network, is_told, open_detectors, says};

const ARTICLE: &str = "The nurse gave aspirin 💊 on Monday.\n\nAspirin helps in case AB-1234, and metformin \
                       hydrochloride helps against type 2 diabetes.\n";

async fn open_article(browser: &mut Browser) -> Result<()> {
    open_text(browser, ARTICLE).await
}

/// Opens the page and in it this article, and waits until it is looked through.
pub async fn open_text(browser: &mut Browser, text: &str) -> Result<()> {
    browser.open("").await?;
    settled(browser).await?;
    browser.bring_file("own.txt", text.as_bytes()).await?;
    let first = Value::from(text.lines().next());
    let is_open = format!(
        "return !document.querySelector('dialog')
            && document.querySelector('article')?.textContent.includes({first})"
    );
    browser.wait_until("the article is open", &is_open).await?;
    settled(browser).await
}

/// Waits until the marks on these words are these.
pub async fn shows(browser: &Browser, quote: &str, expected: &[&str]) -> Result<()> {
    let body = "return [...document.querySelectorAll('article mark.starts')]
        .filter(mark => mark.textContent === arguments[0])
        .map(mark => mark.dataset.tag.split(' ')[0]).join()";
    let quoted = Value::from(quote).to_string();
    let body = format!(
        "{} === {}",
        body.replace("arguments[0]", &quoted),
        Value::from(expected.join(","))
    );
    let what = format!("{quote} is {expected:?}");
    browser.wait_until(&what, &body).await
}

/// Gives files to the window of the detectors.
async fn give(browser: &Browser, files: &[(&str, &[u8])]) -> Result<()> {
    let folder = browser.downloads();
    std::fs::create_dir_all(&folder)?;
    let mut paths = Vec::new();
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::write(&path, content)?;
        paths.push(path);
    }
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    let field = "dialog .detectors input[type=file]";
    browser.choose_files(field, &paths).await
}

/// The files of a model in the fixtures.
fn model(name: &str) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/token_classifiers");
    let read = |file| {
        let path = PathBuf::from(fixtures).join(name).join(file);
        Ok((file, std::fs::read(path)?))
    };
    ["model.onnx", "tokenizer.json", "config.json"]
        .into_iter()
        .map(read)
        .collect()
}

/// Chooses a value in a `<select>` of the window, by its label.
async fn select(browser: &Browser, label: &str, value: &str) -> Result<()> {
    let found = format!(
        "document.querySelector('dialog select[aria-label={}]')",
        Value::from(label)
    );
    browser
        .wait_until(
            &format!("{label} can be chosen"),
            &format!("return {found}"),
        )
        .await?;
    let choose = format!(
        "const field = {found};
         field.value = arguments[0];
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.evaluate(&choose, vec![value.into()]).await?;
    Ok(())
}

#[test]
fn lists_and_patterns_of_a_team_are_suggested_and_stay_after_the_visit() -> Result<()> {
    e2e::run("own_rules", async |browser| {
        open_article(browser).await?;
        open_detectors(browser).await?;
        give(browser, &[("terms.csv", b"aspirin,Drug\nnurse,Job\n")]).await?;
        says(browser, "Add the missing labels").await?;
        click_in_dialog(browser, "Add the missing labels").await?;
        says(browser, "terms.csv").await?;
        close_dialog(browser).await?;
        shows(browser, "aspirin", &["Drug"]).await?;
        shows(browser, "Aspirin", &["Drug"]).await?;
        shows(browser, "nurse", &["Job"]).await?;

        open_detectors(browser).await?;
        browser.click("#pattern-new").await?;
        browser.type_text("ag[a-z]+st").await?;
        browser.press("Enter").await?;
        browser.find("#pattern-0").await?;
        browser.click("#pattern-new").await?;
        browser.type_text("wrong(").await?;
        browser.press("Enter").await?;
        says(browser, "unclosed group").await?;
        browser.screenshot("own-detectors").await?;
        assert_eq!(browser.violations().await?, Vec::<String>::new());
        // A label that is not wanted is not suggested.
        click_in_dialog(browser, "Job").await?;
        close_dialog(browser).await?;
        shows(browser, "against", &["PERSON"]).await?;
        shows(browser, "nurse", &[]).await?;
        settled(browser).await?;

        browser.open("").await?;
        settled(browser).await?;
        shows(browser, "Aspirin", &["Drug"]).await?;
        shows(browser, "against", &["PERSON"]).await?;
        shows(browser, "nurse", &[]).await?;
        open_detectors(browser).await?;
        click_in_dialog(browser, "Patterns").await?;
        shows(browser, "against", &[]).await?;
        let remove =
            "document.querySelector('dialog button[aria-label=\"Remove terms.csv\"]').click()";
        browser.evaluate(remove, vec![]).await?;
        shows(browser, "Aspirin", &[]).await?;
        close_dialog(browser).await?;
        settled(browser).await?;
        browser.open("").await?;
        settled(browser).await?;
        shows(browser, "Monday", &["DATE"]).await?;
        assert_eq!(marks(browser, "Aspirin").await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn choices_that_follow_one_another_closely_are_all_there_on_the_next_visit() -> Result<()> {
    e2e::run("own_choices", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        open_detectors(browser).await?;
        says(browser, "What to show").await?;
        // So far apart that each is a choice of its own, and closer than a browser keeps one.
        let switch_off = "[...document.querySelectorAll('dialog .thresholds label')]
            .filter(label => ['PERSON', 'ORG', 'PLACE', 'DATE'].includes(label.textContent.trim()))
            .forEach((label, number) => setTimeout(() => label.click(), 45 * number))";
        browser.evaluate(switch_off, vec![]).await?;
        let left = "const labels = [...document.querySelectorAll('article mark.suggested')]
                .map(mark => mark.dataset.tag?.split(' ')[0]).filter(label => label);
            return labels.length > 0
                && !labels.some(label => ['PERSON', 'ORG', 'PLACE', 'DATE'].includes(label))";
        browser.wait_until("the others are left", left).await?;

        browser.open("").await?;
        settled(browser).await?;
        browser.wait_until("the others are there again", left).await
    })
}

#[test]
fn what_is_less_sure_than_it_must_be_is_not_shown_and_the_count_follows() -> Result<()> {
    e2e::run("own_threshold", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        open_detectors(browser).await?;
        browser.find("#threshold").await?;
        let counted = "return document.querySelector('dialog .line small')?.textContent
            .match(/(\\d+) of (\\d+)/).slice(1).map(Number)";
        browser
            .wait_until("all are counted", &format!("{counted}[1] > 20"))
            .await?;
        let before = browser.find_all("mark.suggested.starts").await?.len();
        let marks = |what: &str| {
            format!(
                "return document.querySelectorAll('mark.suggested.starts').length {what} {before}"
            )
        };
        let slide = "const field = document.querySelector('#threshold');
            field.value = arguments[0];
            field.dispatchEvent(new Event('input', { bubbles: true }))";
        browser.evaluate(slide, vec!["99".into()]).await?;
        browser
            .wait_until(
                "fewer are shown",
                "const [shown, all] = document.querySelector('dialog .line small').textContent
                    .match(/(\\d+) of (\\d+)/).slice(1).map(Number);
                 return shown < all / 2",
            )
            .await?;
        browser.wait_until("fewer are marked", &marks("<")).await?;
        // The slider stays where the keys bring it, however fast they come.
        browser.click("#threshold").await?;
        browser.press("Home").await?;
        for _ in 0..12 {
            browser.press("ArrowRight").await?;
        }
        let value = "return document.querySelector('#threshold').value";
        assert_eq!(browser.evaluate(value, vec![]).await?, "12");
        browser.press("Home").await?;
        browser
            .wait_until("all are marked again", &marks("==="))
            .await?;
        // How sure a label must be is written as a number.
        browser.click("#threshold-PERSON").await?;
        browser.type_text("100").await?;
        browser.wait_until("fewer are marked", &marks("<")).await?;
        Ok(())
    })
}

#[test]
fn models_of_two_architectures_run_and_work_without_a_network_after_that() -> Result<()> {
    e2e::run("own_model", async |browser| {
        let gateway = Gateway::open()?;
        browser.go_to_site(gateway.url());
        open_article(browser).await?;
        browser
            .wait_until(
                "the page is kept",
                "return !!navigator.serviceWorker.controller",
            )
            .await?;
        for name in ["bert", "roberta"] {
            open_detectors(browser).await?;
            let files = model(name)?;
            let files: Vec<(&str, &[u8])> =
                files.iter().map(|(name, file)| (*name, &**file)).collect();
            give(browser, &files).await?;
            says(browser, &format!("Model: {name}")).await?;
            select(browser, "Drug is here", "MISC").await?;
            select(browser, "Disease is here", "GROUP").await?;
            close_dialog(browser).await?;
            shows(browser, "aspirin", &["MISC"]).await?;
            shows(browser, "metformin hydrochloride", &["MISC"]).await?;
            shows(browser, "type 2 diabetes", &["GROUP"]).await?;
            // The dates are found as ever.
            shows(browser, "Monday", &["DATE"]).await?;
        }
        // And how sure it is.
        is_told(browser, "aspirin", "model:roberta \\d+ %").await?;
        come_back_without_a_network(browser, &gateway).await?;
        shows(browser, "type 2 diabetes", &["GROUP"]).await?;
        open_detectors(browser).await?;
        says(browser, "Model: roberta").await?;
        Ok(())
    })
}

#[test]
fn files_that_cannot_be_used_are_named_with_the_reason() -> Result<()> {
    e2e::run("own_wrong", async |browser| {
        open_article(browser).await?;
        open_detectors(browser).await?;
        browser.find("dialog .detectors input[type=file]").await?;
        give(browser, &[("picture.json", b"{}")]).await?;
        says(browser, "picture.json is neither a list").await?;
        let files = model("bert")?;
        give(browser, &[("model.onnx", &files[0].1)]).await?;
        says(browser, "Still missing: tokenizer.json, config.json").await?;
        let config: &[u8] =
            br#"{"id2label": {"0": "O", "1": "B-X"}, "max_position_embeddings": 128}"#;
        give(
            browser,
            &[("tokenizer.json", &files[1].1), ("config.json", config)],
        )
        .await?;
        says(browser, "model.onnx: its output is not 2 scores").await?;
        give(browser, &[("config.json", &files[2].1)]).await?;
        says(browser, "Model: bert").await?;
        give(browser, &[("empty.csv", b"\n\n")]).await?;
        says(browser, "no line has a term").await?;
        Ok(())
    })
}
