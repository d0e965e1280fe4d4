//! `text-differs` of ages: one person, told again by a description or the surname, with another age.

use std::ops::Range;

use super::Slip;
use super::differs::CODE;
use super::digits::slipped;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;
use crate::value::decimal::grouped;

/// "A 34-year-old miner has walked out. Freddy Mamani, 43, had lived on water": the name of whom the text told.
fn named(draft: &Draft<'_>, first: &Figure, next: &Range<u32>) -> Option<Slip> {
    let second = draft.figures_in(&(next.start..next.start + 6)).first()?;
    let (start, end) = (second.tokens.start, second.tokens.end);
    let apposed = draft.preceded(start, &[","]) && draft.word(end) == "," && start <= next.start + 4;
    let names = (next.start + 1..start - 1).all(|i| draft.is_name(i));
    // "..., 43, was": not "..., 43, his foreman, said"
    let verb = draft.any(end + 1, &["was", "had", "has", "is"]);
    let sentence = draft.sentence(first.tokens.start);
    let alone = draft.figures_in(&sentence).iter().filter(|f| f.kind == Kind::Age).count() == 1
        && !(sentence.start + 1..sentence.end).any(|i| draft.is_name(i) && draft.is_name(i + 1))
        && !draft.has_any(&(sentence.start..end), &[Cue::Kin, Cue::Reckoning]);
    let off = (first.value - second.value).abs() > Decimal::ONE;
    if !apposed || !names || !verb || !alone || !off || !second.plain() {
        return None;
    }
    let text = format!("{} here, {} there", grouped(first.value), grouped(second.value));
    Some(Slip::new(CODE, &first.tokens, text).against([second.tokens.clone()]))
}

/// "Carla Bruni, 34, will captain the side. ... Bruni, 43, has played": the surname again, with another age.
pub(super) fn surnames(draft: &Draft<'_>) -> Option<Slip> {
    let apposed = |f: &&Figure| {
        let (start, end) = (f.tokens.start, f.tokens.end);
        matches!(f.kind, Kind::Age | Kind::Number)
            && f.plain()
            && f.value >= Decimal::TEN
            && f.value <= Decimal::from(110)
            && start >= 2
            && draft.word(start - 1) == ","
            && draft.word(end) == ","
            && draft.is_word(start - 2)
            && draft.token(start - 2).is_some_and(|t| t.capital())
            && draft.scope(start) == Scope::Body
    };
    let ages: Vec<&Figure> = draft.figures.iter().filter(apposed).collect();
    ages.iter().enumerate().find_map(|(k, b)| {
        let name = b.tokens.start - 2;
        // "Bruni-Hess" is one name.
        let head = |i: u32| if i >= 2 && draft.word(i - 1) == "-" { i - 2 } else { i };
        // The surname alone, at the head of its sentence or block, or behind who says: "said Cole, 93, who lives there"
        let alone = draft.token(head(name)).is_some_and(|t| t.starts_sentence())
            || draft.follows(head(name), WordSet::Says);
        let a = ages[..k].iter().find(|a| draft.word(a.tokens.start - 2) == draft.word(name))?;
        let full =
            head(a.tokens.start - 2).checked_sub(1).and_then(|i| draft.token(i)).is_some_and(|t| t.capital());
        let kin = [a, b].iter().any(|f| draft.has(&draft.sentence(f.tokens.start), Cue::Kin));
        let off = (a.value - b.value).abs() > Decimal::ONE;
        // "found Cole, 39, guilty. Cole, 93, showed no emotion"
        let next = draft.previous_sentence(b.tokens.start).is_some_and(|s| s.contains(&a.tokens.start));
        (alone && (full || next) && !kin && off).then(|| {
            let text = format!("{} here, {} there", draft.text(&a.tokens), draft.text(&b.tokens));
            Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()])
        })
    })
}

/// "The physicist Amara Nwosu, 58, has the medal. Dr Nwosu, who is 85, said": the surname again, with another age.
pub(super) fn who_is(draft: &Draft<'_>) -> Option<Slip> {
    let aged = |f: &&Figure| {
        let start = f.tokens.start;
        let apposed = start >= 3 && draft.word(start - 1) == "," && !draft.is_word(f.stop());
        let full = || [start - 2, start - 3].iter().all(|&i| draft.token(i).is_some_and(|t| t.capital()));
        let age = f.kind == Kind::Age || f.kind == Kind::Number && f.noun.is_none() && f.unit.is_none();
        age && f.plain() && f.value >= Decimal::TEN && f.value <= Decimal::from(110) && apposed && full()
    };
    draft.figures.iter().filter(aged).find_map(|a| {
        let name = a.tokens.start - 2;
        let rest = a.tokens.end..draft.end().min(a.tokens.end + LATER);
        let who = rest.into_iter().find(|&i| {
            draft.is(i, "who")
                && draft.any(i + 1, &["is", "turned"])
                && draft.word(i - 1) == ","
                && draft.word(i - 2) == draft.word(name)
                && draft.scope(i) == Scope::Body
        })?;
        let number = draft.numerals_in(&(who + 2..who + 3)).first()?;
        let end = number.tokens.end;
        let closed = !draft.is_word(end) || draft.one(end, WordSet::ListAnd) && !draft.is_name(end + 1);
        let off = (a.value - number.value).abs() > Decimal::ONE && number.value < Decimal::from(110);
        // "Her husband", "Tom Nwosu": another one of that name
        let sentences = [draft.sentence(a.tokens.start), draft.sentence(who)];
        let kin = sentences.iter().any(|s| draft.has_any(s, &[Cue::Kin, Cue::Reckoning]));
        let given = |i: u32| draft.token(i).is_some_and(|t| t.capital()) && !draft.one(i, WordSet::Title);
        let other = (1..draft.end()).any(|i| {
            draft.word(i) == draft.word(name) && given(i - 1) && draft.word(i - 1) != draft.word(name - 1)
        });
        let text = || format!("{} here, {} there", draft.text(&a.tokens), draft.text(&number.tokens));
        (closed && off && !kin && !other)
            .then(|| Slip::new(CODE, &a.tokens, text()).against([number.tokens.clone()]))
    })
}

/// Most tokens from an age to the surname with another one.
const LATER: u32 = 120;

/// How words for people end: "neighbour", "pensioner", "tourist", "student".
const AGENT: [&str; 11] = ["er", "or", "our", "ist", "ian", "ant", "ent", "ee", "guest", "victim", "child"];

/// "Sarah Beck, 34, was found guilty. The 58-year-old will be sentenced": the one person just named, by another age.
pub(super) fn the_aged(draft: &Draft<'_>, block: &Range<u32>, out: &mut Vec<Slip>) {
    for b in draft.figures_in(block).iter().filter(|f| f.kind == Kind::Age && f.plain()) {
        let here = draft.sentence(b.tokens.start);
        let opens = draft.is(here.start, "the") && b.begin() <= here.start + 1;
        let verb =
            draft.one(b.stop(), WordSet::AreOrHave) || draft.any(b.stop(), &["will", "is", "was", "has"]);
        if !(opens && verb) {
            out.extend(turned_round(draft, b));
        }
        let Some(told) = draft.previous_sentence(here.start).filter(|_| opens && verb) else { continue };
        let aged = |f: &&Figure| {
            f.kind == Kind::Age
                || f.kind == Kind::Number && f.noun.is_none() && draft.preceded(f.begin(), &[","])
        };
        let mut ages = draft.figures_in(&told).iter().filter(aged);
        let Some(a) = ages.next().filter(|_| ages.next().is_none()) else { continue };
        let (start, end) = (a.tokens.start, a.tokens.end);
        let apposed = start >= 2
            && draft.word(start - 1) == ","
            && draft.word(end) == ","
            && draft.token(start - 2).is_some_and(|t| t.capital());
        // Nobody else is named: "Beck, 34, attacked Mark Hill. The 58-year-old was"
        let another = (end..told.end).any(|i| {
            draft.is_name(i)
                && super::calendar::month(draft, i).is_none()
                && super::calendar::weekday(draft, i).is_none()
                && !draft.any(i - 1, &["in", "at", "from", "near"])
                && !(draft.is_name(i - 1) && draft.any(i - 2, &["in", "at", "from", "near"]))
        });
        // "of murdering a pensioner", "her neighbour": whom else the age may be of
        let somebody = |i: u32| {
            AGENT.iter().any(|e| draft.word(i).ends_with(e))
                || draft.one(i, WordSet::SomebodyOf)
                || draft.one(i, WordSet::Person)
        };
        let person = (end..told.end)
            .filter(|&i| draft.one(i, WordSet::Indefinite) || draft.one(i, WordSet::Definite))
            .any(|i| (i + 1..i + 4).take_while(|&k| draft.is_word(k)).any(somebody));
        let apart = draft.has_any(&(told.start..here.end), &[Cue::Kin, Cue::Reckoning])
            || !draft.says(&told, WordSet::OnTrial);
        let off = (a.value - b.value).abs() > Decimal::ONE && a.value >= Decimal::TEN;
        if apposed && !another && !person && !apart && off && a.plain() {
            let text = format!("{} here, {} there", grouped(a.value), grouped(b.value));
            out.push(Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]));
        }
    }
}

/// Sentences back in which a name has an age.
const BACK: usize = 3;

/// "Graham Peel, 47, was cleared on Thursday. Outside the court the 74-year-old thanked": the one person named, by the same
/// digits changed round.
fn turned_round(draft: &Draft<'_>, b: &Figure) -> Option<Slip> {
    if !draft.is(b.begin(), "the") && !draft.preceded(b.begin(), &["the"]) {
        return None;
    }
    let aged = |a: &&Figure| {
        let (start, end) = (a.tokens.start, a.tokens.end);
        let bare = a.kind == Kind::Age || a.kind == Kind::Number && a.noun.is_none();
        bare && a.plain()
            && slipped(a.value, b.value, 2)
            && start >= 2
            && draft.word(start - 1) == ","
            && draft.word(end) == ","
            && draft.token(start - 2).is_some_and(|t| t.capital())
    };
    let above =
        std::iter::successors(draft.previous_sentence(b.begin()), |s| draft.previous_sentence(s.start));
    let a = above.take(BACK).find_map(|s| draft.figures_in(&s).iter().find(aged))?;
    let gap = draft.sentence(a.tokens.start).start..b.begin();
    let ages = draft.figures_in(&gap).iter().filter(|f| f.kind == Kind::Age || f.tokens == a.tokens).count();
    // "killing a pensioner", "His neighbour", "a girl": whom else the age may be of
    let person = |i: u32| {
        AGENT.iter().any(|e| draft.word(i).ends_with(e))
            || draft.one(i, WordSet::SomebodyOf)
            || draft.one(i, WordSet::Person)
    };
    let article = |i: u32| draft.one(i, WordSet::Indefinite) || draft.one(i, WordSet::Definite);
    let somebody = (a.tokens.end..gap.end).filter(|&i| article(i)).any(|i| {
        let near = (i + 1..i + 4).take_while(|&k| k < b.begin() && draft.is_word(k) && !article(k));
        near.filter(|&k| super::length::unit_at(draft, k).is_none()).any(person)
    });
    let kin = draft.has_any(&gap, &[Cue::Kin, Cue::Reckoning]);
    let text = format!("{} here, {} there", grouped(a.value), grouped(b.value));
    (ages == 1 && !somebody && !kin).then(|| Slip::new(CODE, &a.tokens, text).against([b.tokens.clone()]))
}

/// Where the name stands in "Magistrates were told that the man, Dean Rudge, 53, had done it".
fn named_from(draft: &Draft<'_>, first: &Figure, sentence: &Range<u32>) -> u32 {
    let start = sentence.start;
    let that = (start + 1..sentence.end.min(start + 7))
        .find(|&i| draft.is(i, "that"))
        .filter(|&i| draft.unbroken(&(start..i)) && !(start + 1..i).any(|k| draft.is_name(k)));
    let at = that.map_or(start, |i| i + 1);
    // "A 34-year-old man ... that the man, Dean Rudge,"; of one who was fined whoever is named is tried.
    let noun = draft.word(first.stop());
    let man = draft.is(at, "the") && draft.is(at + 1, noun) && draft.word(at + 2) == ",";
    let tried = draft.says(&draft.sentence(first.tokens.start), WordSet::OnTrial);
    match (man, that) {
        (true, _) => at + 3,
        (_, Some(_)) if !tried || draft.is(at, "the") => start,
        _ => at,
    }
}

/// "An 81-year-old woman was found. Fatma Aydin, who turns 72 next week, ..."
pub(super) fn described(draft: &Draft<'_>, block: &Range<u32>) -> Option<Slip> {
    let first = draft.figures_in(block).first().filter(|f| f.kind == Kind::Age && f.plain())?;
    let one = draft.any(first.begin().saturating_sub(1), &["a", "an"]);
    let next = draft.next_sentence(first.tokens.start)?;
    let next = named_from(draft, first, &next)..next.end;
    // "who will be 53 in May"
    let ahead = |i: u32| draft.is(i + 1, "will") && draft.any(i + 2, &["be", "turn"]);
    let name = draft.token(next.start).is_some_and(|t| t.capital())
        && (next.start + 1..next.start + 3).any(|i| draft.is_name(i));
    if one
        && name
        && let Some(found) = named(draft, first, &next)
    {
        return Some(found);
    }
    let who = (next.start + 1..next.start + 7)
        .find(|&i| draft.is(i, "who") && (draft.any(i + 1, &["turns", "turned", "is"]) || ahead(i)))?;
    let verb = who + 1 + u32::from(ahead(who));
    let number = draft.numerals_in(&(verb + 1..verb + 3)).first()?;
    let closed = !draft.is_word(number.tokens.end) || draft.one(number.tokens.end, WordSet::AfterNewAge);
    let others =
        draft.figures_in(&draft.sentence(first.tokens.start)).iter().filter(|f| f.kind == Kind::Age).count();
    let off = (first.value - number.value).abs();
    if !one || !name || !closed || others != 1 || off <= Decimal::ONE || number.tokens.start != verb + 1 {
        return None;
    }
    let text = format!("{} here, {} there", grouped(first.value), grouped(number.value));
    Some(Slip::new(CODE, &first.tokens, text).against([number.tokens.clone()]))
}
