//! `text-differs` by elimination: two figures of one unit with their digits changed round, each beside the same word.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::differs::{CODE, shared};
use crate::audit::digits::{digits, elsewhere, slipped};
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::{Decimal, Unit};

/// Most figures between two that are held against each other.
const FAR: usize = 60;

/// Most tokens from a figure to the word that says what it is of.
const BESIDE: u32 = 6;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, a) in draft.figures.iter().enumerate().filter(|(_, a)| worth(draft, a)) {
        for b in draft.figures[k + 1..].iter().take(FAR) {
            // Digits changed round, or moved by scale words, keep the remainder by nine.
            if b.nines == a.nines
                && a.kind == b.kind
                && a.value != b.value
                && worth(draft, b)
                && one(draft, a, b)
                && !told(draft, a, b)
            {
                let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
                out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
            }
        }
    }
}

/// Whether one of the two numbers is told a second time: they are two then.
fn told(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let again = |f: &&Figure| f.kind == a.kind && (f.value == a.value || f.value == b.value);
    draft.figures.iter().filter(again).count() > 2
}

/// Whether a figure is plain, measured or counted, and has digits that can be changed round.
fn worth(draft: &Draft<'_>, f: &Figure) -> bool {
    let kind = matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure);
    kind && f.plain() && f.value >= Decimal::TEN && !matches!(draft.scope(f.tokens.start), Scope::Cell { .. })
}

/// Whether it stands in a headline, a caption or an item.
fn display(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.scope(f.tokens.start) != Scope::Body
}

fn measured(f: &Figure) -> bool {
    f.unit.is_some() && !matches!(f.unit, Some(Unit::Noun(_)))
}

/// What a figure counts: its noun, or that of "32 of the lambs", "122 of the hospital's beds".
fn counted(draft: &Draft<'_>, f: &Figure) -> Option<Range<u32>> {
    if let Some(noun) = &f.noun {
        return Some(noun.clone());
    }
    // "a 212-bed hospital"
    let of = f.tokens.end;
    if draft.word(of) == "-" && draft.is_word(of + 1) {
        return Some(of + 1..of + 2);
    }
    let end = draft.sentence(of).end.min(of + 6);
    (draft.is(of, "of") && draft.one(of + 1, WordSet::Definite)).then_some(of + 2..end)
}

/// Whether two figures are one, told in two sentences.
fn one(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let round = slipped(a.value, b.value, 2);
    let scaled = || {
        let ((x, p), (y, q)) = (digits(a.value), digits(b.value));
        let told = draft.scale(a) > 0 && draft.scale(b) > 0;
        a.kind == Kind::Money && told && x == y && x.len() >= 2 && (p - q) % 3 == 0
    };
    if !round && !scaled() || draft.sentence(a.tokens.start) == draft.sentence(b.tokens.start) {
        return false;
    }
    let same = if measured(a) {
        a.unit == b.unit
    } else {
        // "There were 12,500 of them", "the 15,200 people who ran": of whom the first sentence told
        let people = |f: &Figure| f.head().is_none_or(|i| draft.one(i, WordSet::People));
        let of_them = |f: &Figure| draft.is(f.tokens.end, "of") && draft.is(f.tokens.end + 1, "them");
        let all =
            (of_them(a) && people(b) || of_them(b) && people(a)) && display(draft, a) != display(draft, b);
        if all && digits(a.value).0.len() > 2 {
            return !apart(draft, a, true) && !apart(draft, b, true);
        }
        let (Some(x), Some(y)) = (counted(draft, a), counted(draft, b)) else { return false };
        !measured(b) && x.into_iter().any(|i| draft.is_word(i) && y.clone().any(|k| draft.akin(i, k)))
    };
    // One scale word for another: the digits are the same, the words need not stand close.
    let far =
        !round && shared(draft, &draft.sentence(a.tokens.start), &draft.sentence(b.tokens.start), &[]) >= 1;
    let revised = |f: &Figure| draft.has(&draft.sentence(f.tokens.start), Cue::Revised);
    if far {
        return same && !revised(a) && !revised(b);
    }
    let repeats = display(draft, a) != display(draft, b);
    same && again(draft, a, b) && !apart(draft, a, repeats) && !apart(draft, b, repeats)
}

/// Whether the second one tells of what was told: a caption, a headline, or words that point back.
fn again(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let start = b.begin();
    // "The gift of £21m", "the road, which will cost £83m", "all 122 of the hospital's beds"
    let back = (start.saturating_sub(BESIDE).max(draft.sentence(start).start)..b.tokens.start)
        .any(|i| draft.any(i, &["the", "all"]));
    if !display(draft, b) && elsewhere(draft, a, b) {
        return false;
    }
    let long = digits(a.value).0.len() > 3;
    let words = beside(draft, a, b);
    let short =
        !measured(a) && !long && !display(draft, a) && !display(draft, b) && digits(a.value).0.len() == 2;
    words > usize::from(short) && (display(draft, a) || display(draft, b) || back || long)
}

/// Words beside both figures, but for what they count.
fn beside(draft: &Draft<'_>, a: &Figure, b: &Figure) -> usize {
    let near = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        f.tokens.start.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(f.stop() + BESIDE)
    };
    let content = |i: &u32| {
        draft.token(*i).is_some_and(|t| t.kind == TokenKind::Word && t.end - t.start >= 4)
            && !draft.one(*i, WordSet::CommonWord)
            && !(a.tokens.contains(i) || b.tokens.contains(i))
    };
    let there: Vec<u32> = near(b).filter(content).collect();
    near(a).filter(content).filter(|&i| there.iter().any(|&k| draft.akin(i, k))).count()
}

/// Whether a figure is of another time, plan or part.
fn apart(draft: &Draft<'_>, f: &Figure, repeats: bool) -> bool {
    let start = f.begin();
    let sentence = draft.sentence(start);
    let before = start.saturating_sub(4).max(sentence.start)..start;
    let after = f.stop()..sentence.end.min(f.stop() + 4);
    // "210 jobs, its owners said yesterday": the time of what was said.
    let beside = f.stop()..f.stop() + 2;
    let dated = draft
        .readings_in(if repeats { &beside } else { &after })
        .iter()
        .any(|r| r.kind.is_time() && r.kind != Kind::Duration);
    let near = start.saturating_sub(8).max(sentence.start)..sentence.end.min(f.stop() + 8);
    draft.has(&near, Cue::Revised)
        || draft.has(&(start.saturating_sub(1).max(sentence.start)..start), Cue::Expected)
        || dated
        || draft.has_any(&before, &[Cue::Earlier, Cue::Each])
        || !repeats && draft.has_any(&before, &[Cue::Up, Cue::Down])
        || draft.has_any(&after, &[Cue::Each])
        || draft.follows(start, WordSet::Contrast)
}
