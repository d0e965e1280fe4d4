//! Hedges before and after a number: "at least about 40", "40 or more", "40-odd".

use super::Scanner;
use crate::rules::Class;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Modifier;

/// Longest hedge, in tokens.
const LONGEST: usize = 6;

impl Scanner<'_> {
    /// The hedges before token `start`, the nearest first, and where the outermost starts.
    pub(super) fn hedges_before(&self, start: usize, floor: usize, out: &mut Vec<u16>) -> usize {
        let mut at = start;
        while out.len() < 3 {
            let Some((s, index)) = self.hedge_before(at, floor) else { break };
            out.push(index);
            at = s;
        }
        at
    }

    /// The hedge that ends before token `start`, a determiner between them left out.
    pub(super) fn hedge_before(&self, start: usize, floor: usize) -> Option<(usize, u16)> {
        for skip in 0..2 {
            let end = start.checked_sub(skip)?;
            if skip == 1
                && (end < floor || !self.is(end, Role::Determiner) || self.all[start].starts_sentence())
            {
                return None;
            }
            let low = end.saturating_sub(LONGEST).max(floor);
            // Most words end no hedge.
            if low >= end || !self.rules.phrases.ends(self.all[end - 1].word).meets(Class::HEDGE) {
                continue;
            }
            for s in low..end {
                if !self.rules.phrases.starts(self.all[s].word).meets(Class::HEDGE) {
                    continue;
                }
                let mut found = None;
                self.rules.phrases.each(
                    self.all.get(s..end).unwrap_or_default(),
                    self.text,
                    Class::HEDGE,
                    |m| {
                        if s + m.len == end {
                            found = Some(m.entry.index);
                        }
                    },
                );
                let Some(index) = found else { continue };
                if self.broken(s + 1, end) || self.is_particle(s, floor) || self.is_up_from(s, start, floor) {
                    continue;
                }
                // "a 2-under 70" tells a score
                let hung = s > 0 && !self.all[s].spaced() && self.is_hyphen(s - 1);
                // "above the 0.3 % expected" compares with a figure and bounds none
                let index = Some(index).filter(|&i| {
                    !hung
                        && (skip == 0
                            || self.all[start].kind != TokenKind::Digits
                            || !self.is(end, Role::Pronoun)
                            || !self.is(end, Role::Function)
                            || !self.compares_with(i))
                });
                if let Some(index) = index {
                    return Some((s, u16::try_from(index).unwrap_or(u16::MAX)));
                }
            }
        }
        None
    }

    /// Whether token `at` belongs to the verb before it: "up" of "ticked up to 4 %", "over" of "turned over £2 million"
    /// bound nothing.
    fn is_particle(&self, at: usize, floor: usize) -> bool {
        let verb = at.checked_sub(1).filter(|&v| v >= floor && !self.all[at].starts_sentence());
        if self.has(at, WordSet::Over) && verb.is_some_and(|v| self.has(v, WordSet::VerbOfOver)) {
            return true;
        }
        let change = Class::CHANGE.or(Class::JOINT);
        verb.filter(|&v| self.rules.phrases.starts(self.all[v].word).meets(change))
            .and_then(|v| self.rules.phrases.longest(&self.all[v..=at], self.text, change))
            .is_some_and(|m| m.len == 2)
    }

    /// Whether the "up" at token `at` tells a rise: "is up to 4.5p from 4.2p" bounds nothing.
    fn is_up_from(&self, at: usize, start: usize, floor: usize) -> bool {
        let be = at.checked_sub(1).filter(|&v| v >= floor && self.is(v, Role::Be));
        be.is_some() && self.has(at, WordSet::Up) && self.number_after_from(start)
    }

    /// Whether the number at token `start` is followed at once by "from" and another number.
    fn number_after_from(&self, start: usize) -> bool {
        let is_number = |n: usize| self.all.get(n).is_some_and(|t| t.kind == TokenKind::Digits);
        let from = (start + 1..start + 7).find(|&n| self.is(n, Role::From));
        from.is_some_and(|n| is_number(n + 1) || is_number(n + 2) && self.is_unit_sign(n + 1))
    }

    fn is_unit_sign(&self, at: usize) -> bool {
        let sign = self.all.get(at).filter(|t| t.kind == TokenKind::Sign);
        sign.is_some_and(|t| self.rules.phrases.starts(t.word).meets(Class::UNIT))
    }

    /// Whether a hedge says more or less than its number.
    fn compares_with(&self, index: u32) -> bool {
        let rule = self.rules.quantity.hedges.get(index as usize);
        rule.is_some_and(|h| matches!(h.modifier, Some(Modifier::MoreThan | Modifier::LessThan)))
    }

    /// The hedge after a number (or its unit, its noun) that ends at `end`.
    pub(super) fn hedge_after(&self, end: usize) -> Option<(usize, u16)> {
        let mut at = end;
        let t = self.all.get(at).filter(|t| !t.starts_sentence() && at < self.ceiling)?;
        // Most words start no hedge, nor does a stop.
        if t.kind == TokenKind::Word && !self.rules.phrases.starts(t.word).meets(Class::AFTER) {
            return None;
        }
        if self.hyphen(t) && !t.spaced() && self.all.get(at + 1).is_some_and(|n| !n.spaced()) {
            at += 1;
        }
        let tokens = self.all.get(at..self.ceiling)?;
        let m = self.rules.phrases.longest(tokens, self.text, Class::AFTER)?;
        let stop = at + m.len;
        if stop > at + 1 && self.broken(at + 1, stop - 1) {
            return None;
        }
        // "40+" and "40 plus" but not "40 + 2"; "40-odd" but not "40 odd jobs"
        let next = self.all.get(stop).filter(|t| !t.starts_sentence());
        let money = next.is_some_and(|t| {
            t.kind == TokenKind::Sign && self.rules.phrases.starts(t.word).meets(Class::UNIT)
        });
        let money = money && self.all.get(stop + 1).is_some_and(|t| t.kind == TokenKind::Digits);
        let number_next = next.is_some_and(|t| {
            money || t.kind == TokenKind::Digits || self.rules.phrases.starts(t.word).meets(Class::NUMBER)
        });
        if self.has(at, WordSet::Plus) && (number_next || self.all[at].spaced() && self.is_sign(at, b'+')) {
            return None;
        }
        // "two cups plus salt" adds; "500 plus people" are many
        let adds = at == end && self.all[at].spaced() && self.sign(end - 1).ends_with(char::is_alphabetic);
        if self.has(at, WordSet::Plus) && adds && next.is_some_and(|t| t.kind == TokenKind::Word) {
            return None;
        }
        let hung = !self.all[at].spaced();
        if self.has(at, WordSet::AtEnd)
            && at == end
            && !hung
            && !next.is_none_or(|t| t.kind == TokenKind::Sign)
        {
            return None;
        }
        // "40 or more than 4,500": two statements
        if m.len > 1 && number_next && self.is(at, Role::Or) {
            return None;
        }
        Some((stop, u16::try_from(m.entry.index).unwrap_or(u16::MAX)))
    }
}
