//! Dates in digits: "2023-07-18", "7/18/2023", "31.10.1974", "2014-10", "20161016".

use super::cursor::Cursor;
use super::expression::Step;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;

/// The steps of a date in digits at `i`, and the place after it.
pub(super) fn numeric_date(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let (a, len) = c.digits(i)?;
    if joined_before(c, i) {
        return None;
    }
    let found = if len == 8 {
        compact(a).map(|s| (s, i + 1))
    } else if len == 4 {
        year_first(c, i, a)
    } else if len <= 2 {
        day_and_month(c, i, a)
    } else {
        None
    };
    let (steps, next) = found?;
    // "2015-86-12", "650.650.6500": more digits go on
    let goes_on = !c.spaced(next)
        && (matches!(c.text(next), "-" | "." | "/")
            && !c.spaced(next + 1)
            && c.digits(next + 1).is_some()
            && !range_follows(c, next)
            || c.digits(next).is_some()
            || c.sign(next, "%"));
    if goes_on { None } else { Some((steps, next)) }
}

/// "10-1-2018-10-7-2018": a second date follows the hyphen
fn range_follows(c: &Cursor<'_>, i: usize) -> bool {
    c.dash(i)
        && c.digits(i + 1).is_some()
        && matches!(c.text(i + 2), "-" | "/" | ".")
        && c.digits(i + 3).is_some()
}

fn joined_before(c: &Cursor<'_>, i: usize) -> bool {
    if i == 0 || c.spaced(i) {
        return false;
    }
    let t = &c.tokens[i - 1];
    match t.kind {
        TokenKind::Digits => true,
        TokenKind::Word => !c.spaced(i) && !t.text(c.input.text).eq_ignore_ascii_case("t"),
        TokenKind::Sign => {
            let s = c.text(i - 1);
            let sign = matches!(s, "-" | "." | "/" | "," | ":" | "+" | "$" | "#" | "=" | "_");
            // "-2020-07-01-": a hyphen that joins nothing
            sign && !c.spaced(i - 1) && i > 1 && c.digits(i - 2).is_some() && !after_range(c, i)
                || matches!(s, "$" | "#" | "+" | "=" | "_")
        }
    }
}

/// Whether a date of four digits' year ends right before the hyphen at `i - 1`.
fn after_range(c: &Cursor<'_>, i: usize) -> bool {
    let year = |at: Option<usize>| at.and_then(|k| c.digits(k)).is_some_and(|d| d.1 == 4);
    c.dash(i - 1)
        && i > 3
        && match c.text(i - 3) {
            "/" => true,
            "-" | "." => year(i.checked_sub(2)) || year(i.checked_sub(6)),
            _ => false,
        }
}

/// "20161016"
fn compact(n: u32) -> Option<Vec<Step>> {
    let (y, m, d) = (n / 10_000, n / 100 % 100, n % 100);
    (1900..=2099).contains(&y).then_some(())?;
    ymd(y, m, d)
}

fn ymd(y: u32, m: u32, d: u32) -> Option<Vec<Step>> {
    valid(m, d)?;
    Some(vec![
        Step::Year { year: i16::try_from(y).ok()?, bc: false },
        Step::Month(u8::try_from(m).ok()?),
        Step::Day(u8::try_from(d).ok()?),
    ])
}

fn valid(m: u32, d: u32) -> Option<()> {
    ((1..=12).contains(&m) && (1..=31).contains(&d)).then_some(())
}

/// "2023-07-18", "2016/11/7", "2014-10", "2016 10 16", "2019-aug-1", "2020/Sep/23"
fn year_first(c: &Cursor<'_>, i: usize, y: u32) -> Option<(Vec<Step>, usize)> {
    (1000..=2999).contains(&y).then_some(())?;
    let sep = c.text(i + 1);
    if let Some((m, 2)) = c.digits(i + 1)
        && let Some((d, 2)) = c.digits(i + 2)
        && c.spaced(i + 1)
    {
        return Some((ymd(y, m, d)?, i + 3));
    }
    if !matches!(sep, "-" | "/" | "." | "\u{2010}" | "\u{2011}") || c.spaced(i + 1) || c.spaced(i + 2) {
        return None;
    }
    let named = c.sense(i + 2, Kinds::MONTH, |s| match s {
        Sense::Month(m) => Some(u32::from(m)),
        _ => None,
    });
    let (m, len, next) = match (c.digits(i + 2), named) {
        (Some((m, len)), _) => (m, len, i + 3),
        (None, Some((m, next))) => (m, 3, next),
        _ => return None,
    };
    if c.text(next) == sep && !c.spaced(next) && !c.spaced(next + 1) {
        let (d, dl) = c.digits(next + 1)?;
        return if dl <= 2 && len <= 3 { Some((ymd(y, m, d)?, next + 2)) } else { None };
    }
    if sep != "." && len == 2 && (1..=12).contains(&m) && !short_range(c, y, m) {
        let year = i16::try_from(y).ok()?;
        return Some((vec![Step::Year { year, bc: false }, Step::Month(u8::try_from(m).ok()?)], next));
    }
    None
}

/// "2007-08", "2010/11" in running text is two years, "2014-10" a month: the next year's two digits tell.
fn short_range(c: &Cursor<'_>, y: u32, m: u32) -> bool {
    (y + 1) % 100 == m && !c.input.context.plans()
}

/// "7/18/2023", "31.10.74", "10-1-2018", "7/18", "12-2015", "10 31 1974"
fn day_and_month(c: &Cursor<'_>, i: usize, a: u32) -> Option<(Vec<Step>, usize)> {
    let sep = c.text(i + 1);
    // "10 31 1974"
    if c.spaced(i + 1)
        && let (Some((b, 1..=2)), Some((y, 4))) = (c.digits(i + 1), c.digits(i + 2))
        && c.spaced(i + 2)
        && (1900..=2099).contains(&y)
        && let Some((m, d)) = order(c, a, b)
    {
        return Some((ymd(y, m, d)?, i + 3));
    }
    if !matches!(sep, "/" | "-" | "." | "\u{2010}" | "\u{2011}") {
        return None;
    }
    // "Patch 8.2.1612"
    if sep == "." && i > 0 && c.has(i - 1, WordSet::VersionOf) {
        return None;
    }
    let loose = c.spaced(i + 1) && c.spaced(i + 2);
    if c.spaced(i + 1) != c.spaced(i + 2) {
        return None;
    }
    let (b, len) = c.digits(i + 2)?;
    // "15 - 2" is a date only as an answer of its own, and where it can be no hours
    let answer = i == 0 && c.get(i + 3).is_none() && a.max(b) > 12 && c.input.context.plans();
    if loose && sep != "/" && !answer {
        return None;
    }
    if len == 4 && !loose && sep != "." && (1900..=2099).contains(&b) && (1..=12).contains(&a) {
        let year = i16::try_from(b).ok()?;
        return Some((vec![Step::Year { year, bc: false }, Step::Month(u8::try_from(a).ok()?)], i + 3));
    }
    if len > 2 {
        return None;
    }
    if c.text(i + 3) == sep && c.spaced(i + 3) == loose && c.spaced(i + 4) == loose {
        let (y, ylen) = c.digits(i + 4)?;
        let (m, d) = order(c, a, b)?;
        return match ylen {
            4 => Some((ymd(y, m, d)?, i + 5)),
            2 => {
                let mut steps = ymd(2000, m, d)?;
                steps[0] = Step::ShortYear(u8::try_from(y).ok()?);
                Some((steps, i + 5))
            }
            _ => None,
        };
    }
    // "7/18": a fraction, a score, a range as often as a date
    if sep != "/" && !answer
        || !speaks_for_date(c, i)
        || c.get(i + 3).is_some_and(|t| !t.spaced() && t.kind == TokenKind::Word)
    {
        return None;
    }
    let (m, d) = order(c, a, b)?;
    Some((vec![Step::Month(u8::try_from(m).ok()?), Step::Day(u8::try_from(d).ok()?)], i + 3))
}

/// Month and day, in the order of the writer's country; in the other where only that is a date.
fn order(c: &Cursor<'_>, a: u32, b: u32) -> Option<(u32, u32)> {
    let (first, second) =
        if c.input.context.locale().day_first() { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
    if valid(first.0, first.1).is_some() { Some(first) } else { valid(second.0, second.1).map(|()| second) }
}

/// Whether a preposition of time, a weekday or "this", "next" stands before `i`, or the text is about plans.
fn speaks_for_date(c: &Cursor<'_>, i: usize) -> bool {
    if c.input.context.plans() {
        return c.sense(i + 3, Kinds::UNIT, |s| matches!(s, Sense::Unit(..)).then_some(())).is_none()
            && !c.glue(i + 3, Glue::Of);
    }
    // a mention that is the whole text, or the far end of a range of days
    if i == 0 || (c.dash(i - 1) && i > 3 && c.sign(i - 3, "/")) {
        return c.get(i + 3).is_none() || c.dash(i + 3);
    }
    // "10/1-11/2/2017"
    if c.dash(i + 3) && c.sign(i + 5, "/") && c.sign(i + 7, "/") && c.digits(i + 8).is_some_and(|d| d.1 == 4)
    {
        return true;
    }
    let before = i.checked_sub(1);
    before.is_some_and(|b| {
        c.has(b, WordSet::BeforeDate) && !c.sign(i + 3, "%")
            || c.sense(b, Kinds::WEEKDAY, |s| matches!(s, Sense::Weekday(_)).then_some(())).is_some()
    })
}
