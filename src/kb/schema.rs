//! What the files of `claims/` may say: one struct a kind of item, unknown keys refused.
//!
//! Each item is read alone, so that one that is wrong takes no other with it. Places are kept for all
//! that an error or a finding may point to.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::model::{Kind, Rank, Status};

/// A TOML value as it is written. Numbers and dates are read from their own text, so that `0.1` is 0.1.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// A string, escapes resolved.
    Text(String),
    /// An integer or a float: its text is at its place.
    Number,
    /// A TOML date or date-time, as TOML prints it.
    Date(String),
    /// `true` or `false`.
    Bool,
    /// `[...]`
    List(Vec<Spanned<Raw>>),
    /// `{...}`
    Table(Vec<(String, Spanned<Raw>)>),
}

/// The key under which `toml` hands out a date (as its own `Value` takes it).
const DATE_KEY: &str = "$__toml_private_datetime";

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct AsWritten;

        impl<'de> Visitor<'de> for AsWritten {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_str<E>(self, v: &str) -> Result<Raw, E> {
                Ok(Raw::Text(v.to_owned()))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
                Ok(Raw::Bool)
            }
            fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Number)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut all = Vec::new();
                while let Some(v) = seq.next_element()? {
                    all.push(v);
                }
                Ok(Raw::List(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut all = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    if key == DATE_KEY {
                        return Ok(Raw::Date(map.next_value()?));
                    }
                    all.push((key, map.next_value()?));
                }
                Ok(Raw::Table(all))
            }
        }
        d.deserialize_any(AsWritten)
    }
}

/// A value with its place.
pub type Value = Spanned<Raw>;
/// A word with its place.
pub type Word = Spanned<String>;

/// Keys that stand at the top of a file.
pub const TOP: [&str; 9] =
    ["schema", "extends", "source", "entity", "property", "fact", "event", "series", "table"];

/// `[source.ID]`: provenance, in schema.org's terms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct SourceItem {
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub archived: Option<String>,
    pub published: Option<Value>,
    pub retrieved: Option<Value>,
    pub license: Option<String>,
    pub note: Option<String>,
}

/// `[entity.ID]`: something that facts are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct EntityItem {
    pub name: Word,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub same_as: Option<Value>,
    #[serde(default)]
    pub aliases: Vec<Word>,
    #[serde(default)]
    pub demonyms: Vec<Word>,
    pub within: Option<Value>,
    pub born: Option<Value>,
    pub died: Option<Value>,
    pub founded: Option<Value>,
    pub dissolved: Option<Value>,
    #[serde(rename = "box")]
    pub lines: Option<Value>,
    pub source: Option<Word>,
    pub sources: Option<Vec<Word>>,
    pub note: Option<String>,
}

/// `[property.ID]`: what can be observed of an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct PropertyItem {
    pub name: Word,
    pub kind: Option<Kind>,
    pub unit: Option<Word>,
    #[serde(default)]
    pub also_units: Vec<Word>,
    #[serde(default)]
    pub aliases: Vec<Word>,
    #[serde(default)]
    pub cues: Vec<Word>,
    #[serde(default)]
    pub not: Vec<Word>,
    pub basis: Option<String>,
    pub tolerance: Option<Value>,
    #[serde(default)]
    pub exact: bool,
    #[serde(default)]
    pub timeless: bool,
    pub definition: Option<String>,
    #[serde(rename = "break")]
    pub breaks: Option<Value>,
    pub counter: Option<String>,
    pub stale_after: Option<Word>,
    pub period: Option<Word>,
    pub note: Option<String>,
}

/// `[[fact]]`: one observation, or a statement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct FactItem {
    pub id: Option<Word>,
    pub about: Option<Word>,
    pub property: Option<Word>,
    pub statement: Option<Word>,
    pub value: Option<Value>,
    pub low: Option<Value>,
    pub high: Option<Value>,
    pub unit: Option<Word>,
    pub date: Option<Value>,
    pub valid_from: Option<Value>,
    pub valid_through: Option<Value>,
    #[serde(default)]
    pub timeless: bool,
    pub status: Option<Status>,
    pub rank: Option<Rank>,
    pub tolerance: Option<Value>,
    #[serde(default)]
    pub exact: bool,
    pub published: Option<Value>,
    pub revises: Option<Word>,
    pub stale_after: Option<Word>,
    pub expires: Option<Value>,
    pub embargo_until: Option<Value>,
    pub source: Option<Word>,
    pub sources: Option<Vec<Word>>,
    pub min_sources: Option<u32>,
    pub counter: Option<String>,
    pub basis: Option<String>,
    #[serde(default)]
    pub confirmed: Vec<ConfirmedItem>,
    #[serde(default)]
    pub corrections: Vec<CorrectionItem>,
    #[serde(default)]
    pub matches: Vec<Word>,
    #[serde(default)]
    pub rejects: Vec<Word>,
    pub note: Option<String>,
}

/// An entry of `confirmed`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct ConfirmedItem {
    pub by: String,
    pub on: Option<Value>,
    pub how: Option<String>,
}

/// An entry of `corrections`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct CorrectionItem {
    pub on: Value,
    pub was: Value,
    pub why: Option<String>,
}

/// `[[event]]`: something dated; also an entity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct EventItem {
    pub id: Word,
    pub name: Option<Word>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub about: Option<Value>,
    pub same_as: Option<Value>,
    pub within: Option<Value>,
    #[serde(default)]
    pub aliases: Vec<Word>,
    #[serde(default)]
    pub cues: Vec<Word>,
    #[serde(default)]
    pub not: Vec<Word>,
    pub date: Option<Value>,
    pub valid_from: Option<Value>,
    pub valid_through: Option<Value>,
    pub status: Option<Status>,
    pub rank: Option<Rank>,
    pub tolerance: Option<Value>,
    pub published: Option<Value>,
    pub revises: Option<Word>,
    pub expires: Option<Value>,
    pub embargo_until: Option<Value>,
    pub source: Option<Word>,
    pub sources: Option<Vec<Word>>,
    pub min_sources: Option<u32>,
    pub counter: Option<String>,
    #[serde(default)]
    pub confirmed: Vec<ConfirmedItem>,
    #[serde(default)]
    pub corrections: Vec<CorrectionItem>,
    #[serde(default)]
    pub matches: Vec<Word>,
    #[serde(default)]
    pub rejects: Vec<Word>,
    pub note: Option<String>,
}

/// `[[series]]`: observations over time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct SeriesItem {
    pub id: Option<Word>,
    pub about: Word,
    pub property: Word,
    pub period: Option<Word>,
    pub unit: Option<Word>,
    pub values: Value,
    pub status: Option<Status>,
    pub rank: Option<Rank>,
    pub tolerance: Option<Value>,
    #[serde(default)]
    pub exact: bool,
    pub published: Option<Value>,
    pub stale_after: Option<Word>,
    pub expires: Option<Value>,
    pub embargo_until: Option<Value>,
    pub source: Option<Word>,
    pub sources: Option<Vec<Word>>,
    pub min_sources: Option<u32>,
    pub counter: Option<String>,
    pub basis: Option<String>,
    #[serde(default)]
    pub matches: Vec<Word>,
    #[serde(default)]
    pub rejects: Vec<Word>,
    pub note: Option<String>,
}

/// `[[table]]`: a CSV file beside the TOML file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct TableItem {
    pub id: Option<Word>,
    pub path: Word,
    pub delimiter: Option<Word>,
    pub about: Value,
    pub property: Value,
    pub value: Value,
    pub date: Option<Value>,
    pub valid_from: Option<Value>,
    pub valid_through: Option<Value>,
    pub unit: Option<Value>,
    #[serde(default)]
    pub timeless: bool,
    pub status: Option<Status>,
    pub rank: Option<Rank>,
    pub tolerance: Option<Value>,
    #[serde(default)]
    pub exact: bool,
    pub published: Option<Value>,
    pub stale_after: Option<Word>,
    pub expires: Option<Value>,
    pub embargo_until: Option<Value>,
    pub source: Option<Word>,
    pub sources: Option<Vec<Word>>,
    pub min_sources: Option<u32>,
    pub counter: Option<String>,
    pub basis: Option<String>,
    pub note: Option<String>,
}
