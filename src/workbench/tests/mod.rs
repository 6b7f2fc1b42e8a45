//! What the workbench does, in pictures and against naive models.

mod bulk;
mod caret;
mod commands;
mod list;
pub mod picture;
mod suggestions;
mod views;
