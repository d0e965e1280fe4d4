//! How a claim's value stands to a fact's: `semantics.md` sections 2 and 3 as code.
//!
//! "Over 33,000" against 33,834: the fact lies inside `(33000, +inf)`, so *consistent*. "33,000"
//! against 33,834 is off by less than a whole unit of its last digit: consistent, with the warning
//! `rounding-direction`. "Over 43,000" shares nothing with it: *conflicting*.

use crate::value::interval::spoken;
use crate::value::{Bound, Decimal, Interval, Modifier, Quantity, Relation, TimeRelation, Timex, Unit};
use crate::value::{DateTime, decimal};

use super::outcome::{Reason, Verdict};
pub use crate::rules::weights::VerdictWeights as Policy;

/// How far a claim may be from a fact and still agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// A share of the fact's value: 0.01 for "1%".
    Relative(Decimal),
    /// In the fact's unit.
    Absolute(Decimal),
}

/// The number that a claim is held against, in the claim's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The fact's value: a point or an interval.
    pub value: Interval<Decimal>,
    /// Leave that the fact, or its property, gives.
    pub tolerance: Option<Tolerance>,
    /// No rounding: "50 states", deaths, votes, completed years.
    pub exact: bool,
    /// One of the claim's unit as written, in the unit of comparison: 1.609344 for "35 miles" held against
    /// kilometres, else 1.
    pub one: Decimal,
}

impl Reference {
    /// A reference in the very unit that the claim is written in, without a tolerance.
    #[must_use]
    pub const fn new(value: Interval<Decimal>, exact: bool) -> Self {
        Self { value, tolerance: None, exact, one: Decimal::ONE }
    }
}

/// What a comparison came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The verdict.
    pub verdict: Verdict,
    /// How the intervals relate.
    pub relation: Relation,
    /// Remarks, each led by its code.
    pub notes: Vec<String>,
}

impl Comparison {
    pub(super) fn new(verdict: Verdict, relation: Relation) -> Self {
        Self { verdict, relation, notes: Vec::new() }
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// Holds a number against a reference in the same unit.
///
/// ```
/// use factlint::value::{Decimal, Interval, Modifier, Quantity, Style};
/// use factlint::verdict::compare::{Reference, numbers};
/// use factlint::verdict::Verdict;
/// let over = |x: i64| Quantity {
///     interval: Interval::more_than(Decimal::from(x)), stated: Interval::point(Decimal::from(x)),
///     modifier: Some(Modifier::MoreThan), unit: None, digit: Decimal::from(1000), style: Style::default(),
/// };
/// let fact = Reference::new(Interval::point(Decimal::from(33_834)), false);
/// let policy = factlint::rules::Rules::english().unwrap().verdict;
/// assert_eq!(numbers(&over(33_000), &fact, &policy).verdict, Verdict::Consistent);
/// assert_eq!(numbers(&over(43_000), &fact, &policy).verdict, Verdict::Conflicting);
/// ```
#[must_use]
pub fn numbers(claim: &Quantity, fact: &Reference, policy: &Policy) -> Comparison {
    let stated = claim.stated.as_point().copied();
    let digit = stated.map_or(Decimal::ZERO, |x| significant_digit(claim, x, fact.one, policy));
    let rounds = is_bare(claim) && !fact.exact;
    let meant = meant_number(claim, fact, policy);

    // A tolerance is leave given by the fact, before anything else.
    if let Some(wide) = fact.tolerance.and_then(|t| widen(&fact.value, t))
        && wide.intersection(&granted(claim, policy)).is_some()
    {
        let relation = meant.relation(&fact.value);
        let relation = if relation == Relation::Disjoint { Relation::Overlap } else { relation };
        return loose(Comparison::new(Verdict::Consistent, relation), claim, fact, policy);
    }

    let relation = meant.relation(&fact.value);
    if relation == Relation::Disjoint && implausible(claim, fact, policy) {
        return Comparison::new(Verdict::Unknown(Reason::UnitMismatch), relation)
            .note("implausible: the number is too far off to be about this");
    }
    match relation {
        Relation::Inside => {
            let done = Comparison::new(Verdict::Consistent, relation);
            let coarse = rounds
                && claim.style.scale > 0
                && stated.is_some_and(|x| x == digit * (x / digit).trunc() && x / digit < Decimal::TEN);
            if coarse && fact.value.as_point() != stated.as_ref() {
                return done.note("rounding-coarse: the number is given to one digit only");
            }
            loose(done, claim, fact, policy)
        }
        Relation::TooCoarse => Comparison::new(Verdict::Unknown(Reason::TooCoarse), relation),
        Relation::Overlap => Comparison::new(Verdict::Consistent, relation)
            .note(format!("partly-supported: the reference is {}", spoken(&fact.value))),
        Relation::Disjoint => disjoint(claim, fact, stated.filter(|_| rounds), digit, policy),
    }
}

/// What the words grant of a number: the hedge's interval, or half a unit of the last digit either way.
///
/// Against an exact reference it is what stands there.
#[must_use]
pub fn meant_number(claim: &Quantity, fact: &Reference, policy: &Policy) -> Interval<Decimal> {
    match claim.stated.as_point() {
        Some(&x) if is_bare(claim) && !fact.exact => {
            let half = significant_digit(claim, x, fact.one, policy) / Decimal::TWO;
            if half.is_zero() { granted(claim, policy) } else { Interval::half_open(x - half, x + half) }
        }
        _ => granted(claim, policy),
    }
}

/// Whether a number stands without a hedge.
fn is_bare(claim: &Quantity) -> bool {
    claim.modifier.is_none() && claim.stated.as_point().is_some() && !claim.style.vague
}

/// What a claim's words grant: its interval, and of a hedged range ("about 40 to 50") a little beyond either end.
fn granted(claim: &Quantity, policy: &Policy) -> Interval<Decimal> {
    let (low, high) = match (claim.stated.low.value(), claim.stated.high.value()) {
        (Some(low), Some(high)) if low != high => (*low, *high),
        _ => return claim.interval,
    };
    let soft =
        claim.modifier == Some(Modifier::Approx) && !claim.style.vague && claim.interval == claim.stated;
    if !soft {
        return claim.interval;
    }
    let counted = matches!(claim.unit, None | Some(Unit::Noun(_)));
    let width = |x: Decimal| {
        let share = x.abs().checked_mul(policy.range_end).unwrap_or_default();
        let d = share.min(decimal::grain(x));
        if counted && x.is_integer() { d.max(Decimal::ONE) } else { d }
    };
    Interval {
        low: claim.interval.low.map(|x| x.checked_sub(width(low)).unwrap_or(x)),
        high: claim.interval.high.map(|x| x.checked_add(width(high)).unwrap_or(x)),
    }
}

/// Whether a number is so small that it is rather about something else than wrong: no "2" is a population.
fn implausible(claim: &Quantity, fact: &Reference, policy: &Policy) -> bool {
    let (Some(x), Some(v)) = (claim.stated.high.value(), fact.value.low.value()) else { return false };
    let (x, v) = (x.abs(), v.abs());
    !x.is_zero() && v.checked_div(x).is_none_or(|times| times >= policy.implausible_factor)
}

/// The last digit that the writer vouches for: trailing zeros of small plain numbers are meant.
fn significant_digit(claim: &Quantity, x: Decimal, one: Decimal, policy: &Policy) -> Decimal {
    if claim.style.scale == 0 && x.abs() < policy.exact_below.saturating_mul(one) {
        claim.digit.min(one)
    } else {
        claim.digit
    }
}

/// Disjoint as written, but licensed all the same?
fn disjoint(
    claim: &Quantity,
    fact: &Reference,
    rounded: Option<Decimal>,
    digit: Decimal,
    policy: &Policy,
) -> Comparison {
    if let (Some(x), Some(v)) = (rounded, fact.value.as_point())
        && digit > fact.one.min(claim.digit)
        // Cut, not rounded: the number written is the smaller.
        && x.abs() < v.abs()
        && (*v - x).abs() < digit
    {
        return Comparison::new(Verdict::Consistent, Relation::Overlap)
            .note(format!("rounding-direction: {} is nearer", decimal::grouped(round_to(*v, digit))));
    }
    // "Nearly 34,000" where it was 34,078: a slip of the hedge, not of the number.
    if let (Bound::Closed(a), Bound::Open(b), Some(v)) =
        (claim.interval.low, claim.interval.high, fact.value.as_point())
        // "fewer than 10" starts at none.
        && a > Decimal::ZERO
        && *v >= b
        && *v - b <= b - a
    {
        return Comparison::new(Verdict::Consistent, Relation::Overlap)
            .note(format!("hedge-direction: the reference, {}, is past the number", decimal::grouped(*v)));
    }
    // "A little over five" where it was 5.4: on the right side, and five when rounded.
    if let (Some(x), Some(v), Some(&a), Some(&b)) = (
        claim.stated.as_point(),
        fact.value.as_point(),
        claim.interval.low.value(),
        claim.interval.high.value(),
    ) && !fact.exact
        && round_to(*v, digit) == *x
        && (x == &a && *v > b || x == &b && *v < a)
    {
        return Comparison::new(Verdict::Consistent, Relation::Overlap);
    }
    if claim.style.vague && near_by_factor(&claim.interval, &fact.value, policy.vague_factor) {
        return Comparison::new(Verdict::Consistent, Relation::Overlap)
            .note("vague: the word is held to a factor of two only");
    }
    // A published "1.0 million" never refutes "more than 1 million": the fact may be rounded too.
    if matches!(claim.modifier, Some(Modifier::MoreThan | Modifier::LessThan))
        && !fact.exact
        && let Some(v) = fact.value.as_point()
        && (Some(v) == claim.stated.as_point())
        && (decimal::grain(*v) > Decimal::TEN || matches!(claim.unit, Some(Unit::Measure(_))))
    {
        return Comparison::new(Verdict::Consistent, Relation::Overlap)
            .note("fact-rounded: the reference may be a rounded figure");
    }
    Comparison::new(Verdict::Conflicting, Relation::Disjoint)
}

fn near_by_factor(claim: &Interval<Decimal>, fact: &Interval<Decimal>, factor: Decimal) -> bool {
    let wide = Interval {
        low: claim.low.map(|x| x / factor),
        high: claim.high.map(|x| x.checked_mul(factor).unwrap_or(Decimal::MAX)),
    };
    wide.intersection(fact).is_some()
}

/// The fact's interval with its tolerance on both sides; `None` when it has no finite end.
fn widen(value: &Interval<Decimal>, tolerance: Tolerance) -> Option<Interval<Decimal>> {
    let (a, b) = (*value.low.value()?, *value.high.value()?);
    let by = |x: Decimal| match tolerance {
        Tolerance::Relative(share) => x.abs().checked_mul(share),
        Tolerance::Absolute(width) => Some(width),
    };
    Some(Interval::closed(a.checked_sub(by(a)?)?, b.checked_add(by(b)?)?))
}

/// True, but said so loosely that a reader may be misled: "over 33,000" for 90,000.
fn loose(done: Comparison, claim: &Quantity, fact: &Reference, policy: &Policy) -> Comparison {
    let (Some(x), Some(v)) = (claim.stated.as_point(), fact.value.as_point()) else { return done };
    let far = (*v - *x).abs() > x.abs() * policy.loose;
    let one_sided =
        matches!((&claim.interval.low, &claim.interval.high), (_, Bound::Unbounded) | (Bound::Unbounded, _));
    if far && one_sided && implausible(claim, fact, policy) {
        // "Over 65" is no number of inhabitants.
        Comparison::new(Verdict::Unknown(Reason::UnitMismatch), done.relation)
            .note("implausible: the number is too far off to be about this")
    } else if far && one_sided {
        done.note(format!("bound-loose: the reference is {}", decimal::grouped(*v)))
    } else {
        done
    }
}

/// `v` rounded to a multiple of `digit`, halves away from zero.
#[must_use]
pub fn round_to(v: Decimal, digit: Decimal) -> Decimal {
    if digit.is_zero() {
        return v;
    }
    let steps = v
        .checked_div(digit)
        .map(|q| q.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero));
    steps.and_then(|s| s.checked_mul(digit)).unwrap_or(v).normalize()
}

/// Holds a time expression against the interval of a dated fact.
///
/// `slack` widens a weekday by a day either way (two places, one moment); it is for deictic days.
///
/// Returns `None` where the expression has no interval to compare: a duration, a set, no anchor.
#[must_use]
pub fn times(claim: &Timex, fact: &Interval<DateTime>, slack: bool) -> Option<Comparison> {
    let mut readings: Vec<Interval<DateTime>> = vec![meant_times(claim)?];
    readings.extend(claim.readings.iter().map(|r| meant_time(r, claim.relation)));
    // The reading that does best decides: conflicting only if every licensed reading conflicts.
    let rank = |r: &Relation| match r {
        Relation::Inside => 0,
        Relation::Overlap => 1,
        Relation::TooCoarse => 2,
        Relation::Disjoint => 3,
    };
    let best = readings.iter().map(|r| r.relation(fact)).min_by_key(rank)?;
    Some(match best {
        Relation::Inside => Comparison::new(Verdict::Consistent, best),
        Relation::Overlap => Comparison::new(Verdict::Consistent, best)
            .note("partly-supported: the reference covers more than the words"),
        Relation::TooCoarse => Comparison::new(Verdict::Unknown(Reason::TooCoarse), best),
        Relation::Disjoint => {
            let near = slack && readings.iter().any(|r| day_around(r).intersection(fact).is_some());
            if near {
                Comparison::new(Verdict::Consistent, Relation::Overlap)
                    .note("day-slack: a day apart, as across time zones")
            } else {
                Comparison::new(Verdict::Conflicting, best)
            }
        }
    })
}

/// What the words grant of a time, by its first reading: "by May 2013" has no beginning.
#[must_use]
pub fn meant_times(claim: &Timex) -> Option<Interval<DateTime>> {
    let own = claim.interval.as_ref()?;
    let modifier = claim.modifier.filter(|_| !is_half(own, &claim.value));
    Some(meant_time(&soft(own, modifier), claim.relation))
}

/// Whether an interval is more than a third of the period that `value` writes: "the second half of the century" is
/// told by where it begins, "late in the century" is not.
fn is_half(i: &Interval<DateTime>, value: &str) -> bool {
    let (Bound::Closed(a), Bound::Open(b)) = (i.low, i.high) else { return false };
    let period = match value.len() {
        2 => 36_525,
        3 => 3_652,
        4 => 365,
        7 => 30,
        _ => return false,
    };
    b.duration_since(a).as_hours() * 100 > period * 24 * 42
}

/// "Early", "mid" and "late" are thirds, with ends soft by a sixth of the period: by half of the third.
fn soft(i: &Interval<DateTime>, modifier: Option<Modifier>) -> Interval<DateTime> {
    let (Bound::Closed(a), Bound::Open(b)) = (i.low, i.high) else { return *i };
    let half = b.duration_since(a) / 2;
    let later = b.checked_add(half).unwrap_or(b);
    let earlier = a.checked_sub(half).unwrap_or(a);
    match modifier {
        Some(Modifier::Start) => Interval::half_open(a, later),
        Some(Modifier::Mid) => Interval::half_open(earlier, later),
        Some(Modifier::End) => Interval::half_open(earlier, b),
        _ => *i,
    }
}

/// What a preposition makes of an interval, for something that happened at one time.
fn meant_time(i: &Interval<DateTime>, relation: Option<TimeRelation>) -> Interval<DateTime> {
    match relation {
        Some(TimeRelation::Before) => match i.low {
            Bound::Closed(b) | Bound::Open(b) => Interval::less_than(b),
            Bound::Unbounded => *i,
        },
        Some(TimeRelation::By) => Interval { low: Bound::Unbounded, high: i.high },
        Some(TimeRelation::After) => match i.high {
            Bound::Closed(b) | Bound::Open(b) => Interval::at_least(b),
            Bound::Unbounded => *i,
        },
        _ => *i,
    }
}

fn day_around(i: &Interval<DateTime>) -> Interval<DateTime> {
    let day = jiff::Span::new().days(1);
    Interval {
        low: i.low.map(|t| t.checked_sub(day).unwrap_or(t)),
        high: i.high.map(|t| t.checked_add(day).unwrap_or(t)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Style;

    fn d(x: i64) -> Decimal {
        Decimal::from(x)
    }

    fn bare(x: i64, digit: i64) -> Quantity {
        Quantity {
            interval: Interval::point(d(x)),
            stated: Interval::point(d(x)),
            modifier: None,
            unit: None,
            digit: d(digit),
            style: Style { grouped: true, ..Style::default() },
        }
    }

    fn hedged(x: i64, digit: i64, interval: Interval<Decimal>, modifier: Modifier) -> Quantity {
        Quantity { interval, modifier: Some(modifier), ..bare(x, digit) }
    }

    fn fact(v: i64) -> Reference {
        Reference::new(Interval::point(d(v)), false)
    }

    fn verdict(c: &Quantity, f: &Reference) -> (Verdict, String) {
        let c = numbers(c, f, &crate::rules::Rules::english().unwrap().verdict);
        (c.verdict, c.notes.join("; ").split(':').next().unwrap_or_default().to_owned())
    }

    #[test]
    fn a_converted_number_is_rounded_at_its_own_last_digit() {
        // "35 miles" against 57.1 km, 35.48 miles: half a mile either way.
        let one = Decimal::new(1_609_344, 6);
        let miles = |x: i64| {
            let value = Interval::point(d(x) * one);
            Quantity { interval: value, stated: value, digit: one, ..bare(x, 1) }
        };
        let f = Reference { one, ..Reference::new(Interval::point(Decimal::new(571, 1)), false) };
        assert_eq!(verdict(&miles(35), &f), (Verdict::Consistent, String::new()));
        assert_eq!(verdict(&miles(36), &f).0, Verdict::Conflicting);
    }

    #[test]
    fn a_bare_number_is_rounded_at_its_last_digit() {
        // "33,000 North Koreans" against 33,200, 33,834 and 34,078
        assert_eq!(verdict(&bare(33_000, 1000), &fact(33_200)), (Verdict::Consistent, String::new()));
        assert_eq!(
            verdict(&bare(33_000, 1000), &fact(33_834)),
            (Verdict::Consistent, "rounding-direction".into())
        );
        assert_eq!(verdict(&bare(33_000, 1000), &fact(34_078)).0, Verdict::Conflicting);
        // "33,981" has no slack, nor has "22"
        assert_eq!(verdict(&bare(33_981, 1), &fact(33_982)).0, Verdict::Conflicting);
        assert_eq!(verdict(&bare(20, 10), &fact(22)).0, Verdict::Conflicting);
    }

    #[test]
    fn one_sided_claims_hold_or_fail() {
        let over = |x| hedged(x, 1000, Interval::more_than(d(x)), Modifier::MoreThan);
        assert_eq!(verdict(&over(33_000), &fact(33_834)), (Verdict::Consistent, String::new()));
        assert_eq!(verdict(&over(33_000), &fact(90_000)), (Verdict::Consistent, "bound-loose".into()));
        assert_eq!(verdict(&over(43_000), &fact(33_834)).0, Verdict::Conflicting);
        assert_eq!(verdict(&over(1_000_000), &fact(1_000_000)), (Verdict::Consistent, "fact-rounded".into()));
    }

    #[test]
    fn an_interval_of_two_publishers() {
        // "around 100 missile tests" against 87 to 98
        let around = |x: i64, w: i64| hedged(x, 100, Interval::closed(d(x - w), d(x + w)), Modifier::Approx);
        let f = Reference::new(Interval::closed(d(87), d(98)), false);
        assert_eq!(verdict(&around(100, 10), &f), (Verdict::Consistent, "partly-supported".into()));
        assert_eq!(verdict(&around(200, 20), &f).0, Verdict::Conflicting);
        assert_eq!(verdict(&bare(93, 1), &f).0, Verdict::Unknown(Reason::TooCoarse));
    }

    #[test]
    fn a_hedged_range_is_soft_at_both_ends() {
        // "about 40 to 50" against 37 and 54; "40 to 50" says no more than it says
        let range = Interval::closed(d(40), d(50));
        let plain = Quantity { stated: range, interval: range, ..bare(40, 1) };
        let about = Quantity { modifier: Some(Modifier::Approx), ..plain.clone() };
        for v in [36, 37, 54, 55] {
            assert_eq!(verdict(&about, &fact(v)).0, Verdict::Consistent, "{v}");
            assert_eq!(verdict(&plain, &fact(v)).0, Verdict::Conflicting, "{v}");
        }
        assert_eq!(verdict(&about, &fact(35)).0, Verdict::Conflicting);
        assert_eq!(verdict(&about, &fact(56)).0, Verdict::Conflicting);
        // "dozens" has its own leave
        let vague = Quantity { style: Style { vague: true, ..Style::default() }, ..about };
        assert_eq!(granted(&vague, &crate::rules::Rules::english().unwrap().verdict), range);
    }

    #[test]
    fn nearly_may_be_overshot() {
        let nearly = hedged(34_000, 1000, Interval::half_open(d(33_000), d(34_000)), Modifier::LessThan);
        assert_eq!(verdict(&nearly, &fact(34_078)), (Verdict::Consistent, "hedge-direction".into()));
        assert_eq!(verdict(&nearly, &fact(36_000)).0, Verdict::Conflicting);
    }

    #[test]
    fn a_tolerance_is_leave() {
        let f = Reference { tolerance: Some(Tolerance::Relative(Decimal::new(5, 2))), ..fact(1_000_000) };
        assert_eq!(verdict(&bare(1_040_123, 1), &f).0, Verdict::Consistent);
        assert_eq!(verdict(&bare(1_060_123, 1), &f).0, Verdict::Conflicting);
    }
}
