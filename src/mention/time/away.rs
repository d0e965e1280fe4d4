//! Days and weeks told by another: "a year ago today", "the Friday after Easter", "the week after next".

use super::amount::unit;
use super::cursor::Cursor;
use super::expression::{Amount, Core, Count, Counted, End, Expression, Step};
use super::memo::owned;
use super::relative::{direction, position, relation, today};
use super::{date, named, point};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Direction, Glue, Relative, Sense, Unit, Vague};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::{Decimal, TimeRelation};

type Found = Option<(Vec<Step>, usize)>;

/// "a year ago today", "ten years ago this week", "50 years ago last May": whole units from a day or a cell of the
/// present.
pub(super) fn to_the_day(c: &Cursor<'_>, a: &Amount, dir: Direction, i: usize) -> Found {
    let [(Count::Exact(_), whole)] = a.parts.as_slice() else { return None };
    let dir = if dir == Direction::Ago { Direction::Before } else { Direction::After };
    let this = || {
        let (r, j) =
            relation(c, i).filter(|(r, _)| matches!(r, Relative::This | Relative::Last | Relative::Next))?;
        let Some((1, u, next)) = unit(c, j) else {
            let (month, next) = date::month(c, j).filter(|_| *whole >= Unit::Year)?;
            return Some((vec![Step::Which(r, Box::new(Step::Month(month)))], next));
        };
        let finer = u < *whole && matches!(u, Unit::Day | Unit::Week | Unit::Month);
        finer.then(|| (vec![Step::Relative(Some(r), u)], next))
    };
    let (steps, next) =
        today(c, i).filter(|(s, _)| matches!(s.as_slice(), [Step::Today(_)])).or_else(this)?;
    let core = Core::Point(steps);
    let from = Expression { core, modifier: None, relation: None };
    Some((vec![Step::Shift(a.clone(), dir, Some(Box::new(from)))], next))
}

/// "the Friday after Easter", "the Monday before Christmas"
pub(super) fn weekday_beside(c: &Cursor<'_>, i: usize) -> Found {
    let (w, j) = named::weekday_name(c, c.skip(i, Glue::The)?)?;
    let following = c.has(j, WordSet::Neighbour).then_some((Direction::After, j + 1));
    let (dir, k) = direction(c, j).or(following)?;
    // the first such day from eight days before on, or after it
    let days = match dir {
        Direction::Before => Decimal::from(8),
        Direction::After if !c.has(j, WordSet::Since) => Decimal::ZERO,
        _ => return None,
    };
    let (e, next) = point::point(c, k).map(owned)?;
    let Core::Point(steps) = &e.core else { return None };
    if !steps.iter().any(|s| matches!(s, Step::Holiday(_) | Step::Day(_) | Step::Nth(..) | Step::Today(_))) {
        return None;
    }
    let from = Step::Shift(Amount::of(Count::Exact(days), Unit::Day), dir, Some(Box::new(e)));
    Some((vec![from, Step::Which(Relative::Following, Box::new(Step::Weekday(w)))], next))
}

/// "a week on Tuesday", "a fortnight tomorrow": that long after the day
pub(super) fn week_on(c: &Cursor<'_>, i: usize) -> Found {
    let (1, u @ (Unit::Week | Unit::Fortnight), j) = unit(c, c.skip(i, Glue::A)?)? else { return None };
    let on = c.skip(j, Glue::On).and_then(|k| named::weekday_name(c, k)).map(|(d, k)| (coming(d), k));
    let (day, next) = on.or_else(|| {
        let (steps, k) = today(c, j)?;
        matches!(steps.as_slice(), [Step::Today(1)]).then_some((Step::Today(1), k))
    })?;
    let closes =
        c.get(next).is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign && !c.apostrophe(next));
    let one = Amount::of(Count::Exact(Decimal::ONE), u);
    closes.then(|| (vec![Step::Shift(one, Direction::After, Some(Box::new(point_of(day))))], next))
}

/// "Tuesday week": a week after that Tuesday
pub(super) fn weekday_week(c: &Cursor<'_>, i: usize) -> Found {
    let (w, j) = named::weekday_name(c, i)?;
    let closes =
        || c.get(j + 1).is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign && !c.dash(j + 1));
    if !c.has(j, WordSet::Week) || i > 0 && c.glue(i - 1, Glue::The) || !closes() {
        return None;
    }
    let one = Amount::of(Count::Exact(Decimal::ONE), Unit::Week);
    Some((vec![Step::Shift(one, Direction::After, Some(Box::new(point_of(coming(w)))))], j + 1))
}

/// The weekday that comes, whatever the tense: nobody counts weeks on from one that is over.
fn coming(weekday: u8) -> Step {
    Step::Which(Relative::Coming, Box::new(Step::Weekday(weekday)))
}

/// "the week after next", "the month before last", "Wednesday after next"
pub(super) fn beyond(c: &Cursor<'_>, i: usize) -> Found {
    let ahead = c.ahead(i);
    if !ahead.meets(Kinds::DIRECTION) || !ahead.meets(Kinds::RELATIVE) {
        return None;
    }
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let weekday = named::weekday_name(c, j).map(|(d, k)| (Step::Weekday(d), Unit::Week, k));
    let (step, unit, k) = match weekday {
        Some((step, week, k)) => (Some(step), week, k),
        None => {
            let (1, unit, k) = unit(c, j)? else { return None };
            (None, unit, k)
        }
    };
    let (dir, k) = direction(c, k)?;
    let (r, next) = c.sense(k, Kinds::RELATIVE, |s| match s {
        Sense::Relative(r @ (Relative::Next | Relative::Last)) => Some(r),
        _ => None,
    })?;
    let ahead = match (dir, r) {
        (Direction::After, Relative::Next) => true,
        (Direction::Before, Relative::Last) => false,
        _ => return None,
    };
    if named_after(c, next) || c.number(next).is_some() {
        return None;
    }
    let near = match step {
        Some(step) => Step::Which(if ahead { Relative::Coming } else { Relative::Last }, Box::new(step)),
        None => Step::Relative(Some(r), unit),
    };
    let near = Expression { core: Core::Point(vec![near]), modifier: None, relation: None };
    let one = Amount::of(Count::Exact(Decimal::ONE), if unit == Unit::Weekend { Unit::Week } else { unit });
    Some((vec![Step::Shift(one, dir, Some(Box::new(near)))], next))
}

/// Whether "next" or "last" right before `i` is said of what stands there: "the day before last Tuesday".
fn named_after(c: &Cursor<'_>, i: usize) -> bool {
    const NAMED: Kinds =
        Kinds::all(&[Kinds::UNIT, Kinds::WEEKDAY, Kinds::MONTH, Kinds::SEASON, Kinds::HOLIDAY, Kinds::PART]);
    !c.starts_sentence(i) && c.means(i, NAMED)
}

/// "the next three Mondays", "the last two Fridays": from the first of them to the last.
pub(super) fn run_of_weekdays(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (r, j) = relation(c, i)?;
    let n = c.number(j)?;
    let count: u8 = n.whole().filter(|n| (2..=52).contains(n))?;
    let (d, next) = c.sense(n.next, Kinds::WEEKDAYS, |s| match s {
        Sense::Weekdays(d) => Some(d),
        _ => None,
    })?;
    let weeks = Amount::of(Count::Exact(Decimal::from(count - 1)), Unit::Week);
    let first = |r| point_of(Step::Which(r, Box::new(Step::Weekday(d))));
    let beyond = |dir, e| point_of(Step::Shift(weeks.clone(), dir, Some(Box::new(e))));
    let (from, to) = match r {
        Relative::Next | Relative::Coming | Relative::Following => {
            let near = first(Relative::Coming);
            (near.clone(), beyond(Direction::After, near))
        }
        Relative::Last | Relative::Past | Relative::Previous => {
            let near = first(Relative::Past);
            (beyond(Direction::Before, near.clone()), near)
        }
        _ => return None,
    };
    Some((stretch(from, to, i, next), next))
}

/// "year to date", "year-to-date sales": from the beginning of the unit to now.
pub(super) fn to_date(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (1, u @ (Unit::Year | Unit::Quarter | Unit::Month | Unit::Week), j) =
        unit(c, c.skip(i, Glue::The).unwrap_or(i))?
    else {
        return None;
    };
    let k = c.past_hyphen(c.skip(c.past_hyphen(j), Glue::To)?);
    let closed = c.has(k, WordSet::Date) && c.has(k - 1 - usize::from(c.dash(k - 1)), WordSet::Infinitive);
    let now = Expression { core: Core::Vague(Vague::Present), modifier: None, relation: None };
    closed.then(|| (stretch(point_of(Step::Relative(Some(Relative::This), u)), now, i, k + 1), k + 1))
}

fn point_of(step: Step) -> Expression {
    Expression { core: Core::Point(vec![step]), modifier: None, relation: None }
}

/// The period from one to the other, told by tokens `i..next`.
fn stretch(from: Expression, to: Expression, i: usize, next: usize) -> Expression {
    let end = |e: Expression, relation| {
        let expression = Expression { relation: Some(relation), ..e };
        Box::new(End { expression, tokens: super::period::range(i, next) })
    };
    let core = Core::Period(end(from, TimeRelation::From), end(to, TimeRelation::To));
    Expression { core, modifier: None, relation: None }
}

/// "2 Thursdays ago", "three fridays from now"
pub(super) fn weekdays_away(c: &Cursor<'_>, i: usize) -> Found {
    let n = c.number(i)?;
    let count: u8 = n.whole().filter(|n| (1..=52).contains(n))?;
    let (d, j) = c.sense(n.next, Kinds::WEEKDAY.or(Kinds::WEEKDAYS), |s| match s {
        Sense::Weekday(d) | Sense::Weekdays(d) => Some(d),
        _ => None,
    })?;
    let (dir, next) = direction(c, j)?;
    matches!(dir, Direction::Ago | Direction::Hence).then(|| (vec![Step::Weekdays(count, d, dir)], next))
}

/// "on the third day of the siege", "the final evening", "its first day in office": a day that is told by its number in
/// something that goes on.
pub(super) fn numbered_day(c: &Cursor<'_>, i: usize) -> Found {
    let j =
        c.skip(i, Glue::The).or_else(|| c.skip(i, Glue::Possessive)).filter(|_| !c.input.context.plans())?;
    let (n, k) = position(c, j).filter(|(n, _)| *n > 0 || c.glue(i, Glue::The))?;
    let on = i > 0 && c.glue(i - 1, Glue::On);
    let day = Step::Nth(n, Counted::Unit(Unit::Day));
    if let Some((part, next)) = super::named::part(c, k).filter(|_| on && n > 0 && !c.glue(k, Glue::The)) {
        return (!super::named::before_thing(c, next)).then(|| (vec![day, Step::Part(part)], next));
    }
    let (1, Unit::Day, next) = unit(c, k)? else { return None };
    if c.plural(next - 1) || c.dash(next) {
        return None;
    }
    // "the second day of an offensive", "the fifth day of the rebellion"
    const OWN: Kinds = Kinds::glue(Glue::The).or(Kinds::glue(Glue::A)).or(Kinds::glue(Glue::Possessive));
    // "for the second day in a row" only counts
    let within = c.skip(next, Glue::In);
    if within.is_some_and(|k| c.glue(k, Glue::A)) {
        return None;
    }
    let of = c.skip(next, Glue::Of).or(within);
    let event = of.is_some_and(|k| c.kinds(k).meets(OWN) || c.get(k).is_some_and(|t| t.capital()));
    let own = within.is_some() && c.glue(i, Glue::Possessive);
    (on || event || own).then(|| (vec![day], next))
}

/// "the night before", "the morning after.": a part of the day next to the one that the text is at.
pub(super) fn part_beside(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The)?;
    let (part, k) = named::part(c, j).filter(|_| !c.glue(j, Glue::The))?;
    let dir = match direction(c, k)? {
        (Direction::Before, next) => (Direction::Earlier, next),
        (Direction::After, next) => (Direction::Later, next),
        _ => return None,
    };
    let (dir, next) = dir;
    let closes = c.get(next).is_none_or(|t| {
        t.starts_sentence()
            || t.kind == TokenKind::Sign && matches!(c.text(next), "." | "," | ";" | ")" | "?" | "!")
    });
    let one = Amount::of(Count::Exact(Decimal::ONE), Unit::Day);
    closes.then(|| (vec![Step::Shift(one, dir, None), Step::Part(part)], next))
}
