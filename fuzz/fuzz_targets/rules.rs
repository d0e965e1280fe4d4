//! Any text as a rule file: it compiles, or says what is wrong with it.
#![no_main]

use std::path::Path;

use factlint::rules::{Rules, load};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let compiled = load::parse(Path::new("fuzz.toml"), text).and_then(|file| Rules::compile(&[file]));
    if let Err(error) = compiled {
        assert!(!error.to_string().is_empty());
    }
});
