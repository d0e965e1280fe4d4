//! Numbers in digits: groups, decimals, fractions, exponents.
//!
//! | text | value |
//! |---|---|
//! | "33,000", "2,66,000", "7 845 499", "1.234.567,8" | grouped |
//! | "16.25", ".77", "1,3" | decimals |
//! | "3/4", "10 1/2", "10½" | fractions |
//! | "1e10", "9.83e-3", "2^10", "1.5 x 10^6" | exponents |

use super::Reader;
use crate::mention::work;
use crate::rules::schema::language::DecimalSign;
use crate::text::TokenKind;
use crate::value::decimal::{power_of_ten, stripped};
use crate::value::{Decimal, Style};

/// A number in digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    /// The value, never negative.
    pub(super) value: Decimal,
    /// One past its last token.
    pub(super) end: usize,
    /// One unit of the last digit written.
    pub(super) digit: Decimal,
    pub(super) style: Style,
    /// Digits only: no separator, no point.
    pub(super) plain: bool,
    /// A fraction or a mixed number.
    pub(super) fraction: bool,
}

/// Most digits that a decimal holds exactly.
const LONGEST: usize = 27;

/// Groups of digits that are looked at, at most: of two digits each they are more than any number has.
const GROUPS: usize = LONGEST / 2 + 1;

#[derive(Default)]
struct Written {
    digits: u128,
    count: usize,
    decimals: u8,
}

impl Written {
    fn push(&mut self, text: &str) -> Option<()> {
        self.count += text.len();
        if self.count > LONGEST {
            return None;
        }
        for b in text.bytes() {
            self.digits = self.digits * 10 + u128::from(b.wrapping_sub(b'0'));
        }
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        let digits = i128::try_from(self.digits).ok()?;
        Decimal::try_from_i128_with_scale(digits, self.decimals.into()).ok()
    }
}

impl Reader<'_> {
    /// The number in digits whose first digits are token `at`.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        if let Some(mixed) = self.fraction(at) {
            return Some(mixed);
        }
        let mut plain = self.decimal(at)?;
        if let Some((value, end)) = self.exponent(plain.value, plain.end) {
            plain = Digits { value, end, digit: Decimal::ONE, plain: false, ..plain };
        }
        // "10½"
        if let Some((len, word)) = self.vulgar(plain.end)
            && self.goes_on(plain.end)
            && plain.plain
        {
            plain.value = plain.value.checked_add(word)?;
            plain.end += len;
            plain.fraction = true;
            plain.digit = word;
        }
        Some(plain)
    }

    /// "½" at token `at`.
    pub(super) fn vulgar(&self, at: usize) -> Option<(usize, Decimal)> {
        let t = self.all.get(at)?;
        if t.kind != TokenKind::Sign || !t.text(self.text).starts_with(|c: char| c > '\u{7f}') {
            return None;
        }
        let (len, word) = self.word(at, |w| w.role == crate::rules::schema::NumberRole::Fraction)?;
        Some((len, word.low))
    }

    fn is_digits(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    fn len(&self, at: usize) -> usize {
        work::tick();
        self.all.get(at).map_or(0, |t| (t.end - t.start) as usize)
    }

    /// Whether token `at` is `sign` right after the token before it.
    pub(super) fn tight(&self, at: usize, sign: &str) -> bool {
        work::tick();
        self.all.get(at).is_some_and(|t| {
            !t.spaced() && Some(&t.first) == sign.as_bytes().first() && t.text(self.text) == sign
        })
    }

    /// Whether token `at` is digits right after the token before it.
    fn tight_digits(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| !t.spaced() && t.kind == TokenKind::Digits)
    }

    /// The language's decimal sign, and what parts its thousands.
    pub(super) fn signs(&self) -> (&'static str, &'static str) {
        match self.rules.language.decimal {
            DecimalSign::Point => (".", ","),
            DecimalSign::Comma => (",", "."),
        }
    }

    fn decimal(&self, at: usize) -> Option<Digits> {
        let mut w = Written::default();
        let mut end = at + 1;
        let mut grouped = false;
        // ".77": the point stands before the first digit.
        let bare_point = at > 0 && self.leading_point(at);
        w.push(self.slice(at))?;
        if bare_point {
            w.decimals = u8::try_from(self.len(at)).ok()?;
        } else if let Some(to) = self.groups(at) {
            grouped = true;
            for i in (end..to).filter(|&i| self.is_digits(i)) {
                w.push(self.slice(i))?;
            }
            end = to;
        }
        let (decimal, thousands) = self.signs();
        let point = if grouped && self.tight(at + 1, decimal) { thousands } else { decimal };
        if !bare_point && self.tight(end, point) && self.tight_digits(end + 1) {
            let more = self.tight(end + 2, point) && self.tight_digits(end + 3);
            if more {
                // "192.168.1.2", "18.07.2023": no number is written so.
                return (end == at + 1).then(|| self.whole(at)).flatten();
            }
            w.decimals = u8::try_from(self.len(end + 1)).ok()?;
            w.push(self.slice(end + 1))?;
            end += 2;
        } else if !grouped
            && !bare_point
            && self.tight(end, thousands)
            && self.tight_digits(end + 1)
            && self.len(end + 1) <= 2
            && !(self.tight(end + 2, thousands) && self.tight_digits(end + 3))
            && !(at > 1 && self.tight(at - 1, thousands) && !self.all[at].spaced())
        {
            // "1,3" is one and three tenths; "1,2,3" is a list.
            w.decimals = u8::try_from(self.len(end + 1)).ok()?;
            w.push(self.slice(end + 1))?;
            end += 2;
        }
        let value = w.value()?;
        let plain = end == at + 1 && !bare_point;
        let digit = if w.decimals > 0 { power_of_ten(-i32::from(w.decimals))? } else { last_digit(value) };
        let style = Style { grouped, decimals: w.decimals, ..Style::default() };
        Some(Digits { value, end, digit, style, plain, fraction: false })
    }

    fn whole(&self, at: usize) -> Option<Digits> {
        let mut w = Written::default();
        w.push(self.slice(at))?;
        let value = w.value()?;
        Some(Digits {
            value,
            end: at + 1,
            digit: last_digit(value),
            style: Style::default(),
            plain: true,
            fraction: false,
        })
    }

    /// Whether the token before digits `at` is a decimal point without digits before it.
    pub(super) fn leading_point(&self, at: usize) -> bool {
        let Some(dot) = at.checked_sub(1) else { return false };
        if self.all[dot].text(self.text) != "." || self.all[at].spaced() {
            return false;
        }
        let Some(before) = dot.checked_sub(1).map(|i| &self.all[i]) else { return true };
        let sign =
            before.kind == TokenKind::Sign && !matches!(before.text(self.text), "." | ")" | "]" | "\"");
        self.all[dot].spaced() || sign
    }

    /// One past the last group of thousands of the number that starts at `at`, if it has groups.
    fn groups(&self, at: usize) -> Option<usize> {
        let first = self.len(at);
        if first > 3 {
            return None;
        }
        let run = |sign: &str| {
            let mut end = at + 1;
            while end - at < 2 * GROUPS && self.tight(end, sign) && self.tight_digits(end + 1) {
                end += 2;
            }
            end
        };
        let all_three = |end: usize| (at + 2..end).step_by(2).all(|i| self.len(i) == 3);
        let (decimal, thousands) = self.signs();
        let commas = run(thousands);
        if commas > at + 1 {
            if all_three(commas) {
                return Some(commas);
            }
            // "12,34,567": the Indian way, twos and then three
            let last = commas - 1;
            let twos = (at + 2..last).step_by(2).all(|i| self.len(i) == 2);
            return (first <= 2 && twos && self.len(last) == 3 && last > at + 2).then_some(commas);
        }
        // "33'000": the Swiss way
        for sign in ["'", "\u{2019}"] {
            let end = run(sign);
            if end > at + 1 && all_three(end) {
                return Some(end);
            }
        }
        let dots = run(decimal);
        if dots > at + 1 && all_three(dots) {
            // "1.234.567", "1.234,5"; "1.234" alone is a decimal
            let comma = self.tight(dots, thousands) && self.tight_digits(dots + 1) && self.len(dots + 1) != 3;
            return (dots > at + 3 || comma).then_some(dots);
        }
        let mut end = at + 1;
        while self.all.get(end).is_some_and(|t| {
            t.kind == TokenKind::Digits && t.spaced() && !t.starts_line() && !t.starts_sentence()
        }) && self.len(end) == 3
            && end - at < GROUPS
        {
            end += 1;
        }
        // A longer run of digits ends no number: "423 0000".
        let broken = end - at < GROUPS
            && self.is_digits(end)
            && self.all[end].spaced()
            && !self.all[end].starts_line();
        if end == at + 1 || broken {
            return None;
        }
        let gap = &self.text[self.all[at].end as usize..self.all[at + 1].start as usize];
        let fixed = matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}") || self.slice(at + 1) == "000";
        (end > at + 2 || fixed).then_some(end)
    }

    /// "3/4", "1 4/5", "1 / 4".
    fn fraction(&self, at: usize) -> Option<Digits> {
        let slash = |i: usize| {
            let Some(s) = self.all.get(i) else { return false };
            let Some(n) = self.all.get(i + 1) else { return false };
            matches!(s.text(self.text), "/" | "\u{2044}")
                && n.kind == TokenKind::Digits
                && s.spaced() == n.spaced()
                && !n.starts_sentence()
        };
        // Neither "7/18/2023" nor "24/7/365" nor "…/1/2".
        let bounded = |first: usize, last: usize| {
            let free = |i: usize| self.all.get(i).is_none_or(|t| t.text(self.text) != "/" || t.spaced());
            let tail = self.all.get(last + 1);
            let joined =
                tail.is_some_and(|t| !t.spaced() && t.kind == TokenKind::Word && self.len(last + 1) > 3);
            (first == 0 || free(first - 1)) && free(last + 1) && !joined
        };
        // "140/90" is a pressure, no number; "356/2" the score of an innings
        let proper = |a: usize, b: usize| {
            let value = |i: usize| self.whole(i).map_or(Decimal::ZERO, |d| d.value);
            let small = value(b) > Decimal::ONE && value(b) <= Decimal::from(16);
            value(a) <= value(b) || small && value(a) <= value(b).saturating_mul(Decimal::TEN)
        };
        let build = |whole: Decimal, a: usize, b: usize| {
            let (top, bottom) = (self.whole(a)?.value, self.whole(b)?.value);
            let value = top.checked_div(bottom)?.checked_add(whole)?;
            Some(Digits {
                value,
                end: b + 1,
                digit: Decimal::ONE.checked_div(bottom)?,
                style: Style::default(),
                plain: false,
                fraction: true,
            })
        };
        if slash(at + 1) && bounded(at, at + 2) && proper(at, at + 2) {
            return build(Decimal::ZERO, at, at + 2);
        }
        // "3-1/4 cents"
        let hung = self.tight(at + 1, "-")
            && self.tight_digits(at + 2)
            && self.tight(at + 3, "/")
            && self.tight_digits(at + 4)
            && self.len(at + 2) <= 2
            && self.len(at + 4) <= 2
            && bounded(at, at + 4);
        if hung {
            let (top, bottom) = (self.whole(at + 2)?.value, self.whole(at + 4)?.value);
            let part = matches!(self.slice(at + 4), "2" | "3" | "4" | "8" | "16" | "32");
            if top < bottom && part {
                return build(self.whole(at)?.value, at + 2, at + 4);
            }
        }
        let mixed = self.is_digits(at + 1)
            && self.all[at + 1].spaced()
            && !self.all[at + 1].starts_line()
            && self.len(at + 1) <= 2
            && slash(at + 2)
            && self.len(at + 3) <= 3
            && bounded(at, at + 3);
        if mixed {
            let (top, bottom) = (self.whole(at + 1)?.value, self.whole(at + 3)?.value);
            if top < bottom {
                return build(self.whole(at)?.value, at + 1, at + 3);
            }
        }
        None
    }

    /// "e10", "e-3", "^23", "x 10^6" after a number: the new value and its end.
    fn exponent(&self, value: Decimal, at: usize) -> Option<(Decimal, usize)> {
        let t = self.all.get(at)?;
        let s = t.text(self.text);
        if !t.spaced() && matches!(s, "e" | "E") {
            let (exp, end) = self.signed(at + 1)?;
            return Some((scale(value, exp)?, end));
        }
        if !t.spaced() && s == "^" {
            let (exp, end) = self.signed(at + 1)?;
            return Some((power(value, exp)?, end));
        }
        // "10⁻⁶", "2¹⁶"; "33,000²" has a footnote
        if (value == Decimal::TEN || value == Decimal::TWO)
            && let Some((exp, end)) = self.raised(at)
        {
            return Some((power(value, exp)?, end));
        }
        if matches!(s, "x" | "X" | "\u{d7}") && self.is_digits(at + 1) {
            let base = self.whole(at + 1)?;
            if base.value == Decimal::TEN
                && let Some((exp, end)) = self.raised(at + 2)
            {
                return Some((scale(value, exp)?, end));
            }
            // "2.998×10−8", its raised figures set on the line
            if base.value == Decimal::TEN
                && matches!(self.all.get(at + 2).map(|t| t.text(self.text)), Some("-" | "\u{2212}"))
            {
                let (exp, end) = self.signed(at + 2)?;
                return Some((scale(value, exp)?, end));
            }
            if self.tight(at + 2, "^") {
                let (exp, end) = self.signed(at + 3)?;
                let factor = power(base.value, exp)?;
                return Some((value.checked_mul(factor)?, end));
            }
        }
        None
    }

    /// A small whole number in raised figures, all unspaced: "⁻⁶".
    fn raised(&self, at: usize) -> Option<(i32, usize)> {
        const FIGURES: &str = "\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}";
        let t = self.all.get(at).filter(|t| !t.spaced() && t.end - t.start > 1)?;
        let negative = t.text(self.text) == "\u{207b}";
        let mut end = at + usize::from(negative);
        let mut n: i32 = 0;
        while let Some(t) = self.all.get(end).filter(|t| !t.spaced()) {
            let mut chars = t.text(self.text).chars().map(|c| FIGURES.chars().position(|f| f == c));
            let Some(figures) =
                chars.try_fold(n, |n, f| n.checked_mul(10)?.checked_add(i32::try_from(f?).ok()?))
            else {
                break;
            };
            (n, end) = (figures, end + 1);
        }
        let told = end > at + usize::from(negative) && n < 1000;
        told.then_some((if negative { -n } else { n }, end))
    }

    /// A small whole number with an optional sign, all unspaced.
    fn signed(&self, at: usize) -> Option<(i32, usize)> {
        let t = self.all.get(at)?;
        if t.spaced() {
            return None;
        }
        let (sign, at) = match t.text(self.text) {
            "+" => (1, at + 1),
            "-" | "\u{2212}" => (-1, at + 1),
            _ => (1, at),
        };
        if !self.tight_digits(at) || self.len(at) > 3 {
            return None;
        }
        let n: i32 = self.slice(at).parse().ok()?;
        Some((sign * n, at + 1))
    }

    pub(super) fn slice(&self, at: usize) -> &str {
        self.all[at].text(self.text)
    }
}

/// The power of ten that a whole number's trailing zeros leave as its last digit: 1000 for 33000.
pub(super) fn last_digit(value: Decimal) -> Decimal {
    power_of_ten(stripped(value).1.max(0)).unwrap_or(Decimal::ONE)
}

fn scale(value: Decimal, exp: i32) -> Option<Decimal> {
    value.checked_mul(power_of_ten(exp)?)
}

fn power(base: Decimal, exp: i32) -> Option<Decimal> {
    if exp.unsigned_abs() > 128 {
        return None;
    }
    let mut out = Decimal::ONE;
    for _ in 0..exp.unsigned_abs() {
        out = out.checked_mul(base)?;
    }
    if exp < 0 { Decimal::ONE.checked_div(out) } else { Some(out) }
}
