//! Looking at tokens with the eyes of a reader of time.

use super::memo::{Memo, Seen};
use crate::mention::number::Form;
use crate::mention::{Input, work};
use crate::rules::Class;
use crate::rules::compile_time::Meaning;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense};
use crate::rules::word_set::WordSet;
use crate::text::{Token, token::TokenKind};
use crate::value::Decimal;

/// A place to look from. Positions are token numbers of the document.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) tokens: &'a [Token],
    /// One past the last token of the block.
    pub(super) limit: usize,
    pub(super) memo: &'a Memo<'a>,
}

/// A number at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) form: Form,
    /// Written in words.
    pub(super) words: bool,
    pub(super) next: usize,
}

impl Number {
    /// As a small whole number.
    pub(super) fn whole<T: TryFrom<i64>>(&self) -> Option<T> {
        if self.form == Form::Vague {
            return None;
        }
        if self.low.scale() == 0 {
            return T::try_from(i64::try_from(self.low.mantissa()).ok()?).ok();
        }
        if !self.low.fract().is_zero() {
            return None;
        }
        let n = i64::try_from(self.low.mantissa()).ok()?;
        let scale = 10i64.checked_pow(self.low.scale())?;
        T::try_from(n / scale).ok()
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(input: &'a Input<'a>, limit: usize, memo: &'a Memo<'a>) -> Self {
        Self { input, tokens: &input.tokens.all, limit, memo }
    }

    #[inline]
    pub(super) fn get(&self, i: usize) -> Option<&'a Token> {
        work::tick();
        if i < self.limit { self.tokens.get(i) } else { None }
    }

    #[inline]
    pub(super) fn text(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.text(self.input.text))
    }

    #[inline]
    pub(super) fn spaced(&self, i: usize) -> bool {
        self.get(i).is_none_or(Token::spaced)
    }

    /// Whether token `i` is the sign `s`.
    #[inline]
    pub(super) fn sign(&self, i: usize, s: &str) -> bool {
        self.get(i).is_some_and(|t| match *s.as_bytes() {
            [sign @ 0..=0x7f] => t.is_sign(sign),
            _ => t.kind == TokenKind::Sign && t.text(self.input.text) == s,
        })
    }

    /// Whether token `i` is a hyphen or a dash.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| {
            t.is_sign(b'-')
                || t.is_sign(b'~')
                || t.first >= 0x80
                    && matches!(
                        t.text(self.input.text),
                        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}"
                    )
        })
    }

    /// Whether token `i` is an apostrophe.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| {
            t.is_sign(b'\'')
                || t.is_sign(b'`')
                || t.first >= 0x80 && matches!(t.text(self.input.text), "\u{2019}" | "\u{2018}")
        })
    }

    /// `i`, or past a hyphen that joins token `i - 1` to what follows.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        if self.dash(i) && !self.spaced(i) && !self.spaced(i + 1) { i + 1 } else { i }
    }

    /// The value and the length of a digit token.
    pub(super) fn digits(&self, i: usize) -> Option<(u32, usize)> {
        let t = self.get(i)?;
        if t.kind != TokenKind::Digits {
            return None;
        }
        let s = self.input.text.as_bytes().get(t.start as usize..t.end as usize)?;
        let digit = |n: u32, b: &u8| n.checked_mul(10)?.checked_add(u32::from(b.wrapping_sub(b'0')));
        Some((s.iter().try_fold(0, digit)?, s.len()))
    }

    /// The longest phrase at `i` with a meaning that `pick` takes, all of them of `kinds`, and the place after
    /// it.
    #[inline]
    pub(super) fn sense<T>(
        &self,
        i: usize,
        kinds: Kinds,
        pick: impl FnMut(Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        // Most words have no such meaning, and this is asked of them most.
        if self.kinds(i).meets(kinds) { self.sense_of(i, kinds, pick) } else { None }
    }

    #[inline(never)]
    fn sense_of<T>(
        &self,
        i: usize,
        kinds: Kinds,
        mut pick: impl FnMut(Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let single = match self.memo.ahead(i) {
            Some(a) if !a.own.meets(kinds) => return None,
            known => known.is_some_and(|a| a.single),
        };
        let mut best = None;
        let take = |m: &Seen| {
            if let Some(v) = pick(m.sense) {
                best = Some((v, m.next as usize));
            }
        };
        if single {
            self.each_alone(i, take);
        } else {
            self.each(i, take);
        }
        best
    }

    /// Whether a phrase at `i` has a meaning of one of `kinds`.
    pub(super) fn means(&self, i: usize, kinds: Kinds) -> bool {
        self.sense(i, kinds, |s| Kinds::of(s).meets(kinds).then_some(())).is_some()
    }

    /// Whether the longest phrase at `i` with a meaning that `pick` takes, all of them of `kinds`, is an
    /// everyday word too.
    pub(super) fn everyday(&self, i: usize, kinds: Kinds, mut pick: impl FnMut(Sense) -> bool) -> bool {
        let mut best = false;
        if self.kinds(i).meets(kinds) {
            self.each(i, |m| {
                if pick(m.sense) {
                    best = m.everyday;
                }
            });
        }
        best
    }

    /// Calls `found` for every meaning of every phrase at `i`, shorter phrases first.
    fn each(&self, i: usize, mut found: impl FnMut(&Seen)) {
        if i >= self.limit {
            return;
        }
        let rules = self.input.rules;
        if !rules.phrases.goes_on(&self.tokens[i..self.limit], Class::TIME) {
            return self.each_alone(i, found);
        }
        self.memo.senses(i, &mut found, |seen| {
            rules.phrases.each(&self.tokens[i..self.limit], self.input.text, Class::TIME, |m| {
                if let Some(meaning) = rules.time.meanings.get(m.entry.index as usize)
                    && self.reads(meaning)
                {
                    let next = u32::try_from(i + m.len).unwrap_or(u32::MAX);
                    seen.push(Seen { sense: meaning.sense, next, everyday: meaning.everyday });
                }
            });
        });
    }

    /// The same where the word stands alone.
    #[inline]
    fn each_alone(&self, i: usize, mut found: impl FnMut(&Seen)) {
        let Some(token) = self.get(i) else { return };
        let next = u32::try_from(i + 1).unwrap_or(u32::MAX);
        for m in self.input.rules.time.alone(token.word).iter().filter(|m| self.reads(m)) {
            found(&Seen { sense: m.sense, next, everyday: m.everyday });
        }
    }

    fn reads(&self, meaning: &Meaning) -> bool {
        !meaning.narrative || self.narrative()
    }

    /// The kinds of meaning that a phrase which starts at token `i` may have.
    #[inline]
    pub(super) fn kinds(&self, i: usize) -> Kinds {
        self.get(i).map_or(Kinds::NONE, |t| self.input.rules.time.kinds(t.word))
    }

    /// Whether one of the tokens `range` may open a phrase of `kinds`.
    pub(super) fn any(&self, range: std::ops::Range<usize>, kinds: Kinds) -> bool {
        let tokens = self.tokens.get(range.start..range.end.min(self.limit)).unwrap_or_default();
        tokens.iter().any(|t| self.input.rules.time.kinds(t.word).meets(kinds))
    }

    /// Whether token `i` is a word of its own that no phrase of time and no number starts with.
    pub(super) fn foreign(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| {
            t.kind == TokenKind::Word
                && t.spaced()
                && t.end - t.start > 1
                && self.input.rules.time.kinds(t.word) == Kinds::NONE
        }) && self.memo.numeral(i).is_none()
    }

    /// Whether the text tells of the past in its own order.
    pub(super) fn narrative(&self) -> bool {
        self.input.context.narrative()
    }

    /// Whether token `i` is the little word `g`.
    #[inline]
    pub(super) fn glue(&self, i: usize, g: Glue) -> bool {
        self.kinds(i).meets(Kinds::glue(g))
    }

    /// Past the little word `g` at `i`, if it is there.
    #[inline]
    pub(super) fn skip(&self, i: usize, g: Glue) -> Option<usize> {
        self.glue(i, g).then_some(i + 1)
    }

    /// Whether token `i` is one of `set`.
    #[inline]
    pub(super) fn has(&self, i: usize, set: WordSet) -> bool {
        self.get(i).is_some_and(|t| self.input.rules.words.has(t.word, set))
    }

    /// Whether a number starts at token `i`.
    #[inline]
    pub(super) fn counts(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == TokenKind::Digits)
            || self
                .memo
                .numeral(i)
                .is_some_and(|n| n.tokens.start as usize == i && n.tokens.end as usize <= self.limit)
    }

    /// The number that starts at token `i`: as the reader of numbers found it, or the bare digits.
    #[inline]
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        if self.counts(i) { self.number_of(i) } else { None }
    }

    fn number_of(&self, i: usize) -> Option<Number> {
        if let Some(n) = self.memo.numeral(i)
            && n.tokens.start as usize == i
            && n.tokens.end as usize <= self.limit
        {
            return Some(Number {
                low: n.value,
                high: n.high,
                form: n.form,
                words: n.style.words,
                next: n.tokens.end as usize,
            });
        }
        let (n, _) = self.digits(i)?;
        let n = Decimal::from(n);
        Some(Number { low: n, high: n, form: Form::Cardinal, words: false, next: i + 1 })
    }

    /// A day of the month or another small ordinal at `i`: "15th", "15", "first"; its value, whether it
    /// is written as an ordinal, the place after it.
    #[inline]
    pub(super) fn ordinal(&self, i: usize) -> Option<(u8, bool, usize)> {
        if self.counts(i) { self.ordinal_of(i) } else { None }
    }

    fn ordinal_of(&self, i: usize) -> Option<(u8, bool, usize)> {
        if let Some((n, len)) = self.digits(i) {
            if len > 2 {
                return None;
            }
            let n = u8::try_from(n).ok()?;
            let suffix = !self.spaced(i + 1) && self.suffix(i + 1);
            return Some((n, suffix, if suffix { i + 2 } else { i + 1 }));
        }
        let n = self.number(i)?;
        if !n.words {
            return None;
        }
        Some((n.whole()?, n.form == Form::Ordinal, n.next))
    }

    fn suffix(&self, i: usize) -> bool {
        self.input.rules.language.makes_ordinal(self.text(i))
    }

    /// Past a full stop that belongs to the abbreviation before it.
    pub(super) fn past_stop(&self, i: usize) -> usize {
        if self.sign(i, ".") && !self.spaced(i) && !self.starts_sentence(i + 1) { i + 1 } else { i }
    }

    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        self.get(i).is_none_or(Token::starts_sentence)
    }

    /// Whether token `i` ends as plural nouns do.
    pub(super) fn plural(&self, i: usize) -> bool {
        self.input.rules.language.ends_as_plural(self.text(i))
    }

    /// Past "+" or "-plus" behind a number: "2+ hours", "two-plus hours".
    pub(super) fn past_plus(&self, i: usize) -> usize {
        let j = self.past_hyphen(i);
        let plus = self.sign(i, "+") && !self.spaced(i) || j > i && self.has(j, WordSet::Plus);
        if plus { j + 1 } else { i }
    }

    /// Past "-odd" behind a number: "twenty-odd years".
    pub(super) fn past_odd(&self, i: usize) -> usize {
        let j = self.past_hyphen(i);
        if self.has(j, WordSet::Odd) { j + 1 } else { i }
    }

    /// Past a comma.
    pub(super) fn past_comma(&self, i: usize) -> usize {
        if self.sign(i, ",") { i + 1 } else { i }
    }
}

impl Cursor<'_> {
    /// Whether a sign of money stands right before token `i`.
    pub(super) fn spaced_sign(&self, i: usize) -> bool {
        i > 0 && matches!(self.text(i - 1), "$" | "\u{a3}" | "\u{20ac}" | "#")
    }
}

impl Cursor<'_> {
    /// Whether token `i` is inside a number that starts before it.
    pub(super) fn in_number(&self, i: usize) -> bool {
        self.memo.numeral(i).is_some_and(|n| (n.tokens.start as usize) <= i)
    }

    /// Whether token `i` is of a number, in figures or in words.
    pub(super) fn number_at(&self, i: usize) -> bool {
        self.digits(i).is_some() || self.in_number(i)
    }

    /// Whether token `i` goes on a number that starts before it.
    pub(super) fn within_number(&self, i: usize) -> bool {
        self.memo.numeral(i).is_some_and(|n| (n.tokens.start as usize) < i)
    }
}
