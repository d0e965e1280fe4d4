//! `text-differs` of what is told again with its own sign: magnitudes, times of a race, scores.

use std::ops::Range;

use super::Slip;
use super::differs::CODE;
use super::digits::slipped;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::TokenKind;
use crate::value::Decimal;

/// Most tokens from a label to its number: "put its magnitude at a moderate 6.8".
const LABEL: u32 = 4;

fn slip(draft: &Draft<'_>, here: &Range<u32>, there: &Range<u32>) -> Slip {
    let text = format!("{} here, {} there", draft.text(here), draft.text(there));
    Slip::new(CODE, here, text).against([there.clone()])
}

/// The word that says on what scale a number stands: "magnitude 5.1", "a 5.1-magnitude quake".
fn label(draft: &Draft<'_>, f: &Figure) -> Option<u32> {
    if f.kind != Kind::Number {
        return None;
    }
    let (start, end) = (f.tokens.start, f.tokens.end);
    let after = (end..end + 2).find(|&i| draft.word(i) != "-").filter(|&i| draft.one(i, WordSet::Scale));
    let before = || {
        let near = (start.saturating_sub(LABEL)..start).rev().take_while(|&i| draft.unbroken(&(i..i + 1)));
        near.filter(|&i| draft.one(i, WordSet::Scale)).last()
    };
    after.or_else(before)
}

/// "# Magnitude 5.1 quake", "put its magnitude at 6.8": one scale, and one number on it in the text.
pub(super) fn labelled(draft: &Draft<'_>, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    let find = |range: &Range<u32>| -> Vec<(u32, &Figure)> {
        draft.figures_in(range).iter().filter_map(|f| Some((label(draft, f)?, f))).collect()
    };
    let here = find(block);
    let [(word, figure)] = here[..] else { return None };
    let told: Vec<_> = body.iter().flat_map(|b| find(b)).filter(|(w, _)| draft.akin(*w, word)).collect();
    let (_, first) = told.first()?;
    let one = told.iter().all(|(_, f)| f.value == first.value);
    let sentence = draft.sentence(first.tokens.start);
    let apart = [block, &sentence].iter().any(|r| draft.has_any(r, &[Cue::Earlier, Cue::Revised]));
    let plain = figure.plain() && first.plain() && !figure.agrees(first);
    (one && plain && !apart).then(|| slip(draft, &figure.tokens, &first.tokens))
}

/// "A magnitude 6.8 earthquake shook the island. ... after the 5.4-magnitude quake": the one just told of.
pub(super) fn magnitudes(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    let all: Vec<(u32, &Figure)> =
        draft.figures_in(block).iter().filter_map(|f| Some((label(draft, f)?, f))).collect();
    let [(word, a), (again, b)] = all[..] else { return };
    let the = draft.preceded(b.begin(), &["the"]);
    let next = draft.next_sentence(a.tokens.start).is_some_and(|s| s.contains(&b.tokens.start));
    let near = draft.sentence(a.tokens.start).start..b.tokens.end + 4;
    let apart = draft.has_any(&near, &[Cue::Revised, Cue::Earlier]);
    if the && next && !apart && draft.akin(word, again) && a.plain() && b.plain() && !a.agrees(b) {
        out.push(slip(draft, &a.tokens, &b.tokens));
    }
}

/// "in 2:27:45" in the text, "2:21:08" under its picture: hours, minutes and seconds of one race.
pub(super) fn race(draft: &Draft<'_>, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    let long = |r: &&Reading| {
        let at = &r.extent.tokens;
        let text = draft.text(at);
        r.kind.is_time()
            && text.bytes().filter(|b| *b == b':').count() == 2
            && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
    };
    let here: Vec<&Reading> = draft.readings_in(block).iter().filter(long).collect();
    let [here] = here[..] else { return None };
    let told: Vec<&Reading> = body.iter().flat_map(|b| draft.readings_in(b)).filter(long).collect();
    let mine = draft.text(&here.extent.tokens);
    // Of several in the text each is another runner's, or the record.
    let [there] = told[..] else { return None };
    let other = draft.text(&there.extent.tokens);
    let sentence = draft.sentence(there.extent.tokens.start);
    let name = |&i: &u32| draft.token(i).is_some_and(|t| t.capital()) && draft.word(i).len() >= 4;
    let same = (block.start..block.end)
        .filter(name)
        .any(|i| (sentence.start..sentence.end).any(|k| name(&k) && draft.word(k) == draft.word(i)));
    // "beat her time of last year, 2:30:11"
    let near = |r: &Reading| {
        let at = &r.extent.tokens;
        at.start.saturating_sub(5)..at.end + 3
    };
    let apart =
        [here, there].iter().any(|r| draft.has_any(&near(r), &[Cue::Earlier, Cue::Revised, Cue::Expected]));
    (same && !apart && mine != other).then(|| slip(draft, &here.extent.tokens, &there.extent.tokens))
}

/// "won by three points, 58-55. The 68-55 win": the game just told, by another score.
pub(super) fn games(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    for reading in draft.readings_in(block).iter().filter(|r| r.kind == Kind::Ratio) {
        let there = &reading.extent.tokens;
        let this = draft.follows(there.start, WordSet::ThisVery)
            || draft.follows(there.start, WordSet::Possessive)
            || days_own(draft, there.start);
        let vote = draft.one(there.end, WordSet::Ballot);
        if !this || !(vote || draft.one(there.end, WordSet::Won)) {
            continue;
        }
        let Some(mut before) = draft.previous_sentence(there.start) else { continue };
        let mut scores = scores(draft, &before);
        if vote && scores.is_empty() {
            scores.extend(votes(draft, &before));
        }
        // A sentence of something else may stand between.
        if scores.is_empty()
            && let Some(earlier) = draft.previous_sentence(before.start)
        {
            before = earlier;
            scores = self::scores(draft, &before);
        }
        let [here] = &scores[..] else { continue };
        let (Some((a, b)), Some((c, d))) = (score(draft, here), score(draft, there)) else { continue };
        let won = vote || (before.start..before.end).any(|i| draft.one(i, WordSet::Won));
        let part = (before.start..before.end).any(|i| draft.one(i, WordSet::PartOfGame))
            || another_game(draft, &before, there.end + 1);
        // "It was not like the 3-1 win"
        let other = ["since", "like", "than", "as", "unlike", "avenged", "of", "not"];
        if !vote && there.start >= 2 && draft.any(there.start - 2, &other) {
            continue;
        }
        // Two games have seldom one side's score in common.
        // Two votes of one body have as many votes.
        let alike = (a == c) != (b == d) && (!vote || same_vote(draft, &before, there.end + 1))
            || (a, b) == (d, c)
            || vote && a + b == c + d && same_vote(draft, &before, there.end + 1)
            // "in a 3-1 win on Saturday. \"We were lucky,\" he said after the 4-2 victory"
            || !vote && the_one(draft, block, there);
        let near = here.start.saturating_sub(6).max(before.start)..before.end.min(here.end + 6);
        let apart = draft.has(&near, Cue::Earlier) || draft.has(&before, Cue::Revised);
        if won && !part && alike && (a, b) != (c, d) && !apart {
            out.push(slip(draft, here, there));
        }
    }
}

/// "RESOLVED, by 21 votes to 6, ... the resolution, having been carried by 12 votes to 6": one vote that was carried, told
/// twice with two digits of one side changed round.
pub(super) fn carried(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    let ballot = |s: &Range<u32>| {
        let pair = draft.numerals_in(s).windows(2).find(|p| {
            let gap = p[0].tokens.end..p[1].tokens.start;
            gap.len() == 2 && draft.is(gap.start, "votes") && draft.is(gap.start + 1, "to")
        })?;
        Some((pair[0].value, pair[1].value, pair[0].tokens.start..pair[1].tokens.end))
    };
    let mut sentence = draft.sentence(block.start);
    let mut told: Option<(Decimal, Decimal, Range<u32>)> = None;
    loop {
        let done = draft.says(&sentence, WordSet::MotionCarried) && !draft.has(&sentence, Cue::Earlier);
        // "A second bill was passed by"
        let new = draft.one(sentence.start, WordSet::Indefinite)
            || draft.says(&sentence, WordSet::OtherOne)
            || (sentence.start..sentence.end).any(|i| draft.any(i, &["second", "another", "next"]));
        if let Some(found) = ballot(&sentence).filter(|_| done && !(new && told.is_some())) {
            if let Some(first) = told.filter(|t| {
                t.0 == found.0 && slipped(t.1, found.1, 2) || t.1 == found.1 && slipped(t.0, found.0, 2)
            }) {
                out.push(slip(draft, &first.2, &found.2));
            }
            told = Some(found);
        }
        match draft
            .next_sentence(sentence.start)
            .filter(|n| n.start > sentence.start && block.contains(&n.start))
        {
            Some(next) => sentence = next,
            None => break,
        }
    }
}

/// "beat Hallworth 4-1 on Saturday ... Saturday's 5-1 win": whether the game is that of the day just told.
fn days_own(draft: &Draft<'_>, at: u32) -> bool {
    let day =
        at.checked_sub(3).filter(|&i| draft.is(i + 2, "s") && super::calendar::weekday(draft, i).is_some());
    let before = draft.previous_sentence(at);
    day.zip(before).is_some_and(|(day, before)| before.into_iter().any(|i| draft.is(i, draft.word(day))))
}

/// Whether a game is told of as the one just played: "The 4-2 victory was", and only two scores are told.
fn the_one(draft: &Draft<'_>, block: &Range<u32>, there: &Range<u32>) -> bool {
    let end = there.end + 1;
    let ends = draft.one(end, WordSet::AreOrHave)
        || matches!(draft.word(end), "," | "." | ";")
        || draft.word(end).ends_with('s') && draft.one(end, WordSet::LeadsTo);
    draft.preceded(there.start, &["the"]) && ends && scores(draft, block).len() == 2
}

/// "The 5-4 vote on the sewer fees": whether what a vote is said to be on was told of before.
fn same_vote(draft: &Draft<'_>, before: &Range<u32>, at: u32) -> bool {
    let end = draft.sentence(at).end.min(at + 5);
    let on = (at..end).find(|&i| draft.any(i, &["on", "over", "for", "against", "to"]));
    let word = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4;
    on.is_none_or(|on| {
        (on + 1..end + 2).filter(|&i| word(i)).any(|i| (before.start..before.end).any(|k| draft.akin(i, k)))
    })
}

/// "The 2-1 win over United last week": of another day, or against somebody else.
fn another_game(draft: &Draft<'_>, before: &Range<u32>, at: u32) -> bool {
    let end = draft.sentence(at).end.min(at + 4);
    let near = at..(at..end).find(|&i| draft.word(i) == ",").unwrap_or(end);
    // "The 4-2 vote came after three hours of debate"
    let dated = draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.kind != Kind::Duration);
    let rival = draft.any(at, &["over", "against"]) && draft.is_name(at + 1);
    let known = (before.start..before.end).any(|i| draft.word(i) == draft.word(at + 1));
    dated || rival && !known || draft.has(&near, Cue::Earlier)
}

/// "3-1", "58-55": what stands in a sentence as scores do.
pub(super) fn scores(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Range<u32>> {
    let digits = |i: u32| draft.token(i).is_some_and(|t| t.kind == TokenKind::Digits && t.end - t.start <= 3);
    let glued = |i: u32| draft.token(i).is_some_and(|t| !t.spaced());
    let dash = |i: u32| matches!(draft.word(i), "-" | "\u{2013}") && glued(i);
    let pair =
        |&i: &u32| digits(i) && dash(i + 1) && digits(i + 2) && glued(i + 2) && !dash(i + 3) && !glued(i);
    (range.start..range.end).filter(pair).map(|i| i..i + 3).collect()
}

/// "by 64 votes to 31": the one pair of votes in a sentence.
fn votes(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Range<u32>> {
    let numerals = draft.numerals_in(sentence);
    let pairs = numerals.windows(2).map(|p| p[0].tokens.start..p[1].tokens.end);
    let mut pairs = pairs.filter(|r| score(draft, r).is_some());
    pairs.next().filter(|_| pairs.next().is_none())
}

/// "won by seven wickets. Their four-wicket victory": by how many a game was won, told again.
pub(super) fn margins(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    for f in draft.figures_in(block).iter().filter(|f| f.kind == Kind::Number && f.plain()) {
        let end = f.tokens.end;
        let unit = end + u32::from(draft.word(end) == "-");
        let start = f.tokens.start;
        let this = draft.follows(start, WordSet::ThisVery) || draft.follows(start, WordSet::Possessive);
        if unit == end || !this || !draft.one(unit + 1, WordSet::Won) {
            continue;
        }
        let Some(before) = draft.previous_sentence(start) else { continue };
        let told = draft.figures_in(&before).iter().find(|g| {
            draft.preceded(g.begin(), &["by"])
                && g.plain()
                && g.kind == Kind::Number
                && g.head().is_some_and(|i| draft.akin(i, unit))
        });
        let part = (before.start..before.end).any(|i| draft.one(i, WordSet::PartOfGame))
            || another_game(draft, &before, unit + 2);
        if let Some(told) = told.filter(|t| t.value != f.value && !part) {
            out.push(slip(draft, &told.tokens, &f.tokens));
        }
    }
}

/// The higher and the lower side of "3-2".
pub(super) fn score(draft: &Draft<'_>, tokens: &Range<u32>) -> Option<(Decimal, Decimal)> {
    let [a, b] = draft.numerals_in(tokens) else { return None };
    let gap = a.tokens.end..b.tokens.start;
    let to = gap.len() <= 2 && (gap.start..gap.end).any(|i| draft.one(i, WordSet::ScoreJoin));
    let dash = (gap.len() == 1 && matches!(draft.word(gap.start), "-" | "\u{2013}") || to)
        && a.value.is_integer()
        && b.value.is_integer();
    dash.then(|| (a.value.max(b.value), a.value.min(b.value)))
}
