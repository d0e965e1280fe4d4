//! Ages: "22-year-old", "five years old", "aged 22", "Kim, 22, fled".

use super::Scanner;
use super::part::Part;
use super::unit::Hit;
use crate::mention::number::{Form, Numeral};
use crate::mention::{Content, Kind, Mention};
use crate::rules::compile_unit::Meaning;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::{Decimal, Interval};

/// What may stand before an age.
const LEADS: u64 = Role::And.bit()
    | Role::Turn.bit()
    | Role::Be.bit()
    | Role::Age.bit()
    | Role::Of.bit()
    | Role::Between.bit()
    | Role::From.bit();

impl Scanner<'_> {
    /// The age that the number of part `a` says; `before` is where its hedges start and which they are.
    pub(super) fn age(
        &self,
        a: &Part,
        n: &Numeral,
        floor: usize,
        before: (usize, &[u16]),
    ) -> Option<Mention> {
        let stated =
            if n.form == Form::Vague { Interval::closed(a.low, a.high) } else { Interval::point(a.low) };
        self.age_of(a, stated, floor, before)
    }

    /// The age that a range says: "aged 5 to 10", "30- to 40-year-olds".
    pub(super) fn age_range(
        &self,
        a: &Part,
        stated: Interval<Decimal>,
        floor: usize,
        before: (usize, &[u16]),
    ) -> Option<Mention> {
        // "the 18-to-24 age group"
        if a.unit.is_none() && self.is(a.end, Role::Age) && self.may_be_age(a) && !self.broken(a.end, a.end) {
            return Some(self.aged(a, self.years()?, a.end, stated, before));
        }
        self.age_of(a, stated, floor, before)
    }

    fn age_of(
        &self,
        a: &Part,
        stated: Interval<Decimal>,
        floor: usize,
        before: (usize, &[u16]),
    ) -> Option<Mention> {
        let old = self.old(a);
        // "aged three months"
        let counted = a.unit.as_ref().filter(|h| matches!(self.dimension_of(h.meaning), "calendar" | "time"));
        let said = counted.filter(|_| a.start > floor && self.is(a.start - 1, Role::Age));
        let unit = if let Some(hit) = old.as_ref().map(|(hit, _)| hit).or(said) {
            hit.clone()
        } else {
            if a.unit.is_some() || a.negative || a.scaled {
                return None;
            }
            if !self.called_age(a, floor, before) && !self.appositive(a, floor) {
                return None;
            }
            self.years()?
        };
        Some(self.aged(a, unit, old.map_or(a.end, |(_, end)| end), stated, before))
    }

    /// The age that part `a` is, in `unit`, up to token `end`.
    fn aged(
        &self,
        a: &Part,
        unit: Hit,
        end: usize,
        stated: Interval<Decimal>,
        (start, hedges): (usize, &[u16]),
    ) -> Mention {
        let mut part = a.clone();
        part.unit = Some(unit);
        part.end = end;
        part.rule = self.rules.quantity.steps.age;
        let mut hedges = hedges.to_vec();
        let mut end = part.end;
        if let Some((stop, index)) = self.hedge_after(part.end) {
            hedges.insert(0, index);
            end = stop;
        }
        let mut m = self.mention(&mut part, stated, hedges, None, None, start..end, false, Kind::Age);
        m.kind = Kind::Age;
        debug_assert!(matches!(m.content, Content::Quantity(_)));
        m
    }

    /// "-year-old", "years old", "months of age" after the number: the unit and its end.
    fn old(&self, a: &Part) -> Option<(Hit, usize)> {
        let hit = a.unit.as_ref().filter(|h| matches!(self.dimension_of(h.meaning), "calendar" | "time"))?;
        let mut p = a.end;
        if self.is_hyphen(p) {
            p += 1;
        }
        if self.all.get(p).is_none_or(|t| t.starts_sentence()) {
            return None;
        }
        if self.is(p, Role::Old) {
            return Some((hit.clone(), p + 1));
        }
        // "65 years and older"
        if (self.is(p, Role::And) || self.is(p, Role::Or)) && self.has(p + 1, WordSet::Older) && p == a.end {
            return Some((hit.clone(), p));
        }
        let of_age = self.is(p, Role::Of) && self.is(p + 1, Role::Age);
        of_age.then(|| (hit.clone(), p + 2))
    }

    /// "aged 22", "age of 22", "at age 22".
    fn called_age(&self, a: &Part, floor: usize, (first, hedges): (usize, &[u16])) -> bool {
        let mut b = first;
        // "under the age of 21"
        let of_age = a.start > 1 && self.is(a.start - 1, Role::Of) && self.is(a.start - 2, Role::Age);
        if of_age && !hedges.is_empty() && self.may_be_age(a) {
            return true;
        }
        // "women 40 and over", "adults 65+"
        if hedges.is_empty()
            && b > floor
            && self.is(b - 1, Role::Aged)
            && self.may_be_age(a)
            && !self.broken(b, b)
        {
            let after = self.hedge_after(a.end).and_then(|(_, index)| self.bound(index));
            return after.is_some();
        }
        // "children under 5", "people over 65"
        if !hedges.is_empty()
            && b > floor
            && self.is(b - 1, Role::Aged)
            && self.may_be_age(a)
            && !self.counts_something(a.end)
            && self.bound(hedges[0]).is_some()
        {
            return true;
        }
        // "the over-65s", "as young as six"
        let plural = !hedges.is_empty()
            && self.has(a.end - 1, WordSet::PossessiveS)
            && self.all[a.end - 2].kind == TokenKind::Digits;
        let young =
            a.start > floor + 2 && self.is(a.start - 2, Role::Old) && self.is(a.start - 1, Role::Compare);
        if plural || young && b < a.start && self.may_be_age(a) && !self.counts_something(a.end) {
            return true;
        }
        let mut low = floor;
        for _ in 0..4 {
            let Some(p) = b.checked_sub(1).filter(|&p| p >= low) else { return false };
            // Most words lead to no age.
            let leads = self.rules.quantity.roles(self.all[p].word) & LEADS != 0;
            if !(leads || self.is_sign(p, b',') || self.has(p, WordSet::AtAge)) {
                return false;
            }
            // "aged 30 and 32"
            if self.is(p, Role::And) || self.is_sign(p, b',') && p + 1 == a.start {
                let k = self.numerals.partition_point(|n| (n.tokens.end as usize) < p);
                let Some(n) = self.numerals.get(k).filter(|n| n.tokens.end as usize == p) else {
                    return false;
                };
                if !self.may_be_age(a) || !self.stands_alone(a.end) {
                    return false;
                }
                (b, low) = (n.tokens.start as usize, 0);
                continue;
            }
            // "turned 30"; "turned 40 cars over" counts cars
            if self.is(p, Role::Turn) && !self.all[p].capital() {
                return p + 1 == a.start && self.may_be_age(a) && !self.counts_something(a.end);
            }
            if self.is(p, Role::Be) {
                let person = p + 1 == first && self.may_be_age(a) && self.person_before(p);
                let named = self.age_named(p) && a.high < Decimal::from(130);
                return (person || named) && self.stands_alone(a.end)
                    || named && !self.counts_something(a.end);
            }
            // "died at 97", "left school at 14"
            let turn = |p: usize| {
                self.is(p, Role::LifeEvent)
                    || p > 0 && self.has(p, WordSet::Left) && self.has(p - 1, WordSet::Leave)
            };
            if self.has(p, WordSet::AtAge) && p > floor && turn(p - 1) {
                return self.may_be_age(a) && self.stands_alone(a.end);
            }
            if self.is(p, Role::Age) {
                return a.high < Decimal::from(130) && a.low >= Decimal::ZERO;
            }
            // "girls of 14"
            if self.is(p, Role::Of) && p > floor && self.is(p - 1, Role::Aged) {
                return self.may_be_age(a) && self.stands_alone(a.end);
            }
            if !(self.is(p, Role::Of) || self.is(p, Role::Between) || self.is(p, Role::From)) {
                return false;
            }
            b = p;
        }
        false
    }

    fn may_be_age(&self, a: &Part) -> bool {
        a.low >= Decimal::ONE && a.high < Decimal::from(120) && a.low.is_integer() && a.style.decimals == 0
    }

    /// "she is", "he will be" before token `at`.
    fn person_before(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|p| self.is(p, Role::Person))
    }

    /// Whether an age is spoken of right before token `at`: "the average age was", "life expectancy for
    /// men is".
    fn age_named(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|&p| !self.all[p + 1].starts_sentence())
            .any(|p| self.is(p, Role::Age) && !self.has(p, WordSet::Aged))
    }

    fn stands_alone(&self, at: usize) -> bool {
        self.all.get(at).is_none_or(|t| {
            t.starts_sentence()
                || t.kind == TokenKind::Sign && matches!(t.text(self.text), "." | "," | ";" | ")")
                || self.is(at, Role::Function) && !self.is(at, Role::Of)
        })
    }

    /// "Kim, 22, fled": a bare number from 1 to 119 between commas after a name.
    fn appositive(&self, a: &Part, floor: usize) -> bool {
        let before = a.start.checked_sub(1).filter(|&c| c > floor && self.is_sign(c, b','));
        let Some(comma) = before else { return false };
        let full = comma > 1 && self.all[comma - 2].kind == TokenKind::Word && self.all[comma - 2].capital();
        let closes =
            |at: usize| self.is_sign(at, b',') || full && matches!(self.sign(at), "." | ";" | ")" | "");
        let name = &self.all[comma - 1];
        // "the mayor, 54, said"
        let owned = comma > 1 && self.is(comma - 2, Role::Determiner) && self.is_sign(a.end, b'.');
        let person = self.has(comma - 1, WordSet::Person) && (self.is_sign(a.end, b',') || owned);
        let named = name.kind == TokenKind::Word
            && name.capital()
            && !name.all_capitals()
            && self.rules.quantity.roles(name.word) & !Role::Aged.bit() == 0;
        (closes(a.end) || person)
            && !self.all[a.start].starts_sentence()
            && (named || person)
            && !a.style.words
            && a.end == a.start + 1
            && a.low >= Decimal::ONE
            && a.high < Decimal::from(120)
    }

    pub(super) fn years(&self) -> Option<Hit> {
        let unit = self.rules.quantity.units.position("year")?;
        let rule = self.rules.quantity.steps.age;
        Some(Hit { meaning: Meaning::One(unit), worth: Decimal::ONE, per: None, rule })
    }
}
