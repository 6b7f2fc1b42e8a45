//! Who is believed first, and how sure a proposal must be to be shown.

use std::collections::{BTreeMap, BTreeSet};

use super::Message;
use crate::annotation::LabelId;
use crate::detect::{SetupEdit, Source, Standing};
use crate::windows::Scene;
use crate::windows::node::{
    Attribute, Element, On, h3, input, label as label_element, li, ol, small, span, table, tbody,
    td, th, thead, tr,
};
use crate::windows::widgets::{field, labelled, line, sign, switch, words};
use crate::words::{DetectorWords, fill};

/// The sources in their order.
pub(super) fn trust(standing: &Standing, scene: &Scene) -> Vec<Element<Message>> {
    let said = &scene.words.detectors;
    let setup = &standing.setup;
    let rows = setup.trust.iter().enumerate().map(|(at, source)| {
        let name = name_of(*source, said);
        let runs = switch(name, !setup.off.contains(source), Message::Switch(*source));
        let raise = Message::Choose(SetupEdit::Raise(*source));
        let raise = (at > 0).then(|| sign("↑", fill(said.raise, &[name]), raise));
        li().key(name).child(line([runs]).children(raise))
    });
    vec![
        h3().text(said.trust),
        words(said.about_trust),
        ol().class("trust").children(rows),
    ]
}

/// How sure proposals must be, and how many are.
pub(super) fn thresholds(
    standing: &Standing,
    written: &BTreeMap<Option<LabelId>, String>,
    scene: &Scene,
) -> Vec<Element<Message>> {
    let said = &scene.words.detectors;
    let percent = written.get(&None).cloned();
    let percent = percent.unwrap_or_else(|| standing.setup.threshold.percent().to_string());
    let slider = input()
        .set(Attribute::Type, "range")
        .set(Attribute::Id, "threshold")
        .set(Attribute::Max, "100")
        .set(Attribute::Value, &*percent)
        .on(On::Input, Message::Threshold(None));
    let (shown, all) = standing
        .counts
        .values()
        .fold((0, 0), |(shown, all), (some, of)| (shown + some, all + of));
    let count = fill(said.count, &[&shown.to_string(), &all.to_string()]);
    let count = small().set(Attribute::AriaLive, "polite").text(count);
    let rows = labels(standing, scene)
        .into_iter()
        .map(|label| row(label, standing, written, scene));
    let heads = [said.label, said.at_least, said.in_article];
    let heads = heads.map(|head| th().set(Attribute::Scope, "col").text(head));
    vec![
        h3().text(said.shown),
        words(said.about_shown),
        line(labelled(said.threshold, slider))
            .child(span().text(format!("{percent} %")))
            .child(count),
        table()
            .class("thresholds")
            .child(thead().child(tr().children(heads)))
            .child(tbody().children(rows)),
    ]
}

/// The labels of the project, and others that something was chosen for.
fn labels(standing: &Standing, scene: &Scene) -> Vec<LabelId> {
    let schema = &scene.context.project.schema;
    let mut labels: Vec<LabelId> = schema.labels().iter().map(|one| one.id.clone()).collect();
    let known: BTreeSet<LabelId> = labels.iter().cloned().collect();
    let chosen = standing.setup.labels.keys();
    let others = chosen.filter(|label| !known.contains(*label) && !schema.is_deleted(label));
    labels.extend(others.cloned());
    labels
}

fn row(
    label: LabelId,
    standing: &Standing,
    written: &BTreeMap<Option<LabelId>, String>,
    scene: &Scene,
) -> Element<Message> {
    let said = &scene.words.detectors;
    let name = scene.context.project.schema.name(&label);
    let choice = standing.setup.labels.get(&label);
    let choice = choice.copied().unwrap_or_default();
    let show = switch(name, !choice.is_off, Message::Show(label.clone()));
    let own = written.get(&Some(label.clone())).cloned();
    let own = own.or_else(|| Some(choice.threshold?.percent().to_string()));
    let general = standing.setup.threshold.percent().to_string();
    let least = field(format!("threshold-{label}"), own.unwrap_or_default())
        .set(Attribute::Placeholder, general)
        .set(Attribute::Maxlength, "3")
        .set(Attribute::AriaLabel, fill(said.at_least_of, &[name]))
        .on(On::Input, Message::Threshold(Some(label.clone())));
    let (shown, all) = standing.counts.get(&label).copied().unwrap_or_default();
    tr().key(label.as_str())
        .child(td().child(show))
        .child(td().child(label_element().child(least).text(" %")))
        .child(td().text(format!("{shown} / {all}")))
}

const fn name_of(source: Source, said: &DetectorWords) -> &'static str {
    match source {
        Source::Decisions => said.decisions,
        Source::Lists => said.lists,
        Source::Patterns => said.patterns,
        Source::Dates => said.dates,
        Source::Terms => said.measures,
        Source::Model => said.own_model,
        Source::Names => said.names,
    }
}
