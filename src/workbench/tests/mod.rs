//! What the workbench does, in pictures and against naive models.

mod bulk;
mod caret;
mod commands;
pub mod picture;
mod suggestions;
mod views;
