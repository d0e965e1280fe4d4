//! When the values of a change held: of two the earlier is the old one, whatever the order of the words.

use std::ops::Range;

use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::timex::Date;

/// A time only said to be now: "now", "this spring".
const NOW: i64 = i64::MAX;
/// One only said to be past: "ten years ago", "which had closed at".
const PAST: i64 = i64::MIN;
/// The one before now: "last season".
const LAST: i64 = i64::MAX - 1;
/// One of which not even that is said: "in the autumn".
const SOME_TIME: i64 = i64::MIN + 1;

/// When a value held, as days; a number of its own for now and for a time only said to be past.
pub(super) fn when(draft: &Draft<'_>, f: &Figure) -> Option<i64> {
    let sentence = draft.sentence(f.tokens.start);
    let gap = |at: &Range<u32>| {
        if at.start >= f.tokens.end {
            (at.start - f.tokens.end) * 2
        } else {
            f.tokens.start.saturating_sub(at.end) * 2 + 1
        }
    };
    // No other value stands between it and its time.
    let free = |at: &Range<u32>| {
        let between = if at.start >= f.tokens.end { f.tokens.end..at.start } else { at.end..f.tokens.start };
        // "4,100 in March and 12,300 in September": a date right behind a value is that one's.
        let taken = || {
            let before = at.start.saturating_sub(9).max(sentence.start)..at.start;
            at.end <= f.tokens.start
                && between.clone().any(|i| draft.any(i, &["and", ",", "but"]))
                && draft.figures_in(&before).iter().any(|g| g.kind == f.kind)
        };
        !draft.figures_in(&between).iter().any(|g| g.kind == f.kind)
            && !taken()
            && !draft.input.slice(between.clone()).contains(';')
    };
    let dates = draft.readings_in(&sentence).iter().filter_map(|r| {
        let at = r.extent.tokens.clone();
        let key = key(draft, r).filter(|_| free(&at))?;
        Some((gap(&at), key))
    });
    let words = (sentence.start..sentence.end).filter_map(|i| {
        let before = i < f.tokens.start;
        let period = draft.one(i + 1, WordSet::PeriodNoun);
        // "was 2,100 last season and is 4,300 this"
        let short = draft.is(i, "this") && i >= f.stop() && !draft.is_word(i + 1);
        let key = if draft.one(i, WordSet::AtPresent) || draft.is(i, "this") && period || short {
            NOW
        } else if draft.is(i, "last") && period {
            LAST
        } else if before && (draft.one(i, WordSet::LooksBack) || draft.is(i, "used") && draft.is(i + 1, "to"))
            || draft.one(i, WordSet::Past) && !draft.any(i, &["used", "last"])
            // "when I came": a clause of its own tells the time.
            || !before && draft.is(i, "when") && i <= f.stop() + 1
        {
            PAST
        } else {
            return None;
        };
        let at = i..i + 1;
        free(&at).then(|| (gap(&at) + 1, key))
    });
    dates.chain(words).min_by_key(|(gap, _)| *gap).map(|(_, key)| key)
}

/// Whether a time is only said to be past, or the one before now.
pub(super) fn is_past(t: i64) -> bool {
    matches!(t, PAST | LAST)
}

/// Whether the first of two times is before the second; nothing where the text does not tell.
pub(super) fn earlier(a: i64, b: i64) -> Option<bool> {
    // "in the autumn ... now"; two times that are only said to be some time are in no order.
    let told = |x: i64, y: i64| x != SOME_TIME || y == NOW;
    (a != b && told(a, b) && told(b, a)).then_some(a < b)
}

/// The first day of a date; of a month without a year, its place in the year; now or past, where it only says so.
fn key(draft: &Draft<'_>, r: &Reading) -> Option<i64> {
    let timex = r.timex().filter(|_| matches!(r.kind, Kind::Date | Kind::DateTime | Kind::Period))?;
    if timex.value == "PRESENT_REF" {
        return Some(NOW);
    }
    day(r).or_else(|| {
        let tokens = &r.extent.tokens;
        // "At the start of the year ... by the end of September"
        if timex.value == "XXXX" && (tokens.start..tokens.end).any(|i| draft.any(i, &["start", "beginning"]))
        {
            return Some(0);
        }
        let says = |set: WordSet| draft.says(&(tokens.start..tokens.end + 1), set);
        let this = (tokens.start.saturating_sub(1)..tokens.end).any(|i| draft.is(i, "this"));
        let last = (tokens.start..tokens.end).any(|i| draft.is(i, "last"));
        Some(match () {
            () if this => NOW,
            () if last => LAST,
            () if says(WordSet::Past) => PAST,
            () => SOME_TIME,
        })
    })
}

/// The first day of a date that is one; of a month without a year, its place in the year.
fn day(r: &Reading) -> Option<i64> {
    let timex = r.timex().filter(|_| r.kind.is_time() && r.kind != Kind::Duration)?;
    if let Some(low) = timex.interval.as_ref().and_then(|i| i.low.value().copied()) {
        return Some(number(low.date()));
    }
    timex
        .value
        .strip_prefix("XXXX-")
        .and_then(|m| m.get(..2))
        .and_then(|m| m.parse::<i64>().ok())
        .map(|m| m * 31)
}

/// The day of a date, in a count that keeps their order and roughly their distance.
fn number(d: Date) -> i64 {
    i64::from(d.year()) * 372 + i64::from(d.month()) * 31 + i64::from(d.day())
}

/// Whether the times that a change itself tells are those of its values: "up 60% since 1990", "in a decade".
pub(super) fn same_time(
    draft: &Draft<'_>,
    tokens: &Range<u32>,
    [since, at]: [Option<usize>; 2],
    old: &Figure,
    new: &Figure,
) -> bool {
    let (Some(x), Some(y)) = (when(draft, old), when(draft, new)) else { return true };
    let known = |t: i64| t > SOME_TIME && t < LAST;
    let today = draft.published().map(number);
    let y = today.filter(|_| y == NOW).unwrap_or(y);
    let told = |n: Option<usize>| n.and_then(|n| day(&draft.readings[n]));
    let far = |a: i64, b: i64| a.checked_sub(b).is_none_or(|d| d.abs() > 372);
    // "600 euros now, after a rise of 20 per cent in 2019": one of several.
    if !known(y)
        && told(at).is_some()
        && draft.readings[at.unwrap_or(0)].timex().is_some_and(|t| t.value.len() == 4)
    {
        return false;
    }
    if known(x) && told(since).is_some_and(|t| far(t, x)) || known(y) && told(at).is_some_and(|t| far(t, y)) {
        return false;
    }
    let sentence = draft.sentence(tokens.start);
    let near = tokens.start.saturating_sub(3).max(sentence.start)..sentence.end.min(tokens.end + 8);
    // "12,000 in 1900, is 30,000 today. In the last decade it has grown by a tenth": of some of the time.
    let stretch = draft.readings_in(&near).iter().any(|r| r.kind == Kind::Duration);
    let decade = (near.start.saturating_sub(6).max(sentence.start)..near.end)
        .any(|i| draft.any(i, &["last", "past"]) && draft.one(i + 1, WordSet::PeriodNoun));
    // "has tripled in five years, with 150 in 2018 and 290 last year"
    let together = sentence.contains(&old.tokens.start) && sentence.contains(&new.tokens.start);
    if known(x) && !known(y) && (stretch || decade) && !together {
        return false;
    }
    let lengths = draft.readings_in(&near).iter().filter(|r| r.kind == Kind::Duration);
    let days = y.checked_sub(x).filter(|_| known(x) && known(y));
    lengths.filter_map(|r| r.timex()?.length).all(|l| {
        let Some(days) = days else { return true };
        let length = l.months * Decimal::from(31) + l.seconds / Decimal::from(86_400);
        let days = Decimal::from(days);
        length * Decimal::TWO >= days && length <= days * Decimal::TWO
    })
}
