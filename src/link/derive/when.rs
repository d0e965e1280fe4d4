//! Dates and periods of what a box dates: "was released in the winter of 1975", "retired in 2010".

use super::era::{early_months, half_before, hundreds, near_season, part_of_century, turn_of, winter};
use super::sheet::Stretch;
use super::told::{chosen, told};
use super::{Case, Computed, Found, Tell, Worth};
use crate::kb::Edtf;
use crate::mention::Kind;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::text::TokenKind;
use crate::value::{Bound, DateTime, Interval, Modifier, TimeRelation, Timex};

/// Holds a date or a period against what the nearest word tells of.
pub(super) fn date(case: &Case<'_, '_>) -> Option<Found> {
    let reading = &case.input.readings[case.claim.reading];
    let timex = reading.timex()?;
    if case.input.words(&reading.extent.tokens).to_lowercase().ends_with("ago") {
        return super::lasts::ago(case);
    }
    // "In the year December 12, 1972", "in the month of February": what follows says which.
    let end = reading.extent.whole.end;
    let next = if case.word(end) == "of" { end + 1 } else { end };
    let spelled = case.input.reads(next).is_some_and(|r| r.kind.is_time() && r.extent.whole.start >= end);
    let bare = matches!(case.word(end - 1).as_str(), "year" | "month" | "day" | "date");
    if bare && spelled {
        return None;
    }
    // "Lasted longer than at the 2004 games"
    let back = case.own().start.saturating_sub(3).max(case.sentence.start)..case.own().start;
    if case.has(back.clone(), &["than"]) && case.has(back, &["at", "in", "during", "the"]) {
        return None;
    }
    let early = early_months(case);
    let timex = early.as_ref().unwrap_or(timex);
    if let Some(found) = still_alive(case, timex) {
        return Some(found);
    }
    let Some(groups) = told(case) else {
        return lived(case, timex).or_else(|| of_its_time(case, timex)).or_else(|| named(case, timex));
    };
    let mut parts = Vec::new();
    let mut stated = timex.clone();
    for group in &groups {
        let part = match timex.interval {
            _ if reading.kind == Kind::Period => stretch_part(case, group, timex)?,
            _ => moment_part(case, group, timex)?,
        };
        parts.push(part);
    }
    if timex.relation == Some(TimeRelation::Until)
        && let Ok(day) = timex.value.parse::<Edtf>()
    {
        (stated.interval, stated.relation) = (Some(day.interval()), None);
    } else if timex.interval.is_none() {
        stated.interval = Some(resolved(&timex.value, &parts)?);
    } else if timex.relation == Some(TimeRelation::Since) {
        // What goes on since then began then.
        let from = *timex.interval?.low.value()?;
        let years = match timex.value.len() {
            2 => 100,
            3 => 10,
            4 => 1,
            _ => 0,
        };
        let end = match (years, timex.modifier) {
            (0, _) => timex.value.parse::<Edtf>().ok()?.interval().high.value().copied()?,
            // "since the early 1990s"
            (n, Some(Modifier::Start)) => from.checked_add(jiff::Span::new().months(n * 6)).ok()?,
            (n, Some(Modifier::Mid)) => from.checked_add(jiff::Span::new().months(n * 8)).ok()?,
            (n, Some(Modifier::End)) => from.checked_add(jiff::Span::new().months(n * 4)).ok()?,
            (n, _) => from.checked_add(jiff::Span::new().years(n)).ok()?,
        };
        stated.modifier = stated.modifier.filter(|m| *m == Modifier::End);
        stated.interval = Some(Interval::half_open(from, end));
        stated.relation = None;
    }
    if let Some(i) = timex.interval
        && let Some(part) = half_before(case, &i)
    {
        stated.interval = Some(part);
        stated.readings.clear();
    }
    if let Some(turn) = turn_of(case, timex) {
        (stated.interval, stated.relation, stated.modifier) = (Some(turn), None, None);
        stated.readings.clear();
    }
    if let Some(part) = part_of_century(case, &timex.value) {
        stated.interval = Some(part);
        stated.readings.clear();
    }
    if let Some(also) = hundreds(case, &timex.value) {
        stated.readings.extend(stated.interval);
        stated.readings.push(also);
        stated.modifier = None;
    }
    if let Some(also) = winter(&stated) {
        stated.readings.push(also);
    }
    if near_season(&stated, &parts) {
        return None;
    }
    let first = groups.first()?.first()?;
    Some(Found {
        property: case.sheet.lines[first.line].property,
        why: format!("'{}' tells of {}", case.input.words(&first.tokens), case.key(first.line)),
        parts,
        stated: Some(Value::Time(stated)),
    })
}

/// "Lived in the 20th century": any time from the birth to the death.
fn lived(case: &Case<'_, '_>, timex: &Timex) -> Option<Found> {
    let own = case.own();
    let held = timex.interval.filter(|_| timex.relation.is_none_or(|r| r == TimeRelation::During))?;
    let before = own.start.saturating_sub(2).max(case.sentence.start)..own.start;
    if !case.has(before, &["lived"]) || case.of_another(own.start) {
        return None;
    }
    let birth = case.sheet.of(case.input, "birth")?;
    let death = case.sheet.of(case.input, "death")?;
    let first = |line: usize| case.sheet.lines[line].stretches().into_iter().next();
    let (born, died) = (first(birth)?, first(death)?);
    let life = Interval { low: born.start.low, high: died.start.high };
    let from = born.facts.iter().chain(&died.facts).copied().collect();
    let how = format!("{}: {}; {}: {}", case.key(birth), born.written, case.key(death), died.written);
    Some(Found {
        property: case.sheet.lines[birth].property,
        why: "a life from its birth to its death".to_owned(),
        parts: vec![Computed { worth: Worth::Within(vec![life]), from, how }],
        stated: Some(Value::Time(Timex { interval: Some(held), relation: None, ..timex.clone() })),
    })
}

/// "Was awarded the Copley Medal in 1795": the date in brackets behind a name that a line lists and the
/// sentence spells out.
fn named(case: &Case<'_, '_>, timex: &Timex) -> Option<Found> {
    let held = timex.interval.filter(|_| timex.relation.is_none_or(|r| r == TimeRelation::During))?;
    let own = case.own();
    for line in &case.sheet.lines {
        // What is married or played for is told by its own words.
        if line.aspects.iter().any(|&a| case.input.rules.aspects.dated(a)) {
            continue;
        }
        for (at, entry) in line.entries.iter().enumerate() {
            let dated = |(_, rest): &(&str, &str)| rest.starts_with(|c: char| c.is_ascii_digit());
            let Some((name, _)) = entry.text.split_once('(').filter(dated) else { continue };
            let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
            let spelled = words.len() >= 2
                && (case.sentence.start..own.start).any(|i| {
                    !case.of_another(i)
                        && words.iter().zip(i..own.start).filter(|(w, j)| case.word(*j) == **w).count()
                            == words.len()
                });
            let own: Vec<Stretch> = line.stretches().into_iter().filter(|s| s.entry == at).collect();
            let ([one], true) = (own.as_slice(), spelled) else { continue };
            return Some(Found {
                property: line.property,
                why: format!("'{}' is dated in {}", name.trim(), line.key),
                parts: vec![Computed {
                    worth: Worth::Moments(vec![one.start]),
                    from: one.facts.clone(),
                    how: format!("{}: {}", line.key, entry.text),
                }],
                stated: Some(Value::Time(Timex { interval: Some(held), ..timex.clone() })),
            });
        }
    }
    None
}

/// "A 21st century entertainer", "a film from the 80s": a time that something belongs to, by no word of its own.
fn of_its_time(case: &Case<'_, '_>, timex: &Timex) -> Option<Found> {
    let own = case.own();
    let reading = &case.input.readings[case.claim.reading];
    let tokens = &reading.extent.tokens;
    let is = |i: Option<u32>| {
        i.map(|i| case.word(i)).is_some_and(|w| matches!(w.as_str(), "is" | "was" | "are" | "were"))
    };
    let back = |n: u32| tokens.start.checked_sub(n).filter(|&i| i >= case.sentence.start);
    let noun = case.input.tokens.all.get(own.end as usize).is_some_and(|t| t.kind == TokenKind::Word);
    let article = back(1).map(|i| case.word(i)).is_some_and(|w| matches!(w.as_str(), "a" | "an"));
    let attributive = article && noun && is(back(2));
    let from = back(1).map(|i| case.word(i)).is_some_and(|w| matches!(w.as_str(), "from" | "the"))
        && (is(back(2)) || is(back(3)));
    let long = timex.value.len() < 4 || timex.value.ends_with("-H1") || timex.value.ends_with("-H2");
    if timex.relation.is_some_and(|r| r != TimeRelation::During && r != TimeRelation::From)
        || !(attributive && long || from && !noun)
    {
        return None;
    }
    let held = timex.interval?;
    let line = |ids: &[&str]| ids.iter().find_map(|id| case.sheet.of(case.input, id));
    let (from, to) = match line(&["birth"]) {
        Some(born) => match line(&["activity", "death"]) {
            Some(l) if case.sheet.of(case.input, "activity") == Some(l) => (l, None),
            death => (born, death),
        },
        None => (line(&["release", "making", "publication"])?, None),
    };
    let all = case.sheet.lines[from].stretches();
    let mut facts: Vec<_> = all.iter().flat_map(|s| s.facts.iter().copied()).collect();
    let mut how: Vec<String> = all.iter().map(|s| s.written.clone()).collect();
    let mut within: Vec<Interval<DateTime>> = all.iter().map(|s| hull(case, s)).collect();
    if let (Some(to), [one]) = (to, within.as_mut_slice()) {
        let end = case.sheet.lines[to].stretches();
        one.high = end.first()?.start.high;
        facts.extend(end[0].facts.iter().copied());
        how.push(end[0].written.clone());
    }
    let stated = Timex { interval: Some(held), relation: None, ..timex.clone() };
    Some(Found {
        property: case.sheet.lines[from].property,
        why: format!("the time it belongs to, by {}", case.key(from)),
        parts: vec![Computed { worth: Worth::Within(within), from: facts, how: how.join(", ") }],
        stated: Some(Value::Time(stated)),
    })
}

/// "Died in 2017" of one whose box, written later, gives an age and no death.
fn still_alive(case: &Case<'_, '_>, timex: &Timex) -> Option<Found> {
    let birth =
        case.sheet.of(case.input, "birth").filter(|_| case.sheet.of(case.input, "death").is_none())?;
    let line = &case.sheet.lines[birth];
    let [entry] = line.entries.as_slice() else { return None };
    let now = case.sheet.now.low.value().filter(|_| entry.counts_years())?;
    let said = timex.interval.filter(|i| i.high.value().is_some_and(|h| h <= now))?;
    let own = case.own().clone();
    let mut told = false;
    for at in own.start.saturating_sub(6).max(case.sentence.start)..(own.end + 6).min(case.sentence.end) {
        let rest = case.input.tokens.all.get(at as usize..case.sentence.end as usize).unwrap_or(&[]);
        let rules = &case.input.rules.aspects;
        rules.each(rest, &case.input.doc.text, |aspect, tells, _| {
            let owned = case.has(at.saturating_sub(3)..at, &["his", "her", "their", "s"]);
            told |= rules.id(aspect) == "death" && tells == Tells::Whole && !owned && !case.of_another(at);
        });
    }
    let moment = Interval { low: case.sheet.now.low, high: Bound::Unbounded };
    told.then(|| Found {
        property: line.property,
        why: "the age of a living person".to_owned(),
        parts: vec![Computed {
            worth: Worth::Moments(vec![moment]),
            from: entry.facts.iter().map(crate::kb::Fact::id).collect(),
            how: format!("{}: {}", line.key, entry.text),
        }],
        stated: Some(Value::Time(Timex { interval: Some(said), relation: None, ..timex.clone() })),
    })
}

/// When what the words tell of happened, or went on.
fn moment_part(case: &Case<'_, '_>, group: &[&Tell], timex: &Timex) -> Option<Computed> {
    let mut moments = Vec::new();
    let mut within = Vec::new();
    let (mut from, mut how) = (Vec::new(), Vec::new());
    for tell in group {
        let line = &case.sheet.lines[tell.line];
        // A day without its year answers another such day.
        let all = if timex.interval.is_none() { line.any_stretches() } else { line.stretches() };
        let all = chosen(case, tell, all);
        if all.is_empty() {
            continue;
        }
        let since = timex.relation == Some(TimeRelation::Since);
        let tells = match tell.tells {
            Tells::Whole if all.iter().all(|s| !s.period) => Tells::Whole,
            Tells::While | Tells::Whole | Tells::Since if since => Tells::Start,
            Tells::While if timex.relation == Some(TimeRelation::Until) => Tells::End,
            t => t,
        };
        let mut all = ends(case, tells, all);
        // "Has been active since 1995" is said of what goes on.
        let ended = |s: &Stretch| s.period && s.end.as_ref().is_some_and(|e| over(case, e));
        let goes_on = case.unbroken || perfect(case);
        if since && goes_on && all.iter().all(ended) {
            moments.push(Interval { low: case.sheet.now.low, high: Bound::Unbounded });
            from.extend(all.iter().flat_map(|s| s.facts.iter().copied()));
            how.extend(all.into_iter().map(|s| s.written));
            continue;
        }
        if since && case.unbroken {
            let last = all.iter().filter_map(|s| s.start.low.value().copied()).max();
            all.retain(|s| s.start.low.value().copied() == last);
        }
        for s in all {
            match tells {
                Tells::Start => moments.push(s.start),
                Tells::End => match s.end {
                    Some(end) => moments.push(end),
                    // It has not ended: any date is wrong that lies before the present, which is when the
                    // sentence is read where nothing tells.
                    None => {
                        let said = timex.interval.map(|i| i.high).filter(|_| past(case));
                        let low = said.filter(|_| case.input.context.date.is_none());
                        moments.push(Interval {
                            low: low.unwrap_or(case.sheet.now.low),
                            high: Bound::Unbounded,
                        });
                    }
                },
                Tells::While | Tells::Whole if s.period => within.push(hull(case, &s)),
                _ => moments.push(s.start),
            }
            from.extend(s.facts);
            how.push(s.written);
        }
    }
    if from.is_empty() {
        return None;
    }
    from.dedup();
    let how = format!("{}: {}", case.key(group[0].line), how.join(", "));
    let worth = match (moments.is_empty(), within.is_empty()) {
        (false, true) => Worth::Moments(moments),
        (true, false) => Worth::Within(within),
        // A word may mean either line.
        _ => Worth::Within(moments.into_iter().chain(within).collect()),
    };
    Some(Computed { worth, from, how })
}

/// Whether the sentence tells of what is over: "broke up in 2000".
fn past(case: &Case<'_, '_>) -> bool {
    !case.has(case.sentence.clone(), &["will", "would", "may", "might", "plans", "until", "to"])
}

/// "Has been active since 1995", not "had been".
fn perfect(case: &Case<'_, '_>) -> bool {
    case.has(case.sentence.start..case.own().start, &["has", "have"])
        && !case.has(case.sentence.clone(), &["hiatus", "off", "again"])
}

/// Whether an end lies before the present.
fn over(case: &Case<'_, '_>, end: &Interval<DateTime>) -> bool {
    matches!((end.high.value(), case.sheet.now.low.value()), (Some(e), Some(now)) if e < now)
}

/// Of several stretches of one line the first begins it and the last ends it.
fn ends(case: &Case<'_, '_>, tells: Tells, all: Vec<Stretch>) -> Vec<Stretch> {
    let line_of_one = |all: &[Stretch]| all.iter().all(|s| s.period) || all.len() == 1;
    match tells {
        Tells::Start if line_of_one(&all) && case.sheet.lines.len() > 1 => all,
        Tells::End => {
            if let Some(open) = all.iter().find(|s| s.end.is_none()) {
                return vec![open.clone()];
            }
            let last = all.iter().filter_map(|s| s.end.as_ref().and_then(|e| e.high.value().copied())).max();
            all.into_iter().filter(|s| s.end.as_ref().and_then(|e| e.high.value().copied()) == last).collect()
        }
        _ => all,
    }
}

/// From the first possible day of a stretch to its last.
pub(super) fn hull(case: &Case<'_, '_>, s: &Stretch) -> Interval<DateTime> {
    let high = match &s.end {
        Some(end) => end.high,
        None => case.sheet.now.high,
    };
    Interval { low: s.start.low, high }
}

fn stretch_part(case: &Case<'_, '_>, group: &[&Tell], timex: &Timex) -> Option<Computed> {
    let mut all = Vec::new();
    let (mut from, mut how) = (Vec::new(), Vec::new());
    for tell in group {
        let line = &case.sheet.lines[tell.line];
        let own = if timex.interval.is_none() { line.any_stretches() } else { line.stretches() };
        for s in chosen(case, tell, own) {
            // "Built between 1931 and 1934", where the box has the start alone.
            if !s.period && timex.interval.is_some_and(|i| i != s.start && i.intersection(&s.start).is_some())
            {
                return None;
            }
            let end = match s.end {
                Some(end) => end,
                None => Interval { low: case.sheet.now.low, high: Bound::Unbounded },
            };
            all.push((s.start, end));
            from.extend(s.facts);
            how.push(s.written);
        }
    }
    if from.is_empty() {
        return None;
    }
    Some(Computed {
        worth: Worth::Stretches(all),
        from,
        how: format!("{}: {}", case.key(group[0].line), how.join(", ")),
    })
}

/// "XXXX-03", "XXXX-08-06", "XXXX-SP": the one in the year of what it is held against.
fn resolved(value: &str, parts: &[Computed]) -> Option<Interval<DateTime>> {
    let rest = value.strip_prefix("XXXX-")?;
    if let (Some((a, b)), Some(Worth::Stretches(all))) =
        (rest.split_once("/XXXX-"), parts.first().map(|p| &p.worth))
    {
        let year = all.first()?.0.low.value()?.year();
        let day = |text: &str| format!("{year:04}-{text}").parse::<Edtf>().ok().map(|d| d.interval());
        return Some(Interval { low: day(a)?.low, high: day(b)?.high });
    }
    let (Worth::Moments(all) | Worth::Within(all)) = &parts.first()?.worth else { return None };
    let [one] = all.as_slice() else { return None };
    let (from, to) = (one.low.value()?, one.high.value()?);
    let year = from.year();
    // A fact that gives no more than its year says nothing of the month.
    if to.duration_since(*from).as_hours() > 31 * 24 {
        return None;
    }
    let season = match rest {
        "SP" => Some((3, 6)),
        "SU" => Some((6, 9)),
        "FA" | "AU" => Some((9, 12)),
        _ => None,
    };
    if let Some((a, b)) = season {
        let day = |m: i8, d: i8| {
            jiff::civil::Date::new(year, m, d).ok().map(|d| d.to_datetime(jiff::civil::Time::midnight()))
        };
        return Some(Interval::half_open(day(a, 1)?, day(b, 23)?));
    }
    if !rest.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    format!("{year:04}-{rest}").parse::<Edtf>().ok().map(|d| d.interval())
}
