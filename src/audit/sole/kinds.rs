//! `sum-mismatch` of the kinds that a thing can only be of: a medal is gold, silver or bronze, a game won, drawn or
//! lost, a vote for, against or withheld.

use std::ops::Range;

use super::score;
use crate::audit::Slip;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::sum::{mismatch, near, slip};
use crate::mention::Kind;
use crate::mention::number::{Form, Numeral};
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// All kinds of a thing, and what the thing is called.
struct Field {
    kinds: &'static [WordSet],
    whole: WordSet,
}

const MEDALS: Field =
    Field { kinds: &[WordSet::Golds, WordSet::Silvers, WordSet::Bronzes], whole: WordSet::Medals };
const GAMES: Field =
    Field { kinds: &[WordSet::Wins, WordSet::Draws, WordSet::Defeats], whole: WordSet::Games };
const VOTES: Field =
    Field { kinds: &[WordSet::SaysYes, WordSet::SaysNo, WordSet::Abstained], whole: WordSet::Voter };
const SEXES: Field = Field { kinds: &[WordSet::Males, WordSet::Females], whole: WordSet::People };

const FIGHTERS: Field = Field { kinds: &[WordSet::Civilians, WordSet::Fighters], whole: WordSet::People };

const AGES: Field = Field { kinds: &[WordSet::Children, WordSet::Adults], whole: WordSet::People };

/// Kinds of which a thing is one or the other, if any: together they are no more than all.
const RESULTS: Field = Field { kinds: &[WordSet::CameOff, WordSet::CameToNothing], whole: WordSet::People };
const FATES: Field = Field { kinds: &[WordSet::Killing, WordSet::Wounding], whole: WordSet::People };
const SIDES: Field = Field { kinds: &[WordSet::SaysYes, WordSet::SaysNo], whole: WordSet::People };

/// Most tokens from a total to its first kind behind a verb: "shot 14 people in the arcade, killing five".
const ASIDE: u32 = 9;

/// Most tokens from a number to what stands behind whom it counts: "12 of the jurors,".
const TRADE: u32 = 8;

/// Most tokens between a number and the word for its kind: "nine of them gold".
const BESIDE: u32 = 3;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    let mut done = 0;
    // "21-15" is no figure: a score is looked for wherever something was read.
    for at in draft.readings.iter().map(|r| r.extent.tokens.start) {
        if at >= done {
            let sentence = draft.sentence(at);
            done = sentence.end;
            score::check(draft, &sentence, out);
        }
    }
    done = 0;
    for figure in draft.figures.iter().filter(|f| f.kind == Kind::Number) {
        if figure.tokens.start < done {
            continue;
        }
        let sentence = draft.sentence(figure.tokens.start);
        done = sentence.end;
        // A single number has no parts beside it.
        if draft.figures_in(&sentence).len() < 2 || draft.has_any(&sentence, &[Cue::Overlap, Cue::Rounding]) {
            continue;
        }
        for field in [&MEDALS, &GAMES, &VOTES, &SEXES, &AGES, &FIGHTERS] {
            out.extend(told(draft, &sentence, field));
        }
        for field in [&RESULTS, &SIDES, &FATES] {
            out.extend(opposed(draft, &sentence, field));
        }
    }
}

/// The kind of a field that a number is of: by the word behind it, or by the verb before it ("winning 20").
fn kind(draft: &Draft<'_>, n: &Numeral, until: u32, field: &Field) -> Option<usize> {
    let near = n.tokens.end..until.min(n.tokens.end + BESIDE);
    let behind = (near.start..near.end)
        .take_while(|&i| draft.is_word(i) && !draft.one(i, WordSet::ListAnd))
        .find_map(|i| field.kinds.iter().position(|&k| draft.one(i, k)));
    let at = n.tokens.start;
    // "for 10" is no vote.
    let verbs = if matches!(field.kinds[0], WordSet::Wins | WordSet::Killing)
        || field.kinds[0] == WordSet::CameOff && draft.follows(at, WordSet::RulesOn)
    {
        field.kinds
    } else {
        &[]
    };
    behind.or_else(|| verbs.iter().position(|&k| draft.follows(at, k)))
}

/// Whether the word for what is divided stands right behind a number: "38 league games".
fn named(draft: &Draft<'_>, n: &Numeral, field: &Field) -> bool {
    (n.tokens.end..n.tokens.end + BESIDE)
        .take_while(|&i| draft.is_word(i) || draft.word(i) == "-")
        .any(|i| draft.one(i, field.whole))
}

/// The parts of a sentence, one of each kind, one right after another.
fn parts(draft: &Draft<'_>, sentence: &Range<u32>, field: &Field) -> Option<Vec<Numeral>> {
    // "won 21 of its 38 games, drew eight and lost nine": the whole stands between its parts.
    let inner = |n: &Numeral| {
        let at = n.tokens.start;
        draft.is(at.saturating_sub(2), "of") && draft.one(at - 1, WordSet::Definite) && named(draft, n, field)
    };
    let numbers: Vec<&Numeral> =
        draft.numerals_in(sentence).iter().filter(|n| n.form == Form::Cardinal && !inner(n)).collect();
    let many = field.kinds.len();
    let end = |k: usize| numbers.get(k + 1).map_or(sentence.end, |n| n.tokens.start);
    let kinds: Vec<Option<usize>> =
        numbers.iter().enumerate().map(|(k, n)| kind(draft, n, end(k), field)).collect();
    let told = kinds.iter().flatten().count();
    let first = kinds.iter().position(Option::is_some)?;
    let run = kinds.get(first..first + many)?;
    let each = (0..many).all(|k| run.contains(&Some(k)));
    (told == many && each).then(|| numbers[first..first + many].iter().map(|&n| n.clone()).collect())
}

/// "with 19 wins, nine draws and 14 defeats" beside "its 38-match season".
fn told(draft: &Draft<'_>, sentence: &Range<u32>, field: &Field) -> Option<Slip> {
    let parts = parts(draft, sentence, field)?;
    let (first, last) = (parts.first()?, parts.last()?);
    let whole = |f: &&Figure| {
        let inner = draft.is(first.tokens.end, "of") && f.tokens.start == first.tokens.end + 2;
        let outside = inner || f.tokens.end <= first.tokens.start || f.tokens.start >= last.tokens.end;
        let named = (f.tokens.end..f.tokens.end + BESIDE)
            .take_while(|&i| draft.is_word(i) || draft.word(i) == "-")
            .any(|i| draft.one(i, field.whole));
        // "The 12-strong jury, seven men and six women"
        let strong = draft.word(f.tokens.end) == "-" && draft.one(f.tokens.end + 1, WordSet::CountsMembers);
        // "12 jurors, five men and six women,", "All 12 of the jurors, five men": men and women, whatever their trade is
        let at = first.tokens.start;
        let trade = field.kinds[0] == WordSet::Males
            && draft.preceded(at, &[","])
            && (f.tokens.end + 2..f.tokens.end + TRADE).contains(&at)
            && draft.word(at - 2).ends_with('s')
            && draft.unbroken(&(f.tokens.end..at - 1));
        outside
            && (named || trade || strong && field.whole == WordSet::People)
            && f.kind == Kind::Number
            && f.value > Decimal::ONE
    };
    let totals: Vec<&Figure> = draft.figures_in(sentence).iter().filter(whole).collect();
    // "two abstaining, three having gone home": more than the three kinds
    let votes = field.whole == WordSet::Voter;
    let more = draft.numerals_in(&(last.tokens.end..sentence.end)).len();
    if votes && (more > totals.len() || !totals.is_empty() && !present(draft, sentence)) {
        return None;
    }
    let [total] = totals[..] else {
        return if totals.is_empty() { elsewhere(draft, sentence, field, &parts) } else { None };
    };
    let gap = total.stop()..first.tokens.start;
    let apart = draft.figures_in(&gap).iter().any(|f| f.kind == Kind::Number);
    // "more than Sweden's 30 medals"
    let compared = draft.one(total.begin().saturating_sub(1), WordSet::Contrast)
        || (total.begin().saturating_sub(4)..total.begin()).any(|i| draft.is(i, "than"));
    // "nine bronzes, France 39 medals": those of another
    let at = total.begin();
    let gave = (at.saturating_sub(4)..at).any(|i| draft.one(i, WordSet::ComesTo));
    let other = at > last.tokens.end && draft.is_name(at.saturating_sub(1)) && !gave;
    let holds = match field.kinds.len() {
        // Of two kinds the sign must be told: "Forty-one pupils came, 18 women and 13 men"
        2 => told_apart(draft, total, &parts),
        _ => !apart && !compared && !other,
    };
    if holds { off(draft, total, &parts, sentence) } else { None }
}

/// "Of the 52 applicants, 31 were accepted and 24 rejected"; "visited 80 kitchens. Sixty-four passed and 18 failed."
fn opposed(draft: &Draft<'_>, sentence: &Range<u32>, field: &Field) -> Option<Slip> {
    let parts = parts(draft, sentence, field)?;
    let (first, last) = (parts.first()?, parts.last()?);
    let at = first.tokens.start;
    let joined = (first.tokens.end..last.tokens.start).any(|i| draft.one(i, WordSet::ListAnd));
    let count = |f: &&Figure| f.kind == Kind::Number && f.plain() && f.noun.is_some();
    let before = sentence.start..at;
    let here = draft.figures_in(&before).iter().filter(count).collect::<Vec<_>>();
    let total = match here[..] {
        // "Of the 52 applicants,", "Of 200 people polled by the paper,", "900 houses, 620 owned"
        [total] => {
            let of = draft.is(sentence.start, "of") && total.begin() <= sentence.start + 3;
            // "shot 14 people, killing five and wounding 11"
            let verb = u32::from(field.kinds.iter().any(|&k| draft.follows(at, k)));
            let beside = draft.word(total.stop()) == "," && at == total.stop() + 1 + verb
                || verb > 0 && draft.before(at, 2) == "," && at <= total.stop() + ASIDE;
            (of && draft.preceded(at, &[","]) || beside).then_some(total)?
        }
        // "Of these, 3,129 finished and 293 dropped out."
        // "It upheld 11 and rejected nine."
        [] if at == sentence.start
            || at == sentence.start + 2
                && draft.one(sentence.start, WordSet::ItOrThey)
                && field.kinds.iter().any(|&k| draft.follows(at, k))
            || draft.is(sentence.start, "of")
                && draft.one(sentence.start + 1, WordSet::Anaphor)
                && at == sentence.start + 3 =>
        {
            let previous = draft.previous_sentence(sentence.start)?;
            let mut counts = draft.figures_in(&previous).iter().filter(count);
            counts.next().filter(|_| counts.next().is_none())?
        }
        _ => return None,
    };
    let bare = parts.iter().all(|p| {
        let figure = draft.figures_in(&p.tokens).first();
        figure.is_none_or(|f| f.head().is_none_or(|h| total.head().is_some_and(|t| draft.akin(h, t))))
    });
    // "210 owned a boat"; "and 40 were later rejected", "some of them twice": the same may be in both.
    let alone = |p: &Numeral| {
        let end = p.tokens.end;
        if field.kinds.iter().any(|&k| draft.follows(p.tokens.start, k)) {
            return !draft.is_word(end) || draft.one(end, WordSet::ListAnd);
        }
        let word = (end..end + BESIDE).find(|&i| field.kinds.iter().any(|&k| draft.one(i, k)));
        word.is_some_and(|i| {
            !draft.is_word(i + 1)
                || draft.any(i + 1, &["out", "off"])
                || draft.one(i + 1, WordSet::ListAnd)
                || draft.one(i + 1, WordSet::OpensClause)
        })
    };
    let again = |i: u32| {
        draft.any(i, &["later", "then", "since", "first", "eventually", "twice", "again", "already"])
    };
    let twice = (at..sentence.end).any(again);
    // "40 were married and 20 unemployed": of two matters
    let word = |p: &Numeral| {
        let end = p.tokens.end;
        let before = p.tokens.start.saturating_sub(1);
        let is = |i: &u32| field.kinds.iter().any(|&k| draft.one(*i, k));
        (end..end + BESIDE).find(is).or(Some(before).filter(is))
    };
    let matter = match (word(first), word(last)) {
        (Some(a), Some(b)) => field.kinds[0] != WordSet::CameOff || opposites(draft, a, b),
        _ => true,
    };
    if !matter {
        return None;
    }
    if twice || field.kinds[0] == WordSet::CameOff && !parts.iter().all(alone) {
        return None;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value))?;
    (joined && bare && sum > total.value).then(|| off(draft, total, &parts, sentence))?
}

/// Matters in which a thing is one or the other: each set has the words of both.
const MATTERS: [WordSet; 8] = [
    WordSet::MatterRuling,
    WordSet::MatterLife,
    WordSet::MatterGuilt,
    WordSet::MatterHome,
    WordSet::MatterWork,
    WordSet::MatterMarriage,
    WordSet::MatterDoors,
    WordSet::MatterVoting,
];

/// Whether two words are the two answers to one question: "passed" and "failed", "insured" and "uninsured".
pub(in crate::audit) fn opposites(draft: &Draft<'_>, a: u32, b: u32) -> bool {
    let un = |x: u32, y: u32| draft.word(x).strip_prefix("un").is_some_and(|rest| draft.is(y, rest));
    MATTERS.iter().any(|&m| draft.one(a, m) && draft.one(b, m)) || un(a, b) || un(b, a)
}

/// ", eighteen women and thirteen men," right behind what they are.
fn told_apart(draft: &Draft<'_>, total: &Figure, parts: &[Numeral]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let mut before = first.tokens.start.saturating_sub(1);
    // "all told, 18 women"; ", with 18 women"; ", including 18 women", which may leave out some
    // ", of whom 173 are men and 41 are women"
    let whom = draft.one(before, WordSet::Relative) && draft.is(before.saturating_sub(1), "of");
    let some = whom || draft.one(before, WordSet::Including);
    if draft.is(before, "with") || some {
        before = before.saturating_sub(1);
    }
    let opens =
        some || matches!(draft.word(before), "," | ":" | "(" | ";" | "\u{2014}") || draft.dash(before);
    let end = last.tokens.end + 1 + u32::from(draft.one(last.tokens.end, WordSet::AreOrIs));
    let ends = matches!(draft.word(end), "," | "." | ")" | ";" | "\u{2014}")
        || draft.dash(end)
        || end >= draft.end();
    // "14 of them children"
    let them =
        u32::from(draft.is(first.tokens.end, "of") && draft.one(first.tokens.end + 1, WordSet::Anaphor));
    let gap = last.tokens.start.saturating_sub(first.tokens.end + 2 * them);
    // Of those "of them" are told there may be more of another kind.
    let sum = first.value.checked_add(last.value);
    let over = sum.is_some_and(|sum| sum > total.value);
    total.stop() <= before && opens && ends && gap <= BESIDE && (them == 0 && !some || over)
}

/// A total in the sentence before or after, about the same, or in the headline.
fn elsewhere(draft: &Draft<'_>, sentence: &Range<u32>, field: &Field, parts: &[Numeral]) -> Option<Slip> {
    if field.kinds.len() < 3 {
        return None;
    }
    let named = |f: &&Figure| {
        let end = f.tokens.end;
        f.kind == Kind::Number
            && (end..end + BESIDE)
                .take_while(|&i| draft.is_word(i) || draft.word(i) == "-")
                .any(|i| draft.one(i, field.whole))
    };
    let one = |range: &Range<u32>| {
        let mut found = draft.figures_in(range).iter().filter(named);
        found.next().filter(|_| found.next().is_none())
    };
    let previous = draft.previous_sentence(sentence.start);
    let next = draft.next_sentence(sentence.start);
    let same = |at: u32| {
        [WordSet::GoesOn, WordSet::Anaphor, WordSet::Possessive, WordSet::TheseAll]
            .iter()
            .any(|&s| draft.one(at, s))
            || !draft.figures_in(&(at..at + 1)).is_empty()
    };
    // In a vote the motion stands between: "Present: 23 members. Motion 14 was carried, 10 voting for, ..."
    let votes = field.whole == WordSet::Voter;
    let open = previous.as_ref().is_some_and(|p| same(sentence.start) || votes && present(draft, p));
    let before = previous.filter(|_| open).and_then(|p| one(&p));
    // "Eleven for, seven against. The council has 23 members", some of whom were away
    let after = next.filter(|n| same(n.start) && (!votes || present(draft, n)));
    let total = before.or_else(|| after.and_then(|n| one(&n)))?;
    off(draft, total, parts, sentence)
}

/// "Present: 23 members", "All 23 members voted"
fn present(draft: &Draft<'_>, sentence: &Range<u32>) -> bool {
    (sentence.start..sentence.end).any(|i| {
        draft.any(i, &["present", "voted", "attended", "all"]) || draft.is(i, "vote") && draft.is(i + 1, "of")
    })
}

/// The slip of the kinds, where no other number is their sum.
fn off(draft: &Draft<'_>, total: &Figure, parts: &[Numeral], sentence: &Range<u32>) -> Option<Slip> {
    if !total.plain() {
        return None;
    }
    let pairs: Vec<_> = parts.iter().map(|p| (p.value, Decimal::ZERO)).collect();
    let (text, sum) = mismatch(total, &pairs)?;
    let again = draft.figures_in(sentence).iter().any(|f| f.kind == Kind::Number && f.value == sum);
    let some = sum < total.value && draft.has(sentence, Cue::Partial);
    (near(sum, total) && !again && !some)
        .then(|| slip(total, text).against(parts.iter().map(|p| p.tokens.clone())))
}
