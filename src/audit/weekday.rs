//! `weekday-date`: "Tuesday, July 19, 2023" was a Wednesday.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Slip;
use super::calendar::{self, Day};
use super::draft::Draft;
use super::relative;
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub(super) fn name(day: Weekday) -> &'static str {
    NAMES[usize::from(day.to_monday_zero_offset().unsigned_abs()) % 7]
}

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    columns(draft, out);
    holidays(draft, out);
    relative::check(draft, out);
    let listed = year_of_the_others(draft);
    for (k, day) in draft.days.iter().enumerate() {
        if day.day.is_none() || day.month.is_none() {
            continue;
        }
        let Some((weekday, place)) =
            beside(draft, day).or_else(|| told_later(draft, k)).or_else(|| cell_beside(draft, day))
        else {
            continue;
        };
        let headed = if day.year.is_none() { head_year(draft, day) } else { None };
        let headed = headed.map(|year| Day { year: Some(year), ..day.clone() });
        let Some(mut dates) = candidates(draft, headed.as_ref().unwrap_or(day)) else { continue };
        if let Some(year) = listed.filter(|y| dates.iter().any(|d| d.year() == *y)) {
            dates.retain(|d| d.year() == year);
        }
        let Some(&first) = dates.first() else { continue };
        let other = day.swapped().and_then(|d| d.date());
        let old = || old_calendar(draft, day);
        let fitting = |&d: &Date| fits(d, weekday) || fits_old(d, weekday) && old();
        if dates.iter().chain(&other).any(fitting) {
            continue;
        }
        // "On Sunday 12 March", told of a year that the text looks back on.
        // and "Next year's final is on 18 May, a Sunday".
        let told = draft.readings_in(&draft.sentence(day.tokens.start)).iter();
        // "its forecast for the year" looks back on none.
        let told = told.filter(|r| !draft.is(r.extent.tokens.start, "the")).filter_map(|r| {
            // "Ten years ago today, on Thursday 2 April"
            let ago = (r.extent.tokens.start..r.extent.tokens.end).any(|i| draft.one(i, WordSet::Ago));
            let value = &r.timex()?.value;
            let year = if ago { value.get(..4)? } else { value };
            year.parse::<i16>().ok().filter(|y| *y > 999)
        });
        let years = draft.days.iter().filter(|d| may_date(draft, d, day)).filter_map(|d| d.year);
        let years = years.chain(told).filter(|_| day.year.is_none());
        let of_year = |year| Day { year: Some(year), ..day.clone() }.date();
        // "Held since Thursday, 9 January" tells of the one before.
        let since = draft.one(day.tokens.start.min(place.start).saturating_sub(1), WordSet::SinceDay);
        // "after what happened on Sunday, 1 October", told in August: the last one
        let gone = draft.published().is_some_and(|p| (first - p).get_days() > 2)
            && happened(draft, day.tokens.start.min(place.start));
        let past =
            ((since || gone) && day.year.is_none()).then(|| first.checked_sub(1.year()).ok()).flatten();
        if past.is_some_and(|d| fits(d, weekday)) {
            continue;
        }
        if is_name(draft, &place) || years.filter_map(of_year).any(|d| fits(d, weekday)) {
            continue;
        }
        // "The poster said "Friday, 8 May"; it is on Saturday, 8 May": put right beside it.
        let again = |d: &Day| d.tokens != day.tokens && (d.month, d.day) == (day.month, day.day);
        let sentence = draft.sentence(day.tokens.start);
        let right = |near: &Range<u32>| {
            let mut told = draft.days_in(near).iter().filter(|d| again(d));
            told.any(|d| beside(draft, d).is_some_and(|(w, _)| dates.iter().any(|&date| fits(date, w))))
        };
        if draft.quoted(day.tokens.start) && right(&sentence) {
            continue;
        }
        // "Our report gave the opening as Tuesday 8 August. It opens on Thursday 8 August."
        let noticed = draft.says(&(sentence.start..day.tokens.start), WordSet::Notice);
        let behind = || day.tokens.end..draft.next_sentence(sentence.start).map_or(sentence.end, |n| n.end);
        if noticed && right(&behind()) {
            continue;
        }
        let is = name(first.weekday());
        let beside = place.end <= day.tokens.end + 6
            && day.tokens.start <= place.end + 4
            && draft.block(place.start) == draft.block(day.tokens.start);
        let joined = day.tokens.start.min(place.start)..day.tokens.end.max(place.end);
        let computation = format!("{} was a {is}, not a {}", written(first), name(weekday));
        let slip = if beside {
            Slip::new("weekday-date", &joined, computation)
        } else {
            Slip::new("weekday-date", &day.tokens, computation).against([place])
        };
        out.push(slip);
    }
}

/// Whether a verb of the past stands right before a day: "happened on Sunday, 1 October".
fn happened(draft: &Draft<'_>, day: u32) -> bool {
    let verb = day.saturating_sub(1 + u32::from(draft.preceded(day, &["on"])));
    let told = draft.word(verb).ends_with("ed") && !draft.follows(verb, WordSet::BeforeParticiple);
    told || draft.any(verb, &["was", "were", "came", "fell", "took", "met", "broke", "went", "began", "sank"])
}

/// Whether the year of another date may be that of a day without one: told before it, or right behind it, or anywhere
/// below what is told as past; never "has been put off until Monday, 14 March. ... It sold its manse in 2011".
fn may_date(draft: &Draft<'_>, other: &Day, day: &Day) -> bool {
    let sentence = draft.sentence(day.tokens.start);
    let end = draft.next_sentence(day.tokens.start).map_or(sentence.end, |n| n.end);
    let present = |i: u32| draft.one(i, WordSet::HasNow) || draft.any(i, &["is", "are", "will"]);
    other.tokens.start < end || !(sentence.start..sentence.end).any(present)
}

/// Whether a text speaks of those who keep the old calendar to this day: "the monks, who keep the Julian calendar".
fn old_calendar(draft: &Draft<'_>, day: &Day) -> bool {
    draft.says(&draft.block(day.tokens.start), WordSet::OldCalendar)
}

/// "Christmas Day 2022 fell on a Saturday": a day with a name and its year.
fn holidays(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for reading in draft.readings.iter().filter(|r| r.kind == Kind::Date) {
        let tokens = &reading.extent.tokens;
        let named = tokens.len() >= 3 && draft.days_in(tokens).iter().all(|d| d.day.is_none());
        let dated = || {
            (tokens.start..tokens.end).any(|i| draft.word(i).len() == 4 && calendar::year(draft, i).is_some())
        };
        let date = || reading.timex().and_then(|t| t.value.parse::<Date>().ok());
        let Some(date) = (named && dated()).then(date).flatten() else { continue };
        let day =
            Day { tokens: tokens.clone(), year: Some(date.year()), month: None, day: None, open: false };
        let Some((weekday, place)) = beside(draft, &day).filter(|(w, _)| !fits(date, *w)) else { continue };
        if !tokens.contains(&place.start) {
            let text = format!("{} was a {}, not a {}", written(date), name(date.weekday()), name(weekday));
            out.push(Slip::new("weekday-date", tokens, text).against([place]));
        }
    }
}

/// "Sat 31 Aug", "Sat 7 Sept", "Sat 14 Oct": the one year that all dates with a weekday fit, but for one of them.
fn year_of_the_others(draft: &Draft<'_>) -> Option<i16> {
    let published = draft.published()?;
    let told = |d: &&Day| d.year.is_none() && d.month.is_some() && d.day.is_some();
    let mut all = draft.days.iter().filter(told).filter_map(|d| Some((d, beside(draft, d)?.0))).peekable();
    all.peek()?;
    let all: Vec<_> = all.take(LISTED).collect();
    let count = |year: i16| {
        let of = |d: &Day| Day { year: Some(year), ..d.clone() }.date();
        all.iter().filter(|(d, weekday)| of(d).is_some_and(|d| d.weekday() == *weekday)).count()
    };
    let mut years: Vec<(usize, i16)> =
        (-1..=1).map(|n| published.year() + n).map(|y| (count(y), y)).collect();
    years.sort_unstable();
    let [.., (second, _), (most, year)] = years[..] else { return None };
    (most >= 2 && most + 1 >= all.len() && second < most).then_some(year)
}

/// Most dates with a weekday that are held against each other.
const LISTED: usize = 40;

/// Whether a weekday of the paragraph is part of a name: "Sheffield Wednesday", of a club.
fn is_name(draft: &Draft<'_>, place: &Range<u32>) -> bool {
    let block = draft.block(place.start);
    // "at Ruby Tuesday Feb. 9": a comma stands between a weekday and its date where a place is named before it.
    let before = place.start.saturating_sub(1);
    let glued = draft.is_name(before)
        && calendar::weekday(draft, before).is_none()
        && calendar::month(draft, before).is_none()
        && calendar::month(draft, place.end).is_some();
    // "a shop called Friday 13 May"
    let called = draft.any(before, &["called", "titled", "entitled", "named"]);
    if called || glued && draft.one(before, WordSet::NamedDay) || surname(draft, place) {
        return true;
    }
    // "an application from Sheffield Wednesday, 22 April 2025"; never "in Sheffield Wednesday"
    let first = place.start;
    if draft.follows(first, WordSet::NamedDay) && !(first >= 2 && draft.any(first - 2, &["in", "at"])) {
        return true;
    }
    // "On Good Friday, 7 April": a day by another name, dated itself.
    let dated = |i: u32| draft.days_in(&(i + 1..i + 3)).iter().any(|d| d.month.is_some());
    (block.start + 1..block.end).any(|i| {
        draft.word(i) == draft.word(place.end - 1)
            && !place.contains(&i)
            && draft.is_name(i - 1)
            && calendar::weekday(draft, i - 1).is_none()
            && calendar::month(draft, i - 1).is_none()
            && !draft.one(i - 1, WordSet::DayName)
            && !dated(i)
    })
}

/// "of the outfielder Rick Monday, November 20": behind a name that no preposition makes a place.
fn surname(draft: &Draft<'_>, place: &Range<u32>) -> bool {
    let comma = draft.word(place.end) == ",";
    let name = |i: u32| {
        draft.is_name(i) && calendar::weekday(draft, i).is_none() && calendar::month(draft, i).is_none()
    };
    let Some(first) = place.start.checked_sub(1).filter(|&i| comma && name(i)) else { return false };
    let lead = (first.saturating_sub(3)..first).rev().find(|&i| !name(i)).unwrap_or(0);
    draft.is_word(lead) && draft.follows(lead, WordSet::Article) && !draft.word(lead).ends_with("ed")
}

/// "| 2026 | Port |", "| Fri 14 May | Zadar |": the year that heads the column of a date.
fn head_year(draft: &Draft<'_>, day: &Day) -> Option<i16> {
    let Scope::Cell { table, column, row } = draft.scope(day.tokens.start) else { return None };
    let blocks = draft.input.tokens.blocks.iter().zip(&draft.input.doc.blocks);
    let mut heads = blocks.filter(|(_, b)| {
        row > 0 && matches!(b.scope, Scope::Cell { table: t, column: c, row: 0 } if t == table && c == column)
    });
    let (head, _) = heads.next()?;
    let [found] = draft.days_in(head) else { return told_above(draft, head) };
    (found.month.is_none() && head.len() <= 3).then_some(found.year)?
}

/// "Dates for 2025 are as follows:", right above a table: the year of its dates.
fn told_above(draft: &Draft<'_>, head: &Range<u32>) -> Option<i16> {
    let tokens = draft.input.tokens;
    let table = |i: usize| match draft.input.doc.blocks.get(i)?.scope {
        Scope::Cell { table, .. } => Some(table),
        _ => None,
    };
    let number = tokens.block_of(head.start);
    let above = (0..number).rev().take(ROW).find(|&k| table(k) != table(number))?;
    let last = draft.sentence(tokens.blocks.get(above)?.end.checked_sub(1)?);
    let [found] = draft.days_in(&last) else { return None };
    let colon = draft.word(last.end.checked_sub(1)?) == ":";
    (colon && found.month.is_none()).then_some(found.year)?
}

/// Most cells of the first row of a table.
const ROW: usize = 12;

/// "| February 2025 | ... |", "| Fri 12 | ... |": days in a column that its month heads.
fn columns(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    if !draft
        .days
        .iter()
        .any(|d| d.day.is_none() && matches!(draft.scope(d.tokens.start), Scope::Cell { row: 0, .. }))
    {
        return;
    }
    for cells in super::table::tables(draft) {
        for head in cells.iter().filter(|c| c.row == 0) {
            let [Day { year: Some(year), month: Some(month), day: None, tokens, .. }] =
                draft.days_in(&head.tokens)
            else {
                continue;
            };
            let Ok(month) = i8::try_from(*month) else { continue };
            for cell in cells.iter().filter(|c| c.column == head.column && c.row > 0) {
                let start = cell.tokens.start;
                let Some((weekday, len)) = calendar::weekday(draft, start) else { continue };
                let Ok(day) = draft.word(start + len).parse::<i8>() else { continue };
                let Ok(date) = Date::new(*year, month, day) else { continue };
                if start + len + 1 == cell.tokens.end && date.weekday() != weekday {
                    let text =
                        format!("{} was a {}, not a {}", written(date), name(date.weekday()), name(weekday));
                    out.push(Slip::new("weekday-date", &cell.tokens, text).against([tokens.clone()]));
                }
            }
        }
    }
}

pub(super) fn written(d: Date) -> String {
    d.strftime("%-d %B %Y").to_string()
}

/// Whether the weekday fits a date of the calendar in use: until 1923 some countries kept the old one.
pub(super) fn fits(date: Date, weekday: Weekday) -> bool {
    if date.weekday() == weekday {
        return true;
    }
    date.year() < 1924 && fits_old(date, weekday)
}

/// Whether the weekday fits a date of the old calendar.
fn fits_old(date: Date, weekday: Weekday) -> bool {
    // Days that the old calendar is behind the new: 13 from March 1900, 10 when the new one began.
    let year = i32::from(if date.month() <= 2 { date.year() - 1 } else { date.year() });
    let behind = year.div_euclid(100) - year.div_euclid(400) - 2;
    date.checked_add(behind.days()).is_ok_and(|d| d.weekday() == weekday)
}

/// The weekday written beside a date: "Thursday, 3 May 2017", "Monday night, May 3", "3 June (Mon)",
/// "3 May 2017, a Thursday".
fn beside(draft: &Draft<'_>, day: &Day) -> Option<(Weekday, Range<u32>)> {
    let start = day.tokens.start;
    // Before it.
    let mut at = start;
    for _ in 0..4 {
        if at == 0 {
            break;
        }
        at -= 1;
        let token = draft.token(at)?;
        if draft.token(at + 1).is_some_and(|t| t.starts_sentence()) {
            break;
        }
        if let Some((weekday, len)) = calendar::weekday(draft, at) {
            // "in the night from Saturday to Sunday, 8 to 9 March": each of the two has its own day.
            // The weekday of another cell is none of them.
            if at >= 2
                && !draft.is_sign(at - 1)
                && draft.block(at).contains(&(at - 2))
                && (calendar::weekday(draft, at - 2).is_some()
                    || at >= 3 && calendar::weekday(draft, at - 3).is_some_and(|(_, l)| l == 2))
            {
                return None;
            }
            // "Friday and 3 May" are two days.
            return (at + len <= start).then_some((weekday, at..at + len));
        }
        // "began on a Tuesday - 12 August 2024 -"
        let dash = draft.dash(at) && at > 0 && calendar::weekday(draft, at - 1).is_some();
        let part = dash || draft.one(at, WordSet::DayPart) || matches!(draft.word(at), "," | "." | "(" | ":");
        if !part || token.starts_sentence() {
            break;
        }
    }
    // After it: in brackets, or "a Thursday", "which was a Thursday".
    let end = day.tokens.end;
    let mut at = end;
    if matches!(draft.word(at), "(" | ",") || draft.dash(at) {
        at += 1;
        // "5 November 2023 - it was a Saturday -"
        at += u32::from(draft.is(at, "it") && draft.is(at + 1, "was"));
    }
    let bracket = draft.word(end) == "(";
    let mut article = false;
    for _ in 0..8 {
        if let Some((weekday, len)) = calendar::weekday(draft, at) {
            return (bracket || article).then_some((weekday, at..at + len));
        }
        if draft.any(at, &["a", "the"]) {
            article = draft.is(at, "a");
        } else if article && draft.any(at, &["date", "day"]) {
            article = false;
        } else if !draft.one(at, WordSet::WeekdayVerb) {
            return None;
        }
        at += 1;
    }
    None
}

/// Most sentences behind a date in which "that Sunday" is its own.
const LATER: usize = 3;

/// "on 12 June 2024. Polls close at 7 p.m. that Sunday": the weekday of the last date, told later.
fn told_later(draft: &Draft<'_>, k: usize) -> Option<(Weekday, Range<u32>)> {
    let day = &draft.days[k];
    let mut end = draft.sentence(day.tokens.start).end;
    let near = draft.next_sentence(day.tokens.start).map_or(end, |n| n.end);
    for _ in 0..LATER {
        end = draft.next_sentence(end - 1).map_or(end, |n| n.end);
    }
    let until = draft.days.get(k + 1).map_or(end, |d| d.tokens.start.min(end));
    for at in day.tokens.end..until {
        if let Some((weekday, len)) = calendar::weekday(draft, at) {
            // "A second hearing is due the week after. It sits that Tuesday"
            let moved = at >= near
                && draft.readings_in(&(day.tokens.end..at)).iter().any(|r| {
                    let same = draft.any(r.extent.tokens.start, &["the", "that"])
                        && draft.one(r.extent.tokens.start + 1, WordSet::SameDay);
                    let short = r
                        .timex()
                        .and_then(|t| t.length)
                        .is_some_and(|l| l.months.is_zero() && l.seconds < Decimal::from(86_400));
                    let clock = same
                        || short && r.kind == Kind::Duration
                        || r.kind == Kind::Time
                        || r.extent.whole.contains(&at);
                    r.kind.is_time() && !clock
                });
            // "that Thursday, 27 June": of the date behind it
            let own = draft.days.get(k + 1).is_some_and(|d| d.tokens.start <= at + len + 1);
            if own || moved || at >= near && !draft.preceded(at, &["that"]) {
                return None;
            }
            // "is expected that Friday", "by that Friday": one of the days around it
            let around = at >= 2 && draft.one(at - 2, WordSet::AroundThen);
            let that = draft.preceded(at, &["that", "same"]) && !around;
            // "It was a Friday, and", "That day was a Tuesday", "As it happened to be a Monday", "it being a Monday"
            let told = is_day(draft, day.tokens.end, at);
            // "By that evening, a Saturday,"
            let apposed = at >= 4
                && draft.is(at - 1, "a")
                && draft.word(at - 2) == ","
                && (draft.one(at - 3, WordSet::DayPart) || draft.any(at - 3, &["day", "date"]))
                && draft.any(at - 4, &["that", "same"]);
            return (that || told || apposed).then_some((weekday, at - 1..at + len));
        }
    }
    None
}

/// Whether a clause says of the day before it that it was the weekday at token `at`: "It was a Friday", "The day being a
/// Monday", "Because that date fell on a Sunday".
fn is_day(draft: &Draft<'_>, date: u32, at: u32) -> bool {
    let Some(end) = at.checked_sub(1).filter(|&i| draft.any(i, &["a", "on"])) else { return false };
    let verb = |i: u32| {
        draft
            .any(i, &["was", "being", "be", "been", "fell", "falling", "had", "happened", "to", "also", "on"])
    };
    let first = (end.saturating_sub(6)..end).rev().take_while(|&i| verb(i)).last();
    let Some(subject) = first.and_then(|i| i.checked_sub(1)) else { return false };
    // "It was on a Friday that" is no more than "on Friday".
    let was = |i: u32| draft.any(i, &["was", "being", "be", "been", "fell", "falling"]);
    if !(subject + 1..end).any(was) || draft.is(end, "on") && draft.is(end - 1, "was") {
        return false;
    }
    let noun = draft.any(subject, &["day", "date"]) && draft.follows(subject, WordSet::Definite);
    let noun = noun || draft.any(subject, &["day", "date"]) && draft.any(subject - 1, &["that", "this"]);
    let start = if noun { subject - 1 } else { subject };
    let opens = draft.token(start).is_some_and(|t| t.starts_sentence())
        || draft.any(start.saturating_sub(1), &["as", "since", "because", "for", "and", "with"])
        || draft.is(subject + 1, "being") && draft.preceded(start, &[",", ";", "-", "\u{2014}", "("]);
    // "opened on 4 May 2022. The week after, it being a Monday", "It adjourned for a day, and it being a Thursday"
    let between = draft.sentence(start).start.max(date)..start;
    let later = |i: u32| {
        draft.any(i, &["after", "later", "before", "next", "until"])
            || super::length::unit_at(draft, i).is_some()
    };
    let opens = opens && !between.into_iter().any(later);
    (noun || draft.any(subject, &["it", "this", "that"])) && opens
}

/// "| Friday | 3 April 2026 |": a cell that is a weekday, beside one that is a date.
fn cell_beside(draft: &Draft<'_>, day: &Day) -> Option<(Weekday, Range<u32>)> {
    let tokens = draft.input.tokens;
    let number = tokens.block_of(day.tokens.start);
    let cell = |k: usize| match draft.input.doc.blocks.get(k)?.scope {
        Scope::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let here = cell(number)?;
    if tokens.blocks.get(number)? != &day.tokens {
        return None;
    }
    let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten();
    let mut days = beside.filter(|&k| cell(k) == Some(here)).filter_map(|k| {
        let block = tokens.blocks.get(k)?;
        let (weekday, len) = calendar::weekday(draft, block.start)?;
        (block.start + len == block.end).then(|| (weekday, block.clone()))
    });
    let found = days.next()?;
    days.next().is_none().then_some(found)
}

/// The dates that a day can mean; the nearest to the publication first.
pub(super) fn candidates(draft: &Draft<'_>, day: &Day) -> Option<Vec<Date>> {
    let (month, number) = (i8::try_from(day.month?).ok()?, i8::try_from(day.day?).ok()?);
    if let Some(year) = day.year {
        return (year > 0).then(|| Date::new(year, month, number).into_iter().collect());
    }
    let Some(published) = draft.published() else { return told_before(draft, day, month, number) };
    let mut dates: Vec<Date> =
        (-1..=1).filter_map(|n| Date::new(published.year().checked_add(n)?, month, number).ok()).collect();
    let away = |d: &Date| d.duration_since(published).as_hours().abs() / 24;
    dates.sort_by_key(away);
    // Within two months of its publication, news means the nearest day; else the year is open.
    if dates.first().is_some_and(|d| away(d) <= 60) {
        dates.truncate(1);
    }
    let block = draft.block(day.tokens.start);
    for other in draft.days_in(&block) {
        if let Some(year) = other.year.filter(|&y| y > 0 && may_date(draft, other, day))
            && let Ok(date) = Date::new(year, month, number)
            && !dates.contains(&date)
        {
            dates.push(date);
        }
    }
    Some(dates)
}

/// "On 14 February 2023 she was sworn in; two days later, on Friday 16 February, she resigned": the year of the date before,
/// where nothing else dates the text.
fn told_before(draft: &Draft<'_>, day: &Day, month: i8, number: i8) -> Option<Vec<Date>> {
    let sentence = draft.sentence(day.tokens.start);
    let from = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start);
    let before = draft.days_in(&(from..day.tokens.start)).iter().rev().find(|d| d.year.is_some())?.date()?;
    let years = (-1..=1).filter_map(|n| Date::new(before.year().checked_add(n)?, month, number).ok());
    let near = |d: &Date| d.duration_since(before).as_hours().abs() / 24 <= 60;
    Some(years.filter(near).collect()).filter(|dates: &Vec<Date>| !dates.is_empty())
}
