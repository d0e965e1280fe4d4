//! Quantities: numbers with their hedges, units and counted nouns.
//!
//! "Over 33,000 North Koreans" is one number with the hedge `more-than` and the noun "North Koreans";
//! "between 5 and 10 per cent" one percentage with two ends. A number that is part of a name
//! ("Boeing 747") is none.
//!
//! - `part`: one end: sign, money before, scale letter, unit after.
//! - `range`: what joins two ends.
//! - `form`, `rate`, `unit`: which unit stands beside it, what it is counted per, what it means.
//! - `list`: what the numbers of a list share.
//! - `hedge`, `noun`, `name`, `age`: what else stands around a number.
//! - `spoken`: quantities without a number: "a mile", "a majority of".

use super::number::{Form, Numeral};
use super::{Content, Input, Kind, Mention, Step, work};
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::rules::{RuleId, Rules};
use crate::text::Token;
use crate::value::{Decimal, Interval, Modifier, Style, Unit};

mod age;
mod form;
mod hedge;
mod list;
mod name;
mod noun;
mod part;
mod range;
mod rate;
mod score;
mod spoken;
mod unit;

use part::Part;

/// A quantity as the text says it, its hedge not applied yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number or the two ends as stated; of a vague word the range it stands for.
    pub stated: Interval<Decimal>,
    /// Hedges by their index in the rules' table, the one nearest to the number first.
    pub hedges: Vec<u16>,
    /// Where the two ends have hedges of their own ("more than 10 but less than 20"), the second's.
    pub upper: Option<u16>,
    /// What the words bound by themselves: "a majority" is more than half.
    pub modifier: Option<Modifier>,
    /// The unit; a plain count has its noun.
    pub unit: Option<Unit>,
    /// A share of a whole in words or figures: "a third", "one in five".
    pub share: bool,
    /// One unit of the last digit written: see [`crate::value::Quantity::digit`].
    pub digit: Decimal,
    /// How the number was written.
    pub style: Style,
}

/// Reads the quantities of one text.
#[derive(Debug)]
struct Scanner<'a> {
    input: &'a Input<'a>,
    all: &'a [Token],
    text: &'a str,
    rules: &'a Rules,
    numerals: Vec<&'a Numeral>,
    /// No mention may reach this token: where the next time expression starts.
    ceiling: usize,
    /// Where that time expression ends.
    reach: usize,
}

/// Finds the quantities of `input` among `numerals`, sorted, not crossing. Numerals inside `taken`
/// (time expressions, sorted) are left alone.
#[must_use]
pub fn scan(input: &Input<'_>, numerals: &[Numeral], taken: &[Mention]) -> Vec<Mention> {
    let mut scanner = Scanner {
        input,
        all: input.all(),
        text: input.text,
        rules: input.rules,
        numerals: left_over(numerals, taken),
        ceiling: input.all().len(),
        reach: input.all().len(),
    };
    let mut out: Vec<Mention> = Vec::with_capacity(scanner.numerals.len());
    let mut next_taken = 0;
    let mut k = 0;
    while let Some(n) = scanner.numerals.get(k) {
        while taken.get(next_taken).is_some_and(|m| m.extent.tokens.start < n.tokens.start) {
            next_taken += 1;
        }
        let end = scanner.all.len();
        let next = taken.get(next_taken).map(|m| &m.extent.tokens);
        scanner.ceiling = next.map_or(end, |r| r.start as usize);
        scanner.reach = next.map_or(end, |r| r.end as usize);
        let last = next_taken.checked_sub(1).map_or(0, |i| taken[i].extent.tokens.end);
        let floor = last.max(out.last().map_or(0, |m| m.extent.tokens.end)) as usize;
        k += scanner.quantity(k, floor, &mut out).max(1);
    }
    scanner.ceiling = scanner.all.len();
    scanner.add_spoken(&mut out, taken);
    out
}

/// The numerals outside `taken`; both are sorted.
fn left_over<'n>(numerals: &'n [Numeral], taken: &[Mention]) -> Vec<&'n Numeral> {
    let mut at = 0;
    numerals
        .iter()
        .filter(|n| {
            while taken.get(at).is_some_and(|m| m.extent.tokens.end <= n.tokens.start) {
                at += 1;
            }
            taken.get(at).is_none_or(|m| m.extent.tokens.start >= n.tokens.end)
        })
        .collect()
}

fn at_most(a: usize, b: usize) -> usize {
    a.min(b)
}

fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

impl<'a> Scanner<'a> {
    fn is(&self, at: usize, role: Role) -> bool {
        work::tick();
        self.all.get(at).is_some_and(|t| self.rules.quantity.is(t.word, role))
    }

    fn has(&self, at: usize, set: WordSet) -> bool {
        work::tick();
        self.all.get(at).is_some_and(|t| self.rules.words.has(t.word, set))
    }

    /// Whether token `at` starts a comparison: "as many", "as large as", "more than"; "shot five times as
    /// he ran" has none.
    fn compares(&self, at: usize) -> bool {
        self.is(at, Role::Compare)
            && (!self.has(at, WordSet::As)
                || self.has(at + 1, WordSet::HowMuch)
                || self.has(at + 2, WordSet::As))
    }

    /// Whether a sentence starts at one of the tokens `from..=to`.
    fn broken(&self, from: usize, to: usize) -> bool {
        let to = to.min(self.all.len().saturating_sub(1));
        self.all.get(from..=to).is_some_and(|t| t.iter().any(Token::starts_sentence))
    }

    fn sign(&self, at: usize) -> &'a str {
        work::tick();
        self.all.get(at).map_or("", |t| t.text(self.text))
    }

    /// Adds the quantity at numeral `k` to `out`; nothing before token `floor` belongs to it. Gives how many
    /// numerals it used.
    fn quantity(&self, k: usize, floor: usize, out: &mut Vec<Mention>) -> usize {
        let n = self.numerals[k];
        if (n.tokens.start as usize) < floor {
            return 1;
        }
        if n.form == Form::Ordinal {
            let (used, mention) = self.ordinal(k, floor);
            out.extend(mention);
            return used;
        }
        // "a 1-in-100-year flood"
        let often = n.form == Form::Fraction && n.rule == self.rules.quantity.steps.share;
        let timed = |h: &unit::Hit| matches!(self.dimension_of(h.meaning), "time" | "calendar");
        if often && self.part(k, floor).is_some_and(|a| a.unit.as_ref().is_some_and(timed)) {
            return 1;
        }
        // "few jobs" says not many; "a few" and "few hundred" count
        if n.form == Form::Vague
            && n.tokens.end == n.tokens.start + 1
            && self.is(n.tokens.start as usize, Role::Few)
        {
            return 1;
        }
        let Some(mut a) = self.part(k, floor) else { return 1 };
        if a.unit.is_none() {
            a.unit = self.crossed_unit(&a, k, 2);
        }
        let named = self.is_name(a.start, a.end, n, a.unit.is_none() && !a.scaled);
        if !named && let Some((used, mention)) = self.range(k, &a, floor) {
            out.extend(mention);
            return used;
        }
        if named || self.goes_on_in_figures(a.end) {
            // What hangs on a name by hyphens and slashes is part of it: "1-222-2222".
            let mut used = a.used;
            let mut end = a.end;
            while let Some(next) = self.numerals.get(k + used)
                && next.tokens.start as usize == end + 1
                && !self.all[end].spaced()
                && !self.all[end + 1].spaced()
            {
                end = next.tokens.end as usize;
                used += 1;
            }
            return used;
        }
        let used = a.used;
        self.single(&mut a, k, floor, out);
        used
    }

    /// Adds one number with what stands around it to `out`.
    fn single(&self, a: &mut Part, k: usize, floor: usize, out: &mut Vec<Mention>) {
        let n = self.numerals[k];
        let mut hedges = Vec::new();
        let whole_start = self.hedges_before(a.start, floor, &mut hedges);
        if let Some(m) = self.age(a, n, floor, (whole_start, &hedges)) {
            out.push(m);
            return;
        }
        if a.unit.is_none() {
            a.unit = self.shared_unit(a, k).or_else(|| self.unit_before(a, k));
        }
        let lent = if a.unit.is_none() && n.form == Form::Cardinal { self.lent(a, k) } else { None };
        if let Some(lent) = &lent {
            self.take(a, lent);
        }
        let one = n.form == Form::Cardinal && n.value == Decimal::ONE && n.style.words;
        let noun = match (&a.unit, n.form) {
            (Some(_), _) if !self.is(a.end, Role::Of) => None,
            _ => self
                .noun(a.end, n.value == Decimal::ONE || n.form == Form::Fraction && self.is(a.end, Role::Of)),
        };
        if one && a.unit.is_none() && !a.negative && !self.counts_one(a, noun.as_ref()) {
            return;
        }
        let mut noun = noun;
        let times =
            a.unit.is_none() && noun.as_ref().is_none_or(|r| r.start == a.end) && self.is(a.end, Role::Times);
        let fold = a.end + usize::from(self.is_hyphen(a.end));
        let fold =
            (a.unit.is_none() && self.is(fold, Role::Fold) && !self.broken(a.end, fold)).then_some(fold);
        // "2.3x": a factor
        let by_sign = times && self.sign(a.end) == "x" && !self.all[a.end].spaced();
        if fold.is_some()
            || by_sign
            || times && self.compares(a.end + 1) && !self.broken(a.end + 1, a.end + 1)
        {
            // "three times as many", "20-fold": a factor
            a.end = fold.unwrap_or(a.end) + 1;
            let whole = whole_start..a.end;
            let stated = Interval::closed(a.low, a.high);
            out.push(self.mention(a, stated, hedges, None, None, whole, false, Kind::Ratio));
            return;
        }
        // "by a factor of four"
        let factor = a.start.checked_sub(2).filter(|&f| f >= floor && self.has(f, WordSet::Factor));
        if let Some(f) = factor.filter(|&f| self.is(f + 1, Role::Of) && a.unit.is_none() && noun.is_none()) {
            let whole = f - usize::from(f > floor && self.is(f - 1, Role::Article))..a.end;
            let stated = Interval::closed(a.low, a.high);
            out.push(self.mention(a, stated, hedges, None, None, whole, false, Kind::Ratio));
            return;
        }
        let mut rate = None;
        if a.unit.is_none()
            && n.form == Form::Cardinal
            && let Some((unit, end, used)) = self.counted_per(a, noun.as_ref(), k)
        {
            rate = Some(unit);
            a.end = end;
            a.used = used;
        }
        let mut whole_end = a.end.max(noun.as_ref().map_or(0, |r| r.end));
        let mut told = 0;
        for end in [n.tokens.end as usize, a.end, whole_end] {
            if end != told
                && let Some((stop, index)) = self.hedge_after(end)
            {
                hedges.insert(0, index);
                // "40 tops"
                if noun.as_ref().is_some_and(|r| r.start >= end && r.start < stop) {
                    (noun, whole_end) = (None, a.end);
                }
                whole_end = whole_end.max(stop);
                // "50-odd euros", "20 or more miles"
                if let Some((to, hit)) = self
                    .unit_after(stop, n, a.negative)
                    .filter(|(_, h)| a.unit.is_none() && h.worth == Decimal::ONE)
                {
                    (a.end, a.unit) = (to.min(self.ceiling), Some(hit));
                    whole_end = whole_end.max(a.end);
                    a.used += self.numerals[k + a.used..]
                        .iter()
                        .take_while(|m| (m.tokens.start as usize) < a.end)
                        .count();
                    (noun, rate) = (None, None);
                    break;
                }
                // "40-odd thousand"
                if let Some((len, scale)) =
                    self.scale_word(stop).filter(|_| a.unit.is_none() && noun.is_none())
                    && a.times(scale).is_some()
                {
                    (a.end, a.used) = (stop + len, a.used + 1);
                    noun = self.noun(a.end, false).filter(|r| r.start == a.end);
                    whole_end = noun.as_ref().map_or(a.end, |r| r.end);
                    break;
                }
                if noun.is_none() && a.unit.is_none() {
                    // "10,000 or so refugees"
                    noun = self.noun(stop, false).filter(|r| r.start == stop);
                    whole_end = noun.as_ref().map_or(whole_end, |r| r.end);
                }
                break;
            }
            told = end;
        }
        let stated =
            if n.form == Form::Vague { Interval::closed(a.low, a.high) } else { Interval::point(a.low) };
        let share = n.form == Form::Fraction && a.unit.is_none();
        let mut m = self.mention(a, stated, hedges, None, noun, whole_start..whole_end, share, Kind::Number);
        if let (Some(unit), Content::Quantity(amount)) = (rate, &mut m.content) {
            amount.unit = Some(unit);
            m.kind = Kind::Measure;
        }
        if let (Some(r), Content::Quantity(amount)) = (lent.and_then(|l| l.noun), &mut m.content)
            && amount.unit.is_none()
        {
            let noun = number(r.start)..number(r.end);
            amount.unit = Some(Unit::Noun(self.input.slice(noun.clone()).to_lowercase().into()));
            m.noun = Some(noun);
        }
        out.push(m);
    }

    /// The unit that a number takes from the next one: "280 million of the 1.5 billion shekels", "a
    /// 7- or 8-inch screen".
    fn shared_unit(&self, a: &Part, k: usize) -> Option<unit::Hit> {
        let next = self.numerals.get(k + a.used)?;
        let at = next.tokens.start as usize;
        if at > a.end + 4 || at < a.end || self.broken(a.end, at) {
            return None;
        }
        let loose = self.is_hyphen(a.end)
            && !self.all[a.end].spaced()
            && self.all.get(a.end + 1).is_some_and(Token::spaced);
        let joined =
            self.is(a.end + 1, Role::Or) || self.is(a.end + 1, Role::And) || self.is_sign(a.end + 1, b',');
        if loose && joined {
            return self.part(k + a.used, a.end + 2)?.unit;
        }
        // "5 or 10 per cent"
        if self.is(a.end, Role::Or) && at == a.end + 1 && next.form == Form::Cardinal {
            // "5 or 600 dollars" leaves a hundred out
            let near = next.value <= a.low.saturating_mul(Decimal::from(20));
            return self.part(k + a.used, at)?.unit.filter(|h| near && h.per.is_none());
        }
        if !(self.is(a.end, Role::Of) && self.is(a.end + 1, Role::Determiner) && a.style.scale > 0) {
            return None;
        }
        let whole = self.part(k + a.used, a.end + 2)?;
        let hit = whole.unit.filter(|h| whole.start == a.end + 2 && self.is_money(h.meaning))?;
        Some(hit)
    }

    /// The unit that a number takes from the next one across "by" or "x": "12 by 15 feet", "10 x 12 m",
    /// "a 4-by-6-inch card"; across `sides` of them at most.
    fn crossed_unit(&self, a: &Part, k: usize, sides: u8) -> Option<unit::Hit> {
        let hyphen = |i: usize| self.is_hyphen(i) && !self.all[i].spaced();
        let mut p = a.end + usize::from(hyphen(a.end));
        if !(self.is(p, Role::By) || matches!(self.sign(p), "x" | "X" | "\u{d7}")) {
            return None;
        }
        p += 1;
        p += usize::from(hyphen(p));
        let next = self.numerals.get(k + a.used).filter(|n| n.tokens.start as usize == p)?;
        if self.broken(a.end, p) || next.form != Form::Cardinal {
            return None;
        }
        let b = self.part(k + a.used, p)?;
        // "4 x 100 m" is a relay
        let alike = a.low.checked_mul(Decimal::from(20)).is_some_and(|most| b.low < most);
        let hit = match &b.unit {
            Some(hit) => hit.clone(),
            None if sides > 1 && alike => self.crossed_unit(&b, k + a.used, sides - 1)?,
            None => return None,
        };
        if !alike {
            return None;
        }
        (self.dimension_of(hit.meaning) == "length").then_some(hit)
    }

    /// Whether the word "one" counts here: "one survivor", not "that one" and not "one must".
    fn counts_one(&self, a: &Part, noun: Option<&std::ops::Range<usize>>) -> bool {
        let before = a.start.checked_sub(1).filter(|_| !self.all[a.start].starts_sentence());
        // "one more victim"
        let next = a.end + usize::from(self.is(a.end, Role::Further));
        let counted = noun.is_some_and(|r| r.start == a.end || r.start == next);
        if let Some(b) = before.filter(|&b| self.is(b, Role::Pronoun)) {
            // "only one ship", but "the only one left"
            let hedged = self.all[b].starts_sentence() || b > 0 && !self.is(b - 1, Role::Determiner);
            let hedged = hedged && self.hedge_before(a.start, b).is_some_and(|(s, _)| s == b);
            return counted && (hedged || !self.is(b, Role::Function));
        }
        let alone = self.all.get(a.end).is_none_or(Token::starts_sentence);
        counted || alone && before.is_none()
    }

    /// "22nd", "third": a place in an order.
    fn ordinal(&self, k: usize, floor: usize) -> (usize, Option<Mention>) {
        let n = self.numerals[k];
        let (start, end) = (n.tokens.start as usize, n.tokens.end as usize);
        if let Some((used, mention)) = self.ordinal_range(k, floor) {
            return (used, Some(mention));
        }
        // "First Boston", "the Sixth Amendment"
        let first = &self.all[start];
        let titled = n.style.words
            && first.capital()
            && !first.starts_sentence()
            && self.all.get(end).is_some_and(|t| t.capital() && !t.starts_sentence());
        if titled || self.is_name(start, end, n, true) {
            return (1, None);
        }
        let mut part = Part::plain(n);
        let noun = self.noun(end, true);
        let whole = start..noun.as_ref().map_or(end, |r| r.end);
        let stated = Interval::point(n.value);
        let m = self.mention(&mut part, stated, Vec::new(), None, noun, whole, false, Kind::Ordinal);
        (1, Some(m))
    }

    #[expect(clippy::too_many_arguments, reason = "the one place where a mention is put together")]
    fn mention(
        &self,
        a: &mut Part,
        stated: Interval<Decimal>,
        hedges: Vec<u16>,
        upper: Option<u16>,
        noun: Option<std::ops::Range<usize>>,
        whole: std::ops::Range<usize>,
        share: bool,
        plain: Kind,
    ) -> Mention {
        let tokens = a.start..a.end;
        let (unit, kind) = match &a.unit {
            Some(hit) => {
                let (unit, kind) = self.settle(hit, a.start, a.high.abs());
                (Some(unit), kind)
            }
            None => {
                let noun = noun.as_ref().filter(|_| !share && plain != Kind::Ordinal);
                let unit = noun.map(|r| {
                    let words = self.input.slice(number(r.start)..number(r.end));
                    Unit::Noun(words.to_lowercase().into())
                });
                (unit, plain)
            }
        };
        let mut derivation = Vec::with_capacity(2 + hedges.len());
        let mut step = |rule: RuleId, r: &std::ops::Range<usize>| {
            derivation.push(Step { rule, tokens: number(r.start)..number(r.end) });
        };
        step(a.rule, &tokens);
        if let Some(hit) = &a.unit {
            step(hit.rule, &tokens);
        }
        for &h in hedges.iter().chain(&upper) {
            if let Some(rule) = self.rules.quantity.hedges.get(h as usize) {
                step(rule.rule, &whole);
            }
        }
        let whole = number(whole.start.min(tokens.start))..number(whole.end.max(tokens.end));
        Mention {
            extent: self.input.extent(number(tokens.start)..number(tokens.end), whole),
            kind,
            content: Content::Quantity(Amount {
                stated,
                hedges,
                upper,
                modifier: None,
                unit,
                share,
                digit: a.digit,
                style: a.style,
            }),
            noun: noun.map(|r| number(r.start)..number(r.end)),
            derivation,
        }
    }
}
