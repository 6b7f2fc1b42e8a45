//! The end-to-end tests; `cargo xtask test e2e` runs them. One program for all of them, so that
//! it is linked once.

mod access;
mod actions;
mod annotating;
mod datasets;
mod dates;
mod folder;
mod hands;
mod kills;
mod languages;
mod leaks;
mod learning;
mod offline;
mod opening;
mod own;
mod pointing;
mod precise;
mod project;
mod tabs;
mod tour;
mod trouble;
mod windows;
