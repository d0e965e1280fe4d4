//! Calendar arithmetic on civil dates: the few steps that time expressions are made of.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The months' names as messages write them, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `d` moved by `n` days; `None` outside the calendar (years -9999 to 9999).
#[must_use]
pub fn add_days(d: Date, n: i32) -> Option<Date> {
    match n {
        1 => d.tomorrow().ok(),
        -1 => d.yesterday().ok(),
        _ => d.checked_add(Span::new().try_days(n).ok()?).ok(),
    }
}

/// `d` moved by `n` months, the day cut to the month's last where it must be; `None` outside the calendar.
///
/// ```
/// use factlint::value::{Date, calendar::add_months};
/// let d: Date = "2024-01-31".parse().unwrap();
/// assert_eq!(add_months(d, 1).unwrap().to_string(), "2024-02-29");
/// ```
#[must_use]
pub fn add_months(d: Date, n: i32) -> Option<Date> {
    d.checked_add(Span::new().try_months(n).ok()?).ok()
}

/// The first day of month `m` of year `y`.
#[must_use]
pub fn month_start(y: i16, m: i16) -> Option<Date> {
    Date::new(y, i8::try_from(m).ok()?, 1).ok()
}

/// The Monday of ISO week `w` of year `y`; week 53 of a year that has 52 is the next year's first.
#[must_use]
pub fn first_of_week(y: i16, w: u8) -> Option<Date> {
    // 4 January is always in week 1.
    let first = monday_of(Date::new(y, 1, 4).ok()?)?;
    add_days(first, (i32::from(w) - 1) * 7)
}

/// The Monday of the week that holds `d`.
#[must_use]
pub fn monday_of(d: Date) -> Option<Date> {
    add_days(d, -i32::from(weekday(d)) + 1)
}

/// The weekday, Monday as 1 to Sunday as 7.
#[must_use]
pub fn weekday(d: Date) -> u8 {
    d.weekday().to_monday_one_offset().unsigned_abs()
}

/// The latest day with weekday `w` (1 to 7) not after `d`.
#[must_use]
pub fn weekday_on_or_before(d: Date, w: u8) -> Option<Date> {
    add_days(d, -((i32::from(weekday(d)) - i32::from(w)).rem_euclid(7)))
}

/// The first day with weekday `w` (1 to 7) not before `d`.
#[must_use]
pub fn weekday_on_or_after(d: Date, w: u8) -> Option<Date> {
    add_days(d, (i32::from(w) - i32::from(weekday(d))).rem_euclid(7))
}

/// The `n`th weekday `w` of a month, from 1; from the month's end when `n` is negative.
///
/// ```
/// use factlint::value::calendar::nth_weekday;
/// assert_eq!(nth_weekday(2023, 11, 4, 4).unwrap().to_string(), "2023-11-23");
/// assert_eq!(nth_weekday(2023, 5, 1, -1).unwrap().to_string(), "2023-05-29");
/// ```
#[must_use]
pub fn nth_weekday(y: i16, m: i8, w: u8, n: i8) -> Option<Date> {
    let w = Weekday::from_monday_one_offset(i8::try_from(w).ok()?).ok()?;
    Date::new(y, m, 1).ok()?.nth_weekday_of_month(n, w).ok()
}

/// Western Easter Sunday.
///
/// Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
///
/// ```
/// use factlint::value::calendar::easter;
/// assert_eq!(easter(2024).unwrap().to_string(), "2024-03-31");
/// ```
#[must_use]
pub fn easter(y: i16) -> Option<Date> {
    let year = i32::from(y);
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Orthodox Easter Sunday, in the Gregorian calendar.
///
/// Source: Meeus, Astronomical Algorithms, chapter 8, the Julian computus.
///
/// ```
/// use factlint::value::calendar::orthodox_easter;
/// assert_eq!(orthodox_easter(2024).unwrap().to_string(), "2024-05-05");
/// ```
#[must_use]
pub fn orthodox_easter(y: i16) -> Option<Date> {
    let year = i32::from(y);
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let julian = Date::new(y, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let lag = year.div_euclid(100) - year.div_euclid(400) - 2;
    julian.checked_add(lag.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_before_and_after() {
        let tuesday: Date = "2023-07-18".parse().unwrap();
        assert_eq!(weekday(tuesday), 2);
        assert_eq!(weekday_on_or_before(tuesday, 2), Some(tuesday));
        assert_eq!(weekday_on_or_before(tuesday, 3).unwrap().to_string(), "2023-07-12");
        assert_eq!(weekday_on_or_after(tuesday, 1).unwrap().to_string(), "2023-07-24");
        assert_eq!(first_of_week(2023, 28).unwrap().to_string(), "2023-07-10");
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        assert_eq!(add_days(Date::MAX, 1), None);
        assert_eq!(add_months(Date::MIN, -1), None);
        assert_eq!(first_of_week(9999, 53), None);
        for y in [-9999, -1, 0, 1, 9999] {
            let _ = (easter(y), orthodox_easter(y), nth_weekday(y, 2, 7, 5));
        }
    }

    #[test]
    fn easter_of_both_churches() {
        for (y, west, east) in [(2010, "2010-04-04", "2010-04-04"), (2013, "2013-03-31", "2013-05-05")] {
            assert_eq!(easter(y).unwrap().to_string(), west);
            assert_eq!(orthodox_easter(y).unwrap().to_string(), east);
        }
    }
}
