//! The words that the window is about, what they mean, and what else they could mean.

use super::{Message, Subject};
use crate::detect::dates::{MODIFIERS, Timex, TimexKind};
use crate::text::{TextSpan, sentences};
use crate::windows::Scene;
use crate::windows::node::{
    Attribute, Element, On, button, div, fieldset, h3, legend, option, p, section, select, strong,
};
use crate::windows::widgets::{choice, field, labelled, line, press};
use crate::words::{fill, sentence};

const KINDS: [(TimexKind, &str); 4] = [
    (TimexKind::Date, "DATE"),
    (TimexKind::Time, "TIME"),
    (TimexKind::Duration, "DURATION"),
    (TimexKind::Set, "SET"),
];

/// The expression in its sentence.
pub fn quote(subject: &Subject, scene: &Scene) -> Option<Element<Message>> {
    let text = subject.text.as_ref()?;
    let span = subject.unread.span;
    let schema = &scene.context.project.schema;
    let tint = schema.get(&subject.annotation.label);
    let tint = tint.map_or(0, |label| label.tint.get());
    let around = sentences(text.as_str(), subject.unread.block);
    let around = around.into_iter().filter(|one| one.overlaps(span));
    let around = around.fold(span, TextSpan::hull);
    let piece = |start, end| TextSpan::new(start, end).map_or("", |span| text.slice(span));
    let words = strong()
        .class(format!("sample tint-{tint}"))
        .text(text.slice(span));
    Some(
        p().class("quote")
            .text(piece(around.start(), span.start()))
            .child(words)
            .text(piece(span.end(), around.end())),
    )
}

/// Value, type and modifiers.
pub fn form(subject: &Subject, asks_for_focus: bool, scene: &Scene) -> Element<Message> {
    let said = &scene.words.date;
    let timex = &subject.timex;
    let error = timex.validate().err();
    let value = field("date-value", &*timex.value)
        .set(Attribute::Spellcheck, "false")
        .set(Attribute::AriaDescribedby, "date-meaning")
        .flag(Attribute::Autofocus, asks_for_focus)
        .on(On::Input, Message::Value);
    let value = match &error {
        Some(_) => value.set(Attribute::AriaInvalid, "true"),
        None => value,
    };
    let set = button()
        .class("primary")
        .set(Attribute::Type, "submit")
        .text(said.set);
    let meaning = p().set(Attribute::Id, "date-meaning");
    let meaning = match &error {
        Some(error) => meaning
            .class("wrong")
            .set(Attribute::Role, "alert")
            .text(sentence(&error.to_string())),
        None => meaning.class("meaning").text(in_words(subject, scene)),
    };
    let read = error.is_some().then(|| subject.read()).flatten();
    let read = read.map(|read| {
        let about = [&*read.value, &*scene.words.dates.describe(&read)];
        p().text(fill(said.typed, &about))
    });
    let kinds = KINDS.map(|(kind, name)| {
        let chosen = timex.kind == kind;
        choice("timex-kind", name, chosen, Message::Kind(kind))
    });
    let kinds = fieldset()
        .class("kinds")
        .child(legend().class("visually-hidden").text(said.kind))
        .children(kinds);
    let often = (timex.kind == TimexKind::Set).then(|| {
        let part = |id, words, value: &Option<String>, message| {
            let value = value.as_deref().unwrap_or_default();
            labelled(words, field(id, value).on(On::Change, message))
        };
        line(part("date-quant", said.quant, &timex.quant, Message::Quant)).children(part(
            "date-freq",
            said.freq,
            &timex.freq,
            Message::Freq,
        ))
    });
    crate::windows::node::form()
        .on(On::Submit, Message::Set)
        .child(
            div()
                .class("line value")
                .children(labelled(said.value, value))
                .child(set),
        )
        .child(meaning)
        .children(read)
        .children(standing(subject, scene))
        .child(
            div()
                .class("line kind")
                .child(kinds)
                .children(labelled(said.modifier, modifiers(timex, scene))),
        )
        .children(often)
}

/// The meaning, with its reason where it is the engine's.
fn in_words(subject: &Subject, scene: &Scene) -> String {
    let explained = subject.explanation.as_ref().zip(subject.text.as_ref());
    let words = match explained {
        Some((explanation, text)) => explanation.sentence_for(
            &subject.timex,
            text.as_str(),
            subject.date,
            scene.words.dates,
        ),
        None => scene.words.dates.describe(&subject.timex),
    };
    sentence(&words)
}

/// What becomes of the value when the document's date changes.
fn standing(subject: &Subject, scene: &Scene) -> Option<Element<Message>> {
    let time = subject.annotation.time.as_ref()?;
    let said = &scene.words.date;
    let words = match (time.by_person, time.timex.implied) {
        _ if !time.timex.says_the_same(&subject.timex) => return None,
        (true, _) => said.by_person,
        (false, true) => said.follows,
        (false, false) => return None,
    };
    Some(p().class("quiet").text(words))
}

fn modifiers(timex: &Timex, scene: &Scene) -> Element<Message> {
    let said = &scene.words.date;
    let has = timex.modifier.as_deref();
    let none = option()
        .set(Attribute::Value, "")
        .flag(Attribute::Selected, has.is_none())
        .text(said.no_modifier);
    let known = MODIFIERS.into_iter().zip(said.modifiers);
    let options = known.map(|(name, words)| {
        option()
            .set(Attribute::Value, name)
            .flag(Attribute::Selected, has == Some(name))
            .text(format!("{name}: {words}"))
    });
    // A file may bring one that TIMEX3 does not know.
    let strange = has.filter(|name| !MODIFIERS.contains(name));
    let strange = strange.map(|name| {
        option()
            .set(Attribute::Value, name)
            .flag(Attribute::Selected, true)
            .text(name)
    });
    select()
        .set(Attribute::Id, "date-modifier")
        // A browser keeps what was chosen by hand; another choice takes a new element.
        .key(has.unwrap_or_default())
        .on(On::Change, Message::Modifier)
        .child(none)
        .children(options)
        .children(strange)
}

/// What the text could mean, where that is more than what is said now. The list stays as it is while
/// one after another is chosen.
pub fn readings(subject: &Subject, scene: &Scene) -> Option<Element<Message>> {
    let said = &scene.words.date;
    let explanation = subject.explanation.as_ref()?;
    let as_read = fill(
        said.as_read,
        &[&scene.words.dates.describe(&explanation.timex)],
    );
    let others = explanation.alternatives.iter();
    let others = others.map(|other| (&other.timex, other.sentence()));
    let readings: Vec<_> = std::iter::once((&explanation.timex, as_read))
        .chain(others)
        .collect();
    let is_said = |timex: &Timex| timex.says_the_same(&subject.timex);
    if readings.len() == 1 && is_said(&explanation.timex) {
        return None;
    }
    let readings = readings.into_iter().map(|(timex, words)| {
        let pressed = if is_said(timex) { "true" } else { "false" };
        press(sentence(&words), Message::Take(timex.clone())).set(Attribute::AriaPressed, pressed)
    });
    Some(
        section()
            .class("readings")
            .child(h3().text(said.readings))
            .children(readings),
    )
}
