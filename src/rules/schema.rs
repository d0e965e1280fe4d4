//! What the files of `rules/` may say: one struct a kind of rule, unknown keys refused.
//!
//! Each kind of file lists its rules as an array of tables; one file may mix kinds.

use serde::Deserialize;

use crate::value::Modifier;

/// Everything a rule file may hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct RuleFile {
    /// Version of this schema.
    pub schema: u32,
    /// Words after which a full stop ends no sentence: "Mr", "Gen".
    pub abbreviations: Vec<String>,
    /// Hedges: words that bound a number.
    pub hedge: Vec<Hedge>,
}

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

/// A text and what must be read in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The text.
    pub text: String,
    /// The one mention expected: interval notation and unit (`[40, +inf) person`), or
    /// TIMEX3 (`DATE 2017`, `DATE 199 END`).
    pub is: String,
    /// Publication date to read it with.
    #[serde(default)]
    pub date: Option<String>,
}
