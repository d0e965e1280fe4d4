//! How a language writes words and numbers: what `rules/en/language.toml` may say.

use serde::Deserialize;

/// What no list of words can say. A later layer takes the place of what it names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LanguageRule {
    /// What makes digits an ordinal, right after them: "th"; a full stop in German. With a digit before it
    /// ("2nd") only of numbers that end in that digit, 10 to 19 left out.
    pub ordinal_endings: Option<Vec<String>>,
    /// Endings of plural nouns.
    pub plural_endings: Option<Vec<String>>,
    /// Endings that look like a plural's and are none: "ss".
    pub singular_endings: Option<Vec<String>>,
    /// Endings of participles, which end a noun phrase.
    pub verb_endings: Option<Vec<String>>,
    /// Endings of adjectives, which may stand between a number and its unit of time: "two bloody weeks".
    pub adjective_endings: Option<Vec<String>>,
    /// Endings of verbs that may tell of a change.
    pub past_endings: Option<Vec<String>>,
    /// What stands between the whole and the decimals: "." or ",". The other one parts the thousands.
    pub decimal_sign: Option<DecimalSign>,
}

/// What stands between the whole and the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum DecimalSign {
    /// "33,981.5"
    #[default]
    #[serde(rename = ".")]
    Point,
    /// "33.981,5"
    #[serde(rename = ",")]
    Comma,
}
