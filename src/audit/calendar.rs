//! Days, months and years as the text writes them, whether the calendar has them or not.
//!
//! The reader of dates gives a value only to dates that exist. What is here is the writing: "31 June"
//! is day 31, month 6.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::draft::Draft;
use crate::mention::number::Form;
use crate::rules::audit::Calendar;
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;

/// A date as written; the parts that it leaves out are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) tokens: Range<u32>,
    /// Negative before Christ.
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// In figures that can be read day first or month first: "06/09/2024".
    pub(super) open: bool,
}

impl Day {
    /// The day of the calendar, where year, month and day are written and it exists.
    pub(super) fn date(&self) -> Option<Date> {
        Date::new(self.year?, i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?).ok()
    }

    /// The same figures in the other order, where that is open.
    pub(super) fn swapped(&self) -> Option<Self> {
        self.open.then(|| Self { month: self.day, day: self.month, ..self.clone() })
    }

    /// First and last day that it can mean.
    pub(super) fn bounds(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        let month = self.month.and_then(|m| i8::try_from(m).ok());
        let (first, last) = match (month, self.day) {
            (Some(_), Some(_)) => {
                let date = self.date()?;
                let other = self.swapped().and_then(|d| d.date()).unwrap_or(date);
                (date.min(other), date.max(other))
            }
            (Some(m), None) => {
                let first = Date::new(year, m, 1).ok()?;
                (first, first.last_of_month())
            }
            (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        };
        Some((first, last))
    }
}

/// Days of a month, 29 for February.
pub(super) fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The month that token `i` names, and how many tokens it takes ("Sept." takes two).
pub(super) fn month(draft: &Draft<'_>, i: u32) -> Option<(u8, u32)> {
    match named(draft, i)? {
        (Calendar::Month(m), len) => Some((m, len)),
        _ => None,
    }
}

/// The weekday that token `i` names.
pub(super) fn weekday(draft: &Draft<'_>, i: u32) -> Option<(Weekday, u32)> {
    match named(draft, i)? {
        (Calendar::Weekday(w), len) => {
            Some((Weekday::from_monday_one_offset(i8::try_from(w).ok()?).ok()?, len))
        }
        _ => None,
    }
}

/// A word of the calendar, written with a capital, and its full stop if it is short for one.
fn named(draft: &Draft<'_>, i: u32) -> Option<(Calendar, u32)> {
    let token = draft.token(i)?;
    if !token.capital() {
        return None;
    }
    let found = draft.input.rules.audit.calendar(token.word)?;
    let short = token.end - token.start <= 5
        && draft.word(i + 1) == "."
        && draft.token(i + 1).is_some_and(|t| !t.spaced())
        && draft.token(i + 2).is_some_and(|t| !t.starts_sentence() || t.kind == TokenKind::Digits)
        && draft.block(i).contains(&(i + 2));
    Some((found, if short { 2 } else { 1 }))
}

/// A number of one or two digits at token `i`, "st", "nd", "rd", "th" taken along.
fn day_number(draft: &Draft<'_>, i: u32) -> Option<(u8, u32)> {
    let token = draft.token(i)?;
    if token.kind != TokenKind::Digits || token.end - token.start > 2 {
        return None;
    }
    let n = draft.word(i).parse().ok()?;
    let glued = |k: u32| draft.token(k).is_some_and(|t| !t.spaced());
    if glued(i + 1) && draft.one(i + 1, WordSet::OrdinalEnding) {
        return Some((n, 2));
    }
    // "3.5", "10:30", "5%", "3m" are no days.
    let tail = glued(i + 1)
        && (draft.is_word(i + 1)
            || matches!(draft.word(i + 1), "%" | "\u{b0}")
            || glued(i + 2) && matches!(draft.word(i + 1), ":" | "/"))
        || glued(i + 1) && glued(i + 2) && matches!(draft.word(i + 1), "." | ",") && is_digits(draft, i + 2);
    let head = i > 0
        && glued(i)
        && !matches!(
            draft.word(i - 1),
            "(" | "-" | "\u{2013}" | "\u{2014}" | "\"" | "\u{201c}" | "[" | "|" | ","
        );
    (!tail && !head).then_some((n, 1))
}

fn is_digits(draft: &Draft<'_>, i: u32) -> bool {
    draft.token(i).is_some_and(|t| t.kind == TokenKind::Digits)
}

/// A year of three or four digits at token `i`; negative before Christ.
pub(super) fn year(draft: &Draft<'_>, i: u32) -> Option<(i16, u32)> {
    let token = draft.token(i)?;
    let long = token.end - token.start;
    if token.kind != TokenKind::Digits || long > 4 {
        return None;
    }
    let n: i16 = draft.word(i).parse().ok()?;
    let next = draft.token(i + 1);
    let era = |w: &[&str]| {
        next.is_some_and(|t| t.spaced())
            && draft.any(i + 1, w)
            && draft.token(i + 1).is_some_and(|t| t.capital())
    };
    if era(&["BC", "BCE"]) {
        return Some((-n, 2));
    }
    if draft.is(i + 1, "B") && draft.word(i + 2) == "." && draft.is(i + 3, "C") {
        return Some((-n, 5));
    }
    let glued = next.is_some_and(|t| !t.spaced());
    // "2,019", "2019.5", "2019s" and "2019%" are none.
    let tail = glued
        && (draft.is_word(i + 1) && !draft.is(i + 1, "s")
            || draft.is(i + 1, "s")
            || draft.word(i + 1) == "%"
            || matches!(draft.word(i + 1), ":" | "/") && draft.token(i + 2).is_some_and(|t| !t.spaced())
            || matches!(draft.word(i + 1), "." | ",")
                && is_digits(draft, i + 2)
                && !draft.token(i + 2).is_some_and(|t| t.spaced()));
    (long == 4 && !tail && (1000..=2199).contains(&n)).then_some((n, 1))
}

/// Every date of the text that names a month or a year; `spots` are the months, weekdays and digits, in order.
pub(super) fn days(draft: &Draft<'_>, spots: &[u32]) -> Vec<Day> {
    let mut out: Vec<Day> = Vec::new();
    let mut free = 0;
    for &i in spots {
        let Some(token) = draft.token(i).filter(|_| i >= free) else { continue };
        let found = match token.kind {
            TokenKind::Word if Mark::Calendar.on(token) => {
                month(draft, i).map(|m| with_month(draft, i, m, free))
            }
            TokenKind::Digits => numeric(draft, i).or_else(|| bare_year(draft, i)),
            _ => None,
        };
        if let Some(day) = found {
            free = day.tokens.end.max(i + 1);
            out.push(day);
        }
    }
    share_years(draft, &mut out);
    out
}

/// The date around the month at `i`; what stands before `free` belongs to another.
fn with_month(draft: &Draft<'_>, i: u32, (month, len): (u8, u32), free: u32) -> Day {
    let mut out = Day { tokens: i..i + len, year: None, month: Some(month), day: None, open: false };
    // "3 May", "3rd of May", "the 31st of November"
    let mut at = i;
    if at > free && draft.is(at - 1, "of") {
        at -= 1;
        // "the thirty-first day of April"
        if at > free && draft.is(at - 1, "day") {
            at -= 1;
        }
    }
    if at > free {
        let suffix = u32::from(draft.one(at - 1, WordSet::OrdinalEnding) && at > free + 1);
        let start = at - 1 - suffix;
        if let Some((n, long)) = day_number(draft, start)
            && long == suffix + 1
            && (suffix == 1 || at == i)
        {
            out.day = Some(n);
            out.tokens.start =
                if suffix == 1 && start > free && draft.is(start - 1, "the") { start - 1 } else { start };
        } else if at < i
            && let Some((n, start)) = spelt_day(draft, at, free)
        {
            out.day = Some(n);
            out.tokens.start = start;
        }
    }
    let mut end = i + len;
    // "May 3", "May 3rd", "May the 3rd"; never "May 2019"
    if out.day.is_none() {
        let at = if draft.is(end, "the") { end + 1 } else { end };
        if let Some((n, long)) = day_number(draft, at)
            && (at == end || long == 2)
        {
            out.day = Some(n);
            end = at + long;
        }
    }
    let comma = u32::from(draft.word(end) == ",");
    let of = u32::from(draft.is(end, "of"));
    if let Some((n, long)) = year(draft, end + comma.max(of)) {
        out.year = Some(n);
        end += comma.max(of) + long;
    }
    out.tokens.end = end;
    out
}

/// The day that is spelt out before "of": "the thirty-first of April".
fn spelt_day(draft: &Draft<'_>, of: u32, free: u32) -> Option<(u8, u32)> {
    if !draft.is_word(of.checked_sub(1)?) {
        return None;
    }
    let numerals = draft.numerals_in(&(of.saturating_sub(4).max(free)..of));
    let day = numerals.last().filter(|n| n.form == Form::Ordinal && n.tokens.end == of)?;
    let n = u8::try_from(day.value.normalize().mantissa()).ok().filter(|_| day.value.is_integer())?;
    let the = day.tokens.start.checked_sub(1).filter(|&i| i >= free && draft.is(i, "the"))?;
    (1..=39).contains(&n).then_some((n, the))
}

/// "2019-03-08", "31/11/2022", "8.3.2019": a date in figures with its year.
fn numeric(draft: &Draft<'_>, i: u32) -> Option<Day> {
    if !is_digits(draft, i + 2) || !is_digits(draft, i + 4) {
        return None;
    }
    let sign = draft.word(i + 1);
    if !matches!(sign, "-" | "/" | ".") || draft.word(i + 3) != sign {
        return None;
    }
    // "Patch 8.2.1612"
    if sign == "." && draft.follows(i, WordSet::VersionOf) {
        return None;
    }
    if (i + 1..i + 5).any(|k| draft.token(k).is_none_or(|t| t.spaced())) || !draft.token(i)?.spaced() {
        return None;
    }
    let long = |k: u32| draft.word(k).len();
    let number = |k: u32| draft.word(k).parse::<i16>().ok();
    let mut open = false;
    let (year, a, b) = if long(i) == 4 && sign == "-" && long(i + 2) == 2 && long(i + 4) == 2 {
        (number(i)?, number(i + 2)?, number(i + 4)?)
    } else if long(i + 4) == 4 && long(i) <= 2 && long(i + 2) <= 2 && sign != "-" {
        // Day first, unless only the other order names a month.
        let (a, b) = (number(i)?, number(i + 2)?);
        open = a <= 12 && b <= 12 && a != b && sign == "/";
        // With dots the day comes first wherever it is written so.
        let day_first = a > 12 || b <= 12 && (sign == "." || draft.input.context.locale().day_first());
        (number(i + 4)?, if day_first { b } else { a }, if day_first { a } else { b })
    } else {
        return None;
    };
    let plausible = (1000..=2199).contains(&year) && (1..=12).contains(&a) && (1..=31).contains(&b);
    plausible.then(|| Day {
        tokens: i..i + 5,
        year: Some(year),
        month: u8::try_from(a).ok(),
        day: u8::try_from(b).ok(),
        open,
    })
}

/// A year by itself, where the reader took it for time.
fn bare_year(draft: &Draft<'_>, i: u32) -> Option<Day> {
    let at = draft.readings.partition_point(|r| r.extent.whole.start <= i);
    let inside = draft.readings[at.saturating_sub(3)..at]
        .iter()
        .any(|r| r.kind.is_time() && r.extent.whole.contains(&i));
    let (n, len) = if inside { year(draft, i)? } else { return None };
    Some(Day { tokens: i..i + len, year: Some(n), month: None, day: None, open: false })
}

/// "from 5 to 12 August 2023", "28 May - 3 June 2019": the first end takes its month and year from the second.
fn share_years(draft: &Draft<'_>, days: &mut Vec<Day>) {
    let mut extra = Vec::new();
    for k in 1..days.len() {
        let (before, after) = days.split_at_mut(k);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        // "3 March to 17 March 2021", "28 December to 3 January 2020"
        let gap = a.tokens.end..b.tokens.start;
        // ", until Friday, 14 March 2025"
        let until = |&i: &u32| draft.one(i, WordSet::UntilDate);
        let plain = |i: u32| draft.word(i) == "," || until(&i) || weekday(draft, i).is_some();
        let aside = (1..=4).contains(&gap.len())
            && (gap.start..gap.end).all(plain)
            && (gap.start..gap.end).filter(until).count() == 1;
        let joined = aside || gap.len() == 1 && matches!(draft.word(gap.start), "-" | "\u{2013}");
        if joined && a.year.is_none() && a.day.is_some() && a.month.is_some() && b.day.is_some() {
            a.year = b.year.map(|y| y - i16::from(a.month > b.month));
        }
    }
    for k in 0..days.len() {
        let day = days[k].clone();
        let (Some(month), Some(_)) = (day.month, day.day) else { continue };
        // "14 to 9 June 2021", "Monday 14 to Wednesday 9 June": a number without a month before it.
        let at = day.tokens.start;
        let at = if at > 0 && weekday(draft, at - 1).is_some() { at - 1 } else { at };
        if at >= 2
            && draft.any(at - 1, &["to", "and", "-", "\u{2013}", "until", "till"])
            && let Some((n, 1)) = day_number(draft, at - 2)
            && days.get(k.wrapping_sub(1)).is_none_or(|p| p.tokens.end <= at - 2)
        {
            let (tokens, open) = (at - 2..at - 1, false);
            extra.push((k, Day { tokens, year: day.year, month: Some(month), day: Some(n), open }));
        }
    }
    for (k, day) in extra.into_iter().rev() {
        days.insert(k, day);
    }
}
