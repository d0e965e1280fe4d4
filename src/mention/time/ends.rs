//! What the ends of a period share: the month of two days, the half of the day of two hours, the day behind two
//! times of day.

use super::cursor::Cursor;
use super::expression::{Clock, Core, Expression, Step};
use super::memo::owned;
use super::period::{closes, steps};
use super::point::chain;
use crate::rules::time_words::{Glue, Unit};

/// "13 to 15 July", "the 13th to the 19th of October": day `n` of the month of the far end.
pub(super) fn day_like(n: u8, far: &Expression) -> Option<Expression> {
    let y = steps(far)?;
    let month = |s: &Step| match s {
        Step::Which(_, m) => matches!(**m, Step::Month(_)),
        // "the 10th to the 12th of next month"
        Step::Relative(Some(_), unit) => *unit == Unit::Month,
        s => matches!(s, Step::Month(_)),
    };
    let of_month = y.iter().any(|s| matches!(s, Step::Day(_))) && y.iter().any(month);
    if !of_month || y.iter().any(|s| s.rank() > 11) || !(1..=31).contains(&n) {
        return None;
    }
    let mut x: Vec<Step> =
        y.iter().filter(|s| !matches!(s, Step::Day(_) | Step::Weekday(_))).cloned().collect();
    x.push(Step::Day(n));
    Some(Expression { core: Core::Point(x), modifier: None, relation: None })
}

/// "3-4 pm": the meridiem of the second is that of the first, unless it would run backwards.
pub(super) fn share_meridiem(mut a: Clock, mut b: Clock) -> (Clock, Clock) {
    let minutes = |t: &Clock| u32::from(t.hour) * 60 + u32::from(t.minute.unwrap_or(0));
    if b.sure && !a.sure && a.hour <= 12 {
        let add = if b.hour >= 12 { 12 } else { 0 };
        let shifted = Clock { hour: a.hour % 12 + add, ..a };
        a = if minutes(&shifted) < minutes(&b) { shifted } else { Clock { hour: a.hour % 12, ..a } };
        a.sure = true;
    } else if a.sure && !b.sure && b.hour <= 12 {
        b = if minutes(&b) > minutes(&a) { b } else { Clock { hour: b.hour % 12 + 12, ..b } };
        b.sure = true;
    } else if !a.sure && !b.sure && minutes(&a) >= minutes(&b) && b.hour < 12 {
        // "10:30 to 3", "10-4"
        b.hour += 12;
        (a.sure, b.sure) = (true, true);
    }
    if a.zone.is_none() {
        a.zone = b.zone;
    }
    (a, b)
}

/// No month of "between the 3rd and the 7th", where the days end the phrase.
pub(super) fn bare_days(c: &Cursor<'_>, start: usize, next: usize) -> Option<(Vec<Step>, usize)> {
    let day = c.skip(start, Glue::The).and_then(|k| c.ordinal(k))?;
    (day.1 && closes(c, next)).then(|| (Vec::new(), next))
}

/// The month that days before it are of: "in May", "this month", "of next month".
pub(super) fn month_after(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let j = [Glue::Of, Glue::In].into_iter().find_map(|g| c.skip(i, g)).unwrap_or(i);
    let (steps, next) = chain(c, j)?;
    let month = match steps.as_slice() {
        [Step::Relative(Some(_), Unit::Month)] => true,
        [Step::Month(_)] | [Step::Year { .. }, Step::Month(_)] => j > i,
        _ => false,
    };
    month.then(|| owned((steps, next)))
}

/// The day that a period of clock times is on: "today", "on Thursday", "of April 22", "in the morning".
pub(super) fn day_after(c: &Cursor<'_>, i: usize) -> Option<(Vec<Step>, usize)> {
    let comma = c.sign(i, ",");
    let i = c.past_comma(i);
    let j = [Glue::On, Glue::Of, Glue::In].into_iter().find_map(|g| c.skip(i, g)).unwrap_or(i);
    let (steps, next) = chain(c, j)?;
    let day = steps.iter().any(|s| (10..=12).contains(&s.rank()));
    let clock = steps.iter().any(|s| s.rank() == 13);
    // "9 a.m. to 5 p.m. Monday to Friday": the days are a period of their own
    let far = c.skip(next, Glue::To).or_else(|| c.dash(next).then_some(next + 1));
    let days = matches!(steps.as_slice(), [Step::Weekday(_)])
        && far.is_some_and(|k| super::named::weekday_name(c, k).is_some());
    // "Sat. 10-6, Sun. 12-5": the hours behind that day are its own
    let own = comma && c.digits(next).is_some();
    (day && !clock && !days && !own).then(|| owned((steps, next)))
}
