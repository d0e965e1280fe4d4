//! Narrowing: from the steps of a point to one cell of the calendar.

use super::anchor::Anchors;
use super::counted::{closest, nth, shift};
use super::named::{
    clock, day, decade_near, full_year, holiday, in_week, in_year, month_day, part, weekend_of,
};
use super::relative::{relative, which};
use super::shift::nth_cell;
use crate::mention::time::{Amount, Step};
use crate::rules::time_words::{Direction, Unit};
use crate::value::calendar::{add_days, monday_of, weekday, weekday_on_or_after, weekday_on_or_before};
use crate::value::stamp::{Era, Season, Stamp, Within};
use crate::value::{Date, DateTime, Modifier};

/// What a point comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) stamp: Stamp,
    /// Instants, where they are not those of the stamp: a weekend from Friday evening, two days of a feast.
    pub(super) span: Option<(DateTime, DateTime)>,
    /// Whether nothing but the text itself was needed.
    pub(super) explicit: bool,
}

impl Cell {
    pub(super) fn of(stamp: Stamp) -> Self {
        Self { stamp, span: None, explicit: true }
    }

    pub(super) fn interval(&self) -> Option<(DateTime, DateTime)> {
        self.span.or_else(|| self.stamp.interval())
    }

    pub(super) fn first_day(&self) -> Option<Date> {
        self.interval().map(|(a, _)| a.date())
    }
}

/// The cell that `steps`, from coarse to fine, name.
pub(super) fn point(a: &Anchors<'_>, steps: &[Step]) -> Option<Cell> {
    let mut cell: Option<Cell> = None;
    for (i, step) in steps.iter().enumerate() {
        cell = Some(match (step, &steps[..i], cell) {
            // "3 weeks after Christmas on Friday": the Friday of that week
            (Step::Weekday(w), [Step::Shift(amount, ..)], Some(c)) if in_weeks(amount) => {
                let day = add_days(monday_of(c.first_day()?)?, i32::from(*w) - 1)?;
                Cell { stamp: Stamp::day(day), span: None, explicit: c.explicit }
            }
            (step, _, cell) => narrow(a, cell, step, &steps[i + 1..])?,
        });
    }
    // "3 in the morning" in a plan made later that day is tomorrow's.
    if let (true, Some(now), Some(c)) = (a.plans(), a.now, &mut cell)
        && matches!(steps, [Step::Part(_), Step::Clock(_)])
        && let Some((begin, _)) = c.interval()
        && begin < now
        && let Some(d) = add_days(begin.date(), 1)
    {
        c.stamp = Stamp { of_day: c.stamp.of_day, ..Stamp::day(d) };
    }
    cell
}

/// Whether an offset is told in weeks or more, so that it leaves the weekday open.
fn in_weeks(amount: &Amount) -> bool {
    amount.unit().is_some_and(|u| u >= Unit::Week)
}

pub(super) fn narrow(a: &Anchors<'_>, cell: Option<Cell>, step: &Step, rest: &[Step]) -> Option<Cell> {
    let anchored = |stamp: Stamp| Some(Cell { explicit: false, ..Cell::of(stamp) });
    match step {
        Step::Year { year, bc } => {
            Some(Cell::of(Stamp { bc: *bc, era: Era::Year(*year), ..Stamp::default() }))
        }
        Step::ShortYear(n) => Some(Cell::of(Stamp::year(full_year(a, *n)))),
        Step::NamedYear(kind, y) => {
            // News says "fiscal 1989" for the year 1989 as its company counts it: the value is the plain year.
            match kind {
                crate::value::stamp::NamedYear::Fiscal => Some(Cell::of(Stamp::year(*y))),
                k => Some(Cell::of(Stamp { era: Era::Named(*k, *y), ..Stamp::default() })),
            }
        }
        Step::Decade { decade, short, bc } => {
            let decade = if *short { decade_near(a, *decade) } else { *decade };
            Some(Cell::of(Stamp { bc: *bc, era: Era::Decade(decade), ..Stamp::default() }))
        }
        Step::Century { n, bc } => {
            Some(Cell::of(Stamp { bc: *bc, era: Era::Century(n - 1), ..Stamp::default() }))
        }
        Step::Half(n) => in_year(a, cell, Within::Half(*n), i16::from(*n) * 6 - 5, 6),
        Step::Quarter(n) => in_year(a, cell, Within::Quarter(*n), i16::from(*n) * 3 - 2, 3),
        Step::Season(s) => {
            let first = match s {
                Season::Spring => 3,
                Season::Summer => 6,
                Season::Autumn => 9,
                Season::Winter => 12,
            };
            in_year(a, cell, Within::Season(*s), first, 3)
        }
        Step::Month(m) => match (&cell, rest.first()) {
            (None, Some(Step::Day(d))) => month_day(a, *m, *d, rest),
            _ => in_year(a, cell, Within::Month(*m), i16::from(*m), 1),
        },
        Step::Week(n) => {
            let y =
                cell.as_ref().and_then(|c| c.stamp.civil_year()).or_else(|| a.here().map(|d| d.year()))?;
            let explicit = cell.is_some();
            Some(Cell { explicit, ..Cell::of(Stamp { within: Within::Week(*n), ..Stamp::year(y) }) })
        }
        Step::WeekOf(starts) => {
            let day = cell?;
            let first = day.first_day()?;
            let monday = if *starts { first } else { monday_of(first)? };
            let midnight = |d: Date| d.to_datetime(jiff::civil::Time::midnight());
            let span = starts.then(|| Some((midnight(monday), midnight(add_days(monday, 7)?)))).flatten();
            let plan = a.plans().then(|| Some(Stamp::week(first_week_after(first)?))).flatten();
            Some(Cell {
                stamp: plan
                    .filter(|_| !starts)
                    .unwrap_or_else(|| if *starts { day.stamp } else { Stamp::week(first) }),
                span,
                explicit: day.explicit,
            })
        }
        Step::Day(d) => day(a, cell, *d, rest),
        Step::Weekday(w) => in_week(a, cell, *w),
        Step::AnyWeekday(w) => Some(Cell::of(Stamp { within: Within::Weekday(0, *w), ..Stamp::default() })),
        Step::Part(p) => part(a, cell, *p),
        Step::Clock(t) => clock(a, cell, *t),
        Step::Holiday(h) => holiday(a, cell, *h),
        Step::WeekendOf => weekend_of(&cell?),
        Step::Relative(r, unit) => relative(a, cell, *r, *unit),
        Step::Which(r, inner) => which(a, cell, *r, inner, rest),
        Step::Today(n) => anchored(Stamp::day(add_days(
            if a.narrative() && *n == 0 { a.today() } else { a.here() }?,
            i32::from(*n),
        )?)),
        Step::Passage => anchored(a.at()?),
        Step::Nth(n, counted) => nth(a, cell, *n, *counted),
        Step::Shift(amount, dir, from) => shift(a, amount, *dir, from.as_deref()),
        Step::Weekdays(n, w, dir) => {
            let today = a.here()?;
            let weeks = i32::from(*n) - 1;
            let d = if *dir == Direction::Ago {
                add_days(weekday_on_or_before(add_days(today, -1)?, *w)?, -7 * weeks)?
            } else {
                add_days(weekday_on_or_after(add_days(today, 1)?, *w)?, 7 * weeks)?
            };
            anchored(Stamp::day(d))
        }
        // "since year-end" is since the last one
        Step::Edge(m, unit) => {
            let over = *m == Modifier::End && a.since();
            anchored(nth_cell(a.here()?, *unit, -i32::from(over))?)
        }
        Step::Closest(n, step, to) => closest(a, *n, step, to),
    }
}

pub(super) fn first_week_after(d: Date) -> Option<Date> {
    if weekday(d) == 1 { Some(d) } else { weekday_on_or_after(d, 1) }
}
