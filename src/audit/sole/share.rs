//! `share-sum` by elimination: three shares and more of one whole that make more than all of it.

use std::ops::Range;

use super::complete;
use super::shared::{self, single};
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::share::{apart, hundred, is_share, leave, of_what_is_left, retold};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// More than this is no slip in shares of one whole.
const MOST: u32 = 160;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for figure in &draft.figures {
        if figure.tokens.start < done || !(is_share(figure) || figure.kind == Kind::Money) {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        done = sentence.end;
        out.extend(overfull(draft, &sentence));
    }
    shared::check(draft, out);
}

/// "another third", which alone is an ordinal.
fn unread(draft: &Draft<'_>, sentence: &Range<u32>) -> Vec<Figure> {
    let Some(model) = draft.figures_in(sentence).iter().find(|f| is_share(f)) else { return Vec::new() };
    let ordinals = draft.figures_in(sentence).iter().filter(|f| {
        f.kind == Kind::Ordinal && draft.preceded(f.tokens.start, &["another", "further", "other"])
    });
    ordinals
        .filter(|f| f.noun.is_none() || draft.one(f.tokens.end, WordSet::OpensClause))
        .filter_map(|f| {
            let value = draft.fraction(f.tokens.start)?;
            Some(Figure {
                value,
                tokens: f.tokens.clone(),
                whole: f.tokens.clone(),
                kind: Kind::Number,
                unit: None,
                noun: None,
                ..model.clone()
            })
        })
        .collect()
}

fn overfull(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Slip> {
    // Fewer than three numbers are no shares of one whole that only together are too much.
    if draft.figures_in(sentence).len() < 3 {
        return None;
    }
    let whole = undivided(draft, sentence)?;
    let pence = |f: &Figure| {
        let small = f.unit.as_ref().is_some_and(|u| ["pen", "cent"].iter().any(|s| u.name().starts_with(s)));
        f.kind == Kind::Money && small
    };
    // "Okafor on 44 percent, Balewa on 31 and Danjuma on 19"
    let first = draft.figures_in(sentence).iter().find(|f| f.is_percent()).map(|f| f.tokens.end);
    let bare = |f: &Figure| {
        first.is_some_and(|end| end <= f.tokens.start)
            && f.kind == Kind::Number
            && f.noun.is_none()
            && f.unit.is_none()
            && f.plain()
            && !draft.is(f.tokens.end, "of")
    };
    let all = draft.figures_in(sentence).iter();
    let more = unread(draft, sentence);
    let mut shares: Vec<&Figure> = match whole {
        Whole::Hundred => all.filter(|f| is_share(f) || bare(f)).chain(&more).collect(),
        // "... and public works 14 cents. The 16 cents left over pays for everything else"
        Whole::Unit => {
            let next = draft.next_sentence(sentence.start).map(|n| draft.figures_in(&n)).unwrap_or_default();
            let rest =
                next.iter().filter(|f| pence(f) && draft.has(&(f.begin()..f.stop() + 2), Cue::Remainder));
            all.filter(|f| pence(f)).chain(rest.take(1)).collect()
        }
    };
    shares.sort_by_key(|f| f.tokens.start);
    let value = |f: &Figure| if is_share(f) { hundred(f) } else { f.value };
    let moves = |c: Cue| draft.cues_in(sentence, c).any(|c| c.worth.is_some());
    let around = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start)
        ..draft.next_sentence(sentence.start).map_or(sentence.end, |n| n.end);
    // "49, 33 and 29 percent respectively" of those who gave one answer
    let overlap = draft
        .cues_in(&around, Cue::Overlap)
        .any(|c| !(draft.is(c.tokens.start, "respectively") && single(draft, sentence)));
    let other = overlap
        || draft.has_any(sentence, &[Cue::Rounding, Cue::Margin])
        || moves(Cue::Up)
        || moves(Cue::Down);
    let compared =
        |f: &&Figure| draft.one(f.tokens.end, WordSet::Fewer) || draft.one(f.tokens.end, WordSet::Greater);
    let plain = |f: &&Figure| !f.end && (f.plain() || is_share(f) && !f.is_percent());
    shares.retain(|f| !was(draft, f) && !counted(draft, f));
    // "50% by her sons, who hold 25% each"
    let each = |f: &&Figure| draft.has(&(f.tokens.end..sentence.end.min(f.tokens.end + 2)), Cue::Each);
    // "40% by a fund that is itself owned 50% by the state"
    let related = |w: &[&Figure]| {
        let that = |i: u32| draft.any(i, &["that", "which"]) && draft.one(i + 1, WordSet::AreOrIs);
        (w[0].tokens.end..w[1].tokens.start).any(|i| that(i) && !draft.preceded(i, &["of"]))
    };
    if shares.iter().any(each) || shares.windows(2).any(related) {
        return None;
    }
    let twice: Vec<u32> =
        shares.iter().filter(|f| retold(draft, f, &shares)).map(|f| f.tokens.start).collect();
    shares.retain(|f| !twice.contains(&f.tokens.start));
    // "41% chose Jones and 12% were undecided, and 30% may yet change their minds": a list has one "and".
    let ands = shares.iter().filter(|f| draft.follows(f.begin(), WordSet::ListAnd)).count();
    if ands > 1
        || shares.len() < 3
        || apart(draft, &shares)
        || shares.iter().any(|f| of_what_is_left(draft, f))
        || other
        || !shares.iter().all(plain)
        || shares.iter().any(compared)
    {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| value(f)).sum();
    let slack: Decimal = shares.iter().map(|f| if is_share(f) { leave(f) } else { f.slack }).sum();
    // "one vote each and just three names to choose from": those are all
    let exact = || chosen_from(draft, sentence, shares.len()) && sum >= Decimal::from(LEAST);
    let leeway = slack.max(Decimal::ONE);
    let over = sum > Decimal::ONE_HUNDRED + leeway && sum <= Decimal::from(MOST);
    if !over && (sum >= Decimal::ONE_HUNDRED - leeway || !exact()) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(value(f).round_dp(1).normalize())).collect();
    let more = if over { "more than all" } else { "not 100" };
    let text = format!("{} = {}, {more}", terms.join(" + "), grouped(sum.round_dp(1).normalize()));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// "With 62% of votes counted", "with 90 per cent of precincts reporting": how far a count has come.
fn counted(draft: &Draft<'_>, f: &Figure) -> bool {
    let end = f.tokens.end;
    let done = |i: u32| draft.any(i, &["counted", "reporting", "declared", "tallied", "turnout"]);
    draft.is(end, "of") && (end + 1..end + 6).take_while(|&i| draft.is_word(i)).any(done)
}

/// "up from 38%", "down from 41%": what a share was before.
fn was(draft: &Draft<'_>, f: &Figure) -> bool {
    let at = f.begin();
    at > 1 && draft.any(at - 1, &["from", "on"]) && draft.any(at - 2, &["up", "down"])
}

/// Less than this is no slip where all shares are told.
const LEAST: u32 = 70;

/// Whether one answer was to be given out of as many as there are shares.
fn chosen_from(draft: &Draft<'_>, sentence: &Range<u32>, many: usize) -> bool {
    let Some(before) = draft.previous_sentence(sentence.start) else { return false };
    let many = Decimal::from(many);
    let counted = draft
        .figures_in(&before)
        .iter()
        .any(|f| f.kind == Kind::Number && f.value == many && f.noun.is_some());
    let withheld = |i: u32| {
        (draft.one(i, WordSet::Abstained)
            || draft.one(i, WordSet::Undecided)
            || draft.any(i, &["spoiled", "spoilt"]))
            && !(i.saturating_sub(4)..i).any(|k| draft.one(k, WordSet::NoneAtAll))
    };
    let all = before.start..sentence.end;
    counted && single(draft, &before) && !all.clone().any(withheld) && !draft.has(&all, Cue::Remainder)
}

/// What is shared out.
enum Whole {
    Hundred,
    /// "of each pound"
    Unit,
}

/// Whether a sentence shares out one whole, or asks for one answer.
fn undivided(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Whole> {
    let each = |i: u32| {
        draft.any(i, &["each", "every"])
            && draft.any(i + 1, &["pound", "dollar", "euro"])
            && draft.preceded(i, &["of", "from"])
            && !draft.follows(i - 1, WordSet::Definite)
    };
    if (sentence.start + 1..sentence.end).any(each) {
        return Some(Whole::Unit);
    }
    let more = unread(draft, sentence);
    let mut ends: Vec<u32> = draft
        .figures_in(sentence)
        .iter()
        .filter(|f| is_share(f))
        .chain(&more)
        .map(|f| f.tokens.end)
        .collect();
    ends.sort_unstable();
    let any = |test: &dyn Fn(u32) -> bool| (sentence.start..sentence.end).any(test);
    // "in Aldo and Brenn, which is split between two councils": told of something else
    let places = |w: &&u32| draft.is(**w, "in") && draft.is_name(**w + 1);
    let says = any(&|i| draft.one(i, WordSet::SharedOut)) && ends.iter().filter(places).count() < 2;
    let chosen = any(&|i| draft.one(i, WordSet::ChoosesOne)) && any(&|i| draft.any(i, &["one", "single"]));
    // "All of the city's power is made there: 48 percent of it by dams, ..."
    let all = draft.is(sentence.start, "all") && draft.is(sentence.start + 1, "of");
    let next = draft.next_sentence(sentence.start);
    let complete = complete(draft, sentence) || next.is_some_and(|n| complete(draft, &n));
    // "have 71 per cent of the market: Peake 28, Dunn 19": parts of that share
    let parted = any(&|i| draft.word(i) == ":");
    // "The meteorite consists by weight of 46 per cent silicates, ..."
    let first = ends.first().copied().unwrap_or(sentence.start);
    let of = ends.iter().any(|&end| draft.is(end, "of"));
    let consists =
        !of && (first.saturating_sub(9).max(sentence.start)..first).any(|i| draft.one(i, WordSet::Consists));
    let asked =
        single(draft, sentence) || draft.previous_sentence(sentence.start).is_some_and(|p| single(draft, &p));
    // "Half backed the plan, 40% opposed it and 20% were undecided"
    let answers = draft.has(sentence, Cue::Answer)
        && !draft.has(sentence, Cue::Remainder)
        && ends.len() >= 3
        && !ends.iter().skip(1).any(|&end| draft.is(end, "of"));
    // "Shares are held by the founder (45%), the staff (35%) and a bank (30%)"
    let before = sentence.start..first;
    let enclosed = |&end: &u32| draft.word(end) == ")" || draft.word(end + 1) == ")";
    let brackets = ends.len() >= 3
        && ends.iter().all(enclosed)
        && before.into_iter().any(|i| {
            draft.one(i, WordSet::Apportions) && draft.any(i + 1, &["by", "from"])
            // "The owners are the Hall family (48%), the staff (37%) and the town (25%)"
            || draft.any(i, &["owners", "shareholders"]) && draft.one(i + 1, WordSet::AreOrIs)
        });
    let one = complete
        || brackets
        || answers
        || all
        || says
        || chosen
        || consists
        || asked
        || !parted && of_one(draft, &ends)
        || parallel(draft, &ends);
    one.then_some(Whole::Hundred)
}

/// "58.3% of the valid vote, his rival 35.1% and the third 16.2%": a vote is for one of them.
fn of_one(draft: &Draft<'_>, ends: &[u32]) -> bool {
    let Some((&of, others)) = ends.split_first() else { return false };
    let whole = |i: u32| draft.any(i, &["vote", "votes", "ballots"]) || draft.one(i, WordSet::ShareWhole);
    // "35% of the heat", "in York": of another whole
    let apart = others.iter().any(|&end| draft.any(end, &["of", "in"]));
    // "supplied 41% of the country's gas, Norway 38% and Algeria 29%": each owner before its share, and nothing behind it
    let closes = |&end: &u32| !draft.is_word(end) || draft.one(end, WordSet::ListAnd);
    let verb = (of.saturating_sub(6)..of).any(|i| draft.one(i, WordSet::Apportions));
    // "of the field", "of commuters"
    let known = draft.one(of + 1, WordSet::Definite)
        || draft.is_word(of + 1) && draft.input.rules.language.ends_as_plural(draft.word(of + 1));
    let owned = verb && known && others.iter().all(closes);
    draft.is(of, "of") && ((of + 1..of + 6).any(whole) || owned) && !apart
}

/// "52% came from Britain, 31% from the rest of Europe and 29% from elsewhere": where one came from is one place.
fn parallel(draft: &Draft<'_>, ends: &[u32]) -> bool {
    let Some((&first, [second, rest @ ..])) = ends.split_first() else { return false };
    let word = draft.word(*second);
    // "46% backed Hart, 41% backed Kay and 23% backed Dunn"
    let chose = |&end: &u32| draft.is(end, word) && draft.is_name(end + 1);
    let backs = draft.one(*second, WordSet::ChoosesOne)
        || draft.any(*second, &["backed", "back", "support", "supported"]);
    if backs && !rest.is_empty() && ends.iter().all(chose) {
        return true;
    }
    // "46% chose the Reds, 44% the Blues and 20% the Greens"
    let whom = |end: u32| draft.one(end, WordSet::Definite) || draft.is_name(end);
    let choose = draft.one(first, WordSet::ChoosesOne)
        || draft.any(first, &["backed", "back", "support", "supported", "voted"]);
    if choose && !rest.is_empty() && whom(*second) && rest.iter().all(|&end| whom(end)) {
        return true;
    }
    // "Of the cash, 62% is in dollars, 31% in euros and 17% in yen"
    let sentence = draft.sentence(first);
    let of_the = draft.is(sentence.start, "of") && draft.one(sentence.start + 1, WordSet::Definite);
    (["from", "by", "to"].contains(&word) || of_the && ["in", "at", "on"].contains(&word))
        && rest.iter().all(|&end| draft.is(end, word))
        && (first..first + 5).any(|i| draft.is(i, word))
}
