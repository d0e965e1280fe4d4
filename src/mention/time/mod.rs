//! Time expressions as the text says them, before any anchor.
//!
//! Enters: tokens, numbers, the tables of `rules/en/time*.toml` and `holidays*.toml`. Leaves: mentions with
//! an [`Expression`] each. "He left in late 2016 and died the following year" has two: `2016` with END and
//! the relation During, and `year, following`.
//!
//! One pass from left to right. Most tokens are no core of a time expression, which one look at their class
//! tells; at a core the reader steps back over the words that can belong to it ("the", "early", "two") and
//! reads the longest expression that covers it.

use std::ops::Range;

use super::{Content, Input, Kind, Mention, Step as Derivation, number::Numeral};
use crate::rules::Class;
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Relative, Sense, Unit, Vague};
use crate::rules::word_set::WordSet;
use crate::text::token::TokenKind;
use crate::value::{Decimal, Modifier, TimeRelation};

mod ahead;
mod amount;
mod away;
mod before;
mod bounded;
mod clock;
mod cursor;
mod date;
mod ends;
pub mod expression;
mod lasting;
mod letters;
mod licence;
mod memo;
mod name;
mod named;
mod numeric;
mod opening;
mod pair;
mod part;
mod period;
mod point;
mod race;
mod relative;
mod seed;
mod set;
mod vague;
mod year;

pub use expression::{Amount, Clock, Core, Count, Counted, End, Expression, Recurrence, Step, unit_rank};

use before::{adds, preposition};
use cursor::Cursor;
use memo::{Memo, Places};
use opening::{Opening, opens};
use seed::is_core;

/// How far back from a core the expression may begin, in tokens.
const BACK: usize = 10;

/// Finds the time expressions of `input`, sorted, not crossing. `numerals` are all numbers of the
/// text, sorted. Ages ("22-year-old", "aged 22", "22 years old") are quantities and left alone.
#[must_use]
pub fn scan(input: &Input<'_>, numerals: &[Numeral]) -> Vec<Mention> {
    let mut out = Vec::with_capacity(8);
    let memo = Memo::new(input.all().len(), numerals);
    let mut places = Places::new(input.tokens, input.rules, numerals);
    for block in &input.tokens.blocks {
        memo.read_to(block.end as usize);
        let c = Cursor::new(input, block.end as usize, &memo);
        scan_block(&c, block.start as usize, &mut places, &mut out);
    }
    out
}

/// Reads the block of `c` from token `start` on.
fn scan_block(c: &Cursor<'_>, start: usize, places: &mut Places<'_>, out: &mut Vec<Mention>) {
    let mut done = start;
    let mut next = start;
    while let Some(i) = places.next(next).filter(|&i| i < c.limit) {
        next = i + 1;
        if !is_core(c, i) {
            continue;
        }
        let first = step_back(c, i, done);
        let found = (first..=i).filter(|&s| opens(c, s)).find_map(|s| {
            let (e, start, end) = expression(c, s)?;
            let start = without_article(c, &e, start, end);
            (end > i && !name::is_name(c, &e, start, end)).then_some((e, s, start, end))
        });
        let Some((mut e, whole, start, end)) = found else { continue };
        pair::borrow(c, &mut e, end);
        pair::day_behind(c, &mut e, start, end);
        let first = pair::first_hour(c, &e, start, done).or_else(|| pair::first_century(c, &e, start, done));
        let quarters = pair::first_quarters(c, &e, start, done);
        let days = pair::first_days(c, &e, start, done).into_iter().chain(quarters);
        for (e, tokens) in days.chain(first) {
            out.push(mention(c.input, e, tokens.start, tokens));
        }
        let mut further = pair::further_days(c, &e, end);
        further.extend(pair::further_weekdays(c, &e, end));
        further.extend(pair::further_sets(c, &e, end));
        out.push(mention(c.input, e, whole.min(start), start..end));
        done = end;
        for (e, whole, tokens) in further {
            done = tokens.end;
            out.push(mention(c.input, e, whole, tokens));
        }
        next = done;
    }
}

/// The earliest token from which an expression with its core at `i` may start.
fn step_back(c: &Cursor<'_>, i: usize, done: usize) -> usize {
    let mut s = i;
    while s > done && i - s < BACK {
        let t = &c.tokens[s - 1];
        if c.tokens[s].starts_sentence() && s <= i && !(t.kind == TokenKind::Sign && c.text(s - 1) == ".") {
            break;
        }
        let belongs = match t.kind {
            TokenKind::Word => {
                c.input.rules.phrases.starts(t.word).meets(Class::TIME)
                    || t.end - t.start == 1 && !c.spaced(s)
                    || c.number(s - 1).is_some()
                    || c.in_number(s - 1)
                    || c.glue(s - 1, Glue::Couple)
                    || c.has(s - 1, WordSet::Odd)
                    || c.has(s - 1, WordSet::Closing)
                    || c.has(s - 1, WordSet::Leading)
                    || s == i && amount::described(c, s)
            }
            TokenKind::Digits => true,
            TokenKind::Sign => {
                matches!(
                    c.text(s - 1),
                    "-" | "'" | "\u{2019}" | "," | "/" | "." | "\u{2010}" | "\u{2011}" | "\u{2013}" | "@"
                ) || c.in_number(s - 1)
                    // "ten (10) years"
                    || c.sign(s - 1, ")") && s > 1 && c.number_at(s - 2)
                    || c.sign(s - 1, "(") && c.number_at(s)
            }
        };
        // "a minimum of 20 years": the last word belongs, those before it only with it
        if !belongs || c.glue(s - 1, Glue::Of) && phrase_before(c, s, done).is_some() {
            match phrase_before(c, s, done) {
                Some(start) => {
                    s = start;
                    continue;
                }
                None => break,
            }
        }
        s -= 1;
    }
    s
}

/// Where a phrase of time that ends right before token `s` starts: "no later than", "w/c".
fn phrase_before(c: &Cursor<'_>, s: usize, done: usize) -> Option<usize> {
    let last =
        s.checked_sub(1).filter(|&b| c.input.rules.phrases.ends(c.tokens[b].word).meets(Class::TIME))?;
    (1..=3).filter_map(|n| last.checked_sub(n)).filter(|&i| i >= done).find(|&i| {
        let tokens = &c.tokens[i..s];
        c.input.rules.phrases.longest(tokens, c.input.text, Class::TIME).is_some_and(|m| i + m.len == s)
    })
}

/// The longest expression at `i`: what it says, where it starts behind its preposition, where it ends.
fn expression(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize, usize)> {
    let mut best: Option<(Expression, usize, usize)> = None;
    let mut offer = |found: Option<(Expression, usize)>, start: usize, relation: Option<TimeRelation>| {
        if let Some((mut e, end)) = found
            && best.as_ref().is_none_or(|(_, _, n)| end > *n)
        {
            e.relation = e.relation.or(relation);
            best = Some((e, start, end));
        }
    };
    let (relation, start) = preposition(c, i);
    let whole = Opening::at(c, i);
    let bare = if start == i { whole } else { Opening::at(c, start) };
    for (at, o) in [(i, &whole), (start, &bare)] {
        let joins = o.ahead.joins();
        let stretches = || o.with(Kinds::PREPOSITION) && c.ahead(at + 1).meets(Kinds::PREPOSITION);
        if (o.part() || o.with(opening::PERIOD)) && (joins || stretches()) {
            offer(period::period(c, at), at, None);
        }
        if o.part() && joins {
            offer(period::day_period(c, at), at, None);
        }
        // "within a week, starting on Saturday" bounds a length that "for a week" names
        let lasts = o.part() || o.strange || o.with(opening::LASTING);
        if lasts && lasting::may_last(c, at, o) && (at == i || amount::amount(c, at).is_none()) {
            offer(lasting::lasting(c, at), at, None);
        }
        if start == i {
            break;
        }
    }
    offer(core(c, start, &bare), start, relation);
    if start != i {
        offer(core(c, i, &whole), i, None);
    }
    // "a premium to Monday's close"
    if let Some((e, _, end)) = &mut best
        && (e.relation == Some(TimeRelation::Until) && c.has(i, WordSet::Infinitive)
            || e.relation == Some(TimeRelation::Before) && is_over(e))
        && point::possessive(c, *end).is_some()
    {
        e.relation = None;
    }
    best
}

/// "last year" of "ahead of last year's total": what is compared with lies behind.
fn is_over(e: &Expression) -> bool {
    let over = |r: Relative| matches!(r, Relative::Last | Relative::Past | Relative::Previous);
    matches!(&e.core, Core::Point(s) if matches!(s.as_slice(), [Step::Relative(Some(r), _) | Step::Which(r, _), ..] if over(*r)))
}

/// Where an expression before a noun starts: "the third-quarter loss", "its fourth quarter", "the two day rally"
/// leave the article to the noun.
fn without_article(c: &Cursor<'_>, e: &Expression, start: usize, end: usize) -> usize {
    if let Some(k) = c.skip(start, Glue::Possessive) {
        return if k < end { k } else { start };
    }
    // "in one night", "all night"
    if matches!(&e.core, Core::Point(s) if matches!(s.as_slice(), [Step::Part(_)]))
        && let Some(b) =
            start.checked_sub(1).filter(|&b| c.has(b, WordSet::CountsDayPart) && !c.starts_sentence(start))
        && !c.glue(b, Glue::And)
        && !c.glue(b, Glue::Or)
    {
        return b;
    }
    let determiner = c.skip(start, Glue::The).or_else(|| c.skip(start, Glue::A)).filter(|&k| k < end);
    let Some(k) = determiner else { return start };
    let noun = c.get(end).is_some_and(|t| {
        t.kind == TokenKind::Word
            && !t.starts_sentence()
            && !c.input.rules.phrases.starts(t.word).meets(Class::TIME)
    });
    // "the third-quarter loss", "the Q3 loss"
    let hyphen = end > k + 1 && c.dash(end - 2) && !c.spaced(end - 2) || matches!(c.text(k), "Q" | "H");
    // "the 90-second ad", "the 18-month, costly study"
    if hyphen && matches!(&e.core, Core::Duration(a) if amount::singular_many(c, a, end)) {
        return k;
    }
    if !noun {
        return start;
    }
    let attributive = match &e.core {
        Core::Duration(a) => hyphen || amount::singular_many(c, a, end),
        Core::Point(_) => hyphen,
        _ => false,
    };
    if attributive { k } else { start }
}

/// The longest expression without a preposition at `i`, where `o` stands.
fn core(c: &Cursor<'_>, i: usize, o: &Opening) -> Option<(Expression, usize)> {
    let mut best: Option<(Expression, usize)> = None;
    let mut offer = |found: Option<(Expression, usize)>| {
        if let Some((e, end)) = found
            && best.as_ref().is_none_or(|(_, n)| end > *n)
        {
            best = Some((e, end));
        }
    };
    let sets = o.number || o.with(opening::SET) || o.with(opening::THE);
    if sets
        && o.leads_to(opening::RECURS)
        && (!o.with(opening::THE) || o.with(opening::SET) || relative::position(c, i + 1).is_some())
    {
        offer(set::set(c, i));
    }
    if o.number || o.strange || o.with(opening::WINDOW) {
        let number = || o.leads_to(Kinds::RELATIVE) || c.has(i, WordSet::Leading);
        if o.ahead.measures() && (o.strange || o.with(opening::WINDOW) || number()) {
            offer(set::window(c, i));
        }
        if o.leads_to(Kinds::WEEKDAYS) {
            offer(away::run_of_weekdays(c, i));
        }
    }
    if (o.with(opening::UNIT) || o.with(opening::THE)) && o.leads_to(opening::UNIT) && o.ahead.joins() {
        offer(away::to_date(c, i));
    }
    if o.part() {
        offer(point::lone(c, i));
    }
    let counts = o.number || o.strange || o.with(opening::AMOUNT) || o.with(opening::BOUND);
    if counts && o.ahead.measures() {
        offer(duration(c, i));
    }
    if o.with(opening::VAGUE) && o.leads_to(Kinds::VAGUE) {
        offer(vague::vague(c, i));
    }
    best
}

/// "less than a week", "nearly three years", "a fairly long time"
fn duration(c: &Cursor<'_>, i: usize) -> Option<(Expression, usize)> {
    // "will one day be"
    if i > 0
        && c.has(i - 1, WordSet::BeforeSomeDay)
        && let Some((a, next)) = amount::amount(c, i)
        && a == Amount::of(Count::Exact(Decimal::ONE), Unit::Day)
        && c.get(next).is_some_and(|t| t.kind == TokenKind::Word && !t.starts_sentence())
    {
        return Some((Expression { core: Core::Vague(Vague::Future), modifier: None, relation: None }, next));
    }
    let (bound, j) = match relative::bound(c, i).filter(|_| !lasting::untold(c, i)) {
        Some((m, j)) => (Some(m), j),
        None => (None, i),
    };
    // "the year ended March 31"
    if let Some(k) = c.skip(i, Glue::The)
        && let Some((1, u @ (Unit::Year | Unit::FiscalYear), next)) = amount::unit(c, amount::fillers(c, k))
        && relative::ends_then(c, next)
    {
        let year = Amount::of(Count::Exact(Decimal::ONE), u);
        return Some((Expression { core: Core::Duration(year), modifier: None, relation: None }, next));
    }
    // "the nine months", "the next" is a window
    let j = c.skip(j, Glue::The).filter(|&k| c.number(k).is_some()).unwrap_or(j);
    let (a, next) = amount::amount(c, j)?;
    if lasting::untold(c, j) && !lasting::leads_on(c, i) {
        return None;
    }
    if bound.is_some() && matches!(a.parts.first(), Some((Count::Some, _))) {
        return None;
    }
    let (after, next) = match c.sense(next, Kinds::AFTER, |s| match s {
        Sense::After(m) => Some(m),
        _ => None,
    }) {
        // "two hours plus overnight chilling" adds
        Some((_, k)) if adds(c, next, k) => (None, next),
        Some((m, k)) => (Some(m), k),
        None => (None, next),
    };
    // "two-plus hours"
    let plus = c.number(j).is_some_and(|n| c.past_plus(n.next) > n.next);
    let odd = c.number(j).is_some_and(|n| c.past_odd(n.next) > n.next);
    let after =
        after.or_else(|| plus.then_some(Modifier::EqualOrMore)).or_else(|| odd.then_some(Modifier::Approx));
    Some((Expression { core: Core::Duration(a), modifier: bound.or(after), relation: None }, next))
}

fn mention(input: &Input<'_>, expression: Expression, whole: usize, tokens: Range<usize>) -> Mention {
    let n = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
    let extent = input.extent(n(tokens.start)..n(tokens.end), n(whole)..n(tokens.end));
    let derivation = derive(input, whole..tokens.end);
    Mention { kind: kind(&expression), content: Content::Time(expression), extent, noun: None, derivation }
}

/// The rules whose phrases stand in `tokens`, in order.
fn derive(input: &Input<'_>, tokens: Range<usize>) -> Vec<Derivation> {
    let mut out = Vec::with_capacity(2);
    let mut i = tokens.start;
    while i < tokens.end {
        let from = &input.tokens.all[i..tokens.end];
        let known = input.rules.time.kinds(from[0].word) != Kinds::NONE;
        let found = known.then(|| input.rules.phrases.longest(from, input.text, Class::TIME)).flatten();
        match found {
            Some(m) => {
                if let Some(meaning) = input.rules.time.meanings.get(m.entry.index as usize)
                    && !matches!(meaning.sense, Sense::Glue(_))
                {
                    let n = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
                    out.push(Derivation { rule: meaning.rule, tokens: n(i)..n(i + m.len) });
                }
                i += m.len.max(1);
            }
            None => i += 1,
        }
    }
    out
}

fn kind(e: &Expression) -> Kind {
    match &e.core {
        Core::Point(steps) => {
            let clock = steps.iter().any(|s| matches!(s, Step::Clock(_)));
            let part = steps.iter().any(|s| matches!(s, Step::Part(_)));
            let day = steps.iter().any(|s| s.rank() < 12);
            match (clock || part, day) {
                (true, true) => Kind::DateTime,
                (true, false) => Kind::Time,
                _ => Kind::Date,
            }
        }
        Core::Vague(_) => Kind::Date,
        Core::Window(..) | Core::Part(..) | Core::Duration(_) => Kind::Duration,
        Core::Set(_) => Kind::Set,
        Core::Period(..) | Core::Lasting(..) => Kind::Period,
    }
}

/// Whether a vague reference is to the present.
#[must_use]
pub fn is_present(v: Vague) -> bool {
    v == Vague::Present
}

/// The modifier that a relation amounts to: "before 2018" is BEFORE.
#[must_use]
pub fn modifier_of(relation: TimeRelation) -> Option<Modifier> {
    match relation {
        TimeRelation::Before => Some(Modifier::Before),
        TimeRelation::After => Some(Modifier::After),
        TimeRelation::Since => Some(Modifier::OnOrAfter),
        TimeRelation::Until | TimeRelation::By => Some(Modifier::OnOrBefore),
        _ => None,
    }
}
