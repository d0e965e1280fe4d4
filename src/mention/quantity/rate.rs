//! What stands after a unit: powers ("km2", "m cubed") and denominators ("per hour", "a share", "/kg").

use super::Scanner;
use super::unit::{Hit, is_hyphen};
use crate::rules::Class;
use crate::rules::compile_unit::{Form, Meaning};
use crate::rules::schema::Role;
use crate::rules::unit_name::{compound, singular};
use crate::text::TokenKind;
use crate::value::unit::Measure;
use crate::value::{Decimal, Unit};

impl Scanner<'_> {
    /// "2" in "km2", "²", "^3", "cubed" after a unit: the exponent and its end.
    pub(super) fn power_after(&self, at: usize, form: &Form) -> Option<(u8, usize)> {
        let Meaning::One(unit) = form.meaning else { return None };
        self.rules.quantity.units.power(unit, 2)?;
        let t = self.all.get(at).filter(|t| !t.starts_sentence())?;
        let s = t.text(self.text);
        let (exponent, to) = match s {
            "\u{b2}" => (2, at + 1),
            "\u{b3}" => (3, at + 1),
            "2" | "3"
                if !t.spaced() && form.exact.as_deref().is_some_and(|s| s.ends_with(char::is_alphabetic)) =>
            {
                (s.as_bytes()[0] - b'0', at + 1)
            }
            "^" if !t.spaced() => match self.all.get(at + 1)?.text(self.text) {
                "2" => (2, at + 2),
                "3" => (3, at + 2),
                _ => return None,
            },
            _ if self.is(at, Role::Squared) => (2, at + 1),
            _ if self.is(at, Role::Cubed) => (3, at + 1),
            _ => return None,
        };
        // "24703m212" is no area
        let joined = self.all.get(to).is_some_and(|n| !n.spaced() && n.kind != TokenKind::Sign);
        (!joined).then_some((exponent, to))
    }

    /// Whether a unit that things are counted per stands at `at`: "/sq mi".
    pub(super) fn rate_follows(&self, at: usize) -> bool {
        let count = self.rules.quantity.units.position("count").map(|u| Hit {
            meaning: Meaning::One(u),
            worth: Decimal::ONE,
            per: None,
            rule: self.rules.quantity.steps.rate,
        });
        count.is_some_and(|hit| self.per(at, &hit).is_some())
    }

    /// "per hour", "a month", "/kg", "-a-share" after a unit: what it is counted per, and the end.
    pub(super) fn per(&self, at: usize, of: &Hit) -> Option<(Unit, usize)> {
        let mut p = at;
        let hyphen = |p: usize| self.all.get(p).is_some_and(|t| is_hyphen(t.text(self.text)));
        if hyphen(p) && self.is(p + 1, Role::Per) {
            p += 1;
        }
        // "$15 a day" may hold a time expression: it stays one, and tells the rate as well.
        let limit = if p + 1 >= self.ceiling && p <= self.ceiling { self.reach } else { self.ceiling };
        let t = self.all.get(p).filter(|t| !t.starts_sentence() && p < limit)?;
        if !self.is(p, Role::Per) {
            return None;
        }
        let slash = t.kind == TokenKind::Sign;
        let strict = self.is(p, Role::Article);
        p += 1;
        if hyphen(p) {
            p += 1;
        }
        if self.all.get(p)?.starts_sentence() {
            return None;
        }
        if self.is(p, Role::Square) || self.is(p, Role::Cubic) {
            let exponent = if self.is(p, Role::Square) { 2 } else { 3 };
            let (form, stop) = self.form(p + 1, |f, _| matches!(f.meaning, Meaning::One(u) if self.rules.quantity.units.power(u, exponent).is_some()))?;
            let Meaning::One(u) = form.meaning else { return None };
            let unit = self.rules.quantity.units.power(u, exponent)?;
            return self
                .longer_per(Unit::Measure(self.rules.quantity.units.measures[unit as usize].clone()), stop);
        }
        // "5.6 litres per 100 km"
        if !strict && t.kind == TokenKind::Word && self.all[p].kind == TokenKind::Digits {
            return self.per_several(p, limit);
        }
        let found =
            self.form_within(p, limit, |f, stop| stop > p && (!f.shy || slash) && !self.is_money(f.meaning));
        if let Some((form, mut stop)) = found {
            // "a second" after a bare number would be an ordinal's; after a unit it is a rate.
            let unit = match form.meaning {
                Meaning::One(u) => {
                    let mut u = u;
                    if let Some((e, to)) = self.power_after(stop, form) {
                        u = self.rules.quantity.units.power(u, e)?;
                        stop = to;
                    }
                    Unit::Measure(self.rules.quantity.units.measures[u as usize].clone())
                }
                Meaning::Shared(s) => {
                    let units = &self.rules.quantity.units;
                    units.ambiguous(&units.shared[s as usize], |_| true)
                }
            };
            // "from $12.4 billion a year earlier" is a time
            if strict && self.is(stop, Role::Ago) && !self.broken(stop, stop) {
                return None;
            }
            return self.longer_per(unit, stop);
        }
        // "$98 a share", "births per woman", "per capita"
        let t = self.all.get(p)?;
        let money = self.is_money(of.meaning);
        // "10 mg every six hours" is given at times, not per "six"
        let number = self.rules.phrases.starts(t.word).meets(Class::NUMBER);
        let word = t.kind == TokenKind::Word && !self.is(p, Role::Function) && !t.capital() && !number;
        if !word || (strict && !money) || slash && t.spaced() {
            return None;
        }
        // "$3.4m a lower court gave"
        let goes_on = self.all.get(p + 1).is_some_and(|t| {
            t.kind == TokenKind::Word
                && !t.starts_sentence()
                && !self.is(p + 1, Role::Function)
                && p + 1 < limit
        });
        if strict && goes_on && t.spaced() {
            return None;
        }
        let noun = singular(&t.text(self.text).to_lowercase());
        Some((Unit::Noun(noun.into()), p + 1))
    }

    /// "of CO2 per kWh", "of fertiliser per hectare" after a unit: what it is counted per, and the end.
    pub(super) fn per_after_stuff(&self, at: usize, of: &Hit) -> Option<(Unit, usize)> {
        if !self.is(at, Role::Of) {
            return None;
        }
        let stuff = (at + 1..(at + 5).min(self.ceiling)).take_while(|&p| {
            let t = &self.all[p];
            let glued = t.kind == TokenKind::Digits && !t.spaced();
            !t.starts_sentence() && (t.kind == TokenKind::Word || glued) && !self.is(p, Role::Per)
        });
        let p = at + 1 + stuff.count();
        let said = p > at + 1 && self.is(p, Role::Per) && !self.is(p, Role::Article);
        let each = self.is(p, Role::Pronoun);
        if !said || each || self.all[p].kind != TokenKind::Word || self.broken(p, p) {
            return None;
        }
        self.per(p, of)
    }

    /// "100 km" at `p` after "per": so many of a unit as one.
    fn per_several(&self, p: usize, limit: usize) -> Option<(Unit, usize)> {
        let k = self.numerals.partition_point(|n| (n.tokens.start as usize) < p);
        let n = self.numerals.get(k).filter(|n| n.tokens.start as usize == p && n.form.is_cardinal())?;
        let (form, stop) =
            self.form_within(n.tokens.end as usize, limit, |f, _| !f.shy && !self.is_money(f.meaning))?;
        let Meaning::One(u) = form.meaning else { return None };
        let one = &self.rules.quantity.units.measures[u as usize];
        let unit = Measure {
            name: format!("{} {}", n.value, one.name).into(),
            dimension: one.dimension.clone(),
            factor: one.factor.checked_mul(n.value)?,
            offset: Decimal::ZERO,
        };
        Some((Unit::Measure(unit.into()), stop))
    }

    /// A second denominator: "per square metre per year".
    pub(super) fn longer_per(&self, unit: Unit, stop: usize) -> Option<(Unit, usize)> {
        if self.is(stop, Role::Per) && !self.is(stop, Role::Article) && !self.all[stop].starts_sentence() {
            let limit =
                if stop + 1 >= self.ceiling && stop <= self.ceiling { self.reach } else { self.ceiling };
            let found = self.form_within(stop + 1, limit, |f, _| !self.is_money(f.meaning) && !f.shy);
            if let Some((form, to)) = found
                && let Meaning::One(u) = form.meaning
            {
                let m = Unit::Measure(self.rules.quantity.units.measures[u as usize].clone());
                return Some((compound(&unit, &m), to));
            }
        }
        Some((unit, stop))
    }
}
