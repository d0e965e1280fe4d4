//! What is told by its relation: "last year", "the following month", "two days ago", "the first Monday
//! of next month".

use super::amount::{amount, fillers, unit};
use super::cursor::Cursor;
use super::expression::{Amount, Count, Counted, Expression, Step};
use super::memo::owned;
use super::{away, date, named, point};
use crate::rules::Class;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Direction, Glue, Relative, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::Decimal;

type Found = Option<(Vec<Step>, usize)>;

/// A relative word at `i`, behind an article or not: what it says, the place after it.
pub(super) fn relation(c: &Cursor<'_>, i: usize) -> Option<(Relative, usize)> {
    let take = |j: usize| {
        c.sense(j, Kinds::RELATIVE, |s| match s {
            Sense::Relative(r) => Some(r),
            _ => None,
        })
    };
    take(i).or_else(|| c.skip(i, Glue::The).or_else(|| c.skip(i, Glue::Possessive)).and_then(take))
}

/// "today", "the day after tomorrow", "tonight"
pub(super) fn today(c: &Cursor<'_>, i: usize) -> Found {
    c.sense(i, Kinds::DAY.or(Kinds::DAY_PART), |s| match s {
        Sense::Day(n) => Some(vec![Step::Today(n)]),
        Sense::DayPart(n, p) => Some(vec![Step::Today(n), Step::Part(p)]),
        _ => None,
    })
}

/// "at that time", "during this time": behind a preposition, for "this time he won" counts
pub(super) fn that_time(c: &Cursor<'_>, i: usize) -> Found {
    let ((), next) = c.sense(i, Kinds::PASSAGE, |s| (s == Sense::Passage).then_some(()))?;
    let b = i.checked_sub(1)?;
    c.sense(b, Kinds::PREPOSITION.or(Kinds::BOUND).or(Kinds::glue(Glue::At)), |s| {
        matches!(s, Sense::Preposition(_) | Sense::Bound(_) | Sense::Glue(Glue::At)).then_some(())
    })?;
    Some((vec![Step::Passage], next))
}

/// "last year", "this week", "next Friday", "last night", "the following day", "the year-ago quarter"
pub(super) fn related(c: &Cursor<'_>, i: usize) -> Found {
    if c.ahead(i).meets(Kinds::DIRECTION)
        && let Some(found) = year_ago(c, i)
    {
        return Some(found);
    }
    if let Some(found) = edge_of(c, i) {
        return Some(found);
    }
    let Some((r, j)) = relation(c, i) else { return the_unit(c, i) };
    // "the next day" follows what was told, "next week" this one
    let told = r == Relative::Next && c.glue(i, Glue::The);
    let r = if told && (daily(c, j) || named::dated_before(c, i)) { Relative::Following } else { r };
    let hyphen = c.dash(j) && !c.spaced(j);
    let j = c.sense(j, Kinds::BOUND, |s| matches!(s, Sense::Bound(_)).then_some(())).map_or(j, |(_, k)| k);
    let j = if c.has(j, WordSet::Around) { j + 1 } else { j };
    let k = fillers(c, c.past_hyphen(j));
    if let Some((1, u, next)) = unit(c, k)
        && (!is_plural(c, next) || r == Relative::This && without_apostrophe(c, u, next))
        && !short(c, k)
        && u != Unit::Fortnight
        && !(u == Unit::Second && c.has(k, WordSet::Second))
        && u != Unit::Half
        && !(hyphen && u <= Unit::Hour)
    {
        // "a last-minute bid" is made at no certain minute
        // "last year's quarter", "this year's third quarter" is read by parts
        if u == Unit::Year
            && let Some(p) = point::possessive(c, next)
            && let Some((1, q @ (Unit::Quarter | Unit::Period), end)) = unit(c, p)
        {
            return Some((vec![Step::Relative(Some(r), u), Step::Relative(Some(Relative::Same), q)], end));
        }
        return Some((vec![Step::Relative(Some(r), u)], next));
    }
    let which = |step: Step| Step::Which(r, Box::new(step));
    if let Some((p, next)) = c.sense(k, Kinds::PART, |s| match s {
        Sense::Part(p) => Some(p),
        _ => None,
    }) {
        return Some((vec![which(Step::Part(p))], next));
    }
    if let Some((mut steps, next)) =
        date::month_date(c, k).filter(|(_, end)| date::month(c, k).is_some() && !date::is_verb(c, k, *end))
    {
        steps[0] = which(Step::Month(first_month(&steps)?));
        return Some((steps, next));
    }
    if let Some((mut steps, next)) = named::weekday(c, k) {
        let Step::Weekday(d) = steps[0] else { return None };
        steps[0] = which(Step::Weekday(d));
        return Some((steps, next));
    }
    if let Some((steps, next)) = super::numeric::numeric_date(c, k) {
        return Some((
            steps.into_iter().map(|s| if matches!(s, Step::Month(_)) { which(s) } else { s }).collect(),
            next,
        ));
    }
    if let Some((season, next)) = c.sense(k, Kinds::SEASON, |s| match s {
        Sense::Season(s) => Some(s),
        _ => None,
    }) {
        return Some((vec![which(Step::Season(season))], next));
    }
    if let Some((mut steps, next)) = named::holiday(c, k) {
        let first = steps.remove(0);
        steps.insert(0, which(first));
        return Some((steps, next));
    }
    // "last third quarter", "next fiscal first quarter"; "reported that third-quarter profit rose"
    if r != Relative::That
        && let Some((mut steps, next)) = named::quarter(c, k).filter(|(s, _)| s.len() == 1)
    {
        let first = steps.remove(0);
        return Some((vec![which(first)], next));
    }
    None
}

/// Whether a day or a part of one stands at `i`.
fn daily(c: &Cursor<'_>, i: usize) -> bool {
    unit(c, i).is_some_and(|(n, u, _)| n == 1 && u == Unit::Day)
        || c.sense(i, Kinds::PART, |s| matches!(s, Sense::Part(_)).then_some(())).is_some()
}

fn first_month(steps: &[Step]) -> Option<u8> {
    match steps.first() {
        Some(Step::Month(m)) => Some(*m),
        _ => None,
    }
}

fn is_plural(c: &Cursor<'_>, next: usize) -> bool {
    c.plural(next - 1)
}

/// "this years sales": "this" wants a singular, so that the "s" is a possessive without its sign
fn without_apostrophe(c: &Cursor<'_>, unit: Unit, next: usize) -> bool {
    unit >= Unit::Day && c.get(next).is_some_and(|t| t.kind == TokenKind::Word && !t.starts_sentence())
}

/// "sec", "min": short for a unit only after a number
fn short(c: &Cursor<'_>, i: usize) -> bool {
    c.text(i).len() <= 3 && !c.has(i, WordSet::Day)
}

/// "the year", "the quarter", "the weekend": the one that the text is about
fn the_unit(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The)?;
    let k = fillers(c, j);
    let (n, u, next) = unit(c, k)?;
    if n != 1
        || short(c, k)
        || is_plural(c, next)
        || matches!(u, Unit::Second | Unit::Minute | Unit::Hour | Unit::Half | Unit::Period)
        || u == Unit::Day && !day_licensed(c, i, next)
        || matches!(u, Unit::Year | Unit::FiscalYear) && ends_then(c, next)
        || c.dash(next) && (c.glue(next + 1, Glue::To) || c.has(next + 1, WordSet::AfterHyphen))
        || u == Unit::Quarter && c.dash(next) && c.has(next + 1, WordSet::AfterQuarter)
        || u == Unit::Day && i > 0 && c.has(i - 1, WordSet::Infinitive)
    {
        // "the quarter-to-quarter comparison", "the month-long strike", "a year ago to the day", "the quarter-final"
        return None;
    }
    // "the month of July 1994"
    if u == Unit::Month
        && let Some((steps, end)) = c.skip(next, Glue::Of).and_then(|of| date::month_date(c, of))
        && steps.iter().all(|s| s.rank() < 8)
    {
        return Some((steps, end));
    }
    // "the day after his death": next to the day that the text is at, but not in "on 3 May, the day after he left"
    if u == Unit::Day
        && let Some((dir @ (Direction::Before | Direction::After), _)) = direction(c, next)
        && !beside_date(c, i)
    {
        let dir = if dir == Direction::Before { Direction::Earlier } else { Direction::Later };
        return Some((vec![Step::Shift(Amount::of(Count::Exact(Decimal::ONE), u), dir, None)], next));
    }
    Some((vec![Step::Relative(None, u)], next))
}

/// Whether a date ends at a comma or a dash right before `i`.
fn beside_date(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(2) else { return false };
    (c.sign(i - 1, ",") || c.dash(i - 1) || c.sign(i - 1, "("))
        && (c.digits(b).is_some() || c.kinds(b).meets(Kinds::WEEKDAY.or(Kinds::MONTH).or(Kinds::DAY)))
}

/// Whether "ended March 31" or "to March" stands at `i`, behind "the year".
pub(super) fn ends_then(c: &Cursor<'_>, i: usize) -> bool {
    c.glue(i, Glue::Ended)
        || c.skip(i, Glue::To).is_some_and(|k| {
            date::month_date(c, k)
                .is_some_and(|(_, end)| date::month(c, k).is_none() || date::is_month_here(c, k, end))
        })
}

/// "in the day", "the day before": not "the day belonged to them", "they carried the day"
fn day_licensed(c: &Cursor<'_>, i: usize, next: usize) -> bool {
    let before = i.checked_sub(1).is_some_and(|b| {
        c.sense(b, Kinds::PREPOSITION.or(Kinds::glue(Glue::Of)).or(Kinds::EDGE), |s| {
            matches!(s, Sense::Preposition(_) | Sense::Glue(Glue::Of) | Sense::Edge(_)).then_some(())
        })
        .is_some()
    });
    before || direction(c, next).is_some() || c.has(next, WordSet::Neighbour)
}

/// "year-end", "EOM"
fn edge_of(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let ((m, u), next) = c.sense(j, Kinds::EDGE_OF, |s| match s {
        Sense::EdgeOf(m, u) => Some((m, u)),
        _ => None,
    })?;
    Some((vec![Step::Edge(m, u)], next))
}

/// "the year-ago quarter", "year-earlier", "the year-ago third quarter"
fn year_ago(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).or_else(|| c.skip(i, Glue::A)).unwrap_or(i);
    // "the comparable year-ago quarter"
    let j = c
        .sense(j, Kinds::RELATIVE, |s| (s == Sense::Relative(Relative::Same)).then_some(()))
        .map_or(j, |(_, k)| k);
    let (n, u, k) = unit(c, j)?;
    if n != 1 || !c.dash(k) || c.spaced(k) {
        return None;
    }
    let (dir, next) = c.sense(k + 1, Kinds::DIRECTION, |s| match s {
        Sense::Direction(d @ (Direction::Ago | Direction::Earlier)) => Some(d),
        _ => None,
    })?;
    let mut steps = vec![Step::Shift(Amount::of(Count::Exact(Decimal::ONE), u), dir, None)];
    if let Some((more, next)) = named::quarter(c, next).filter(|(s, _)| s.len() == 1) {
        steps.extend(more);
        return Some((steps, next));
    }
    if let Some((1, u, next)) = unit(c, next)
        && matches!(u, Unit::Quarter | Unit::Period | Unit::Month | Unit::Week)
        && !is_plural(c, next)
    {
        steps.push(Step::Relative(Some(Relative::Same), u));
        return Some((steps, next));
    }
    Some((steps, next))
}

/// "two days ago", "a week later", "three weeks after Christmas", "the day before", "a year from Friday"
pub(super) fn shift(c: &Cursor<'_>, i: usize) -> Found {
    const CELLS: Kinds = Kinds::WEEKDAY.or(Kinds::UNIT);
    let (own, behind) = (c.kinds(i), c.kinds(i + 1));
    if c.counts(i)
        && let Some(found) = away::weekdays_away(c, i)
    {
        return Some(found);
    }
    if own.or(behind).meets(CELLS)
        && let Some(found) = away::beyond(c, i)
            .or_else(|| away::weekday_beside(c, i))
            .or_else(|| away::weekday_week(c, i))
            .or_else(|| away::week_on(c, i))
    {
        return Some(found);
    }
    // "once a century since 1500"
    if i > 0 && c.has(i - 1, WordSet::Once) && c.glue(i, Glue::A) {
        return None;
    }
    let bounded = bound(c, i).filter(|_| !super::lasting::untold(c, i)).map_or(i, |(_, j)| j);
    let (a, j) = match amount(c, bounded) {
        Some(found) => found,
        None => {
            // "the day after", "the month before last"
            let j = c.skip(i, Glue::The)?;
            let (n, u, k) = unit(c, j)?;
            if is_plural(c, k) {
                return None;
            }
            (Amount::of(Count::Exact(Decimal::from(n)), u), k)
        }
    };
    // "in two weeks' time"
    if i > 0
        && c.glue(i - 1, Glue::In)
        && let Some(k) = point::possessive(c, j).or(Some(j)).filter(|&k| c.has(k, WordSet::Time))
    {
        return Some((vec![Step::Shift(a, Direction::Hence, None)], k + 1));
    }
    // "in three days at 5 pm"
    if i > 0
        && c.glue(i - 1, Glue::In)
        && a.unit().is_some_and(|u| u >= Unit::Day)
        && c.skip(j, Glue::At).is_some_and(|k| super::clock::clock(c, k).is_some())
    {
        return Some((vec![Step::Shift(a, Direction::Hence, None)], j));
    }
    // "a week or so ago"
    let j = c
        .sense(j, Kinds::AFTER, |s| matches!(s, Sense::After(_)).then_some(()))
        .filter(|(_, k)| direction(c, *k).is_some())
        .map_or(j, |(_, k)| k);
    let (dir, next) = direction(c, j)?;
    let counted = !matches!(a.parts.first(), Some((Count::Some, _)));
    match dir {
        Direction::Ago | Direction::Hence => Some(away::to_the_day(c, &a, dir, next).unwrap_or_else(|| {
            // "a week ago Tuesday"
            let weekday = named::weekday_name(c, next).filter(|_| a.unit() == Some(Unit::Week) && counted);
            let (more, end) = weekday.map_or((None, next), |(d, k)| (Some(Step::Weekday(d)), k));
            (std::iter::once(Step::Shift(a, dir, None)).chain(more).collect(), end)
        })),
        Direction::Earlier | Direction::Later => {
            // "two years later this month" is no such thing; "later than"
            (!c.has(next, WordSet::Than)).then(|| (vec![Step::Shift(a, dir, None)], next))
        }
        Direction::Before | Direction::After | Direction::From => {
            if let Some((e, end)) = anchor(c, next).filter(|_| counted) {
                // "the week before Easter" is a week, "a week before Easter" a day
                let whole = a.unit() == Some(Unit::Week) && c.glue(i, Glue::The) && !c.input.context.plans();
                let daily =
                    matches!(&e.core, super::expression::Core::Point(s) if s.iter().any(point::is_dayish));
                let mut steps = vec![Step::Shift(a, dir, Some(Box::new(e)))];
                steps.extend((whole && daily).then_some(Step::WeekOf(false)));
                return Some((steps, end));
            }
            if dir == Direction::From || c.has(j, WordSet::Since) {
                return None;
            }
            // "the month before last", "two years before."
            let closes = c.get(next).is_none_or(|t| {
                t.starts_sentence()
                    || t.kind == TokenKind::Sign
                        && matches!(c.text(next), "." | "," | ";" | ")" | "?" | "!" | ":")
            });
            closes.then(|| (vec![Step::Shift(a, dir, None)], next))
        }
    }
}

/// What "before", "after", "from" count from: a point that is no mere year.
fn anchor(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    point::point(c, i).map(owned)
}

pub(super) fn direction(c: &Cursor<'_>, i: usize) -> Option<(Direction, usize)> {
    c.sense(i, Kinds::DIRECTION, |s| match s {
        Sense::Direction(d) => Some(d),
        _ => None,
    })
}

/// Whether "ago", "earlier" or "later" stands at `i`.
pub(super) fn away(c: &Cursor<'_>, i: usize) -> bool {
    direction(c, i).is_some_and(|(d, _)| {
        matches!(d, Direction::Ago | Direction::Earlier | Direction::Later | Direction::Hence)
    })
}

/// "nearly", "about", "more than" before an amount or a point
pub(super) fn bound(c: &Cursor<'_>, i: usize) -> Option<(crate::value::Modifier, usize)> {
    c.sense(i, Kinds::BOUND, |s| match s {
        Sense::Bound(m) => Some(m),
        _ => None,
    })
    .filter(|(_, next)| !compares(c, i, *next))
}

/// Whether "more than" on tokens `i..next` compares the number before it: "350 more than a year earlier".
fn compares(c: &Cursor<'_>, i: usize, next: usize) -> bool {
    let before = |k: usize| {
        c.digits(k).is_some()
            || c.get(k).is_some_and(|t| c.input.rules.phrases.starts(t.word).meets(Class::NUMBER))
    };
    next == i + 2
        && c.has(next - 1, WordSet::Than)
        && i > 0
        && !c.starts_sentence(i)
        && (before(i - 1) || i > 1 && c.sign(i - 1, "%") && before(i - 2))
}

/// "the first Monday of the month", "last day of October 2015", "the second last week of 2018", "third day
/// of the week"
pub(super) fn nth(c: &Cursor<'_>, i: usize) -> Found {
    // "on this 21st day of April"
    let this = || c.sense(i, Kinds::RELATIVE, |s| (s == Sense::Relative(Relative::This)).then_some(()));
    let j = c.skip(i, Glue::The).or_else(|| this().map(|(_, k)| k)).unwrap_or(i);
    // "the 20th of next month"
    if let Some((day, _, k)) = c.ordinal(j).filter(|(d, ..)| (1..=31).contains(d))
        && let Some(of) = c.skip(k, Glue::Of)
        && let Some((mut steps, end)) = related(c, of)
        && matches!(steps.as_slice(), [Step::Relative(_, Unit::Month)])
    {
        steps.push(Step::Day(day));
        return Some((steps, end));
    }
    let (n, k) = position(c, j)?;
    let (counted, next) = if let Some((d, next)) = c.sense(k, Kinds::WEEKDAY, |s| match s {
        Sense::Weekday(d) => Some(d),
        _ => None,
    }) {
        (Counted::Weekday(d), next)
    } else {
        let (m, u, next) = unit(c, k)?;
        if m != 1 || is_plural(c, next) || u == Unit::Period {
            return None;
        }
        (Counted::Unit(u), next)
    };
    // "the first Monday 1 pm to 3 pm of next month"
    let of = c.skip(next, Glue::Of).or_else(|| c.skip(next, Glue::In));
    let (of, after) = match of {
        Some(of) => (of, false),
        None => (c.skip(next, Glue::PastHour).filter(|_| c.has(next, WordSet::After))?, true),
    };
    let (e, end) = point::point(c, of).map(owned)?;
    let super::expression::Core::Point(mut steps) = e.core else { return None };
    if e.modifier.is_some() {
        return None;
    }
    if after {
        // "third Tuesday after Christmas 2014"
        let Counted::Weekday(d) = counted else { return None };
        let from = Expression { core: super::expression::Core::Point(steps), modifier: None, relation: None };
        let n = u8::try_from(n).ok()?;
        let one = Amount::of(Count::Exact(Decimal::from(n - 1)), Unit::Week);
        return Some((
            vec![
                Step::Shift(one, Direction::After, Some(Box::new(from))),
                Step::Which(Relative::Following, Box::new(Step::Weekday(d))),
            ],
            end,
        ));
    }
    let rank = Step::Nth(n, counted).rank();
    if steps.iter().any(|s| s.rank() >= rank) {
        return None;
    }
    steps.push(Step::Nth(n, counted));
    Some((steps, end))
}

/// "the first Monday" of "the first Monday 1 to 3 pm of next month"
pub(super) fn nth_weekday(c: &Cursor<'_>, i: usize) -> Found {
    let (n, j) = position(c, c.skip(i, Glue::The).unwrap_or(i))?;
    let (day, next) = c.sense(j, Kinds::WEEKDAY, |s| match s {
        Sense::Weekday(d) => Some(d),
        _ => None,
    })?;
    Some((vec![Step::Nth(n, Counted::Weekday(day))], next))
}

/// "first" 1, "last" -1, "second last" -2
pub(super) fn position(c: &Cursor<'_>, i: usize) -> Option<(i8, usize)> {
    let end = |i: usize| c.has(i, WordSet::Closing).then_some(i + 1);
    if let Some(next) = end(i) {
        return Some((-1, next));
    }
    if c.has(i, WordSet::Opening) {
        return Some((1, i + 1));
    }
    let (n, ordinal, next) = c.ordinal(i)?;
    if !ordinal || !(1..=53).contains(&n) {
        return None;
    }
    let n = i8::try_from(n).ok()?;
    let next = c.past_hyphen(next);
    Some(match end(next) {
        Some(k) => (-n, k),
        None => (n, next),
    })
}

/// "the second closest Monday to October 5"
pub(super) fn closest(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let (n, j) = match c.ordinal(j) {
        Some((n, true, k)) => (n, k),
        _ => (1, j),
    };
    let j = c.skip(j, Glue::Closest)?;
    let (steps, k) = named::holiday(c, j).or_else(|| named::weekday(c, j))?;
    let k = c.skip(k, Glue::To)?;
    let (e, next) = point::point(c, k).map(owned)?;
    Some((vec![Step::Closest(n, Box::new(steps.into_iter().next()?), Box::new(e))], next))
}
