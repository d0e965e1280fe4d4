//! `reversed-range`: "between 2019 and 2014"; "from 22 March to 8 March 2020".

use std::ops::Range;

use super::Slip;
use super::calendar::{self, Day};
use super::draft::Draft;
use super::figure::Figure;
use super::length::unit_at;
use super::spread;
use super::table::{Cell, tables};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Unit};

pub(super) const CODE: &str = "reversed-range";

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for i in draft.of(Cue::Range).map(|c| c.tokens.start) {
        // Numbers or dates close by, or there is no range.
        let near = i + 1..i + 6;
        if draft.readings_in(&(i..near.end)).is_empty() && draft.days_in(&near).is_empty() {
            continue;
        }
        let between = draft.is(i, "between");
        let from = draft.is(i, "from");
        // "aged from 12 to seven"
        let ages = draft.one(i, WordSet::AgeRange) || draft.follows(i, WordSet::AgeRange);
        let clause = draft.sentence(i).start.max(i.saturating_sub(12))..i;
        let apart = if between { Cue::Apart } else { Cue::Moved };
        if draft.has(&clause, apart) || draft.any(i + 1, &["between", "from"]) {
            continue;
        }
        let joins: &[&str] =
            if between { &["and"] } else { &["to", "until", "till", "through", "-", "\u{2013}"] };
        let found = dates(draft, i, joins)
            .or_else(|| year_cut(draft, i, joins))
            // "anything from 400 to 150 milligrams"
            .or_else(|| {
                if from && !ages && !spread::ranges(draft, i) { None } else { numbers(draft, i, joins, ages) }
            })
            .or_else(|| {
                let aged = from && (i + 3..i + 12).any(|k| draft.is(k, "old") || draft.is(k, "age"));
                let years_old = aged.then(|| numbers(draft, i, joins, true))??;
                let end = years_old.others[0].end.max(years_old.tokens.end);
                let old = draft.any(end, &["years", "year"]) && draft.any(end + 1, &["old", "of"])
                    || draft.word(end) == "-" && draft.is(end + 1, "year");
                old.then_some(years_old)
            });
        out.extend(found);
    }
    out.extend(draft.figures.windows(2).filter_map(|pair| bounds(draft, &pair[0], &pair[1])));
    for at in draft.of(Cue::Interval).map(|c| c.tokens.end) {
        out.extend(interval(draft, at));
    }
    for pair in draft.days.windows(2) {
        out.extend(dashed(draft, &pair[0], &pair[1]).or_else(|| runs(draft, &pair[0], &pair[1])));
    }
    for day in &draft.days {
        out.extend(first_of_month(draft, day));
    }
    out.extend(draft.readings.iter().filter_map(|r| told_of(draft, r)));
    for cells in tables(draft) {
        columns(draft, &cells, out);
    }
    for reading in draft.readings.iter().filter(|r| r.kind == Kind::Period) {
        out.extend(clocks(draft, reading));
    }
    spread::check(draft, out);
}

/// "between 11.40pm and 11.15pm on Saturday": two clocks of one half of one day.
fn clocks(draft: &Draft<'_>, reading: &Reading) -> Option<Slip> {
    let (from, to) = reading.timex()?.value.split_once('/')?;
    let (day, from) = from.split_once('T')?;
    let (same, to) = to.split_once('T')?;
    let place = &reading.extent.tokens;
    let between = draft.is(place.start, "between") || draft.preceded(place.start, &["between"]);
    // "every Saturday", "on Saturdays", or no day at all: into the next morning.
    let named = (place.start..place.end + 2)
        .any(|i| super::calendar::weekday(draft, i).is_some() && !draft.word(i).ends_with('s'))
        || !draft.days_in(&(place.start..place.end + 2)).is_empty();
    let many = !named || draft.has_any(&draft.sentence(place.start), &[Cue::Each, Cue::Moved]);
    let half = |clock: &str| clock.get(..2)?.parse::<u8>().ok().map(|h| h / 12);
    let one =
        !day.is_empty() && day == same && half(from)? == half(to)? && from.contains(':') && to.contains(':');
    // "from 3.40pm to 1.15pm on the same day"
    let same_day =
        (place.start..place.end + 5).any(|i| draft.is(i, "same") && draft.one(i + 1, WordSet::ToTheDay));
    let from_to = same_day && draft.is(place.start, "from");
    if from_to && !many_but_same(draft, place) && from.get(..5)? > to.get(..5)? {
        let join = (place.start..place.end).find(|&i| draft.one(i, WordSet::UntilDate))?;
        return (place.start + 1 < join && join + 1 < place.end)
            .then(|| slip(draft, &(place.start + 1..join), &(join + 1..place.end), "is after"));
    }
    if !one || !between || many || from.get(..5)? <= to.get(..5)? {
        return None;
    }
    let join = (place.start..place.end).find(|&i| draft.is(i, "and"))?;
    let first = if draft.is(place.start, "between") { place.start + 1 } else { place.start };
    (first < join && join + 1 < place.end)
        .then(|| slip(draft, &(first..join), &(join + 1..place.end), "is after"))
}

/// Whether the clocks of a sentence are those of many days, or were put off.
fn many_but_same(draft: &Draft<'_>, place: &Range<u32>) -> bool {
    let sentence = draft.sentence(place.start);
    draft.has(&sentence, Cue::Each) || draft.has(&(sentence.start..place.start), Cue::Moved)
}

fn slip(draft: &Draft<'_>, a: &Range<u32>, b: &Range<u32>, how: &str) -> Slip {
    let text = format!("{} {how} {}", draft.text(a), draft.text(b));
    Slip::new(CODE, a, text).against([b.clone()])
}

/// Most tokens between two ends that an aside keeps apart.
const ASIDE: u32 = 18;

/// Two dates after "between" or "from".
fn dates(draft: &Draft<'_>, i: u32, joins: &[&str]) -> Option<Slip> {
    let first = draft.days.partition_point(|d| d.tokens.start <= i);
    let (a, b) = (draft.days.get(first)?, draft.days.get(first + 1)?);
    // "from Monday, 26 May to Friday, 9 May"
    // "from 9 p.m. Friday, Aug. 22, until 5 a.m. Monday, Aug. 4": each with its clock
    let clock = |i: u32| {
        !draft.is_word(i) || super::calendar::weekday(draft, i).is_some() || draft.one(i, WordSet::ClockWord)
    };
    let timed = |from: u32, d: &Day| d.tokens.start <= from + 9 && (from..d.tokens.start).all(clock);
    let opens = a.tokens.start <= i + 3 || timed(i + 1, a);
    // "from Monday, 24 March, until Friday, 14 March"
    let aside = draft.word(a.tokens.end) == "," && draft.one(a.tokens.end + 1, WordSet::UntilDate);
    let join = a.tokens.end + u32::from(aside);
    // "between 1 October 2018, the day on which the keeper started, and 30 June 2018"
    let relative = draft.word(a.tokens.end) == ","
        && (a.tokens.end + 2..b.tokens.start.min(a.tokens.end + ASIDE))
            .rev()
            .find(|&k| draft.any(k, joins) && draft.word(k - 1) == ",")
            .is_some_and(|k| b.tokens.start <= k + 3);
    let joined = relative || draft.any(join, joins) && (b.tokens.start <= join + 3 || timed(join + 1, b));
    // "between his arrival in 1998 and his departure in 1991"
    let inside = |d: &Day, from: u32| {
        draft.any(d.tokens.start - 1, &["in", "on"])
            && d.tokens.start <= from + 7
            && draft.one(from, WordSet::ItsOwn)
            && draft.unbroken(&(from..d.tokens.start))
    };
    let told = draft.any(a.tokens.end, joins) && inside(a, i + 1) && inside(b, a.tokens.end + 1);
    if !(opens && joined || told) || b.tokens.start <= a.tokens.end {
        return None;
    }
    // "Scores from 1998 to 1991 are listed backwards"
    if draft.has(&(b.tokens.end..b.tokens.end + 4), Cue::Moved) {
        return None;
    }
    // "from 1200 to 1100 BC": both are.
    if a.year > Some(0) && b.year < Some(0) && b.year.is_some() {
        return None;
    }
    // "between 14 November 2022 and 3 October of the same year"
    let same = draft.is(b.tokens.end, "of")
        && (draft.is(b.tokens.end + 1, "that") && draft.is(b.tokens.end + 2, "year")
            || draft.is(b.tokens.end + 2, "same") && draft.is(b.tokens.end + 3, "year"));
    let of_year = if same && b.year.is_none() { a.year } else { b.year };
    // "from 18 October to 3 September this year": both are of it.
    let this_year = a.year.is_none()
        && b.year.is_none()
        && draft.is(b.tokens.end, "this")
        && draft.is(b.tokens.end + 1, "year");
    let now = if this_year { Some(draft.published().map_or(2001, |d| d.year())) } else { None };
    let a = &Day { year: a.year.or(now), ..a.clone() };
    let b = &Day { year: of_year.or(now), ..b.clone() };
    // "will be closed from 9 June to 27 May 2025", written in May 2025: the first is not of the year before.
    let ahead = a.year.is_none() && (draft.sentence(i).start..i).any(|k| draft.is(k, "will"));
    let past = || {
        let (now, year) = (draft.published()?, b.year?);
        let today = (now.year(), u8::try_from(now.month()).ok()?, u8::try_from(now.day()).ok()?);
        let then = (year.checked_sub(1)?, a.month?, a.day?);
        Some((year, a.month?, a.day?) > (year, b.month?, b.day?) && then < today)
    };
    if ahead && past() == Some(true) {
        return Some(slip(draft, &a.tokens, &b.tokens, "is after"));
    }
    let later = match (a.bounds(), b.bounds()) {
        (Some((start, _)), Some((_, end))) => start > end,
        // "from 14 to 9 June": one month, written once.
        _ => {
            // "from Sept. 14 to Sept. 2"
            // "to 5 April the next year"; never "5 September the gallery will be shut"
            let the =
                draft.is(b.tokens.end, "the") && draft.any(b.tokens.end + 1, &["next", "following", "year"]);
            let whole =
                a.year.is_none() && !the && !draft.any(b.tokens.end, &["next", "of", "each", "every"]);
            (whole || a.tokens.end == a.tokens.start + 1)
                && a.month == b.month
                && (a.year == b.year || a.year.is_none())
                // A year runs "from 6 April to 5 April".
                && a.day > b.day.map(|d| d + u8::from(whole))
                && a.day.is_some()
                && b.day.is_some()
        }
    };
    later.then(|| slip(draft, &a.tokens, &b.tokens, "is after"))
}

/// "From 2012 to 2007 rangers tagged 340 turtles": a year that could as well count what follows.
fn year_cut(draft: &Draft<'_>, i: u32, joins: &[&str]) -> Option<Slip> {
    let of_now = |i: u32| calendar::year(draft, i).filter(|(y, len)| (1900..2100).contains(y) && *len == 1);
    let ((a, _), (b, _)) = (of_now(i + 1)?, of_now(i + 3)?);
    let measured = draft.readings_in(&(i..i + 4)).iter().any(|r| {
        r.quantity().is_some_and(|q| matches!(q.unit, Some(Unit::Measure(_) | Unit::Ambiguous { .. })))
    });
    let round = a % 100 == 0 && b % 100 == 0;
    let moved = draft.has(&(i.saturating_sub(12)..i + 7), Cue::Moved);
    (draft.any(i + 2, joins) && a > b && !moved && !measured && !round && draft.token(i)?.starts_sentence())
        .then(|| slip(draft, &(i + 1..i + 2), &(i + 3..i + 4), "is after"))
}

/// "a minimum of 26 and a maximum of 18 pupils", "lows of 19C and highs of 11C"
fn bounds(draft: &Draft<'_>, a: &Figure, b: &Figure) -> Option<Slip> {
    let led = |f: &Figure, set: WordSet, from: u32| {
        let start = f.tokens.start;
        // "the lowest 40 were left out" are so many.
        let count = |i: u32| {
            i + 1 == start
                && f.kind == Kind::Number
                && draft.word(i).ends_with("est")
                && !draft.is(i, "least")
        };
        let bare = |i: u32| draft.any(i, &["least", "most"]) && !draft.preceded(i, &["at"]);
        (start.saturating_sub(3).max(from)..start).any(|i| draft.one(i, set) && !count(i) && !bare(i))
    };
    let gap = a.tokens.end..b.tokens.start;
    let from = draft.sentence(a.tokens.start).start;
    let plain = |f: &Figure| {
        !f.vague
            && !f.end
            && matches!(
                f.kind,
                Kind::Number | Kind::Money | Kind::Percent | Kind::Measure | Kind::Temperature
            )
    };
    // "a low of 19 in May and a high of 11 in June" are told of two times.
    let joined = gap.len() <= 7
        && (gap.start..gap.end).all(|i| draft.token(i).is_some_and(|t| !t.starts_sentence()))
        && (draft.any(gap.start, &["and", "or", ",", "to", "(", "/"])
            || a.stop() > gap.start && draft.any(a.stop(), &["and", "or", ","]))
        && draft.days_in(&gap).is_empty();
    if a.kind != b.kind
        || !plain(a)
        || !plain(b)
        || !joined
        || !(a.unit == b.unit || a.unit.is_none() || b.unit.is_none())
    {
        return None;
    }
    let low_first = led(a, WordSet::Lowest, from) && led(b, WordSet::Highest, a.tokens.end);
    let high_first = led(a, WordSet::Highest, from) && led(b, WordSet::Lowest, a.tokens.end);
    let both = |f: &Figure, from: u32| led(f, WordSet::Lowest, from) && led(f, WordSet::Highest, from);
    let (low, high) = if low_first { (a, b) } else { (b, a) };
    if low_first == high_first || both(a, from) || both(b, a.tokens.end) || low.value <= high.value {
        return None;
    }
    let text = format!("{} is more than {}", grouped(low.value), grouped(high.value));
    Some(Slip::new(CODE, &low.tokens, text).against([high.tokens.clone()]))
}

/// "opens on 20 June and runs until 8 June": of one month, or of one year where that is written.
fn runs(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Slip> {
    let gap = a.tokens.end..b.tokens.start;
    let sentence = draft.sentence(a.tokens.start);
    if gap.end < gap.start || gap.len() > 10 || !sentence.contains(&b.tokens.start) {
        return None;
    }
    let opens = (a.tokens.start.saturating_sub(4).max(sentence.start)..a.tokens.start)
        .any(|i| draft.one(i, WordSet::Begun));
    let until = draft.one(gap.end.saturating_sub(1), WordSet::UntilDate) && draft.is(gap.start, "and");
    let after = match (a.bounds(), b.bounds()) {
        (Some((start, _)), Some((_, end))) => start > end,
        _ => a.year.is_none() && b.year.is_none() && a.month == b.month && a.day > b.day && b.day.is_some(),
    };
    let moved = draft.has_any(&(sentence.start..b.tokens.start), &[Cue::Moved, Cue::Each]);
    let next = draft.any(b.tokens.end, &["next", "of", "the"]);
    (opens && until && after && !moved && !next).then(|| slip(draft, &a.tokens, &b.tokens, "is after"))
}

/// "Big Top Circus: 12 to 8 July", "(14-9 May)": the month written once.
fn first_of_month(draft: &Draft<'_>, b: &Day) -> Option<Slip> {
    let (start, last) = (b.tokens.start, b.day.filter(|_| b.month.is_some())?);
    let join = start.checked_sub(1)?;
    let first = join.checked_sub(1)?;
    let dash = matches!(draft.word(join), "-" | "\u{2013}");
    let day = draft.word(first).parse::<u8>().ok().filter(|d| (1..=31).contains(d))?;
    let cell = draft.block(first).start;
    // At the head of a cell, behind a colon, in brackets: never "by 12 to 8 July 3".
    let led = first == cell || matches!(draft.before(first, 1), ":" | "(" | "|");
    // "Replacement buses, 17-12 August 2024: last departure"
    let tight =
        draft.token(join).is_some_and(|t| !t.spaced()) && draft.token(start).is_some_and(|t| !t.spaced());
    let dated = dash && tight && b.year.is_some() && draft.before(first, 1) == ",";
    let led = led || dated;
    let listed = dated
        || matches!(draft.scope(first), Scope::Item | Scope::Cell { .. })
        || draft.before(first, 1) == "(";
    (day > last && led && listed && (dash || draft.one(join, WordSet::UntilDate)))
        .then(|| slip(draft, &(first..join), &b.tokens, "is after"))
}

/// "an estimate of £9,000-£6,000": what may be asked or paid; "children of 11 to 6 years".
fn told_of(draft: &Draft<'_>, reading: &Reading) -> Option<Slip> {
    let start = reading.extent.tokens.start;
    let (money, ages) = (reading.kind == Kind::Money, reading.kind == Kind::Duration);
    let near = start.saturating_sub(5).max(draft.sentence(start).start)..start;
    let of = || draft.preceded(start, &["of"]) && start >= 2 && draft.one(start - 2, WordSet::People);
    let told = money && draft.says(&near, WordSet::MayBe) || ages && of();
    if !told || draft.preceded(start, &["from", "by"]) || draft.has(&near, Cue::Moved) {
        return None;
    }
    let found = draft.numerals_in(&(start..start + 9));
    let [a, b, ..] = found else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let join = (1..=2).contains(&gap.len())
        && (matches!(draft.word(gap.start), "-" | "\u{2013}") || draft.one(gap.start, WordSet::UntilDate))
        && (gap.start + 1..gap.end).all(|i| draft.is_sign(i));
    let years = money || unit_at(draft, b.tokens.end) == Some("year");
    let text = format!("{} is more than {}", grouped(a.value), grouped(b.value));
    (join && years && a.tokens.start <= start + 2 && a.value > b.value)
        .then(|| Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}

/// "(95 per cent confidence interval 2.6 to 1.2)"
fn interval(draft: &Draft<'_>, at: u32) -> Option<Slip> {
    let at = (at..at + 3).find(|&i| {
        !matches!(draft.word(i), ":" | "," | "(" | "[") && !draft.any(i, &["of", "was", "is", "from"])
    })?;
    let near = draft.numerals_in(&(at..at + 9));
    let [a, b, ..] = near else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let signs = |n: &Numeral| {
        matches!(draft.before(n.tokens.start, 1), "-" | "\u{2212}")
            || draft.preceded(n.tokens.start, &["minus"])
    };
    let joined = gap.len() == 1
        && (draft.any(gap.start, &["to", "and", ","]) || matches!(draft.word(gap.start), "-" | "\u{2013}"));
    if a.tokens.start != at || !joined || a.value <= b.value || signs(a) {
        return None;
    }
    let text = format!("{} is more than {}", grouped(a.value), grouped(b.value));
    Some(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}

/// "1945-1939"
fn dashed(draft: &Draft<'_>, a: &Day, b: &Day) -> Option<Slip> {
    let next = b.tokens.start == a.tokens.end + 1;
    let dash = next && matches!(draft.word(a.tokens.end), "-" | "\u{2013}" | "\u{2014}");
    // "CVE-2016-1669" is a name.
    let start = a.tokens.start;
    if draft.token(start).is_some_and(|t| !t.spaced()) && !matches!(draft.before(start, 1), "(" | "[" | "|") {
        return None;
    }
    // "(1987 to 1978)"
    let to = next && draft.one(a.tokens.end, WordSet::UntilDate) && draft.word(b.tokens.end) == ")";
    let years = a.month.is_none() && b.month.is_none() && a.year > b.year && b.year > Some(0);
    // "(mayor 1987-1978)"
    let bracket = draft.word(b.tokens.end) == ")"
        && (a.tokens.start.saturating_sub(5)..a.tokens.start)
            .rev()
            .take_while(|&i| draft.is_word(i) || draft.word(i) == "(" || draft.word(i) == ",")
            .any(|i| draft.word(i) == "(");
    let introduced = bracket
        || draft.before(a.tokens.start, 1) == "("
        || draft.follows(a.tokens.start, WordSet::BeforeYears);
    // "covers the years 2024 to 2021"
    let named = next
        && draft.one(a.tokens.end, WordSet::UntilDate)
        && draft.preceded(a.tokens.start, &["years", "period", "seasons"]);
    // "restoration, 1987-1982"
    let lower = |i: u32| draft.is_word(i) && draft.token(i).is_some_and(|t| !t.capital());
    let closes = draft.word(b.tokens.end) == "."
        || draft.word(b.tokens.end) == ","
        || b.tokens.end == draft.block(a.tokens.start).end;
    // "sent home to Dunedin, 1917-1914, fill": behind a name of our time, and no king's of old
    let modern = b.year >= Some(1800) && draft.is_word(start.saturating_sub(2));
    let apposed = draft.before(start, 1) == "," && (lower(start.saturating_sub(2)) || modern) && closes;
    let introduced = introduced || apposed;
    (years && (dash && (introduced || in_column(draft, a)) || to && introduced || named))
        .then(|| slip(draft, &a.tokens, &b.tokens, "is after"))
}

/// "| Joan Petrie | 2012-2003 |": in a cell or an item, where another one has its years the right way round.
fn in_column(draft: &Draft<'_>, a: &Day) -> bool {
    let column = |i: u32| match draft.scope(i) {
        Scope::Cell { table, column, .. } => Some((table, column)),
        Scope::Item => Some((u32::MAX, 0)),
        _ => None,
    };
    let item = draft.scope(a.tokens.start) == Scope::Item;
    let opens = |d: &Day| item || draft.block(d.tokens.start).start == d.tokens.start;
    let here = column(a.tokens.start);
    here.is_some()
        && opens(a)
        && draft.days.windows(2).any(|pair| {
            let (c, d) = (&pair[0], &pair[1]);
            d.tokens.start == c.tokens.end + 1
                && c.month.is_none()
                && d.month.is_none()
                && c.year < d.year
                && column(c.tokens.start) == here
                && opens(c)
        })
}

/// "| Aegidius | 1742-1719 |": years of a column whose other cells have theirs the right way round.
fn columns(draft: &Draft<'_>, cells: &[Cell], out: &mut Vec<Slip>) {
    let years = |c: &Cell| {
        let t = &c.tokens;
        let year = |i: u32| draft.word(i).parse::<u16>().ok().filter(|y| (1000..2200).contains(y));
        let dash = t.len() == 3 && matches!(draft.word(t.start + 1), "-" | "\u{2013}" | "\u{2014}");
        if dash { Some((year(t.start)?, year(t.start + 2)?)) } else { None }
    };
    let told: Vec<_> = cells.iter().filter_map(|c| Some((c, years(c)?))).collect();
    for (cell, _) in told.iter().filter(|(_, (a, b))| a > b) {
        let beside = told.iter().filter(|(c, _)| c.column == cell.column && c.row != cell.row);
        let (up, all) = beside.fold((0, 0), |(up, all), (_, (x, y))| (up + u32::from(x <= y), all + 1));
        if up > 0 && up == all {
            let start = cell.tokens.start;
            out.push(slip(draft, &(start..start + 1), &(start + 2..start + 3), "is after"));
        }
    }
}

/// Two numbers after "between" or "aged".
fn numbers(draft: &Draft<'_>, i: u32, joins: &[&str], ages: bool) -> Option<Slip> {
    // "between the ages of 18 and 12"
    let named = draft.is(i + 1, "the") && draft.any(i + 2, &["ages", "years"]) && draft.is(i + 3, "of");
    let ages = ages || named && draft.is(i + 2, "ages");
    let i = if named { i + 3 } else { i };
    let near = draft.numerals_in(&(i + 1..i + 12));
    let [a, b, ..] = near else { return None };
    let join = (a.tokens.end..b.tokens.start).find(|&k| draft.any(k, joins))?;
    let whole = |n: &Numeral| n.form == Form::Cardinal;
    if a.tokens.start > i + 2
        || join > a.tokens.end + 2
        || b.tokens.start > join + 2
        || !whole(a)
        || !whole(b)
    {
        return None;
    }
    if a.value <= b.value
        || draft.preceded(a.tokens.start, &["minus", "-", "\u{2212}"])
        || draft.preceded(b.tokens.start, &["minus", "-", "\u{2212}"])
    {
        return None;
    }
    if (i..b.tokens.start).any(|k| draft.token(k).is_some_and(|t| t.starts_sentence() && k > i)) {
        return None;
    }
    // "between 11,700 and 8,300 years ago": counted backwards.
    if (b.tokens.end..(b.tokens.end + 6).min(draft.sentence(i).end)).any(|k| draft.one(k, WordSet::RunsDown))
    {
        return None;
    }
    // "between 5 km and 900 m": the units decide, and are not compared here.
    let unit = a.tokens.end..join;
    let same = unit.is_empty()
        || (unit.start..unit.end).all(|k| draft.is(b.tokens.end + (k - unit.start), draft.word(k)));
    let sign = |n: &Numeral| {
        if draft.is_sign(n.tokens.start.saturating_sub(1)) { draft.before(n.tokens.start, 1) } else { "" }
    };
    if !same || sign(a) != sign(b) && !sign(a).is_empty() && !sign(b).is_empty() {
        return None;
    }
    // "between nine and four": hours. "between 1998 and 03": a year cut short.
    let counted = draft.readings_in(&(a.tokens.start.saturating_sub(1)..b.tokens.end)).iter().any(|r| {
        r.extent.whole.contains(&b.tokens.start)
            && (r.noun.is_some() || r.quantity().is_some_and(|q| q.unit.is_some()))
    });
    // "between six and four weeks"
    let to_come = draft.any(b.tokens.end + 1, &["to", "before", "until"]);
    let counted = counted || unit_at(draft, b.tokens.end).is_some() && !to_come;
    let hours = a.value <= Decimal::from(24) && !counted && !ages;
    let short = a.value >= Decimal::from(1000) && b.value < Decimal::ONE_HUNDRED && !counted;
    let age = !ages || a.value <= Decimal::from(120);
    // "a.m.", "o'clock", but not "$1.95 a share"
    let clock = draft.one(b.tokens.end, WordSet::NotCounted)
        && (draft.word(b.tokens.end).len() > 1
            || (b.tokens.end..b.tokens.end + 2).any(|i| draft.token(i).is_some_and(|t| !t.spaced())));
    if hours || short || !age || clock {
        return None;
    }
    let text = format!("{} is more than {}", grouped(a.value), grouped(b.value));
    Some(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}
