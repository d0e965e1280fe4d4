//! Whether two figures count or measure the same thing, for `text-differs`: "Third of pubs face closure", "a quarter of pubs".

use super::differs::shared;
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::Decimal;

/// The words right around a figure that say what was counted: its noun, and what befell them.
pub(super) fn befell(draft: &Draft<'_>, f: &Figure, words: WordSet) -> bool {
    let end = f.stop();
    // "54 people on board"; "nine members of the board" are on none.
    // "Nine of the rescued sheep": some of them
    let of = f.tokens.end;
    if draft.is(of, "of") && draft.one(of + 1, WordSet::Definite) && !draft.preceded(f.begin(), &["all"]) {
        return false;
    }
    let said = |i: u32| draft.one(i, words) && (!draft.is(i, "board") || draft.preceded(i, &["on"]));
    // "Fifty people were hurt when two trains collided": what befell is told of the fifty.
    let joined = |i: u32| !(i..f.tokens.start).any(|k| draft.any(k, &["when", "as", "after", "while"]));
    // "with the loss of 42 lives"
    let lives = words == WordSet::Dead
        && f.head().is_some_and(|i| draft.is(i, "lives"))
        && (f.begin().saturating_sub(3)..f.begin())
            .any(|i| draft.any(i, &["loss", "lost", "claimed", "claims", "cost", "took"]));
    lives
        || (f.tokens.start.saturating_sub(2)..end + 4)
            .any(|i| said(i) && joined(i) && draft.sentence(f.tokens.start).contains(&i))
}

/// "Fourteen rescued", "eleven people were rescued": what befell them is one word.
pub(super) fn befallen(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let verb = a.tokens.end;
    let word = draft.is_word(verb) && draft.word(verb).len() >= 4;
    let participle = a.noun.is_none() && word && draft.word(verb).ends_with("ed");
    let end = b.stop();
    let people = b.head().is_none_or(|i| draft.one(i, WordSet::People));
    // "200 march against mine", "About 2,000 people marched"
    let present = |i: u32| {
        let heading = matches!(draft.scope(verb), Scope::Heading(_));
        heading && word && draft.word(i).ends_with("ed") && draft.akin(i, verb)
    };
    // "leaves 12,000 without power", "About 20,000 homes were without power"
    let phrase = |i: u32| {
        let opens =
            a.noun.is_none() && draft.one(verb, WordSet::BeforePlight) && draft.word(verb + 1).len() >= 4;
        let same = draft.is(i, draft.word(verb)) || draft.is(verb, "without") && draft.is(i, "no");
        opens && same && draft.akin(i + 1, verb + 1)
    };
    // "leaves 30,000 homeless", "left 50,000 people homeless"
    let state = b.head().is_some()
        && a.head().is_none_or(|h| h == verb)
        && word
        && !draft.one(verb, WordSet::CommonWord);
    let again = state
        && (draft.is(b.stop(), draft.word(verb))
            // "Four guilty of fraud", "Five players were found guilty"
            || draft.word(verb).len() >= 5 && (b.stop()..b.stop() + 3).any(|i| draft.is(i, draft.word(verb))));
    if again || (b.stop()..b.stop() + 3).any(phrase) {
        return true;
    }
    // "Factory to employ 300", "will employ 500 people"
    let led = |f: &Figure| f.begin().checked_sub(1).filter(|&i| draft.is_word(i) && draft.word(i).len() >= 5);
    let by_verb = matches!((led(a), led(b)), (Some(x), Some(y)) if draft.akin(x, y) && !draft.one(x, WordSet::CommonWord));
    let last = verb >= draft.block(a.tokens.start).end;
    if by_verb && a.noun.is_none() && a.unit.is_none() && last {
        return true;
    }
    let same = |i: u32| participle && draft.word(i).eq_ignore_ascii_case(draft.word(verb)) || present(i);
    people && (end..end + 3).any(same)
}

/// What befell those who were counted, or where they are.
pub(super) const FATES: [WordSet; 6] =
    [WordSet::Dead, WordSet::Hurt, WordSet::Held, WordSet::Aboard, WordSet::Missing, WordSet::Rescued];

/// "Team of 30 to search", "A team of 50 people will search": so many in a group of one name.
fn of_group(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let group = |f: &Figure| f.begin().checked_sub(2).filter(|&i| draft.is(i + 1, "of") && draft.is_word(i));
    let amount = |i: u32| draft.one(i, WordSet::BareAmount) || draft.one(i, WordSet::NamesMeasure);
    matches!((group(a), group(b)), (Some(x), Some(y)) if draft.akin(x, y) && !amount(x))
}

/// Whose age it is: "Woman, 47", "a 74-year-old woman".
fn person(draft: &Draft<'_>, f: &Figure) -> Option<u32> {
    // "Boy, 12", "a boy aged 14"
    let aged = (f.begin()..f.tokens.end)
        .find(|&i| draft.is(i, "aged"))
        .or_else(|| f.begin().checked_sub(1).filter(|&i| draft.is(i, "aged")));
    if let Some(aged) = aged {
        let comma = u32::from(draft.preceded(aged, &[","]));
        return aged.checked_sub(1 + comma).filter(|&i| draft.is_word(i));
    }
    if draft.preceded(f.tokens.start, &[","]) {
        return f.tokens.start.checked_sub(2);
    }
    // "The bishop, who is 72,"
    let start = f.begin();
    if start > 3
        && draft.follows(start, WordSet::AreOrIs)
        && draft.is(start - 2, "who")
        && draft.word(start - 3) == ","
    {
        return start.checked_sub(4);
    }
    let end = f.tokens.end.max(f.whole.end);
    draft.is_word(end).then_some(end)
}

/// "Swimmer Ana Ruiz, who is 16": the word before a name that says who it is.
fn titled(draft: &Draft<'_>, mut name: u32) -> u32 {
    let start = draft.sentence(name).start;
    while name > start && draft.token(name).is_some_and(|t| t.capital()) {
        name -= 1;
    }
    name
}

/// Whether two figures count or measure the same kind of thing.
pub(super) fn same_kind(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    match (a.kind, b.kind) {
        (Kind::Percent, Kind::Percent) => a.is_percent() == b.is_percent(),
        (Kind::Money, Kind::Money) | (Kind::Measure, Kind::Measure) | (Kind::Duration, Kind::Duration) => {
            let of = |f: &Figure| draft.is(f.tokens.end, "of").then_some(f.tokens.end + 1);
            let apart = matches!((of(a), of(b)), (Some(x), Some(y)) if !draft.akin(x, y));
            // "now lies at 2,310 metres", "drew back by six metres"
            let by = |f: &Figure| draft.preceded(f.begin(), &["by", "up", "down"]);
            // "the central span, 31 metres long", "The viaduct, 212 metres long"
            let owner = |f: &Figure| {
                let at = f.begin().checked_sub(2)?;
                (draft.word(at + 1) == "," && draft.is_word(at)).then_some(at)
            };
            let other = matches!((owner(a), owner(b)), (Some(x), Some(y)) if !draft.akin(x, y));
            // "up 5p", "by 8p a litre"
            let unit = a.unit == b.unit || a.kind == Kind::Money && by(a) && a.in_unit_of(b);
            unit && !apart && !other && by(a) == by(b)
        }
        (Kind::Age, Kind::Age) => {
            // "Widow, 84, robbed at home", "A pensioner aged 74 was robbed at her home": the one age of either
            let one = |f: &Figure| {
                draft
                    .figures_in(&draft.sentence(f.tokens.start))
                    .iter()
                    .filter(|g| g.kind == Kind::Age)
                    .count()
                    == 1
            };
            let heading = matches!(draft.scope(a.tokens.start), Scope::Heading(_));
            let (here, there) = (draft.block(a.tokens.start), draft.sentence(b.tokens.start));
            let opens = b.begin() <= there.start + 3 && main_clause(draft, b);
            heading && opens && one(a) && one(b) && shared(draft, &here, &there, &[]) >= 2
                || matches!((person(draft, a), person(draft, b)), (Some(x), Some(y)) if draft.akin(x, y) || draft.akin(x, titled(draft, y)))
        }
        // "Man, 29, in court", "A man of 39 appeared"
        (Kind::Age, Kind::Number) => {
            let of = b
                .begin()
                .checked_sub(2)
                .filter(|&i| draft.is(i + 1, "of") && b.noun.is_none() && b.unit.is_none());
            of.is_some_and(|i| {
                draft.follows(i, WordSet::Indefinite) && person(draft, a).is_some_and(|x| draft.akin(x, i))
            })
        }
        // "wins third term", "for a fourth term"
        (Kind::Ordinal, Kind::Ordinal) => {
            let one = draft
                .figures_in(&draft.sentence(b.tokens.start))
                .iter()
                .filter(|g| g.kind == Kind::Ordinal)
                .count()
                == 1;
            let near = (a.value - b.value).abs() == Decimal::ONE && a.value.min(b.value) > Decimal::ONE;
            let noun = matches!((a.head(), b.head()), (Some(x), Some(y)) if draft.akin(x, y));
            one && near
                && noun
                && main_clause(draft, b)
                && matches!(draft.scope(a.tokens.start), Scope::Heading(_))
        }
        (Kind::Number, Kind::Number) if a.value < Decimal::ONE || b.value < Decimal::ONE => {
            fractions(draft, a, b)
        }
        (Kind::Number, Kind::Number) => {
            // "300 workers to lose jobs", "Four hundred employees are to"; never "the works, which has 900 staff"
            let has = draft.any(
                b.begin().saturating_sub(1),
                &["has", "have", "had", "employs", "employed", "with", "of"],
            );
            let both = draft.is(b.begin().saturating_sub(1), draft.before(a.begin(), 1));
            let named_so = matches!(draft.scope(a.tokens.start), Scope::Heading(_))
                && (!has || both)
                && main_clause(draft, b);
            // "five climbers", "four climbers missing"
            let holds = |x: &Figure, y: &Figure| matches!((x.head(), &y.noun), (Some(head), Some(noun)) if (noun.start..noun.end).any(|i| draft.akin(head, i) || named_so && one_name(draft, head, i)));
            let heads = holds(a, b) || holds(b, a);
            // "a crowd of 41,300"
            let group = |f: &Figure| {
                let end = f.tokens.end;
                let before =
                    draft.preceded(f.tokens.start, &["of"]).then(|| f.tokens.start.saturating_sub(2));
                // "All 36 of the crew"
                let all = draft.preceded(f.begin(), &["all"])
                    && draft.is(end, "of")
                    && draft.one(end + 1, WordSet::Definite);
                before
                    .or_else(|| all.then_some(end + 2))
                    .filter(|_| f.noun.is_none())
                    .or_else(|| f.head().filter(|_| all || !draft.is(end, "of")))
            };
            let groups = matches!((group(a), group(b)), (Some(x), Some(y)) if draft.is_word(x) && (draft.akin(x, y) || main_clause(draft, b) && one_name(draft, x, y)));
            heads
                || groups
                || befallen(draft, a, b)
                || of_group(draft, a, b)
                || FATES.iter().any(|&w| befell(draft, a, w) && befell(draft, b, w))
        }
        _ => false,
    }
}

/// Sets of words for one thing.
const NAMES: [WordSet; 12] = [
    WordSet::SameWorkers,
    WordSet::SamePupils,
    WordSet::SameFans,
    WordSet::SameTravellers,
    WordSet::SameHomes,
    WordSet::SameShops,
    WordSet::SameClimbers,
    WordSet::SameSoldiers,
    WordSet::SameProtesters,
    WordSet::SameMigrants,
    WordSet::SameCraft,
    WordSet::SameVehicles,
];

/// "workers" and "employees": whether two words name one thing.
fn one_name(draft: &Draft<'_>, a: u32, b: u32) -> bool {
    NAMES.iter().any(|&set| draft.one(a, set) && draft.one(b, set))
}

/// Whether a figure stands in the first sentence of the text, in its main clause: "The firm will close 60 stores"; never
/// "The firm, which has 60 stores".
pub(super) fn main_clause(draft: &Draft<'_>, f: &Figure) -> bool {
    let sentence = draft.sentence(f.tokens.start);
    let first = draft.previous_sentence(sentence.start).is_none();
    first && !(sentence.start..f.tokens.start).any(|i| draft.one(i, WordSet::OpensRelative))
}

/// "Third of pubs face closure", "A quarter of pubs"; "cuts harvest by a third", "has cut the wheat harvest by a quarter".
fn fractions(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let of = |f: &Figure| {
        let at = f.tokens.end;
        let noun = at + 1 + u32::from(draft.one(at + 1, WordSet::Definite));
        // "A third of the country's bees"
        let owned = matches!(draft.word(noun + 1), "'" | "\u{2019}") && draft.is(noun + 2, "s");
        let noun = noun + 3 * u32::from(owned);
        (draft.is(at, "of") && draft.is_word(noun)).then_some(noun)
    };
    let by = |f: &Figure| draft.preceded(f.begin(), &["by"]);
    let small = |f: &Figure| f.value < Decimal::ONE && f.value > Decimal::ZERO && !f.vague;
    small(a)
        && small(b)
        && match (of(a), of(b)) {
            (Some(x), Some(y)) => draft.akin(x, y),
            (None, None) => by(a) && by(b),
            _ => false,
        }
}
