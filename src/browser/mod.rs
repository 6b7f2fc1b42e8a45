//! The only rooms that know the browser. They adapt it to the engine and decide nothing about
//! text, spans or dates.

pub mod storage;
