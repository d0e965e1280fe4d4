//! Units by name, as editors write them in `claims/`: "km", "cubic metre per person", "USD per litre".

use std::sync::Arc;

use super::compile::Rules;
use super::compile_unit::{Form, Meaning};
use super::lexicon::Class;
use crate::value::unit::{Per, joined};
use crate::value::{Decimal, Unit};

impl Rules {
    /// The unit of a name, plural, symbol or compound: "km", "miles", "cubic metre per person",
    /// "USD per litre", "births per woman". `None` for a word that names no unit.
    ///
    /// ```
    /// # fn main() -> Result<(), factlint::Error> {
    /// let rules = factlint::rules::Rules::english()?;
    /// assert_eq!(rules.unit("km").unwrap().name(), "kilometre");
    /// assert_eq!(rules.unit("miles/hour").unwrap().name(), "mile per hour");
    /// assert_eq!(rules.unit("USD per litre").unwrap().dimension(), Some("USD/volume"));
    /// assert_eq!(rules.unit("births per woman").unwrap().name(), "birth per woman");
    /// assert!(rules.unit("births").is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<Unit> {
        let name = name.trim();
        if let Some((a, b)) = name.rsplit_once(" per ").or_else(|| name.rsplit_once('/')) {
            if let Some(whole) = self.simple_unit(name) {
                return Some(whole);
            }
            let per_one = self.unit(a).or_else(|| counted(a))?;
            let of = self.unit(b).or_else(|| counted(b))?;
            return Some(compound(&per_one, &of));
        }
        self.simple_unit(name)
    }

    fn simple_unit(&self, name: &str) -> Option<Unit> {
        let units = &self.quantity.units;
        if let Some(at) = units.position(name) {
            return Some(Unit::Measure(units.measures[at as usize].clone()));
        }
        let (rest, exponent) = powered(name);
        let mut best: Option<&Form> = None;
        let mut exact = false;
        for entry in self.phrases.whole(&self.lexicon, rest, Class::UNIT) {
            let form = &units.forms[entry.index as usize];
            let fits = form.exact.as_deref() == Some(rest);
            if (form.exact.is_none() || fits)
                && !form.each
                && (best.is_none() || fits && !exact)
                && form.worth == Decimal::ONE
            {
                best = Some(form);
                exact = fits;
            }
        }
        match (best?.meaning, exponent) {
            (Meaning::One(at), 1) => Some(Unit::Measure(units.measures[at as usize].clone())),
            (Meaning::One(at), e) => {
                units.power(at, e).map(|at| Unit::Measure(units.measures[at as usize].clone()))
            }
            (Meaning::Shared(at), 1) => Some(units.ambiguous(&units.shared[at as usize], |_| true)),
            _ => None,
        }
    }
}

/// "square miles", "km2", "m³" to the unit and its exponent.
fn powered(name: &str) -> (&str, u8) {
    for (word, exponent) in [("square ", 2), ("sq ", 2), ("sq. ", 2), ("cubic ", 3), ("cu ", 3), ("cu. ", 3)]
    {
        if let Some(rest) = name.strip_prefix(word) {
            return (rest, exponent);
        }
    }
    for (sign, exponent) in [("^2", 2), ("^3", 3), ("2", 2), ("3", 3), ("\u{b2}", 2), ("\u{b3}", 3)] {
        if let Some(rest) = name.strip_suffix(sign)
            && rest.ends_with(|c: char| c.is_alphabetic())
        {
            return (rest, exponent);
        }
    }
    (name, 1)
}

/// A counted noun in the singular: "births" in "births per woman", "1,000 people".
fn counted(noun: &str) -> Option<Unit> {
    let noun = noun.trim();
    if noun.is_empty() || noun.len() > 60 {
        return None;
    }
    Some(Unit::Noun(singular(&noun.to_lowercase()).into()))
}

/// "births" to "birth", "people" to "person"; other words as they are.
#[must_use]
pub fn singular(noun: &str) -> String {
    let (head, last) = noun.rsplit_once(' ').map_or(("", noun), |(h, l)| (h, l));
    let last = match last {
        "people" | "persons" => "person".to_owned(),
        "women" => "woman".to_owned(),
        "men" => "man".to_owned(),
        "children" => "child".to_owned(),
        w if w.ends_with("ies") && w.len() > 4 => format!("{}y", &w[..w.len() - 3]),
        w if w.ends_with("ches") || w.ends_with("sses") || w.ends_with("xes") || w.ends_with("shes") => {
            w[..w.len() - 2].to_owned()
        }
        w if w.ends_with('s')
            && !w.ends_with("ss")
            && !w.ends_with("us")
            && !w.ends_with("is")
            && w.len() > 3 =>
        {
            w[..w.len() - 1].to_owned()
        }
        w => w.to_owned(),
    };
    if head.is_empty() { last } else { format!("{head} {last}") }
}

/// The unit "`of` per `per`": factor and dimension are quotients where both are measures.
#[must_use]
pub fn compound(of: &Unit, per: &Unit) -> Unit {
    let (dimension, factor) = dimension_and_factor(per);
    let per = Per { name: per.name_kept(), dimension, factor };
    match of {
        // "£1,640 a month": of whichever pounds
        Unit::Ambiguous { word, candidates } => {
            Unit::Ambiguous { word: joined([word, " per ", &per.name]), candidates: candidates.per(per) }
        }
        Unit::Measure(_) | Unit::Noun(_) => {
            let (above, factor) = dimension_and_factor(of);
            Unit::Measure(per.rate(of.name(), &above, factor).into())
        }
    }
}

/// What a unit measures, a noun itself, and its factor.
fn dimension_and_factor(unit: &Unit) -> (Arc<str>, Decimal) {
    match unit {
        Unit::Measure(m) => (m.dimension.clone(), m.factor),
        Unit::Ambiguous { word, candidates } => {
            (word.clone(), candidates.first().map_or(Decimal::ONE, |m| m.factor))
        }
        Unit::Noun(n) => (n.clone(), Decimal::ONE),
    }
}
