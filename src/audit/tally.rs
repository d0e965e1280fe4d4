//! `sum-mismatch` of parts that no sign announces: medals, people, and what the next sentence divides.

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::list;
use super::sum::{REACH, alike, mismatch, near, slip, terms};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// The slip of the total that figure `k` is.
pub(super) fn told(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    with_all(draft, k)
        .or_else(|| product(draft, k))
        .or_else(|| and_the_other(draft, k))
        .or_else(|| the_other(draft, k))
        .or_else(|| apposed(draft, k))
        .or_else(|| parts_of_it(draft, k))
        .or_else(|| people(draft, k))
}

/// "Seventeen of the 40 houses were burned and the other 13 were damaged"
fn and_the_other(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [part, total, rest] = draft.figures.get(k..k + 3)? else { return None };
    let counts = |f: &Figure| f.kind == Kind::Number && f.plain() && f.value >= Decimal::ONE;
    let of = draft.is(part.tokens.end, "of")
        && draft.one(part.tokens.end + 1, WordSet::Definite)
        && total.tokens.start <= part.tokens.end + 5
        && total.noun.is_some();
    if !of
        || ![part, total, rest].iter().all(|f| counts(f))
        || rest.noun.is_some()
        || rest.value >= total.value
    {
        return None;
    }
    let start = rest.begin();
    let sentence = draft.sentence(part.tokens.start);
    let next = draft.next_sentence(part.tokens.start);
    let until = next.filter(|n| start <= n.start + 3).map_or(sentence.end, |n| n.end);
    let other = draft.any(start.saturating_sub(1), &["other", "remaining"])
        && draft.preceded(start - 1, &["the", "its", "their"]);
    let near = sentence.start..until;
    if !other || rest.tokens.end > until || draft.has_any(&near, &[Cue::Overlap, Cue::Rounding]) {
        return None;
    }
    let (text, sum) = mismatch(total, &[(part.value, part.slack), (rest.value, rest.slack)])?;
    super::sum::near(sum, total)
        .then(|| slip(total, text).against([part.tokens.clone(), rest.tokens.clone()]))
}

/// Most sentences from a total to the last of its parts.
const SENTENCES: usize = 5;

/// "took 14 walkers off the face. ... Nine of the walkers were flown to hospital. The other eight were sent home."
fn the_other(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    let counts = |f: &Figure| f.kind == Kind::Number && f.plain();
    let head = total.head().filter(|_| counts(total) && total.value > Decimal::TWO)?;
    let block = draft.block(total.tokens.start);
    let first = draft.input.tokens.sentence_of(total.tokens.start);
    let mut parts: Vec<&Figure> = Vec::new();
    for f in draft.figures.get(k + 1..)?.iter().filter(|f| f.kind == Kind::Number).take(4) {
        let sentence = draft.input.tokens.sentence_of(f.tokens.start);
        if !counts(f) || f.tokens.start >= block.end || sentence > first + SENTENCES || sentence == first {
            return None;
        }
        let at = f.begin();
        let rest =
            draft.any(at.saturating_sub(1), &["other", "remaining"]) && draft.preceded(at - 1, &["the"]);
        let of = draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Definite);
        // "Nine of the walkers", "nine walkers", "The other eight"
        let same = (f.tokens.end..f.tokens.end + 4).any(|i| draft.is_word(i) && draft.akin(i, head))
            && (of || f.head().is_some_and(|h| draft.akin(h, head)));
        parts.push(f);
        if rest && parts.len() > 1 && (f.noun.is_none() || same) {
            let range = total.tokens.start..draft.sentence(at).end;
            if draft.has_any(&range, &[Cue::Overlap, Cue::Rounding, Cue::Partial])
                || draft.numerals_in(&range).len() != parts.len() + 1
            {
                return None;
            }
            let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
            let (text, sum) = mismatch(total, &pairs)?;
            return near(sum, total)
                .then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())));
        }
        if !same {
            return None;
        }
    }
    None
}

/// "bought three shirts at $20 each and paid $80": a count, a price of each, and what they came to.
fn product(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [count, price, total] = draft.figures.get(k..k + 3)? else { return None };
    if count.kind != Kind::Number
        || count.noun.is_none()
        || price.kind != Kind::Money
        || total.kind != Kind::Money
    {
        return None;
    }
    let end = price.tokens.end.max(price.whole.end);
    // "£18 each cost him" is read as one.
    let each = draft.cues_in(&(price.tokens.start..end + 2), Cue::Each).next();
    let end = each.map_or(end, |c| end.min(c.tokens.end));
    let each = each.is_some();
    let sentence = draft.sentence(count.tokens.start);
    let at = draft.follows(price.begin(), WordSet::BeforePrice);
    let gap = end..total.begin();
    let came = (gap.start..gap.end).any(|i| draft.one(i, WordSet::CameTo));
    let close = price.tokens.start.saturating_sub(count.stop()) <= 5 && gap.len() <= 9;
    let plain = [count, price, total].iter().all(|f| f.plain()) && price.in_unit_of(total);
    // "will pay $30,600, thanks to a 10% discount"
    if draft.figures_in(&sentence).iter().any(Figure::is_percent) {
        return None;
    }
    // "paid $80 for a coat"
    let other = draft.any(total.stop(), &["for", "on"])
        || draft.has_any(&sentence, &[Cue::Partial, Cue::Overlap, Cue::Rounding])
        || (gap.start..gap.end).any(|i| {
            // "and a programme cost him £64"
            let more = draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Indefinite);
            more || draft.one(i, WordSet::Subtracts)
                || draft.one(i, WordSet::AddsUntold)
                || draft.word(i) == ";"
        })
        || draft.one(total.stop(), WordSet::AddsUntold);
    if !each || !at || !came || !close || !plain || other || total.tokens.end > sentence.end {
        return None;
    }
    let made = count.value.checked_mul(price.value)?;
    let slack = count.slack.checked_mul(price.value)?.checked_add(count.value.checked_mul(price.slack)?)?;
    // What is far off pays for something else.
    if (made - total.value).abs() <= slack + total.slack || !near(made, total) {
        return None;
    }
    let [n, each, all, said] = [count.value, price.value, made, total.value].map(grouped);
    let text = format!("{n} x {each} = {all}, not {said}");
    Some(slip(total, text).against([count.tokens.clone(), price.tokens.clone()]))
}

/// "The crew of nine, four Danes and three Poles, was taken off"; "38 firefighters, 20 from the county and 15 from the
/// city, fought": what was counted, told apart between commas.
fn apposed(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    let first = draft.figures.get(k + 1)?;
    // "sank 46 boats in the bay, 29 trawlers and 19 ferries": more than that, whatever stands between
    let stop = total.stop();
    let aside = draft.one(stop, WordSet::OpensClause) && !draft.is(stop, "with");
    let far = (stop..stop + ASIDE).find(|&i| draft.word(i) == ",").filter(|_| aside);
    let comma = far.unwrap_or(stop);
    if total.kind != Kind::Number
        || !total.plain()
        || first.kind != Kind::Number
        || draft.word(comma) != ","
        || first.begin() != comma + 1
        || first.value >= total.value
    {
        return None;
    }
    let sentence = draft.sentence(total.tokens.start);
    let before = draft.figures_in(&(sentence.start..total.tokens.start));
    // "Shares rose 4% after", "Mrs May, 46, has": of another kind, or an age
    if before.iter().any(|f| alike(total, f) && !between_commas(draft, f))
        || draft.has_any(&sentence, &[Cue::Partial, Cue::Overlap, Cue::Remainder, Cue::Rounding])
    {
        return None;
    }
    // "The room holds 200 people, 150 at tables and 120 at desks": one or the other
    if draft.preceded(total.begin(), &["holds", "seats", "sleeps", "allows"]) {
        return None;
    }
    let ands = |i: u32| (comma + 1..i).any(|k| draft.one(k, WordSet::ListAnd));
    let close = (comma + 1..sentence.end).find(|&i| draft.word(i) == "," && ands(i));
    // "20 from the county", "600 of gold": parts without a noun of their own
    let placed = |r: &Range<u32>| {
        // "39 run by the council"
        let done = u32::from(draft.one(r.start + 1, WordSet::DoneTo));
        if done > 0 {
            return draft.any(r.start + 2, &["by", "in", "at", "from"]);
        }
        let them = draft.one(r.start + 2, WordSet::Anaphor);
        let bare = r.end == r.start + 2 && draft.one(r.start + 1, WordSet::PlaceAdverb);
        bare || draft.one(r.start + 1, WordSet::OpensClause) && !draft.is(r.start + 1, "with") && !them
    };
    // "Of the 90 passengers, 44 were Spanish and 31 were women" says nothing of the others.
    let of_the = draft.is(sentence.start, "of") && total.begin() <= sentence.start + 3;
    let human = !of_the && total.head().is_some_and(|i| draft.one(i, WordSet::Humans));
    let end = close.unwrap_or(sentence.end);
    let list = list::read(draft, &(comma + 1..end))?;
    let (parts, places) = terms(draft, total, &list.items)?;
    let all_placed = list.items.iter().all(placed);
    // "40 cows, 12 goats and 10 pigs" is a list, not a sum: a verb must follow, or the whole be people of any kind.
    let verb =
        close.is_some_and(|c| draft.one(c + 1, WordSet::AreOrHave) || draft.word(c + 1).ends_with("ed"));
    let group = total.noun.is_none() && draft.preceded(total.tokens.start, &["of"]);
    // "five children, two sons and four daughters"
    let born = |r: &Range<u32>| (r.start..r.end).any(|i| draft.one(i, WordSet::Offspring));
    let human = human
        || !of_the
            && total.head().is_some_and(|i| draft.one(i, WordSet::Children))
            && list.items.iter().all(born);
    let kinds = list.items.iter().all(|r| r.end - r.start <= 4 && !draft.is(r.start + 1, "of"));
    // "31 animals, 18 horses and 15 dogs": kinds of what was counted
    let animals = total.head().is_some_and(|i| draft.one(i, WordSet::KindWord)) && {
        let named = |i: u32| !draft.one(i, WordSet::KindWord) && !draft.one(i, WordSet::People);
        list.items.iter().all(|r| draft.figures_in(r).first().and_then(Figure::head).is_some_and(named))
    };
    // "A total of 38 firefighters, 20 from the county and 15 from the city, fought"
    let goes_on = close.is_some_and(|c| {
        draft.is_word(c + 1)
            && !draft.one(c + 1, WordSet::AddsItem)
            && !draft.one(c + 1, WordSet::OpensClause)
            && draft.token(c + 1).is_some_and(|t| !t.capital())
    });
    let sum: Decimal = parts.iter().map(|p| p.0).sum();
    let verb = verb || all_placed && goes_on;
    // Some may have been elsewhere, but not more than all.
    let one_way = |r: &Range<u32>| {
        draft.one(r.start + 1, WordSet::PlaceAdverb)
            || draft.one(r.start + 1, WordSet::DoneTo)
            || draft.is(r.start + 1, draft.word(list.items[0].start + 1))
    };
    let state = draft.preceded(total.begin(), &["is", "are", "was", "were", "holds", "allows"]);
    let sited = |r: &Range<u32>| placed(r) || draft.one(r.start + 1, WordSet::BeforePlace);
    let over = list.items.iter().all(sited) && sum > total.value && list.items.iter().all(one_way) && !state;
    // "31 species, 20 in the wood and 15 in the meadow": the same may be in both.
    let over = over && !total.head().is_some_and(|h| draft.one(h, WordSet::CountsKinds));
    // One of them with an adverb: "410 underground and 250 at the surface"
    let ways = list.items.iter().filter(|r| !draft.one(r.start + 1, WordSet::PlaceAdverb)).count();
    let over = over || all_placed && sum > total.value && !state && ways < 2;
    let animals = animals && kinds && sum > total.value;
    // "128 primary and 89 secondary"
    let adjective = |r: &Range<u32>| {
        let i = r.start + 1;
        let noun = draft.input.rules.language.ends_as_plural(draft.word(i)) || draft.one(i, WordSet::People);
        r.len() == 2 && draft.is_word(i) && !noun && !draft.is_name(i)
    };
    let over = over || list.items.iter().all(adjective) && sum > total.value && !state && !of_the;
    // "sold 31 cars in May, 18 in June and 15 in July": one of several, and no sum of them
    let word = draft.word(list.items[0].start + 1);
    let dated = |r: &Range<u32>| !draft.days_in(r).is_empty();
    let several =
        (stop..comma).any(|i| draft.is(i, word)) && (!dated(&(stop..comma)) || list.items.iter().any(dated));
    if far.is_some() && (several || !over && !animals) {
        return None;
    }
    if !(over
        || animals
        || all_placed && (verb || group)
        || verb && group && kinds
        || human && kinds && (verb || close.is_none()))
    {
        return None;
    }
    let (text, sum) = mismatch(total, &parts)?;
    // "31 people, 12 men and 14 women, were held, and five children were sent home"
    let others = draft.figures_in(&(end..sentence.end)).iter().filter(|f| alike(total, f));
    let made_up = others.map(|f| f.value).sum::<Decimal>() + sum == total.value;
    (parts.len() >= 2 && !made_up && near(sum, total)).then(|| slip(total, text).against(places))
}

/// Most tokens of what is said of a total before its parts.
const ASIDE: u32 = 7;

/// "Mrs May, 46, has won": an age, as a rule.
pub(super) fn between_commas(draft: &Draft<'_>, f: &Figure) -> bool {
    f.noun.is_none() && f.begin() > 0 && draft.word(f.begin() - 1) == "," && draft.word(f.stop()) == ","
}

/// "With 34 seats for the Centre, 17 for the Farmers and a dozen for the Greens, the three will command 73 votes".
fn with_all(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let first = &draft.figures[k];
    let sentence = draft.sentence(first.tokens.start);
    if !draft.is(sentence.start, "with")
        || first.tokens.start > sentence.start + 2
        || first.kind != Kind::Number
    {
        return None;
    }
    let ands = |i: u32| (sentence.start..i).any(|k| draft.one(k, WordSet::ListAnd));
    let comma = (first.tokens.end..sentence.end).find(|&i| {
        draft.word(i) == "," && ands(i) && (draft.is(i + 1, "the") || draft.one(i + 1, WordSet::ItOrThey))
    })?;
    let list = list::read(draft, &(sentence.start + 1..comma))?;
    let many = list.items.len();
    // "the three partners": how many they are is no total.
    let count = |f: &&Figure| f.kind == Kind::Number && f.plain() && f.value != Decimal::from(many);
    let total = draft.figures_in(&(comma..sentence.end)).iter().find(count)?;
    let verb = (comma..total.tokens.start).any(|i| draft.one(i, WordSet::Commands));
    // "With 34 goals for City, ..., he has 96 caps": of other things
    let same = match (total.head(), first.head()) {
        (Some(x), Some(y)) => draft.akin(x, y) || draft.one(x, WordSet::Tallied),
        (Some(x), None) => draft.one(x, WordSet::Tallied),
        _ => true,
    };
    let verb = verb && same;
    let (parts, places) = terms(draft, total, &list.items)?;
    let (text, sum) = mismatch(total, &parts)?;
    let other = draft.has_any(&sentence, &[Cue::Partial, Cue::Overlap, Cue::Rounding]);
    (verb && many >= 3 && !other && near(sum, total)).then(|| slip(total, text).against(places))
}

/// "48 people were on board, 40 passengers and six crew": people, and who they were.
fn people(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (total, first) = (&draft.figures[k], draft.figures.get(k + 1)?);
    let person = |f: &Figure| f.head().is_some_and(|i| draft.one(i, WordSet::People));
    if !person(total) || !person(first) {
        return None;
    }
    let comma = first.whole.start.checked_sub(1).filter(|&i| draft.word(i) == ",")?;
    let sentence = draft.sentence(total.tokens.start);
    // "five women, four men and four children" is a list without a verb.
    let end = total.stop();
    // "died in the crash: the pilot, two crew members and": the list began before.
    let leads = (end + 1..=end + REACH).contains(&comma)
        && draft.opener(&(end..comma)).is_none()
        && draft.figures_in(&(sentence.start..total.tokens.start)).is_empty();
    if !leads || !total.plain() {
        return None;
    }
    let range = comma + 1..sentence.end;
    if draft.has_any(&range, &[Cue::Partial, Cue::Overlap, Cue::Remainder])
        || draft.has(&sentence, Cue::Rounding)
    {
        return None;
    }
    let list = list::read(draft, &range).or_else(|| list::closed(draft, &range))?;
    let (parts, places) = terms(draft, total, &list.items)?;
    let all = list.items.iter().all(|r| draft.figures_in(r).iter().any(person) && r.end - r.start <= 4);
    let (text, sum) = mismatch(total, &parts)?;
    (all && parts.len() >= 2 && near(sum, total)).then(|| slip(total, text).against(places))
}

/// "All 58 seats were declared. Labour has 21, the Conservatives 14 and independents four; no one else won any."
fn seats(draft: &Draft<'_>, total: &Figure, next: &Range<u32>) -> Option<Slip> {
    let all = draft.preceded(total.tokens.start, &["all"]) && draft.has(next, Cue::Complete);
    if !all || total.kind != Kind::Number || draft.has_any(next, &[Cue::Overlap, Cue::Rounding, Cue::Partial])
    {
        return None;
    }
    let end = (next.start..next.end).find(|&i| draft.word(i) == ";").unwrap_or(next.end);
    let list = list::read(draft, &(next.start..end)).or_else(|| list::closed(draft, next))?;
    let (parts, places) = terms(draft, total, &list.items)?;
    let (text, sum) = mismatch(total, &parts)?;
    (parts.len() >= 3 && near(sum, total)).then(|| slip(total, text).against(places))
}

/// "Revenue came to $4.2 billion. Copper brought in $2.5 billion of it and coal the other $2.1 billion."
fn parts_of_it(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    let here = draft.sentence(total.tokens.start);
    // "arrested 46 people at the two-day show": what is of another kind may stand between.
    let first = draft.figures.get(k + 1..)?.iter().find(|f| f.tokens.start >= here.end || alike(total, f))?;
    if !alike(total, first) || first.value >= total.value || !total.plain() {
        return None;
    }
    let next = draft.next_sentence(total.tokens.start).filter(|s| s.contains(&first.tokens.start))?;
    let alone = draft.figures_in(&here).iter().filter(|f| alike(total, f)).count() == 1;
    let parts = draft.figures_in(&next);
    if let Some(found) = seats(draft, total, &next) {
        return Some(found);
    }
    let (last, others) = parts.split_last()?;
    // A number that was not read as a figure may be a part too: "the Conservatives 14".
    if draft.numerals_in(&next).len() != parts.len() {
        return None;
    }
    let anaphor = |i: u32| draft.is(i, "of") && draft.one(i + 1, WordSet::Anaphor);
    let of_it = anaphor(next.start) || parts.iter().any(|p| anaphor(p.tokens.end) || anaphor(p.whole.end));
    let from = others.last().map_or(next.start, |p| p.tokens.end);
    let rest = draft.has(&(last.whole.start.saturating_sub(9).max(from)..last.tokens.start), Cue::Remainder);
    let all = parts.iter().all(|p| alike(total, p) && p.plain() && p.value < total.value);
    // "drew 5,200 visitors over two days. There were 2,900 on the Saturday and 2,500 on the Sunday": what was at one place
    // was not at another.
    let placed = |p: &Figure| p.noun.is_none() && draft.any(p.tokens.end, &["in", "on", "at", "from", "to"]);
    let opens = parts.first().is_some_and(|p| p.begin() <= next.start + 4)
        && draft.follows(last.begin(), WordSet::ListAnd)
        && !draft.has_any(&(here.start..next.end), &[Cue::Earlier, Cue::Each]);
    let sum: Decimal = parts.iter().map(|p| p.value).sum();
    let days = draft.figures_in(&here).iter().any(|f| f.value == Decimal::from(parts.len()) && f.plain());
    let apart = opens && parts.iter().all(placed) && total.noun.is_some() && (sum > total.value || days);
    if !alone
        || others.is_empty()
        || others.len() > 5
        || !(rest && (of_it || total.noun.is_some())
            || apart
            || draft.preceded(total.tokens.start, &["all"]) && draft.has(&next, Cue::Complete))
        || !all
        || draft.has_any(&next, &[Cue::Overlap, Cue::Rounding, Cue::Partial])
    {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    near(sum, total).then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}
