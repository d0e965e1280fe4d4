//! What sets a figure apart from one of another place in the text: another time, source or plan.

use std::ops::Range;

use super::draft::Draft;
use super::figure::Figure;
use super::same::main_clause;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Whether a word near a figure makes it one of another time, place or source.
pub(super) fn otherwise(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let end = f.stop();
    // What stands inside the figure says nothing: "more than 430 swimmers".
    let start = f.begin();
    let before = start.saturating_sub(4).max(sentence.start)..start;
    let after = end..sentence.end.min(end + 4);
    // What is told of them in a clause of its own sets nothing apart: "17 miners who had been trapped".
    let clause = after.clone().find(|&i| draft.one(i, WordSet::OpensRelative));
    let after = after.start..clause.unwrap_or(after.end);
    // "will close 104 branches by next summer": when, where no other figure is told for now
    let same = |g: &&Figure| {
        g.kind == f.kind && !matches!((g.head(), f.head()), (Some(x), Some(y)) if !draft.akin(x, y))
    };
    let alone = draft.figures_in(&sentence).iter().filter(same).count() == 1;
    let earlier = |near: &Range<u32>| {
        draft.cues_in(near, Cue::Earlier).any(|c| {
            // "more than any other resort"
            !(draft.is(c.tokens.end, "any")
                || alone && draft.is(c.tokens.start, "next")
                || c.tokens.start == end && draft.is(end, "each")
                || alone && (tells(draft, c.tokens.start) || lately(draft, f, &c.tokens)))
        })
    };
    [before, after].iter().any(|near| earlier(near) || draft.has(near, Cue::Expected)) || unsettled(draft, f)
}

/// "Rents rose by 15% last year, figures show": the time of which a text tells from its first sentence on.
fn lately(draft: &Draft<'_>, f: &Figure, cue: &Range<u32>) -> bool {
    // "spent £8.4m on filling potholes last year"; never "more than last year"
    let bare = !draft.preceded(cue.start, &["than", "on", "from", "since"])
        && draft.unbroken(&(f.stop()..cue.start));
    draft.is(cue.start, "last")
        && bare
        && main_clause(draft, f)
        && draft.block_above(f.tokens.start).is_none()
}

/// "killed 32 miners on Sunday, officials said", "Police arrested three men": who tells a figure that nobody else tells
/// sets nothing apart; "Police put the crowd at 3,000" does.
fn tells(draft: &Draft<'_>, source: u32) -> bool {
    let the = u32::from(draft.preceded(source, &["the"]));
    let trailing = draft.preceded(source - the, &[","])
        && draft.one(source + 1, WordSet::Says)
        && !draft.one(source + 2, WordSet::CommonWord);
    // "Police seized 80kg"; "Police put the crowd at", "Police counted"
    let acts = draft.token(source).is_some_and(|t| t.starts_sentence())
        && draft.is_word(source + 1)
        && ![WordSet::Says, WordSet::Recorded, WordSet::Survey].iter().any(|&s| draft.one(source + 1, s))
        && !draft.any(
            source + 1,
            &["put", "puts", "estimate", "estimated", "count", "believe", "think", "gave", "figures", "had"],
        );
    draft.one(source, WordSet::Source) && (trailing || acts || draft.one(source + 1, WordSet::Held))
}

/// Whether a figure is one of a plan and nothing else sets it apart.
pub(super) fn planned(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let near = f.tokens.start.saturating_sub(4).max(sentence.start)..f.tokens.end;
    // "200 jobs to go", "Retailer to shut 40 stores"
    let to = || draft.is(f.stop(), "to") || near.clone().any(|i| draft.is(i, "to"));
    let headline = matches!(draft.scope(f.tokens.start), Scope::Heading(_)) && to();
    (headline || draft.has(&near, Cue::Expected)) && !draft.has(&sentence, Cue::Revised) && f.plain()
}

/// Whether a figure is rounded, or has changed since.
fn unsettled(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let start = f.begin();
    let before = start.saturating_sub(1).max(sentence.start)..start;
    draft.has_any(&before, &[Cue::Earlier, Cue::Expected])
        || draft.has(&sentence, Cue::Revised)
        || !f.plain() && f.modifier.is_none()
}

/// "jailed for 12 and eight years": one of several that share their unit.
pub(super) fn unit_shared(draft: &Draft<'_>, f: &Figure) -> bool {
    let at = f.tokens.start;
    let joined = draft.preceded(at, &["and", "or"]);
    joined
        && f.unit.is_some()
        && draft.numerals_in(&(at.saturating_sub(3)..at - 1)).iter().any(|n| n.tokens.end + 1 == at)
}
