//! The draft against itself: slips that a text gives away without any knowledge base.
//!
//! Floor 9. Enters: a document, its tokens, its [readings](crate::resolve::Reading) and [changes](Changes). Leaves:
//! [`Slip`]s, each with the computation that shows it and the other places that it was computed from.
//! "12 dead: five women, four men and four children" has one: 5 + 4 + 4 = 13, not 12.
//!
//! One file a check. A check looks only where a word or a shape invites it, and is silent where one
//! licensed reading (rounding, hedge, partial list, another scope) makes the text right.

use std::ops::Range;

use crate::claim::Changes;
use crate::mention::{Context, Input};
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::text::{Document, TokenKind, Tokens};

mod afar;
mod again;
mod age;
mod ages;
mod ago;
mod ahead;
mod amounts;
mod anniversary;
mod apart;
mod apposed;
mod bare;
mod bare_age;
mod based;
mod behind;
mod bullets;
mod calendar;
mod cells;
mod change;
mod columns;
mod conversion;
mod count;
mod differs;
mod digits;
mod draft;
mod entire;
mod equated;
mod exceeds;
mod excused;
mod figure;
mod founding;
mod gap;
mod holders;
mod impossible;
mod keeper;
mod leaves;
mod length;
mod licence;
mod life;
mod linked;
mod list;
mod listed;
mod meant;
mod moved;
mod off;
mod one_by_one;
mod part;
mod penalty;
mod person;
mod poll;
mod polled;
mod portion;
mod record;
mod recurring;
mod relative;
mod retold;
mod reversed;
mod roster;
mod same;
mod scales;
mod scores;
mod share;
mod sides;
mod sole;
mod span;
mod spread;
mod stated;
mod story;
mod stretch;
mod sum;
mod table;
mod tally;
mod told;
mod unread;
mod votes;
mod weekday;
mod weekdays;

use draft::Draft;

/// A place where the text disagrees with itself, or with the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The code: `sum-mismatch`.
    pub code: &'static str,
    /// Token numbers of the figure or date that reads most like the mistake.
    pub tokens: Range<u32>,
    /// Token numbers of the other places that it was computed from.
    pub others: Vec<Range<u32>>,
    /// What was computed: "5 + 4 + 4 = 13, not 12".
    pub computation: String,
}

impl Slip {
    fn new(code: &'static str, tokens: &Range<u32>, computation: String) -> Self {
        Self { code, tokens: tokens.clone(), others: Vec::new(), computation }
    }

    fn against(mut self, others: impl IntoIterator<Item = Range<u32>>) -> Self {
        self.others.extend(others);
        self
    }

    /// The place of the mistake and the others.
    fn places(&self) -> impl Iterator<Item = &Range<u32>> {
        std::iter::once(&self.tokens).chain(&self.others)
    }

    /// Whether a place of `other` is one of its own.
    fn touches(&self, other: &Self) -> bool {
        self.places().any(|a| other.places().any(|b| overlap(a, b)))
    }
}

/// One check: adds the slips that it finds in a draft.
type Check = fn(&Draft<'_>, &mut Vec<Slip>);

/// Every check with its codes, in the order in which their slips win where two are about the same place.
const CHECKS: &[(&[&str], Check)] = &[
    (&["impossible-date"], impossible::check),
    (&["weekday-date"], weekday::check),
    (&["reversed-range"], reversed::check),
    (&["age-date"], age::check),
    (&["age-date", "text-differs"], life::check),
    (&["age-date"], roster::check),
    (&["anniversary"], anniversary::check),
    (&["anniversary"], ago::check),
    (&["span-duration"], span::check),
    (&["span-duration"], leaves::check),
    (&["span-duration"], weekdays::check),
    (&["conversion-mismatch"], conversion::check),
    (&["sum-mismatch"], sum::check),
    (&["share-sum"], share::check),
    (&["share-sum"], portion::check),
    (&["share-sum"], holders::check),
    (&["part-exceeds-whole"], part::check),
    (&["part-exceeds-whole"], exceeds::check),
    (&["list-count"], count::check),
    (&["change-mismatch"], change::check),
    (&["change-mismatch"], linked::check),
    (&["change-mismatch"], amounts::check),
    (&["change-mismatch"], based::check),
    (&["change-mismatch"], moved::check),
    (&["change-mismatch"], gap::check),
    (&["poll-margin"], poll::check),
    (&["text-differs"], differs::check),
    (&["text-differs"], retold::check),
    (&["text-differs"], penalty::check),
    (&["age-date"], sole::age),
    (&["age-date"], record::check),
    (&["age-date"], sole::lone),
    (&["anniversary"], record::jubilees),
    (&["anniversary"], ago::later),
    (&["anniversary"], sole::jubilee),
    (&["anniversary"], sole::since),
    (&["span-duration"], sole::watch),
    (&["age-date", "anniversary"], record::lines),
    (&["part-exceeds-whole"], sole::part),
    (&["part-exceeds-whole"], sole::portion),
    (&["change-mismatch"], sole::change),
    (&["change-mismatch"], sole::series),
    (&["change-mismatch"], sole::trend),
    (&["change-mismatch"], sole::ratio),
    (&["change-mismatch"], sole::way),
    (&["sum-mismatch"], sole::sum),
    (&["share-sum"], sole::share),
    (&["text-differs"], sole::echo),
    (&["text-differs"], sole::dates),
    (&["text-differs"], sole::clocks),
    (&["text-differs"], sole::hours),
    (&["text-differs"], sole::totals),
];

/// Checks by arithmetic alone, of passages in which no other check found anything.
const LAST: &[(&[&str], Check)] =
    &[(&["sum-mismatch"], sole::laid), (&["sum-mismatch", "change-mismatch"], sole::reckoned)];

/// The slips of a text, in the order of the text; no two on one place.
#[must_use]
pub fn audit(
    doc: &Document<'_>,
    tokens: &Tokens,
    readings: &[Reading],
    changes: &Changes,
    rules: &Rules,
    context: &Context,
) -> Vec<Slip> {
    let input = Input { doc, text: &doc.text, tokens, rules, context };
    let wanted = |codes: &[&str]| codes.iter().any(|c| !context.unchecked.contains(c));
    // Without a figure or a date there is nothing to check.
    let nothing = readings.is_empty()
        && !tokens.all.iter().any(|t| t.kind == TokenKind::Digits || listed::is_group(t, rules));
    if nothing || !CHECKS.iter().any(|(codes, _)| wanted(codes)) {
        return Vec::new();
    }
    let draft = Draft::new(input, readings, changes);
    let mut slips = read(&draft, &[]);
    if let Some(bare) = bare::bare(&draft) {
        let changes = crate::claim::changes(doc, &bare.tokens, &bare.readings, rules);
        let again = Draft::new(Input { tokens: &bare.tokens, ..input }, &bare.readings, &changes);
        let known = slips.len();
        for slip in read(&again, bare::LIVES).into_iter().filter_map(|s| bare.back(s)) {
            if !slips[..known].iter().any(|s| s.touches(&slip)) && excused::stands(&draft, &slip) {
                slips.push(slip);
            }
        }
        slips.sort_by_key(|s| s.tokens.start);
    }
    slips
}

/// The slips that the checks of other codes than `unasked` find in a draft, in the order of the text; no two on one place.
fn read(draft: &Draft<'_>, unasked: &[&str]) -> Vec<Slip> {
    let Input { context, tokens, .. } = draft.input;
    let asked = |code: &str| !unasked.contains(&code) && !context.unchecked.contains(&code);
    let wanted = |codes: &[&str]| codes.iter().any(|c| asked(c));
    let mut found: Vec<(usize, Slip)> = Vec::new();
    let mut slips = Vec::new();
    for (rank, (_, check)) in CHECKS.iter().enumerate().filter(|(_, (codes, _))| wanted(codes)) {
        check(draft, &mut slips);
        let slipped = slips.drain(..).filter(|s| asked(s.code) && excused::stands(draft, s));
        found.extend(slipped.map(|s| (rank, s)));
    }
    for (rank, (_, check)) in LAST.iter().enumerate().filter(|(_, (codes, _))| wanted(codes)) {
        check(draft, &mut slips);
        for slip in slips.drain(..).filter(|s| asked(s.code)) {
            let sentence = |r: &Range<u32>| tokens.sentence_of(r.start);
            let own: Vec<usize> = slip.places().map(sentence).collect();
            let known = found.iter().any(|(_, s)| own.contains(&sentence(&s.tokens)));
            if !known && excused::stands(draft, &slip) {
                found.push((CHECKS.len() + rank, slip));
            }
        }
    }
    found.sort_by_key(|(rank, s)| (s.tokens.start, *rank));
    let mut kept: Vec<(usize, Slip)> = Vec::with_capacity(found.len());
    for (rank, slip) in found {
        let near = kept.len().saturating_sub(NEAR);
        let same = |(_, k): &(usize, Slip)| {
            // Each names the other: one slip, seen from both ends.
            let mutual = k.others.iter().any(|o| overlap(o, &slip.tokens))
                && slip.others.iter().any(|o| overlap(o, &k.tokens));
            overlap(&k.tokens, &slip.tokens)
                || k.code == slip.code && mutual
                || k.code == slip.code && k.others == slip.others && !k.others.is_empty()
        };
        match kept[near..].iter().position(same) {
            Some(at) if rank < kept[near + at].0 => kept[near + at] = (rank, slip),
            Some(_) => {}
            None => kept.push((rank, slip)),
        }
    }
    kept.sort_by_key(|(_, s)| s.tokens.start);
    kept.into_iter().map(|(_, s)| s).collect()
}

/// How many slips back one about the same place can stand.
const NEAR: usize = 8;

fn overlap(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::resolve;
    use crate::text::Format;
    use crate::text::token::tokenise;

    fn slips(text: &str, date: Option<&str>) -> Vec<(&'static str, String)> {
        static RULES: std::sync::LazyLock<Rules> = std::sync::LazyLock::new(|| Rules::english().unwrap());
        let rules = &*RULES;
        let date = date.map(|d| d.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0));
        let context = Context { date, ..Context::default() };
        let doc = Document::read(text, Format::Markdown);
        let tokens = tokenise(&doc, &rules.lexicon);
        let readings = resolve::read(&doc, &tokens, rules, &context);
        let changes = crate::claim::changes(&doc, &tokens, &readings, rules);
        audit(&doc, &tokens, &readings, &changes, rules, &context)
            .into_iter()
            .map(|s| (s.code, s.computation))
            .collect()
    }

    #[test]
    fn the_computation_is_shown() {
        assert_eq!(
            slips("Twelve people died: five women, four men and four children.", None),
            [("sum-mismatch", "5 + 4 + 4 = 13, not 12".to_owned())]
        );
        assert_eq!(
            slips("It opens on Tuesday, July 19, to all.", Some("2023-07-24")),
            [("weekday-date", "19 July 2023 was a Wednesday, not a Tuesday".to_owned())]
        );
    }

    #[test]
    fn what_the_text_puts_right_is_no_slip() {
        assert!(slips("The form said 31 April by mistake.", None).is_empty());
        assert!(slips("\"It is 10 miles (12 km),\" he said. In fact it is 16 km.", None).is_empty());
    }

    /// Pieces that the checks look at, in any order.
    const PIECES: &[&str] = &[
        "from",
        "to",
        "between",
        "and",
        "12",
        "1,204",
        "31 June",
        "2019",
        "(",
        ")",
        "-",
        ":",
        ",",
        ".",
        "of the",
        "five",
        "years",
        "born in",
        "1950",
        "aged",
        "62",
        "anniversary",
        "50th",
        "rose",
        "fell",
        "by",
        "5%",
        "$3m",
        "total of",
        "in all",
        "each",
        "margin of error",
        "leads",
        "tied",
        "points",
        "the rest",
        "# ",
        "\n\n",
        "| a | b |\n|---|---|\n| x | 5 |\n",
        "miles",
        "km",
        "30C",
        "95F",
        "Monday",
        "3 May 2017",
        "\"",
        "wrongly",
        "A",
        "B",
        "who",
        "is",
        "halved",
        "where there were",
        "é",
        "年s",
        "- ",
        "all",
        "Of",
        "out of",
        "after",
        "million",
        "half",
        "a",
        "point",
        "two",
        "weeks",
        "She",
        "was",
        "00",
        "99999999999999999999",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
        #[test]
        fn no_order_of_words_stops_it(picks in prop::collection::vec(0..PIECES.len(), 0..40), tight in any::<bool>()) {
            let pieces: Vec<&str> = picks.iter().map(|&i| PIECES[i]).collect();
            let _ = slips(&pieces.join(if tight { "" } else { " " }), Some("2024-03-01"));
        }
    }
}
