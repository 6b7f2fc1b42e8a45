//! How far the work is: documents by state, annotations by label, and what it took.

use super::node::{Attribute, Element, caption, div, meter, p, small, span, strong};
use super::node::{table, tbody, td, th, thead, tr};
use super::widgets::{line, press};
use super::{Given, Order, Scene, Which, Window};
use crate::project::{DocumentState, Summary, Totals, progress_csv};
use crate::words::fill;

/// The window.
pub struct Overview;

/// What can be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Write the table.
    Download,
    /// See which words are labelled in several ways.
    Consistency,
}

impl Window for Overview {
    type Message = Message;

    fn view(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.progress;
        let project = &scene.context.project;
        if project.documents.is_empty() {
            return p().class("empty").text(said.nothing);
        }
        let totals = Totals::of(project);
        let done = project.documents.iter().filter(|one| !one.is_unfinished());
        let done = [done.count(), project.documents.len()].map(|count| count.to_string());
        let spans: u32 = totals.spans.iter().map(|(_, count)| count).sum();
        let figures = [
            (said.done, fill(said.done_of, &[&done[0], &done[1]])),
            (said.spans, spans.to_string()),
            (said.actions, totals.actions.to_string()),
            (said.time, minutes(totals.active_ms, scene)),
        ];
        let figures = figures
            .map(|(what, figure)| div().child(small().text(what)).child(strong().text(figure)));
        div()
            .class("progress")
            .child(div().class("figures").children(figures))
            .child(
                div()
                    .class("columns")
                    .child(states(&totals, scene))
                    .child(labels(&totals, scene)),
            )
            .child(documents(scene))
            .child(p().class("quiet").text(said.about_time))
            .child(line([
                press(said.download, Message::Download),
                press(said.consistency, Message::Consistency),
            ]))
    }

    fn update(&mut self, message: Message, _: Given, scene: &Scene) -> Vec<Order> {
        match message {
            Message::Download => vec![Order::Download {
                name: "progress.csv".to_owned(),
                mime_type: "text/csv".to_owned(),
                bytes: progress_csv(&scene.context.project).into_bytes(),
            }],
            Message::Consistency => vec![Order::Open(Which::Consistency)],
        }
    }
}

fn states(totals: &Totals, scene: &Scene) -> Element<Message> {
    let said = &scene.words.progress;
    let most = totals.documents.iter().sum::<usize>();
    let rows = said.state.iter().copied().zip(totals.documents);
    let rows = rows.map(|(state, count)| bar(span().text(state), count, most));
    plot(said.states, rows)
}

fn labels(totals: &Totals, scene: &Scene) -> Element<Message> {
    let schema = &scene.context.project.schema;
    let most = totals.spans.iter().map(|(_, count)| *count as usize).max();
    let rows = totals.spans.iter().map(|(id, count)| {
        let tint = schema.get(id).map_or(0, |label| label.tint.get());
        let name = span().class("sample").text(schema.name(id));
        let row = bar(name, *count as usize, most.unwrap_or_default());
        row.class(format!("tint-{tint}"))
    });
    plot(scene.words.progress.labels, rows)
}

fn plot(heading: &str, rows: impl IntoIterator<Item = Element<Message>>) -> Element<Message> {
    table()
        .class("plot")
        .child(caption().text(heading))
        .child(tbody().children(rows))
}

/// A bar with its name and its number.
fn bar(name: Element<Message>, count: usize, most: usize) -> Element<Message> {
    let bar = meter()
        .set(Attribute::Value, count.to_string())
        .set(Attribute::Max, most.max(1).to_string())
        // The number beside it says the same.
        .set(Attribute::AriaHidden, "true");
    tr().child(th().set(Attribute::Scope, "row").child(name))
        .child(td().child(bar))
        .child(td().class("number").text(count.to_string()))
}

fn documents(scene: &Scene) -> Element<Message> {
    let said = &scene.words.progress;
    let heads = [said.document, said.spans, said.actions, said.time];
    let heads = heads.map(|head| th().set(Attribute::Scope, "col").text(head));
    let rows = scene.context.project.documents.iter();
    let rows = rows.map(|summary| document(summary, scene));
    table()
        .class("documents-table")
        .child(caption().text(said.documents))
        .child(thead().child(tr().children(heads)))
        .child(tbody().children(rows))
}

fn document(summary: &Summary, scene: &Scene) -> Element<Message> {
    let said = &scene.words.progress;
    let states = DocumentState::ALL.into_iter().zip(said.state);
    let state = states
        .into_iter()
        .find(|(state, _)| *state == summary.state());
    let state = state.map_or("", |(_, words)| words);
    let name = th()
        .set(Attribute::Scope, "row")
        .child(span().text(&*summary.name))
        .child(small().text(state));
    let number = |text: String| td().class("number").text(text);
    tr().child(name)
        .child(number(summary.accepted.to_string()))
        .child(number(summary.progress.actions.to_string()))
        .child(number(minutes(summary.progress.active_ms, scene)))
}

/// Minutes with one decimal.
fn minutes(ms: u64, scene: &Scene) -> String {
    let tenths = (ms + 3_000) / 6_000;
    let minutes = format!("{}.{}", tenths / 10, tenths % 10);
    fill(scene.words.progress.minutes, &[&minutes])
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::annotation::LabelId;
    use crate::project::Progress;
    use crate::windows::picture;
    use crate::windows::session::tests::scene;

    fn worked() -> Scene {
        let mut scene = scene("a B");
        if let Some(first) = scene.context.project.documents.first_mut() {
            first.accepted = 5;
            first.progress = Progress {
                spans: vec![(LabelId::new("PERSON"), 4), (LabelId::new("ORG"), 1)],
                actions: 12,
                active_ms: 93_000,
            };
        }
        scene
    }

    #[test]
    fn it_sums_up_the_project_and_each_document() {
        picture::check("progress", &Overview.view(&worked()));
    }

    #[test]
    fn where_there_is_nothing_yet_it_says_what_to_do() {
        let drawn = Overview.view(&scene("")).to_string();
        assert!(drawn.starts_with("p.empty “No document yet"), "{drawn}");
    }

    #[test]
    fn the_table_can_be_taken_along() {
        let orders = Overview.update(Message::Download, Given::Nothing, &worked());
        let [Order::Download { name, bytes, .. }] = &*orders else {
            panic!("{orders:?}");
        };
        let csv = String::from_utf8_lossy(bytes);
        assert_eq!(name, "progress.csv");
        assert!(csv.contains("Document a,new,12,1.6,5,4,1,"), "{csv}");
    }
}
