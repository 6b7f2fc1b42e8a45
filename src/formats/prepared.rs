//! What is written of one document, decided before a byte of it is: the text, the annotations
//! that the format holds, and the account of the others.

use super::conll::Sentences;
use super::export::{ExportItem, ExportOptions};
use super::flat::flatten;
use super::names::LabelNames;
use super::{Excerpt, Format, Loss, LossReason, spacy};
use crate::annotation::{Annotation, LabelId, Review, Schema};
use crate::text::{CodePointOffset, SourceText, TextSpan, TextTooLong};

/// A document, ready to be written.
pub(super) struct Prepared<'a> {
    pub item: ExportItem<'a>,
    pub options: ExportOptions,
    pub excerpt: Excerpt,
    /// In order; disjoint in formats that hold one annotation a place.
    pub spans: Vec<Chosen<'a>>,
    /// Only for formats that write tokens.
    pub sentences: Sentences,
    pub losses: Vec<Loss>,
}

/// An annotation to write.
#[derive(Clone)]
pub(super) struct Chosen<'a> {
    pub annotation: &'a Annotation,
    /// Its label, or the one with which that was merged.
    pub label_id: &'a LabelId,
    /// Where it stands in the excerpt.
    pub span: TextSpan,
    /// The same in code points.
    pub start: CodePointOffset,
    pub end: CodePointOffset,
    /// The label's name in the format.
    pub label: String,
}

impl<'a> Prepared<'a> {
    pub fn new(
        format: Format,
        item: ExportItem<'a>,
        schema: &'a Schema,
        options: ExportOptions,
    ) -> Result<Self, TextTooLong> {
        let excerpt = Excerpt::new(item.document, item.markup, options.skipped)?;
        let names = LabelNames::new(format, schema);
        let mut spans = Vec::new();
        let mut losses = Losses::new(item);
        for annotation in wanted(item, schema, options) {
            let place = place(format, item, &excerpt, annotation);
            let label = names.get(&annotation.label);
            match (place, format.is_own()) {
                (Err(reason), _) => losses.add(annotation, reason),
                (Ok(_), false) if annotation.review == Review::Rejected => {
                    losses.add(annotation, LossReason::Rejected);
                }
                (Ok(_), false) if label.trim().is_empty() => {
                    losses.add(annotation, LossReason::Nameless);
                }
                (Ok(_), false) if format == Format::TimeMl && !has_time(annotation) => {
                    losses.add(annotation, LossReason::NoTime);
                }
                (Ok((span, start, end)), _) => spans.push(Chosen {
                    annotation,
                    label_id: schema.resolve(&annotation.label),
                    span,
                    start,
                    end,
                    label,
                }),
            }
        }
        let mut prepared = Self {
            item,
            options,
            excerpt,
            spans,
            sentences: Sentences::default(),
            losses: Vec::new(),
        };
        if !format.is_own() {
            prepared.fit(format, schema, &mut losses);
        }
        losses.found.sort_by_key(|loss| (loss.start, loss.end));
        prepared.losses = losses.found;
        Ok(prepared)
    }

    /// Leaves out what a training format cannot hold.
    fn fit(&mut self, format: Format, schema: &Schema, losses: &mut Losses) {
        if format == Format::Conll {
            self.sentences = Sentences::new(self);
            let sentences = &self.sentences;
            self.spans
                .retain(|chosen| match sentences.hold(chosen.span) {
                    Ok(()) => true,
                    Err(reason) => {
                        losses.add(chosen.annotation, reason);
                        false
                    }
                });
        }
        let (kept, gave_way) = flatten(std::mem::take(&mut self.spans));
        for gone in gave_way {
            let reason = LossReason::Overlap {
                winner: gone.winner.label,
                quote: self.excerpt.text().slice(gone.winner.span).to_owned(),
                why: gone.why,
            };
            losses.add(gone.loser.annotation, reason);
        }
        for chosen in &kept {
            let original = losses.item.document.text.slice(chosen.annotation.span);
            if chosen.span.len_bytes() as usize != original.len() {
                losses.add(chosen.annotation, LossReason::Trimmed);
            }
            let label = schema.get(chosen.label_id);
            let name = label.map_or(chosen.label_id.as_str(), |label| &label.export_name);
            if chosen.label != name && format != Format::TimeMl {
                let reason = LossReason::Renamed(chosen.label.clone());
                losses.add(chosen.annotation, reason);
            }
        }
        self.spans = kept;
        match format {
            Format::Conll => self.sentences.join_across(&self.spans),
            Format::TimeMl => {}
            _ => {
                for chosen in spacy::misaligned(self) {
                    losses.add(chosen, LossReason::MayNotAlign);
                }
            }
        }
    }

    /// The text that is written.
    pub fn text(&self) -> &SourceText {
        self.excerpt.text()
    }

    /// The pieces of the written text that are blocks, each with whether it belongs to the
    /// article.
    pub fn blocks(&self) -> impl Iterator<Item = (TextSpan, bool)> {
        super::cut::blocks(self.item.document, self.item.markup)
            .filter_map(|(_, block, stays)| Some((self.excerpt.span(block.span)?, stays)))
    }
}

/// Whether the annotation is a time expression with a value.
fn has_time(annotation: &Annotation) -> bool {
    (annotation.time.as_ref()).is_some_and(|time| time.timex.validate().is_ok())
}

/// The annotations that were asked for, in order. Those of deleted labels are as good as deleted.
fn wanted<'a>(
    item: ExportItem<'a>,
    schema: &Schema,
    options: ExportOptions,
) -> Vec<&'a Annotation> {
    let decided = item.markup.annotations.iter();
    let suggested = item.suggestions.iter();
    let mut wanted: Vec<&Annotation> = decided
        .chain(suggested)
        .map(|annotation| &**annotation)
        .filter(|annotation| match annotation.review {
            Review::Accepted => true,
            Review::Suggested => options.suggestions,
            Review::Rejected => options.rejected,
        })
        .filter(|annotation| !schema.is_deleted(&annotation.label))
        .collect();
    wanted.sort_by_key(|annotation| (annotation.span, annotation.id));
    wanted
}

/// Where the annotation stands in what is written, checked by reading the text between the
/// offsets as they are written and holding it against the text that was annotated.
fn place(
    format: Format,
    item: ExportItem,
    excerpt: &Excerpt,
    annotation: &Annotation,
) -> Result<(TextSpan, CodePointOffset, CodePointOffset), LossReason> {
    let text = &item.document.text;
    let span = text
        .span_of_bytes(annotation.span.start(), annotation.span.end())
        .map_err(|_| LossReason::NotInText)?;
    let span = match format.is_own() {
        true => span,
        false => span.trimmed(text.as_str()).ok_or(LossReason::Blank)?,
    };
    let quote = text.slice(span);
    let span = excerpt.span(span).ok_or(LossReason::Skipped)?;
    let (start, end) = excerpt.text().code_points(span);
    let written = excerpt.text().span_of_code_points(start, end);
    match written.map(|written| excerpt.text().slice(written)) {
        Ok(written) if written == quote => Ok((span, start, end)),
        _ => Err(LossReason::NotInText),
    }
}

/// The losses of one document as they are found.
struct Losses<'a> {
    item: ExportItem<'a>,
    found: Vec<Loss>,
}

impl<'a> Losses<'a> {
    fn new(item: ExportItem<'a>) -> Self {
        let found = Vec::new();
        Self { item, found }
    }

    fn add(&mut self, annotation: &Annotation, reason: LossReason) {
        let text = &self.item.document.text;
        let (start, end) = text.code_points(annotation.span);
        self.found.push(Loss {
            document: self.item.document.id.clone(),
            annotation: annotation.id,
            start,
            end,
            quote: text.slice(annotation.span).to_owned(),
            label: annotation.label.clone(),
            reason,
        });
    }
}
