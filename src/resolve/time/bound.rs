//! From a cell to the instants that comparison uses: "early", "before", "since".

use super::anchor::Anchors;
use crate::value::calendar::{add_days, add_months};
use crate::value::{Bound, DateTime, Interval, Modifier, TimeRelation};

/// The third of `[begin, end)` that START, MID or END means: thirds of decades and years in months, of
/// months in ten days, of anything else in seconds.
pub(super) fn third(begin: DateTime, end: DateTime, modifier: Modifier) -> (DateTime, DateTime) {
    let months = (i32::from(end.year()) - i32::from(begin.year())) * 12 + i32::from(end.month())
        - i32::from(begin.month());
    let whole_months = begin.day() == 1 && end.day() == 1 && months > 0;
    let cut = |n: i32| -> Option<DateTime> {
        if whole_months && months % 3 == 0 {
            Some(add_months(begin.date(), months / 3 * n)?.to_datetime(begin.time()))
        } else if whole_months && months == 1 {
            Some(add_days(begin.date(), 10 * n)?.to_datetime(begin.time()))
        } else {
            let seconds = end.duration_since(begin).as_secs();
            let mut part = seconds / 3 * i64::from(n);
            if seconds == 7 * 86_400 {
                // of a week: Monday to Wednesday, Wednesday to Friday, Friday to Sunday
                part = [0, 3, 4][usize::try_from(n).ok()?.min(2)] * 86_400;
            }
            begin.checked_add(jiff::SignedDuration::from_secs(part)).ok()
        }
    };
    match (modifier, cut(1), cut(2)) {
        (Modifier::Start, Some(a), _) => (begin, a),
        (Modifier::Mid, Some(a), Some(b)) => (a.min(b), a.max(b)),
        (Modifier::End, _, Some(b)) => (b, end),
        _ => (begin, end),
    }
}

/// The interval of a cell with its bounds: what is before it, from it on, up to its end.
pub(super) fn interval(
    a: &Anchors<'_>,
    cell: (DateTime, DateTime),
    modifier: Option<Modifier>,
    relation: Option<TimeRelation>,
    clock: bool,
) -> Interval<DateTime> {
    let (mut begin, mut end) = cell;
    if let Some(m @ (Modifier::Start | Modifier::Mid | Modifier::End)) = modifier {
        (begin, end) = third(begin, end, m);
    }
    let from = |t| Interval { low: Bound::Closed(t), high: Bound::Unbounded };
    let to = |t| Interval { low: Bound::Unbounded, high: Bound::Open(t) };
    match (modifier, relation) {
        (Some(Modifier::EqualOrMore | Modifier::OnOrAfter), _) => from(begin),
        (Some(Modifier::EqualOrLess | Modifier::OnOrBefore), _) => to(end),
        // "before the end of June" may be its last day
        (Some(Modifier::End), Some(TimeRelation::Before)) => to(end),
        (_, Some(TimeRelation::Before)) => to(begin),
        // "after 2 pm" starts at two, "after Monday" on Tuesday
        (_, Some(TimeRelation::After)) => from(if clock { begin } else { end }),
        (_, Some(TimeRelation::Since)) => from(begin),
        (_, Some(TimeRelation::From)) if a.plans() => from(begin),
        (_, Some(TimeRelation::Until)) => to(if clock { begin } else { end }),
        (_, Some(TimeRelation::By)) => {
            let end = if clock { begin } else { end };
            match a.now.filter(|now| a.plans() && *now < end) {
                Some(now) => Interval::half_open(now, end),
                None => to(end),
            }
        }
        _ => Interval::half_open(begin, end),
    }
}

/// The years within `years` of the one that begins at `begin`.
pub(super) fn around_years(begin: DateTime, years: i16) -> Option<Interval<DateTime>> {
    let moved = |n: i16| begin.checked_add(jiff::Span::new().try_years(n).ok()?).ok();
    Some(Interval::half_open(moved(-years)?, moved(years + 1)?))
}
