//! `impossible-date`: "31 June"; "29 February 2023".

use super::Slip;
use super::calendar::{Day, longest};
use super::draft::{Draft, REACH};
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::calendar::MONTHS;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for day in &draft.days {
        let (Some(month), Some(number)) = (day.month, day.day) else { continue };
        let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
        let most = longest(month);
        if denied(draft, day, most) {
            continue;
        }
        if number > most || number == 0 {
            // Sweden had a 30 February once: "an almanac for 1712, open at 30 February".
            let near = draft.days_in(&draft.block(day.tokens.start));
            let swede = (month, number) == (2, 30) && near.iter().any(|d| d.year == Some(1712));
            if number <= 39 && is_date(draft, day) && !swede {
                let text = format!("{name} has {most} days, not {number}");
                out.push(Slip::new("impossible-date", &day.tokens, text));
            }
        } else if (month, number) == (2, 29)
            // By the calendars of Russia and Greece until 1923 there was one.
            && (day.year.is_some_and(|y| y > 1923)
                || !draft.has(&draft.sentence(day.tokens.start), Cue::OtherClock))
            && let Some(year) = without_leap_day(draft, day)
        {
            let text = format!("{year} was not a leap year: February had 28 days");
            out.push(Slip::new("impossible-date", &day.tokens, text));
        }
    }
    for i in (1..draft.end()).filter(|&i| draft.is_sign(i) && draft.word(i) == "/") {
        out.extend(no_month(draft, i - 1));
    }
    out.extend(
        draft
            .days
            .windows(2)
            .chain(draft.days.last().map(std::slice::from_ref))
            .filter_map(|d| that_month(draft, d)),
    );
}

/// "issued on 14/13/2021": in neither order is there such a month.
fn no_month(draft: &Draft<'_>, i: u32) -> Option<Slip> {
    let tight = (i + 1..i + 5).all(|k| draft.token(k).is_some_and(|t| !t.spaced()));
    let number = |k: u32| draft.word(k).parse::<u16>().ok().filter(|_| draft.word(k).len() <= 4);
    let (a, b, year) = (number(i)?, number(i + 2)?, number(i + 4)?);
    let led = draft.follows(i, WordSet::LeadsDate)
        || draft.preceded(i, &["dated", "by", "from", "before", "after"]);
    let both = (13..=31).contains(&a) && (13..=31).contains(&b) && (1900..=2100).contains(&year);
    let text = || format!("there is no month {}", a.min(b));
    (tight && led && both && draft.word(i + 3) == "/")
        .then(|| Slip::new("impossible-date", &(i..i + 5), text()))
}

/// "opened in the first week of November. It collapsed on the 31st of that month"
fn that_month(draft: &Draft<'_>, days: &[Day]) -> Option<Slip> {
    let day = days.first()?;
    let end = draft.next_sentence(day.tokens.end).unwrap_or_else(|| draft.sentence(day.tokens.start)).end;
    let until = days.get(1).map_or(end, |d| d.tokens.start.min(end));
    let most = longest(day.month?);
    let of = (day.tokens.end + 2..until).find(|&i| {
        draft.is(i, "of")
            && (draft.any(i + 1, &["that", "this"])
                && draft.is(i + 2, "month")
                && !draft.word(i + 3).starts_with(['\'', '\u{2019}'])
                || draft.is(i + 1, "the") && draft.is(i + 2, "same") && draft.is(i + 3, "month"))
    })?;
    let numerals = draft.numerals_in(&(of.saturating_sub(4).max(day.tokens.end)..of));
    let n = numerals.last().filter(|n| n.form == Form::Ordinal && n.tokens.end == of)?;
    let whole = u8::try_from(n.value.normalize().mantissa()).ok().filter(|_| n.value.is_integer())?;
    let month = MONTHS[usize::from(day.month?.clamp(1, 12)) - 1];
    (whole > most && whole <= 39).then(|| {
        let text = format!("{month} has {most} days, not {whole}");
        Slip::new("impossible-date", &n.tokens, text).against([day.tokens.clone()])
    })
}

/// Whether the text itself says that there is no such day: "There is no 31 June", "February has 28 days".
fn denied(draft: &Draft<'_>, day: &Day, most: u8) -> bool {
    let start = day.tokens.start;
    // "There has never been a 30 February"
    let reach = if draft.follows(start, WordSet::Indefinite) { 6 } else { 2 };
    let no = (start.saturating_sub(reach)..start).any(|i| draft.one(i, WordSet::NoDay));
    // "The 31st of June", the name of a play
    let title = draft.is_name(start) && draft.is(start, "the");
    let sentence = draft.sentence(start);
    let length = |n: &crate::mention::number::Numeral| {
        let days = draft.is(n.tokens.end, "days");
        days && (n.value == most.into()
            || n.value == (most - 1).into()
            || day.day.is_some_and(|d| n.value == d.into()))
    };
    let next = draft.next_sentence(start).map_or(sentence.end, |n| n.end);
    // "according to the almanac" believes it.
    let told = |i: u32| (i.saturating_sub(7)..i).any(|k| draft.is(k, "according"));
    let almanac = |i: u32| draft.one(i, WordSet::Almanac) && !told(i);
    // "which is an astronomer's way of writing 31 December"
    let way = |i: u32| draft.is(i, "way") && draft.is(i + 1, "of") && draft.word(i + 2).ends_with("ing");
    // "On the thirtieth of February," which is how they say never
    let never = draft.quoted(start)
        && (day.tokens.end..sentence.end).any(|i| draft.is(i, "never") && !draft.quoted(i));
    let explained = never || (sentence.start..next).any(|i| almanac(i) || way(i));
    // "File 31/02/2019"
    let figures = !draft.is_word(start) && draft.is_sign(start + 1);
    let numbered = figures && draft.follows(start, WordSet::NumberedThing);
    // "from 30 February to 31 April. ... Neither day existed, he said"
    let said = || {
        let block = draft.block(start);
        let below = block.start..draft.block(block.end).end.min(block.end.saturating_add(REACH));
        let neither =
            |i: u32| draft.is(i, "neither") && (i + 1..i + 4).any(|k| draft.word(k).starts_with("exist"));
        draft.cues_in(&below, Cue::NoSuchDay).any(|c| c.tokens.len() > 1)
            || (below.start..below.end).any(neither)
    };
    // "a date, such as 31 February"
    let example = draft.preceded(start, &["as"]) && draft.preceded(start - 1, &["such"]);
    no || title
        || example
        || explained
        || numbered
        || said()
        || draft.numerals_in(&sentence).iter().any(length)
}

/// Whether a day out of range is meant as one: "In April 31 people died" is none.
fn is_date(draft: &Draft<'_>, day: &Day) -> bool {
    let (start, end) = (day.tokens.start, day.tokens.end);
    // "| Mill Hill | Nov. 31 |": all that a cell says
    let cell = matches!(draft.scope(start), Scope::Cell { .. }) && draft.block(start) == day.tokens;
    if day.year.is_some() || cell {
        return true;
    }
    let day_first = draft.token(start).is_some_and(|t| t.kind != TokenKind::Word) || draft.is(start, "the");
    // "31 April Close", "At 34 June Carter": a number and a name, unless a word or a weekday leads a date.
    let named = draft.is_name(end) && super::calendar::weekday(draft, end).is_none();
    let led = draft.follows(start, WordSet::LeadsDate)
        || draft.word(start + 1) == "of"
        || (1..=2).any(|n| start >= n && super::calendar::weekday(draft, start - n).is_some());
    if day_first && named && !led {
        return false;
    }
    // "At 31 April is the younger": an age, and a name.
    if day_first && draft.preceded(start, &["at"]) && draft.one(end, WordSet::AreOrHave) {
        return false;
    }
    // "the new Route 31 April timetable": the number of what has a name.
    let noun = draft.is_word(end)
        && !draft.token(end).is_some_and(|t| t.starts_sentence())
        && !draft.one(end, WordSet::AfterDate)
        && !draft.one(end, WordSet::AfterDay)
        && !draft.one(end, WordSet::BeforeDay);
    let before = start.saturating_sub(1);
    let numbered = draft.is_name(before) && super::calendar::weekday(draft, before).is_none();
    if day_first && noun && numbered {
        return false;
    }
    // "31 June and July days": so many days of two months
    let two = draft.is(end, "and") && super::calendar::month(draft, end + 1).is_some();
    if day_first && two && draft.word(end + 2).ends_with('s') {
        return false;
    }
    if day_first {
        // "the 31 June graduates" has a plural right behind it.
        return !(draft.is_word(end) && draft.word(end).ends_with('s') && !draft.one(end, WordSet::EndsInS));
    }
    let ended = draft.follows(start, WordSet::EndsOn);
    let asked = ended || draft.follows(start, WordSet::BeforeDay);
    let closed = end >= draft.end()
        || draft.token(end).is_some_and(|t| t.starts_sentence())
        || matches!(
            draft.word(end),
            "," | "." | ";" | ")" | ":" | "!" | "?" | "\"" | "\u{201d}" | "\u{2014}"
        )
        || draft.dash(end);
    // "until April 31 so that", "by April 31 had been": what may not follow a count.
    let counts = draft.follows(start, WordSet::CountsMonth);
    // "who have not paid by April 31 will lose"
    let due = draft.preceded(start, &["by"])
        && draft.any(end, &["will", "must", "shall", "would", "may", "can", "cannot"]);
    let due = due && start > draft.sentence(start).start + 2;
    // "for the three months to June 31 widened"
    let told = draft.any(start.saturating_sub(1), &["to", "until"]) && draft.word(end).ends_with("ed");
    let goes_on =
        due || told || draft.one(end, WordSet::AfterDate) || !counts && draft.one(end, WordSet::AfterDay);
    // "the June 31 deadline"
    let noun = draft.follows(start, WordSet::Possessive)
        && draft.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.spaced() && !t.capital())
        && !draft.word(end).ends_with('s')
        && !draft.one(end, WordSet::NotCounted)
        && !draft.one(end, WordSet::AfterBareNumber);
    // "set Nov. 31 as the last day"; never "in June 31 men", nor "April 31, May 40" of births.
    let another = |d: &Day| d.tokens != day.tokens && d.year.is_none() && d.day.is_some();
    // "between June 28 and June 31" is no list.
    let range = draft.has(&(start.saturating_sub(6)..start), Cue::Range);
    // "April 31, May 40": side by side; "payable Feb. 30 to holders of record as of Feb. 12" are two dates.
    let beside = |d: &Day| d.tokens.start <= end + 3 && start <= d.tokens.end + 3;
    let near = draft.days_in(&(start.saturating_sub(8)..end + 8));
    let listed = !range && near.iter().any(|d| another(d) && beside(d)) && !among_dates(draft, day);
    // "on the morning of Feb. 30"
    let part = draft.preceded(start, &["of"]) && draft.follows(start - 1, WordSet::DayPart);
    let said = draft.is_word(start.saturating_sub(1))
        && start > 0
        && !draft.token(start).is_some_and(|t| t.starts_sentence())
        && (!counts || closed && !draft.preceded(start, &["in"]) || range)
        && !draft.token(start - 1).is_some_and(|t| t.capital())
        && !listed;
    let among = among_dates(draft, day);
    let apart = draft.word(start.saturating_sub(1)) == "," && closed && !listed;
    noun || part
        || among
        || apart
        || said && (closed || goes_on)
        || draft.preceded(start, &["on"])
        || asked && (closed || goes_on)
        || closed && super::calendar::weekday(draft, start.saturating_sub(2)).is_some()
}

/// Whether a day stands in a list of days that are some: "on March 31, June 30, September 31 and December 31".
fn among_dates(draft: &Draft<'_>, day: &Day) -> bool {
    let at = draft.days.partition_point(|d| d.tokens.start < day.tokens.start);
    let joins = |i: u32| draft.word(i) == "," || draft.one(i, WordSet::ListAnd);
    let next = |a: &Day, b: &Day| {
        let gap = a.tokens.end..b.tokens.start;
        (1..=2).contains(&gap.len()) && (gap.start..gap.end).all(joins)
    };
    let mut first = at;
    while first > 0 && next(&draft.days[first - 1], &draft.days[first]) {
        first -= 1;
    }
    let mut end = at + 1;
    while end < draft.days.len() && next(&draft.days[end - 1], &draft.days[end]) {
        end += 1;
    }
    let Some(list) = draft.days.get(first..end) else { return false };
    let possible = |d: &&Day| d.month.zip(d.day).is_some_and(|(m, n)| (1..=longest(m)).contains(&n));
    let others = list.iter().filter(|d| d.tokens != day.tokens);
    let led = |set: WordSet| draft.follows(list[0].tokens.start, set);
    list.len() > 1
        && others.clone().all(|d| possible(&d))
        && (draft.preceded(list[0].tokens.start, &["on"]) || led(WordSet::EndsOn) || led(WordSet::LeadsDate))
}

/// The year of a 29 February that had none.
fn without_leap_day(draft: &Draft<'_>, day: &Day) -> Option<i16> {
    let leap = |year: i16| {
        let every_fourth = year % 4 == 0;
        // Until 1752 Britain kept the calendar in which each fourth year was a leap year.
        every_fourth && (year % 100 != 0 || year % 400 == 0 || year < 1753)
    };
    if let Some(year) = day.year {
        return (year > 0 && !leap(year)).then_some(year);
    }
    // "In 2023, on 29 February"
    let beside = |d: &&Day| {
        let gap = d.tokens.end.min(day.tokens.end)..d.tokens.start.max(day.tokens.start);
        d.month.is_none()
            && gap.len() <= 2
            && (gap.start..gap.end).all(|i| draft.word(i) == "," || draft.any(i, &["in", "on"]))
    };
    let near = day.tokens.start.saturating_sub(4)..day.tokens.end + 4;
    if let Some(year) = draft.days_in(&near).iter().find(beside).and_then(|d| d.year) {
        return (year > 0 && !leap(year)).then_some(year);
    }
    let published = draft.published()?;
    // "on Feb. 29 of this year"
    let end = day.tokens.end;
    let at = end + u32::from(draft.is(end, "of"));
    if draft.is(at, "this") && draft.is(at + 1, "year") {
        return (!leap(published.year())).then_some(published.year());
    }
    let block = draft.block(day.tokens.start);
    if draft.days_in(&block).iter().any(|d| d.year.is_some_and(leap)) {
        return None;
    }
    // The February next to the publication, if that is near enough to be meant.
    let year = published.year();
    (published.month() <= 4 && !leap(year)).then_some(year)
}
