//! Which observation of a property answers a claim (`semantics.md` section 4).
//!
//! "Over 33,000 ... since the late 1990s" in an article of 18 July 2023 asks a stock for its state
//! on that day: the total of mid-2022 is the one that was published by then.

use super::{Input, Link, Reason, Target, change};
use crate::claim::Claim;
use crate::kb::{Edtf, EntityId, Fact, FactId, Kind, PropertyId};
use crate::rules::word_set::WordSet;
use crate::value::{Bound, DateTime, Decimal, Interval, Modifier, TimeRelation, Timex};

/// The time that a claim asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// A stretch that the text names.
    Within(Interval<DateTime>),
    /// From some time in the first interval up to the instant.
    Since(Interval<DateTime>, DateTime),
    /// As things stood at the instant.
    At(DateTime),
    /// The text names no time and has no date.
    Nothing,
}

/// Chooses among the facts that give `property` of `entity`.
#[must_use]
pub fn choose(input: &Input<'_>, claim: &Claim, entity: EntityId, property: PropertyId) -> Link {
    let mut link = Link::default();
    let usable: Vec<Fact<'_>> = input
        .base
        .facts_of(entity, property)
        .iter()
        .map(|&f| input.base.fact(f))
        .filter(Fact::usable)
        .collect();
    if usable.is_empty() {
        link.reason = Some(Reason::NoFact);
        return link;
    }
    let mut asked = asked(input, claim);
    let known: Vec<&Fact<'_>> = usable.iter().filter(|f| published_by(input, f)).collect();
    if let Some(year) = claim.scope.and_then(|s| split_year(input, s.reading)) {
        let season = known.iter().filter_map(|f| f.when()).find(|w| runs_over(w, year));
        asked = season.map_or(asked, Asked::Within);
    }
    let property = input.base.property(property);
    // "The company said on Wednesday. Profit fell to £21.7m": no profit of that day.
    let day = |i: &Interval<DateTime>| days(i).is_some_and(|n| n <= 7);
    let of_months = |f: &&Fact<'_>| f.when().is_none_or(|w| days(&w).is_none_or(|n| n >= 27));
    if property.kind == Some(Kind::Flow)
        && claim.scope.is_some_and(|s| s.carried)
        && matches!(&asked, Asked::Within(t) if day(t))
        && known.iter().all(of_months)
    {
        asked = input.context.date.map_or(asked, Asked::At);
    }
    // Growth within a quarter says nothing of the year's.
    let quarter = |f: &&Fact<'_>| matches!((&asked, f.when()), (Asked::Within(t), Some(w)) if part_of(t, &w));
    if change::is_growth(property) && known.iter().any(quarter) {
        link.reason = Some(Reason::OutsideValidity);
        return link;
    }
    // What an event did is of its own time: "the eruption of 1953 killed 64".
    let event = input.base.entity(entity).event;
    let undated: Vec<FactId> =
        known.iter().filter(|f| event.is_some() && f.when().is_none()).map(|f| f.id()).collect();
    let kind = property.kind.filter(|_| event.is_none());
    let chosen: Vec<FactId> = if undated.is_empty() {
        in_force(&known, &asked, kind, input.rules.link.last_word_days)
    } else {
        undated
    };
    link.others = usable.iter().map(Fact::id).filter(|f| !chosen.contains(f)).collect();
    let only = only_ever(input, claim, &known).filter(|_| chosen.is_empty());
    if let Some(fact) = only {
        link.target = Some(Target::Facts(vec![fact]));
        (link.tentative, link.slips_from) = (true, 3);
    } else if chosen.is_empty() {
        link.reason = Some(if asked == Asked::Nothing { Reason::NoAnchor } else { Reason::OutsideValidity });
    } else {
        link.target = Some(Target::Facts(attributed(input, claim, chosen)));
    }
    link
}

/// "Threw the javelin 50.47 metres", of a throw long ago: the only observation that there is, where the number's sentence
/// names no time and tells of the past, or the observation is but some years old.
fn only_ever(input: &Input<'_>, claim: &Claim, known: &[&Fact<'_>]) -> Option<FactId> {
    let [fact] = known else { return None };
    let number = input.readings[claim.reading].extent.whole.start;
    let verb = |i: u32| input.has(i, WordSet::PastVerb) || input.word(i).ends_with("ed");
    let past = (claim.clause.start..number.max(claim.clause.start)).any(verb);
    let end = fact.when().and_then(|w| w.high.value().map(|t| t.date()));
    let days = |d: crate::value::Date| input.context.date.map(|now| (now.date() - d).get_days());
    let recent =
        end.and_then(days).is_some_and(|d| (0..=2 * input.rules.link.last_word_days as i32).contains(&d));
    // "Last week", in a draft without a date: a time, and none that is known
    let open = input.readings_near(&claim.clause).iter().any(|r| {
        claim.clause.contains(&r.extent.tokens.start)
            && r.kind.is_time()
            && r.timex().is_some_and(|t| t.interval.is_none() && t.length.is_none())
    });
    (claim.scope.is_none_or(|s| s.carried) && (past || recent) && !open).then(|| fact.id())
}

/// Whether a fact by itself answers for the time that a claim speaks of.
pub(super) fn in_time(input: &Input<'_>, claim: &Claim, fact: &Fact<'_>) -> bool {
    published_by(input, fact)
        && !in_force(&[fact], &asked(input, claim), None, input.rules.link.last_word_days).is_empty()
}

/// The facts that give `property` of `entity` within a stretch that the text names.
pub(super) fn within(
    input: &Input<'_>,
    entity: EntityId,
    property: PropertyId,
    when: &Interval<DateTime>,
) -> Vec<FactId> {
    let flow = input.base.property(property).kind == Some(Kind::Flow);
    let all = input.base.facts_of(entity, property).iter().map(|&f| input.base.fact(f));
    let fit =
        |f: &Fact<'_>| f.usable() && published_by(input, f) && f.when().is_some_and(|w| fits(&w, when, flow));
    all.filter(fit).map(|f| f.id()).collect()
}

/// "2023-24": the first of the two years over which a season, a school year or a business year runs.
fn split_year(input: &Input<'_>, reading: usize) -> Option<i16> {
    let text = input.words(&input.readings.get(reading)?.extent.tokens);
    let (year, rest) = (text.get(..4)?, text.get(4..)?);
    let rest = rest.strip_prefix(['-', '\u{2013}', '/'])?;
    (rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit())).then(|| year.parse().ok())?
}

/// Whether a stretch of some months to a year begins in `year` and ends in the next.
fn runs_over(when: &Interval<DateTime>, year: i16) -> bool {
    let (Some(a), Some(b)) = (when.low.value(), when.high.value()) else { return false };
    let days = (b.date() - a.date()).get_days();
    a.year() == year && b.year() == year + 1 && (120..=372).contains(&days)
}

/// "In the year to March", "the three months to 30 June", "the year ending 31 March": the stretch that ends then.
fn business_period(input: &Input<'_>, reading: usize) -> Option<Interval<DateTime>> {
    let pair = |first: usize| {
        let (length, end) = (input.readings.get(first)?, input.readings.get(first + 1)?);
        let (from, until) = (length.extent.tokens.end, end.extent.tokens.start);
        let joins = |i: u32| {
            matches!(input.word(i), "to" | "until" | "through" | "ending" | "ended" | "the" | "of" | "end")
        };
        if until < from || until - from > 4 || !(from..until).all(joins) || from == until {
            return None;
        }
        let months = match length.timex()?.length {
            Some(l) if l.seconds.is_zero() => i32::try_from(l.months).ok()?,
            // "the 26 weeks to 26 July"
            Some(l) if l.months.is_zero() => {
                let days = l.days()?.low.value()?.round();
                let date = end.timex().filter(|t| t.length.is_none())?;
                let high = *date.interval.as_ref()?.high.value()?;
                let low = high.checked_sub(jiff::Span::new().days(i64::try_from(days).ok()?)).ok()?;
                return (days >= Decimal::from(28)).then(|| Interval::half_open(low, high));
            }
            // "the year to the end of March" may be read as this year.
            _ if input.word(from.checked_sub(1)?) == "year" && input.word(from.checked_sub(2)?) == "the" => {
                12
            }
            _ => return None,
        };
        let date = end.timex().filter(|t| t.length.is_none())?;
        let high = *date.interval.as_ref()?.high.value()?;
        let low = high.checked_sub(jiff::Span::new().months(months)).ok()?;
        Some(Interval::half_open(low, high))
    };
    pair(reading).or_else(|| pair(reading.checked_sub(1)?))
}

fn asked(input: &Input<'_>, claim: &Claim) -> Asked {
    let reference = input.context.date;
    let Some(scope) = claim.scope else {
        return reference.map_or(Asked::Nothing, Asked::At);
    };
    if let Some(period) = business_period(input, scope.reading) {
        return Asked::Within(period);
    }
    let Some(timex) = input.readings[scope.reading].timex() else { return Asked::Nothing };
    let Some(interval) = timex.interval else { return reference.map_or(Asked::Nothing, Asked::At) };
    // "Founded in 1986, Kestrel & Lowe now has 214 shops"
    let (told, number) =
        (input.readings[scope.reading].extent.whole.end, input.readings[claim.reading].extent.whole.start);
    if (told..number).any(|i| matches!(input.word(i), "now" | "today" | "currently")) {
        return reference.map_or(Asked::Nothing, Asked::At);
    }
    // "the worst since 1994, when 83 people died": in that year.
    let end = input.readings[scope.reading].extent.whole.end;
    let comma = u32::from(input.word(end) == ",");
    if input.word(end + comma) == "when" && input.readings[claim.reading].extent.tokens.start > end {
        let own = timex.value.parse::<Edtf>().map(|d| d.interval());
        return Asked::Within(own.unwrap_or(interval));
    }
    match (timex.relation, reference) {
        (Some(TimeRelation::Since), Some(now)) => Asked::Since(start_window(timex, &interval), now),
        (Some(TimeRelation::By | TimeRelation::Until), _) => match interval.high {
            Bound::Open(t) | Bound::Closed(t) => Asked::At(t),
            Bound::Unbounded => Asked::Within(interval),
        },
        _ => Asked::Within(interval),
    }
}

/// When something "since" an expression may have started: within it, or within its first half where
/// the words say "the beginning of".
fn start_window(timex: &Timex, interval: &Interval<DateTime>) -> Interval<DateTime> {
    let (Bound::Closed(from) | Bound::Open(from)) = interval.low else { return *interval };
    let days: i32 = match timex.value.len() {
        0..=3 => 3653,
        4 => 366,
        5..=7 => 31,
        _ => 1,
    };
    let days = if timex.modifier == Some(Modifier::Start) { days / 2 } else { days };
    let to = from.checked_add(jiff::Span::new().days(days)).unwrap_or(from);
    let own = Interval::half_open(from, to);
    own.intersection(interval).unwrap_or(own)
}

/// Two clocks: a draft is judged by what was published by its own date.
fn published_by(input: &Input<'_>, fact: &Fact<'_>) -> bool {
    match (fact.published(), input.as_of.or(input.context.date)) {
        (Some(day), Some(now)) => day <= now.date(),
        _ => true,
    }
}

fn in_force(facts: &[&Fact<'_>], asked: &Asked, kind: Option<Kind>, last_word: u32) -> Vec<FactId> {
    let ids = |it: &mut dyn Iterator<Item = &&Fact<'_>>| it.map(|f| f.id()).collect::<Vec<_>>();
    let timeless = ids(&mut facts.iter().filter(|f| f.timeless()));
    if !timeless.is_empty() {
        return timeless;
    }
    let flow = kind == Some(Kind::Flow);
    match asked {
        Asked::Nothing => ids(&mut facts.iter().filter(|f| f.when().is_none())),
        Asked::Since(from, now) if flow || facts.iter().any(|f| spans(f, from, *now)) => {
            ids(&mut facts.iter().filter(|f| spans(f, from, *now)))
        }
        Asked::Since(_, now) | Asked::At(now) => latest(facts, *now, last_word),
        Asked::Within(t) => {
            // A rate per year says nothing of the whole of three years.
            let rate = kind == Some(Kind::Rate);
            let fit =
                |f: &&&Fact<'_>| f.when().is_some_and(|w| fits(&w, t, flow) && !(rate && longer(t, &w)));
            let exact = ids(&mut facts.iter().filter(fit));
            if rate && facts.iter().all(|f| f.when().is_some_and(|w| longer(t, &w))) {
                return Vec::new();
            }
            if !exact.is_empty() || flow {
                return exact;
            }
            // A stock as it stood: the last observation before the time named.
            match t.low {
                Bound::Closed(from) | Bound::Open(from) => latest(facts, from, last_word),
                Bound::Unbounded => Vec::new(),
            }
        }
    }
}

/// A flow's period must be the one asked for; a stock must have been observed within it.
fn fits(when: &Interval<DateTime>, asked: &Interval<DateTime>, flow: bool) -> bool {
    if flow { when.encloses(asked) && asked.encloses(when) } else { when.intersection(asked).is_some() }
}

/// How many days a stretch has.
fn days(i: &Interval<DateTime>) -> Option<i32> {
    Some((i.high.value()?.date() - i.low.value()?.date()).get_days())
}

/// Whether the stretch asked for is more than half longer again than an observation's.
fn longer(asked: &Interval<DateTime>, when: &Interval<DateTime>) -> bool {
    matches!((days(asked), days(when)), (Some(a), Some(w)) if w >= 27 && a > w + w / 2)
}

/// Whether the stretch asked for is some months out of an observation's, up to two thirds of it.
fn part_of(asked: &Interval<DateTime>, when: &Interval<DateTime>) -> bool {
    when.encloses(asked)
        && matches!((days(asked), days(when)), (Some(a), Some(w)) if a >= 27 && a <= w * 2 / 3)
}

/// Whether a fact covers the stretch from some time in `from` to about `now`.
fn spans(fact: &Fact<'_>, from: &Interval<DateTime>, now: DateTime) -> bool {
    let Some(when) = fact.when() else { return false };
    let (Bound::Closed(a), Bound::Open(b) | Bound::Closed(b)) = (when.low, when.high) else { return false };
    let days = |x: DateTime, y: DateTime| (y.date() - x.date()).get_days();
    from.contains(&a) && days(b, now).abs() <= 62 && days(a, b) > 1
}

/// The newest observations that begin before `now` and are not too old to answer.
fn latest(facts: &[&Fact<'_>], now: DateTime, last_word: u32) -> Vec<FactId> {
    let start = |f: &Fact<'_>| f.when().map(|w| w.low.value().copied());
    let dated = facts.iter().filter_map(|f| start(f).map(|s| (s, f)));
    let newest = dated.clone().filter(|(s, _)| s.is_none_or(|s| s <= now)).map(|(s, _)| s).max();
    let Some(newest) = newest else {
        return facts.iter().filter(|f| f.when().is_none()).map(|f| f.id()).collect();
    };
    dated
        .filter(|(s, _)| *s == newest)
        .filter(|(_, f)| {
            let end = f.when().and_then(|w| w.high.value().copied());
            end.is_none_or(|e| i64::from((now.date() - e.date()).get_days()) <= i64::from(last_word))
        })
        .map(|(_, f)| f.id())
        .collect()
}

/// "64, according to X" is held against X's own count, where the base has one.
fn attributed(input: &Input<'_>, claim: &Claim, facts: Vec<FactId>) -> Vec<FactId> {
    let Some(words) = claim.attribution.clone().filter(|_| facts.len() > 1) else { return facts };
    let (Some(first), Some(last)) =
        (input.tokens.all.get(words.start as usize), input.tokens.all.get(words.end as usize - 1))
    else {
        return facts;
    };
    let said = input.doc.text[first.start as usize..last.end as usize].to_lowercase();
    let own: Vec<FactId> = facts
        .iter()
        .copied()
        .filter(|&f| input.base.fact(f).counter().is_some_and(|c| said.contains(&c.to_lowercase())))
        .collect();
    if own.is_empty() { facts } else { own }
}
