//! `sum-mismatch` by elimination: all of so many, told apart; a value, what was added, and where it ended.

use std::ops::Range;

use super::{breakdown, flow, kinds, product, summed, total, whole};
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{REACH, alike, mismatch, near, slip};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut last: [Option<&Figure>; 2] = [None, None];
    // "gives the two of them 98"
    let them = |f: &Figure| draft.is(f.tokens.end, "of") && draft.is(f.tokens.end + 1, "them");
    for figure in
        draft.figures.iter().filter(|f| f.kind != Kind::Ordinal && !(f.value == Decimal::TWO && them(f)))
    {
        if figure.kind == Kind::Number && figure.plain() {
            let told = whole(draft, figure);
            let counts = told || figure.noun.is_some();
            out.extend(if counts { all(draft, figure, told) } else { None });
        }
        out.extend(
            made_up(draft, figure)
                .or_else(|| behind_colon(draft, figure))
                .or_else(|| more_than_all(draft, figure))
                .or_else(|| of_all(draft, figure)),
        );
        if let [Some(first), Some(more)] = last {
            out.extend(added(draft, first, more, figure));
        }
        last = [last[1], Some(figure)];
    }
    whole::check(draft, out);
    total::check(draft, out);
    breakdown::check(draft, out);
    product::check(draft, out);
    kinds::check(draft, out);
    flow::check(draft, out);
    summed::check(draft, out);
}

/// The slip of a total that its parts do not make, though nearly, and what they make.
fn off(total: &Figure, parts: &[&Figure]) -> Option<(Slip, Decimal)> {
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    near(sum, total).then(|| (slip(total, text).against(parts.iter().map(|p| p.tokens.clone())), sum))
}

/// Whether a number is said to be that of all: "all 23", "46 in all", "74, every one of which".
fn whole(draft: &Draft<'_>, total: &Figure) -> bool {
    let stop = total.stop();
    draft.preceded(total.tokens.start, &["all"])
        || draft.has(&(stop..stop + 2), Cue::Total)
        || (stop..draft.sentence(stop).end.min(stop + 10)).any(|i| {
            draft.is(i, "every") && draft.is(i + 1, "one") || draft.is(i, "each") && draft.is(i + 1, "of")
        })
}

/// "Nine from the infants, eight from the juniors and eleven from the seniors make up the choir of 38"
fn made_up(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let start = total.begin();
    let verb =
        (start.saturating_sub(10).max(sentence.start)..start).find(|&i| draft.one(i, WordSet::MakesUp))?;
    let up = draft.is(verb + 1, "up") || !draft.word(verb).starts_with("ma");
    let parts = draft.figures_in(&(sentence.start..verb));
    let numbers = draft.numerals_in(&(sentence.start..verb)).len() == parts.len();
    let counts =
        parts.iter().all(|p| p.plain() && p.kind == Kind::Number && alike(total, p) && p.value < total.value);
    let joined = parts.last().is_some_and(|p| {
        let start = p.begin();
        draft.follows(start, WordSet::ListAnd)
    });
    let other = draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial]);
    if !up
        || parts.len() < 2
        || !numbers
        || !counts
        || !joined
        || other
        || !total.plain()
        || total.kind != Kind::Number
    {
        return None;
    }
    off(total, &parts.iter().collect::<Vec<_>>()).map(|(slip, _)| slip)
}

/// "found £640m for schools: £310m will go to the small ones, £220m to the large and the remaining £60m to none"
fn behind_colon(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let colon = (total.stop()..sentence.end.min(total.stop() + REACH)).find(|&i| draft.word(i) == ":")?;
    let parts = draft.figures_in(&(colon..sentence.end));
    let (first, last) = (parts.first()?, parts.last()?);
    let opens = first.begin() == colon + 1;
    let alone = draft.figures_in(&(total.stop()..colon)).is_empty();
    let counts = parts.iter().all(|p| p.plain() && alike(total, p) && p.value < total.value);
    let every = draft.numerals_in(&(colon..sentence.end)).len() == parts.len();
    let beside = last.whole.start.saturating_sub(3)..last.tokens.start;
    let rest = draft.has(&beside, Cue::Remainder);
    let other =
        draft.has_any(&(total.tokens.start..sentence.end), &[Cue::Overlap, Cue::Rounding, Cue::Partial]);
    // "and £5.2m abroad, less £1.9m for the head office"
    let less = |i: u32| draft.one(i, WordSet::Subtracts);
    let money = (total.kind == Kind::Money || rest) && !(colon..sentence.end).any(less);
    if parts.len() < 2 || !opens || !alone || !counts || !every || other || !total.plain() || !money {
        return None;
    }
    let (slip, sum) = off(total, &parts.iter().collect::<Vec<_>>())?;
    (rest || sum > total.value).then_some(slip)
}

/// "Of 60 pupils, 25 came by bus, 20 by train and 25 by car": who came by one did not come by another.
fn of_all(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let opens = draft.is(sentence.start, "of") && total.begin() <= sentence.start + 3;
    if !opens || total.kind != Kind::Number || !total.plain() || total.noun.is_none() {
        return None;
    }
    let count = |f: &&Figure| f.kind == Kind::Number && f.tokens.start > total.stop();
    let parts: Vec<&Figure> = draft.figures_in(&sentence).iter().filter(count).collect();
    let way = |f: &Figure| {
        (f.tokens.end..f.tokens.end + 3)
            .find(|&i| draft.any(i, &["by", "from", "to", "against", "aged", "on"]))
    };
    let ways: Vec<u32> = parts.iter().filter_map(|f| way(f)).collect();
    let like = ways.windows(2).all(|w| draft.is(w[0], draft.word(w[1])));
    let listed = parts.iter().all(|f| {
        let before = f.begin();
        f.plain()
            && f.value < total.value
            && (draft.follows(before, WordSet::ListAnd) || draft.preceded(before, &[","]))
    });
    // "25 came from Wales": nothing else that is counted
    let bare = parts.iter().all(|f| {
        f.noun
            .as_ref()
            .is_none_or(|n| draft.word(n.end - 1).ends_with("ed") || draft.one(n.end - 1, WordSet::DidPast))
    });
    let other = draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial]);
    if parts.len() < 3 || !like || ways.len() + 1 < parts.len() || !listed || !bare || other {
        return None;
    }
    let (slip, sum) = off(total, &parts)?;
    (sum > total.value).then_some(slip)
}

/// "Six people died, four of them in a van and three in a truck": who was in one place was not in another.
fn more_than_all(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    if total.kind != Kind::Number || !total.plain() || total.noun.is_none() {
        return None;
    }
    let sentence = draft.sentence(total.tokens.start);
    let count = |f: &&Figure| f.kind == Kind::Number && f.tokens.start > total.tokens.start;
    // "on Interstate 40": a number that is none of people
    let parts: Vec<&Figure> = draft
        .figures_in(&sentence)
        .iter()
        .filter(count)
        .skip_while(|f| !(draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Anaphor)))
        .collect();
    let (first, others) = parts.split_first()?;
    let place = |i: u32| {
        draft.one(i, WordSet::OpensPlace) || draft.any(i, &["on", "aboard", "from", "to", "at", "in"])
    };
    let placed =
        place(first.tokens.end + 2) && others.iter().all(|p| p.noun.is_none() && place(p.tokens.end));
    let plain = parts.iter().all(|p| p.plain() && p.value < total.value);
    let gap = draft.figures_in(&(total.stop()..first.tokens.start)).iter().any(|f| f.noun.is_some());
    let other = draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding]);
    // "has 28 shops in the north, 17 of them in towns, and 13 in the south": others than those
    let at = last_begin(&parts);
    // ", and sacked 11 in Dublin"
    let direct =
        |p: &&Figure| draft.follows(p.begin(), WordSet::ListAnd) || draft.preceded(p.begin(), &[","]);
    let apart = !others.iter().all(direct)
        || draft.one(total.stop(), WordSet::OpensPlace)
            && draft.follows(at, WordSet::ListAnd)
            && draft.before(at, 2) == ",";
    if others.is_empty() || apart || !placed || !plain || gap || other {
        return None;
    }
    let (slip, sum) = off(total, &parts)?;
    (sum > total.value).then_some(slip)
}

fn last_begin(parts: &[&Figure]) -> u32 {
    parts.last().map_or(0, |p| p.begin())
}

/// "All 23 people hurt were treated, nine at the Royal, seven at St Anne's and four at home; none was sent elsewhere."
fn all(draft: &Draft<'_>, total: &Figure, told: bool) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    let inside = |range: &Range<u32>| -> Vec<&Figure> {
        let count = |f: &&Figure| f.kind == Kind::Number && f.tokens.start > total.tokens.start;
        draft.figures_in(range).iter().filter(count).collect()
    };
    let mut scope = sentence.clone();
    let mut parts = inside(&sentence);
    if parts.is_empty() {
        scope = draft.next_sentence(total.tokens.start)?;
        parts = inside(&scope);
    }
    // "in three places: 21 of them in Dara, 14 in Melh and 17 in Tur": how many parts there are
    let many = parts.first().filter(|p| p.value == (parts.len() - 1).into() && parts.len() > 2).is_some();
    if many {
        parts.remove(0);
    }
    let (first, last) = (*parts.first()?, *parts.last()?);
    let smaller = parts.iter().all(|p| p.plain() && alike(total, p) && p.value < total.value);
    // Every number behind the total is a part.
    let numbers = draft.numerals_in(&(first.tokens.start..scope.end));
    // "the Left 38" may be read as a name.
    let named = |n: &crate::mention::number::Numeral| {
        n.form == Form::Cardinal && !parts.iter().any(|p| p.tokens == n.tokens)
    };
    let names: Vec<_> = numbers.iter().filter(|n| named(n)).collect();
    // "and one sank"
    let one = |n: &crate::mention::number::Numeral| {
        n.value == Decimal::ONE && draft.follows(n.tokens.start, WordSet::ListAnd)
    };
    let every = names
        .iter()
        .all(|n| (draft.is_name(n.tokens.start.saturating_sub(1)) || one(n)) && n.value < total.value);
    // "of the remaining 37, 27": a part of the rest
    let previous = parts.iter().rev().nth(1).map_or(first.tokens.end, |p| p.tokens.end);
    let beside = last.whole.start.saturating_sub(3).max(previous)..last.tokens.start;
    let rest = draft.has(&beside, Cue::Remainder);
    let after =
        last.tokens.end..draft.next_sentence(scope.start).map_or(scope.end, |n| n.end.min(scope.end + 12));
    let none = (after.start..after.end).any(|i| draft.any(i, &["none", "nobody", "nothing"]));
    let vote = |set: WordSet| (total.tokens.end..scope.end).any(|i| draft.one(i, set));
    let voted = vote(WordSet::Abstained) && parts.len() == 3;
    // "All 53 stallholders, of whom 21 sell food, 14 clothes and the remaining 8 second-hand books"
    let of_whom = rest
        && (total.stop()..first.begin()).any(|i| draft.is(i, "of") && draft.one(i + 1, WordSet::Relative));
    let kinds = of_whom || parts.iter().all(|p| p.noun.is_none() || p.head() == total.head());
    let every_one = !draft.preceded(total.tokens.start, &["all"])
        && !draft.has(&(total.stop()..total.stop() + 2), Cue::Total);
    let complete =
        rest || told && (many || every_one || none || voted) || told && draft.has(&scope, Cue::Complete);
    let other = draft.has_any(&scope, &[Cue::Overlap, Cue::Rounding, Cue::Partial]);
    if parts.len() < 2 || !smaller || !every || !complete || other || !kinds && !voted {
        return None;
    }
    let mut pairs: Vec<_> = parts.iter().map(|p| (p.tokens.start, (p.value, p.slack))).collect();
    pairs.extend(names.iter().map(|n| (n.tokens.start, (n.value, Decimal::ZERO))));
    pairs.sort_by_key(|p| p.0);
    let pairs: Vec<_> = pairs.into_iter().map(|p| p.1).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    near(sum, total).then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// "led with 3,912 points, added 2,604 and finished with 6,716"
fn added(draft: &Draft<'_>, first: &Figure, more: &Figure, last: &Figure) -> Option<Slip> {
    let adds = |f: &Figure| {
        let start = f.begin();
        (start.saturating_sub(2)..start).any(|i| draft.any(i, &["added", "adding", "adds", "add"]))
    };
    if last.value <= first.value || !last.plain() || !more.plain() {
        return None;
    }
    let sentence = draft.sentence(first.tokens.start);
    let start = last.begin();
    let ended =
        (start.saturating_sub(4).max(more.tokens.end)..start).any(|i| draft.one(i, WordSet::EndsWith));
    let gives = (start.saturating_sub(8).max(more.tokens.end)..start).any(|i| {
        draft.one(i, WordSet::EndsWith)
            && (draft.preceded(i, &[",", "which"]) || draft.follows(i, WordSet::ListAnd))
    });
    // "taking the total for the year to": of more than was told
    let wider = (more.tokens.end..start).any(|i| draft.any(i, &["for", "since", "so"]));
    let bare = |f: &Figure| f.kind == Kind::Number && (f.noun.is_none() || f.unit == first.unit);
    let one = [more, last].into_iter().all(|f| alike(first, f) && (f.kind != Kind::Number || bare(f)));
    let two = draft.figures_in(&(sentence.start..first.tokens.start)).is_empty()
        // "gives the two of them 98"
        && draft.numerals_in(&(sentence.start..last.tokens.end)).iter().filter(|n| n.value != Decimal::TWO).count() == 3
        && draft.days_in(&(sentence.start..last.tokens.end)).is_empty();
    if !(adds(more) && ended || gives && two && !wider && first.plain())
        || !one
        || last.tokens.end > sentence.end
        || draft.has_any(&sentence, &[Cue::Partial, Cue::Overlap])
    {
        return None;
    }
    let (text, sum) = mismatch(last, &[(first.value, first.slack), (more.value, more.slack)])?;
    near(sum, last).then(|| slip(last, text).against([first.tokens.clone(), more.tokens.clone()]))
}
