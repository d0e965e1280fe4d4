//! Times that are told by no calendar: "now", "recently", "in the future", "to date".

use super::amount;
use super::cursor::Cursor;
use super::expression::{Core, Expression, Step};
use super::point;
use crate::rules::Class;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Vague};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::TimeRelation;

/// "now", "recently", "the future"
pub(super) fn vague(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let take = |i: usize| {
        c.sense(i, Kinds::VAGUE, |s| match s {
            Sense::Vague(v) => Some(v),
            _ => None,
        })
    };
    // "the past", "the future", "the moment" want their article, "now" has none
    let the = c.skip(i, Glue::The).filter(|&k| c.everyday(k, Kinds::VAGUE, |s| matches!(s, Sense::Vague(_))));
    let (v, next) = match the {
        Some(k) => take(k).filter(|(v, next)| vague_licensed(c, *v, i) && c.number(*next).is_none())?,
        None => take(i).and_then(|(v, next)| {
            if !c.everyday(i, Kinds::VAGUE, |s| matches!(s, Sense::Vague(_))) {
                return Some((v, next));
            }
            // "in future years"
            let (_, _, end) = amount::unit(c, next).filter(|(.., end)| c.plural(end - 1))?;
            (v == Vague::Future).then_some((v, end))
        })?,
    };
    // "its best result to date", but "hard to date the bones"
    if next == i + 2 && c.has(i + 1, WordSet::Date) && c.glue(i, Glue::To) && !clause_ends(c, next) {
        return None;
    }
    // "every now and then"
    if i > 0 && c.has(i - 1, WordSet::Each) {
        return None;
    }
    // "as recently as last May", "most recently in May": the date tells
    if v == Vague::Past && the.is_none() && (c.has(next, WordSet::As) || dated(c, next)) {
        return None;
    }
    // "an electric current of 5 A", "the current was strong" are no time
    if next == i + 1 && c.has(i, WordSet::Current) {
        if c.has(next, WordSet::Date) && clause_ends(c, next + 1) {
            return Some((Expression { core: Core::Vague(v), modifier: None, relation: None }, next + 1));
        }
        if clause_ends(c, next) || c.means(next, FLOWS) || tells(c, next) {
            return None;
        }
    }
    // "at this time of year"
    if c.glue(next, Glue::Of) && c.has(next - 1, WordSet::Time) {
        return None;
    }
    // "its best result to date"
    let until = c.has(i, WordSet::Infinitive).then_some(TimeRelation::Until);
    Some((Expression { core: Core::Vague(v), modifier: None, relation: until }, next))
}

/// What follows a current that flows.
const FLOWS: Kinds = Kinds::PREPOSITION.or(Kinds::glue(Glue::Of)).or(Kinds::glue(Glue::From));

/// Whether an auxiliary or a past form stands at `i`.
fn tells(c: &Cursor<'_>, i: usize) -> bool {
    let rules = c.input.rules;
    c.get(i).is_some_and(|t| rules.phrases.starts(t.word).meets(Class::TENSE))
        && rules.phrases.longest(&c.tokens[i..c.limit], c.input.text, Class::TENSE).is_some()
}

/// Whether a date or a year by name or relation stands at `i`, behind a preposition or not.
fn dated(c: &Cursor<'_>, i: usize) -> bool {
    let j = [Glue::In, Glue::On].into_iter().find_map(|g| c.skip(i, g)).unwrap_or(i);
    let told = |s: &Step| {
        matches!(s, Step::Year { .. } | Step::Month(_) | Step::Weekday(_) | Step::Season(_))
            || matches!(s, Step::Which(..) | Step::Relative(Some(_), _) | Step::Today(_))
    };
    point::chain(c, j).is_some_and(|(steps, _)| steps.iter().any(told))
}

/// "now", "date": the present as an end
pub(super) fn now(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let (v, next) = c
        .sense(i, Kinds::VAGUE, |s| match s {
            Sense::Vague(Vague::Present) => Some(()),
            _ => None,
        })
        .or_else(|| c.has(i, WordSet::Date).then_some(((), i + 1)))
        // "from 2014 to the present"
        .or_else(|| {
            let k = c.skip(i, Glue::The).filter(|&k| c.has(k, WordSet::Date) && clause_ends(c, k + 1))?;
            Some(((), k + 1))
        })
        .or_else(|| {
            let k = c.skip(i, Glue::The).unwrap_or(i);
            (c.has(k, WordSet::Current) && c.has(k + 1, WordSet::Date)).then_some(((), k + 2))
        })?;
    let () = v;
    Some((Expression { core: Core::Vague(Vague::Present), modifier: None, relation: None }, next))
}

/// Whether a clause ends before `i`.
fn clause_ends(c: &Cursor<'_>, i: usize) -> bool {
    c.get(i).is_none_or(|t| t.kind == TokenKind::Sign && !c.dash(i) || t.starts_sentence())
}

/// Whether "the moment" at `i` speaks of the present: "at the moment", not "the moment was marked".
fn vague_licensed(c: &Cursor<'_>, v: Vague, i: usize) -> bool {
    v != Vague::Present
        || i.checked_sub(1).is_some_and(|b| {
            c.sense(b, Kinds::PREPOSITION, |s| {
                matches!(s, Sense::Preposition(TimeRelation::During | TimeRelation::Until)).then_some(())
            })
            .is_some()
        })
}
