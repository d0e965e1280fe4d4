//! Words and signs of units beside a number: money before it, units after it.

use super::Scanner;
use super::unit::{Hit, hit, is_minor};
use crate::mention::number::{Form as Written, Numeral};
use crate::rules::Class;
use crate::rules::compile_unit::{Form, Meaning};
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Decimal;

impl Scanner<'_> {
    /// The best unit form at token `at` that `fits`: the longest, exact signs before words.
    pub(super) fn form(&self, at: usize, fits: impl Fn(&Form, usize) -> bool) -> Option<(&Form, usize)> {
        self.form_within(at, self.ceiling, fits)
    }

    pub(super) fn form_within(
        &self,
        at: usize,
        limit: usize,
        fits: impl Fn(&Form, usize) -> bool,
    ) -> Option<(&Form, usize)> {
        let forms = &self.rules.quantity.units.forms;
        let tokens = self.all.get(at..limit)?;
        if !self.rules.phrases.starts(tokens.first()?.word).meets(Class::UNIT) {
            return None;
        }
        let mut best: Option<(&Form, usize)> = None;
        self.rules.phrases.each(tokens, self.text, Class::UNIT, |m| {
            let Some(form) = forms.get(m.entry.index as usize).filter(|f| !f.each) else { return };
            let end = at + m.len;
            if end > at + 1 && self.broken(at + 1, end - 1) {
                return;
            }
            if let Some(exact) = &form.exact
                && !self.same_sign(at..end, exact, form.any_case)
            {
                return;
            }
            // The stop of "5 mg." is the sentence's where that ends.
            let stop = form.exact.as_deref().is_some_and(|s| s.ends_with('.'))
                && self.all.get(end).is_none_or(crate::text::Token::starts_sentence);
            let end = end - usize::from(stop && end > at + 1);
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
    pub(super) fn same_sign(&self, range: std::ops::Range<usize>, sign: &str, any_case: bool) -> bool {
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
            "U" if self.is_sign(at + 1, b'.') && self.sign(at + 2) == "S" => {
                at + 3 + usize::from(self.is_sign(at + 3, b'.') && !self.all[at + 3].spaced())
            }
            _ => return None,
        };
        let unit = self.rules.quantity.units.position("USD")?;
        let rule = self.rules.quantity.steps.glued_code;
        Some((end, Hit { meaning: Meaning::One(unit), worth: Decimal::ONE, per: None, rule }))
    }

    /// Money before a number: "$", "US$", "EUR", "Rs". Gives where it starts.
    pub(super) fn money_before(&self, start: usize, floor: usize, number: &Numeral) -> Option<(usize, Hit)> {
        let low = start.saturating_sub(5).max(floor);
        // Most words end no name of money; a stop behind one may be the point of the number.
        let last = start.checked_sub(1).map_or(Class::NONE, |b| self.rules.phrases.ends(self.all[b].word));
        if !last.meets(Class::UNIT) && !self.all[start].is_sign(b'.') {
            return None;
        }
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

    pub(super) fn may_precede(&self, form: &Form, s: usize, start: usize, n: &Numeral) -> bool {
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
        // "the firm's $30m debt" has no Singapore dollars.
        let owner = s > 0
            && !self.all[s].spaced()
            && self.all[s].text(self.text) == "s"
            && matches!(self.all[s - 1].text(self.text), "'" | "\u{2019}");
        if self.all[s].kind == TokenKind::Word && glued || owner {
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
        if letters && sign.len() <= 2 && !self.has(s, WordSet::SurelyMoney) {
            let big = n.value >= Decimal::ONE_HUNDRED
                || n.style.decimals > 0
                || n.style.grouped
                || n.style.scale > 0;
            let after = n.tokens.end as usize;
            let tight = self.all.get(after).is_some_and(|t| !t.spaced());
            return big || tight && self.has(after, WordSet::ScaleLetter);
        }
        // "TOP 10" is no Tongan money: codes that are words need a money's look.
        if letters && self.has(s, WordSet::MoneyOrWord) {
            return n.style.decimals > 0 || n.style.grouped || n.style.scale > 0;
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
        if self.hyphen(first) {
            // "3-inch"; tokenised text has "3 - inch"
            let next = self.all.get(at + 1)?;
            if first.spaced() != next.spaced() || next.kind != TokenKind::Word || next.starts_sentence() {
                return None;
            }
            words_only = first.spaced();
            at += 1;
        } else if n.form == Written::Fraction
            || n.value < Decimal::ONE
                && n.style.decimals > 0
                && self.is(at, Role::Of)
                && self.is(at + 1, Role::Article)
        {
            // "half a gallon", "tenth of a gallon", "0.3 of a percentage point"
            let mut p = at;
            if self.is(p, Role::Of) {
                p += 1;
            }
            if self.is(p, Role::Article) {
                p += 1;
            } else if p > at && self.one_at(p) {
                // "half of one per cent"
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
            let (_, hit) = self.counting()?;
            let (per, stop) = self.per(at + 1, &hit)?;
            return Some((stop, Hit { per: Some(per), ..hit }));
        }
        // "0.2 s^-1": so many per second
        if self.all.get(at + 1).is_some_and(|t| matches!(t.text(self.text), "^" | "\u{2212}" | "\u{207b}"))
            && let Some((per, stop)) = self.inverse(at)
        {
            let (_, hit) = self.counting()?;
            return Some((stop, Hit { per: Some(per), ..hit }));
        }
        self.unit_at(at, n, end, words_only, negative)
    }

    /// Whether token `at` is all of the number one.
    fn one_at(&self, at: usize) -> bool {
        let k = self.numerals.partition_point(|n| (n.tokens.start as usize) < at);
        self.numerals.get(k).is_some_and(|n| {
            n.tokens == (super::number(at)..super::number(at + 1))
                && n.value == Decimal::ONE
                && n.form.is_cardinal()
        })
    }

    pub(super) fn unit_at(
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
            if self.all.get(p).is_some_and(|t| !t.spaced() && (t.is_sign(b'.') || self.hyphen(t))) {
                p += 1;
            }
        }
        let units = &self.rules.quantity.units;
        let (form, mut stop) = self.form(p, |form, stop| {
            (exponent == 1 || matches!(form.meaning, Meaning::One(u) if units.power(u, exponent).is_some()))
                && !(words_only && form.exact.is_some())
                && self.sign_fits(form, p, stop, n, end, negative)
        })?;
        // "40 tonne-kilometres" are no tonnes
        let hung = |i: usize| self.all.get(i).is_some_and(|t| !t.spaced());
        if hung(stop)
            && self.is_hyphen(stop)
            && hung(stop + 1)
            && self.plural(stop + 1)
            && self.form(stop + 1, |f, _| f.exact.is_none() && !self.is_money(f.meaning)).is_some()
        {
            return None;
        }
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
        let found = self.per(stop, &hit).or_else(|| self.per_after_stuff(stop, &hit));
        if let Some((per, to)) = found {
            hit.per = Some(per);
            stop = to;
        }
        Some((stop, hit))
    }

    /// Whether a sign right here is meant as a unit: "5 in" before a noun is a place, "F Block" an address.
    pub(super) fn sign_fits(
        &self,
        form: &Form,
        p: usize,
        stop: usize,
        n: &Numeral,
        end: usize,
        negative: bool,
    ) -> bool {
        let next = self.all.get(stop).filter(|t| !t.starts_sentence());
        if next.is_some_and(|t| {
            !t.spaced() && t.kind == TokenKind::Word && self.all[stop - 1].kind == TokenKind::Word
        }) {
            return false;
        }
        let Some(sign) = &form.exact else {
            // "12 won awards" tells of victories, no money
            if self.is(p, Role::Score) && stop == p + 1 && next.is_some_and(|t| t.kind == TokenKind::Word) {
                return self.is(stop, Role::Function);
            }
            // "12 Grand Slam titles"
            if form.piece && self.all[p].capital() {
                return false;
            }
            // "the 100 mark" tells how far
            let opened =
                (n.tokens.start as usize).checked_sub(1).is_some_and(|b| self.is(b, Role::Determiner));
            if opened && self.is(p, Role::Level) && stop == p + 1 {
                return false;
            }
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
            return next
                .is_none_or(|t| t.kind == TokenKind::Sign && !self.hyphen(t) || self.is(stop, Role::Extent));
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
            // "100.5F"; "70 F" as all that is said
            let closed = next.is_none_or(|t| t.kind == TokenKind::Sign && !self.hyphen(t));
            let told = (tight || closed) && n.style.decimals > 0
                || next.is_none() && self.all[n.tokens.start as usize].starts_sentence();
            return negative
                || told
                || cues & Role::HeatCue.bit() != 0
                || tight && self.in_both_scales(n.tokens.start as usize, stop);
        }
        let ends = next.is_none_or(|t| t.kind == TokenKind::Sign && !self.hyphen(t))
            || self.is(stop, Role::Function)
            || self.is(stop, Role::Extent);
        if letter.is_ascii_uppercase() {
            return match letter {
                'L' | 'V' | 'W' => true,
                'J' | 'N' => tight || ends || self.inverse(stop).is_some(),
                // "221B Baker Street"
                'B' => tight && (n.value % Decimal::from(8)).is_zero(),
                'A' => {
                    tight
                        || next.is_some_and(|t| t.is_sign(b'/'))
                        || ends && n.style.decimals > 0 && !n.style.words
                }
                'T' => !tight && ends && n.style.decimals > 0,
                _ => false,
            };
        }
        tight || ends || next.is_some_and(|t| !t.capital())
    }

    /// Whether a temperature from token `start` to `stop` is given in another scale beside: "30C (86F)".
    fn in_both_scales(&self, start: usize, stop: usize) -> bool {
        let letter = |i: usize| {
            let t = self.all.get(i).filter(|t| !t.spaced() && t.kind == TokenKind::Word)?;
            let units = &self.rules.quantity.units;
            let sign = Some(t.text(self.text));
            self.form(i, |f, to| to == i + 1 && f.exact.as_deref() == sign && f.meaning_is_temperature(units))
        };
        let joint = |i: usize| matches!(self.sign(i), "(" | "/");
        let digits = |i: usize| self.all.get(i).is_some_and(|t| t.kind == TokenKind::Digits);
        let after = joint(stop) && digits(stop + 1) && letter(stop + 2).is_some();
        after || start > 2 && joint(start - 1) && digits(start - 3) && letter(start - 2).is_some()
    }

    /// Feet and inches by quotation marks: only right after digits, and where no quotation is open.
    pub(super) fn quote_fits(&self, sign: &str, p: usize, stop: usize, n: &Numeral) -> bool {
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
