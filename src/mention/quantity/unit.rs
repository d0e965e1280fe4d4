//! Units and currencies beside a number: which form stands there, which of several it means.

use super::{Scanner, at_most};
use crate::mention::number::{Form as Written, Numeral};
use crate::mention::{Kind, Locale};
use crate::rules::compile_unit::{Form, Meaning, compound, singular};
use crate::rules::schema::Role;
use crate::rules::{Class, RuleId};
use crate::text::TokenKind;
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

    fn dimension(&self, unit: u16) -> &str {
        &self.rules.quantity.units.measures[unit as usize].dimension
    }

    fn domain_of(&self, unit: u16) -> Domain {
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
            Meaning::Shared(s) => {
                let shared = &self.rules.quantity.units.shared[s as usize];
                shared.candidates.iter().all(|&u| self.domain_of(u) == Domain::Money)
            }
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
                let domain = self.shared_domain(&shared.candidates, at, size);
                let home = self.home(&shared.home, domain);
                let named =
                    (domain == Domain::Heat).then(|| self.scale_named(at, &shared.candidates)).flatten();
                let unit = match home.or(named) {
                    Some(u) => Unit::Measure(units.measures[u as usize].clone()),
                    None => units.ambiguous(shared, |u| self.domain_of(u) == domain),
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
    fn home(&self, home: &[([u8; 2], u16)], domain: Domain) -> Option<u16> {
        let locale = self.input.context.locale;
        if locale == Locale::default() {
            return None;
        }
        let country = locale.country().as_bytes();
        home.iter().find(|(c, u)| c[..] == *country && self.domain_of(*u) == domain).map(|(_, u)| *u)
    }

    /// The candidate that the words after "degrees" name: "−273.15° on the Celsius scale".
    fn scale_named(&self, at: usize, candidates: &[u16]) -> Option<u16> {
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
    fn shared_domain(&self, candidates: &[u16], at: usize, size: Decimal) -> Domain {
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
        let country = self.input.context.locale;
        let sterling = country != Locale::default() && matches!(country.country(), "GB" | "IE" | "EG" | "LB");
        let money = size >= Decimal::from(1_000_000) || has(Role::MoneyCue) || sterling;
        if money && !has(Role::MassCue) { Domain::Money } else { Domain::Other }
    }

    /// The best unit form at token `at` that `fits`: the longest, exact signs before words.
    fn form(&self, at: usize, fits: impl Fn(&Form, usize) -> bool) -> Option<(&Form, usize)> {
        self.form_within(at, self.ceiling, fits)
    }

    fn form_within(
        &self,
        at: usize,
        limit: usize,
        fits: impl Fn(&Form, usize) -> bool,
    ) -> Option<(&Form, usize)> {
        let forms = &self.rules.quantity.units.forms;
        let tokens = self.all.get(at..limit)?;
        let mut best: Option<(&Form, usize)> = None;
        self.rules.phrases.each(tokens, self.text, Class::UNIT, |m| {
            let Some(form) = forms.get(m.entry.index as usize) else { return };
            let end = at + m.len;
            if end > at + 1 && self.broken(at + 1, end - 1) {
                return;
            }
            if let Some(exact) = &form.exact
                && !self.same_sign(at..end, exact, form.any_case)
            {
                return;
            }
            if !fits(form, end) {
                return;
            }
            let better =
                best.is_none_or(|(b, e)| end > e || end == e && b.exact.is_none() && form.exact.is_some());
            if better {
                best = Some((form, end));
            }
        });
        best
    }

    /// Whether tokens `range` are written as `sign`, a line end or a wide space standing for a space.
    fn same_sign(&self, range: std::ops::Range<usize>, sign: &str, any_case: bool) -> bool {
        let written = &self.text[self.all[range.start].start as usize..self.all[range.end - 1].end as usize];
        if written == sign || any_case && written.eq_ignore_ascii_case(sign) {
            return true;
        }
        range.len() > 1 && written.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).eq(sign.chars())
    }

    /// Money that says again or better what stood before the number: "$10 dollars", "$75 U.S.".
    pub(super) fn same_money(&self, at: usize) -> Option<(usize, Hit)> {
        if self.all.get(at)?.starts_sentence() || at >= self.ceiling {
            return None;
        }
        if let Some((form, end)) =
            self.form(at, |f, _| self.is_money(f.meaning) && f.worth == Decimal::ONE && !is_minor(f, self))
        {
            return Some((end, hit(form)));
        }
        let end = match self.all[at].text(self.text) {
            "US" => at + 1,
            "U" if self.sign(at + 1) == "." && self.sign(at + 2) == "S" => {
                at + 3 + usize::from(self.sign(at + 3) == "." && !self.all[at + 3].spaced())
            }
            _ => return None,
        };
        let unit = self.rules.quantity.units.position("USD")?;
        let rule = self.rules.quantity.steps.glued_code;
        Some((end, Hit { meaning: Meaning::One(unit), worth: Decimal::ONE, per: None, rule }))
    }

    /// Money before a number: "$", "US$", "EUR", "Rs". Gives where it starts.
    pub(super) fn money_before(&self, start: usize, floor: usize, number: &Numeral) -> Option<(usize, Hit)> {
        let low = start.saturating_sub(4).max(floor);
        for s in low..start {
            if !self.rules.phrases.starts(self.all[s].word).meets(Class::UNIT) {
                continue;
            }
            if self.broken(s + 1, start) {
                continue;
            }
            let found = self.form(s, |form, end| {
                end == start
                    && form.worth == Decimal::ONE
                    && self.is_money(form.meaning)
                    && self.may_precede(form, s, start, number)
            });
            if let Some((form, end)) = found
                && end == start
            {
                return Some((s, hit(form)));
            }
        }
        None
    }

    fn may_precede(&self, form: &Form, s: usize, start: usize, n: &Numeral) -> bool {
        let factor = match form.meaning {
            Meaning::One(u) => self.rules.quantity.units.measures[u as usize].factor,
            Meaning::Shared(s) => {
                let c = &self.rules.quantity.units.shared[s as usize].candidates;
                c.first().map_or(Decimal::ONE, |&u| self.rules.quantity.units.measures[u as usize].factor)
            }
        };
        // Cents follow their number.
        if factor < Decimal::ONE {
            return false;
        }
        let glued = s > 0 && !self.all[s].spaced() && self.all[s - 1].kind == TokenKind::Word;
        if self.all[s].kind == TokenKind::Word && glued {
            return false;
        }
        let Some(sign) = &form.exact else {
            // Words stand before a number only where nothing is counted: "Malaysian ringgit 42".
            let sign = self.all[s..start].iter().any(|t| t.kind == TokenKind::Sign);
            let free = self
                .all
                .get(n.tokens.end as usize)
                .is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign && t.text(self.text) != "%");
            return sign || free && start > s + 1 && (s == 0 || self.all[s - 1].kind != TokenKind::Digits);
        };
        // "R 5" and "PS5" are names more often than money.
        let letters = sign.bytes().all(|b| b.is_ascii_alphabetic());
        if letters
            && sign.len() <= 2
            && !matches!(&**sign, "Rs" | "RM" | "kr" | "TL" | "Tk" | "Rp" | "Dh" | "rs")
        {
            let big = n.value >= Decimal::ONE_HUNDRED
                || n.style.decimals > 0
                || n.style.grouped
                || n.style.scale > 0;
            let suffix = self
                .all
                .get(n.tokens.end as usize)
                .is_some_and(|t| !t.spaced() && matches!(t.text(self.text), "m" | "bn" | "k" | "M" | "p"));
            return big || suffix;
        }
        // "TOP 10" is no Tongan money: codes that are words need a money's look.
        if letters && matches!(&**sign, "TOP" | "ALL" | "CUP" | "TRY" | "MOP" | "LAK" | "SOS" | "BAM") {
            return n.style.decimals > 0 || n.style.grouped;
        }
        true
    }

    /// The unit after a number that ends at `end`. Gives where the unit ends.
    pub(super) fn unit_after(&self, end: usize, n: &Numeral, negative: bool) -> Option<(usize, Hit)> {
        let mut at = end;
        let first = self.all.get(at).filter(|t| !t.starts_sentence())?;
        if at >= self.ceiling {
            return None;
        }
        let mut words_only = false;
        if is_hyphen(first.text(self.text)) {
            // "3-inch"; tokenised text has "3 - inch"
            let next = self.all.get(at + 1)?;
            if first.spaced() != next.spaced() || next.kind != TokenKind::Word {
                return None;
            }
            words_only = first.spaced();
            at += 1;
        } else if n.form == Written::Fraction {
            // "half a gallon", "tenth of a gallon"
            let mut p = at;
            if self.is(p, Role::Of) {
                p += 1;
            }
            if self.is(p, Role::Article) {
                p += 1;
            }
            if p > at {
                at = p;
                words_only = true;
            }
        } else if matches!(n.form, Written::Vague) && self.is(at, Role::Of) {
            at += 1;
            words_only = true;
        } else if matches!(first.text(self.text), "[" | "<" | "{") {
            let (e, hit) = self.unit_at(at + 1, n, end, false, negative)?;
            let close = self.all.get(e)?.text(self.text);
            return matches!(close, "]" | ">" | "}" | ")").then_some((e + 1, hit));
        }
        if self.is(at, Role::Times) && at == end {
            // "four times per week", "78,000 times a minute"
            let count = self.rules.quantity.units.position("count")?;
            let hit = Hit {
                meaning: Meaning::One(count),
                worth: Decimal::ONE,
                per: None,
                rule: self.rules.quantity.steps.rate,
            };
            let (per, stop) = self.per(at + 1, &hit)?;
            return Some((stop, Hit { per: Some(per), ..hit }));
        }
        self.unit_at(at, n, end, words_only, negative)
    }

    fn unit_at(
        &self,
        at: usize,
        n: &Numeral,
        end: usize,
        words_only: bool,
        negative: bool,
    ) -> Option<(usize, Hit)> {
        let mut exponent = 1;
        let mut p = at;
        if self.is(p, Role::Square) || self.is(p, Role::Cubic) {
            exponent = if self.is(p, Role::Square) { 2 } else { 3 };
            p += 1;
            // "sq. ft"
            if self
                .all
                .get(p)
                .is_some_and(|t| !t.spaced() && (t.text(self.text) == "." || is_hyphen(t.text(self.text))))
            {
                p += 1;
            }
        }
        let units = &self.rules.quantity.units;
        let (form, mut stop) = self.form(p, |form, stop| {
            (exponent == 1 || matches!(form.meaning, Meaning::One(u) if units.power(u, exponent).is_some()))
                && !(words_only && form.exact.is_some())
                && self.sign_fits(form, p, stop, n, end, negative)
        })?;
        let mut hit = hit(form);
        if exponent == 1
            && let Some((e, to)) = self.power_after(stop, form)
        {
            exponent = e;
            stop = to;
        }
        if exponent > 1 {
            let Meaning::One(u) = hit.meaning else { return None };
            hit.meaning = Meaning::One(units.power(u, exponent)?);
        }
        if let Some((per, to)) = self.per(stop, &hit) {
            hit.per = Some(per);
            stop = to;
        }
        Some((stop, hit))
    }

    /// "2" in "km2", "²", "^3", "cubed" after a unit: the exponent and its end.
    fn power_after(&self, at: usize, form: &Form) -> Option<(u8, usize)> {
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
            return self.longer_per(unit, stop);
        }
        // "$98 a share", "births per woman", "per capita"
        let t = self.all.get(p)?;
        let money = self.is_money(of.meaning);
        let word = t.kind == TokenKind::Word && !self.is(p, Role::Function) && !t.capital();
        if !word || (strict && !money) || slash && t.spaced() {
            return None;
        }
        let noun = singular(&t.text(self.text).to_lowercase());
        Some((Unit::Noun(noun.into()), p + 1))
    }

    /// A second denominator: "per square metre per year".
    fn longer_per(&self, unit: Unit, stop: usize) -> Option<(Unit, usize)> {
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

    /// Whether a sign right here is meant as a unit: "5 in" before a noun is a place, "F Block" an address.
    fn sign_fits(&self, form: &Form, p: usize, stop: usize, n: &Numeral, end: usize, negative: bool) -> bool {
        let next = self.all.get(stop).filter(|t| !t.starts_sentence());
        if next.is_some_and(|t| {
            !t.spaced() && t.kind == TokenKind::Word && self.all[stop - 1].kind == TokenKind::Word
        }) {
            return false;
        }
        let Some(sign) = &form.exact else {
            // Words of one letter do not exist; a word right after digits is a unit ("5miles").
            return true;
        };
        // "m/s^2": the power belongs to the second alone
        let raised = |t: &crate::text::Token| {
            !t.spaced()
                && (t.kind == TokenKind::Digits || matches!(t.text(self.text), "^" | "\u{b2}" | "\u{b3}"))
        };
        if sign.contains('/') && next.is_some_and(raised) {
            return false;
        }
        // "6pm" is a time of day, "2.1 pm" a length
        if matches!(&**sign, "am" | "pm")
            && n.value < Decimal::from(24)
            && n.style.decimals != 1
            && n.style.decimals != 3
        {
            return false;
        }
        if form.shy {
            return next.is_none_or(|t| {
                t.kind == TokenKind::Sign && !is_hyphen(t.text(self.text)) || self.is(stop, Role::Extent)
            });
        }
        let tight = !self.all[p].spaced();
        // A fraction or a number in words takes no sign: "three m".
        if matches!(&**sign, "'" | "\u{2019}" | "\u{2032}" | "\"" | "\u{201d}" | "''" | "\u{2033}") {
            return self.quote_fits(sign, p, stop, n);
        }
        let mut chars = sign.chars();
        let (Some(letter), None) = (chars.next(), chars.next()) else { return true };
        if !letter.is_ascii_alphabetic() {
            return true;
        }
        if n.style.words && n.style.scale == 0 && !n.form.is_cardinal() {
            return false;
        }
        let heat = form.meaning_is_temperature(&self.rules.quantity.units);
        if heat {
            let cues = self.cues(end.saturating_sub(1));
            return negative || cues & Role::HeatCue.bit() != 0;
        }
        let ends = next.is_none_or(|t| t.kind == TokenKind::Sign && !is_hyphen(t.text(self.text)))
            || self.is(stop, Role::Function)
            || self.is(stop, Role::Extent);
        if letter.is_ascii_uppercase() {
            return match letter {
                'L' | 'V' | 'W' => true,
                'J' | 'N' => tight || ends,
                'B' => tight,
                'A' => tight || next.is_some_and(|t| t.text(self.text) == "/"),
                'T' => !tight && ends && n.style.decimals > 0,
                _ => false,
            };
        }
        tight || ends || next.is_some_and(|t| !t.capital())
    }

    /// Feet and inches by quotation marks: only right after digits, and where no quotation is open.
    fn quote_fits(&self, sign: &str, p: usize, stop: usize, n: &Numeral) -> bool {
        if n.style.words || n.style.scale > 0 {
            return false;
        }
        let tight = !self.all[p].spaced();
        if sign == "'" || sign == "\u{2019}" || sign == "\u{2032}" {
            // 6'2": feet only where inches follow, or with the prime sign
            let inches = self.all.get(stop).is_some_and(|t| t.kind == TokenKind::Digits);
            return tight && (sign == "\u{2032}" || inches);
        }
        if !tight && sign != "\"" {
            return false;
        }
        let mut open = 0;
        let mut i = p;
        while i > 0 && !self.all[i].starts_sentence() && p - i < 60 {
            i -= 1;
            let s = self.all[i].text(self.text);
            if s == "\"" || s == "\u{201c}" {
                open += 1;
            } else if s == "\u{201d}" {
                open -= 1;
            }
        }
        let closes = self.all.get(stop).is_some_and(|t| matches!(t.text(self.text), "." | "," | "\u{201d}"));
        open % 2 == 0 && !(closes && sign == "\u{201d}")
    }
}

fn is_minor(form: &Form, scanner: &Scanner<'_>) -> bool {
    scanner.factor_of(&hit(form)) < Decimal::ONE
}

pub(super) fn hit(form: &Form) -> Hit {
    Hit { meaning: form.meaning, worth: form.worth, per: None, rule: form.rule }
}

pub(super) fn is_hyphen(s: &str) -> bool {
    matches!(s, "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}")
}
