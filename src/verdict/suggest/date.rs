//! Dates in the author's own style: "13 November 2018" becomes "13 November 2017", "11/13/2018" becomes "11/13/2017".

use std::ops::Range;

use crate::value::timex::Date;
use crate::value::{Bound, DateTime, Interval, Timex};

/// The reference written as the claim was: same precision, same order, names long or short as they were.
///
/// `None` where the reference is less precise than the claim, the claim is relative, or it holds more than a date.
///
/// ```
/// use factlint::value::{Interval, Timex, timex::TimexType};
/// use factlint::verdict::suggest::date;
/// let claim = Timex {
///     kind: TimexType::Date, value: "2018-11-13".into(), modifier: None, relation: None, interval: None,
///     readings: Vec::new(), anchor: None, length: None, count: None, ends: None,
/// };
/// let day = |y, m, d| jiff::civil::date(y, m, d).at(0, 0, 0, 0);
/// let fact = Interval::half_open(day(2017, 11, 14), day(2017, 11, 15));
/// assert_eq!(date(&fact, &claim, "Nov. 13, 2018").as_deref(), Some("Nov. 14, 2017"));
/// ```
#[must_use]
pub fn date(value: &Interval<DateTime>, claim: &Timex, written: &str) -> Option<String> {
    let (Bound::Closed(a) | Bound::Open(a), Bound::Closed(b) | Bound::Open(b)) = (value.low, value.high)
    else {
        return None;
    };
    let (first, last) = (a.date(), b.checked_sub(jiff::Span::new().seconds(1)).ok()?.date());
    let said: Vec<i16> = claim.value.split('-').map(|n| n.parse().ok()).collect::<Option<_>>()?;
    let known = match said.len() {
        1 => first.year() == last.year() && claim.value.len() == 4,
        2 => (first.year(), first.month()) == (last.year(), last.month()),
        3 => first == last,
        _ => false,
    };
    if !known {
        return None;
    }
    let mut out = String::with_capacity(written.len() + 8);
    let mut done = 0;
    for (at, new) in slots(written, &said, first)? {
        out.push_str(&written[done..at.start]);
        out.push_str(&new);
        done = at.end;
    }
    out.push_str(&written[done..]);
    Some(out)
}

/// What stands in the place of each part of the date, in order.
fn slots(written: &str, said: &[i16], new: Date) -> Option<Vec<(Range<usize>, String)>> {
    let old = Date::new(
        *said.first()?,
        said.get(1).map_or(Some(1), |&m| i8::try_from(m).ok())?,
        said.get(2).map_or(Some(1), |&d| i8::try_from(d).ok())?,
    )
    .ok()?;
    let mut out = Vec::new();
    let (mut years, mut months, mut days) = (0, 0, 0);
    let mut bare: Vec<(Range<usize>, &str)> = Vec::new();
    let parts = parts(written);
    let named = parts.iter().any(|p| month(&written[p.clone()], old).is_some());
    for (i, part) in parts.iter().enumerate() {
        let word = &written[part.clone()];
        if word.as_bytes()[0].is_ascii_digit() {
            if word.len() == 4 && word.parse() == Ok(old.year()) {
                years += 1;
                out.push((part.clone(), new.year().to_string()));
            } else if named && word.parse() == Ok(old.day()) && said.len() == 3 {
                days += 1;
                let day = new.day().to_string();
                out.push((part.clone(), if word.starts_with('0') { format!("{day:0>2}") } else { day }));
            } else {
                bare.push((part.clone(), word));
            }
            continue;
        }
        let ends_number = i > 0 && parts[i - 1].end == part.start;
        if ends_number && is_ordinal(word) {
            out.push((part.clone(), ordinal(word, &new.day().to_string()).to_owned()));
        } else if let Some(name) = month(word, old) {
            months += 1;
            let name = in_case(&name(new), word);
            // "Nov. 13" in May is "May 13".
            let stop = written[part.end..].starts_with('.') && name.len() == 3 && full(new).len() == 3;
            out.push((part.start..part.end + usize::from(stop), name));
        } else if !(is_between(word) || said.len() == 3 && is_weekday(word, new)) {
            return None;
        }
    }
    if !bare.is_empty() {
        let [(first, a), (second, b)] = &bare[..] else { return None };
        let (day, month) = (i16::from(old.day()), i16::from(old.month()));
        let year_first = out.first().is_some_and(|(at, _)| at.start < first.start);
        let day_first = a.parse() == Ok(day) && b.parse() == Ok(month) && !year_first;
        let month_first = a.parse() == Ok(month) && b.parse() == Ok(day);
        // 5/5/2018 says nothing of the order.
        let open = day_first && month_first && new.day() != new.month();
        if named || said.len() != 3 || open || !(day_first || month_first) {
            return None;
        }
        let (x, y) = if month_first { (new.month(), new.day()) } else { (new.day(), new.month()) };
        let short = a.len() == 1 || b.len() == 1;
        let digits = |n: i8| if short { n.to_string() } else { format!("{n:02}") };
        out.extend([(first.clone(), digits(x)), (second.clone(), digits(y))]);
        out.sort_by_key(|(at, _)| at.start);
        (months, days) = (1, 1);
    }
    let whole =
        (months == 1) == (said.len() > 1) && (days == 1) == (said.len() > 2) && days < 2 && months < 2;
    // A year that is not written is the reader's to supply: it must be the same one.
    let year = years == 1 || (years == 0 && said.len() > 1 && new.year() == old.year());
    (whole && year).then_some(out)
}

/// Runs of digits and of letters.
fn parts(written: &str) -> Vec<Range<usize>> {
    let class = |c: char| if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut before = 0;
    for (at, c) in written.char_indices() {
        let now = class(c);
        match out.last_mut() {
            Some(last) if now == before && now > 0 => last.end = at + c.len_utf8(),
            _ if now > 0 => out.push(at..at + c.len_utf8()),
            _ => {}
        }
        before = now;
    }
    out
}

fn full(day: Date) -> String {
    day.strftime("%B").to_string()
}

fn short(day: Date) -> String {
    day.strftime("%b").to_string()
}

/// How `word` names the month of `day`: in full, or short.
fn month(word: &str, day: Date) -> Option<fn(Date) -> String> {
    let same = |name: &str| word.eq_ignore_ascii_case(name);
    match () {
        () if same(&full(day)) => Some(full),
        () if same(&short(day)) || (day.month() == 9 && same("sept")) => Some(short),
        () => None,
    }
}

/// Words that stand between the parts of a date.
fn is_between(word: &str) -> bool {
    word.eq_ignore_ascii_case("of") || word.eq_ignore_ascii_case("the")
}

fn is_weekday(word: &str, day: Date) -> bool {
    [day.strftime("%A"), day.strftime("%a")].iter().any(|name| word.eq_ignore_ascii_case(&name.to_string()))
}

fn in_case(name: &str, like: &str) -> String {
    match like {
        _ if like.chars().all(char::is_uppercase) => name.to_uppercase(),
        _ if like.chars().all(char::is_lowercase) => name.to_lowercase(),
        _ => name.to_owned(),
    }
}

fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].contains(&word)
}

/// `tail` with the ending of an ordinal that fits `digits`, where it is one: "nd" behind "23" is "rd".
pub(super) fn ordinal<'t>(tail: &'t str, digits: &str) -> &'t str {
    if !is_ordinal(tail) {
        return tail;
    }
    match digits {
        d if d.ends_with("11") || d.ends_with("12") || d.ends_with("13") => "th",
        d if d.ends_with('1') => "st",
        d if d.ends_with('2') => "nd",
        d if d.ends_with('3') => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::timex::TimexType;

    fn fixed(written: &str, said: &str, from: &str, to: &str) -> Option<String> {
        let day = |s: &str| s.parse::<Date>().unwrap().at(0, 0, 0, 0);
        let claim = Timex {
            kind: TimexType::Date,
            value: said.to_owned(),
            modifier: None,
            relation: None,
            interval: None,
            readings: Vec::new(),
            anchor: None,
            length: None,
            count: None,
            ends: None,
        };
        date(&Interval::half_open(day(from), day(to)), &claim, written)
    }

    #[test]
    fn order_names_and_precision_stay() {
        for (written, said, new) in [
            ("2018", "2018", Some("2017")),
            ("13 November 2018", "2018-11-13", Some("4 May 2017")),
            ("November 13, 2018", "2018-11-13", Some("May 4, 2017")),
            ("Nov. 13, 2018", "2018-11-13", Some("May 4, 2017")),
            ("Sept. 2018", "2018-09", Some("May 2017")),
            ("NOVEMBER 2018", "2018-11", Some("MAY 2017")),
            ("the 22nd of June 2018", "2018-06-22", Some("the 4th of May 2017")),
            ("2018-11-13", "2018-11-13", Some("2017-05-04")),
            ("13/11/2018", "2018-11-13", Some("04/05/2017")),
            ("3/11/2018", "2018-11-03", Some("4/5/2017")),
            ("3/11/2018", "2018-03-11", Some("5/4/2017")),
            ("13.11.2018", "2018-11-13", Some("04.05.2017")),
            ("Thursday, 3 May 2018", "2018-05-03", Some("Thursday, 4 May 2017")),
            ("Friday, 4 May 2018", "2018-05-04", None),
            ("5/5/2018", "2018-05-05", None),
            ("13 November", "2017-11-13", Some("4 May")),
            ("13 November", "2018-11-13", None),
            ("mid-2018", "2018", None),
            ("last year", "2018", None),
            ("the 1990s", "199", None),
            ("2018 and 2018", "2018", None),
            ("13/11/18", "2018-11-13", None),
        ] {
            assert_eq!(fixed(written, said, "2017-05-04", "2017-05-05").as_deref(), new, "{written}");
        }
    }

    #[test]
    fn a_coarser_reference_corrects_no_finer_claim() {
        assert_eq!(fixed("13 May 2018", "2018-05-13", "2017-01-01", "2018-01-01"), None);
        assert_eq!(fixed("May 2018", "2018-05", "2017-01-01", "2018-01-01"), None);
        assert_eq!(fixed("2018", "2018", "2017-01-01", "2018-01-01").as_deref(), Some("2017"));
    }
}
