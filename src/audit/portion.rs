//! `share-sum` of a share beside its two numbers: "40 of the 200 pupils, or 40 per cent".

use std::ops::Range;

use super::Slip;
use super::draft::Draft;
use super::figure::Figure;
use super::share;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// Most tokens between "of" and the whole: "of the town's 4,000 homes".
const OF: u32 = 4;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for three in draft.figures.windows(3) {
        if let [a, whole, b] = three
            && of(draft, a, whole)
            && again(draft, whole, b)
        {
            // "40 of the 200 pupils, or 40 per cent"; "half of the 4,000 homes, 2,500"
            out.extend(match (share::is_share(a), share::is_share(b)) {
                (false, true) => slip(draft, a, whole, b),
                (true, false) => slip(draft, b, whole, a),
                _ => None,
            });
        } else if let [whole, part, share] = three
            && share::is_share(share)
            && !share::is_share(part)
            && of_the(draft, whole, part)
            && again(draft, part, share)
        {
            out.extend(slip(draft, part, whole, share));
        }
    }
}

/// Whether `part` is said to be one of the things that `whole` counts.
fn of(draft: &Draft<'_>, part: &Figure, whole: &Figure) -> bool {
    let at = part.tokens.end;
    let gap = at + 2..whole.tokens.start;
    // "65 of 130, or 75%"
    let bare = at + 1 == whole.tokens.start && whole.noun.is_none() && whole.kind == Kind::Number;
    if draft.is(at, "of") && bare && whole.plain() && draft.is(whole.tokens.end + 1, "or") {
        return true;
    }
    draft.is(at, "of")
        && draft.one(at + 1, WordSet::Definite)
        && gap.end <= gap.start + OF
        && (gap.start..gap.end).all(|i| draft.is_word(i) || matches!(draft.word(i), "'" | "\u{2019}"))
        && whole.kind == Kind::Number
        && whole.noun.is_some()
        && whole.plain()
}

/// "Of the 200 pupils, 50": whether `part` is told of the whole at the head of the sentence.
fn of_the(draft: &Draft<'_>, whole: &Figure, part: &Figure) -> bool {
    let sentence = draft.sentence(part.tokens.start);
    let gap = whole.stop()..part.begin();
    let comma = (gap.start..gap.end).filter(|&i| draft.word(i) == ",").count();
    draft.is(sentence.start, "of")
        && (draft.one(sentence.start + 1, WordSet::Definite) || whole.tokens.start == sentence.start + 1)
        && (sentence.start + 1..sentence.start + 3 + OF).contains(&whole.tokens.start)
        && gap.end <= gap.start + 2 * OF
        && comma == 1
        && draft.word(gap.end.saturating_sub(1)) == ","
        && whole.kind == Kind::Number
        && whole.plain()
}

/// Whether `said` tells the same once more, right behind the whole: ", or 40 per cent", "(40 per cent)", ", 30 people,".
fn again(draft: &Draft<'_>, whole: &Figure, said: &Figure) -> bool {
    let end = whole.stop();
    let gap = end..said.begin();
    let behind = said.stop();
    let or = (gap.start..gap.end).any(|i| draft.is(i, "or") || draft.word(i) == "(");
    let signs = (gap.start..gap.end).all(|i| draft.is(i, "or") || matches!(draft.word(i), "," | "("));
    let closed = matches!(draft.word(behind), "," | ")" | "." | ";" | "\u{2014}") || behind >= draft.end();
    !gap.is_empty() && gap.end - gap.start <= 3 && signs && closed && (or || draft.word(end) == ",")
}

fn slip(draft: &Draft<'_>, part: &Figure, whole: &Figure, share: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(part.tokens.start);
    let plain = part.plain()
        && part.kind == Kind::Number
        && !share.end
        && (share.plain() || !share.is_percent())
        && share.tokens.end <= sentence.end
        && !draft.has_any(&sentence, &[Cue::Rounding, Cue::Up, Cue::Down, Cue::OtherBase]);
    let is = (part.value * Decimal::ONE_HUNDRED).checked_div(whole.value)?;
    let said = share::hundred(share);
    // Half a point and what rounding of both counts may have moved; a spoken fraction is good to some points.
    let counts = (part.slack + whole.slack) * Decimal::ONE_HUNDRED / whole.value;
    let leave = share::leave(share).max(Decimal::ONE) + counts;
    let ways: [Range<u32>; 2] = [part.tokens.clone(), whole.tokens.clone()];
    if !plain || part.value > whole.value || (is - said).abs() <= leave {
        return None;
    }
    let text = format!(
        "{} of {} is {} %, not {} %",
        grouped(part.value),
        grouped(whole.value),
        grouped(is.round_dp(1).normalize()),
        grouped(said.round_dp(1).normalize())
    );
    Some(Slip::new("share-sum", &share.tokens, text).against(ways))
}
