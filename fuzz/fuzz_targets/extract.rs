//! Any text through the whole reader with the shipped rules: mentions lie in the text, in order.
#![no_main]

use std::sync::LazyLock;

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::Format;
use libfuzzer_sys::fuzz_target;

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::new(Rules::english().expect("the shipped rules are tested")));

fuzz_target!(|source: &str| {
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        if let Ok(read) = CHECKER.extract(source, format, &Context::default()) {
            for reading in &read.readings {
                assert!(!source[reading.extent.span.range()].is_empty());
            }
        }
    }
});
