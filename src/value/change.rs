//! How one value of a quantity stands to another: which way it went, and the part each number plays.

use serde::Deserialize;

/// Which way a quantity went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// "rose", "more than"
    Up,
    /// "fell", "fewer than"
    Down,
}

impl Direction {
    /// The name in records: "up", "down".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// The part that a number plays in a change: "rose `5 %` (by) from `19` (old) to `20` (new)".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The difference, absolute or as a share: "5 %", "3 points".
    By,
    /// New value by old value: "doubled", "three times as many".
    Times,
    /// The value before.
    Old,
    /// The value after.
    New,
    /// Old and new value in one: "from 12 to 15".
    Ends,
}

impl Part {
    /// The name in records: "by", "times", "old", "new", "ends".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::Times => "times",
            Self::Old => "old",
            Self::New => "new",
            Self::Ends => "ends",
        }
    }

    /// Whether the number is a value of the quantity itself, not of its change.
    #[must_use]
    pub fn is_level(self) -> bool {
        matches!(self, Self::Old | Self::New | Self::Ends)
    }
}
