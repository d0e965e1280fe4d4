//! What a word of time can mean: the notation of `means` in `rules/en/time*.toml`.

use std::str::FromStr;

use crate::value::Modifier;
use crate::value::TimeRelation;
use crate::value::stamp::{PartOfDay, Season};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// "second"
    Second,
    /// "minute"
    Minute,
    /// "hour"
    Hour,
    /// "day"
    Day,
    /// "business day", "trading day"
    BusinessDay,
    /// "weekend"
    Weekend,
    /// "week"
    Week,
    /// "fortnight"
    Fortnight,
    /// "month"
    Month,
    /// "quarter"
    Quarter,
    /// "half" of a year
    Half,
    /// "year"
    Year,
    /// "fiscal year"
    FiscalYear,
    /// "school year"
    SchoolYear,
    /// "decade"
    Decade,
    /// "century"
    Century,
    /// "millennium"
    Millennium,
    /// "period": of a length that only the passage tells
    Period,
}

/// How something stands to now, or to the date that the text is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relative {
    /// "this", "current"
    This,
    /// "that"
    That,
    /// "the same"
    Same,
    /// "last"
    Last,
    /// "past": "last", but of a whole stretch: "the past year"
    Past,
    /// "previous", "preceding": of what was mentioned
    Previous,
    /// "latest"
    Latest,
    /// "next"
    Next,
    /// "coming", "upcoming"
    Coming,
    /// "following": of what was mentioned
    Following,
}

/// From where, and which way, an amount of time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// "ago": back from now
    Ago,
    /// "earlier", "previously": back from what was mentioned, else from now
    Earlier,
    /// "later": on from what was mentioned, else from now
    Later,
    /// "before": back from what follows, else from what was mentioned
    Before,
    /// "after": on from what follows, else from what was mentioned
    After,
    /// "from now", "hence"
    Hence,
    /// "from": on from what follows
    From,
}

/// A vague time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vague {
    /// PRESENT_REF
    Present,
    /// PAST_REF
    Past,
    /// FUTURE_REF
    Future,
}

/// Little words that hold an expression together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Glue {
    /// "the"
    The,
    /// "a", "an"
    A,
    /// "of"
    Of,
    /// "in"
    In,
    /// "on"
    On,
    /// "at"
    At,
    /// "for"
    For,
    /// "and"
    And,
    /// "or"
    Or,
    /// "to", "through", "until", "till": the far end
    To,
    /// "from"
    From,
    /// "between"
    Between,
    /// "its", "his", "their": "its fourth quarter"
    Possessive,
    /// "per"
    Per,
    /// "year", before a number: "the year 2000"
    YearOf,
    /// "half": "half past three"
    HalfPast,
    /// "past", "after": "ten past nine"
    PastHour,
    /// "to", "of", "till": "ten to nine"
    ToHour,
    /// "more", "additional", "full", "straight", "consecutive" in an amount: "two more weeks"
    Filler,
    /// "old", "of age": the amount before it is an age
    Age,
    /// "within": "within 18 months"
    Within,
    /// "term", "time", "notice" ...: what a span of time may stand before ("a one-year term")
    Head,
    /// "another", "an additional"
    Another,
    /// "some": "some time", "some 19 days"
    Some,
    /// "closest", "nearest"
    Closest,
    /// "starting", "beginning", "effective"
    Starting,
    /// "rest", "remainder" of
    Rest,
    /// "whole", "entire", "all": "all day"
    All,
    /// "ended", "ending": "the year ended March 31"
    Ended,
    /// "couple", as in "the next couple of years"
    Couple,
}

/// One meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// "November"
    Month(u8),
    /// "Tuesday", from 1 (Monday)
    Weekday(u8),
    /// "summer"
    Season(Season),
    /// "morning"
    Part(PartOfDay),
    /// "week", and how many of it the word means ("semester": 6 months)
    Unit(u8, Unit),
    /// "yearlong" 1, "decadeslong" 2 (a plural): as long as the unit
    Long(u8, Unit),
    /// "nineties"
    Decade(u8),
    /// "nineteen": the hundreds of a year in words, "nineteen ninety-six"
    Hundreds,
    /// "today" 0, "yesterday" -1
    Day(i8),
    /// "tonight": a part of the day so many days from now
    DayPart(i8, PartOfDay),
    /// "now", "the past", "soon"
    Vague(Vague),
    /// "last"
    Relative(Relative),
    /// "early", "late", "mid": stands right before what it bounds
    Edge(Modifier),
    /// "beginning", "end": "of" follows
    EdgeNoun(Modifier),
    /// "less than", "nearly", "about"
    Bound(Modifier),
    /// "or more", "or so": after an amount
    After(Modifier),
    /// "ago"
    Direction(Direction),
    /// "since"
    Preposition(TimeRelation),
    /// "every"
    Every,
    /// "daily": once in so many units
    Frequency(u8, Unit),
    /// "Mondays": weekdays that recur
    Weekdays(u8),
    /// "mornings"
    Parts(PartOfDay),
    /// "once", "twice"
    Times,
    /// "a.m.": hours to add
    Meridiem(u8),
    /// "o'clock", "hours" after a clock time
    OClock,
    /// "noon", "midnight": hour, minute
    Instant(u8, u8),
    /// A zone: minutes east of Greenwich
    Zone(i16),
    /// "BC" (true), "AD"
    Era(bool),
    /// A holiday, by its index
    Holiday(u16),
    /// "YTD", "EOM": an edge of a unit now
    EdgeOf(Modifier, Unit),
    /// Speaks for a future reading of what follows in its clause: "will", "due"
    Ahead,
    /// Speaks for a past one: "was", "said"
    Behind,
    /// "that time": the time that the passage is at
    Passage,
    /// A little word
    Glue(Glue),
}

const UNITS: &[(&str, Unit)] = &[
    ("second", Unit::Second),
    ("minute", Unit::Minute),
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("business-day", Unit::BusinessDay),
    ("weekend", Unit::Weekend),
    ("week", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("half", Unit::Half),
    ("year", Unit::Year),
    ("fiscal-year", Unit::FiscalYear),
    ("school-year", Unit::SchoolYear),
    ("decade", Unit::Decade),
    ("century", Unit::Century),
    ("millennium", Unit::Millennium),
    ("period", Unit::Period),
];

const RELATIVES: &[(&str, Relative)] = &[
    ("this", Relative::This),
    ("that", Relative::That),
    ("same", Relative::Same),
    ("last", Relative::Last),
    ("past", Relative::Past),
    ("previous", Relative::Previous),
    ("latest", Relative::Latest),
    ("next", Relative::Next),
    ("coming", Relative::Coming),
    ("following", Relative::Following),
];

const DIRECTIONS: &[(&str, Direction)] = &[
    ("ago", Direction::Ago),
    ("earlier", Direction::Earlier),
    ("later", Direction::Later),
    ("before", Direction::Before),
    ("after", Direction::After),
    ("hence", Direction::Hence),
    ("from", Direction::From),
];

const PREPOSITIONS: &[(&str, TimeRelation)] = &[
    ("during", TimeRelation::During),
    ("since", TimeRelation::Since),
    ("until", TimeRelation::Until),
    ("by", TimeRelation::By),
    ("before", TimeRelation::Before),
    ("after", TimeRelation::After),
    ("from", TimeRelation::From),
    ("to", TimeRelation::To),
    ("for", TimeRelation::For),
];

const GLUES: &[(&str, Glue)] = &[
    ("the", Glue::The),
    ("a", Glue::A),
    ("of", Glue::Of),
    ("in", Glue::In),
    ("on", Glue::On),
    ("at", Glue::At),
    ("for", Glue::For),
    ("and", Glue::And),
    ("or", Glue::Or),
    ("to", Glue::To),
    ("from", Glue::From),
    ("between", Glue::Between),
    ("possessive", Glue::Possessive),
    ("per", Glue::Per),
    ("year-of", Glue::YearOf),
    ("half-past", Glue::HalfPast),
    ("past-hour", Glue::PastHour),
    ("to-hour", Glue::ToHour),
    ("filler", Glue::Filler),
    ("age", Glue::Age),
    ("within", Glue::Within),
    ("head", Glue::Head),
    ("another", Glue::Another),
    ("some", Glue::Some),
    ("closest", Glue::Closest),
    ("starting", Glue::Starting),
    ("rest", Glue::Rest),
    ("all", Glue::All),
    ("ended", Glue::Ended),
    ("couple", Glue::Couple),
];

fn named<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(n, _)| *n == word).map(|(_, v)| *v)
}

fn season(word: &str) -> Option<Season> {
    named(
        &[
            ("spring", Season::Spring),
            ("summer", Season::Summer),
            ("autumn", Season::Autumn),
            ("winter", Season::Winter),
        ],
        word,
    )
}

fn part(word: &str) -> Option<PartOfDay> {
    named(
        &[
            ("morning", PartOfDay::Morning),
            ("midday", PartOfDay::Midday),
            ("afternoon", PartOfDay::Afternoon),
            ("evening", PartOfDay::Evening),
            ("night", PartOfDay::Night),
            ("daytime", PartOfDay::Daytime),
            ("dawn", PartOfDay::Dawn),
            ("breakfast", PartOfDay::Breakfast),
            ("lunch", PartOfDay::Lunch),
            ("dinner", PartOfDay::Dinner),
        ],
        word,
    )
}

impl FromStr for Sense {
    type Err = String;

    /// Reads the notation of `means`.
    ///
    /// # Errors
    ///
    /// Quotes the text when it is none of the notation.
    fn from_str(s: &str) -> Result<Self, String> {
        read(s).ok_or_else(|| {
            format!("`{s}` is no meaning of a word of time: write \"month 11\", \"unit week\" ...")
        })
    }
}

fn read(s: &str) -> Option<Sense> {
    let mut words = s.split_whitespace();
    let (head, a, b) = (words.next()?, words.next(), words.next());
    if words.next().is_some() {
        return None;
    }
    let within = |text: Option<&str>, range: std::ops::RangeInclusive<u8>| -> Option<u8> {
        text?.parse().ok().filter(|n| range.contains(n))
    };
    let counted = |a: Option<&str>, b: Option<&str>| -> Option<(u8, Unit)> {
        match b {
            Some(unit) => Some((within(a, 1..=100)?, named(UNITS, unit)?)),
            None => Some((1, named(UNITS, a?)?)),
        }
    };
    let lone = a.is_none() && b.is_none();
    let sense = match head {
        "month" => Sense::Month(within(a, 1..=12)?),
        "weekday" => Sense::Weekday(within(a, 1..=7)?),
        "weekdays" => Sense::Weekdays(within(a, 1..=7)?),
        "season" => Sense::Season(season(a?)?),
        "part" => Sense::Part(part(a?)?),
        "parts" => Sense::Parts(part(a?)?),
        "unit" => return counted(a, b).map(|(n, u)| Sense::Unit(n, u)),
        "frequency" => return counted(a, b).map(|(n, u)| Sense::Frequency(n, u)),
        "long" => return counted(a, b).map(|(n, u)| Sense::Long(n, u)),
        "decade" => Sense::Decade(within(a, 0..=90)?),
        "day" => Sense::Day(a?.parse().ok()?),
        "day-part" => return Some(Sense::DayPart(a?.parse().ok()?, part(b?)?)),
        "ref" => Sense::Vague(named(
            &[("present", Vague::Present), ("past", Vague::Past), ("future", Vague::Future)],
            a?,
        )?),
        "relative" => Sense::Relative(named(RELATIVES, a?)?),
        "edge" => Sense::Edge(a?.parse().ok()?),
        "edge-noun" => Sense::EdgeNoun(a?.parse().ok()?),
        "edge-of" => return Some(Sense::EdgeOf(a?.parse().ok()?, named(UNITS, b?)?)),
        "bound" => Sense::Bound(a?.parse().ok()?),
        "bound-after" => Sense::After(a?.parse().ok()?),
        "direction" => Sense::Direction(named(DIRECTIONS, a?)?),
        "preposition" => Sense::Preposition(named(PREPOSITIONS, a?)?),
        "every" if lone => Sense::Every,
        "passage" if lone => Sense::Passage,
        "times" if lone => Sense::Times,
        "hundreds" if lone => Sense::Hundreds,
        "meridiem" => Sense::Meridiem(within(a, 0..=12)?),
        "o-clock" if lone => Sense::OClock,
        "instant" => {
            let (h, m) = a?.split_once(':')?;
            Sense::Instant(within(Some(h), 0..=23)?, within(Some(m), 0..=59)?)
        }
        "zone" => Sense::Zone(zone(a?)?),
        "era" => Sense::Era(named(&[("bc", true), ("ad", false)], a?)?),
        "ahead" if lone => Sense::Ahead,
        "behind" if lone => Sense::Behind,
        "glue" => Sense::Glue(named(GLUES, a?)?),
        _ => return None,
    };
    b.is_none().then_some(sense)
}

/// "+05:30" as minutes.
fn zone(s: &str) -> Option<i16> {
    let (sign, body) = match s.split_at_checked(1)? {
        ("+", body) => (1, body),
        ("-", body) => (-1, body),
        _ => return None,
    };
    let (h, m) = body.split_once(':')?;
    let minutes = h.parse::<i16>().ok()? * 60 + m.parse::<i16>().ok()?;
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_reads() {
        assert_eq!("month 11".parse(), Ok(Sense::Month(11)));
        assert_eq!("unit 6 month".parse(), Ok(Sense::Unit(6, Unit::Month)));
        assert_eq!("day-part 0 night".parse(), Ok(Sense::DayPart(0, PartOfDay::Night)));
        assert_eq!("zone -05:00".parse(), Ok(Sense::Zone(-300)));
        assert_eq!("edge START".parse(), Ok(Sense::Edge(Modifier::Start)));
    }

    #[test]
    fn what_is_no_notation_is_refused() {
        for bad in ["", "month", "month 13", "unit", "unit 3 moon", "every other", "zone 5", "day-part 0"] {
            assert!(bad.parse::<Sense>().is_err(), "{bad}");
        }
    }
}
