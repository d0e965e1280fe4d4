//! Days as numbers, lengths of time, intervals of days in print.

use jiff::civil::Time;

use super::edtf::{Edtf, short};
use crate::value::timex::Length;
use crate::value::{Date, DateTime, Decimal, Interval};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days from 1970-01-01 to the day of `t`.
pub(super) fn days(t: DateTime) -> i32 {
    EPOCH.until(t.date()).map_or(0, |s| s.get_days())
}

/// Midnight that starts the day `days` after 1970-01-01.
pub(super) fn day(days: i32) -> Option<DateTime> {
    let date = EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(date.to_datetime(Time::midnight()))
}

/// `from` and a length; months and days, seconds dropped.
pub(super) fn later(from: Date, length: Length) -> Option<Date> {
    let months = i64::try_from(length.months.trunc()).ok()?;
    let days = i64::try_from((length.seconds / Decimal::from(86_400)).trunc()).ok()?;
    from.checked_add(jiff::Span::new().try_months(months).ok()?.try_days(days).ok()?).ok()
}

/// An ISO 8601 duration in years, months, weeks and days: "P1Y", "P18M", "P2W", "P1Y6M".
///
/// # Errors
///
/// Why it is none.
pub(super) fn duration(s: &str) -> Result<Length, String> {
    let bad = || format!("`{}` is no length of time: write P1Y, P6M, P2W or P10D", short(s));
    let mut rest = s.trim().strip_prefix('P').filter(|r| !r.is_empty()).ok_or_else(bad)?;
    let mut length = Length::default();
    while !rest.is_empty() {
        let at = rest.find(|c: char| !c.is_ascii_digit()).filter(|&i| i > 0 && i < 6).ok_or_else(bad)?;
        let n = Decimal::from(rest[..at].parse::<u32>().map_err(|_| bad())?);
        match rest.as_bytes()[at] {
            b'Y' => length.months += n * Decimal::from(12),
            b'M' => length.months += n,
            b'W' => length.seconds += n * Decimal::from(7 * 86_400),
            b'D' => length.seconds += n * Decimal::from(86_400),
            _ => return Err(bad()),
        }
        rest = &rest[at + 1..];
    }
    Ok(length)
}

/// An interval of whole days as the shortest EDTF that covers it: "2012", "2012-03", "2012-03-01/2012-03-07".
#[must_use]
pub fn print(interval: &Interval<DateTime>) -> String {
    let begin = interval.low.value().map(|t| t.date());
    let last = interval.high.value().and_then(|t| t.date().yesterday().ok());
    if let (Some(a), Some(b)) = (begin, last) {
        if a == b {
            return Edtf::day(a).to_string();
        }
        if a.year() == b.year() && a.day() == 1 && b.day() == b.days_in_month() {
            if a.month() == b.month() {
                return format!("{:04}-{:02}", a.year(), a.month());
            }
            if (a.month(), b.month()) == (1, 12) {
                return format!("{:04}", a.year());
            }
        }
    }
    let end = |d: Option<Date>| d.map_or("..".to_owned(), |d| Edtf::day(d).to_string());
    format!("{}/{}", end(begin), end(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_of_days_print_short() {
        for text in
            ["2012", "2012-03", "2012-03-05", "2012-03-05/2012-04-01", "2012-01-01/..", "../2012-12-31"]
        {
            assert_eq!(print(&text.parse::<Edtf>().unwrap().interval()), text);
        }
        assert_eq!(
            day(days("2023-07-18".parse::<Edtf>().unwrap().interval().low.value().copied().unwrap())),
            "2023-07-18".parse::<Edtf>().unwrap().interval().low.value().copied()
        );
    }

    #[test]
    fn lengths_are_iso_8601() {
        assert_eq!(duration("P1Y6M").unwrap().months, Decimal::from(18));
        assert!(duration("P").is_err() && duration("1Y").is_err() && duration("P1H").is_err());
        assert!(duration("P\u{e9}").is_err() && duration("P99999999Y").is_err());
    }
}
