//! `change-mismatch` of a way that two values do not go: "was called out less often last year: 312 times, against 268".

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::change::{CODE, alike, differ, scale_shared};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::told::ranked;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::decimal::grouped;

/// Most tokens from what there is more of to the first value.
const LEAD: u32 = 16;

/// Most tokens between the two values, and from the second to its time.
const NEAR: u32 = 9;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for i in 1..draft.end() {
        if draft.one(i, WordSet::Compared) {
            out.extend(opposed(draft, i));
        }
    }
    for rises in [true, false] {
        for cue in draft.of(if rises { Cue::Up } else { Cue::Down }).filter(|c| c.worth.is_some()) {
            out.extend(moved_to(draft, &cue.tokens, rises));
        }
    }
}

/// "Sales, which stood at 4,000 in 2018, fell to 4,700 in 2019": what something was, and what it moved to in the same breath.
fn moved_to(draft: &Draft<'_>, cue: &Range<u32>, rises: bool) -> Option<Slip> {
    let sentence = draft.sentence(cue.start);
    let value = |f: &&Figure| matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Percent);
    let all = draft.figures_in(&sentence);
    let [old, new] = all.iter().filter(value).collect::<Vec<_>>()[..] else { return None };
    let to = draft.is(cue.end, "to") && (cue.end + 1..cue.end + 3).contains(&new.begin());
    let before = old.begin();
    let was = (before.saturating_sub(2).max(sentence.start)..before).any(|i| {
        draft.one(i, WordSet::AreOrIs)
            || draft.any(i, &["stood", "had", "been", "numbered", "totalled", "averaged"])
    });
    // Nothing but when that was stands between the two, and no other subject.
    let timed = |i: u32| {
        let near = i.saturating_sub(5)..i + 1;
        draft.readings_in(&near).iter().any(|r| r.kind.is_time() && r.extent.whole.contains(&i))
    };
    let goes_on = |i: u32| {
        matches!(draft.word(i), ",")
            || draft
                .any(i, &["and", "but", "then", "it", "they", "has", "have", "had", "since", "in", "when"])
            || timed(i)
    };
    let joined = old.stop() < cue.start && (old.stop()..cue.start).all(goes_on);
    let kinds = alike(new, old) && (new.kind == old.kind);
    let plain = new.plain() && old.plain() && !scale_shared(draft, old, new) && differ(old, new);
    let fits = (new.value > old.value) == rises;
    let other =
        draft.has_any(&sentence, &[Cue::Expected, Cue::Revised, Cue::Each, Cue::Multiple, Cue::OtherBase]);
    if fits || !to || !was || !joined || !kinds || !plain || other || ranked(draft, &sentence) {
        return None;
    }
    let way = if rises { "fall" } else { "rise" };
    let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
    Some(Slip::new(CODE, cue, text).against([old.tokens.clone(), new.tokens.clone()]))
}

/// The slip of two values that "against" sets side by side, and of which the sentence says the contrary.
fn opposed(draft: &Draft<'_>, against: u32) -> Option<Slip> {
    let sentence = draft.sentence(against);
    let value = |f: &&Figure| matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Ratio);
    let all = draft.figures_in(&sentence);
    let [new, old] = all.iter().filter(value).collect::<Vec<_>>()[..] else { return None };
    let (at, second) = (new.begin(), old.begin());
    let behind = old.stop()..sentence.end.min(old.stop() + NEAR);
    // "against 268 the year before", "compared with 71 in 2022"
    let earlier = draft.says(&behind, WordSet::Past)
        || draft.days_in(&behind).iter().any(|d| d.year.is_some())
        || draft.readings_in(&(against..old.stop())).iter().any(|r| r.kind.is_time());
    let between = new.stop() <= against && against < second;
    let near = second.saturating_sub(against) <= 4 && against.saturating_sub(new.stop()) <= NEAR;
    let kinds = alike(new, old) && new.kind == old.kind || old.kind == Kind::Number && old.noun.is_none();
    // "40 went out, against 52"
    let timed = |i: u32| {
        draft
            .readings_in(&(i.saturating_sub(4)..i + 1))
            .iter()
            .any(|r| r.kind.is_time() && r.extent.tokens.contains(&i))
    };
    let told = (new.stop()..against).all(|i| !draft.is_word(i) || timed(i) || draft.is(i, "times"));
    let plain = told && new.plain() && old.plain() && !scale_shared(draft, new, old) && differ(old, new);
    if !between || !near || !earlier || !kinds || !plain || draft.scope(against) != Scope::Body {
        return None;
    }
    let (place, rises) = way(draft, &(sentence.start.max(at.saturating_sub(LEAD))..at), new)?;
    let other = all.iter().any(|f| f.is_percent())
        || draft.has_any(&sentence, &[Cue::Expected, Cue::Revised, Cue::Each, Cue::Multiple, Cue::OtherBase])
        || ranked(draft, &sentence);
    let fits = (new.value > old.value) == rises;
    if fits || other {
        return None;
    }
    let way = if rises { "fall" } else { "rise" };
    let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
    Some(Slip::new(CODE, &place, text).against([old.tokens.clone(), new.tokens.clone()]))
}

/// The only word of more or of less in `lead`, of what the first value counts: "less often ...: 312 times", "more books by
/// post ...: 4,100 parcels".
fn way(draft: &Draft<'_>, lead: &Range<u32>, new: &Figure) -> Option<(Range<u32>, bool)> {
    let word = |i: u32| match () {
        () if draft.any(i, &["more", "oftener"]) => Some(true),
        () if draft.any(i, &["fewer", "less", "rarer"]) => Some(false),
        () => None,
    };
    let mut said = (lead.start..lead.end).filter_map(|i| Some((i, word(i)?)));
    let (i, rises) = said.next().filter(|_| said.next().is_none())?;
    if draft.has(lead, Cue::Up) || draft.has(lead, Cue::Down) {
        return None;
    }
    let not = (i.saturating_sub(3)..i).any(|k| {
        draft.any(
            k,
            &[
                "no", "not", "never", "hardly", "any", "little", "than", "far", "if", "or", "nothing",
                "neither",
            ],
        )
    });
    let plural = |k: u32| {
        draft.is_word(k)
            && draft.word(k).len() > 3
            && draft.input.rules.language.ends_as_plural(draft.word(k))
    };
    let often = draft.any(i + 1, &["often", "frequently"]);
    let of = plural(i + 1)
        || draft.one(i + 1, WordSet::People)
        || draft.any(i + 1, &["rain", "snow", "money", "milk"]);
    // ", it said: 4,100 parcels", "fewer sorties ..., with 94 missions"
    let mark = (i + 1..new.begin())
        .rev()
        .find(|&k| draft.is_sign(k) || matches!(draft.word(k), ":" | "," | "(" | "\u{2013}"));
    let opens = mark.is_some_and(|k| {
        k + 1 == new.begin() || k + 2 == new.begin() && draft.any(k + 1, &["with", "at", "only", "just"])
    });
    let akin = new.head().is_none_or(|h| draft.akin(h, i + 1)) || draft.word(mark?) == ":";
    let than = draft.is(i + 2, "than") && !draft.any(i + 3, &["usual", "before", "ever", "in", "last"]);
    let fits =
        if often { new.noun.is_none() || draft.word(new.stop() - 1) == "times" || akin } else { of && akin };
    (fits && opens && !not && !than).then(|| (i..i + 1, rises))
}
