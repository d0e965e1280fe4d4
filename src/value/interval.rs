//! Intervals: the one notion that carries hedges, rounding, ranges, partial dates and tolerances.
//!
//! | text | interval |
//! |---|---|
//! | "over 33,000" | `(33000, +inf)` |
//! | "at least five" | `[5, +inf)` |
//! | "around 100" | `[90, 110]` |
//! | "fewer than 40 people" | `[0, 40)` |
//! | "in 2017" | `[2017-01-01T00:00:00, 2018-01-01T00:00:00)` |

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::decimal::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound<T> {
    /// No end on this side.
    Unbounded,
    /// The value itself belongs to the interval.
    Closed(T),
    /// The value itself does not belong to the interval.
    Open(T),
}

impl<T> Bound<T> {
    /// The value at this end, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Unbounded => None,
            Self::Closed(v) | Self::Open(v) => Some(v),
        }
    }

    /// Whether the end is left out (an unbounded end is).
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Closed(_))
    }

    /// The same end with its value changed.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Bound<U> {
        match self {
            Self::Unbounded => Bound::Unbounded,
            Self::Closed(v) => Bound::Closed(f(v)),
            Self::Open(v) => Bound::Open(f(v)),
        }
    }
}

/// A set of values between two ends. Never empty by construction through the named makers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    /// Lower end.
    pub low: Bound<T>,
    /// Upper end.
    pub high: Bound<T>,
}

/// How a claim's interval stands to a fact's (`semantics.md` section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The fact lies inside the claim: consistent.
    Inside,
    /// The claim lies strictly inside a wider fact: the fact is too coarse to tell.
    TooCoarse,
    /// They share some values: consistent with a note.
    Overlap,
    /// They share none: conflicting.
    Disjoint,
}

impl<T: Ord + Clone> Interval<T> {
    /// `[v, v]`
    pub fn point(v: T) -> Self {
        Self { low: Bound::Closed(v.clone()), high: Bound::Closed(v) }
    }

    /// `[a, b]`, with the ends put in order.
    pub fn closed(a: T, b: T) -> Self {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        Self { low: Bound::Closed(a), high: Bound::Closed(b) }
    }

    /// `[a, b)`: days and instants.
    pub fn half_open(a: T, b: T) -> Self {
        Self { low: Bound::Closed(a), high: Bound::Open(b) }
    }

    /// `[v, +inf)`
    pub fn at_least(v: T) -> Self {
        Self { low: Bound::Closed(v), high: Bound::Unbounded }
    }

    /// `(v, +inf)`
    pub fn more_than(v: T) -> Self {
        Self { low: Bound::Open(v), high: Bound::Unbounded }
    }

    /// `(-inf, v]`
    pub fn at_most(v: T) -> Self {
        Self { low: Bound::Unbounded, high: Bound::Closed(v) }
    }

    /// `(-inf, v)`
    pub fn less_than(v: T) -> Self {
        Self { low: Bound::Unbounded, high: Bound::Open(v) }
    }

    /// The single value of a point interval.
    pub fn as_point(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (Bound::Closed(a), Bound::Closed(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// Whether `v` belongs to the interval.
    pub fn contains(&self, v: &T) -> bool {
        let above = match &self.low {
            Bound::Unbounded => true,
            Bound::Closed(a) => a <= v,
            Bound::Open(a) => a < v,
        };
        let below = match &self.high {
            Bound::Unbounded => true,
            Bound::Closed(b) => v <= b,
            Bound::Open(b) => v < b,
        };
        above && below
    }

    /// Whether every value of `other` belongs to this interval.
    pub fn encloses(&self, other: &Self) -> bool {
        low_order(&self.low, &other.low) != Ordering::Greater
            && high_order(&self.high, &other.high) != Ordering::Less
    }

    /// The values that both hold, if any.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let low = if low_order(&self.low, &other.low) == Ordering::Less { &other.low } else { &self.low };
        let high =
            if high_order(&self.high, &other.high) == Ordering::Greater { &other.high } else { &self.high };
        let empty = match (low.value(), high.value()) {
            (Some(a), Some(b)) => a > b || (a == b && (low.is_open() || high.is_open())),
            _ => false,
        };
        (!empty).then(|| Self { low: low.clone(), high: high.clone() })
    }

    /// How this, a claim's interval, stands to `fact`.
    ///
    /// ```
    /// use factlint::value::{Interval, Relation};
    /// let over = Interval::more_than(33_000);
    /// assert_eq!(over.relation(&Interval::point(34_078)), Relation::Inside);
    /// assert_eq!(over.relation(&Interval::point(31_000)), Relation::Disjoint);
    /// assert_eq!(Interval::point(5).relation(&Interval::closed(4, 6)), Relation::TooCoarse);
    /// assert_eq!(Interval::closed(90, 110).relation(&Interval::closed(87, 98)), Relation::Overlap);
    /// ```
    pub fn relation(&self, fact: &Self) -> Relation {
        if self.encloses(fact) {
            Relation::Inside
        } else if fact.encloses(self) {
            Relation::TooCoarse
        } else if self.intersection(fact).is_some() {
            Relation::Overlap
        } else {
            Relation::Disjoint
        }
    }

    /// The interval with both ends' values changed by a rising function.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Interval<U> {
        Interval { low: self.low.map(&mut f), high: self.high.map(f) }
    }
}

fn low_order<T: Ord>(a: &Bound<T>, b: &Bound<T>) -> Ordering {
    match (a.value(), b.value()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Less,
        (_, None) => Ordering::Greater,
        (Some(x), Some(y)) => x.cmp(y).then(a.is_open().cmp(&b.is_open())),
    }
}

fn high_order<T: Ord>(a: &Bound<T>, b: &Bound<T>) -> Ordering {
    match (a.value(), b.value()) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(x), Some(y)) => x.cmp(y).then(b.is_open().cmp(&a.is_open())),
    }
}

impl<T: fmt::Display + PartialEq> fmt::Display for Interval<T> {
    /// `[90, 110]`, `(33000, +inf)`; a point prints as its value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Bound::Closed(a), Bound::Closed(b)) = (&self.low, &self.high)
            && a == b
        {
            return write!(f, "{a}");
        }
        match &self.low {
            Bound::Unbounded => write!(f, "(-inf, ")?,
            Bound::Closed(v) => write!(f, "[{v}, ")?,
            Bound::Open(v) => write!(f, "({v}, ")?,
        }
        match &self.high {
            Bound::Unbounded => write!(f, "+inf)"),
            Bound::Closed(v) => write!(f, "{v}]"),
            Bound::Open(v) => write!(f, "{v})"),
        }
    }
}

impl<T: FromStr + Ord + Clone> FromStr for Interval<T> {
    type Err = String;

    /// Reads what `Display` prints: `[2, 3)`, `(-inf, 5]`, or a bare value for a point.
    fn from_str(s: &str) -> Result<Self, String> {
        let bad = || format!("`{s}` is no interval: write [1, 2], (1, +inf) or a value");
        let s = s.trim();
        let (Some(first), Some(last)) = (s.chars().next(), s.chars().last()) else {
            return Err(bad());
        };
        if !matches!(first, '[' | '(') {
            return s.parse().map(Self::point).map_err(|_| bad());
        }
        let inner = s.get(1..s.len() - last.len_utf8()).ok_or_else(bad)?;
        let (a, b) = inner.split_once(',').ok_or_else(bad)?;
        let (a, b) = (a.trim(), b.trim());
        let end = |text: &str, closed: bool| -> Result<Bound<T>, String> {
            let v: T = text.parse().map_err(|_| bad())?;
            Ok(if closed { Bound::Closed(v) } else { Bound::Open(v) })
        };
        let low = if a == "-inf" { Bound::Unbounded } else { end(a, first == '[')? };
        let high = match (b, last) {
            ("+inf" | "inf", ')') => Bound::Unbounded,
            (_, ']') => end(b, true)?,
            (_, ')') => end(b, false)?,
            _ => return Err(bad()),
        };
        match (low.value(), high.value()) {
            (Some(x), Some(y)) if x > y => Err(format!("`{s}` is empty: its low end is above its high end")),
            _ => Ok(Self { low, high }),
        }
    }
}

/// An interval of numbers in words.
#[must_use]
pub fn spoken(i: &Interval<Decimal>) -> String {
    let show = |x: &Decimal| super::decimal::grouped(*x);
    match (&i.low, &i.high) {
        (Bound::Unbounded, Bound::Unbounded) => "any number".to_owned(),
        (Bound::Closed(a), Bound::Unbounded) => format!("{} or more", show(a)),
        (Bound::Open(a), Bound::Unbounded) => format!("more than {}", show(a)),
        (Bound::Unbounded, Bound::Closed(b)) => format!("{} or less", show(b)),
        (Bound::Unbounded, Bound::Open(b)) => format!("less than {}", show(b)),
        (Bound::Closed(a), Bound::Closed(b)) if a == b => show(a),
        (a, b) => {
            let low = a.value().map_or(String::new(), show);
            let high = b.value().map_or(String::new(), show);
            let over = if matches!(a, Bound::Open(_)) { "over " } else { "" };
            let under = if matches!(b, Bound::Open(_)) { "under " } else { "" };
            format!("{over}{low} to {under}{high}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn open_ends_decide_touching_intervals() {
        // "more than 40" against exactly 40, "at least 40" against exactly 40
        assert_eq!(Interval::more_than(40).relation(&Interval::point(40)), Relation::Disjoint);
        assert_eq!(Interval::at_least(40).relation(&Interval::point(40)), Relation::Inside);
        assert_eq!(Interval::half_open(1, 5).relation(&Interval::half_open(5, 9)), Relation::Disjoint);
    }

    proptest! {
        #[test]
        fn print_then_parse_is_identity(a in -50i64..50, b in 0i64..50, lo in 0..3, hi in 0..3) {
            let low = match lo { 0 => Bound::Unbounded, 1 => Bound::Closed(a), _ => Bound::Open(a) };
            let high = match hi { 0 => Bound::Unbounded, 1 => Bound::Closed(a + b), _ => Bound::Open(a + b) };
            let i = Interval { low, high };
            prop_assert_eq!(i.to_string().parse::<Interval<i64>>().unwrap(), i);
        }

        #[test]
        fn relation_agrees_with_membership(a in 0i64..9, b in 0i64..9, c in 0i64..9, d in 0i64..9) {
            let (x, y) = (Interval::closed(a, b), Interval::closed(c, d));
            let shared = (0..9).any(|v| x.contains(&v) && y.contains(&v));
            prop_assert_eq!(x.relation(&y) == Relation::Disjoint, !shared);
            let inside = (0..9).all(|v| !y.contains(&v) || x.contains(&v));
            prop_assert_eq!(x.relation(&y) == Relation::Inside, inside);
        }
    }
}
