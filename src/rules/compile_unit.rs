//! Units and currencies of all layers, compiled: prefixes and powers spelled out, words and signs
//! in the trie.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::compile::{RuleId, Rules};
use super::compile_quantity::{layered, no_unit};
use super::fault::Fault;
use super::lexicon::{Class, Entry};
use super::schema::{Currency, RuleFile, SharedUnit, UnitRule};
use crate::error::nearest;
use crate::value::unit::Measure;
use crate::value::{Decimal, Unit};

/// Compiled units.
#[derive(Clone, Debug, Default)]
pub struct UnitTables {
    /// All units, prefixed and powered ones included.
    pub measures: Vec<Arc<Measure>>,
    /// Words that several units share.
    pub shared: Vec<Shared>,
    /// Words and signs, by the index of their trie entries.
    pub forms: Vec<Form>,
    /// Square and cube of a unit, by its index.
    powers: FxHashMap<u16, [u16; 2]>,
    names: FxHashMap<Box<str>, u16>,
    /// How many of the measures are currencies' own (they come last).
    first_currency: u16,
}

/// What a form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Index in [`UnitTables::measures`].
    One(u16),
    /// Index in [`UnitTables::shared`].
    Shared(u16),
}

/// A word or a sign of a unit.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it names.
    pub meaning: Meaning,
    /// The sign in exact case and spacing; `None` for words.
    pub exact: Option<Box<str>>,
    /// A sign that is read in any case.
    pub any_case: bool,
    /// A sign that is a word as well ("in").
    pub shy: bool,
    /// How many of the unit one of these is (a nickel is 1/20 dollar); 1 for plain names.
    pub worth: Decimal,
    /// A coin or sum with its own word.
    pub piece: bool,
    /// A sign that says "per this" after money: "pcm".
    pub each: bool,
    /// Its rule.
    pub rule: RuleId,
}

/// A word that several units share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The word as records show it.
    pub word: Arc<str>,
    /// The unit with all its candidates.
    unit: Unit,
    /// Indices of the units it can mean, likeliest first.
    pub candidates: Vec<u16>,
    /// Which of the measures it is in a country.
    pub home: Vec<([u8; 2], u16)>,
    /// Whether it can only mean money.
    pub money: bool,
}

impl UnitTables {
    /// The index of the unit of exactly this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<u16> {
        self.names.get(id).copied()
    }

    /// The square (`2`) or cube (`3`) of a unit.
    #[must_use]
    pub fn power(&self, unit: u16, exponent: u8) -> Option<u16> {
        let [square, cube] = self.powers.get(&unit)?;
        Some(if exponent == 2 { *square } else { *cube })
    }

    /// Whether a unit is money.
    #[must_use]
    pub fn is_money(&self, unit: u16) -> bool {
        unit >= self.first_currency
    }

    /// The unit of a shared word, of those candidates that `fit` (all, where none does).
    #[must_use]
    pub fn ambiguous(&self, shared: &Shared, fit: impl Fn(u16) -> bool) -> Unit {
        if shared.candidates.iter().all(|&u| fit(u)) {
            return shared.unit.clone();
        }
        let left: Vec<u16> = shared.candidates.iter().copied().filter(|&u| fit(u)).collect();
        let left = if left.is_empty() { &shared.candidates } else { &left };
        match left[..] {
            [only] => Unit::Measure(self.measures[only as usize].clone()),
            _ => Unit::Ambiguous {
                word: shared.word.clone(),
                candidates: left.iter().map(|&u| self.measures[u as usize].clone()).collect(),
            },
        }
    }

    /// Adds a unit; the same one again keeps its place.
    fn add(&mut self, measure: Measure) -> u16 {
        if let Some(&at) = self.names.get(&*measure.name)
            && *self.measures[at as usize] == measure
        {
            return at;
        }
        let at = u16::try_from(self.measures.len()).unwrap_or(u16::MAX);
        self.names.entry((*measure.name).into()).or_insert(at);
        self.measures.push(Arc::new(measure));
        at
    }
}

/// Compiles units, currencies and shared words.
///
/// # Errors
///
/// A missing factor, an unknown prefix or currency, with the rule's id.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    let mut prefixes: FxHashMap<&str, (&[String], Decimal)> = FxHashMap::default();
    for p in layers.iter().flat_map(|l| &l.prefix) {
        prefixes.insert(&p.id, (&p.symbols, p.factor.0));
    }
    let units = layered(layers, |l| &l.unit);
    dimensions(&units)?;
    for u in units {
        let base = measure(rules, u)?;
        words(rules, u, base, "", &[], u.article);
        for name in &u.prefixes {
            let Some(&(symbols, factor)) = prefixes.get(name.as_str()) else {
                return Err(no_prefix(u, name, prefixes.keys().copied()));
            };
            let mut m = (*rules.quantity.units.measures[base as usize]).clone();
            m.name = format!("{name}{}", m.name).into();
            m.factor = m
                .factor
                .checked_mul(factor)
                .ok_or_else(|| Fault::new(u, "prefixes", format!("{name}{} is too large", u.id)))?;
            let at = rules.quantity.units.add(m);
            if u.powers {
                powers(rules, at);
            }
            words(rules, u, at, name, symbols, u.article);
        }
        if u.powers {
            powers(rules, base);
        }
    }
    rules.quantity.units.first_currency =
        u16::try_from(rules.quantity.units.measures.len()).unwrap_or(u16::MAX);
    let currencies = layered(layers, |l| &l.currency);
    for c in &currencies {
        currency(rules, c);
    }
    let mut homes: FxHashMap<&str, &[String]> = FxHashMap::default();
    let all_units = layered(layers, |l| &l.unit);
    homes.extend(currencies.iter().map(|c| (&*c.id, &c.home[..])));
    homes.extend(all_units.iter().map(|u| (&*u.id, &u.home[..])));
    for s in layered(layers, |l| &l.shared) {
        shared(rules, s, &homes)?;
    }
    Ok(())
}

/// A dimension is another unit's too, or has its base unit in this one; so that a slip of the pen
/// ("lenght") makes no new one.
fn dimensions(units: &[&UnitRule]) -> Result<(), Fault> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::from([("area", 2), ("volume", 2)]);
    for u in units {
        *known.entry(&u.dimension).or_default() += 1;
    }
    for u in units.iter().filter(|u| !u.dimension.is_empty() && known[u.dimension.as_str()] == 1) {
        let others = || known.keys().copied().filter(|d| *d != u.dimension);
        if let Some((_, per)) = u.dimension.split_once('/')
            && known.contains_key(per)
        {
            continue;
        }
        let base = u.factor.is_some_and(|f| f.0 == Decimal::ONE) && u.offset.is_none();
        // One of its own is the base of a new dimension, unless a letter is all that is new about it.
        let a_letter_off =
            |n: &str| n.len().abs_diff(u.dimension.len()) <= 1 && strsim::osa_distance(n, &u.dimension) <= 1;
        if base && !others().any(a_letter_off) {
            continue;
        }
        let near = nearest(&u.dimension, others());
        let fault = Fault::new(*u, "dimension", format!("no other unit has the dimension `{}`", u.dimension));
        return Err(match near {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(format!(
                "a new dimension needs a base unit of factor 1; known are {}",
                others().collect::<Vec<_>>().join(", ")
            )),
        });
    }
    Ok(())
}

fn no_prefix<'a>(u: &UnitRule, name: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let fault = Fault::new(u, "prefixes", format!("no prefix `{name}`"));
    match nearest(name, known) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault,
    }
}

fn measure(rules: &mut Rules, u: &UnitRule) -> Result<u16, Fault> {
    if u.dimension.is_empty() {
        return Err(Fault::missing(u, "dimension"));
    }
    let factor = u.factor.ok_or_else(|| Fault::missing(u, "factor"))?.0;
    if factor <= Decimal::ZERO {
        return Err(Fault::new(u, "factor", "`factor` must be more than 0"));
    }
    Ok(rules.quantity.units.add(Measure {
        name: u.id.as_str().into(),
        dimension: u.dimension.as_str().into(),
        factor,
        offset: u.offset.map_or(Decimal::ZERO, |o| o.0),
    }))
}

fn words(rules: &mut Rules, u: &UnitRule, at: u16, prefix: &str, signs: &[String], article: bool) {
    let rule = rules.intern(&format!("unit.{}", u.id));
    let form = Form {
        meaning: Meaning::One(at),
        exact: None,
        any_case: false,
        shy: false,
        worth: Decimal::ONE,
        piece: false,
        each: false,
        rule,
    };
    for name in &u.names {
        let name = format!("{prefix}{name}");
        add(rules, &name, form.clone(), article);
        if u.plurals.is_empty() {
            add(rules, &plural(&name), form.clone(), false);
        }
    }
    for p in &u.plurals {
        add(rules, &format!("{prefix}{p}"), form.clone(), false);
    }
    let none = [String::new()];
    let signs = if prefix.is_empty() { &none[..] } else { signs };
    for sign in signs {
        for s in &u.symbols {
            let s = format!("{sign}{s}");
            // "a kg" is one; "a m" is nothing
            let article = article && s.len() > 1 && s.bytes().all(|b| b.is_ascii_lowercase());
            add(rules, &s, Form { exact: Some(s.as_str().into()), ..form.clone() }, article);
        }
        for s in u.each.iter().filter(|_| prefix.is_empty()) {
            add(rules, s, Form { exact: Some(s.as_str().into()), each: true, ..form.clone() }, false);
        }
        for s in u.shy.iter().filter(|_| prefix.is_empty()) {
            add(rules, s, Form { exact: Some(s.as_str().into()), shy: true, ..form.clone() }, false);
        }
    }
}

/// Signs that prefixes make of words ("pm", "am" from metre) are shy as well.
const SHY: [&str; 4] = ["am", "pm", "in", "at"];

fn add(rules: &mut Rules, phrase: &str, mut form: Form, article: bool) {
    form.shy |= form.exact.as_deref().is_some_and(|s| SHY.contains(&s));
    let index = u32::try_from(rules.quantity.units.forms.len()).unwrap_or(u32::MAX);
    rules.quantity.units.forms.push(form);
    rules.phrases.add(&mut rules.lexicon, phrase, Entry { class: Class::UNIT, index });
    if article {
        rules.phrases.add(&mut rules.lexicon, phrase, Entry { class: Class::ARTICLE_UNIT, index });
    }
}

/// "mile per hour" to "miles per hour", "penny" to "pennies", "foot" keeps its listed plural.
fn plural(name: &str) -> String {
    let (head, tail) = match name.find(" per ").or_else(|| name.find(" of ")) {
        Some(i) => name.split_at(i),
        None => (name, ""),
    };
    let head = match head {
        h if h.ends_with('y') && !h.ends_with("ay") && !h.ends_with("ey") => {
            format!("{}ies", &h[..h.len() - 1])
        }
        h if h.ends_with("ch") || h.ends_with('x') || h.ends_with("sh") => format!("{h}es"),
        h => format!("{h}s"),
    };
    format!("{head}{tail}")
}

fn powers(rules: &mut Rules, base: u16) {
    let units = &mut rules.quantity.units;
    let m = units.measures[base as usize].clone();
    let (two, three) = if &*m.dimension == "length" {
        ("area".to_owned(), "volume".to_owned())
    } else {
        (format!("{}2", m.dimension), format!("{}3", m.dimension))
    };
    let make = |name: String, dimension: String, factor: Option<Decimal>| {
        Some(Measure {
            name: name.into(),
            dimension: dimension.into(),
            factor: factor.filter(|f| !f.is_zero())?,
            offset: Decimal::ZERO,
        })
    };
    let square = m.factor.checked_mul(m.factor);
    let cube = square.and_then(|s| s.checked_mul(m.factor));
    let pair =
        (make(format!("square {}", m.name), two, square), make(format!("cubic {}", m.name), three, cube));
    if let (Some(a), Some(b)) = pair {
        let ids = [units.add(a), units.add(b)];
        units.powers.insert(base, ids);
    }
}

fn currency(rules: &mut Rules, c: &Currency) {
    let rule = rules.intern(&format!("currency.{}", c.id));
    let make = |name: &str, factor| Measure {
        name: name.into(),
        dimension: c.id.as_str().into(),
        factor,
        offset: Decimal::ZERO,
    };
    let at = rules.quantity.units.add(make(&c.id, Decimal::ONE));
    let form = Form {
        meaning: Meaning::One(at),
        exact: None,
        any_case: false,
        shy: false,
        worth: Decimal::ONE,
        piece: false,
        each: false,
        rule,
    };
    for name in &c.names {
        add(rules, name, form.clone(), true);
        if c.plurals.is_empty() {
            add(rules, &plural(name), form.clone(), false);
        }
    }
    for p in &c.plurals {
        add(rules, p, form.clone(), false);
    }
    for mark in &c.marks {
        let form = Form { exact: Some(mark.as_str().into()), any_case: true, ..form.clone() };
        add(rules, mark, form, false);
    }
    let code = (c.id.len() == 3 && c.id.bytes().all(|b| b.is_ascii_uppercase())).then_some(&c.id);
    if let Some(code) = code {
        // A code is also written in lower case ("usd"), where that is no English word.
        let lower = code.to_lowercase();
        if !LOWER_WORDS.contains(&lower.as_str()) {
            add(rules, &lower, Form { exact: Some(lower.as_str().into()), ..form }, false);
        }
    }
    for s in c.symbols.iter().chain(code) {
        add(rules, s, Form { exact: Some(s.as_str().into()), ..form.clone() }, false);
    }
    for (name, worth) in &c.minor {
        let minor = rules.quantity.units.add(make(name, worth.0));
        let form = Form { meaning: Meaning::One(minor), ..form.clone() };
        add(rules, name, form.clone(), true);
        add(rules, &plural(name), form, false);
    }
}

/// ISO 4217 codes that are English words in lower case.
const LOWER_WORDS: [&str; 20] = [
    "all", "bam", "bob", "cad", "cop", "cup", "gel", "lak", "mad", "mop", "mur", "nad", "pen", "ron", "rub",
    "sar", "sos", "top", "try", "zig",
];

fn shared(rules: &mut Rules, s: &SharedUnit, homes: &FxHashMap<&str, &[String]>) -> Result<(), Fault> {
    let rule = rules.intern(&format!("shared.{}", s.id));
    let worth = s.worth.map_or(Decimal::ONE, |w| w.0);
    let mut candidates = Vec::new();
    let mut home = Vec::new();
    for id in &s.of {
        let units = &mut rules.quantity.units;
        let Some(own) = units.position(id) else {
            return Err(no_unit(rules, s, "of", id));
        };
        let at = if worth == Decimal::ONE {
            own
        } else {
            let m = &units.measures[own as usize];
            let factor = m.factor.checked_mul(worth).unwrap_or(m.factor);
            let name = s.word.as_deref().unwrap_or(&s.id).into();
            let m = Measure { name, factor, ..(**m).clone() };
            units.add(m)
        };
        candidates.push(at);
        for country in homes.get(id.as_str()).copied().unwrap_or_default() {
            if let [a, b] = *country.as_bytes() {
                home.push(([a, b], at));
            }
        }
    }
    let index = u16::try_from(rules.quantity.units.shared.len()).unwrap_or(u16::MAX);
    let units = &mut rules.quantity.units;
    let word: Arc<str> = s.word.as_deref().unwrap_or(&s.id).into();
    let unit = match candidates[..] {
        [only] => Unit::Measure(units.measures[only as usize].clone()),
        _ => Unit::Ambiguous {
            word: word.clone(),
            candidates: candidates.iter().map(|&u| units.measures[u as usize].clone()).collect(),
        },
    };
    let money = candidates.iter().all(|&u| units.is_money(u));
    units.shared.push(Shared { word, unit, candidates, home, money });
    let form = Form {
        meaning: Meaning::Shared(index),
        exact: None,
        any_case: false,
        shy: false,
        worth: Decimal::ONE,
        piece: false,
        each: false,
        rule,
    };
    for name in &s.names {
        add(rules, name, form.clone(), s.article);
        if s.plurals.is_empty() {
            add(rules, &plural(name), form.clone(), false);
        }
    }
    for p in &s.plurals {
        add(rules, p, form.clone(), false);
    }
    for sign in &s.symbols {
        add(rules, sign, Form { exact: Some(sign.as_str().into()), ..form.clone() }, false);
    }
    for (name, worth) in &s.pieces {
        let form = Form { worth: worth.0, piece: true, ..form.clone() };
        add(rules, name, form.clone(), true);
        add(rules, &plural(name), form, false);
    }
    Ok(())
}

impl Form {
    /// Whether it can only be a temperature.
    #[must_use]
    pub fn meaning_is_temperature(&self, units: &UnitTables) -> bool {
        matches!(self.meaning, Meaning::One(u) if &*units.measures[u as usize].dimension == "temperature")
    }
}
