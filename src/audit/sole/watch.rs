//! `span-duration` by elimination: the only two times of day of two sentences and the one length "after" the second.
//!
//! "Surgeons made the first incision at 9.15am. They closed the wound at 2.15pm the same day, after seven hours at the table."

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::length::{Hedge, lengths, spell};
use crate::audit::span::CODE;
use crate::audit::stretch::{Ends, clock_ends, clocks};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// Most tokens between the second time and "after": "at 2.15pm the same day, after".
const NEAR: u32 = 6;

/// Most hours by which a slip of the pen is off.
const OFF: i64 = 4;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let all = clocks(draft);
    for pair in all.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let here = draft.sentence(b.tokens.start);
        let first = draft.sentence(a.tokens.start);
        let next = draft.previous_sentence(here.start).is_some_and(|p| p == first);
        let only = all.iter().filter(|c| (first.start..here.end).contains(&c.tokens.start)).count() == 2;
        let goes_on = draft.one(here.start, WordSet::ItOrThey) || draft.one(here.start, WordSet::HeOrShe);
        if !next || !only || !goes_on || a.end.is_some() || b.end.is_some() {
            continue;
        }
        let found = lengths(draft, &(first.start..here.end));
        let [length] = &found[..] else { continue };
        let (start, end) = (length.tokens.start, length.tokens.end);
        let after = draft.preceded(start, &["after"])
            && (b.tokens.end..b.tokens.end + NEAR).contains(&(start - 1))
            && (b.tokens.end..start).any(|i| draft.word(i) == ",");
        // "after 12 hours without food", "after seven hours of queues and a lunch"
        let of = draft.any(end, &["of", "at", "on", "in"]);
        let ends = (end..here.end.min(end + 8)).find(|&i| !draft.is_word(i)).unwrap_or(here.end);
        let more = (end..ends).any(|i| draft.one(i, WordSet::ListAnd))
            || draft.has_any(
                &(first.start..here.end),
                &[Cue::OtherClock, Cue::Break, Cue::Spells, Cue::Expected],
            );
        let others = draft
            .figures_in(&(first.start..here.end))
            .iter()
            .any(|f| counted(f) && f.tokens.start >= b.tokens.end);
        let (Ends::Clocks(from, to), _) = clock_ends(a, b) else { continue };
        let is = Decimal::from(to - from) / Decimal::from(60);
        let off = length.n - is;
        let slipped = off.is_integer() && off >= Decimal::ONE && off <= Decimal::from(OFF);
        let whole = length.unit == "hour" && length.hedge == Hedge::None && to > from;
        let body = draft.scope(a.tokens.start) == Scope::Body;
        if after && of && !more && !others && whole && slipped && body {
            let [x, y] = [a, b].map(|c| draft.text(&c.tokens));
            let text =
                format!("{x} to {y} is {}, not {}", spell(is.normalize(), "hour"), spell(length.n, "hour"));
            out.push(Slip::new(CODE, &length.tokens, text).against([a.tokens.clone(), b.tokens.clone()]));
        }
    }
}

/// Whether a figure counts something that may have taken part of the time.
fn counted(f: &Figure) -> bool {
    f.kind == Kind::Number && f.value > Decimal::ONE
}
