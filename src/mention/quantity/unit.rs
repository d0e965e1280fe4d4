//! Units and currencies beside a number: which form stands there, which of several it means.

use super::{Scanner, at_most};
use crate::mention::{Kind, Locale, work};
use crate::rules::compile_unit::{Form, Meaning};
use crate::rules::schema::Role;
use crate::rules::unit_name::compound;
use crate::rules::{Class, RuleId};
use crate::text::Token;
use crate::value::{Decimal, Unit};

/// A unit found beside a number.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// How many of the unit one of these is: 1/20 for a nickel.
    pub(super) worth: Decimal,
    /// What it is counted per: "hour" of "$15 an hour".
    pub(super) per: Option<Unit>,
    pub(super) rule: RuleId,
}

/// What a unit measures, as far as words around it can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Domain {
    Money,
    Share,
    Heat,
    Other,
}

impl Scanner<'_> {
    /// Whether token `at` is the sign `sign` of ASCII.
    pub(super) fn is_sign(&self, at: usize, sign: u8) -> bool {
        work::tick();
        self.all.get(at).is_some_and(|t| t.is_sign(sign))
    }

    /// Whether token `at` is a hyphen or a dash.
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        work::tick();
        self.all.get(at).is_some_and(|t| self.hyphen(t))
    }

    pub(super) fn hyphen(&self, t: &Token) -> bool {
        // What is no ASCII starts with 0xe2.
        t.is_sign(b'-') || t.first == 0xe2 && is_hyphen(t.text(self.text))
    }

    /// Roles of the words in the sentence, at most fifteen tokens either way of `at`.
    pub(super) fn cues(&self, at: usize) -> u64 {
        let low = at.saturating_sub(15);
        let mut start = at;
        while start > low && !self.all[start].starts_sentence() {
            start -= 1;
        }
        let mut bits = 0;
        for t in &self.all[start..at_most(at + 15, self.all.len())] {
            if t.start > self.all[at].start && t.starts_sentence() {
                break;
            }
            bits |= self.rules.quantity.roles(t.word);
        }
        bits
    }

    pub(super) fn dimension(&self, unit: u16) -> &str {
        &self.rules.quantity.units.measures[unit as usize].dimension
    }

    pub(super) fn domain_of(&self, unit: u16) -> Domain {
        if self.rules.quantity.units.is_money(unit) {
            return Domain::Money;
        }
        match self.dimension(unit) {
            "percent" | "point" => Domain::Share,
            "temperature" => Domain::Heat,
            _ => Domain::Other,
        }
    }

    /// Whether a form can only be money.
    pub(super) fn is_money(&self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::One(u) => self.domain_of(u) == Domain::Money,
            Meaning::Shared(s) => self.rules.quantity.units.shared[s as usize].money,
        }
    }

    /// The dimension that a form certainly has.
    pub(super) fn dimension_of(&self, meaning: Meaning) -> &str {
        match meaning {
            Meaning::One(u) => self.dimension(u),
            Meaning::Shared(s) => {
                let shared = &self.rules.quantity.units.shared[s as usize];
                shared.candidates.first().map_or("", |&u| self.dimension(u))
            }
        }
    }

    /// Exact factor of the (likeliest) unit.
    pub(super) fn factor_of(&self, hit: &Hit) -> Decimal {
        let units = &self.rules.quantity.units;
        let unit = match hit.meaning {
            Meaning::One(u) => Some(u),
            Meaning::Shared(s) => units.shared[s as usize].candidates.first().copied(),
        };
        let factor = unit.map_or(Decimal::ONE, |u| units.measures[u as usize].factor);
        factor.checked_mul(hit.worth).unwrap_or(factor)
    }

    /// The unit and kind that `hit` means at token `at`, for a number of at least `size`.
    pub(super) fn settle(&self, hit: &Hit, at: usize, size: Decimal) -> (Unit, Kind) {
        let units = &self.rules.quantity.units;
        let (unit, domain) = match hit.meaning {
            Meaning::One(u) => (Unit::Measure(units.measures[u as usize].clone()), self.domain_of(u)),
            Meaning::Shared(s) => {
                let shared = &units.shared[s as usize];
                let domain = if shared.money {
                    Domain::Money
                } else {
                    self.shared_domain(&shared.candidates, at, size)
                };
                let home = self.home(&shared.home, domain);
                let named =
                    (domain == Domain::Heat).then(|| self.scale_named(at, &shared.candidates)).flatten();
                let unit = match home.or(named) {
                    Some(u) => Unit::Measure(units.measures[u as usize].clone()),
                    None => units.ambiguous(shared, |u| shared.money || self.domain_of(u) == domain),
                };
                (unit, domain)
            }
        };
        let kind = match domain {
            Domain::Money => Kind::Money,
            Domain::Share => Kind::Percent,
            Domain::Heat => Kind::Temperature,
            Domain::Other => Kind::Measure,
        };
        match &hit.per {
            Some(per) => {
                let kind = if domain == Domain::Money { kind } else { Kind::Measure };
                (compound(&unit, per), kind)
            }
            None => (unit, kind),
        }
    }

    /// The candidate of the text's own country.
    pub(super) fn home(&self, home: &[([u8; 2], u16)], domain: Domain) -> Option<u16> {
        let locale = self.input.context.locale();
        if locale == Locale::default() {
            return None;
        }
        let country = locale.country().as_bytes();
        home.iter().find(|(c, u)| c[..] == *country && self.domain_of(*u) == domain).map(|(_, u)| *u)
    }

    /// The candidate that the words after "degrees" name: "−273.15° on the Celsius scale".
    pub(super) fn scale_named(&self, at: usize, candidates: &[u16]) -> Option<u16> {
        let forms = &self.rules.quantity.units.forms;
        (at..at + 10).take_while(|&i| i == at || !self.broken(i, i)).find_map(|i| {
            let t = self.all.get(i)?;
            let scale = self.all.get(i + 1)?.text(self.text);
            let entry = self.rules.phrases.single(t.word, Class::UNIT).filter(|_| scale == "scale")?;
            match forms.get(entry.index as usize)?.meaning {
                Meaning::One(u) => candidates.contains(&u).then_some(u),
                Meaning::Shared(_) => None,
            }
        })
    }

    /// What a shared word measures here: "pounds" money or weight, "degrees" heat or arc.
    pub(super) fn shared_domain(&self, candidates: &[u16], at: usize, size: Decimal) -> Domain {
        let first = candidates.first().map_or(Domain::Other, |&u| self.domain_of(u));
        if candidates.iter().all(|&u| self.domain_of(u) == first) {
            return first;
        }
        let cues = self.cues(at);
        let has = |role: Role| cues & role.bit() != 0;
        if candidates.iter().any(|&u| self.domain_of(u) == Domain::Heat) {
            let arc = has(Role::AngleCue) && !has(Role::HeatCue);
            return if arc { Domain::Other } else { Domain::Heat };
        }
        let country = self.input.context.locale();
        let sterling = country != Locale::default() && matches!(country.country(), "GB" | "IE" | "EG" | "LB");
        let money = size >= Decimal::from(1_000_000) || has(Role::MoneyCue) || sterling;
        if money && !has(Role::MassCue) { Domain::Money } else { Domain::Other }
    }
}

pub(super) fn is_minor(form: &Form, scanner: &Scanner<'_>) -> bool {
    scanner.factor_of(&hit(form)) < Decimal::ONE
}

pub(super) fn hit(form: &Form) -> Hit {
    Hit { meaning: form.meaning, worth: form.worth, per: None, rule: form.rule }
}

pub(super) fn is_hyphen(s: &str) -> bool {
    match *s.as_bytes() {
        [b'-'] => true,
        // From U+2010, a hyphen, to U+2014, a long dash; U+2212, a minus.
        [0xe2, 0x80, 0x90..=0x94] | [0xe2, 0x88, 0x92] => true,
        _ => false,
    }
}
