//! Words of time in names: "This Week", "USA Today", "Mr March", "Arab Spring".

use super::cursor::Cursor;
use super::expression::{Core, Expression, Step};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;

/// Whether words of time have capitals as a name has: "This Week" on television, "USA Today". In a
/// headline a capital says nothing.
pub(super) fn is_name(c: &Cursor<'_>, e: &Expression, start: usize, end: usize) -> bool {
    // "he told 60 Minutes"
    if let Core::Duration(a) = &e.core {
        let number = |k: usize| c.digits(k).is_some();
        let start = if end == start + 1 && start > 0 && number(start - 1) { start - 1 } else { start };
        let show = number(start) && a.unit().is_some_and(|u| u <= Unit::Hour) && end == start + 2;
        let t = c.tokens[end - 1];
        return show && t.capital() && !t.all_capitals() && t.spaced() && !headline(c, start);
    }
    let Core::Point(steps) = &e.core else { return false };
    let plain = matches!(steps.as_slice(), [Step::Relative(Some(_), _) | Step::Today(_)]);
    let named = |i: usize| {
        c.tokens[i].capital()
            && !c.tokens[i].starts_sentence()
            && !c.tokens[i].all_capitals()
            && i > 0
            && !matches!(c.text(i - 1), "\"" | "\u{201c}" | "'" | "\u{2018}" | "`")
            && c.sense(i, Kinds::UNIT.or(Kinds::DAY), |s| {
                matches!(s, Sense::Unit(..) | Sense::Day(_)).then_some(())
            })
            .is_some()
    };
    let single = match steps.as_slice() {
        [Step::Month(_)] => {
            titled(c, start) || related(c, start) || first_name(c, start, end) || adjective(c, start)
        }
        [Step::Season(_)] => {
            titled(c, start) || related(c, start) || behind_name(c, start) || before_name(c, start, end)
        }
        // "the judge Tuesday ordered a halt"
        [Step::Weekday(_)] => titled(c, start) && c.tokens[start - 1].capital(),
        [Step::Clock(_)] => titled(c, start),
        [Step::Holiday(_)] => c.has(end, WordSet::Isle) && c.tokens[end].capital(),
        _ => false,
    };
    (single || plain && (start..end).any(named)) && !headline(c, start)
}

/// "Mr March", "Mrs. Winter"
fn titled(c: &Cursor<'_>, at: usize) -> bool {
    let before = |back: usize, set| at >= back && c.has(at - back, set);
    c.tokens[at].capital()
        && (before(1, WordSet::Title) || at > 1 && c.sign(at - 1, ".") && before(2, WordSet::Title))
}

/// "her cousin August", "my sister April"
fn related(c: &Cursor<'_>, at: usize) -> bool {
    at > 0 && c.tokens[at].capital() && c.has(at - 1, WordSet::Kin)
}

/// "an august body"
fn adjective(c: &Cursor<'_>, at: usize) -> bool {
    let article = at > 0 && (c.glue(at - 1, Glue::A) || c.glue(at - 1, Glue::The));
    article && !c.tokens[at].capital() && c.has(at, WordSet::AlsoAdjective)
}

/// "the Winter Olympics", "the Autumn Rose": an article, and a capital behind the word.
fn before_name(c: &Cursor<'_>, start: usize, end: usize) -> bool {
    let at = c.skip(start, Glue::The).unwrap_or(start);
    let article = at > start || start > 0 && c.glue(start - 1, Glue::The);
    article
        && at + 1 == end
        && c.tokens[at].capital()
        && c.get(end).is_some_and(|t| {
            t.kind == TokenKind::Word
                && t.capital()
                && t.spaced()
                && !t.all_capitals()
                && !t.starts_sentence()
        })
        && c.kinds(end) == Kinds::NONE
}

/// "April Jeffries won", at the head of a sentence: a name behind it, and small letters behind that.
fn first_name(c: &Cursor<'_>, at: usize, end: usize) -> bool {
    let capital = |i: usize| c.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
    c.starts_sentence(at)
        && capital(end)
        && !c.starts_sentence(end)
        && !c.tokens[end].all_capitals()
        && c.kinds(end) == Kinds::NONE
        && c.get(end + 1).is_some_and(|t| !t.starts_sentence() && !t.capital())
}

/// "Donna Summer", "the Prague Spring": a capital behind a word with a capital that is none of time.
fn behind_name(c: &Cursor<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| &c.tokens[b]) else { return false };
    c.tokens[at].capital()
        && !c.starts_sentence(at)
        && before.kind == TokenKind::Word
        && before.capital()
        && before.end - before.start > 2
        && c.kinds(at - 1) == Kinds::NONE
        && !c.has(at - 1, WordSet::BeforeSeason)
}

/// Whether the longer words around token `at` nearly all have capitals.
fn headline(c: &Cursor<'_>, at: usize) -> bool {
    let window = c.tokens.get(at.saturating_sub(8)..(at + 8).min(c.limit)).unwrap_or_default();
    let words = window.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
    let (all, small) = words.fold((0, 0), |(all, small), t| (all + 1, small + usize::from(!t.capital())));
    small * 4 <= all
}
