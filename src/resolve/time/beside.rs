//! What a mention takes from the one beside it: "the quarter ended Sept. 30", "in 1345, 182 years later".

use super::anchor::Anchors;
use super::cell::{Cell, point};
use super::relative::open;
use super::shift::cell_of;
use crate::mention::time::{Core, Counted, Expression, Step};
use crate::mention::{Content, Mention};
use crate::rules::time_words::{Direction, Glue, Relative, Unit};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::calendar::{add_days, add_months};
use crate::value::stamp::{OfDay, Stamp, Within};

/// "the quarter ended Sept. 30", "the week to March 2": the unit that ends with the date of the `next` mention. Its
/// value is the cell that holds most of it.
pub(super) fn ended(
    a: &Anchors<'_>,
    mention: &Mention,
    e: &Expression,
    next: Option<&Mention>,
) -> Option<Cell> {
    let Core::Point(steps) = &e.core else { return None };
    let unit = match steps.as_slice() {
        [Step::Relative(None | Some(Relative::This), unit @ (Unit::Quarter | Unit::Month | Unit::Week))] => {
            unit
        }
        [Step::Quarter(_)] => &Unit::Quarter,
        _ => return None,
    };
    let next = next?;
    let Content::Time(date) = &next.content else { return None };
    let Core::Point(day) = &date.core else { return None };
    let end = mention.extent.tokens.end;
    let word = a.input.tokens.all.get(end as usize)?.word;
    let ends = [Glue::Ended, Glue::To].into_iter().any(|g| a.input.rules.time.is_glue(word, g));
    if !ends || next.extent.tokens.start != end + 1 {
        return None;
    }
    let mut there = a.clone();
    there.reach(next, date.relation);
    let (_, last) = point(&there, day)?.interval()?;
    let (begin, middle) = match unit {
        Unit::Quarter => (add_months(last.date(), -3)?, add_days(last.date(), -46)?),
        Unit::Month => (add_months(last.date(), -1)?, add_days(last.date(), -15)?),
        _ => (add_days(last.date(), -7)?, add_days(last.date(), -4)?),
    };
    let span = (begin.to_datetime(last.time()), last);
    // "the second quarter ended Oct. 31": a company's own, of the year that it ends in
    if let [Step::Quarter(n)] = steps.as_slice() {
        let year = add_days(last.date(), -1)?.year();
        // a fourth quarter that ends with winter is the year's before
        let wraps = *n == 4 && last.date().month() <= 4;
        let stamp = Stamp { within: Within::Quarter(*n), ..Stamp::year(year) };
        return (!wraps).then_some(Cell { stamp, span: Some(span), explicit: false });
    }
    // a company's own number of the quarter goes before the calendar's
    let named = a.report.filter(|_| *unit == Unit::Quarter);
    let stamp = named.or_else(|| cell_of(middle, *unit))?;
    Some(Cell { stamp, span: Some(span), explicit: false })
}

/// "in 1345, 182 years later": the date that the text has just told, between commas.
pub(super) fn apposed(
    a: &Anchors<'_>,
    mention: &Mention,
    e: &Expression,
    before: Option<(u32, Stamp)>,
) -> Option<Cell> {
    let Core::Point(steps) = &e.core else { return None };
    let all = &a.input.tokens.all;
    if let [Step::Nth(_, Counted::Unit(Unit::Day))] = steps.as_slice() {
        return numbered(a, mention, before);
    }
    let [Step::Shift(amount, Direction::Later | Direction::Earlier, None)] = steps.as_slice() else {
        return None;
    };
    let (end, stamp) = before?;
    let sign = |i: u32| all.get(i as usize).is_some_and(|t| t.kind == TokenKind::Sign);
    let beside = mention.extent.whole.start == end + 1
        && all.get(end as usize).is_some_and(|t| t.text(a.input.text) == ",")
        && sign(mention.extent.tokens.end);
    let grain = open(&stamp, amount.unit()?).is_none();
    (beside && grain).then(|| Cell { explicit: false, ..Cell::of(stamp) })
}

/// "On 21 July, the fifth day of the strike", "Friday was the third day of it", "it is the second day of a siege": a
/// numbered day is the day told right before it, or today.
fn numbered(a: &Anchors<'_>, mention: &Mention, before: Option<(u32, Stamp)>) -> Option<Cell> {
    let first = mention.extent.whole.start;
    let all = &a.input.tokens.all;
    let joint = all.get(first.checked_sub(1)? as usize)?;
    let is = a.input.rules.words.has(joint.word, WordSet::Copula);
    let beside = is || matches!(joint.text(a.input.text), "," | "(");
    let day = |s: &Stamp| matches!(s.within, Within::Day(..));
    if let Some((_, stamp)) = before.filter(|(end, s)| beside && end + 1 == first && day(s)) {
        let stamp = Stamp { of_day: OfDay::Whole, ..stamp };
        return Some(Cell { explicit: false, ..Cell::of(stamp) });
    }
    let now = is && a.input.rules.words.has(joint.word, WordSet::PresentCopula) && !a.narrative();
    now.then(|| Some(Cell { explicit: false, ..Cell::of(Stamp::day(a.today()?)) }))?
}
