//! The time rules of all layers, compiled into the tables that `mention::time` reads.

use super::compile::Rules;
use super::schema::RuleFile;
use crate::error::Error;

/// Compiled time rules.
#[derive(Clone, Debug, Default)]
pub struct TimeTables {}

/// Compiles the time rules of `layers` into `rules.time`, adding words and phrases to its lexicon
/// and trie.
///
/// # Errors
///
/// A value that cannot be read, with the rule's id.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Error> {
    let _ = (rules, layers);
    Ok(())
}
