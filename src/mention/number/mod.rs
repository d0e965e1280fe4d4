//! Numbers: digits and words to exact decimals.
//!
//! "33,000", "4 hundred and five thousand", "two-thirds", "22nd", "several". What is *not* here:
//! signs of money, units, scale letters ("1.5m"), hedges, ranges (see [`super::quantity`]), and
//! anything that dates are made of: a reader of dates looks at the digit tokens themselves.

use std::ops::Range;

use super::Input;
use crate::rules::compile_unit::Meaning;
use crate::rules::schema::{NumberRole, Role};
use crate::rules::{Class, Mark, RuleId, Rules};
use crate::text::{Token, TokenKind, WordId};
use crate::value::{Decimal, Modifier, Style};

mod digits;
mod fractions;
mod words;

/// What a numeral is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "33,000", "five", "1.5 million", "a hundred", "a dozen"
    Cardinal,
    /// "22nd", "third"
    Ordinal,
    /// "half", "two-thirds", "3/4", "a quarter". "Three and a half" is a cardinal.
    Fraction,
    /// "several", "a few", "dozens", "tens of thousands", "a couple": see [`Numeral::high`].
    Vague,
}

impl Form {
    /// Whether it counts.
    #[must_use]
    pub fn is_cardinal(self) -> bool {
        self == Self::Cardinal
    }
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Token numbers, half-open: "a hundred" has the "a", "dozens" not the "of".
    pub tokens: Range<u32>,
    /// The value; of a vague one the low end.
    pub value: Decimal,
    /// The high end of a vague one; else as `value`.
    pub high: Decimal,
    /// What it is.
    pub form: Form,
    /// One unit of the last digit written: see [`crate::value::Quantity::digit`].
    pub digit: Decimal,
    /// How it was written.
    pub style: Style,
    /// The rule that its first word comes from: "number.tens"; of digits "number.figures".
    pub rule: RuleId,
}

/// Reads numbers off the tokens of one text.
#[derive(Clone, Copy, Debug)]
struct Reader<'a> {
    all: &'a [Token],
    text: &'a str,
    rules: &'a Rules,
}

/// The numbers of a text: sorted, not overlapping, each as long as it can be.
#[must_use]
pub fn scan(input: &Input<'_>) -> Vec<Numeral> {
    let reader = Reader { all: input.all(), text: input.text, rules: input.rules };
    let mut out: Vec<Numeral> = Vec::new();
    let mut free = 0;
    for at in input.tokens.noted.iter().map(|&n| n as usize) {
        let t = &reader.all[at];
        if at >= free
            && (t.kind == TokenKind::Digits || Mark::Number.on(t))
            && let Some(n) = reader.read(at, free)
        {
            free = n.tokens.end as usize;
            out.push(n);
        }
    }
    out
}

impl Reader<'_> {
    /// The numeral at `at`; what stands before `free` belongs to the one before it.
    fn read(&self, at: usize, free: usize) -> Option<Numeral> {
        if self.all[at].kind == TokenKind::Digits {
            // "the 1990s", "F-16s": a decade or a name; "the over-65s": people of that age
            if self.tight(at + 1, "s") {
                return self.of_that_age(at);
            }
        }
        if let Some(plain) = self.alone(at).or_else(|| self.word_alone(at)) {
            return Some(plain);
        }
        // "a" starts "a few", and seldom is it that.
        if self.all[at].kind != TokenKind::Digits && self.word(at, |_| true).is_none() {
            return None;
        }
        let mut n = self.spelled(at)?;
        if self.all[at].kind == TokenKind::Digits && self.leading_point(at) && at > free {
            n.tokens.start = n.tokens.start.min(u32::try_from(at - 1).unwrap_or(u32::MAX));
        }
        let free = u32::try_from(free).unwrap_or(u32::MAX);
        n.tokens.start = n.tokens.start.max(free);
        Some(self.share(n))
    }

    /// A number in figures that nothing around it has a use for: "15 people", "($200)", "in 1996, she", "33,000 came";
    /// a scale word may stand behind it: "5.4 million people". Most numbers of a text are such, and none of the ways
    /// to go on need be tried.
    fn alone(&self, at: usize) -> Option<Numeral> {
        let t = self.all.get(at)?;
        let before = || at.checked_sub(1).map_or("", |b| self.all[b].text(self.text));
        let parted = t.spaced() || matches!(before(), "$" | "(" | "\u{a3}" | "\u{20ac}");
        let mut long = t.end - t.start;
        if t.kind != TokenKind::Digits || long > 9 || !parted || !self.is_free(t.word) {
            return None;
        }
        let figures = |n: i64, t: &Token| {
            t.text(self.text).bytes().fold(n, |n, b| n * 10 + i64::from(b.wrapping_sub(b'0')))
        };
        let hung = |sign: usize, text: &str| {
            let next = self.all.get(sign + 1).filter(|n| !n.spaced() && n.kind == TokenKind::Digits);
            next.filter(|_| self.tight(sign, text)).map(|n| (n, n.end - n.start))
        };
        let (point, comma) = self.signs();
        let (mut n, mut end, mut style) = (figures(0, t), at + 1, Style::default());
        while let Some((group, 3)) = hung(end, comma).filter(|_| long <= if style.grouped { 12 } else { 3 }) {
            (n, end, long, style.grouped) = (figures(n, group), end + 2, long + 3, true);
        }
        if let Some((part, decimals)) = hung(end, point).filter(|p| point == "." && long + p.1 <= 18) {
            (n, end) = (figures(n, part), end + 2);
            style.decimals = u8::try_from(decimals).ok()?;
        }
        let mut value = Decimal::new(n, style.decimals.into());
        let mut digit = match style.decimals {
            0 => digits::last_digit(value),
            decimals => Decimal::new(1, decimals.into()),
        };
        if !self.ends_before(end) {
            let scale = self.scale_alone(end).filter(|_| !value.is_zero())?;
            value = value.checked_mul(scale)?;
            digit = digit.checked_mul(scale)?;
            style.scale = words::exponent(scale);
            end += 1;
        }
        let rule = self.rules.quantity.steps.figures;
        let tokens = u32::try_from(at).ok()?..u32::try_from(end).ok()?;
        Some(Numeral { tokens, value, high: value, form: Form::Cardinal, digit, style, rule })
    }

    /// What the scale word at token `at` is worth, if nothing behind it goes on a number: "million".
    fn scale_alone(&self, at: usize) -> Option<Decimal> {
        let t = self.all.get(at).filter(|t| t.spaced() && !t.starts_sentence() && Mark::Number.on(t))?;
        let mut entries = self.rules.phrases.alone(t.word, Class::NUMBER);
        let word = self.rules.quantity.numbers.get(entries.next()?.index as usize)?;
        let only = t.kind == TokenKind::Word && word.role == NumberRole::Scale && word.exact.is_none();
        // "3 million, two hundred thousand"
        let only = only && self.all.get(at + 2).is_none_or(|t| self.is_free(t.word));
        let ends = !self.rules.phrases.goes_on(&self.all[at..], Class::NUMBER) && self.ends_before(at + 1);
        (only && ends && entries.next().is_none()).then_some(word.low)
    }

    /// The same of a number of one word: "five people", "twenty, she", "three million people".
    fn word_alone(&self, at: usize) -> Option<Numeral> {
        let t = self.all.get(at).filter(|t| t.kind == TokenKind::Word)?;
        let mut entries = self.rules.phrases.alone(t.word, Class::NUMBER);
        let word = self.rules.quantity.numbers.get(entries.next()?.index as usize)?;
        if self.rules.phrases.goes_on(&self.all[at..], Class::NUMBER)
            || at > 0 && self.is(at - 1, Role::Point)
        {
            return None;
        }
        let mut digit = match word.role {
            NumberRole::Digit | NumberRole::One => Decimal::ONE,
            NumberRole::Teen | NumberRole::Tens | NumberRole::Joined => digits::last_digit(word.low),
            _ => return None,
        };
        if entries.next().is_some() || word.exact.is_some() {
            return None;
        }
        let (mut value, mut end) = (word.low, at + 1);
        let mut style = Style { words: true, ..Style::default() };
        if !self.ends_before(end) {
            digit = self.scale_alone(end).filter(|_| !value.is_zero())?;
            value = value.checked_mul(digit)?;
            style.scale = words::exponent(digit);
            end += 1;
        }
        let tokens = u32::try_from(at).ok()?..u32::try_from(end).ok()?;
        Some(Numeral { tokens, value, high: value, form: Form::Cardinal, digit, style, rule: word.rule })
    }

    /// Whether no number goes on at token `at`: with a word or a sign that it has no use for.
    fn ends_before(&self, at: usize) -> bool {
        let Some(next) = self.all.get(at) else { return false };
        match next.kind {
            // "4 x 10^6"
            TokenKind::Word => next.spaced() && next.end - next.start > 1 && self.is_free(next.word),
            TokenKind::Digits => false,
            TokenKind::Sign => {
                !next.spaced()
                    && matches!(next.first, b'.' | b',' | b';' | b')' | b'%')
                    && self.all.get(at + 1).is_none_or(|n| n.spaced() && n.kind == TokenKind::Word)
            }
        }
    }

    /// Whether `word` goes on no number.
    fn is_free(&self, word: WordId) -> bool {
        const JOINS: u64 = Role::And.bit()
            | Role::Point.bit()
            | Role::Of.bit()
            | Role::In.bit()
            | Role::Out.bit()
            | Role::Over.bit()
            | Role::Per.bit();
        self.rules.quantity.roles(word) & JOINS == 0 && !self.rules.phrases.starts(word).meets(Class::NUMBER)
    }

    /// "over-65s", "under 25s": the figure and its "s".
    fn of_that_age(&self, at: usize) -> Option<Numeral> {
        let b = at.checked_sub(1).filter(|_| self.all[at].end - self.all[at].start == 2)?;
        let hung = !self.all[at].spaced() && self.all[b].text(self.text) == "-";
        let b = if hung { b.checked_sub(1)? } else { b };
        let bound = self.rules.phrases.single(self.all[b].word, Class::HEDGE)?;
        let bound = self.rules.quantity.hedges.get(bound.index as usize)?;
        let sure = matches!(bound.modifier, Some(Modifier::MoreThan | Modifier::LessThan));
        let n = self.spelled(at).filter(|n| sure && n.tokens.end as usize == at + 1)?;
        Some(Numeral { tokens: n.tokens.start..n.tokens.end + 1, ..n })
    }

    /// "one in five", "two out of three", "1 over 121": a share of a whole.
    fn share(&self, n: Numeral) -> Numeral {
        // "a one-in-five chance"
        let hyphen = |i: usize| usize::from(self.tight(i, "-"));
        let end = n.tokens.end as usize;
        let end = if self.is(end + hyphen(end), Role::In) { end + hyphen(end) } else { end };
        if n.form != Form::Cardinal || n.style.decimals > 0 || n.value.is_zero() || !n.value.is_integer() {
            return n;
        }
        // "four in every five", "three of every four"
        let every = |at: usize| self.is(at, Role::Per) && !self.is(at, Role::Article);
        let past_every = |at: usize| at + usize::from(every(at));
        let (at, over) = if self.is(end, Role::Out) && self.is(end + 1, Role::Of) {
            (past_every(end + 2), false)
        } else if self.is(end, Role::In) || self.is(end, Role::Of) && every(end + 1) {
            (past_every(end + 1), false)
        } else if self.is(end, Role::Over) {
            (end + 1, true)
        } else {
            return n;
        };
        let out = !self.is(end, Role::In);
        let at = at + hyphen(at);
        if self.all.get(at).is_none_or(|t| t.starts_sentence()) {
            return n;
        }
        // "one in a million"
        let number = at + usize::from(self.is(at, Role::Article));
        let Some(whole) = self.spelled(number) else { return n };
        let (a, b) = (n.value, whole.value);
        let last = whole.tokens.end as usize;
        let next = self.all.get(last).filter(|t| !t.starts_sentence());
        let fits = if over {
            // "1 over 121"; never "2000 over 3 years"
            (a < b || b <= Decimal::TEN)
                && next.is_none_or(|t| t.kind == TokenKind::Sign && t.text(self.text) != "%")
        } else {
            let round = b <= Decimal::TEN || b == digits::last_digit(b);
            let year =
                whole.style == Style::default() && b >= Decimal::from(1000) && b <= Decimal::from(2999);
            let time = next.is_some_and(|t| self.is_time_unit(t.word));
            a < b && (out || !time && !year && (a == Decimal::ONE || round && a < Decimal::TEN))
        };
        let fits =
            fits && whole.form == Form::Cardinal && b.is_integer() && whole.tokens.start as usize >= at;
        match (fits, a.checked_div(b)) {
            (true, Some(value)) => Numeral {
                tokens: n.tokens.start..whole.tokens.end,
                value,
                high: value,
                form: Form::Fraction,
                digit: Decimal::ONE.checked_div(b).unwrap_or(Decimal::ONE),
                style: Style { words: n.style.words, ..Style::default() },
                rule: self.rules.quantity.steps.share,
            },
            _ => n,
        }
    }

    fn is_time_unit(&self, word: WordId) -> bool {
        let units = &self.rules.quantity.units;
        let entry = self.rules.phrases.single(word, Class::UNIT);
        entry.and_then(|e| units.forms.get(e.index as usize)).is_some_and(|f| match f.meaning {
            Meaning::One(u) => matches!(&*units.measures[u as usize].dimension, "time" | "calendar"),
            Meaning::Shared(_) => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Context;
    use crate::text::token::tokenise;
    use crate::text::{Document, Format};

    fn values(text: &str) -> Vec<(String, Decimal)> {
        let rules = Rules::english().unwrap();
        let doc = Document::read(text, Format::Plain);
        let tokens = tokenise(&doc, &rules.lexicon);
        let context = Context::default();
        let input = Input { doc: &doc, text: &doc.text, tokens: &tokens, rules: &rules, context: &context };
        scan(&input).iter().map(|n| (input.slice(n.tokens.clone()).to_owned(), n.value)).collect()
    }

    #[test]
    fn digits_and_words_mix() {
        for (text, value) in [
            ("33,000", "33000"),
            ("4 hundred and 5 thousand", "405000"),
            ("twenty-one trillion and three hundred and two", "21000000000302"),
            ("two hundred point seventy-one", "200.71"),
            ("3 million and a half", "3500000"),
            ("two and a half thousand", "2500"),
            ("a hundred thousand trillionths", "0.0000001"),
            ("ninety - five hundred fifths", "1900"),
            ("fortysecond", "42"),
            ("2,66,000", "266000"),
            ("12.32e+14", "1232000000000000"),
            (".77", "0.77"),
        ] {
            let value: Decimal = value.parse().unwrap();
            assert_eq!(values(text), [(text.to_owned(), value)], "{text}");
        }
    }

    #[test]
    fn two_numbers_stay_two() {
        for (text, count) in [
            ("between one hundred and two hundred", 2),
            ("45 and 50 cases", 2),
            ("12 in six boxes", 2),
            ("1,2,3", 3),
            ("423 0000", 2),
        ] {
            assert_eq!(values(text).len(), count, "{text}");
        }
    }

    #[test]
    fn a_decade_and_a_plane_are_no_numerals() {
        assert!(values("the 1990s and two").len() == 1);
        assert!(values("F-16s").is_empty());
    }
}
