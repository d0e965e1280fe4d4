//! `text-differs` of times of day: "The strike began at 7.15am ... When it began, at 7.51am".

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::differs::CODE;
use crate::audit::draft::Draft;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;

/// Most times between two that are held against each other, and tokens between them.
const FAR: usize = 4;
const NEAR: u32 = 80;
/// Tokens before a time that say what was then.
const LEAD: u32 = 8;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let timed = |r: &&Reading| {
        matches!(r.kind, Kind::Time | Kind::DateTime) && draft.scope(r.extent.tokens.start) == Scope::Body
    };
    let all: Vec<(Range<u32>, [u8; 4], bool)> =
        draft.readings.iter().filter(timed).filter_map(|r| clock(draft, r)).collect();
    for (k, (a, x, late)) in all.iter().enumerate() {
        for (b, y, later) in all[k + 1..].iter().take(FAR) {
            let (mut p, mut q) = (*x, *y);
            p.sort_unstable();
            q.sort_unstable();
            let told = all.iter().filter(|c| c.1 == *x || c.1 == *y).count() > 2;
            if x != y && p == q && late == later && !told && b.start < a.end + NEAR && one(draft, a, b) {
                let text = format!("{} here, {} there", draft.text(a), draft.text(b));
                out.push(Slip::new(CODE, a, text).against([b.clone()]));
            }
        }
    }
}

/// The four digits of a time of day, and whether it is one after noon.
fn clock(draft: &Draft<'_>, r: &Reading) -> Option<(Range<u32>, [u8; 4], bool)> {
    let value = &r.timex()?.value;
    let time = value.get(value.find('T')? + 1..)?.as_bytes();
    let &[h1, h2, b':', m1, m2, ..] = time else { return None };
    let (hour, late) = (u32::from(h1) * 10 + u32::from(h2), 12 + 11 * u32::from(b'0'));
    // "7.15pm" has its own digits, not those of 19:15.
    let text = draft.text(&r.extent.tokens);
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let four = match digits[..] {
        [h, m, n] if (m, n) == (m1, m2) => [b'0', h, m, n],
        [g, h, m, n] if (m, n) == (m1, m2) => [g, h, m, n],
        _ => return None,
    };
    Some((r.extent.tokens.clone(), four, hour >= late))
}

/// Whether the words before two times tell of one thing, and nothing of another.
fn one(draft: &Draft<'_>, a: &Range<u32>, b: &Range<u32>) -> bool {
    let (here, there) = (draft.sentence(a.start), draft.sentence(b.start));
    let lead = |t: &Range<u32>, s: &Range<u32>| t.start.saturating_sub(LEAD).max(s.start)..t.start;
    let word = |&i: &u32| {
        draft.is_word(i)
            && draft.word(i).len() >= 4
            && !draft.one(i, WordSet::CommonWord)
            && !draft.is_name(i)
    };
    let (x, y) = (lead(a, &here), lead(b, &there));
    let same = y.into_iter().filter(word).any(|i| x.clone().filter(word).any(|k| draft.akin(i, k)));
    let other = |s: &Range<u32>| {
        draft.has_any(s, &[Cue::Revised, Cue::Earlier, Cue::Expected])
            || (s.start..s.end).any(|i| {
                draft.one(i, WordSet::OtherOne)
                    || draft.any(i, &["second", "another", "next", "again", "other", "first"])
            })
    };
    // "In summer they begin at"
    let placed = draft.one(there.start, WordSet::PlacesList);
    here != there
        && !placed
        && draft.block(a.start) == draft.block(b.start)
        && same
        && !other(&here)
        && !other(&there)
}
