//! `span-duration` of days of one week: "closed for six days, from Monday to Thursday".

use std::ops::Range;

use super::Slip;
use super::calendar::weekday;
use super::draft::Draft;
use super::length::{Hedge, lengths};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most tokens between a stretch and its length.
const NEAR: u32 = 3;

/// Most days that are told by the days of the week alone.
const MOST: u32 = 13;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for from in draft.of(Cue::Range).map(|c| c.tokens.start).filter(|&i| draft.is(i, "from")) {
        out.extend(of(draft, from));
    }
}

/// The slip of the length right before or behind "from Monday to Thursday".
fn of(draft: &Draft<'_>, from: u32) -> Option<Slip> {
    let (first, len) = weekday(draft, from + 1)?;
    let join = from + 1 + len;
    let (last, more) = weekday(draft, join + 1)?;
    let place = from..join + 1 + more;
    let sentence = draft.sentence(from);
    let other = draft.has_any(&sentence, &[Cue::Each, Cue::Break, Cue::Spells, Cue::OtherClock]);
    let plural = draft.word(from + 1).ends_with('s') || draft.word(place.end - 1).ends_with('s');
    if !draft.any(join, &["to", "until", "till", "through"]) || other || plural {
        return None;
    }
    let dated = !draft.days_in(&sentence).is_empty()
        || draft.is(place.end, "of")
        || draft.one(place.end, WordSet::OtherTime);
    let told = |l: &super::length::Length| l.unit == "day" && l.hedge == Hedge::None;
    let (before, after) = (|t: &Range<u32>| t.end <= from, |t: &Range<u32>| t.start >= place.end);
    // "for six days, from Monday to Thursday", "from Monday to Thursday, six days in all"
    let beside = |t: &Range<u32>| {
        let comma = |i: u32| matches!(draft.word(i), "," | "(" | "-" | "\u{2013}" | "\u{2014}");
        before(t) && from - t.end <= 1 && (from == t.end || comma(t.end)) && !draft.is(t.end, "of")
            || after(t) && t.start - place.end <= NEAR && comma(place.end)
    };
    let all = lengths(draft, &sentence);
    let mut lengths = all.iter().filter(|l| told(l));
    let length = lengths.next().filter(|l| lengths.next().is_none() && beside(&l.tokens))?;
    let days =
        u32::try_from((last.to_monday_zero_offset() - first.to_monday_zero_offset()).rem_euclid(7)).ok()?;
    // Both ends count or only one, of this week or of the next.
    let fits = [days, days + 1, days + 7, days + 8].iter().any(|&n| length.n == Decimal::from(n));
    let text = format!(
        "{} is {} days, not {}",
        draft.text(&place),
        days + 1,
        crate::value::decimal::grouped(length.n)
    );
    (!dated && !fits && length.n <= Decimal::from(MOST) && length.n.is_integer())
        .then(|| Slip::new("span-duration", &length.tokens, text).against([place]))
}
