//! From a claim and the facts it is linked to, to its verdict.
//!
//! "Around 100 missile tests" linked to one fact of 87 to 98: `[90, 110]` overlaps it, so
//! *consistent*, partly supported. With several facts that count differently a claim conflicts only
//! if it conflicts with every one.

use super::another::another;
use super::compare::{self, Comparison, Policy, Reference, Tolerance};
use super::computed;
use super::lengths;
use super::miswritten::miswritten;
use super::outcome::{Reason, Verdict};
use crate::kb::{self, Base, Fact, FactId, FactValue};
use crate::link::{Link, Target};
use crate::resolve::{Reading, Value};
use crate::value::interval::spoken;
use crate::value::{
    DateTime, Decimal, Interval, Quantity, Relation, TimeRelation, Timex, TimexType, Unit, decimal,
};

/// A claim's verdict, and how it came about.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// How the intervals relate, where something was compared.
    pub relation: Option<Relation>,
    /// Remarks, each led by its code.
    pub notes: Vec<String>,
    /// What it was held against, the deciding one first.
    pub held: Vec<Held>,
}

/// One thing a claim was held against.
#[derive(Clone, Debug)]
pub struct Held {
    /// The facts: one, or those that a derived value comes from.
    pub facts: Vec<FactId>,
    /// The value for people: "34,314", "22 (born 1994-12-12, died 2017-06-19)".
    pub value: String,
    /// The value as a number in its own unit, where it is one.
    pub number: Option<Interval<Decimal>>,
    /// The claim against it: "-18.4 %".
    pub difference: Option<String>,
    /// Both on one scale, where they have one.
    pub compared: Option<Compared>,
}

/// What a claim's words grant and the reference, on one scale: what a picture of the two shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// Numbers.
    Numbers {
        /// What the words grant.
        claim: Interval<Decimal>,
        /// The reference.
        fact: Interval<Decimal>,
        /// What both are counted in, if that has a name: "km", "days".
        unit: Option<String>,
    },
    /// Times.
    Times {
        /// What the words grant.
        claim: Interval<DateTime>,
        /// The reference.
        fact: Interval<DateTime>,
    },
}

/// Judges one claim.
#[must_use]
pub fn judge(reading: &Reading, link: &Link, base: &Base, policy: &Policy) -> Judgement {
    let unknown = |reason| Judgement {
        verdict: Verdict::Unknown(reason),
        relation: None,
        notes: Vec::new(),
        held: Vec::new(),
    };
    let changed = link.said.clone().map(|said| Reading { value: Value::Quantity(said), ..reading.clone() });
    let reading = changed.as_ref().unwrap_or(reading);
    let mut sure = !link.tentative;
    let mut judged = match &link.target {
        None => unknown(link.reason.unwrap_or(Reason::NoFact)),
        Some(Target::Computed { parts, stated }) => {
            computed::judge(stated.as_ref().unwrap_or(&reading.value), parts, policy)
        }
        Some(Target::Derived { value, unit, from, how }) => derived(reading, value, unit, from, how, policy),
        Some(Target::Facts(ids)) => {
            let mut compared: Vec<(Comparison, Held)> =
                ids.iter().filter_map(|&id| against(reading, &base.fact(id), policy)).collect();
            if compared.is_empty() {
                return unknown(Reason::UnitMismatch);
            }
            compared.sort_by_key(|(c, _)| match c.verdict {
                Verdict::Consistent => 0,
                Verdict::Unknown(_) => 1,
                Verdict::Conflicting => 2,
            });
            let (best, _) = &compared[0];
            let mut notes = best.notes.clone();
            let (mut verdict, mut relation) = (best.verdict, best.relation);
            if link.begins && verdict == Verdict::Unknown(Reason::TooCoarse) {
                (verdict, relation) = (Verdict::Conflicting, Relation::Disjoint);
            }
            let slip = || ids.iter().any(|&id| miswritten(reading, &base.fact(id), link.slips_from));
            sure |= link.slips_from > 0 && verdict == Verdict::Conflicting && slip();
            if verdict == Verdict::Conflicting && sure {
                let other = outdated(reading, &link.others, base, policy);
                if other.is_some() && link.loosely_dated {
                    verdict = Verdict::Unknown(Reason::Ambiguous);
                }
                notes.extend(other);
                // "It cost $70 million" is no price of a copy: what is far off is another thing.
                if compared.iter().all(|(_, h)| far(reading, h)) {
                    verdict = Verdict::Unknown(Reason::Ambiguous);
                    notes.push("out of all proportion to the fact: hardly meant for it".to_owned());
                }
                // "42,516 people left" is no figure of the immigration where the base has it as one of the emigration.
                if let Some(id) = another(reading, link, ids, base, policy) {
                    verdict = Verdict::Unknown(Reason::Ambiguous);
                    notes.push(format!("agrees with {}", base.fact(id).name()));
                }
            }
            Judgement {
                verdict,
                relation: Some(relation),
                notes,
                held: compared.into_iter().map(|(_, h)| h).collect(),
            }
        }
    };
    if link.only_agrees && link.target.is_some() && judged.verdict != Verdict::Consistent {
        return unknown(Reason::NoFact);
    }
    if !sure && judged.verdict == Verdict::Conflicting {
        judged.verdict = Verdict::Unknown(Reason::Ambiguous);
    }
    judged
}

/// So many times the fact, or so small a part of it, a number is hardly meant for it, unless it begins with the fact's digits.
const FAR: i64 = 30;

/// Whether a number is out of all proportion to what it was held against.
fn far(reading: &Reading, held: &Held) -> bool {
    let Value::Quantity(claim) = &reading.value else { return false };
    // Things can be counted to any number; a sum or a measure of another size is one of another thing.
    if !matches!(claim.unit, Some(Unit::Measure(_) | Unit::Ambiguous { .. })) {
        return false;
    }
    let Some(Compared::Numbers { claim: meant, fact, .. }) = &held.compared else { return false };
    let size =
        |i: &Interval<Decimal>| i.as_point().copied().or_else(|| i.low.value().copied()).map(|x| x.abs());
    let (Some(a), Some(b)) = (size(meant).or_else(|| claim.stated.as_point().copied()), size(fact)) else {
        return false;
    };
    if a.is_zero() || b.is_zero() {
        return false;
    }
    // "66 million" for 66 thousand: the digits are those of the fact, the zeros are not.
    let digits = |x: Decimal| {
        let mut m = x.normalize().mantissa().unsigned_abs();
        while m >= 100 {
            m /= 10;
        }
        m
    };
    let times = Decimal::from(FAR);
    (a / times > b || b / times > a) && digits(a) != digits(b)
}

/// A conflicting claim that fits another observation: "outdated: this was the value of 2014".
fn outdated(reading: &Reading, others: &[FactId], base: &Base, policy: &Policy) -> Option<String> {
    others.iter().rev().find_map(|&id| {
        let fact = base.fact(id);
        let (c, _) = against(reading, &fact, policy)?;
        let when = as_of(&fact)?;
        (c.verdict == Verdict::Consistent && fact.usable())
            .then(|| format!("outdated: this was the value of {when}"))
    })
}

/// When an observation was made, as it is shown: "2024-12-31", "2014", "2022-01-01/2023-07-18".
#[must_use]
pub fn as_of(fact: &Fact<'_>) -> Option<String> {
    fact.when().map(|w| span_of(&w))
}

fn span_of(when: &Interval<crate::value::DateTime>) -> String {
    let first = when.low.value().map(|t| t.date());
    let last = when
        .high
        .value()
        .and_then(|t| t.checked_sub(jiff::Span::new().nanoseconds(1)).ok())
        .map(|t| t.date());
    match (first, last) {
        (Some(a), Some(b)) if a >= b => a.to_string(),
        (Some(a), Some(b))
            if (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31) && a.year() == b.year() =>
        {
            a.year().to_string()
        }
        (Some(a), Some(b))
            if a.day() == 1
                && b.tomorrow().is_ok_and(|t| t.day() == 1)
                && a.month() == b.month()
                && a.year() == b.year() =>
        {
            format!("{:04}-{:02}", a.year(), a.month())
        }
        (a, b) => {
            let show = |d: Option<crate::value::Date>| d.map_or("..".to_owned(), |d| d.to_string());
            format!("{}/{}", show(a), show(b))
        }
    }
}

/// Holds a reading against one fact; `None` where they cannot be compared.
pub(super) fn against(reading: &Reading, fact: &Fact<'_>, policy: &Policy) -> Option<(Comparison, Held)> {
    let value = fact.value();
    let (comparison, shown, number, difference, compared) = match (&reading.value, &*value) {
        (Value::Quantity(claim), FactValue::Quantity(held)) => {
            let unit = unit_of(held, fact);
            let (claim, one) = converted(claim, unit.as_ref(), &held.interval)?;
            let tolerance = match fact.tolerance() {
                Some(kb::Tolerance::Relative(x)) => Some(Tolerance::Relative(x)),
                Some(kb::Tolerance::Absolute(x)) => Some(Tolerance::Absolute(x)),
                Some(kb::Tolerance::Time(_)) | None => None,
            };
            let reference = Reference { tolerance, one, ..Reference::new(held.interval, fact.exact()) };
            let c = compare::numbers(&claim, &reference, policy);
            let rate = |of: &Unit| claim.unit.as_ref().is_some_and(|u| u.is_rate_of(of));
            let another = unit.as_ref().is_some_and(rate) && !of_one_size(&claim, &held.interval);
            let c = if another && c.verdict == Verdict::Conflicting {
                Comparison { verdict: Verdict::Unknown(Reason::UnitMismatch), ..c }
            } else {
                c
            };
            (
                c,
                with_unit(&held.interval, unit.as_ref()),
                Some(held.interval),
                percent_off(&claim, &held.interval),
                Some(Compared::Numbers {
                    claim: compare::meant_number(&claim, &reference, policy),
                    fact: held.interval,
                    unit: match &unit {
                        Some(Unit::Measure(m)) if &*m.name == "percent" => Some("%".to_owned()),
                        Some(Unit::Measure(m)) => Some(m.name.to_string()),
                        _ => None,
                    },
                }),
            )
        }
        (Value::Time(claim), value) if claim.kind == TimexType::Duration => {
            let days = lengths::in_its_grain(claim, fact, fact.days()?);
            let shown = match value {
                FactValue::Time(held) => held.value.clone(),
                FactValue::Quantity(held) => with_unit(&held.interval, fact.unit()),
                FactValue::Text(text) => text.to_string(),
            };
            let meant = lengths::meant_days(claim)?;
            (lengths::lengths(claim, &days)?, shown, None, None, in_days(meant, days))
        }
        (Value::Time(claim), FactValue::Time(held)) => {
            let interval = held.interval.as_ref()?;
            let slack = claim.anchor.is_some() && reading.extent.text.len() > 4;
            let compared = compare::meant_times(claim).map(|c| Compared::Times { claim: c, fact: *interval });
            let found = since(claim, interval, compare::times(claim, interval, slack)?);
            (of_its_year(claim, held, found), held.value.clone(), None, years_off(claim, held), compared)
        }
        _ => return None,
    };
    let held = Held { facts: vec![fact.id()], value: shown, number, difference, compared };
    Some((comparison, held))
}

/// Whether a number is less than twice another: "£1,640 a month" beside a rent held as £1,185, whose time is not told; by
/// the week or the year it would be further off.
fn of_one_size(claim: &Quantity, fact: &Interval<Decimal>) -> bool {
    let (Some(x), Some(v)) = (claim.stated.as_point(), fact.as_point()) else { return false };
    let twice = |x: &Decimal| x.checked_mul(Decimal::TWO).unwrap_or(*x);
    *x < twice(v) && *v < twice(x)
}

/// "A week later" in the story of an old flood: the day is the fact's, and the year was not told.
fn of_its_year(claim: &Timex, held: &Timex, found: Comparison) -> Comparison {
    let day = |t: &Timex| t.value.get(4..).filter(|_| t.value.len() == 10).map(str::to_owned);
    if found.verdict == Verdict::Conflicting
        && claim.anchor.is_some()
        && day(claim).is_some()
        && day(claim) == day(held)
    {
        return Comparison { verdict: Verdict::Consistent, relation: Relation::Inside, ..found };
    }
    found
}

/// "Has owned the plant since 1996": what began in 1998 has not been so since 1996, and "has erupted often since 1600"
/// says nothing of one time.
fn since(claim: &Timex, fact: &Interval<DateTime>, found: Comparison) -> Comparison {
    let from = claim.value.parse::<kb::Edtf>().ok().filter(|_| claim.relation == Some(TimeRelation::Since));
    match from {
        Some(from)
            if found.verdict == Verdict::Consistent && from.interval().intersection(fact).is_none() =>
        {
            Comparison { verdict: Verdict::Unknown(Reason::TooCoarse), ..found }
        }
        _ => found,
    }
}

fn in_days(claim: Interval<Decimal>, fact: Interval<Decimal>) -> Option<Compared> {
    Some(Compared::Numbers { claim, fact, unit: Some("days".to_owned()) })
}

fn derived(
    reading: &Reading,
    value: &Interval<Decimal>,
    unit: &str,
    from: &[FactId],
    how: &str,
    policy: &Policy,
) -> Judgement {
    let (comparison, difference, compared) = match &reading.value {
        Value::Quantity(claim) => {
            let reference = Reference::new(*value, true);
            let compared = Compared::Numbers {
                claim: compare::meant_number(claim, &reference, policy),
                fact: *value,
                unit: Some(format!("{unit}s")),
            };
            (Some(compare::numbers(claim, &reference, policy)), percent_off(claim, value), Some(compared))
        }
        Value::Time(claim) => {
            let compared = lengths::meant_days(claim).and_then(|meant| in_days(meant, *value));
            (lengths::lengths(claim, value), None, compared)
        }
    };
    let plural = if value.as_point() == Some(&Decimal::ONE) { "" } else { "s" };
    let held = Held {
        facts: from.to_vec(),
        value: format!("{} {unit}{plural} ({how})", spoken(value)),
        number: Some(*value),
        difference,
        compared,
    };
    match comparison {
        Some(c) => {
            Judgement { verdict: c.verdict, relation: Some(c.relation), notes: c.notes, held: vec![held] }
        }
        None => Judgement {
            verdict: Verdict::Unknown(Reason::UnitMismatch),
            relation: None,
            notes: Vec::new(),
            held: vec![held],
        },
    }
}

/// A claim's quantity in the unit of a fact, and how much one of its own is there; `None` where they do not convert. Counted nouns and
/// bare numbers were matched by linking and stand as they are.
///
/// Of "pints", which differ from country to country, those are meant that come closest to `fact`.
fn converted(claim: &Quantity, unit: Option<&Unit>, fact: &Interval<Decimal>) -> Option<(Quantity, Decimal)> {
    let (from, to) = match (&claim.unit, unit) {
        (Some(Unit::Measure(from)), Some(Unit::Measure(to))) => (from, to),
        (Some(Unit::Ambiguous { candidates, .. }), Some(Unit::Measure(to))) => {
            let off = |c: &crate::value::unit::Measure| {
                let said = c.convert(*claim.stated.as_point()?, to)?;
                said.checked_sub(*fact.as_point()?).map(|x| x.abs())
            };
            let same = candidates.iter().filter(|c| c.dimension == to.dimension);
            (same.min_by_key(|c| off(c).unwrap_or(Decimal::MAX))?, to)
        }
        // "106 km/h" against 57 kn: the knots, not the money of that sign.
        (Some(Unit::Measure(from)), Some(Unit::Ambiguous { candidates, .. })) => {
            (from, candidates.iter().find(|c| c.dimension == from.dimension)?)
        }
        // "USD" against "international dollar", where `also-units` let it in; a count against a count.
        _ => return Some((claim.clone(), Decimal::ONE)),
    };
    if from.name == to.name || from.dimension != to.dimension {
        return Some((claim.clone(), Decimal::ONE));
    }
    let change = |x: Decimal| from.convert(x, to).unwrap_or(x);
    from.convert(Decimal::ONE, to)?;
    let one = from.factor.checked_div(to.factor)?;
    let digit = claim.digit.checked_mul(one)?;
    let (interval, stated) = (claim.interval.map(change), claim.stated.map(change));
    Some((Quantity { interval, stated, digit, ..claim.clone() }, one))
}

/// The unit that a fact's value is counted in: its own, or that of its property.
fn unit_of(value: &Quantity, fact: &Fact<'_>) -> Option<Unit> {
    value.unit.clone().or_else(|| fact.property().and_then(|p| fact.base().property(p).unit.clone()))
}

/// The number of `fact` in the unit of `claim`: 250 km for a claim in miles are 155.34.
#[must_use]
pub fn in_unit_of(claim: &Quantity, fact: &Fact<'_>, number: Interval<Decimal>) -> Interval<Decimal> {
    let FactValue::Quantity(value) = &*fact.value() else { return number };
    match (&claim.unit, unit_of(value, fact)) {
        (Some(Unit::Measure(to)), Some(Unit::Measure(from)))
            if from.name != to.name && from.dimension == to.dimension =>
        {
            number.map(|x| from.convert(x, to).unwrap_or(x))
        }
        _ => number,
    }
}

fn with_unit(value: &Interval<Decimal>, unit: Option<&Unit>) -> String {
    let text = spoken(value);
    match unit {
        Some(Unit::Measure(m)) if &*m.name == "percent" => format!("{text} %"),
        Some(Unit::Measure(m)) => format!("{text} {}", m.name),
        _ => text,
    }
}

/// How far the stated number is from the reference, in per cent of the reference.
fn percent_off(claim: &Quantity, fact: &Interval<Decimal>) -> Option<String> {
    let (x, v) = (*claim.stated.as_point()?, *fact.as_point()?);
    if v.is_zero() || x == v {
        return None;
    }
    let off = x.checked_sub(v)?.checked_div(v.abs())?.checked_mul(Decimal::ONE_HUNDRED)?;
    let off = off.round_dp(1).normalize();
    let sign = if off.is_sign_negative() { "" } else { "+" };
    Some(format!("{sign}{} %", decimal::grouped(off)))
}

fn years_off(claim: &Timex, fact: &Timex) -> Option<String> {
    let year = |t: &Timex| t.interval.as_ref().and_then(|i| i.low.value().map(|d| i32::from(d.year())));
    let off = year(claim)? - year(fact)?;
    let plural = if off.abs() == 1 { "" } else { "s" };
    (off != 0).then(|| format!("{off:+} year{plural}"))
}
