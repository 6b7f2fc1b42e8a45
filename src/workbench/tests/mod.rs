//! What the workbench does, in pictures and against naive models.

mod commands;
pub mod picture;
mod suggestions;
mod views;
