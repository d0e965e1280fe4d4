//! Stretches of time whose two ends a text tells: "from 2001 to 2010", "began at 9am and ended at noon".

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::{Day, weekday};
use super::draft::Draft;
use super::length::unit_at;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// How two ends are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "from 2001 to 2010", "(2001-2010)"
    Joined,
    /// "between 2001 and 2010": what lies between need not fill it.
    Between,
    /// "opened in 2001 and closed in 2010"
    Ran,
    /// "closed in 2001 and reopened in 2010"
    Halted,
    /// Any other two times of a sentence, and no third.
    Pair,
}

/// The two ends.
#[derive(Clone, Debug)]
pub(super) enum Ends {
    Days(Day, Day),
    /// Minutes since midnight.
    Clocks(i32, i32),
}

/// A stretch of time.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) from: Range<u32>,
    pub(super) to: Range<u32>,
    pub(super) ends: Ends,
    pub(super) shape: Shape,
    /// The sentence that has both ends, or the two that have one each.
    pub(super) sentence: Range<u32>,
    /// Whether there is no third time in it.
    pub(super) only: bool,
    /// Whether the days of two times of day are told, and differ.
    pub(super) dated: bool,
}

impl Stretch {
    /// Whether it tells what began and ended, or was halted and went on.
    pub(super) fn ran(&self) -> bool {
        matches!(self.shape, Shape::Ran | Shape::Halted)
    }

    /// Whether its ends are times of day.
    pub(super) fn clocks(&self) -> bool {
        matches!(self.ends, Ends::Clocks(..))
    }

    /// Whether one phrase tells both ends.
    pub(super) fn joined(&self) -> bool {
        matches!(self.shape, Shape::Joined | Shape::Between)
    }

    /// Whether its length can be told in `unit`.
    pub(super) fn tells(&self, unit: &str) -> bool {
        match self.ends {
            Ends::Days(..) => self.size(unit).is_some_and(|(_, most)| most >= Decimal::ONE),
            Ends::Clocks(..) => matches!(unit, "hour" | "minute"),
        }
    }

    /// Fewest and most of `unit` between two days, counted without or with both ends.
    pub(super) fn size(&self, unit: &str) -> Option<(Decimal, Decimal)> {
        let Ends::Days(a, b) = &self.ends else { return None };
        between(a, b, unit)
    }
}

/// Fewest and most of `unit` between two days, counted without or with both ends.
pub(super) fn between(a: &Day, b: &Day, unit: &str) -> Option<(Decimal, Decimal)> {
    let ((a0, _), (b0, _)) = (a.bounds()?, b.bounds()?);
    let (low, high, size) = match (a.month, a.day, b.month, b.day) {
        (None, _, None, _) => {
            let n = i64::from(b0.year() - a0.year());
            (n, n + 1, [("year", 100)].as_slice())
        }
        (Some(_), Some(_), Some(_), Some(_)) => {
            let n = i64::from((b0 - a0).get_days());
            (n, n + 1, IN_DAYS.as_slice())
        }
        (Some(_), _, Some(_), _) => {
            let n = i64::from(b0.year() - a0.year()) * 12 + i64::from(b0.month() - a0.month());
            (n, n + 1, IN_MONTHS.as_slice())
        }
        _ => return None,
    };
    let &(_, hundredths) = size.iter().find(|(u, _)| *u == unit)?;
    let size = Decimal::new(hundredths, 2);
    Some((Decimal::from(low) / size, Decimal::from(high) / size))
}

/// A hundred times the days that a unit has.
const IN_DAYS: [(&str, i64); 5] =
    [("day", 100), ("night", 100), ("week", 700), ("month", 3040), ("year", 36525)];
/// A hundred times its months.
const IN_MONTHS: [(&str, i64); 2] = [("month", 100), ("year", 1200)];

/// Most tokens between the two ends of what began and ended.
const FAR: u32 = 24;

/// The stretches of a text.
pub(super) fn stretches(draft: &Draft<'_>) -> Vec<Stretch> {
    let mut out = Vec::new();
    for pair in draft.days.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let count = |range: &Range<u32>| draft.days_in(range).len();
        let Some((shape, sentence, only)) = told(draft, &a.tokens, &b.tokens, &count) else { continue };
        let shape = joined(draft, a, b).unwrap_or(shape);
        let dated = a.month.is_some() == b.month.is_some();
        let (first, last) = if counts_back(draft, a) { (b, a) } else { (a, b) };
        let open = |d: &Day| d.year.is_none() && d.month.is_some();
        let years = (dated && (open(a) || open(b))).then(|| one_year(draft, first, last));
        let (first, last) = years.unwrap_or_else(|| (first.clone(), last.clone()));
        let (from, to) = (a.tokens.clone(), b.tokens.clone());
        out.push(Stretch { from, to, ends: Ends::Days(first, last), shape, sentence, only, dated: false });
    }
    let clocks = clocks(draft);
    for clock in &clocks {
        let Some(end) = clock.end else { continue };
        let sentence = draft.sentence(clock.tokens.start);
        let between =
            draft.is(clock.tokens.start, "between") || draft.preceded(clock.tokens.start, &["between"]);
        let shape = if between { Shape::Between } else { Shape::Joined };
        let (from, to, ends) = (clock.tokens.clone(), clock.tokens.clone(), Ends::Clocks(clock.start, end));
        out.push(Stretch { from, to, ends, shape, sentence, only: true, dated: end >= MINUTES });
    }
    let single: Vec<&Clock> = clocks.iter().filter(|c| c.end.is_none()).collect();
    let count = |range: &Range<u32>| clocks.iter().filter(|c| range.contains(&c.tokens.start)).count();
    for pair in single.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let Some((shape, sentence, only)) = told(draft, &a.tokens, &b.tokens, &count) else { continue };
        // "from 6pm, when the boxes were opened, to 9pm"
        let last = b.tokens.start.saturating_sub(1);
        let aside = draft.word(a.tokens.end) == ","
            && draft.one(last, WordSet::UntilDate)
            && draft.preceded(last, &[","])
            && last > a.tokens.end + 1;
        let led = draft.preceded(a.tokens.start, &["from"]) || draft.is(a.tokens.start, "from");
        let from_to = led && (draft.one(a.tokens.end, WordSet::UntilDate) || aside);
        // "from lift-off at 0615 GMT to docking at 1145 GMT"
        let deed = |start: u32, led: &dyn Fn(u32) -> bool| {
            let lead = (start.saturating_sub(5)..start.saturating_sub(2)).rev().find(|&i| led(i))?;
            (draft.preceded(start, &["at"]) && draft.unbroken(&(lead + 1..start))).then_some(lead)
        };
        let first = deed(a.tokens.start, &|i| draft.is(i, "from"));
        let until = |i: u32| i >= a.tokens.end && draft.one(i, WordSet::UntilDate);
        let deeds = first.filter(|_| deed(b.tokens.start, &until).is_some());
        let shape = if from_to || deeds.is_some() { Shape::Joined } else { shape };
        let (ends, dated) = clock_ends(a, b);
        // "6am on Saturday ... 6am the next day"
        let next = (b.tokens.start..b.tokens.end).any(|i| {
            draft.any(i, &["next", "following"])
                && draft.any(i + 1, &["day", "morning", "evening", "afternoon", "night"])
        });
        let (ends, dated) = match ends {
            Ends::Clocks(x, y) if next && !dated => (Ends::Clocks(x, y + MINUTES), true),
            ends => (ends, dated),
        };
        let (from, to) = (deeds.unwrap_or(a.tokens.start)..a.tokens.end, b.tokens.clone());
        out.push(Stretch { from, to, ends, shape, sentence, only, dated });
    }
    out
}

/// The times of day of a text.
pub(super) fn clocks(draft: &Draft<'_>) -> Vec<Clock> {
    draft.readings.iter().filter_map(Clock::read).collect()
}

/// Two times of day as the ends of a stretch, and whether their days are told and differ.
pub(super) fn clock_ends(a: &Clock, b: &Clock) -> (Ends, bool) {
    let later = a.day.zip(b.day).map_or(0, |(a, b)| a.until(b));
    (Ends::Clocks(a.start, b.start + later * MINUTES), later > 0)
}

/// "ended on 4 July, six weeks after it had begun on": the later one is told first.
fn counts_back(draft: &Draft<'_>, first: &Day) -> bool {
    let end = first.tokens.end;
    (end + 2..end + 5).any(|i| draft.is(i, "after") && unit_at(draft, i - 1).is_some())
}

/// How two times that no preposition joins are told, where, and whether they are alone there.
fn told(
    draft: &Draft<'_>,
    a: &Range<u32>,
    b: &Range<u32>,
    count: &dyn Fn(&Range<u32>) -> usize,
) -> Option<(Shape, Range<u32>, bool)> {
    let first = draft.sentence(a.start);
    let gap = a.end..b.start;
    if gap.end < gap.start || gap.end - gap.start > FAR {
        return None;
    }
    let opens = first.start.max(a.start.saturating_sub(12))..a.start;
    let has = |range: &Range<u32>, set: WordSet| (range.start..range.end).any(|i| draft.one(i, set));
    if b.end > first.end {
        // "Bidding began at 9.30am. The last lot was knocked down at 4.30pm, after eleven hours without a break"
        let next = draft.next_sentence(a.start).filter(|next| next.contains(&b.start))?;
        let begun = has(&opens, WordSet::Begun) && count(&first) == 1 && count(&next) == 1;
        // "It ended in 2014, seven years later."
        let goes_on =
            draft.one(next.start, WordSet::ItOrThey) && has(&(next.start..b.start), WordSet::Finished);
        return (begun && (goes_on || draft.has(&next, Cue::Unbroken))).then_some((
            Shape::Ran,
            first.start..next.end,
            true,
        ));
    }
    let shape = if has(&opens, WordSet::Begun) && has(&gap, WordSet::Finished) {
        Shape::Ran
    } else if has(&opens, WordSet::Halted) && has(&gap, WordSet::Resumed) {
        Shape::Halted
    } else {
        Shape::Pair
    };
    let only = count(&first) == 2;
    Some((shape, first, only))
}

/// Minutes of a day.
const MINUTES: i32 = 24 * 60;

/// The day of a time of day, as far as the text tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    Date(Date),
    Weekday(i32),
}

impl On {
    /// The day before the "T" of "2024-05-01T09:10" or "XXXX-WXX-1T09:10".
    fn read(value: &str) -> Option<Self> {
        let day = &value[..value.find('T')?];
        if let Some(weekday) = day.strip_prefix("XXXX-WXX-") {
            return weekday.parse().ok().map(Self::Weekday);
        }
        day.parse().ok().map(Self::Date)
    }

    /// Days until another one; 0 where that is not told.
    fn until(self, other: Self) -> i32 {
        match (self, other) {
            (Self::Date(a), Self::Date(b)) => (b - a).get_days().clamp(0, 30),
            (Self::Weekday(a), Self::Weekday(b)) => (b - a).rem_euclid(7),
            _ => 0,
        }
    }
}

/// One or two times of day.
pub(super) struct Clock {
    pub(super) tokens: Range<u32>,
    day: Option<On>,
    start: i32,
    pub(super) end: Option<i32>,
}

impl Clock {
    fn read(reading: &Reading) -> Option<Self> {
        let tokens = reading.extent.tokens.clone();
        let value = &reading.timex()?.value;
        match reading.kind {
            Kind::Time | Kind::DateTime => {
                Some(Self { tokens, day: On::read(value), start: minutes(value)?, end: None })
            }
            Kind::Period => {
                let (from, to) = value.split_once('/')?;
                // "Tuesday", of both ends
                let day = |v: &str| v.find('T').map(|i| v[..i].to_owned());
                let later = On::read(from).zip(On::read(to)).map_or(0, |(a, b)| a.until(b));
                (later > 0 || day(from) == day(to)).then_some(())?;
                let end = minutes(to)? + later * MINUTES;
                Some(Self { tokens, day: None, start: minutes(from)?, end: Some(end) })
            }
            _ => None,
        }
    }
}

/// Minutes since midnight of "2024-05-01T09:10".
fn minutes(value: &str) -> Option<i32> {
    let (hour, minute) = value.get(value.find('T')? + 1..)?.split_once(':')?;
    Some(hour.parse::<i32>().ok()? * 60 + minute.get(..2)?.parse::<i32>().ok()?)
}

/// Two days without a year, or one of them, given one: the second is the next after the first.
pub(super) fn one_year(draft: &Draft<'_>, a: &Day, b: &Day) -> (Day, Day) {
    let (mut a, mut b) = (a.clone(), b.clone());
    let turns = i16::from((b.month, b.day) < (a.month, a.day));
    if a.year.is_some() != b.year.is_some() {
        a.year = a.year.or(b.year.map(|y| y - turns));
        b.year = b.year.or(a.year.map(|y| y + turns));
        return (a, b);
    }
    // Only a 29 February between them hangs on the year; a common one otherwise.
    let year = draft.published().map_or(2001, |d| d.year());
    a.year = Some(year);
    b.year = Some(year + turns);
    (a, b)
}

/// Whether a preposition or a dash makes two dates the ends of one stretch.
fn joined(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Shape> {
    // "from the start of January 2022 to the end of December 2024", "from Monday, 3 June to Friday, 7 June"
    let head = |start: u32| {
        let comma = u32::from(draft.preceded(start, &[","]));
        let at = start.saturating_sub(1 + comma);
        let at = if weekday(draft, at).is_some_and(|(_, len)| len == 1) { at } else { start };
        let edge = at >= 3 && draft.is(at - 1, "of") && draft.one(at - 2, WordSet::EdgeOfTime);
        let at = if edge { at - 2 } else { at };
        if at > 0 && draft.is(at - 1, "the") { at - 1 } else { at }
    };
    let opener = head(a.tokens.start).checked_sub(1)?;
    let gap = a.tokens.end..head(b.tokens.start).max(a.tokens.end);
    let until = draft.one(gap.start, WordSet::UntilDate);
    // "from 1988 until he lost the election of 1994"
    let event = || {
        let clause = gap.start + 1..gap.end;
        let plain = |i: u32| draft.is_word(i) && !draft.one(i, WordSet::BreaksClause);
        let told = draft.preceded(b.tokens.start, &["of", "in"]) && clause.len() >= 3 && clause.len() <= 8;
        until && !draft.is(gap.start, "to") && told && (clause.start..clause.end).all(plain)
    };
    // "from his arrest in March 2015 to his release in March 2018", "from independence in 1961 to the coup of 1973"
    let told = |start: u32, led: &dyn Fn(u32) -> bool| {
        let lead = (start.saturating_sub(7)..start.saturating_sub(2)).rev().find(|&i| led(i));
        draft.any(start.saturating_sub(1), &["in", "on", "of"])
            && lead.is_some_and(|i| draft.unbroken(&(i + 1..start)))
    };
    let deeds = told(a.tokens.start, &|i| draft.is(i, "from"))
        && told(b.tokens.start, &|i| i == gap.start && draft.one(i, WordSet::UntilDate));
    // "Between joining in 1988 and handing in her keys in 1999"
    let doing = |start: u32, led: &dyn Fn(u32) -> bool| {
        told(start, &|i| led(i) && draft.word(i + 1).ends_with("ing"))
    };
    if doing(a.tokens.start, &|i| draft.is(i, "between"))
        && doing(b.tokens.start, &|i| i == gap.start && draft.is(i, "and"))
    {
        return Some(Shape::Between);
    }
    if deeds || draft.is(opener, "from") && event() {
        return Some(Shape::Joined);
    }
    if gap.end - gap.start > 2 {
        return None;
    }
    if draft.is(opener, "between") && draft.is(gap.start, "and") {
        return Some(Shape::Between);
    }
    if draft.is(opener, "from") && until {
        return Some(Shape::Joined);
    }
    // "Mark Prior, July 2021 to July 2022 (four years)"
    let bracket = until && draft.word(b.tokens.end) == "(" && a.year.is_some() && b.year.is_some();
    let led = matches!(draft.word(opener), "," | ":" | "(") || draft.dash(opener);
    // "was head of the school for 21 years, 1988 to 2019, and"
    let years = until && draft.word(opener) == "," && a.year.is_some() && b.year.is_some();
    if years && opener > 0 && unit_at(draft, opener - 1) == Some("year") {
        return Some(Shape::Joined);
    }
    if bracket && led && draft.numerals_in(&(b.tokens.end + 1..b.tokens.end + 3)).len() == 1 {
        return Some(Shape::Joined);
    }
    let dash = matches!(draft.word(gap.start), "-" | "\u{2013}") && gap.len() == 1;
    // "over ten days, 3-6 June 2024"
    let apposed = draft.word(opener) == ","
        && matches!(draft.word(b.tokens.end), "," | "." | ")" | ";")
        && b.year.is_some();
    (dash && (draft.word(opener) == "(" || apposed)).then_some(Shape::Joined)
}
