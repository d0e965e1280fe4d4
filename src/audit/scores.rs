//! `text-differs` of games: the score of a headline or a caption against that of the report.

use std::ops::Range;

use super::differs::{CODE, shared};
use super::draft::Draft;
use super::{Slip, again};
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// The higher and the lower side of a score, and where it stands.
type Score = (Decimal, Decimal, Range<u32>);

/// "win 3-2" in the lead, "3-1 win" under a picture, "Castle 3 Vale 1" as the headline.
pub(super) fn check(draft: &Draft<'_>, block: &Range<u32>, body: &[&Range<u32>]) -> Option<Slip> {
    let dashed = scores(draft, block);
    let sides = if dashed.is_empty() { sides(draft, block) } else { None };
    let (a, b, here) = match &dashed[..] {
        [one] => one,
        _ => sides.as_ref()?,
    };
    let won = |range: Range<u32>| draft.says(&range, WordSet::Won);
    // "Councillors vote 8-5 for bypass"
    let voted = |range: Range<u32>| draft.says(&range, WordSet::Voted);
    let near = |at: u32| at.saturating_sub(6)..at + 6;
    let mut told: Vec<Score> = body.iter().flat_map(|b| scores(draft, b)).collect();
    // "led 34-30 at the half ... beat Marist Valley 68-61": how it ended.
    if told.len() > 1 && !told.iter().any(|t| (t.0, t.1) == (*a, *b)) {
        let ended = |t: &Score| won(near(t.2.start)) || draft.says(&near(t.2.start), WordSet::EndsWith);
        // Of several that may be the last one is meant that has one side's score.
        let side = |t: &Score| (t.0 == *a) != (t.1 == *b);
        told.retain(ended);
        if told.len() > 1 {
            told.retain(side);
        }
    }
    let [(c, d, there)] = &told[..] else { return None };
    let sentence = draft.sentence(there.start);
    let beside = near(there.start).start.max(sentence.start)..near(there.start).end.min(sentence.end);
    let apart = draft.has_any(block, &[Cue::Earlier, Cue::Revised])
        || draft.has(&sentence, Cue::Revised)
        || draft.has(&beside, Cue::Earlier)
        // "who lost 5-1 at Castle last week"
        || (there.end..sentence.end.min(there.end + 6)).any(|i| {
            draft.one(i, WordSet::Past) && !draft.is(i + 1, "night") && !draft.is(i + 1, "minute")
        });
    let part = sides.is_some() && draft.says(&near(there.start), WordSet::PartOfGame);
    // The headline is nothing but the score: whoever is told to have won, or how it ended, is told of that game.
    // "# Rovers 2, Albion 0" above "The 3-1 win takes them out of the bottom three"
    let placed = draft.any(there.end + 1, &["at", "over", "against", "in", "on", "last"]);
    let the_win =
        !placed && draft.preceded(there.start, &["the", "this"]) && draft.one(there.end, WordSet::Won);
    let alone = sides.is_some()
        && (the_win && draft.readings_in(&(there.end..there.end + 4)).is_empty()
            || (a == c) != (b == d)
            || won(near(there.start)) && shared(draft, block, &sentence, &[]) >= 2);
    // "United win 4-0" above "United won 3-0 at Rovers on Sunday": the lead tells of the headline's game.
    let heading = matches!(draft.scope(block.start), Scope::Heading(_));
    let relative = (there.start.saturating_sub(4)..there.start).any(|i| draft.one(i, WordSet::OpensRelative));
    let leads = heading
        && !relative
        && body.first().is_some_and(|b| sentence.start == b.start)
        && (won(near(here.start)) && won(beside.clone()) || voted(near(here.start)) && voted(beside))
        && shared(draft, block, &sentence, &[]) >= 1;
    let one = alone
        || leads
        || won(near(here.start)) && won(near(there.start)) && shared(draft, block, &sentence, &[]) >= 2;
    if (a, b) == (c, d) || apart || part || !one {
        return None;
    }
    let text = format!("{} here, {} there", draft.text(here), draft.text(there));
    Some(Slip::new(CODE, here, text).against([there.clone()]))
}

/// The scores of a stretch: "3-2", "3 to 2".
fn scores(draft: &Draft<'_>, range: &Range<u32>) -> Vec<Score> {
    let ratios = draft.readings_in(range).iter().filter(|r| r.kind == Kind::Ratio);
    let mut places: Vec<Range<u32>> = ratios.map(|r| r.extent.tokens.clone()).collect();
    for dashed in again::scores(draft, range) {
        if !places.iter().any(|p| p.start < dashed.end && dashed.start < p.end) {
            places.push(dashed);
        }
    }
    places.sort_by_key(|p| p.start);
    places.into_iter().filter_map(|p| again::score(draft, &p).map(|(a, b)| (a, b, p))).collect()
}

/// Most tokens of a headline that is a score and nothing else.
const ONLY: usize = 14;

/// "Castle 3 Vale 1", "Tigers 31, Wolves 17": two names, each with its score.
fn sides(draft: &Draft<'_>, block: &Range<u32>) -> Option<Score> {
    // "Rovers 3, Dalton 1: captain's hat-trick sinks visitors"
    let colon = (block.start..block.end).find(|&i| draft.word(i) == ":" || draft.dash(i));
    let block = &(block.start..colon.unwrap_or(block.end));
    if block.len() > ONLY {
        return None;
    }
    let [a, b] = draft.numerals_in(block) else { return None };
    let named = |at: u32| {
        let before = at.checked_sub(1)?;
        (draft.is_word(before) && draft.token(before)?.capital()).then_some(())
    };
    let digits = |t: &Range<u32>| draft.text(t).bytes().all(|c| c.is_ascii_digit());
    let words = (block.start..block.end).filter(|&i| draft.is_word(i));
    let names = words.clone().all(|i| draft.token(i).is_some_and(|t| t.capital()));
    let plain =
        a.form == Form::Cardinal && b.form == Form::Cardinal && digits(&a.tokens) && digits(&b.tokens);
    named(a.tokens.start)?;
    named(b.tokens.start)?;
    let score = plain && names && b.tokens.end == block.end && a.tokens.end < b.tokens.start;
    score.then(|| (a.value.max(b.value), a.value.min(b.value), a.tokens.start..b.tokens.end))
}
