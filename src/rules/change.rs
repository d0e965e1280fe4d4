//! Words of change, compiled: "rose", "a rise of", "up from", "doubled", "three times as many".

use super::compile::{RuleId, Rules};
use super::compile_quantity::layered;
use super::fault::Fault;
use super::lexicon::{Class, Entry};
use super::schema::{RuleFile, Shape};
use crate::value::{Decimal, Direction};

/// One word of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeWord {
    /// What stands where around it.
    pub shape: Shape,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// New value by old value.
    pub times: Option<Decimal>,
    /// Its rule.
    pub rule: RuleId,
}

/// The compiled words of change, by the index of their [`Class::CHANGE`] and [`Class::JOINT`] entries.
#[derive(Clone, Debug, Default)]
pub struct ChangeTables {
    words: Vec<ChangeWord>,
}

impl Class {
    /// A word of change.
    pub const CHANGE: Self = Self(128);
    /// What [joins](Shape::joins) it and its numbers.
    pub const JOINT: Self = Self(256);
}

impl ChangeTables {
    /// The word of entry `index`.
    #[must_use]
    pub fn word(&self, index: u32) -> Option<ChangeWord> {
        self.words.get(index as usize).copied()
    }
}

/// Adds the words of change of all layers to the lexicon and trie of `rules`.
///
/// # Errors
///
/// A rule without its shape; a multiple that is not more than 0.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Fault> {
    for c in layered(layers, |l| &l.change) {
        let shape = c.shape.ok_or_else(|| Fault::missing(c, "shape"))?;
        let times = c.times.map(|t| t.0);
        if times.is_some_and(|t| t <= Decimal::ZERO) {
            return Err(Fault::new(c, "times", "`times` must be more than 0"));
        }
        let rule = rules.intern(&format!("change.{}", c.id));
        let index = u32::try_from(rules.change.words.len()).unwrap_or(u32::MAX);
        rules.change.words.push(ChangeWord { shape, direction: c.direction, times, rule });
        let class = if shape.joins() { Class::JOINT } else { Class::CHANGE };
        for phrase in &c.phrases {
            rules.phrases.add(&mut rules.lexicon, phrase, Entry { class, index });
        }
    }
    Ok(())
}
