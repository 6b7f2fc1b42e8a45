//! The browser is killed at random moments, and nothing that was called saved is lost.
//!
//! `SPANWRIGHT_KILLS` says how often (8 times where it does not), `SPANWRIGHT_SEED` with which random
//! numbers; the seed is printed.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use e2e::{Browser, Kill, PATIENCE};
use serde_json::json;

use crate::annotating::settled;

/// How often the browser is killed where nobody says so.
const KILLS: usize = 8;

/// So many kills later everything begins anew, with an empty profile.
const KILLS_A_PROFILE: usize = 100;

/// How many words an article has. Each of them is labelled once.
const WORDS: usize = 1_500;

/// How many documents an import brings.
const IMPORTED: usize = 3;

#[test]
fn a_browser_killed_at_any_moment_has_kept_all_that_it_called_saved() -> Result<()> {
    let kills = number("SPANWRIGHT_KILLS")?.map_or(KILLS, |kills| kills as usize);
    let seed = match number("SPANWRIGHT_SEED")? {
        Some(seed) => seed,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
    };
    println!("{kills} kills, SPANWRIGHT_SEED={seed}");
    let mut account = Account::default();
    let mut random = Random(seed);
    while account.kills < kills {
        let more = KILLS_A_PROFILE.min(kills - account.kills);
        e2e::run("kills", async |browser| {
            let mut session = Session::begin(browser, &mut random, &mut account).await?;
            for _ in 0..more {
                session.round().await?;
            }
            session.look_everywhere().await
        })
        .with_context(|| format!("seed {seed}, {account:?}"))?;
        println!("{account:?}");
    }
    Ok(())
}

/// What happened.
#[derive(Debug, Default)]
struct Account {
    /// How often the browser was killed.
    kills: usize,
    /// How many of these while documents came in.
    in_imports: usize,
    /// How many of these while steps were on their way to the disk that nobody had called saved.
    in_writes: usize,
    /// How many steps were taken.
    steps: usize,
    /// How many times a journal was put together, as far as it was seen.
    snapshots: usize,
}

/// An article and what is known about the work on it. A state is the labels of its first words.
struct Article {
    name: String,
    /// The state after each step that may be on disk; the first one is.
    states: Vec<State>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    labels: Vec<&'static str>,
    /// The labels that were taken back, the last one last.
    undone: Vec<&'static str>,
}

/// A key and what it labels.
const LABELS: [(&str, &str); 3] = [("1", "PERSON"), ("2", "ORG"), ("3", "PLACE")];

struct Session<'a> {
    browser: &'a mut Browser,
    random: &'a mut Random,
    account: &'a mut Account,
    /// The last one is worked on.
    articles: Vec<Article>,
    /// How many documents are in the list for certain.
    documents: usize,
}

impl<'a> Session<'a> {
    async fn begin(
        browser: &'a mut Browser,
        random: &'a mut Random,
        account: &'a mut Account,
    ) -> Result<Self> {
        browser.open("").await?;
        settled(browser).await?;
        let mut session = Self {
            browser,
            random,
            account,
            articles: Vec::new(),
            documents: 1,
        };
        session.begin_article().await?;
        Ok(session)
    }

    /// Works on the last article, or brings documents in, until the browser dies; opens it again and
    /// looks at what is there.
    async fn round(&mut self) -> Result<()> {
        if self.article().state().labels.len() + 200 > WORDS {
            self.begin_article().await?;
        }
        match self.random.below(8) {
            0 => self.import_until_killed().await?,
            _ => self.work_until_killed().await?,
        }
        self.account.kills += 1;
        self.browser.restart().await?;
        self.browser.open("").await?;
        settled(self.browser).await?;
        self.look(self.articles.len() - 1).await?;
        self.look_at_disk().await
    }

    fn article(&mut self) -> &mut Article {
        let last = self.articles.len() - 1;
        &mut self.articles[last]
    }

    /// Brings in an article.
    async fn begin_article(&mut self) -> Result<()> {
        let name = format!("article-{}", self.articles.len());
        let text: Vec<String> = (0..WORDS).map(word).collect();
        let text: Vec<String> = text.chunks(30).map(|line| line.join(" ")).collect();
        self.choose(&format!("{name}.txt"), &text.join("\n\n"))
            .await?;
        self.articles.push(Article {
            name: format!("{name}.txt"),
            states: vec![State::default()],
        });
        self.documents += 1;
        self.wait_for_open(self.articles.len() - 1).await
    }

    async fn choose(&self, name: &str, content: &str) -> Result<()> {
        let file = self.browser.downloads().join(name);
        fs::create_dir_all(self.browser.downloads())?;
        fs::write(&file, content)?;
        let click = "[...document.querySelectorAll('.topbar button')]
            .find(button => button.textContent === 'Open…').click()";
        self.browser.evaluate(click, vec![]).await?;
        let field = "dialog input[type=file]";
        self.browser.choose_file(field, &file).await
    }

    async fn wait_for_open(&self, article: usize) -> Result<()> {
        let name = &self.articles[article].name;
        let open = format!(
            "return document.querySelector('.document[aria-current=true] .name')?.textContent === '{name}'
                && document.querySelector('article')?.textContent.startsWith('{}')",
            word(0)
        );
        let browser = &self.browser;
        browser.wait_until("the article is open", &open).await?;
        settled(browser).await
    }

    /// Takes steps in bursts, and notes which of them the page calls saved.
    async fn work_until_killed(&mut self) -> Result<()> {
        let kill = self.kill_within(1_500)?;
        while !kill.has_come() {
            let burst = self.burst().await;
            if burst.is_err() && !soon(&kill) {
                return burst;
            }
        }
        kill.wait()?;
        self.account.in_writes += usize::from(self.article().states.len() > 1);
        Ok(())
    }

    fn kill_within(&mut self, ms: u64) -> Result<Kill> {
        let delay = Duration::from_millis(self.random.below(ms));
        self.browser.kill_in(delay)
    }

    /// Labels words one after another, and perhaps takes some of that back.
    async fn burst(&mut self) -> Result<()> {
        for _ in 0..1 + self.random.below(25) {
            let labelled = self.article().state().labels.len();
            self.select(&word(labelled)).await?;
            let (key, label) = LABELS[self.random.below(3) as usize];
            self.step(|state| {
                state.labels.push(label);
                state.undone.clear();
            });
            self.browser.press(key).await?;
            if self.random.below(6) == 0 {
                self.note().await?;
            }
        }
        let undone = self.random.below(6);
        for _ in 0..undone {
            self.step(|state| state.undone.extend(state.labels.pop()));
            self.browser.press("Control+z").await?;
        }
        for _ in 0..self.random.below(1 + undone) {
            self.step(|state| state.labels.extend(state.undone.pop()));
            self.browser.press("Control+Shift+Z").await?;
        }
        self.note().await
    }

    /// Selects a word. Where the page scrolls meanwhile, as it does when it has just been opened, the
    /// pointer meets another one, and it is tried again.
    async fn select(&self, word: &str) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            self.browser.double_click_on("article", word).await?;
            let selected = "return getSelection().toString().trim() === arguments[0]";
            let selected = self.browser.evaluate(selected, vec![word.into()]).await?;
            if selected == true {
                return Ok(());
            }
            self.browser.press("Escape").await?;
        }
        bail!("“{word}” could not be selected");
    }

    fn step(&mut self, take: impl FnOnce(&mut State)) {
        self.account.steps += 1;
        let states = &mut self.article().states;
        let mut next = states.last().cloned().unwrap_or_default();
        take(&mut next);
        states.push(next);
    }

    /// Forgets the states before the one that the page shows and calls saved.
    async fn note(&mut self) -> Result<()> {
        let (labels, is_saved) = self.shown().await?;
        if is_saved {
            let article = self.article();
            let at = article.position(&labels).with_context(|| {
                format!(
                    "the page shows what was never done: {} labels",
                    labels.len()
                )
            })?;
            article.states.drain(..at);
        }
        Ok(())
    }

    /// The labels of the words that have one, in order, and whether they are called saved. Anything but
    /// the first words in order is an error.
    async fn shown(&self) -> Result<(Vec<String>, bool)> {
        let body = "return [[...document.querySelectorAll('article mark.drawn.starts')]
            .map((mark) => [mark.textContent, mark.dataset.tag]),
            document.querySelector('.app').dataset.saved]";
        let shown = self.browser.evaluate(body, vec![]).await?;
        let (marks, saved): (Vec<(String, String)>, String) = serde_json::from_value(shown)?;
        let mut labels = Vec::new();
        for (n, (text, label)) in marks.into_iter().enumerate() {
            let word = word(n);
            if text != word {
                bail!("label {n} is on “{text}” and not on “{word}”");
            }
            labels.push(label);
        }
        Ok((labels, saved == "true"))
    }

    /// Brings documents in until the browser dies.
    async fn import_until_killed(&mut self) -> Result<()> {
        let kill = self.kill_within(1_500)?;
        let lines = (0..IMPORTED).map(|n| {
            let id = format!("import-{}-{n}", self.account.kills);
            json!({ "id": id, "name": id, "text": format!("{} {id}", word(n)) }).to_string() + "\n"
        });
        let imported = self.import(&lines.collect::<String>(), &kill).await;
        if imported.is_err() && !soon(&kill) {
            return imported;
        }
        kill.wait()?;
        self.account.in_imports += 1;
        Ok(())
    }

    async fn import(&mut self, lines: &str, kill: &Kill) -> Result<()> {
        self.choose("import.jsonl", lines).await?;
        while !kill.has_come() {
            let body = "const saved = document.querySelector('.app').dataset.saved === 'true';
                return saved && document.querySelectorAll('.document').length";
            let listed = self.browser.evaluate(body, vec![]).await?;
            if let Some(listed) = listed.as_u64() {
                self.documents = listed as usize;
            }
        }
        Ok(())
    }

    /// Holds what the page shows of an article against what is known about it.
    async fn look(&mut self, article: usize) -> Result<()> {
        let name = self.articles[article].name.clone();
        let open = "const found = [...document.querySelectorAll('.document')]
                .find((one) => one.querySelector('.name').textContent === arguments[0]);
            found?.click();
            return Boolean(found)";
        let is_listed = self.browser.evaluate(open, vec![name.clone().into()]);
        if is_listed.await? != true {
            bail!("{name} is not in the list any more");
        }
        self.wait_for_open(article).await?;
        let problem = "return document.querySelector('.notice.problem')?.textContent ?? null";
        let problem = self.browser.evaluate(problem, vec![]).await?;
        if !problem.is_null() {
            bail!("after the kill the page says: {problem}");
        }
        let (labels, _) = self.shown().await?;
        let known = &mut self.articles[article];
        let Some(at) = known.position(&labels) else {
            let [least, most] = [known.states.first(), known.states.last()]
                .map(|state| state.map_or(0, |state| state.labels.len()));
            bail!(
                "{name} has {} labels after the kill; {least} to {most} were to be there",
                labels.len()
            );
        };
        // What can be redone is on disk as well, but the page does not show it.
        known.states = vec![State {
            undone: Vec::new(),
            ..known.states[at].clone()
        }];
        Ok(())
    }

    /// Looks whether the journals have no gap and the list has no document too few.
    async fn look_at_disk(&mut self) -> Result<()> {
        let journals = self.browser.evaluate(JOURNALS, vec![]).await?;
        for journal in journals.as_array().into_iter().flatten() {
            let (first, last) = (&journal["first"], &journal["last"]);
            let lines = last.as_u64().zip(first.as_u64()).map(|(l, f)| l - f + 1);
            if lines != journal["lines"].as_u64() {
                bail!("a journal has a gap: {journal}");
            }
            self.account.snapshots += usize::from(first.as_u64() > Some(1));
        }
        let listed = self.browser.find_all(".document").await?.len();
        let new = listed.checked_sub(self.documents);
        if !matches!(new, Some(0 | IMPORTED)) {
            bail!("{listed} documents are listed, and {} were", self.documents);
        }
        self.documents = listed;
        Ok(())
    }

    /// Looks at every article.
    async fn look_everywhere(&mut self) -> Result<()> {
        for article in 0..self.articles.len() {
            self.look(article).await?;
        }
        Ok(())
    }
}

impl Article {
    fn state(&self) -> &State {
        &self.states[self.states.len() - 1]
    }

    /// The first state that has these labels.
    fn position(&self, labels: &[String]) -> Option<usize> {
        self.states.iter().position(|state| state.labels == labels)
    }
}

/// The first and the last line of each journal, and how many it has.
const JOURNALS: &str = "return new Promise((resolve, reject) => {
    const opened = indexedDB.open('spanwright');
    opened.onerror = () => reject(opened.error);
    opened.onsuccess = () => {
        const keys = opened.result.transaction('journal').objectStore('journal').getAllKeys();
        keys.onerror = () => reject(keys.error);
        keys.onsuccess = () => {
            opened.result.close();
            const journals = {};
            for (const [document, line] of keys.result) {
                const journal = journals[document] ??= { document, first: line, lines: 0 };
                journal.last = line;
                journal.lines += 1;
            }
            resolve(Object.values(journals));
        };
    };
});";

/// Whether the kill comes now, if not already: a browser that is dying gives no answer.
fn soon(kill: &Kill) -> bool {
    let end = Instant::now() + Duration::from_secs(2);
    while !kill.has_come() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(10));
    }
    kill.has_come()
}

/// A word that no other number has, and that no detector takes for anything.
fn word(number: usize) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"];
    let number = format!("{number:04}");
    number
        .bytes()
        .map(|digit| syllables[usize::from(digit - b'0')])
        .collect()
}

/// The number that an environment variable holds.
fn number(name: &str) -> Result<Option<u64>> {
    let value = env::var(name).ok();
    let number = value.map(|value| value.parse().with_context(|| format!("{name}={value}")));
    number.transpose()
}

/// Random numbers (SplitMix64, Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    /// A number below `end`, which is at least 1.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
