//! Rules about time: what `rules/en/time*.toml` and `holidays*.toml` may say.
//!
//! The arrays of tables are listed in [`TimeRules`], which [`super::RuleFile`] takes in whole.

use serde::Deserialize;

/// The arrays of time rules that a rule file may hold, under the key `time`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct TimeRules {}
