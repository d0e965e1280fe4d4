//! Times of races: "won in 2:31:07", "a time of 12:58.3".

use super::cursor::Cursor;
use super::expression::{Amount, Count};
use crate::rules::time_words::Unit;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// The length that figures with colons are behind a word of running: hours, minutes and seconds, or minutes and
/// seconds with a decimal. "The show starts at 2:31:07" tells a time of day.
pub(super) fn race(c: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    let before = i.checked_sub(1).filter(|&b| c.has(b, WordSet::BeforeRaceTime))?;
    if c.starts_sentence(i) || !c.spaced(i) || c.starts_sentence(before) {
        return None;
    }
    let (first, _) = c.digits(i).filter(|(_, len)| *len <= 2)?;
    let (second, mut next) = sixty(c, i + 1)?;
    let third = sixty(c, next);
    if let Some((_, k)) = third {
        next = k;
    }
    let (tenths, next) = decimals(c, next);
    let mut parts = Vec::with_capacity(3);
    let mut push = |n: Decimal, unit| parts.push((Count::Exact(n), unit));
    match third {
        Some((third, _)) => {
            push(Decimal::from(first), Unit::Hour);
            push(Decimal::from(second), Unit::Minute);
            push(Decimal::from(third) + tenths, Unit::Second);
        }
        None if !tenths.is_zero() => {
            push(Decimal::from(first), Unit::Minute);
            push(Decimal::from(second) + tenths, Unit::Second);
        }
        None => return None,
    }
    Some((Amount { parts }, next))
}

/// ":31", unspaced: two figures below sixty, and the place after them.
fn sixty(c: &Cursor<'_>, i: usize) -> Option<(u32, usize)> {
    if !c.sign(i, ":") || c.spaced(i) || c.spaced(i + 1) {
        return None;
    }
    c.digits(i + 1).filter(|&(n, len)| len == 2 && n < 60).map(|(n, _)| (n, i + 2))
}

/// ".3", ".28" behind seconds.
fn decimals(c: &Cursor<'_>, i: usize) -> (Decimal, usize) {
    let found = (c.sign(i, ".") && !c.spaced(i) && !c.spaced(i + 1)).then(|| c.digits(i + 1)).flatten();
    match found {
        Some((n, len @ 1..=3)) => (Decimal::new(i64::from(n), u32::try_from(len).unwrap_or(0)), i + 2),
        _ => (Decimal::ZERO, i),
    }
}
