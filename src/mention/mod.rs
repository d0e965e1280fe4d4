//! What the text says, without context: numbers, quantities, time expressions, hedges.
//!
//! Floor 4. Enters: a document's tokens and the compiled rules. Leaves: [`Mention`]s, sorted by
//! place, not crossing. "Over 33,000 North Koreans have defected since the late 1990s" has two:
//! a number with the hedge "over" and the noun "North Koreans", and a decade with "late".

use std::ops::Range;

use crate::rules::{RuleId, Rules};
use crate::span::Span;
use crate::text::{Document, Token, Tokens};

pub mod context;
pub mod number;
pub mod quantity;
pub mod scan;
pub mod time;
mod work;

pub use context::{Context, Locale, Prefer, Timeline};
pub use scan::extract;

/// Everything that a reader of one text looks at.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The document, for its blocks and the way back to the source.
    pub doc: &'a Document<'a>,
    /// Its reading text; token offsets count in it.
    pub text: &'a str,
    /// Its tokens and sentences.
    pub tokens: &'a Tokens,
    /// The compiled rules.
    pub rules: &'a Rules,
    /// What is known of the text from outside.
    pub context: &'a Context,
}

impl<'a> Input<'a> {
    /// The tokens.
    #[must_use]
    pub fn all(&self) -> &'a [Token] {
        &self.tokens.all
    }

    /// The extent of an expression on `tokens` that stands in `whole` (token numbers, half-open,
    /// neither empty).
    #[must_use]
    pub fn extent(&self, tokens: Range<u32>, whole: Range<u32>) -> Extent {
        let all = &self.tokens.all;
        let text = all[tokens.start as usize].start..all[tokens.end as usize - 1].end;
        let span = self.doc.span(text.start, text.end);
        Extent { tokens, whole, text, span }
    }

    /// Whether the run of text without spaces around token `at` is an address on the net.
    #[must_use]
    pub fn in_address(&self, at: usize) -> bool {
        const REACH: usize = 200;
        let all = self.all();
        let mut first = at;
        while first > 0 && !all[first].spaced() && at - first < REACH {
            first -= 1;
        }
        let mut last = at;
        while all.get(last + 1).is_some_and(|t| !t.spaced()) && last - at < REACH {
            last += 1;
        }
        let run = &self.text[all[first].start as usize..all[last].end as usize];
        run.contains("://") || run.contains("www.") || run.contains('@') || run.starts_with('/')
    }

    /// The text of tokens `range`, as it stands between the first and the last.
    #[must_use]
    pub fn slice(&self, range: Range<u32>) -> &'a str {
        let all = &self.tokens.all;
        match (all.get(range.start as usize), range.end.checked_sub(1).and_then(|i| all.get(i as usize))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.text[a.start as usize..b.end as usize],
            _ => "",
        }
    }
}

/// A number or a time expression, as the text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub extent: Extent,
    /// What kind it is.
    pub kind: Kind,
    /// What it says.
    pub content: Content,
    /// Token numbers of the counted noun phrase ("North Koreans"), the head last.
    pub noun: Option<Range<u32>>,
    /// How it was read, in order.
    pub derivation: Vec<Step>,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number, with hedge and unit.
    Quantity(quantity::Amount),
    /// A time expression.
    Time(time::Expression),
}

/// The kind of a mention, in the names that records use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A count or a bare number.
    Number,
    /// "22nd", "third-largest"
    Ordinal,
    /// "5 per cent", "two percentage points"
    Percent,
    /// "$3bn"
    Money,
    /// "40 km"
    Measure,
    /// "aged 22"
    Age,
    /// "30 °C"
    Temperature,
    /// Two stated ends: "between 5 and 10"
    Range,
    /// "3-2", "one in five", "10 to 1"
    Ratio,
    /// "rose 5 per cent to 20 million"
    Change,
    /// A day, month, year, decade, century, or a vague reference.
    Date,
    /// A time of day.
    Time,
    /// A time of a certain day.
    DateTime,
    /// A stretch of time with its ends: "from May 1 to May 7".
    Period,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl Kind {
    /// The name in records: "number", "datetime".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Age => "age",
            Self::Temperature => "temperature",
            Self::Range => "range",
            Self::Ratio => "ratio",
            Self::Change => "change",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Period => "period",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }

    /// Whether it is a time expression.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::DateTime | Self::Period | Self::Duration | Self::Set)
    }
}

/// One step of how a value was read: which rule, on which tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule.
    pub rule: RuleId,
    /// Token numbers, half-open.
    pub tokens: Range<u32>,
}

/// Where a mention stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Token numbers of the expression itself, hedge and preposition left out: "33,000", "the late 1990s".
    pub tokens: Range<u32>,
    /// Token numbers with hedge, preposition, unit and counted noun: "over 33,000 North Koreans".
    pub whole: Range<u32>,
    /// Bytes of the reading text of `tokens`.
    pub text: Range<u32>,
    /// Bytes of the source of `tokens`.
    pub span: Span,
}
