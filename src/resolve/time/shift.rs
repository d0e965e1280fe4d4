//! Moving an instant or a cell by amounts of time.

use crate::mention::time::{Amount, Count};
use crate::rules::time_words::Unit;
use crate::value::calendar::{add_days, add_months, weekday};
use crate::value::stamp::{Era, NamedYear, Stamp, Within};
use crate::value::{Date, DateTime, Decimal};

/// `t` moved by `amount`, back or on; `None` where a count is vague or the calendar ends.
pub(super) fn moved(t: DateTime, amount: &Amount, back: bool) -> Option<DateTime> {
    let sign = if back { -1 } else { 1 };
    let mut t = t;
    for (count, unit) in &amount.parts {
        let n = match count {
            Count::Exact(n) => *n,
            // "in a few minutes" is as good as three of them
            Count::Few(n, _) | Count::Between(n, _) => *n,
            Count::Some => return None,
        };
        t = by(t, n * Decimal::from(sign), *unit)?;
    }
    Some(t)
}

fn by(t: DateTime, n: Decimal, unit: Unit) -> Option<DateTime> {
    let whole = |x: Decimal| -> Option<i64> {
        i64::try_from(x.round().mantissa() / 10i128.pow(x.round().scale())).ok()
    };
    let months = |k: i64| -> Option<DateTime> {
        let m = i32::try_from(whole(n.checked_mul(Decimal::from(k))?)?).ok()?;
        Some(add_months(t.date(), m)?.to_datetime(t.time()))
    };
    let seconds = |k: i64| -> Option<DateTime> {
        t.checked_add(jiff::SignedDuration::from_secs(whole(n.checked_mul(Decimal::from(k))?)?)).ok()
    };
    match unit {
        Unit::Second => seconds(1),
        Unit::Minute => seconds(60),
        Unit::Hour => seconds(3600),
        Unit::Day => seconds(86_400),
        Unit::Week | Unit::Weekend => seconds(7 * 86_400),
        Unit::Fortnight => seconds(14 * 86_400),
        Unit::BusinessDay => Some(business_days(t.date(), whole(n)?)?.to_datetime(t.time())),
        Unit::Month => months(1),
        Unit::Quarter | Unit::Period => months(3),
        Unit::Half => months(6),
        Unit::Year | Unit::FiscalYear | Unit::SchoolYear => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
        Unit::Millennium => months(12_000),
    }
}

/// `n` days from `d`, Saturdays and Sundays left out.
pub(super) fn business_days(d: Date, n: i64) -> Option<Date> {
    if n.abs() > 10_000 {
        return None;
    }
    let step = if n < 0 { -1 } else { 1 };
    let (mut d, mut left) = (d, n.abs());
    while left > 0 {
        d = add_days(d, step)?;
        if weekday(d) < 6 {
            left -= 1;
        }
    }
    Some(d)
}

/// The cell of `unit` that holds `d`.
pub(super) fn cell_of(d: Date, unit: Unit) -> Option<Stamp> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::BusinessDay => Stamp::day(d),
        Unit::Week | Unit::Fortnight => Stamp::week(d),
        Unit::Weekend => Stamp::weekend(d),
        Unit::Month => Stamp::month(d.year(), d.month()),
        Unit::Quarter | Unit::Period => Stamp::quarter(d),
        Unit::Half => {
            Stamp { within: Within::Half(if d.month() <= 6 { 1 } else { 2 }), ..Stamp::year(d.year()) }
        }
        Unit::Year | Unit::FiscalYear => Stamp::year(d.year()),
        // which months a school year has differs from place to place
        Unit::SchoolYear => Stamp { era: Era::Named(NamedYear::School, d.year()), ..Stamp::default() },
        Unit::Decade => grouped(d.year(), 10, Era::Decade),
        Unit::Century => grouped(d.year(), 100, Era::Century),
        Unit::Millennium => return None,
    })
}

fn grouped(y: i16, size: i16, era: impl Fn(i16) -> Era) -> Stamp {
    let year = Stamp::year(y);
    let Era::Year(n) = year.era else { return year };
    Stamp { era: era(n / size), ..year }
}

/// `n` cells of `unit` on from the one that holds `d`.
pub(super) fn nth_cell(d: Date, unit: Unit, n: i32) -> Option<Stamp> {
    let d = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => add_days(d, n)?,
        Unit::BusinessDay => business_days(d, i64::from(n))?,
        Unit::Week | Unit::Weekend => add_days(d, n.checked_mul(7)?)?,
        Unit::Fortnight => add_days(d, n.checked_mul(14)?)?,
        Unit::Month => add_months(first_of_month(d)?, n)?,
        Unit::Quarter | Unit::Period => add_months(first_of_month(d)?, n.checked_mul(3)?)?,
        Unit::Half => add_months(first_of_month(d)?, n.checked_mul(6)?)?,
        Unit::Year | Unit::FiscalYear | Unit::SchoolYear => {
            add_months(first_of_month(d)?, n.checked_mul(12)?)?
        }
        Unit::Decade => add_months(first_of_month(d)?, n.checked_mul(120)?)?,
        Unit::Century => add_months(first_of_month(d)?, n.checked_mul(1200)?)?,
        Unit::Millennium => return None,
    };
    cell_of(d, unit)
}

fn first_of_month(d: Date) -> Option<Date> {
    Date::new(d.year(), d.month(), 1).ok()
}
