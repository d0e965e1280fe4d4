//! `sum-mismatch` by elimination of a number told before its parts: "from three sources only", "the whole of it goes on
//! three things", "$96 million (first quarter $21 million, second ...)".

use std::ops::Range;

use super::terms::{self, Term, addable, listed, one_kind};
use super::whole::nothing_else;
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::alike;
use crate::audit::tally::between_commas;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Most tokens between a total and what says that it is shared out.
const NEAR: u32 = 10;

/// Most sentences behind a total that tell its parts.
const SENTENCES: usize = 6;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, total) in draft.figures.iter().enumerate() {
        let followed = || {
            draft
                .figures
                .get(k + 1..(k + 8).min(draft.figures.len()))
                .is_some_and(|next| next.iter().any(|f| alike(total, f)))
        };
        if addable(total)
            && total.plain()
            && total.value > Decimal::TWO
            && followed()
            && draft.scope(total.tokens.start) == Scope::Body
        {
            out.extend(
                bracketed(draft, total)
                    .or_else(|| divided(draft, total))
                    .or_else(|| placed(draft, total))
                    .or_else(|| seated(draft, total))
                    .or_else(|| counted(draft, k)),
            );
        }
    }
}

/// The slip of a total and its parts, where nothing is told to be left out.
fn off(draft: &Draft<'_>, total: &Figure, parts: &[Term], range: &Range<u32>) -> Option<Slip> {
    let smaller = parts.iter().all(|p| p.value < total.value);
    if !smaller || !one_kind(draft, total, parts) || draft.has_any(range, &[Cue::Partial, Cue::Each]) {
        return None;
    }
    terms::off(draft, total, parts, range).map(|off| off.slip)
}

/// "$96 million (first quarter $21 million, second $24 million, third $19 million, fourth $22 million)"
fn bracketed(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let stop = total.stop();
    let sentence = draft.sentence(stop);
    let open = (stop..sentence.end.min(stop + 4)).find(|&i| draft.word(i) == "(")?;
    let close = (open..sentence.end).find(|&i| draft.word(i) == ")")?;
    let range = open + 1..close;
    let parts = terms::terms(draft, total, &range)?;
    // Of other years, or the total in other units
    let dated = !draft.days_in(&range).is_empty();
    let commas = (range.start..range.end).filter(|&i| draft.word(i) == ",").count();
    let each = parts.len() >= 3 && commas + 2 > parts.len();
    if !each || dated || draft.says(&range, WordSet::Compared) {
        return None;
    }
    off(draft, total, &parts, &(sentence.start..close))
}

/// "The budget of $90 million is divided between roads ($40m), schools ($30m) and parks ($10m)"
fn divided(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(total.tokens.start);
    // "The two men shared £9,000, with Hall taking £5,500 and Moss £4,500"
    let before = total.begin().saturating_sub(1);
    let ahead = draft.any(before, &["shared", "split", "divided"]).then_some(before);
    let shared = ahead.or_else(|| {
        (total.stop()..sentence.end.min(total.stop() + NEAR)).find(|&i| draft.one(i, WordSet::Divides))
    });
    // Nearly no total has either: asked before its terms are read.
    if shared.is_none() && !draft.has_bracket(&(total.stop()..sentence.end)) {
        return None;
    }
    let alone = draft.figures_in(&(sentence.start..total.begin())).iter().all(|f| !alike(total, f));
    let parts = terms::terms(draft, total, &(total.stop()..sentence.end)).filter(|_| alone)?;
    let enclosed =
        |t: &Term| draft.before(t.whole.start, 1) == "(" && draft.word(t.whole.end.max(t.tokens.end)) == ")";
    let brackets = parts.len() >= 3 && parts.iter().all(enclosed);
    let shared = shared.or(brackets.then_some(total.stop()))?;
    // "is split between £2.1m for staff and £1.5m for buildings": two parts, and no more.
    let [first, .., last] = &parts[..] else { return None };
    let two = parts.len() == 2
        && (draft.any(shared + 1, &["between", "into"]) || ahead.is_some())
        && (first.whole.end..last.whole.start).any(|i| draft.one(i, WordSet::ListAnd));
    // "on a van (£22,000), tools (£9,000) and rent (£15,000)"
    if shared >= first.whole.start && !brackets || !(two || listed(draft, &parts)) {
        return None;
    }
    off(draft, total, &parts, &sentence)
}

/// Most tokens of what is said of a total before the comma of its parts: "28 raids on Tuesday, 12 in Leeds".
const ASIDE: u32 = 6;

/// Most tokens from a verb to the number of what it did: "carried out 28 raids".
const VERB: u32 = 3;

/// Most tokens of a part with its place: "12 in the hills above Leeds".
const PLACE: u32 = 8;

/// "28 raids on Tuesday, 12 in Leeds and 18 in Bradford"; "£7,300, with £4,900 from tickets and £3,400 from sales": what
/// is in one place is not in another, and all places have no more than there is.
fn placed(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let stop = total.stop();
    let sentence = draft.sentence(stop);
    let comma = (stop..sentence.end.min(stop + ASIDE + 1)).find(|&i| draft.word(i) == ",")?;
    let start = comma + 1 + u32::from(draft.is(comma + 1, "with"));
    // What was done once; never "A ticket costs £20, £15 for students and £10 for children", "30 points a game".
    let verb = total.begin().saturating_sub(VERB).max(sentence.start)..total.begin();
    let rate = draft.any(stop, &["a", "an", "per", "each", "every"]);
    // "The inquiry cost £4.2m, £2.6m for lawyers": no price
    let cost =
        draft.scale(total) > 0 && draft.any(total.begin().saturating_sub(1), &["cost", "costs", "costing"]);
    // "Thirty-one ships were sunk that night"
    let passive = draft.any(stop, &["were", "was"])
        && (draft.word(stop + 1).ends_with("ed") || draft.one(stop + 1, WordSet::DidOnce));
    let died = passive || draft.one(stop, WordSet::Dead) || draft.one(stop + 1, WordSet::Dead);
    let kinds = total.head().is_some_and(|h| draft.one(h, WordSet::CountsKinds));
    if kinds {
        return None;
    }
    let done = cost || died || draft.says(&verb, WordSet::DidOnce);
    if !matches!(total.kind, Kind::Number | Kind::Money | Kind::Measure) || rate || !done {
        return None;
    }
    let after = terms::terms(draft, total, &(start..sentence.end))?;
    // "eight in the first innings and five in the second"
    let nth = |t: &Term, w: &str| draft.is(t.whole.end + 1, "the") && draft.is(t.whole.end + 2, w);
    let halves = matches!(&after[..], [a, b] if nth(a, "first") && nth(b, "second"));
    let place = |t: &Term| {
        // "£2.2m coming from schools"
        // "27 held by the army"
        let done = |i: u32| {
            let w = draft.word(i);
            w.ends_with("ing") || w.ends_with("ed") || draft.one(i, WordSet::DoneTo)
        };
        let i = t.whole.end + u32::from(done(t.whole.end));
        (draft.one(i, WordSet::OpensClause) || draft.one(i, WordSet::BeforePlace) || draft.is(i, "to"))
            .then_some(i)
    };
    let first = after.first().filter(|t| t.whole.start == start)?;
    let word = draft.word(place(first)?);
    // "sold 30 cars in May, 20 in June and 25 in July": one of several, and no sum of them
    let lead = sentence.start..comma;
    // "died in April, 19 in hospitals and 19 in care homes": a time, and places
    let dated = |i: u32| !draft.days_in(&(i + 1..i + 3)).is_empty();
    let other = |i: u32| dated(i) && !after.iter().any(|t| dated(t.whole.end));
    // "37 of coal and 29 of iron", never "37 of them"
    let of = draft.is(first.whole.end, "of")
        && (draft.one(first.whole.end + 1, WordSet::Anaphor)
            || draft.one(first.whole.end + 1, WordSet::Definite));
    if ["that", "which", "who", "with"].contains(&word)
        || of
        || !halves && lead.clone().any(|i| draft.is(i, word) && !other(i))
        || draft.figures_in(&(stop..comma)).iter().any(|f| alike(total, f))
    {
        return None;
    }
    let bare = |t: &Term| total.kind != Kind::Number || t.head.is_none();
    let like = |t: &&Term| place(t).is_some_and(|i| draft.is(i, word)) && bare(t) && t.value < total.value;
    let near = |w: &[Term]| w[1].whole.start - w[0].whole.end <= PLACE;
    let parts: Vec<Term> = after.iter().take_while(like).cloned().collect();
    let [.., before, last] = &parts[..] else { return None };
    // never "26 by women, and sold 16 by men"
    let joined = before.whole.end < last.whole.start && draft.follows(last.whole.start, WordSet::ListAnd);
    let many = draft
        .figures_in(&lead)
        .iter()
        .filter(|f| f.tokens != total.tokens && alike(total, f) && !between_commas(draft, f))
        .count();
    let only = many == 0;
    if parts.len() != after.len() || !joined || !only || !parts.windows(2).all(near) {
        return None;
    }
    let found = terms::off(draft, total, &parts, &sentence)?;
    // "31 goals, 20 in the league, six in the cup and four in Europe": one is missing where all of them are told.
    let least = parts.iter().map(|p| p.value).min().unwrap_or(Decimal::ZERO);
    let short = total.value - found.sum;
    let missing = halves && found.sum < total.value
        || parts.len() >= 3 && (short == Decimal::ONE || short * Decimal::from(3) <= least);
    ((found.sum > total.value || missing) && !draft.has_any(&sentence, &[Cue::Partial, Cue::Each]))
        .then_some(found.slip)
}

/// "has 57 seats, with Labour on 28, the Tories on 19 and the Greens on 13": more than there are.
fn seated(draft: &Draft<'_>, total: &Figure) -> Option<Slip> {
    let stop = total.stop();
    let seats = total.kind == Kind::Number && total.head().is_some_and(|h| draft.one(h, WordSet::Tallied));
    if !seats {
        return None;
    }
    let sentence = draft.sentence(stop);
    let comma = (stop..sentence.end.min(stop + ASIDE + 1)).find(|&i| draft.word(i) == ",")?;
    let parts = terms::terms(draft, total, &(comma + 1..sentence.end))?;
    // "Labour on 28", "the Tories have 19", "independents 13"
    let held = |t: &Term| {
        let at = t.whole.start.saturating_sub(1);
        t.head.is_none() && (draft.one(at, WordSet::BeforeShare) || draft.is(at, "have") || draft.is_name(at))
    };
    let alone = draft.figures_in(&(sentence.start..comma)).iter().filter(|f| alike(total, f)).count() == 1;
    if !alone || !listed(draft, &parts) || !parts.iter().all(held) {
        return None;
    }
    let found = terms::off(draft, total, &parts, &sentence)?;
    (found.sum > total.value && !draft.has_any(&sentence, &[Cue::Partial, Cue::Each])).then_some(found.slip)
}

/// How many parts a number is said to have: "from three sources only", "on three things:"
struct Count {
    many: usize,
    at: u32,
}

/// "will pay for its $640 million terminal from three sources only. Banks are lending $350 million. ..."; "The grant, of
/// £720,000, was paid in June. The whole of it goes on three things: £310,000 on ..., £150,000 on ..., and £90,000 on ..."
fn counted(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let total = &draft.figures[k];
    let number = draft.input.tokens.sentence_of(total.tokens.start);
    let sentences = draft.input.tokens.sentences.get(number..)?;
    // The number of parts is told in the sentence of the total or in the next one, before any of them.
    let (away, count) = sentences.iter().take(2).enumerate().find_map(|(away, s)| {
        let from = if away == 0 { total.stop() } else { s.start };
        let count = count(draft, &(from..s.end))?;
        (away == 0 || stands_for(draft, s)).then_some((away, count))
    })?;
    let (home, later) = (sentences.get(away)?, sentences.get(away + 1..)?);
    let mut parts = terms::terms(draft, total, &(count.at..home.end))?;
    parts.retain(|t| t.value != Decimal::from(count.many) || t.tokens.start != count.at);
    let (mut end, one) = (home.end, !parts.is_empty());
    if !one {
        let block = draft.input.tokens.block_of(home.start);
        for s in later.iter().take(SENTENCES).take_while(|s| draft.input.tokens.block_of(s.start) == block) {
            if parts.len() < count.many {
                parts.extend(terms::terms(draft, total, s)?);
                end = s.end;
            }
        }
    }
    let last = parts.last().filter(|_| parts.len() == count.many)?;
    let range = draft.sentence(total.tokens.start).start..end;
    let only =
        (count.at..count.at + 6).chain(count.at.saturating_sub(2)..count.at).any(|i| draft.is(i, "only"));
    let rest = draft.has(&(last.whole.start.saturating_sub(4)..last.whole.start), Cue::Remainder)
        || (last.whole.start.saturating_sub(4)..last.whole.start).any(|i| draft.any(i, &["last", "final"]));
    let wholly = draft.says(&(home.start..count.at), WordSet::Wholly)
        || draft.says(&(home.start..count.at), WordSet::NumberAll);
    let next = draft.next_sentence(last.tokens.start);
    let closed = nothing_else(draft, &draft.sentence(last.tokens.start))
        || next.is_some_and(|n| nothing_else(draft, &n));
    let colon = one && draft.opener(&(count.at..parts[0].whole.start)).is_some();
    let between = draft.figures.get(k + 1).is_some_and(|f| alike(total, f) && f.tokens.start < count.at);
    let holds = only || rest || wholly || closed || colon && away == 0;
    if !holds || between { None } else { off(draft, total, &parts, &range) }
}

/// A small number of things in `range`, of which nothing else is told.
fn count(draft: &Draft<'_>, range: &Range<u32>) -> Option<Count> {
    let f = draft.figures_in(range).iter().find(|f| f.kind == Kind::Number)?;
    let many = (2..=terms::MOST).find(|&n| Decimal::from(n) == f.value)?;
    let things = f.head().is_some_and(|h| {
        draft.one(h, WordSet::PartsOfSum) || draft.input.rules.language.ends_as_plural(draft.word(h))
    });
    (f.plain() && things).then_some(Count { many, at: f.tokens.start })
}

/// "The whole of it goes on", "All of the money will be": a sentence about the number before it.
fn stands_for(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    (sentence.start..sentence.start + 5).any(|i| {
        draft.one(i, WordSet::Anaphor) && !draft.one(i + 1, WordSet::Definite)
            || draft.one(i, WordSet::GoesOn) && i == sentence.start
            || draft.one(i, WordSet::Wholly)
    })
}
