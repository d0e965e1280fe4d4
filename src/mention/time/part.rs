//! A single part of a point: "Tuesday", "the third quarter of 1998", "two weeks ago", "4:30 p.m."

use std::rc::Rc;

use super::clock;
use super::cursor::Cursor;
use super::expression::Step;
use super::licence::{day_of_month, hour_before_part, part_licensed};
use super::opening::{self, Opening};
use super::{away, date, named, numeric, relative, year};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::Glue;
use crate::rules::word_set::WordSet;

type Found = Option<(Vec<Step>, usize)>;

/// The longest single part at `i`.
pub(super) fn primary(c: &Cursor<'_>, i: usize) -> Option<(Rc<Vec<Step>>, usize)> {
    if opening::part(c, i) { read(c, i) } else { None }
}

/// The same where a part can open, as the asker's own.
pub(super) fn own(c: &Cursor<'_>, i: usize) -> Found {
    c.memo.last(&c.memo.parts, i, || longest(c, i, &Opening::at(c, i)))
}

/// The same where a part can open.
pub(super) fn read(c: &Cursor<'_>, i: usize) -> Option<(Rc<Vec<Step>>, usize)> {
    let read = || longest(c, i, &Opening::at(c, i)).map(|(steps, next)| (Rc::new(steps), next));
    c.memo.once(&c.memo.parts, i, read)
}

/// Whether nothing of time follows the figures at `i` but an era: "in 1996 she left", "in 1996, the year".
fn is_alone(c: &Cursor<'_>, i: usize) -> bool {
    const COUNTED: Kinds = Kinds::all(&[Kinds::MERIDIEM, Kinds::O_CLOCK, Kinds::ZONE, Kinds::WEEKDAYS]);
    let next = i + 1;
    let apart = c.spaced(next) || c.sign(next, ",") || c.sign(next, ".");
    let ahead = c.ahead(next);
    apart
        && !ahead.parts()
        && !ahead.meets(COUNTED)
        && !c.has(next, WordSet::Sharp)
        && !c.text(i).starts_with('0')
        && (c.text(i).len() < 8 || c.foreign(next))
}

fn longest(c: &Cursor<'_>, i: usize, o: &Opening) -> Found {
    let mut best: Found = None;
    let mut offer = |found: Found| {
        if let Some((steps, next)) = found
            && best.as_ref().is_none_or(|(_, n)| next > *n)
        {
            best = Some((steps, next));
        }
    };
    let one = |found: Option<(Step, usize)>| found.map(|(s, n)| (vec![s], n));
    if o.digits && !c.input.context.plans() && is_alone(c, i) {
        // "in 1996 she left": figures that nothing of time follows are a year or nothing.
        return one(year::lone_year(c, i));
    }
    if o.with(opening::DAY) {
        offer(relative::today(c, i));
    }
    if o.with(opening::PASSAGE) {
        offer(relative::that_time(c, i));
    }
    if o.leads_to(opening::CLOSEST) {
        offer(relative::closest(c, i));
    }
    if (o.number || o.article || o.with(opening::EDGE)) && o.leads_to(opening::ORDERED) {
        if o.leads_to(opening::WITHIN) {
            offer(relative::nth(c, i));
        }
        offer(away::numbered_day(c, i));
    }
    let weekday = || o.with(opening::WEEKDAY) && o.leads_to(Kinds::DIRECTION.or(opening::UNIT));
    let shifts = o.number || o.with(opening::AMOUNT) || o.with(opening::BOUND) || weekday();
    if shifts
        && (o.leads_to(opening::SHIFTED) || i > 0 && c.glue(i - 1, Glue::In))
        && (o.ahead.measures() || o.leads_to(opening::WEEKDAY.or(Kinds::WEEKDAYS)))
    {
        offer(relative::shift(c, i));
    }
    if (o.article || o.with(opening::RELATED)) && o.leads_to(opening::RELATED) {
        offer(relative::related(c, i));
    }
    if o.digits {
        offer(numeric::numeric_date(c, i));
    }
    if (o.head_number || o.behind(opening::MONTH)) && o.leads_to(opening::MONTH) {
        offer(date::month_date(c, i).filter(|(_, end)| date::is_month_here(c, i, *end)));
    }
    if o.article || o.with(opening::UNIT) {
        offer(one(year::named_year(c, i)));
    }
    if (o.digits || o.article && o.head_number) && o.leads_to(opening::UNIT) {
        offer(one(year::numbered_year(c, i)));
    }
    let year = o.number || o.apostrophe || o.with(opening::YEAR);
    let quarter = year || o.letter || o.article || o.with(opening::UNIT) || o.with(opening::EDGE);
    if quarter && o.ahead.quarters() {
        offer(named::quarter(c, i));
    }
    if o.letter || o.article && o.leads_to(opening::UNIT) || o.with(opening::UNIT) {
        offer(named::week(c, i));
    }
    if o.behind(opening::HOLIDAY) || o.behind(opening::UNIT) && o.leads_to(Kinds::glue(Glue::Of)) {
        offer(named::holiday(c, i));
    }
    if o.behind(opening::SEASON) {
        offer(named::season(c, i));
    }
    if o.with(opening::WEEKDAY) {
        offer(named::weekday(c, i));
    }
    if o.number || o.with(opening::CLOCK) {
        offer(one(clock::clock(c, i).map(|(t, n)| (Step::Clock(t), n))));
    }
    let the = c.skip(i, Glue::The).unwrap_or(i);
    if o.head_number && o.leads_to(opening::UNIT) {
        offer(one(year::century(c, the)));
    }
    if o.head_number || o.apostrophe || o.behind(opening::DECADE) {
        offer(one(year::decade(c, the)));
    }
    if o.behind(opening::PART) {
        offer(named::part(c, i).filter(|_| part_licensed(c, i)).map(|(p, n)| (vec![Step::Part(p)], n)));
    }
    let plans = c.input.context.plans();
    if o.with(opening::THE) && o.behind(opening::PART) {
        offer(away::part_beside(c, i));
    }
    if year {
        let wants = i > 0 && (plans && c.has(i - 1, WordSet::BeforeBareHour) || clock::spoken_at(c, i));
        if wants {
            offer(one(clock::bare(c, i).map(|(t, n)| (Step::Clock(t), n))));
        } else {
            offer(one(year::lone_year(c, i)));
        }
    }
    if o.head_number && (plans || o.with(opening::THE)) {
        offer(day_of_month(c, i));
    }
    if o.number && o.leads_to(opening::DAY.or(opening::PART).or(opening::WEEKDAY)) {
        offer(hour_before_part(c, i));
    }
    best
}
