//! What joins two numbers: "30-40", "between 5 and 10 per cent", "from $2m to $3m", "9.8 ± 0.1",
//! "more than 10 but less than 20", "a 3-2 win".

use super::Scanner;
use super::part::Part;
use super::unit::{Hit, is_hyphen};
use crate::mention::number::Form;
use crate::mention::{Kind, Mention};
use crate::rules::compile_unit::Meaning;
use crate::rules::schema::{NumberRole, Role};
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::{Bound, Decimal, Interval, Style};

/// How two numbers are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Hyphen,
    To,
    And,
    Or,
    Over,
    PlusMinus,
}

impl Scanner<'_> {
    /// The range or ratio that part `a` at numeral `k` begins, and how many numerals it uses.
    pub(super) fn range(&self, k: usize, a: &Part, floor: usize) -> Option<(usize, Option<Mention>)> {
        let next = k + a.used;
        let n = self.numerals.get(next)?;
        let at = n.tokens.start as usize;
        if at < a.end || at >= self.ceiling || at > a.end + 9 {
            return None;
        }
        if self.broken(a.end, at) {
            return None;
        }
        if let Some(found) = self.two_bounds(k, a, floor) {
            return Some(found);
        }
        if let Some(found) = self.vague_range(k, a, floor) {
            return Some(found);
        }
        let (join, from) = self.join(a, at, floor)?;
        let b = self.part(next, from)?;
        // Only a hedge or a determiner may stand between the joint and the second number.
        let mut upper = Vec::new();
        let b_start = self.hedges_before(b.start, from, &mut upper);
        if b_start != from && !(b_start == from + 1 && self.is(from, Role::Determiner)) {
            return None;
        }
        // "a 2-under 70" is no stretch
        let hung = join == Join::Hyphen && (b.negative || upper.iter().any(|&h| self.bound(h).is_some()));
        if n.form == Form::Ordinal || hung {
            return None;
        }
        if join == Join::PlusMinus {
            return self.plus_minus(a, &b, floor);
        }
        if let Some(found) = self.ratio(k, a, &b, join) {
            return Some(found);
        }
        self.between(k, a, b, join, floor)
    }

    /// "hundreds, if not thousands, of people", "dozens or even hundreds of them"
    fn vague_range(&self, k: usize, a: &Part, floor: usize) -> Option<(usize, Option<Mention>)> {
        let n = *self.numerals.get(k + a.used)?;
        let at = n.tokens.start as usize;
        let comma = usize::from(self.is_sign(a.end, b','));
        let mut words = a.end + comma..at;
        let vague = self.numerals[k].form == Form::Vague && n.form == Form::Vague && a.unit.is_none();
        if !vague || words.is_empty() || words.len() > 3 || n.high <= a.high {
            return None;
        }
        if !words.all(|p| self.is(p, Role::OrEven)) {
            return None;
        }
        let end = n.tokens.end as usize;
        let closing = usize::from(comma > 0 && self.is_sign(end, b',') && self.is(end + 1, Role::Of));
        let noun = self.noun(end + closing, false);
        let mut whole = Part { end, high: n.high, ..a.clone() };
        whole.rule = self.rules.quantity.steps.range;
        let mut hedges = Vec::new();
        let start = self.hedges_before(a.start, floor, &mut hedges);
        let extent = start..noun.as_ref().map_or(end, |r| r.end);
        let stated = Interval::closed(a.low, n.high);
        let m = self.mention(&mut whole, stated, hedges, None, noun, extent, false, Kind::Range);
        Some((a.used + 1, Some(m)))
    }

    /// The joint between part `a` and the number at token `at`, and the token after it.
    fn join(&self, a: &Part, at: usize, floor: usize) -> Option<(Join, usize)> {
        let t = self.all.get(a.end)?;
        let s = t.text(self.text);
        let after = self.all.get(a.end + 1)?;
        if s == "\u{b1}" {
            return Some((Join::PlusMinus, a.end + 1));
        }
        if s == "+" && self.is_sign(a.end + 1, b'/') && self.is_hyphen(a.end + 2) {
            return Some((Join::PlusMinus, a.end + 3));
        }
        if is_hyphen(s) || s == "~" {
            // "8- to 16-metre"
            if after.spaced() && !t.spaced() {
                return self.is(a.end + 1, Role::To).then_some((Join::To, a.end + 2));
            }
            // "10-to-15", "two-or-three"
            if !after.spaced() && self.is_hyphen(a.end + 2) && self.is(a.end + 1, Role::To) {
                return Some((Join::To, a.end + 3));
            }
            return Some((Join::Hyphen, a.end + 1));
        }
        // "40, plus or minus 5", "40 people, give or take $5"
        let off = |p: usize| self.is(p, Role::Minus) || self.has(p, WordSet::GiveOrTake);
        if off(at - 1) || off(at.saturating_sub(2)) {
            let noun = if a.unit.is_none() { self.noun(a.end, false) } else { None };
            let noun = noun.filter(|r| r.start == a.end).map_or(a.end, |r| r.end);
            if let Some(from) = self.far_off(a.end).or_else(|| self.far_off(noun)) {
                return Some((Join::PlusMinus, from));
            }
        }
        let before = a.start.checked_sub(1).filter(|&b| b >= floor);
        if self.is(a.end, Role::To) {
            return Some((Join::To, a.end + 1));
        }
        // "from 450 sq ft up to 900 sq ft"; "5 of them up to 10 times" are two
        if self.has(a.end, WordSet::Up)
            && self.is(a.end + 1, Role::To)
            && before.is_some_and(|b| self.is(b, Role::From))
        {
            return Some((Join::To, a.end + 2));
        }
        if self.is(a.end, Role::And) {
            let mut out = Vec::new();
            let start = self.hedges_before(a.start, floor, &mut out);
            let opened = before.is_some_and(|b| self.opens(b))
                || start.checked_sub(1).is_some_and(|b| b >= floor && self.opens(b));
            return opened.then_some((Join::And, a.end + 1));
        }
        if self.is(a.end, Role::Over) {
            return Some((Join::Over, a.end + 1));
        }
        self.is(a.end, Role::Or).then_some((Join::Or, a.end + 1))
    }

    /// Past "plus or minus" or "give or take" at `end`, before how far off a number may be.
    fn far_off(&self, end: usize) -> Option<usize> {
        let p = end + usize::from(self.is_sign(end, b','));
        if self.is(p, Role::Plus) && self.is(p + 1, Role::Or) && self.is(p + 2, Role::Minus) {
            return Some(p + 3);
        }
        let (stop, _) = self.hedge_after(end)?;
        self.has(stop - 1, WordSet::GiveOrTake).then_some(stop)
    }

    /// Whether token `at` opens a pair joined by "and".
    fn opens(&self, at: usize) -> bool {
        // "between the ages of 5 and 10"
        let ages = self.is(at, Role::Of) && at > 2 && self.is(at - 1, Role::Age);
        let from = |p: usize| self.is(p, Role::Between) || self.is(p, Role::From);
        from(at)
            || ages && (from(at - 2) || self.is(at - 2, Role::Determiner) && from(at - 3))
            || self.is(at, Role::Determiner) && at > 0 && self.is(at - 1, Role::Between)
    }

    fn between(
        &self,
        k: usize,
        a: &Part,
        b: Part,
        join: Join,
        floor: usize,
    ) -> Option<(usize, Option<Mention>)> {
        // "shrank by half to $11 billion": a share, and a new value; "in 2020 to 46 million": a year
        let n = self.numerals[k];
        let year = n.style == Style::default()
            && a.unit.is_none()
            && (Decimal::from(1000)..Decimal::from(2200)).contains(&a.low);
        if n.form == Form::Fraction && a.unit.is_none() && b.low >= Decimal::TEN
            || year && join == Join::To && b.style.scale > 3
            || join == Join::To && a.start > 1 && self.has(a.start - 2, WordSet::Factor)
        {
            return None;
        }
        let mut a = a.clone();
        let mut b = b;
        let used = a.used + b.used;
        self.same_letter(&mut a, &mut b);
        // "£4,000 to £5,000 a week": the rate is of both
        let rate = |p: &Part| p.unit.as_ref().is_some_and(|h| h.per.is_some());
        let own_a = a.unit.is_some() && (rate(&a) || !rate(&b));
        let stated = a.unit.is_some();
        // The first end takes the second's unit; the second the first's money ("$2-3 billion").
        match (&a.unit, &b.unit) {
            (None, Some(u)) => a.unit = Some(u.clone()),
            (Some(u), None)
                if join == Join::Hyphen
                    || self.is_money(u.meaning) && !self.counts_something(b.end)
                    || matches!(join, Join::And | Join::To) && self.counted_nothing(b.end) =>
            {
                let mut u = u.clone();
                u.per = None;
                b.unit = Some(u);
            }
            (Some(_), None) => return None,
            (Some(x), Some(y)) if self.is_money(x.meaning) && self.same_currency(x, y).is_some() => {
                let one = self.same_currency(x, y);
                (a.unit, b.unit) = (one.clone(), one);
            }
            (Some(x), Some(y)) if x.meaning != y.meaning => {
                // "at 12,000 feet - 3,700 metres - above": the same once more
                let aside = join == Join::Hyphen && self.all[a.end].spaced();
                // "800 m to 1.2 km": one dimension, two units
                if aside
                    || self.dimension_of(x.meaning) != self.dimension_of(y.meaning)
                    || self.is_money(x.meaning)
                {
                    return None;
                }
                let (f, g) = (self.factor_of(x), self.factor_of(y));
                let factor = f.checked_div(g)?;
                a.times(factor)?;
                a.unit = b.unit.clone();
            }
            _ => {}
        }
        // "2 to 3 million", "7-9 lakh": the scale is for both.
        let scale =
            if b.bare.is_zero() || b.style.vague { Decimal::ONE } else { b.high.checked_div(b.bare)? };
        let word_scale = self.word_scale(&b);
        let shared = scale.checked_mul(word_scale)?;
        // "fell from 1.5 to 1.2 million": of one size, so one scale
        let second = b.bare.abs().checked_div(word_scale)?;
        let falls = join == Join::To
            && a.start > floor
            && self.is(a.start - 1, Role::From)
            && a.bare.abs() < second.saturating_mul(Decimal::TEN);
        if shared > Decimal::ONE
            && a.style.scale == 0
            && !a.scaled
            && (a.bare.abs() <= second || falls)
            && a.bare < Decimal::from(1000)
        {
            a.times(shared)?;
        }
        // "two to three hundred"
        let hundred = Decimal::ONE_HUNDRED;
        let hundreds = b.bare >= hundred && b.bare < Decimal::from(1000) && (b.bare % hundred).is_zero();
        if hundreds && a.style.words && b.style.words && a.bare < b.bare / hundred && !own_a {
            a.times(hundred)?;
        }
        // "two to three dozen"
        if let Some((_, group)) = self.word_of(b.end - 1, NumberRole::Group)
            && !own_a
            && a.bare < b.bare.checked_div(group)?
        {
            a.times(group)?;
        }
        // "fell $1.20 to $78.50 a barrel": a change and a new value
        let far = a.high.saturating_mul(Decimal::TEN) < b.low;
        let leap = join == Join::To && stated && !own_a && far && self.changed(&a, &b, floor);
        if leap || !self.may_join(&a, &b, join, own_a, floor) {
            return None;
        }
        let mut low = a.low.min(b.low);
        let mut high = a.high.max(b.high);
        if low > high {
            (low, high) = (high, low);
        }
        let stated = Interval::closed(low, high);
        let start = a.start;
        let noun = if b.unit.is_none() { self.noun(b.end, false) } else { None };
        let mut hedges = Vec::new();
        let whole_start = self.hedges_before(start, floor, &mut hedges);
        let mut whole = Part { start, end: b.end, digit: a.digit.min(b.digit), ..b.clone() };
        whole.low = low;
        whole.high = high;
        whole.rule = self.rules.quantity.steps.range;
        if let Some(m) = self.age_range(&whole, stated, floor, (whole_start, &hedges)) {
            return Some((used, Some(m)));
        }
        if self.is_name(start, b.end, self.numerals[k], whole.unit.is_none() && !whole.scaled) {
            return Some((used, None));
        }
        let mut whole_end = b.end.max(noun.as_ref().map_or(0, |r| r.end));
        if let Some((stop, index)) = self.hedge_after(b.end) {
            hedges.push(index);
            whole_end = whole_end.max(stop);
        }
        let m =
            self.mention(&mut whole, stated, hedges, None, noun, whole_start..whole_end, false, Kind::Range);
        Some((used, Some(m)))
    }

    /// "from 2m to 3m people": the first letter is what the second is, a million.
    /// The other way round, "$3m-4m": money's letter is what the letter behind a bare number is.
    fn same_letter(&self, a: &mut Part, b: &mut Part) {
        let letter = |p: &Part| p.end.checked_sub(1).map_or("", |i| self.sign(i));
        let money = a.unit.as_ref().is_some_and(|h| self.is_money(h.meaning));
        if a.scaled
            && money
            && letter(a).len() == 1
            && letter(a) == letter(b)
            && b.unit.as_ref().is_some_and(|h| !self.is_money(h.meaning))
            && let Some(worth) = a.high.checked_div(a.bare)
            && b.times(worth).is_some()
        {
            (b.unit, b.scaled, b.style.scale) = (None, true, a.style.scale);
            return;
        }
        let worth = b.high.checked_div(b.bare).filter(|_| b.scaled && !b.bare.is_zero());
        if let Some(worth) = worth
            && !a.scaled
            && a.unit.as_ref().is_some_and(|h| !self.is_money(h.meaning))
            && letter(a).len() == 1
            && letter(a) == letter(b)
            && a.times(worth).is_some()
        {
            (a.unit, a.scaled, a.style.scale) = (None, true, b.style.scale);
        }
    }

    /// The clearer of two kinds of money, where one may be the other: "US$89 to $93".
    fn same_currency(&self, x: &Hit, y: &Hit) -> Option<Hit> {
        let candidate = |shared: &Hit, one: &Hit| match (shared.meaning, one.meaning) {
            (Meaning::Shared(s), Meaning::One(u)) => {
                self.rules.quantity.units.shared[s as usize].candidates.contains(&u)
            }
            _ => false,
        };
        let clear = if x.meaning == y.meaning || candidate(y, x) {
            x
        } else if candidate(x, y) {
            y
        } else {
            return None;
        };
        let per = x.per.clone().or_else(|| y.per.clone());
        Some(Hit { per, ..clear.clone() })
    }

    /// The scale word inside part `b`: a million in "3 million".
    fn word_scale(&self, b: &Part) -> Decimal {
        match b.style.scale {
            0 => Decimal::ONE,
            _ if b.scaled => Decimal::ONE,
            e => crate::value::decimal::power_of_ten(e.into()).unwrap_or(Decimal::ONE),
        }
    }

    /// Whether nothing is counted by a number that ends before token `end`.
    pub(super) fn counted_nothing(&self, end: usize) -> bool {
        self.all
            .get(end)
            .is_none_or(|t| t.starts_sentence() || t.kind == TokenKind::Sign || self.is(end, Role::Function))
    }

    /// Whether two ends make a range: not "rose 5 to 20", not "1995-01", not "12 or 40".
    fn may_join(&self, a: &Part, b: &Part, join: Join, own: bool, floor: usize) -> bool {
        let from = a.start > floor && self.opens(a.start - 1);
        match join {
            Join::Hyphen => {
                let chain = |at: usize| {
                    self.is_hyphen(at)
                        && self.all.get(at + 1).is_some_and(|t| !t.spaced() && t.kind == TokenKind::Digits)
                };
                let leading_zero = self.all.get(b.start).is_some_and(|t| {
                    let s = t.text(self.text);
                    s.len() > 1 && s.starts_with('0') && b.style.decimals == 0
                });
                // "four-fifty" is a price
                let words = a.style.words && b.style.words && a.low.saturating_mul(Decimal::TEN) < b.high;
                a.low < b.high && !chain(b.end) && !leading_zero && !words
            }
            Join::To => {
                // "rose by $43 to $419": a change and a new value, unless one unit serves both.
                let changed = self.changed(a, b, floor);
                let shared = b.unit.is_some() && !own;
                let same = a.unit.as_ref().map(|u| u.meaning) == b.unit.as_ref().map(|u| u.meaning);
                // "48 % to 44 %": who has how much
                let falls = own
                    && a.low > b.high
                    && a.unit.as_ref().is_some_and(|h| self.dimension_of(h.meaning) == "percent");
                // "-15 to -25": the farther from zero stands last
                let rises = a.low < b.high || a.negative && b.negative && a.low != b.low;
                same && (from || !changed || shared) && (from || rises || b.unit.is_some() && !falls)
            }
            Join::And => true,
            Join::Or => {
                a.low < b.high
                    && b.high <= a.low.saturating_add((a.low / Decimal::TWO).max(Decimal::ONE))
                    && a.bare < Decimal::ONE_HUNDRED
                    && b.unit.is_none() == a.unit.is_none()
                    && !own
            }
            Join::Over | Join::PlusMinus => false,
        }
    }

    /// Whether a word of change, "by" or a past form stands before part `a`, so that `b` is a new value.
    fn changed(&self, a: &Part, b: &Part, floor: usize) -> bool {
        let opening = self.hedges_before(a.start, floor, &mut Vec::new());
        opening > floor && {
            let p = opening - 1;
            let past = self.all[p].kind == TokenKind::Word
                && self.rules.language.ends_as_past(self.sign(p))
                && !self.is(p, Role::Age)
                && !self.counts_something(b.end);
            self.is(p, Role::By) || self.is(p, Role::Change) || past
        }
    }

    /// "9.8 ± 0.1 m"
    fn plus_minus(&self, a: &Part, b: &Part, floor: usize) -> Option<(usize, Option<Mention>)> {
        let of = |p: &Part| p.unit.as_ref().map(|h| self.dimension_of(h.meaning).to_owned());
        let (x, y) = (of(a), of(b));
        // "44 %, plus or minus 3 points"
        let points = x.as_deref() == Some("percent") && y.as_deref() == Some("point");
        if x.is_some() && y.is_some() && x != y && !points {
            return None;
        }
        let unit = if points { a.unit.clone() } else { b.unit.clone().or_else(|| a.unit.clone()) };
        let mut whole = Part { start: a.start, end: b.end, unit, ..a.clone() };
        let low = a.low.checked_sub(b.low.abs())?;
        let high = a.high.checked_add(b.high.abs())?;
        whole.low = low;
        whole.high = high;
        whole.rule = self.rules.quantity.steps.range;
        let mut hedges = Vec::new();
        let start = self.hedges_before(a.start, floor, &mut hedges);
        let noun = match &whole.unit {
            Some(_) => None,
            None => self.noun(a.end, false).filter(|r| r.start == a.end).or_else(|| self.noun(b.end, false)),
        };
        let range = start..b.end.max(noun.as_ref().map_or(0, |r| r.end));
        let stated = Interval::closed(low, high);
        let m = self.mention(&mut whole, stated, hedges, None, noun, range, false, Kind::Range);
        Some((a.used + b.used, Some(m)))
    }

    /// "greater than 100 and smaller than 300", "at most 100 and at least 20 apples".
    fn two_bounds(&self, k: usize, a: &Part, floor: usize) -> Option<(usize, Option<Mention>)> {
        let joint = a.end;
        let mut p = joint;
        if self.is_sign(p, b',') {
            p += 1;
        }
        if self.is(p, Role::And) || self.has(p, WordSet::Yet) {
            p += 1;
        }
        if p == joint {
            return None;
        }
        let mut first = Vec::new();
        let start = self.hedges_before(a.start, floor, &mut first);
        if first.is_empty() {
            return None;
        }
        let b = self.part(k + a.used, p)?;
        let mut second = Vec::new();
        if self.hedges_before(b.start, p, &mut second) != p {
            return None;
        }
        let unit = match (&a.unit, &b.unit) {
            (x, y) if x.as_ref().map(|u| u.meaning) == y.as_ref().map(|u| u.meaning) => b.unit.clone(),
            (None, y) => y.clone(),
            _ => return None,
        };
        let (x, y) = (self.bound(first.first().copied()?)?, self.bound(second.first().copied()?)?);
        let (low, high, upper, lower) = match (x, y) {
            (true, false) if a.low < b.low => (a.low, b.low, second[0], first[0]),
            (false, true) if b.low < a.low => (b.low, a.low, first[0], second[0]),
            _ => return None,
        };
        let used = a.used + b.used;
        let mut whole = Part { start: a.start, unit, ..b };
        whole.low = low;
        whole.high = high;
        whole.rule = self.rules.quantity.steps.range;
        let noun = if whole.unit.is_none() { self.noun(whole.end, false) } else { None };
        let end = noun.as_ref().map_or(whole.end, |r| r.end);
        let stated = Interval::closed(low, high);
        let m =
            self.mention(&mut whole, stated, vec![lower], Some(upper), noun, start..end, false, Kind::Range);
        Some((used, Some(m)))
    }

    /// Whether a hedge bounds from below (true) or from above (false); `None` for the others.
    pub(super) fn bound(&self, hedge: u16) -> Option<bool> {
        let range = &self.rules.quantity.hedges.get(hedge as usize)?.range;
        match (range.low, range.high) {
            (Bound::Unbounded, Bound::Unbounded) => None,
            (_, Bound::Unbounded) => Some(true),
            (Bound::Unbounded, _) => Some(false),
            _ => None,
        }
    }
}
