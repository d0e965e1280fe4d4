//! A beginning and a length: "for two hours from 2 pm", "18 December for 10 days".

use std::rc::Rc;

use super::amount::amount;
use super::clock;
use super::cursor::Cursor;
use super::expression::{Core, End, Expression, Step};
use super::memo::owned;
use super::opening::Opening;
use super::period::{range, steps};
use super::point::point;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Sense, Unit};

/// Whether "some time", "a long while" stand at `i`: a length that no unit tells.
pub(super) fn untold(c: &Cursor<'_>, i: usize) -> bool {
    c.sense(i, Kinds::LONG, |s| matches!(s, Sense::Long(_, Unit::Period)).then_some(())).is_some()
}

/// Whether a word that a length stands behind leads to the untold one at `i`: "for some time", "after a long while".
/// In plans none is read.
pub(super) fn leads_on(c: &Cursor<'_>, i: usize) -> bool {
    const LEADS: Kinds = Kinds::PREPOSITION.or(Kinds::glue(Glue::In)).or(Kinds::glue(Glue::Within));
    let Some(b) = i.checked_sub(1).filter(|_| !c.input.context.plans()) else { return false };
    c.kinds(b).meets(LEADS.or(Kinds::glue(Glue::For))) && !c.glue(b, Glue::At) && !c.glue(b, Glue::On)
}

/// Whether a beginning and a length may stand at `i`, where `o` stands: "for" behind it, "from" behind a "for",
/// "starting".
pub(super) fn may_last(c: &Cursor<'_>, i: usize, o: &Opening) -> bool {
    const FOR: Kinds = Kinds::glue(Glue::For);
    const STARTING: Kinds = Kinds::glue(Glue::Starting);
    o.leads_to(STARTING)
        || if o.with(FOR) {
            o.leads_to(Kinds::glue(Glue::From)) || c.ahead(i + 1).meets(FOR)
        } else {
            o.leads_to(FOR)
        }
}

/// "for two hours from 2 pm", "14th Feb from 9:30am for 7 hours", "3 days starting from next Monday"
pub(super) fn lasting(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    let lone = |e: Expression, a: usize, b: usize| End { expression: e, tokens: range(a, b) };
    let wrap = |e: End, a| Expression { core: Core::Lasting(Box::new(e), a), modifier: None, relation: None };
    let for_at = c.skip(i, Glue::For);
    let started = |j: usize| {
        let k = c.past_comma(j);
        c.skip(k, Glue::Starting).is_some() || for_at.is_some()
    };
    if let Some((a, j)) = amount(c, for_at.unwrap_or(i)).filter(|(_, j)| started(*j)) {
        let j = c.past_comma(j);
        let from = match c.skip(j, Glue::Starting) {
            Some(k) => c
                .skip(k, Glue::From)
                .or_else(|| c.skip(k, Glue::On))
                .or_else(|| c.skip(k, Glue::At))
                .or(Some(k)),
            None if for_at.is_some() => c.skip(j, Glue::From),
            None => None,
        }?;
        let (e, next) = point(c, from).map(owned).or_else(|| {
            let (t, n) = clock::bare(c, from)?;
            Some((Expression { core: Core::Point(vec![Step::Clock(t)]), modifier: None, relation: None }, n))
        })?;
        // "for 23 years, from 1547 to 1570": the beginning has its own end
        let far = c.skip(next, Glue::To).or_else(|| c.dash(next).then_some(next + 1));
        let ends = |k: usize| c.digits(k).is_some() || point(c, k).is_some();
        return (!far.is_some_and(ends)).then(|| (wrap(lone(e, from, next), a), next));
    }
    // "from 2pm for 2 hours", "18th Dec for 10 days", "14th Feb for 7 hours from 9:30am"
    let start = c.skip(i, Glue::From).unwrap_or(i);
    let (e, j) = point(c, start)?;
    let timed = c.skip(j, Glue::From).and_then(|k| clock::clock(c, k));
    let k = c.skip(timed.map_or(j, |(_, n)| n), Glue::For)?;
    let (a, mut next) = amount(c, k)?;
    let mut e = Rc::unwrap_or_clone(e);
    if let (Core::Point(s), Some((t, _))) = (&mut e.core, timed) {
        s.push(Step::Clock(t));
    }
    let clocked = |e: &Expression| steps(e).is_some_and(|s| s.iter().any(|s| s.rank() == 13));
    if !clocked(&e)
        && let Some((t, n)) = c.skip(next, Glue::From).and_then(|k| clock::clock(c, k))
    {
        if let Core::Point(s) = &mut e.core {
            s.push(Step::Clock(t));
        }
        next = n;
    }
    // News has "was in town Tuesday for two days": a length of its own. Only a start that says so joins.
    let firm =
        start != i || clocked(&e) && a.unit().is_some_and(|u| u <= Unit::Hour) || c.input.context.plans();
    firm.then(|| (wrap(lone(e, start, next), a), next))
}
