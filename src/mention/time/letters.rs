//! Amounts told by letters: "2h15m", "3m 59s", "48 h", "20 s".

use super::cursor::Cursor;
use super::expression::{Amount, Count};
use crate::rules::time_words::{Glue, Unit};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Whether a symbol of hours or seconds stands at `j`, apart from its figures at `i`: "48 h", "20 s"; "at 15 h" is
/// a time of day.
pub(super) fn symbol(c: &Cursor<'_>, i: usize, j: usize) -> bool {
    (c.has(j, WordSet::HourLetter) || c.has(j, WordSet::SecondLetter))
        && c.spaced(j)
        && c.get(j).is_some_and(|t| !t.capital())
        && c.digits(j - 1).is_some_and(|d| d.0 < 1000)
        && !(i > 0 && c.glue(i - 1, Glue::At))
        && c.get(j + 1).is_none_or(|t| t.spaced() || matches!(c.text(j + 1), "." | "," | ";" | ":" | ")"))
}

/// "15m" of "2h15m" and "2h 15m", "20" of "for 1h20" (from `start`): minutes right behind hours.
pub(super) fn short_minutes(c: &Cursor<'_>, start: usize, i: usize) -> Option<(Decimal, usize)> {
    let (n @ 0..60, len @ 1..=2) = c.digits(i)? else { return None };
    if !c.has(i - 1, WordSet::HourLetter) {
        return None;
    }
    if !c.spaced(i + 1) && c.has(i + 1, WordSet::MinuteLetter) {
        return Some((Decimal::from(n), i + 2));
    }
    let length = start > 0 && (c.glue(start - 1, Glue::For) || c.glue(start - 1, Glue::In));
    (length && len == 2 && !c.spaced(i)).then(|| (Decimal::from(n), i + 1))
}

/// "59s" behind minutes.
pub(super) fn short_seconds(c: &Cursor<'_>, i: usize) -> Option<(Decimal, usize)> {
    let (n @ 0..60, 1..=2) = c.digits(i)? else { return None };
    let tight = !c.spaced(i + 1) && c.has(i + 1, WordSet::SecondLetter);
    tight.then(|| (Decimal::from(n), i + 2))
}

/// "3m59s", "3m 59s": an "m" that is minutes, for seconds follow.
pub(super) fn minutes_seconds(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    let (m, 1..=3) = c.digits(i).filter(|_| !c.spaced(i + 1) && c.has(i + 1, WordSet::MinuteLetter))? else {
        return None;
    };
    let (s, next) = short_seconds(c, i + 2)?;
    let parts = vec![(Count::Exact(Decimal::from(m)), Unit::Minute), (Count::Exact(s), Unit::Second)];
    Some((Amount { parts }, next))
}
