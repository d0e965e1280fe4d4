//! What recurs: "every two weeks", "Tuesdays", "each July".

use super::anchor::Anchors;
use super::{length, named, timex};
use crate::mention::time::{Expression, Recurrence, Step};
use crate::value::stamp::{OfDay, Stamp, Within};
use crate::value::{Timex, TimexType};

/// What recurs.
pub(super) fn set(a: &Anchors<'_>, r: &Recurrence, e: &Expression) -> Timex {
    match r {
        Recurrence::Each(amount) => {
            let mut t = timex(TimexType::Set, length::iso(amount), e.modifier, e.relation);
            t.length = length::length(amount);
            t
        }
        Recurrence::At(steps) => timex(TimexType::Set, recurring(a, steps), e.modifier, e.relation),
    }
}

/// "XXXX-WXX-2TNI": what recurs, with what changes left unknown.
fn recurring(a: &Anchors<'_>, steps: &[Step]) -> String {
    let mut s = Stamp::default();
    for step in steps {
        match step {
            Step::Month(m) => s.within = Within::Month(*m),
            Step::Day(d) => {
                let m = if let Within::Month(m) = s.within { m } else { 0 };
                s.within = Within::Day(m, *d);
            }
            Step::Weekday(d) => s.within = Within::Weekday(0, *d),
            Step::Season(x) => s.within = Within::Season(*x),
            Step::Quarter(q) => s.within = Within::Quarter(*q),
            Step::Holiday(h) => {
                if let Some((m, d)) = named::fixed(a, *h) {
                    s.within = Within::Day(m, d);
                }
            }
            Step::Part(p) => s.of_day = OfDay::Part(*p),
            Step::Clock(t) => {
                s.of_day = OfDay::Clock { hour: t.hour, minute: t.minute.or(Some(0)), second: t.second };
            }
            _ => {}
        }
    }
    s.dayless = s.within == Within::Whole && s.of_day != OfDay::Whole;
    s.to_string()
}
