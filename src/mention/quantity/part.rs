//! One end of a quantity: sign, money before, number, scale letter, unit after.

use super::Scanner;
use super::unit::Hit;
use crate::mention::number::{Form, Numeral};
use crate::rules::compile_unit::Meaning;
use crate::rules::schema::{Beside, NumberRole, Role};
use crate::rules::word_set::WordSet;
use crate::rules::{Class, RuleId};
use crate::text::TokenKind;
use crate::value::decimal::stripped;
use crate::value::{Decimal, Style};

/// A number with its sign, scale and unit.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// First token: sign or money sign included.
    pub(super) start: usize,
    /// One past the last token: unit included.
    pub(super) end: usize,
    /// How many numerals it used.
    pub(super) used: usize,
    /// The number as written before any scale letter, for ranges that share a scale.
    pub(super) bare: Decimal,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) unit: Option<Hit>,
    /// A scale letter: "5m", "10k".
    pub(super) scaled: bool,
    pub(super) negative: bool,
    pub(super) digit: Decimal,
    pub(super) style: Style,
    pub(super) rule: RuleId,
}

impl Part {
    /// A number with nothing around it.
    pub(super) fn plain(n: &Numeral) -> Self {
        Self {
            start: n.tokens.start as usize,
            end: n.tokens.end as usize,
            used: 1,
            bare: n.value,
            low: n.value,
            high: n.high,
            unit: None,
            scaled: false,
            negative: false,
            digit: n.digit,
            style: n.style,
            rule: n.rule,
        }
    }

    /// Multiplies the value: a scale letter, a nickel's worth.
    pub(super) fn times(&mut self, factor: Decimal) -> Option<()> {
        self.low = self.low.checked_mul(factor)?;
        self.high = self.high.checked_mul(factor)?;
        self.digit = self.digit.checked_mul(factor.abs())?;
        Some(())
    }
}

impl Scanner<'_> {
    /// The part at numeral `k`; nothing before `floor` belongs to it.
    pub(super) fn part(&self, k: usize, floor: usize) -> Option<Part> {
        let n = self.numerals[k];
        let mut a = Part::plain(n);
        self.minus(&mut a, floor);
        self.booked(&mut a, floor);
        if let Some((s, hit)) = self.money_before(a.start, floor, n) {
            a.start = s;
            a.unit = Some(hit);
            if !a.negative {
                self.minus(&mut a, floor);
            }
        }
        self.suffix(&mut a, n);
        let after = match &a.unit {
            Some(money) => self.money_after(a.end, money),
            None if n.form == Form::Ordinal => None,
            None => self.unit_after(a.end, n, a.negative).or_else(|| self.glued_code(a.end)),
        };
        if let Some((end, hit)) = after {
            if hit.worth != Decimal::ONE {
                a.times(hit.worth)?;
            }
            a.end = end.min(self.ceiling);
            a.unit = Some(hit);
            // "75 USD million"
            if a.style.scale == 0
                && let Some((len, w)) = self.scale_word(a.end)
            {
                a.times(w)?;
                a.end += len;
                a.scaled = true;
            }
        }
        self.booked_whole(&mut a, floor);
        if a.negative {
            (a.low, a.high) = (-a.high, -a.low);
        } else if a.unit.as_ref().is_some_and(|h| {
            self.dimension_of(h.meaning) == "temperature" || self.dimension_of(h.meaning) == "angle"
        }) && a.start > floor
            && self.is_hyphen(a.start - 1)
            && self.all[a.start - 1].spaced()
            && !self.all[a.start].starts_sentence()
        {
            // "- 20 degrees"
            (a.low, a.high) = (-a.high, -a.low);
            a.negative = true;
            a.start -= 1;
        }
        self.below_zero(&mut a);
        self.pass(&mut a, k);
        self.compose(&mut a, k);
        self.pass(&mut a, k);
        Some(a)
    }

    /// Counts the numerals that lie inside the part ("km2") as used.
    fn pass(&self, a: &mut Part, k: usize) {
        while self.numerals.get(k + a.used).is_some_and(|n| (n.tokens.start as usize) < a.end) {
            a.used += 1;
        }
    }

    /// Takes "-", "minus" or "+" before the number in.
    fn minus(&self, a: &mut Part, floor: usize) {
        let Some(b) = a.start.checked_sub(1).filter(|&b| b >= floor) else { return };
        if self.all[a.start].starts_sentence() {
            return;
        }
        let t = &self.all[b];
        // Most words are no sign and say none.
        const SAID: u64 = Role::Minus.bit() | Role::Plus.bit();
        let sign = t.kind == TokenKind::Sign && (matches!(t.first, b'-' | b'+') || t.first >= 0x80);
        if !sign && self.rules.quantity.roles(t.word) & SAID == 0 {
            return;
        }
        // "minus 5", "minus-5"
        let hyphen = usize::from(self.hyphen(t) && b > floor);
        if self.is(b - hyphen, Role::Minus) {
            // "plus or minus 3" is how far off, not which way
            if b > floor + 1 && self.is(b - 1, Role::Or) && self.is(b - 2, Role::Plus) {
                a.start = b - 2;
                return;
            }
            (a.start, a.negative) = (b - hyphen, true);
            return;
        }
        let s = t.text(self.text);
        // "from minus 5 to plus 5"
        if self.is(b, Role::Plus) && b > 0 && (self.is(b - 1, Role::To) || self.is(b - 1, Role::And)) {
            a.start = b;
            return;
        }
        let dash = matches!(s, "-" | "\u{2212}" | "\u{2013}");
        if !dash && s != "+" {
            return;
        }
        let tight = !self.all[a.start].spaced();
        let free = t.spaced() || b == 0 || {
            let before = &self.all[b - 1];
            before.kind == TokenKind::Sign
                && !matches!(before.text(self.text), ")" | "]" | "%" | "." | "\"" | "-" | "+" | "/")
        };
        let opens = t.starts_sentence() || b == 0;
        if free && (tight || opens && dash) {
            a.start = b;
            a.negative = dash;
        }
    }

    /// A loss as book-keepers write it: "£(45)m", "the result was ($45)".
    fn booked(&self, a: &mut Part, floor: usize) {
        let Some(open) = a.start.checked_sub(1).filter(|&o| o > floor && self.is_sign(o, b'(')) else {
            return;
        };
        let tight = |i: usize| self.all.get(i).is_some_and(|t| !t.spaced());
        let sign = self.all[open - 1].kind == TokenKind::Sign && !self.is_hyphen(open - 1);
        let money = self.form(open - 1, |f, stop| stop == open && self.is_money(f.meaning)).is_some();
        if sign && money && tight(open) && tight(a.start) && self.is_sign(a.end, b')') && tight(a.end) {
            (a.start, a.end, a.negative) = (open, a.end + 1, true);
        }
    }

    /// "The result was ($45 million)": a loss, the money inside the brackets as well.
    fn booked_whole(&self, a: &mut Part, floor: usize) {
        let Some(open) = a.start.checked_sub(1).filter(|&o| o > floor && self.is_sign(o, b'(')) else {
            return;
        };
        let money = a.unit.as_ref().is_some_and(|h| self.is_money(h.meaning));
        let said = self.is(open - 1, Role::Be) && !self.broken(open, open);
        if money && said && !a.negative && self.is_sign(a.end, b')') {
            (a.start, a.end, a.negative) = (open, a.end + 1, true);
        }
    }

    /// Takes a scale letter right after the digits in: "10k", "$3M", "1.2b".
    fn suffix(&self, a: &mut Part, n: &Numeral) {
        if n.style.words || n.style.scale > 0 || n.form != Form::Cardinal {
            return;
        }
        let Some(t) = self.all.get(a.end).filter(|t| t.kind == TokenKind::Word && !t.starts_sentence())
        else {
            return;
        };
        let letter = t.text(self.text);
        if !self.rules.phrases.starts(t.word).meets(Class::NUMBER) {
            return;
        }
        let mut found = None;
        self.rules.phrases.each(&self.all[a.end..=a.end], self.text, Class::NUMBER, |m| {
            let w = self.rules.quantity.numbers.get(m.entry.index as usize);
            found =
                found.or(w.filter(|w| w.role == NumberRole::Suffix && w.exact.as_deref() == Some(letter)));
        });
        let Some(word) = found else { return };
        let worth = word.low;
        let spaced = t.spaced();
        let after = self.all.get(a.end + 1).filter(|t| !t.starts_sentence());
        let joined = after.is_some_and(|t| !t.spaced() && t.kind != TokenKind::Sign);
        let decimals = n.style.decimals > 0;
        let holds = |beside: Beside| match beside {
            Beside::Anything => true,
            // "$5 M-class"
            Beside::Money => a.unit.is_some() && !(spaced && self.is_hyphen(a.end + 1)),
            // "2.3m long"
            Beside::Decimals => decimals && !self.is(a.end + 1, Role::Race),
            // "a current population of 8 B people"
            Beside::Counted => {
                after.is_some_and(|t| t.spaced())
                    && !self.is(a.end + 1, Role::Race)
                    && (self.counts_something(a.end + 1)
                        || self.names_unit(a.end + 1)
                        || self.names_time(a.end + 1)
                        || self.is(a.end + 1, Role::Of) && decimals)
            }
            // "50 K dollars"
            Beside::Unit => self.names_unit(a.end + 1),
            Beside::Heat => self.speaks_of_heat(a.start),
        };
        let any = |bits: u8| Beside::ALL.iter().any(|&b| bits & Beside::bits(&[b]) != 0 && holds(b));
        let [right_after, apart, never] = word.beside;
        let fits = any(if spaced { apart } else { right_after }) && !any(never);
        if fits && !joined && a.times(worth).is_some() {
            a.end += 1;
            a.scaled = true;
            a.style.scale = scale_of(worth);
        }
    }

    fn speaks_of_heat(&self, at: usize) -> bool {
        (at.saturating_sub(20)..(at + 20).min(self.all.len()))
            .any(|i| matches!(self.sign(i), "\u{b0}" | "\u{ba}"))
    }

    /// Whether a unit or a currency in words stands at `at`: "1.2m euros", "0.5k miles".
    fn names_unit(&self, at: usize) -> bool {
        !self.is(at, Role::Function)
            && self
                .all
                .get(at)
                .is_some_and(|t| self.rules.phrases.starts(t.word).meets(Class::UNIT) && t.end - t.start > 1)
    }

    /// Whether a unit of time stands at `at`: "66m years" are millions, not metres.
    fn names_time(&self, at: usize) -> bool {
        let t = self.all.get(at).filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3);
        t.is_some_and(|t| self.is(at, Role::Function) && self.rules.phrases.starts(t.word).meets(Class::UNIT))
    }

    pub(super) fn scale_word(&self, at: usize) -> Option<(usize, Decimal)> {
        self.word_of(at, NumberRole::Scale)
    }

    /// The word of `role` at token `at`, not in the plural: its length and what it is worth.
    pub(super) fn word_of(&self, at: usize, role: NumberRole) -> Option<(usize, Decimal)> {
        let tokens = self
            .all
            .get(at..self.ceiling.min(at + 1))
            .filter(|t| !t.is_empty() && !t[0].starts_sentence())?;
        let mut found = None;
        self.rules.phrases.each(tokens, self.text, Class::NUMBER, |m| {
            let w = self.rules.quantity.numbers.get(m.entry.index as usize);
            if let Some(w) = w.filter(|w| w.role == role && !w.plural) {
                found = Some((m.len, w.low));
            }
        });
        found
    }

    /// Money named twice ("$10 dollars", "$75 U.S.") or told what it is per ("$15 an hour").
    fn money_after(&self, end: usize, money: &Hit) -> Option<(usize, Hit)> {
        let mut hit = money.clone();
        let mut stop = end;
        if let Some((to, better)) = self.same_money(end) {
            (stop, hit) = (to, better);
        }
        if let Some((per, to)) = self.per(stop, &hit) {
            hit.per = Some(per);
            stop = to;
        }
        (stop > end).then_some((stop, hit))
    }

    /// "MGBP", "MUSD": a code with its scale before it.
    fn glued_code(&self, at: usize) -> Option<(usize, Hit)> {
        let t =
            self.all.get(at).filter(|t| t.all_capitals() && !t.starts_sentence() && t.end - t.start == 4)?;
        let word = t.text(self.text);
        let scale = match word.as_bytes()[0] {
            b'M' => 1_000_000,
            b'K' => 1_000,
            b'B' => 1_000_000_000,
            _ => return None,
        };
        let unit = self.rules.quantity.units.position(word.get(1..)?)?;
        if !self.rules.quantity.units.is_money(unit) {
            return None;
        }
        let meaning = Meaning::One(unit);
        let rule = self.rules.quantity.steps.glued_code;
        Some((at + 1, Hit { meaning, worth: Decimal::from(scale), per: None, rule }))
    }

    /// "2 below zero"
    fn below_zero(&self, a: &mut Part) {
        if self.is(a.end, Role::Below)
            && !a.negative
            && let Some(zero) = self.all.get(a.end + 1)
            && (self.has(a.end + 1, WordSet::Zero) || zero.text(self.text) == "0")
            && a.unit.as_ref().is_none_or(|h| matches!(self.dimension_of(h.meaning), "temperature" | "angle"))
        {
            (a.low, a.high) = (-a.high, -a.low);
            a.negative = true;
            if a.unit.is_none() {
                a.unit = self.degrees();
            }
            a.end += 2;
        }
    }

    fn degrees(&self) -> Option<Hit> {
        let units = &self.rules.quantity.units;
        let at = units.shared.iter().position(|s| &*s.word == "degree")?;
        let meaning = Meaning::Shared(u16::try_from(at).ok()?);
        Some(Hit { meaning, worth: Decimal::ONE, per: None, rule: self.rules.quantity.steps.glued_code })
    }

    /// Adds what completes a number: "5 feet 2 inches", "twenty dollars and 43 cents", "forty-five (45)".
    fn compose(&self, a: &mut Part, k: usize) {
        while let Some(n) = self.numerals.get(k + a.used) {
            let at = n.tokens.start as usize;
            if at >= self.ceiling || self.all.get(at).is_none_or(|t| t.starts_sentence()) {
                return;
            }
            // "forty-five (45)"
            let repeated = at == a.end + 1
                && self.is_sign(a.end, b'(')
                && self.is_sign(n.tokens.end as usize, b')')
                && n.value == a.low
                && a.unit.is_none();
            if repeated {
                a.end = n.tokens.end as usize + 1;
                a.used += 1;
                // "ten (10) per cent", "twenty (20) miles"
                if let Some((end, hit)) = self.unit_after(a.end, n, a.negative) {
                    if a.times(hit.worth).is_none() {
                        return;
                    }
                    (a.end, a.unit) = (end.min(self.ceiling), Some(hit));
                }
                continue;
            }
            let gap = at.saturating_sub(a.end);
            // "two miles and a half", "five dollars and a quarter"
            if gap == 1
                && self.is(a.end, Role::And)
                && n.form == Form::Fraction
                && n.style.words
                && a.unit.is_some()
            {
                let part = if a.negative { -n.value } else { n.value };
                let (Some(low), Some(high)) = (a.low.checked_add(part), a.high.checked_add(part)) else {
                    return;
                };
                (a.low, a.high, a.end) = (low, high, n.tokens.end as usize);
                a.used += 1;
                continue;
            }
            // "a 6-foot-5 forward"
            let hung = gap == 1
                && self.is_hyphen(a.end)
                && !self.all[a.end].spaced()
                && !self.all[at].spaced()
                && a.unit.as_ref().is_some_and(|h| self.is_foot(h));
            let linked =
                hung || gap == 0 || gap == 1 && (self.is(a.end, Role::And) || self.is_sign(a.end, b','));
            let hit = a.unit.as_ref().filter(|h| linked && h.per.is_none() && n.form == Form::Cardinal);
            let Some((value, end)) = hit.and_then(|hit| self.smaller(hit, a, n, gap)) else { return };
            let value = if a.negative { -value } else { value };
            let (Some(low), Some(high)) = (a.low.checked_add(value), a.high.checked_add(value)) else {
                return;
            };
            (a.low, a.high, a.end) = (low, high, end);
            a.digit = Decimal::ONE.min(a.digit);
            a.used += 1;
        }
    }

    /// What the number `n` adds to a quantity in the unit of `hit`, and where it ends.
    fn smaller(&self, hit: &Hit, a: &Part, n: &Numeral, gap: usize) -> Option<(Decimal, usize)> {
        let end = n.tokens.end as usize;
        let money = self.is_money(hit.meaning);
        let big = self.factor_of(hit);
        // "a 6ft 4in lock"
        let tight = self.all.get(end).is_some_and(|t| !t.spaced());
        if tight
            && self.is_foot(hit)
            && n.value < Decimal::from(12)
            && let Some((form, to)) = self.form(end, |f, _| f.shy)
            && self.dimension_of(form.meaning) == "length"
        {
            return Some((n.value.checked_div(Decimal::from(12))?, to));
        }
        if let Some((to, next)) = self.unit_after(end, n, false) {
            let small = self.factor_of(&next);
            let same = self.dimension_of(hit.meaning) == self.dimension_of(next.meaning)
                || money && self.is_money(next.meaning);
            let measures = same
                && (money || !matches!(self.dimension_of(hit.meaning), "percent" | "point" | "temperature"));
            if !measures || small >= big || next.per.is_some() {
                return None;
            }
            let share = n.value.checked_mul(small)?.checked_div(big)?;
            // A list ("3 km, 400 m") adds up only where the small part is less than one of the big.
            let fits = if money { share < Decimal::ONE } else { gap == 0 || share < Decimal::from(10) };
            return fits.then_some((share, to));
        }
        // "twenty dollars and 43", "$100 and fifty"
        let cents = money
            && a.low.is_integer()
            && !a.scaled
            && a.style.scale == 0
            && big == Decimal::ONE
            && n.value.is_integer()
            && n.value < Decimal::ONE_HUNDRED
            && !self.is_sign(a.end, b',')
            && n.style.decimals == 0;
        let last = self.all.get(end).is_none_or(|t| {
            t.starts_sentence() || matches!(t.text(self.text), "." | "," | ";" | "!" | "?" | ")")
        });
        if cents && last {
            return Some((n.value.checked_div(Decimal::ONE_HUNDRED)?, end));
        }
        // "6 ft 4"
        let hung = gap == 1 && self.is_hyphen(a.end);
        let inches =
            (gap == 0 || hung) && self.is_foot(hit) && n.value < Decimal::from(12) && n.value.is_integer();
        if inches && (last || hung || self.is(end, Role::Function) || self.is(end, Role::Extent)) {
            return Some((n.value.checked_div(Decimal::from(12))?, end));
        }
        None
    }

    fn is_foot(&self, hit: &Hit) -> bool {
        let units = &self.rules.quantity.units;
        matches!(hit.meaning, Meaning::One(u) if &*units.measures[u as usize].name == "foot")
    }
}

/// The power of ten of a scale letter.
fn scale_of(worth: Decimal) -> u8 {
    u8::try_from(stripped(worth).1).unwrap_or(0)
}
