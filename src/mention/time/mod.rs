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

use super::{Content, Input, Kind, Mention, Step as Derivation, number::Form, number::Numeral};
use crate::rules::time_kinds::Kinds;
use crate::rules::time_words::{Glue, Relative, Sense, Unit, Vague};
use crate::rules::word_set::WordSet;
use crate::rules::{Class, Mark};
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
mod set;
mod vague;
mod year;

pub use expression::{Amount, Clock, Core, Count, Counted, End, Expression, Recurrence, Step, unit_rank};

use before::{adds, preposition};
use cursor::Cursor;
use memo::{Memo, Places};
use opening::{Opening, opens};

/// How far back from a core the expression may begin, in tokens.
const BACK: usize = 10;

/// Finds the time expressions of `input`, sorted, not crossing. `numerals` are all numbers of the
/// text, sorted. Ages ("22-year-old", "aged 22", "22 years old") are quantities and left alone.
#[must_use]
pub fn scan(input: &Input<'_>, numerals: &[Numeral]) -> Vec<Mention> {
    let mut out = Vec::new();
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

/// Whether a time expression can have its core at token `i`.
fn is_core(c: &Cursor<'_>, i: usize) -> bool {
    let t = &c.tokens[i];
    match t.kind {
        TokenKind::Word => {
            if Mark::Time.on(t) {
                let rules = c.input.rules;
                let tokens = &c.tokens[i..c.limit];
                if rules.time.core(t.word)
                    || rules.phrases.goes_on(tokens, Class::TIME_CORE)
                        && rules.phrases.longest(tokens, c.input.text, Class::TIME_CORE).is_some()
                {
                    return true;
                }
            }
            c.input.context.plans() && spoken_core(c, i)
                || c.memo.numeral(i).is_some()
                    && (spoken_hour(c, i)
                        || clock::spoken_at(c, i)
                        || i > 0
                            && (c.glue(i - 1, Glue::In) || c.glue(i - 1, Glue::Of))
                            && year::spoken_year(c, i))
        }
        TokenKind::Digits => digits_core(c, i),
        TokenKind::Sign => false,
    }
}

/// "from three thirty to four": an hour and its minutes in words.
fn spoken_hour(c: &Cursor<'_>, i: usize) -> bool {
    let words = |i: usize| c.number(i).filter(|n| n.words && n.form == Form::Cardinal);
    i > 0
        && c.glue(i - 1, Glue::From)
        && words(i)
            .filter(|n| n.whole().is_some_and(|h: u8| h <= 12))
            .and_then(|n| words(n.next))
            .is_some_and(|n| n.whole().is_some_and(|m: u8| (10..60).contains(&m)) && c.glue(n.next, Glue::To))
}

/// In plans: "on the first", "at seven thirty", "from three thirty to four".
fn spoken_core(c: &Cursor<'_>, i: usize) -> bool {
    let Some(b) = i.checked_sub(1) else { return false };
    let opened = c.glue(b, Glue::The) && b > 0 && c.glue(b - 1, Glue::On)
        || c.glue(b, Glue::From)
        || c.glue(b, Glue::Between);
    opened && c.number(i).is_some_and(|n| n.words)
}

/// Digits that may be a year, a date, a time of day, a decade or an ordinal.
fn digits_core(c: &Cursor<'_>, i: usize) -> bool {
    let len = c.tokens[i].end - c.tokens[i].start;
    match len {
        4 | 8 => true,
        // "Q2 sales", "H1 results"
        1 if i > 0 && !c.spaced(i) && matches!(c.text(i - 1), "Q" | "H") => {
            c.get(i + 1).is_none_or(|t| t.spaced() && !t.capital() || t.kind != TokenKind::Word)
        }
        // "in AD 410", "in A.D. 79"
        1..=3 if year::behind_era(c, i) => true,
        3 if year::early_year(c, i) => true,
        1..=3 => match c.get(i + 1) {
            None => len <= 2 && i > 0,
            // "15th", "3h", "4 pm", "5 to", "10 days": not "33 people"
            Some(n) if n.kind == TokenKind::Word => {
                !n.spaced()
                    || letters::symbol(c, i, i + 1)
                    || c.has(i + 1, WordSet::Sharp) && i > 0 && c.glue(i - 1, Glue::At)
                    || phrase_at(c, i + 1)
                    || len == 2 && i > 0 && c.apostrophe(i - 1)
            }
            Some(_) => {
                i > 0 && (c.apostrophe(i - 1) || c.glue(i - 1, Glue::At))
                    || matches!(c.text(i + 1), ":" | "/" | "-" | "\u{2013}" | "'" | "\u{2019}")
                    || c.text(i + 1) == "." && pointed_core(c, i)
                    || c.input.context.plans() && c.sign(i + 1, "\"")
            }
        },
        _ => false,
    }
}

/// Whether a phrase of time stands at token `i`.
fn phrase_at(c: &Cursor<'_>, i: usize) -> bool {
    c.input.rules.phrases.longest(&c.tokens[i..c.limit], c.input.text, Class::TIME).is_some()
}

/// Whether digits with a point after them may be a time or a date: "7.30 p.m.", "13.12.2001", not the 5 of
/// "5.2 million".
fn pointed_core(c: &Cursor<'_>, i: usize) -> bool {
    let decimal = !c.spaced(i + 1) && !c.spaced(i + 2) && c.digits(i + 2).is_some();
    let goes_on = || match c.get(i + 3) {
        None => true,
        Some(t) if t.kind == TokenKind::Word => {
            !t.spaced() || c.input.rules.phrases.starts(t.word).meets(Class::TIME)
        }
        Some(_) => matches!(c.text(i + 3), "." | "-" | "\u{2013}"),
    };
    decimal && goes_on() || c.input.context.plans()
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
        let lasts = o.part() || o.strange() || o.with(opening::LASTING);
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
    if o.number || o.strange() || o.with(opening::WINDOW) {
        if o.ahead.measures() {
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
    let counts = o.number || o.strange() || o.with(opening::AMOUNT) || o.with(opening::BOUND);
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
    let mut out = Vec::new();
    let mut i = tokens.start;
    while i < tokens.end {
        let from = &input.tokens.all[i..tokens.end];
        let known = input.rules.time.kinds(from[0].word) != Kinds::NONE;
        let found =
            known.then(|| input.rules.phrases.longest(from, input.text, Class::TIME)).flatten();
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
