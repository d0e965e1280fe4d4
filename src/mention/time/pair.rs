//! Two dates that share a part: "April 24 and 25", "28 and 29 August", "in April and June 1955".

use std::ops::Range;

use super::cursor::Cursor;
use super::expression::{Core, Expression, Step};
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

/// "April 24 and 25": a further day of the month just named, when the number counts nothing. Its tokens, from
/// "and" on and without it.
pub(super) fn second_day(
    c: &Cursor<'_>,
    e: &Expression,
    end: usize,
) -> Option<(Expression, usize, Range<usize>)> {
    let [Step::Month(m), Step::Day(first)] = steps(e)? else { return None };
    let j = c.skip(end, Glue::And)?;
    let (day, _, next) = c.ordinal(j).filter(|_| c.digits(j).is_some())?;
    let fraction = matches!(c.text(next), "." | ",") && c.digits(next + 1).is_some() && !c.spaced(next + 1);
    if !closes(c, next) || fraction || day <= *first || day > 31 {
        return None;
    }
    let core = Core::Point(vec![Step::Month(*m), Step::Day(day)]);
    Some((Expression { core, modifier: None, relation: e.relation }, end, j..next))
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

/// "28 and 29 August 1944": the day before the "and" that stands right before `start`, not before `done`.
pub(super) fn first_day(
    c: &Cursor<'_>,
    e: &Expression,
    start: usize,
    done: usize,
) -> Option<(Expression, Range<usize>)> {
    let all = steps(e)?;
    let day_first = c.digits(start).is_some();
    let last = all.iter().find_map(|s| if let Step::Day(d) = s { Some(*d) } else { None })?;
    if !day_first || !all.iter().any(|s| matches!(s, Step::Month(_))) || all.iter().any(|s| s.rank() > 10) {
        return None;
    }
    let and = start.checked_sub(1).filter(|&b| c.glue(b, Glue::And))?;
    let suffix =
        and.checked_sub(2).filter(|&b| c.ordinal(b).is_some_and(|(_, suffix, n)| suffix && n == and));
    let first = suffix.or_else(|| and.checked_sub(1)).filter(|&b| b >= done)?;
    let (day, ..) = c.ordinal(first).filter(|(d, _, n)| (1..last).contains(d) && *n == and)?;
    c.digits(first)?;
    let the = first.checked_sub(1).filter(|&b| b >= done && c.glue(b, Glue::The)).unwrap_or(first);
    let steps = all.iter().map(|s| if matches!(s, Step::Day(_)) { Step::Day(day) } else { s.clone() });
    let core = Core::Point(steps.collect());
    Some((Expression { core, modifier: None, relation: e.relation }, the..and))
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
