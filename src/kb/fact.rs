//! One observation, behind one view whether it was written by hand or is a row of a table.

use std::borrow::Cow;

use super::base::Base;
use super::days;
use super::model::{
    Dated, EntityId, EventId, FactId, Grade, Place, PropertyId, Rank, SourceId, Status, Tolerance,
};
use super::stored::{More, Row, Table, Written};
use crate::value::timex::Length;
use crate::value::{
    Bound, Date, DateTime, Decimal, Interval, Quantity, Style, Timex, TimexType, Unit, decimal,
};

/// What a fact states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A number, or an interval of numbers, in its unit.
    Quantity(Quantity),
    /// A date of any precision, a period, or a length of time.
    Time(Timex),
    /// Words without a number or a date in them.
    Text(Box<str>),
}

/// A fact of a base. A cheap copy: a reference and a number.
#[derive(Clone, Copy)]
pub struct Fact<'b> {
    base: &'b Base,
    id: FactId,
    stored: Stored<'b>,
}

#[derive(Clone, Copy)]
enum Stored<'b> {
    Written(&'b Written),
    Row(&'b Row, &'b Table),
}

/// A sentence by which a fact tests itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: Box<str>,
    /// Where it stands.
    pub place: Place,
}

/// Who confirmed a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Who.
    pub by: String,
    /// When.
    pub on: Option<Date>,
    /// How: "phone".
    pub how: Option<String>,
}

/// A change of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was changed.
    pub on: Date,
    /// What it said before, as written.
    pub was: String,
    /// Why.
    pub why: Option<String>,
}

impl<'b> Fact<'b> {
    pub(super) fn written(base: &'b Base, id: FactId, fact: &'b Written) -> Self {
        Self { base, id, stored: Stored::Written(fact) }
    }

    pub(super) fn row(base: &'b Base, id: FactId, row: &'b Row, table: &'b Table) -> Self {
        Self { base, id, stored: Stored::Row(row, table) }
    }

    fn more(&self) -> Option<&'b More> {
        match self.stored {
            Stored::Written(w) => w.more.as_deref(),
            Stored::Row(_, t) => t.more.as_deref(),
        }
    }

    /// The base it belongs to.
    #[must_use]
    pub fn base(&self) -> &'b Base {
        self.base
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> FactId {
        self.id
    }

    /// Its id for people: "nk-arrivals-2024", "kr-population.2022", "world.csv#12" (a row counts from 1).
    #[must_use]
    pub fn name(&self) -> Cow<'b, str> {
        match self.stored {
            Stored::Written(w) => Cow::Borrowed(&w.id),
            Stored::Row(r, t) => Cow::Owned(format!("{}#{}", t.id, r.row)),
        }
    }

    /// How it came to be.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self.stored {
            Stored::Written(w) => w.grade,
            Stored::Row(..) => Grade::Observation,
        }
    }

    /// Whether it is a row of a table.
    #[must_use]
    pub fn is_row(&self) -> bool {
        matches!(self.stored, Stored::Row(..))
    }

    /// What it is about; a statement may be about nothing in particular.
    #[must_use]
    pub fn about(&self) -> Option<EntityId> {
        match self.stored {
            Stored::Written(w) => w.about,
            Stored::Row(r, _) => Some(r.about),
        }
    }

    /// What was observed; `None` for a statement. An event's date has [`PropertyId::HAPPENED`] and is
    /// about the event's own entity.
    #[must_use]
    pub fn property(&self) -> Option<PropertyId> {
        match self.stored {
            Stored::Written(w) => w.property,
            Stored::Row(r, _) => Some(r.property),
        }
    }

    /// The event that it dates.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match self.stored {
            Stored::Written(w) => w.event,
            Stored::Row(..) => None,
        }
    }

    /// What it states.
    #[must_use]
    pub fn value(&self) -> Cow<'b, FactValue> {
        match self.stored {
            Stored::Written(w) => Cow::Borrowed(&w.value),
            Stored::Row(r, _) => Cow::Owned(FactValue::Quantity(Quantity {
                unit: self.unit().cloned(),
                ..plain_quantity(r.value)
            })),
        }
    }

    /// What it states as a number, as it was read; `None` for a time, a text, a row of a table.
    #[must_use]
    pub fn quantity(&self) -> Option<&'b Quantity> {
        match self.stored {
            Stored::Written(Written { value: FactValue::Quantity(q), .. }) => Some(q),
            _ => None,
        }
    }

    /// The unit of its value; its own, else its property's.
    #[must_use]
    pub fn unit(&self) -> Option<&'b Unit> {
        let own = match self.stored {
            Stored::Written(w) => match &w.value {
                FactValue::Quantity(q) => q.unit.as_ref(),
                _ => return None,
            },
            Stored::Row(_, t) => t.unit.as_ref(),
        };
        own.or_else(|| self.property().and_then(|p| self.base.property(p).unit.as_ref()))
    }

    /// Its number or interval, where it states one.
    #[must_use]
    pub fn interval(&self) -> Option<Interval<Decimal>> {
        match self.stored {
            Stored::Written(Written { value: FactValue::Quantity(q), .. }) => Some(q.interval),
            Stored::Written(_) => None,
            Stored::Row(r, _) => Some(Interval::point(r.value)),
        }
    }

    /// Its length of time, where it states one: read in words ("17 months") or a number in a unit of time
    /// (`value = 17`, `unit = "month"`).
    #[must_use]
    pub fn length(&self) -> Option<Length> {
        if let Stored::Written(Written { value: FactValue::Time(t), .. }) = self.stored {
            return t.length;
        }
        let Some(Unit::Measure(unit)) = self.unit() else { return None };
        let base = self.interval()?.as_point()?.checked_mul(unit.factor)?;
        match &*unit.dimension {
            "time" => Some(Length { months: Decimal::ZERO, seconds: base }),
            "calendar" => Some(Length { months: base, seconds: Decimal::ZERO }),
            _ => None,
        }
    }

    /// Its length of time in days, from one number or two: `low = 28`, `high = 31`, `unit = "day"`.
    #[must_use]
    pub fn days(&self) -> Option<Interval<Decimal>> {
        if let Some(length) = self.length() {
            return length.days();
        }
        let Some(Unit::Measure(unit)) = self.unit() else { return None };
        let end = |x: &Decimal| {
            let base = x.checked_mul(unit.factor)?;
            let (months, seconds) = match &*unit.dimension {
                "time" => (Decimal::ZERO, base),
                "calendar" => (base, Decimal::ZERO),
                _ => return None,
            };
            Length { months, seconds }.days()
        };
        let held = self.interval()?;
        let (low, high) = (end(held.low.value()?)?, end(held.high.value()?)?);
        Some(Interval::closed(*low.low.value()?, *high.high.value()?))
    }

    /// The time that the observation is about, begin inclusive, end exclusive; an end may be open.
    /// `None` for an undated fact, a [timeless](Self::timeless) one, and for a fact whose value is itself a date.
    #[must_use]
    pub fn when(&self) -> Option<Interval<DateTime>> {
        match self.stored {
            Stored::Written(w) => w.when.as_ref().map(|d| d.interval),
            Stored::Row(r, _) => r.when(),
        }
    }

    /// That time as written (EDTF): "2024-12-31", "2012", "2022-01-01/2023-07-18".
    #[must_use]
    pub fn when_written(&self) -> Option<Cow<'b, str>> {
        match self.stored {
            Stored::Written(w) => w.when.as_ref().map(|d| Cow::Borrowed(&*d.written)),
            Stored::Row(r, _) => r.when().map(|i| Cow::Owned(days::print(&i))),
        }
    }

    /// It holds whatever the date.
    #[must_use]
    pub fn timeless(&self) -> bool {
        let own = match self.stored {
            Stored::Written(w) => w.timeless,
            Stored::Row(_, t) => t.timeless,
        };
        own || self.property().is_some_and(|p| self.base.property(p).timeless)
    }

    /// How sure it is.
    #[must_use]
    pub fn status(&self) -> Status {
        self.more().map_or_else(Status::default, |m| m.status)
    }

    /// Whether a claim may be held against it: no draft, not withdrawn, not out of use.
    #[must_use]
    pub fn usable(&self) -> bool {
        !matches!(self.status(), Status::Draft | Status::Withdrawn) && self.rank() != Rank::Deprecated
    }

    /// Which of several is meant.
    #[must_use]
    pub fn rank(&self) -> Rank {
        self.more().map_or_else(Rank::default, |m| m.rank)
    }

    /// Leave that a claim has: its own, else its property's.
    #[must_use]
    pub fn tolerance(&self) -> Option<Tolerance> {
        self.more()
            .and_then(|m| m.tolerance)
            .or_else(|| self.property().and_then(|p| self.base.property(p).tolerance))
    }

    /// No rounding is granted.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.more().is_some_and(|m| m.exact) || self.property().is_some_and(|p| self.base.property(p).exact)
    }

    /// When it became known: its own date, else the earliest of its sources'.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.known_by().and_then(Dated::first_day)
    }

    /// As [`published`](Self::published), with all days that it may have been.
    #[must_use]
    pub fn known_by(&self) -> Option<&'b Dated> {
        if let Some(own) = self.more().and_then(|m| m.published.as_ref()) {
            return Some(own);
        }
        let sources = self.sources().iter().filter_map(|&s| self.base.source(s).published.as_ref());
        sources.min_by_key(|d| d.first_day())
    }

    /// Where it comes from; empty when nobody says.
    #[must_use]
    pub fn sources(&self) -> &'b [SourceId] {
        match self.stored {
            Stored::Written(w) => &w.sources,
            Stored::Row(_, t) => &t.sources,
        }
    }

    /// How many sources it should have (1 unless it says more).
    #[must_use]
    pub fn min_sources(&self) -> u32 {
        self.more().map_or(1, |m| m.min_sources.max(1))
    }

    /// Who counted, where publishers count differently: its own, else its property's.
    #[must_use]
    pub fn counter(&self) -> Option<&'b str> {
        self.more()
            .and_then(|m| m.counter.as_deref())
            .or_else(|| self.property().and_then(|p| self.base.property(p).counter.as_deref()))
    }

    /// What never mixes: its own, else its property's.
    #[must_use]
    pub fn basis(&self) -> Option<&'b str> {
        self.more()
            .and_then(|m| m.basis.as_deref())
            .or_else(|| self.property().and_then(|p| self.base.property(p).basis.as_deref()))
    }

    /// The sentence of a statement; for a line of a box, its text as written.
    #[must_use]
    pub fn statement(&self) -> Option<&'b str> {
        self.more().and_then(|m| m.statement.as_deref())
    }

    /// What stands in brackets after the value of a box line: "United States".
    #[must_use]
    pub fn label(&self) -> Option<&'b str> {
        self.more().and_then(|m| m.label.as_deref())
    }

    /// The fact that this one revises.
    #[must_use]
    pub fn revises(&self) -> Option<FactId> {
        self.more().and_then(|m| m.revises)
    }

    /// The fact that revises this one.
    #[must_use]
    pub fn revised_by(&self) -> Option<FactId> {
        self.more().and_then(|m| m.revised_by)
    }

    /// The first day on which it is stale: `expires`, or the end of its time and `stale-after`, its own or its
    /// property's. `None` for a fact that does not age.
    #[must_use]
    pub fn stale_on(&self) -> Option<Date> {
        let more = self.more();
        if let Some(day) = more.and_then(|m| m.expires) {
            return Some(day);
        }
        let after = more
            .and_then(|m| m.stale_after)
            .or_else(|| self.property().and_then(|p| self.base.property(p).stale_after))?;
        let from = match self.when()?.high {
            Bound::Open(t) => t.date().yesterday().ok()?,
            Bound::Closed(t) => t.date(),
            Bound::Unbounded => return None,
        };
        days::later(from, after)
    }

    /// Until this day it stays out of reports.
    #[must_use]
    pub fn embargo_until(&self) -> Option<Date> {
        self.more().and_then(|m| m.embargo_until)
    }

    /// Sentences that must be judged consistent with it.
    #[must_use]
    pub fn matches(&self) -> &'b [Sentence] {
        self.more().map_or(&[], |m| &m.matches)
    }

    /// Sentences that must not be judged by it.
    #[must_use]
    pub fn rejects(&self) -> &'b [Sentence] {
        self.more().map_or(&[], |m| &m.rejects)
    }

    /// Who confirmed it.
    #[must_use]
    pub fn confirmed(&self) -> &'b [Confirmed] {
        self.more().map_or(&[], |m| &m.confirmed)
    }

    /// What it said before, newest last.
    #[must_use]
    pub fn corrections(&self) -> &'b [Correction] {
        self.more().map_or(&[], |m| &m.corrections)
    }

    /// Remarks for editors.
    #[must_use]
    pub fn note(&self) -> Option<&'b str> {
        self.more().and_then(|m| m.note.as_deref())
    }

    /// Where its value stands: file and bytes. [`Base::locate`] turns it into line, column and excerpt.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.stored {
            Stored::Written(w) => w.place,
            Stored::Row(r, t) => {
                let span = crate::span::Span::new(r.start, r.start.saturating_add(u32::from(r.len)));
                Place { file: t.file, span }
            }
        }
    }
}

impl std::fmt::Debug for Fact<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fact").field("id", &self.name()).field("value", &self.value()).finish_non_exhaustive()
    }
}

/// A number as it stands in a data file: no hedge, no scale word.
pub(super) fn plain_quantity(value: Decimal) -> Quantity {
    Quantity {
        interval: Interval::point(value),
        stated: Interval::point(value),
        modifier: None,
        unit: None,
        digit: last_digit(value),
        style: Style { decimals: u8::try_from(value.scale()).unwrap_or(0), ..Style::default() },
    }
}

/// One unit of the last digit that says something: 1 for 33,981; 1,000 for 33,000; 0.1 for 2.0.
pub(super) fn last_digit(value: Decimal) -> Decimal {
    let mut exp = -i32::try_from(value.scale()).unwrap_or(0);
    let mut mantissa = value.mantissa().abs();
    if exp == 0 {
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            exp += 1;
        }
    }
    decimal::power_of_ten(exp).unwrap_or(Decimal::ONE)
}

/// A date as a fact's value.
pub(super) fn dated_value(date: &Dated) -> Timex {
    Timex {
        kind: TimexType::Date,
        value: date.written.to_string(),
        modifier: None,
        relation: None,
        interval: Some(date.interval),
        readings: Vec::new(),
        anchor: None,
        length: None,
        count: None,
        ends: None,
    }
}
