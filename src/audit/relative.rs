//! `weekday-date` of a day that is told by another one: "brought in on 1 February 2023 and debated on the day after, a Tuesday".

use jiff::civil::{Date, Weekday};

use super::Slip;
use super::calendar::{self, Day};
use super::draft::Draft;
use super::weekday::{fits, name, written};
use crate::mention::Kind;
use crate::resolve::Reading;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut before: Option<&Reading> = None;
    for reading in draft.readings.iter().filter(|r| r.kind == Kind::Date) {
        let last = before.replace(reading);
        out.extend(last.and_then(|last| counted(draft, last, reading)));
    }
}

/// The slip of a day counted from the date told right before it, with the weekday behind it.
fn counted(draft: &Draft<'_>, from: &Reading, reading: &Reading) -> Option<Slip> {
    let tokens = &reading.extent.tokens;
    let day = (tokens.start..tokens.end).any(|i| draft.any(i, &["day", "days"]));
    let date: Date = reading.timex()?.value.parse().ok().filter(|_| day)?;
    let start: Date = from.timex()?.value.parse().ok()?;
    let told = |d: &&Day| d.date() == Some(start) && from.extent.tokens.contains(&d.tokens.start);
    let anchor = draft.days_in(&from.extent.tokens).iter().find(told)?;
    let near =
        (date - start).get_days().abs() <= MOST && draft.block(tokens.start).contains(&anchor.tokens.start);
    let (weekday, end) = behind(draft, tokens.end).filter(|(w, _)| near && !fits(date, *w))?;
    let text = format!("{} was a {}, not a {}", written(date), name(date.weekday()), name(weekday));
    Some(Slip::new("weekday-date", &(tokens.start..end), text).against([anchor.tokens.clone()]))
}

/// Most days that are counted from a date to another.
const MOST: i32 = 31;

/// The weekday behind a day, and where it ends: ", a Tuesday", ", which was a Tuesday", ", on a Tuesday".
fn behind(draft: &Draft<'_>, end: u32) -> Option<(Weekday, u32)> {
    let mut at = end + u32::from(draft.word(end) == ",");
    if draft.is(at, "which") && draft.any(at + 1, &["was", "is"]) {
        at += 2;
    }
    at += u32::from(draft.is(at, "on"));
    let (weekday, len) = calendar::weekday(draft, at + 1).filter(|_| draft.is(at, "a"))?;
    Some((weekday, at + 1 + len))
}
