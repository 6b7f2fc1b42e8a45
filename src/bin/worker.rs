//! The detector worker: runs the detectors beside the page.

fn main() {}
