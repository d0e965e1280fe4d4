//! Whose birth and whose age it is: one person through several sentences, or a relative named beside.

use std::ops::Range;

use super::calendar::{self, Day};
use super::draft::{Draft, Found};
use super::figure::Figure;
use super::record::unlike_kin;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;

/// Most tokens from "his mother" to "birth to him".
const BORE: u32 = 7;

/// "birth to him", "brought her into the world": a birth told of the mother.
fn bears(draft: &Draft<'_>, born: &Found) -> bool {
    (born.tokens.start..born.tokens.end).any(|i| draft.any(i, &["him", "her"]))
        && !draft.one(born.tokens.start, WordSet::HisOrHer)
}

/// Whether a sentence names a relative before its last date or age, whose either may be; never one who only tells
/// it: "died in 1989 at the age of 88, his daughter said".
pub(super) fn kin(draft: &Draft<'_>, sentence: &Range<u32>, birth: &Day, figure: &Figure) -> bool {
    let end = birth.tokens.end.max(figure.tokens.end);
    // "had seven children, died"
    let many = |c: &Found| {
        let (start, end) = (c.tokens.start, c.tokens.end);
        let number = !draft.numerals_in(&(start.saturating_sub(1)..start)).is_empty();
        number && (draft.word(end) == "," || draft.is(end, "and")) && figure.tokens.start > end + 2
    };
    // "where his mother had given birth to him": who bore him
    let bore =
        |c: &Found| draft.cues_in(&(c.tokens.end..c.tokens.end + BORE), Cue::Born).any(|b| bears(draft, b));
    let told = |c: &Found| draft.one(c.tokens.end, WordSet::Tells) || bore(c);
    if of_parent(draft, sentence, birth, figure) {
        return false;
    }
    draft.cues_in(&(sentence.start..end), Cue::Kin).any(|c| !told(c) && !many(c))
}

/// "Her father was born in 1920 and was 45 when he married": a relative alone, of whom both are told.
fn of_parent(draft: &Draft<'_>, sentence: &Range<u32>, birth: &Day, figure: &Figure) -> bool {
    let start = sentence.start;
    let both = start..birth.tokens.end.max(figure.tokens.end);
    let mut kin = draft.cues_in(&both, Cue::Kin);
    let leads = kin.next().is_some_and(|c| c.tokens.start == start + 1) && kin.next().is_none();
    // Whom "she" means beside "Her mother" cannot be told; "he" beside it is another.
    // "His grandfather, born in 1899, was 28 when he": what "was" is told of stands before it.
    let at = figure.tokens.start;
    let was = at >= 2 && draft.is(at - 1, "was") && (draft.word(at - 2) == "," || draft.is(at - 2, "and"));
    let told = start + 1..if was { at } else { sentence.end };
    let others = |words: &[&str]| (told.start..told.end).any(|i| draft.any(i, words));
    let clear = draft.is(start, "her") && !others(&["she", "her"])
        || draft.is(start, "his") && !others(&["he", "him", "his"]);
    let apposed = draft.preceded(figure.tokens.start, &[","]);
    leads && clear && birth.tokens.end <= figure.tokens.start && !apposed
}

/// Whether no sentence of `range` is about another person than `who`.
pub(super) fn nobody_else(draft: &Draft<'_>, range: &Range<u32>, who: u32) -> bool {
    let mut at = range.start;
    while at < range.end {
        let s = draft.sentence(at);
        let named = subject(draft, &s).filter(|&i| i > s.start && draft.word(i) != draft.word(who));
        if named.is_some() || draft.has(&s, Cue::Kin) {
            return false;
        }
        at = s.end.max(at + 1);
    }
    true
}

/// "coaches players born in 2010", "a club that was born in 1880": the birth of what was named right before.
pub(super) fn of_others(draft: &Draft<'_>, born: &Range<u32>) -> bool {
    let Some(i) = born.start.checked_sub(1).filter(|_| draft.is(born.start, "born")) else { return false };
    // "six grandchildren, the youngest of whom was born in 2019"
    if (born.start.saturating_sub(3)..born.start).any(|k| draft.is(k, "whom")) {
        return true;
    }
    let token = draft.token(i);
    let noun = draft.is_word(i)
        && !draft.token(born.start).is_some_and(|t| t.starts_sentence())
        && !token.is_some_and(|t| t.capital())
        && !draft.word(i).ends_with("ly")
        && !draft.one(i, WordSet::BeforeBorn);
    // "confirmed that he was born"
    let thing = |k: u32| draft.one(k, WordSet::OfAThing) && !draft.one(k + 1, WordSet::HeOrShe);
    noun || (i.saturating_sub(2)..=i).any(thing)
}

/// Whether a birth is that of somebody named right before it, who is not the one whose age stands before:
/// "Teresa Vila, 52, lives in the house in which Joan Ros was born".
pub(super) fn of_another(draft: &Draft<'_>, born: &Range<u32>, figure: &Figure) -> bool {
    // "whose partner was born in 1984"
    let whose = (born.start.saturating_sub(5)..born.start).rev().find(|&i| draft.is(i, "whose"));
    if draft.is(born.start, "born")
        && whose.is_some_and(|w| !(w..born.start).any(|i| draft.one(i, WordSet::HeOrShe)))
    {
        return true;
    }
    let verbs = (born.start.saturating_sub(4)..born.start).rev();
    let aux = |&i: &u32| draft.one(i, WordSet::BeforeBorn) && !draft.one(i, WordSet::HeOrShe);
    let Some(name) = (born.start - verbs.take_while(aux).count().try_into().unwrap_or(0)).checked_sub(1)
    else {
        return false;
    };
    // "Torp, 71, who owns the last cannery on the coast, was born": what is said of him is closed by its comma.
    let end = figure.tokens.end;
    let own = draft.word(end) == "," && draft.is(end + 1, "who") && draft.word(name) == ",";
    if own && draft.any(name + 1, &["was", "is"]) && !(end + 2..name).any(|i| draft.word(i) == ",") {
        return false;
    }
    // "Lin, 34, coaches Ida Holm, who was born in 2005"; never "Lin, 34, of Ghent, who"
    let name = if name > 0 && draft.word(name) == "," { name - 1 } else { name };
    let first = (name.saturating_sub(3)..name).rev().take_while(|&i| draft.is_name(i)).last().unwrap_or(name);
    // "of Mill Lane, Derby, who"
    let mut town = first;
    while town >= 2 && draft.word(town - 1) == "," && draft.is_name(town - 2) {
        town = (town.saturating_sub(6)..town - 1).rev().take_while(|&i| draft.is_name(i)).last().unwrap_or(0);
    }
    let placed = |i: u32| draft.follows(i, WordSet::OpensClause) && !draft.preceded(i, &["by", "with"]);
    if placed(first) || placed(town) && town > figure.tokens.end {
        return false;
    }
    let apposed = figure.tokens.start >= 2 && draft.preceded(figure.tokens.start, &[","]);
    // "Pask, 61, knew that the boy was born in 1990"
    if apposed && name > figure.tokens.end + 1 && draft.follows(name, WordSet::Article) && draft.is_word(name)
    {
        return true;
    }
    apposed
        && name > figure.tokens.end
        && draft.is_name(name)
        && draft.word(name) != draft.word(figure.tokens.start - 2)
}

/// "Asha Rao, 29, plays a nurse who was born in 1920": the birth of somebody named right before "who".
pub(super) fn restricted(draft: &Draft<'_>, born: &Range<u32>) -> bool {
    let who = (born.start.saturating_sub(3)..born.start).find(|&i| draft.is(i, "who"));
    who.is_some_and(|i| {
        let comma = matches!(draft.before(i, 1), "," | "(" | "\u{2014}" | "\u{2013}" | "-");
        // "Ida Holm, 80, taught the poet, who was born in 1970"
        // A person named in between: what "who" stands for then.
        let start = draft.sentence(i).start;
        let another = (i.saturating_sub(4).max(start + 1)..i).any(|k| draft.one(k, WordSet::Article));
        !comma || another
    })
}

/// Whether two sentences of a paragraph speak of one person: the second goes on with "he" or "she".
pub(super) fn same_person(draft: &Draft<'_>, birth: &Range<u32>, age: &Range<u32>, figure: u32) -> bool {
    // "became a grandmother at 38": what somebody became is no other person; nor is "She was 34 when her father died".
    let kin = |c: &Found| {
        let start = c.tokens.start;
        let said = draft.preceded(figure, &["was"]) && figure >= 2;
        let other = said && unlike_kin(draft, start, figure - 2);
        let became =
            draft.follows(start, WordSet::Indefinite) && start >= 2 && draft.one(start - 2, WordSet::Became);
        !other && !became
    };
    if draft.has(age, Cue::Reckoning) || birth != age && draft.cues_in(age, Cue::Kin).any(kin) {
        return false;
    }
    if birth == age {
        return true;
    }
    // "Her father was born in 1921 and taught her to sail. She was 34"
    let theirs = |c: &Found| {
        draft.follows(c.tokens.start, WordSet::HisOrHer) && draft.one(c.tokens.end, WordSet::BeforeBorn)
    };
    if draft.cues_in(&(birth.start..birth.start + 3), Cue::Kin).any(theirs) {
        return false;
    }
    // "Milan Dorset, 34, admitted it. The charge sheet gives his date of birth as 12 January 2001"
    let own = |c: &Found| {
        draft.follows(c.tokens.start, WordSet::HisOrHer)
            && !(birth.start + 1..c.tokens.start).any(|i| draft.is_name(i))
    };
    if age.end == birth.start && draft.cues_in(birth, Cue::Born).any(own) {
        return true;
    }
    // "He died on 2 May 2006, aged 88. His mother had given birth to him on 17 June 1908."
    if age.end == birth.start && draft.cues_in(birth, Cue::Born).any(|c| bears(draft, c)) {
        return true;
    }
    let pronoun = |s: &Range<u32>| draft.one(s.start, WordSet::HeOrShe).then(|| draft.word(s.start));
    if let (Some(a), Some(b)) = (pronoun(birth), pronoun(age))
        && !a.eq_ignore_ascii_case(b)
    {
        return false;
    }
    let (first, second) = if age.start > birth.start { (birth, age) } else { (age, birth) };
    if goes_on(draft, second) && (first == birth || first.end >= second.start) {
        return true;
    }
    matches!((subject(draft, first), subject(draft, second)), (Some(a), Some(b)) if draft.word(a) == draft.word(b))
}

/// "She ...", "His career ..."
pub(super) fn goes_on(draft: &Draft<'_>, s: &Range<u32>) -> bool {
    // "Born in Ghent in 1948, the daughter of a lock-keeper, she ..."
    let born = draft.has(&(s.start..s.start + 1), Cue::Born);
    // "In 1975, when she was 30, she ..."
    let time = || {
        let at = (s.start..s.end.min(s.start + 8)).find(|&i| draft.one(i, WordSet::HeOrShe))?;
        // "At 65 she still runs the farm."
        let aged = draft.is(s.start, "at") && !draft.numerals_in(&(s.start + 1..s.start + 2)).is_empty();
        let day = draft.days_in(&(s.start..at)).first();
        let dated = aged || day?.tokens.start <= s.start + 2;
        let alone = (s.start..at).all(|i| {
            let other = draft.is_name(i) && calendar::month(draft, i).is_none();
            !other && !draft.one(i, WordSet::Article) && !draft.one(i, WordSet::Indefinite)
        });
        // "In 2001, when she met him, he was 30"; whom the sentence tells of behind its last number has no age there.
        let one = |i: u32| !draft.one(i, WordSet::HeOrShe) || draft.is(i, draft.word(at));
        let end = draft.figures_in(s).last().map_or(s.end, |f| f.tokens.end);
        (dated && alone && (at..end.max(at)).all(one)).then_some(())
    };
    // "When she was arrested in 2008 she was 57"
    let clause = || {
        let pronoun = |&i: &u32| draft.one(i, WordSet::HeOrShe);
        draft.one(s.start, WordSet::BreaksClause)
            && pronoun(&(s.start + 1))
            && (s.start + 2..s.end).filter(pronoun).all(|i| draft.is(i, draft.word(s.start + 1)))
    };
    draft.one(s.start, WordSet::HeOrShe)
        || time().is_some()
        || clause()
        || born && (s.start..s.end).any(|i| draft.one(i, WordSet::HeOrShe))
        || draft.one(s.start, WordSet::HisOrHer) && draft.one(s.start + 1, WordSet::OfLife)
}

/// Most sentences that "he" or "she" is followed back to the name.
const BACK: usize = 3;

/// The surname of whom a sentence is about: the last of the names that it opens with, or those before "he".
pub(super) fn subject(draft: &Draft<'_>, sentence: &Range<u32>) -> Option<u32> {
    let mut sentence = sentence.clone();
    for _ in 0..BACK {
        if !goes_on(draft, &sentence) {
            break;
        }
        sentence = draft.previous_sentence(sentence.start)?;
    }
    let capital = |&i: &u32| draft.is_word(i) && draft.token(i).is_some_and(|t| t.capital());
    // "The composer Elric Vane", "Bant"
    let lead = if draft.one(sentence.start, WordSet::Article) {
        (sentence.start + 1..sentence.end.min(sentence.start + 5)).find(capital)?
    } else {
        sentence.start
    };
    // "Mr. Brandvold"
    let title = draft.word(lead).len() <= 4 && draft.word(lead + 1) == "." && capital(&(lead + 2));
    let lead = if title && lead + 2 < sentence.end { lead + 2 } else { lead };
    let last = (lead..sentence.end.min(lead + 5)).take_while(capital).last()?;
    let person = last > lead || draft.token(last).is_some_and(|t| t.end - t.start >= 3);
    // "Ann and Bo Poe" are two.
    let two = draft.one(last + 1, WordSet::ListAnd);
    (person && !two && !draft.one(last, WordSet::HeOrShe)).then_some(last)
}

/// Most tokens of what stands in brackets behind a name.
const BRACKETS: u32 = 20;

/// The token that a pair of brackets stands behind which ends with `i`: "Farrant (born 1991)"; else `i` itself.
pub(super) fn before_brackets(draft: &Draft<'_>, i: u32) -> u32 {
    if draft.word(i) != ")" {
        return i;
    }
    let open = (i.saturating_sub(BRACKETS)..i).rev().find(|&k| draft.word(k) == "(");
    open.and_then(|k| k.checked_sub(1)).unwrap_or(i)
}
