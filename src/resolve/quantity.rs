//! Hedges to intervals: "around 100" to `[90, 110]`.

use super::{Reading, Value};
use crate::mention::quantity::Amount;
use crate::mention::{Content, Input, Kind, Mention};
use crate::rules::Rules;
use crate::rules::compile_quantity::HedgeRule;
use crate::value::decimal::grain;
use crate::value::{Bound, Decimal, Interval, Modifier, Quantity};

/// Resolves one quantity; `None` for a time expression.
#[must_use]
pub fn resolve(input: &Input<'_>, mention: Mention) -> Option<Reading> {
    let Content::Quantity(amount) = mention.content else { return None };
    let (interval, modifier) = meant(&amount, mention.kind, input.rules);
    let quantity = Quantity {
        interval,
        stated: amount.stated,
        modifier,
        unit: amount.unit,
        digit: amount.digit,
        style: amount.style,
    };
    Some(Reading {
        extent: mention.extent,
        kind: mention.kind,
        value: Value::Quantity(quantity),
        noun: mention.noun,
        derivation: mention.derivation,
    })
}

/// What the stated number becomes under its hedges, and the modifier that says so.
///
/// A bound outweighs an approximation ("at least about 40" is at least 40); of two bounds the outer
/// one holds.
fn meant(amount: &Amount, kind: Kind, rules: &Rules) -> (Interval<Decimal>, Option<Modifier>) {
    let table = &rules.quantity;
    let stated = amount.stated;
    let hedges = amount.hedges.iter().filter_map(|&h| table.hedges.get(h as usize));
    let mut chosen: Option<&HedgeRule> = None;
    for h in hedges {
        let weight = |h: &HedgeRule| match h.modifier {
            None => 0,
            Some(Modifier::Approx) => 1,
            Some(_) => 2,
        };
        if chosen.is_none_or(|c| weight(h) >= weight(c)) {
            chosen = Some(h);
        }
    }
    if let (Some(lower), Some(upper)) = (chosen, amount.upper.and_then(|h| table.hedges.get(h as usize))) {
        let close = |inside: Bound<Decimal>, open: bool| match inside {
            Bound::Closed(v) if open => Bound::Open(v),
            other => other,
        };
        let low = close(stated.low, matches!(lower.range.low, Bound::Open(_)));
        let high = close(stated.high, matches!(upper.range.high, Bound::Open(_)));
        return (Interval { low, high }, None);
    }
    let Some(hedge) = chosen.filter(|h| h.modifier.is_some()) else {
        if amount.share {
            let by = stated.low.value().map_or(Decimal::ZERO, |&x| share_width(x, rules));
            return (widened(stated, by), Some(Modifier::Approx));
        }
        return (stated, amount.modifier.or(amount.style.vague.then_some(Modifier::Approx)));
    };
    // "some dozens" are dozens
    if hedge.modifier == Some(Modifier::Approx) && amount.style.vague {
        return (stated, hedge.modifier);
    }
    let (Some(&low), Some(&high)) = (stated.low.value(), stated.high.value()) else {
        return (stated, hedge.modifier);
    };
    // "about 10 to 20": the ends are as said; how far each may be off is for the comparison.
    if hedge.modifier == Some(Modifier::Approx) && low != high {
        return (stated, hedge.modifier);
    }
    let width = |x: Decimal| width(x, amount, kind, rules);
    let end = |bound: Bound<crate::rules::compile_quantity::Term>, x: Decimal| match bound {
        Bound::Unbounded => Some(Bound::Unbounded),
        Bound::Closed(t) => t.at(x, width(x)).map(Bound::Closed),
        Bound::Open(t) => t.at(x, width(x)).map(Bound::Open),
    };
    let mut interval = match (end(hedge.range.low, low), end(hedge.range.high, high)) {
        (Some(low), Some(high)) => Interval { low, high },
        _ => return (stated, hedge.modifier),
    };
    // "more than halved" leaves less than a half
    let mut modifier = hedge.modifier;
    if kind == Kind::Ratio && amount.style.words && low == high && high < Decimal::ONE {
        let turned = |b: Bound<Decimal>| b.map(|v| high + high - v);
        interval = Interval { low: turned(interval.high), high: turned(interval.low) };
        if interval.low == Bound::Unbounded {
            interval.low = Bound::Closed(Decimal::ZERO);
        }
        modifier = modifier.map(|m| match m {
            Modifier::MoreThan => Modifier::LessThan,
            Modifier::LessThan => Modifier::MoreThan,
            Modifier::EqualOrMore => Modifier::EqualOrLess,
            Modifier::EqualOrLess => Modifier::EqualOrMore,
            other => other,
        });
    }
    // Nothing is counted below zero, and no part of a whole is less than none of it.
    let counted = matches!(kind, Kind::Age | Kind::Number | Kind::Range)
        && matches!(amount.unit, Some(crate::value::Unit::Noun(_)))
        || kind == Kind::Age
        || amount.share;
    if counted && interval.low == Bound::Unbounded && high >= Decimal::ZERO {
        interval.low = Bound::Closed(Decimal::ZERO);
    }
    (interval, modifier)
}

fn widened(stated: Interval<Decimal>, by: Decimal) -> Interval<Decimal> {
    let shift = |b: Bound<Decimal>, d: Decimal| b.map(|v| v.checked_add(d).unwrap_or(v));
    Interval { low: shift(stated.low, -by), high: shift(stated.high, by) }
}

/// The width d of a hedge on x: its grain, at most a tenth of it; whole for what is counted.
fn width(x: Decimal, amount: &Amount, kind: Kind, rules: &Rules) -> Decimal {
    let widths = &rules.quantity.widths;
    if kind == Kind::Temperature {
        return widths.temperature;
    }
    if amount.share {
        return share_width(x, rules);
    }
    let share = x.abs().checked_mul(widths.share).unwrap_or(x.abs());
    let d = share.min(grain(x));
    let counted = kind == Kind::Age
        || kind != Kind::Ratio
            && matches!(amount.unit, Some(crate::value::Unit::Noun(_)) | None)
            && x.is_integer();
    if counted { d.max(widths.count) } else { d }
}

/// Half the width of a spoken share x of a whole: "one in 10,000" is not "none in 10,000".
fn share_width(x: Decimal, rules: &Rules) -> Decimal {
    let widths = &rules.quantity.widths;
    let part = x.abs().checked_mul(widths.fraction_share).unwrap_or(widths.fraction);
    widths.fraction.min(part)
}
