//! What a list of numbers shares: the scale, unit and noun of the last are for all.
//!
//! "81, 67 and 38 million inhabitants", "5, 10 or 15 per cent", "12, 15 and 18 points".

use std::ops::Range;

use super::Scanner;
use super::part::Part;
use super::unit::Hit;
use crate::mention::number::Form;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::power_of_ten;

/// Most numbers of a list that are looked through.
const LONGEST: usize = 8;

/// What the last number of a list lends to the others.
pub(super) struct Lent {
    /// 6 for a million.
    scale: u8,
    /// Its unit.
    unit: Option<Hit>,
    /// Its counted noun.
    pub(super) noun: Option<Range<usize>>,
}

impl Scanner<'_> {
    /// What the bare number of part `a`, numeral `k`, takes from the end of the list that it stands in.
    pub(super) fn lent(&self, a: &Part, k: usize) -> Option<Lent> {
        let mut end = a.end;
        let mut decimals = a.style.decimals > 0;
        for (i, n) in self.numerals.iter().enumerate().skip(k + a.used).take(LONGEST) {
            let at = n.tokens.start as usize;
            let comma = self.is_sign(end, b',');
            let joined = usize::from(comma);
            let last = self.is(end + joined, Role::And) || self.is(end + joined, Role::Or);
            if !(comma || last) || at != end + joined + usize::from(last) || self.broken(end, at) {
                return None;
            }
            if n.form != Form::Cardinal || at >= self.ceiling {
                return None;
            }
            decimals &= n.style.decimals > 0;
            if !last {
                end = n.tokens.end as usize;
                continue;
            }
            // Of two only decimals are surely a list: "5.4 and 3.2 million".
            let follows = a.start.checked_sub(1).is_some_and(|c| {
                let before = k.checked_sub(1).map(|p| self.numerals[p].tokens.end as usize);
                self.is_sign(c, b',') && before == Some(c)
            });
            // "5.39, or 1.2 %" tells one thing twice
            let again = comma && self.is(end + joined, Role::Or);
            if i < k + a.used + 1 && (!decimals || again) && !follows {
                return None;
            }
            let b = self.part(i, at)?;
            let scale = if b.scaled { 0 } else { b.style.scale };
            let noun =
                if b.unit.is_none() { self.noun(b.end, false).filter(|r| r.start == b.end) } else { None };
            return Some(Lent { scale, unit: b.unit.filter(|h| h.per.is_none()), noun });
        }
        None
    }

    /// The unit that the second of two values takes from the first: "to 1.2 billion euros from 987 million",
    /// "5.1 %, up from 4.9", "from 21 mpg combined to 23".
    pub(super) fn unit_before(&self, a: &Part, k: usize) -> Option<Hit> {
        let joint = a.start.checked_sub(1)?;
        let first = k.checked_sub(1)?;
        let old = self.is(joint, Role::From);
        if !(old || self.is(joint, Role::To)) || !(self.counted_nothing(a.end) || a.end >= self.ceiling) {
            return None;
        }
        let start = self.numerals[first].tokens.start as usize;
        if self.numerals[k].form != Form::Cardinal || self.broken(start + 1, a.start) {
            return None;
        }
        let before = self.part(first, start.saturating_sub(1))?;
        let opened = self.hedges_before(before.start, 0, &mut Vec::new()).checked_sub(1)?;
        let stands = match joint.checked_sub(before.end)? {
            0 => old && self.has(opened, WordSet::BeforeNew),
            1 if !old => self.is(opened, Role::From) && !self.is(before.end, Role::Function),
            1..=2 => {
                old && self.has(joint - 1, WordSet::UpOrDown)
                    && (joint == before.end + 1 || self.is_sign(before.end, b','))
            }
            _ => false,
        };
        before.unit.filter(|h| stands && h.per.is_none())
    }

    /// Gives part `a` what a list lends it.
    pub(super) fn take(&self, a: &mut Part, lent: &Lent) {
        if a.style.scale == 0
            && !a.scaled
            && lent.scale > 0
            && a.bare < Decimal::from(1000)
            && power_of_ten(lent.scale.into()).and_then(|s| a.times(s)).is_some()
        {
            (a.scaled, a.style.scale) = (true, lent.scale);
        }
        a.unit = a.unit.take().or_else(|| lent.unit.clone());
    }
}
