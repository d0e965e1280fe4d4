//! When a holiday falls: the notation of `on` in `rules/en/holidays*.toml`.

use std::collections::BTreeMap;

use super::schema::time::Holiday as HolidayRule;
use crate::value::Date;
use crate::value::calendar::{
    add_days, easter, nth_weekday, orthodox_easter, weekday, weekday_on_or_after, weekday_on_or_before,
};

/// A holiday, ready to be dated.
#[derive(Clone, Debug)]
pub struct Holiday {
    on: Option<Rule>,
    countries: BTreeMap<String, Rule>,
    dates: Vec<Date>,
    /// How many days it lasts.
    pub days: u8,
    /// Whether it begins on the evening of its day and its daylight is the next.
    pub eve: bool,
}

/// How its day is found in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// "12-25"
    Fixed {
        /// 1 to 12
        month: i8,
        /// 1 to 31
        day: i8,
    },
    /// "4th thu of 11", "last mon of 5"
    Nth {
        /// From 1; from the end when negative.
        n: i8,
        /// From 1, Monday.
        weekday: u8,
        /// 1 to 12
        month: i8,
    },
    /// "mon on-or-before 05-24", "1st tue after 11-02"
    Near {
        /// From 1, Monday.
        weekday: u8,
        /// 1 to 12
        month: i8,
        /// 1 to 31
        day: i8,
        /// Before the day, or after it.
        before: bool,
        /// Whether the day itself counts.
        or_on: bool,
    },
    /// "easter -2"
    Easter {
        /// Days from it.
        offset: i16,
        /// Of the eastern churches.
        orthodox: bool,
    },
    /// "weekday-near 10-16": moved off a weekend, Saturday back, Sunday on; "not-sun 04-27": off Sunday, back
    Moved {
        /// 1 to 12
        month: i8,
        /// 1 to 31
        day: i8,
        /// Only a Sunday moves, and it moves back.
        sunday_back: bool,
    },
    /// "thanksgiving 1": so many days from another one
    Other {
        /// Its index.
        index: u16,
        /// Days from it.
        offset: i16,
    },
}

impl Holiday {
    pub(super) fn compile(
        rule: &HolidayRule,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Result<Self, (&'static str, String)> {
        let read = |key, s: &String| {
            read_rule(s, &find).ok_or_else(|| {
                let how = "write \"12-25\", \"4th thu of 11\", \"easter -2\" ...";
                (key, format!("`{s}` is no day of the year: {how}"))
            })
        };
        let on = rule.on.as_ref().map(|s| read("on", s)).transpose()?;
        let mut countries = BTreeMap::new();
        for (country, s) in &rule.countries {
            countries.insert(country.clone(), read("in", s)?);
        }
        let mut dates = Vec::with_capacity(rule.dates.len());
        for d in rule.dates.iter().flat_map(|line| line.split_whitespace()) {
            dates.push(
                d.parse::<Date>().map_err(|_| ("dates", format!("`{d}` is no date: write 2024-03-10")))?,
            );
        }
        dates.sort_unstable();
        if on.is_none() && countries.is_empty() && dates.is_empty() {
            return Err(("on", "neither `on` nor `in` nor `dates` says when it is".to_owned()));
        }
        Ok(Self { on, countries, dates, days: rule.days.unwrap_or(1).max(1), eve: rule.eve })
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.on.iter().chain(self.countries.values())
    }

    /// Its first day in the civil year `y`, in `country`; `None` for a year that no table knows.
    #[must_use]
    pub fn date(&self, y: i16, country: &str, all: &[Self]) -> Option<Date> {
        if let Some(rule) = self.countries.get(country) {
            return rule.date(y, country, all);
        }
        let at = self.dates.partition_point(|d| d.year() < y);
        match self.dates.get(at) {
            Some(d) if d.year() == y => Some(*d),
            _ => self.on.as_ref()?.date(y, country, all),
        }
    }
}

impl Rule {
    fn date(&self, y: i16, country: &str, all: &[Holiday]) -> Option<Date> {
        match *self {
            Self::Fixed { month, day } => Date::new(y, month, day).ok(),
            Self::Nth { n, weekday, month } => nth_weekday(y, month, weekday, n),
            Self::Near { weekday, month, day, before, or_on } => {
                let d = Date::new(y, month, day).ok()?;
                let step = i32::from(!or_on);
                if before {
                    weekday_on_or_before(add_days(d, -step)?, weekday)
                } else {
                    weekday_on_or_after(add_days(d, step)?, weekday)
                }
            }
            Self::Moved { month, day, sunday_back } => {
                let d = Date::new(y, month, day).ok()?;
                let step = match (weekday(d), sunday_back) {
                    (6, false) | (7, true) => -1,
                    (7, false) => 1,
                    _ => 0,
                };
                add_days(d, step)
            }
            Self::Easter { offset, orthodox } => {
                add_days(if orthodox { orthodox_easter(y) } else { easter(y) }?, i32::from(offset))
            }
            Self::Other { index, offset } => {
                add_days(all.get(index as usize)?.date(y, country, all)?, i32::from(offset))
            }
        }
    }
}

fn read_rule(s: &str, find: impl Fn(&str) -> Option<usize>) -> Option<Rule> {
    let words: Vec<&str> = s.split_whitespace().collect();
    match words.as_slice() {
        [day] => {
            let (month, day) = month_day(day)?;
            Some(Rule::Fixed { month, day })
        }
        [n, weekday, "of", month] => {
            let n = match *n {
                "last" => -1,
                _ => n.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?,
            };
            let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
            (n != 0 && (-5..=5).contains(&n)).then_some(())?;
            Some(Rule::Nth { n, weekday: weekday_name(weekday)?, month })
        }
        ["1st", weekday, "after", day] => near(weekday, day, false, false),
        [weekday, "on-or-after", day] => near(weekday, day, false, true),
        [weekday, "on-or-before", day] => near(weekday, day, true, true),
        [weekday, "before", day] => near(weekday, day, true, false),
        ["weekday-near", day] => {
            let (month, day) = month_day(day)?;
            Some(Rule::Moved { month, day, sunday_back: false })
        }
        ["not-sun", day] => {
            let (month, day) = month_day(day)?;
            Some(Rule::Moved { month, day, sunday_back: true })
        }
        ["easter", offset] => Some(Rule::Easter { offset: offset.parse().ok()?, orthodox: false }),
        ["orthodox-easter", offset] => Some(Rule::Easter { offset: offset.parse().ok()?, orthodox: true }),
        [other, offset] => {
            let index = u16::try_from(find(other)?).ok()?;
            Some(Rule::Other { index, offset: offset.parse().ok()? })
        }
        _ => None,
    }
}

fn near(weekday: &str, day: &str, before: bool, or_on: bool) -> Option<Rule> {
    let (month, day) = month_day(day)?;
    Some(Rule::Near { weekday: weekday_name(weekday)?, month, day, before, or_on })
}

fn month_day(s: &str) -> Option<(i8, i8)> {
    let (m, d) = s.split_once('-')?;
    let (m, d) = (m.parse().ok()?, d.parse().ok()?);
    // A leap year holds every day that any year has.
    Date::new(2000, m, d).ok()?;
    Some((m, d))
}

fn weekday_name(s: &str) -> Option<u8> {
    let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|d| *d == s)?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(on: &str, y: i16) -> String {
        let rule = read_rule(on, |_| None).unwrap();
        rule.date(y, "US", &[]).unwrap().to_string()
    }

    #[test]
    fn every_notation_has_its_day() {
        assert_eq!(day("12-25", 2014), "2014-12-25");
        assert_eq!(day("4th thu of 11", 2013), "2013-11-28");
        assert_eq!(day("last mon of 5", 2013), "2013-05-27");
        assert_eq!(day("mon on-or-before 05-24", 2018), "2018-05-21");
        assert_eq!(day("1st tue after 11-01", 2016), "2016-11-08");
        assert_eq!(day("easter -2", 2024), "2024-03-29");
        assert_eq!(day("orthodox-easter -2", 2020), "2020-04-17");
        assert_eq!(day("weekday-near 10-16", 2016), "2016-10-17");
        assert_eq!(day("not-sun 04-27", 2014), "2014-04-26");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for bad in ["", "13-01", "02-30", "6th mon of 5", "easter", "4th xyz of 5", "nobody 3"] {
            assert_eq!(read_rule(bad, |_| None), None, "{bad}");
        }
    }
}
