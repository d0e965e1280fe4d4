//! Why a claim has no verdict.

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
