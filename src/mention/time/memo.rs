//! What was found out about the tokens of one text.
//!
//! The grammar comes to one place by many ways, and what stands there does not depend on the way: each part
//! is read once at each place, which keeps the reader linear whatever the text repeats.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::ahead::{Ahead, FAR};
use super::expression::{Amount, Clock, Expression, Step};
use super::opening::Opening;
use crate::mention::number::Numeral;
use crate::rules::time_words::Sense;
use crate::rules::{Class, Mark, Rules};
use crate::text::{Token, TokenKind, Tokens};

/// A part and the place after it.
type Found<T> = Option<(T, usize)>;

/// A part that is kept, as the asker's own.
pub(super) fn owned<T: Clone>((kept, next): (Rc<T>, usize)) -> (T, usize) {
    (Rc::unwrap_or_clone(kept), next)
}

/// The parts read so far, by the token at which they start.
pub(super) struct Memo<'n> {
    numerals: &'n [Numeral],
    /// Where the block that is read ends: what is asked for past it is no answer for the next block.
    limit: Cell<usize>,
    /// By token.
    places: Vec<Place>,
    looks: RefCell<Vec<Look>>,
    seen: RefCell<Vec<Seen>>,
    /// How many parts within parts are being read.
    depth: Cell<usize>,
    /// The tokens whose outlook is in `ahead`.
    stretch: Cell<(usize, usize)>,
    ahead: RefCell<Vec<Ahead>>,
    /// What stands at the token that was asked about last.
    opening: Cell<Option<(usize, Opening)>>,
    /// "Tuesday"
    pub(super) parts: Kept<Rc<Vec<Step>>>,
    /// "Tuesday of next week"
    pub(super) chains: Kept<Rc<Vec<Step>>>,
    /// "early on Tuesday of next week"
    pub(super) points: Kept<Rc<Expression>>,
    /// "two weeks"
    pub(super) amounts: Kept<Amount>,
    /// "4:30 p.m."
    pub(super) clocks: Kept<Clock>,
}

/// What is kept of every token.
#[derive(Clone, Default)]
struct Place {
    /// The numeral that it is in, from 1.
    number: u32,
    /// Its place in `looks`, from 1; 0 for the many that nobody asks about.
    look: Cell<u32>,
}

/// One meaning of a phrase at some place.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) sense: Sense,
    /// The token after the phrase.
    pub(super) next: u32,
    pub(super) everyday: bool,
}

/// What was looked up at one token.
#[derive(Clone, Copy, Default)]
struct Look {
    /// Its meanings: a range of `seen`.
    senses: Option<(u32, u32)>,
    /// By [`Kept::slot`]: whether it was read ([`NOT_YET`], [`NOTHING`]), and where what was found is kept.
    read: [u32; SLOTS],
}

/// Parts within parts, at most: "the first day of the first week of ..." has no end in a hostile text, the
/// stack has one.
const DEPTH: usize = 40;

const SLOTS: usize = 5;
const NOT_YET: u32 = 0;
const NOTHING: u32 = 1;

/// All parts of one kind that were found.
pub(super) struct Kept<T> {
    slot: usize,
    all: RefCell<Vec<(T, usize)>>,
}

impl<T> Kept<T> {
    fn new(slot: usize) -> Self {
        Self { slot, all: RefCell::new(Vec::with_capacity(8)) }
    }
}

impl<'n> Memo<'n> {
    /// An empty memory of a text of so many tokens, with these numerals.
    pub(super) fn new(tokens: usize, numerals: &'n [Numeral]) -> Self {
        let mut places = vec![Place::default(); tokens];
        for (n, number) in numerals.iter().zip(1..) {
            for place in &mut places[n.tokens.start as usize..n.tokens.end as usize] {
                place.number = number;
            }
        }
        Self {
            numerals,
            limit: Cell::new(tokens),
            places,
            looks: RefCell::new(Vec::with_capacity(32)),
            seen: RefCell::default(),
            depth: Cell::default(),
            stretch: Cell::default(),
            ahead: RefCell::new(Vec::with_capacity(FAR)),
            opening: Cell::default(),
            parts: Kept::new(0),
            chains: Kept::new(1),
            points: Kept::new(2),
            amounts: Kept::new(3),
            clocks: Kept::new(4),
        }
    }

    /// Lets nothing be noted from token `limit` on, until it is called again.
    pub(super) fn read_to(&self, limit: usize) {
        self.limit.set(limit);
        self.opening.set(None);
    }

    /// What stands at token `i`, as `look` tells; asked again right away, it is known.
    #[inline]
    pub(super) fn opening(&self, i: usize, look: impl FnOnce() -> Opening) -> Opening {
        if let Some((at, known)) = self.opening.get()
            && at == i
        {
            return known;
        }
        let told = look();
        self.opening.set(Some((i, told)));
        told
    }

    /// The numeral that token `i` is in.
    #[inline]
    pub(super) fn numeral(&self, i: usize) -> Option<&'n Numeral> {
        let number = self.places.get(i)?.number as usize;
        self.numerals.get(number.checked_sub(1)?)
    }

    /// What lies ahead of token `i`, where it is known.
    #[inline]
    pub(super) fn ahead(&self, i: usize) -> Option<Ahead> {
        let (start, end) = self.stretch.get();
        (start..end).contains(&i).then(|| self.ahead.borrow()[i - start])
    }

    /// What lies ahead of token `i`, told by `look` for a stretch of tokens from there on.
    pub(super) fn look_ahead(&self, i: usize, look: impl FnOnce(&mut Vec<Ahead>)) -> Ahead {
        let mut ahead = self.ahead.borrow_mut();
        look(&mut ahead);
        self.stretch.set((i, i + ahead.len()));
        ahead[0]
    }

    /// Calls `found` for the meanings at token `i`, which `read` lists the first time.
    pub(super) fn senses(&self, i: usize, found: impl FnMut(&Seen), read: impl FnOnce(&mut Vec<Seen>)) {
        let Some(look) = self.look(i) else { return };
        let known = self.looks.borrow()[look].senses;
        let (from, to) = known.unwrap_or_else(|| {
            let mut seen = self.seen.borrow_mut();
            let from = number(seen.len());
            read(&mut seen);
            let range = (from, number(seen.len()));
            self.looks.borrow_mut()[look].senses = Some(range);
            range
        });
        self.seen.borrow()[from as usize..to as usize].iter().for_each(found);
    }

    /// What `read` finds at token `i`, read once; nothing where it stands too deep within others.
    pub(super) fn once<T: Clone>(
        &self,
        kept: &Kept<T>,
        i: usize,
        read: impl FnOnce() -> Found<T>,
    ) -> Found<T> {
        let look = self.look(i)?;
        match self.looks.borrow()[look].read[kept.slot] {
            NOT_YET => {}
            NOTHING => return None,
            at => return kept.all.borrow().get((at - NOTHING - 1) as usize).cloned(),
        }
        if self.depth.get() >= DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let found = read();
        self.depth.set(self.depth.get() - 1);
        let at = match &found {
            None => NOTHING,
            Some(f) => {
                let mut all = kept.all.borrow_mut();
                all.push(f.clone());
                number(all.len()) + NOTHING
            }
        };
        self.looks.borrow_mut()[look].read[kept.slot] = at;
        found
    }

    /// The same as the asker's own, when nobody else is likely to ask: only that nothing is there is kept.
    pub(super) fn last<T: Clone>(
        &self,
        kept: &Kept<Rc<T>>,
        i: usize,
        read: impl FnOnce() -> Found<T>,
    ) -> Found<T> {
        if let Some(known) = self.known(kept, i) {
            return known.map(owned);
        }
        let look = self.look(i).filter(|_| self.depth.get() < DEPTH)?;
        self.depth.set(self.depth.get() + 1);
        let found = read();
        self.depth.set(self.depth.get() - 1);
        if found.is_none() {
            self.looks.borrow_mut()[look].read[kept.slot] = NOTHING;
        }
        found
    }

    /// What was found at token `i`, where it was read.
    pub(super) fn known<T: Clone>(&self, kept: &Kept<T>, i: usize) -> Option<Found<T>> {
        let look = self.places.get(i)?.look.get().checked_sub(1)?;
        match self.looks.borrow()[look as usize].read[kept.slot] {
            NOT_YET => None,
            NOTHING => Some(None),
            at => Some(kept.all.borrow().get((at - NOTHING - 1) as usize).cloned()),
        }
    }

    /// The place in `looks` of token `i`; none past the end.
    fn look(&self, i: usize) -> Option<usize> {
        let slot = &self.places.get(i).filter(|_| i < self.limit.get())?.look;
        if slot.get() == 0 {
            let mut looks = self.looks.borrow_mut();
            looks.push(Look::default());
            slot.set(number(looks.len()));
        }
        Some(slot.get() as usize - 1)
    }
}

/// The tokens of a text that may be the core of a time expression: the noted ones, and those in a number.
pub(super) struct Places<'a> {
    tokens: &'a [Token],
    rules: &'a Rules,
    noted: &'a [u32],
    numerals: &'a [Numeral],
}

impl<'a> Places<'a> {
    /// All of them; both lists are sorted.
    pub(super) fn new(tokens: &'a Tokens, rules: &'a Rules, numerals: &'a [Numeral]) -> Self {
        Self { tokens: &tokens.all, rules, noted: &tokens.noted, numerals }
    }

    /// The first from token `i` on; `i` never falls.
    #[inline]
    pub(super) fn next(&mut self, i: usize) -> Option<usize> {
        while let [n, rest @ ..] = self.noted
            && ((*n as usize) < i || !self.may_be_core(*n as usize))
        {
            self.noted = rest;
        }
        while let [n, rest @ ..] = self.numerals
            && n.tokens.end as usize <= i
        {
            self.numerals = rest;
        }
        let noted = self.noted.first().map(|&n| n as usize);
        let number = self.numerals.first().map(|n| i.max(n.tokens.start as usize));
        match (noted, number) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Whether token `i` by itself may be a core.
    #[inline]
    fn may_be_core(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| {
            t.kind == TokenKind::Digits
                || Mark::Time.on(t)
                    && (self.rules.time.core(t.word)
                        || self.rules.phrases.goes_on(&self.tokens[i..], Class::TIME_CORE))
        })
    }
}

fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
