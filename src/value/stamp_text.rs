//! TIMEX3 calendar values as text: what a [`Stamp`] prints, and back.

use std::fmt;
use std::str::FromStr;

use super::stamp::{Era, NamedYear, OfDay, PARTS, SEASONS, Stamp, Within};

/// A value as it is put together. Writing through a formatter, digit by digit, takes longer than all else
/// that makes a value.
struct Text {
    bytes: [u8; Self::ROOM],
    len: usize,
}

impl Text {
    /// More than the longest value takes: `BC-32768-W255-255T255:255:255`.
    const ROOM: usize = 40;

    fn put(&mut self, s: &str) {
        s.bytes().for_each(|b| self.push(b));
    }

    fn push(&mut self, b: u8) {
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = b;
            self.len += 1;
        }
    }

    /// `x` with at least `width` signs, as `{x:0width}` writes it.
    fn number(&mut self, x: i16, width: usize) {
        let mut width = width;
        if x < 0 {
            self.push(b'-');
            width -= 1;
        }
        let x = x.unsigned_abs();
        for (place, unit) in [(5, 10_000), (4, 1000), (3, 100), (2, 10), (1, 1)] {
            if place <= width || x >= unit {
                self.push(b'0' + u8::try_from(x / unit % 10).unwrap_or(0));
            }
        }
    }

    /// Two digits; what is unknown is `XX`.
    fn two(&mut self, x: u8) {
        if x == 0 { self.put("XX") } else { self.number(x.into(), 2) }
    }

    fn day(&mut self, stamp: &Stamp) {
        if stamp.bc {
            self.put("BC");
        }
        match stamp.era {
            Era::Unknown => self.put("XXXX"),
            Era::Century(c) => self.number(c, 2),
            Era::Decade(d) => self.number(d, 3),
            Era::Year(y) => self.number(y, 4),
            Era::Named(named, y) => {
                self.put(match named {
                    NamedYear::Fiscal => "FY",
                    NamedYear::School => "SY",
                });
                self.number(y, 4);
            }
        }
        let (lead, first) = match stamp.within {
            Within::Whole => return,
            Within::Half(h) => ("-H", h),
            Within::Quarter(0) => return self.put("-QX"),
            Within::Quarter(q) => ("-Q", q),
            Within::Season(s) => {
                self.put("-");
                return self.put(s.code());
            }
            Within::Month(m) | Within::Day(m, _) => ("-", m),
            Within::Week(w) | Within::Weekday(w, _) | Within::Weekend(w) => ("-W", w),
        };
        self.put(lead);
        match stamp.within {
            Within::Half(n) | Within::Quarter(n) => self.number(n.into(), 1),
            _ => self.two(first),
        }
        match stamp.within {
            Within::Day(_, d) => {
                self.put("-");
                self.two(d);
            }
            Within::Weekday(_, d) => {
                self.put("-");
                self.number(d.into(), 1);
            }
            Within::Weekend(_) => self.put("-WE"),
            _ => {}
        }
    }

    fn of_day(&mut self, of_day: OfDay) {
        match of_day {
            OfDay::Whole => {}
            OfDay::Part(p) => {
                self.put("T");
                self.put(p.code());
            }
            OfDay::Clock { hour, minute, second } => {
                self.put("T");
                self.number(hour.into(), 2);
                let further = minute.into_iter().chain(second.filter(|_| minute.is_some()));
                for x in further {
                    self.put(":");
                    self.number(x.into(), 2);
                }
            }
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text { bytes: [0; Text::ROOM], len: 0 };
        if !self.dayless {
            text.day(self);
        }
        text.of_day(self.of_day);
        f.write_str(std::str::from_utf8(&text.bytes[..text.len]).unwrap_or_default())
    }
}

impl FromStr for Stamp {
    type Err = String;

    /// Reads what `Display` prints.
    ///
    /// # Errors
    ///
    /// Names the text when it is no calendar value of TIMEX3.
    fn from_str(s: &str) -> Result<Self, String> {
        read(s)
            .ok_or_else(|| format!("`{s}` is no TIMEX3 calendar value: write 2017, 2017-11-13, 2017-W46 ..."))
    }
}

fn read(s: &str) -> Option<Stamp> {
    // A "T" opens the time of day; no part before it holds that letter.
    let (day, time) = match s.find('T') {
        Some(i) => (&s[..i], Some(&s[i + 1..])),
        None => (s, None),
    };
    let mut stamp = Stamp { dayless: day.is_empty(), ..Stamp::default() };
    if let Some(t) = time {
        stamp.of_day = read_time(t)?;
    } else if day.is_empty() {
        return None;
    }
    if stamp.dayless {
        return Some(stamp);
    }
    let body = day.strip_prefix("BC").unwrap_or(day);
    stamp.bc = body.len() != day.len();
    let (year, rest) = body.split_once('-').map_or((body, None), |(a, b)| (a, Some(b)));
    stamp.era = match (year, year.len()) {
        ("XXXX", _) => Era::Unknown,
        (_, 6) if year.starts_with("FY") => Era::Named(NamedYear::Fiscal, digits(&year[2..])?),
        (_, 6) if year.starts_with("SY") => Era::Named(NamedYear::School, digits(&year[2..])?),
        (_, 2) => Era::Century(digits(year)?),
        (_, 3) => Era::Decade(digits(year)?),
        (_, 4) => Era::Year(digits(year)?),
        _ => return None,
    };
    if let Some(rest) = rest {
        stamp.within = read_within(rest)?;
    }
    Some(stamp)
}

fn read_within(s: &str) -> Option<Within> {
    if let Some((season, _)) = SEASONS.iter().find(|(_, c)| *c == s) {
        return Some(Within::Season(*season));
    }
    let (head, tail) = s.split_once('-').map_or((s, None), |(a, b)| (a, Some(b)));
    if let Some(h) = head.strip_prefix('H') {
        return (tail.is_none() && matches!(h, "1" | "2")).then(|| Within::Half(h.as_bytes()[0] - b'0'));
    }
    if let Some(q) = head.strip_prefix('Q') {
        return match (q, tail) {
            ("X", None) => Some(Within::Quarter(0)),
            ("1" | "2" | "3" | "4", None) => Some(Within::Quarter(q.as_bytes()[0] - b'0')),
            _ => None,
        };
    }
    if let Some(w) = head.strip_prefix('W') {
        let w = pair(w, 53)?;
        return match tail {
            None => Some(Within::Week(w)),
            Some("WE") => Some(Within::Weekend(w)),
            Some(d) if d.len() == 1 => {
                Some(Within::Weekday(w, digits::<u8>(d).filter(|d| (1..=7).contains(d))?))
            }
            Some(_) => None,
        };
    }
    let m = pair(head, 12)?;
    Some(match tail {
        None => Within::Month(m),
        Some(d) => Within::Day(m, pair(d, 31)?),
    })
}

fn read_time(s: &str) -> Option<OfDay> {
    if let Some((p, _)) = PARTS.iter().find(|(_, c)| *c == s) {
        return Some(OfDay::Part(*p));
    }
    let mut fields = s.split(':');
    let mut next = |max: u8| -> Option<Option<u8>> {
        match fields.next() {
            None => Some(None),
            Some(t) if t.len() == 2 => Some(Some(digits::<u8>(t).filter(|x| *x <= max)?)),
            Some(_) => None,
        }
    };
    let (hour, minute, second) = (next(24)??, next(59)?, next(59)?);
    fields.next().is_none().then_some(OfDay::Clock { hour, minute, second })
}

/// Two digits from 1 to `max`, or "XX" as 0.
fn pair(s: &str, max: u8) -> Option<u8> {
    match s {
        "XX" => Some(0),
        _ if s.len() == 2 => digits::<u8>(s).filter(|x| (1..=max).contains(x)),
        _ => None,
    }
}

fn digits<T: FromStr>(s: &str) -> Option<T> {
    s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn covers(value: &str) -> (String, String) {
        let (a, b) = value.parse::<Stamp>().unwrap().interval().unwrap();
        (a.to_string(), b.to_string())
    }

    #[test]
    fn every_grain_has_its_interval() {
        let day = |a: &str, b: &str| (format!("{a}T00:00:00"), format!("{b}T00:00:00"));
        assert_eq!(covers("2017"), day("2017-01-01", "2018-01-01"));
        assert_eq!(covers("199"), day("1990-01-01", "2000-01-01"));
        assert_eq!(covers("19"), day("1900-01-01", "2000-01-01"));
        assert_eq!(covers("2023-W28"), day("2023-07-10", "2023-07-17"));
        assert_eq!(covers("2021-W53-WE"), day("2022-01-08", "2022-01-10"));
        assert_eq!(covers("BC0490"), day("-000489-01-01", "-000488-01-01"));
        assert_eq!(covers("BC03"), day("-000398-01-01", "-000298-01-01"));
        assert_eq!(covers("1998-02-12T22:00"), ("1998-02-12T22:00:00".into(), "1998-02-12T22:01:00".into()));
        assert_eq!(covers("1998-02-12TNI"), ("1998-02-12T18:00:00".into(), "1998-02-13T00:00:00".into()));
    }

    #[test]
    fn what_is_unknown_has_no_interval() {
        for value in ["XXXX", "XXXX-11-13", "1989-WXX", "1989-XX", "T16:30", "FY2018"] {
            assert_eq!(value.parse::<Stamp>().unwrap().interval(), None, "{value}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for value in
            ["", "T", "2017-13", "2017-11-32", "17-W5", "2017-Q5", "2017-W10-8", "T25:00", "T1", "+017"]
        {
            assert!(value.parse::<Stamp>().is_err(), "{value}");
        }
    }

    fn stamps() -> impl Strategy<Value = Stamp> {
        let era = prop_oneof![
            Just(Era::Unknown),
            (0i16..100).prop_map(Era::Century),
            (0i16..1000).prop_map(Era::Decade),
            (0i16..10_000).prop_map(Era::Year),
            (1000i16..3000).prop_map(|y| Era::Named(NamedYear::Fiscal, y)),
        ];
        let within = prop_oneof![
            Just(Within::Whole),
            (1u8..3).prop_map(Within::Half),
            (0u8..5).prop_map(Within::Quarter),
            (0usize..4).prop_map(|i| Within::Season(SEASONS[i].0)),
            (0u8..13).prop_map(Within::Month),
            (0u8..13, 0u8..32).prop_map(|(m, d)| Within::Day(m, d)),
            (0u8..54).prop_map(Within::Week),
            (0u8..54, 1u8..8).prop_map(|(w, d)| Within::Weekday(w, d)),
            (0u8..54).prop_map(Within::Weekend),
        ];
        let of_day = prop_oneof![
            Just(OfDay::Whole),
            (0usize..10).prop_map(|i| OfDay::Part(PARTS[i].0)),
            (0u8..25, 0u8..60, 0u8..60, 0u8..3).prop_map(|(hour, m, s, n)| OfDay::Clock {
                hour,
                minute: (n > 0).then_some(m),
                second: (n > 1).then_some(s),
            }),
        ];
        (any::<bool>(), era, within, of_day).prop_map(|(bc, era, within, of_day)| Stamp {
            bc,
            era,
            within,
            of_day,
            dayless: false,
        })
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(s in stamps()) {
            prop_assert_eq!(s.to_string().parse::<Stamp>().unwrap(), s);
        }

        #[test]
        fn any_text_is_read_without_panic(s in ".{0,20}") {
            let _ = s.parse::<Stamp>();
        }

        #[test]
        fn an_interval_is_never_empty(s in stamps()) {
            if let Some((a, b)) = s.interval() {
                prop_assert!(a < b);
            }
        }
    }
}
