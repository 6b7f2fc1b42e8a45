//! What the workbench does, in pictures and against naive models.

mod caret;
mod commands;
pub mod picture;
mod suggestions;
mod views;
