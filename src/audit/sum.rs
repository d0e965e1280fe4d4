//! `sum-mismatch`: "12 dead: five women, four men and four children" makes 13.

use std::ops::Range;

use super::draft::Draft;
use super::figure::Figure;
use super::list;
use super::{Slip, table, tally, unread, votes};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) const CODE: &str = "sum-mismatch";

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, figure) in draft.figures.iter().enumerate() {
        if addable(figure) {
            let found =
                total_first(draft, k).or_else(|| whole_and_rest(draft, k)).or_else(|| tally::told(draft, k));
            out.extend(found.or_else(|| {
                if draft.items { bullets(draft, figure).or_else(|| total_item(draft, figure)) } else { None }
            }));
        }
    }
    for cue in draft.of(Cue::Total) {
        if let Some(slip) = total_last(draft, &cue.tokens) {
            out.push(slip);
        }
    }
    votes::check(draft, out);
    table::totals(draft, out);
}

/// Whether a figure can be a term of a sum.
fn addable(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration) && !f.vague
}

/// Whether a part can be added to make `total`.
pub(super) fn alike(total: &Figure, part: &Figure) -> bool {
    match (total.kind, part.kind) {
        (Kind::Number, Kind::Number) => true,
        // "$1,200 a month", "at $950", "$2,350 every month": what the total is for, its parts are for.
        (Kind::Money, Kind::Money) => total.unit == part.unit || total.is_rate() && part.in_unit_of(total),
        (Kind::Measure, Kind::Measure) => total.unit == part.unit,
        (Kind::Duration, Kind::Duration) => total.unit == part.unit,
        _ => false,
    }
}

/// The sum of `parts` as "5 + 4 + 4 = 13, not 12" if it cannot be `total`.
pub(super) fn mismatch(total: &Figure, parts: &[(Decimal, Decimal)]) -> Option<(String, Decimal)> {
    let mut sum = Decimal::ZERO;
    let mut slack = Decimal::ZERO;
    for (value, off) in parts {
        sum = sum.checked_add(*value)?;
        slack = slack.checked_add(*off)?;
    }
    let (low, high) = (sum - slack, sum + slack);
    let below = total.low().is_some_and(|l| high < l);
    let above = total.high().is_some_and(|h| low > h);
    if !below && !above {
        return None;
    }
    let terms: Vec<String> = parts.iter().map(|(v, _)| grouped(*v)).collect();
    Some((format!("{} = {}, not {}", terms.join(" + "), grouped(sum), grouped(total.value)), sum))
}

/// "12 dead: five women, four men and four children", "905 jobs, made up of 410 in ..., 275 ... and 120 ...".
fn total_first(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    let only = just_so_many(draft, total);
    let total = only.as_ref().unwrap_or(total);
    let sentence = draft.sentence(total.tokens.start);
    let reach = total.tokens.end..sentence.end.min(total.tokens.end + REACH);
    let parts = draft.cues_in(&reach, Cue::Parts).next().map(|c| c.tokens.clone());
    let sign = draft.opener(&(reach.start..parts.as_ref().map_or(reach.end, |p| p.start)));
    let start = sign.map(|i| i + 1).or(parts.map(|p| p.end))?;
    // "46 arrests in the three raids, 19 of them in Varna": where and over what time is no part.
    let where_or_when = |f: &Figure| {
        f.kind == Kind::Duration
            || f.noun.is_some()
                && (f.begin().saturating_sub(2)..f.begin())
                    .any(|i| draft.any(i, &["in", "at", "on", "over", "across", "during"]))
    };
    if draft.figures[k + 1..].iter().take_while(|f| f.tokens.start < start).any(|f| !where_or_when(f)) {
        return None;
    }
    let mut end = sentence.end;
    let opening = draft.word(start - 1);
    if opening == "(" {
        end = (start..sentence.end).find(|&i| draft.word(i) == ")")?;
    } else if opening == "\u{2014}" || draft.dash(start - 1) {
        end = (start..sentence.end).find(|&i| draft.word(i) == "\u{2014}" || draft.dash(i)).unwrap_or(end);
    }
    let range = start..end;
    // "£9.1m at home and £5.2m abroad, less £1.9m for the head office"
    let less = |f: &Figure| {
        let at = f.begin();
        draft.follows(at, WordSet::Subtracts) || draft.one(at, WordSet::Subtracts)
    };
    // "came to $85 with tax: $50 for labour and $30 for parts"
    let with = (total.stop()..start).any(|i| draft.any(i, &["with", "plus", "before", "after"]));
    if draft.figures_in(&range).iter().any(less) || with && total.kind == Kind::Money {
        return None;
    }
    if draft.has_any(&(total.tokens.end..end), &[Cue::Partial, Cue::Overlap])
        || draft.has(&sentence, Cue::Rounding)
    {
        return None;
    }
    let (parts, places) = list::read(draft, &range)
        .and_then(|list| terms(draft, total, &list.items))
        .or_else(|| terms(draft, total, &list::closed(draft, &range)?.items))?;
    let (text, sum) = mismatch(total, &parts)?;
    // "62 accidents, compared with 58: 23 in winter, ..."
    let before = draft.figures_in(&(sentence.start..total.tokens.start));
    let other = before.iter().any(|f| alike(total, f) && f.value == sum);
    (parts.len() >= 2 && parts.iter().any(|p| p.0 > Decimal::ONE) && near(sum, total) && !other)
        .then(|| slip(total, text).against(places))
}

/// "no more than nine instruments, namely four cameras, three lamps and a drill": so many, and few at that.
fn just_so_many(draft: &Draft<'_>, total: &Figure) -> Option<Figure> {
    let few = total.modifier == Some(Modifier::EqualOrLess) && !total.vague && !total.end;
    let no = (total.begin()..total.tokens.start).any(|i| draft.any(i, &["no", "not"]));
    let end = draft.sentence(total.tokens.start).end;
    let namely = (total.stop()..end.min(total.stop() + REACH)).any(|i| draft.is(i, "namely"));
    (few && no && namely).then(|| Figure { modifier: None, ..total.clone() })
}

/// Whether the parts make less than the total, so that one more of them may be missing.
fn sum_is_short(total: &Figure, parts: &[&Figure]) -> bool {
    parts.iter().map(|p| p.value).sum::<Decimal>() < total.value
}

/// Most tokens from a total to the sign behind which its parts stand.
pub(super) const REACH: u32 = 24;

/// Values with what rounding may have moved them, and their places.
pub(super) type Terms = (Vec<(Decimal, Decimal)>, Vec<Range<u32>>);

/// What the items of a list add to `total`, one figure each.
pub(super) fn terms(draft: &Draft<'_>, total: &Figure, items: &[Range<u32>]) -> Option<Terms> {
    let mut parts = Vec::new();
    let mut places = Vec::new();
    for item in items {
        let figures = draft.figures_in(item);
        // "20 sailors", "Labour 20"
        let name = draft.is_name(item.start)
            || draft.token(item.start).is_some_and(|t| t.capital())
            || draft.one(item.start, WordSet::Article) && draft.is_name(item.start + 1);
        // "independents four", beside named ones
        let last =
            item.end - item.start == 2 && draft.input.rules.language.ends_as_plural(draft.word(item.start));
        // "a house worth $450,000"
        let worth = total.kind == Kind::Money && item.len() <= 5;
        let named = |f: &Figure| f.tokens.end == item.end && (name || last || worth);
        let first = figures.first().filter(|f| f.tokens.start <= item.start + 1 || named(f));
        // "nine years: four for robbery, two for assault and one for possessing a knife": the unit was said before.
        let unit = total.kind != Kind::Number && draft.one(item.start + 1, WordSet::OpensClause);
        let bare = |f: &Figure| f.kind == Kind::Number && f.plain() && f.noun.is_none() && f.unit.is_none();
        let short = unit && first.is_none_or(bare) && figures.iter().all(|f| !alike(total, f));
        if short
            && let [n] = draft.numerals_in(&(item.start..item.start + 1))
            && n.form == Form::Cardinal
        {
            let scaled = 10i64.checked_pow(u32::from(draft.scale(total))).map(Decimal::from)?;
            // "$3 million: one for roads"
            parts.push((
                n.value.checked_mul(if n.style.scale > 0 { Decimal::ONE } else { scaled })?,
                Decimal::ZERO,
            ));
            places.push(n.tokens.clone());
            continue;
        }
        match first {
            Some(f) if alike(total, f) && figures.iter().filter(|g| alike(total, g)).count() == 1 => {
                parts.push((f.value, f.slack));
                places.push(f.tokens.clone());
            }
            // "Labour 20" is read as a name.
            None if total.kind == Kind::Number && (name || last) => {
                let numerals = draft.numerals_in(item);
                let [n] = numerals else { return None };
                if n.tokens.end != item.end || n.form != Form::Cardinal {
                    return None;
                }
                parts.push((n.value, Decimal::ZERO));
                places.push(n.tokens.clone());
            }
            None if total.kind == Kind::Number
                && (draft.one(item.start, WordSet::Indefinite) || single(draft, item))
                && figures.is_empty() =>
            {
                parts.push((Decimal::ONE, Decimal::ZERO));
                places.push(item.start..item.start + 1);
            }
            _ => return None,
        }
    }
    Some((parts, places))
}

/// "the driver", "his wife": one of them.
fn single(draft: &Draft<'_>, item: &Range<u32>) -> bool {
    // "the driver of the minibus"
    let of = draft.is(item.start + 2, "of") && item.end - item.start <= 6;
    let last = if of { item.start + 1 } else { item.end.saturating_sub(1) };
    (item.end - item.start == 2 || of)
        && (draft.is(item.start, "the") || draft.one(item.start, WordSet::HisOrHer))
        && draft.is_word(last)
        && !draft.word(last).ends_with('s')
        && !draft.word(last).ends_with("men")
        && !draft.one(last, WordSet::People)
        && !draft.one(last, WordSet::Group)
}

/// "- roof: £12,400", "- heating: £6,850", "- total: £23,400"
fn total_item(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let item = draft.block(total.tokens.start);
    let number = draft.input.tokens.block_of(total.tokens.start);
    let blocks = &draft.input.doc.blocks;
    let labelled = draft.scope(item.start) == Scope::Item
        && blocks.get(number + 1).is_none_or(|b| b.scope != Scope::Item)
        && draft.one(item.start, WordSet::TotalLabel)
        && total.begin() <= item.start + 4;
    let first = (0..number).rev().find(|&k| blocks[k].scope != Scope::Item)?;
    if !labelled || number - first > 20 {
        return None;
    }
    let items = draft.items_below(draft.input.tokens.blocks.get(first)?.start);
    let (_, parts) = items.split_last()?;
    let figures: Vec<&Figure> =
        parts.iter().flat_map(|i| draft.figures_in(i)).filter(|f| addable(f)).collect();
    let one = |i: &Range<u32>| draft.figures_in(i).iter().filter(|f| addable(f)).count() == 1;
    let plain = figures.iter().all(|f| alike(total, f) && f.plain());
    // "- of which by post: 40", "- less discount: £30"
    let other = |i: &Range<u32>| {
        (i.start..i.start + 3).any(|k| draft.one(k, WordSet::PartOfRow) || draft.one(k, WordSet::Subtracts))
            || draft.has_any(i, &[Cue::Partial, Cue::Overlap])
            || draft.one(i.start, WordSet::TotalLabel)
    };
    let head = draft.input.tokens.blocks.get(first)?.clone();
    if parts.len() < 2
        || !parts.iter().all(one)
        || !plain
        || parts.iter().any(other)
        || draft.has(&head, Cue::Rounding)
    {
        return None;
    }
    let pairs: Vec<_> = figures.iter().map(|p| (p.value, p.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    near(sum, total).then(|| slip(total, text).against(figures.iter().map(|p| p.tokens.clone())))
}

/// "eleven bicycles:" with a list below, each item with its own figure.
fn bullets(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let block = draft.block(total.tokens.start);
    if draft.before(block.end, 1) != ":" || total.kind != Kind::Number || !total.plain() {
        return None;
    }
    let after = total.tokens.end..block.end;
    if !draft.figures_in(&after).is_empty() || draft.has_any(&after, &[Cue::Partial, Cue::Overlap]) {
        return None;
    }
    let items = draft.items_below(total.tokens.start);
    let (parts, places) = terms(draft, total, &items)?;
    let partial = items.iter().any(|i| draft.has_any(i, &[Cue::Partial, Cue::Overlap]));
    let (text, sum) = mismatch(total, &parts)?;
    (parts.len() >= 2 && !partial && near(sum, total)).then(|| slip(total, text).against(places))
}

/// "$27.5 million, of which $18.4 million from sales and the other $7.1 million from ...".
fn whole_and_rest(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    // "is 100 hectares, 55 of them under wheat, 20 under beet and the other 25 fallow": a part itself
    if draft.is(total.tokens.end, "of") && draft.one(total.tokens.end + 1, WordSet::Anaphor) {
        return None;
    }
    if draft.figures.get(k + 1).is_none_or(|a| !alike(total, a) || a.value >= total.value) {
        return None;
    }
    let sentence = draft.sentence(total.tokens.start);
    let after = total.tokens.end..sentence.end;
    // "£7,200, from one cheque": what else is counted is no part of a sum of money.
    let kind = |f: &&Figure| addable(f) && (total.kind == Kind::Number || f.kind == total.kind);
    let short = unread::short_rest(draft, total, &after);
    let parts: Vec<&Figure> = draft.figures_in(&after).iter().filter(kind).chain(&short).collect();
    let (rest, others) = parts.split_last()?;
    let a = others.last()?;
    let mut counts = parts.iter().all(|p| alike(total, p) && p.plain() && p.value < total.value);
    if others.len() > 1 {
        // Of more than two parts each must count the same things: no "51 from 12 countries".
        let same = |p: &&Figure| match (p.head(), total.head()) {
            (Some(x), Some(y)) => total.kind != Kind::Number || draft.akin(x, y),
            _ => true,
        };
        counts &= parts.iter().all(same);
    }
    if !counts || others.len() > 5 {
        return None;
    }
    if draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding]) {
        return None;
    }
    let gap = total.tokens.end..a.tokens.start;
    let of = (gap.start..gap.end).any(|i| draft.is(i, "of") && draft.one(i + 1, WordSet::Anaphor))
        // "sold for £420,000, with £260,000 going to the bank and the rest, £140,000, to her"
        || draft.word(total.stop()) == "," && draft.is(total.stop() + 1, "with")
        || parts.first().is_some_and(|p| {
            // "nine of the rioters, three of them to prison and the other five to unpaid work"
            draft.is(p.tokens.end, "of") && draft.one(p.tokens.end + 1, WordSet::Anaphor)
        });
    // "Of the 900 seats": at the head of its sentence.
    let of_the = draft.is(sentence.start, "of") && total.tokens.start <= sentence.start + 3;
    let beside = rest.whole.start.saturating_sub(4).max(a.tokens.end)..rest.whole.start;
    let remains = draft.cues_in(&(beside.start..rest.tokens.start), Cue::Remainder).next().is_some();
    let noun_rest = draft.one(rest.tokens.end, WordSet::RestNoun);
    let complete = draft.has(&sentence, Cue::Complete);
    let holds = of && (remains || noun_rest) || of_the && (remains || noun_rest || complete);
    // A number that was not read as a figure may be a part too.
    let cardinals = draft.numerals_in(&after).iter().filter(|n| n.form == Form::Cardinal).count();
    if total.kind == Kind::Number && cardinals > parts.len() && sum_is_short(total, &parts) {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
    // "Of the 300 jobs, 200 will go in Leeds and 150 in York": what is in one place is not in another.
    let placed = of_the && parts.iter().all(|p| p.noun.is_none() && placed(draft, p, sentence.end));
    let (text, sum) = mismatch(total, &pairs)?;
    let over = placed && sum > total.value;
    // "faced 22 counts; convicted on 14 of those and acquitted on five; the other three were withdrawn": a part too
    let all = total.value.checked_add(sum)?;
    let earlier =
        draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start)..total.tokens.start;
    let part = draft.figures_in(&earlier).iter().any(|f| alike(total, f) && f.value == all);
    ((holds || over) && !part).then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// "200 will go in Leeds": a place right behind a number, within its clause.
fn placed(draft: &Draft<'_>, f: &Figure, end: u32) -> bool {
    let near = f.tokens.end..end.min(f.tokens.end + 5);
    let clause = near.start
        ..(near.start..near.end).find(|&i| !draft.is_word(i) || draft.is(i, "and")).unwrap_or(near.end);
    (clause.start..clause.end).any(|i| draft.one(i, WordSet::PlacesList) && draft.is_name(i + 1))
}

/// "11 minutes and 17 minutes, for a total of 31", "12 buses at $40,000 each, at a total cost of $520,000".
fn total_last(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    let after = draft.figures_in(&(cue.end..sentence.end.min(cue.end + 5))).first();
    // "14 nurses and nine doctors, 23 people in all"
    let total = after.or_else(|| {
        let ends = draft.any(cue.start, &["in", "all", "altogether"]) && cue.end - cue.start <= 2;
        let last = draft.figures_in(&(sentence.start..cue.start)).last()?;
        // "300 in May, 200 in June and 900 in all": more than the months told.
        if draft.follows(last.begin(), WordSet::ListAnd) {
            return None;
        }
        (ends && last.stop() + 1 >= cue.start).then_some(last)
    })?;
    // "landed 14 tonnes and 11 tonnes, together 28 tonnes"; never "worked together for 28 years".
    let tight = draft
        .any(cue.start, &["together", "combined", "makes", "overall", "between", "gave", "making", "giving"]);
    if tight && after.is_some() && total.begin() > cue.end + 1 {
        return None;
    }
    if tight && after.is_none() {
        return None;
    }
    // "in 62 minutes and the second in 65, for a total of 137"
    let measured;
    let bare = total.kind == Kind::Number && total.noun.is_none() && total.unit.is_none();
    let total = match draft.figures_in(&(sentence.start..cue.start)).iter().find(|f| addable(f)) {
        Some(f) if bare && after.is_some() && matches!(f.kind, Kind::Duration | Kind::Measure) => {
            measured = Figure { kind: f.kind, unit: f.unit.clone(), ..total.clone() };
            &measured
        }
        _ => total,
    };
    // "taking the total for the year to £21,500": of more than what was told
    // "out of a total of $276m"
    let out = (cue.start.saturating_sub(3)..cue.start).any(|i| draft.is(i, "out"));
    let wider = out || (cue.end..total.begin()).any(|i| draft.any(i, &["for", "since", "so", "this"]));
    let cue = cue.start.min(total.whole.start)..cue.end;
    if !addable(total) || !total.plain() || draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding]) {
        return None;
    }
    let mut before = sentence.start..cue.start;
    // "... and $1.4 million for buses. That comes to $12.7 million": what the sentence before lists.
    if draft.any(sentence.start, &["that", "this", "these", "those", "which"])
        && draft.figures_in(&before).is_empty()
        && let Some(earlier) = draft.previous_sentence(sentence.start)
    {
        before = earlier;
    }
    let unread = unread::lengths(draft, total, &before);
    let bare = unread::ellipses(draft, total, &before);
    let whole = |f: &&Figure| !bare.iter().any(|b| b.tokens == f.tokens);
    let read = draft.figures_in(&before).iter().filter(|f| addable(f)).filter(whole);
    let mut terms: Vec<&Figure> = read.chain(&unread).chain(&bare).collect();
    terms.sort_by_key(|f| f.tokens.start);
    // "with what was in the tin that makes $13,700", "140 altogether, counting the sheep"
    let told = terms.last().map_or(cue.start, |f| f.tokens.end);
    let untold = (told.max(sentence.start)..sentence.end)
        .any(|i| draft.any(i, &["with", "counting", "plus"]) && !draft.is(i + 1, "no"));
    if let Some(slip) = product(draft, total, &terms) {
        return slip.filter(|_| !untold);
    }
    if draft.has(&before, Cue::Partial) {
        return None;
    }
    let parts: Vec<&Figure> = terms.iter().copied().filter(|f| alike(total, f)).collect();
    // "the two cantons" are no money, nor is "three years".
    let others = terms.iter().filter(|f| f.kind == total.kind).count();
    let named = |f: &Figure| f.unit.as_ref().map(|u| u.name().to_owned());
    let listed = parts.windows(2).all(|p| p[1].tokens.start.saturating_sub(p[0].tokens.end) <= 4)
        && parts.last().is_some_and(|p| cue.start.saturating_sub(p.tokens.end) <= 4);
    let same = listed
        || total.kind != Kind::Number
        || total.noun.is_none()
        || parts.iter().any(|p| named(p) == named(total) || p.noun.is_none());
    let priced = draft.has(&sentence, Cue::Each)
        || terms.iter().any(|f| draft.follows(f.whole.start, WordSet::BeforePrice));
    if parts.len() < 2 || parts.len() != others || !same || priced || parts.iter().any(|f| !f.plain()) {
        return None;
    }
    // "two in March and three in May, bringing it to 40" adds to what is not said: a sum is near its total.
    let pairs: Vec<_> = parts.iter().map(|f| (f.value, f.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    // "in a town that once ate a total of 345"
    let told = parts.last().map_or(cue.start, |p| p.tokens.end)..cue.start.saturating_sub(1);
    if (told.start..told.end)
        .any(|i| draft.is(i, "that") && !draft.preceded(i, &["so"]) || draft.one(i, WordSet::OpensRelative))
    {
        return None;
    }
    // "The two clubs have 340 and 260 members, 600 in all": who has them is no part.
    if pairs.len() > 2 && mismatch(total, &pairs[1..]).is_none() {
        return None;
    }
    // "45 buses and 30 trams in a fleet of 90": some of them
    let start = total.begin();
    let within = draft.preceded(start, &["of"])
        && draft.any(start.saturating_sub(4), &["in", "among", "within", "from"]);
    if (untold || within || wider) && sum < total.value {
        return None;
    }
    let largest = parts.iter().all(|p| p.value < total.value);
    (near(sum, total) && largest).then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// A slip is not far off; what is far off counts something else.
pub(super) fn near(sum: Decimal, total: &Figure) -> bool {
    let half = |a: Decimal, b: Decimal| a.checked_div(Decimal::TWO).is_some_and(|half| half < b);
    half(sum, total.value) && half(total.value, sum)
}

/// A count, a price of each, and their product. The outer `None` says that this is no such sentence.
fn product(draft: &Draft<'_>, total: &Figure, terms: &[&Figure]) -> Option<Option<Slip>> {
    let [count, price] = terms else { return None };
    let each = draft.has(&(price.tokens.end..price.tokens.end + 3), Cue::Each)
        || draft.has(&(price.whole.start.saturating_sub(2)..price.tokens.start), Cue::Each);
    if !each || count.kind != Kind::Number || price.kind != total.kind || price.unit != total.unit {
        return None;
    }
    let product = count.value.checked_mul(price.value)?;
    let slack = count.value.checked_mul(price.slack)?;
    if !count.plain() || !price.plain() || (product - total.value).abs() <= slack + total.slack {
        return Some(None);
    }
    let text = format!(
        "{} x {} = {}, not {}",
        grouped(count.value),
        grouped(price.value),
        grouped(product),
        grouped(total.value)
    );
    Some(Some(slip(total, text).against([count.tokens.clone(), price.tokens.clone()])))
}

pub(super) fn slip(total: &Figure, text: String) -> Slip {
    Slip::new(CODE, &total.tokens, text)
}
