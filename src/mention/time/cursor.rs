//! Looking at tokens with the eyes of a reader of time.

use std::cell::RefCell;

use super::expression::Step;
use crate::mention::Input;
use crate::mention::number::{Form, Numeral};
use crate::rules::Class;
use crate::rules::time_words::{Glue, Sense};
use crate::text::{Token, token::TokenKind};
use crate::value::Decimal;

/// A place to look from. Positions are token numbers of the document.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) tokens: &'a [Token],
    numerals: &'a [Numeral],
    /// One past the last token of the block.
    pub(super) limit: usize,
    memo: &'a Memo,
}

/// What was read at a place: steps and the place after them.
pub(super) type Found = Option<(Vec<Step>, usize)>;

/// What was found out about the tokens of a text: the grammar comes to one place by many ways, and what
/// stands there does not depend on the way.
pub(super) struct Memo {
    /// By token: the numeral that it is in, from 1.
    numerals: Vec<u32>,
    /// By token: what was looked up there, from 1.
    looked: RefCell<Vec<u32>>,
    looks: RefCell<Vec<Look>>,
    seen: RefCell<Vec<Seen>>,
    found: RefCell<Vec<(Vec<Step>, usize)>>,
}

/// What was looked up at one token.
#[derive(Clone, Copy, Default)]
struct Look {
    /// Its meanings: a range of `seen`.
    senses: Option<(u32, u32)>,
    part: Read,
    chain: Read,
}

/// Whether a part was read at some place.
#[derive(Clone, Copy, Default)]
enum Read {
    #[default]
    NotYet,
    Nothing,
    /// By its place in `found`.
    Found(u32),
}

impl Memo {
    /// An empty memory of a text of so many tokens, with these numerals.
    pub(super) fn new(tokens: usize, numerals: &[Numeral]) -> Self {
        let mut places = vec![0; tokens];
        for (n, number) in numerals.iter().zip(1..) {
            places[n.tokens.start as usize..n.tokens.end as usize].fill(number);
        }
        Self {
            numerals: places,
            looked: RefCell::new(vec![0; tokens]),
            looks: RefCell::default(),
            seen: RefCell::default(),
            found: RefCell::default(),
        }
    }

    /// The place in `looks` of token `i`.
    fn look(&self, i: usize) -> usize {
        let slot = &mut self.looked.borrow_mut()[i];
        if *slot == 0 {
            let mut looks = self.looks.borrow_mut();
            looks.push(Look::default());
            *slot = u32::try_from(looks.len()).unwrap_or(u32::MAX);
        }
        *slot as usize - 1
    }

    /// What `read` finds at token `i`; `part` tells where that is kept.
    fn once(&self, i: usize, part: impl Fn(&mut Look) -> &mut Read, read: impl FnOnce() -> Found) -> Found {
        let look = self.look(i);
        match *part(&mut self.looks.borrow_mut()[look]) {
            Read::NotYet => {}
            Read::Nothing => return None,
            Read::Found(at) => return self.found.borrow().get(at as usize).cloned(),
        }
        let found = read();
        *part(&mut self.looks.borrow_mut()[look]) = match &found {
            None => Read::Nothing,
            Some(f) => {
                let mut all = self.found.borrow_mut();
                all.push(f.clone());
                Read::Found(u32::try_from(all.len() - 1).unwrap_or(u32::MAX))
            }
        };
        found
    }
}

/// One meaning of a phrase at some place.
#[derive(Clone, Copy)]
struct Seen {
    sense: Sense,
    next: u32,
    everyday: bool,
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
        if self.form == Form::Vague || !self.low.fract().is_zero() {
            return None;
        }
        let n = i64::try_from(self.low.mantissa()).ok()?;
        let scale = 10i64.checked_pow(self.low.scale())?;
        T::try_from(n / scale).ok()
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(input: &'a Input<'a>, numerals: &'a [Numeral], limit: usize, memo: &'a Memo) -> Self {
        Self { input, tokens: &input.tokens.all, numerals, limit, memo }
    }

    /// The part that `read` finds at `i`, read once.
    pub(super) fn once(&self, i: usize, read: impl FnOnce() -> Found) -> Found {
        self.memo.once(i, |look| &mut look.part, read)
    }

    /// The chain of parts that `read` finds at `i`, read once.
    pub(super) fn once_chained(&self, i: usize, read: impl FnOnce() -> Found) -> Found {
        if i >= self.limit {
            return None;
        }
        self.memo.once(i, |look| &mut look.chain, read)
    }

    pub(super) fn get(&self, i: usize) -> Option<&'a Token> {
        if i < self.limit { self.tokens.get(i) } else { None }
    }

    pub(super) fn text(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.text(self.input.text))
    }

    pub(super) fn spaced(&self, i: usize) -> bool {
        self.get(i).is_none_or(Token::spaced)
    }

    /// Whether token `i` is the sign `s`.
    pub(super) fn sign(&self, i: usize, s: &str) -> bool {
        self.get(i).is_some_and(|t| t.kind == TokenKind::Sign) && self.text(i) == s
    }

    /// Whether token `i` is a hyphen or a dash.
    pub(super) fn dash(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == TokenKind::Sign)
            && matches!(
                self.text(i),
                "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "~"
            )
    }

    /// Whether token `i` is an apostrophe.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        matches!(self.text(i), "'" | "\u{2019}" | "\u{2018}" | "`")
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
        let s = self.text(i);
        Some((s.parse().ok()?, s.len()))
    }

    /// The longest phrase at `i` with a meaning that `pick` takes, and the place after it.
    pub(super) fn sense<T>(&self, i: usize, mut pick: impl FnMut(Sense) -> Option<T>) -> Option<(T, usize)> {
        let mut best = None;
        self.each(i, |m| {
            if let Some(v) = pick(m.sense) {
                best = Some((v, m.next as usize));
            }
        });
        best
    }

    /// Whether the longest phrase at `i` with a meaning that `pick` takes is an everyday word too.
    pub(super) fn everyday(&self, i: usize, mut pick: impl FnMut(Sense) -> bool) -> bool {
        let mut best = false;
        self.each(i, |m| {
            if pick(m.sense) {
                best = m.everyday;
            }
        });
        best
    }

    /// Calls `found` for every meaning of every phrase at `i`, shorter phrases first.
    fn each(&self, i: usize, mut found: impl FnMut(&Seen)) {
        let Some(token) = self.get(i) else { return };
        let rules = self.input.rules;
        if !rules.phrases.starts(token.word).meets(Class::TIME) {
            return;
        }
        let look = self.memo.look(i);
        let known = self.memo.looks.borrow()[look].senses;
        let (from, to) = known.unwrap_or_else(|| {
            let mut seen = self.memo.seen.borrow_mut();
            let place = |seen: &Vec<Seen>| u32::try_from(seen.len()).unwrap_or(u32::MAX);
            let from = place(&seen);
            rules.phrases.each(&self.tokens[i..self.limit], self.input.text, Class::TIME, |m| {
                if let Some(meaning) = rules.time.meanings.get(m.entry.index as usize) {
                    let next = u32::try_from(i + m.len).unwrap_or(u32::MAX);
                    seen.push(Seen { sense: meaning.sense, next, everyday: meaning.everyday });
                }
            });
            let range = (from, place(&seen));
            self.memo.looks.borrow_mut()[look].senses = Some(range);
            range
        });
        self.memo.seen.borrow()[from as usize..to as usize].iter().for_each(&mut found);
    }

    /// Whether token `i` is the little word `g`.
    pub(super) fn glue(&self, i: usize, g: Glue) -> bool {
        self.get(i).is_some_and(|t| self.input.rules.time.is_glue(t.word, g))
    }

    /// Past the little word `g` at `i`, if it is there.
    pub(super) fn skip(&self, i: usize, g: Glue) -> Option<usize> {
        self.glue(i, g).then_some(i + 1)
    }

    /// The first of `words` that token `i` is, case folded.
    pub(super) fn word(&self, i: usize, words: &[&str]) -> Option<usize> {
        let t = self.get(i)?;
        let word = self.input.rules.lexicon.word(t.word);
        if word.is_empty() {
            return None;
        }
        words.iter().position(|w| *w == word)
    }

    /// The number that starts at token `i`: as the reader of numbers found it, or the bare digits.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        if let Some(n) = self.numeral(i)
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
    pub(super) fn ordinal(&self, i: usize) -> Option<(u8, bool, usize)> {
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
        let s = self.text(i);
        ["st", "nd", "rd", "th"].iter().any(|x| s.eq_ignore_ascii_case(x))
    }

    /// Past a full stop that belongs to the abbreviation before it.
    pub(super) fn past_stop(&self, i: usize) -> usize {
        if self.sign(i, ".") && !self.spaced(i) && !self.starts_sentence(i + 1) { i + 1 } else { i }
    }

    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        self.get(i).is_none_or(Token::starts_sentence)
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
        self.numeral(i).is_some_and(|n| (n.tokens.start as usize) <= i)
    }

    /// The numeral that token `i` is in.
    fn numeral(&self, i: usize) -> Option<&'_ Numeral> {
        let number = *self.memo.numerals.get(i)? as usize;
        self.numerals.get(number.checked_sub(1)?)
    }
}
