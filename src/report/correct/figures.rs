//! Figures that hang together: one number of a text that is another's sum, part, share or repetition.

use super::{Finding, stated};
use crate::mention::Kind;
use crate::resolve::Value;
use crate::value::{Decimal, Interval};

/// Most figures of a paragraph that are tried against each other.
const MOST: usize = 60;

/// What a claim gives a figure for, and the figure: all by which it is the same as another's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Figure<'f> {
    pub(super) value: Stated<'f>,
    unit: Option<&'f str>,
    noun: Option<String>,
    property: Option<&'f str>,
    entity: Option<&'f str>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stated<'f> {
    Number(Kind, Interval<Decimal>),
    Time(&'f str),
}

impl<'f> Figure<'f> {
    pub(super) fn of(f: &'f Finding) -> Self {
        let (value, unit) = match &f.reading.value {
            Value::Quantity(q) => {
                (Stated::Number(f.reading.kind, q.stated), q.unit.as_ref().map(crate::value::Unit::name))
            }
            Value::Time(t) => (Stated::Time(&t.value), None),
        };
        let noun = f.noun.as_deref().map(head);
        Self { value, unit, noun, property: f.property.as_deref(), entity: f.entity.as_deref() }
    }

    /// Whether two claims give one figure for one thing.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let one_property = self.property.is_some() && self.property == other.property;
        match &self.value {
            _ if self.value != other.value => false,
            Stated::Time(_) => one_property,
            Stated::Number(_, stated) => {
                let apart = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
                let other_thing = apart(self.property, other.property) || apart(self.entity, other.entity);
                // "Seven" without a noun may be anything; 28,314 is not twice in a text by chance.
                let telling = stated.as_point().is_some_and(|v| v.abs() >= Decimal::ONE_HUNDRED);
                let nouns = match (&self.noun, &other.noun) {
                    (Some(a), Some(b)) => a == b,
                    // "The 28,000" may be the "28,000 people" from before; 28,000 tonnes are not.
                    _ => !apart(self.unit, other.unit) && (telling || one_property),
                };
                !other_thing && nouns
            }
        }
    }
}

/// The last word of a noun phrase, without what makes it plural.
fn head(noun: &str) -> String {
    let last = noun.split_whitespace().last().unwrap_or_default().to_lowercase();
    last.strip_suffix('s').map(str::to_owned).unwrap_or(last)
}

/// Whether the value of `f` is what others of `group` come to, or a part or a share of one of them. `group` is what stands with
/// it: the figures of its paragraph, its row, its column.
pub(super) fn depends(f: &Finding, group: &[&Finding]) -> bool {
    let Some((_, x)) = stated(f) else { return false };
    let of_kind = |g: &&&Finding| (g.reading.kind == Kind::Percent) == (f.reading.kind == Kind::Percent);
    let value = |g: &&Finding| stated(g).map(|(_, v)| v);
    let others = group.iter().filter(|g| g.reading.extent.span != f.reading.extent.span);
    let alike: Vec<Decimal> = others.clone().filter(of_kind).filter_map(value).take(MOST).collect();
    let shares: Vec<Decimal> =
        others.filter(|g| g.reading.kind == Kind::Percent).filter_map(value).take(MOST).collect();
    let percent = f.reading.kind == Kind::Percent;
    adds_up(x, &alike)
        || (percent && adds_up_to(x, &alike, Decimal::ONE_HUNDRED))
        || (!percent && alike.iter().any(|&y| shares.iter().any(|&p| is_share(x, y, p) || is_share(y, x, p))))
        || (percent && is_a_share(x, group))
}

/// Whether `x` is the sum of a run of others, a part of such a sum, or one of three that add up.
fn adds_up(x: Decimal, others: &[Decimal]) -> bool {
    let others: Vec<Decimal> = others.iter().copied().filter(|v| !v.is_zero()).collect();
    if x.is_zero() {
        return false;
    }
    let pairs = others
        .iter()
        .enumerate()
        .any(|(i, &a)| others[i + 1..].iter().any(|&b| a + b == x || x + a == b || x + b == a));
    pairs || runs(&others).any(|sum| sum == x) || others.iter().any(|&total| adds_up_to(x, &others, total))
}

/// Whether `x` and a run of others come to `total`.
fn adds_up_to(x: Decimal, others: &[Decimal], total: Decimal) -> bool {
    x < total && runs(others).any(|sum| sum + x == total)
}

/// The sums of two or more neighbours.
fn runs(all: &[Decimal]) -> impl Iterator<Item = Decimal> + '_ {
    (0..all.len()).flat_map(move |i| {
        let mut sum = all[i];
        all[i + 1..].iter().map_while(move |&v| {
            sum = sum.checked_add(v)?;
            Some(sum)
        })
    })
}

/// Whether `part` is `percent` of `whole`, or `percent` more or less, within half a point.
fn is_share(part: Decimal, whole: Decimal, percent: Decimal) -> bool {
    let Some(share) = part.checked_div(whole).and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED)) else {
        return false;
    };
    let near = |a: Decimal, b: Decimal| (a - b).abs() <= Decimal::new(5, 1);
    percent > Decimal::ONE && (near(share, percent) || near((share - Decimal::ONE_HUNDRED).abs(), percent))
}

fn is_a_share(percent: Decimal, group: &[&Finding]) -> bool {
    let numbers = group.iter().filter(|g| g.reading.kind != Kind::Percent);
    let numbers: Vec<Decimal> = numbers.filter_map(|g| Some(stated(g)?.1)).take(MOST).collect();
    numbers.iter().any(|&a| numbers.iter().any(|&b| a != b && is_share(a, b, percent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(all: &[i64]) -> Vec<Decimal> {
        all.iter().map(|&n| Decimal::from(n)).collect()
    }

    #[test]
    fn sums_parts_and_differences_hang_together() {
        for (x, others) in
            [(12, &[5, 4, 3][..]), (5, &[12, 4, 3]), (32, &[20, 12]), (12, &[20, 32]), (3, &[5, 4, 12])]
        {
            assert!(adds_up(Decimal::from(x), &numbers(others)), "{x} {others:?}");
        }
        for (x, others) in [(28_000, &[33, 7][..]), (12, &[]), (12, &[12]), (7, &[0, 7]), (0, &[5, 5])] {
            assert!(!adds_up(Decimal::from(x), &numbers(others)), "{x} {others:?}");
        }
    }

    #[test]
    fn shares_and_changes_in_per_cent() {
        let d = Decimal::from;
        assert!(is_share(d(14), d(28), d(50)));
        assert!(is_share(d(21), d(20), d(5)));
        assert!(is_share(d(19), d(20), d(5)));
        assert!(!is_share(d(14), d(28), d(40)));
        assert!(!is_share(d(14), d(0), d(40)));
        assert!(adds_up_to(d(40), &numbers(&[35, 25]), d(100)));
        assert!(!adds_up_to(d(41), &numbers(&[35, 25]), d(100)));
    }

    #[test]
    fn nouns_are_compared_by_their_heads() {
        assert_eq!(head("North Korean Defectors"), "defector");
        assert_eq!(head(""), "");
    }
}
