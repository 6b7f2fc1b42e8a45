//! Any file gives documents whose annotations stand in their texts, problems that say where they
//! are, and the same documents again when it is written and read once more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use spanwright_fuzz::{FILE, check_import};

fuzz_target!(|content: &str| {
    check_import(spanwright::formats::read(FILE, content));
});
