//! How many keys and clicks it takes to correct what is proposed for whole articles of the dev sets, with what is
//! learned from each correction and without, beside other tools that get the same proposals.
//!
//! The annotator is made up and everything else is real: the detectors and what they learn, and the workbench and its
//! commands. The annotator goes through the text and puts right the first thing that is wrong, as in the end-to-end
//! tests: what the mouse points at is removed, labelled or gets another end by one key or drag, other words are
//! dragged over and then labelled. At the end one key accepts what is left. Words stand as the corpus has cut them.

#[path = "../../../tests/e2e/tests/suite/actions/conventions.rs"]
mod conventions;
#[allow(dead_code, reason = "the training reads more of it")]
#[path = "../corpus.rs"]
mod corpus;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Parser as _;
use conventions::{DOCCANO, LABEL_STUDIO, Mistakes};
use corpus::Sentence;
use spanwright::annotation::{AnnotationId, Author, LabelId, Stamp, Timestamp, Work};
use spanwright::detect::protocol::{Reply, Request, TextId};
use spanwright::detect::{DetectionQueue, DetectionService, Setup, Source};
use spanwright::project::{Document, DocumentId, Intake, Source as From};
use spanwright::text::{ByteOffset, TextFormat, TextSpan, UnicodeSegmenter};
use spanwright::workbench::{Command, Focus, Workbench};

/// Counts the keys and clicks that it takes to correct what is proposed.
#[derive(clap::Parser)]
struct Arguments {
    /// The folder of the dev sets.
    #[arg(long, value_name = "FOLDER")]
    dev: PathBuf,
    /// The model of the linear tagger.
    #[arg(
        long,
        value_name = "FILE",
        default_value = "static/models/entities-en.bin"
    )]
    model: PathBuf,
}

/// A set, and the labels of ours that are another one in it or that it does not have.
struct Set {
    name: &'static str,
    folded: &'static [(&'static str, &'static str)],
    hidden: &'static [&'static str],
}

const SETS: [Set; 4] = [
    Set {
        name: "wikigold",
        folded: &[("GROUP", "MISC")],
        hidden: &[],
    },
    Set {
        name: "gum_news_named",
        folded: &[],
        hidden: &["GROUP"],
    },
    Set {
        name: "redocred",
        folded: &[("GROUP", "PLACE")],
        hidden: &[],
    },
    Set {
        name: "uner_ewt",
        folded: &[],
        hidden: &["GROUP", "MISC"],
    },
];

/// Articles of fewer words hardly repeat a name.
const SHORTEST: usize = 40;

/// What a corpus's label is here, where it is scored.
fn label_of(label: &str) -> Option<&'static str> {
    Some(match label {
        "PER" | "person" => "PERSON",
        "ORG" | "organization" => "ORG",
        "LOC" | "place" => "PLACE",
        "MISC" | "abstract" | "event" | "object" => "MISC",
        _ => return None,
    })
}

/// A labelled piece of the text.
type Span = (TextSpan, LabelId);

struct Article {
    document: Arc<Document>,
    gold: Vec<Span>,
}

fn articles(sentences: Vec<Sentence>) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for sentences in sentences.chunk_by(|one, next| one.doc == next.doc) {
        if sentences.iter().map(|one| one.tokens.len()).sum::<usize>() < SHORTEST {
            continue;
        }
        let (mut text, mut gold) = (String::new(), Vec::new());
        for sentence in sentences {
            let mut places = Vec::new();
            for token in &sentence.tokens {
                if !text.is_empty() {
                    text.push(' ');
                }
                places.push(text.len()..text.len() + token.len());
                text += token;
            }
            for (first, end, label) in &sentence.spans {
                let words = &sentence.tokens[*first..*end];
                // Articles before names and a possessive behind them are left out here.
                let is_article =
                    |word: &String| matches!(&*word.to_lowercase(), "the" | "a" | "an");
                let is_ending = |word: &String| matches!(&**word, "'s" | "’s" | "'" | "’");
                let first = *first + usize::from(words.len() > 1 && is_article(&words[0]));
                let end =
                    *end - usize::from(words.len() > 1 && words.last().is_some_and(is_ending));
                let range = places[first].start..places[end.max(first + 1) - 1].end;
                let span = TextSpan::from_range(range).ok_or("an empty span")?;
                gold.extend(label_of(label).map(|label| (span, LabelId::new(label))));
            }
        }
        let intake = Intake {
            id: DocumentId::new(sentences[0].doc.clone()),
            at: Timestamp::default(),
            source: From::Paste,
        };
        let mut document = intake.text(text, TextFormat::Plain)?;
        // All of it is annotated, whatever looks like clutter.
        let mut blocks = document.blocks.to_vec();
        blocks.iter_mut().for_each(|block| block.skip = None);
        document.blocks = blocks.into();
        gold.sort();
        gold.dedup_by_key(|(span, _)| *span);
        articles.push(Article {
            document: Arc::new(document),
            gold,
        });
    }
    Ok(articles)
}

/// The page and its detectors.
struct Page<'a> {
    bench: Workbench,
    service: &'a mut DetectionService,
    text_id: TextId,
    set: &'a Set,
    learns: bool,
}

/// What the annotator sees to be wrong first.
enum Mistake {
    Remove(AnnotationId),
    Relabel(AnnotationId, LabelId),
    Resize(AnnotationId, Span),
    Draw(Span),
}

impl<'a> Page<'a> {
    fn open(
        document: &Arc<Document>,
        service: &'a mut DetectionService,
        text_id: TextId,
        set: &'a Set,
        learns: bool,
    ) -> Self {
        let text = document.text.as_str();
        service.answer(Request::Open {
            text_id,
            text: text.into(),
            names: Vec::new(),
        });
        let blocks: Vec<TextSpan> = document.blocks.iter().map(|block| block.span).collect();
        let mut bench = Workbench::new(document.clone(), Work::default(), Vec::new());
        let mut queue = DetectionQueue::new(text, &blocks);
        while let Some((request, span)) = queue.take_next() {
            let detect = Request::Detect {
                request,
                text_id,
                span,
                reference: None,
            };
            if let Some(Reply::Found { proposals, .. }) = service.answer(detect) {
                bench.suggest(span, proposals);
            }
            queue.finish(request);
        }
        bench.hide(
            set.hidden
                .iter()
                .map(|label| LabelId::new(*label))
                .collect(),
        );
        Self {
            bench,
            service,
            text_id,
            set,
            learns,
        }
    }

    /// What is shown, with the labels that the set has.
    fn shown(&self) -> Vec<(Span, AnnotationId)> {
        let fold = |label: &LabelId| {
            let folded = self
                .set
                .folded
                .iter()
                .find(|(ours, _)| *ours == label.as_str());
            folded.map_or(label.clone(), |(_, theirs)| LabelId::new(*theirs))
        };
        let views = self.bench.views().iter();
        let all = views.flat_map(|view| view.begun());
        let mut all: Vec<_> = all
            .map(|one| ((one.span, fold(&one.label)), one.id))
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// All that is wrong, in reading order.
    fn mistakes(&self, gold: &[Span]) -> Vec<(ByteOffset, Mistake)> {
        let shown = self.shown();
        let mut used = BTreeSet::new();
        let mut mistakes = Vec::new();
        for wanted in gold {
            let at = shown.iter().find(|((span, _), _)| *span == wanted.0);
            let over = shown.iter().find(|((span, _), id)| {
                span.overlaps(wanted.0)
                    && !used.contains(id)
                    && gold.iter().all(|one| one.0 != *span)
            });
            let mistake = match (at, over) {
                (Some((one, id)), _) if one == wanted => {
                    used.insert(*id);
                    continue;
                }
                (Some((_, id)), _) => (*id, Mistake::Relabel(*id, wanted.1.clone())),
                (None, Some((_, id))) => (*id, Mistake::Resize(*id, wanted.clone())),
                (None, None) => {
                    mistakes.push((wanted.0.start(), Mistake::Draw(wanted.clone())));
                    continue;
                }
            };
            used.insert(mistake.0);
            mistakes.push((wanted.0.start(), mistake.1));
        }
        for ((span, _), id) in shown.iter().filter(|(_, id)| !used.contains(id)) {
            mistakes.push((span.start(), Mistake::Remove(*id)));
        }
        mistakes.sort_by_key(|(at, _)| *at);
        mistakes
    }

    /// Puts something right. Returns how many keys and clicks that takes.
    fn correct(&mut self, mistake: Mistake, now: i64) -> Result<usize, Box<dyn Error>> {
        let (command, actions) = match mistake {
            Mistake::Remove(id) if id.is_suggestion() => (Command::Reject(id), 1),
            Mistake::Remove(id) => (Command::Remove(id), 1),
            Mistake::Relabel(id, label) => (Command::Relabel(id, label), 1),
            Mistake::Resize(id, (span, label)) => {
                let old = self.bench.annotation(id).ok_or("nothing to resize")?;
                let has_an_end =
                    (old.span.start() == span.start()) != (old.span.end() == span.end());
                match has_an_end && old.label == label {
                    true => (Command::Resize(id, span), 1),
                    false if id.is_suggestion() => (Command::Put(span, label), 2),
                    false => (
                        Command::All(vec![Command::Remove(id), Command::Put(span, label)]),
                        3,
                    ),
                }
            }
            Mistake::Draw((span, label)) => {
                let pointed = self.bench.pointed(span.start(), &UnicodeSegmenter);
                let is_pointed_at = pointed == Focus::Text(span);
                (Command::Put(span, label), if is_pointed_at { 1 } else { 2 })
            }
        };
        let stamp = Stamp {
            at: Timestamp::from_millis(now),
            by: Author::new("annotator"),
        };
        self.bench.perform(&command, &stamp)?;
        let decisions = self.bench.take_decisions();
        if self.learns {
            for reply in self.service.decided(self.text_id, decisions) {
                if let Reply::Refined {
                    span, proposals, ..
                } = reply
                {
                    self.bench.suggest(span, proposals);
                }
            }
        }
        Ok(actions)
    }
}

fn count(mistakes: &[(ByteOffset, Mistake)]) -> Mistakes {
    let mut labels = BTreeSet::new();
    let mut all = Mistakes::default();
    for (_, mistake) in mistakes {
        match mistake {
            Mistake::Remove(_) => all.remove += 1,
            Mistake::Relabel(..) => all.relabel += 1,
            Mistake::Resize(..) => all.resize += 1,
            Mistake::Draw((_, label)) => {
                all.draw += 1;
                labels.insert(label);
            }
        }
    }
    all.drawn_labels = labels.len();
    all
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let mut service = DetectionService::default();
    service.take_model(&std::fs::read(&arguments.model)?);
    service.set_up(Setup {
        off: [Source::Dates, Source::Terms].into(),
        ..Setup::default()
    });
    let mut text_id = 0;
    println!(
        "keys and clicks an article: Spanwright, without learning, {}, {}",
        LABEL_STUDIO.tool, DOCCANO.tool
    );
    for set in &SETS {
        let articles = articles(corpus::read(&arguments.dev, set.name)?.sentences)?;
        let mut sums = [0; 5];
        for article in &articles {
            for learns in [true, false] {
                text_id += 1;
                let id = TextId(text_id);
                let mut page = Page::open(&article.document, &mut service, id, set, learns);
                let first = page.mistakes(&article.gold);
                let theirs = count(&first);
                // One more says that the document is done.
                let mut ours = 1;
                for step in 0_i64.. {
                    let next = page.mistakes(&article.gold).into_iter().next();
                    let Some((_, mistake)) = next else { break };
                    if step > 10 * (first.len() as i64 + 1) {
                        return Err(format!("no end of {}", article.document.id.as_str()).into());
                    }
                    ours += page.correct(mistake, step)?;
                }
                if learns {
                    sums[0] += ours;
                    sums[2] += LABEL_STUDIO.actions(&theirs);
                    sums[3] += DOCCANO.actions(&theirs);
                    sums[4] += first.len();
                } else {
                    sums[1] += ours;
                }
            }
        }
        let each = |sum: usize| sum as f64 / articles.len() as f64;
        let [ours, unlearned, label_studio, doccano, mistakes] = sums.map(each);
        println!(
            "{:15} {} articles with {mistakes:.1} mistakes: {ours:.1}, {unlearned:.1}, {label_studio:.1}, \
             {doccano:.1}; ours to theirs {:.2} and {:.2}",
            set.name,
            articles.len(),
            ours / label_studio,
            ours / doccano,
        );
    }
    Ok(())
}
