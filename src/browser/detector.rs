//! stub
use spanwright::{detect::Proposal, project::DocumentId, text::{TextSpan, SourceText}};
pub enum DetectorEvent { Proposals{document: DocumentId, span: TextSpan, proposals: Vec<Proposal>}, Progress{done: usize, total: usize}, Finished, Trouble(String) }
pub struct Detector;
impl Detector {
    pub fn new(_: impl Fn(DetectorEvent) + 'static) -> Self { Self }
    pub fn open(&self, _: DocumentId, _: &SourceText, _: &[TextSpan], _: Option<chrono::NaiveDate>) {}
    pub fn set_reference(&self, _: Option<chrono::NaiveDate>) {}
    pub fn close(&self) {}
}
