//! Where a time expression may have its core: a word of time, or figures that may be a date, a year or an hour.

use super::cursor::Cursor;
use super::{clock, letters, numeric, year};
use crate::mention::number::Form;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Glue;
use crate::rules::word_set::WordSet;
use crate::rules::{Class, Mark};
use crate::text::token::TokenKind;

/// Whether a time expression can have its core at token `i`.
pub(super) fn is_core(c: &Cursor<'_>, i: usize) -> bool {
    let t = &c.tokens[i];
    match t.kind {
        TokenKind::Word => {
            if Mark::Time.on(t) {
                let rules = c.input.rules;
                let tokens = &c.tokens[i..c.limit];
                if rules.time.core(t.word)
                    || rules.phrases.goes_on(tokens, Class::TIME_CORE)
                        && rules.phrases.longest(tokens, c.input.text, Class::TIME_CORE).is_some()
                {
                    return true;
                }
            }
            c.input.context.plans() && spoken_core(c, i)
                || c.memo.numeral(i).is_some()
                    && (spoken_hour(c, i)
                        || clock::spoken_at(c, i)
                        || i > 0
                            && (c.glue(i - 1, Glue::In) || c.glue(i - 1, Glue::Of))
                            && year::spoken_year(c, i))
        }
        TokenKind::Digits => digits_core(c, i),
        TokenKind::Sign => false,
    }
}

/// "from three thirty to four": an hour and its minutes in words.
fn spoken_hour(c: &Cursor<'_>, i: usize) -> bool {
    let words = |i: usize| c.number(i).filter(|n| n.words && n.form == Form::Cardinal);
    i > 0
        && c.glue(i - 1, Glue::From)
        && words(i)
            .filter(|n| n.whole().is_some_and(|h: u8| h <= 12))
            .and_then(|n| words(n.next))
            .is_some_and(|n| n.whole().is_some_and(|m: u8| (10..60).contains(&m)) && c.glue(n.next, Glue::To))
}

/// In plans: "on the first", "at seven thirty", "from three thirty to four".
fn spoken_core(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return false };
    let opened = c.glue(b, Glue::The) && b > 0 && c.glue(b - 1, Glue::On)
        || c.glue(b, Glue::From)
        || c.glue(b, Glue::Between);
    opened && c.number(i).is_some_and(|n| n.words)
}

/// Digits that may be a year, a date, a time of day, a decade or an ordinal.
fn digits_core(c: &Cursor<'_>, i: usize) -> bool {
    let len = c.tokens[i].end - c.tokens[i].start;
    match len {
        4 | 8 => true,
        // "Q2 sales", "H1 results"
        1 if i > 0 && !c.spaced(i) && matches!(c.text(i - 1), "Q" | "H") => {
            c.get(i + 1).is_none_or(|t| t.spaced() && !t.capital() || t.kind != TokenKind::Word)
        }
        // "in AD 410", "in A.D. 79"
        1..=3 if year::behind_era(c, i) => true,
        3 if year::early_year(c, i) => true,
        1..=3 => match c.get(i + 1) {
            None => len <= 2 && i > 0,
            // "15th", "3h", "4 pm", "5 to", "10 days": not "33 people"
            Some(n) if n.kind == TokenKind::Word => {
                !n.spaced()
                    || letters::symbol(c, i, i + 1)
                    || c.has(i + 1, WordSet::Sharp) && i > 0 && c.glue(i - 1, Glue::At)
                    || phrase_at(c, i + 1)
                    || len == 2 && i > 0 && c.apostrophe(i - 1)
            }
            Some(_) => {
                i > 0 && (c.apostrophe(i - 1) || c.glue(i - 1, Glue::At))
                    || c.sign(i + 1, "/")
                        && (c.input.context.plans() || numeric::numeric_date(c, i).is_some())
                    || matches!(c.text(i + 1), ":" | "-" | "\u{2013}" | "'" | "\u{2019}")
                    || c.text(i + 1) == "." && pointed_core(c, i)
                    || c.input.context.plans() && c.sign(i + 1, "\"")
            }
        },
        _ => false,
    }
}

/// Whether a phrase of time stands at token `i`.
fn phrase_at(c: &Cursor<'_>, i: usize) -> bool {
    c.kinds(i) != Kinds::NONE
        && c.input.rules.phrases.longest(&c.tokens[i..c.limit], c.input.text, Class::TIME).is_some()
}

/// Whether digits with a point after them may be a time or a date: "7.30 p.m.", "13.12.2001", not the 5 of
/// "5.2 million".
fn pointed_core(c: &Cursor<'_>, i: usize) -> bool {
    let two = |k: usize| c.get(k).is_some_and(|t| t.end - t.start < 3);
    let decimal = !c.spaced(i + 1) && !c.spaced(i + 2) && c.digits(i + 2).is_some() && two(i) && two(i + 2);
    let goes_on = || match c.get(i + 3) {
        None => true,
        Some(t) if t.kind == TokenKind::Word => {
            !t.spaced() || c.input.rules.phrases.starts(t.word).meets(Class::TIME)
        }
        Some(_) => matches!(c.text(i + 3), "." | "-" | "\u{2013}"),
    };
    decimal && goes_on() || c.input.context.plans()
}
