//! Parts of years and of centuries that words name and a reading alone does not give: "the early months of
//! 1958", "the turn of the century", "the 1600s", the two winters of a year.

use super::{Case, Computed, Worth};
use crate::resolve::Value;
use crate::value::{DateTime, Interval, Modifier, Timex};

/// "The early months of 1958", which reads as a length of time.
pub(super) fn early_months(case: &Case<'_, '_>) -> Option<Timex> {
    let said = case.input.words(&case.input.readings[case.claim.reading].extent.tokens).to_lowercase();
    let (head, of) = said.split_once(" of ")?;
    if !head.ends_with("early months") && !head.ends_with("first months") && !head.ends_with("early years") {
        return None;
    }
    super::lasts::reread(case, &format!("early {}", of.trim_start_matches("the "))).into_iter().find_map(
        |v| match v {
            Value::Time(t) if t.interval.is_some() => Some(t),
            _ => None,
        },
    )
}

/// A day or two weeks outside a season: where one ends and the next begins is a matter of taste.
pub(super) fn near_season(stated: &Timex, parts: &[Computed]) -> bool {
    let code = stated.value.rsplit('-').next().unwrap_or_default();
    if !matches!(code, "SP" | "SU" | "FA" | "WI") {
        return false;
    }
    let slack = jiff::Span::new().days(14);
    let wide = |i: &Interval<DateTime>| Interval {
        low: i.low.map(|t| t.checked_sub(slack).unwrap_or(t)),
        high: i.high.map(|t| t.checked_add(slack).unwrap_or(t)),
    };
    let all: Vec<Interval<DateTime>> = stated.interval.iter().chain(&stated.readings).copied().collect();
    parts.iter().any(|p| match &p.worth {
        Worth::Moments(m) => m.iter().any(|m| {
            let hit = all.iter().any(|i| i.intersection(m).is_some());
            !hit && all.iter().any(|i| wide(i).intersection(m).is_some())
        }),
        _ => false,
    })
}

pub(super) fn years(from: i16, to: i16) -> Option<Interval<DateTime>> {
    let day =
        |y: i16| jiff::civil::Date::new(y, 1, 1).ok().map(|d| d.to_datetime(jiff::civil::Time::midnight()));
    Some(Interval::half_open(day(from)?, day(to)?))
}

/// "The latter half of" right before a time.
pub(super) fn half_before(case: &Case<'_, '_>, i: &Interval<DateTime>) -> Option<Interval<DateTime>> {
    let own = case.input.readings[case.claim.reading].extent.tokens.start;
    let at = own.checked_sub(if case.word(own.checked_sub(1)?) == "the" { 4 } else { 3 })?;
    let of = case.word(at + 1) == "half" && case.word(at + 2) == "of";
    let (a, b) = (*i.low.value()?, *i.high.value()?);
    let middle = a.checked_add(b.duration_since(a) / 2).ok()?;
    match case.word(at).as_str() {
        "latter" | "later" | "second" | "last" if of => Some(Interval::half_open(middle, b)),
        "first" | "early" | "earlier" | "former" if of => Some(Interval::half_open(a, middle)),
        _ => None,
    }
}

/// "The turn of the 20th century" is about 1900: before it, after it, or ten years either way.
pub(super) fn turn_of(case: &Case<'_, '_>, timex: &Timex) -> Option<Interval<DateTime>> {
    let own = case.input.readings[case.claim.reading].extent.tokens.start;
    let at = own.checked_sub(if case.word(own.checked_sub(1)?) == "the" { 3 } else { 2 })?;
    if case.word(at) != "turn" || case.word(at + 1) != "of" || timex.value.len() != 2 {
        return None;
    }
    let start = *timex.interval?.low.value()?;
    let near = at.saturating_sub(3)..at;
    if case.has(near.clone(), &["just", "shortly", "soon", "right"]) {
        return match case.has(near, &["before"]) {
            true => years(start.year() - 10, start.year()),
            false => years(start.year(), start.year() + 10),
        };
    }
    let before = at.checked_sub(2)?..at;
    if case.has(before.clone(), &["before", "until"]) {
        return Some(Interval::less_than(start));
    }
    if case.has(before, &["after", "since"]) {
        return Some(Interval::at_least(start));
    }
    years(start.year() - 10, start.year() + 10)
}

/// "The first half of the 20th century": fifty years, where the value writes a part of its first.
pub(super) fn part_of_century(case: &Case<'_, '_>, value: &str) -> Option<Interval<DateTime>> {
    let said = case.input.words(&case.input.readings[case.claim.reading].extent.tokens).to_lowercase();
    let (year, part) = value.split_once('-').filter(|_| said.ends_with("century"))?;
    let year: i16 = year.parse().ok()?;
    let (sort, n) = part.split_at_checked(1)?;
    let n: i16 = n.parse().ok()?;
    let size = match sort {
        "H" => 50,
        "Q" => 25,
        _ => return None,
    };
    years(year + size * (n - 1), year + size * n)
}

/// "The 1600s" may be ten years or a hundred.
pub(super) fn hundreds(case: &Case<'_, '_>, value: &str) -> Option<Interval<DateTime>> {
    let said = case.input.words(&case.input.readings[case.claim.reading].extent.tokens).to_lowercase();
    let plain = said.trim_end_matches('s').trim_end_matches(['\'', '\u{2019}']);
    // "The 2000s" are ten years.
    if value.len() != 3 || !value.ends_with('0') || value >= "200" || !plain.ends_with("00") {
        return None;
    }
    let year = value.parse::<i16>().ok()?.checked_mul(10)?;
    // Early, middle and late are thirds, their ends soft by half of one.
    match case.input.readings[case.claim.reading].timex()?.modifier {
        Some(Modifier::Start) => years(year, year + 50),
        Some(Modifier::Mid) => years(year + 17, year + 83),
        Some(Modifier::End) => years(year + 50, year + 100),
        _ => years(year, year + 100),
    }
}

/// "The winter of 1975" is the one that begins in it or the one that ends in it.
pub(super) fn winter(timex: &Timex) -> Option<Interval<DateTime>> {
    let year: i16 = timex.value.strip_suffix("-WI")?.parse().ok()?;
    let day = |y: i16, m: i8| {
        jiff::civil::Date::new(y, m, 1).ok().map(|d| d.to_datetime(jiff::civil::Time::midnight()))
    };
    Some(Interval::half_open(day(year - 1, 12)?, day(year, 4)?))
}
