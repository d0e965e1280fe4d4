//! The numbers that linking and judging go by: `compare.toml`, `[link]` and `[verdict]`.
//!
//! A later layer overrides single numbers. How they were found, and what moves when one is changed, is
//! told beside each in the file.

use serde::Deserialize;

use super::Rules;
use super::schema::{Exact, RuleFile};
use crate::value::Decimal;

macro_rules! weights {
    ($(#[$doc:meta])* $rule:ident => $table:ident { $($(#[$field_doc:meta])* $field:ident: $written:ty => $kept:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub struct $rule {
            $($(#[$field_doc])* pub $field: Option<$written>,)*
        }

        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $table {
            $($(#[$field_doc])* pub $field: $kept,)*
        }

        impl $table {
            fn layer(&mut self, over: &$rule) {
                $(if let Some(x) = over.$field { self.$field = x.into(); })*
            }
        }
    };
}

weights! {
    /// How numbers and dates are attached to what they are said of. Costs are in words of distance.
    LinkRule => LinkWeights {
        /// A claim farther than this from its property or subject is not linked.
        limit: u32 => u32,
        /// Two candidates closer than this to each other are a tie.
        margin: u32 => u32,
        /// Another number of the same kind stands between.
        number: u32 => u32,
        /// A comma or "and" stands between.
        comma: u32 => u32,
        /// A semicolon stands between.
        semicolon: u32 => u32,
        /// Another name of the same sort stands between.
        name: u32 => u32,
        /// The property is pointed to, not named.
        cue: u32 => u32,
        /// How far a word that makes it another property reaches.
        near: u32 => u32,
        /// The subject is only implied.
        implied: u32 => u32,
        /// Most words between a date and the verb it belongs to.
        verb_reach: u32 => u32,
        /// Most words between a date and the noun it belongs to.
        noun_reach: u32 => u32,
        /// Different cues that stand for an event that is not named.
        event_cues: u32 => u32,
        /// Different cues that make it that event and no other.
        sure_event_cues: u32 => u32,
        /// How long an observation answers after its end when nothing newer is known, in days.
        last_word_days: u32 => u32,
    }
}

weights! {
    /// When a number agrees, beside the widths of hedges.
    VerdictRule => VerdictWeights {
        /// A bound that the fact exceeds by more than this share of the bound is called loose.
        loose: Exact => Decimal,
        /// How far beyond either end a hedged range is held, as a share of that end and no more than its grain.
        range_end: Exact => Decimal,
        /// Vague words never conflict within this factor.
        vague_factor: Exact => Decimal,
        /// Bare numbers below this, without a scale word, are not rounded.
        exact_below: Exact => Decimal,
        /// A number that is off by this factor or more is about something else.
        implausible_factor: Exact => Decimal,
    }
}

impl From<Exact> for Decimal {
    fn from(x: Exact) -> Self {
        x.0
    }
}

/// Joins the numbers of all layers.
pub(super) fn compile(rules: &mut Rules, layers: &[RuleFile]) {
    for layer in layers {
        layer.link.iter().for_each(|l| rules.link.layer(l));
        layer.verdict.iter().for_each(|v| rules.verdict.layer(v));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_layer_overrides_single_numbers() {
        let own: RuleFile = toml::from_str("schema = 1\n[link]\nlimit = 9").unwrap();
        let mut layers = super::super::load::embedded().unwrap();
        layers.push(own);
        let rules = Rules::compile(&layers).unwrap();
        let shipped = Rules::english().unwrap();
        assert_eq!(rules.link.limit, 9);
        assert_eq!(rules.link.margin, shipped.link.margin);
        assert!(shipped.link.limit > 9 && shipped.verdict.implausible_factor > Decimal::ONE_HUNDRED);
    }
}
