//! `span-duration`: "from 2001 to 2010, eight years in all".

use std::ops::Range;

use jiff::civil::Date;

use super::Slip;
use super::calendar::Day;
use super::draft::{Draft, Found};
use super::lengths::{Stated, lengths, rough, stated};
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) const CODE: &str = "span-duration";

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for pair in draft.days.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let Some(open) = joined(draft, a, b) else { continue };
        let sentence = draft.sentence(a.tokens.start);
        if b.tokens.end > sentence.end || broken(draft, &sentence) {
            continue;
        }
        let others = draft.days_in(&sentence).len();
        let years;
        let months = a.month.is_some() && b.month.is_some();
        let (a, b) =
            if a.year.is_none() && b.year.is_none() || months && (a.year.is_none() || b.year.is_none()) {
                years = one_year(draft, a, b);
                (&years.0, &years.1)
            } else {
                (a, b)
            };
        let after_it = stated_after(draft, b, &sentence).filter(|_| others == 2);
        out.extend(after_it.and_then(|l| slip(draft, &l, (a, b), open)));
        let next = next_told(draft, b).filter(|_| others == 2);
        out.extend(next.and_then(|l| slip(draft, &l, (a, b), open)));
        for length in stated(draft, &sentence).into_iter().chain(rough(draft, &sentence, a)) {
            let place = &length.tokens;
            // "for three months, leaving her son with an aunt from 1 May": a comma stands right before "from".
            let opener = (place.end..a.tokens.start).rev().find(|&i| draft.any(i, &["from", "between"]));
            let aside =
                opener.is_some_and(|o| (place.end..o.saturating_sub(1)).any(|i| draft.word(i) == ","));
            let before = place.end <= a.tokens.start
                && !aside
                && a.tokens.start - place.end <= 10
                && draft
                    .numerals_in(&(place.end..a.tokens.start.saturating_sub(1)))
                    .iter()
                    .all(|n| n.tokens.start >= a.tokens.start);
            let after = place.start > b.tokens.end
                && place.start - b.tokens.end <= 7
                && (matches!(draft.word(b.tokens.end), "," | "-" | "\u{2013}" | "\u{2014}" | "(" | ")" | ":")
                    || draft.one(b.tokens.end, WordSet::Lasts))
                && (b.tokens.end + 1..place.start).all(|i| {
                    [WordSet::BeforeLength, WordSet::Lasted, WordSet::Stretch].iter().any(|&s| draft.one(i, s))
                })
                // "from 1 to 9 May and from 3 to 9 June, 16 days in all" has two stretches.
                && (others == 2 || !draft.has(&(place.end..place.end + 3), Cue::Total));
            // With further dates in the sentence a length far off may belong to them.
            if !(before && (others == 2 || a.tokens.start - place.end <= 3) || after) {
                // Part of it may be told so, never more than all.
                // "was cut short after six years"
                let later = place.start > b.tokens.end
                    && place.start <= b.tokens.end + 8
                    && draft.word(b.tokens.end) == ","
                    && draft.preceded(place.start, &["after"])
                    && draft.unbroken(&(b.tokens.end + 1..place.start - 1))
                    && (b.tokens.end..place.start).any(|i| {
                        draft.one(i, WordSet::Finished) && !draft.one(i, WordSet::Begun)
                            || draft.is(i, "short")
                    })
                    && !draft.is(place.end, "of");
                if others == 2 && (later || told_of(draft, b, place)) {
                    out.extend(slip(draft, &length, (a, b), true));
                }
                continue;
            }
            // "During her eight years as editor, between 2006 and 2018": all of them.
            let filled = before
                && draft.follows(place.start, WordSet::Possessive)
                && draft.before(a.tokens.start, 2) == ",";
            // ", a period of four years in which": all of it.
            let filled = filled
                || after
                    && draft.preceded(place.start, &["of"])
                    && (draft.one(place.start - 2, WordSet::Stretch)
                        || draft.one(place.start - 2, WordSet::Lasted));
            // "nine years altogether: from 1990 to 1996, and from 2001 to 2004": the sum of two.
            let spans = |range: &Range<u32>| {
                draft.days_in(range).windows(2).filter(|p| joined(draft, &p[0], &p[1]).is_some()).count()
            };
            if before && draft.has(&(place.end..a.tokens.start), Cue::Total) && spans(&sentence) > 1 {
                continue;
            }
            // ", three years of it at sea"
            if after && draft.is(place.end, "of") && draft.one(place.end + 1, WordSet::Anaphor) {
                continue;
            }
            out.extend(slip(draft, &length, (a, b), open && !filled));
        }
    }
    for pair in draft.days.windows(2) {
        out.extend(after(draft, &pair[0], &pair[1]));
    }
}

/// Whether a sentence tells of a break, or counts by another clock; "without interruption" tells of none.
pub(super) fn broken(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    let whole = |c: &Found| {
        draft
            .cues_in(sentence, Cue::Unbroken)
            .any(|u| u.tokens.start <= c.tokens.start && u.tokens.end >= c.tokens.end)
    };
    draft.cues_in(sentence, Cue::Break).any(|c| !whole(c)) || draft.has(sentence, Cue::OtherClock)
}

/// Two days without a year, or one of them, given one: the second is the next after the first.
pub(super) fn one_year(draft: &Draft<'_>, a: &Day, b: &Day) -> (Day, Day) {
    let (mut a, mut b) = (a.clone(), b.clone());
    let turns = i16::from((b.month, b.day) < (a.month, a.day));
    if a.year.is_some() != b.year.is_some() {
        a.year = a.year.or(b.year.map(|y| y - turns));
        b.year = b.year.or(a.year.map(|y| y + turns));
        return (a, b);
    }
    // Only a 29 February between them hangs on the year; a common one otherwise.
    let year = draft.published().map_or(2001, |d| d.year());
    a.year = Some(year);
    b.year = Some(year + turns);
    (a, b)
}

/// Whether two dates are the ends of one stretch; `Some(true)` for "between", which the stretch need not fill.
fn joined(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<bool> {
    let gap = a.tokens.end..b.tokens.start;
    // "from Monday, 3 June to Friday, 7 June"
    let head = |end: u32| {
        let comma = u32::from(draft.preceded(end, &[","]));
        let at = end.saturating_sub(1 + comma);
        if super::calendar::weekday(draft, at).is_some_and(|(_, len)| len == 1) { at } else { end }
    };
    // "from the start of January 2022 to the end of December 2024", "from early 2001"
    let edge = |end: u32| {
        if end >= 3
            && draft.is(end - 1, "of")
            && draft.one(end - 2, WordSet::EdgeOf)
            && draft.is(end - 3, "the")
        {
            end - 3
        } else if end >= 4
            && draft.any(end - 1, &["in", "on"])
            && draft.one(end - 3, WordSet::HisOrHer)
            && draft.is_word(end - 2)
        {
            // "From his arrest in March 2015 to his release in March 2018"
            end - 3
        } else if draft.follows(end, WordSet::RoughPart) {
            end - 1
        } else {
            end
        }
    };
    let gap = gap.start..edge(head(gap.end)).max(gap.start);
    let opener = edge(head(a.tokens.start)).checked_sub(1)?;
    let opener = if draft.any(opener, &["the"]) { opener.checked_sub(1)? } else { opener };
    // "from 1988 until he lost the election of 1994", "from 1988 to his death in 1994"
    let until = draft.is(opener, "from")
        && (3..=9).contains(&gap.len())
        && draft.one(gap.start, WordSet::UntilDate)
        && (draft.one(gap.start + 1, WordSet::HeOrShe)
            || draft.one(gap.start + 1, WordSet::ItOrThey)
            || draft.one(gap.start + 1, WordSet::Possessive))
        && draft.unbroken(&(gap.start + 1..gap.end))
        && draft.any(gap.end - 1, &["in", "of", "on"]);
    if until {
        return Some(false);
    }
    if gap.end < gap.start || gap.end - gap.start > 2 {
        return None;
    }
    if draft.is(opener, "between") && draft.is(gap.start, "and") {
        return Some(true);
    }
    if draft.is(opener, "from") && draft.one(gap.start, WordSet::UntilDate) {
        return Some(false);
    }
    // "(12 May to 26 May)"
    let bracket = draft.word(opener) == "(" && draft.word(b.tokens.end) == ")";
    let dash = (matches!(draft.word(gap.start), "-" | "\u{2013}")
        || bracket && draft.one(gap.start, WordSet::UntilDate))
        && gap.end - gap.start == 1;
    // "over ten days, 3-6 June 2024"
    let apposed = draft.word(opener) == ","
        && matches!(draft.word(b.tokens.end), "," | "." | ")" | ";")
        && b.year.is_some();
    (dash && (draft.word(opener) == "(" || apposed)).then_some(false)
}

/// "from 1989 until 2014. In those 35 years ...": a length that points back to the stretch just told.
fn stated_after(draft: &Draft<'_>, b: &Day, sentence: &Range<u32>) -> Option<Stated> {
    let next = draft.next_sentence(b.tokens.start);
    let until = next.map_or(sentence.end, |s| s.end.min(s.start + 12)).min(b.tokens.end + 30);
    let rest = b.tokens.end..until;
    let length = stated(draft, &rest).into_iter().next()?;
    // "in prison from March 2011 until March 2019 ... the five years behind bars"
    let held = |range: Range<u32>| (range.start..range.end).any(|i| draft.one(i, WordSet::Captivity));
    let place = &length.tokens;
    let inside = || {
        draft.one(place.start.saturating_sub(1), WordSet::Possessive)
            && held(place.end..place.end + 3)
            && held(sentence.start..b.tokens.start)
            // "the six weeks of closure", "the six-week closure", "his sixteen years in the post"
            || draft.follows(place.start, WordSet::Possessive)
                && (place.start >= sentence.end || same_thing(draft, sentence, b, place.end))
                && (draft.one(place.end, WordSet::Lasted)
                    || draft.is(place.end, "of")
                        && (place.end + 1..place.end + 3).any(|i| draft.one(i, WordSet::Lasted)))
            || draft.follows(place.start, WordSet::Whose)
                && draft.any(place.end, &["in", "at", "as"])
                && (place.end + 1..place.end + 4).any(|i| draft.one(i, WordSet::InPost))
    };
    let back = (draft.follows(place.start, WordSet::TheseYears) || inside())
        && !draft.one(place.end, WordSet::BreaksClause);
    // "he had learned one thing in his sixteen years in the post"
    let numerals = draft.numerals_in(&rest);
    let first = numerals.iter().find(|n| n.value != Decimal::ONE)?.tokens.start == length.tokens.start;
    let alone = draft.days_in(&rest).is_empty() && !draft.has_any(&rest, &[Cue::Break, Cue::OtherClock]);
    (back && first && alone).then_some(length)
}

/// "is shut from 3 to 24 June, and engineers will use the six weeks of closure": what lasted is what the sentence tells
/// of, not "the ten-week strike at the port".
fn same_thing(draft: &Draft<'_>, sentence: &Range<u32>, b: &Day, noun: u32) -> bool {
    let noun = if draft.is(noun, "of") { noun + 1 } else { noun };
    let noun = if draft.one(noun, WordSet::Possessive) { noun + 1 } else { noun };
    let named = (b.tokens.end..noun).any(|i| draft.is_name(i));
    !named
        && (draft.one(noun, WordSet::Stay)
            || (sentence.start..b.tokens.start).any(|i| draft.is_word(i) && draft.akin(i, noun)))
}

/// "from 1979 until 2003 he ruled for 34 years", "he spent 34 years in exile", ", ruling for 34 years"
fn told_of(draft: &Draft<'_>, b: &Day, place: &Range<u32>) -> bool {
    let start = b.tokens.end + u32::from(draft.word(b.tokens.end) == ",");
    if place.start < start + 2 || place.start > start + 5 {
        return false;
    }
    let between = start..place.start;
    let pronoun = draft.one(start, WordSet::HeOrShe) || draft.one(start, WordSet::ItOrThey);
    let gerund = start > b.tokens.end && draft.word(start).ends_with("ing");
    let filled = draft.follows(place.start, WordSet::Spent);
    let led = draft.preceded(place.start, &["for"]) || filled && draft.is_word(place.end);
    (pronoun || gerund) && led && draft.unbroken(&between)
}

/// "walked out on 2 May and went back on 13 May. Their stoppage of four weeks", "The four-week stoppage": the
/// length of what was told in the sentence before.
pub(super) fn next_told(draft: &Draft<'_>, b: &Day) -> Option<Stated> {
    let next = draft.next_sentence(b.tokens.start)?;
    let start = next.start;
    let named = draft.one(start, WordSet::Possessive) || draft.is(start, "this");
    let length = lengths(draft, &(start..next.end.min(start + 7)), false).into_iter().next()?;
    let place = &length.tokens;
    let noun = draft.one(place.end, WordSet::Lasted) && place.start == start + 1;
    let of = draft.preceded(place.start, &["of"]) || draft.follows(place.start, WordSet::Lasts);
    let of = of && place.start == start + 3 && draft.one(start + 1, WordSet::Lasted);
    // "In the five weeks of the strike"
    let of = of
        || draft.one(start, WordSet::OpensTime)
            && draft.one(start + 1, WordSet::Possessive)
            && place.start == start + 2
            && draft.is(place.end, "of")
            && (place.end + 1..place.end + 3).any(|i| draft.one(i, WordSet::Lasted));
    let named = named || of && place.start == start + 2;
    // "It lasted five weeks"
    let it = draft.one(start, WordSet::ItOrThey)
        && draft.one(start + 1, WordSet::Lasts)
        && place.start == start + 2;
    let other = draft.has_any(&next, &[Cue::Break, Cue::OtherClock]) || !draft.days_in(&next).is_empty();
    ((named && (noun || of) || it) && !other).then_some(length)
}

/// Whole months from `a` to `b`.
fn months(a: Date, b: Date) -> i64 {
    i64::from(b.year() - a.year()) * 12 + i64::from(b.month() - a.month())
}

/// Fewest and most of `unit` between two dates, counted without or with both ends.
pub(super) fn length(a: &Day, b: &Day, unit: &str) -> Option<(Decimal, Decimal)> {
    let ((a0, _), (b0, _)) = (a.bounds()?, b.bounds()?);
    let years = Decimal::from(12);
    let hundred = |x: i64| Decimal::from(x);
    match (a.month, a.day, b.month, b.day) {
        (None, _, None, _) => {
            let n = i64::from(b0.year() - a0.year());
            (unit == "year").then(|| (hundred(n), hundred(n + 1)))
        }
        (Some(_), Some(_), Some(_), Some(_)) => {
            let days = hundred(i64::from((b0 - a0).get_days()));
            let size = match unit {
                "day" | "night" => Decimal::ONE,
                "week" => Decimal::from(7),
                "month" => Decimal::new(304, 1),
                "year" => Decimal::new(36525, 2),
                _ => return None,
            };
            Some((days / size, (days + Decimal::ONE) / size))
        }
        (Some(_), _, Some(_), _) => {
            let n = months(a0, b0);
            let size = match unit {
                "month" => Decimal::ONE,
                "year" => years,
                _ => return None,
            };
            Some((hundred(n) / size, hundred(n + 1) / size))
        }
        _ => None,
    }
}

/// Half a unit either way; nothing where both sides count whole ones.
fn leave(a: &Day, unit: &str) -> Decimal {
    let whole = a.month.is_none() && unit == "year" || a.day.is_some() && matches!(unit, "day" | "night");
    if whole { Decimal::ZERO } else { Decimal::new(6, 1) }
}

/// A day where the text does not say whether there was a 29 February between two days.
fn leap_doubt(draft: &Draft<'_>, a: &Day, b: &Day) -> Decimal {
    let over = a.day.is_some() && (a.month <= Some(2) && b.month >= Some(3) || a.year != b.year);
    let written = || draft.days_in(&(a.tokens.start..b.tokens.end)).iter().any(|d| d.year.is_some());
    if over && !written() { Decimal::ONE } else { Decimal::ZERO }
}

pub(super) fn slip(draft: &Draft<'_>, stated: &Stated, (a, b): (&Day, &Day), open: bool) -> Option<Slip> {
    let (n, unit) = (stated.n, stated.unit);
    let (low, high) = length(a, b, unit)?;
    let leave = leave(a, unit);
    let leave = leave.max(leap_doubt(draft, a, b));
    // "A week-long fair" may close on the fifth day.
    let word = draft.has(&stated.tokens, Cue::Length);
    let wide = match stated.modifier {
        Some(Modifier::Approx) if word => n * Decimal::new(4, 1),
        Some(Modifier::Approx) => n / Decimal::from(5),
        _ => Decimal::ZERO,
    };
    let at_least =
        matches!(stated.modifier, Some(Modifier::MoreThan | Modifier::EqualOrMore | Modifier::After));
    let at_most =
        matches!(stated.modifier, Some(Modifier::LessThan | Modifier::EqualOrLess | Modifier::Before));
    if low <= Decimal::ZERO {
        return None;
    }
    let long = n - leave - wide > high && !at_most;
    let short = n + leave + wide < low && !at_least && !open;
    if !long && !short {
        return None;
    }
    // "from 1983 to 1999, twelve years, for he gave up one four-year term": less what is told beside it.
    let others = lengths(draft, &draft.sentence(stated.tokens.start), false);
    let less = |o: &Stated| {
        o.tokens != stated.tokens
            && o.unit == unit
            && (low - o.n - n).abs() <= Decimal::ONE
            && o.n > Decimal::ONE
    };
    if short && others.iter().any(less) {
        return None;
    }
    let text = format!(
        "{} to {} is {}, not {}",
        draft.text(&a.tokens),
        draft.text(&b.tokens),
        spell(low, unit),
        spell(n, unit)
    );
    Some(Slip::new(CODE, &stated.tokens, text).against([a.tokens.clone(), b.tokens.clone()]))
}

pub(super) fn spell(n: Decimal, unit: &str) -> String {
    let n = n.round_dp(1).normalize();
    format!("{} {unit}{}", grouped(n), if n == Decimal::ONE { "" } else { "s" })
}

/// "ended on July 4, six weeks after it had begun on June 20"
fn after(draft: &Draft<'_>, first: &Day, second: &Day) -> Option<Slip> {
    let gap = first.tokens.end..second.tokens.start;
    let days = [first.day, second.day, first.month, second.month];
    if gap.end < gap.start
        || gap.end - gap.start > 16
        || days.contains(&None)
        || second.tokens.start > draft.sentence(first.tokens.start).end
    {
        return None;
    }
    let numerals = draft.numerals_in(&gap);
    let n = numerals
        .first()
        .filter(|n| n.tokens.start <= gap.start + 2 && numerals.len() == 1 && n.form == Form::Cardinal)?;
    let word = draft.word(n.tokens.end);
    let unit = ["month", "week", "day"]
        .into_iter()
        .find(|u| word.strip_suffix('s').unwrap_or(word).eq_ignore_ascii_case(u))?;
    let at = n.tokens.end + 1;
    let later = draft.is(at, "after");
    if !(later || draft.is(at, "before")) {
        return None;
    }
    let (mut a, mut b) =
        if later { (second.clone(), first.clone()) } else { (first.clone(), second.clone()) };
    // One year for both, where at most one is written.
    let year = a.year.or(b.year).or_else(|| draft.published().map(|d| d.year())).unwrap_or(2001);
    a.year = a.year.or(Some(year));
    b.year = b.year.or(Some(year));
    if a.date()? > b.date()? {
        a.year = a.year.map(|y| y - 1);
    }
    let days = i64::from((b.date()? - a.date()?).get_days());
    if days <= 0 || days > 300 {
        return None;
    }
    let stated = Stated { n: n.value, unit, modifier: None, tokens: n.tokens.start..at };
    slip(draft, &stated, (&a, &b), false)
}
