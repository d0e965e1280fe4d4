//! What a time expression says, before any anchor.

use std::ops::Range;

use crate::rules::time_words::{Direction, Relative, Unit, Vague};
use crate::value::stamp::{NamedYear, PartOfDay, Season};
use crate::value::{Decimal, Modifier, TimeRelation};

/// A time expression as written: "since the late 1990s" is the steps [decade 199], the modifier END
/// and the relation Since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// What is named.
    pub core: Core,
    /// How it is bounded: "late", "less than".
    pub modifier: Option<Modifier>,
    /// The preposition before it.
    pub relation: Option<TimeRelation>,
}

/// The core of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Core {
    /// A cell of the calendar or the clock, by steps from coarse to fine: "10 p.m. Wednesday of next
    /// week" is [next week, Wednesday, 22 h].
    Point(Vec<Step>),
    /// "now", "recently", "the future"
    Vague(Vague),
    /// "the past two years", "the next few days"
    Window(Relative, Amount),
    /// "the first nine months of 1998", "the last three weeks of this year": an amount at the
    /// beginning (true) or the end of a cell.
    Part(bool, Amount, Vec<Step>),
    /// "two years", "less than a week"
    Duration(Amount),
    /// "every month", "Tuesdays", "twice a year"
    Set(Recurrence),
    /// "from May 1 to May 7", "9:30-11"
    Period(Box<End>, Box<End>),
    /// "for two hours from 2pm": a beginning and a length
    Lasting(Box<End>, Amount),
}

/// One end of a period, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// What it says; ends borrow from each other what they leave out.
    pub expression: Expression,
    /// Token numbers, half-open.
    pub tokens: Range<u32>,
}

/// One narrowing of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// "1998", "490 BC"
    Year {
        /// As written
        year: i16,
        /// Before Christ
        bc: bool,
    },
    /// "'98", "12/31/74": a year of two digits
    ShortYear(u8),
    /// "fiscal 1989", "FY2018"
    NamedYear(NamedYear, i16),
    /// "the 1990s" (199), "the nineties" (9, short)
    Decade {
        /// The year without its last digit, or that of a century's decade when short
        decade: i16,
        /// Whether the century is left out
        short: bool,
        /// Before Christ
        bc: bool,
    },
    /// "the 20th century" (20)
    Century {
        /// Its number
        n: i16,
        /// Before Christ
        bc: bool,
    },
    /// "H1"
    Half(u8),
    /// "the third quarter"
    Quarter(u8),
    /// "summer"
    Season(Season),
    /// "November"
    Month(u8),
    /// "week 31"
    Week(u8),
    /// "the 19th"
    Day(u8),
    /// "Tuesday"
    Weekday(u8),
    /// "on a Tuesday": which one is not told
    AnyWeekday(u8),
    /// "morning"
    Part(PartOfDay),
    /// "4:30 pm"
    Clock(Clock),
    /// "Easter", by its index
    Holiday(u16),
    /// "Labor Day weekend"
    WeekendOf,
    /// "the week of March 6", "week commencing 4 February": true when it starts there
    WeekOf(bool),
    /// "last year", "this week", "the day": a unit by its relation to the anchor
    Relative(Option<Relative>, Unit),
    /// "last Friday", "next March", "this summer"
    Which(Relative, Box<Self>),
    /// "2 Thursdays ago", "three Fridays from now": so many of a weekday
    Weekdays(u8, u8, Direction),
    /// "yesterday"
    Today(i8),
    /// "at that time": the time that the passage is at
    Passage,
    /// "the first Tuesday", "the last week", "the third day" of the cell before it; from the end when negative
    Nth(i8, Counted),
    /// "two days ago", "three weeks after Christmas" (the end that it counts from)
    Shift(Amount, Direction, Option<Box<Expression>>),
    /// "year-end", "EOM": the edge of a unit
    Edge(Modifier, Unit),
    /// "the second closest Monday to October 5": the n-th nearest of a step
    Closest(u8, Box<Self>, Box<Expression>),
}

/// What an ordinal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Units
    Unit(Unit),
    /// A weekday
    Weekday(u8),
}

/// A time of day as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24
    pub hour: u8,
    /// Minute, where stated
    pub minute: Option<u8>,
    /// Second, where stated
    pub second: Option<u8>,
    /// Whether morning or afternoon is known: "3 pm", "15:00", not "3:15".
    pub sure: bool,
    /// Minutes east of Greenwich
    pub zone: Option<i16>,
}

impl Clock {
    /// The same time, where "3 in the afternoon" tells which half of the day: 15:00.
    #[must_use]
    pub fn in_part(self, part: PartOfDay) -> Self {
        let late = matches!(part, PartOfDay::Afternoon | PartOfDay::Evening | PartOfDay::Dinner)
            || part == PartOfDay::Night && (5..12).contains(&self.hour);
        let hour = if late && self.hour < 12 && !self.sure { self.hour + 12 } else { self.hour };
        Self { hour, sure: true, ..self }
    }
}

/// How much time.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Amount {
    /// Counts of units, the largest first: "a day and 5 hours".
    pub parts: Vec<(Count, Unit)>,
}

/// A count of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// "two"
    Exact(Decimal),
    /// "two to three"
    Between(Decimal, Decimal),
    /// "a few", "several": low and high end
    Few(Decimal, Decimal),
    /// "years"
    Some,
}

/// What recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// "every two weeks", "annually", "twice a year"
    Each(Amount),
    /// "every Tuesday at 9", "each July", "mornings"
    At(Vec<Step>),
}

impl Step {
    /// From coarse to fine; steps of one rank exclude each other, but for a weekday and a day.
    #[must_use]
    pub fn rank(&self) -> u8 {
        match self {
            Self::Century { .. } => 1,
            Self::Decade { .. } => 2,
            Self::Year { .. } | Self::ShortYear(_) | Self::NamedYear(..) => 3,
            Self::Half(_) => 4,
            Self::Quarter(_) => 5,
            Self::Season(_) => 6,
            Self::Month(_) => 7,
            Self::Week(_) => 8,
            Self::Day(_) | Self::Holiday(_) | Self::Today(_) | Self::Passage | Self::Closest(..) => 10,
            Self::Weekday(_)
            | Self::AnyWeekday(_)
            | Self::Weekdays(..)
            | Self::WeekOf(_)
            | Self::WeekendOf => 11,
            Self::Part(_) => 12,
            Self::Clock(_) => 13,
            Self::Which(_, step) => step.rank(),
            Self::Relative(_, unit) | Self::Edge(_, unit) => unit_rank(*unit),
            Self::Nth(_, Counted::Unit(unit)) => unit_rank(*unit),
            Self::Nth(_, Counted::Weekday(_)) => 11,
            Self::Shift(amount, ..) => amount.parts.last().map_or(10, |(_, u)| unit_rank(*u)),
        }
    }
}

/// The rank of a unit's own step.
#[must_use]
pub fn unit_rank(unit: Unit) -> u8 {
    match unit {
        Unit::Millennium | Unit::Century => 1,
        Unit::Decade => 2,
        Unit::Year | Unit::FiscalYear | Unit::SchoolYear => 3,
        Unit::Half => 4,
        Unit::Quarter | Unit::Period => 5,
        Unit::Month => 7,
        Unit::Week | Unit::Fortnight => 8,
        Unit::Weekend => 9,
        Unit::Day | Unit::BusinessDay => 10,
        Unit::Hour | Unit::Minute | Unit::Second => 13,
    }
}

impl Amount {
    /// So many of one unit.
    #[must_use]
    pub fn of(count: Count, unit: Unit) -> Self {
        Self { parts: vec![(count, unit)] }
    }

    /// The one unit, where there is but one.
    #[must_use]
    pub fn unit(&self) -> Option<Unit> {
        match self.parts.as_slice() {
            [(_, unit)] => Some(*unit),
            _ => None,
        }
    }
}
