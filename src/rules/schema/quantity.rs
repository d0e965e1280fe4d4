//! Rules about quantities: number words, units, currencies, hedges, and the small words around them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Example;
use crate::value::{Decimal, Modifier};

/// A number in a rule: an integer, or a string where TOML's own numbers do not do: `"1609.344"`,
/// `"1e21"`, `"5/9"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact(pub Decimal);

impl std::str::FromStr for Exact {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let bad = || format!("`{s}` is no number: write \"1609.344\", \"1e21\" or \"5/9\"");
        let one = |s: &str| {
            let s = s.trim();
            s.parse::<Decimal>().or_else(|_| Decimal::from_scientific(s)).map_err(|_| bad())
        };
        match s.split_once('/') {
            Some((a, b)) => one(a)?.checked_div(one(b)?).map(Self).ok_or_else(bad),
            None => one(s).map(Self),
        }
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Integer(i64),
            Text(String),
        }
        match Raw::deserialize(d)? {
            Raw::Integer(i) => Ok(Self(Decimal::from(i))),
            Raw::Text(s) => s.parse().map_err(serde::de::Error::custom),
        }
    }
}

/// Words that are numbers, or parts of them.
///
/// ```toml
/// [[number]]
/// id    = "tens"
/// role  = "tens"
/// words = { twenty = 20, thirty = 30 }
/// yes   = [{ text = "twenty-two ships", is = "22 ships" }]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Number {
    /// Name of the rule.
    pub id: String,
    /// What part the words play in a number.
    pub role: Option<NumberRole>,
    /// The words (or phrases) and what they are worth; vague ones have two ends.
    #[serde(default)]
    pub words: BTreeMap<String, Worth>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// What a number word is worth.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
pub enum Worth {
    /// One value.
    One(Exact),
    /// A vague word's two ends.
    Ends([Exact; 2]),
}

/// What part a word plays in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberRole {
    /// 0 to 9
    Digit,
    /// 10 to 19
    Teen,
    /// 20, 30 ... 90
    Tens,
    /// "fortytwo", written as one word
    Joined,
    /// "hundred"
    Hundred,
    /// "thousand", "million", "lakh"
    Scale,
    /// "dozen", "score": multiplies, and counts alone after "a"
    Group,
    /// "k", "bn": right after digits, or a space away where `spaced`
    Suffix,
    /// "first", "twentieth"; their plurals are denominators
    Ordinal,
    /// "half", "quarter"
    Fraction,
    /// "dozens", "several": two ends
    Vague,
    /// "one" where it is a number
    One,
}

/// Words that bound a number.
///
/// ```toml
/// [[hedge]]
/// id      = "at-least"
/// phrases = ["at least", "no fewer than"]
/// side    = "before"
/// mod     = "EQUAL_OR_MORE"
/// range   = "[x, +inf)"
/// yes     = [{ text = "at least 40 people", is = "[40, +inf) people" }]
/// no      = ["At least, they say so."]
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

/// A unit of measurement.
///
/// ```toml
/// [[unit]]
/// id        = "metre"                 # its name: singular, lower case
/// names     = ["metre", "meter"]      # plurals by adding s, unless `plurals` lists them
/// symbols   = ["m"]                   # exact case
/// dimension = "length"
/// factor    = 1                       # to the dimension's base unit, exact
/// prefixes  = ["kilo", "centi"]       # makes kilometre, km, centimetre, cm
/// powers    = true                    # square metre, m2, cubic metre, m3
/// yes       = [{ text = "40 m of rope", is = "40 metre" }]
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnitRule {
    /// The unit's name, singular, lower case: "metre", "mile per hour".
    pub id: String,
    /// Words for it, singular.
    #[serde(default)]
    pub names: Vec<String>,
    /// Their plurals, where adding "s" is not enough.
    #[serde(default)]
    pub plurals: Vec<String>,
    /// Signs for it, in exact case.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// What it measures.
    #[serde(default)]
    pub dimension: String,
    /// Exact factor to the base unit of the dimension.
    #[serde(default)]
    pub factor: Option<Exact>,
    /// Added after the factor, in base units.
    #[serde(default)]
    pub offset: Option<Exact>,
    /// Prefixes that it takes, by their id.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Whether it has squares and cubes ("square metre", "m3").
    #[serde(default)]
    pub powers: bool,
    /// Signs that are words as well ("in", "am"): read only where no sentence can go on.
    #[serde(default)]
    pub shy: Vec<String>,
    /// Whether "a mile" is one mile.
    #[serde(default)]
    pub article: bool,
    /// Countries (ISO 3166) where a shared word means this unit ("gallon" in GB).
    #[serde(default)]
    pub home: Vec<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// A decimal or binary prefix of units.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prefix {
    /// Its name: "kilo".
    pub id: String,
    /// Its signs: "k".
    pub symbols: Vec<String>,
    /// What it multiplies by.
    pub factor: Exact,
}

/// A currency.
///
/// ```toml
/// [[currency]]
/// id      = "USD"                     # ISO 4217; the name where it has no current code
/// names   = ["US dollar", "American dollar"]
/// symbols = ["US$"]
/// minor   = { cent = "1/100" }
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Currency {
    /// ISO 4217 code, or the name of one without a current code ("finnish markka").
    pub id: String,
    /// Words for it, singular.
    #[serde(default)]
    pub names: Vec<String>,
    /// Their plurals, where adding "s" is not enough.
    #[serde(default)]
    pub plurals: Vec<String>,
    /// Signs for it, in exact case.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Signs that are read in any case ("us$").
    #[serde(default)]
    pub marks: Vec<String>,
    /// Parts of it that have their own words, and their worth.
    #[serde(default)]
    pub minor: BTreeMap<String, Exact>,
    /// Countries (ISO 3166) where a shared word or sign means this currency.
    #[serde(default)]
    pub home: Vec<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// A word that names several units: "dollar", "pound", "cent", "ton", "degree". The text, or the
/// country it comes from, may tell which; else they stay candidates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharedUnit {
    /// Name of the rule.
    pub id: String,
    /// The word that records show ("dollar"), where it is not the id.
    #[serde(default)]
    pub word: Option<String>,
    /// Words for it, singular.
    #[serde(default)]
    pub names: Vec<String>,
    /// Their plurals, where adding "s" is not enough.
    #[serde(default)]
    pub plurals: Vec<String>,
    /// Signs for it, in exact case.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// The units and currencies it can mean, by id, likeliest first.
    #[serde(default)]
    pub of: Vec<String>,
    /// How much of them it is: 1, or "1/100" for a cent.
    #[serde(default)]
    pub worth: Option<Exact>,
    /// Whether "a pound" is one pound.
    #[serde(default)]
    pub article: bool,
    /// Coins and sums that have their own words, and their worth: a nickel, a grand.
    #[serde(default)]
    pub pieces: BTreeMap<String, Exact>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Small words with a part in the grammar of numbers: "and", "per", "between".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Marker {
    /// Name of the rule.
    pub id: String,
    /// Its part.
    pub role: Option<Role>,
    /// The words, one token each.
    #[serde(default)]
    pub words: Vec<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Parts that small words play around numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Role {
    /// "and"
    And,
    /// "a", "an"
    Article,
    /// "the", "his", "these": determiners that may stand between a hedge and its number
    Determiner,
    /// "of"
    Of,
    /// "point" in "one point three"
    Point,
    /// "to", "through": between the ends of a range
    To,
    /// "or"
    Or,
    /// "between"
    Between,
    /// "from"
    From,
    /// "minus", "negative"
    Minus,
    /// "per", "each", "every": before the denominator of a rate
    Per,
    /// "in" in "one in five"
    In,
    /// "out" in "two out of three"
    Out,
    /// "over" in "1 over 121"
    Over,
    /// "by" in "rose by 5 to 20"
    By,
    /// "rose", "fell": what follows is a change, then a new value
    Change,
    /// "aged", "age": the number after it is an age
    Age,
    /// "turned" in "turned 30"
    Turn,
    /// "is", "be" in "she is 30"
    Be,
    /// "ago", "earlier": what stands before is a time
    Ago,
    /// "few" without "a": not many
    Few,
    /// "weapons" in "weapons sites": a plural that stands before another
    Modifier,
    /// "he", "she"
    Person,
    /// "children" in "children under 5"
    Aged,
    /// "as" in "three times as many"
    Compare,
    /// "more" in "3,000 more troops": stands between a number and its noun
    Further,
    /// "old" in "22 years old"
    Old,
    /// "section", "Boeing": the number after it is a name
    Label,
    /// "Road", "Avenue": the number before a name with it is a house's
    Street,
    /// a word that cannot stand in a counted noun phrase
    Function,
    /// a plural that does not end in s: "people"
    Plural,
    /// "win", "vote": two numbers before or after it are a score
    Score,
    /// "this", "which": a "one" after it is a pronoun
    Pronoun,
    /// "times": an occasion or a factor
    Times,
    /// "below" in "2 below zero"
    Below,
    /// "square" before a unit
    Square,
    /// "cubic" before a unit
    Cubic,
    /// "squared" after a unit
    Squared,
    /// "cubed" after a unit
    Cubed,
    /// "long" in "2 in long": a word after a unit whose sign is also a word
    Extent,
    /// "cost", "worth": money is spoken of
    MoneyCue,
    /// "weigh", "heavy": mass is spoken of
    MassCue,
    /// "temperature", "boils": degrees are of heat
    HeatCue,
    /// "rotate", "angle": degrees are of arc
    AngleCue,
    /// "fold" in "20-fold": a factor
    Fold,
    /// "plus" in "plus or minus 3"
    Plus,
    /// "died" in "died at 97": the number after "at" is an age
    LifeEvent,
}

impl Role {
    /// The part as one bit of a word's set.
    #[must_use]
    pub const fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// Phrases with a number in them that say none: "one another", "9/11".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Idiom {
    /// Name of the rule.
    pub id: String,
    /// The phrases.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts in which the phrase stands and another number is read.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// Words that say a quantity without a number: "a majority", "twice", "absolute zero".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Spoken {
    /// Name of the rule.
    pub id: String,
    /// The phrases.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// What they say, in interval notation.
    pub range: Option<String>,
    /// The unit, by its id.
    pub unit: Option<String>,
    /// The TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<Modifier>,
    /// The kind, where the unit does not tell: "ratio", "age", "ordinal".
    pub kind: Option<String>,
    /// Whether it is vague: never conflicting within a factor of two.
    #[serde(default)]
    pub vague: bool,
    /// Disables the rule of this id.
    #[serde(default)]
    pub off: bool,
    /// Texts that the rule must read so.
    #[serde(default)]
    pub yes: Vec<Example>,
    /// Texts in which nothing must be read.
    #[serde(default)]
    pub no: Vec<String>,
}

/// What every rule has, whatever its kind.
pub trait Rule: Clone {
    /// Its kind, as the files name it: "hedge".
    const KIND: &'static str;
    /// Its name, stable for ever.
    fn id(&self) -> &str;
    /// Whether it only disables the rule of its id.
    fn is_off(&self) -> bool;
    /// Texts that it must read so.
    fn yes(&self) -> &[Example];
    /// Texts in which it must not fire.
    fn no(&self) -> &[String];
}

macro_rules! rules {
    ($($kind:literal $name:ident),*) => {$(
        impl Rule for $name {
            const KIND: &'static str = $kind;
            fn id(&self) -> &str {
                &self.id
            }
            fn is_off(&self) -> bool {
                self.off
            }
            fn yes(&self) -> &[Example] {
                &self.yes
            }
            fn no(&self) -> &[String] {
                &self.no
            }
        }
    )*};
}

rules!(
    "number" Number, "hedge" Hedge, "unit" UnitRule, "currency" Currency, "shared" SharedUnit,
    "marker" Marker, "idiom" Idiom, "spoken" Spoken
);
