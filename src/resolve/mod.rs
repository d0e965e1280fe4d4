//! From what the text says to what it means: hedges to intervals, relative dates to their anchors.
//!
//! Floor 5. Enters: [mentions](crate::mention) and the [context](crate::mention::Context). Leaves:
//! [`Reading`]s. "Around 100 missile tests" becomes `[90, 110]`; "last week" in an article of 18 July
//! 2023 becomes `2023-W28`; "the following year" after "in 2016" becomes `2017`.

use std::ops::Range;

use crate::mention::{self, Content, Context, Extent, Input, Kind, Step};
use crate::rules::Rules;
use crate::text::{Document, Tokens};
use crate::value::{Quantity, Timex};

pub mod dateline;
pub mod quantity;
mod running;
mod settings;
pub mod time;

pub use dateline::publication_date;
pub use settings::complete;

/// What a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number in its unit.
    Quantity(Quantity),
    /// A time expression.
    Time(Timex),
}

/// A mention, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands.
    pub extent: Extent,
    /// What kind it is.
    pub kind: Kind,
    /// What it means.
    pub value: Value,
    /// Token numbers of the counted noun phrase ("North Koreans"), the head last.
    pub noun: Option<Range<u32>>,
    /// How it was read, in order.
    pub derivation: Vec<Step>,
}

impl Reading {
    /// The quantity, if it is one.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.value {
            Value::Quantity(q) => Some(q),
            Value::Time(_) => None,
        }
    }

    /// The timex, if it is one.
    #[must_use]
    pub fn timex(&self) -> Option<&Timex> {
        match &self.value {
            Value::Time(t) => Some(t),
            Value::Quantity(_) => None,
        }
    }
}

/// Reads every numeric and temporal mention of `doc`, sorted by place, not crossing.
#[must_use]
pub fn read(doc: &Document<'_>, tokens: &Tokens, rules: &Rules, context: &Context) -> Vec<Reading> {
    let input = Input { doc, text: &doc.text, tokens, rules, context };
    let mentions = mention::extract(&input);
    let mut out = Vec::with_capacity(mentions.len());
    let mut times = time::Resolver::new(&input, &mentions);
    let mut mentions = mentions.into_iter();
    while let Some(mention) = mentions.next() {
        match mention.content {
            Content::Time(_) => times.resolve(mention, mentions.as_slice().first(), &mut out),
            Content::Quantity(_) => out.extend(quantity::resolve(&input, mention)),
        }
    }
    running::widen(&input, &mut out);
    // Ends that are told one by one may stand around a quantity.
    let place = |r: &Reading| (r.extent.tokens.start, r.extent.tokens.end);
    if !out.is_sorted_by_key(place) {
        out.sort_by_key(place);
    }
    out
}
