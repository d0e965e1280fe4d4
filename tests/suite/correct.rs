//! Corrections: whatever a draft looks like, only safe bytes change, once, and what was corrected is right afterwards.

use std::path::Path;
use std::sync::LazyLock;

use factlint::checker::{Checker, Corrected};
use factlint::mention::Context;
use factlint::report::Checked;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;
use proptest::prelude::*;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let rules = Rules::english().unwrap();
    let claims = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let (base, errors) = factlint::kb::load(&[claims], &rules);
    assert!(errors.is_empty(), "{errors:?}");
    Checker::new(rules).with_base(base)
});

fn context() -> Context {
    Context { date: Some(jiff::civil::date(2024, 2, 1).at(0, 0, 0, 0)), ..Context::default() }
}

fn correct(text: &str, format: Format) -> (Checked, Corrected) {
    let checked = CHECKER.check("a.md", text, format, &context()).unwrap();
    let corrected = CHECKER.correct(&checked, format, &context()).unwrap();
    (checked, corrected)
}

/// Sentences that are wrong, right or neither, and marks that turn them into quotations, tables, code.
const PIECES: &[&str] = &[
    "Over 43,000 North Koreans have reached the South. ",
    "About 28,000 North Koreans have reached the South. ",
    "In 2022 only 76 North Koreans arrived in the South. ",
    "The 28,000 North Koreans live in Seoul. ",
    "Of them 20,000 are women and 8,000 are men. ",
    "Otto Warmbier died in June 2016. ",
    "Otto Warmbier died at the age of 24. ",
    "The following year his parents came. ",
    "He was detained for three months. ",
    "James Joseph Dresnok died in 2014. ",
    "In all, 12 died: five women, four men and three children. ",
    "Over 33,000 North Koreans have reached the South. ",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'",
    "\u{ab}",
    "\n\n",
    "\r\n",
    "\n\n> ",
    "\n\n# ",
    "\n- ",
    "\n```\n",
    "**",
    "| ",
    "\n|---|\n",
    "<!-- factlint: ignore as said -->",
    "<q>",
    "</q>",
    "&amp; ",
    "\u{1b}[2J",
    "\u{1f6a2} e\u{301}",
    "He said: ",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]
    #[test]
    fn a_draft_is_corrected_once_and_nowhere_else(
        picks in prop::collection::vec(0..PIECES.len(), 0..14),
        html in any::<bool>(),
    ) {
        let text: String = picks.iter().map(|&i| PIECES[i]).collect();
        let format = if html { Format::Html } else { Format::Markdown };
        let (before, corrected) = correct(&text, format);
        // All bytes outside of the corrections are there, in order.
        let (mut at, mut rest) = (0, corrected.text.as_str());
        for edit in corrected.outcomes.iter().filter_map(|(_, o)| o.as_ref().ok()) {
            let kept = &text[at..edit.span.start as usize];
            rest = rest.strip_prefix(kept).and_then(|r| r.strip_prefix(edit.new.as_str())).unwrap();
            at = edit.span.end as usize;
        }
        prop_assert_eq!(&text[at..], rest);
        // No new conflict, as many fewer as there were corrections, and nothing left to do.
        let conflicts = |c: &Checked| c.findings.iter().filter(|f| f.verdict == Verdict::Conflicting).count();
        let (after, again) = correct(&corrected.text, format);
        prop_assert_eq!(conflicts(&after) + corrected.made(), conflicts(&before));
        prop_assert_eq!(again.made(), 0);
        prop_assert_eq!(again.text, corrected.text);
    }
}

#[test]
fn the_pieces_hold_what_can_be_corrected() {
    let made = PIECES.iter().map(|p| correct(p, Format::Markdown).1.made()).sum::<usize>();
    assert!(made >= 6, "{made}");
}
