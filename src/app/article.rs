//! The article: one component a block, in chunks of a screenful, and one listener for all of it.

use std::rc::Rc;
use std::sync::Arc;

use spanwright::annotation::{Annotation, AnnotationId, Origin, Review, Schema};
use spanwright::detect::Score;
use spanwright::text::{BlockKind, control_sign};
use spanwright::words::{counted, fill};
use spanwright::workbench::{BlockView, Cover};
use yew::prelude::*;

use super::language;
use super::memo::memo;
use super::mounting::Mounting;

/// The deepest level that has a line of its own; deeper annotations share it.
const DEEPEST: u8 = 3;

/// How many marks a block has at most, so that it can be drawn in a moment. Where annotations crowd, only the
/// innermost are drawn; the list has them all.
const MOST_MARKS: usize = 4_000;

/// What the article is drawn from.
#[derive(PartialEq)]
pub struct ArticleProps {
    /// The blocks.
    pub views: Blocks,
    /// The parts in which they are put on the page.
    pub mounting: Mounting,
    /// The labels.
    pub schema: Rc<Schema>,
    /// The annotation in focus.
    pub focus: Option<AnnotationId>,
    /// Whether line breaks and tabs can be seen too.
    pub invisibles: bool,
}

impl ArticleProps {
    /// What some of the blocks are drawn from. Only those with the annotation in focus know of it.
    fn part(&self, views: &[Arc<BlockView>]) -> Self {
        Self {
            views: Blocks(views.into()),
            mounting: Mounting::default(),
            schema: self.schema.clone(),
            focus: self.focus.filter(|id| draws(views, *id)),
            invisibles: self.invisibles,
        }
    }
}

/// Blocks to draw. They are the same where they are the same in memory.
#[derive(Clone, Default)]
pub struct Blocks(pub Rc<[Arc<BlockView>]>);

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, other);
        self.0.len() == other.0.len() && self.0.iter().zip(other.0.iter()).all(same)
    }
}

/// The whole article. A part that is still to come is empty.
pub fn article(props: &ArticleProps) -> Html {
    let views = &props.views.0;
    let parts = props.mounting.parts().iter().map(|part| {
        let views = views.get(part.blocks.clone()).filter(|_| part.mounted);
        memo(
            part.blocks.start,
            props.part(views.unwrap_or_default()),
            draw_part,
        )
    });
    html! { <>{ for parts }</> }
}

fn draws(views: &[Arc<BlockView>], id: AnnotationId) -> bool {
    let mut annotations = views.iter().flat_map(|view| view.annotations());
    annotations.any(|annotation| annotation.id == id)
}

fn draw_part(props: &ArticleProps) -> Html {
    let blocks = props.views.0.iter().map(|view| {
        let part = props.part(std::slice::from_ref(view));
        memo(view.index.to_usize(), part, draw_block)
    });
    html! { <section class="chunk">{ for blocks }</section> }
}

fn draw_block(props: &ArticleProps) -> Html {
    let Some(view) = props.views.0.first() else {
        return Html::default();
    };
    let deep = (MOST_MARKS / view.segments.len().max(1)).max(1);
    let segments = view.segments.iter().map(|segment| {
        let text = words(view.text.slice(segment.span), props.invisibles);
        let outer = segment.covers.len().saturating_sub(deep);
        draw(view, &segment.covers[outer..], text, props)
    });
    let (tag, item) = match view.kind {
        BlockKind::Title => ("h1", None),
        BlockKind::Heading => ("h2", None),
        BlockKind::Quote => ("blockquote", None),
        BlockKind::ListItem => ("p", Some("item")),
        BlockKind::Paragraph => ("p", None),
    };
    let class = classes!("block", item, (!view.included).then_some("skipped"));
    let index = view.index.to_usize().to_string();
    // Each block runs in the direction of its own words.
    let text = html! { <@{tag} {class} data-block={index} dir="auto">{ for segments }</@> };
    html! { <>{ text }{ include_button(view) }</> }
}

/// The text. What cannot be seen of it and must be, always a control character and on request a line break
/// or a tab, stands in an element of its own, to which the style sheet gives a sign: the text itself has
/// nothing that is not the document's. The element keeps a change of direction to itself.
fn words(text: &str, invisibles: bool) -> Html {
    let sign = |c| match c {
        '\n' if invisibles => Some("¶"),
        '\t' if invisibles => Some("→"),
        c => control_sign(c),
    };
    let is_shown = |c: char| sign(c).is_some();
    if !text.contains(is_shown) {
        return html! { { text } };
    }
    let pieces = text.split_inclusive(is_shown).map(|piece| {
        let last = piece.chars().next_back();
        let sign = last.and_then(sign);
        let control = last.filter(|_| sign.is_some()).map_or(0, char::len_utf8);
        let (words, control) = piece.split_at(piece.len() - control);
        html! { <>{ words }if sign.is_some() { <bdi data-sign={sign}>{ control }</bdi> }</> }
    });
    pieces.collect()
}

/// The button that includes a skipped block or skips an included one that was recognised as no
/// part of the article. Its words are in its attributes, so that the article has no text but the
/// document's.
fn include_button(view: &BlockView) -> Html {
    let said = &language::words().reader;
    let Some(reason) = view.reason else {
        return match view.included {
            true => Html::default(),
            false => button(view, said.skipped_by_you.to_owned()),
        };
    };
    let told = match view.included {
        true => said.included_by_you,
        false => said.skipped,
    };
    button(view, fill(told, &[said.reasons.of(reason)]))
}

fn button(view: &BlockView, reason: String) -> Html {
    let said = &language::words().reader;
    let (does, does_this) = match view.included {
        true => (said.skip, said.skip_block),
        false => (said.include, said.include_block),
    };
    html! {
        <button type="button" class="include" data-toggle={view.index.to_usize().to_string()}
            data-reason={reason.clone()} data-does={does}
            aria-label={fill(does_this, &[&reason])} />
    }
}

fn draw(view: &BlockView, covers: &[Cover], text: Html, props: &ArticleProps) -> Html {
    let innermost_first = covers.iter().rev();
    innermost_first.fold(text, |inner, cover| {
        let quote = view.text.slice(cover.annotation.span);
        mark(cover, quote, inner, &props.schema, props.focus)
    })
}

fn mark(
    cover: &Cover,
    quote: &str,
    inner: Html,
    schema: &Schema,
    focus: Option<AnnotationId>,
) -> Html {
    let annotation = &*cover.annotation;
    let label = schema.get(&annotation.label);
    let name = schema.name(&annotation.label);
    let suggested = annotation.review == Review::Suggested;
    let percent = annotation.score.map(Score::percent);
    let class = classes!(
        "mark",
        format!("tint-{}", label.map_or(0, |label| label.tint.get())),
        format!("level-{}", cover.level.min(DEEPEST)),
        match (suggested, &annotation.origin) {
            (true, _) => "suggested",
            (false, Origin::Detector { .. }) => "accepted",
            (false, _) => "drawn",
        },
        (cover.starts && !cover.continued).then_some("starts"),
        cover.ends.then_some("ends"),
        (focus == Some(annotation.id)).then_some("focused"),
    );
    let tag = tag(name, percent.filter(|_| suggested), quote);
    let title = title(annotation, schema);
    html! {
        <mark {class} data-id={annotation.id.to_string()} data-tag={tag}
            title={title.clone()} aria-description={title}>
            { inner }
        </mark>
    }
}

/// The tag above a mark, as much of it as there is room for, so that neighbours do not collide:
/// label and score, the label, or how it begins. The whole of it is in the mark's title.
fn tag(name: &str, percent: Option<u16>, quote: &str) -> String {
    // A letter of the article is a little wider than one of a tag.
    let room = quote.chars().count() * 6 / 5 + 1;
    let whole = percent.map(|percent| format!("{name} {percent}"));
    match whole {
        Some(whole) if whole.chars().count() <= room => whole,
        _ => name.chars().take(room.max(2)).collect(),
    }
}

/// What the annotation is, in words: its label, what it means, whether it is a suggestion.
pub fn title(annotation: &Annotation, schema: &Schema) -> String {
    let percent = annotation.score.map(Score::percent);
    let mut title = schema.name(&annotation.label).to_owned();
    if let Some(time) = &annotation.time {
        title += &format!(" · {}", time.timex.value);
    }
    if annotation.review == Review::Suggested {
        let said = &language::words().reader;
        let suggested = match percent {
            Some(percent) => counted(said.suggested_sure, percent.into()),
            None => said.suggested.to_owned(),
        };
        title += &format!(" · {suggested} · {}", said.click_to_accept);
    }
    title
}
