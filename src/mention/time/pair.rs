//! Two dates that share a part: "April 24 and 25", "28 and 29 August", "in April and June 1955".

use std::ops::Range;

use super::clock;
use super::cursor::Cursor;
use super::date::{self, year_after};
use super::ends::share_meridiem;
use super::expression::{Amount, Clock, Core, Count, Expression, Recurrence, Step};
use super::memo::owned;
use super::named;
use super::point::{chain, point};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Direction, Glue, Relative, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::Decimal;

fn steps(e: &Expression) -> Option<&[Step]> {
    match &e.core {
        Core::Point(steps) => Some(steps),
        _ => None,
    }
}

/// "April 24 and 25", "May 3rd, 5th and 7th", "May 3 or 4, 2019": further days of the month just named, when the
/// numbers count nothing. Each with the token from which on it is told, and its own tokens.
pub(super) fn further_days(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Vec<(Expression, usize, Range<usize>)> {
    let mut out = Vec::new();
    let (head, first) = match steps(e) {
        Some([head @ .., Step::Day(first)]) if is_month(head) => (head, *first),
        _ => return out,
    };
    let (mut at, mut last) = (end, first);
    while let Some(j) = joint(c, c.past_comma(at)).or_else(|| c.sign(at, ",").then_some(at + 1)) {
        let Some((day, _, next)) = c.ordinal(j).filter(|_| c.digits(j).is_some()) else { break };
        let fraction =
            matches!(c.text(next), "." | ",") && c.digits(next + 1).is_some() && !c.spaced(next + 1);
        if fraction || day <= last || day > 31 {
            break;
        }
        let core = Core::Point([head, &[Step::Day(day)]].concat());
        let joined = joint(c, j - 1).is_some();
        let dated = if joined && head.len() > 1 { year_after(c, next, true) } else { (None, next) };
        out.push((Expression { core, modifier: None, relation: e.relation }, at, j..dated.1));
        if joined {
            return if dated.0.is_some() || closes(c, next) { out } else { Vec::new() };
        }
        (at, last) = (next, day);
    }
    Vec::new()
}

/// Past "and" or "or" at `i`.
fn joint(c: &Cursor<'_>, i: usize) -> Option<usize> {
    c.skip(i, Glue::And).or_else(|| c.skip(i, Glue::Or))
}

/// Whether `steps` are a month, with its year or without one.
fn is_month(steps: &[Step]) -> bool {
    matches!(steps, [Step::Month(_)] | [Step::Year { .. } | Step::ShortYear(_), Step::Month(_)])
}

/// The year behind the days that follow "May 3" up to `end`: "2019" of "May 3, 4 and 5, 2019".
fn year_behind(c: &Cursor<'_>, end: usize) -> Option<Step> {
    let mut at = end;
    loop {
        let and = joint(c, c.past_comma(at));
        let j = and.or_else(|| c.sign(at, ",").then_some(at + 1))?;
        c.digits(j)?;
        let (day, _, next) = c.ordinal(j)?;
        if !(1..=31).contains(&day) {
            return None;
        }
        if and.is_some() {
            return year_after(c, next, true).0.filter(|y| matches!(y, Step::Year { .. }));
        }
        at = next;
    }
}

/// "next Tuesday or Wednesday": a further weekday of the week just told.
pub(super) fn further_weekdays(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Option<(Expression, usize, Range<usize>)> {
    let j = joint(c, end)?;
    // "next Tuesday or Wednesday"
    if let Core::Point(steps) = &e.core
        && let [Step::Which(_, day)] = steps.as_slice()
        && matches!(**day, Step::Weekday(_))
    {
        let (mut far, next) = point(c, j).map(owned)?;
        let Core::Point(steps) = &mut far.core else { return None };
        let [Step::Weekday(day), ..] = steps.as_slice() else { return None };
        // the first such day behind the one just told
        let none = Amount::of(Count::Exact(Decimal::ZERO), Unit::Week);
        let near = Step::Shift(none, Direction::After, Some(Box::new(e.clone())));
        let day = Step::Which(Relative::Following, Box::new(Step::Weekday(*day)));
        steps.splice(0..1, [near, day]);
        far.relation = far.relation.or(e.relation);
        return Some((far, end, j..next));
    }
    None
}

/// "every Monday, Wednesday and Friday", "each June and July": the further days or months of what recurs.
pub(super) fn further_sets(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Vec<(Expression, usize, Range<usize>)> {
    let mut out = Vec::new();
    let Core::Set(Recurrence::At(steps)) = &e.core else { return out };
    let months = match steps.as_slice() {
        [Step::Weekday(_)] => false,
        [Step::Month(_)] => true,
        _ => return out,
    };
    let name = |i: usize| {
        if months {
            super::date::month(c, i).map(|(m, k)| (Step::Month(m), k))
        } else {
            named::weekday_name(c, i).map(|(d, k)| (Step::Weekday(d), k))
        }
    };
    let mut at = end;
    while let Some(j) = joint(c, c.past_comma(at)).or_else(|| c.sign(at, ",").then_some(at + 1)) {
        let Some((step, next)) = name(j) else { break };
        let core = Core::Set(Recurrence::At(vec![step]));
        out.push((Expression { core, ..e.clone() }, at, j..next));
        if joint(c, j - 1).is_some() {
            return if closes(c, next) { out } else { Vec::new() };
        }
        at = next;
    }
    Vec::new()
}

/// "4 p.m. EDT (2000 GMT) Sunday": both times of day are of the day behind the brackets.
pub(super) fn day_behind(c: &Cursor<'_>, e: &mut Expression, start: usize, end: usize) {
    let Core::Point(steps) = &mut e.core else { return };
    if !matches!(steps.as_slice(), [Step::Clock(_)]) {
        return;
    }
    // "6 a.m. local time (0300 GMT) on Sunday"
    let end = c.sense(end, Kinds::O_CLOCK, |s| (s == Sense::OClock).then_some(())).map_or(end, |(_, k)| k);
    let within = start > 0 && c.sign(start - 1, "(") && c.sign(end, ")");
    let close =
        || clock::clock(c, end + 1).filter(|(_, k)| c.sign(end, "(") && c.sign(*k, ")")).map(|(_, k)| k);
    // "5:30 a.m. Lisbon time on May 3"
    let placed = c.get(end).is_some_and(|t| t.capital() && t.spaced()) && c.has(end + 1, WordSet::Time);
    let Some(k) = within.then_some(end).or_else(close).or(placed.then_some(end + 1)) else { return };
    let k = c.skip(k + 1, Glue::On).unwrap_or(k + 1);
    if let Some((day, _)) = chain(c, k)
        && day.iter().any(|s| matches!(s, Step::Weekday(_) | Step::Day(_) | Step::Today(_)))
        && day.iter().all(|s| s.rank() < 12)
    {
        steps.splice(0..0, day.iter().cloned());
    }
}

/// Whether nothing that a number could count stands at `i`: a sign, a preposition, an auxiliary, a past form.
fn closes(c: &Cursor<'_>, i: usize) -> bool {
    c.get(i).is_none_or(|t| {
        t.starts_sentence()
            || t.kind == TokenKind::Sign && matches!(c.text(i), "." | "," | ";" | ")" | "?" | "!")
            || c.sense(i, Kinds::PREPOSITION.or(Kinds::glue(Glue::The)), |s| {
                matches!(s, Sense::Preposition(_) | Sense::Glue(Glue::The)).then_some(())
            })
            .is_some()
            || c.input.rules.phrases.starts(t.word).meets(crate::rules::Class::TENSE)
    })
}

/// "28 and 29 August 1944", "3, 5 and 7 May": the days before the "and" that stands right before `start`, not
/// before `done`.
pub(super) fn first_days(
    c: &Cursor<'_>,
    e: &Expression,
    start: usize,
    done: usize,
) -> Vec<(Expression, Range<usize>)> {
    let Some(all) = steps(e) else { return Vec::new() };
    let Some(last) = all.iter().find_map(|s| if let Step::Day(d) = s { Some(*d) } else { None }) else {
        return Vec::new();
    };
    let dated = all.iter().any(|s| matches!(s, Step::Month(_))) && all.iter().all(|s| s.rank() <= 10);
    let Some(sign) = start.checked_sub(1).filter(|&b| c.glue(b, Glue::And)) else { return Vec::new() };
    if c.digits(start).is_none() || !dated {
        return Vec::new();
    }
    let read = |sign: usize, last: u8| day_until(c, sign, last, done);
    let with = |day: u8| {
        all.iter().map(|s| if matches!(s, Step::Day(_)) { Step::Day(day) } else { s.clone() }).collect()
    };
    listed(c, e, (sign, last), done, read, with)
}

/// What a list tells before the sign that joins it to its last, which is number `last`: `read` finds the number that
/// ends at a sign and where it starts, `with` says what it is one of.
fn listed(
    c: &Cursor<'_>,
    e: &Expression,
    (mut sign, mut last): (usize, u8),
    done: usize,
    read: impl Fn(usize, u8) -> Option<(u8, usize)>,
    with: impl Fn(u8) -> Vec<Step>,
) -> Vec<(Expression, Range<usize>)> {
    let mut out = Vec::new();
    while let Some((n, first)) = read(sign, last) {
        let the = first.checked_sub(1).filter(|&b| b >= done && c.glue(b, Glue::The)).unwrap_or(first);
        let core = Core::Point(with(n));
        out.push((Expression { core, modifier: None, relation: e.relation }, the..sign));
        let Some(comma) = the.checked_sub(1).filter(|&b| b >= done && c.sign(b, ",")) else { break };
        (sign, last) = (comma, n);
    }
    out.reverse();
    out
}

/// "the 16th and 17th centuries", "the late fifth and early fourth centuries BC": the century before the "and" that
/// stands right before `start`, not before `done`.
pub(super) fn first_century(
    c: &Cursor<'_>,
    e: &Expression,
    start: usize,
    done: usize,
) -> Option<(Expression, Range<usize>)> {
    let Some([Step::Century { n: far, bc }]) = steps(e) else { return None };
    let end = start.checked_sub(1).filter(|&b| joint(c, b) == Some(start))?;
    let end = if c.sign(end.checked_sub(1)?, ",") { end - 1 } else { end };
    // "16th", "fifth", "twenty-first"
    let (n, first) =
        (1..=3).rev().filter_map(|len| end.checked_sub(len)).filter(|&b| b >= done).find_map(|b| {
            let (n, ordinal, next) = c.ordinal(b)?;
            (ordinal && next == end).then_some((i16::from(n), b))
        })?;
    if !(1..=30).contains(&n) || n == *far || (n > *far) != *bc {
        return None;
    }
    let before = |b: usize| b.checked_sub(1).filter(|&b| b >= done);
    let edge = before(first).and_then(|b| {
        let m = c.sense(b, Kinds::EDGE, |s| if let Sense::Edge(m) = s { Some(m) } else { None })?;
        (m.1 == first).then_some((m.0, b))
    });
    let (modifier, first) = edge.map_or((None, first), |(m, b)| (Some(m), b));
    let first = before(first).filter(|&b| c.glue(b, Glue::The)).unwrap_or(first);
    let core = Core::Point(vec![Step::Century { n, bc: *bc }]);
    Some((Expression { core, modifier, relation: e.relation }, first..end))
}

/// "the second and third quarters of 2018", "in the first, second and fourth quarters": the quarters, or the half,
/// told by number before the "and" that stands right before `start`, not before `done`.
pub(super) fn first_quarters(
    c: &Cursor<'_>,
    e: &Expression,
    start: usize,
    done: usize,
) -> Vec<(Expression, Range<usize>)> {
    let Some([head @ .., far]) = steps(e) else { return Vec::new() };
    let (Step::Quarter(last) | Step::Half(last)) = *far else { return Vec::new() };
    let Some(sign) = start.checked_sub(1).filter(|&b| joint(c, b).is_some()) else { return Vec::new() };
    let read = |sign: usize, last: u8| {
        let first = sign.checked_sub(1).filter(|&b| b >= done)?;
        let (n, ordinal, next) = c.ordinal(first)?;
        (ordinal && next == sign && (1..last).contains(&n)).then_some((n, first))
    };
    let with = |n: u8| {
        let step = if matches!(far, Step::Half(_)) { Step::Half(n) } else { Step::Quarter(n) };
        [head, &[step]].concat()
    };
    listed(c, e, (sign, last), done, read, with)
}

/// "at 3 and 9 p.m.", "around 3 or 4 a.m.": the hour before the "and" that stands right before `start`, not before
/// `done`.
pub(super) fn first_hour(
    c: &Cursor<'_>,
    e: &Expression,
    start: usize,
    done: usize,
) -> Option<(Expression, Range<usize>)> {
    let Some([day @ .., Step::Clock(far)]) = steps(e) else { return None };
    let at = start.checked_sub(3).filter(|&at| at + 1 >= done && joint(c, start - 1).is_some())?;
    let led = c.glue(at, Glue::At) || c.has(at, WordSet::NearHour);
    let (hour @ 1..=12, 1..=2) = c.digits(at + 1).filter(|_| led && far.sure)? else { return None };
    let hour = u8::try_from(hour).ok()?;
    let near = Clock { hour, minute: None, second: None, sure: false, zone: far.zone };
    let (near, _) = share_meridiem(near, *far);
    let core = Core::Point([day, &[Step::Clock(near)]].concat());
    Some((Expression { core, ..e.clone() }, at + 1..at + 2))
}

/// The day in figures, before `last`, that ends right before token `end`, and where it starts.
fn day_until(c: &Cursor<'_>, end: usize, last: u8, done: usize) -> Option<(u8, usize)> {
    let suffix =
        end.checked_sub(2).filter(|&b| c.ordinal(b).is_some_and(|(_, suffix, n)| suffix && n == end));
    let first = suffix.or_else(|| end.checked_sub(1)).filter(|&b| b >= done)?;
    let (day, ..) = c.ordinal(first).filter(|(d, _, n)| (1..last).contains(d) && *n == end)?;
    c.digits(first)?;
    Some((day, first))
}

/// "April and June 1955", "the spring and early summer of 1943", "the 28th and 29th of August": the first has
/// the year, or the month, of the second.
pub(super) fn borrow(c: &Cursor<'_>, e: &mut Expression, end: usize) {
    let Core::Point(steps) = &mut e.core else { return };
    let short = matches!(
        steps.as_slice(),
        [Step::Month(_) | Step::Season(_) | Step::Quarter(_) | Step::Day(_) | Step::Weekday(_)]
            | [Step::Month(_), Step::Day(_)]
    );
    if let [Step::Month(_), Step::Day(_)] = steps.as_slice()
        && let Some(year) = year_behind(c, end)
    {
        steps.insert(0, year);
        return;
    }
    // "May, June and July 2019"
    let mut end = end;
    while let [Step::Month(_)] = steps.as_slice()
        && c.sign(end, ",")
        && let Some((_, next)) = super::date::month(c, end + 1)
            .filter(|(_, k)| joint(c, c.past_comma(*k)).is_some() || c.sign(*k, ","))
    {
        end = next;
    }
    let Some(j) = joint(c, c.past_comma(end)).filter(|_| short) else { return };
    let j = c.sense(j, Kinds::EDGE, |s| matches!(s, Sense::Edge(_)).then_some(())).map_or(j, |(_, k)| k);
    let Some((other, _)) = chain(c, j) else { return };
    // "on Tuesday and Wednesday of last week"
    if let [Step::Weekday(_)] = steps.as_slice() {
        if let [week @ Step::Relative(Some(_), Unit::Week), Step::Weekday(_)] = other.as_slice() {
            steps.insert(0, week.clone());
        }
        return;
    }
    if let [Step::Day(d)] = steps.as_slice() {
        let later = other.iter().any(|s| matches!(s, Step::Day(x) if x > d));
        if later && other.iter().any(|s| matches!(s, Step::Month(_))) {
            let day = steps[0].clone();
            *steps = other.iter().filter(|s| s.rank() < 10).cloned().collect();
            steps.push(day);
        }
        return;
    }
    if let [Step::Year { year, bc }, second, ..] = other.as_slice()
        && second.rank() == steps[0].rank()
    {
        let back = matches!((&steps[0], second), (Step::Month(a), Step::Month(b)) if a > b) && !bc;
        steps.insert(0, Step::Year { year: year - i16::from(back), bc: *bc });
    }
}

/// "9-10 November", "March 2 to 3": the first of two days in a row.
pub(super) fn two_days(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let till = |k: usize| {
        if c.dash(k) || c.sign(k, "/") {
            Some(k + 1)
        } else {
            c.skip(k, Glue::To).or_else(|| c.skip(k, Glue::And))
        }
    };
    // "the night of Saturday to Sunday"
    if let Some((w, k)) = named::weekday_name(c, i)
        && let Some((far, end)) = till(k).and_then(|k| named::weekday_name(c, k))
    {
        return (far == w % 7 + 1).then(|| (vec![Step::Weekday(w)], end));
    }
    let start = c.skip(i, Glue::The).unwrap_or(i);
    if let Some((a, _, k)) = c.ordinal(start)
        && let Some(far) = till(k)
        && let Some((mut steps, end)) = date::month_date(c, far)
    {
        let day = steps.iter_mut().find(|s| **s == Step::Day(a + 1))?;
        *day = Step::Day(a);
        return Some((steps, end));
    }
    let (steps, k) = date::month_date(c, i)?;
    let [Step::Month(_), Step::Day(a)] = steps.as_slice() else { return None };
    let (b, _, end) = c.ordinal(till(k)?)?;
    let after = a.checked_add(1) == Some(b) && c.digits(end + 1).is_none_or(|_| !c.sign(end, "-"));
    after.then_some((steps, end))
}
