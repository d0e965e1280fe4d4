//! The TIMEX3 `mod` words, used for quantities too.

use std::fmt;
use std::str::FromStr;

/// How a stated value bounds what is meant. Names are those of TIMEX3 (TimeML 1.2.1, `mod`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// "before 2018"
    Before,
    /// "after 2018"
    After,
    /// "since 2018": on or after
    OnOrAfter,
    /// "by 2018", "until 2018": on or before
    OnOrBefore,
    /// "less than a week", "fewer than 40"
    LessThan,
    /// "over 33,000"
    MoreThan,
    /// "at most 40"
    EqualOrLess,
    /// "at least five"
    EqualOrMore,
    /// "early 2016"
    Start,
    /// "mid-2016"
    Mid,
    /// "the late 1990s"
    End,
    /// "around 100"
    Approx,
}

const NAMES: [(Modifier, &str); 12] = [
    (Modifier::Before, "BEFORE"),
    (Modifier::After, "AFTER"),
    (Modifier::OnOrAfter, "ON_OR_AFTER"),
    (Modifier::OnOrBefore, "ON_OR_BEFORE"),
    (Modifier::LessThan, "LESS_THAN"),
    (Modifier::MoreThan, "MORE_THAN"),
    (Modifier::EqualOrLess, "EQUAL_OR_LESS"),
    (Modifier::EqualOrMore, "EQUAL_OR_MORE"),
    (Modifier::Start, "START"),
    (Modifier::Mid, "MID"),
    (Modifier::End, "END"),
    (Modifier::Approx, "APPROX"),
];

impl Modifier {
    /// What becomes of it when the value changes its sign: "more than 3" lost is "less than -3" gained.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::LessThan => Self::MoreThan,
            Self::MoreThan => Self::LessThan,
            Self::EqualOrLess => Self::EqualOrMore,
            Self::EqualOrMore => Self::EqualOrLess,
            other => other,
        }
    }

    /// The TIMEX3 word: `MORE_THAN`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        NAMES.iter().find(|(m, _)| *m == self).map_or("", |(_, n)| n)
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Modifier {
    type Err = String;

    /// # Errors
    ///
    /// Names the word when it is none of TIMEX3's.
    fn from_str(s: &str) -> Result<Self, String> {
        NAMES
            .iter()
            .find(|(_, n)| *n == s)
            .map(|(m, _)| *m)
            .ok_or_else(|| format!("`{s}` is no modifier: {}", NAMES.map(|(_, n)| n).join(", ")))
    }
}

impl<'de> serde::Deserialize<'de> for Modifier {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let word = String::deserialize(d)?;
        word.parse().map_err(serde::de::Error::custom)
    }
}
