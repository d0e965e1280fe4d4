//! How long each stage of reading takes, against the cheapest pass over the same text.
//!
//! Prints one line a stage: MB a second, and how many times as long as `split_whitespace` it takes.
//! The ratios, taken in one run, can be compared between machines; the rates cannot.
//!
//! ```text
//! cargo bench --bench stages              # its own text
//! cargo bench --bench stages -- FILE      # a text of yours
//! ```

// Its report is what it is run for.
#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use factlint::audit::audit;
use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::token::{Vocabulary, WordId, tokenise};
use factlint::text::{Document, Format};

const PASSAGE: &str = "The ministry said on Tuesday that about 28,400 people had crossed the river since the \
late 1990s, nearly twice as many as in 2004. Mr. Aalto, 61, who runs the ferry, put it at \u{201c}thirty thousand, \
more or less.\u{201d} Tickets cost $4.50 in May, up 12 per cent from a year earlier; the boat needs 35 minutes for \
the 9.2 km. Its owner bought it for £1.3m in the spring of 2011 and has spent at least as much again on repairs, \
he says, because the hull was older than anyone had told him. Nobody knows how long it will last.\n\n";

/// Text that a run reads, in bytes.
const SIZE: usize = 8 << 20;

/// Runs of each stage; the fastest counts.
const RUNS: u32 = 5;

struct Wordless;

impl Vocabulary for Wordless {
    fn lookup(&self, _: &str) -> WordId {
        WordId::UNKNOWN
    }
}

fn main() {
    // `cargo bench` passes `--bench`; what is no flag is a file.
    let file = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let text = match file.map(std::fs::read_to_string) {
        Some(Ok(text)) if !text.is_empty() => text,
        _ => PASSAGE.to_owned(),
    };
    let text = text.repeat(SIZE.div_ceil(text.len()));
    let rules = Rules::english().expect("the shipped rules are tested");
    let checker = Checker::new(rules);
    let plain = Document::read(&text, Format::Plain);
    let base = fastest(|| text.split_whitespace().map(str::len).sum::<usize>());
    let show = |stage: &str, time: Duration| {
        let rate = text.len() as f64 / 1e6 / time.as_secs_f64();
        println!("{stage:<28} {rate:>8.0} MB/s {:>8.1} x", time.as_secs_f64() / base.as_secs_f64());
    };
    show("split_whitespace", base);
    show("read plain", fastest(|| Document::read(&text, Format::Plain).blocks.len()));
    show("read markdown", fastest(|| Document::read(&text, Format::Markdown).blocks.len()));
    show("read html", fastest(|| Document::read(&text, Format::Html).blocks.len()));
    show("tokenise, no words", fastest(|| tokenise(&plain, &Wordless).all.len()));
    show("tokenise, all rules' words", fastest(|| tokenise(&plain, &checker.rules().lexicon).all.len()));
    let context = Context::default();
    let extract = || checker.extract(&text, Format::Plain, &context).map_or(0, |e| e.readings.len());
    show("extract", fastest(extract));
    if let Ok(read) = checker.extract(&text, Format::Plain, &context) {
        let rules = checker.rules();
        let changes = read.changes(rules);
        let audit = || audit(&read.document, &read.tokens, &read.readings, &changes, rules, &context).len();
        show("audit of what was read", fastest(audit));
    }
}

fn fastest(run: impl Fn() -> usize) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}
