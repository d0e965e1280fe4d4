//! What several facts of a property imply together (`semantics.md`, "derived facts"): how much it changed from one
//! observation to another, and how two or more subjects compare.
//!
//! "Membership rose by 8 % in 2015" is held against the members of 2014 and 2015; "twice as many
//! inhabitants as Poland", "15 million more than France", "16 % of the population of the Union", "together
//! 148 million" against the values of both at the time spoken of. Only where the words leave nothing to guess:
//! one property, no strange name, no restricting word.

use std::ops::Range;

use super::attach::{Look, sentence};
use super::derive::{Computed, Worth};
use super::fit::{counts, measures, occasions};
use super::scene::{Scene, What};
use super::subject::is_topic;
use super::{Candidate, Input, Link, Target, change, observe, property};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, Fact, Kind, PropertyId, Tolerance};
use crate::mention;
use crate::resolve::{Reading, Value};
use crate::value::interval::spoken;
use crate::value::{DateTime, Decimal, Direction, Interval, Part, Quantity};

/// What is looked at to derive one value.
struct Case<'a, 'b> {
    input: &'a Input<'b>,
    scene: &'a Scene,
    claim: &'a Claim,
    reading: &'a Reading,
    window: Range<u32>,
    property: PropertyId,
    /// The entities that the sentence names, in its order, each once.
    names: Vec<(EntityId, u32)>,
}

/// A value that facts imply.
struct Derived {
    of: EntityId,
    why: &'static str,
    value: Interval<Decimal>,
    /// How far the facts' own tolerances let it be off.
    leave: Decimal,
    from: Vec<String>,
    facts: Vec<crate::kb::FactId>,
    stated: Quantity,
}

/// One value that goes in: a subject's, at a time.
struct Term<'b> {
    fact: Fact<'b>,
    value: Interval<Decimal>,
}

/// Links a claim to what two or more facts imply; `None` where the words do not say so plainly.
pub(super) fn link(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Option<Link> {
    let reading = &input.readings[claim.reading];
    let quantity = reading.quantity()?;
    let window = sentence(input, claim);
    let together = adds_up(input, &window);
    if !claim.restrictions.iter().all(|r| together.is_some() && input.words(r) == "combined") {
        return None;
    }
    let property = property(input, scene, &window)?;
    let mut names = names(scene, &window)?;
    // "Visitor numbers rose by 44 per cent" in a text about the one whose they are.
    let only = input.base.only_subject(property).filter(|_| names.is_empty());
    names.extend(
        only.filter(|&e| is_topic(input, scene, claim.block, window.start, e)).map(|e| (e, window.start)),
    );
    let case = Case { input, scene, claim, reading, window, property, names };
    if case.is_part() {
        return None;
    }
    let found = case
        .changed(quantity)
        .or_else(|| case.rank(quantity))
        .or_else(|| case.share(quantity))
        .or_else(|| case.ratio(quantity))
        .or_else(|| case.difference(quantity))
        .or_else(|| together.and_then(|_| case.sum(quantity)))?;
    let how = found.from.join(", ");
    let leave = found.leave;
    let round = |x: Decimal| x.round_dp(4).normalize();
    let wide = Interval {
        low: found.value.low.map(|x| round(x - leave)),
        high: found.value.high.map(|x| round(x + leave)),
    };
    let parts = vec![Computed { worth: Worth::Numbers(vec![found.value, wide]), from: found.facts, how }];
    let why = found.why.to_owned();
    Some(Link {
        candidates: vec![Candidate { entity: found.of, property, cost: 0, why, lost: None }],
        target: Some(Target::Computed { parts, stated: Some(Value::Quantity(found.stated)) }),
        ..Link::default()
    })
}

/// The one property that the sentence names; `None` where it names none, several, or one that a word turns
/// into another.
fn property(input: &Input<'_>, scene: &Scene, window: &Range<u32>) -> Option<PropertyId> {
    let mut found = None;
    for s in scene.within(window) {
        match s.what {
            // "4,180 children were born" speaks of no one's birthday.
            What::Property(p) if p.is_built_in() => {}
            What::Property(p) | What::Cue(p) if found.is_none_or(|f| f == p) => found = Some(p),
            What::Property(_) => return None,
            _ => {}
        }
    }
    if scene.within(window).any(|s| matches!(s.what, What::Not(p) if found == Some(p))) {
        return None;
    }
    // A rate compares with a rate by points, which says little.
    found.filter(|&p| !matches!(input.base.property(p).kind, Some(Kind::Rate | Kind::Index)))
}

/// The entities of the sentence; `None` where a strange name or a people's stands among them.
fn names(scene: &Scene, window: &Range<u32>) -> Option<Vec<(EntityId, u32)>> {
    let mut out: Vec<(EntityId, u32)> = Vec::new();
    for s in scene.within(window) {
        match s.what {
            What::Entity(e) if !out.iter().any(|(o, _)| *o == e) => out.push((e, s.tokens.start)),
            What::Stranger => return None,
            _ => {}
        }
    }
    Some(out)
}

/// Whether a number is said of several subjects at once, so that it is no single one's.
pub(super) fn of_several(input: &Input<'_>, scene: &Scene, claim: &Claim) -> bool {
    let window = sentence(input, claim);
    let own = input.readings[claim.reading].extent.whole.start;
    adds_up(input, &window).is_some_and(|at| at < own + 6)
        && names(scene, &(window.start..own)).is_none_or(|n| n.len() > 1)
}

/// "Together", "combined", "between them": where the words stand.
fn adds_up(input: &Input<'_>, window: &Range<u32>) -> Option<u32> {
    window.clone().find(|&i| {
        matches!(input.word(i), "together" | "Together" | "combined" | "jointly")
            || input.word(i) == "between" && input.word(i + 1) == "them"
    })
}

impl<'b> Case<'_, 'b> {
    fn own(&self) -> &Range<u32> {
        &self.reading.extent.whole
    }

    /// The value of a subject at the time that the claim speaks of, if one fact alone gives it.
    fn now(&self, of: EntityId) -> Option<Term<'b>> {
        let found = observe::choose(self.input, self.claim, of, self.property);
        match found.target? {
            Target::Facts(facts) => self.one(&facts),
            _ => None,
        }
    }

    fn one(&self, facts: &[crate::kb::FactId]) -> Option<Term<'b>> {
        let [id] = facts else { return None };
        let fact = self.input.base.fact(*id);
        Some(Term { fact, value: fact.interval()? })
    }

    fn at(&self, of: EntityId, when: &Interval<DateTime>) -> Option<Term<'b>> {
        self.one(&observe::within(self.input, of, self.property, when))
    }

    /// "France 66,808,385 (2015)"
    fn shown(&self, i: &Term<'b>) -> String {
        let name = i.fact.about().map_or("", |e| &*self.input.base.entity(e).name);
        let when = i.fact.when_written().map(|w| format!(" ({w})")).unwrap_or_default();
        format!("{name} {}{when}", spoken(&i.value))
    }

    /// The relative tolerance of a fact.
    fn tolerance(i: &Term<'b>) -> Decimal {
        match i.fact.tolerance() {
            Some(Tolerance::Relative(x)) => x,
            _ => Decimal::ZERO,
        }
    }

    fn derived(
        &self,
        of: EntityId,
        why: &'static str,
        value: Interval<Decimal>,
        leave: Decimal,
        all: &[&Term<'b>],
        stated: Quantity,
    ) -> Derived {
        let from = all.iter().map(|i| self.shown(i)).collect();
        let facts = all.iter().map(|i| i.fact.id()).collect();
        let value = value.map(|x| x.round_dp(4).normalize());
        Derived { of, why, value, leave, from, facts, stated }
    }

    /// Whether a word makes the property that the sentence names another, or a part of it: "aged over 65".
    fn is_part(&self) -> bool {
        let (input, scene, claim, reading) = (self.input, self.scene, self.claim, self.reading);
        let look =
            Look { input, scene, claim, reading, first: reading, window: self.window.clone(), bound: None };
        let property = input.base.property(self.property);
        self.scene.within(&self.window).any(|s| {
            s.what == What::Property(self.property)
                && property::is_another(&look, property, self.property, &s.tokens)
        })
    }

    /// "The second most populous country in the world", where three are known to have more. That nobody else has
    /// more no base can tell.
    fn rank(&self, quantity: &Quantity) -> Option<Derived> {
        let [(of, _)] = self.names[..] else { return None };
        let base = self.input.base;
        let kind = base.entity(of).kind().filter(|_| self.reading.kind == mention::Kind::Ordinal)?;
        let end = self.reading.extent.tokens.end;
        let most =
            (end..end + 3).any(|i| matches!(self.input.word(i), "most" | "largest" | "highest" | "biggest"));
        let world = self.window.clone().any(|i| matches!(self.input.word(i), "world" | "Earth"));
        if !most || !world {
            return None;
        }
        let own = self.now(of)?;
        let mut more: Vec<Term<'b>> = Vec::new();
        for at in 0..base.entities().len() {
            let other = EntityId(u32::try_from(at).ok()?);
            if other == of || base.entity(other).kind() != Some(kind) {
                continue;
            }
            more.extend(self.now(other).filter(|t| t.value.low.value() > own.value.high.value()));
        }
        let least = Decimal::from(more.len() as u64 + 1);
        let all: Vec<&Term<'b>> = [&own].into_iter().chain(&more).collect();
        Some(self.derived(
            of,
            "a place in the order of what the base knows",
            Interval::at_least(least),
            Decimal::ZERO,
            &all,
            quantity.clone(),
        ))
    }

    fn is_percent(&self) -> bool {
        let unit = self.reading.quantity().and_then(|q| q.unit.as_ref());
        unit.is_some_and(|u| u.dimension() == Some("percent") && !u.name().contains("point"))
    }

    /// Whether the number counts or measures what the property does.
    fn is_amount(&self) -> bool {
        let property = self.input.base.property(self.property);
        counts(self.reading, property)
            || measures(self.input, self.reading, property)
            || self.reading.quantity().is_some_and(|q| q.unit.is_none())
                && self.reading.kind == mention::Kind::Number
    }

    /// "Rose by 8 % in 2015", "has doubled since 1990": from one observation to another.
    fn changed(&self, quantity: &Quantity) -> Option<Derived> {
        let (change, part) = self.input.claims.changes.of(self.claim.reading)?;
        let [(of, _)] = self.names[..] else { return None };
        let interval = |n: usize| self.input.readings[n].timex().and_then(|t| t.interval);
        let (then, now) = match (change.since, change.at.or(self.claim.scope.map(|s| s.reading))) {
            (Some(since), Some(at)) if since != at => (interval(since)?, interval(at)?),
            // "Rose by 8 % in 2015": a year against the one before it.
            (None, Some(at)) if !self.claim.scope?.carried => {
                let whole = interval(at)?;
                match year_before(&whole) {
                    Some(before) => (before, whole),
                    // "Between 2010 and 2015"
                    None => first_and_last_year(&whole)?,
                }
            }
            _ => return None,
        };
        let (a, b) = (self.at(of, &then)?, self.at(of, &now)?);
        if a.fact.id() == b.fact.id() {
            return None;
        }
        let down = change.direction == Some(Direction::Down);
        let mut stated = quantity.clone();
        stated.unit = None;
        let r = Self::tolerance(&a) + Self::tolerance(&b);
        let all = [&a, &b];
        match part {
            // Where the base has a rate of growth of its own, that answers.
            Part::By if self.is_percent() && !self.has_growth(of) => {
                let ratio = divided(&b.value, &a.value)?;
                let growth = ratio.map(|x| (x - Decimal::ONE) * Decimal::ONE_HUNDRED);
                let said = if down { change::negated(&stated) } else { stated };
                Some(self.derived(
                    of,
                    "a change between two observations",
                    growth,
                    r * Decimal::ONE_HUNDRED,
                    &all,
                    said,
                ))
            }
            Part::By if self.is_amount() => {
                let n = minus(&b.value, &a.value)?;
                let leave = r * b.value.high.value()?.abs();
                let said = if down { change::negated(&stated) } else { stated };
                Some(self.derived(of, "a change between two observations", n, leave, &all, said))
            }
            Part::Times => {
                let n = if down { divided(&a.value, &b.value)? } else { divided(&b.value, &a.value)? };
                let leave = r * *n.high.value()?;
                Some(self.derived(of, "a ratio of two observations", n, leave, &all, stated))
            }
            _ => None,
        }
    }

    /// Whether the base has a rate for this subject that is called after the property: "GDP growth".
    fn has_growth(&self, of: EntityId) -> bool {
        let base = self.input.base;
        let name = base.property(self.property).name.to_lowercase();
        base.facts_about(of).iter().filter_map(|&f| base.fact(f).property()).any(|p| {
            let other = base.property(p);
            p != self.property && change::is_growth(other) && other.name.to_lowercase().contains(&name)
        })
    }

    /// The two subjects, one before the number and one after it.
    fn two(&self) -> Option<(EntityId, EntityId)> {
        let [(a, before), (b, after)] = self.names[..] else { return None };
        (before < self.own().start && after >= self.own().end).then_some((a, b))
    }

    fn word_after(&self, words: &[&str], to: u32) -> bool {
        (self.own().end..to).any(|i| words.contains(&self.input.word(i)))
    }

    /// "16 % of the population of the Union"
    fn share(&self, quantity: &Quantity) -> Option<Derived> {
        let (a, b) = self.two()?;
        let of = self.input.word(self.own().end) == "of";
        let verb = (self.window.start..self.own().start).any(|i| {
            matches!(self.input.word(i), "accounts" | "accounted" | "makes" | "made" | "has" | "represents")
        });
        // Of a stock the one may be a part of the other; who sells what to whom is no such part.
        let stock = self.input.base.property(self.property).kind == Some(Kind::Stock);
        if !self.is_percent() || !of || !verb || !stock {
            return None;
        }
        let (x, y) = (self.now(a)?, self.now(b)?);
        let n = divided(&x.value, &y.value)?.map(|n| n * Decimal::ONE_HUNDRED);
        let leave = (Self::tolerance(&x) + Self::tolerance(&y)) * *n.high.value()?;
        let stated = Quantity { unit: None, ..quantity.clone() };
        Some(self.derived(a, "a share of another's", n, leave, &[&x, &y], stated))
    }

    /// "Twice as many inhabitants as Poland"
    fn ratio(&self, quantity: &Quantity) -> Option<Derived> {
        // "Twice that of Poland"
        let twice = || {
            occasions(self.input, self.reading)
                && matches!(self.input.word(self.own().end), "that" | "the" | "those")
        };
        if self.is_percent() || self.reading.kind != mention::Kind::Ratio && !twice() {
            return None;
        }
        let (a, b) = self.two()?;
        let last = self.names[1].1;
        let joined = self.word_after(&["as", "than", "of"], last)
            || self.input.word(self.own().end.saturating_sub(1)) == "as";
        let negative = self.input.claims.words_in(&self.window, FrameKind::Negation).next().is_some();
        if !joined || negative {
            return None;
        }
        let (x, y) = (self.now(a)?, self.now(b)?);
        let n = divided(&x.value, &y.value)?;
        // "Three times" of 2.6 is rounded.
        let half = if quantity.modifier.is_none() { Decimal::new(5, 1) } else { Decimal::ZERO };
        let leave = (Self::tolerance(&x) + Self::tolerance(&y)) * *n.high.value()? + half;
        let mut stated = quantity.clone();
        // "Twice" is two within a tenth.
        if stated.modifier.is_none()
            && let Some(&s) = stated.stated.as_point()
        {
            let tenth = s / Decimal::TEN;
            stated.interval = Interval::closed(s - tenth, s + tenth);
        }
        stated.unit = None;
        Some(self.derived(a, "a ratio of two subjects", n, leave, &[&x, &y], stated))
    }

    /// "Has 15 million more inhabitants than France"
    fn difference(&self, quantity: &Quantity) -> Option<Derived> {
        let (a, b) = self.two()?;
        let last = self.names[1].1;
        let than = (self.own().end..last).find(|&i| self.input.word(i) == "than")?;
        let words = ["more", "fewer", "less", "larger", "higher", "lower", "smaller"];
        let which = (self.reading.extent.tokens.end..than).find(|&i| words.contains(&self.input.word(i)))?;
        if which > self.own().end + 2 || last > than + 3 || self.is_percent() || !self.is_amount() {
            return None;
        }
        let (x, y) = (self.now(a)?, self.now(b)?);
        let more = matches!(self.input.word(which), "more" | "larger" | "higher");
        let n = if more { minus(&x.value, &y.value)? } else { minus(&y.value, &x.value)? };
        let leave = Self::tolerance(&x) * x.value.high.value()?.abs()
            + Self::tolerance(&y) * y.value.high.value()?.abs();
        let stated = Quantity { unit: None, ..quantity.clone() };
        Some(self.derived(a, "a difference of two subjects", n, leave, &[&x, &y], stated))
    }

    /// "Germany and France together have 148 million inhabitants"
    fn sum(&self, quantity: &Quantity) -> Option<Derived> {
        let before = self.names.iter().all(|(_, at)| *at < self.own().start);
        let apart = |pair: &[(EntityId, u32)]| {
            let between = pair[0].1 + 1..pair[1].1;
            !self.scene.within(&between).any(|s| matches!(s.what, What::Property(_)))
                && between.clone().any(|i| matches!(self.input.word(i), "and" | ","))
                && between.len() <= 6
        };
        // "Together they have 2.4 million of the country's 6 million": the first number is theirs.
        let last = self.names.last().map_or(0, |(_, at)| *at);
        let from = self.input.readings.partition_point(|r| r.extent.whole.end <= last);
        let other = self.input.readings[from..]
            .iter()
            .take_while(|r| r.extent.whole.start < self.own().start)
            .any(|r| r.quantity().is_some());
        let owned = self
            .own()
            .start
            .checked_sub(1)
            .is_some_and(|i| matches!(self.input.word(i), "s" | "its" | "their"));
        if other || owned {
            return None;
        }
        if !(2..=6).contains(&self.names.len())
            || !before
            || !self.names.windows(2).all(apart)
            || !self.is_amount()
        {
            return None;
        }
        let all: Vec<Term<'b>> = self.names.iter().map(|(e, _)| self.now(*e)).collect::<Option<_>>()?;
        let mut sum = Interval::point(Decimal::ZERO);
        let mut leave = Decimal::ZERO;
        for i in &all {
            sum = plus(&sum, &i.value)?;
            leave += Self::tolerance(i) * i.value.high.value()?.abs();
        }
        let stated = Quantity { unit: None, ..quantity.clone() };
        let refs: Vec<&Term<'b>> = all.iter().collect();
        Some(self.derived(self.names[0].0, "a sum of several subjects", sum, leave, &refs, stated))
    }
}

/// The same stretch a year earlier.
fn year_before(i: &Interval<DateTime>) -> Option<Interval<DateTime>> {
    let back = |t: DateTime| t.checked_sub(jiff::Span::new().years(1)).unwrap_or(t);
    let (low, high) = (i.low.value()?, i.high.value()?);
    let days = (high.date() - low.date()).get_days();
    (360..=370).contains(&days).then(|| Interval { low: i.low.map(back), high: i.high.map(back) })
}

/// The first and the last year of a stretch of several whole years.
fn first_and_last_year(i: &Interval<DateTime>) -> Option<(Interval<DateTime>, Interval<DateTime>)> {
    let (low, high) = (*i.low.value()?, *i.high.value()?);
    let later = |t: DateTime, years: i64| t.checked_add(jiff::Span::new().years(years)).ok();
    let whole = |t: DateTime| (t.month(), t.day()) == (1, 1);
    if !whole(low) || later(low, 2)? > later(high, 1)? {
        return None;
    }
    // The end is the last day of its year, or the first of the next.
    let last =
        if whole(high) { later(high, -1)? } else { jiff::civil::date(high.year(), 1, 1).at(0, 0, 0, 0) };
    Some((Interval::half_open(low, later(low, 1)?), Interval::half_open(last, later(last, 1)?)))
}

fn ends(i: &Interval<Decimal>) -> Option<(Decimal, Decimal)> {
    Some((*i.low.value()?, *i.high.value()?))
}

fn divided(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    let ((al, ah), (bl, bh)) = (ends(a)?, ends(b)?);
    let positive = al > Decimal::ZERO && bl > Decimal::ZERO;
    positive.then(|| Some(Interval::closed(al.checked_div(bh)?, ah.checked_div(bl)?)))?
}

fn minus(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    let ((al, ah), (bl, bh)) = (ends(a)?, ends(b)?);
    Some(Interval::closed(al.checked_sub(bh)?, ah.checked_sub(bl)?))
}

fn plus(a: &Interval<Decimal>, b: &Interval<Decimal>) -> Option<Interval<Decimal>> {
    let ((al, ah), (bl, bh)) = (ends(a)?, ends(b)?);
    Some(Interval::closed(al.checked_add(bl)?, ah.checked_add(bh)?))
}
