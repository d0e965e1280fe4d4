//! Verdicts, the reasons for not giving one, severities.

use std::fmt;

pub use crate::link::Reason;

/// What factlint says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The claim agrees with a fact, or with another place in the text.
    Consistent,
    /// Every licensed reading of the claim disagrees with the fact.
    Conflicting,
    /// It cannot be told, and why.
    Unknown(Reason),
}

impl Verdict {
    /// `consistent`, `conflicting`, `unknown`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Conflicting => "conflicting",
            Self::Unknown(_) => "unknown",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How loud a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Shown with `--show all`.
    Note,
    /// Shown, does not fail by default.
    Warn,
    /// Fails the run.
    Error,
}

impl Severity {
    /// `note`, `warning`, `error`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warn => "warning",
            Self::Error => "error",
        }
    }
}
