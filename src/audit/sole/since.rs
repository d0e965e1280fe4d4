//! `anniversary` by arithmetic: "It will be thirty years on Friday since the cable car carried its first passengers, on 13
//! September 1984", where the years to the day of publication are a round step off.

use crate::audit::Slip;
use crate::audit::ago::years_of;
use crate::audit::anniversary::slip;
use crate::audit::calendar::weekday;
use crate::audit::draft::Draft;
use crate::audit::founding::distinct;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most tokens between "since" and the date of what was then.
const FAR: u32 = 16;

/// Most tokens between the years and "since": "thirty years on Friday since".
const NEAR: u32 = 5;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let Some(today) = draft.published() else { return };
    for f in draft.figures.iter().filter(|f| f.kind == Kind::Duration) {
        let Some(n) = years_of(f).filter(|n| *n >= 10) else { continue };
        let (start, end) = (f.tokens.start, f.tokens.end);
        let sentence = draft.sentence(start);
        // "It will be", "It is", "It has been", "Today marks"
        let lead = sentence.start..start;
        let it = lead.len() <= 5
            && (draft.one(sentence.start, WordSet::ItOrThey) || draft.one(sentence.start, WordSet::ThisTime))
            && !draft.says(&lead, WordSet::MoreThan)
            && !draft.any(start - 1, &["was", "were", "been", "over", "nearly", "almost", "about"])
            || lead.len() <= 5 && draft.is(sentence.start, "it") && draft.is(start - 1, "been");
        let Some(since) = (end..sentence.end.min(end + NEAR)).find(|&i| draft.is(i, "since")) else {
            continue;
        };
        let [day] = distinct(draft, &sentence)[..] else { continue };
        let gap = since + 1..day.tokens.start.max(since + 1);
        let near = day.tokens.start > since && gap.len() <= FAR as usize;
        // "since the band, formed in 1984, last played", "since he left the school where he had taught since 1984"
        let stop = day.tokens.end;
        let closed = stop >= sentence.end
            || matches!(draft.word(stop), "." | "!" | "?" | ";")
            || draft.word(stop) == ","
                && (draft.one(stop + 1, WordSet::ListAnd)
                    || draft.any(stop + 1, &["but", "so", "when", "with", "he", "she"]));
        let aside = (gap.start..gap.end).any(|i| {
            draft.one(i, WordSet::OpensRelative)
                || draft.any(i, &["where", "when", "that", "since", "he", "she"])
                || matches!(draft.word(i), ";" | "(")
        });
        let named = weekday(draft, since + 1).is_some();
        let other = draft.has_any(&sentence, &[Cue::OtherClock, Cue::Ahead, Cue::Late]);
        let Some(year) = day.year else { continue };
        let off = (today.year() - year - n).abs();
        if it
            && near
            && closed
            && !aside
            && !named
            && !other
            && off >= 5
            && off % 5 == 0
            && draft.scope(start) == Scope::Body
        {
            out.extend(slip(draft, n, &f.tokens, day, None, Some(today.year())));
        }
    }
}
