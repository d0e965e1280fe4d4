//! The quantity rules of all layers, compiled into the tables that `mention::number` and
//! `mention::quantity` read.

use super::compile::{RuleId, Rules};
use super::compile_unit::{self, UnitTables};
use super::fault::Fault;
use super::lexicon::{Class, Entry};
use super::schema::{Beside, Exact, NumberRole, Role, Rule, RuleFile, Side, Worth};
use crate::error::nearest;
use crate::text::WordId;
use crate::text::token::words_of;
use crate::value::{Decimal, Interval, Modifier};

/// Compiled quantity rules.
#[derive(Clone, Debug, Default)]
pub struct QuantityTables {
    /// Number words, by the index of their [`Class::NUMBER`] entries.
    pub numbers: Vec<NumberWord>,
    /// Hedges, by the index of their [`Class::HEDGE`] and [`Class::AFTER`] entries.
    pub hedges: Vec<HedgeRule>,
    /// Phrases that say a quantity without a number, by the index of their [`Class::SPOKEN`] entries.
    pub spoken: Vec<SpokenRule>,
    /// Units and currencies, by the index of their [`Class::UNIT`] entries.
    pub units: UnitTables,
    /// How wide hedges are.
    pub widths: WidthTable,
    /// Names of the steps that the grammar itself takes.
    pub steps: Steps,
    /// The parts of each word, as bits of [`Role`].
    roles: Vec<u64>,
}

/// Rule names of what is grammar, not data: they stand in derivations only.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    /// Digits.
    pub figures: RuleId,
    /// "one in five"
    pub share: RuleId,
    /// Two ends.
    pub range: RuleId,
    /// A score, odds.
    pub ratio: RuleId,
    /// An age.
    pub age: RuleId,
    /// "four times a week"
    pub rate: RuleId,
    /// "MUSD", "below zero"
    pub glued_code: RuleId,
}

impl Default for Steps {
    fn default() -> Self {
        let none = RuleId(0);
        Self { figures: none, share: none, range: none, ratio: none, age: none, rate: none, glued_code: none }
    }
}

/// One number word.
#[derive(Clone, Debug)]
pub struct NumberWord {
    /// Its part.
    pub role: NumberRole,
    /// Its worth; of a vague word the low end.
    pub low: Decimal,
    /// Its worth; of a vague word the high end.
    pub high: Decimal,
    /// Of a suffix: bits of [`Beside`] with which it is read right after digits, a space away, and not at all.
    pub beside: [u8; 3],
    /// A suffix in exact case.
    pub exact: Option<Box<str>>,
    /// Whether it is a plural ("thirds", "millions", "dozens").
    pub plural: bool,
    /// Its rule.
    pub rule: RuleId,
}

/// One hedge.
#[derive(Clone, Debug)]
pub struct HedgeRule {
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// What x becomes.
    pub range: Interval<Term>,
    /// Its rule.
    pub rule: RuleId,
}

/// An end of a hedge's range: `times · x + widths · d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Factor of x.
    pub times: Decimal,
    /// Factor of d.
    pub widths: Decimal,
}

/// A phrase that says a quantity without a number.
#[derive(Clone, Debug)]
pub struct SpokenRule {
    /// What it says.
    pub range: Interval<Decimal>,
    /// Index of its unit in [`UnitTables::measures`].
    pub unit: Option<u16>,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// The kind by name, where the unit does not tell.
    pub kind: Option<Box<str>>,
    /// Whether it is vague.
    pub vague: bool,
    /// Its rule.
    pub rule: RuleId,
}

/// How wide hedges are: `rules/compare.toml`.
#[derive(Clone, Copy, Debug)]
pub struct WidthTable {
    /// `d` as a share of the number, at most.
    pub share: Decimal,
    /// `d` for counts and ages, at least.
    pub count: Decimal,
    /// `d` of a temperature, in degrees.
    pub temperature: Decimal,
    /// Half the width of a spoken fraction, as a share of the whole.
    pub fraction: Decimal,
    /// The same as a share of the fraction, at most.
    pub fraction_share: Decimal,
}

impl Default for WidthTable {
    fn default() -> Self {
        Self {
            share: Decimal::new(1, 1),
            count: Decimal::ONE,
            temperature: Decimal::TWO,
            fraction: Decimal::new(25, 3),
            fraction_share: Decimal::new(25, 2),
        }
    }
}

/// Classes of phrases in quantities: bits 0 to 15. Time has bits 16 to 31.
impl Class {
    /// A hedge before a number: "at least".
    pub const HEDGE: Self = Self(1);
    /// A hedge after a number: "or more".
    pub const AFTER: Self = Self(2);
    /// A number word: "seven", "million", "third".
    pub const NUMBER: Self = Self(4);
    /// A unit or currency, word or sign.
    pub const UNIT: Self = Self(8);
    /// A unit whose word counts with "a" or alone: "a mile", "a nickel".
    pub const ARTICLE_UNIT: Self = Self(16);
    /// A phrase with a number that says none.
    pub const IDIOM: Self = Self(32);
    /// A phrase that says a quantity without a number.
    pub const SPOKEN: Self = Self(64);
}

/// The rules of one kind over all layers: a later one of the same id takes the place of an earlier
/// one, an off one takes it away.
pub(super) fn layered<'a, R: Rule + 'a>(
    layers: &'a [RuleFile],
    pick: impl Fn(&'a RuleFile) -> &'a [R],
) -> Vec<&'a R> {
    let mut out: Vec<&R> = Vec::new();
    let mut places = rustc_hash::FxHashMap::default();
    for rule in layers.iter().flat_map(pick) {
        match places.get(rule.id()) {
            Some(&i) => out[i] = rule,
            None => {
                places.insert(rule.id(), out.len());
                out.push(rule);
            }
        }
    }
    out.retain(|r| !r.is_off());
    out
}

/// Compiles the quantity rules of `layers` into `rules.quantity`, adding words and phrases to its
/// lexicon and trie.
///
/// # Errors
///
/// A value that cannot be used.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    rules.quantity.steps = Steps {
        figures: rules.intern("number.figures"),
        share: rules.intern("number.share"),
        range: rules.intern("number.range"),
        ratio: rules.intern("number.ratio"),
        age: rules.intern("number.age"),
        rate: rules.intern("number.rate"),
        glued_code: rules.intern("unit.glued"),
    };
    markers(rules, layers)?;
    numbers(rules, layers)?;
    hedges(rules, layers)?;
    compile_unit::compile(rules, layers)?;
    idioms(rules, layers);
    spoken(rules, layers)?;
    for w in layers.iter().filter_map(|l| l.width.as_ref()) {
        let t = &mut rules.quantity.widths;
        for (to, from) in [
            (&mut t.share, w.share),
            (&mut t.count, w.count),
            (&mut t.temperature, w.temperature),
            (&mut t.fraction, w.fraction),
            (&mut t.fraction_share, w.fraction_share),
        ] {
            if let Some(Exact(x)) = from {
                *to = x;
            }
        }
    }
    Ok(())
}

fn markers(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for m in layered(layers, |l| &l.marker) {
        let role = m.role.ok_or_else(|| Fault::missing(m, "role"))?;
        for word in &m.words {
            if words_of(word).len() != 1 {
                return Err(Fault::new(m, "words", format!("`{word}` is not one word")));
            }
            let id = rules.lexicon.intern(word);
            rules.quantity.mark(id, role);
        }
    }
    Ok(())
}

fn numbers(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for n in layered(layers, |l| &l.number) {
        let role = n.role.ok_or_else(|| Fault::missing(n, "role"))?;
        let rule = rules.intern(&format!("number.{}", n.id));
        for (word, worth) in &n.words {
            let (low, high) = match worth {
                Worth::One(x) => (x.0, x.0),
                Worth::Ends([a, b]) => (a.0, b.0),
            };
            let exact = role == NumberRole::Suffix || word.bytes().any(|b| b.is_ascii_uppercase());
            let exact: Option<Box<str>> = exact.then(|| word.as_str().into());
            let beside = [&n.tight, &n.spaced, &n.unless].map(|b| Beside::bits(b));
            let own = NumberWord { role, low, high, beside, exact: exact.clone(), plural: false, rule };
            number_word(rules, word, own);
            // "thirds", "halves", "millions", "dozens" (as a part of a number: "five dozens")
            let plural = match role {
                NumberRole::Fraction if word == "half" => Some("halves".to_owned()),
                NumberRole::Ordinal
                | NumberRole::Fraction
                | NumberRole::Group
                | NumberRole::Scale
                | NumberRole::Hundred => Some(format!("{word}s")),
                _ => None,
            };
            if let Some(p) = plural {
                number_word(
                    rules,
                    &p,
                    NumberWord {
                        role,
                        low,
                        high,
                        beside,
                        exact: exact.map(|_| p.as_str().into()),
                        plural: true,
                        rule,
                    },
                );
            }
        }
    }
    joined(rules);
    Ok(())
}

/// "fortytwo" and "fortysecond": people write them, and they are too many to list.
fn joined(rules: &mut Rules) {
    let all = rules.quantity.numbers.clone();
    let words: Vec<(String, NumberWord)> = (0..rules.lexicon.len())
        .filter_map(|i| {
            let id = WordId(u32::try_from(i + 1).ok()?);
            let word = rules.lexicon.word(id).to_owned();
            let entry = rules.phrases.single(id, Class::NUMBER)?;
            Some((word, all.get(entry.index as usize)?.clone()))
        })
        .collect();
    for (tens, t) in words.iter().filter(|(_, t)| t.role == NumberRole::Tens) {
        for (unit, u) in &words {
            let digit = matches!(u.role, NumberRole::Digit | NumberRole::One) && u.low > Decimal::ZERO;
            let ordinal = u.role == NumberRole::Ordinal && u.low < Decimal::TEN;
            if digit || ordinal {
                let role = if digit { NumberRole::Joined } else { NumberRole::Ordinal };
                let low = t.low + u.low;
                let word = NumberWord { role, low, high: low, ..u.clone() };
                number_word(rules, &format!("{tens}{unit}"), word);
            }
        }
    }
}

fn number_word(rules: &mut Rules, phrase: &str, word: NumberWord) {
    let index = u32::try_from(rules.quantity.numbers.len()).unwrap_or(u32::MAX);
    rules.quantity.numbers.push(word);
    rules.phrases.add(&mut rules.lexicon, phrase, Entry { class: Class::NUMBER, index });
}

fn hedges(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for h in layered(layers, |l| &l.hedge) {
        let rule = rules.intern(&format!("hedge.{}", h.id));
        let range = h.range.as_deref().unwrap_or("x");
        let range = range.parse::<Interval<Term>>().map_err(|e| Fault::new(h, "range", e))?;
        let index = u32::try_from(rules.quantity.hedges.len()).unwrap_or(u32::MAX);
        rules.quantity.hedges.push(HedgeRule { modifier: h.modifier, range, rule });
        let class = if h.side == Side::Before { Class::HEDGE } else { Class::AFTER };
        for p in &h.phrases {
            rules.phrases.add(&mut rules.lexicon, p, Entry { class, index });
        }
    }
    Ok(())
}

fn idioms(rules: &mut Rules, layers: &[RuleFile]) {
    for i in layered(layers, |l| &l.idiom) {
        let rule = rules.intern(&format!("idiom.{}", i.id));
        for p in &i.phrases {
            let entry = Entry { class: Class::IDIOM, index: rule.0.into() };
            rules.phrases.add(&mut rules.lexicon, p, entry);
        }
    }
}

fn spoken(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for s in layered(layers, |l| &l.spoken) {
        let rule = rules.intern(&format!("spoken.{}", s.id));
        let text = s.range.as_deref().ok_or_else(|| Fault::missing(s, "range"))?;
        let range = text.parse::<Interval<Decimal>>().map_err(|e| Fault::new(s, "range", e))?;
        let unit = match &s.unit {
            None => None,
            Some(u) => {
                let found = rules.quantity.units.position(u);
                Some(found.ok_or_else(|| no_unit(rules, s, "unit", u))?)
            }
        };
        let index = u32::try_from(rules.quantity.spoken.len()).unwrap_or(u32::MAX);
        rules.quantity.spoken.push(SpokenRule {
            range,
            unit,
            modifier: s.modifier,
            kind: s.kind.as_deref().map(Into::into),
            vague: s.vague,
            rule,
        });
        for p in &s.phrases {
            rules.phrases.add(&mut rules.lexicon, p, Entry { class: Class::SPOKEN, index });
        }
    }
    Ok(())
}

/// The unit or currency `id` that a rule names is none; the nearest one is a hint.
pub(super) fn no_unit<R: Rule>(rules: &Rules, rule: &R, key: &'static str, id: &str) -> Fault {
    let units = &rules.quantity.units;
    let fault = Fault::new(rule, key, format!("no unit `{id}`"));
    match nearest(id, units.measures.iter().map(|m| &*m.name)) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint("a unit is named by its id: factlint rules list shows them"),
    }
}

impl QuantityTables {
    fn mark(&mut self, word: WordId, role: Role) {
        let slot = word.0 as usize;
        if self.roles.len() <= slot {
            self.roles.resize(slot + 1, 0);
        }
        self.roles[slot] |= role.bit();
    }

    /// Whether `word` plays the part `role`.
    #[inline]
    #[must_use]
    pub fn is(&self, word: WordId, role: Role) -> bool {
        self.roles(word) & role.bit() != 0
    }

    /// All parts of `word`, as bits of [`Role`].
    #[inline]
    #[must_use]
    pub fn roles(&self, word: WordId) -> u64 {
        self.roles.get(word.0 as usize).copied().unwrap_or(0)
    }
}

impl Term {
    /// The end for the stated number `x` and the width `d`; `None` on overflow.
    #[must_use]
    pub fn at(self, x: Decimal, d: Decimal) -> Option<Decimal> {
        x.checked_mul(self.times)?.checked_add(d.checked_mul(self.widths)?)
    }
}

impl std::str::FromStr for Term {
    type Err = String;

    /// Reads "x", "x - d", "x + d/2", "2x".
    fn from_str(s: &str) -> Result<Self, String> {
        let bad = || format!("`{s}` is no end of a range: write x, x - d, x + d/2 or 2x");
        let plain: String = s.chars().filter(|c| !c.is_whitespace()).collect();
        let (times, rest) = plain.split_once('x').ok_or_else(bad)?;
        let times = if times.is_empty() { Decimal::ONE } else { times.parse().map_err(|_| bad())? };
        let (sign, rest) = match rest.as_bytes() {
            [] => return Ok(Self { times, widths: Decimal::ZERO }),
            [b'+', ..] => (Decimal::ONE, &rest[1..]),
            [b'-', ..] => (Decimal::NEGATIVE_ONE, &rest[1..]),
            _ => return Err(bad()),
        };
        let widths = match rest.split_once('d') {
            Some(("", "")) => Decimal::ONE,
            Some(("", by)) => {
                let by: Exact = by.strip_prefix('/').ok_or_else(bad)?.parse().map_err(|_| bad())?;
                Decimal::ONE.checked_div(by.0).ok_or_else(bad)?
            }
            Some((n, "")) => n.parse().map_err(|_| bad())?,
            _ => return Err(bad()),
        };
        Ok(Self { times, widths: sign * widths })
    }
}

/// By the end for a large x and a small d: only so that an empty range is refused.
impl Ord for Term {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.times, self.widths).cmp(&(other.times, other.widths))
    }
}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::error::Error;
    use crate::rules::load;

    fn with(text: &str) -> Result<Rules, Error> {
        let mut layers = load::embedded()?;
        layers.push(load::parse(Path::new("desk.toml"), text)?);
        Rules::compile(&layers)
    }

    #[test]
    fn a_users_rule_adds_overrides_and_switches_off() {
        let rules = with(
            "[[hedge]]\nid = 'at-least'\noff = true\n\
             [[unit]]\nid = 'smoot'\nnames = ['smoot']\ndimension = 'length'\nfactor = '1.7018'\npowers = true\n\
             [[unit]]\nid = 'acre'\nnames = ['tagwerk']\ndimension = 'area'\nfactor = 3407\n",
        )
        .unwrap();
        assert_eq!(rules.unit("smoots").unwrap().name(), "smoot");
        assert_eq!(rules.unit("square smoots").unwrap().dimension(), Some("area"));
        assert!(rules.unit("tagwerk").is_some());
        assert!(rules.unit("acres").is_none());
        assert!(rules.quantity.hedges.iter().all(|h| rules.name(h.rule) != "hedge.at-least"));
    }

    #[test]
    fn a_broken_rule_is_named() {
        let e = with("[[hedge]]\nid = 'x'\nphrases = ['x']\nrange = '[d, x)'\n").unwrap_err();
        assert!(e.message().starts_with("rule hedge.x: "), "{e}");
        let e = with("[[unit]]\nid = 'u'\nnames = ['u']\ndimension = 'length'\n").unwrap_err();
        assert_eq!(e.message(), "rule unit.u: `factor` is missing");
    }

    #[test]
    fn the_end_of_a_range_is_read_and_applied() {
        for (text, end) in [("x", 100), ("x - d", 90), ("x + d/2", 105), ("2x", 200), ("x - 2d", 80)] {
            let term: Term = text.parse().unwrap();
            assert_eq!(term.at(Decimal::ONE_HUNDRED, Decimal::TEN), Some(Decimal::from(end)), "{text}");
        }
        assert!("y".parse::<Term>().is_err());
    }
}
