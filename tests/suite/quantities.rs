//! Quantities through the library's public face: the corpus files of `rules/`, and any text at all.

use std::path::Path;
use std::sync::LazyLock;

use factlint::mention::Context;
use factlint::report::notation::{notation, with_kind};
use factlint::resolve::{Reading, read};
use factlint::rules::{Rules, corpus};
use factlint::text::token::tokenise;
use factlint::text::{Document, Format};
use factlint::value::Bound;
use proptest::prelude::*;

/// The corpus files, one a phenomenon.
const CORPUS: [(&str, &str); 4] = [
    ("numbers", include_str!("../../rules/en/numbers.corpus.toml")),
    ("names", include_str!("../../rules/en/names.corpus.toml")),
    ("units", include_str!("../../rules/en/units.corpus.toml")),
    ("ages", include_str!("../../rules/en/ages.corpus.toml")),
];

/// The shipped rules, compiled once for all tests.
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::english().unwrap());

fn readings(text: &str) -> Vec<Reading> {
    let rules = &*RULES;
    let document = Document::read(text, Format::Plain);
    let tokens = tokenise(&document, &rules.lexicon);
    read(&document, &tokens, rules, &Context::default())
}

#[test]
fn every_sentence_of_the_corpus_is_read_as_it_says() {
    let mut wrong = Vec::new();
    for (name, text) in CORPUS {
        for case in corpus::parse(Path::new(name), text).unwrap() {
            let found: Vec<String> = readings(&case.text).iter().map(with_kind).collect();
            if Some(&found) != case.is.as_ref() {
                wrong.push(format!("{name}: {:?} is {found:?}, the corpus says {:?}", case.text, case.is));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_hedge_holds_on_its_own_sentence_only() {
    let found = readings("They asked for more than. 40 people came.");
    assert_eq!(notation(&found[0]), "40 people");
}

#[test]
fn a_fraction_belongs_to_the_number_of_its_own_paragraph() {
    assert_eq!(notation(&readings("It is 10½ m long.")[0]), "10.5 metre");
    assert_eq!(notation(&readings("5\n\n½")[0]), "5");
}

/// Pieces that numbers are made of, and what trips readers of them.
fn prose() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "half",
        "third",
        "thirds",
        "first",
        "and",
        "a",
        "the",
        "of",
        "per",
        "to",
        "or",
        "between",
        "from",
        "in",
        "out",
        "over",
        "point",
        "minus",
        "dozen",
        "dozens",
        "several",
        "about",
        "more than",
        "at least",
        "or more",
        "times",
        "year",
        "years",
        "old",
        "aged",
        "dollars",
        "cents",
        "pounds",
        "$",
        "US$",
        "€",
        "%",
        "per cent",
        "km",
        "km2",
        "m",
        "k",
        "°C",
        "-",
        "–",
        "−",
        "/",
        ".",
        ",",
        "(",
        ")",
        "'",
        "\"",
        "+",
        "~",
        "±",
        "^",
        "e",
        "x",
        "½",
        "5",
        "22",
        "100",
        "1,000",
        "3.5",
        "2016",
        "00",
        "99999999999999999999999999999999999999",
        "people",
        "Boeing",
        "No.",
        "won",
        "é",
        "🙂",
        "\n",
        "\n\n",
        "\u{a0}",
        "st",
        "nd",
        "-old",
        "s",
    ];
    let piece = prop::sample::select(PIECES);
    let gap = prop::sample::select(&["", " ", " ", " "][..]);
    prop::collection::vec((piece, gap), 1..24)
        .prop_map(|all| all.into_iter().flat_map(|(p, g)| [p, g]).collect::<String>())
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_spans_are_sorted_and_whole(text in prose()) {
            let mut last = 0;
        for r in readings(&text) {
            let span = r.extent.span;
            prop_assert!(span.start < span.end && text.get(span.range()).is_some());
            prop_assert!(span.start >= last, "{:?} crosses the one before it in {text:?}", &text[span.range()]);
            last = span.end;
            if let Some(q) = r.quantity()
                && let (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) =
                    (q.interval.low, q.interval.high)
            {
                prop_assert!(a <= b);
            }
        }
    }

    #[test]
    fn what_follows_a_paragraph_moves_nothing_in_it(text in prose(), more in prose()) {
            let spans = |t: &str| -> Vec<_> { readings(t).iter().map(|r| r.extent.span).collect() };
        let alone = spans(&text);
        let both = spans(&format!("{text}\n\n{more}"));
        prop_assert_eq!(&both[..alone.len().min(both.len())], &alone[..]);
    }
}
