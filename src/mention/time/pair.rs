//! Two dates that share a part: "April 24 and 25", "28 and 29 August", "in April and June 1955".

use std::ops::Range;

use super::clock;
use super::cursor::Cursor;
use super::expression::{Core, Expression, Recurrence, Step};
use super::named;
use super::point::chain;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::text::token::TokenKind;

fn steps(e: &Expression) -> Option<&[Step]> {
    match &e.core {
        Core::Point(steps) => Some(steps),
        _ => None,
    }
}

/// "April 24 and 25", "May 3rd, 5th and 7th": further days of the month just named, when the numbers count
/// nothing. Each with the token from which on it is told, and its own tokens.
pub(super) fn further_days(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Vec<(Expression, usize, Range<usize>)> {
    let mut out = Vec::new();
    let Some([Step::Month(m), Step::Day(first)]) = steps(e) else { return out };
    let (mut at, mut last) = (end, *first);
    while let Some(j) = c.skip(c.past_comma(at), Glue::And).or_else(|| c.sign(at, ",").then_some(at + 1)) {
        let Some((day, _, next)) = c.ordinal(j).filter(|_| c.digits(j).is_some()) else { break };
        let fraction =
            matches!(c.text(next), "." | ",") && c.digits(next + 1).is_some() && !c.spaced(next + 1);
        if fraction || day <= last || day > 31 {
            break;
        }
        let core = Core::Point(vec![Step::Month(*m), Step::Day(day)]);
        out.push((Expression { core, modifier: None, relation: e.relation }, at, j..next));
        if c.glue(j - 1, Glue::And) {
            return if closes(c, next) { out } else { Vec::new() };
        }
        (at, last) = (next, day);
    }
    Vec::new()
}

/// "every Monday and Wednesday": a further weekday of the recurrence just told, as of a day of the month.
pub(super) fn further_weekdays(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Option<(Expression, usize, Range<usize>)> {
    let Core::Set(Recurrence::At(steps)) = &e.core else { return None };
    let j = c.skip(end, Glue::And).or_else(|| c.skip(end, Glue::Or))?;
    let (day, next) = named::weekday_name(c, j).filter(|_| matches!(steps.as_slice(), [Step::Weekday(_)]))?;
    let core = Core::Set(Recurrence::At(vec![Step::Weekday(day)]));
    closes(c, next).then(|| (Expression { core, ..e.clone() }, end, j..next))
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
    let Some(k) = within.then_some(end).or_else(close) else { return };
    let k = c.skip(k + 1, Glue::On).unwrap_or(k + 1);
    if let Some((day, _)) = chain(c, k)
        && day.iter().any(|s| matches!(s, Step::Weekday(_) | Step::Day(_) | Step::Today(_)))
        && day.iter().all(|s| s.rank() < 12)
    {
        steps.splice(0..0, day);
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
    let mut out = Vec::new();
    let Some(all) = steps(e) else { return out };
    let Some(mut last) = all.iter().find_map(|s| if let Step::Day(d) = s { Some(*d) } else { None }) else {
        return out;
    };
    let dated = all.iter().any(|s| matches!(s, Step::Month(_))) && all.iter().all(|s| s.rank() <= 10);
    let Some(mut sign) = start.checked_sub(1).filter(|&b| c.glue(b, Glue::And)) else { return out };
    if c.digits(start).is_none() || !dated {
        return out;
    }
    while let Some((day, first)) = day_until(c, sign, last, done) {
        let the = first.checked_sub(1).filter(|&b| b >= done && c.glue(b, Glue::The)).unwrap_or(first);
        let steps = all.iter().map(|s| if matches!(s, Step::Day(_)) { Step::Day(day) } else { s.clone() });
        let core = Core::Point(steps.collect());
        out.insert(0, (Expression { core, modifier: None, relation: e.relation }, the..sign));
        let Some(comma) = the.checked_sub(1).filter(|&b| b >= done && c.sign(b, ",")) else { break };
        (sign, last) = (comma, day);
    }
    out
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
        [Step::Month(_) | Step::Season(_) | Step::Day(_)] | [Step::Month(_), Step::Day(_)]
    );
    let Some(j) = c.skip(end, Glue::And).filter(|_| short) else { return };
    let j = c.sense(j, Kinds::EDGE, |s| matches!(s, Sense::Edge(_)).then_some(())).map_or(j, |(_, k)| k);
    let Some((other, _)) = chain(c, j) else { return };
    if let [Step::Day(d)] = steps.as_slice() {
        let later = other.iter().any(|s| matches!(s, Step::Day(x) if x > d));
        if later && other.iter().any(|s| matches!(s, Step::Month(_))) {
            let day = steps[0].clone();
            *steps = other.into_iter().filter(|s| s.rank() < 10).collect();
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
