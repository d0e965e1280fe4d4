//! What stands after a unit: powers ("km2", "m cubed") and denominators ("per hour", "a share", "/kg").

use super::part::Part;
use super::unit::{Hit, is_hyphen};
use super::{Scanner, number};
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
        let hyphen = |p: usize| self.all.get(p).is_some_and(|t| self.hyphen(t));
        if hyphen(p) && self.is(p + 1, Role::Per) {
            p += 1;
        }
        // "$15 a day" may hold a time expression: it stays one, and tells the rate as well.
        let limit = if p + 1 >= self.ceiling && p <= self.ceiling { self.reach } else { self.ceiling };
        let t = self.all.get(p).filter(|t| !t.starts_sentence() && p < limit)?;
        if !self.is(p, Role::Per) {
            let short = if self.is_money(of.meaning) { self.short_rate(at) } else { None };
            return short.or_else(|| self.inverse(at));
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
        if !strict && self.all[p].kind == TokenKind::Digits {
            return self.per_several(p, limit, of, slash);
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
        if strict {
            Some((Unit::Noun(noun.into()), p + 1))
        } else {
            self.longer_per(Unit::Noun(noun.into()), p + 1)
        }
    }

    /// "pcm" of "£950 pcm": what it is counted per, and the end.
    fn short_rate(&self, at: usize) -> Option<(Unit, usize)> {
        let units = &self.rules.quantity.units;
        self.all.get(at).filter(|t| self.rules.phrases.starts(t.word).meets(Class::UNIT))?;
        let mut best: Option<(u16, usize)> = None;
        self.rules.phrases.each(self.all.get(at..self.ceiling)?, self.text, Class::UNIT, |m| {
            let form = units.forms.get(m.entry.index as usize).filter(|f| f.each);
            let end = at + m.len;
            if let Some(Form { meaning: Meaning::One(u), exact: Some(sign), .. }) = form
                && self.same_sign(at..end, sign, false)
                && !self.broken(at, end - 1)
                && best.is_none_or(|(_, to)| end > to)
            {
                best = Some((*u, end));
            }
        });
        best.map(|(u, end)| (Unit::Measure(units.measures[u as usize].clone()), end))
    }

    /// "s-1" of "m s-1", "m−2 K−1" of "W m−2 K−1": what it is counted per, and the end.
    pub(super) fn inverse(&self, at: usize) -> Option<(Unit, usize)> {
        let (mut unit, mut end) = self.inverse_once(at)?;
        for _ in 0..2 {
            let Some((more, stop)) = self.inverse_once(end) else { break };
            (unit, end) = (product(&unit, &more), stop);
        }
        Some((unit, end))
    }

    fn inverse_once(&self, at: usize) -> Option<(Unit, usize)> {
        let tight = |i: usize| self.all.get(i).filter(|t| !t.spaced()).map(|t| t.text(self.text));
        let first = self.all.get(at).filter(|t| !t.starts_sentence() && at < self.ceiling)?;
        if first.kind != TokenKind::Word
            || !tight(at + 1).is_some_and(|s| matches!(s, "^" | "\u{207b}") || is_hyphen(s))
        {
            return None;
        }
        let (form, stop) = self.form(at, |f, to| {
            f.exact.is_some()
                && to == at + 1
                && matches!(f.meaning, Meaning::One(_))
                && !self.is_money(f.meaning)
        })?;
        let Meaning::One(u) = form.meaning else { return None };
        let p = stop + usize::from(tight(stop) == Some("^"));
        let minus = tight(p).is_some_and(|s| s == "\u{207b}" || is_hyphen(s));
        let exponent = match tight(p + 1).filter(|_| minus)? {
            "1" | "\u{b9}" => 1,
            "2" | "\u{b2}" => 2,
            "3" | "\u{b3}" => 3,
            _ => return None,
        };
        let end = p + 2;
        if tight(end).is_some_and(|s| s.starts_with(char::is_alphanumeric)) {
            return None;
        }
        let units = &self.rules.quantity.units;
        let unit = if exponent == 1 { u } else { units.power(u, exponent)? };
        Some((Unit::Measure(units.measures[unit as usize].clone()), end))
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
    fn per_several(&self, p: usize, limit: usize, of: &Hit, slash: bool) -> Option<(Unit, usize)> {
        let k = self.numerals.partition_point(|n| (n.tokens.start as usize) < p);
        let n = self.numerals.get(k).filter(|n| n.tokens.start as usize == p && n.form.is_cardinal())?;
        let (form, stop) =
            self.form_within(n.tokens.end as usize, limit, |f, _| !f.shy && !self.is_money(f.meaning))?;
        let Meaning::One(u) = form.meaning else { return None };
        let one = &self.rules.quantity.units.measures[u as usize];
        // "7 l/100 km", but "100 km/60 mi" says it twice
        let round = n.value >= Decimal::TEN && n.value == n.digit;
        if slash && (!round || self.dimension_of(of.meaning) == &*one.dimension) {
            return None;
        }
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
                return Some((product(&unit, &m), to));
            }
        }
        Some((unit, stop))
    }

    /// "1.8 births per woman", "12 per 1,000 births": what is counted, and per what; where that ends,
    /// and how many numerals it takes.
    pub(super) fn counted_per(
        &self,
        a: &Part,
        noun: Option<&std::ops::Range<usize>>,
        k: usize,
    ) -> Option<(Unit, usize, usize)> {
        let at = noun.map_or(a.end, |r| r.end);
        if !self.is(at, Role::Per)
            || self.is(at, Role::Article)
            || at + 1 >= self.ceiling
            || self.broken(at, at + 1)
        {
            return None;
        }
        let of = noun.map(|r| {
            let words = self.input.slice(number(r.start)..number(r.end));
            Unit::Noun(singular(&words.to_lowercase()).into())
        });
        if let Some(next) = self.numerals.get(k + a.used).filter(|n| n.tokens.start as usize == at + 1) {
            let end = next.tokens.end as usize;
            let things = self.noun(end, false).filter(|r| r.start == end);
            let end = things.map_or(end, |r| r.end);
            let base = self.input.slice(number(at)..number(end)).to_lowercase();
            let name = of.as_ref().map_or(base.clone(), |o| format!("{o} {base}"));
            return Some((Unit::Noun(name.into()), end, a.used + 1));
        }
        let (count, hit) = self.counting()?;
        let (per, end) = self.per(at, &hit)?;
        // "1,500 per square mile" counts what the sentence speaks of
        let told = matches!(per, Unit::Measure(_));
        let plain = || Unit::Measure(self.rules.quantity.units.measures[count as usize].clone());
        let of = of.or_else(|| told.then(plain))?;
        Some((compound(&of, &per), end, a.used))
    }

    /// The unit of what is only counted, by its number and as if it stood beside a number.
    pub(super) fn counting(&self) -> Option<(u16, Hit)> {
        let count = self.rules.quantity.units.position("count")?;
        let rule = self.rules.quantity.steps.rate;
        Some((count, Hit { meaning: Meaning::One(count), worth: Decimal::ONE, per: None, rule }))
    }
}

/// What "per `a` per `b`" divides by.
fn product(a: &Unit, b: &Unit) -> Unit {
    let part = |u: &Unit| match u {
        Unit::Measure(m) => (m.dimension.to_string(), m.factor),
        Unit::Ambiguous { .. } | Unit::Noun(_) => (u.name().to_string(), Decimal::ONE),
    };
    let ((x, f), (y, g)) = (part(a), part(b));
    let factor = f.checked_mul(g).filter(|x| !x.is_zero()).unwrap_or(Decimal::ONE);
    let name = format!("{} per {}", a.name(), b.name()).into();
    Unit::Measure(
        Measure { name, dimension: format!("{x}/{y}").into(), factor, offset: Decimal::ZERO }.into(),
    )
}
