//! `text-differs` by weighing: one figure told twice, the second time with a slip of the pen.
//!
//! Two figures of one kind are held to be one by how alike their digits are, by a word that points back ("the $4.2
//! million fine"), by where they stand (headline, caption, list, table) and by the words around them. No sign is enough
//! alone, and a word that sets one of them apart (another time, part, plan or place) outweighs them all.

use std::ops::Range;

use super::alike::{all_of, counted, governed, reckoned, room, spurned, told, told_short, with_others};
use super::back::{apposed, named_again, placed_apart, points_back, restated, row, said_again};
use super::matter::one_field;
use super::other::{another_one, another_thing, each, last_season, new_subject, owned_apart, placed, subset};
use crate::audit::Slip;
use crate::audit::differs::{CODE, shared};
use crate::audit::digits::{digits, elsewhere, misread, mixed, slipped, teen};
use crate::audit::draft::{Draft, is_coarse_date};
use crate::audit::figure::Figure;
use crate::audit::length::unit_at;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::{Scope, TokenKind};
use crate::value::{Decimal, Unit};

/// Most figures between two that are held against each other.
const FAR: usize = 60;

/// Most tokens from a figure to the words that say what it is of.
const BESIDE: u32 = 7;

/// What the signs must come to.
const ENOUGH: u32 = 4;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    // Of three that tell one number, two of them alike, the odd one is told once.
    let mut done: Vec<u32> = Vec::new();
    for (k, a) in draft.figures.iter().enumerate().filter(|(_, a)| worth(a)) {
        let unit = |b: &&Figure| matches!(a.kind, Kind::Duration | Kind::Number) || b.unit == a.unit;
        let rest = draft.figures[k + 1..].iter().take(FAR);
        for b in rest.filter(|b| b.kind == a.kind).filter(unit) {
            let Some(pen) = pen(draft, a, b) else { continue };
            // "The town's 14 schools ... Two of the 41 schools": digits changed round make up for the doubt.
            let round = u32::from(slipped(a.value, b.value, 2) && points_back(draft, b) == 1);
            if !worth(b) || !alike(draft, a, b) {
                continue;
            }
            let signs = signs(draft, a, b);
            if pen + round + signs >= ENOUGH && one(draft, a, b, signs) {
                if done.contains(&a.tokens.start) || done.contains(&b.tokens.start) {
                    continue;
                }
                done.extend([a.tokens.start, b.tokens.start]);
                let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
                out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
            }
        }
    }
}

/// Whether a figure is plain, and measured or counted.
fn worth(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Percent | Kind::Duration) && f.plain()
}

/// How much two numbers look like one with a slip of the pen; nothing where they do not.
fn pen(draft: &Draft<'_>, a: &Figure, b: &Figure) -> Option<u32> {
    // "nine months", "the nine-year sentence"
    if a.kind == Kind::Duration && a.unit == b.unit && restated(draft, a, b) {
        return Some(2);
    }
    if a.kind == Kind::Duration && a.unit != b.unit {
        return (a.value == b.value && a.value > Decimal::TWO && points_back(draft, b) > 0).then_some(2);
    }
    if a.agrees(b) {
        return None;
    }
    // Digits changed round, or moved by scale words, keep the remainder by nine.
    if a.nines == b.nines {
        if slipped(a.value, b.value, 2) {
            return Some(if digits(a.value).0.len() > 2 { 3 } else { 2 });
        }
        // "worth €400 million. The €400,000 deal"
        let one = (draft.scale(a) > 0) != (draft.scale(b) > 0)
            && a.kind == Kind::Money
            && points_back(draft, b) > 1;
        let ((x, p), (y, q)) = (digits(a.value), digits(b.value));
        if one && x == y && (p - q) % 3 == 0 && known(draft, a, b) {
            return Some(2);
        }
        if scaled(draft, a, b) {
            return Some(if digits(a.value).0.len() > 1 { 3 } else { 2 });
        }
        // "a crowd of 6,120", "The attendance, 2,610"
        if mixed(a.value, b.value)
            && (said_again(draft, a, b)
                || points_back(draft, b) > 0
                || told_short(draft, a) != told_short(draft, b))
        {
            return Some(3);
        }
    }
    // "18 million litres", "80 million litres": fifteen for fifty
    if teen(a.value, b.value) && (beside(draft, a, b) || told_short(draft, a) != told_short(draft, b)) {
        return Some(2);
    }
    if restated(draft, a, b) {
        return Some(1);
    }
    // A digit more or another one makes many a number of another thing: only where the text points back or repeats.
    let said = said_again(draft, a, b);
    let again = || said || points_back(draft, b) > 1 || told_short(draft, a) != told_short(draft, b);
    let back = said || points_back(draft, b) > 0;
    if !back && !again() {
        return None;
    }
    let (x, y) = (whole(a.value)?, whole(b.value)?);
    let zeros = |n: u64| {
        (0..n.checked_ilog10().unwrap_or(0)).take_while(|&k| n.is_multiple_of(10u64.pow(k + 1))).count()
    };
    let unit = 10u64.pow(zeros(x).min(zeros(y)) as u32);
    // "a 300-megawatt farm. All 3,000 megawatts": a zero more.
    // "$900 million ... The $90 million deal"
    let large = draft.scale(a) == draft.scale(b) && a.unit == b.unit && known(draft, a, b);
    if back && (draft.scale(a) == 0 && draft.scale(b) == 0 || large) && digits(a.value).0 == digits(b.value).0
    {
        return Some(2);
    }
    // "by 8% in April" above "18% more for water from April": of small numbers what they are of must be named as well.
    let named = || said || told_short(draft, a) != told_short(draft, b) && together(draft, a, b) > 1;
    let small = x.min(y) / unit < 10 && a.kind != Kind::Number && !named();
    misread(x / unit, y / unit).filter(|_| !small && again())
}

/// Whether the second figure stands in the sentence after that of the first.
fn beside(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    draft.next_sentence(a.tokens.start).is_some_and(|s| s.contains(&b.tokens.start))
}

/// Words that the sentences, or the lines, of two figures share.
fn together(draft: &Draft<'_>, a: &Figure, b: &Figure) -> usize {
    let whole = |f: &Figure| match draft.scope(f.tokens.start) {
        Scope::Body => draft.sentence(f.tokens.start),
        _ => draft.block(f.tokens.start),
    };
    shared(draft, &whole(a), &whole(b), &[a.head()])
}

/// "$4.2 billion", "$4.2 million": one scale word for another.
fn scaled(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let (here, there) = (draft.scale(a), draft.scale(b));
    let ((x, p), (y, q)) = (digits(a.value), digits(b.value));
    // "2.5 million doses. The 2.5 billion doses"
    // "stand at 2.7 million tonnes. It added that 2.7 billion tonnes would last"
    let next = beside(draft, a, b) && x.len() > 1;
    let counted = matches!(a.kind, Kind::Number | Kind::Measure)
        && (points_back(draft, b) > 1 || next)
        && (a.kind == Kind::Measure || heads(draft, a, b));
    (a.kind == Kind::Money || counted) && here > 0 && there > 0 && here != there && x == y && (p - q) % 3 == 0
}

/// "will pay $3.6 billion for its rival. The $3.6 million fee": another thing, unless its noun names a sum or was told of.
fn known(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let noun = b.tokens.end;
    let here = draft.sentence(a.tokens.start);
    !draft.is_word(noun)
        || draft.follows(b.begin(), WordSet::Entire)
        || draft.one(noun, WordSet::NamesAmount)
        || draft.one(noun, WordSet::AfterBareNumber)
        || draft.one(noun, WordSet::AreOrHave)
        || draft.one(noun, WordSet::OpensClause)
        || named_again(draft, a, b)
        || (here.start..here.end).any(|i| draft.is_word(i) && draft.akin(i, noun))
}

fn whole(x: Decimal) -> Option<u64> {
    let x = x.normalize();
    u64::try_from(x.mantissa()).ok().filter(|_| x.scale() == 0)
}

/// Whether two figures count or measure the same.
fn alike(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    match a.kind {
        Kind::Percent => a.is_percent() == b.is_percent(),
        Kind::Money | Kind::Measure => a.unit == b.unit,
        Kind::Duration => true,
        _ => {
            let unit = |f: &Figure| f.unit.is_some() && !matches!(f.unit, Some(Unit::Noun(_)));
            if unit(a) || unit(b) {
                return a.unit == b.unit;
            }
            if heads(draft, a, b) {
                return true;
            }
            if told_short(draft, a) != told_short(draft, b) && room(draft, a, b) {
                return true;
            }
            let cell = |f: &Figure| matches!(draft.scope(f.tokens.start), Scope::Cell { .. });
            if cell(a) != cell(b) || told_short(draft, a) != told_short(draft, b) {
                if a.noun.is_some() && b.noun.is_some() {
                    return false;
                }
                let (x, y) = if a.noun.is_some() { (a, b) } else { (b, a) };
                let Some(noun) = counted(draft, x) else { return false };
                return around(draft, y, u32::MAX).any(|i| noun.clone().any(|k| draft.akin(i, k)));
            }
            false
        }
    }
}

/// Whether what two figures count has a word in common: "There were 12,500 of them", "the 15,200 people who ran".
fn heads(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let people = |f: &Figure| f.head().is_some_and(|i| draft.one(i, WordSet::People));
    let them = |f: &Figure| draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Anaphor);
    if them(a) && people(b) || them(b) && people(a) {
        return true;
    }
    // "A crowd of 18,214", "the 12,814 people in the ground", "The official attendance, 12,814"
    let group = |f: &Figure| {
        (draft.preceded(f.tokens.start, &["of"]))
            .then(|| f.tokens.start.saturating_sub(2)..f.tokens.start - 1)
    };
    let of = |f: &Figure| apposed(draft, f).or_else(|| f.noun.clone()).or_else(|| group(f));
    if let (Some(x), Some(y)) = (of(a), of(b))
        && (points_back(draft, b) > 1 || said_again(draft, a, b))
        // "The crowd of 16,000 at the first match" is another crowd.
        && (said_again(draft, a, b) || !x.clone().any(|i| y.clone().any(|k| draft.is_word(i) && draft.akin(i, k))))
        && one_field(draft, &x, &y)
    {
        return true;
    }
    let all = draft.any(b.begin().saturating_sub(1), &["all", "both"]);
    if all && people(a) && people(b) || all_of(draft, a, b) {
        return true;
    }
    // "objections", "520 letters of objection"; never "members of the class", "graduates of the class"
    let own = |f: &Figure| f.noun.clone().or_else(|| counted(draft, f));
    let met = |x: Option<Range<u32>>, y: Option<Range<u32>>| matches!((x, y), (Some(x), Some(y)) if x.clone().any(|i| draft.is_word(i) && y.clone().any(|k| draft.akin(i, k))));
    met(counted(draft, a), own(b)) || met(own(a), counted(draft, b))
}

/// What the words around two figures say for their being one.
fn signs(draft: &Draft<'_>, a: &Figure, b: &Figure) -> u32 {
    let repeats = u32::from(told_short(draft, a) != told_short(draft, b));
    let near: Vec<u32> = around(draft, a, BESIDE).collect();
    let far: Vec<u32> = around(draft, a, u32::MAX).collect();
    let shared = |words: &[u32], reach: u32| {
        around(draft, b, reach).filter(|&i| words.iter().any(|&k| draft.akin(i, k))).count().min(2) as u32
    };
    let (close, wide) = (shared(&near, BESIDE), shared(&far, u32::MAX));
    let heading = |f: &Figure| draft.displayed(f.tokens.start);
    let headed = u32::from(heading(a) != heading(b));
    let only = draft.figures.iter().filter(|f| f.kind == a.kind && f.unit == a.unit).count() == 2;
    let only = u32::from(only && matches!(a.kind, Kind::Measure | Kind::Money | Kind::Percent));
    let named = named_again(draft, a, b) || said_again(draft, a, b);
    let back = points_back(draft, b).max(if named { 2 } else { 0 });
    // "the 12 years between the two" are no 21 years of which nothing but the unit is the same.
    let hyphen = draft.text(&b.tokens).contains('-');
    // "to do 120 hours of unpaid work. The bench said that the 210 hours must be done"
    let whole = (draft.is(b.begin(), "the") || draft.preceded(b.begin(), &["the"]))
        && mixed(a.value, b.value)
        && beside(draft, a, b);
    let goes_on = draft.one(b.stop(), WordSet::AreOrHave)
        || draft.any(b.stop(), &["must", "will", "would", "can", "should"]);
    let hyphen = hyphen || whole && goes_on;
    if a.kind == Kind::Duration && close == 0 && a.unit == b.unit && !hyphen {
        return 0;
    }
    let again = u32::from(back > 1 && a.kind == Kind::Number && heads(draft, a, b));
    back + again
        + u32::from(governed(draft, a, b))
        + behind(draft, a, b)
        + repeats
        + headed
        + close.max(wide.min(1))
        + u32::from(wide > 1)
        + only
}

/// "get $6.2 million before tax", "won $2.6 million before tax": whether the same words go on right behind two figures.
fn behind(draft: &Draft<'_>, a: &Figure, b: &Figure) -> u32 {
    let (x, y) = (a.stop(), b.stop());
    let plain = |i: u32| {
        draft.one(i, WordSet::OpensClause)
            || draft.one(i, WordSet::CommonWord)
            || draft.one(i, WordSet::Definite)
    };
    let same = (0..2).all(|k| draft.is_word(x + k) && draft.is(y + k, draft.word(x + k)));
    u32::from(same && !(plain(x) && plain(x + 1)))
}

/// The words around a figure, but for what it counts and for common ones; of a table, those of its row.
fn around<'d>(draft: &'d Draft<'_>, f: &Figure, reach: u32) -> impl Iterator<Item = u32> + 'd {
    let whole = match draft.scope(f.tokens.start) {
        Scope::Cell { .. } => row(draft, f.tokens.start),
        Scope::Body => draft.sentence(f.tokens.start),
        _ => draft.block(f.tokens.start),
    };
    let cell = matches!(draft.scope(f.tokens.start), Scope::Cell { .. });
    let near = if cell {
        whole
    } else {
        f.begin().saturating_sub(reach).max(whole.start)..whole.end.min(f.stop().saturating_add(reach))
    };
    let own = f.tokens.clone();
    let noun = if cell { None } else { f.noun.clone() };
    near.filter(move |i| {
        draft.token(*i).is_some_and(|t| t.kind == TokenKind::Word && t.end - t.start >= 4)
            && !draft.one(*i, WordSet::CommonWord)
            && !own.contains(i)
            && !noun.as_ref().is_some_and(|n| n.contains(i))
    })
}

/// Whether nothing speaks against two figures' being one.
fn one(draft: &Draft<'_>, a: &Figure, b: &Figure, signs: u32) -> bool {
    let apart_in_text = draft.sentence(a.tokens.start) != draft.sentence(b.tokens.start);
    let repeats = told_short(draft, a) != told_short(draft, b);
    let back = points_back(draft, b) > 0 || named_again(draft, a, b) || said_again(draft, a, b);
    // "At that speed, 34 kilometres an hour"
    let placed = !repeats
        && !said_again(draft, a, b)
        && placed(draft, &draft.sentence(b.tokens.start))
        // "At 140 metres, the depth at which": what opens the sentence is the figure itself.
        && b.begin() > draft.sentence(b.tokens.start).start + 1
        && !placed(draft, &draft.sentence(a.tokens.start));
    // "killed 310 people, and all 130 of the dead", "worth £2.1bn, was signed; at £2.1m it was the largest"
    let clauses = all_of(draft, a, b) && !draft.unbroken(&(a.stop()..b.begin()))
        || scaled(draft, a, b)
            && draft.preceded(b.begin(), &["at"])
            && draft.one(b.stop(), WordSet::ItOrThey)
            && (a.stop()..b.begin()).any(|i| draft.word(i) == ";");
    (apart_in_text || clauses)
        && !spurned(draft, a, b)
        && !with_others(draft, b)
        && !placed
        && (scaled(draft, a, b) || !told(draft, a, b))
        && (!scaled(draft, a, b) || points_back(draft, b) == 0 || known(draft, a, b))
        && !reckoned(draft, a, b)
        && (told_short(draft, a)
            || told_short(draft, b)
            || signs > 3 && back
            || clauses
            || !elsewhere(draft, a, b)
            || governed(draft, a, b))
        && !subset(draft, a, b)
        && (repeats || !placed_apart(draft, b))
        && (back || repeats || digits(a.value).0.len() > 3 || !another_thing(draft, a, b))
        && !new_subject(draft, a, b)
        && !owned_apart(draft, a, b)
        && (repeats || !another_one(draft, a, b))
        && each(draft, a) == each(draft, b)
        && !apart(draft, a, b, repeats, back)
        && !apart(draft, b, a, repeats, back)
        && !last_season(draft, b)
        && (back || a.kind != Kind::Money && scaled(draft, a, b) || !another_time(draft, a, b))
        && (repeats || signs > 3 || b.tokens.start < a.tokens.end + NEAR)
}

/// Most tokens of the time that a sentence opens with.
const OPENING: u32 = 7;

/// Most tokens between two figures of the body that few signs tie.
const NEAR: u32 = 160;

/// "Last year the losses came to $5 million", "In 2019 surveyors thought that £800,000 would do": a year or a month that
/// one sentence has and the other has not, or a forecast.
fn another_time(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    // "Founded in 1988 and based in Deal, it employs": no time of what is counted
    let founded = |r: &Reading| {
        let at = r.extent.tokens.start;
        draft.has(&(at.saturating_sub(3)..at), Cue::Founding)
    };
    // "this morning": what is so now
    let now = |r: &Reading| r.timex().is_some_and(|t| t.value.contains('T'));
    // "211 million years ago" is the figure itself.
    let so_old = |r: &Reading| a.kind == Kind::Duration && r.extent.tokens.contains(&b.tokens.start);
    let when = |f: &Figure| {
        let sentence = draft.sentence(f.tokens.start);
        let said = draft.has(&sentence, Cue::Expected)
            || (sentence.start..sentence.end).any(|i| draft.one(i, WordSet::Survey));
        (
            draft
                .readings_in(&sentence)
                .iter()
                .find(|r| is_coarse_date(r) && !founded(r) && !so_old(r) && !now(r))
                .and_then(|r| Some(r.timex()?.value.clone())),
            said,
        )
    };
    if told_short(draft, a) || told_short(draft, b) {
        return false;
    }
    let (x, y) = (when(a), when(b));
    // "The bridge will cost £12 million", "said that it would cost £21 million": one plan
    let says = |f: &Figure, word: &str| {
        let start = draft.sentence(f.tokens.start).start;
        (start + 1..f.tokens.start).find(|&i| draft.is(i, word)).map(|i| i - 1)
    };
    let one_plan = |x: Option<u32>, y: Option<u32>| matches!((x, y), (Some(x), Some(y)) if draft.akin(x, y));
    if x.0 == y.0
        && (one_plan(says(a, "will"), says(b, "would")) || one_plan(says(a, "would"), says(b, "will")))
    {
        return false;
    }
    x.1 != y.1 || x.0 != y.0 && y.0.is_some()
}

/// Whether a figure is of another time, plan or part than the `other` that is told with it.
fn apart(draft: &Draft<'_>, f: &Figure, other: &Figure, repeats: bool, back: bool) -> bool {
    let first = f.tokens.start < other.tokens.start;
    let start = f.begin();
    let sentence = draft.sentence(start);
    let before = start.saturating_sub(3).max(sentence.start)..start;
    let after = f.stop()..sentence.end.min(f.stop() + 4);
    // "210 jobs, its owners said yesterday": the time of what was said.
    let beside = f.stop()..f.stop() + 2;
    let coarse = |r: &Reading| {
        // "came to £4.2 billion for the year": the one that is told of.
        let end = r.extent.tokens.end;
        let the = draft.is(end.saturating_sub(1), "year") && draft.preceded(end.saturating_sub(1), &["the"]);
        r.timex().is_some_and(|t| !the && (t.value.len() < 10 || !back && !repeats && !t.value.contains('T')))
    };
    // "by 8% in April", "18% more from April"
    let there = draft.readings_in(&draft.sentence(other.tokens.start));
    let shared = |r: &Reading| {
        let value = |r: &Reading| r.timex().map(|t| t.value.clone());
        there.iter().any(|o| o.kind.is_time() && value(o) == value(r))
    };
    let dated = !(back && first)
        && draft
            .readings_in(if repeats || back { &beside } else { &after })
            .iter()
            .any(|r| r.kind.is_time() && r.kind != Kind::Duration && coarse(r) && !shared(r));
    let near = start.saturating_sub(8).max(sentence.start)..sentence.end.min(f.stop() + 8);
    // "before tax" is no other time.
    let later = |i: u32| {
        // "2.7 billion tonnes would last the country until May"
        let lasts = draft.is(i, "last") && draft.any(i - 1, &["will", "would", "to", "can", "could"]);
        draft.one(i, WordSet::OtherTime)
            && !lasts
            && !draft.any(i + 1, &["tax", "taxes", "interest", "costs"])
    };
    let moved = |i: u32| draft.any(i, &["up", "down"]);
    // "Rainfall came to 173 millimetres"
    let comes_to = draft.preceded(start, &["to"])
        && draft.any(
            start.saturating_sub(2),
            &["came", "come", "comes", "coming", "amounted", "amounts", "amounting"],
        );
    // "In the year before, its profit was $4.8 million"
    let opens = sentence.start..sentence.end.min(sentence.start + OPENING).min(start);
    let comma = opens.clone().find(|&i| draft.word(i) == ",").filter(|_| !repeats && !first);
    let unit = |c: u32| (opens.start..c).any(|i| unit_at(draft, i).is_some() || draft.is(i, "season"));
    if comma.is_some_and(|c| unit(c) && (opens.start..c).any(|i| draft.one(i, WordSet::OtherTime))) {
        return true;
    }
    draft.has(&near, Cue::Revised)
        || draft.has(&(start.saturating_sub(1).max(sentence.start)..start), Cue::Expected)
        || dated
        || !back && after.into_iter().take_while(|&i| !(repeats && draft.one(i, WordSet::AreOrHave))).any(later)
        || earlier(draft, &before, back)
        || !repeats && !back && draft.has_any(&before, &[Cue::Up, Cue::Down])
        // "Revenue up 12%" above "the 21% rise in revenue"
        || !comes_to && draft.follows(start, WordSet::Contrast) && !(repeats && back && moved(start - 1))
}

/// Whether words of another time or count stand in `range`; who counted, "police seized", sets nothing apart, and before
/// what points back only a comparison does: "fewer than the 1,430 plants".
fn earlier(draft: &Draft<'_>, range: &Range<u32>, back: bool) -> bool {
    draft
        .cues_in(range, Cue::Earlier)
        .any(|c| !draft.one(c.tokens.start, WordSet::Source) && (!back || draft.is(c.tokens.start, "than")))
}
