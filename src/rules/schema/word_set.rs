//! Sets of words: what `rules/en/time-words.toml` and its like may say.

use serde::Deserialize;

rule! {
    /// The words of one set.
    ///
    /// ```toml
    /// [[words]]
    /// id    = "fiscal"
    /// words = ["fiscal"]
    /// yes   = [{ text = "in the fiscal third quarter of 1998", is = "DATE 1998-Q3" }]
    /// ```
    "words" WordSetRule {
        /// The words, one token each.
        words: Vec<String>,
    }
}
