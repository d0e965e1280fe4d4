//! Scores and ratios: "a 3-2 win", "10 to 1 odds", the sets of a match.

use super::part::Part;
use super::range::Join;
use super::{Scanner, number};
use crate::mention::number::Form;
use crate::mention::{Kind, Mention};
use crate::rules::schema::Role;
use crate::value::{Decimal, Interval};

impl Scanner<'_> {
    /// "a 3-2 win", "5-4 ruling", "10 to 1 odds", "2-0 down": a ratio or a score.
    pub(super) fn ratio(&self, k: usize, a: &Part, b: &Part, join: Join) -> Option<(usize, Option<Mention>)> {
        if a.unit.is_some() || b.unit.is_some() || a.scaled || b.scaled || !b.low.is_integer() {
            return None;
        }
        // "a 1.42-to-1 ratio"
        let to_one = join == Join::To && b.high == Decimal::ONE && self.is(b.end, Role::Score);
        if !a.low.is_integer() && !to_one {
            return None;
        }
        let small = a.high < Decimal::from(1000) && b.high < Decimal::from(1000);
        let cue = self.is(b.end, Role::Score)
            || (a.start.saturating_sub(3)..a.start).any(|p| self.is(p, Role::Score));
        let falls = a.low >= b.high;
        let fits = match join {
            // Large figures may be a telephone's: they need a word for what they score.
            Join::Hyphen => {
                let low = a.high < Decimal::ONE_HUNDRED && b.high < Decimal::ONE_HUNDRED;
                let score = falls && (low || cue)
                    || cue && !self.counts_something(b.end)
                    || low && self.set_of_match(a.start, b.end);
                small && !self.all[a.end].spaced() && score
            }
            // "140 over 90": a pressure
            Join::Over => small && falls && self.counted_nothing(b.end),
            Join::To => small && falls && !self.counts_something(b.end) && (cue || b.high == Decimal::ONE),
            _ => false,
        };
        if !fits {
            return None;
        }
        let used = a.used + b.used;
        if self.is_name(a.start, b.end, self.numerals[k], false) {
            return Some((used, None));
        }
        let mut whole = Part { start: a.start, end: b.end, ..a.clone() };
        whole.rule = self.rules.quantity.steps.ratio;
        let stated = Interval::closed(a.low, b.high);
        let range = a.start..b.end;
        let m = self.mention(&mut whole, stated, Vec::new(), None, None, range, false, Kind::Ratio);
        Some((used, Some(m)))
    }

    /// Whether the pair on tokens `start..end` is one of several in a row of which one falls: "6-3, 3-6, 7-5".
    fn set_of_match(&self, start: usize, end: usize) -> bool {
        let tight = |i: usize| self.all.get(i).is_some_and(|t| !t.spaced());
        let digits = |i: usize| self.sign(i).parse::<u8>().ok();
        let falls = |at: usize| {
            let pair = self.is_hyphen(at + 1) && tight(at + 1) && tight(at + 2);
            let (x, y) = (digits(at)?, digits(at + 2).filter(|_| pair)?);
            Some(x > y)
        };
        let comma = |i: usize| self.is_sign(i, b',') && tight(i) && !self.broken(i, i);
        let mut before = (0..4).map_while(|k| {
            let at = start.checked_sub(4 * (k + 1))?;
            falls(at).filter(|_| comma(at + 3))
        });
        let mut after = (0..4).map_while(|k| falls(end + 4 * k + 1).filter(|_| comma(end + 4 * k)));
        before.any(|f| f) || after.any(|f| f)
    }

    /// "between the tenth and the fifteenth", "higher than the tenth but lower than the fifteenth".
    pub(super) fn ordinal_range(&self, k: usize, floor: usize) -> Option<(usize, Mention)> {
        let n = self.numerals[k];
        let m = self.numerals.get(k + 1).filter(|m| m.form == Form::Ordinal && m.value > n.value)?;
        let (start, end) = (n.tokens.start as usize, n.tokens.end as usize);
        let at = m.tokens.start as usize;
        if at > end + 5 || at >= self.ceiling || self.broken(end, at) {
            return None;
        }
        let b = start.checked_sub(1).filter(|&b| b >= floor)?;
        let b = if self.is(b, Role::Determiner) { b.checked_sub(1).filter(|&b| b >= floor)? } else { b };
        let opened = self.is(b, Role::Between) && self.is(end, Role::And);
        let bounds = || {
            let mut first = Vec::new();
            let mut second = Vec::new();
            self.hedges_before(start, floor, &mut first);
            self.hedges_before(at, end + 1, &mut second);
            let low = first.first().and_then(|&h| self.bound(h));
            let high = second.first().and_then(|&h| self.bound(h));
            low == Some(true) && high == Some(false)
        };
        if !opened && !bounds() {
            return None;
        }
        let mut part = Part::plain(n);
        part.end = m.tokens.end as usize;
        let stated = Interval::closed(n.value, m.value);
        let whole = b..part.end;
        let mention = self.mention(&mut part, stated, Vec::new(), None, None, whole, false, Kind::Range);
        debug_assert!(mention.extent.tokens.end <= number(self.all.len()));
        Some((2, mention))
    }
}
