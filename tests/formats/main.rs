//! What leaves and what comes in.

#![allow(missing_docs, reason = "a test crate has no readers of its docs")]

mod own;
mod support;
