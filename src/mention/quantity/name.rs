//! Numbers that say no quantity: names, labels, versions, telephone numbers, addresses on the net.

use super::Scanner;
use super::unit::is_hyphen;
use crate::mention::number::{Form, Numeral};
use crate::rules::Class;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Decimal;

impl Scanner<'_> {
    /// Whether the number on tokens `start..end` (sign, money and unit included) is part of a name.
    /// `bare` when it has neither money, unit nor scale.
    pub(super) fn is_name(&self, start: usize, end: usize, n: &Numeral, bare: bool) -> bool {
        self.idiom(n)
            || self.head_of_figures(n)
            || self.glued(start, end, bare)
            || self.labelled(start, end, n, bare)
            || self.listed(start, end, n)
            || bare && self.model(start, end)
            || bare && (self.address(end, n) || self.telephone(start, end, n))
    }

    /// "In $ million", "Revenue (million euros)": what the figures of a table are told in.
    fn head_of_figures(&self, n: &Numeral) -> bool {
        let start = n.tokens.start as usize;
        let bare = n.tokens.len() == 1 && n.style.scale > 0 && self.all[start].kind == TokenKind::Word;
        if !bare || start == 0 || self.all.get(start + 1).is_some_and(|t| t.is_sign(b'-')) {
            return false;
        }
        let before = &self.all[start - 1];
        before.kind == TokenKind::Sign && self.rules.phrases.starts(before.word).meets(Class::UNIT)
            || matches!(before.text(self.text), "(" | "in" | "In")
    }

    fn idiom(&self, n: &Numeral) -> bool {
        let start = n.tokens.start as usize;
        // "one of every five"
        if n.rule == self.rules.quantity.steps.share {
            return false;
        }
        // "Seventy-one of them": an idiom does not start within a number.
        (start.saturating_sub(3)..=start).any(|s| {
            if !self.rules.phrases.starts(self.all[s].word).meets(Class::IDIOM) {
                return false;
            }
            let mut hit = false;
            self.rules.phrases.each(&self.all[s..], self.text, Class::IDIOM, |m| hit |= s + m.len > start);
            hit
        })
    }

    /// Signs and letters that touch the number: "S23", "COVID-19", "2.0.1", "777F", "10:30".
    fn glued(&self, start: usize, end: usize, bare: bool) -> bool {
        if let Some(b) = start.checked_sub(1)
            && !self.all[start].spaced()
        {
            let before = &self.all[b];
            let solid = b > 0 && !before.spaced() && self.all[b - 1].kind != TokenKind::Sign;
            match before.kind {
                // "10x12" with a unit is a size, "a 4x4" a car
                TokenKind::Word if b > 0 && !before.spaced() && self.crossed(b) => return bare,
                TokenKind::Word | TokenKind::Digits => return true,
                TokenKind::Sign => match before.text(self.text) {
                    // "200C/180C": two measures
                    "/" if !bare && self.all[b - 1].kind == TokenKind::Word && !self.in_address(b) => {}
                    "." | "/" | ":" | "_" | "@" | "&" | "?" | "\\" | "^" if solid || self.in_address(b) => {
                        return true;
                    }
                    "#" => return true,
                    // "clause 14(3)"
                    "(" if solid && self.all[b - 1].kind == TokenKind::Digits && self.is_sign(end, b')') => {
                        return true;
                    }
                    // the code of a colour on a terminal
                    "[" if b > 0 && self.sign(b - 1).starts_with(char::is_control) => return true,
                    "=" | "%" | "," | "+" if self.in_address(b) => return true,
                    "'" | "\u{2019}" => return true,
                    // "10-by-20-foot"
                    s if is_hyphen(s) && solid && !bare && self.is(b - 1, Role::By) => {}
                    // "sub-300", "plus-40", "minus-5"
                    s if is_hyphen(s) && solid && self.bounds(b - 1) => {}
                    s if is_hyphen(s) && solid => {
                        return s != "\u{2014}" && s != "\u{2013}"
                            || self.all[b - 1].kind == TokenKind::Digits;
                    }
                    _ => {}
                },
            }
        }
        let Some(after) = self.all.get(end).filter(|t| !t.spaced()) else { return false };
        let next = self.all.get(end + 1).filter(|t| !t.spaced());
        match after.kind {
            TokenKind::Word if self.crossed(end) => bare,
            // "40ish"
            TokenKind::Word => !self.is(end, Role::Times) && !self.has(end, WordSet::AtEnd),
            TokenKind::Digits => true,
            TokenKind::Sign => match after.text(self.text) {
                // "1,500/sq mi" is a rate
                "/" if bare && self.rate_follows(end) => false,
                "/" if !bare && !self.in_address(end) => false,
                "." | ":" | "/" | "_" | "@" | "\\" => next.is_some_and(|t| t.kind != TokenKind::Sign),
                "'" | "\u{2019}" => next.is_some_and(|t| t.text(self.text) == "s"),
                "%" | "=" | "&" | "#" => self.in_address(end),
                // "a zero-emission car" counts nothing
                s if is_hyphen(s) => next.is_some_and(|t| {
                    t.kind == TokenKind::Word && (t.all_capitals() || bare && self.is_zero(start))
                }),
                _ => false,
            },
        }
    }

    /// "a 737 MAX 8": the number of a model, by the word beside it.
    fn model(&self, start: usize, end: usize) -> bool {
        let named =
            |i: usize| self.has(i, WordSet::Model) && self.all[i].capital() && !self.all[i].starts_sentence();
        named(end) && !self.broken(end, end) || start > 0 && named(start - 1)
    }

    /// "555-1234": figures hang on the number that make no range with it.
    pub(super) fn goes_on_in_figures(&self, end: usize) -> bool {
        let tight = |i: usize| self.all.get(i).filter(|t| !t.spaced());
        tight(end).is_some_and(|t| self.hyphen(t))
            && tight(end + 1).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    fn bounds(&self, at: usize) -> bool {
        let whole = self.all.get(at..at + 2).unwrap_or_default();
        self.is(at, Role::Minus) || self.rules.phrases.longest(whole, self.text, Class::HEDGE).is_some()
    }

    /// Whether the words around `at` nearly all have capitals, as in a headline: then a capital marks no name.
    fn headline(&self, at: usize) -> bool {
        let window = self.all.get(at.saturating_sub(8)..(at + 8).min(self.all.len())).unwrap_or_default();
        let words = window.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
        let (all, small) = words.fold((0, 0), |(all, small), t| (all + 1, small + usize::from(!t.capital())));
        all > 2 && small * 4 <= all
    }

    fn in_address(&self, at: usize) -> bool {
        self.input.in_address(at)
    }

    /// "Section 427", "Boeing 747", "Voyager 2".
    fn labelled(&self, start: usize, end: usize, n: &Numeral, bare: bool) -> bool {
        let Some(b) = start.checked_sub(1) else { return false };
        if !bare || self.all[start].starts_sentence() || n.form != Form::Cardinal {
            return false;
        }
        let mut b = b;
        // "No. 5", "Fig. 2"
        if self.all[b].is_sign(b'.') && b > 0 && !self.all[b].spaced() {
            b -= 1;
        }
        let before = &self.all[b];
        // "Year 6 pupils", not "Every year 6 pupils leave"
        if self.has(b, WordSet::SchoolYears)
            && before.capital()
            && !before.all_capitals()
            && n.value <= Decimal::from(13)
        {
            return true;
        }
        if self.shares_label(start) && !self.counts_something(end) {
            return true;
        }
        if self.is(b, Role::Label) {
            let upper = before.text(self.text).contains(char::is_uppercase);
            return upper || before.kind == TokenKind::Sign || !self.counts_something(end);
        }
        // "the Big Four", "the Gang of Eight"
        if n.style.words
            && n.style.scale == 0
            && end == start + 1
            && self.all[start].capital()
            && b + 1 == start
            && before.kind == TokenKind::Word
            && !self.headline(start)
        {
            return true;
        }
        // "the Three Gorges Corporation"
        let capital = |i: usize| self.all.get(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital());
        if n.style.words
            && n.style.scale == 0
            && end == start + 1
            && capital(start)
            && b + 1 == start
            && self.is(b, Role::Determiner)
            && capital(end)
            && !self.all[end].starts_sentence()
            && !self.headline(start)
        {
            return true;
        }
        // "the Kick Six win"
        if n.style.words && self.all[start].capital() && before.capital() && b + 1 == start {
            let name = self.rules.quantity.roles(before.word) == 0;
            return name && !self.counts_something(end) && self.all.get(end).is_some_and(|t| !t.capital());
        }
        // "Prescott (4) ran": what he wears
        let worn = self.all[b].is_sign(b'(') && self.is_sign(end, b')') && b > 0 && self.all[b - 1].capital();
        let plain = !n.style.words && !n.style.grouped && n.style.scale == 0 && n.style.decimals == 0;
        if worn && plain && n.value < Decimal::ONE_HUNDRED && end == start + 1 {
            return true;
        }
        if !plain || before.kind != TokenKind::Word || !before.capital() || b + 1 != start {
            return false;
        }
        // "when it reached Tampa 612 of them": a number of those just told of
        if self.is(end, Role::Of) && self.has(end + 1, WordSet::Anaphor) {
            return false;
        }
        // "in Zamfara 540 were girls": what has a number for its name is one.
        if self.has(end, WordSet::PluralVerb) && n.value >= Decimal::TWO {
            return false;
        }
        let opens = before.starts_sentence();
        let known = opens && self.rules.quantity.roles(before.word) != 0
            || self.rules.phrases.starts(before.word).meets(Class::HEDGE.or(Class::NUMBER).or(Class::AFTER));
        !known
            && !self.counts_something(end)
            && !self.joins_what_counts(end)
            && n.value < Decimal::from(100_000)
            && !self.headline(start)
    }

    /// Whether the number at token `start` goes on a list after a label in the plural: "sections 6 and 7".
    fn shares_label(&self, start: usize) -> bool {
        let mut at = start;
        for _ in 0..6 {
            let joint = at.saturating_sub(1);
            if joint < 2
                || !(self.is(joint, Role::And) || self.is(joint, Role::Or) || self.is_sign(joint, b','))
            {
                return false;
            }
            let comma = usize::from(!self.is_sign(joint, b',') && self.is_sign(joint - 1, b','));
            if self.all[joint - comma - 1].kind != TokenKind::Digits {
                return false;
            }
            at = joint - comma - 1;
            let label = at.saturating_sub(1);
            if self.is(label, Role::Label) {
                return self.rules.language.ends_as_plural(self.sign(label)) && !self.broken(at, start);
            }
        }
        false
    }

    /// Whether a number that counts or measures something is joined at `at`: "Expect 2-4 inches".
    fn joins_what_counts(&self, at: usize) -> bool {
        let joined = self.is_hyphen(at) || self.is(at, Role::To) || self.is(at, Role::Or);
        let k = self.numerals.partition_point(|n| (n.tokens.start as usize) <= at);
        let next = self.numerals.get(k).filter(|n| joined && n.tokens.start as usize == at + 1);
        next.is_some_and(|n| {
            let end = n.tokens.end as usize;
            !self.broken(at, end) && (self.counts_something(end) || self.form(end, |f, _| !f.shy).is_some())
        })
    }

    fn is_zero(&self, at: usize) -> bool {
        let k = self.numerals.partition_point(|n| (n.tokens.start as usize) < at);
        self.numerals.get(k).is_some_and(|n| n.style.words && n.value.is_zero())
    }

    /// Whether token `at` is the "x" between two figures: "10x12".
    fn crossed(&self, at: usize) -> bool {
        let figures = |i: usize| self.all.get(i).is_some_and(|t| t.kind == TokenKind::Digits);
        matches!(self.sign(at), "x" | "X") && at > 0 && figures(at - 1) && figures(at + 1) && {
            !self.all[at].spaced() && !self.all[at + 1].spaced()
        }
    }

    /// "+44 20 7946 0958": groups of figures with nothing between them that are no thousands.
    fn telephone(&self, start: usize, end: usize, n: &Numeral) -> bool {
        if n.style.words || n.style.grouped || n.style.decimals > 0 {
            return false;
        }
        let figures = |i: usize| {
            self.all.get(i).is_some_and(|t| t.kind == TokenKind::Digits && t.spaced() && !t.starts_line())
        };
        let before = (start.saturating_sub(5)..start).rev().take_while(|&i| {
            self.all[i].kind == TokenKind::Digits
                && !self.all[i + 1].starts_line()
                && self.all[i + 1].spaced()
        });
        let after = (end..end + 5).take_while(|&i| figures(i) && !self.all[i].starts_sentence());
        before.count() + after.count() >= 2
    }

    /// "358 Sandy Hill Road": a house.
    fn address(&self, end: usize, n: &Numeral) -> bool {
        if n.style.words || n.style.grouped || n.style.decimals > 0 {
            return false;
        }
        let named = (end..end + 5).take_while(|&i| {
            self.all.get(i).is_some_and(|t| {
                !t.starts_sentence()
                    && t.kind != TokenKind::Sign
                    && (t.capital() || t.kind == TokenKind::Digits || !t.spaced())
            })
        });
        named.enumerate().any(|(i, at)| {
            self.is(at, Role::Street) && (i > 0 || self.all.get(at + 1).is_some_and(|t| t.capital()))
        })
    }

    /// "1. Open the lid", "2) Stir": numbers of a list.
    fn listed(&self, start: usize, end: usize, n: &Numeral) -> bool {
        let first = &self.all[start];
        let alone =
            first.starts_line() && n.value < Decimal::ONE_HUNDRED && end == start + 1 && !n.style.words;
        let Some(after) = self.all.get(end) else { return false };
        let sign = after.text(self.text);
        if alone && !after.spaced() && matches!(sign, "." | ")") {
            return self.all.get(end + 1).is_some_and(|t| t.spaced() && !t.starts_line());
        }
        // "[12]": a footnote
        sign == "]" && start > 0 && self.all[start - 1].is_sign(b'[') && end == start + 1
    }
}
