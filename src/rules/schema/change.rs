//! Rules about changes: what `rules/en/change.toml` may say.

use serde::Deserialize;

use super::Exact;
use crate::value::Direction;

rule! {
    /// Words that say that a quantity changed, or that it is held against another.
    ///
    /// ```toml
    /// [[change]]
    /// id        = "fell"
    /// shape     = "verb"
    /// direction = "down"
    /// phrases   = ["fell", "dropped"]
    /// yes       = [{ text = "Sales fell 5 % to 20 tonnes.", is = "down 5 % to 20 ton" }]
    /// no        = ["He fell to his knees at 20 hours."]
    /// ```
    "change" ChangeRule {
        /// The words.
        phrases: Vec<String>,
        /// What stands where around them.
        shape: Option<Shape>,
        /// Which way it goes.
        direction: Option<Direction>,
        /// New value by old value, of words that say it themselves ("doubled": 2).
        times: Option<Exact>,
    }
}

/// What stands where around a word of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// "rose 5 % to 20 million": what follows at once is the amount.
    Verb,
    /// "cut 5 % of jobs", "cut 500 jobs": what follows at once is an amount if it is a share.
    Act,
    /// "a 5 % rise", "a rise of 5 %": the amount stands before it, or after "of".
    Noun,
    /// "up 5 % at 41", "15, up from 12": stands after the new value.
    Adverb,
    /// "doubled to 40", "grew tenfold": says new by old itself.
    Multiple,
    /// "5 million more ships than in 2010": the amount stands before it, "than" and the old value after.
    Comparative,
    /// "three times as many as in 1990": the factor stands before it.
    As,
    /// "outnumber two to one": the ratio stands after it.
    Odds,
    /// "by": the amount follows.
    By,
    /// "of": right after a noun of change the amount follows.
    Of,
    /// "to": the new value follows.
    New,
    /// "at": the new value follows, once the amount is told.
    At,
    /// "from": the old value follows.
    Old,
    /// "than": after a comparative the old value follows.
    Than,
}

impl Shape {
    /// Whether it only tells what the next number is.
    #[must_use]
    pub fn joins(self) -> bool {
        matches!(self, Self::By | Self::Of | Self::New | Self::At | Self::Old | Self::Than)
    }
}
