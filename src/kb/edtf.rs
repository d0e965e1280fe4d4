//! Dates as claims files write them.

use crate::value::timex::Length;
use crate::value::{Bound, Date, DateTime, Interval};
use jiff::civil::Time;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Midnight that starts the day `days` after 1970-01-01.
pub(super) fn day(days: i32) -> Option<DateTime> {
    let date = EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(date.to_datetime(Time::midnight()))
}

/// `from` and a length; months and days, seconds dropped.
pub(super) fn later(from: Date, length: Length) -> Option<Date> {
    let months = i64::try_from(length.months.trunc()).ok()?;
    let days = i64::try_from((length.seconds / rust_decimal::Decimal::from(86_400)).trunc()).ok()?;
    from.checked_add(jiff::Span::new().try_months(months).ok()?.try_days(days).ok()?).ok()
}

/// An interval as EDTF.
pub(super) fn print(interval: &Interval<DateTime>) -> String {
    let end = |b: &Bound<DateTime>| b.value().map_or("..".to_owned(), |t| t.date().to_string());
    format!("{}/{}", end(&interval.low), end(&interval.high))
}
