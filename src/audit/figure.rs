//! Numbers with one stated value, and how far off they may be as written.

use std::ops::Range;
use std::sync::Arc;

use super::draft::Draft;
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::lexicon::Mark;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::unit::Measure;
use crate::value::{Bound, Decimal, Modifier, Quantity, Unit};

/// A number with one stated value.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) reading: usize,
    pub(super) tokens: Range<u32>,
    /// With hedge, unit and counted noun.
    pub(super) whole: Range<u32>,
    pub(super) noun: Option<Range<u32>>,
    pub(super) kind: Kind,
    pub(super) unit: Option<Unit>,
    /// As stated, before any hedge.
    pub(super) value: Decimal,
    /// Half of what rounding may have moved it; 0 for a count written to the unit.
    pub(super) slack: Decimal,
    pub(super) modifier: Option<Modifier>,
    pub(super) vague: bool,
    /// An end of a range: "from 14 to 9".
    pub(super) end: bool,
    /// The remainder of its digits by nine.
    pub(super) nines: u8,
    /// Whether no other figure stands near it.
    pub(super) alone: bool,
}

/// Most tokens between two figures that are near.
const NEAR: u32 = 60;

impl Figure {
    /// Whether it stands without a hedge.
    pub(super) fn plain(&self) -> bool {
        self.modifier.is_none() && !self.vague && !self.end
    }

    /// Smallest and largest value that the words allow; `None` without a limit.
    pub(super) fn low(&self) -> Option<Decimal> {
        match self.modifier {
            Some(Modifier::LessThan | Modifier::EqualOrLess | Modifier::Before | Modifier::OnOrBefore) => {
                None
            }
            Some(Modifier::Approx) => Some(self.value - self.wide()),
            _ => Some(self.value - self.slack),
        }
    }

    pub(super) fn high(&self) -> Option<Decimal> {
        match self.modifier {
            Some(Modifier::MoreThan | Modifier::EqualOrMore | Modifier::After | Modifier::OnOrAfter) => None,
            Some(Modifier::Approx) => Some(self.value + self.wide()),
            _ => Some(self.value + self.slack),
        }
    }

    fn wide(&self) -> Decimal {
        let tenth = self.value.abs() / Decimal::TEN;
        tenth.max(self.slack)
    }

    /// Whether the two can be the same number.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let below = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        };
        if self.vague || other.vague {
            let (a, b) = (self.value.min(other.value), self.value.max(other.value));
            return a * Decimal::TWO >= b;
        }
        below(self.low(), other.high()) && below(other.low(), self.high())
    }

    /// Whether it is a share of a whole in per cent.
    pub(super) fn is_percent(&self) -> bool {
        self.kind == Kind::Percent && self.dimension() != Some("point")
    }

    pub(super) fn dimension(&self) -> Option<&str> {
        self.unit.as_ref().and_then(Unit::dimension)
    }

    /// Its value in the unit of another figure: 0.2 for "20 cents" beside dollars.
    pub(super) fn value_in(&self, other: &Self) -> Option<Decimal> {
        let (a, b) = (measures(self.unit.as_ref()?), measures(other.unit.as_ref()?));
        let pair = a.iter().find_map(|x| Some((x, b.iter().find(|y| y.dimension == x.dimension)?)));
        let (x, y) = pair.filter(|(x, y)| x.offset.is_zero() && y.offset.is_zero())?;
        self.value.checked_mul(x.factor)?.checked_div(y.factor).filter(|v| !v.is_zero())
    }

    /// Whether both are in one unit, which one of them may leave short: "£160 a tonne", "£168".
    pub(super) fn in_unit_of(&self, other: &Self) -> bool {
        let (a, b) = (self.unit.as_ref().map_or("", Unit::name), other.unit.as_ref().map_or("", Unit::name));
        let rate = |x: &str, y: &str| x.strip_prefix(y).is_some_and(|rest| rest.starts_with(" per "));
        self.kind == other.kind && (self.unit == other.unit || rate(a, b) || rate(b, a))
    }

    /// Whether it is so much for each: "£160 a tonne".
    pub(super) fn is_rate(&self) -> bool {
        self.unit.as_ref().is_some_and(|u| u.name().contains(" per "))
    }

    /// Where it begins with its hedge and its sign.
    pub(super) fn begin(&self) -> u32 {
        self.whole.start.min(self.tokens.start)
    }

    /// Where it ends with what it counts.
    pub(super) fn stop(&self) -> u32 {
        self.noun.as_ref().map_or(self.tokens.end, |n| n.end).max(self.tokens.end)
    }

    /// The last word of what it counts.
    pub(super) fn head(&self) -> Option<u32> {
        self.noun.as_ref().and_then(|n| n.end.checked_sub(1))
    }
}

/// What a unit can mean, likeliest first.
fn measures(unit: &Unit) -> &[Arc<Measure>] {
    match unit {
        Unit::Measure(m) => std::slice::from_ref(m),
        Unit::Ambiguous { candidates, .. } => candidates,
        Unit::Noun(_) => &[],
    }
}

/// Half of what rounding may have moved a number as written: half a unit of the last digit of one with
/// decimals or a scale word; at most a twentieth of a round count; nothing for a count to the unit.
fn slack(kind: Kind, q: &Quantity, value: Decimal) -> Decimal {
    let half = || q.digit * Decimal::new(5, 1);
    if kind == Kind::Percent {
        // "half a point" is good to a tenth of it.
        let small = if value.abs() < Decimal::ONE && q.style.decimals == 0 {
            value.abs() / Decimal::TEN
        } else {
            half()
        };
        return small.min(Decimal::new(5, 1));
    }
    // "$3 billion" is good to half a billion, "$20 billion" as a round count is.
    let scale = 10u64.checked_pow(u32::from(q.style.scale)).map(Decimal::from);
    if q.style.decimals > 0 || q.style.scale > 0 && scale.is_none_or(|s| q.digit <= s) {
        return half();
    }
    if q.digit >= Decimal::ONE_HUNDRED {
        return half().min(value.abs() / Decimal::from(20));
    }
    Decimal::ZERO
}

/// The same of an end of a range, which is taken as it stands.
fn end_slack(n: &Numeral) -> Decimal {
    let scale = 10u64.checked_pow(u32::from(n.style.scale)).map(Decimal::from);
    match (n.style.decimals, n.style.scale) {
        (0, 0) => Decimal::ZERO,
        // "from 100 million to 80 million": a round count.
        (0, _) if scale.is_some_and(|s| n.digit > s) => {
            (n.digit / Decimal::TWO).min(n.value.abs() / Decimal::from(20))
        }
        _ => n.digit / Decimal::TWO,
    }
}

/// The figures of a text.
pub(super) fn figures(draft: &Draft<'_>) -> Vec<Figure> {
    let mut out = Vec::with_capacity(draft.readings.len());
    for number in 0..draft.readings.len() {
        match draft.readings[number].kind {
            Kind::Duration => out.extend(length(draft, number)),
            // "in 11 minutes" is a time from now, and a length as well.
            Kind::Date | Kind::Time | Kind::DateTime => out.extend(within(draft, number)),
            _ => match one(draft, number) {
                Some(figure) => out.push(figure),
                None => ends(draft, number, &mut out),
            },
        }
    }
    for k in 1..out.len() {
        in_one_unit(&mut out[k - 1..=k]);
        unit_untold(draft, &mut out[k - 1..=k]);
    }
    let mut free = 0;
    for k in 0..out.len() {
        let digits = out[k].value.mantissa().unsigned_abs();
        // What fits into a word, as nearly all do, is divided faster.
        out[k].nines = u64::try_from(digits).map_or_else(|_| digits % 9, |d| u128::from(d % 9)) as u8;
        let next = out.get(k + 1).map_or(u32::MAX, |f| f.tokens.start);
        let figure = &mut out[k];
        figure.alone =
            (k == 0 || free + NEAR < figure.tokens.start) && next > figure.tokens.end.saturating_add(NEAR);
        free = figure.tokens.end;
    }
    out
}

/// "nine tonnes of rice, four of lentils": the unit was said before.
fn unit_untold(draft: &Draft<'_>, pair: &mut [Figure]) {
    let [a, b] = pair else { return };
    let measured = matches!(a.kind, Kind::Measure | Kind::Duration) && a.unit.is_some();
    let (end, lead) = (b.tokens.end, b.begin().saturating_sub(1));
    let bare = b.kind == Kind::Number && b.plain() && b.noun.as_ref().is_none_or(|n| n.start > end);
    let listed = draft.word(lead) == "," || draft.one(lead, WordSet::ListAnd);
    let near = b.begin().saturating_sub(a.tokens.end) <= LISTED;
    let of = draft.is(a.tokens.end, "of") && draft.is(end, "of");
    let known = draft.one(end + 1, WordSet::Anaphor) || draft.one(end + 1, WordSet::Definite);
    // "one of milk" is no figure, and the sum would be without it.
    let sentence = draft.sentence(a.tokens.start);
    let lone = || (a.tokens.end..sentence.end).any(|i| draft.is(i, "one") && draft.is(i + 1, "of"));
    if measured && bare && listed && near && of && !known && draft.scale(b) == 0 && !lone() {
        (b.kind, b.noun) = (a.kind, None);
        b.unit.clone_from(&a.unit);
    }
}

/// Most tokens from a measure to the next one of its list.
const LISTED: u32 = 6;

/// Most tokens between two prices, one of them in pence.
const PRICES: u32 = 3;

/// "from 60p to £1.20": two prices side by side are told in one unit.
fn in_one_unit(pair: &mut [Figure]) {
    let [a, b] = pair else { return };
    let beside = b.tokens.start.saturating_sub(a.tokens.end) <= PRICES;
    // "40p in the £1"
    let one = a.value == Decimal::ONE || b.value == Decimal::ONE;
    if a.kind != Kind::Money || b.kind != Kind::Money || a.unit == b.unit || !beside || one {
        return;
    }
    let minor = |f: &Figure, of: &Figure| f.value_in(of).is_some_and(|v| v < f.value);
    let (small, large) = if minor(a, b) { (a, b) } else { (b, a) };
    let value = small.value_in(large).filter(|&v| v < small.value);
    if let Some(value) = value
        && let Some(slack) = small.slack.checked_mul(value).and_then(|s| s.checked_div(small.value))
    {
        (small.value, small.slack) = (value, slack);
        small.unit.clone_from(&large.unit);
    }
}

/// The two ends of a stated range.
fn ends(draft: &Draft<'_>, number: usize, out: &mut Vec<Figure>) {
    let r = &draft.readings[number];
    let Some(q) = r.quantity() else { return };
    let numerals = draft.numerals_in(&r.extent.tokens);
    if numerals.len() != 2 {
        return;
    }
    // "from £9m to £5m": the letter behind the digits is no word of the number.
    let (least, most) = (numerals[0].value.min(numerals[1].value), numerals[0].value.max(numerals[1].value));
    let lettered = |scale: &Decimal| {
        let scaled = |x: Decimal, bound: &Bound<Decimal>| x.checked_mul(*scale).as_ref() == bound.value();
        least > Decimal::ZERO && scaled(least, &q.stated.low) && scaled(most, &q.stated.high)
    };
    let scales = POWERS.iter().map(|&p| Decimal::from(10u64.pow(p)));
    let scale = scales.into_iter().find(lettered).unwrap_or(Decimal::ONE);
    for n in numerals {
        // "from 12C to -4C"
        let below = n.tokens.start.checked_sub(1).is_some_and(|i| {
            let sign = matches!(draft.word(i), "-" | "\u{2212}")
                && draft.token(i).is_some_and(|t| t.spaced())
                && draft.token(i + 1).is_some_and(|t| !t.spaced());
            draft.is(i, "minus") || sign
        });
        let sign = if below && n.value > Decimal::ZERO { -Decimal::ONE } else { Decimal::ONE };
        let half = n.digit * scale * Decimal::new(5, 1);
        let rounded = match n.style.decimals {
            _ if scale == Decimal::ONE => end_slack(n),
            // "from £100m to £150m": a round count.
            0 if n.digit > Decimal::ONE => half.min((n.value * scale).abs() / Decimal::from(20)),
            _ => half,
        };
        out.push(Figure {
            reading: number,
            tokens: n.tokens.clone(),
            whole: n.tokens.clone(),
            noun: r.noun.clone(),
            kind: if r.kind == Kind::Range { Kind::Number } else { r.kind },
            unit: q.unit.clone(),
            value: n.value * scale * sign,
            slack: rounded,
            modifier: None,
            vague: false,
            end: true,
            nines: 0,
            alone: false,
        });
    }
}

/// The powers of ten that a letter behind digits can stand for: "9k", "9m", "9bn", "9tn".
const POWERS: [u32; 4] = [3, 6, 9, 12];

/// A number with one stated value.
fn one(draft: &Draft<'_>, number: usize) -> Option<Figure> {
    let r = draft.readings.get(number)?;
    {
        let q = r.quantity()?;
        let one = matches!((&q.stated.low, &q.stated.high), (Bound::Closed(a), Bound::Closed(b)) if a == b);
        if !(one || q.style.vague) {
            return None;
        }
        let value = *q.stated.low.value()?;
        Some(Figure {
            reading: number,
            tokens: r.extent.tokens.clone(),
            whole: r.extent.whole.clone(),
            noun: r.noun.clone(),
            kind: r.kind,
            unit: q.unit.clone(),
            value,
            slack: slack(r.kind, q, value),
            modifier: q.modifier,
            vague: q.style.vague,
            end: false,
            nines: 0,
            alone: false,
        })
    }
}

/// Seconds in the units of time that have a fixed number of them, by the beginning of their word.
const SECONDS: [(&str, u32); 7] = [
    ("second", 1),
    ("minute", 60),
    ("hour", 3600),
    ("day", 86_400),
    ("night", 86_400),
    ("week", 604_800),
    ("fortnight", 1_209_600),
];
const MONTHS: [(&str, u32); 4] = [("month", 1), ("year", 12), ("decade", 120), ("centur", 1200)];

/// "eight years" as a figure: so many of its unit.
fn length(draft: &Draft<'_>, number: usize) -> Option<Figure> {
    let r = draft.readings.get(number)?;
    let timex = r.timex()?;
    let length = timex.length?;
    let table = if length.seconds.is_zero() { &MONTHS[..] } else { &SECONDS[..] };
    let named = |i: u32| {
        let starts = |w: &str| draft.word(i).get(..w.len()).is_some_and(|s| s.eq_ignore_ascii_case(w));
        table.iter().find(|(w, _)| starts(w)).map(|found| (i, found))
    };
    // "an hour and a half": its unit is not the last word
    let tokens = &r.extent.tokens;
    let (last, &(unit, size)) = (tokens.start..tokens.end).rev().find_map(named)?;
    let all = if length.seconds.is_zero() { length.months } else { length.seconds };
    if !length.months.is_zero() && !length.seconds.is_zero() {
        return None;
    }
    Some(Figure {
        reading: number,
        tokens: r.extent.tokens.clone(),
        whole: r.extent.whole.clone(),
        noun: Some(last..last + 1),
        kind: Kind::Duration,
        unit: Some(Unit::Noun(unit.into())),
        value: all.checked_div(Decimal::from(size))?.normalize(),
        slack: Decimal::ZERO,
        modifier: timex.modifier,
        vague: false,
        end: false,
        nines: 0,
        alone: false,
    })
}

/// The length that a time ends with: "in 11 minutes", and that of "80 years later".
fn within(draft: &Draft<'_>, number: usize) -> Option<Figure> {
    let r = draft.readings.get(number)?;
    let last = r.extent.tokens.end.checked_sub(1)?;
    let last = last.checked_sub(u32::from(draft.is(last, "later")))?;
    let before = draft.token(last.checked_sub(1)?)?;
    if before.kind == TokenKind::Word && !Mark::Number.on(before) {
        return None;
    }
    let starts = |w: &str| draft.word(last).get(..w.len()).is_some_and(|s| s.eq_ignore_ascii_case(w));
    let &(unit, _) = SECONDS.iter().chain(&MONTHS).find(|(w, _)| starts(w))?;
    let numerals = draft.numerals_in(&(last.saturating_sub(3).max(r.extent.tokens.start)..last));
    let [n] = numerals else { return None };
    let whole = n.tokens.end == last && n.form == Form::Cardinal;
    whole.then(|| Figure {
        reading: number,
        tokens: n.tokens.start..last + 1,
        whole: n.tokens.start..last + 1,
        noun: Some(last..last + 1),
        kind: Kind::Duration,
        unit: Some(Unit::Noun(unit.into())),
        value: n.value,
        slack: Decimal::ZERO,
        modifier: None,
        vague: false,
        end: false,
        nines: 0,
        alone: false,
    })
}
