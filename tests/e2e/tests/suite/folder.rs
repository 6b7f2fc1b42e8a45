//! The project in a folder of the annotator's disk. A folder of the browser's own stands for it: the
//! dialogue in which one is chosen is the desktop's.

use anyhow::{Context as _, Result};
use e2e::{Browser, Kind};
use std::collections::BTreeMap;

use crate::annotating::{marks, settled};
use crate::datasets::{choose, click_in_dialog, open_dialog};

const PICK: &str = "window.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle('corpus', { create: true })";

// A file that the page replaces between its listing and its reading cannot be read; then the folder is
// looked at again.
const FILES: &str = "return (async () => {
    const folder = await window.showDirectoryPicker();
    const walk = async (folder, path, files) => {
        for await (const [name, entry] of folder.entries()) {
            if (entry.kind === 'directory') await walk(entry, `${path}${name}/`, files);
            else files[path + name] = await (await entry.getFile()).text();
        }
        return files;
    };
    for (let tries = 1; ; tries += 1) {
        try {
            return await walk(folder, '', {});
        } catch (error) {
            if (tries === 20) throw error;
            await new Promise(again => setTimeout(again, 50));
        }
    }
})()";

const WRITE: &str = "return (async ([path, text]) => {
    let folder = await window.showDirectoryPicker();
    const [name, inside] = path.split('/').reverse();
    if (inside) folder = await folder.getDirectoryHandle(inside);
    const stream = await (await folder.getFileHandle(name)).createWritable();
    await stream.write(text);
    await stream.close();
    return true;
})(arguments)";

async fn files(browser: &Browser) -> Result<BTreeMap<String, String>> {
    Ok(serde_json::from_value(
        browser.evaluate(FILES, vec![]).await?,
    )?)
}

/// The only document's file.
async fn document(browser: &Browser) -> Result<(String, String)> {
    let files = files(browser).await?;
    let mut documents = files
        .into_iter()
        .filter(|(name, _)| name.starts_with("documents/"));
    let first = documents.next().context("no document is in the folder")?;
    assert_eq!(documents.next(), None);
    Ok(first)
}

async fn is_written(browser: &Browser, words: &str) -> Result<()> {
    let body = format!(
        "{FILES}.then(files => Object.values(files).some(file => file.includes('\"text\": \"{words}\"')))"
    );
    browser
        .wait_until(&format!("{words} is labelled in the folder"), &body)
        .await
}

async fn told(browser: &Browser, words: &str) -> Result<()> {
    let body = format!(
        "return [...document.querySelectorAll('.notice')].some(one => one.textContent.includes('{words}'))"
    );
    browser.wait_until(&format!("it says {words}"), &body).await
}

async fn in_folder_window(browser: &Browser, button: &str) -> Result<()> {
    open_dialog(browser, "Export…").await?;
    click_in_dialog(browser, "Save to a folder…").await?;
    click_in_dialog(browser, button).await
}

#[test]
fn the_project_is_kept_in_a_folder_and_what_others_change_there_is_brought_in() -> Result<()> {
    e2e::run("folder", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        if browser.kind() == Kind::Firefox {
            open_dialog(browser, "Export…").await?;
            click_in_dialog(browser, "Save to a folder…").await?;
            let said =
                "return document.querySelector('dialog')?.textContent.includes('lets no page')";
            return browser
                .wait_until("it is said to be impossible", said)
                .await;
        }
        browser.evaluate(PICK, vec![]).await?;
        in_folder_window(browser, "Choose a folder…").await?;
        told(browser, "saved to the folder “corpus”").await?;
        let labels = files(browser).await?.remove("project.json");
        let labels = labels.context("no project.json is in the folder")?;
        assert!(labels.contains("\n    {\"id\": \"PERSON\""), "{labels}");
        let (name, before) = document(browser).await?;
        assert!(
            before.ends_with("}\n") && before.contains("\"spans\": []"),
            "{before}"
        );

        // A change is a line.
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        is_written(browser, "harbour company").await?;
        let (same, after) = document(browser).await?;
        assert_eq!(same, name);
        let is_new = |line: &&str| !before.contains(line.trim_end_matches(','));
        let new: Vec<&str> = after.lines().filter(is_new).collect();
        assert!(
            new.iter()
                .any(|line| line.contains("\"text\": \"harbour company\""))
        );
        assert!(new.len() <= 3, "{new:?}");

        // What somebody else has written is not written over, but brought in.
        let theirs = after.replace("\"label\": \"ORG\"", "\"label\": \"PLACE\"");
        let ours = vec![name.clone().into(), theirs.clone().into()];
        browser.evaluate(WRITE, ours).await?;
        browser.double_click_on("article", "observer").await?;
        browser.press("1").await?;
        told(browser, "changed by another program").await?;
        assert_eq!(document(browser).await?.1, theirs);
        in_folder_window(browser, "Bring in what is new").await?;
        browser
            .wait_until(
                "both labels are there",
                "return document.querySelectorAll('article mark.drawn.starts').length >= 2",
            )
            .await?;
        is_written(browser, "observer").await?;

        // The file alone brings the document back.
        let (_, file) = document(browser).await?;
        browser
            .evaluate("window.confirm = () => true", vec![])
            .await?;
        browser.click(".remove").await?;
        let empty = "return !document.querySelector('.document')";
        browser.wait_until("the list is empty", empty).await?;
        choose(browser, "back.json", file.as_bytes()).await?;
        browser
            .wait_until("it is back", "return document.querySelector('mark.drawn')")
            .await?;
        assert_eq!(marks(browser, "observer").await?, ["PERSON drawn"]);
        Ok(())
    })
}
