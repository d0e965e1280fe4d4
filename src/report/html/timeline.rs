//! The claimed time against the reference, on a line of years, months, days or hours.

use jiff::civil::date;

use super::look::Look;
use super::picture::{self, Band, End, Tick};
use crate::report::understood::period;
use crate::value::{Bound, DateTime, Interval};

/// Draws what the words `said` grant above `fact`. Nothing where neither has an end.
pub(super) fn draw(
    out: &mut String,
    look: Look,
    said: &str,
    claim: &Interval<DateTime>,
    fact: &Interval<DateTime>,
) {
    let (said, held) = (format!("Draft: {said}"), format!("Reference: {}", period(fact)));
    // The end of a stretch of days is the day after: it is drawn as the end of the last day, which belongs to it.
    let said = Band { low: end(&claim.low), high: end(&claim.high), words: &said };
    let held = Band { low: end(&fact.low), high: end(&fact.high), words: &held };
    if let Some(domain) = picture::domain([&said, &held]) {
        picture::draw(out, "Timeline", look, [&said, &held], domain, &ticks(domain));
    }
}

/// The first instant of 9999 BC: days are counted from here, so that all are positive.
fn origin() -> DateTime {
    date(-9999, 1, 1).at(0, 0, 0, 0)
}

fn end(b: &Bound<DateTime>) -> End {
    b.value().map(|t| (days(*t), true))
}

fn days(t: DateTime) -> f64 {
    t.duration_since(origin()).as_secs_f64() / 86_400.0
}

fn moment(at: f64) -> Option<DateTime> {
    let seconds = (at * 86_400.0).round() as i64;
    let day = jiff::Span::new().try_days(seconds.div_euclid(86_400)).ok()?;
    let time = jiff::Span::new().seconds(seconds.rem_euclid(86_400));
    origin().checked_add(day).ok()?.checked_add(time).ok()
}

fn ticks((from, to): (f64, f64)) -> Vec<Tick> {
    let width = to - from;
    let (Some(first), Some(last)) = (moment(from), moment(to)) else { return Vec::new() };
    let mut out = Vec::new();
    let mut push = |t: DateTime, words: String| {
        if t >= first && t <= last {
            out.push(Tick { at: days(t), words });
        }
    };
    if width >= 900.0 {
        let step = picture::step(width / 365.25, 6.0).max(1.0) as i32;
        let start = i32::from(first.year()).div_euclid(step) * step;
        for y in (0..20).map(|i| start + i * step) {
            let Ok(year) = i16::try_from(y) else { break };
            if let Ok(day) = jiff::civil::Date::new(year, 1, 1) {
                push(day.at(0, 0, 0, 0), if y > 0 { y.to_string() } else { format!("{} BC", 1 - y) });
            }
        }
    } else if width >= 50.0 {
        let step = [1, 2, 3, 6].into_iter().find(|m| width / 30.4 / f64::from(*m) <= 7.0).unwrap_or(6);
        let start = i32::from(first.year()) * 12;
        for m in (0..60 / step).map(|i| start + i * step) {
            let (Ok(year), Ok(month)) = (i16::try_from(m.div_euclid(12)), i8::try_from(m.rem_euclid(12) + 1))
            else {
                break;
            };
            if let Ok(day) = jiff::civil::Date::new(year, month, 1) {
                push(day.at(0, 0, 0, 0), day.strftime("%b %Y").to_string());
            }
        }
    } else {
        const STEPS: [f64; 12] = [
            60.0, 300.0, 900.0, 1800.0, 3600.0, 10_800.0, 21_600.0, 43_200.0, 86_400.0, 172_800.0, 432_000.0,
            864_000.0,
        ];
        let step = STEPS.into_iter().find(|s| width * 86_400.0 / s <= 7.0).unwrap_or(864_000.0) / 86_400.0;
        let start = (from / step).floor();
        for t in (0..12).filter_map(|i| moment((start + f64::from(i)) * step)) {
            let shape = if step < 1.0 { "%H:%M" } else { "%-d %b" };
            let shape = if t == first.date().at(0, 0, 0, 0) || t.time() == jiff::civil::Time::midnight() {
                "%-d %b"
            } else {
                shape
            };
            push(t, t.strftime(shape).to_string());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(a: (i16, i8, i8), b: (i16, i8, i8)) -> String {
        let at = |(y, m, d)| days(date(y, m, d).at(0, 0, 0, 0));
        ticks((at(a), at(b))).into_iter().map(|t| t.words).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn marks_suit_the_stretch() {
        assert_eq!(shown((1990, 5, 1), (2021, 1, 1)), "2000, 2010, 2020");
        assert_eq!(shown((-60, 1, 1), (-20, 1, 1)), "61 BC, 51 BC, 41 BC, 31 BC, 21 BC");
        assert_eq!(
            shown((2016, 11, 20), (2017, 6, 1)),
            "Dec 2016, Jan 2017, Feb 2017, Mar 2017, Apr 2017, May 2017, Jun 2017"
        );
        assert_eq!(shown((2017, 11, 10), (2017, 11, 15)), "10 Nov, 11 Nov, 12 Nov, 13 Nov, 14 Nov, 15 Nov");
    }

    #[test]
    fn a_day_against_a_year_before_it_has_an_arrow_where_there_is_no_end() {
        let day = |y, m, d| date(y, m, d).at(0, 0, 0, 0);
        let mut out = String::new();
        draw(
            &mut out,
            Look::Conflicting,
            "before 2016",
            &Interval::less_than(day(2016, 1, 1)),
            &Interval::half_open(day(2017, 6, 19), day(2017, 6, 20)),
        );
        assert!(out.contains("Draft: before 2016"), "{out}");
        assert!(out.contains("Reference: 2017-06-19"));
    }

    #[test]
    fn the_ends_of_the_calendar_are_drawn() {
        let i = Interval::closed(DateTime::MIN, DateTime::MAX);
        let mut out = String::new();
        draw(&mut out, Look::Consistent, "ever", &i, &i);
        assert!(out.contains("<svg"));
    }
}
