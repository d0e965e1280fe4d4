//! Rules about units: units of measurement, prefixes, currencies, words that several share.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Exact;

rule! {
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
    "unit" UnitRule {
        /// Words for it, singular.
        names: Vec<String>,
        /// Their plurals, where adding "s" is not enough.
        plurals: Vec<String>,
        /// Signs for it, in exact case.
        symbols: Vec<String>,
        /// What it measures.
        dimension: String,
        /// Exact factor to the base unit of the dimension.
        factor: Option<Exact>,
        /// Added after the factor, in base units.
        offset: Option<Exact>,
        /// Prefixes that it takes, by their id.
        prefixes: Vec<String>,
        /// Whether it has squares and cubes ("square metre", "m3").
        powers: bool,
        /// Signs that are words as well ("in", "am"): read only where no sentence can go on.
        shy: Vec<String>,
        /// Signs that say "per this" after money ("pcm" of a month).
        each: Vec<String>,
        /// Whether "a mile" is one mile.
        article: bool,
        /// Countries (ISO 3166) where a shared word means this unit ("gallon" in GB).
        home: Vec<String>,
    }
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

rule! {
    /// A currency.
    ///
    /// ```toml
    /// [[currency]]
    /// id      = "USD"                     # ISO 4217; the name where it has no current code
    /// names   = ["US dollar", "American dollar"]
    /// symbols = ["US$"]
    /// minor   = { cent = "1/100" }
    /// ```
    "currency" Currency {
        /// Words for it, singular.
        names: Vec<String>,
        /// Their plurals, where adding "s" is not enough.
        plurals: Vec<String>,
        /// Signs for it, in exact case.
        symbols: Vec<String>,
        /// Signs that are read in any case ("us$").
        marks: Vec<String>,
        /// Parts of it that have their own words, and their worth.
        minor: BTreeMap<String, Exact>,
        /// Countries (ISO 3166) where a shared word or sign means this currency.
        home: Vec<String>,
    }
}

rule! {
    /// A word that names several units: "dollar", "pound", "cent", "ton", "degree". The text, or the
    /// country it comes from, may tell which; else they stay candidates.
    "shared" SharedUnit {
        /// The word that records show ("dollar"), where it is not the id.
        word: Option<String>,
        /// Words for it, singular.
        names: Vec<String>,
        /// Their plurals, where adding "s" is not enough.
        plurals: Vec<String>,
        /// Signs for it, in exact case.
        symbols: Vec<String>,
        /// The units and currencies it can mean, by id, likeliest first.
        of: Vec<String>,
        /// How much of them it is: 1, or "1/100" for a cent.
        worth: Option<Exact>,
        /// Whether "a pound" is one pound.
        article: bool,
        /// Coins and sums that have their own words, and their worth: a nickel, a grand.
        pieces: BTreeMap<String, Exact>,
    }
}
