//! Time expressions to TIMEX3 values and intervals.
//!
//! Floor 5. Enters: what the text says ([`Expression`]) and what it can be counted from: the publication
//! date, the dates of the text before it. Leaves: [`Reading`]s with a [`Timex`]. In an article of 18 July
//! 2023 "last week" is `2023-W28`; "the following year" after "in 2016" is `2017`; without a date either is
//! `XXXX` and has no interval. Nothing is ever counted from today.

use super::{Reading, Value};
use crate::mention::time::{Amount, Core, Count, Counted, End, Expression, Step, modifier_of};
use crate::mention::{Content, Input, Kind, Mention};
use crate::rules::Class;
use crate::rules::time_words::{Direction, Glue, Relative, Sense, Unit, Vague};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::stamp::{Era, OfDay, Stamp};
use crate::value::{Bound, DateTime, Decimal, Interval, Modifier, TimeRelation, Timex, TimexType};

mod anchor;
mod aside;
mod beside;
mod bound;
mod cell;
mod counted;
mod length;
mod named;
mod outlook;
mod period;
mod recur;
mod relative;
mod shift;
mod tense;
#[cfg(test)]
mod tests;

use anchor::Anchors;
use cell::Cell;
use outlook::Outlook;
use tense::Tense;

/// Resolves the time mentions of a text, one after the other, each against the publication date or the
/// dates before it.
#[derive(Debug)]
pub struct Resolver<'a> {
    anchors: Anchors<'a>,
    /// The date told last, and the token behind it.
    told: Option<(u32, Stamp)>,
}

impl<'a> Resolver<'a> {
    /// At the beginning of a text with these mentions.
    #[must_use]
    pub fn new(input: &'a Input<'a>, mentions: &[Mention]) -> Self {
        Self { anchors: Anchors::new(input, Outlook::of(input, mentions)), told: None }
    }

    /// Adds to `out` what the next time mention comes to: mostly one reading, none where nothing tells its
    /// value, the two ends of a period in a chronicle. A quantity is passed over. `next` is the mention after
    /// it.
    pub fn resolve(&mut self, mention: Mention, next: Option<&Mention>, out: &mut Vec<Reading>) {
        let Content::Time(expression) = &mention.content else { return };
        let anchors = &mut self.anchors;
        let expression = aside::named_beside(anchors.input, &mention, expression, next);
        anchors.reach(&mention, expression.relation);
        anchors.visit_span(expression);
        if let (Core::Period(from, to), true) = (&expression.core, anchors.narrative())
            && let Some(ends) = apart(anchors, &mention, from, to)
        {
            out.extend(ends);
            return;
        }
        let beside = beside::ended(anchors, &mention, expression, next)
            .or_else(|| beside::apposed(anchors, &mention, expression, self.told));
        let found = match beside {
            Some(cell) => Some(dated(&cell, expression)),
            None => {
                read(anchors, &mention, expression).map(|(t, s)| aside::coarser(&mention, expression, t, s))
            }
        };
        let Some((timex, stamp)) = found else { return };
        self.told = stamp.map(|s| (mention.extent.tokens.end, s));
        if let Some(stamp) = stamp {
            let aside = aside::aside(anchors, &mention, expression, stamp);
            anchors.visit(stamp, aside);
            if aside::settles(anchors, &mention, expression, stamp) {
                anchors.settle(stamp);
            }
            if !compares(expression) {
                anchors.visit_report(stamp);
            }
        }
        out.push(reading(mention, timex));
    }
}

/// The date that a cell is.
fn dated(cell: &Cell, e: &Expression) -> (Timex, Option<Stamp>) {
    let mut t = timex(type_of(&cell.stamp), cell.stamp.to_string(), e.modifier, e.relation);
    t.interval = cell.interval().map(|(begin, end)| Interval::half_open(begin, end));
    (t, Some(cell.stamp))
}

/// Whether an expression only names what the report is compared with: "a year earlier".
fn compares(e: &Expression) -> bool {
    matches!(&e.core, Core::Point(steps) if steps.iter().any(|s| matches!(s, Step::Shift(..))))
}

fn reading(mention: Mention, timex: Timex) -> Reading {
    Reading {
        extent: mention.extent,
        kind: kind(&timex, mention.kind),
        value: Value::Time(timex),
        noun: None,
        derivation: mention.derivation,
    }
}

fn kind(timex: &Timex, written: Kind) -> Kind {
    match (timex.kind, written) {
        (TimexType::Set, _) => Kind::Set,
        (TimexType::Date, Kind::Duration) => Kind::Date,
        (TimexType::Time, Kind::Duration) => Kind::DateTime,
        (_, k) => k,
    }
}

/// A chronicle tells of its ends one by one: "(1861-1865)" is two dates there, the far one bound by the
/// near one.
fn apart(a: &mut Anchors<'_>, mention: &Mention, from: &End, to: &End) -> Option<[Reading; 2]> {
    let (left, right) = period::borrow(from, to);
    let mut one = |e: &Expression, end: &End, far: bool| -> Option<Reading> {
        let (timex, stamp) =
            read(a, mention, &Expression { relation: end.expression.relation, ..e.clone() })?;
        if let Some(stamp) = stamp {
            let aside = far && aside::titled(a.input, mention) || aside::aside(a, mention, e, stamp);
            a.visit(stamp, aside);
        }
        let extent = a.input.extent(end.tokens.clone(), end.tokens.clone());
        Some(Reading {
            extent,
            kind: Kind::Date,
            value: Value::Time(timex),
            noun: None,
            derivation: mention.derivation.clone(),
        })
    };
    // "The siege (1861-1863)": what follows begins with the near end
    let (x, y) = (one(&left, from, false)?, one(&right, to, true)?);
    Some([x, y])
}

fn timex(
    kind: TimexType,
    value: String,
    modifier: Option<Modifier>,
    relation: Option<TimeRelation>,
) -> Timex {
    Timex {
        kind,
        value,
        modifier,
        relation,
        interval: None,
        readings: Vec::new(),
        anchor: None,
        length: None,
        count: None,
        ends: None,
    }
}

/// What an expression comes to, and the date that it gives to what follows.
fn read(a: &Anchors<'_>, mention: &Mention, e: &Expression) -> Option<(Timex, Option<Stamp>)> {
    match &e.core {
        Core::Point(steps) => point(a, steps, e),
        Core::Vague(v) => Some((vague(a, *v, e), None)),
        Core::Duration(amount) => duration(a, mention, amount, e),
        Core::Window(r, amount) => Some((window(a, *r, amount, e), None)),
        Core::Part(first, amount, steps) => {
            // a chronicle goes on with "the first ten months of 1915"
            let at = a.narrative().then(|| cell::point(a, steps)).flatten().map(|c| c.stamp);
            Some((counted::part(a, *first, amount, steps, e), at.filter(|_| !steps.is_empty())))
        }
        Core::Set(r) => Some((recur::set(a, r, e), None)),
        Core::Period(from, to) => period::period(a, from, to, e, mention),
        Core::Lasting(from, amount) => period::lasting(a, from, amount, e, mention),
    }
}

fn point(a: &Anchors<'_>, steps: &[Step], e: &Expression) -> Option<(Timex, Option<Stamp>)> {
    if let [Step::Shift(amount, dir, None)] = steps
        && matches!(amount.parts.first(), Some((Count::Some | Count::Few(..), _)))
        && !a.plans()
    {
        // "several years ago", "months later": nothing to count with
        let back = matches!(dir, Direction::Ago | Direction::Earlier | Direction::Before);
        return Some((vague(a, if back { Vague::Past } else { Vague::Future }, e), None));
    }
    if let [Step::Shift(amount, Direction::Ago, None)] = steps
        && let Some(value) = length::ages(amount)
    {
        return Some((timex(TimexType::Date, value, e.modifier, e.relation), None));
    }
    let Some(cell) = cell::point(a, steps) else { return unanchored(steps, e) };
    if let [Step::Shift(amount, dir, from)] = steps
        && let Some(m) = e.modifier
        && let Some((modifier, interval)) = counted::within(a, &cell, amount, *dir, from.as_deref(), m)
    {
        let mut t = timex(type_of(&cell.stamp), cell.stamp.to_string(), Some(modifier), e.relation);
        t.interval = Some(interval);
        t.anchor = a.text.or_else(|| a.today().map(Stamp::day));
        return Some((t, Some(cell.stamp)));
    }
    let edge = steps.iter().find_map(|s| if let Step::Edge(m, _) = s { Some(*m) } else { None });
    let modifier = e.modifier.or(edge);
    let mut t = timex(
        type_of(&cell.stamp),
        cell.stamp.to_string(),
        modifier.or_else(|| share(&cell, steps)).or(e.relation.and_then(modifier_of)),
        e.relation,
    );
    let clock = matches!(cell.stamp.of_day, OfDay::Clock { .. });
    t.interval = cell.interval().map(|span| bound::interval(a, span, modifier, e.relation, clock));
    if modifier == Some(Modifier::Start)
        && matches!(cell.stamp.era, Era::Century(_))
        && a.names(WordSet::Turning)
    {
        t.interval = cell.interval().and_then(|(begin, _)| bound::around_years(begin, TURN_YEARS));
    }
    if !cell.explicit {
        t.anchor = a.text.or_else(|| a.today().map(Stamp::day));
    }
    t.readings = readings(a, &cell, steps);
    Some((t, Some(cell.stamp)))
}

/// How many years on either side the turn of a century covers.
const TURN_YEARS: i16 = 5;

/// "six minutes later" of nothing known keeps its length.
fn unanchored(steps: &[Step], e: &Expression) -> Option<(Timex, Option<Stamp>)> {
    let [Step::Shift(amount, ..)] = steps else { return None };
    amount.unit().filter(|u| *u < Unit::Day)?;
    let mut t = timex(TimexType::Duration, length::iso(amount), e.modifier, e.relation);
    t.length = length::length(amount);
    t.count = length::count(amount);
    Some((t, None))
}

/// The modifier of a half or a quarter of a decade or a century, whose interval is exact.
fn share(cell: &cell::Cell, steps: &[Step]) -> Option<Modifier> {
    let long = matches!(cell.stamp.era, Era::Decade(_) | Era::Century(_));
    steps.iter().filter(|_| long).find_map(|s| match s {
        Step::Nth(1, Counted::Unit(Unit::Half | Unit::Quarter)) => Some(Modifier::Start),
        Step::Nth(2, Counted::Unit(Unit::Half))
        | Step::Nth(4 | -1, Counted::Unit(Unit::Half | Unit::Quarter)) => Some(Modifier::End),
        Step::Nth(_, Counted::Unit(Unit::Quarter)) => Some(Modifier::Mid),
        _ => None,
    })
}

/// Other licensed readings: a season by the weather's calendar, a bare weekday on the other side, a day of the year
/// before and after where no year is told.
fn readings(a: &Anchors<'_>, cell: &Cell, steps: &[Step]) -> Vec<Interval<DateTime>> {
    let Some((begin, end)) = cell.interval() else { return Vec::new() };
    let own = Interval::half_open(begin, end);
    let days = |n: i32| -> Option<Interval<DateTime>> {
        let span = jiff::Span::new().try_days(n).ok()?;
        Some(Interval::half_open(begin.checked_add(span).ok()?, end.checked_add(span).ok()?))
    };
    let year = |n: i16| -> Option<Interval<DateTime>> {
        let span = jiff::Span::new().try_years(n).ok()?;
        Some(Interval::half_open(begin.checked_add(span).ok()?, end.checked_add(span).ok()?))
    };
    let other = match steps {
        [Step::Month(_), Step::Day(_)] if !cell.explicit => {
            return std::iter::once(own).chain([-1, 1].into_iter().filter_map(year)).collect();
        }
        [Step::Season(_), ..] | [.., Step::Season(_)] => {
            // Astronomers and weathermen start a season three weeks apart.
            bound_month(begin).map(|b| Interval::half_open(b, end))
        }
        _ if steps.iter().any(|s| matches!(s, Step::Holiday(h) if named::at_nightfall(a, *h))) => days(1),
        [Step::Weekday(_), ..] if a.tense() == Tense::Ahead => days(-7),
        [Step::Which(Relative::Next, _)] => days(7),
        [Step::Relative(Some(Relative::Last | Relative::Next | Relative::This), Unit::Week)] => days(-1),
        _ => None,
    };
    other.map_or_else(Vec::new, |o| vec![own, o])
}

fn bound_month(t: DateTime) -> Option<DateTime> {
    t.with().day(1).build().ok()
}

fn type_of(stamp: &Stamp) -> TimexType {
    if matches!(stamp.of_day, OfDay::Whole) { TimexType::Date } else { TimexType::Time }
}

fn vague(a: &Anchors<'_>, v: Vague, e: &Expression) -> Timex {
    let value = match v {
        Vague::Present => "PRESENT_REF",
        Vague::Past => "PAST_REF",
        Vague::Future => "FUTURE_REF",
    };
    let mut t = timex(TimexType::Date, value.to_owned(), e.modifier, e.relation);
    if let (Some(now), Vague::Present) = (a.now, v) {
        let end = now.checked_add(jiff::SignedDuration::from_secs(1)).unwrap_or(now);
        t.interval = Some(match e.relation {
            Some(TimeRelation::Until) => Interval { low: Bound::Unbounded, high: Bound::Open(now) },
            _ => Interval::half_open(now, end),
        });
    }
    t
}

/// A length; after "in" where the clause looks ahead, the time so far from now.
fn duration(
    a: &Anchors<'_>,
    mention: &Mention,
    amount: &Amount,
    e: &Expression,
) -> Option<(Timex, Option<Stamp>)> {
    let counted = !matches!(amount.parts.first(), Some((Count::Some, _)));
    // "we meet in half an hour" looks ahead by itself, "it rose in two years" does not
    let soon = a.tense() == Tense::Open && amount.unit().is_some_and(|u| u <= Unit::Hour);
    // "it can run a mile in 9.6 seconds" tells a length
    // "40 mm may fall in 24 hours": whole days in hours are a span
    let span = length::count(amount).is_some_and(|n| {
        n.unit == "hour" && n.low >= Decimal::from(24) && (n.low % Decimal::from(24)).is_zero()
    });
    let ahead = (a.tense() == Tense::Ahead || soon) && amount.unit() != Some(Unit::Second) && !span;
    // "will be the first in nine months"
    let ahead = ahead && !ranked(a.input, mention);
    if counted && preposed(a.input, mention, Glue::In) && (a.plans() || ahead) {
        let steps = [Step::Shift(amount.clone(), Direction::Hence, None)];
        return point(
            a,
            &steps,
            &Expression { core: Core::Point(Vec::new()), modifier: e.modifier, relation: e.relation },
        );
    }
    let mut t = timex(TimexType::Duration, length::iso(amount), e.modifier, e.relation);
    t.length = length::length(amount);
    t.count = length::count(amount);
    if let (true, Some(now)) = (a.plans(), a.now)
        && counted
    {
        if preposed(a.input, mention, Glue::Within) {
            t.interval =
                shift::moved(now, amount, false).map(|end| Interval::half_open(now, floor(end, amount)));
        } else if e.relation == Some(TimeRelation::After) {
            let steps = [Step::Shift(amount.clone(), Direction::Hence, None)];
            return point(
                a,
                &steps,
                &Expression { core: Core::Point(Vec::new()), modifier: None, relation: e.relation },
            );
        }
    }
    Some((t, None))
}

/// Whether a rank stands before the preposition of the mention: "the first visit in nine months", "the coldest in years".
fn ranked(input: &Input<'_>, mention: &Mention) -> bool {
    const REACH: usize = 4;
    let first = mention.extent.whole.start as usize;
    let all = &input.tokens.all;
    let clause = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&i| all[i].kind == TokenKind::Word && !all[i + 1].starts_sentence());
    let the = |i: usize| i.checked_sub(1).is_some_and(|b| input.rules.time.is_glue(all[b].word, Glue::The));
    clause.into_iter().any(|i| the(i) && input.rules.words.has(all[i].word, WordSet::Ranked))
}

/// The end of a stretch of days or more is a midnight.
fn floor(t: DateTime, amount: &Amount) -> DateTime {
    if amount.unit().is_some_and(|u| u >= Unit::Day) {
        t.date().to_datetime(jiff::civil::Time::midnight())
    } else {
        t
    }
}

/// Whether the little word `g` is the preposition of the mention.
fn preposed(input: &Input<'_>, mention: &Mention, g: Glue) -> bool {
    let (a, b) = (mention.extent.whole.start as usize, mention.extent.tokens.start as usize);
    let Some(tokens) = input.tokens.all.get(a..b.max(a)) else { return false };
    let mut found = false;
    input.rules.phrases.each(tokens, input.text, Class::TIME, |m| {
        found |=
            input.rules.time.meanings.get(m.entry.index as usize).is_some_and(|x| x.sense == Sense::Glue(g));
    });
    found
}

/// "the past two years": as long, up to now; in plans whole units of the calendar.
fn window(a: &Anchors<'_>, r: Relative, amount: &Amount, e: &Expression) -> Timex {
    let mut t = timex(TimexType::Duration, length::iso(amount), e.modifier, e.relation);
    t.length = length::length(amount);
    t.count = length::count(amount);
    let back = match r {
        Relative::Last | Relative::Past | Relative::Previous | Relative::Latest => true,
        Relative::Next | Relative::Coming | Relative::Following => false,
        Relative::This | Relative::That | Relative::Same => return t,
    };
    let passage = matches!(r, Relative::Previous | Relative::Following);
    let now = if passage { a.passage().map(|d| d.to_datetime(jiff::civil::Time::midnight())) } else { a.now };
    t.interval = now.and_then(|now| {
        if let Some(unit) = amount.unit()
            && (a.plans() || matches!(unit, Unit::Quarter))
        {
            return aligned(now, amount, unit, back);
        }
        let start = if amount.unit().is_some_and(|u| u >= Unit::Day) {
            let midnight = now.date().to_datetime(jiff::civil::Time::midnight());
            // "the next three days" start tomorrow
            if back {
                midnight
            } else {
                shift::moved(
                    midnight,
                    &Amount::of(Count::Exact(crate::value::Decimal::ONE), Unit::Day),
                    false,
                )?
            }
        } else {
            now
        };
        let other = match amount.parts.as_slice() {
            // the fourth business day belongs to the four
            [(Count::Exact(n), Unit::BusinessDay)] if !back => {
                let day = shift::business_days(now.date(), i64::try_from(n.trunc().mantissa()).ok()?)?;
                day.tomorrow().ok()?.to_datetime(jiff::civil::Time::midnight())
            }
            _ => shift::moved(start, amount, back)?,
        };
        Some(if back { Interval::half_open(other, start) } else { Interval::half_open(start, other) })
    });
    t
}

/// Whole cells of the calendar before or after the one that holds `now`.
fn aligned(now: DateTime, amount: &Amount, unit: Unit, back: bool) -> Option<Interval<DateTime>> {
    let (begin, end) = match unit {
        Unit::Hour | Unit::Minute | Unit::Second => {
            let t = match unit {
                Unit::Hour => now.with().minute(0).second(0).build().ok()?,
                Unit::Minute => now.with().second(0).build().ok()?,
                _ => now,
            };
            let one = Amount::of(Count::Exact(crate::value::Decimal::ONE), unit);
            (t, shift::moved(t, &one, false)?)
        }
        _ => shift::nth_cell(now.date(), unit, 0)?.interval()?,
    };
    Some(if back {
        Interval::half_open(shift::moved(begin, amount, true)?, begin)
    } else {
        Interval::half_open(end, shift::moved(end, amount, false)?)
    })
}
