//! The text of the open document, as a window comes by it: from the disk, or from the page where there
//! is none.

use super::{Answer, Question, Scene};
use crate::text::SourceText;

/// What the disk said, once it did: the text, or why there is none.
#[derive(Clone, Debug, Default)]
pub struct OpenText(Option<Result<SourceText, String>>);

impl OpenText {
    /// What to ask the disk, where there is one.
    pub fn wants(scene: &Scene) -> Option<Question> {
        let open = scene.context.open.as_ref()?;
        let is_on_disk = open.unsaved.is_none();
        is_on_disk.then(|| Question::Text(open.id.clone()))
    }

    /// Takes the answer in.
    pub fn take(&mut self, answer: Result<Answer, String>, scene: &Scene) {
        self.0 = Some(match answer {
            Ok(Answer::Text(Some(text))) => Ok(text),
            Ok(_) => Err(scene.words.past.gone.to_owned()),
            Err(why) => Err(why),
        });
    }

    /// The text, or `None` as long as nobody has said; the error says why there is none.
    pub fn get(&self, scene: &Scene) -> Option<Result<SourceText, String>> {
        let open = scene.context.open.as_ref();
        let unsaved = open.and_then(|open| open.unsaved.as_ref());
        if let Some(Ok(text)) = unsaved.map(|one| SourceText::new(&*one.text)) {
            return Some(Ok(text));
        }
        // The text itself is shared, not copied.
        self.0.clone()
    }
}
