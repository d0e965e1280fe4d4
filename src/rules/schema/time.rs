//! Rules about time: what `rules/en/time*.toml` and `holidays*.toml` may say.
//!
//! The arrays of tables are listed in [`TimeRules`], which [`super::RuleFile`] takes in whole.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The arrays of time rules that a rule file may hold, under the key `time`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TimeRules {
    /// Words of the calendar, the clock, and what is relative to a date.
    pub word: Vec<Word>,
    /// Holidays and other named days.
    pub holiday: Vec<Holiday>,
}

rule! {
    /// Words with one meaning in time expressions. A phrase may stand in several rules.
    ///
    /// ```toml
    /// [[time.word]]
    /// id      = "november"
    /// phrases = ["november", "nov"]
    /// means   = "month 11"
    /// yes     = [{ text = "in November 1998", is = "DATE 1998-11" }]
    /// ```
    "time.word" Word {
        /// The words.
        phrases: Vec<String>,
        /// What they mean: "month 11", "unit week", "relative next", "edge END" ... (the file's head lists them).
        means: String,
        /// Whether the phrases are everyday words too ("may", "sun"): read only where the place speaks for time.
        everyday: bool,
        /// Whether the phrases are read in history prose only (`timeline = "narrative"`).
        narrative: bool,
    }
}

rule! {
    /// A named day, or some days.
    ///
    /// ```toml
    /// [[time.holiday]]
    /// id      = "thanksgiving"
    /// phrases = ["thanksgiving", "thanksgiving day"]
    /// on      = "4th thu of 11"
    /// in      = { CA = "2nd mon of 10" }
    /// yes     = [{ text = "Thanksgiving 2013", is = "DATE 2013-11-28" }]
    /// ```
    "time.holiday" Holiday {
        /// Its names.
        phrases: Vec<String>,
        /// The day: "12-25", "4th thu of 11", "last mon of 5", "easter -2", "orthodox-easter 1",
        /// "1st tue after 11-02", "mon on-or-before 05-24"; or the id of another holiday and days: "diwali -1".
        on: Option<String>,
        /// Another day in some countries (ISO 3166 in capitals).
        #[serde(rename = "in")]
        countries: BTreeMap<String, String>,
        /// For what no rule gives: the dates, one a year, several in one string; they come before `on`.
        dates: Vec<String>,
        /// How many days it lasts.
        days: Option<u8>,
        /// Whether it begins on the evening of its date, so that the day after may be meant.
        eve: bool,
        /// Whether its names are everyday words too ("new year"): read only where the place speaks for a day.
        everyday: bool,
    }
}
