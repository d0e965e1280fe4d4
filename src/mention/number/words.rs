//! The grammar of number words, alone and mixed with digits.
//!
//! "four hundred and 5 thousand", "twenty-one trillion and three hundred twenty-second", "two million
//! and a half", "three twenty-firsts". One pass to the right, no way back: each word may follow only
//! what English lets it follow.

use super::{Form, Numeral, Reader, digits::last_digit};
use crate::mention::work;
use crate::rules::schema::{NumberRole, Role};
use crate::rules::{Mark, RuleId};
use crate::text::TokenKind;
use crate::value::decimal::stripped;
use crate::value::{Decimal, Style};

/// What the last word of a number was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    Start,
    Digit,
    Teen,
    Tens,
    Hundred,
    Scale,
    Digits,
    Group,
}

/// A cardinal so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    /// What is closed by a scale word: 4,000 in "4 thousand 3 hundred".
    pub(super) total: Decimal,
    /// What is still open: 300.
    pub(super) group: Decimal,
    pub(super) last: Last,
    /// The last scale word's worth.
    pub(super) scale: Decimal,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The value before the last "and", and whether a scale word stood there.
    pub(super) before_and: Option<(Decimal, bool)>,
    /// The item written last, times its scale.
    pub(super) digit: Decimal,
    pub(super) style: Style,
    /// Nothing but "3/4".
    pub(super) share: bool,
    /// Of a look ahead: from where on its value is of no use, and how many looks it is within.
    ahead: Ahead,
}

/// How far a look ahead of a number goes. What a number may go on into is smaller than itself, so a longer
/// look is in vain; without a bound each number of a long list would read all of them.
#[derive(Clone, Copy, Debug)]
struct Ahead {
    limit: Decimal,
    depth: u8,
}

/// Looks within looks: each is at a smaller scale, and there are no more scales.
const DEPTH: u8 = 8;

impl Cardinal {
    pub(super) fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group)
    }

    /// Nothing, up to token `end`: what stands before the point of "point five".
    pub(super) fn nought(self, end: usize) -> Self {
        Self { total: Decimal::ZERO, group: Decimal::ZERO, end, ..self }
    }
}

impl Reader<'_> {
    /// The number word at `at` that `fits`: the longest.
    pub(super) fn word(
        &self,
        at: usize,
        fits: impl Fn(&crate::rules::NumberWord) -> bool,
    ) -> Option<(usize, &crate::rules::NumberWord)> {
        work::tick();
        let numbers = &self.rules.quantity.numbers;
        let mut best = None;
        if !Mark::Number.on(self.all.get(at)?) {
            return None;
        }
        self.rules.phrases.each(self.all.get(at..)?, self.text, crate::rules::Class::NUMBER, |m| {
            if let Some(w) = numbers.get(m.entry.index as usize)
                && w.role != NumberRole::Suffix
                && w.exact.as_deref().is_none_or(|e| e == self.slice(at))
                && fits(w)
                && best.is_none_or(|(len, _)| m.len > len)
            {
                best = Some((m.len, w));
            }
        });
        best
    }

    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.all.get(at).is_some_and(|t| self.rules.quantity.is(t.word, role))
    }

    /// Whether the sentence goes on at token `at`.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| !t.starts_sentence())
    }

    /// `at`, or past the hyphen at `at` when a word follows on the same side of spaces.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        let hyphen = self.all.get(at).is_some_and(|t| {
            t.kind == TokenKind::Sign
                && matches!(t.text(self.text), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2014}")
                && self.all.get(at + 1).is_some_and(|n| n.kind == TokenKind::Word && n.spaced() == t.spaced())
        });
        if hyphen { at + 1 } else { at }
    }

    /// The numeral whose first digits or number word is token `at`, in words or mixed.
    pub(super) fn spelled(&self, at: usize) -> Option<Numeral> {
        if let Some(vague) = self.vague(at) {
            return Some(vague);
        }
        if let Some(fraction) = self.leading_fraction(at) {
            return Some(fraction);
        }
        if let Some(ordinal) = self.plain_ordinal(at) {
            return Some(ordinal);
        }
        let mut c = self.cardinal(at)?;
        if let Some((value, end)) = self.lone_point(at, &c) {
            let style = Style { words: true, ..c.style };
            return Some(self.numeral(at - 1..end, value, Form::Cardinal, last_digit_of(value), style));
        }
        let start = self.with_article(at, &c);
        if let Some((value, end)) = self.point(&c) {
            let style = Style { words: true, ..c.style };
            return Some(self.numeral(start..end, value, Form::Cardinal, last_digit_of(value), style));
        }
        if let Some(n) = self.ordinal_tail(start, &c) {
            return Some(n);
        }
        if let Some(n) = self.fraction_tail(start, &c) {
            return Some(n);
        }
        if let Some((value, end)) = self.and_fraction(&c) {
            return Some(self.numeral(start..end, value, Form::Cardinal, c.digit, c.style));
        }
        // "34.8 (millions)"
        if c.last == Last::Digits
            && self.tight_or_spaced(c.end, "(")
            && let Some((len, w)) = self.word(c.end + 1, |w| w.role == NumberRole::Scale)
            && self.tight_or_spaced(c.end + 1 + len, ")")
        {
            c.group = c.group.checked_mul(w.low)?;
            c.digit = c.digit.checked_mul(w.low)?;
            c.end += len + 2;
        }
        let value = c.value()?;
        let form = if c.share && value < Decimal::ONE { Form::Fraction } else { Form::Cardinal };
        Some(self.numeral(start..c.end, value, form, c.digit, c.style))
    }

    pub(super) fn tight_or_spaced(&self, at: usize, sign: &str) -> bool {
        self.goes_on(at) && self.all[at].text(self.text) == sign
    }

    pub(super) fn numeral(
        &self,
        tokens: std::ops::Range<usize>,
        value: Decimal,
        form: Form,
        digit: Decimal,
        style: Style,
    ) -> Numeral {
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let rule = self.rule_of(tokens.start, tokens.end);
        Numeral { tokens: at(tokens.start)..at(tokens.end), value, high: value, form, digit, style, rule }
    }

    /// The rule of the first number word of a numeral, past its article.
    pub(super) fn rule_of(&self, start: usize, end: usize) -> RuleId {
        let at = if self.is(start, Role::Article) && end > start + 1 { start + 1 } else { start };
        self.word(at, |_| true).map_or(self.rules.quantity.steps.figures, |(_, w)| w.rule)
    }

    /// "a hundred": the article belongs to the number when its first word multiplies.
    pub(super) fn with_article(&self, at: usize, c: &Cardinal) -> usize {
        let multiplies = self
            .word(at, |w| matches!(w.role, NumberRole::Hundred | NumberRole::Scale | NumberRole::Group))
            .is_some();
        let free = at > 0 && self.is(at - 1, Role::Article) && !self.all[at].starts_sentence();
        if multiplies && free && c.end > at { at - 1 } else { at }
    }

    pub(super) fn cardinal(&self, at: usize) -> Option<Cardinal> {
        self.cardinal_ahead(at, Ahead { limit: Decimal::MAX, depth: 0 })
    }

    /// The cardinal at `at`, read no further than up to the limit of `ahead`.
    fn cardinal_ahead(&self, at: usize, ahead: Ahead) -> Option<Cardinal> {
        let mut c = Cardinal {
            total: Decimal::ZERO,
            group: Decimal::ZERO,
            last: Last::Start,
            scale: Decimal::ZERO,
            start: at,
            end: at,
            before_and: None,
            digit: Decimal::ONE,
            style: Style::default(),
            share: false,
            ahead,
        };
        while self.step(&mut c).is_some() && c.value().is_none_or(|v| v < ahead.limit) {}
        (c.last != Last::Start).then_some(c)
    }

    /// Takes one more item; `None` when the number ends.
    pub(super) fn step(&self, c: &mut Cardinal) -> Option<()> {
        let first = c.last == Last::Start;
        let mut p = c.end;
        let mut and = None;
        if !first {
            if !self.goes_on(p) {
                return None;
            }
            if self.is(p, Role::And) && matches!(c.last, Last::Hundred | Last::Scale) {
                and = Some((c.value()?, c.last == Last::Scale));
                p += 1;
                // "between one hundred and two hundred", "one million and two million": two numbers
                if c.start > 0 && self.is(c.start - 1, Role::Between) || self.two_numbers(c, p) {
                    return None;
                }
            } else if self.all[p].text(self.text) == ","
                && c.last == Last::Scale
                && self.all.get(p + 1).is_some_and(|n| n.kind == TokenKind::Word)
            {
                // "three million, two hundred thousand"
                let ahead = self.cardinal_below(p + 1, c.scale, c.ahead.depth)?;
                if ahead < Decimal::from(100) {
                    return None;
                }
                p += 1;
            } else {
                p = self.past_hyphen(p);
            }
            if !self.goes_on(p) {
                return None;
            }
        }
        if self.all.get(p)?.kind == TokenKind::Digits {
            return self.step_digits(c, p, and);
        }
        let (len, w) = self.word(p, |w| {
            matches!(
                w.role,
                NumberRole::Digit
                    | NumberRole::One
                    | NumberRole::Teen
                    | NumberRole::Tens
                    | NumberRole::Joined
                    | NumberRole::Hundred
                    | NumberRole::Scale
                    | NumberRole::Group
            )
        })?;
        let open = matches!(c.last, Last::Start | Last::Hundred | Last::Scale);
        match w.role {
            NumberRole::Digit | NumberRole::One => {
                let after_tens = c.last == Last::Tens && w.low > Decimal::ZERO;
                if !(open || after_tens) || (w.low.is_zero() && !first) {
                    return None;
                }
                c.group = c.group.checked_add(w.low)?;
                c.last = Last::Digit;
                c.digit = Decimal::ONE;
            }
            NumberRole::Teen | NumberRole::Tens | NumberRole::Joined => {
                if !open {
                    return None;
                }
                // "one hundred thirty-fifths": what follows is a denominator
                if w.role == NumberRole::Tens && !first && self.plural_ordinal_after(p + len) && and.is_none()
                {
                    return None;
                }
                c.group = c.group.checked_add(w.low)?;
                c.last = if w.role == NumberRole::Tens { Last::Tens } else { Last::Teen };
                c.digit = last_digit(w.low);
            }
            NumberRole::Hundred => {
                if c.last == Last::Start || (c.last == Last::Scale && and.is_some()) {
                    c.group = w.low;
                } else {
                    let small = c.group > Decimal::ZERO && c.group < Decimal::ONE_HUNDRED;
                    if !small || !matches!(c.last, Last::Digit | Last::Teen | Last::Tens | Last::Digits) {
                        return None;
                    }
                    c.group = c.group.checked_mul(w.low)?;
                }
                c.last = Last::Hundred;
                c.digit = w.low;
            }
            NumberRole::Scale => {
                if matches!(c.last, Last::Scale) && and.is_none() {
                    // "a hundred thousand million"
                    c.total = c.total.checked_mul(w.low)?;
                    c.scale = c.scale.checked_mul(w.low)?;
                } else {
                    if and.is_some() {
                        return None;
                    }
                    let group = if first { Decimal::ONE } else { c.group };
                    if group.is_zero() {
                        return None;
                    }
                    let bigger = !c.scale.is_zero() && w.low >= c.scale;
                    if bigger {
                        // "two thousand five hundred million"
                        c.total = c.total.checked_add(group)?.checked_mul(w.low)?;
                    } else {
                        c.total = c.total.checked_add(group.checked_mul(w.low)?)?;
                    }
                    c.group = Decimal::ZERO;
                    c.scale = w.low;
                }
                c.share = false;
                c.digit = if c.last == Last::Digits { c.digit.checked_mul(w.low)? } else { w.low };
                c.style.scale = exponent(c.scale);
                c.last = Last::Scale;
            }
            NumberRole::Group => {
                if first {
                    // "a dozen"; not "pair of tickets", "baker's dozen"
                    if w.plural || at_start_without_article(self, p) {
                        return None;
                    }
                    c.group = w.low;
                } else {
                    // "120 pairs of boots" are counted as pairs
                    if w.plural && w.low == Decimal::TWO {
                        return None;
                    }
                    let base = c.before_and.map_or(Decimal::ZERO, |(v, _)| v);
                    let part = c.value()?.checked_sub(base)?;
                    c.total = base;
                    c.group = part.checked_mul(w.low)?;
                }
                c.last = Last::Group;
                c.digit = w.low;
            }
            _ => return None,
        }
        if first {
            c.style.words = true;
        }
        if and.is_some() {
            c.before_and = and;
        }
        c.end = p + len;
        // "two million" then "a half" are read on by the tails.
        (c.last != Last::Group).then_some(())
    }

    /// Whether what follows an "and" at `p` is too large to be a part of the number before it.
    pub(super) fn two_numbers(&self, c: &Cardinal, p: usize) -> bool {
        if !self.goes_on(p) {
            return true;
        }
        if c.last == Last::Scale {
            let ahead = Ahead { limit: c.scale, depth: c.ahead.depth + 1 };
            return ahead.depth > DEPTH
                || self.cardinal_ahead(p, ahead).and_then(|n| n.value()).is_some_and(|v| v >= c.scale);
        }
        let item = match self.all[p].kind {
            TokenKind::Digits => self.digits(p).map(|d| d.end),
            _ => self
                .word(p, |w| w.low < Decimal::ONE_HUNDRED && w.low > Decimal::ZERO)
                .map(|(len, _)| p + len),
        };
        item.is_some_and(|end| self.word(end, |w| w.role == NumberRole::Hundred).is_some())
    }

    pub(super) fn step_digits(&self, c: &mut Cardinal, p: usize, and: Option<(Decimal, bool)>) -> Option<()> {
        let d = self.digits(p)?;
        if c.last == Last::Start {
            c.group = d.value;
            c.digit = d.digit;
            c.style = d.style;
            c.share = d.fraction;
        } else {
            // "4 hundred and 5 thousand", "2 crore 66 lakhs", "3 hundred and 21"
            if !matches!(c.last, Last::Hundred | Last::Scale) || d.fraction || !self.all[p].spaced() {
                return None;
            }
            let limit = if c.last == Last::Hundred { Decimal::ONE_HUNDRED } else { c.scale };
            let scaled = self.word(d.end, |w| matches!(w.role, NumberRole::Hundred | NumberRole::Scale));
            let fits = match scaled {
                Some((_, w)) => {
                    d.value.checked_mul(w.low).is_some_and(|v| v < limit || c.last == Last::Hundred)
                }
                None => and.is_some() && d.plain && d.value < limit && c.style.decimals == 0,
            };
            if !fits {
                return None;
            }
            c.group = c.group.checked_add(d.value)?;
            c.digit = d.digit;
        }
        if and.is_some() {
            c.before_and = and;
        }
        c.last = Last::Digits;
        c.end = d.end;
        (!d.fraction || c.end == p).then_some(()).or_else(|| {
            // "1/2 million" goes on, "1/2 5" does not
            self.word(c.end, |w| w.role == NumberRole::Scale).map(|_| ())
        })
    }

    /// The value of the cardinal at `at`, if it is less than `limit`.
    fn cardinal_below(&self, at: usize, limit: Decimal, depth: u8) -> Option<Decimal> {
        if depth >= DEPTH {
            return None;
        }
        let ahead = Ahead { limit, depth: depth + 1 };
        self.cardinal_ahead(at, ahead)?.value().filter(|&v| v < limit)
    }
}

fn at_start_without_article(reader: &Reader<'_>, at: usize) -> bool {
    at == 0 || !reader.is(at - 1, Role::Article) || reader.all[at].starts_sentence()
}

pub(super) fn last_digit_of(value: Decimal) -> Decimal {
    crate::value::decimal::power_of_ten(-i32::try_from(value.scale()).unwrap_or(0)).unwrap_or(Decimal::ONE)
}

/// The power of ten of a scale word: 6 for a million; 0 for none, and for a dozen.
pub(super) fn exponent(scale: Decimal) -> u8 {
    let (m, exp) = stripped(scale);
    if m == 1 { u8::try_from(exp).unwrap_or(0) } else { 0 }
}
