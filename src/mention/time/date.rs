//! Dates with a month by name: "July 18, 2023", "18 July", "the 25th of August", "Oct 2014", "31-Oct-74".

use super::cursor::Cursor;
use super::expression::Step;
use super::year::year;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;

/// The steps of a date with a named month at `i`, and the place after it.
pub(super) fn month_date(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    if let Some(found) = day_first(c, i) {
        return Some(found);
    }
    let (m, next) = month(c, i)?;
    Some(after_month(c, i, m, next))
}

/// A month's name at `i`, with its stop.
pub(super) fn month(c: &Cursor<'_>, i: usize) -> Option<(u8, usize)> {
    let (m, next) = c.sense(i, Kinds::MONTH, |s| match s {
        Sense::Month(m) => Some(m),
        _ => None,
    })?;
    let long = c.text(i).len() > 4 && m != 9;
    Some((m, if long { next } else { c.past_stop(next) }))
}

/// "18 July 2023", "the 18th of July", "second of Aug", "31-Oct-74", "20 of June"
fn day_first(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let start = c.skip(i, Glue::The).unwrap_or(i);
    let (day, ordinal, mut j) = c.ordinal(start)?;
    if !(1..=31).contains(&day) || c.spaced_sign(start) {
        return None;
    }
    // "the thirty-first day of the month" is a count of days; "the 15th day of June" a date
    if ordinal && c.has(j, WordSet::Day) {
        j += 1;
    }
    let joined = !c.spaced(j) && !c.spaced(j + 1) && (c.dash(j) || c.sign(j, "/"));
    let of = c.skip(j, Glue::Of);
    j = if joined { j + 1 } else { of.and_then(|k| c.skip(k, Glue::The).or(Some(k))).unwrap_or(j) };
    let (m, next) = month(c, j)?;
    if c.digits(start).is_none() && !ordinal {
        return None;
    }
    // in plans that write all in small letters, "15 march" that ends a phrase
    let planned = || {
        c.input.context.plans() && c.get(next).is_none_or(|t| t.kind != crate::text::token::TokenKind::Word)
    };
    if !ordinal
        && of.is_none()
        && !joined
        && everyday(c, j)
        && !c.get(j).is_some_and(|t| t.capital())
        && !planned()
    {
        return None;
    }
    let mut steps = vec![Step::Month(m), Step::Day(day)];
    let (y, next) = if joined || !c.dash(next) { year_after(c, next, true) } else { (None, next) };
    // "on 25 December 800, Charles was crowned"
    let (y, next) = match super::year::early_after(c, next) {
        Some((early, k)) if y.is_none() && !joined => (Some(early), k),
        _ => (y, next),
    };
    steps.extend(y);
    Some((steps, next))
}

/// What follows a month: day and year, year alone, or nothing.
fn after_month(c: &Cursor<'_>, start: usize, m: u8, next: usize) -> (Vec<Step>, usize) {
    let mut steps = vec![Step::Month(m)];
    let joined = !c.spaced(next) && !c.spaced(next + 1) && (c.dash(next) || c.sign(next, "/"));
    let j = if joined { next + 1 } else { next };
    // "May the first", but "by May the first train ran"
    let j = c
        .skip(j, Glue::The)
        .filter(|&k| c.ordinal(k).is_some_and(|o| o.1 && (c.digits(k).is_some() || !noun(c, o.2))))
        .unwrap_or(j);
    // "Jul-94"
    if joined
        && let Some((n @ 32.., 2)) = c.digits(j)
        && !c.dash(j + 1)
    {
        steps.push(Step::ShortYear(u8::try_from(n).unwrap_or(0)));
        return (steps, j + 1);
    }
    // "October 480 BC", "October 1998": a year first
    let at = c.skip(c.past_comma(j), Glue::Of).unwrap_or(c.past_comma(j));
    if let Some((y, k)) = year(c, at).or_else(|| super::year::early_of(c, at))
        && !matches!(y, Step::ShortYear(_))
        && day_words(c, j).is_none()
    {
        steps.push(y);
        return (steps, k);
    }
    if let Some((day, ordinal, k)) = c.ordinal(j)
        && (1..=31).contains(&day)
        && !(c.digits(j).is_none() && !ordinal && !plain_day(c, start, j))
        && !is_clock(c, k)
        && !counted(c, j, k)
    {
        steps.push(Step::Day(day));
        // "July 13-15" is three days, "Jul-13-15" one
        let (y, k) = if joined || !c.dash(k) { year_after(c, k, true) } else { (None, k) };
        steps.extend(y);
        return (steps, k);
    }
    let (y, k) = year_after(c, next, false);
    steps.extend(y);
    (steps, k)
}

/// "May twenty nine": a cardinal in words is a day when no year is read in it
fn plain_day(c: &Cursor<'_>, _start: usize, j: usize) -> bool {
    super::year::words_year(c, j).is_none() || day_words(c, j).is_some()
}

/// A day in words with a year in words after it: "twenty five nineteen eighty six"
fn day_words(c: &Cursor<'_>, j: usize) -> Option<()> {
    let n = c.number(j)?;
    let day: u8 = n.whole()?;
    ((1..=31).contains(&day) && n.words && super::year::words_year(c, n.next).is_some()).then_some(())
}

/// Whether the number that ends before `k` is an hour: "October 5 pm", "July 7:30"
fn is_clock(c: &Cursor<'_>, k: usize) -> bool {
    c.sign(k, ":") && c.digits(k + 1).is_some() && !c.spaced(k + 1)
        || c.sense(k, Kinds::MERIDIEM, |s| matches!(s, Sense::Meridiem(_)).then_some(())).is_some()
            && !c.has(k, WordSet::HalfMeridiem)
}

/// Whether the number at `j` is a count: "in March 12 people", "August 100,000"
fn counted(c: &Cursor<'_>, j: usize, k: usize) -> bool {
    c.digits(j).is_some()
        && (c.sign(k, "%")
            || (c.sign(k, ",") && !c.spaced(k + 1) && c.digits(k + 1).is_some_and(|d| d.1 == 3))
            || (c.sign(k, ".") && !c.spaced(k + 1) && c.digits(k + 1).is_some() && !c.spaced(k)))
        || c.has(k, WordSet::CountedAfterMonth)
}

/// A year at `i`, or after a comma, "of" or "in"; of two digits only after a day.
pub(super) fn year_after(c: &Cursor<'_>, i: usize, day: bool) -> (Option<Step>, usize) {
    let joined = !c.spaced(i) && !c.spaced(i + 1) && (c.dash(i) || c.sign(i, "/"));
    if joined && let Some((n, len)) = c.digits(i + 1) {
        if len == 2 && day {
            return (u8::try_from(n).ok().map(Step::ShortYear), i + 2);
        }
        if let Some((y, next)) = year(c, i + 1).filter(|_| len == 4 && !c.dash(next_after(i))) {
            return (Some(y), next);
        }
        return (None, i);
    }
    let j = c.past_comma(i);
    let k = c.skip(j, Glue::Of).or_else(|| c.skip(j, Glue::In).filter(|_| day)).unwrap_or(j);
    match year(c, k) {
        // "July 18, 2000 people": the comma and a count after it
        Some((y, next)) if !(j != i && super::year::lone_year(c, k).is_none() && c.digits(k).is_some()) => {
            (Some(y), next)
        }
        _ => (None, i),
    }
}

fn next_after(i: usize) -> usize {
    i + 2
}

fn everyday(c: &Cursor<'_>, i: usize) -> bool {
    c.everyday(i, Kinds::MONTH, |s| matches!(s, Sense::Month(_)))
}

fn determined(c: &Cursor<'_>, i: usize) -> bool {
    i.checked_sub(1)
        .is_some_and(|b| c.glue(b, Glue::The) || c.glue(b, Glue::A) || c.glue(b, Glue::Possessive))
}

/// Whether a word in small letters that is no word of time stands at `i`.
fn noun(c: &Cursor<'_>, i: usize) -> bool {
    let phrases = &c.input.rules.phrases;
    c.get(i).is_some_and(|t| {
        t.kind == crate::text::token::TokenKind::Word
            && !t.capital()
            && !phrases.starts(t.word).meets(crate::rules::Class::TIME)
    })
}

/// Whether a month's name that ends before `end` is a verb or a noun of everyday: "this may help", "this march".
pub(super) fn is_verb(c: &Cursor<'_>, i: usize, end: usize) -> bool {
    end == i + 1 && everyday(c, i) && !c.get(i).is_some_and(|t| t.capital())
}

/// Whether a month's name at `i` is the month here, where it stands alone: "may" and "march" are verbs, "Jan"
/// and "Mar" also names.
pub(super) fn is_month_here(c: &Cursor<'_>, i: usize, end: usize) -> bool {
    let short = c.text(i).len() <= 4;
    let stopped = end == i + 2 && c.sign(i + 1, ".");
    if end > i + 1 && !stopped || !(everyday(c, i) || short) {
        return true;
    }
    let capital = c.get(i).is_some_and(|t| t.capital());
    let shout = c.get(i).is_some_and(|t| t.all_capitals());
    let named = c.get(i + 1).is_some_and(|t| t.capital() && !t.starts_sentence());
    let alone = i == 0 && c.get(end).is_none();
    let before = |set| i > 0 && c.has(i - 1, set);
    // "mid-May", "end-March"
    let edge = |k: usize| {
        c.sense(k, Kinds::EDGE.or(Kinds::EDGE_NOUN), |s| {
            matches!(s, Sense::Edge(_) | Sense::EdgeNoun(_)).then_some(())
        })
    };
    if capital && i > 1 && c.dash(i - 1) && !c.spaced(i) && edge(i - 2).is_some_and(|(_, k)| k + 1 >= i) {
        return true;
    }
    // "May-June", "May to June 2019", "January-March."
    let joint = |k: usize| c.dash(k) || c.sign(k, "/");
    let joined = joint(end) && month(c, end + 1).is_some()
        || i > 1 && joint(i - 1) && (c.kinds(i - 2).meets(Kinds::MONTH) || c.glue(i - 2, Glue::To))
        || (c.glue(end, Glue::To) || c.glue(end, Glue::And))
            && month(c, end + 1)
                .is_some_and(|(_, k)| !c.get(k).is_some_and(|t| t.capital() && !t.starts_sentence()))
            && !everyday(c, end + 1);
    if capital && joined && !shout {
        return true;
    }
    let surely = before(WordSet::SurelyBeforeMonth);
    let rather = before(WordSet::BeforeMonth);
    if surely || rather || before(WordSet::MaybeBeforeMonth) {
        // "this may help", "to march", "and may": verbs in small letters
        return if everyday(c, i) { surely || capital && (rather || !named) } else { stopped || !named };
    }
    if everyday(c, i) {
        // "the March ruling"
        alone || capital && !shout && determined(c, i) && noun(c, end)
    } else {
        alone || stopped || capital && !named && !shout && !c.starts_sentence(i)
    }
}
