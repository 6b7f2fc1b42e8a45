//! Nothing leaves and nothing runs, whatever comes in.

use anyhow::Result;
use e2e::{Browser, Gateway};
use serde_json::{Value, json};

use crate::annotating::settled;
use crate::datasets::{choose, click_in_dialog, close_dialog, open_dialog};

/// An article with each way in which a page can run a script or ask for something. Whatever ran would
/// set `hostile`, and whatever was asked for would go to `hostile.example`.
const HOSTILE: &str = r#"<!doctype html><html><head><title>Ferry | <script>top.hostile = 1</script></title>
<base href="http://hostile.example/base/"><meta http-equiv="refresh" content="0;url=http://hostile.example/refresh">
<link rel="preload" as="image" href="http://hostile.example/preload"><link rel="prefetch" href="http://hostile.example/prefetch">
<link rel="stylesheet" href="http://hostile.example/sheet"><link rel="dns-prefetch" href="//hostile.example">
<link rel="modulepreload" href="http://hostile.example/module"><link rel="icon" href="http://hostile.example/icon">
<link rel="import" href="http://hostile.example/import"><style>@import "http://hostile.example/css";
body { background: url(http://hostile.example/background) }</style>
<script>top.hostile = 1; window.hostile = 1</script><script src="http://hostile.example/script"></script>
<script type="module">import "http://hostile.example/esm"; top.hostile = 1</script></head>
<body onload="top.hostile = 1" background="http://hostile.example/body">
<article><h1>The ferry is late</h1>
<p>The ferry from the island came an hour late on Thursday, and the people on the quay said nothing about it at all.</p>
<img src="http://hostile.example/img" srcset="http://hostile.example/set 2x" onerror="top.hostile = 1">
<img src=x onerror=top.hostile=1><svg onload="top.hostile = 1"><script>top.hostile = 1</script>
<image href="http://hostile.example/svg"/><use href="http://hostile.example/use#x"/><animate onbegin="top.hostile = 1"/></svg>
<p>Its captain, Maria Olsen, told <a href="javascript:top.hostile=1" ping="http://hostile.example/ping">the harbour office</a>
that a net had caught the propeller, as it had done twice since the spring of the year before.</p>
<p>The next ferry leaves at noon, the office said, and those who have waited may take their bicycles along for nothing.</p>
<iframe src="http://hostile.example/frame"></iframe><iframe srcdoc="<script>top.hostile = 1</script>"></iframe>
<iframe src="javascript:top.hostile=1"></iframe><object data="http://hostile.example/object"></object>
<embed src="http://hostile.example/embed"><video poster="http://hostile.example/poster" src="http://hostile.example/video" autoplay></video>
<audio src="http://hostile.example/audio" autoplay onerror="top.hostile = 1"></audio>
<picture><source srcset="http://hostile.example/source"><img src="http://hostile.example/picture"></picture>
<form action="http://hostile.example/form"><input autofocus onfocus="top.hostile = 1"><button formaction="javascript:top.hostile=1">Go</button></form>
<details open ontoggle="top.hostile = 1">More</details><marquee onstart="top.hostile = 1">News</marquee>
<template><script>top.hostile = 1</script><img src="http://hostile.example/template"></template>
<noscript><p title="</noscript><img src=x onerror=top.hostile=1>"></noscript>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.hostile=1&gt;">
<svg><style><a id="</style><img src=1 onerror=top.hostile=1>"></a></style></svg>
<a href="data:text/html,<script>top.hostile=1</script>">data</a><img src='http://hostile.example/dangling?
</article></body></html>"#;

/// What would show that something of it had come to life. A link of the guidelines may lead to another
/// site, where it tells that site nothing.
const TRACES: &str = r#"
const active = ["src", "srcset", "href", "action", "formaction", "data", "poster", "style", "ping", "background"];
const isLink = ({ localName, protocol, rel }) =>
  localName === "a" && /^https?:$/.test(protocol) && /noreferrer/.test(rel);
const traces = [...document.querySelectorAll("*")].filter((one) => !isLink(one)).flatMap((element) =>
  [...element.attributes]
    .filter(({ name, value }) => (active.includes(name) || /^on[a-z]+$/.test(name)) && /hostile/.test(value))
    .map(({ name, value }) => `${element.localName} ${name}=${value}`));
if (window.hostile !== undefined) traces.push("a script ran");
if ({}.polluted !== undefined) traces.push("the prototype of all objects was changed");
return traces;"#;

async fn no_trace(browser: &Browser) -> Result<()> {
    let traces = browser.evaluate(TRACES, vec![]).await?;
    assert_eq!(traces, json!([]));
    Ok(())
}

/// Whom browsers ask by themselves, whatever page is open: for updates, the time, the search engine. The
/// gateway hears of it too.
const BROWSERS_OWN: [&str; 9] = [
    "google.com",
    "googleapis.com",
    "gvt1.com",
    "duckduckgo.com",
    "mozilla.com",
    "mozilla.net",
    "mozilla.org",
    "firefox.com",
    "digicert.com",
];

/// Those of the addresses that are neither the site's nor asked for by the browser itself.
fn elsewhere(requests: Vec<String>, site: &str) -> Vec<String> {
    let is_browsers = |url: &str| {
        let host = url.strip_prefix("http://").unwrap_or(url);
        let host = host.split(['/', ':']).next().unwrap_or_default();
        BROWSERS_OWN
            .iter()
            .any(|own| host == *own || host.ends_with(&format!(".{own}")))
    };
    let requests = requests.into_iter();
    requests
        .filter(|url| !url.starts_with(site) && !is_browsers(url))
        .collect()
}

async fn shows(browser: &Browser, selector: &str, words: &str) -> Result<()> {
    let body = format!(
        "return [...document.querySelectorAll({})].some(one => one.textContent.includes({}))",
        Value::from(selector),
        Value::from(words)
    );
    browser
        .wait_until(&format!("{selector} shows {words}"), &body)
        .await
}

#[test]
fn nothing_of_what_hostile_people_send_runs_or_is_asked_for() -> Result<()> {
    let gateway = Gateway::open()?;
    e2e::run_through(&gateway, "hostile", async |browser| {
        browser.open("").await?;
        settled(browser).await?;

        choose(browser, "ferry.html", HOSTILE.as_bytes()).await?;
        shows(browser, "article", "The next ferry leaves at noon").await?;
        settled(browser).await?;
        let text = browser.text("article").await?;
        assert!(text.contains("Maria Olsen"), "{text}");
        no_trace(browser).await?;

        let name = "<img src=x onerror=hostile=1>.txt";
        let tags =
            "<b>Bold</b> and <img src=http://hostile.example/text onerror=hostile=1> as they are.";
        choose(browser, name, tags.as_bytes()).await?;
        shows(browser, "article", tags).await?;
        shows(browser, ".document .name", name).await?;
        no_trace(browser).await?;

        let paste = "const data = new DataTransfer();
            data.setData('text/plain', arguments[0]); data.setData('text/html', arguments[0]);
            const event = new ClipboardEvent('paste', { bubbles: true });
            Object.defineProperty(event, 'clipboardData', { value: data });
            document.body.dispatchEvent(event)";
        let pasted = "<svg onload=hostile=1> pasted <script>hostile = 1</script>";
        browser.evaluate(paste, vec![pasted.into()]).await?;
        shows(browser, "article", pasted).await?;
        no_trace(browser).await?;

        let label = "<img src=x onerror=hostile=1>";
        let guidelines = "# <script>hostile = 1</script>\n\n[click](javascript:hostile=1) \
            ![seen](http://hostile.example/guidelines)\n\n<iframe src=http://hostile.example/g></iframe>";
        let labels = json!({ "format": "spanwright-labels", "version": 1, "guidelines": guidelines,
            "labels": [{ "id": "X", "name": label, "export_name": "X", "tint": 3, "kind": "entity",
                "description": "<script>hostile = 1</script>" }] });
        choose(
            browser,
            "hostile.labels.json",
            labels.to_string().as_bytes(),
        )
        .await?;
        shows(browser, ".legend .name", label).await?;
        close_dialog(browser).await?;
        browser.press("g").await?;
        shows(browser, ".beside", "hostile = 1").await?;
        no_trace(browser).await?;

        let polluting = r#"{"text": "Proto is a place.", "entities": [[0, 5, "__proto__"], [11, 16, "constructor"]],
            "__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},
            "meta": {"__proto__": {"polluted": 1}}}"#;
        choose(browser, "proto.json", polluting.as_bytes()).await?;
        shows(browser, "article", "Proto is a place.").await?;
        shows(browser, ".legend .name", "__proto__").await?;
        no_trace(browser).await?;

        let site = browser.site().to_owned();
        assert_eq!(elsewhere(gateway.requests(), &site), Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn a_whole_visit_asks_nobody_but_the_site_and_a_fetch_asks_whom_it_says() -> Result<()> {
    const ARTICLE: &str = "http://article.example/ferry.html";
    let gateway = Gateway::open()?;
    gateway.elsewhere(ARTICLE, HOSTILE);
    e2e::run_through(&gateway, "whole_visit", async |browser| {
        browser.open("").await?;
        settled(browser).await?;
        let kept = "return !!navigator.serviceWorker?.controller";
        browser.wait_until("the page is kept", kept).await?;
        browser.drag_over("article", "harbour company").await?;
        browser.press("2").await?;
        for key in ["?", "h", "m", "r", "Shift+T"] {
            browser.press(key).await?;
            browser
                .find("dialog[open] :is(p, button.primary, li)")
                .await?;
            close_dialog(browser).await?;
        }
        browser.press("g").await?;
        browser.find(".beside p").await?;
        open_dialog(browser, "Export…").await?;
        click_in_dialog(browser, "Export 1 document").await?;
        browser.downloaded("spanwright.jsonl").await?;
        click_in_dialog(browser, "Save to a folder…").await?;
        shows(browser, "dialog", "plain JSON files").await?;
        close_dialog(browser).await?;

        let site = browser.site().to_owned();
        let asked = gateway.requests();
        assert!(asked.iter().any(|url| url.ends_with("/sw.js")), "{asked:?}");
        assert_eq!(elsewhere(asked, &site), Vec::<String>::new());

        open_dialog(browser, "Open…").await?;
        browser.find("#address").await?;
        let focus = "document.querySelector('#address').focus()";
        browser.evaluate(focus, vec![]).await?;
        browser.type_text(ARTICLE).await?;
        assert_eq!(elsewhere(gateway.requests(), &site), Vec::<String>::new());
        browser.press("Enter").await?;
        shows(browser, "article", "The next ferry leaves at noon").await?;
        settled(browser).await?;
        no_trace(browser).await?;
        assert_eq!(elsewhere(gateway.requests(), &site), [ARTICLE]);
        Ok(())
    })
}

#[test]
fn a_host_that_deletes_the_frame_has_a_page_that_fetches_nothing() -> Result<()> {
    e2e::run("no_fetching", async |browser| {
        let gateway = Gateway::open()?;
        gateway.delete("/fetch.html");
        browser.go_to_site(gateway.url());
        browser.open("").await?;
        settled(browser).await?;
        open_dialog(browser, "Open…").await?;
        browser.find("#pasted").await?;
        let gone = "return !document.querySelector('#address')";
        browser.wait_until("no address is asked for", gone).await
    })
}

/// What becomes of each attempt to make a string a script or markup.
const ATTEMPTS: &str = r#"
const attempts = {
  markup: () => (document.createElement("p").innerHTML = "<b>"),
  adjacent: () => document.createElement("p").insertAdjacentHTML("beforeend", "<b>"),
  fragment: () => document.createRange().createContextualFragment("<b>"),
  srcdoc: () => (document.createElement("iframe").srcdoc = "<b>"),
  script: () => (document.createElement("script").src = "boot.js"),
  worker: () => new Worker("worker.js"),
  data: () => new Worker("data:text/javascript,1"),
  policy: () => trustedTypes.createPolicy("other", {}),
  parser: () => new DOMParser().parseFromString("<b>", "text/html"),
  blob: () => new Worker(URL.createObjectURL(new Blob([""]))).terminate(),
};
return Object.keys(attempts).filter((name) => {
  try { attempts[name](); return true; } catch { return false; }
});"#;

#[test]
fn a_string_becomes_markup_in_the_inert_parser_alone_and_a_script_in_own_workers_alone()
-> Result<()> {
    e2e::run("trusted_types", async |browser| {
        browser.open("").await?;
        let known = browser
            .evaluate("return 'trustedTypes' in window", vec![])
            .await?;
        if known == true {
            let done = browser.evaluate(ATTEMPTS, vec![]).await?;
            assert_eq!(done, json!(["parser", "blob"]));
        }
        Ok(())
    })
}
