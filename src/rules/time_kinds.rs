//! The kinds of meaning that a word of time can have, one bit each: what a look at one word can rule out.

use super::time_words::{Glue, Sense};

/// A set of kinds of meaning.
///
/// ```
/// use factlint::rules::time_kinds::Kinds;
/// use factlint::rules::time_words::{Glue, Sense};
/// let the = Kinds::of(Sense::Glue(Glue::The));
/// assert!(the == Kinds::glue(Glue::The) && the.meets(Kinds::GLUE));
/// assert!(!the.meets(Kinds::MONTH) && !the.meets(Kinds::glue(Glue::Of)));
/// assert!(the.or(Kinds::EVERY).meets(Kinds::of(Sense::Every)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u64);

impl Kinds {
    /// None.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self(!0);
    /// [`Sense::Month`]
    pub const MONTH: Self = Self(1 << 0);
    /// [`Sense::Weekday`]
    pub const WEEKDAY: Self = Self(1 << 1);
    /// [`Sense::Season`]
    pub const SEASON: Self = Self(1 << 2);
    /// [`Sense::Part`]
    pub const PART: Self = Self(1 << 3);
    /// [`Sense::Unit`]
    pub const UNIT: Self = Self(1 << 4);
    /// [`Sense::Long`]
    pub const LONG: Self = Self(1 << 5);
    /// [`Sense::Decade`]
    pub const DECADE: Self = Self(1 << 6);
    /// [`Sense::Day`]
    pub const DAY: Self = Self(1 << 7);
    /// [`Sense::DayPart`]
    pub const DAY_PART: Self = Self(1 << 8);
    /// [`Sense::Vague`]
    pub const VAGUE: Self = Self(1 << 9);
    /// [`Sense::Relative`]
    pub const RELATIVE: Self = Self(1 << 10);
    /// [`Sense::Edge`]
    pub const EDGE: Self = Self(1 << 11);
    /// [`Sense::EdgeNoun`]
    pub const EDGE_NOUN: Self = Self(1 << 12);
    /// [`Sense::Bound`]
    pub const BOUND: Self = Self(1 << 13);
    /// [`Sense::After`]
    pub const AFTER: Self = Self(1 << 14);
    /// [`Sense::Direction`]
    pub const DIRECTION: Self = Self(1 << 15);
    /// [`Sense::Preposition`]
    pub const PREPOSITION: Self = Self(1 << 16);
    /// [`Sense::Every`]
    pub const EVERY: Self = Self(1 << 17);
    /// [`Sense::Frequency`]
    pub const FREQUENCY: Self = Self(1 << 18);
    /// [`Sense::Weekdays`]
    pub const WEEKDAYS: Self = Self(1 << 19);
    /// [`Sense::Parts`]
    pub const PARTS: Self = Self(1 << 20);
    /// [`Sense::Times`]
    pub const TIMES: Self = Self(1 << 21);
    /// [`Sense::Meridiem`]
    pub const MERIDIEM: Self = Self(1 << 22);
    /// [`Sense::OClock`]
    pub const O_CLOCK: Self = Self(1 << 23);
    /// [`Sense::Instant`]
    pub const INSTANT: Self = Self(1 << 24);
    /// [`Sense::Zone`]
    pub const ZONE: Self = Self(1 << 25);
    /// [`Sense::Era`]
    pub const ERA: Self = Self(1 << 26);
    /// [`Sense::Holiday`]
    pub const HOLIDAY: Self = Self(1 << 27);
    /// [`Sense::EdgeOf`]
    pub const EDGE_OF: Self = Self(1 << 28);
    /// [`Sense::Ahead`]
    pub const AHEAD: Self = Self(1 << 29);
    /// [`Sense::Behind`]
    pub const BEHIND: Self = Self(1 << 30);
    /// [`Sense::Passage`]
    pub const PASSAGE: Self = Self(1 << 31);
    /// [`Sense::Hundreds`]
    pub const HUNDREDS: Self = Self(1 << 63);
    /// Every little word: they have the upper half, a bit each.
    pub const GLUE: Self = Self(!0 << 32 & !Self::HUNDREDS.0);

    /// What joins, follows or frames the parts of a time expression and never opens one: "in", "since",
    /// "ago", "o'clock", "every".
    pub const JOINTS: Self = Self::all(&[
        Self::VAGUE,
        Self::AFTER,
        Self::DIRECTION,
        Self::PREPOSITION,
        Self::EVERY,
        Self::FREQUENCY,
        Self::WEEKDAYS,
        Self::PARTS,
        Self::TIMES,
        Self::MERIDIEM,
        Self::O_CLOCK,
        Self::ZONE,
        Self::glue(Glue::In),
        Self::glue(Glue::On),
        Self::glue(Glue::At),
        Self::glue(Glue::For),
        Self::glue(Glue::Of),
        Self::glue(Glue::And),
        Self::glue(Glue::Or),
        Self::glue(Glue::To),
        Self::glue(Glue::From),
        Self::glue(Glue::Between),
        Self::glue(Glue::Per),
        Self::glue(Glue::PastHour),
        Self::glue(Glue::ToHour),
        Self::glue(Glue::Age),
        Self::glue(Glue::Within),
        Self::glue(Glue::Head),
        Self::glue(Glue::Starting),
    ]);

    /// The kind of a little word.
    #[inline]
    #[must_use]
    pub const fn glue(glue: Glue) -> Self {
        Self(1 << (32 + glue as u32))
    }

    /// The kind of a meaning.
    #[must_use]
    pub const fn of(sense: Sense) -> Self {
        match sense {
            Sense::Month(_) => Self::MONTH,
            Sense::Weekday(_) => Self::WEEKDAY,
            Sense::Season(_) => Self::SEASON,
            Sense::Part(_) => Self::PART,
            Sense::Unit(..) => Self::UNIT,
            Sense::Long(..) => Self::LONG,
            Sense::Decade(_) => Self::DECADE,
            Sense::Day(_) => Self::DAY,
            Sense::DayPart(..) => Self::DAY_PART,
            Sense::Vague(_) => Self::VAGUE,
            Sense::Relative(_) => Self::RELATIVE,
            Sense::Edge(_) => Self::EDGE,
            Sense::EdgeNoun(_) => Self::EDGE_NOUN,
            Sense::Bound(_) => Self::BOUND,
            Sense::After(_) => Self::AFTER,
            Sense::Direction(_) => Self::DIRECTION,
            Sense::Preposition(_) => Self::PREPOSITION,
            Sense::Every => Self::EVERY,
            Sense::Frequency(..) => Self::FREQUENCY,
            Sense::Weekdays(_) => Self::WEEKDAYS,
            Sense::Parts(_) => Self::PARTS,
            Sense::Times => Self::TIMES,
            Sense::Meridiem(_) => Self::MERIDIEM,
            Sense::OClock => Self::O_CLOCK,
            Sense::Instant(..) => Self::INSTANT,
            Sense::Zone(_) => Self::ZONE,
            Sense::Era(_) => Self::ERA,
            Sense::Holiday(_) => Self::HOLIDAY,
            Sense::EdgeOf(..) => Self::EDGE_OF,
            Sense::Ahead => Self::AHEAD,
            Sense::Behind => Self::BEHIND,
            Sense::Passage => Self::PASSAGE,
            Sense::Hundreds => Self::HUNDREDS,
            Sense::Glue(glue) => Self::glue(glue),
        }
    }

    /// Several of them.
    #[must_use]
    pub const fn all(several: &[Self]) -> Self {
        let mut kinds = Self::NONE;
        let mut i = 0;
        while i < several.len() {
            kinds = kinds.or(several[i]);
            i += 1;
        }
        kinds
    }

    /// Whether the two share a kind.
    #[inline]
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[inline]
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is not in `other`.
    #[inline]
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
