//! `part-exceeds-whole`: "fifteen of the district's 12 schools".

use super::draft::Draft;
use super::figure::Figure;
use super::{Slip, table, votes};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    table::portions(draft, out);
    for (k, figure) in draft.figures.iter().enumerate() {
        if !counted(figure) {
            out.extend(over_all(draft, figure));
            continue;
        }
        // A part told after its whole is larger than that, or there is no slip.
        let larger =
            || (1..=3).any(|n| k.checked_sub(n).is_some_and(|w| draft.figures[w].value < figure.value));
        let pair = || {
            of_so_many(draft, k)
                .or_else(|| did_some(draft, k))
                .or_else(|| out_of_budget(draft, k))
                .or_else(|| including(draft, k))
                .or_else(|| of_whom(draft, k))
        };
        let near = if figure.alone {
            of_dozen(draft, figure)
        } else {
            of_whole(draft, k)
                .or_else(|| of_dozen(draft, figure))
                .or_else(|| votes::of_seats(draft, k))
                .or_else(|| if larger() { pair() } else { None })
        };
        out.extend(near.or_else(|| of_known(draft, k)).or_else(|| votes::cast(draft, k)));
    }
}

/// "310 passengers, 340 of whom were ..."; "£2m, of which £3m ..."
fn of_whom(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    let same = part.kind == whole.kind && (part.kind == Kind::Number || part.unit == whole.unit);
    // Nearly no figure has such a word beside it: asked before any arithmetic.
    let relative = |of: u32| draft.is(of, "of") && draft.one(of + 1, WordSet::Relative);
    let start = part.begin();
    let told = relative(part.tokens.end) || (start.saturating_sub(7)..start).any(relative);
    if !told || !same || !counted(whole) || !exceeds(part, whole) {
        return None;
    }
    // What "whom" stands for is what was counted right before the comma.
    let end = whole.stop();
    // "60 cows were tested, 74 of which"
    let end = if draft.one(end, WordSet::AreOrHave) && !draft.one(end, WordSet::NewClause) {
        (end + 1..end + 4).find(|&i| !draft.is_word(i)).unwrap_or(end)
    } else {
        end
    };
    // "38 species of orchid on the plateau, of which 45": no other count stands before it.
    let sentence = draft.sentence(start);
    // "There were three false alarms. The crew, of whom there are 22": those of the sentence itself.
    if !sentence.contains(&whole.tokens.start) {
        return None;
    }
    let earlier = draft.figures_in(&(sentence.start..whole.tokens.start));
    let mut earlier = earlier.iter().filter(|f| f.kind == whole.kind);
    let only = earlier.clone().next().is_none();
    // "40 books in its three branches, of which 12": what is meant may stand further back.
    if earlier.any(|f| !exceeds(part, f)) {
        return None;
    }
    let comma =
        (end..start).rev().find(|&i| draft.word(i) == ",").filter(|&i| only && i - end <= 8).unwrap_or(end);
    let before = draft.word(comma) == "," && relative(comma + 1) && (comma + 3..comma + 6).contains(&start);
    // "84 complaints about MPs last year, 97 of which it upheld"
    let gap = end..start.saturating_sub(1).max(end);
    let plural = |i: u32| draft.is_word(i) && draft.input.rules.language.ends_as_plural(draft.word(i));
    // "let twelve thousand smolts go into the upper Tarn on Wednesday night, 15,500 of which": no other many between.
    let far = gap.len() <= 18
        && draft.unbroken(&(end + 1..gap.end.max(end + 1)))
        && !(end + 1..gap.end).any(plural);
    let near = start == end + 1 && draft.word(end) == ","
        || only && (start.saturating_sub(end) <= 8 || far) && draft.preceded(start, &[","]);
    let behind = near && relative(part.tokens.end);
    let bare = part.noun.is_none() || part.kind == Kind::Money;
    ((behind || before && bare) && whole.plain() && part.plain()).then(|| slip(part, whole))
}

/// "118 per cent of the island's homes were without power"
fn over_all(draft: &Draft<'_>, figure: &Figure) -> Option<Slip> {
    if !figure.is_percent() || figure.low().is_none_or(|l| l <= Decimal::ONE_HUNDRED) {
        return None;
    }
    let sentence = draft.sentence(figure.tokens.start);
    let of = figure.tokens.end;
    let start = figure.begin();
    let opens = start <= sentence.start + 1 || draft.word(start - 1) == ",";
    if !opens || !draft.is(of, "of") || !draft.one(of + 1, WordSet::Definite) {
        return None;
    }
    // Things and people that a verb or a clause follows: no "120 % of the average", no "of the vote".
    let noun = (of + 2..sentence.end.min(of + 7)).find(|&i| {
        (draft.one(i, WordSet::People) || draft.one(i, WordSet::Dwelling))
            && (draft.one(i + 1, WordSet::AreOrHave)
                || draft.one(i + 1, WordSet::OpensClause)
                || draft.word(i + 1).ends_with("ed"))
    });
    let things = noun.is_some();
    let capacity = draft.has_any(&sentence, &[Cue::Exceedable, Cue::Expected, Cue::Up, Cue::Down]);
    let text = format!("{} % is more than all of them", grouped(figure.value));
    (things && !capacity).then(|| Slip::new("part-exceeds-whole", &figure.tokens, text))
}

/// Whether a figure is a count or an amount that can be a part.
pub(super) fn counted(f: &Figure) -> bool {
    matches!(f.kind, Kind::Number | Kind::Money) && !f.vague
}

pub(super) fn exceeds(part: &Figure, whole: &Figure) -> bool {
    // "Some 910 of them" is good to a twentieth beside an exact whole.
    let low = match part.modifier {
        Some(Modifier::Approx) => Some(part.value - part.slack.max(part.value / Decimal::from(20))),
        _ => part.low(),
    };
    whole.value >= Decimal::TWO && matches!((low, whole.high()), (Some(low), Some(high)) if low > high)
}

pub(super) fn slip(part: &Figure, whole: &Figure) -> Slip {
    let text = format!("{} is more than the whole, {}", grouped(part.value), grouped(whole.value));
    Slip::new("part-exceeds-whole", &part.tokens, text).against([whole.tokens.clone()])
}

/// "31 of the 28 days"
fn of_whole(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (part, whole) = (draft.figures.get(k)?, draft.figures.get(k + 1)?);
    // "Eleven in every ten homes"
    let in_every = draft.is(part.tokens.end, "in") && draft.any(part.tokens.end + 1, &["every", "each"]);
    let homes =
        whole.head().is_some_and(|h| draft.one(h, WordSet::People) || draft.one(h, WordSet::Dwelling));
    let out = draft.is(part.tokens.end, "out") || in_every && homes && part.noun.is_none();
    let of = part.tokens.end + u32::from(out && !in_every);
    if !(draft.is(of, "of") || out && in_every) {
        return None;
    }
    // "31 of the 28 days" has a length of time for its whole.
    let days = whole.kind == Kind::Duration && part.kind == Kind::Number && whole.plain();
    // "23 out of 19 lifts", "made 19 of 16 free throws"
    let counted_once = part.kind == Kind::Number
        && part.noun == whole.noun
        && whole.noun.as_ref().is_some_and(|n| !draft.is(n.end, "of"));
    // "Eleven out of every ten households"
    let every = u32::from(out && draft.any(of + 1, &["every", "each"]));
    let plain =
        (out || counted_once) && of + 1 + every == whole.tokens.start && whole.plain() && part.plain();
    if !(draft.one(of + 1, WordSet::Definite) || plain) || !(counted(whole) || days) || !counted(part) {
        return None;
    }
    let between = of + 2..whole.tokens.start.max(of + 2);
    // "half of the managers and a quarter of the board"
    if whole.value < Decimal::ONE || (between.start..between.end).any(|i| draft.one(i, WordSet::ListAnd)) {
        return None;
    }
    // "Fifteen of the district's 12", never "20 of the men who robbed 12 banks".
    // "of the county council's 24 members"
    let owned = draft.preceded(whole.tokens.start, &["s"])
        && matches!(draft.before(whole.tokens.start, 2), "'" | "\u{2019}");
    // "21 of the ship's crew of 19"
    let body = draft.preceded(whole.tokens.start, &["of"])
        && (draft.one(whole.tokens.start.saturating_sub(2), WordSet::MemberBody)
            || draft.one(whole.tokens.start.saturating_sub(2), WordSet::VotingBody));
    let short = between.end <= of + if owned || body { 9 } else { 5 }
        && (between.start..between.end).all(|i| {
            draft.is_word(i) || matches!(draft.word(i), "'" | "\u{2019}" | "$" | "\u{a3}" | "\u{20ac}")
        });
    // "of the visitors were under 18", "of the hours between four on Saturday and"
    let away = |i: u32| {
        draft.one(i, WordSet::OpensClause)
            || draft.one(i, WordSet::AreOrHave)
            || draft.any(i, &["between", "before", "after", "over", "under", "until", "since"])
    };
    let near = between.is_empty() || (of + 2..whole.tokens.start - u32::from(body)).all(|i| !away(i));
    let glued = (whole.tokens.start..whole.tokens.end)
        .any(|i| matches!(draft.word(i), "-" | "\u{2010}" | "\u{2011}"))
        || draft.token(whole.tokens.end).is_some_and(|t| !t.spaced())
            && matches!(draft.word(whole.tokens.end), "-" | "\u{2010}" | "\u{2011}");
    // "27 out of one drift"
    if whole.value < Decimal::TWO {
        return None;
    }
    // "orders for 210 million of the 50 million shares on offer"
    if draft.has(&(draft.sentence(part.tokens.start).start..whole.tokens.end + 6), Cue::Exceedable) {
        return None;
    }
    let same = days || part.kind == whole.kind && (part.kind == Kind::Number || part.unit == whole.unit);
    // "As many as 34 of the ship's 29 crew"
    let most =
        part.modifier == Some(Modifier::EqualOrLess) && draft.preceded(part.tokens.start, &["as", "to"]);
    let over = exceeds(part, whole) || most && whole.plain() && part.value > whole.value + whole.slack;
    (short && near && !glued && same && over).then(|| slip(part, whole))
}

/// "Nineteen of the dozen trees", which is read as a number only behind "a".
fn of_dozen(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let dozen = part.tokens.end + 2;
    let of = draft.is(part.tokens.end, "of") && draft.one(part.tokens.end + 1, WordSet::Definite);
    if !of
        || part.kind != Kind::Number
        || !draft.is(dozen, "dozen")
        || draft.is(dozen + 1, "or")
        || !draft.is_word(dozen + 1)
    {
        return None;
    }
    let tokens = dozen..dozen + 1;
    let whole = Figure { value: Decimal::from(12), whole: tokens.clone(), tokens, ..part.clone() };
    (part.plain() && exceeds(part, &whole)).then(|| slip(part, &whole))
}

/// "She keeps her scoresheets, more than 900 of them": of the noun right before it.
pub(super) fn beside_noun(draft: &Draft<'_>, part: &Figure) -> bool {
    let start = part.begin();
    draft.preceded(start, &[","]) && start > 2 && draft.one(start - 3, WordSet::ItsOwn)
}

/// "180 patients ..., and 215 of the patients"; "All 14 crew ... Seventeen of the crew"
fn of_known(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let part = draft.figures.get(k)?;
    let of = part.tokens.end;
    if part.kind != Kind::Number || !draft.is(of, "of") || !draft.one(of + 1, WordSet::KnownGroup) {
        return None;
    }
    // "fewer than the 2.0m of the year before" speaks of another count
    if draft.preceded(part.tokens.start, &["the"])
        && draft.preceded(part.tokens.start.saturating_sub(1), &["than"])
    {
        return None;
    }
    let noun = of + 2;
    // "412 of those who did"
    // "55 million of those had been drawn off"
    let those = draft.one(of + 1, WordSet::TheseYears)
        && (!draft.is_word(of + 2) || draft.one(of + 2, WordSet::AreOrHave));
    let pronoun = draft.is(of + 1, "them") || those || draft.one(of + 2, WordSet::OpensRelative);
    let sentence = draft.sentence(part.tokens.start);
    let block = draft.block(part.tokens.start);
    let from = sentence.start.saturating_sub(80).max(block.start);
    let before = draft.figures_in(&(from..part.tokens.start));
    let whole = if pronoun {
        // "40 people were hurt, 12 of them": what is counted right before; "those of the two wars, ten of them" is not.
        // "The remains of 64 people lay there. Seventy-one of them ...": what the sentence before counts.
        let opens = draft.figures_in(&(sentence.start..part.tokens.start)).is_empty();
        let earlier = draft.previous_sentence(sentence.start).filter(|_| opens);
        let from = earlier.map_or(sentence.start, |s| s.start);
        let bare = part.noun.is_none() && (draft.is(of + 1, "them") || those);
        let counts = |f: &&Figure| {
            (f.kind == Kind::Number || bare && matches!(f.kind, Kind::Measure | Kind::Money))
                && f.tokens.start >= from
                // "12 of them women and 14 of them minors"
                && !(draft.is(f.tokens.end, "of") && draft.one(f.tokens.end + 1, WordSet::Anaphor))
        };
        let last = before.iter().rev().find(counts)?;
        // "The payroll lists 6,800 of them"; "there are four times as many now, 800 of them"
        // "Doctors said 91 of them had been hurt"
        let were = draft.follows(part.tokens.start, WordSet::AreOrHave)
            && !draft.preceded(part.tokens.start, &["said"]);
        if opens && (were || draft.follows(part.tokens.start, WordSet::Owns))
            || draft.has(&sentence, Cue::Multiple)
        {
            return None;
        }
        if opens && (before.iter().filter(counts).count() > 1 || beside_noun(draft, part)) {
            return None;
        }
        // "Sixty of the 340 left, and 240 of those who remain"
        let who = draft.one(of + 2, WordSet::OpensRelative);
        if who && before.iter().any(|f| f.kind == Kind::Number && !exceeds(part, f)) {
            return None;
        }
        // "188 from their 40 overs, 74 of them from the captain"
        if before.iter().filter(counts).any(|f| !exceeds(part, f)) {
            return None;
        }
        let definite =
            (last.tokens.start.saturating_sub(2)..last.tokens.start).any(|i| draft.one(i, WordSet::Pointed));
        (!definite).then_some(last)?
    } else {
        before.iter().rev().find(|f| {
            let end = f.noun.as_ref().map_or(f.tokens.end + 1, |n| n.end).min(f.tokens.end + 5);
            (f.tokens.end..end.max(f.tokens.end + 3)).any(|i| draft.is_word(i) && draft.akin(i, noun))
        })?
    };
    let all = draft.preceded(whole.whole.start, &["all"]) || draft.preceded(whole.tokens.start, &["all"]);
    let here = whole.tokens.start >= sentence.start;
    // "The authority owns 380 buses. ... 412 of its buses"
    let owned = draft.one(of + 1, WordSet::ItsOwn)
        && !draft.one(of + 3, WordSet::ListAnd)
        && draft.follows(whole.begin(), WordSet::Owns)
        && draft.previous_sentence(sentence.start).is_some_and(|s| s.contains(&whole.tokens.start));
    let meant = here || all || pronoun || owned || draft.any(of + 1, &["those", "these"]);
    // "Of the town's schools, 30 of the schools elsewhere ...": another whole.
    let since = (sentence.start..part.tokens.start).any(|i| draft.is(i, "since"));
    let nationwide =
        draft.says(&(part.tokens.end..sentence.end.min(part.tokens.end + 6)), WordSet::WiderScope);
    let other = since
        || nationwide
        || draft.has(&(whole.tokens.start.saturating_sub(4)..part.tokens.start), Cue::Exceedable)
        || draft.one(whole.tokens.end, WordSet::OtherMore)
        || draft.preceded(whole.whole.start, &["another", "further"])
        || draft.preceded(whole.tokens.start, &["further"]);
    // "both 25 when they met; there were 40 of them": an age is no group
    let things = !pronoun || whole.noun.is_some() || whole.unit.is_some() || draft.is_word(whole.tokens.end);
    // "44 per cent are in favour and 48 against, but only 260 of them were asked"
    let share = whole.noun.is_none()
        && draft.figures_in(&draft.sentence(whole.tokens.start)).iter().any(Figure::is_percent);
    let things = things && !share && !draft.one(whole.tokens.start, WordSet::Once);
    let counted = things
        && !whole.vague
        && whole.kind != Kind::Age
        && !(whole.kind == Kind::Number && draft.is(whole.tokens.end, "when"))
        && (whole.kind == Kind::Number || pronoun && whole.kind != Kind::Duration);
    (counted && meant && !other && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "Of the 40 pupils on the trip, 45 fell ill"
fn of_so_many(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (last, part) = (k.checked_sub(1)?, draft.figures.get(k)?);
    // "Of the 84 patients enrolled at two hospitals, 97 ...": what else is counted before the comma is no whole.
    let sentence = draft.sentence(part.tokens.start);
    let comma = (sentence.start..part.tokens.start).find(|&i| draft.word(i) == ",");
    let first = comma.and_then(|c| {
        let before = draft.figures_in(&(sentence.start..c));
        let opens = part.tokens.start <= c + 2 && draft.is(sentence.start, "of");
        before.first().filter(|f| opens && f.tokens.start <= sentence.start + 3)
    });
    let whole = first.or_else(|| draft.figures.get(last))?;
    // "Of the 31 injured" counts as "of the 31 guests" does.
    // "Of these 22 are dogs, and 25 came in after Christmas": 22 is a part as well.
    // "Of the 36, 41 had": those counted before
    let known = draft.follows(whole.begin(), WordSet::Definite)
        && draft.word(whole.tokens.end) == ","
        && part.begin() == whole.tokens.end + 1;
    let named = (known || whole.noun.is_some() || draft.is_word(whole.tokens.end))
        && !draft.one(whole.stop(), WordSet::AreOrHave)
        // "and 30 more were called"
        && !draft.one(part.tokens.end, WordSet::OtherMore);
    // "In the class of 30, 34 children"
    let person = |f: &Figure| f.head().is_some_and(|h| draft.one(h, WordSet::People));
    let at = whole.begin();
    let body = draft.preceded(at, &["of"])
        && draft.one(at.saturating_sub(2), WordSet::MemberBody)
        && draft.is(sentence.start, "in")
        && draft.word(whole.stop()) == ","
        && part.begin() == whole.stop() + 1
        && person(part);
    if body && part.plain() && whole.plain() && exceeds(part, whole) {
        return Some(slip(part, whole));
    }
    // "In a sample of 60 eggs, 64 were cracked"
    let sample = draft.is(sentence.start, "in")
        && draft.preceded(at, &["of"])
        && at <= sentence.start + 5
        && draft.any(sentence.start + 1, &["a", "the", "this", "one"])
        && draft.word(whole.stop()) == ","
        && part.begin() == whole.stop() + 1
        && part.noun.is_none()
        && (draft.one(part.tokens.end, WordSet::AreOrHave)
            || draft.input.rules.language.ends_as_past(draft.word(part.tokens.end)));
    if sample && part.plain() && whole.plain() && whole.kind == part.kind && exceeds(part, whole) {
        return Some(slip(part, whole));
    }
    // "81 reported dreams about being late": a verb, and no reported dreams
    let verb = |n: &std::ops::Range<u32>| draft.word(n.start).ends_with("ed");
    if !named || part.noun.as_ref().is_some_and(|n| !verb(n)) || !exceeds(part, whole) {
        return None;
    }
    let sentence = draft.sentence(whole.tokens.start);
    // "CHITTAGONG - Of the ferry's 212 passengers"
    let lead = (sentence.start..sentence.start + 6).find(|&i| draft.is(i, "of")).unwrap_or(sentence.start);
    // "Of the 24 called, 16 came": that is a part as well.
    let clear = (lead..whole.tokens.start).all(|i| draft.word(i) != ",");
    let dateline = clear && lead == sentence.start
        || lead > 0 && matches!(draft.word(lead - 1), "\u{2014}" | "\u{2013}" | "-" | ":");
    let opens = dateline
        && draft.is(lead, "of")
        && whole.tokens.start <= lead + 6
        && draft.one(lead + 1, WordSet::Definite)
        || draft.is(sentence.start, "of") && whole.tokens.start <= sentence.start + 3
        // "Out of 150 replies, 175 were in favour"
        || draft.is(sentence.start, "out") && draft.is(sentence.start + 1, "of") && whole.tokens.start == sentence.start + 2;
    let unit = part.unit.as_ref().is_some_and(|u| u.dimension().is_some());
    let bare = !unit && part.kind == Kind::Number && whole.kind == Kind::Number;
    let comma = (whole.tokens.end..part.tokens.start).any(|i| draft.word(i) == ",");
    let here = part.tokens.end < sentence.end && part.tokens.start.saturating_sub(whole.tokens.end) <= 20;
    let counted = !draft.has(&(whole.tokens.start..part.tokens.start), Cue::Exceedable);
    (opens && bare && comma && here && counted && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "threw 26 passes, completing 31"
fn did_some(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    // "started 40 matches for the club, winning 46"
    let stop = whole.stop();
    let placed = draft.one(stop, WordSet::OpensClause) && !draft.one(stop, WordSet::OpensRelative);
    let far = stop + if placed { ASIDE } else { 1 };
    let comma = (stop..far).find(|&i| draft.word(i) == ",")?;
    let behind =
        part.begin() == comma + 2 && draft.word(comma) == "," && draft.one(comma + 1, WordSet::DidSome);
    let bare = part.kind == Kind::Number && part.noun.is_none() && !draft.is_word(part.stop());
    let counts = whole.kind == Kind::Number && whole.noun.is_some() && whole.plain() && part.plain();
    (behind && bare && counts && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "From its budget of $4.5 million it paid $5.2 million to performers and what was left over to ..."
fn out_of_budget(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    if whole.kind != Kind::Money || part.kind != Kind::Money || !exceeds(part, whole) {
        return None;
    }
    let sentence = draft.sentence(whole.tokens.start);
    let opens = draft.any(sentence.start, &["from", "of"])
        || draft.is(sentence.start, "out") && draft.is(sentence.start + 1, "of");
    let rest = draft.has(&(part.tokens.end..sentence.end), Cue::Remainder);
    let same = whole.kind == Kind::Money && part.kind == Kind::Money && whole.unit == part.unit;
    let first = whole.tokens.start <= sentence.start + 8 && part.tokens.start < sentence.end;
    (opens && rest && same && first && exceeds(part, whole)).then(|| slip(part, whole))
}

/// Most tokens of what is said of a whole before its comma: "17 arrests at the derby, including 21".
const ASIDE: u32 = 8;

/// "200 people, including 250 children"
fn including(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    let sums = whole.kind == Kind::Money && part.kind == Kind::Money && whole.unit == part.unit;
    if !sums && (whole.kind != Kind::Number || part.kind != Kind::Number) || !exceeds(part, whole) {
        return None;
    }
    let end = whole.noun.as_ref().map_or(whole.tokens.end, |n| n.end);
    // "128 cases of measles, including 190"
    let end = match (draft.is(end, "of"), draft.word(end + 2)) {
        (true, ",") => end + 2,
        (true, _) if draft.word(end + 3) == "," => end + 3,
        _ => end,
    };
    // "8,400 in all, including", "17 arrests at the derby, including"
    let aside = (end..end + ASIDE).find(|&i| draft.word(i) == ",").filter(|&c| {
        (draft.one(end, WordSet::OpensClause) && !draft.one(end, WordSet::OpensRelative)
            || draft.has(&(end..c), Cue::Total))
            && draft.figures_in(&(end..c)).is_empty()
    });
    let end = aside.unwrap_or(end);
    let comma = u32::from(draft.word(end) == ",");
    let says = draft.one(end + comma, WordSet::Including)
        && end < part.tokens.start
        && part.tokens.start <= end + comma + 3;
    // "900 homes in 12 villages, including 40 farms": the farms may be among the homes.
    let sentence = draft.sentence(part.tokens.start);
    let before = draft.figures_in(&(sentence.start..whole.tokens.start));
    let only = !before.iter().any(|f| f.kind == Kind::Number && !exceeds(part, f));
    // "Three boats, including 20 sailors" counts two kinds of things.
    let person = |f: &Figure| f.head().is_some_and(|i| draft.one(i, WordSet::People));
    // "200 beds include 220 for children"
    let bare = part.noun.is_none()
        && draft.any(part.tokens.end, &["for", "to", "from", "in", "on", "by", "of", "at"]);
    // "11 directors, including 13 women"
    let agent = |i: u32| ["ors", "ers", "ists", "ees"].iter().any(|end| draft.word(i).ends_with(end));
    let sexed = |i: u32| draft.one(i, WordSet::Males) || draft.one(i, WordSet::Females);
    let women = part.head().is_some_and(sexed) && whole.head().is_some_and(agent);
    // "200 sheep, including 240 lambs": hardly more than all of them, so that they are what was counted
    let hardly = whole.value >= Decimal::from(20)
        && part.value < whole.value * Decimal::new(15, 1)
        && end == whole.stop()
        && comma == 1
        && part.tokens.start == end + 2;
    let alike = sums
        || women
        || bare
        || hardly
        || match (whole.head(), part.head()) {
            (Some(a), Some(b)) => draft.akin(a, b) || person(whole) && person(part),
            _ => false,
        };
    (says && only && alike && whole.plain() && part.plain()).then(|| slip(part, whole))
}
