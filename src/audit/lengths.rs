//! Stated lengths of time: "eight years", "week-long", and which of them are lengths of something else.

use std::ops::Range;

use super::calendar::Day;
use super::draft::Draft;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::{Decimal, Modifier};

/// A stated length of time: how many of which unit, how hedged, and where.
pub(super) struct Stated {
    pub(super) n: Decimal,
    pub(super) unit: &'static str,
    pub(super) modifier: Option<Modifier>,
    pub(super) tokens: Range<u32>,
}

impl Stated {
    /// Whether it is told without a hedge.
    pub(super) fn whole(&self) -> bool {
        self.modifier.is_none()
    }
}

const UNITS: [&str; 7] = ["year", "month", "week", "day", "night", "hour", "decade"];

/// The lengths in `range` that one word tells, "week-long", "fortnight", in the unit that a date like `a` allows.
pub(super) fn rough(draft: &Draft<'_>, range: &Range<u32>, a: &Day) -> Vec<Stated> {
    let found = draft.cues_in(range, Cue::Length).filter_map(|cue| {
        let days = cue.worth?;
        let (unit, size) = match (a.month, a.day) {
            (Some(_), Some(_)) => ("day", Decimal::ONE),
            (Some(_), None) => ("month", Decimal::new(304, 1)),
            // "A year-long strike, from 2001 to 2003", from December to January.
            _ if days > 3000 => ("year", Decimal::new(36525, 2)),
            _ => return None,
        };
        let (start, end) = (cue.tokens.start, cue.tokens.end);
        let other = draft.follows(start, WordSet::BeforeOtherLength)
            || draft.one(end, WordSet::AfterOtherLength)
            || draft.preceded(start, &["of"])
            || draft.word(end).starts_with(['\'', '\u{2019}']);
        // "spent a fortnight at the dig, which lasted from 3 to 30 June"
        let near = draft.is(end - 1, "long") || end - start == 1 && draft.word(start).ends_with("long");
        let near = near && draft.unbroken(&(end..a.tokens.start.saturating_sub(2).max(end)));
        let beside = near || (end..a.tokens.start).len() <= 2;
        let n = (Decimal::from(days) / size).round_dp(0);
        (!other && beside).then(|| Stated {
            n,
            unit,
            modifier: Some(Modifier::Approx),
            tokens: cue.tokens.clone(),
        })
    });
    found.collect()
}

/// The lengths that are stated in `range`; "18 unbroken years" is one too.
pub(super) fn stated(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Stated> {
    lengths(draft, range, false)
}

/// The same, and those counted from what was told before, "three weeks later", if `later`.
pub(super) fn lengths(draft: &Draft<'_>, range: &Range<u32>, later: bool) -> Vec<Stated> {
    let mut out = Vec::new();
    for n in draft.numerals_in(range) {
        if n.form != Form::Cardinal || !n.value.is_integer() || n.value < Decimal::TWO {
            continue;
        }
        let unit_at = |i: u32| {
            let word = draft.word(i);
            let word = word.strip_suffix('s').unwrap_or(word);
            UNITS.iter().copied().find(|u| word.eq_ignore_ascii_case(u))
        };
        let end = n.tokens.end;
        let adjective = draft.is_word(end) && !draft.one(end, WordSet::NoAdjective);
        let hyphen = matches!(draft.word(end), "-" | "\u{2010}" | "\u{2011}");
        let Some((unit, at)) = unit_at(end)
            .map(|u| (u, end))
            .or_else(|| unit_at(end + 1).filter(|_| adjective || hyphen).map(|u| (u, end + 1)))
        else {
            continue;
        };
        let start = n.tokens.start;
        let near =
            |set: WordSet| (start.saturating_sub(2).max(range.start)..start).any(|i| draft.one(i, set));
        let modifier = if near(WordSet::MoreThan) && !near(WordSet::LessThan) {
            Some(Modifier::MoreThan)
        } else if near(WordSet::LessThan) {
            Some(Modifier::LessThan)
        } else if near(WordSet::Roughly) {
            Some(Modifier::Approx)
        } else {
            None
        };
        // "every three years", "the first five years", "three years ago" are other lengths.
        let other = draft.follows(start, WordSet::BeforeOtherLength)
            || draft.one(at + 1, WordSet::AfterOtherLength) && !(later && draft.is(at + 1, "later"));
        let part = draft.preceded(start, &["of"])
            && !(start >= 2
                && (draft.one(start - 2, WordSet::Stretch) || draft.one(start - 2, WordSet::Lasted)));
        let tokens = start..at + 1;
        if !other && !part && unit == "decade" {
            let (n, modifier) = (n.value * Decimal::TEN, modifier.or(Some(Modifier::Approx)));
            out.push(Stated { n, unit: "year", modifier, tokens });
        } else if !other && !part {
            out.push(Stated { n: n.value, unit, modifier, tokens });
        }
    }
    out
}
