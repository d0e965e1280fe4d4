//! `share-sum` over several sentences, and over a list: owners told one by one, "The rest, 36%", two rivals for a vote.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::share::{apart, hundred, is_share, leave, overlaps};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

/// More than this is no slip in shares of one whole, nor less than that.
const BOUNDS: (u32, u32) = (70, 140);

/// Most sentences before the last owner that tell of the others.
const SENTENCES: usize = 9;

/// Most shares that are told one by one.
const MOST: usize = 8;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for figure in draft.figures.iter().filter(|f| f.is_percent()) {
        if figure.tokens.start < done {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        done = sentence.end;
        let shares = percents(draft, &sentence);
        let found = score(draft, &sentence, &shares).or_else(|| rivals(draft, &sentence, &shares));
        out.extend(found.or_else(|| got_the_rest(draft, &sentence, &shares)));
    }
    for cue in draft.of(Cue::Complete) {
        out.extend(last_owner(draft, &cue.tokens));
    }
    for cue in draft.of(Cue::Remainder) {
        out.extend(the_rest(draft, &cue.tokens));
    }
    if draft.items {
        out.extend(items(draft));
    }
}

fn percents<'d>(draft: &'d Draft<'_>, range: &Range<u32>) -> Vec<&'d Figure> {
    draft.figures_in(range).iter().filter(|f| f.is_percent()).collect()
}

/// The slip of shares that do not make the whole: the values as written, or more than those.
fn off(shares: &[&Figure], over: bool) -> Option<Slip> {
    let least = |f: &&Figure| {
        f.plain() || f.modifier == Some(Modifier::MoreThan) || !f.is_percent() && !f.end && portion(f)
    };
    if shares.len() < 2 || !shares.iter().all(least) {
        return None;
    }
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(hundred(f)))?;
    let slack: Decimal = shares.iter().map(|f| leave(f)).sum();
    let more = sum > Decimal::ONE_HUNDRED;
    let fits = (sum - Decimal::ONE_HUNDRED).abs() <= slack.max(Decimal::ONE);
    let short = over || shares.iter().any(|f| !f.plain() && f.is_percent());
    if fits || !more && short || sum < BOUNDS.0.into() || sum > BOUNDS.1.into() {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(hundred(f).round_dp(1).normalize())).collect();
    let text = format!("{} = {}, not 100", terms.join(" + "), grouped(sum.round_dp(1).normalize()));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
}

/// "rose", "fell", "both", "rounded": shares that need not make a whole.
fn other(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let moves = |c: Cue| draft.cues_in(range, c).any(|c| c.worth.is_some());
    overlaps(draft, range) || draft.has(range, Cue::Rounding) || moves(Cue::Up) || moves(Cue::Down)
}

/// "by 71% to 19% of the votes cast": who did not vote is not counted.
fn score(draft: &Draft<'_>, sentence: &Range<u32>, shares: &[&Figure]) -> Option<Slip> {
    let [a, b] = shares else { return None };
    let gap = a.tokens.end..b.begin();
    let joined = gap.end == gap.start + 1
        && draft.one(gap.start, WordSet::ScoreJoin)
        && draft.preceded(a.begin(), &["by", "split", "divided", "voted"]);
    let voted = draft.says(sentence, WordSet::Voted) || draft.says(sentence, WordSet::Cast);
    let end = b.tokens.end;
    let cast = draft.is(end, "of")
        && (end + 1..end + 5).any(|i| draft.any(i, &["votes", "vote", "ballots"]))
        && (end + 1..end + 6).any(|i| draft.any(i, &["cast", "valid", "counted"]));
    let withheld = (sentence.start..sentence.end)
        .any(|i| draft.one(i, WordSet::Abstained) && !(i..i + 4).any(|k| draft.one(k, WordSet::NoneAtAll)));
    (joined && (cast || voted) && !withheld && !other(draft, sentence)).then(|| off(shares, !cast))?
}

/// "has won with 54.6 per cent of the valid vote. Her opponent got 49.1 per cent": a vote is for one of them.
fn rivals(draft: &Draft<'_>, sentence: &Range<u32>, shares: &[&Figure]) -> Option<Slip> {
    let [a] = shares else { return None };
    let next = draft.next_sentence(sentence.start)?;
    let [b] = percents(draft, &next)[..] else { return None };
    let of = a.tokens.end;
    let vote =
        draft.is(of, "of") && (of + 1..of + 6).any(|i| draft.any(i, &["vote", "votes", "ballots", "ballot"]));
    let subject = next.start..b.tokens.start.min(next.start + 5);
    let rival = draft.says(&subject, WordSet::Rival);
    // "55% of the women's vote"
    let whole = (a.tokens.end..a.tokens.end + 6).all(|i| !matches!(draft.word(i), "'" | "\u{2019}"));
    let dated = !draft.days_in(&next).is_empty() || draft.any(b.tokens.end, &["in", "among", "last"]);
    let both = sentence.start..next.end;
    (vote && rival && whole && !dated && !other(draft, &both)).then(|| off(&[a, b], true))?
}

/// "Ilse took over 65% of the mill. Her brother got all the rest; it is his 45% that is for sale."
fn got_the_rest(draft: &Draft<'_>, sentence: &Range<u32>, shares: &[&Figure]) -> Option<Slip> {
    let [a] = shares else { return None };
    let next = draft.next_sentence(sentence.start)?;
    let [b] = percents(draft, &next)[..] else { return None };
    let of = draft.is(a.tokens.end, "of") && draft.one(a.tokens.end + 1, WordSet::Definite);
    let rest = draft.cues_in(&(next.start..b.tokens.start), Cue::Remainder).any(|c| {
        draft.is(c.tokens.end.saturating_sub(1), "rest")
            && (draft.preceded(c.tokens.start, &["the"]))
            && !draft.is(c.tokens.end, "of")
    });
    let his = draft.follows(b.begin(), WordSet::Possessive);
    let both = sentence.start..next.end;
    let other_whole = (b.tokens.end..b.tokens.end + 3).any(|i| draft.is(i, "of"));
    (of && rest && his && !other_whole && !other(draft, &both)).then(|| off(&[a, b], false))?
}

/// "holds 45% of its shares ... which has 25% ... The only other shareholder is ... She owns 42%."
fn last_owner(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    if !draft.is(cue.start, "only") || !draft.is(cue.start + 1, "other") {
        return None;
    }
    let here = draft.sentence(cue.start);
    let own = |range: &Range<u32>| {
        let found = percents(draft, range);
        (found.len() == 1 && draft.says(range, WordSet::HoldsShare)).then(|| found[0])
    };
    let behind = cue.end..here.end;
    let next = draft
        .next_sentence(cue.start)
        .filter(|n| draft.one(n.start, WordSet::ItOrThey) || draft.one(n.start, WordSet::HeOrShe));
    let last = if percents(draft, &here).is_empty() { own(&next?)? } else { own(&behind)? };
    let number = draft.input.tokens.sentence_of(cue.start);
    let before = draft.input.tokens.sentences.get(number.saturating_sub(SENTENCES)..number)?;
    let mut shares: Vec<&Figure> = Vec::with_capacity(MOST);
    for sentence in before.iter().filter(|s| draft.scope(s.start) == Scope::Body) {
        let found = percents(draft, sentence);
        if found.is_empty() {
            continue;
        }
        if !draft.says(sentence, WordSet::HoldsShare) || other(draft, sentence) {
            return None;
        }
        shares.extend(found);
    }
    shares.push(last);
    // "45% ... 45 per cent": one of them told again
    let again = shares.iter().enumerate().any(|(k, f)| shares[..k].iter().any(|g| g.value == f.value));
    // "27% of a dairy"
    let elsewhere = shares
        .iter()
        .any(|f| draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Indefinite));
    (shares.len() <= MOST && !again && !elsewhere && !apart(draft, &shares)).then(|| off(&shares, false))?
}

/// "Carbon dioxide accounts for 74 per cent of it ... Water vapour comes second, at 11 per cent. ... The rest of the gas,
/// 25 per cent, is methane": what is left of a whole whose shares the sentences before tell one by one.
fn the_rest(draft: &Draft<'_>, cue: &Range<u32>) -> Option<Slip> {
    let here = draft.sentence(cue.start);
    // "All other countries, which are told of in one line, brought in 14%"
    let others = draft.is(here.start, "all") && cue.start <= here.start + 1 && draft.is(cue.end - 1, "other");
    let opens = draft.preceded(cue.start, &["the"]) || draft.is(cue.start, "the") || others;
    let reach = if others { here.end } else { here.end.min(cue.end + REST) };
    let rest = draft.figures_in(&(cue.end..reach)).iter().find(|f| is_share(f))?;
    // "The rest, 36%, went", "The others, 18% of those", "the balance is 24%"; never "At the rest, 36% were kept"
    let behind = rest.tokens.end;
    let of_them = draft.is(behind, "of") && draft.any(behind + 1, &["it", "them", "those", "the"]);
    let between = draft.word(rest.begin().saturating_sub(1)) == "," && (!draft.is_word(behind) || of_them);
    let aside = draft.follows(rest.begin(), WordSet::AreOrIs) || between;
    let aside = aside || others && !draft.is(behind, "of") && percents(draft, &here).len() == 1;
    let noun = others || draft.any(cue.end - 1, &["rest", "balance", "remainder", "others"]);
    if !opens || !aside || !noun || !rest.is_percent() || draft.scope(cue.start) != Scope::Body {
        return None;
    }
    let number = draft.input.tokens.sentence_of(cue.start);
    let before = draft.input.tokens.sentences.get(number.saturating_sub(SENTENCES)..number)?;
    let mut shares: Vec<&Figure> =
        draft.figures_in(&(here.start..cue.start)).iter().filter(|f| portion(f)).collect();
    let mut whole = false;
    for sentence in before.iter().rev().filter(|s| draft.scope(s.start) == Scope::Body) {
        let found: Vec<&Figure> = draft.figures_in(sentence).iter().filter(|f| portion(f)).collect();
        // "52 per cent, and panels another nine": a share as well
        let more = |f: &Figure| f.kind == Kind::Number && draft.follows(f.begin(), WordSet::Further);
        if !found.is_empty() && draft.figures_in(sentence).iter().any(|f| more(f) && !portion(f)) {
            return None;
        }
        // "40% of the seats, up from 31%"
        let moved = || {
            other(draft, sentence)
                || found.iter().any(|f| draft.any(f.begin().saturating_sub(1), &["from", "than"]))
        };
        if !found.is_empty() && (moved() || !draft.days_in(sentence).is_empty()) {
            return None;
        }
        let of = |f: &&Figure| draft.is(f.tokens.end, "of");
        whole |= found.iter().any(of);
        let first = found.iter().any(of);
        shares.splice(0..0, found);
        // The whole is named with the first of them.
        if first || shares.len() > MOST {
            break;
        }
    }
    let twice = draft.is(behind, "of") && !of_them;
    // More than all without the rest: of those who did several things.
    let before = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(hundred(f)))?;
    let over = before > Decimal::ONE_HUNDRED;
    shares.push(rest);
    let again = shares.iter().enumerate().any(|(k, f)| shares[..k].iter().any(|g| g.value == f.value));
    let fits = shares.len() > 1
        && shares.len() <= MOST
        && whole
        && !over
        && !twice
        && !again
        && !other(draft, &here);
    (fits && !apart_but_first(draft, &shares)).then(|| off(&shares, false))?
}

/// A share, or a fraction of what it counts: "Two-thirds of the residents".
fn portion(f: &Figure) -> bool {
    let fraction = f.kind == Kind::Number && f.value > Decimal::ZERO && f.value < Decimal::ONE;
    is_share(f) || fraction && !f.vague
}

/// Most tokens between "the rest" and its share.
const REST: u32 = 8;

/// Whether the shares behind the first are those of other wholes.
fn apart_but_first(draft: &Draft<'_>, shares: &[&Figure]) -> bool {
    let middle = shares.get(1..shares.len().saturating_sub(1)).unwrap_or_default();
    middle.iter().any(|f| draft.is(f.tokens.end, "of"))
}

/// A list whose items are the shares of what its head divides: "Where each pound goes:".
fn items(draft: &Draft<'_>) -> Option<Slip> {
    let blocks = &draft.input.doc.blocks;
    let tokens = &draft.input.tokens.blocks;
    let mut found = None;
    for k in 1..blocks.len() {
        if blocks[k].scope != Scope::Item || blocks[k - 1].scope == Scope::Item || tokens[k - 1].is_empty() {
            continue;
        }
        let head = draft.sentence(tokens[k - 1].end.saturating_sub(1));
        let items = draft.items_below(tokens[k - 1].start);
        let shares: Vec<&Figure> =
            items.iter().flat_map(|i| draft.figures_in(i)).filter(|f| is_share(f)).collect();
        let one = items.iter().all(|i| draft.figures_in(i).iter().filter(|f| is_share(f)).count() == 1);
        let rest = items.last().is_some_and(|i| draft.has(i, Cue::Remainder));
        let divides = divides(draft, &head);
        if !one
            || shares.len() < 3
            || !(rest || divides)
            || other(draft, &head)
            || items.iter().any(|i| other(draft, i))
        {
            continue;
        }
        found = found.or_else(|| off(&shares, !rest));
    }
    found
}

/// Whether a sentence says that what follows shares out one whole.
fn divides(draft: &Draft<'_>, head: &Range<u32>) -> bool {
    let each = |i: u32| draft.any(i, &["each", "every"]) && draft.any(i + 1, &["pound", "dollar", "euro"]);
    (head.start..head.end).any(each)
        || draft.says(head, WordSet::SharedOut)
        || draft.says(head, WordSet::Consists)
        || draft.has(head, Cue::Parts)
        || single(draft, head)
}

/// Whether no more than one answer was asked for: "one vote each", "nobody could tick more than one box".
pub(super) fn single(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    (range.start..range.end).any(|i| {
        let one = draft.any(i, &["one", "single"]);
        let than = draft.preceded(i, &["than"]);
        let denied = || (i.saturating_sub(8).max(range.start)..i).any(|k| draft.one(k, WordSet::NoneAtAll));
        let of = u32::from(draft.is(i + 1, "of")) * 2;
        // "one answer in three", "in one group"
        let answer = |k: u32| draft.one(k, WordSet::AnAnswer) && !draft.is(k + 1, "in");
        one && (!than || denied()) && !draft.preceded(i, &["in"]) && (i + 1..i + 3 + of).any(answer)
    })
}
