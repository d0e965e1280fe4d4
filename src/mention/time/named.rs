//! Named cells: quarters, halves, weeks, seasons, weekdays, parts of the day, holidays.

use super::cursor::Cursor;
use super::date::month_date;
use super::expression::Step;
use super::numeric::numeric_date;
use super::year::year;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::value::TimeRelation;
use crate::value::stamp::{PartOfDay, Season};

type Found = Option<(Vec<Step>, usize)>;

/// "the third quarter of 1989", "third-quarter", "Q3 2018", "2018Q4", "the first half of 2022", "H1"
pub(super) fn quarter(c: &Cursor<'_>, i: usize) -> Found {
    if !c.ahead(i).quarters() {
        return None;
    }
    let start = c.skip(i, Glue::The).or_else(|| c.skip(i, Glue::Possessive)).unwrap_or(i);
    // "2018Q4", "2017-q1", "the 1988 third quarter"
    let plain = year(c, start).filter(|(y, _)| matches!(y, Step::Year { .. }));
    if let Some((y, j)) = plain.or_else(|| super::year::named_year(c, start)) {
        let k = if c.dash(j) && !c.spaced(j) { j + 1 } else { j };
        if let Some((step, next)) = letter_quarter(c, k).or_else(|| worded_quarter(c, k)) {
            return Some((vec![y, step], next));
        }
        // "the 1988 quarter", "the 1988 period"
        if start != i
            && let Some((unit, next)) = lone_unit(c, j)
        {
            return Some((
                vec![y, Step::Relative(Some(crate::rules::time_words::Relative::Same), unit)],
                next,
            ));
        }
        return None;
    }
    let (step, next) = letter_quarter(c, start).or_else(|| worded_quarter(c, start))?;
    let mut steps = vec![step];
    let j = c.past_comma(next);
    let k = c.skip(j, Glue::Of).or_else(|| c.skip(j, Glue::In)).unwrap_or(if c.dash(j) || c.sign(j, "/") {
        j + 1
    } else {
        j
    });
    match super::year::named_year(c, k).or_else(|| year(c, k)).or_else(|| glued_year(c, next)) {
        Some((y, next)) => {
            steps.push(y);
            Some((steps, next))
        }
        None if matches!(steps[0], Step::Half(_)) && c.text(start).len() > 2 && !half_licensed(c, next) => {
            None
        }
        None => Some((steps, next)),
    }
}

/// "the first half" of a match or of a book is no half of a year.
fn half_licensed(c: &Cursor<'_>, i: usize) -> bool {
    c.skip(i, Glue::Of).is_some_and(|j| {
        let j = c.skip(j, Glue::The).unwrap_or(j);
        c.sense(j, Kinds::RELATIVE.or(Kinds::UNIT), |s| {
            matches!(s, Sense::Relative(_) | Sense::Unit(_, Unit::Year | Unit::FiscalYear)).then_some(())
        })
        .is_some()
    })
}

fn lone_unit(c: &Cursor<'_>, i: usize) -> Option<(Unit, usize)> {
    c.sense(i, Kinds::UNIT, |s| match s {
        Sense::Unit(1, u @ (Unit::Quarter | Unit::Period | Unit::Half)) => Some(u),
        _ => None,
    })
}

/// "24" of "2Q24", "1H24"
fn glued_year(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let (n, 2) = c.digits(i).filter(|_| !c.spaced(i))? else { return None };
    // not of "1H24m"
    let ends = c
        .get(i + 1)
        .is_none_or(|t| t.spaced() || t.kind == crate::text::TokenKind::Sign && c.text(i + 1) != ":");
    ends.then_some((Step::ShortYear(u8::try_from(n).ok()?), i + 1))
}

/// "Q3", "H2", "3Q"
fn letter_quarter(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    if let Some((n, 1)) = c.digits(i) {
        let n = u8::try_from(n).unwrap_or(0);
        return match c.text(i + 1) {
            _ if c.spaced(i + 1) => None,
            "Q" | "q" if (1..=4).contains(&n) => Some((Step::Quarter(n), i + 2)),
            "H" if (1..=2).contains(&n) && year(c, i + 2).or_else(|| glued_year(c, i + 2)).is_some() => {
                Some((Step::Half(n), i + 2))
            }
            _ => None,
        };
    }
    let (n, len) = c.digits(i + 1)?;
    if c.spaced(i + 1) || len != 1 || (c.sign(i + 2, ".") && c.digits(i + 3).is_some() && !c.spaced(i + 3)) {
        return None;
    }
    let n = u8::try_from(n).ok()?;
    match c.text(i) {
        "Q" | "q" if (1..=4).contains(&n) => Some((Step::Quarter(n), i + 2)),
        "H" | "h" if (1..=2).contains(&n) && (c.text(i) == "H" || year(c, i + 2).is_some()) => {
            Some((Step::Half(n), i + 2))
        }
        _ => None,
    }
}

/// "third quarter", "fiscal-first quarter", "second half", "4th qtr"
fn worded_quarter(c: &Cursor<'_>, i: usize) -> Option<(Step, usize)> {
    let j = if c.has(i, WordSet::Fiscal) { c.past_hyphen(i + 1) } else { i };
    let (n, k) = if c.has(j, WordSet::LastPart) {
        (0, j + 1)
    } else if c.has(j, WordSet::Opening) {
        (1, j + 1)
    } else {
        let (n, ordinal, k) = c.ordinal(j)?;
        if !ordinal {
            return None;
        }
        (n, k)
    };
    let k = c.past_hyphen(k);
    let k = if c.has(k, WordSet::Fiscal) { k + 1 } else { k };
    let (unit, next) = c.sense(k, Kinds::UNIT, |s| match s {
        Sense::Unit(1, u @ (Unit::Quarter | Unit::Half)) => Some(u),
        _ => None,
    })?;
    if c.plural(k) && unit == Unit::Quarter && !c.has(k, WordSet::Quarters) {
        return None;
    }
    match (unit, n) {
        (Unit::Quarter, 1..=4) => Some((Step::Quarter(n), next)),
        (Unit::Half, 1..=2) => Some((Step::Half(n), next)),
        (Unit::Half, 0) if c.has(j, WordSet::LastHalf) => Some((Step::Half(2), next)),
        _ => None,
    }
}

/// "week 31", "the week of March 6", "the week beginning 4 February", "w/c Feb 4"
pub(super) fn week(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    if c.has(j, WordSet::WeekLetter) && c.sign(j + 1, "/") && c.has(j + 2, WordSet::CommencingLetter) {
        let (mut steps, next) = month_date(c, j + 3).or_else(|| numeric_date(c, j + 3))?;
        steps.push(Step::WeekOf(true));
        return Some((steps, next));
    }
    if !c.has(j, WordSet::Week) {
        return None;
    }
    if let Some((n, 1..=2)) = c.digits(j + 1)
        && (1..=53).contains(&n)
        && !c.sign(j + 2, ":")
    {
        let mut steps = vec![Step::Week(u8::try_from(n).ok()?)];
        let k = c.skip(c.past_comma(j + 2), Glue::Of).unwrap_or(c.past_comma(j + 2));
        let y = year(c, k).filter(|(y, _)| matches!(y, Step::Year { .. }));
        let next = y.as_ref().map_or(j + 2, |(_, n)| *n);
        steps.extend(y.map(|(y, _)| y));
        return Some((steps, next));
    }
    let (starts, k) = if let Some(k) = c.skip(j + 1, Glue::Of) {
        (false, k)
    } else {
        let k = c.skip(j + 1, Glue::Starting)?;
        (true, c.skip(k, Glue::On).unwrap_or(k))
    };
    // "the week of June 8-14"
    let days = || {
        let (steps, next) = month_date(c, k)?;
        let till = c.dash(next) && !c.spaced(next) && !c.spaced(next + 1);
        let till = till && c.digits(next + 1).is_some() && !c.sign(next + 2, "-");
        Some((steps, if till { next + 2 } else { next }))
    };
    let (mut steps, next) = days()
        .or_else(|| numeric_date(c, k))
        .or_else(|| super::licence::day_of_month(c, k))
        .or_else(|| holiday(c, k).filter(|(s, _)| !starts && !s.contains(&Step::WeekendOf)))?;
    if !steps.iter().any(|s| matches!(s, Step::Day(_) | Step::Holiday(_))) {
        return None;
    }
    steps.push(Step::WeekOf(starts));
    Some((steps, next))
}

/// "summer", "the summer of 1994", "autumn 1918"
pub(super) fn season(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    let (season, next) = c.sense(j, Kinds::SEASON, |s| match s {
        Sense::Season(s) => Some(s),
        _ => None,
    })?;
    let k = c.past_comma(next);
    let k = c.skip(k, Glue::Of).or_else(|| c.skip(k, Glue::In)).unwrap_or(k);
    let y = year(c, k).or_else(|| super::year::early_of(c, k));
    if y.is_none()
        && c.everyday(j, Kinds::SEASON, |s| matches!(s, Sense::Season(_)))
        && !season_licensed(c, i, j, season)
    {
        return None;
    }
    let mut steps = vec![Step::Season(season)];
    let next = y.as_ref().map_or(next, |(y, n)| super::year::past_second(c, y, *n));
    steps.extend(y.map(|(y, _)| y));
    Some((steps, next))
}

/// "fall" and "spring" are verbs and nouns too: "this fall", "in the spring", "last spring" are seasons.
fn season_licensed(c: &Cursor<'_>, start: usize, at: usize, _season: Season) -> bool {
    let Some(b) = at.checked_sub(1) else { return false };
    if c.sense(b, Kinds::RELATIVE.or(Kinds::EDGE).or(Kinds::EVERY), |s| {
        matches!(s, Sense::Relative(_) | Sense::Edge(_) | Sense::Every).then_some(())
    })
    .is_some()
    {
        return true;
    }
    let the = start < at || c.glue(b, Glue::The);
    let before = if the { start.checked_sub(1) } else { Some(b) };
    let preposition = before.is_some_and(|b| c.has(b, WordSet::BeforeSeason));
    // "in the fall of the dollar": "of" and no year
    let of = c.skip(at + 1, Glue::Of).is_some();
    let pair = c
        .skip(at + 1, Glue::And)
        .map(|k| c.sense(k, Kinds::EDGE, |s| matches!(s, Sense::Edge(_)).then_some(())).map_or(k, |(_, j)| j))
        .is_some_and(|k| {
            c.sense(k, Kinds::SEASON, |s| matches!(s, Sense::Season(_)).then_some(())).is_some()
        });
    !of && (the && (preposition || pair) || preposition && c.get(at).is_some_and(|t| t.capital()))
}

/// "Tuesday", "Tues.", "Tuesday the 19th", "Fri 14th"
pub(super) fn weekday(c: &Cursor<'_>, i: usize) -> Found {
    let (d, next) = weekday_name(c, i)?;
    // "on a Tuesday", but "a Tuesday vote"
    if i > 0 && c.glue(i - 1, Glue::A) && any_end(c, next) {
        return Some((vec![Step::AnyWeekday(d)], next));
    }
    let mut steps = vec![Step::Weekday(d)];
    let j = c.skip(c.past_comma(next), Glue::The).unwrap_or(next);
    if let Some((day, ordinal, k)) = c.ordinal(j)
        // "on Sunday, the 19th straight day"
        && !(j != next && (before_thing(c, k) || c.glue(k, Glue::Filler)))
        && (plain_end(c, k)
            || ordinal && c.digits(j).is_some()
            || ordinal && c.get(k).is_none_or(|t| t.starts_sentence()))
        && (ordinal || c.digits(j).is_some())
        && (1..=31).contains(&day)
        && c.sense(k, Kinds::MONTH.or(Kinds::UNIT).or(Kinds::glue(Glue::Of)).or(Kinds::MERIDIEM), |s| {
            matches!(s, Sense::Month(_) | Sense::Unit(..) | Sense::Glue(Glue::Of) | Sense::Meridiem(_))
                .then_some(())
        })
        .is_none()
        && (ordinal || j == next)
    {
        steps.push(Step::Day(day));
        return Some((steps, k));
    }
    Some((steps, next))
}

/// Whether a clause or a phrase ends before `k`.
fn any_end(c: &Cursor<'_>, k: usize) -> bool {
    c.get(k).is_none_or(|t| {
        t.starts_sentence() || t.kind == crate::text::token::TokenKind::Sign && !c.dash(k) && !c.apostrophe(k)
    }) || c.kinds(k).meets(Kinds::glue(Glue::In).or(Kinds::PREPOSITION).or(Kinds::glue(Glue::Or)))
}

/// "Monday 21!" is a day of the month, "Monday 3-8", "Friday 4 pm" are not.
fn plain_end(c: &Cursor<'_>, k: usize) -> bool {
    match c.get(k) {
        None => true,
        Some(t) => {
            (t.kind == crate::text::token::TokenKind::Sign
                && !matches!(c.text(k), ":" | "-" | "/" | "%" | "," | "\u{2013}"))
                || c.sense(
                    k,
                    Kinds::glue(Glue::At).or(Kinds::glue(Glue::From)).or(Kinds::glue(Glue::Between)),
                    |s| matches!(s, Sense::Glue(Glue::At | Glue::From | Glue::Between)).then_some(()),
                )
                .is_some()
        }
    }
}

/// A weekday's name at `i`; short names that are everyday words want a capital or a stop.
pub(super) fn weekday_name(c: &Cursor<'_>, i: usize) -> Option<(u8, usize)> {
    let (d, next) = c.sense(i, Kinds::WEEKDAY, |s| match s {
        Sense::Weekday(d) => Some(d),
        _ => None,
    })?;
    let short = c.text(i).len() <= 5;
    let stop = short && c.sign(next, ".") && !c.spaced(next);
    if short && c.everyday(i, Kinds::WEEKDAY, |s| matches!(s, Sense::Weekday(_))) {
        let t = c.get(i)?;
        let capital = t.capital() && !t.starts_sentence() && !t.all_capitals();
        let near = [next, c.past_comma(next), c.past_comma(c.past_stop(next))].into_iter().any(|k| {
            c.digits(k).is_some()
                || c.sense(k, Kinds::MONTH.or(Kinds::PART), |s| {
                    matches!(s, Sense::Month(_) | Sense::Part(_)).then_some(())
                })
                .is_some()
                || (c.glue(k, Glue::To) || c.dash(k))
                    && c.sense(k + 1, Kinds::WEEKDAY, |s| matches!(s, Sense::Weekday(_)).then_some(()))
                        .is_some()
        });
        let alone = i == 0 && (c.get(next).is_none() || stop && c.get(next + 1).is_none());
        // "8pm wed"
        let hour = c.input.context.plans()
            && i > 0
            && c.kinds(i - 1).meets(Kinds::MERIDIEM)
            && c.starts_sentence(next);
        let preposition = hour
            || t.capital()
                && i.checked_sub(1).is_some_and(|b| {
                    c.has(b, WordSet::BeforeWeekday)
                        || c.sense(b, Kinds::UNIT.or(Kinds::glue(Glue::Closest)), |s| {
                            matches!(s, Sense::Unit(1, Unit::Week) | Sense::Glue(Glue::Closest)).then_some(())
                        })
                        .is_some()
                });
        if !(alone || near || preposition || (capital && stop)) {
            return None;
        }
    }
    Some((d, if short { c.past_stop(next) } else { next }))
}

/// "morning", "the night", "early morning hours"
pub(super) fn part(c: &Cursor<'_>, i: usize) -> Option<(PartOfDay, usize)> {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    c.sense(j, Kinds::PART, |s| match s {
        Sense::Part(p) => Some(p),
        _ => None,
    })
}

/// Whether a year in figures stands before "the next year" at `i` in its sentence, which is told there and not
/// gone through: "over the next year" goes on from now.
pub(super) fn dated_before(c: &Cursor<'_>, i: usize) -> bool {
    const REACH: usize = 24;
    let free =
        i.checked_sub(1).is_some_and(|b| !c.kinds(b).meets(Kinds::PREPOSITION.or(Kinds::glue(Glue::Of))));
    let sentence = (i.saturating_sub(REACH)..i).rev().take_while(|&k| !c.starts_sentence(k + 1));
    free && sentence.into_iter().any(|k| year(c, k).is_some_and(|(_, n)| n == k + 1) && c.digits(k).is_some())
}

/// Whether a plain noun stands at `i`, which a part of the day names the kind of: "the night bus".
pub(super) fn before_thing(c: &Cursor<'_>, i: usize) -> bool {
    let table = &c.input.rules.quantity;
    c.get(i).is_some_and(|t| {
        t.kind == crate::text::token::TokenKind::Word
            && t.spaced()
            && !t.starts_sentence()
            && !t.capital()
            && !table.is(t.word, crate::rules::schema::Role::Function)
            && !c.input.rules.language.ends_as_past(c.text(i))
            && !c
                .input
                .rules
                .phrases
                .starts(t.word)
                .meets(crate::rules::Class::TENSE.or(crate::rules::Class::TIME))
    })
}

/// Whether "half" stands at `i`.
pub(super) fn is_half(c: &Cursor<'_>, i: usize) -> bool {
    c.sense(i, Kinds::UNIT, |s| matches!(s, Sense::Unit(1, Unit::Half)).then_some(())).is_some()
}

/// "Christmas", "Labor Day weekend", "Easter 2013", "the weekend of Thanksgiving"
pub(super) fn holiday(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip(i, Glue::The).unwrap_or(i);
    if let Some(((), k)) = c.sense(j, Kinds::UNIT, |s| (s == Sense::Unit(1, Unit::Weekend)).then_some(())) {
        let k = c.skip(k, Glue::Of)?;
        // "the weekend of July 8-9", "of 8 and 9 July"
        let dated = || {
            let (steps, next) = super::pair::two_days(c, k)
                .or_else(|| month_date(c, k))
                .or_else(|| super::licence::day_of_month(c, k))?;
            steps.iter().any(|s| matches!(s, Step::Day(_))).then_some((steps, next))
        };
        let (mut steps, next) = holiday(c, k).or_else(dated)?;
        if !steps.contains(&Step::WeekendOf) {
            steps.push(Step::WeekendOf);
        }
        return Some((steps, next));
    }
    let (h, next) = c.sense(j, Kinds::HOLIDAY, |s| match s {
        Sense::Holiday(h) => Some(h),
        _ => None,
    })?;
    // "before New Year", "between Christmas and New Year"; "a New Year address" is none
    let led = |b: usize| {
        let take = |s| match s {
            Sense::Preposition(r) if r != TimeRelation::During => Some(()),
            _ => None,
        };
        c.sense(b, Kinds::PREPOSITION, take).is_some_and(|(_, k)| k == j)
            || c.glue(b, Glue::And) && b > 0 && c.any(b.saturating_sub(3)..b, Kinds::HOLIDAY)
    };
    if c.everyday(j, Kinds::HOLIDAY, |s| matches!(s, Sense::Holiday(_)))
        && !(j == i
            && i.checked_sub(1).is_some_and(led)
            && c.get(next).is_none_or(|t| t.starts_sentence() || !t.capital())
            && !before_thing(c, next)
            && !c.apostrophe(next))
    {
        return None;
    }
    let mut steps = vec![Step::Holiday(h)];
    let next = match c.sense(next, Kinds::UNIT, |s| (s == Sense::Unit(1, Unit::Weekend)).then_some(())) {
        Some((_, k)) => {
            steps.push(Step::WeekendOf);
            k
        }
        None => next,
    };
    let k = c.past_comma(next);
    let k = c.skip(k, Glue::Of).or_else(|| c.skip(k, Glue::In)).unwrap_or(k);
    if let Some((y, next)) = year(c, k).filter(|(y, _)| matches!(y, Step::Year { .. } | Step::ShortYear(_))) {
        steps.push(y);
        return Some((steps, next));
    }
    Some((steps, next))
}
