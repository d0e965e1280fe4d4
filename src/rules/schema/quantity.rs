//! Rules about quantities: number words, units, currencies, hedges.

use serde::Deserialize;

use super::Example;
use crate::value::Modifier;

/// What every rule has. `id` is stable for ever, kebab-case.
///
/// ```toml
/// [[hedge]]
/// id      = "at-least"
/// phrases = ["at least", "no fewer than"]
/// side    = "before"
/// mod     = "EQUAL_OR_MORE"
/// range   = "[x, +inf)"
/// yes     = [{ text = "at least 40 people", is = "[40, +inf) person" }]
/// no      = ["At least, 40 people say so."]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hedge {
    /// Name of the rule.
    pub id: String,
    /// The words.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Where they stand to the number.
    #[serde(default)]
    pub side: Side,
    /// The TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// What the number x becomes: interval notation with `x`, and `d` for the hedge's width.
    pub range: Option<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which the rule must not fire.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Where a hedge stands to its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// "over 40"
    #[default]
    Before,
    /// "40 or more"
    After,
}
