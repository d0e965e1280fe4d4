//! What a base is made of, facts aside: sources, entities, properties, events, and their numbers.

use std::sync::Arc;

use crate::span::Span;
use crate::value::timex::Length;
use crate::value::{Date, DateTime, Decimal, Interval, Unit};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as an index.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The number of the `index`th thing.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

id!(
    /// A source's number in its base.
    SourceId
);
id!(
    /// An entity's number in its base. Events are entities too.
    EntityId
);
id!(
    /// A property's number in its base. The built-in ones come first.
    PropertyId
);
id!(
    /// A fact's number in its base: hand-written facts first, then the rows of tables.
    FactId
);
id!(
    /// An event's number in its base.
    EventId
);
id!(
    /// A file's number in its base: TOML files and CSV files.
    FileId
);

impl PropertyId {
    /// Built-in: the date on which a person was born (`born = ` of an entity).
    pub const BORN: Self = Self(0);
    /// Built-in: the date on which a person died (`died = `).
    pub const DIED: Self = Self(1);
    /// Built-in: the date on which something was founded (`founded = `).
    pub const FOUNDED: Self = Self(2);
    /// Built-in: the date on which something ceased to be (`dissolved = `).
    pub const DISSOLVED: Self = Self(3);
    /// Built-in: the date of an event.
    pub const HAPPENED: Self = Self(4);
    /// How many properties are built in.
    pub const BUILT_IN: u32 = 5;

    /// Whether the property is one of the built-in dates.
    #[must_use]
    pub const fn is_built_in(self) -> bool {
        self.0 < Self::BUILT_IN
    }
}

/// Where something is written: a file of the base, and bytes in it, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// Where a fact comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id: "mou-2024".
    pub id: Box<str>,
    /// Title of the publication.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// When it was published: the days it may have been, and as written.
    pub published: Option<Dated>,
    /// When it was read.
    pub retrieved: Option<Dated>,
    /// SPDX expression, or `NOASSERTION`.
    pub license: Option<String>,
    /// Remarks for editors.
    pub note: Option<String>,
    /// Where its id stands.
    pub place: Place,
}

/// A date of any precision: what it covers, and as it was written (EDTF).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The instants covered, begin inclusive, end exclusive.
    pub interval: Interval<DateTime>,
    /// As written: "2016-01", "1997~", "2014/2015".
    pub written: Box<str>,
}

impl Dated {
    /// The first day it may mean; `None` for an open begin.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.interval.low.value().map(|t| t.date())
    }
}

/// Something facts are about: a country, a person, a company, an event.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id: "south-korea". An entity that only a table names has its name as id.
    pub id: Arc<str>,
    /// Its name for people.
    pub name: Arc<str>,
    /// Its event, where it is one.
    pub event: Option<EventId>,
    /// What only some have.
    pub more: Option<Box<EntityMore>>,
    /// Where its id (or its name in a table) stands.
    pub place: Place,
}

/// What hand-written entities say beside their name.
#[derive(Clone, Debug, Default)]
pub struct EntityMore {
    /// "person", "place", "organisation", "event", "work" ...
    pub kind: Option<String>,
    /// Other names, as written ("=ROK", "North Korean {defectors|escapees}").
    pub aliases: Vec<String>,
    /// The same thing elsewhere: "wikidata:Q884".
    pub same_as: Vec<String>,
    /// Words for its people and things: "South Korean".
    pub demonyms: Vec<String>,
    /// What it is part of ("Belgrade" in "serbia").
    pub within: Vec<EntityId>,
    /// Remarks for editors.
    pub note: Option<String>,
}

impl Entity {
    /// Its type in lower case, where the base gives one: "person".
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.more.as_ref().and_then(|m| m.kind.as_deref())
    }

    /// Its aliases as written.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        self.more.as_ref().map_or(&[], |m| &m.aliases)
    }
}

/// How a property's values behave in time. They never mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A level at a moment: a population, a total so far.
    Stock,
    /// An amount over a period: arrivals in a year, GDP.
    Flow,
    /// A change or a frequency: growth per year, births per woman, a price.
    Rate,
    /// A part of a whole: per cent of GDP.
    Ratio,
    /// A number on an arbitrary base: a price index.
    Index,
}

/// What can be observed of an entity.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its id: "nk-arrivals-total". A line of a box has its key as id.
    pub id: Box<str>,
    /// Its name for people.
    pub name: Box<str>,
    /// How its values behave in time.
    pub kind: Option<Kind>,
    /// The unit of its values.
    pub unit: Option<Unit>,
    /// Its values are dates (`unit = "date"`, and the built-in ones).
    pub dates: bool,
    /// Units that a text may use for its own.
    pub also_units: Vec<Unit>,
    /// Names, as written.
    pub aliases: Vec<String>,
    /// Words that point to it without naming it: "reached", "defected".
    pub cues: Vec<String>,
    /// Words that make it another property: "last year", "women".
    pub not: Vec<String>,
    /// What never mixes: "total", "year-on-year", "real 2015".
    pub basis: Option<String>,
    /// Leave that a claim has, unless the fact says otherwise.
    pub tolerance: Option<Tolerance>,
    /// No rounding: "50 states".
    pub exact: bool,
    /// Its values hold whatever the date.
    pub timeless: bool,
    /// What it counts.
    pub definition: Option<String>,
    /// Days on which its definition changed: values across them do not compare.
    pub breaks: Vec<Date>,
    /// Who counts, where one publisher defines it.
    pub counter: Option<String>,
    /// After this long an observation is stale.
    pub stale_after: Option<Length>,
    /// Longest time between two observations in force; the last answers no longer than that.
    pub period: Option<Length>,
    /// It was made from the key of a box: nothing but the name is known.
    pub from_box: bool,
    /// Remarks for editors.
    pub note: Option<String>,
    /// Where its id stands; the built-in ones have none.
    pub place: Option<Place>,
}

/// Something dated that is also an entity.
#[derive(Clone, Debug)]
pub struct Event {
    /// The event as an entity: it carries id, name and aliases.
    pub entity: EntityId,
    /// What it happened to: "warmbier". Empty for an event of its own.
    pub about: Vec<EntityId>,
    /// The fact that dates it; `None` for an event without a date.
    pub fact: Option<FactId>,
    /// Words that point to it without naming it.
    pub cues: Vec<String>,
    /// Words that make it another event.
    pub not: Vec<String>,
}

/// How sure a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Taken from an article, not yet checked: never judged against.
    Draft,
    /// To be revised.
    Provisional,
    /// Not counted, reckoned.
    Estimate,
    /// Stands.
    #[default]
    Final,
    /// Sources disagree.
    Disputed,
    /// Taken back: never judged against.
    Withdrawn,
}

/// Which of several facts on one thing is meant (Wikidata's ranks).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Known to be wrong or out of use.
    Deprecated,
    /// No preference.
    #[default]
    Normal,
    /// The one to use.
    Preferred,
}

/// Leave that a claim has before it conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// A fraction of the fact's value: 0.01 for "1%".
    Relative(Decimal),
    /// In the fact's own unit.
    Absolute(Decimal),
    /// For dates: "P1D".
    Time(Length),
}

/// How a fact came to be, for facts that need telling apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grade {
    /// A `[[fact]]` with a property, an entry of a `[[series]]`, a row of a `[[table]]`.
    Observation,
    /// A `[[fact]]` with a `statement` instead of a property.
    Statement,
    /// The date of an `[[event]]`.
    Event,
    /// `born`, `died`, `founded`, `dissolved` of an entity.
    Life,
    /// A line of a fact box.
    Box,
}
