//! Hedges to intervals: "around 100" to `[90, 110]`.

use super::{Reading, Value};
use crate::mention::{Content, Input, Mention};
use crate::value::Quantity;

/// Resolves one quantity; `None` for a time expression.
#[must_use]
pub fn resolve(input: &Input<'_>, mention: Mention) -> Option<Reading> {
    let _ = input;
    let Content::Quantity(amount) = mention.content else { return None };
    let quantity = Quantity {
        interval: amount.stated,
        stated: amount.stated,
        modifier: None,
        unit: amount.unit,
        digit: amount.digit,
        style: amount.style,
    };
    Some(Reading {
        extent: mention.extent,
        kind: mention.kind,
        value: Value::Quantity(quantity),
        noun: mention.noun,
        derivation: mention.derivation,
    })
}
