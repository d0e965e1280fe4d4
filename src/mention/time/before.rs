//! What stands before a time expression and what counts behind it: prepositions, and the words that look like
//! some: "over a decade ago", "until at least Friday".

use super::cursor::Cursor;
use super::{amount, bounded, relative};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::{Modifier, TimeRelation};

/// The preposition at `i` and the place after it.
pub(super) fn preposition(c: &Cursor<'_>, i: usize) -> (Option<TimeRelation>, usize) {
    match c.sense(i, Kinds::PREPOSITION, |s| match s {
        Sense::Preposition(r) => Some(r),
        _ => None,
    }) {
        // "lasted over a year" is more than one
        Some((TimeRelation::During, next))
            if i > 0
                && bounded::more_than(c, i)
                && counts(c, next)
                && (c.has(i - 1, WordSet::BeforeMoreThan) || ago(c, next)) =>
        {
            (None, i)
        }
        Some((r, next)) => {
            let stretch = matches!(r, TimeRelation::Until | TimeRelation::Since);
            // "until at least Friday", "since at least 1999"
            if stretch
                && let Some((Modifier::EqualOrMore, k)) = relative::bound(c, next)
                && (!counts(c, k) || matches!(c.digits(k), Some((1000..=2059, 4))))
            {
                return (Some(r), k);
            }
            // "from before 1990", "since around May"
            match c.sense(next, Kinds::PREPOSITION, |s| match s {
                Sense::Preposition(TimeRelation::During) => Some(()),
                _ => None,
            }) {
                // "for over two years" is more than two
                Some(((), k)) if counts(c, k) && bounded::more_than(c, next) => (Some(r), next),
                Some(((), k)) => (Some(r), k),
                None => (Some(r), next),
            }
        }
        None => (None, i),
    }
}

/// Whether a number, or "a" and a unit of time, stands at `i`.
fn counts(c: &Cursor<'_>, i: usize) -> bool {
    c.number(i).is_some() || c.skip(i, Glue::A).is_some_and(|k| amount::unit(c, k).is_some())
}

/// Whether a length at `i` counts back or on: "over a decade ago".
fn ago(c: &Cursor<'_>, i: usize) -> bool {
    amount::amount(c, i).is_some_and(|(_, k)| c.kinds(k).meets(Kinds::DIRECTION) && relative::away(c, k))
}

/// Whether the "plus" of tokens `i..k` adds what follows it.
pub(super) fn adds(c: &Cursor<'_>, i: usize, k: usize) -> bool {
    c.has(i, WordSet::Plus) && c.get(k).is_some_and(|t| t.kind == TokenKind::Word && !t.starts_sentence())
}
