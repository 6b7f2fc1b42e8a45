//! Counts what the engine does, so that a test can hold it against the length of the text. Outside
//! of tests nothing is counted.

/// Counts one step: a token that is looked at, an instruction of a pattern.
pub(super) fn step() {
    #[cfg(test)]
    counted::STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
pub(super) mod counted {
    use std::cell::Cell;

    thread_local! {
        pub(in super::super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// How many steps the work takes.
    pub(in super::super) fn steps(work: impl FnOnce()) -> u64 {
        let before = STEPS.with(Cell::get);
        work();
        STEPS.with(Cell::get) - before
    }
}
