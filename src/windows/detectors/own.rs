//! What the team brings itself: lists of terms, patterns, a model.

use super::{Detail, Detecting, Message};
use crate::annotation::LabelId;
use crate::detect::custom::{Pattern, TermCount};
use crate::detect::{LabelMap, ListChoice, SetupEdit, Standing, usual_label};
use crate::text::FindOptions;
use crate::windows::Scene;
use crate::windows::node::{
    Attribute, Element, On, div, form, h3, input, li, option, p, section, select, strong, table,
    tbody, td, th, tr, ul,
};
use crate::windows::widgets::{field, labelled, line, press, sign, switch, words};
use crate::words::fill;

/// The files that can be picked.
const FILES: &str = ".csv,.tsv,.txt,.onnx,.json";

/// An expression, for who has never written one.
const EXAMPLE: &str = r"[A-Z]{2}-\d{4}";

impl Detecting {
    pub(super) fn own(&self, standing: &Standing, scene: &Scene) -> Vec<Element<Message>> {
        let said = &scene.words.detectors;
        let files = input()
            .set(Attribute::Type, "file")
            .flag(Attribute::Multiple, true)
            .set(Attribute::AriaLabel, said.add_files)
            .set(Attribute::Accept, FILES)
            .on(On::Change, Message::Files);
        let trouble = standing.trouble.as_ref();
        let trouble = trouble.map(|why| p().class("wrong").set(Attribute::Role, "alert").text(why));
        let forgets = (!standing.is_kept).then(|| words(said.not_kept).class("wrong"));
        let lists = standing.setup.lists.iter();
        let lists = lists
            .enumerate()
            .map(|(at, one)| list(at, one, standing, scene));
        let mut shown = vec![h3().text(said.own), words(said.about_own), line([files])];
        shown.extend(trouble);
        shown.extend(forgets);
        shown.extend(lists);
        shown.extend(model(standing, scene));
        shown.push(h3().text(said.patterns));
        shown.push(words(said.about_patterns));
        let patterns = (0..).zip(&standing.setup.patterns);
        let patterns = patterns.map(|(number, one)| pattern(number, one, standing, scene));
        shown.push(ul().class("patterns").children(patterns));
        shown.push(self.draft(scene));
        shown
    }

    /// The pattern that is being written.
    fn draft(&self, scene: &Scene) -> Element<Message> {
        let said = &scene.words.detectors;
        let expression = field("pattern-new", &*self.expression)
            .set(Attribute::Placeholder, EXAMPLE)
            .set(Attribute::Spellcheck, "false")
            .on(On::Input, Message::Draft);
        let labels = scene.context.project.schema.labels();
        let chosen = self.label.as_ref().or(labels.first().map(|one| &one.id));
        let label = choice(chosen, None, scene)
            .set(Attribute::AriaLabel, said.label)
            .on(On::Change, Message::DraftLabel);
        let add = crate::windows::node::button()
            .set(Attribute::Type, "submit")
            .text(said.add_pattern);
        form().on(On::Submit, Message::Add).child(
            line(labelled(said.expression, expression))
                .child(label)
                .child(add),
        )
    }
}

/// The labels of the lists and of the model, with the list that each is of, and what is said of them.
pub(super) fn labels(standing: &Standing) -> Vec<(Option<&str>, &str, &LabelMap)> {
    let lists = standing.setup.lists.iter().flat_map(|list| {
        let count = standing.loaded.lists.get(&list.name);
        let labels = count.and_then(|count| count.as_ref().ok());
        let labels = labels.into_iter().flat_map(|count| &count.labels);
        labels.map(|(own, _)| (Some(&*list.name), &**own, &list.labels))
    });
    let model = standing.setup.model.iter().flat_map(|choice| {
        let model = standing.loaded.model.as_ref();
        let model = model.and_then(|model| model.as_ref().ok());
        let labels = model.into_iter().flat_map(|model| &model.labels);
        labels.map(|own| (None, &**own, &choice.labels))
    });
    lists.chain(model).collect()
}

/// Which label of the project a label of a list or a model is.
pub(super) fn place(own: &str, map: &LabelMap) -> Option<LabelId> {
    match map.get(own) {
        Some(label) => label.clone(),
        None => usual_label(own),
    }
}

fn list(at: usize, list: &ListChoice, standing: &Standing, scene: &Scene) -> Element<Message> {
    let said = &scene.words.detectors;
    let name = &list.name;
    let remove = Message::Choose(SetupEdit::RemoveList(name.clone()));
    let head = line([
        strong().text(name),
        sign("×", fill(said.remove, &[name]), remove),
    ]);
    let shown = section().class("own").key(format!("list {at} {name}"));
    match standing.loaded.lists.get(name) {
        None => shown.child(head).child(words(said.being_read)),
        Some(Err(why)) => shown.child(head).child(words(why).class("wrong")),
        Some(Ok(count)) => {
            let of = Message::List;
            let options = options(list.options, |detail| of(name.clone(), detail), scene);
            let counts = count.labels.iter();
            let rows = counts.map(|(own, terms)| (&**own, Some(*terms)));
            shown
                .child(head)
                .children(contradicted(count, scene))
                .child(options)
                .children(mapping(Some(name), rows, &list.labels, scene))
        }
    }
}

/// The lines of a list that say something else than an earlier one.
fn contradicted(count: &TermCount, scene: &Scene) -> Option<Element<Message>> {
    let lines = count.contradicted.iter().take(5).map(u32::to_string);
    let lines: Vec<String> = lines.collect();
    let many = count.contradicted.len();
    let said = scene.words.detectors.contradicted;
    (many > 0).then(|| words(fill(said, &[&many.to_string(), &lines.join(", ")])).class("wrong"))
}

fn model(standing: &Standing, scene: &Scene) -> Option<Element<Message>> {
    let said = &scene.words.detectors;
    let choice = standing.setup.model.as_ref()?;
    let head = |name: &str| {
        let remove = Message::Choose(SetupEdit::RemoveModel);
        line([
            strong().text(fill(said.model, &[name])),
            sign("×", fill(said.remove, &[name]), remove),
        ])
    };
    let shown = section().class("own").key("model");
    Some(match &standing.loaded.model {
        None => shown
            .child(head("…"))
            .child(words(said.being_read).set(Attribute::Role, "status")),
        Some(Err(why)) => shown
            .child(head("model.onnx"))
            .child(words(why).class("wrong")),
        Some(Ok(model)) => {
            let (read, all) = standing.read;
            let progress = fill(said.model_reads, &[&read.to_string(), &all.to_string()]);
            let progress = (read < all).then(|| words(progress).set(Attribute::Role, "status"));
            let rows = model.labels.iter().map(|own| (&**own, None));
            shown
                .child(head(&model.name))
                .children(progress)
                .children(mapping(None, rows, &choice.labels, scene))
        }
    })
}

/// Which labels of the project the labels of a list or a model are, with the number of their terms.
fn mapping<'a>(
    list: Option<&str>,
    rows: impl Iterator<Item = (&'a str, Option<u32>)>,
    map: &LabelMap,
    scene: &Scene,
) -> Vec<Element<Message>> {
    let said = &scene.words.detectors;
    let mut is_complete = true;
    let list = list.map(str::to_owned);
    let rows: Vec<Element<Message>> = rows
        .map(|(own, terms)| {
            let label = place(own, map);
            is_complete &= label.is_some() || map.contains_key(own);
            let select = choice(label.as_ref(), Some(said.left_out), scene)
                .set(Attribute::AriaLabel, fill(said.is_here, &[own]))
                .on(On::Change, Message::Map(list.clone(), own.to_owned()));
            let terms = terms.map(|terms| said.terms.of(terms as usize));
            tr().child(th().set(Attribute::Scope, "row").text(own))
                .child(td().text(terms.unwrap_or_default()))
                .child(td().child(select))
        })
        .collect();
    let adopt = press(said.adopt, Message::Adopt(list));
    let mut shown = vec![table().class("mapping").child(tbody().children(rows))];
    if !is_complete {
        shown.push(line([adopt]));
    }
    shown
}

fn pattern(number: u32, pattern: &Pattern, standing: &Standing, scene: &Scene) -> Element<Message> {
    let said = &scene.words.detectors;
    let problem = standing.loaded.patterns.get(&pattern.expression);
    let expression = field(format!("pattern-{number}"), &*pattern.expression)
        .set(Attribute::AriaLabel, said.expression)
        .set(Attribute::Spellcheck, "false")
        .on(On::Change, Message::Expression(number));
    let expression = match problem {
        Some(_) => expression.set(Attribute::AriaInvalid, "true"),
        None => expression,
    };
    let label = choice(Some(&pattern.label), None, scene)
        .set(Attribute::AriaLabel, said.label)
        .on(On::Change, Message::PatternLabel(number));
    let remove = Message::Choose(SetupEdit::RemovePattern(number));
    let remove = sign("×", fill(said.remove, &[&pattern.expression]), remove);
    let options = options(
        pattern.options,
        |detail| Message::Pattern(number, detail),
        scene,
    );
    li().child(line([expression, label, remove]))
        .child(options)
        .children(problem.map(|why| words(why).class("wrong")))
}

fn options(
    options: FindOptions,
    message: impl Fn(Detail) -> Message,
    scene: &Scene,
) -> Element<Message> {
    let said = &scene.words.detectors;
    div()
        .class("line options")
        .child(switch(said.case, options.match_case, message(Detail::Case)))
        .child(switch(
            said.whole,
            options.whole_words,
            message(Detail::Words),
        ))
}

/// The labels of the project to choose from, behind `none` where none may be chosen, too.
fn choice(chosen: Option<&LabelId>, none: Option<&'static str>, scene: &Scene) -> Element<Message> {
    let schema = &scene.context.project.schema;
    let chosen = chosen.map(|id| schema.resolve(id));
    let none = none.map(|none| {
        option()
            .set(Attribute::Value, "")
            .flag(Attribute::Selected, chosen.is_none())
            .text(none)
    });
    let labels = schema.labels().iter().map(|label| {
        option()
            .set(Attribute::Value, label.id.as_str())
            .flag(Attribute::Selected, Some(&label.id) == chosen)
            .text(&*label.name)
    });
    select().children(none).children(labels)
}
