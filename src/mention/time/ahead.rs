//! What lies ahead of a place, so that one look rules out the readers that need what is not there.
//!
//! A time expression ends before the first word that none of its grammar names: "in 1998 she left" is read up to
//! "she". What stands before that word is put together once for each stretch of text that is read.

use super::cursor::Cursor;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Glue;
use crate::text::token::TokenKind;

/// What stands from a place on up to the first token that no reader goes past. It rules out, and never in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ahead {
    /// The kinds of the phrases that start right there.
    pub(super) own: Kinds,
    /// Whether none of those is of more than one word.
    pub(super) single: bool,
    kinds: Kinds,
    marks: u8,
}

const DASH: u8 = 1;
const COLON: u8 = 2;
const SLASH: u8 = 4;
const LETTER: u8 = 8;
const QUARTER: u8 = 16;
const NUMBER: u8 = 32;
/// A word that only the readers themselves know.
const STRANGE: u8 = 64;
/// A dash, a slash or "to" with an end behind it.
const JOINED: u8 = 128;

/// What no part of a point has by itself.
const FRAMES: Kinds = Kinds::all(&[
    Kinds::JOINTS,
    Kinds::BOUND,
    Kinds::glue(Glue::The),
    Kinds::glue(Glue::A),
    Kinds::glue(Glue::Possessive),
]);

/// Tokens that are looked at together, at most: behind them there may be anything.
pub(super) const FAR: usize = 40;

/// Anything.
const ALL: Ahead = Ahead { own: Kinds::NONE, single: false, kinds: Kinds::ALL, marks: u8::MAX };

impl Ahead {
    /// Whether a phrase of one of `kinds` may stand there.
    pub(super) fn meets(self, kinds: Kinds) -> bool {
        self.kinds.meets(kinds)
    }

    /// Whether something that joins two ends may, and the far one: a dash, "to", "and" behind "between".
    pub(super) fn joins(self) -> bool {
        const BETWEEN: Kinds = Kinds::glue(Glue::Between);
        const AND: Kinds = Kinds::glue(Glue::And);
        self.marks & JOINED != 0 || self.kinds.meets(BETWEEN) && self.kinds.meets(AND)
    }

    /// Whether a length may: a unit, the letter of one, figures with a colon.
    pub(super) fn measures(self) -> bool {
        self.kinds.meets(Kinds::UNIT.or(Kinds::LONG)) || self.marks & (LETTER | COLON) != 0
    }

    /// Whether a quarter or a half of a year may.
    pub(super) fn quarters(self) -> bool {
        self.marks & QUARTER != 0
    }

    /// Whether a part of a point may: a number or a word of time that does not only join or lead.
    pub(super) fn parts(self) -> bool {
        self.marks & (NUMBER | QUARTER) != 0 || self.kinds.without(FRAMES) != Kinds::NONE
    }

    /// The same, and what lies behind it.
    fn before(self, behind: Self) -> Self {
        const TO: Kinds = Kinds::glue(Glue::To);
        let joint = self.marks & (DASH | SLASH) != 0 || self.own.meets(TO);
        let joined = if joint && behind.ends() { JOINED } else { 0 };
        Self { kinds: self.own.or(behind.kinds), marks: self.marks | behind.marks | joined, ..self }
    }

    /// Whether the far end of a period may stand there: "1998", "the present", "date".
    fn ends(self) -> bool {
        self.parts() || self.marks & (STRANGE | LETTER) != 0 || self.kinds.meets(Kinds::VAGUE)
    }
}

impl Cursor<'_> {
    /// What lies ahead from token `i` on.
    #[inline]
    pub(super) fn ahead(&self, i: usize) -> Ahead {
        self.memo.ahead(i).unwrap_or_else(|| match self.look_at(i) {
            // What is known of the stretch before a word that ends it stays known.
            None => Ahead::default(),
            Some(first) => self.memo.look_ahead(i, |out| self.look_ahead(i, first, out)),
        })
    }

    /// What lies ahead of each token from `i` on, up to the first that no reader goes past.
    fn look_ahead(&self, i: usize, first: Ahead, out: &mut Vec<Ahead>) {
        out.clear();
        out.push(first);
        while out.len() < FAR
            && let Some(found) = self.look_at(i + out.len())
        {
            out.push(found);
        }
        let mut so_far = if out.len() == FAR { ALL } else { Ahead::default() };
        for a in out.iter_mut().rev() {
            so_far = a.before(so_far);
            *a = so_far;
        }
    }

    /// What token `i` is; nothing for a word that no reader goes past.
    fn look_at(&self, i: usize) -> Option<Ahead> {
        let t = self.get(i)?;
        let word = self.input.rules.time.word(t.word);
        let number = if self.memo.numeral(i).is_some() { NUMBER } else { 0 };
        let marks = match t.kind {
            TokenKind::Digits => NUMBER,
            TokenKind::Sign => match t.first {
                b'-' | b'~' => number | DASH,
                b':' => number | COLON,
                b'/' => number | SLASH,
                b'\'' | b'"' if self.input.context.plans() => LETTER,
                // dashes, quotes and primes
                0x80.. => number | DASH | LETTER,
                // The stop of a sentence, but for that of "a.m."
                b'.' if self.starts_sentence(i + 1) && i > 0 && self.long(i - 1) => return None,
                b'.' | b',' | b'\'' | b'`' | b'"' | b'(' | b')' | b'+' => number,
                _ if number == 0 && !word.known => return None,
                _ => number,
            },
            TokenKind::Word => {
                let lone = t.end == t.start + 1;
                // "two bloody weeks"
                let bloody = || self.kinds(i + 1).meets(Kinds::UNIT);
                if !(word.known || lone || !t.spaced() || number != 0 || bloody()) {
                    return None;
                }
                // not the "s" of a possessive
                let letter = word.letter && (t.spaced() || i == 0 || !self.apostrophe(i - 1));
                let quarter = word.quarter || lone && matches!(t.first, b'Q' | b'q' | b'H' | b'h');
                let strange = word.known && word.kinds == Kinds::NONE;
                let mark = |on: bool, mark: u8| if on { mark } else { 0 };
                number | mark(letter, LETTER) | mark(quarter, QUARTER) | mark(strange, STRANGE)
            }
        };
        let (own, single) = self.kinds_here(i);
        Some(Ahead { own, single, kinds: Kinds::NONE, marks })
    }

    /// The kinds of the phrases that start at token `i`, as far as the token behind it lets them.
    #[inline]
    pub(super) fn own(&self, i: usize) -> Kinds {
        self.memo.ahead(i).map_or_else(|| self.kinds_here(i).0, |a| a.own)
    }

    /// The same, and whether no phrase of more than one word is there.
    fn kinds_here(&self, i: usize) -> (Kinds, bool) {
        let Some(t) = self.get(i) else { return (Kinds::NONE, true) };
        let rules = self.input.rules;
        let word = rules.time.word(t.word);
        let longer = word.kinds != Kinds::NONE
            && rules.phrases.goes_on(&self.tokens[i..self.limit], crate::rules::Class::TIME);
        if longer { (word.kinds, false) } else { (word.lone, true) }
    }

    /// Whether token `i` is longer than what a stop shortens a word of time to.
    fn long(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.end - t.start > 2)
    }
}
