//! `span-duration` by elimination: the one length of a sentence, longer than the one stretch that it tells of.

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::length::{Length, lengths};
use crate::audit::off::slip;
use crate::audit::span::{Told, several};
use crate::audit::stretch::{Ends, Shape, Stretch};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// How many times the stretch a length may be that still tells of it: three years are not said to be sixty.
const MANY: u32 = 4;

/// The slip of the only length in the sentence of a stretch.
pub(in crate::audit) fn longer(draft: &Draft<'_>, stretch: &Stretch) -> Option<Slip> {
    let sentence = &stretch.sentence;
    if !stretch.only || stretch.shape == Shape::Pair && !stretch.clocks() || several(draft, sentence) {
        return None;
    }
    let all = lengths(draft, sentence);
    let [length] = &all[..] else { return None };
    let told = led(draft, stretch, length) && fits(stretch, length) && !another(draft, stretch, length);
    if told { slip(draft, stretch, length, Told::Part) } else { None }
}

/// Whether something else may have taken the length: "a firm that he had owned for", "; her journey took".
fn another(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let gap = stretch.to.end..length.tokens.start.max(stretch.to.end);
    // "The man, who reigned from 1901 to 1950, was on earth for 80 years": the clause of the stretch is closed.
    let clause = (stretch.sentence.start..stretch.from.start).any(|i| draft.one(i, WordSet::OpensRelative));
    let closed = clause
        && !stretch.clocks()
        && draft.word(gap.start) == ","
        && !(gap.start..gap.end).any(|i| draft.one(i, WordSet::Lasts));
    closed
        || (gap.start..gap.end).any(|i| {
            draft.word(i) == ";"
                || draft.any(i, &["then", "later", "afterwards"])
                || (draft.one(i, WordSet::OpensRelative) || draft.is(i, "that"))
                    && !draft.one(i - 1, WordSet::Stretch)
                    && !draft.one(i - 1, WordSet::Lasted)
                || draft.one(i, WordSet::HisOrHer)
                || draft.one(i, WordSet::Indefinite)
                    && !draft.one(i + 1, WordSet::Stretch)
                    && !draft.one(i + 1, WordSet::Lasted)
        })
}

/// Whether a length is told as one that something took, and not as how long before or after.
fn led(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (start, end) = (length.tokens.start, length.tokens.end);
    // "The trial lasted six weeks: it opened on 6 January and ended on 17 January"
    if end <= stretch.from.start {
        let gap = end..stretch.from.start;
        let it = draft.word(end) == ":"
            || draft.word(end) == ";"
            || draft.token(end + 1).is_some_and(|t| t.starts_sentence());
        return it
            && draft.one(start.saturating_sub(1), WordSet::Lasts)
            && gap.len() <= 8
            && draft.one(end + 1, WordSet::ItOrThey)
            && stretch.ran();
    }
    let hedged = (start.saturating_sub(3)..start)
        .rev()
        .find(|&i| !draft.one(i, WordSet::BeforeLength) || draft.is(i, "for"));
    let lead = hedged.unwrap_or(start.saturating_sub(1));
    let takes = draft.any(lead, &["for", "total", "altogether", "over", "in"]) && !draft.is(lead, "in")
        || draft.one(lead, WordSet::Lasts)
        || start > 0 && draft.one(start - 1, WordSet::Lasts);
    // "for five hours before it landed at 9.10": both ends are told
    let inside = stretch.clocks() && end <= stretch.to.start && draft.is(end, "before");
    let other =
        draft.any(end, &["of", "after", "before"]) && !inside || draft.follows(start, WordSet::OpensTime);
    takes && !other
}

/// Whether the length is told in the unit in which one would tell the stretch, and is of its size.
fn fits(stretch: &Stretch, length: &Length) -> bool {
    let most = match stretch.ends {
        Ends::Days(..) => stretch.size(length.unit).map(|s| s.1),
        Ends::Clocks(..) => return true,
    };
    most.is_some_and(|m| m >= Decimal::ONE && length.n <= m * Decimal::from(MANY))
}
