//! `share-sum` by elimination: three shares and more of one whole that make more than all of it.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
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
        if figure.tokens.start < done || !(figure.is_percent() || figure.kind == Kind::Money) {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        done = sentence.end;
        out.extend(overfull(draft, &sentence));
    }
}

fn overfull(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Slip> {
    let whole = undivided(draft, sentence)?;
    let pence = |f: &&Figure| {
        let small = f.unit.as_ref().is_some_and(|u| ["pen", "cent"].iter().any(|s| u.name().starts_with(s)));
        f.kind == Kind::Money && small
    };
    let shares: Vec<&Figure> = match whole {
        Whole::Hundred => draft.figures_in(sentence).iter().filter(|f| f.is_percent()).collect(),
        Whole::Unit => draft.figures_in(sentence).iter().filter(pence).collect(),
    };
    let parts = |c: Cue| draft.cues_in(sentence, c).any(|c| c.worth.is_some());
    let other = draft.has_any(sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial, Cue::Margin])
        || parts(Cue::Up)
        || parts(Cue::Down);
    let compared = |f: &&Figure| draft.one(f.tokens.end, WordSet::Fewer) || draft.one(f.tokens.end, WordSet::Greater);
    if shares.len() < 3 || other || !shares.iter().all(|f| f.plain()) || shares.iter().any(compared) {
        return None;
    }
    let sum: Decimal = shares.iter().map(|f| f.value).sum();
    let slack: Decimal = shares.iter().map(|f| f.slack).sum();
    if sum <= Decimal::ONE_HUNDRED + slack.max(Decimal::ONE) || sum > Decimal::from(MOST) {
        return None;
    }
    let terms: Vec<String> = shares.iter().map(|f| grouped(f.value.normalize())).collect();
    let text = format!("{} = {}, not 100", terms.join(" + "), grouped(sum.normalize()));
    let (first, rest) = shares.split_first()?;
    Some(Slip::new("share-sum", &first.tokens, text).against(rest.iter().map(|f| f.tokens.clone())))
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
        draft.any(i, &["each", "every"]) && draft.any(i + 1, &["pound", "dollar", "euro"]) && draft.preceded(i, &["of", "from"])
    };
    if (sentence.start + 1..sentence.end).any(each) {
        return Some(Whole::Unit);
    }
    let says = |i: u32| draft.one(i, WordSet::SharedOut);
    let chosen = (sentence.start..sentence.end).filter(|&i| draft.one(i, WordSet::ChoosesOne)).count() > 0
        && (sentence.start..sentence.end).any(|i| draft.any(i, &["one", "single"]));
    // "All of the city's power is made there: 48 percent of it by dams, ..."
    let all = draft.is(sentence.start, "all") && draft.is(sentence.start + 1, "of");
    let complete = draft.has(sentence, Cue::Complete) || all;
    ((sentence.start..sentence.end).any(says) || chosen || complete).then_some(Whole::Hundred)
}
