//! TIMEX3 calendar values as text: what a [`Stamp`] prints, and back.

use std::fmt;
use std::str::FromStr;

use super::stamp::{Era, NamedYear, OfDay, PARTS, SEASONS, Stamp, Within};

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |f: &mut fmt::Formatter<'_>, x: u8| {
            if x == 0 { f.write_str("XX") } else { write!(f, "{x:02}") }
        };
        if !self.dayless {
            if self.bc {
                f.write_str("BC")?;
            }
            match self.era {
                Era::Unknown => f.write_str("XXXX")?,
                Era::Century(c) => write!(f, "{c:02}")?,
                Era::Decade(d) => write!(f, "{d:03}")?,
                Era::Year(y) => write!(f, "{y:04}")?,
                Era::Named(NamedYear::Fiscal, y) => write!(f, "FY{y:04}")?,
                Era::Named(NamedYear::School, y) => write!(f, "SY{y:04}")?,
            }
            match self.within {
                Within::Whole => {}
                Within::Half(h) => write!(f, "-H{h}")?,
                Within::Quarter(0) => f.write_str("-QX")?,
                Within::Quarter(q) => write!(f, "-Q{q}")?,
                Within::Season(s) => write!(f, "-{}", s.code())?,
                Within::Month(m) => {
                    f.write_str("-")?;
                    two(f, m)?;
                }
                Within::Day(m, d) => {
                    f.write_str("-")?;
                    two(f, m)?;
                    f.write_str("-")?;
                    two(f, d)?;
                }
                Within::Week(w) | Within::Weekday(w, _) | Within::Weekend(w) => {
                    f.write_str("-W")?;
                    two(f, w)?;
                    match self.within {
                        Within::Weekday(_, d) => write!(f, "-{d}")?,
                        Within::Weekend(_) => f.write_str("-WE")?,
                        _ => {}
                    }
                }
            }
        }
        match self.of_day {
            OfDay::Whole => Ok(()),
            OfDay::Part(p) => write!(f, "T{}", p.code()),
            OfDay::Clock { hour, minute, second } => {
                write!(f, "T{hour:02}")?;
                if let Some(m) = minute {
                    write!(f, ":{m:02}")?;
                    if let Some(s) = second {
                        write!(f, ":{s:02}")?;
                    }
                }
                Ok(())
            }
        }
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
