//! Words of time in names: "This Week", "USA Today".

use super::cursor::Cursor;
use super::expression::{Core, Expression, Step};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Sense;
use crate::text::token::TokenKind;

/// Whether words of time have capitals as a name has: "This Week" on television, "USA Today". In a
/// headline a capital says nothing.
pub(super) fn is_name(c: &Cursor<'_>, e: &Expression, start: usize, end: usize) -> bool {
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
    plain && (start..end).any(named) && !headline(c, start)
}

/// Whether the longer words around token `at` nearly all have capitals.
fn headline(c: &Cursor<'_>, at: usize) -> bool {
    let window = c.tokens.get(at.saturating_sub(8)..(at + 8).min(c.limit)).unwrap_or_default();
    let words = window.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
    let (all, small) = words.fold((0, 0), |(all, small), t| (all + 1, small + usize::from(!t.capital())));
    small * 4 <= all
}
