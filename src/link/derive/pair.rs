//! Two lines of a box against one another: "made ten times its budget", "has twice as many undergraduates as
//! postgraduates".

use super::amount::{found, in_unit, spoken};
use super::{Case, Found, Tell, Worth};
use crate::kb::Fact;
use crate::resolve::Value;
use crate::rules::aspect::Tells;
use crate::value::{Decimal, Interval, Quantity};

/// Farther than this after the number a word does not name what it is a multiple of.
const REACH: u32 = 8;

/// Holds a ratio against the numbers of two lines.
pub(super) fn times(case: &Case<'_, '_>, quantity: &Quantity) -> Option<Found> {
    let (of, to) = sides(case)?;
    let ((f, x), (g, y)) = numbers(case, of, to)?;
    let (xl, xh, yl, yh) = (*x.low.value()?, *x.high.value()?, *y.low.value()?, *y.high.value()?);
    let n = Interval::closed(xl.checked_div(yh)?, xh.checked_div(yl)?);
    let how = format!("{} {} to {} {}", case.key(of), spoken(&x), case.key(to), spoken(&y));
    let why = "a ratio of two lines".to_owned();
    let stated = Some(Value::Quantity(quantity.clone()));
    Some(found(case, of, why, Worth::Number(n), vec![f.id(), g.id()], how, stated))
}

/// The line that is a multiple, and the line that it is a multiple of.
fn sides(case: &Case<'_, '_>) -> Option<(usize, usize)> {
    let own = case.own().clone();
    let measures = |t: &&Tell| {
        !matches!(
            t.tells,
            Tells::Start | Tells::End | Tells::While | Tells::Whole | Tells::Since | Tells::Made
        ) && case.sheet.lines[t.line].numbers().next().is_some()
    };
    let within = |from: u32, to: u32| {
        case.tells.iter().filter(measures).filter(move |t| t.tokens.start >= from && t.tokens.end <= to)
    };
    let end = case.sentence.end;
    // "Four times as many undergraduates as": the second of the two.
    let from = own.end + u32::from(case.word(own.end) == "as");
    let turn = (from..end).find(|&i| matches!(case.word(i).as_str(), "as" | "than"));
    if let Some(turn) = turn {
        let to = within(turn + 1, end).next()?;
        let of = within(own.end, turn)
            .next_back()
            .or_else(|| within(case.sentence.start, own.start).next_back())?;
        return (of.line != to.line).then_some((of.line, to.line));
    }
    let mut to = within(own.end, end).next().filter(|t| t.tokens.start - own.end <= REACH)?;
    // "Its box office budget" is a budget.
    while let Some(next) = within(to.tokens.end, end).next().filter(|t| t.tokens.start == to.tokens.end) {
        to = next;
    }
    let of = within(case.sentence.start, own.start).rfind(|t| t.line != to.line);
    // "The film made ten times its budget" where the box has but one line of what it made.
    let gross = || {
        case.sheet.of(case.input, "box-office").filter(|&g| g != to.line && case.key_is(to.line, "budget"))
    };
    Some((of.map(|t| t.line).or_else(gross)?, to.line))
}

type Numbered<'b> = (Fact<'b>, Interval<Decimal>);

/// The first number of each line, the second in the unit of the first.
fn numbers<'b>(case: &Case<'_, 'b>, of: usize, to: usize) -> Option<(Numbered<'b>, Numbered<'b>)> {
    let (_, f, x) = case.sheet.lines[of].numbers().next()?;
    let second = match &x.unit {
        Some(_) => in_unit(case, to, x).into_iter().next(),
        None => {
            let bare = case.sheet.lines[to].numbers().next().filter(|(_, _, q)| q.unit.is_none());
            bare.map(|(_, g, y)| (g, y.interval))
        }
    };
    let (g, y) = second?;
    Some(((f, x.interval), (g, y)))
}
