//! Verdicts, the reasons for not giving one, severities.

use std::fmt;

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

/// Why a claim could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The base holds no fact that fits.
    NoFact,
    /// Two facts fit equally well.
    Ambiguous,
    /// The facts are about other times.
    OutsideValidity,
    /// The fact is in a unit that does not convert.
    UnitMismatch,
    /// Nothing dates the expression.
    NoAnchor,
    /// It is said of the future, or wished, planned, feared.
    Prediction,
    /// It is said under a condition, denied, or asked.
    Hypothetical,
    /// The fact is less precise than the claim.
    TooCoarse,
    /// The words change the quantity ("women", "another") and no fact carries them.
    Restricted,
}

impl Reason {
    /// The code that records and `--select` use: `no-fact`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoFact => "no-fact",
            Self::Ambiguous => "ambiguous",
            Self::OutsideValidity => "outside-validity",
            Self::UnitMismatch => "unit-mismatch",
            Self::NoAnchor => "no-anchor",
            Self::Prediction => "prediction",
            Self::Hypothetical => "hypothetical",
            Self::TooCoarse => "too-coarse",
            Self::Restricted => "restricted",
        }
    }
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
