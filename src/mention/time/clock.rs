//! Times of day: "4:30 p.m.", "15h00", "half past three", "ten to nine", "noon", "7 pm EST".

use super::cursor::Cursor;
use super::expression::Clock;
use crate::mention::number::Form;
use crate::rules::schema::Role;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;

/// A clock time at `i` that says so itself, and the place after it.
pub(super) fn clock(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    c.memo.once(&c.memo.clocks, i, || zoned(c, i))
}

fn zoned(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let (mut t, mut next) = counted_from(c, i)
        .or_else(|| with_colon(c, i))
        .or_else(|| with_letter(c, i))
        .or_else(|| with_word(c, i))
        .or_else(|| instant(c, i))?;
    // "2020-06-30T17:00:00+02:00"
    let stamped = t.second.is_some() && i > 0 && !c.spaced(i) && matches!(c.text(i - 1), "T" | "t");
    let mail = t.second.is_some() && c.digits(next + 1).is_some_and(|d| d.1 == 4);
    if let Some((zone, after)) =
        zone(c, next).or_else(|| if stamped || mail { offset(c, next) } else { None })
    {
        t.zone = Some(zone);
        next = after;
    }
    // "8pm sharp"
    if c.has(next, WordSet::Sharp) && may_end(c, next + 1) {
        next += 1;
    }
    Some((t, next))
}

/// A bare hour, or hour and minutes: "at 7", "at 3 15", "at seven thirty", "at 730". Only right after
/// something that wants a time of day.
pub(super) fn bare(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let n = c.number(i)?;
    if n.form != Form::Cardinal {
        return None;
    }
    if let Some((d, 3..=4)) = c.digits(i) {
        return whole_digits(d, false).map(|t| (t, i + 1)).filter(|(_, k)| may_end(c, *k));
    }
    let hour: u8 = n.whole()?;
    if hour > 23 {
        return None;
    }
    let (minute, next) = minutes_after(c, n.next);
    let t = Clock { hour, minute, second: None, sure: hour > 12 || hour == 0, zone: None };
    may_end(c, next).then_some((t, next))
}

/// Whether a bare hour may end before `i`: no unit, no noun, no sign that makes it a count.
fn may_end(c: &Cursor<'_>, i: usize) -> bool {
    let Some(t) = c.get(i) else { return true };
    if t.starts_sentence() {
        return true;
    }
    match t.kind {
        TokenKind::Digits => false,
        TokenKind::Sign => {
            let goes_on = c.digits(i + 1).is_some() && !c.spaced(i + 1);
            match c.text(i) {
                "%" | "/" | "$" | "\u{b0}" => false,
                "." | "," | ":" => !goes_on,
                _ => true,
            }
        }
        TokenKind::Word => c.means(i, GOES_ON),
    }
}

/// What may follow a time of day.
const GOES_ON: Kinds = Kinds::all(&[
    Kinds::glue(Glue::In),
    Kinds::glue(Glue::On),
    Kinds::glue(Glue::At),
    Kinds::glue(Glue::For),
    Kinds::glue(Glue::And),
    Kinds::glue(Glue::Or),
    Kinds::glue(Glue::To),
    Kinds::glue(Glue::From),
    Kinds::glue(Glue::Of),
    Kinds::PREPOSITION,
    Kinds::DAY,
    Kinds::DAY_PART,
    Kinds::WEEKDAY,
    Kinds::RELATIVE,
    Kinds::PART,
    Kinds::ZONE,
    Kinds::MONTH,
    Kinds::EVERY,
]);

fn minutes_after(c: &Cursor<'_>, i: usize) -> (Option<u8>, usize) {
    // "five oh five", "seven-thirty"
    let j = c.past_hyphen(i);
    if c.has(j, WordSet::Nought)
        && let Some(m) = c.number(c.past_hyphen(j + 1)).filter(|m| m.words && m.form == Form::Cardinal)
        && let Some(n) = m.whole::<u8>().filter(|n| (1..10).contains(n))
    {
        return (Some(n), m.next);
    }
    let i = if c.number(j).is_some_and(|m| m.words) { j } else { i };
    match c.number(i) {
        Some(m) if m.form == Form::Cardinal && (m.words || c.digits(i).is_some_and(|d| d.1 == 2)) => {
            match m.whole::<u8>().filter(|m| (1..60).contains(m)) {
                Some(n) => (Some(n), m.next),
                None => (None, i),
            }
        }
        _ => (None, i),
    }
}

/// "4:30", "16:30:05", "4:30 pm", "3:15p", "8.30pm"
fn with_colon(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let (h, len) = c.digits(i)?;
    if len > 2
        || super::race::race(c, i).is_some()
        || h > 24
        || (i > 0 && !c.spaced(i) && matches!(c.text(i - 1), ":" | ".") && i > 1 && c.digits(i - 2).is_some())
    {
        return None;
    }
    let dotted = c.sign(i + 1, ".");
    if !(c.sign(i + 1, ":") || dotted) || c.spaced(i + 1) || c.spaced(i + 2) {
        return None;
    }
    let (m, mlen) = c.digits(i + 2)?;
    if mlen != 2 || m > 59 {
        return None;
    }
    let (mut second, mut next) = (None, i + 3);
    if c.sign(next, ":") && !c.spaced(next) && !c.spaced(next + 1) {
        let (s, slen) = c.digits(next + 1)?;
        if slen != 2 || s > 59 {
            return None;
        }
        (second, next) = (u8::try_from(s).ok(), next + 2);
        // "10:42:17.5"
        if c.sign(next, ".") && !c.spaced(next) && !c.spaced(next + 1) && c.digits(next + 1).is_some() {
            next += 2;
        }
    }
    let mut hour = u8::try_from(h).ok()?;
    let mut sure = hour > 12 || hour == 0 || len == 2 && h < 10;
    let mer = meridiem(c, next);
    if dotted && mer.is_none() {
        // "at 6.45": wants "at" before it, and no unit, sign or further digits after it
        let about =
            i > 1 && c.sense(i - 1, Kinds::BOUND, |s| matches!(s, Sense::Bound(_)).then_some(())).is_some();
        let at = i > 0 && c.glue(i - 1 - usize::from(about), Glue::At) && second.is_none();
        let part = c
            .skip(next, Glue::In)
            .is_some_and(|k| c.glue(k, Glue::The) && super::named::part(c, k).is_some());
        // "7.30-9.30pm"
        let far = || c.dash(next) && with_colon(c, next + 1).is_some_and(|(_, k)| meridiem_ends(c, k));
        // "at 05.30 hours"
        let ends = may_end(c, next) || len == 2 && c.has(next, WordSet::HourUnit);
        if !(at && ends || part && second.is_none() || second.is_none() && far()) || hour > 23 {
            return None;
        }
    }
    if let Some((add, after)) = mer {
        if hour > 12 {
            return if hour <= 23 { Some((make(hour, m, second, true), after)) } else { None };
        }
        hour = hour % 12 + add;
        (sure, next) = (true, after);
    } else if let Some((_, after)) = c.sense(next, Kinds::O_CLOCK, |s| (s == Sense::OClock).then_some(())) {
        next = after;
    } else if c.digits(next).is_some() && !c.spaced(next) || c.sign(next, "/") || is_ratio(c, i, next) {
        return None;
    }
    Some((make(hour, m, second, sure), next))
}

/// "a 1:10 scale", "John 3:16": two numbers with a colon that tell no time.
fn is_ratio(c: &Cursor<'_>, i: usize, next: usize) -> bool {
    if c.has(next, WordSet::AfterRatio) {
        return true;
    }
    let Some(b) = i.checked_sub(1).filter(|_| c.spaced(i) && !c.starts_sentence(i)) else { return false };
    let t = &c.tokens[b];
    let book = t.kind == TokenKind::Word
        && t.capital()
        && !t.all_capitals()
        && !t.starts_sentence()
        && !c.input.rules.phrases.starts(t.word).meets(crate::rules::Class::TIME)
        && c.get(next).is_none_or(|t| t.kind == TokenKind::Sign || !t.capital())
        && zone(c, next).is_none();
    c.has(b, WordSet::BeforeRatio) || book
}

fn make(hour: u8, minute: u32, second: Option<u8>, sure: bool) -> Clock {
    Clock { hour, minute: u8::try_from(minute).ok(), second, sure, zone: None }
}

/// "15h00", "3h18", "15h", "8h GMT"
fn with_letter(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let (h, len) = c.digits(i)?;
    if len > 2 || h > 24 || c.spaced(i + 1) || !c.has(i + 1, WordSet::HourLetter) {
        return None;
    }
    // "1H24" is half a year
    if c.text(i + 1) == "H" && len == 1 && (1..=2).contains(&h) && !c.spaced(i + 2) {
        return None;
    }
    // an "h" tells hours of the whole day
    let sure = true;
    let length = i > 0 && (c.glue(i - 1, Glue::For) || c.glue(i - 1, Glue::In));
    if !c.spaced(i + 2)
        && let Some((m, 2)) = c.digits(i + 2)
    {
        return (m < 60 && !length).then(|| (make(u8::try_from(h).unwrap_or(0), m, None, sure), i + 3));
    }
    // "for 3h", "in 1h" are lengths
    if length {
        return None;
    }
    Some((Clock { hour: u8::try_from(h).ok()?, minute: Some(0), second: None, sure, zone: None }, i + 2))
}

/// "4 pm", "three a.m.", "1140 a.m.", "ten thirty am", "5 o'clock", "11ish"
fn with_word(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let n = c.number(i)?;
    if n.form != Form::Cardinal {
        return None;
    }
    if let Some((d, len @ 3..=4)) = c.digits(i) {
        let t = whole_digits(d, true)?;
        if len == 4 && on_the_dot(c, i) && may_end(c, i + 1) {
            return Some((Clock { sure: true, ..t }, i + 1));
        }
        // "0915 GMT", "2000 ET"
        if len == 4
            && c.get(i + 1).is_some_and(|z| z.all_capitals() && z.spaced())
            && zone(c, i + 1).is_some()
        {
            return Some((Clock { sure: true, ..t }, i + 1));
        }
        // "200p" are pence
        let pence = |next: usize| next == i + 2 && c.text(i + 1).len() == 1;
        if let Some((add, next)) = meridiem(c, i + 1).filter(|&(_, next)| !pence(next)) {
            return (t.hour <= 12).then(|| (Clock { hour: t.hour % 12 + add, sure: true, ..t }, next));
        }
        let ((), next) = c.sense(i + 1, Kinds::O_CLOCK, |s| (s == Sense::OClock).then_some(()))?;
        return (len == 4).then_some((Clock { sure: true, ..t }, next));
    }
    // "at fourteen hundred hours"
    if n.words
        && let Some(whole) = n.whole::<u32>().filter(|h| (100..=2400).contains(h) && h % 100 == 0)
        && c.has(n.next, WordSet::HourUnit)
        && behind_at(c, i)
    {
        return Some((make(u8::try_from(whole / 100).ok()?, 0, None, true), n.next + 1));
    }
    let hour: u8 = n.whole()?;
    if hour > 24 || (i > 0 && !c.spaced(i) && matches!(c.text(i - 1), "." | ",") && c.digits(i).is_some()) {
        return None;
    }
    let (minute, next) = if n.words { minutes_after(c, n.next) } else { (None, n.next) };
    // "seven-thirty in the evening"
    if n.words
        && minute.is_some()
        && hour <= 12
        && let Some(k) = c.skip(next, Glue::In).filter(|&k| c.glue(k, Glue::The))
        && super::named::part(c, k).is_some()
    {
        return Some((Clock { hour, minute, second: None, sure: false, zone: None }, next));
    }
    // "at 7 sharp"
    if c.has(next, WordSet::Sharp) && behind_at(c, i) && (1..=24).contains(&hour) && may_end(c, next + 1) {
        return Some((Clock { hour, minute, second: None, sure: hour > 12, zone: None }, next + 1));
    }
    let next = c.sense(next, Kinds::O_CLOCK, |s| (s == Sense::OClock).then_some(())).map_or(next, |(_, k)| k);
    let clocked = next > n.next && minute.is_none();
    let joined = if c.spaced(next) { next } else { c.past_hyphen(next) };
    let ish = c.has(joined, WordSet::Ish) && !c.spaced(joined);
    let k = if ish { joined + 1 } else { next };
    // "9.am": a stop slipped in between
    let k = if c.sign(k, ".") && !c.spaced(k) && !c.spaced(k + 1) && c.text(k + 1).len() == 2 {
        k + 1
    } else {
        k
    };
    if let Some((add, after)) = meridiem(c, k)
        && hour <= 12
        // "4a" alone is a label, "at 4a" a time
        && (c.text(k).len() > 1 || after > k + 2 || c.spaced(k) || i > 0 && c.glue(i - 1, Glue::At))
        && !(c.text(k).len() == 1 && after <= k + 2 && priced(c, i))
    {
        return Some((Clock { hour: hour % 12 + add, minute, second: None, sure: true, zone: None }, after));
    }
    // "hours" after a number is a length, "o'clock" a time
    let oclock = clocked && !c.has(next - 1, WordSet::HourUnit);
    let noun = c.has(n.next, WordSet::OOfClock) || oclock;
    // "20ish people" are so many
    let ish = ish && may_end(c, k);
    ((noun || ish) && (1..=24).contains(&hour))
        .then_some((Clock { hour, minute: None, second: None, sure: hour > 12, zone: None }, k))
}

/// Whether the sentence before token `i` speaks of prices: "the dividend rose to 12p".
fn priced(c: &Cursor<'_>, i: usize) -> bool {
    let table = &c.input.rules.quantity;
    let near = i.saturating_sub(8)..i;
    near.rev()
        .take_while(|&k| !c.starts_sentence(k + 1))
        .any(|k| c.get(k).is_some_and(|t| table.is(t.word, Role::MoneyCue) || table.is(t.word, Role::Change)))
}

/// "730" as 7:30, "1030", "0930"
/// "at 0900", and the 1700 of "from 0900 to 1700": a zero in front opens no count.
fn on_the_dot(c: &Cursor<'_>, i: usize) -> bool {
    let told = |i: usize| {
        c.text(i).starts_with('0')
            && i > 0
            && (c.glue(i - 1, Glue::At)
                || c.sense(i - 1, Kinds::PREPOSITION, |s| matches!(s, Sense::Preposition(_)).then_some(()))
                    .is_some())
    };
    let far = i > 2
        && matches!(c.digits(i - 2), Some((_, 4)))
        && (c.skip(i - 1, Glue::To).is_some() || c.dash(i - 1));
    told(i) || far && told(i - 2)
}

fn whole_digits(d: u32, _worded: bool) -> Option<Clock> {
    let (h, m) = (d / 100, d % 100);
    (h < 24 && m < 60).then(|| make(u8::try_from(h).unwrap_or(0), m, None, h > 12))
}

/// "a.m.", "pm"; a single letter only right after the digits
pub(super) fn meridiem(c: &Cursor<'_>, i: usize) -> Option<(u8, usize)> {
    let (add, next) = c.sense(i, Kinds::MERIDIEM, |s| match s {
        Sense::Meridiem(add) => Some(add),
        _ => None,
    })?;
    // "3am3ioYc" is a piece of an address
    if c.get(next).is_some_and(|t| !t.spaced() && t.kind != TokenKind::Sign) {
        return None;
    }
    if next == i + 1 && c.text(i).len() == 1 {
        if c.spaced(i) {
            return None;
        }
        // "3p.", "8:45a."
        return Some((add, c.past_stop(next)));
    }
    // "am" after a word: "three am" is a time, "3 am" too; "I am" never comes here
    Some((add, next))
}

/// Whether a meridiem ends right before `k`.
fn meridiem_ends(c: &Cursor<'_>, k: usize) -> bool {
    (1..=4).filter_map(|n| k.checked_sub(n)).any(|b| meridiem(c, b).is_some_and(|(_, next)| next == k))
}

/// "noon", "midnight", "12 noon"; "high noon" is a film
fn instant(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    if i > 0 && c.has(i - 1, WordSet::High) {
        return None;
    }
    let ((hour, minute), next) = c.sense(i, Kinds::INSTANT, |s| match s {
        Sense::Instant(h, m) => Some((h, m)),
        _ => None,
    })?;
    Some((Clock { hour, minute: (hour != 0).then_some(minute), second: None, sure: true, zone: None }, next))
}

/// "half past three pm", "quarter to noon", "15 minutes past 3pm", "20 to nine"
fn counted_from(c: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    let start = i;
    let i = c.skip(i, Glue::A).unwrap_or(i);
    // "ten minutes to 5"
    let mut stated = false;
    let (minutes, j) = if c.glue(i, Glue::HalfPast) {
        (30, c.past_hyphen(i + 1))
    } else if c.has(i, WordSet::QuarterHour) {
        (15, i + 1)
    } else {
        let n = c.number(i)?;
        if n.form == Form::Fraction {
            (if n.low == crate::value::Decimal::new(5, 1) { 30 } else { 15 }, n.next)
        } else {
            let m: i16 = n.whole().filter(|m| (1..60).contains(m))?;
            let unit = c.sense(n.next, Kinds::UNIT, |s| (s == Sense::Unit(1, Unit::Minute)).then_some(()));
            // "5 to 6 pm" is a stretch, "15 to noon" a time
            // "at 10 to 5"; "at 10 to 11 am" may be a stretch
            let back = || {
                let hour =
                    c.skip(n.next, Glue::ToHour).and_then(|k| c.number(k)).and_then(|h| h.whole::<i16>());
                m % 5 == 0 && hour.is_some_and(|h| h < m)
            };
            let told = behind_at(c, i) && (n.words || back());
            if unit.is_none() && m <= 12 && c.skip(n.next, Glue::PastHour).is_none() && !told {
                return None;
            }
            stated = unit.is_some() || told;
            (m, unit.map_or(n.next, |(_, k)| k))
        }
    };
    let (back, k) = if let Some(k) = c.skip(j, Glue::PastHour) {
        (false, k)
    } else if minutes == 30 && c.glue(i, Glue::HalfPast) && behind_at(c, i) {
        // "at half seven" is half an hour past it
        let (t, next) = bare(c, j).filter(|(t, _)| t.minute.is_none() && t.hour <= 12)?;
        return Some((Clock { minute: Some(30), ..t }, next));
    } else {
        // "at a quarter of five"; "a quarter of five people" is no time
        (true, c.skip(j, Glue::ToHour).filter(|_| !c.glue(j, Glue::Of) || behind_at(c, start))?)
    };
    let (t, next) = with_colon(c, k).or_else(|| with_word(c, k)).or_else(|| instant(c, k)).or_else(|| {
        // "ten to nine": both are numbers of a range too, so a bare hour wants "past" or a quarter
        let plain = !back || minutes % 15 == 0 && c.digits(i).is_none() || stated;
        plain.then(|| bare(c, k)).flatten()
    })?;
    if t.minute.unwrap_or(0) != 0 {
        return None;
    }
    let total = i16::from(t.hour) * 60 + if back { -minutes } else { minutes };
    let total = total.rem_euclid(24 * 60);
    let hour = u8::try_from(total / 60).ok()?;
    let hour = if !t.sure && t.hour <= 12 && hour == 0 { 12 } else { hour };
    Some((
        Clock { hour, minute: u8::try_from(total % 60).ok(), second: None, sure: t.sure, zone: t.zone },
        next,
    ))
}

/// Whether "at" stands before token `i`, or "at about".
fn behind_at(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return false };
    let near = c.kinds(b).meets(Kinds::BOUND) && b > 0 && c.glue(b - 1, Glue::At);
    (c.glue(b, Glue::At) || near) && !c.starts_sentence(i)
}

/// Whether an hour in words stands at `i` that "at" makes sure of: "at twelve thirty", "at about ten to three", "at
/// half seven". "At five to one" are odds.
pub(super) fn spoken_at(c: &Cursor<'_>, i: usize) -> bool {
    let words = |i: usize| c.number(i).filter(|n| n.words && n.form == Form::Cardinal);
    let hour = |i: usize| words(i).filter(|n| n.whole().is_some_and(|h: u8| (2..=12).contains(&h)));
    if i > 1 && c.glue(i - 1, Glue::HalfPast) {
        return behind_at(c, i - 1) && words(i).is_some();
    }
    let Some(n) = behind_at(c, i).then(|| words(i)).flatten() else { return false };
    let (minute, end) = minutes_after(c, n.next);
    let least = if c.has(c.past_hyphen(n.next), WordSet::Nought) { 1 } else { 10 };
    let minutes = minute.is_some_and(|m| m >= least) && may_end(c, end);
    let beside = c.skip(n.next, Glue::ToHour).filter(|_| !c.glue(n.next, Glue::Of)).and_then(hour);
    hour(i).is_some() && minutes || beside.is_some_and(|h| may_end(c, h.next))
}

/// "+2", "+05:30" of "UTC+2", "+0100" of a letter's head: minutes east of Greenwich.
fn offset(c: &Cursor<'_>, i: usize) -> Option<(i16, usize)> {
    let west = c.dash(i) || c.sign(i, "\u{2212}");
    if !(west || c.sign(i, "+")) || c.spaced(i + 1) {
        return None;
    }
    if let Some((d @ 0..=1400, 4)) = c.digits(i + 1) {
        let all = i16::try_from(d / 100 * 60 + d % 100).ok()?;
        return Some((if west { -all } else { all }, i + 2));
    }
    if c.spaced(i) {
        return None;
    }
    let (h @ 0..=14, 1..=2) = c.digits(i + 1)? else { return None };
    let minutes =
        || c.digits(i + 3).filter(|d| c.sign(i + 2, ":") && !c.spaced(i + 3) && d.1 == 2 && d.0 < 60);
    let (m, next) = minutes().map_or((0, i + 2), |d| (d.0, i + 4));
    let all = i16::try_from(h * 60 + m).ok()?;
    Some((if west { -all } else { all }, next))
}

/// "EST", "GMT", "(EDT)"
fn zone(c: &Cursor<'_>, i: usize) -> Option<(i16, usize)> {
    let open = c.sign(i, "(");
    let j = if open { i + 1 } else { i };
    let t = c.get(j)?;
    let (z, next) = c.sense(j, Kinds::ZONE, |s| match s {
        Sense::Zone(z) => Some(z),
        _ => None,
    })?;
    // "et", "art", "est" in small letters are other words, unless the text has no capitals at all
    if !t.capital() && !c.has(j, WordSet::SmallZone) {
        return None;
    }
    let (z, next) = if z == 0 { offset(c, next).unwrap_or((z, next)) } else { (z, next) };
    if open { c.sign(next, ")").then_some((z, next + 1)) } else { Some((z, next)) }
}
