//! Words that frame a claim: prediction, denial, speech, restriction, who "he" is.

use serde::Deserialize;

use super::Rules;
use super::lexicon::{Class, Entry};
use super::schema::RuleFile;

/// What a framing word does to the claims near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrameKind {
    /// "will", "is expected to": told of the future.
    Prediction,
    /// "if", "denied that": not asserted.
    Hypothetical,
    /// "said", "according to": somebody's words.
    Speech,
    /// "another", "women": another quantity.
    Restriction,
    /// "similar to", "compared with": no claim of equality.
    Comparison,
    /// "PPP", "per capita": right after a property's name, another property.
    Basis,
    /// "earlier", "later": from the period's start to now, or from now to its end.
    Running,
    /// "respectively": two lists align.
    Respective,
    /// "he", "her": the last person.
    Person,
    /// "it", "its", "the company": the last thing.
    Thing,
    /// "the country": the last place.
    Place,
    /// "but", "which": after a comma, another clause.
    Boundary,
    /// "not", "never": what follows up to a comma is denied.
    Negation,
    /// "is a myth", "in the novel": nothing in the sentence is asserted, before or after.
    Fiction,
    /// "were", "had" where they open a sentence: a condition.
    Inverted,
    /// "western", "greater": right before a name, another place.
    Part,
    /// "of whom", "including": right before a number, a part of what was named.
    Partitive,
    /// "size", "level": "the size of the population" is the population, "a survey of the population" is not.
    Measure,
    /// "republic", "kingdom": "the Republic of Kenya" is Kenya, "the capital of Kenya" is not.
    Realm,
    /// "however", "meanwhile": opens a sentence and is no name.
    Opening,
    /// "is", "now": the number is one of today, whatever year was named before.
    Present,
    /// "before the war": a time that no date names.
    Undated,
    /// "higher", "fewer": right after a number, a difference.
    Difference,
    /// "it is not", "nothing of the sort": what was told right before is not so.
    Refutation,
    /// "added", "gains": right before a number, a change.
    Change,
    /// "for", "within": right before a length of time, how long something went on.
    Lasting,
    /// "contracted", "fell by": the change is downwards.
    Falling,
    /// "facts", "economy": a heading that names a section, not a thing.
    Section,
    /// "total", "growing": before a property's name, still the same property.
    Plain,
    /// "against", "down from": the number and the date after it are of an earlier time.
    Former,
    /// "first estimate": the number was given before it was known better.
    Provisional,
    /// "million" in the head of a table: its figures are so many.
    Scale,
}

/// A rule of framing words.
///
/// ```toml
/// [[frame]]
/// id      = "speech"
/// kind    = "speech"
/// phrases = ["said", "according to"]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrameRule {
    /// Name of the rule.
    pub id: String,
    /// What its words do.
    pub kind: FrameKind,
    /// The words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// For `kind = "scale"`: the power of ten that its words stand for, 6 for "million".
    #[serde(default)]
    pub power: u8,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
}

/// The compiled framing words.
#[derive(Clone, Debug, Default)]
pub struct FrameTables {
    kinds: Vec<(FrameKind, u8)>,
}

impl Class {
    /// A framing word.
    pub const FRAME: Self = Self(1 << 31);
}

impl FrameTables {
    /// What the words of entry `index` do.
    #[must_use]
    pub fn kind(&self, index: u32) -> FrameKind {
        self.kinds.get(index as usize).map_or(FrameKind::Boundary, |(kind, _)| *kind)
    }

    /// The power of ten that the words of entry `index` stand for; 0 for most.
    #[must_use]
    pub fn power(&self, index: u32) -> u8 {
        self.kinds.get(index as usize).map_or(0, |(_, power)| *power)
    }
}

/// Adds the framing words of all layers; a later rule of the same id replaces the earlier.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) {
    let mut chosen: Vec<&FrameRule> = Vec::new();
    for rule in layers.iter().flat_map(|l| &l.frame) {
        chosen.retain(|r| r.id != rule.id);
        if !rule.off {
            chosen.push(rule);
        }
    }
    for rule in chosen {
        let index = u32::try_from(rules.frame.kinds.len()).unwrap_or(u32::MAX);
        rules.frame.kinds.push((rule.kind, rule.power));
        for phrase in &rule.phrases {
            rules.phrases.add(&mut rules.lexicon, phrase, Entry { class: Class::FRAME, index });
        }
    }
}
