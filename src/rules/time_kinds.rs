//! The kinds of meaning that a word of time can have, one bit each: what a look at one word can rule out.

use super::time_words::{Direction, Glue, Sense, Unit, Vague};
use crate::value::stamp::PartOfDay;
use crate::value::{Modifier, TimeRelation};

/// A set of kinds of meaning.
///
/// ```
/// use factlint::rules::time_kinds::Kinds;
/// use factlint::rules::time_words::{Glue, Sense};
/// let the = Kinds::of(Sense::Glue(Glue::The));
/// assert!(!the.meets(Kinds::of(Sense::Month(5))));
/// assert!(!the.meets(Kinds::of(Sense::Glue(Glue::Of))));
/// assert!(the.or(Kinds::of(Sense::Every)).meets(Kinds::of(Sense::Every)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u64);

impl Kinds {
    /// None.
    pub const NONE: Self = Self(0);

    /// What joins, follows or frames the parts of a time expression and never opens one: "in", "since",
    /// "ago", "o'clock", "every".
    pub const JOINTS: Self = Self::all(&[
        Sense::Vague(Vague::Present),
        Sense::After(Modifier::EqualOrMore),
        Sense::Direction(Direction::Ago),
        Sense::Preposition(TimeRelation::Since),
        Sense::Every,
        Sense::Frequency(1, Unit::Day),
        Sense::Weekdays(1),
        Sense::Parts(PartOfDay::Morning),
        Sense::Times,
        Sense::Meridiem(0),
        Sense::OClock,
        Sense::Zone(0),
        Sense::Glue(Glue::In),
        Sense::Glue(Glue::On),
        Sense::Glue(Glue::At),
        Sense::Glue(Glue::For),
        Sense::Glue(Glue::Of),
        Sense::Glue(Glue::And),
        Sense::Glue(Glue::Or),
        Sense::Glue(Glue::To),
        Sense::Glue(Glue::From),
        Sense::Glue(Glue::Between),
        Sense::Glue(Glue::Per),
        Sense::Glue(Glue::PastHour),
        Sense::Glue(Glue::ToHour),
        Sense::Glue(Glue::Age),
        Sense::Glue(Glue::Within),
        Sense::Glue(Glue::Head),
        Sense::Glue(Glue::Starting),
    ]);

    /// The kind of a meaning.
    #[must_use]
    pub const fn of(sense: Sense) -> Self {
        Self(
            1 << match sense {
                Sense::Month(_) => 0,
                Sense::Weekday(_) => 1,
                Sense::Season(_) => 2,
                Sense::Part(_) => 3,
                Sense::Unit(..) => 4,
                Sense::Long(..) => 5,
                Sense::Decade(_) => 6,
                Sense::Day(_) => 7,
                Sense::DayPart(..) => 8,
                Sense::Vague(_) => 9,
                Sense::Relative(_) => 10,
                Sense::Edge(_) => 11,
                Sense::EdgeNoun(_) => 12,
                Sense::Bound(_) => 13,
                Sense::After(_) => 14,
                Sense::Direction(_) => 15,
                Sense::Preposition(_) => 16,
                Sense::Every => 17,
                Sense::Frequency(..) => 18,
                Sense::Weekdays(_) => 19,
                Sense::Parts(_) => 20,
                Sense::Times => 21,
                Sense::Meridiem(_) => 22,
                Sense::OClock => 23,
                Sense::Instant(..) => 24,
                Sense::Zone(_) => 25,
                Sense::Era(_) => 26,
                Sense::Holiday(_) => 27,
                Sense::EdgeOf(..) => 28,
                Sense::Ahead => 29,
                Sense::Behind => 30,
                Sense::Passage => 31,
                Sense::Hundreds => 63,
                // The little words have the upper half, a bit each.
                Sense::Glue(glue) => 32 + glue as u32,
            },
        )
    }

    /// The kinds of several meanings.
    #[must_use]
    pub const fn all(senses: &[Sense]) -> Self {
        let mut kinds = Self::NONE;
        let mut i = 0;
        while i < senses.len() {
            kinds = kinds.or(Self::of(senses[i]));
            i += 1;
        }
        kinds
    }

    /// Whether the two share a kind.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
