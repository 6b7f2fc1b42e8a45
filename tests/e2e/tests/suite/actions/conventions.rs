//! What it takes other tools to put right what was proposed, by their conventions.

/// How much is to be put right, or made where nothing is proposed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mistakes {
    /// Spans that are nothing.
    pub remove: usize,
    /// Spans that have another label.
    pub relabel: usize,
    /// Spans that have another beginning or end.
    pub resize: usize,
    /// Spans that are missing.
    pub draw: usize,
    /// How many labels those that are missing have.
    pub drawn_labels: usize,
}

/// What the conventions of another tool take, in keys and clicks; a drag is one. Looking, pointing
/// and scrolling are nothing, as they are for us.
pub struct Conventions {
    /// Its name.
    pub tool: &'static str,
    /// To remove a span.
    remove: usize,
    /// To give a span another label.
    relabel: usize,
    /// To move an end of a span.
    resize: usize,
    /// To draw a span and label it.
    draw: usize,
    /// Whether a label that is chosen first stays chosen, so that a drag alone draws the next span.
    label_stays: bool,
}

/// Label Studio, with the settings it comes with. A proposal that is loaded into the annotation
/// counts as accepted (its documentation: predicted regions become part of the annotation). A
/// region is removed by a click and Backspace, and gets another label by a click and the label's
/// key. A text region that a click has selected has handles at its ends (since its pull request 7309,
/// 2025). To draw is the label's key and a drag; the label is let go after each region.
pub const LABEL_STUDIO: Conventions = Conventions {
    tool: "Label Studio",
    remove: 2,
    relabel: 2,
    resize: 2,
    draw: 2,
    label_stays: false,
};

/// doccano. A proposal that is imported as a label counts as accepted (its issue 1455). A span is
/// removed by a right click and gets another label by a click and a choice in the menu. Its ends
/// cannot be moved, so it is removed and drawn anew. To draw is a drag and a choice in the menu, or
/// the label first, which stays, and a drag for each span.
pub const DOCCANO: Conventions = Conventions {
    tool: "doccano",
    remove: 1,
    relabel: 2,
    resize: 3,
    draw: 2,
    label_stays: true,
};

impl Conventions {
    /// The actions to put all of it right, and one that says that the document is done.
    pub fn actions(&self, mistakes: &Mistakes) -> usize {
        let each = mistakes.draw * self.draw;
        let drawn = match self.label_stays {
            true => each.min(mistakes.draw + mistakes.drawn_labels),
            false => each,
        };
        mistakes.remove * self.remove
            + mistakes.relabel * self.relabel
            + mistakes.resize * self.resize
            + drawn
            + 1
    }
}
