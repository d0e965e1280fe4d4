//! "Earlier in the year" runs from the year's start to the reference, "later in the year" from there to
//! its end: the modifier is kept, the interval is not a third ("early 2017") but all that the words leave
//! open.

use super::{Reading, Value};
use crate::mention::Input;
use crate::rules::Class;
use crate::rules::frame::FrameKind;
use crate::value::{Bound, DateTime, Interval, Modifier};

/// Widens the readings that a running word opens.
pub(super) fn widen(input: &Input<'_>, readings: &mut [Reading]) {
    for r in readings {
        let starts = [r.extent.whole.start.min(r.extent.tokens.start), r.extent.tokens.start];
        let Value::Time(timex) = &mut r.value else { continue };
        let (Some(m @ (Modifier::Start | Modifier::End)), Some(third)) = (timex.modifier, timex.interval)
        else {
            continue;
        };
        let opens = |from: u32| {
            let rest = input.tokens.all.get(from as usize..).unwrap_or(&[]);
            let word = input.rules.phrases.longest(rest, input.text, Class::FRAME);
            word.is_some_and(|w| input.rules.frame.kind(w.entry.index) == FrameKind::Running)
        };
        if starts.into_iter().any(opens) {
            timex.interval = whole(third, m, input.context.date).or(timex.interval);
        }
    }
}

/// The period of which `third` is the first or last third, up to or from `now` where that is within.
fn whole(third: Interval<DateTime>, edge: Modifier, now: Option<DateTime>) -> Option<Interval<DateTime>> {
    let (Bound::Closed(a), Bound::Open(b)) = (third.low, third.high) else { return None };
    // Thirds of years and decades are whole months; of anything shorter, seconds do.
    let months =
        (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month()) - i32::from(a.month());
    let two = if a.day() == 1 && b.day() == 1 && months > 0 {
        jiff::Span::new().months(2 * months)
    } else {
        jiff::Span::new().seconds(b.duration_since(a).as_secs() * 2)
    };
    let (a, b) = match edge {
        Modifier::Start => (a, b.checked_add(two).ok()?),
        _ => (a.checked_sub(two).ok()?, b),
    };
    let within = now.filter(|t| a < *t && *t < b);
    Some(match (edge, within) {
        (Modifier::Start, Some(now)) => Interval::half_open(a, now),
        (_, Some(now)) => Interval::half_open(now, b),
        (_, None) => Interval::half_open(a, b),
    })
}
