//! The counted noun: "33,000 North Koreans", "100 missile tests", "hundreds of people".

use std::ops::Range;

use super::Scanner;
use crate::rules::schema::Role;
use crate::text::TokenKind;

/// Most words of a noun phrase.
const LONGEST: usize = 6;

impl Scanner<'_> {
    /// The noun phrase that starts at `at` (an "of the" before it left out); its head is last.
    /// With `one`, a noun in the singular will do.
    pub(super) fn noun(&self, at: usize, one: bool) -> Option<Range<usize>> {
        let mut p = at;
        if self.is(p, Role::Of) {
            p += 1;
            // "five of the last six sets"
            let determiners = (p..p + 2).take_while(|&i| self.is(i, Role::Determiner)).count();
            p += determiners;
            // "two-thirds of the 90 members"
            let next = self.numerals.partition_point(|n| (n.tokens.start as usize) < p);
            if let Some(n) = self.numerals.get(next).filter(|n| n.tokens.start as usize == p) {
                p = n.tokens.end as usize;
            }
        }
        // "half of those aged 18"
        if p > at && self.is(p, Role::Age) {
            return None;
        }
        // "3,000 more troops"
        if self.is(p, Role::Further)
            && self.all.get(p + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.starts_sentence())
        {
            p += 1;
        }
        let start = p;
        let mut end = None;
        let mut words = 0;
        while words < LONGEST && p < self.ceiling {
            let Some(t) = self.all.get(p).filter(|t| !t.starts_sentence()) else { break };
            if self.hyphen(t) && !t.spaced() && p > start {
                p += 1;
                continue;
            }
            // "U.S. soldiers"
            if t.is_sign(b'.') && !t.spaced() && p > start && self.short(p - 1) {
                p += 1;
                continue;
            }
            // "grown-up children", "20 by-elections"
            let hung = |i: usize| {
                let tight = |i: usize| self.all.get(i).is_some_and(|t| !t.spaced());
                self.is_hyphen(i) && tight(i) && tight(i + 1)
            };
            let part = p > start && hung(p - 1) || hung(p + 1) && self.letters(p + 2);
            if t.kind != TokenKind::Word || self.is(p, Role::Function) && !part {
                break;
            }
            words += 1;
            p += 1;
            if self.plural(p - 1) {
                end = Some(p);
                let more = self.is(p - 1, Role::Modifier)
                    && self.all.get(p).is_some_and(|n| n.kind == TokenKind::Word && !n.starts_sentence())
                    && !self.is(p, Role::Function)
                    && self.plural(p);
                if !more {
                    break;
                }
            } else if one && (self.verb(p) || words == 3) {
                end = Some(p);
                break;
            }
        }
        if end.is_none() && one && p > start {
            end = Some(p);
        }
        let end = end?;
        (end > start).then_some(start..end)
    }

    fn letters(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    fn short(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.capital() && t.end - t.start == 1)
    }

    /// Whether token `at` looks like a plural noun.
    pub(super) fn plural(&self, at: usize) -> bool {
        let Some(t) = self.all.get(at) else { return false };
        if t.kind != TokenKind::Word {
            return false;
        }
        if self.is(at, Role::Plural) {
            return true;
        }
        self.rules.language.ends_as_plural(t.text(self.text)) && !self.is(at, Role::Function)
    }

    /// Whether token `at` looks like a verb in the past or a participle, which ends a singular noun phrase.
    fn verb(&self, at: usize) -> bool {
        let Some(t) = self.all.get(at) else { return false };
        t.kind == TokenKind::Word && self.rules.language.ends_as_verb(t.text(self.text))
    }

    /// Whether a plural noun stands within a few words of `at`, with no function word between.
    pub(super) fn counts_something(&self, at: usize) -> bool {
        self.noun(at, false).is_some_and(|r| r.start == at)
    }
}
