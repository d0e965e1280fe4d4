//! `share-sum`: "62% said yes, 31% said no and 14% did not know" makes 107.

use std::ops::Range;

use super::draft::{Draft, Found};
use super::figure::Figure;
use super::{Slip, sides, table};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for (k, figure) in draft.figures.iter().enumerate() {
        if k < done || !figure.is_percent() {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        let mut shares: Vec<&Figure> =
            draft.figures_in(&sentence).iter().filter(|f| f.is_percent()).collect();
        // "... and 31% the riverside. Another 27% would have it at the old school": the same question.
        let next = draft.next_sentence(sentence.start).filter(|n| draft.one(n.start, WordSet::Further));
        let more = next.map(|n| draft.figures_in(&n)).unwrap_or_default();
        shares.extend(more.iter().filter(|f| f.is_percent()));
        // "52 percent of the vote and Rusk 41 percent, with write-ins making up the other 17"
        let bare = |f: &&Figure| f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none() && f.plain();
        let other =
            |f: &&Figure| draft.has(&(f.tokens.start.saturating_sub(1)..f.tokens.start), Cue::Remainder);
        if !shares.is_empty() {
            let behind = |f: &&Figure| f.tokens.start > shares[0].tokens.start;
            let last = draft.figures_in(&sentence).last().filter(bare).filter(other).filter(behind);
            shares.extend(last);
        }
        done = k + draft.figures_in(&(figure.tokens.start..sentence.end)).len().max(1);
        if let Some(slip) = sides::for_and_against(draft, &sentence)
            .or_else(|| sides::rivals(draft, &shares))
            .or_else(|| sides::two_kinds(draft, &sentence, &shares))
            .or_else(|| one_sentence(draft, &shares))
            .or_else(|| two_sentences(draft, &shares))
        {
            out.push(slip);
        }
    }
    let mut done = 0;
    for f in draft.figures.iter().filter(|f| is_share(f) && !f.is_percent()) {
        if f.tokens.start >= done {
            let sentence = draft.sentence(f.tokens.start);
            done = sentence.end;
            // "Two-thirds voted for the deal and half voted against"
            let percent = draft.figures_in(&sentence).iter().any(Figure::is_percent);
            let sides = || if percent { None } else { sides::for_and_against(draft, &sentence) };
            out.extend(overfull(draft, &sentence).or_else(sides));
        }
    }
    for cue in draft.of(Cue::Remainder) {
        out.extend(fractions(draft, &cue.tokens));
    }
    table::shares(draft, out);
}

/// The slip of shares that must make the whole.
pub(super) fn slip(shares: &[&Figure]) -> Option<Slip> {
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    // "Some 70 per cent" is good to a few points.
    let hedged = |f: &&Figure| if f.modifier.is_some() { f.slack + Decimal::from(3) } else { f.slack };
    let slack: Decimal = shares.iter().map(hedged).sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    if off <= slack.max(Decimal::ONE) || off > Decimal::from(30) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(f.value)).collect();
    let text = format!("{} = {}, not 100", terms.join(" + "), grouped(sum));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// "both", "more than one": shares that overlap; never "40%, 35% and 25% respectively", nor "none chose more than one".
pub(super) fn overlaps(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    // "No more than one in ten did both"
    let none =
        |i: u32| draft.one(i, WordSet::NoneAtAll) && !draft.any(i + 1, &["more", "fewer", "less", "only"]);
    let denied = |c: &Found| {
        let start = draft.sentence(c.tokens.start).start.max(c.tokens.start.saturating_sub(DENIED));
        let clause = (start..c.tokens.start).rev().take_while(|&i| draft.is_word(i));
        clause.into_iter().any(none) || draft.follows(c.tokens.start, WordSet::NoneAtAll)
    };
    draft.cues_in(range, Cue::Overlap).any(|c| !draft.is(c.tokens.start, "respectively") && !denied(c))
}

/// Most tokens between "no" and "more than one".
const DENIED: u32 = 14;

/// "rose", "fell": shares of two times.
pub(super) fn moves(draft: &Draft<'_>, range: &std::ops::Range<u32>) -> bool {
    draft.cues_in(range, Cue::Up).chain(draft.cues_in(range, Cue::Down)).any(|c| c.worth.is_some())
}

/// Whether shares follow one another with a word or two between: "78% nitrogen, 21% oxygen and 10% argon".
fn listed(draft: &Draft<'_>, shares: &[&Figure], most: u32) -> bool {
    shares.windows(2).all(|p| {
        let gap = p[0].tokens.end..p[1].tokens.start;
        let joined = |i: u32| draft.word(i) == "," || draft.one(i, WordSet::ListAnd);
        gap.end.saturating_sub(gap.start) <= most
            && (gap.end.saturating_sub(3).max(gap.start)..gap.end).any(joined)
            && gap.end > gap.start + 1
    })
}

/// "The air is 78% nitrogen, 21% oxygen and 10% argon"
fn composed(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let first = shares[0].begin();
    let sentence = draft.sentence(first);
    // "The workforce is 60% female, 40% part-time and 30% foreign"
    let group = (first.saturating_sub(6).max(sentence.start)..first)
        .any(|i| draft.one(i, WordSet::People) || draft.one(i, WordSet::MixedGroup));
    let what = |f: &&Figure| draft.is_word(f.tokens.end) && !draft.one(f.tokens.end, WordSet::OpensPlace);
    let verb = draft.follows(first, WordSet::AreOrIs) || draft.follows(first, WordSet::Consists);
    verb && !group && listed(draft, shares, 4) && shares.iter().all(what)
}

/// "48% went to farmers, 29% to investors and 38% to foresters": what went to one did not go to another.
fn allotted(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let (first, others) = (shares[0], &shares[1..]);
    let near = first.tokens.end..first.tokens.end + 8;
    let gone = (near.start..near.end).any(|i| draft.one(i, WordSet::Went) && draft.is(i + 1, "to"));
    gone && listed(draft, others, 14) && others.iter().all(|f| draft.is(f.tokens.end, "to"))
}

/// "is owned 60% by the Mills family and 50% by a pension fund": what is one's is not another's.
fn owned(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let first = shares[0].begin();
    let verb = (first.saturating_sub(3)..first).any(|i| draft.any(i, &["owned", "held"]));
    let by = verb && listed(draft, shares, 12) && shares.iter().all(|f| draft.is(f.tokens.end, "by"));
    // "is owned by two brothers: Karl has 60% and Jan has 50%"
    let sentence = draft.sentence(first);
    let owned = || {
        draft
            .opener(&(sentence.start..first))
            .is_some_and(|i| (sentence.start..i).any(|k| draft.is(k, "owned")))
    };
    let has = |f: &&Figure| draft.any(f.begin().saturating_sub(1), &["has", "holds", "owns"]);
    by || shares.iter().all(has) && owned()
}

/// "60% of the fund is in shares, 30% in bonds and 15% in cash"
fn of_whole(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let of = shares[0].tokens.end;
    draft.is(of, "of")
        && draft.one(of + 1, WordSet::Definite)
        && (of + 2..of + 4).any(|i| draft.one(i, WordSet::ShareWhole))
        && listed(draft, &shares[1..], 4)
}

/// The one share of a whole that the sentence before tells.
fn share_before<'d>(draft: &'d Draft<'_>, sentence: &Range<u32>) -> Option<&'d Figure> {
    let before = draft.previous_sentence(sentence.start)?;
    let mut shares = draft.figures_in(&before).iter().filter(|f| f.is_percent());
    let share = shares.next().filter(|f| f.plain() && draft.is(f.tokens.end, "of"))?;
    let whole = draft.one(share.tokens.end + 1, WordSet::Definite);
    (whole && shares.next().is_none() && !moves(draft, &before)).then_some(share)
}

/// "60% more than in 2021": a change, no share.
fn compared(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.one(f.tokens.end, WordSet::Fewer) || draft.one(f.tokens.end, WordSet::Greater)
}

fn one_sentence(draft: &Draft<'_>, shares: &[&Figure]) -> Option<Slip> {
    let told = |f: &Figure| f.plain() || f.modifier == Some(Modifier::Approx) && !f.vague && !f.end;
    if shares.len() < 2 || !shares.iter().all(|f| told(f)) {
        return None;
    }
    let (first, last) = (shares.first()?, shares.last()?);
    let sentence = draft.sentence(first.tokens.start);
    // "Rain fell on 62% of days and the other 48% were dry": of one whole, whatever rose or fell
    let other = shares.len() == 2
        && draft.is(first.tokens.end, "of")
        && draft.any(last.begin().saturating_sub(1), &["other", "remaining"])
        && draft.any(last.begin().saturating_sub(2), &["the", "its", "their"]);
    let mut near = sentence.clone();
    if let Some(next) = draft.next_sentence(first.tokens.start) {
        near.end = next.end;
    }
    let mut before = sentence.clone();
    if let Some(previous) = draft.previous_sentence(first.tokens.start) {
        before.start = previous.start;
    }
    if overlaps(draft, &near)
        || draft.has(&near, Cue::Rounding)
        || draft.has(&sentence, Cue::Margin)
        || !other && moves(draft, &sentence)
        || shares.iter().any(|f| compared(draft, f))
        || apart(draft, shares)
    {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    // "the other 20%", "the remaining 14 per cent", "all the other parties together 23.9"
    let beside = last.whole.start.saturating_sub(9)..last.tokens.end + 1;
    let free = |c: &&Found, set: WordSet| {
        (c.tokens.start.saturating_sub(2)..c.tokens.start).all(|i| !draft.one(i, set))
    };
    let rest = draft
        .cues_in(&beside, Cue::Remainder)
        .filter(|c| free(c, WordSet::RestrictsRest))
        // "Jan has the rest, and 45% of the vote"
        .filter(|c| !(draft.word(c.tokens.end) == "," && draft.is(c.tokens.end + 1, "and")))
        .any(|c| shares.len() < 2 || c.tokens.start > shares[shares.len() - 2].tokens.end);
    // Those who do several things are more than all without the rest of them; what something is made of is no one.
    let several = rest && shares.len() == 3 && sum - last.value > Decimal::ONE_HUNDRED && !composed(draft, shares)
        // "and 12% were undecided, and 30% may yet": a list has one "and".
        || shares
            .iter()
            .filter(|f| f.begin() < sentence.end && draft.follows(f.begin(), WordSet::ListAnd))
            .count()
            > 1;
    // "The remaining 31%" of the next sentence; "The rest went to others" gives no figure.
    let behind = last.tokens.end..last.tokens.end + 4;
    let mut later = None;
    let mut made_up = false;
    for c in draft.cues_in(&behind, Cue::Remainder).filter(|c| free(c, WordSet::Restricts)) {
        let next = draft.sentence(c.tokens.start);
        let one = |f: &&Figure| f.is_percent() && f.plain() && !draft.follows(f.begin(), WordSet::Relative);
        later =
            later.or_else(|| draft.figures_in(&next).iter().find(one).filter(|_| next.start >= sentence.end));
        // "made up the rest", never "with the rest going to independents"
        made_up |= (c.tokens.start.saturating_sub(3)..c.tokens.start).any(|i| draft.one(i, WordSet::MakesUp));
    }
    if several
        || shares.iter().any(|f| {
            draft.any(f.begin().saturating_sub(1), &["from"])
                && draft.has_any(&sentence, &[Cue::Up, Cue::Down])
        })
    {
        return None;
    }
    if let Some(f) = later.filter(|f| {
        !draft.is(f.tokens.end, "of")
            || draft.one(f.tokens.end + 1, WordSet::Anaphor)
                && !draft.one(f.tokens.end + 1, WordSet::Relative)
    }) {
        return slip(&[shares, &[f]].concat());
    }
    let rest = rest || made_up;
    // "29%, ahead of Labour's 26%, with seven smaller lists dividing what was left between them"
    let behind = draft.next_sentence(sentence.start).map_or(sentence.end, |n| n.end.min(n.start + 4));
    let no = |c: &Found| draft.preceded(c.tokens.start, &["no"]);
    let left = !rest
        && sum < Decimal::ONE_HUNDRED
        && draft.cues_in(&(last.tokens.end..behind), Cue::Remainder).any(|c| !no(c));
    // Of those asked some have no answer: two rivals need not make the whole.
    let asked = sum < Decimal::ONE_HUNDRED && shares.len() == 2 && {
        let block = draft.block(first.tokens.start);
        draft.has(&block, Cue::Margin) || (block.start..block.end).any(|i| draft.one(i, WordSet::Survey))
    };
    // "It has no other source of income."
    let next = draft.next_sentence(sentence.start).filter(|n| draft.one(n.start, WordSet::GoesOn));
    // "The newt got 44%, ... and the heron 15%, and no other animal was on the paper."
    let behind_all = last.tokens.end..sentence.end.max(last.tokens.end);
    let after = draft.next_sentence(sentence.start);
    let closed = [Some(behind_all), after].iter().flatten().any(|r| {
        // "and no other candidate was elected"
        super::sole::nothing_else(draft, r) && !draft.says(r, WordSet::Elects)
    });
    let told = closed || next.is_some_and(|n| draft.has(&n, Cue::Complete));
    // "is owned 60% by the family and 50% by a fund"; "... and 35% by Brisk. There is no other shareholder."
    let owned = owned(draft, shares);
    // "is made up of technique, 40 per cent, and artistry, 45 per cent. There is no third component."
    let before_first = sentence.start..first.tokens.start;
    // "the essay, 40 per cent, the exam, 45 per cent, and coursework"
    let untold = draft.says(&(last.tokens.end..sentence.end), WordSet::ListAnd);
    let made_of = !untold && draft.has(&before_first, Cue::Parts) && !draft.is(first.tokens.end, "of");
    let nothing = |r: &Range<u32>| super::sole::nothing_else(draft, r);
    let nobody = (owned || made_of)
        && (draft.next_sentence(sentence.start).is_some_and(|n| nothing(&n))
            || made_of && nothing(&sentence))
        || so_many(draft, &before_first, shares.len());
    let complete =
        (draft.has(&before, Cue::Complete) || told && shares.len() > 2) && !left && !asked || nobody;
    let answers = draft.has(&sentence, Cue::Answer) && shares.len() >= 3;
    // "split into roads (40%), schools (35%), ..."
    let parts = draft.has(&(sentence.start..first.tokens.start), Cue::Parts) && shares.len() >= 3;
    // "All of the electricity came from three sources: 46 percent from wind, 31 percent from ..."
    let all = || {
        // "60% of nurses, 55% of teachers": of other wholes
        let of = shares.iter().any(|f| draft.is(f.tokens.end, "of"));
        let whole = draft.is(sentence.start, "all") && draft.is(sentence.start + 1, "of");
        !of && (sorted(draft, &sentence, shares) || whole) && listed(draft, shares, 12)
    };
    let whole = shares.len() >= 3
        && (composed(draft, shares) || of_whole(draft, shares) || allotted(draft, shares) || all());
    // "belonged to one of three kinds: hedgehogs (46%), bats (31%) and owls (12%)"
    let kinds = draft.has(&(sentence.start..first.tokens.start), Cue::Parts) && shares.len() >= 3 && all();
    let holds =
        rest || complete || kinds || (answers || parts || whole || owned) && sum > Decimal::ONE_HUNDRED;
    // "Gas makes 48 percent of the power. Wind supplies 27 percent, ... and solar panels the remaining 21 percent"
    if rest
        && sum < Decimal::ONE_HUNDRED
        && let Some(first) = share_before(draft, &sentence)
    {
        return slip(&[&[first], shares].concat());
    }
    if holds { slip(shares) } else { None }
}

/// "rests on two things only, the thesis (60 per cent) and": as many parts as there are shares, and no more.
fn so_many(draft: &Draft<'_>, before: &Range<u32>, many: usize) -> bool {
    draft.numerals_in(before).iter().any(|n| {
        let noun = n.tokens.end;
        let only = draft.any(noun + 1, &["only", "alone"])
            || (n.tokens.start.saturating_sub(1)..n.tokens.start).any(|i| draft.any(i, &["only", "just"]));
        n.value == Decimal::from(many) && only && draft.one(noun, WordSet::PartsOfSum)
    })
}

/// "one of three kinds: hedgehogs (46%), bats (31%) and owls (12%)": as many shares as there are said to be kinds.
fn sorted(draft: &Draft<'_>, sentence: &Range<u32>, shares: &[&Figure]) -> bool {
    let before = sentence.start..shares[0].tokens.start;
    let many = Decimal::from(shares.len());
    draft.opener(&before).is_some() && draft.numerals_in(&before).iter().any(|n| n.value == many)
}

/// "half of the fortune goes to his widow, two fifths to his daughter and a quarter to the lifeboats": more than all.
fn overfull(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Slip> {
    let shares: Vec<&Figure> = draft.figures_in(sentence).iter().filter(|f| is_share(f)).collect();
    let plain = |f: &&Figure| !f.end && (f.plain() || !f.is_percent());
    // "is four fifths copper and two fifths tin"
    let made = shares.len() >= 2 && composed(draft, &shares);
    if shares.len() < 3 && !made || !shares.iter().all(plain) {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| hundred(f)).sum();
    let slack: Decimal = shares.iter().map(|f| leave(f)).sum();
    let of = shares[1..].iter().any(|f| draft.is(f.tokens.end, "of"));
    // "half walk, a third come by bus and another third are driven": parts of one whole that leave one another out
    let another = shares.iter().any(|f| draft.any(f.tokens.start.saturating_sub(1), &["another"]));
    let whole = made || allotted(draft, &shares) || !of && (draft.has(sentence, Cue::Complete) || another);
    let other =
        draft.has_any(sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial]) || moves(draft, sentence);
    if !whole || other || sum <= Decimal::ONE_HUNDRED + slack || sum > Decimal::from(160) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(hundred(f).round_dp(1).normalize())).collect();
    let text = format!("{} = {} %, more than all", terms.join(" + "), grouped(sum.round_dp(1).normalize()));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// Per cent, or a fraction of a whole: "half".
pub(super) fn is_share(f: &Figure) -> bool {
    f.is_percent()
        || f.kind == Kind::Number && f.value < Decimal::ONE && f.value > Decimal::ZERO && f.unit.is_none()
}

pub(super) fn hundred(f: &Figure) -> Decimal {
    if f.is_percent() { f.value } else { f.value * Decimal::ONE_HUNDRED }
}

/// "44% of the boys and 31% of the girls", "38% in 2023 and 41% in 2019": shares of other wholes, or of other times.
pub(super) fn apart(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let dated = |f: &&Figure| {
        draft.any(f.tokens.end, &["in", "on"]) && !draft.days_in(&(f.tokens.end..f.tokens.end + 3)).is_empty()
    };
    let place = |f: &&Figure| {
        draft.any(f.tokens.end, &["on", "in"]) && draft.one(f.tokens.end + 1, WordSet::Definite)
    };
    let head = |f: &&Figure| {
        let of = f.tokens.end;
        let noun = of + 1 + u32::from(draft.one(of + 1, WordSet::Definite));
        (draft.is(of, "of") && draft.is_word(noun) && !draft.one(of + 1, WordSet::Anaphor)).then_some(noun)
    };
    let mut heads = shares.iter().filter_map(head);
    let first = heads.next();
    shares.iter().any(dated)
        || shares.iter().filter(|f| place(f)).count() > 1
        || first.is_some_and(|a| heads.any(|b| !draft.akin(a, b)))
}

/// "a third of what was left": a share of another share.
pub(super) fn of_what_is_left(draft: &Draft<'_>, f: &Figure) -> bool {
    let end = f.tokens.end;
    draft.is(end, "of") && (end + 1..end + 5).any(|i| draft.one(i, WordSet::LeftOver))
}

/// "Just over half the voters, 53%, said": one share, told twice.
pub(super) fn retold(draft: &Draft<'_>, f: &Figure, shares: &[&Figure]) -> bool {
    shares.iter().any(|g| {
        let gap = f.tokens.end..g.begin();
        let aside = draft.word(g.begin().saturating_sub(1)) == "," && draft.word(g.stop()) == ",";
        g.is_percent() && !f.is_percent() && aside && (1..=6).contains(&gap.len())
    })
}

/// A spoken fraction is good to some points.
pub(super) fn leave(f: &Figure) -> Decimal {
    if f.is_percent() { f.slack } else { Decimal::new(25, 1) }
}

/// "Half goes on wages, a third on fuel and the remaining quarter on repairs"
fn fractions(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    let mut shares: Vec<&Figure> = draft.figures_in(&sentence).iter().filter(|f| is_share(f)).collect();
    // "the remaining quarter", which alone is a part of the year; "the remaining third", which alone is an ordinal
    let unread = shares
        .last()
        .filter(|_| draft.figures_in(&(cue.end..cue.end + 1)).iter().all(|f| f.kind == Kind::Ordinal));
    let unread = unread.and_then(|f| {
        Some(Figure { value: draft.fraction(cue.end)?, tokens: cue.end..cue.end + 1, ..(*f).clone() })
    });
    let unread = unread.map(|f| Figure { kind: Kind::Number, unit: None, whole: f.tokens.clone(), ..f });
    shares.extend(unread.as_ref());
    let told: Vec<u32> =
        shares.iter().filter(|f| retold(draft, f, &shares)).map(|f| f.tokens.start).collect();
    // "Half of it, 50 per cent, was sold and the other 40 per cent": one of them told twice
    if shares.len() > 2 {
        shares.retain(|f| !told.contains(&f.tokens.start));
    }
    let (last, others) = shares.split_last()?;
    let spoken = shares.iter().any(|f| !f.is_percent());
    let marked = cue.start < last.tokens.start && last.tokens.start <= cue.end + 2;
    let restricted = (cue.start.saturating_sub(2)..cue.start).any(|i| draft.one(i, WordSet::RestrictsRest));
    if !spoken
        || shares.iter().any(|f| of_what_is_left(draft, f))
        || !marked
        || restricted
        || others.is_empty()
        || shares.iter().any(|f| f.is_percent() && f.modifier.is_some() || f.end)
    {
        return None;
    }
    if draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial]) || moves(draft, &sentence) {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| hundred(f)).sum();
    let slack: Decimal = shares.iter().map(|f| leave(f)).sum();
    let off = (sum - Decimal::ONE_HUNDRED).abs();
    if off <= slack || off > Decimal::from(40) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(hundred(f).round_dp(1).normalize())).collect();
    let text = format!("{} = {} %, not 100", terms.join(" + "), grouped(sum.round_dp(1).normalize()));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// "75%, recovered. The others, 10% of the group, ..."; "44% from the wind and 31% from the tide. The rest, 36%, ..."
fn two_sentences(draft: &Draft<'_>, shares: &[&Figure]) -> Option<Slip> {
    let first = shares.first()?;
    let next = draft.next_sentence(first.tokens.start)?;
    let opens = draft.cues_in(&(next.start..next.start + 2), Cue::Remainder).next().is_some();
    let following: Vec<&Figure> = draft.figures_in(&next).iter().filter(|f| f.is_percent()).collect();
    let [other] = following[..] else { return None };
    let near = draft.sentence(first.tokens.start).start..next.end;
    let about = |f: &Figure| f.plain() || f.modifier == Some(Modifier::Approx) && !f.vague && !f.end;
    let clear = shares.iter().all(|f| about(f))
        && other.plain()
        && !draft.follows(other.begin(), WordSet::Relative)
        && !draft.has_any(&near, &[Cue::Overlap, Cue::Rounding])
        && !moves(draft, &near);
    // "60% of the men and 20% of the women": of other wholes
    let of_which = draft.is(other.tokens.end, "of") && draft.one(other.tokens.end + 1, WordSet::Relative);
    let apart = of_which || shares.iter().skip(1).any(|f| draft.is(f.tokens.end, "of"));
    let all = [shares, &[other]].concat();
    if opens && clear && !apart && other.tokens.start <= next.start + 6 { slip(&all) } else { None }
}
