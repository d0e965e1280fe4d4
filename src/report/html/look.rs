//! The five looks of a claim: a word, a sign and a class each, so that no colour carries a meaning alone.

use crate::report::Finding;
use crate::verdict::{Severity, Verdict};

/// How a claim looks, the loudest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// It conflicts.
    Conflicting,
    /// It agrees, or cannot be judged, but deserves a look.
    Warning,
    /// It could not be checked.
    Unknown,
    /// It agrees.
    Consistent,
    /// It is passed over.
    Ignored,
}

impl Look {
    /// All of them, in order.
    pub(super) const ALL: [Self; 5] =
        [Self::Conflicting, Self::Warning, Self::Unknown, Self::Consistent, Self::Ignored];

    /// The look of `f`.
    pub(super) fn of(f: &Finding) -> Self {
        match f.verdict {
            _ if f.ignored.is_some() => Self::Ignored,
            Verdict::Conflicting => Self::Conflicting,
            _ if f.severity >= Severity::Warn => Self::Warning,
            Verdict::Unknown(_) => Self::Unknown,
            Verdict::Consistent => Self::Consistent,
        }
    }

    /// Its class, and its word in running text.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Conflicting => "conflicting",
            Self::Warning => "warning",
            Self::Unknown => "unknown",
            Self::Consistent => "consistent",
            Self::Ignored => "ignored",
        }
    }

    /// Its word as a title.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Conflicting => "Conflicting",
            Self::Warning => "Worth a look",
            Self::Unknown => "Not checked",
            Self::Consistent => "Consistent",
            Self::Ignored => "Passed over",
        }
    }

    /// Its sign; the style sheet puts the same ones behind claims.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Conflicting => "✕",
            Self::Warning => "!",
            Self::Unknown => "?",
            Self::Consistent => "✓",
            Self::Ignored => "–",
        }
    }
}
