//! Any text in any format: reading ends, and every span is a slice of the source.
#![no_main]

use factlint::text::token::{Vocabulary, WordId, tokenise};
use factlint::text::{Document, Format};
use libfuzzer_sys::fuzz_target;

struct Wordless;

impl Vocabulary for Wordless {
    fn lookup(&self, _: &str) -> WordId {
        WordId::UNKNOWN
    }
}

fuzz_target!(|source: &str| {
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        let doc = Document::read(source, format);
        let tokens = tokenise(&doc, &Wordless);
        let mut last = 0;
        for token in &tokens.all {
            let span = doc.span(token.start, token.end);
            assert!(!source[span.range()].is_empty() && span.start >= last);
            last = span.start;
        }
        for said in &doc.metadata {
            let _ = &source[said.span.range()];
        }
    }
});
