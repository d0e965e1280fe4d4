//! `sum-mismatch` of so many of so much each: "24 crates, each holding 12 bottles ... The 388 bottles", "300 shots a day
//! for 12 days ... 4,600".

use std::ops::Range;

use super::total::is_sum;
use super::whole::nothing_else;
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{alike, near, slip};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most tokens between how many there are and how much each has.
const NEAR: u32 = 10;

/// Most tokens between a verb of costing or making and the product: "raised a total of about $4,600".
const LEAD: u32 = 6;

/// Most tokens from what each has to "in each".
const EACH: u32 = 8;

/// Most tokens from what each has to a product told right behind it: "15 chairs, which gives 400 seats".
const SOON: u32 = 11;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, pair) in draft.figures.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if b.begin().saturating_sub(a.stop()) > NEAR || !a.plain() || !b.plain() {
            continue;
        }
        if let Some(each) = rate(draft, a, b) {
            out.extend(made(draft, k, each));
        }
    }
}

/// Which of two figures is what each of the other has: "12" of "24 crates, each holding 12 bottles", "six rows of eight
/// eggs", "36 meters at $1,500 apiece", "300 shots a day for 12 days".
fn rate<'d>(draft: &Draft<'_>, a: &'d Figure, b: &'d Figure) -> Option<&'d Figure> {
    let counted = |f: &Figure| f.kind == Kind::Number && f.noun.is_some();
    let worth = |f: &Figure| counted(f) || matches!(f.kind, Kind::Money | Kind::Measure);
    if b.kind == Kind::Duration && a.kind == Kind::Number {
        let per = a.stop();
        let daily = draft.any(per, &["a", "an", "per", "each", "every"]);
        return (daily && b.head().is_some_and(|h| draft.akin(per + 1, h)) && a.noun.is_some()).then_some(a);
    }
    // "four years on each of three counts"
    if a.kind == Kind::Duration && b.kind == Kind::Number {
        let each =
            draft.any(a.stop(), &["on", "for"]) && draft.has(&(a.stop() + 1..b.tokens.start), Cue::Each);
        return (each && b.noun.is_some() && draft.unbroken(&(a.stop()..b.begin()))).then_some(a);
    }
    // "30 pupils each paid": read as a rate of its own
    let many = counted(a) || a.kind == Kind::Measure && a.noun.is_some();
    if !many || !worth(b) {
        return None;
    }
    // "20 bottles of saline in each"
    let clause = (b.stop()..b.stop() + EACH).take_while(|&i| draft.unbroken(&(i..i + 1))).last();
    let behind = b.stop() + 3..clause.map_or(b.stop(), |i| i + 1);
    let each = draft.has(&(a.stop()..b.stop() + 3), Cue::Each)
        || draft
            .cues_in(&behind, Cue::Each)
            .any(|c| draft.any(c.tokens.start - 1, &["in", "on", "to", "for"]))
        || draft.has(&(a.begin().saturating_sub(3)..a.begin()), Cue::Each)
        || a.kind == Kind::Measure && draft.has(&a.tokens, Cue::Each);
    // "six rows of eight eggs", "24 instalments of £150"
    let of = counted(a)
        && (counted(b) || b.kind == Kind::Money)
        && draft.is(a.stop(), "of")
        && b.begin() == a.stop() + 1;
    // "1,200 tickets at $15, taking $16,000"
    let at = counted(a) && b.kind == Kind::Money && draft.is(a.stop(), "at") && b.begin() == a.stop() + 1;
    (each || of || at).then_some(b)
}

/// The slip of a product that is told behind its two factors.
fn made(draft: &Draft<'_>, k: usize, each: &Figure) -> Option<Slip> {
    let [a, b] = draft.figures.get(k..k + 2)? else { return None };
    let sentence = draft.sentence(a.tokens.start);
    let end = draft.next_sentence(a.tokens.start).map_or(sentence.end, |n| n.end);
    let scope = sentence.start..end;
    // "30 rows of 15 chairs, which gives 400 seats"
    let given =
        |f: &&Figure| f.kind == Kind::Number && each.kind == Kind::Number && gives(draft, f, b.stop());
    let same = |f: &&Figure| match (f.head(), each.head()) {
        _ if given(f) => true,
        (Some(x), Some(y)) if f.kind == Kind::Number => draft.akin(x, y),
        (Some(_), None) if f.kind == Kind::Number => false,
        _ => alike(each, f) || f.kind == Kind::Money && f.in_unit_of(each),
    };
    let mut totals = draft.figures_in(&(b.stop()..end)).iter().filter(same);
    let (Some(total), None) = (totals.next(), totals.next()) else { return None };
    let own = draft.sentence(total.tokens.start);
    if !total.plain() || !told(draft, total, each, &own, b.stop()) {
        return None;
    }
    let made = a.value.checked_mul(b.value)?;
    let slack = a.slack.checked_mul(b.value)?.checked_add(b.slack.checked_mul(a.value)?)?;
    let off = made.checked_sub(total.value)?.abs();
    let gap = b.stop()..own.end.min(total.stop() + NEAR);
    // "and a deposit"
    let more = |i: u32| draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Indefinite);
    // What comes of the two right behind them is no third one more.
    let own_terms = if gives(draft, total, b.stop()) { [&a.tokens, &b.tokens] } else { [&total.tokens; 2] };
    // "one after another" takes nothing off.
    let less = |i: u32| draft.one(i, WordSet::Subtracts) && !draft.any(i - 1, &["one"]);
    let rebate = (b.stop()..total.begin()).any(more)
        || draft.figures_in(&scope).iter().any(Figure::is_percent)
        || (draft.says(&gap, WordSet::AddsUntold) || gap.into_iter().any(less)) && !nothing_else(draft, &own)
        || draft.has_any(&scope, &[Cue::Overlap, Cue::Rounding, Cue::Partial]);
    if off <= slack + total.slack
        || !near(made, total)
        || rebate
        || explained(draft, total, &scope, made, own_terms)
    {
        return None;
    }
    let [n, m, all, said] = [a.value, b.value, made, total.value].map(grouped);
    let text = format!("{n} x {m} = {all}, not {said}");
    Some(slip(total, text).against([a.tokens.clone(), b.tokens.clone()]))
}

/// Whether a number is told right behind two others as what comes of them: ", which gives 400 seats", ", so there are 350".
fn gives(draft: &Draft<'_>, total: &Figure, from: u32) -> bool {
    let (at, stop) = (total.begin(), total.stop());
    let gap = from..at;
    // "to be served one after another"
    let none = draft.figures_in(&gap).iter().all(|f| f.kind == Kind::Number && f.value == Decimal::ONE);
    let short = at > from && at - from <= SOON && none;
    let comma = (from..at).rev().find(|&i| draft.word(i) == ",").map(|i| i + 1);
    let Some(lead) = comma.filter(|_| short) else { return false };
    let verb = draft.one(at - 1, WordSet::MeansSo);
    let which = draft.any(lead, &["which", "that", "this"]) && lead + 2 == at && verb;
    let so = draft.is(lead, "so")
        && (lead + 1 == at
            || lead + 2 == at && draft.is(lead + 1, "that")
            || lead + 3 == at && draft.one(at - 1, WordSet::AreOrHave));
    let making = lead + 1 == at && draft.word(lead).ends_with("ing") && verb;
    // "making 180 seats with a view", "once the pillars had been allowed for"
    let ends = !draft.is_word(stop)
        || draft.any(stop, &["and", "but", "in", "for", "to", "at", "are", "were", "a"])
            && !draft.is(stop + 1, "each");
    // "30 trays of 24 buns, or 620 buns a day"
    let or = draft.is(lead, "or") && lead + 1 == at;
    (which || so || making || or) && ends
}

/// Whether a figure is told as what so many make: "The 388 bottles", "46 in all", "comes to $64,000", "raised £460".
fn told(draft: &Draft<'_>, total: &Figure, each: &Figure, own: &Range<u32>, from: u32) -> bool {
    let start = total.begin();
    let before = start.saturating_sub(LEAD).max(own.start).max(from)..start;
    let these = draft.follows(start, WordSet::TheseAll) || draft.follows(start, WordSet::ItsOwn);
    // "The 40 beds on the upper floors": some of them
    let some = draft.one(total.stop(), WordSet::OpensClause) && !draft.is(total.stop(), "which");
    let bare = each.kind == Kind::Number && total.noun.is_none();
    // "spent £150 on a piano"
    let spent = draft.any(total.stop(), &["on", "for"]);
    let came = !spent && (draft.says(&before, WordSet::CameTo) || draft.says(&before, WordSet::EndsWith));
    let got = draft.preceded(start, &["to"]) && draft.says(&before, WordSet::Reaches);
    is_sum(draft, total, own)
        || gives(draft, total, from)
        || these && !some && !bare
        || came && each.kind != Kind::Number
        || got
}

/// Whether other numbers around a product make it, with one of these or without.
fn explained(
    draft: &Draft<'_>,
    total: &Figure,
    scope: &Range<u32>,
    made: Decimal,
    but: [&Range<u32>; 2],
) -> bool {
    let numerals = draft.numerals_in(scope).iter();
    let others =
        numerals.filter(|n| n.form == Form::Cardinal && !total.tokens.contains(&n.tokens.start)).take(10);
    let of_off = |at: u32| but.iter().all(|r| !r.contains(&at));
    let numbers: Vec<(Decimal, bool)> = others.map(|n| (n.value, of_off(n.tokens.start))).collect();
    let off = (made - total.value).abs();
    numbers.iter().enumerate().any(|(k, &(x, free))| {
        free && x == off
            || numbers[k + 1..].iter().any(|&(y, _)| x.checked_mul(y).is_some_and(|p| p == total.value))
    })
}
