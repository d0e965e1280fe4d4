//! Why two figures that look at odds may both be right: one of them is of each, of another time, of others, or is put
//! right by the speaker at once.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::mention::Kind;
use crate::mention::number::Form;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most tokens between a whole and the word that makes it that of each: "There were 30 pens in each box".
const BESIDE: u32 = 4;

/// Most sentences behind a quoted slip that put it right.
const SENTENCES: usize = 2;

/// Most tokens of what is put in place of a figure: "Half as many again, the secretary murmured".
const INSTEAD: u32 = 5;

/// Most tokens of the time since which something changed: "since the summer of 2022".
const SINCE: u32 = 6;

/// Whether what exceeds its whole may do so: "Seven crates, with 24 bottles in each ... 148 of the bottles".
pub(in crate::audit) fn part(draft: &Draft<'_>, slip: &Slip) -> bool {
    let Some(whole) = slip.others.first() else { return false };
    let sentence = draft.sentence(whole.start);
    let beside = whole.start.saturating_sub(BESIDE).max(sentence.start)..sentence.end.min(whole.end + BESIDE);
    // "Some 61,000 of the visitors were under 18"
    let age =
        draft.any(whole.start.saturating_sub(1), &["under", "over", "aged", "above", "below", "turned"]);
    // "Nine bottles in ten of those": a ratio, and no part
    let at = slip.tokens.start;
    let ratio = draft.preceded(at, &["in"]) && !draft.numerals_in(&(at.saturating_sub(3)..at)).is_empty();
    draft.has(&beside, Cue::Each) || age || ratio || way(draft, &slip.tokens)
}

/// "The lap is 5 km long, and the runners do 15 km of it": a way can be gone more than once.
fn way(draft: &Draft<'_>, part: &Range<u32>) -> bool {
    let length = draft.figures_in(part).first().is_some_and(|f| f.kind == Kind::Measure);
    let before = part.start.saturating_sub(BESIDE).max(draft.sentence(part.start).start)..part.start;
    length && draft.says(&before, WordSet::GoesWay)
}

/// Whether parts that do not make their sum are no parts of it: "Of the 40 guests, 32 spoke in English and 15 in Welsh";
/// "a fine of £4,000 and £6,500 of the costs, which came to £9,200".
pub(in crate::audit) fn sum(draft: &Draft<'_>, slip: &Slip) -> bool {
    let several = |p: &Range<u32>| draft.says(&(p.end..p.end + 2), WordSet::SeveralAtOnce);
    let at = slip.tokens.start;
    let which = (at.saturating_sub(BESIDE)..at).any(|i| draft.one(i, WordSet::Relative));
    let last = slip.others.last();
    let some = last.is_some_and(|p| {
        let stop = draft.figures_in(p).first().map_or(p.end, crate::audit::figure::Figure::stop);
        (draft.is(p.end, "of") || draft.is(stop, "of")) && p.end <= at
    });
    slip.others.iter().any(several) || which && some || without_one(draft, slip)
}

/// "With the worst of the four rounds left out, her 71, 68, 74 and 66 made 205": all of them but one.
fn without_one(draft: &Draft<'_>, slip: &Slip) -> bool {
    let value = |r: &Range<u32>| draft.numerals_in(r).first().map(|n| n.value);
    let terms: Option<Vec<Decimal>> = slip.others.iter().map(value).collect();
    let (Some(terms), Some(total)) = (terms, value(&slip.tokens)) else { return false };
    let sum: Decimal = terms.iter().sum();
    terms.len() > 2
        && terms.iter().any(|&t| sum - t == total)
        && draft.says(&draft.sentence(slip.tokens.start), WordSet::LeftOut)
}

/// Whether a change is not that of the two values beside it: "has 75 singers, and four times as many come to hear it".
pub(in crate::audit) fn change(draft: &Draft<'_>, slip: &Slip) -> bool {
    of_others(draft, slip) || since(draft, slip)
}

/// "It has 60 members now, and three times as many people watch it": of others than the values count.
fn of_others(draft: &Draft<'_>, slip: &Slip) -> bool {
    let end = slip.tokens.end;
    let many = draft.any(end.saturating_sub(1), &["many", "much"]);
    let behind = slip.others.iter().all(|o| o.end <= slip.tokens.start);
    // "three times as many as then", "now", "this year"
    let open = !draft.is_word(end)
        || draft.one(end, WordSet::CommonWord)
        || draft.one(end, WordSet::AtPresent)
        || draft.any(end, &["as", "again", "in", "on", "at", "than", "this", "last", "and"]);
    let counted = |o: &Range<u32>| {
        let f = draft.figures_in(o).first();
        f.and_then(crate::audit::figure::Figure::head).is_some_and(|h| draft.akin(h, end))
    };
    many && behind && !open && !slip.others.iter().any(counted)
}

/// "closed at 38.20 crowns, down 24 per cent since the new year; they had stood at 43.90 the evening before": a change
/// that tells since when, beside a value of another time.
fn since(draft: &Draft<'_>, slip: &Slip) -> bool {
    let end = slip.tokens.end;
    // "up 12 per cent since March"
    let Some(at) = (end..end + BESIDE + 1).find(|&i| draft.is(i, "since")) else { return false };
    if (end..at).any(|i| draft.word(i) == ",") {
        return false;
    }
    let sentence = draft.sentence(at);
    let when = at..sentence.end.min(at + SINCE);
    let told = draft.days_in(&when).iter().find_map(|d| d.year.or(d.month.map(i16::from)));
    // A price moves by the day.
    let price =
        |o: &&Range<u32>| draft.figures_in(o).first().is_some_and(|f| f.kind == Kind::Money && !f.end);
    slip.others.iter().filter(price).any(|o| {
        let own = draft.sentence(o.start);
        let near = o.start.saturating_sub(SINCE).max(own.start)..own.end.min(o.end + SINCE);
        let apart = |r: &Range<u32>| r.end <= when.start || r.start >= when.end;
        let earlier = draft.cues_in(&near, Cue::Earlier).any(|c| apart(&c.tokens));
        let timed = draft
            .readings_in(&near)
            .iter()
            .any(|r| r.kind.is_time() && r.kind != Kind::Duration && apart(&r.extent.tokens));
        let same = told.is_some()
            && draft
                .days_in(&near)
                .iter()
                .any(|d| apart(&d.tokens) && (d.year == told || d.month.map(i16::from) == told));
        !when.contains(&o.start) && (earlier || timed) && !same
    })
}

/// Whether a quoted figure is put right at once, by who says it or by somebody beside: "eight of them are out of order,"
/// said Reza. "No, five are."
pub(in crate::audit) fn retracted(draft: &Draft<'_>, slip: &Slip) -> bool {
    let places = || std::iter::once(&slip.tokens).chain(&slip.others);
    let Some(last) = places().filter(|p| draft.quoted(p.start)).map(|p| p.end).max() else { return false };
    let mut at = last.saturating_sub(1);
    for _ in 0..SENTENCES {
        let Some(next) = draft.next_sentence(at) else { return false };
        let mark = |i: u32| matches!(draft.word(i), "\"" | "\u{201c}" | "\u{201d}" | "'" | "\u{2018}");
        let mut heads = (next.start..next.end).filter(|&i| !mark(i) && (i == next.start || mark(i - 1)));
        if heads.any(|i| instead(draft, i, &next, slip)) {
            return true;
        }
        at = next.end.saturating_sub(1);
    }
    false
}

/// Whether what is said from `i` puts a number in place of another one: "No, five are", "Three,", "Eight women, I mean".
fn instead(draft: &Draft<'_>, i: u32, sentence: &Range<u32>, slip: &Slip) -> bool {
    let rest = i..sentence.end;
    let number = |r: &Range<u32>| {
        draft.numerals_in(r).iter().any(|n| n.form == Form::Cardinal)
            || draft.has(r, Cue::Multiple)
            || (r.start..r.end).any(|k| draft.fraction(k).is_some())
    };
    let denied = draft.any(i, &["no", "sorry", "rather", "actually", "wait", "correction", "well"])
        && matches!(draft.word(i + 1), "," | "." | "!" | ":" | "\u{2014}");
    let means = |k: u32| {
        draft.any(k, &["mean", "means", "meant"]) && draft.any(k - 1, &["i", "he", "she", "we", "they"])
    };
    if number(&rest) && (denied || (i + 1..rest.end).any(means)) {
        return true;
    }
    let Some(stop) = (i..i + INSTEAD + 1).find(|&k| draft.is_sign(k)) else { return false };
    let said = i..stop;
    let timed = draft.readings_in(&said).iter().any(|r| r.kind.is_time());
    // "Three", "A half"; "Eight women" of the women that were counted
    let noun = || {
        let head = stop.saturating_sub(1);
        let places = std::iter::once(&slip.tokens).chain(&slip.others);
        places.into_iter().any(|p| (p.end..p.end + 3).any(|k| draft.is_word(k) && draft.akin(k, head)))
    };
    let bare = said.len() == 1
        || said.len() == 2 && draft.one(i, WordSet::Indefinite)
        || draft.has(&said, Cue::Multiple);
    !said.is_empty() && number(&said) && !timed && (bare || said.len() == 2 && noun())
}
