//! `sum-mismatch` by elimination of a whole told beside its parts: in their sentence, the one before or after, the
//! headline or a caption, where the text says that the parts are all there are.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::{Draft, is_display};
use crate::audit::figure::Figure;
use crate::audit::sum::{REACH, alike, mismatch, near, slip};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// Most figures that one sentence divides a whole into.
const MOST: usize = 8;

/// Most tokens into the next sentence that say that there is nothing else.
const SOON: u32 = 14;

/// Most paragraphs between parts and the headline or caption that tells their sum.
const BLOCKS: usize = 4;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    for figure in &draft.figures {
        if figure.tokens.start >= done {
            let sentence = draft.sentence(figure.tokens.start);
            done = sentence.end;
            out.extend(found(draft, &sentence));
        }
    }
}

/// The parts that a sentence tells, and why they are all.
struct Parts<'d> {
    figures: Vec<&'d Figure>,
    sentence: Range<u32>,
    /// "... and nobody else", "by three gifts:", "the remaining 8"
    complete: bool,
}

fn found(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<Slip> {
    let all: Vec<&Figure> =
        draft.figures_in(sentence).iter().filter(|f| addable(f) && !aside(draft, f)).collect();
    if !(2..=MOST).contains(&all.len())
        || draft.has_any(sentence, &[Cue::Overlap, Cue::Rounding, Cue::Partial])
    {
        return None;
    }
    inside(draft, sentence, &all).or_else(|| outside(draft, sentence, &all))
}

fn addable(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration)
}

/// "the next five", "out of a possible 30": no part of a sum.
fn aside(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.follows(f.begin(), WordSet::MostPossible)
        || f.kind == Kind::Number && draft.follows(f.begin(), WordSet::NamesStretch)
}

/// Whether the text says that there is nothing else: "and on nobody else.", "no other dogs, the charity said", "there was
/// nothing else in it"; never "nobody else at the charity made more", which says it of something else.
pub(in crate::audit) fn nothing_else(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    let ends = |i: u32| !draft.is_word(i) || draft.one(i, WordSet::ListAnd) || draft.is(i, "ever");
    (range.start..range.end).filter(|&i| draft.one(i, WordSet::NoneAtAll)).any(|i| {
        let there = (i.saturating_sub(3).max(range.start)..i).any(|k| draft.is(k, "there"));
        let mut reach = (i + 1..range.end.min(i + 9)).take_while(|&k| draft.is_word(k));
        let Some(other) = reach.find(|&k| draft.one(k, WordSet::AnyElse)) else { return false };
        // "from elsewhere", "no other cargo", "no other lines of business"
        let lines = || draft.is(other + 2, "of") && ends(other + 4);
        // "Nobody else was hurt.", "No other sites are affected."
        // "Nothing else counts."
        let done = |i: u32| {
            draft.one(i, WordSet::AreOrHave) && ends(i + 2) || draft.one(i, WordSet::Counts) && ends(i + 1)
        };
        // "no other animal was on the paper", "no other owner took part"
        let there_is = |i: u32| {
            let scene = draft.any(i + 1, &["in", "on", "at"]) || draft.one(i + 1, WordSet::TakesPart);
            let clause = (i + 1..range.end).find(|&k| ends(k)).unwrap_or(range.end);
            clause <= i + 6
                && (draft.one(i, WordSet::AreOrHave) && scene || draft.one(i, WordSet::TakesPart))
                && !(i..clause).any(|k| draft.one(k, WordSet::Fewer) || draft.one(k, WordSet::Greater))
        };
        let last = |i: u32| ends(i) || done(i) || there_is(i);
        there || last(other + 1) || draft.is(other, "other") && (last(other + 2) || lines())
    })
}

/// Whether a range says, by a phrase or in other words, that what is told is all there is.
pub(in crate::audit) fn complete(draft: &Draft<'_>, range: &Range<u32>) -> bool {
    draft.has(range, Cue::Complete) || nothing_else(draft, range)
}

/// Whether a figure says how many the parts are: "by three gifts", "the two months".
fn counts(draft: &Draft<'_>, f: &Figure, parts: usize) -> bool {
    matches!(f.kind, Kind::Number | Kind::Duration)
        && f.value == Decimal::from(parts)
        && (f.noun.is_some() || draft.is(f.tokens.end, "of") || draft.word(f.tokens.end) == ":")
        && f.plain()
        && parts > 1
}

/// Whether what the parts count can be what the total counts.
fn of_one_kind(draft: &Draft<'_>, total: &Figure, parts: &[&Figure]) -> bool {
    let heads: Vec<u32> = parts.iter().filter_map(|p| p.head()).collect();
    let (Some(whole), Kind::Number) = (total.head(), total.kind) else { return true };
    // "18 boys and 14 girls": of kinds of their own
    let kinds = heads.len() == parts.len() && heads.windows(2).all(|w| !draft.akin(w[0], w[1]));
    kinds || !heads.is_empty() && heads.iter().all(|&h| draft.akin(h, whole))
}

/// The slip of a total that is not the sum of all of its parts, where nothing else tells that sum.
fn off(draft: &Draft<'_>, total: &Figure, parts: &[&Figure], scope: &Range<u32>) -> Option<Slip> {
    let fits = |f: &&Figure| alike(total, f) && f.plain() && f.value < total.value;
    // "27 fewer than on Monday"
    let compared = |f: &Figure| {
        (f.tokens.end..f.stop() + 1).any(|i| draft.one(i, WordSet::Fewer) || draft.one(i, WordSet::Greater))
    };
    if parts.len() < 2 || !total.plain() || compared(total) || !parts.iter().all(fits) {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, p.slack)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    // "£52 for food, £24 for wine and a tip"
    let last = parts[parts.len() - 1].stop();
    let sentence = draft.sentence(last);
    let more =
        (last..sentence.end).any(|i| draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Indefinite));
    if more && sum < total.value {
        return None;
    }
    let explained = total.value.checked_add(sum)?;
    let again = draft
        .figures_in(scope)
        .iter()
        .any(|f| alike(total, f) && (f.value == sum || f.value == explained) && f.value != total.value);
    (near(sum, total) && !again).then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}

/// The sentences on either side of one as well.
fn around(draft: &Draft<'_>, sentence: &Range<u32>) -> Range<u32> {
    draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start)
        ..draft.next_sentence(sentence.start).map_or(sentence.end, |n| n.end)
}

/// Whether a sentence, or the beginning of the next one, says that the parts before it are all.
fn closed(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    let next = draft.next_sentence(sentence.start);
    nothing_else(draft, sentence)
        || next.is_some_and(|n| nothing_else(draft, &(n.start..n.end.min(n.start + SOON))))
}

/// A total and its parts in one sentence.
fn inside(draft: &Draft<'_>, sentence: &Range<u32>, all: &[&Figure]) -> Option<Slip> {
    // "1 hour 38 minutes for the two legs"
    let end = all.len() - 1;
    let behind = usize::from(end > 2 && counts(draft, all[end], end - 1));
    let known = all.iter().rposition(|f| draft.follows(f.begin(), WordSet::TheseAll)).unwrap_or(end);
    for k in [0, end - behind, known] {
        let total = all[k];
        let mut parts: Vec<&Figure> = Vec::with_capacity(MOST);
        let mut count: Option<&Figure> = None;
        // What stands behind a total that is told last, but for how many its parts are, is another matter.
        let mine = |i: usize| i != k && (k == 0 || i < k || counts(draft, all[i], k));
        let others = all.iter().enumerate().filter(|&(i, _)| mine(i)).map(|(_, f)| *f);
        let unlike: Vec<&Figure> = others.clone().filter(|f| !alike(total, f)).collect();
        for f in others.clone().filter(|f| alike(total, f)) {
            let number = others.clone().filter(|g| alike(total, g)).count() - 1;
            if count.is_none() && unlike.is_empty() && counts(draft, f, number) && !placed_last(draft, f) {
                count = Some(f);
            } else {
                parts.push(f);
            }
        }
        // "for the two months", beside money or beside other things
        for f in unlike {
            if count.is_some() || !counts(draft, f, parts.len()) {
                return None;
            }
            count = Some(f);
        }
        // What the parts count may be told only with the total: "the 72 jars", "seven for the defence".
        let bare = parts.iter().all(|p| p.noun.is_none());
        let kind = bare || of_one_kind(draft, total, &parts);
        if parts.len() < 2 || !every(draft, sentence, all) || !kind {
            continue;
        }
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        let holds = if k == 0 {
            let gap = total.stop()..first.begin();
            let colon = draft.opener(&gap).is_some();
            let wholly = (sentence.start..first.begin()).any(|i| draft.one(i, WordSet::Wholly));
            // "repaid in two parts, £25,000 in May and £30,000 in June"
            let beside = |c: &Figure| {
                draft.word(c.stop()) == ","
                    && first.begin() == c.stop() + 1
                    && draft.preceded(c.begin(), &["in"])
            };
            let counted = count.is_some_and(|c| c.tokens.start < first.tokens.start && (colon || beside(c)));
            // "carried 14 animals out, six rabbits, three parrots and two tortoises"
            // "31 cows, 12 goats and 10 pigs, and nothing else": a list
            let class = total.head().is_some_and(|h| draft.one(h, WordSet::KindWord))
                && !parts.iter().any(|p| p.head().is_some_and(|h| draft.one(h, WordSet::KindWord)));
            let apposed = draft.preceded(first.begin(), &[","])
                && parts.len() > 2
                && (class || first.begin() > total.stop() + 1 && one_digit(total, &parts));
            let in_all = draft.has(&(total.stop()..total.stop() + 2), Cue::Total);
            in_all && in_places(draft, &parts)
                || counted
                || colon && wholly
                || (colon || wholly) && remains(draft, last)
                || (colon || in_places(draft, &parts) || apposed) && closed(draft, sentence)
        } else {
            let lead = total.begin();
            let before = lead.saturating_sub(REACH).max(last.stop())..lead;
            let comes = (before.start..before.end).any(|i| draft.one(i, WordSet::ComesTo))
                || draft.has(&before, Cue::Total)
                || over(draft, total);
            let timed = total.kind == Kind::Duration
                && (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::SplitTimes));
            comes
                && (count.is_some()
                    || timed
                    || closed(draft, sentence)
                    || that_is(draft, total)
                    || over(draft, total))
                || (count.is_some() || one_digit(total, &parts)) && closed(draft, sentence)
                || those(draft, total, &parts)
        };
        if holds {
            return off(draft, total, &parts, &around(draft, sentence));
        }
    }
    None
}

/// "22 witnesses in all, 13 for the crown and seven for the defence": whoever is for one is not for the other.
fn in_places(draft: &Draft<'_>, parts: &[&Figure]) -> bool {
    parts.iter().all(|p| {
        let end = p.tokens.end;
        // "three slightly"
        let how = draft.word(end).ends_with("ly") && draft.word(end).len() > 4;
        how || draft.one(end, WordSet::OpensClause) && !draft.any(end, &["with", "that", "which", "who"])
    })
}

/// "34 jars of plum jam and 28 of damson; the 72 jars": those just told, with one digit wrong.
fn those(draft: &Draft<'_>, total: &Figure, parts: &[&Figure]) -> bool {
    // "12 trawlers and nine tugs. The 31 vessels": a word for what all of them are
    let kinds =
        |h: u32| draft.one(h, WordSet::KindWord) && parts.iter().all(|p| p.head().is_some_and(|x| x != h));
    let same = total.head().is_some_and(|h| kinds(h) || parts[0].head().is_some_and(|x| draft.akin(h, x)));
    let known =
        draft.follows(total.begin(), WordSet::TheseAll) || draft.follows(total.begin(), WordSet::NumberAll);
    let joined = draft.follows(parts[parts.len() - 1].begin(), WordSet::ListAnd);
    same && known && joined && one_digit(total, parts)
}

/// "$3.2m in the first half and $4.1m in the second, or $8.3m in the full year"
fn over(draft: &Draft<'_>, total: &Figure) -> bool {
    let (at, stop) = (total.begin(), total.stop());
    let span = draft.any(stop, &["in", "over", "for", "across"]) && draft.is(stop + 1, "the");
    // "26 in 2021 and 31 in 2022, 59 over the two years"
    let beside = draft.preceded(at, &[","]) && draft.any(stop, &["over", "across"]);
    (draft.preceded(at, &["or"]) && draft.before(at, 2) == "," || beside)
        && span
        && draft.any(stop + 2, &["whole", "full", "entire", "two", "year", "three"])
}

/// "so that's 19 points", "which is 19"
fn that_is(draft: &Draft<'_>, total: &Figure) -> bool {
    let at = total.begin();
    (at.saturating_sub(4)..at).any(|i| draft.any(i, &["that", "which"]))
}

/// Whether a small number is the last of the parts: "six rabbits, three parrots and two tortoises".
fn placed_last(draft: &Draft<'_>, f: &Figure) -> bool {
    draft.follows(f.begin(), WordSet::ListAnd)
}

/// Whether every number of a sentence was read as one of these figures.
fn every(draft: &Draft<'_>, sentence: &Range<u32>, all: &[&Figure]) -> bool {
    let inside = |i: u32| draft.figures_in(sentence).iter().any(|f| f.begin() <= i && i < f.stop());
    // "the first half of the year"
    let dated = |i: u32| {
        let near = draft.readings_in(&(i.saturating_sub(4)..i + 1));
        near.iter().any(|r| r.kind.is_time() && r.extent.tokens.contains(&i))
    };
    let number = |n: &&Numeral| n.form != Form::Ordinal && !dated(n.tokens.start);
    let mut numerals = draft.numerals_in(sentence).iter().filter(number);
    all.iter().all(|f| f.plain()) && numerals.all(|n| inside(n.tokens.start))
}

/// "the remaining 8", "the last £400,000"
fn remains(draft: &Draft<'_>, last: &Figure) -> bool {
    let at = last.begin();
    draft.has(&(at.saturating_sub(3)..last.tokens.start), Cue::Remainder)
        || draft.preceded(at, &["last", "final"]) && draft.preceded(at - 1, &["the", "a"])
}

/// A total in the next sentence, the one before, the headline or a caption.
fn outside(draft: &Draft<'_>, sentence: &Range<u32>, all: &[&Figure]) -> Option<Slip> {
    // "13 on Monday and 18 a day later"
    let timed = |f: &&&Figure| all[0].kind != Kind::Duration && f.kind == Kind::Duration;
    let all: Vec<&Figure> = all.iter().filter(|f| !timed(f)).copied().collect();
    let same = |f: &&Figure| alike(all[0], f);
    if !all.iter().all(same) || !every(draft, sentence, &all) {
        return None;
    }
    // "came in two lots, 13 on Monday and 18 on Tuesday"
    let (figures, counted) = match &all[..] {
        [n, parts @ ..]
            if counts(draft, n, parts.len())
                && matches!(draft.word(n.stop()), "," | ":")
                && parts[0].begin() == n.stop() + 1 =>
        {
            (parts.to_vec(), true)
        }
        _ => (all, false),
    };
    let parts = Parts { figures, sentence: sentence.clone(), complete: counted || closed(draft, sentence) };
    after(draft, &parts)
        .or_else(|| before(draft, &parts))
        .or_else(|| all_shared(draft, &parts))
        .or_else(|| display(draft, &parts))
}

/// "26 rifles in the loft and 17 more in a well. All 53 are to be melted down."
fn after(draft: &Draft<'_>, parts: &Parts<'_>) -> Option<Slip> {
    let next = draft.next_sentence(parts.sentence.start)?;
    let mut totals = draft.figures_in(&next).iter().filter(|f| addable(f) && alike(parts.figures[0], f));
    let total = totals.next()?;
    let at = total.begin();
    let opens = at <= next.start + 2;
    let every =
        opens && (next.start..at).any(|i| draft.one(i, WordSet::NumberAll) && !draft.preceded(i, &["in"]));
    let alone = totals.next().is_none();
    let digit = one_digit(total, &parts.figures);
    let own = alone
        && parts.complete
        && (digit
            || draft.follows(at, WordSet::Definite)
            || draft.follows(at, WordSet::TheseAll)
            || owner(draft, at));
    // "All 60 seats" of another thing than was told
    let bare = total.noun.is_none();
    let kind = bare
        || digit && those(draft, total, &parts.figures)
        || of_one_kind(draft, total, &parts.figures) && (parts.complete || digit);
    // "There are now 33 of them": of another day
    let now = !every && draft.says(&(next.start..at), WordSet::AtPresent);
    // "All eight of the grandchildren": of others than were told of
    let noun = total.tokens.end + 2;
    let of_the = draft.is(noun - 2, "of") && draft.one(noun - 1, WordSet::Definite);
    let told = || (parts.sentence.start..parts.sentence.end).any(|i| draft.is_word(i) && draft.akin(i, noun));
    let generic = || draft.one(noun, WordSet::KindWord) && !draft.one(noun + 1, WordSet::OpensClause);
    let pointed = draft.any(noun - 1, &["those", "these"]);
    if now || of_the && !pointed && !told() && !generic() {
        return None;
    }
    if !(every || own || alone && those(draft, total, &parts.figures))
        || !kind
        || draft.has_any(&next, &[Cue::Overlap, Cue::Rounding])
    {
        return None;
    }
    off(draft, total, &parts.figures, &(parts.sentence.start..next.end))
}

/// "The 85-year-old's 22 published works"
fn owner(draft: &Draft<'_>, at: u32) -> bool {
    draft.preceded(at, &["s"]) && matches!(draft.before(at, 2), "'" | "\u{2019}")
}

/// "The fund is worth £3.2m. £1.4m will go on roads and £900,000 on bridges, and nothing else will be paid for."
fn before(draft: &Draft<'_>, parts: &Parts<'_>) -> Option<Slip> {
    let previous = draft.previous_sentence(parts.sentence.start)?;
    let mut totals = draft.figures_in(&previous).iter().filter(|f| addable(f) && alike(parts.figures[0], f));
    let total = totals.next()?;
    let last = parts.figures.last()?;
    let alone = totals.next().is_none() && total.noun.is_some() | (total.kind != Kind::Number);
    let them = parts
        .figures
        .iter()
        .any(|p| draft.is(p.tokens.end, "of") && draft.one(p.tokens.end + 1, WordSet::Anaphor));
    let bare = parts.figures.iter().all(|p| p.noun.is_none() || p.kind != Kind::Number);
    // "Where does a gift of £60 go? £25 buys a shelter, £18 a filter and the last £27 rice"
    let asked = draft.is(previous.end.saturating_sub(1), "?") && total.kind == Kind::Money;
    (alone
        && (parts.complete && bare || remains(draft, last) && (them || asked))
        && of_one_kind(draft, total, &parts.figures))
    .then(|| off(draft, total, &parts.figures, &(previous.start..parts.sentence.end)))?
}

/// "All 24 seats were filled on Tuesday. The Cedar slate took 11, the River slate nine and independents two."
fn all_shared(draft: &Draft<'_>, parts: &Parts<'_>) -> Option<Slip> {
    let previous = draft.previous_sentence(parts.sentence.start)?;
    let [total] = draft.figures_in(&previous).iter().filter(|f| addable(f)).collect::<Vec<_>>()[..] else {
        return None;
    };
    let all = draft.preceded(total.begin(), &["all"]) && total.noun.is_some() && total.plain();
    let last = parts.figures.last()?;
    let ends = last.stop() + 1 >= parts.sentence.end
        && draft.says(&(last.begin().saturating_sub(3)..last.begin()), WordSet::ListAnd);
    let bare = parts.figures.iter().skip(1).all(|f| f.noun.is_none() && f.unit.is_none());
    let took = draft.says(&(parts.sentence.start..last.begin()), WordSet::HoldsAlone);
    let more = draft.has(&parts.sentence, Cue::Remainder) || draft.says(&parts.sentence, WordSet::AddsUntold);
    let many = parts.figures.len() > 2;
    (all && ends && bare && took && many && !more)
        .then(|| off(draft, total, &parts.figures, &(previous.start..parts.sentence.end)))?
}

/// A caption or headline that tells the sum: "All 18 dogs taken from the barge", of "11 spaniels and two terriers, and
/// no other dogs".
fn display(draft: &Draft<'_>, parts: &Parts<'_>) -> Option<Slip> {
    if !parts.complete {
        return None;
    }
    let own = draft.input.tokens.block_of(parts.sentence.start);
    let near_by = own.saturating_sub(BLOCKS)..(own + BLOCKS + 1).min(draft.input.doc.blocks.len());
    for block in near_by.filter(|&b| b != own) {
        let scope = draft.input.doc.blocks.get(block)?.scope;
        if !is_display(scope) {
            continue;
        }
        let range = draft.input.tokens.blocks.get(block)?.clone();
        let mut totals = draft.figures_in(&range).iter().filter(|f| addable(f) && alike(parts.figures[0], f));
        let (Some(total), None) = (totals.next(), totals.next()) else { continue };
        let told =
            |h: u32| (parts.sentence.start..parts.sentence.end).any(|i| draft.is_word(i) && draft.akin(h, i));
        // "All 26 of the rescued donkeys"
        let of = total.tokens.end;
        let all = draft.preceded(total.tokens.start, &["all"])
            && draft.is(of, "of")
            && (of + 2..range.end.min(of + 5)).any(|i| draft.is_word(i) && told(i));
        let named = all || total.head().is_some_and(told);
        let bare = named && parts.figures.iter().all(|p| p.noun.is_none());
        let kinds = bare || of_one_kind(draft, total, &parts.figures);
        if kinds && (named || one_digit(total, &parts.figures)) {
            return off(draft, total, &parts.figures, &parts.sentence);
        }
    }
    None
}

/// Whether one digit put right makes the total the sum: 140 beside 110.
fn one_digit(total: &Figure, parts: &[&Figure]) -> bool {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value));
    let Some(sum) = sum else { return false };
    let (a, b) = (sum.normalize().to_string(), total.value.normalize().to_string());
    a.len() == b.len() && a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count() == 1
}
