//! Lengths of time between two dates of a box, and ages: "active for over 50 years", "released two years
//! after it was recorded", "married at the age of 26".

use super::sheet::Stretch;
use super::told::told;
use super::when::hull;
use super::{Case, Computed, Found, Tell, Worth, amount};
use crate::mention::{Context, Kind};
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::text::token::tokenise;
use crate::text::{Document, Format};
use crate::value::{Bound, Date, DateTime, Decimal, Interval, Modifier, Timex};

/// Holds a length of time against what the words near it span.
pub(super) fn length(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let timex = reading.timex()?;
    let mut stated = match timex.length {
        Some(_) => timex.clone(),
        // "the past fifty years"
        None => {
            let said = case.input.words(&reading.extent.tokens).to_lowercase();
            let said = ["the past ", "the last ", "past ", "last "].iter().find_map(|w| said.strip_prefix(w));
            lengths(case, said?)?
        }
    };
    stated.modifier = stated.modifier.or_else(|| case.bound());
    let nearly = ["almost", "nearly", "close", "quite", "approaching", "about", "around", "roughly"];
    let from = case.own().start.saturating_sub(3).max(case.sentence.start);
    if stated.modifier.is_some() && case.has(from..reading.extent.tokens.end, &nearly) {
        stated.modifier = Some(Modifier::Approx);
    }
    if stated.modifier == Some(Modifier::MoreThan) && through(case) {
        stated.modifier = None;
    }
    let own = case.own();
    if case.has(own.clone(), &["single", "same", "centuries"])
        || case.has(
            own.start.saturating_sub(1).max(case.sentence.start)..own.start,
            &["single", "same", "separate"],
        )
    {
        return None;
    }
    if let Some(found) = between(case, &stated) {
        return Some(found);
    }
    // "was released two years after he died": what follows is not the subject's own, or is not known.
    let next = case.word(case.own().end);
    // "performed for two decades before disbanding"
    let to_its_end = next == "before"
        && case.tells.iter().any(|t| t.tells == Tells::End && t.tokens.start > case.own().end);
    if matches!(next.as_str(), "after" | "before" | "later" | "earlier" | "prior") && !to_its_end {
        return None;
    }
    if let Some(found) = amount::running_time(case, &stated) {
        return Some(found);
    }
    let ends = (case.own().end..case.sentence.end).take(8);
    if ends
        .into_iter()
        .any(|i| matches!(case.word(i).as_str(), "birthday" | "turning" | "old" | "anniversary"))
    {
        return None;
    }
    let groups = told(case)?;
    if groups.len() == 2 && through(case) {
        return together(case, &groups, stated);
    }
    let group = groups.first().filter(|_| groups.len() == 1)?;
    let tell = group[0];
    let all = of_group(case, group);
    let spans = spans(case, tell, &all)?;
    let how = format!("{}: {}", case.key(tell.line), spans.2.join(", "));
    Some(found(case, tell, Worth::Days(spans.0), spans.1, how, Value::Time(stated)))
}

/// "Recorded over a three-year period", "took place over 12 days": no bound, but how long it took.
fn through(case: &Case<'_, '_>) -> bool {
    let own = case.own();
    let from = own.start.saturating_sub(2).max(case.sentence.start);
    let Some(over) = (from..own.end).find(|&i| case.word(i) == "over") else { return false };
    // "Incorporated over 30 years after it was founded" is a bound.
    if matches!(case.word(own.end).as_str(), "after" | "before") {
        return false;
    }
    let verb = case.tells.iter().any(|t| t.tells == Tells::Whole && t.tokens.end == over);
    verb || matches!(case.word(own.end).as_str(), "period" | "span")
}

/// "Recorded and released over a two-year period": from the first day of the one to the last of the other, in
/// days or in years of the calendar that it touches.
fn together(case: &Case<'_, '_>, groups: &[Vec<&Tell>], stated: Timex) -> Option<Found> {
    let all: Vec<Stretch> = groups.iter().flat_map(|g| of_group(case, g)).collect();
    if all.iter().any(|s| s.yearless) {
        return None;
    }
    let low = all.iter().map(|s| s.start).min_by_key(|i| i.low.value().copied())?;
    let ends = all.iter().map(|s| s.end.unwrap_or(case.sheet.now));
    let high = ends.max_by_key(|i| i.high.value().copied())?;
    let days = apart(&low, &high)?;
    let years = i64::from(high.low.value()?.year() - low.low.value()?.year()) + 1;
    let touched = Decimal::from(365 * years);
    let worth = wide(&days, &Interval::closed(touched, touched));
    let how = all.iter().map(|s| s.written.as_str()).collect::<Vec<_>>().join(", ");
    let from = all.iter().flat_map(|s| s.facts.iter().copied()).collect();
    Some(found(case, groups[0][0], Worth::Days(worth), from, how, Value::Time(stated)))
}

pub(super) fn found(
    case: &Case<'_, '_>,
    tell: &Tell,
    worth: Worth,
    mut from: Vec<crate::kb::FactId>,
    how: String,
    stated: Value,
) -> Found {
    from.dedup();
    Found {
        property: case.sheet.lines[tell.line].property,
        why: format!("'{}' tells of {}", case.input.words(&tell.tokens), case.key(tell.line)),
        parts: vec![Computed { worth, from, how }],
        stated: Some(stated),
    }
}

/// The stretches that a group of words may mean; of several entries those that the sentence names.
pub(super) fn of_group(case: &Case<'_, '_>, group: &[&Tell]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for tell in group {
        let line = &case.sheet.lines[tell.line];
        let mut own = line.any_stretches();
        let named: Vec<usize> =
            (0..line.entries.len()).filter(|&e| super::told::names(case, line.entries[e].text)).collect();
        if !named.is_empty() {
            own.retain(|s| named.contains(&s.entry));
        }
        let nth = ["first", "second", "third", "fourth"];
        let before = tell.tokens.start.checked_sub(1).map(|i| case.word(i)).unwrap_or_default();
        if let Some(n) = nth.iter().position(|w| *w == before)
            && own.len() > 1
        {
            own.sort_by_key(|s| s.start.low.value().copied());
            own = own.get(n..=n).map(<[Stretch]>::to_vec).unwrap_or_default();
        }
        all.extend(own);
    }
    all
}

type Spanned = (Interval<Decimal>, Vec<crate::kb::FactId>, Vec<String>);

/// How long what a word tells of went on: a period from end to end; a date from then to the end of a life,
/// or to the present.
fn spans(case: &Case<'_, '_>, tell: &Tell, all: &[Stretch]) -> Option<Spanned> {
    let first = all.first()?;
    let periods: Vec<&Stretch> = all.iter().filter(|s| s.period).collect();
    let lasting = matches!(tell.tells, Tells::While | Tells::Start | Tells::Whole | Tells::Since);
    if first.yearless && !(periods.len() == 1 && tell.tells != Tells::Since) {
        return None;
    }
    if !periods.is_empty() && lasting {
        if tell.tells == Tells::Start && !since_then(case) {
            return None;
        }
        let mut days: Option<Interval<Decimal>> = None;
        let mut from = Vec::new();
        let mut how = Vec::new();
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        let mut sum = Interval::closed(Decimal::ZERO, Decimal::ZERO);
        for s in &periods {
            let end = end_of(case, s, &mut from);
            let mut own = apart(&s.start, &end)?;
            // From the 6th to the 21st are fifteen days, or sixteen with both.
            if own.as_point().is_some()
                && let Bound::Closed(d) = own.high
            {
                own.high = Bound::Closed(d + Decimal::ONE);
            }
            sum = plus(&sum, &own);
            starts.push(s.start);
            ends.push(end);
            days = Some(days.map_or(own, |d| wide(&d, &own)));
            from.extend(s.facts.iter().copied());
            how.push(s.written.clone());
        }
        let mut days = days?;
        if periods.len() > 1 {
            // Breaks may count or not.
            let first = starts.iter().min_by_key(|i| i.low.value().copied())?;
            let last = ends.iter().max_by_key(|i| (i.high.value().is_none(), i.high.value().copied()))?;
            days = wide(&sum, &apart(first, last)?);
        }
        return Some((days, from, how));
    }
    // "It took four years to build": from its begin to the opening.
    if Some(tell.line) == case.sheet.of(case.input, "construction")
        && let Some(opening) = case.sheet.of(case.input, "opening").filter(|&l| l != tell.line)
        && let ([start], [end]) = (all, case.sheet.lines[opening].stretches().as_slice())
    {
        let facts = start.facts.iter().chain(&end.facts).copied().collect();
        return Some((
            apart(&start.start, &end.start)?,
            facts,
            vec![start.written.clone(), end.written.clone()],
        ));
    }
    // A single date: from then to its end, if the sentence says that it goes on.
    let pair = case.sheet.of(case.input, "birth").zip(case.sheet.of(case.input, "death"));
    let is_life = Some(tell.line) == case.sheet.of(case.input, "birth");
    // "lived in Romania for 17 years" is not how long the life was.
    let elsewhere = is_life
        && matches!(
            case.word(tell.tokens.end).as_str(),
            "in" | "at" | "with" | "near" | "outside" | "on" | "abroad"
        );
    if all.len() != 1 || tell.tells != Tells::Since || elsewhere {
        return None;
    }
    let mut from = first.facts.clone();
    let mut how = vec![first.written.clone()];
    let end = match pair.filter(|_| is_life) {
        Some((_, death)) => {
            let died = case.sheet.lines[death].stretches().into_iter().next()?;
            from.extend(died.facts.iter().copied());
            how.push(format!("{}: {}", case.key(death), died.written));
            died.start
        }
        None => match case.sheet.of(case.input, "end") {
            Some(ended) => {
                let ended = case.sheet.lines[ended].stretches().into_iter().next()?;
                from.extend(ended.facts.iter().copied());
                how.push(ended.written.clone());
                ended.start
            }
            None => case.sheet.now,
        },
    };
    Some((apart(&first.start, &end)?, from, how))
}

/// "has been singing since", "has existed for": a beginning that is counted to the present.
fn since_then(case: &Case<'_, '_>) -> bool {
    case.has(case.sentence.clone(), &["has", "have", "been", "since", "for", "ago", "past", "last"])
}

/// The end of a stretch: its own, else the end of a life that it belongs to, else the present.
fn end_of(case: &Case<'_, '_>, s: &Stretch, from: &mut Vec<crate::kb::FactId>) -> Interval<DateTime> {
    if let Some(end) = s.end {
        return end;
    }
    if let Some(line) = case.sheet.of(case.input, "death").or_else(|| case.sheet.of(case.input, "end"))
        && let Some(end) = case.sheet.lines[line].stretches().first()
    {
        from.extend(end.facts.iter().copied());
        return end.start;
    }
    case.sheet.now
}

/// The days from some time in `a` to some time in `b`, both ends.
pub(super) fn apart(a: &Interval<DateTime>, b: &Interval<DateTime>) -> Option<Interval<Decimal>> {
    let days = |x: Date, y: Date| Decimal::from((y - x).get_days());
    let (first, last) = (day(&a.low, false)?, day(&a.high, true)?);
    let low = day(&b.low, false)?;
    let shortest = days(last.max(first), low);
    let longest = day(&b.high, true).map(|h| days(first, h));
    Some(Interval {
        low: Bound::Closed(shortest),
        high: longest.map_or(Bound::Unbounded, |l| Bound::Closed(l.max(shortest))),
    })
}

/// The day at an end of an interval; an open high end is the day before.
fn day(end: &Bound<DateTime>, high: bool) -> Option<Date> {
    match end {
        Bound::Closed(t) => Some(t.date()),
        Bound::Open(t) if high => Some(t.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?.date()),
        Bound::Open(t) => Some(t.date()),
        Bound::Unbounded => None,
    }
}

fn wide(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Interval<Decimal> {
    let low = a.low.value().copied().into_iter().chain(b.low.value().copied()).min();
    let high = match (a.high.value(), b.high.value()) {
        (Some(x), Some(y)) => Bound::Closed(*x.max(y)),
        _ => Bound::Unbounded,
    };
    Interval { low: low.map_or(Bound::Unbounded, Bound::Closed), high }
}

fn plus(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Interval<Decimal> {
    let add = |x: &Bound<Decimal>, y: &Bound<Decimal>| match (x.value(), y.value()) {
        (Some(x), Some(y)) => Bound::Closed(*x + *y),
        _ => Bound::Unbounded,
    };
    Interval { low: add(&a.low, &b.low), high: add(&a.high, &b.high) }
}

/// "two years after it was recorded", "less than a year between recording and release": the days between
/// what two words tell of.
fn between(case: &Case<'_, '_>, stated: &Timex) -> Option<Found> {
    let own = case.own().clone();
    if case.has(own.end..case.sentence.end, &["birthday"]) {
        return birthday(case, stated);
    }
    if case.has(own.end..case.sentence.end, &["turning", "anniversary"]) {
        return None;
    }
    let next = case.word(own.end);
    let dated = |t: &&Tell| {
        !matches!(t.tells, Tells::Made | Tells::Count | Tells::Measure)
            && !case.sheet.lines[t.line].stretches().is_empty()
    };
    let before = || case.tells.iter().filter(dated).rfind(|t| t.tokens.end <= own.start);
    let after = |from: u32| case.tells.iter().filter(dated).find(|t| t.tokens.start >= from);
    let (a, b) = match next.as_str() {
        // "released two years after it was recorded": from the second to the first
        "after" => (after(own.end)?, before().or_else(|| second(case, after(own.end)?, dated))?),
        "before" | "prior" => (before()?, after(own.end)?),
        "between" | "from" => {
            let a = after(own.end)?;
            (
                a,
                case.tells
                    .iter()
                    .filter(dated)
                    .find(|t| t.tokens.start >= a.tokens.end && t.line != a.line)?,
            )
        }
        _ => return None,
    };
    if a.line == b.line || near_is_other(case, a, b) {
        return None;
    }
    let (x, y) = (event(case, a)?, event(case, b)?);
    let mut days = apart(&x.0, &y.0)?;
    // "between" says nothing of which came first.
    if next == "between" && days.high.value().is_some_and(|h| h.is_sign_negative()) {
        days = apart(&y.0, &x.0)?;
    }
    let how = format!("{}: {}; {}: {}", case.key(a.line), x.2, case.key(b.line), y.2);
    let from = x.1.into_iter().chain(y.1).collect();
    Some(found(case, b, Worth::Days(days), from, how, Value::Time(stated.clone())))
}

/// "Eight days after his birthday", "two months before her 60th birthday": the days to the next birthday, to the
/// last one, or to the one that is named.
fn birthday(case: &Case<'_, '_>, stated: &Timex) -> Option<Found> {
    let own = case.own().clone();
    let after = match case.word(own.end).as_str() {
        "after" => true,
        "before" => false,
        _ => return None,
    };
    let word = (own.end..case.sentence.end).find(|&i| case.word(i) == "birthday")?;
    let whose = ["his", "her", "their", "its", "the", "a"];
    let (owner, nth) = (own.end + 1, own.end + 2..word);
    if !whose.contains(&case.word(owner).as_str()) || case.of_another(own.start) {
        return None;
    }
    let nth: Option<i16> = match nth.len() {
        0 => None,
        _ => Some(case.input.readings.iter().find_map(|r| {
            let inside = r.kind == Kind::Ordinal && nth.start <= r.extent.tokens.start;
            let n =
                r.quantity().filter(|_| inside && r.extent.tokens.end <= word)?.stated.as_point().copied()?;
            i16::try_from(n).ok()
        })?),
    };
    let birth = case.sheet.of(case.input, "birth")?;
    let dated = |t: &&Tell| {
        t.line != birth
            && t.tokens.end <= own.start
            && matches!(t.tells, Tells::Whole | Tells::Start | Tells::End)
            && !case.sheet.lines[t.line].stretches().is_empty()
    };
    let tell = case.tells.iter().rfind(dated)?;
    let (then, mut from, written) = event(case, tell)?;
    let born = case.sheet.lines[birth].stretches().into_iter().next()?;
    let (day, when) = (day(&born.start.low, false)?, day(&then.low, false)?);
    // A year alone has no birthday.
    if *apart(&born.start, &born.start)?.high.value()? > Decimal::ONE {
        return None;
    }
    let in_year = |year: i16| {
        let first = Date::new(year, day.month(), 1).ok()?;
        let day = Date::new(year, day.month(), day.day()).unwrap_or(first.last_of_month());
        Some(Interval::point(DateTime::from(day)))
    };
    let of = match nth {
        Some(n) => day.year().checked_add(n)?,
        None => {
            let this = Date::new(when.year(), day.month(), day.day()).ok()?;
            when.year() + i16::from(!after && this < when) - i16::from(after && this > when)
        }
    };
    let on = in_year(of)?;
    let days = if after { apart(&on, &then)? } else { apart(&then, &on)? };
    from.extend(born.facts.iter().copied());
    let how = format!("{}: {}; {}: {}", case.key(birth), born.written, case.key(tell.line), written);
    Some(found(case, tell, Worth::Days(days), from, how, Value::Time(stated.clone())))
}

fn second<'c>(case: &'c Case<'_, '_>, first: &Tell, dated: impl Fn(&&Tell) -> bool) -> Option<&'c Tell> {
    case.tells.iter().filter(dated).find(|t| t.tokens.start >= first.tokens.end && t.line != first.line)
}

/// A name of another stands between the two: it is another's release, or another's death.
fn near_is_other(case: &Case<'_, '_>, a: &Tell, b: &Tell) -> bool {
    case.of_another(a.tokens.start) || case.of_another(b.tokens.start)
}

type Event = (Interval<DateTime>, Vec<crate::kb::FactId>, String);

/// When what a word tells of happened; a period from its first day to its last.
fn event(case: &Case<'_, '_>, tell: &Tell) -> Option<Event> {
    let mut all = of_group(case, &[tell]);
    // What has breaks began once.
    if tell.tells == Tells::Start && all.iter().all(|s| s.period) && case.key_is(tell.line, "activity") {
        all.sort_by_key(|s| s.start.low.value().copied());
        all.truncate(1);
    }
    let [s] = all.as_slice() else { return None };
    if s.yearless {
        return None;
    }
    let interval = match tell.tells {
        Tells::Start => s.start,
        Tells::End => s.end?,
        _ => hull(case, s),
    };
    Some((interval, s.facts.clone(), s.written.clone()))
}

/// "over forty years ago": the days from a date to the present.
pub(super) fn ago(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let said = case.input.words(&reading.extent.tokens).to_lowercase();
    let said = said.strip_suffix("ago")?.trim();
    let mut stated = lengths(case, said)?;
    // "over sixty years ago" is before that day
    let told_so = || match reading.timex()?.modifier? {
        Modifier::Before => Some(Modifier::MoreThan),
        Modifier::After => Some(Modifier::LessThan),
        m => Some(m),
    };
    stated.modifier = stated.modifier.or_else(|| case.bound()).or_else(told_so);
    let groups = told(case)?;
    let group = groups.first().filter(|_| groups.len() == 1)?;
    let tell = group[0];
    let mut all = of_group(case, group);
    if tell.tells == Tells::Start {
        all.sort_by_key(|s| s.start.low.value().copied());
        all.truncate(1);
    }
    let [s] = all.as_slice() else { return None };
    if s.yearless {
        return None;
    }
    let then = match tell.tells {
        Tells::End => s.end?,
        _ => s.start,
    };
    let days = apart(&then, &case.sheet.now)?;
    let how = format!("{}: {}", case.key(tell.line), s.written);
    Some(found(case, tell, Worth::Days(days), s.facts.clone(), how, Value::Time(stated)))
}

/// A length of time read from its own words.
fn lengths(case: &Case<'_, '_>, said: &str) -> Option<Timex> {
    reread(case, said).into_iter().find_map(|v| match v {
        Value::Time(t) if t.length.is_some() => Some(t),
        _ => None,
    })
}

/// What a text says by itself.
pub(super) fn reread(case: &Case<'_, '_>, said: &str) -> Vec<Value> {
    let doc = Document::read(said, Format::Plain);
    let tokens = tokenise(&doc, &case.input.rules.lexicon);
    let all = crate::resolve::read(&doc, &tokens, case.input.rules, &Context::default());
    all.into_iter().map(|r| r.value).collect()
}
