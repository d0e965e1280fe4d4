//! Ordinals, fractions and vague words: what a number word begins, or a cardinal goes on into.
//!
//! "one hundred twenty-fifth", "two thirds", "two million and a half", "three twenty-firsts", "half a
//! million", "tens of thousands".

use super::words::{Cardinal, Last, exponent};
use super::{Form, Numeral, Reader};
use crate::rules::schema::{NumberRole, Role};
use crate::rules::time_words::Glue;
use crate::rules::word_set::WordSet;
use crate::text::{Token, TokenKind};
use crate::value::{Decimal, Style};

impl Reader<'_> {
    /// An ordinal word at `at`, with a tens word before it: "fifth", "twenty-fifth".
    pub(super) fn ordinal_word(&self, at: usize) -> Option<(usize, Decimal, bool)> {
        if !self.goes_on(at) {
            return None;
        }
        if let Some((len, w)) = self.word(at, |w| w.role == NumberRole::Ordinal) {
            return Some((at + len, w.low, w.plural));
        }
        let (len, tens) = self.word(at, |w| w.role == NumberRole::Tens)?;
        let q = self.past_hyphen(at + len);
        let (l2, w) = self.word(q, |w| w.role == NumberRole::Ordinal && w.low < Decimal::TEN)?;
        Some((q + l2, tens.low + w.low, w.plural))
    }

    pub(super) fn plural_ordinal_after(&self, at: usize) -> bool {
        let q = self.past_hyphen(at);
        self.word(q, |w| w.role == NumberRole::Ordinal && w.plural && w.low < Decimal::TEN).is_some()
    }

    /// "third", "twenty-fifth" with no number before it.
    pub(super) fn plain_ordinal(&self, at: usize) -> Option<Numeral> {
        let (len, w) = self.word(at, |w| w.role == NumberRole::Ordinal)?;
        if w.plural {
            return None;
        }
        let style = Style { words: true, ..Style::default() };
        // "a third", "a hundredth": a share, unless a noun shows that one more of them is meant
        let another = at > 0 && self.rules.time.is_glue(self.all[at - 1].word, Glue::Another);
        let article =
            at > 0 && (another || self.is(at - 1, Role::Article)) && !self.all[at].starts_sentence();
        let end = at + len;
        if article && w.low > Decimal::TWO {
            let next = self.all.get(end).filter(|t| !t.starts_sentence());
            // "a third man", "a third straight year", but "a third more"
            let thing = Role::Aged.bit() | Role::Modifier.bit() | Role::Plural.bit();
            let straight = |t: &Token| {
                self.rules.time.is_glue(t.word, Glue::Filler)
                    && !self.is(end, Role::Compare)
                    && !self.is(end, Role::Further)
            };
            let noun = next.is_some_and(|t| {
                t.text(self.text) == "-"
                    || t.kind == TokenKind::Word
                        && !self.rules.words.has(t.word, WordSet::ShareVerb)
                        && (self.rules.quantity.roles(t.word) & !thing == 0 || straight(t))
            });
            if !noun {
                let value = Decimal::ONE.checked_div(w.low)?;
                return Some(self.scaled_fraction(at - usize::from(!another), end, value, style));
            }
        }
        // "tenth of a gallon"
        if w.low > Decimal::TWO && self.is(end, Role::Of) && self.is(end + 1, Role::Article) {
            let before = at.checked_sub(1).map(|i| &self.all[i]);
            if before.is_none_or(|t| t.kind != TokenKind::Word) {
                let value = Decimal::ONE.checked_div(w.low)?;
                return Some(self.scaled_fraction(at, end, value, style));
            }
        }
        Some(self.numeral(at..end, w.low, Form::Ordinal, Decimal::ONE, style))
    }

    /// "one hundred twenty-fifth": the cardinal goes on into an ordinal.
    pub(super) fn ordinal_tail(&self, start: usize, c: &Cardinal) -> Option<Numeral> {
        if c.last == Last::Digits && self.all[c.end - 1].kind == TokenKind::Digits {
            let t = self.all.get(c.end)?;
            let suffix = !t.spaced()
                && self.rules.language.makes_ordinal_of(c.group, t.text(self.text))
                && (t.kind == TokenKind::Word || self.goes_on(c.end + 1));
            if suffix && c.total.is_zero() && c.style.decimals == 0 {
                return Some(self.numeral(start..c.end + 1, c.group, Form::Ordinal, Decimal::ONE, c.style));
            }
            return None;
        }
        let mut p = c.end;
        if self.is(p, Role::And) && matches!(c.last, Last::Hundred | Last::Scale) {
            p += 1;
        }
        p = self.past_hyphen(p);
        if !self.goes_on(p) {
            return None;
        }
        let (len, w) = self.word(p, |w| w.role == NumberRole::Ordinal && !w.plural)?;
        let style = Style { words: true, ..c.style };
        let value = match c.last {
            Last::Tens if w.low < Decimal::TEN => c.value()?.checked_add(w.low)?,
            Last::Hundred if w.low < Decimal::ONE_HUNDRED => c.value()?.checked_add(w.low)?,
            Last::Scale if c.style.words && w.low < c.scale && w.low < Decimal::from(1000) => {
                c.value()?.checked_add(w.low)?
            }
            // "two hundredth", "three trillionth"
            Last::Digit | Last::Teen | Last::Tens | Last::Hundred if w.low >= Decimal::ONE_HUNDRED => {
                if c.value()? == Decimal::ONE {
                    return None;
                }
                c.value()?.checked_mul(w.low)?
            }
            _ => return None,
        };
        // "one one hundred and fifth" is a share: one 105th
        Some(self.numeral(start..p + len, value, Form::Ordinal, Decimal::ONE, style))
    }

    /// "two thirds", "one twenty-fifth", "twenty twenty-fifths", "one one hundred and fifth".
    pub(super) fn fraction_tail(&self, start: usize, c: &Cardinal) -> Option<Numeral> {
        let style = Style { words: c.style.words, ..Style::default() };
        let p = self.past_hyphen(c.end);
        let (whole, top) = match c.before_and {
            Some((before, _)) => (before, c.value()?.checked_sub(before)?),
            None => (Decimal::ZERO, c.value()?),
        };
        let (mut end, bottom) = self.denominator(p, top)?;
        let mut part = top.checked_div(bottom)?;
        if let Some((_, scaled)) = c.before_and {
            // "one billion and three quarters million"; "six million and two thirds" are millions, too
            if let Some((len, w)) = self.word(end, |w| w.role == NumberRole::Scale && !w.plural) {
                part = part.checked_mul(w.low)?;
                end += len;
            } else if scaled {
                part = part.checked_mul(c.scale)?;
            }
        }
        let value = whole.checked_add(part)?;
        if !whole.is_zero() {
            return Some(self.numeral(start..end, value, Form::Cardinal, Decimal::ONE, c.style));
        }
        Some(self.scaled_fraction(start, end, value, style))
    }

    /// The denominator at `p` under the numerator `top`.
    pub(super) fn denominator(&self, p: usize, top: Decimal) -> Option<(usize, Decimal)> {
        if !self.goes_on(p) {
            return None;
        }
        let one = top == Decimal::ONE;
        if let Some((len, w)) = self.word(p, |w| w.role == NumberRole::Fraction && (w.plural || one))
            && self.all[p].kind == TokenKind::Word
        {
            return Some((p + len, Decimal::ONE.checked_div(w.low)?));
        }
        if let Some((end, value, plural)) = self.ordinal_word(p) {
            let share = value > Decimal::TWO && (plural || one);
            return share.then_some((end, value));
        }
        if !one {
            return None;
        }
        // "one one hundred and fifth", "one one hundred fifth"
        let c = self.cardinal(p)?;
        let n = self.ordinal_tail(p, &c)?;
        Some((n.tokens.end as usize, n.value))
    }

    /// "quarter" of "two and three quarter miles": in the singular after a whole number.
    fn loose_denominator(&self, p: usize, top: Decimal) -> Option<(usize, Decimal)> {
        let (len, w) = self.word(p, |w| w.role == NumberRole::Fraction && !w.plural)?;
        let proper = self.goes_on(p) && top > Decimal::ONE && top.checked_mul(w.low)? < Decimal::ONE;
        Some((p + len, Decimal::ONE.checked_div(w.low)?)).filter(|_| proper)
    }

    /// "and a half", "and three fifths", "and a half million" after a cardinal.
    pub(super) fn and_fraction(&self, c: &Cardinal) -> Option<(Decimal, usize)> {
        // "two-and-a-half" and "two and a half"
        let mut p = self.past_hyphen(c.end);
        if !self.goes_on(p) || !self.is(p, Role::And) {
            return None;
        }
        p = self.past_hyphen(p + 1);
        if let Some(d) = self.all.get(p).filter(|t| t.kind == TokenKind::Digits).and_then(|_| self.digits(p))
        {
            // "2 and 1/2"
            let fits = d.fraction && d.value < Decimal::ONE && !c.share && c.style.decimals == 0;
            return fits.then(|| c.value()?.checked_add(d.value)).flatten().map(|v| (v, d.end));
        }
        let (top, at) = if self.is(p, Role::Article) {
            (Decimal::ONE, self.past_hyphen(p + 1))
        } else {
            match self.cardinal(p) {
                Some(n) => (n.value()?, self.past_hyphen(n.end)),
                None => (Decimal::ONE, p),
            }
        };
        let (mut end, bottom) = self.denominator(at, top).or_else(|| self.loose_denominator(at, top))?;
        let mut part = top.checked_div(bottom)?;
        let more = self.word(end, |w| {
            matches!(w.role, NumberRole::Scale | NumberRole::Group | NumberRole::Hundred) && !w.plural
        });
        match more {
            // "one billion and a half million"
            Some((len, w)) if c.last == Last::Scale => {
                part = part.checked_mul(w.low)?;
                end += len;
            }
            // "three and a half million", "three and a half dozen"
            Some((len, w)) => return Some((c.value()?.checked_add(part)?.checked_mul(w.low)?, end + len)),
            None if c.last == Last::Scale => part = part.checked_mul(c.scale)?,
            None => {}
        }
        Some((c.value()?.checked_add(part)?, end))
    }

    /// "half", "half a million", "a quarter", "half of", "½".
    pub(super) fn leading_fraction(&self, at: usize) -> Option<Numeral> {
        let (len, w) = self.word(at, |w| w.role == NumberRole::Fraction && !w.plural)?;
        let style = Style { words: self.all[at].kind == TokenKind::Word, ..Style::default() };
        let before = at.checked_sub(1);
        // "the first half", "the second-half goal", "the latter half", "last quarter": parts, no shares
        if before.is_some_and(|b| {
            let b = if self.all[b].text(self.text) == "-" { b.saturating_sub(1) } else { b };
            !self.all[at].starts_sentence() && self.word(b, |w| w.role == NumberRole::Ordinal).is_some()
        }) {
            return None;
        }
        let article = before.is_some_and(|b| self.is(b, Role::Article) && !self.all[at].starts_sentence());
        let start = if article { at - 1 } else { at };
        let n = self.scaled_fraction(start, at + len, w.low, style);
        // "the quarter", "a half quarter": without "a" or what it is of, a part of the year
        let named = style.words && w.low < Decimal::new(5, 1) && !article && n.form == Form::Fraction;
        let parted = before.is_some_and(|b| self.is(b, Role::Pronoun) && !self.all[at].starts_sentence());
        if (named || parted && style.words) && !self.is(at + len, Role::Of) {
            return None;
        }
        Some(n)
    }

    /// A fraction, and the scale word that it takes a part of: "half a million", "two thirds of a million".
    pub(super) fn scaled_fraction(&self, start: usize, end: usize, value: Decimal, style: Style) -> Numeral {
        let mut p = end;
        if self.goes_on(p) && self.is(p, Role::Of) {
            p += 1;
        }
        // "half-a-million"
        let article = self.past_hyphen(p);
        if self.goes_on(article) && self.is(article, Role::Article) {
            p = article + 1;
        }
        p = self.past_hyphen(p);
        if self.goes_on(p)
            && let Some((len, w)) = self.word(p, |w| {
                matches!(w.role, NumberRole::Scale | NumberRole::Hundred | NumberRole::Group) && !w.plural
            })
            && let Some(v) = value.checked_mul(w.low)
        {
            let style = Style { scale: exponent(w.low), ..style };
            return self.numeral(start..p + len, v, Form::Cardinal, v, style);
        }
        self.numeral(start..end, value, Form::Fraction, value, style)
    }

    /// "several", "dozens", "a few hundred", "tens of thousands", "a couple of thousand".
    pub(super) fn vague(&self, at: usize) -> Option<Numeral> {
        let (len, w) = self.word(at, |w| w.role == NumberRole::Vague)?;
        // "a several-year term": the article is the term's
        let hangs = self.past_hyphen(at + len) > at + len;
        let article = at > 0 && !hangs && self.is(at - 1, Role::Article) && !self.all[at].starts_sentence();
        let start = if article { at - 1 } else { at };
        let (mut low, mut high, mut end) = (w.low, w.high, at + len);
        loop {
            let p = if self.is(end, Role::Of) { end + 1 } else { end };
            if !self.goes_on(p) {
                break;
            }
            let Some((len, s)) = self
                .word(p, |w| matches!(w.role, NumberRole::Scale | NumberRole::Hundred | NumberRole::Group))
            else {
                break;
            };
            let (Some(a), Some(b)) = (low.checked_mul(s.low), high.checked_mul(s.low)) else { break };
            (low, high, end) = (a, b, p + len);
        }
        let style = Style { words: true, vague: true, ..Style::default() };
        let mut n = self.numeral(start..end, low, Form::Vague, low, style);
        n.high = high;
        Some(n)
    }

    /// "point five", with no number before it: as an answer, or behind "is", "by", "of", "to".
    pub(super) fn lone_point(&self, at: usize, c: &Cardinal) -> Option<(Decimal, usize)> {
        let point =
            at.checked_sub(1).filter(|&p| c.style.words && self.is(p, Role::Point) && self.goes_on(at))?;
        let led = |b: usize| [Role::Be, Role::By, Role::Of, Role::To].iter().any(|&r| self.is(b, r));
        if !point.checked_sub(1).is_none_or(led) {
            return None;
        }
        self.point(&c.nought(point))
    }

    /// "point three", "point seventy-one" after a cardinal: the value and its end.
    pub(super) fn point(&self, c: &Cardinal) -> Option<(Decimal, usize)> {
        if !self.goes_on(c.end) || !self.is(c.end, Role::Point) {
            return None;
        }
        let mut p = c.end + 1;
        let mut decimals = String::new();
        while self.goes_on(p) {
            if self.all[p].kind == TokenKind::Digits {
                decimals.push_str(self.slice(p));
                p += 1;
                break;
            }
            let Some((len, w)) = self.word(p, |w| {
                matches!(w.role, NumberRole::Digit | NumberRole::One)
                    || decimals.is_empty() && matches!(w.role, NumberRole::Teen | NumberRole::Tens)
            }) else {
                break;
            };
            p += len;
            if w.role == NumberRole::Tens {
                let mut v = w.low;
                let q = self.past_hyphen(p);
                if let Some((len, d)) =
                    self.word(q, |w| matches!(w.role, NumberRole::Digit | NumberRole::One))
                {
                    v += d.low;
                    p = q + len;
                }
                decimals.push_str(&v.to_string());
                break;
            }
            decimals.push_str(&w.low.to_string());
            if decimals.len() > 20 {
                return None;
            }
        }
        if decimals.is_empty() || decimals.len() > 20 {
            return None;
        }
        let exp = -i32::try_from(decimals.len()).ok()?;
        let part =
            decimals.parse::<Decimal>().ok()?.checked_mul(crate::value::decimal::power_of_ten(exp)?)?;
        let mut value = c.value()?.checked_add(part)?;
        if let Some((len, w)) = self.word(p, |w| matches!(w.role, NumberRole::Scale | NumberRole::Hundred)) {
            value = value.checked_mul(w.low)?;
            p += len;
        }
        Some((value, p))
    }
}
