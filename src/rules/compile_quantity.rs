//! The quantity rules of all layers, compiled into the tables that `mention::number` and
//! `mention::quantity` read.

use super::compile::Rules;
use super::lexicon::Class;
use super::schema::RuleFile;
use crate::error::Error;
use crate::value::Unit;

/// Compiled quantity rules.
#[derive(Clone, Debug, Default)]
pub struct QuantityTables {}

/// Classes of phrases in quantities: bits 0 to 15. Time has bits 16 to 31.
impl Class {
    /// A hedge, before or after a number.
    pub const HEDGE: Self = Self(1);
}

/// Compiles the quantity rules of `layers` into `rules.quantity`, adding words and phrases to its
/// lexicon and trie.
///
/// # Errors
///
/// A value that cannot be read, with the rule's id.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) -> Result<(), Error> {
    let _ = (rules, layers);
    Ok(())
}

impl Rules {
    /// The unit of a name, plural, symbol or compound: "km", "miles", "cubic metre per person",
    /// "USD per litre", "births per woman". `None` for a word that names no unit.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<Unit> {
        let _ = name;
        None
    }
}
