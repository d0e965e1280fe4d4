//! Ages and spans that dates imply.
//!
//! "His death at the age of 22" is held against the years between the dates of birth and death;
//! "less than a week after he'd been brought back" against the days between two events.

use std::ops::Range;

use super::scene::{Scene, Sight, What};
use super::{Candidate, Input, Link, Reason, Target, dating, role};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, Fact, FactValue, PropertyId};
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::value::{Bound, Date, DateTime, Decimal, Interval};

/// Links an age to the dates of a life.
#[must_use]
pub fn age(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Link {
    let Some((person, why)) = person(input, scene, claim) else { return Link::none(Reason::NoFact) };
    let Some(born) = day_of(input, person, PropertyId::BORN) else { return Link::none(Reason::NoFact) };
    let candidate = Candidate { entity: person, property: PropertyId::BORN, cost: 0, why, lost: None };
    let window = input.tokens.sentences.get(claim.sentence).cloned().unwrap_or_else(|| claim.clause.clone());
    let died = day_of(input, person, PropertyId::DIED);
    let scope = claim.scope.filter(|s| !s.carried).and_then(|s| input.readings[s.reading].timex()?.interval);
    // When: at what the sentence tells of, else at the date it names, else now.
    let happened = happenings(input, scene, claim, &window, person);
    // "Jana Kruse, 51, ... this year": a year that is not over names no other day than the article's.
    let now = input.context.date.filter(|now| scope.is_some_and(|t| t.contains(now)));
    let scope = now.map(Interval::point).or(scope);
    let stated = input.readings[claim.reading].quantity().map(|q| q.interval);
    let is_so = |when: &Interval<DateTime>| {
        let years = completed_years(&born.interval, when);
        years.zip(stated).is_some_and(|(y, x)| y.intersection(&x).is_some())
    };
    // "Aged 21 when he was arrested": that and no other; elsewhere any of them may be meant, the day of the article too.
    let one = specific(input, claim);
    // "Turns 45 in July": the next birthday.
    let next = |now: DateTime| now.checked_add(jiff::Span::new().years(1)).map_or(now, |then| then);
    let turns = input.readings[claim.reading].extent.whole.start.checked_sub(1);
    let turns = turns.is_some_and(|i| matches!(input.word(i), "turns" | "turning"));
    let coming = input.context.date.filter(|_| turns).map(|now| Interval::closed(now, next(now)));
    let today =
        coming.or(input.context.date.map(Interval::point)).filter(|now| !one && died.is_none() && is_so(now));
    let today = today.filter(|_| !happened.iter().any(|(_, when, _)| is_so(when)));
    let (when, until) = match (happened.first(), today.or(scope)) {
        (Some(_), _) if today.is_none() => {
            let fits = |(_, when, _): &&Happened<'_>| is_so(when);
            let found =
                happened.iter().take(if one { 1 } else { usize::MAX }).find(fits).or(happened.first());
            let Some((fact, when, how)) = found else { return Link::none(Reason::NoFact) };
            (*when, Some((fact.id(), how.clone())))
        }
        (_, Some(t)) => (t, None),
        (_, None) => match input.context.date {
            // The dead have no age on the day of the article.
            Some(now) if died.is_none() && !past(input, claim) => (Interval::point(now), None),
            _ => return Link { candidates: vec![candidate], ..Link::none(Reason::NoAnchor) },
        },
    };
    let Some(value) = completed_years(&born.interval, &when) else {
        return Link { candidates: vec![candidate], ..Link::none(Reason::OutsideValidity) };
    };
    let mut from = vec![born.fact.id()];
    let how = match until {
        Some((fact, how)) => {
            from.push(fact);
            format!("born {}, {how}", born.written)
        }
        None => format!("born {}", born.written),
    };
    Link {
        candidates: vec![candidate],
        target: Some(Target::Derived { value, unit: "year", from, how }),
        ..Link::default()
    }
}

/// Something dated that a sentence tells of a person: its fact, when it was, in words.
type Happened<'b> = (Fact<'b>, Interval<DateTime>, String);

/// What a sentence tells of a person, the nearest to the age first.
fn happenings<'b>(
    input: &Input<'b>,
    scene: &Scene,
    claim: &Claim,
    sentence: &Range<u32>,
    person: EntityId,
) -> Vec<Happened<'b>> {
    let own = &input.readings[claim.reading].extent.whole;
    let mut out: Vec<(u32, Happened<'b>)> = Vec::new();
    for o in dating::occasions(input, scene, sentence) {
        let event = input.base.entity(o.entity).event;
        let his = o.entity == person || event.is_some_and(|e| input.base.event(e).about.contains(&person));
        // "Was 39 when the bridge opened"
        let told = matches!(input.word(own.end), "when" | "as")
            && o.tokens().start > own.end
            && (own.end..o.tokens().start)
                .all(|i| input.claims.words_in(&(i + 1..i + 2), FrameKind::Boundary).next().is_none());
        if !his && !told || !o.sure || o.property == PropertyId::BORN {
            continue;
        }
        let Some(fact) = o.facts.first().map(|&f| input.base.fact(f)) else { continue };
        let interval = match &*fact.value() {
            FactValue::Time(t) => t.interval,
            _ => None,
        };
        let Some(interval) = interval else { continue };
        let far = |age: &Range<u32>| {
            let from = |s: &Range<u32>| {
                let between =
                    if s.start >= age.end { age.end..s.start } else { s.end.min(age.start)..age.start };
                between.len() as u32 + 5 * input.claims.words_in(&between, FrameKind::Boundary).count() as u32
            };
            o.sights.iter().map(from).min().unwrap_or(u32::MAX)
        };
        // "entered the guild when she was 22 and went on until her death at the age of 61": 22 when she did what nobody dated.
        let in_sentence = |r: &&Reading| r.kind == Kind::Age && inside(&r.extent.whole, sentence);
        if input.readings.iter().filter(in_sentence).any(|r| far(&r.extent.whole) < far(own)) {
            continue;
        }
        // "She was 97 when she died": her own death before that of another.
        let cost = far(own).saturating_add(u32::from(!his));
        let verb = if o.property == PropertyId::DIED { "died" } else { "on the day of it," };
        let how = format!("{verb} {}", written(&fact));
        out.push((cost, (fact, interval, how)));
    }
    out.sort_by_key(|(cost, _)| *cost);
    out.into_iter().map(|(_, h)| h).collect()
}

fn inside(a: &Range<u32>, b: &Range<u32>) -> bool {
    b.start <= a.start && a.end <= b.end
}

/// "Was 21 when", "at the age of 21": the age at one thing, the one that stands nearest.
fn specific(input: &Input<'_>, claim: &Claim) -> bool {
    let reading = &input.readings[claim.reading];
    let own = &reading.extent.whole;
    let at = (own.start..reading.extent.tokens.end).any(|i| matches!(input.word(i), "at" | "aged"));
    // "at the age of four", "by the age of ten"
    let of = own.start.checked_sub(3).is_some_and(|i| {
        let said = ["the", "age", "of"].into_iter().zip(i..).all(|(w, i)| input.word(i) == w);
        said && i > 0 && matches!(input.word(i - 1), "at" | "by" | "from" | "since")
    });
    at || of || matches!(input.word(own.end), "when" | "as" | "at")
}

/// "She was 14", "at the age of 14": the age at some time past.
fn past(input: &Input<'_>, claim: &Claim) -> bool {
    let was = input.readings[claim.reading].extent.whole.start.checked_sub(1);
    specific(input, claim) || was.is_some_and(|i| matches!(input.word(i), "was" | "turned"))
}

/// "Otto Warmbier was 21 when he was arrested": a bare number that is a person's age.
pub(super) fn is_age(input: &Input<'_>, scene: &Scene, claim: &Claim) -> bool {
    let reading = &input.readings[claim.reading];
    let Some(quantity) = reading.quantity().filter(|q| q.unit.is_none() && q.style.scale == 0) else {
        return false;
    };
    let years = quantity
        .stated
        .as_point()
        .is_some_and(|x| x.is_integer() && *x >= Decimal::ONE && *x < Decimal::from(125));
    let own = &reading.extent.whole;
    let Some(was) = own.start.checked_sub(1) else { return false };
    let be = matches!(input.word(was), "was" | "is" | "turned");
    let ends = matches!(input.word(own.end), "when" | "at" | "." | "," | "and" | "as");
    let born = |e: EntityId| !input.base.facts_of(e, PropertyId::BORN).is_empty();
    let named = || {
        scene.within(&(was.saturating_sub(6)..was)).any(|s| {
            // "The engineer, Tomas Wirth, was 39 when"
            let ends = s.tokens.end == was || s.tokens.end + 1 == was && input.is_comma(s.tokens.end);
            // "The area rank of Port Marlow is 12"
            let of = input.before(s.tokens.start).is_some_and(|b| input.word(b) == "of");
            ends && !of && matches!(s.what, What::Entity(e) if born(e))
        })
    };
    let person = || input.claims.words_in(&(was.saturating_sub(1)..was), FrameKind::Person).next().is_some();
    years && be && ends && (named() || person())
}

/// Links a length of time between two events of one sentence: "a week after he was brought back".
#[must_use]
pub fn span(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Link {
    let none = Link::none(Reason::NoFact);
    let own = &input.readings[claim.reading].extent.whole;
    if !matches!(input.word(own.end), "after" | "before") {
        return none;
    }
    let Some(sentence) = input.tokens.sentences.get(claim.sentence) else { return none };
    let occasions = dating::occasions(input, scene, sentence);
    let earlier = occasions.iter().rev().find(|o| o.tokens().end <= own.start);
    let later = occasions.iter().find(|o| o.tokens().start > own.end);
    let (Some(a), Some(b)) = (earlier, later) else { return none };
    // "Founded in 1889, 13 years before Castle Park, Rovers won the cup in 1931": it is counted from another thing.
    let parted = (own.end..b.tokens().start).any(|i| input.is_comma(i));
    if !(a.sure && b.sure) || parted {
        return none;
    }
    let days = |f: &Fact<'_>| match &*f.value() {
        FactValue::Time(t) => t.interval.as_ref().and_then(first_last),
        _ => None,
    };
    let (fa, fb) = (input.base.fact(a.facts[0]), input.base.fact(b.facts[0]));
    let (Some(x), Some(y)) = (days(&fa), days(&fb)) else { return none };
    let (x, y) = if input.word(own.end) == "after" { (y, x) } else { (x, y) };
    // From x to y, whichever days within their precision they were.
    let apart = |p: Date, q: Date| Decimal::from((q - p).get_days());
    let (shortest, longest) = (apart(x.1, y.0), apart(x.0, y.1));
    if longest < Decimal::ZERO {
        return none;
    }
    let how = format!("{} to {}", written(&fb), written(&fa));
    Link {
        candidates: vec![Candidate {
            entity: a.entity,
            property: a.property,
            cost: 0,
            why: "two dated events of the sentence".to_owned(),
            lost: None,
        }],
        target: Some(Target::Derived {
            value: Interval::closed(shortest.max(Decimal::ZERO), longest),
            unit: "day",
            from: vec![fa.id(), fb.id()],
            how,
        }),
        ..Link::default()
    }
}

fn written(fact: &Fact<'_>) -> String {
    match &*fact.value() {
        FactValue::Time(t) => t.value.clone(),
        _ => String::new(),
    }
}

/// A date of a life, with its fact.
struct Day<'b> {
    fact: Fact<'b>,
    interval: Interval<DateTime>,
    written: String,
}

fn day_of<'b>(input: &Input<'b>, person: EntityId, property: PropertyId) -> Option<Day<'b>> {
    let fact =
        input.base.facts_of(person, property).iter().map(|&f| input.base.fact(f)).find(Fact::usable)?;
    let value = fact.value();
    let FactValue::Time(t) = &*value else { return None };
    Some(Day { fact, interval: t.interval?, written: t.value.clone() })
}

/// Whose age it is: "22-year-old student Otto Warmbier", "Warmbier, 22,", "his death at the age of 22".
fn person(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Option<(EntityId, String)> {
    let own = &input.readings[claim.reading].extent.whole;
    let born = |e: EntityId| !input.base.facts_of(e, PropertyId::BORN).is_empty();
    let names = |range: Range<u32>| {
        scene
            .within(&range)
            .filter(|s| matches!(s.what, What::Entity(_) | What::Stranger))
            .collect::<Vec<_>>()
    };
    let sentence = input.tokens.sentences.get(claim.sentence)?;
    // "Warmbier's roommate, 24": of another.
    let entity = |s: &Sight| match s.what {
        What::Entity(e) if born(e) && input.after_possessive(s.tokens.end).is_none() => Some(e),
        _ => None,
    };
    // Right before: "Warmbier, 22,"
    if let Some(s) = names(own.start.saturating_sub(6).max(sentence.start)..own.start)
        .into_iter()
        .rev()
        .find(|s| s.tokens.end + 2 >= own.start)
    {
        return entity(s).map(|e| (e, "the name before it".to_owned()));
    }
    // Right after: "22-year-old student Otto Warmbier"
    if let Some(s) = names(own.end..(own.end + 4).min(sentence.end).max(own.end)).first() {
        return entity(s).map(|e| (e, "the name after it".to_owned()));
    }
    let before = sentence.start..own.start;
    let spoken = before_in(input, scene, sentence, own.start, born);
    if let Some(e) = spoken {
        return Some((e, "the last name before it".to_owned()));
    }
    let pronoun = input.claims.words_in(&before, FrameKind::Person).next()?.tokens.start;
    let (e, _) = scene.last_entity(pronoun, 120, |s| !s.weak, born)?;
    Some((e, "the person spoken of last".to_owned()))
}

/// The last person named before token `at` in its sentence; a name in an aside, one that owns another
/// or stands after "of" is passed over, a full name that is strange stops the search.
fn before_in(
    input: &Input<'_>,
    scene: &Scene,
    sentence: &Range<u32>,
    at: u32,
    fits: impl Fn(EntityId) -> bool,
) -> Option<EntityId> {
    for s in scene.within(&(sentence.start..at)).rev() {
        let of = input.before(s.tokens.start).is_some_and(|b| b > sentence.start && input.word(b) == "of");
        match s.what {
            What::Entity(e) if fits(e) => {
                let aside = role::aside(input, scene, sentence, &s.tokens, at).is_some();
                if !aside && !of && input.after_possessive(s.tokens.end).is_none() {
                    return Some(e);
                }
            }
            What::Stranger if !s.weak => return None,
            _ => {}
        }
    }
    None
}

/// First and last day of an interval with two ends.
fn first_last(i: &Interval<DateTime>) -> Option<(Date, Date)> {
    let low = match i.low {
        Bound::Closed(t) | Bound::Open(t) => t.date(),
        Bound::Unbounded => return None,
    };
    let high = match i.high {
        Bound::Closed(t) => t.date(),
        Bound::Open(t) => t.checked_sub(jiff::Span::new().nanoseconds(1)).ok()?.date(),
        Bound::Unbounded => return None,
    };
    Some((low, high.max(low)))
}

/// Completed years from birth to a day, both within their precision.
pub(super) fn completed_years(
    born: &Interval<DateTime>,
    when: &Interval<DateTime>,
) -> Option<Interval<Decimal>> {
    let (b, w) = (first_last(born)?, first_last(when)?);
    let years = |from: Date, to: Date| {
        let full = to.year() - from.year();
        let before_birthday = (to.month(), to.day()) < (from.month(), from.day());
        Decimal::from(full - i16::from(before_birthday))
    };
    let (low, high) = (years(b.1, w.0), years(b.0, w.1));
    (high >= Decimal::ZERO).then(|| Interval::closed(low.max(Decimal::ZERO), high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i16, m: i8, d: i8) -> Interval<DateTime> {
        let t = Date::new(y, m, d).unwrap().to_datetime(jiff::civil::Time::midnight());
        Interval::half_open(t, t.checked_add(jiff::Span::new().days(1)).unwrap())
    }

    #[test]
    fn years_are_completed() {
        let years = |b, w| completed_years(&b, &w).unwrap().as_point().copied();
        assert_eq!(years(day(1994, 12, 12), day(2017, 6, 19)), Some(Decimal::from(22)));
        assert_eq!(years(day(1994, 6, 19), day(2017, 6, 19)), Some(Decimal::from(23)));
    }

    #[test]
    fn a_birth_year_alone_leaves_two_ages() {
        let year =
            Interval::half_open(*day(1950, 1, 1).low.value().unwrap(), *day(1951, 1, 1).low.value().unwrap());
        let i = completed_years(&year, &day(2008, 5, 1)).unwrap();
        assert_eq!(i, Interval::closed(Decimal::from(57), Decimal::from(58)));
    }
}
