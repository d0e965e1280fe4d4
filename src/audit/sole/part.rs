//! `part-exceeds-whole` by elimination: nothing counted before is as many as the part.

use std::ops::Range;

use super::among;
use crate::audit::Slip;
use crate::audit::digits::elsewhere;
use crate::audit::draft::Draft;
use crate::audit::figure::Figure;
use crate::audit::part::{beside_noun, counted, exceeds, slip};
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::text::Scope;
use crate::value::{Decimal, Modifier};

/// Most figures on either side that are of one story: a text of many stories stays linear.
const STORY: usize = 150;

/// Most tokens from a whole to its part.
const FAR: u32 = 60;

pub(in crate::audit) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, part) in draft.figures.iter().enumerate() {
        let last = k.checked_sub(1).map(|w| &draft.figures[w]);
        let near = last.is_some_and(|w| part.tokens.start.saturating_sub(w.tokens.end) <= FAR);
        let told = part.plain() || part.modifier == Some(Modifier::Approx) && !part.vague && !part.end;
        if !told || !worth(part) {
            continue;
        }
        let close = || {
            of_them(draft, part)
                .or_else(|| of_the(draft, k))
                .or_else(|| of_those(draft, part))
                .or_else(|| among::check(draft, part))
        };
        let found = if near && part.plain() { close() } else { None };
        out.extend(
            found
                .or_else(|| told_far(draft, part))
                .or_else(|| of_kind(draft, part))
                .or_else(|| voters(draft, part))
                .or_else(|| of_item(draft, part)),
        );
    }
}

/// Whether a figure can be a part: a count, a sum, a measure or a length.
fn worth(f: &Figure) -> bool {
    counted(f) || matches!(f.kind, Kind::Measure | Kind::Duration) && !f.vague
}

/// Whether two figures can count the same things.
fn alike(part: &Figure, whole: &Figure) -> bool {
    let same = part.kind == whole.kind
        && (part.kind == Kind::Number || part.unit == whole.unit || part.in_unit_of(whole));
    // "420 square kilometres, 560 of which"
    let days = whole.kind == Kind::Duration && (1..3).contains(&part.begin().saturating_sub(whole.stop()));
    let bare = part.kind == Kind::Number && part.noun.is_none() && (whole.kind == Kind::Measure || days);
    worth(whole) && (same || bare)
}

/// "31 of them", "of whom 31", "Of these, 31": a part of what was counted, where nothing before is as many.
fn of_them(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let sentence = draft.sentence(part.tokens.start);
    let start = part.begin();
    let stands_for = |of: u32| {
        draft.any(of, &["of", "among"])
            && (draft.one(of + 1, WordSet::Anaphor) || draft.one(of + 1, WordSet::Relative))
    };
    // "There were 12,500 of them": all of them.
    let verb = draft.follows(start, WordSet::AreOrHave) && !draft.preceded(start, &["said"]);
    let behind = stands_for(part.tokens.end) && !verb && !draft.follows(start, WordSet::Owns);
    let from = start.saturating_sub(4).max(sentence.start);
    // "Of these, 31", ", of whom 31"; never "seven of them for 19 fractures"
    let opens = |i: u32| i == sentence.start || !draft.is_word(i - 1);
    let told = draft.follows(start, WordSet::AreOrHave);
    let ahead =
        !told && (from..start).any(|i| stands_for(i) && opens(i) && draft.figures_in(&(i..start)).is_empty());
    if !behind && !ahead {
        return None;
    }
    let here = draft.figures_in(&(sentence.start..part.tokens.start)).iter().any(|f| alike(part, f));
    // "The crew, of whom there are 22": those of the sentence itself
    let relative = |of: u32| stands_for(of) && draft.one(of + 1, WordSet::Relative);
    if !here && (relative(part.tokens.end) || (from..start).any(relative)) {
        return None;
    }
    if behind && !here && beside_noun(draft, part) {
        return None;
    }
    // "40 were tested, and 65 of those invited stayed away": others than were told of
    let done = part.tokens.end + 2;
    let participle = behind && draft.is(done - 1, "those") && draft.word(done).ends_with("ed");
    if participle && !(sentence.start..start).any(|i| draft.is_word(i) && draft.akin(i, done)) {
        return None;
    }
    // "Sixty left in May, and 240 of those who remain": of all that there were before
    let who = behind && draft.one(part.tokens.end + 2, WordSet::OpensRelative);
    // "Of those homes, 9,800" at the head of a paragraph: those that the one above counts.
    let of_noun = from + 2;
    let above = || {
        let noun = draft.is(from, "of") && draft.any(from + 1, &["those", "these"]) && draft.is_word(of_noun);
        let block = draft.block_above(sentence.start).filter(|_| noun && from == sentence.start)?;
        let mut counts = draft.figures_in(&block).iter().filter(|f| {
            f.kind == Kind::Number && f.plain() && f.head().is_some_and(|h| draft.akin(h, of_noun))
        });
        counts.next().filter(|w| counts.next().is_none() && exceeds(part, w)).map(|w| slip(part, w))
    };
    let scope = if here && !who {
        sentence
    } else {
        match draft.previous_sentence(sentence.start) {
            Some(previous) => previous.start..sentence.end,
            None => return above(),
        }
    };
    whole(draft, part, &scope, false)
}

/// "The towers hold 240 flats. The survey found that 262 of the flats": those that the sentence before counts.
fn of_those(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let of = part.tokens.end;
    let noun = of + 2;
    let the = draft.is(of, "of") && draft.any(of + 1, &["the", "its", "their", "those", "these"]);
    if !the || part.kind != Kind::Number || !draft.is_word(noun) || draft.is_name(noun) {
        return None;
    }
    let sentence = draft.sentence(part.tokens.start);
    let from = draft.previous_sentence(sentence.start).map_or(sentence.start, |p| p.start);
    let before = from..part.tokens.start;
    let of_noun = |f: &&Figure| f.kind == Kind::Number && f.head().is_some_and(|h| draft.akin(h, noun));
    let wholes: Vec<&Figure> = draft.figures_in(&before).iter().filter(of_noun).collect();
    let [only] = wholes[..] else { return None };
    // "In Leeds 300 of the flats": of another place
    let gap = sentence.start.max(only.tokens.end)..part.tokens.start;
    let placed = gap.clone().any(|i| draft.is_name(i) && draft.follows(i, WordSet::PlacesList));
    let wider = |i: u32| draft.one(i, WordSet::WiderScope) || draft.one(i, WordSet::OtherOne);
    // "built 24 boats last year. Since 1990, 310 of its boats"
    let since = |i: u32| draft.is(i, "since") || draft.is(i, "until");
    // "95 of its branches nationwide"
    let behind = part.tokens.end..sentence.end.min(part.tokens.end + 6);
    if placed
        || behind.into_iter().any(wider)
        || gap.clone().any(since)
        || gap.clone().any(wider)
        || draft.has_any(&gap, &[Cue::Exceedable, Cue::Expected, Cue::Multiple, Cue::Earlier])
    {
        return None;
    }
    whole(draft, part, &before, true)
}

/// The noun of "205 of the jobs to go", and its place.
fn partitive(draft: &Draft<'_>, part: &Figure) -> Option<u32> {
    // "33 pupils in the class"
    let stop = part.stop();
    let inside = stop > part.tokens.end && draft.is(stop, "in") && draft.one(stop + 2, WordSet::MemberBody);
    let of = if inside { stop } else { part.tokens.end };
    let the = (inside || draft.is(of, "of")) && draft.any(of + 1, &["the", "its", "their", "those", "these"]);
    // "265 of those on the payroll"
    let on = draft.is(of + 1, "those") && draft.any(of + 2, &["on", "in", "at"]);
    let noun = of + 2 + if on { 1 + u32::from(draft.one(of + 3, WordSet::Definite)) } else { 0 };
    // never "150 of the company's shares"
    let owner = matches!(draft.word(noun + 1), "'" | "\u{2019}");
    let plural = draft.is_word(noun) && !draft.is_name(noun) && !owner;
    let all = draft.preceded(part.begin(), &["all"]);
    (the && plural && !all && part.kind == Kind::Number).then_some(noun)
}

/// Whether what stands between a whole and a part told far from it lets them be of one thing.
pub(super) fn one_thing(draft: &Draft<'_>, whole: &Figure, part: &Figure) -> bool {
    let sentence = draft.sentence(part.tokens.start);
    let before = sentence.start..part.tokens.start;
    let own = draft.sentence(whole.tokens.start);
    let beside = whole.begin().saturating_sub(4).max(own.start)..own.end.min(whole.stop() + 4);
    // "210 of the spaces are set aside": told of those there are
    let now = partitive(draft, part).is_some_and(|noun| draft.any(noun + 1, &["are", "have", "will"]))
        && draft.block(part.tokens.start).contains(&whole.tokens.start);
    let earlier = || draft.has(&before, Cue::Earlier) || elsewhere(draft, whole, part);
    let wider =
        |i: u32| draft.is(i, "since") || draft.one(i, WordSet::WiderScope) || draft.one(i, WordSet::OtherOne);
    let behind = part.tokens.end..sentence.end.min(part.tokens.end + 6);
    !draft.has_any(&before, &[Cue::Exceedable, Cue::Expected, Cue::Multiple])
        && !draft.has_any(&beside, &[Cue::Each, Cue::Earlier])
        && !before.clone().any(wider)
        && !draft.says(&behind, WordSet::WiderScope)
        && (now || !earlier())
}

/// "# Plant to shed 160 jobs ... said that 205 of the jobs to go were on the night shift": those that one figure of the
/// text counts, and no other.
fn told_far(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let noun = partitive(draft, part)?;
    let heads = |f: &Figure| {
        let body = draft.preceded(f.begin(), &["of"])
            && draft.one(f.begin().saturating_sub(2), WordSet::VotingBody)
            && draft.one(noun, WordSet::Voter);
        // "a payroll of 240", "its roll is 112"
        let at = f.begin();
        let holder = at.saturating_sub(2);
        let beside = draft.preceded(at, &["of", "is", "was", "at", "numbers"]) && f.noun.is_none();
        // "a squad of 24 players ... 27 of the squad"
        let holds = draft.preceded(at, &["of", "has", "had", "numbers"]) && draft.akin(holder, noun);
        // "crew of 19 ... 21 of the passengers"
        let outsider =
            draft.any(noun, &["passengers", "visitors", "fans", "guests", "customers", "spectators"]);
        let member = draft.one(holder, WordSet::MemberBody)
            && (holds
                || beside
                    && (draft.akin(holder, noun)
                        || (draft.one(noun, WordSet::People) || draft.one(noun, WordSet::KindWord))
                            && !outsider));
        // "The 24-man squad ... 27 of the squad"
        let man = draft.word(f.tokens.end) == "-" && draft.one(f.tokens.end + 1, WordSet::CountsMembers);
        let member = member
            || man && draft.one(f.tokens.end + 2, WordSet::MemberBody) && draft.akin(f.tokens.end + 2, noun);
        // "employs 300 people ... 340 of its staff"
        let person = f.head().is_some_and(|h| draft.one(h, WordSet::People));
        let member = member
            || person
                // never "employs 120 people in Hull, and 340 of its staff are in Leeds"
                && !(draft.one(f.stop(), WordSet::PlacesList) && draft.is_name(f.stop() + 1))
                && draft.follows(at, WordSet::Employs) && draft.one(noun, WordSet::Personnel);
        let game = |i: u32| draft.one(i, WordSet::Games);
        let games = game(noun) && f.head().is_some_and(game);
        let aboard =
            draft.is(f.stop(), "aboard") || draft.is(f.stop(), "on") && draft.is(f.stop() + 1, "board");
        let carried = aboard && draft.one(noun, WordSet::Carried);
        // "seats 420 ... 460 of the seats"
        let counted = at > 0 && f.noun.is_none() && draft.akin(at - 1, noun);
        body || member
            || counted
            || games
            || carried
            || f.noun.as_ref().is_some_and(|n| n.clone().any(|i| draft.akin(i, noun)))
    };
    let at = draft.figures.partition_point(|f| f.tokens.start < part.tokens.start);
    let near = &draft.figures[at.saturating_sub(STORY)..draft.figures.len().min(at + STORY)];
    let mut counts = near.iter().filter(|f| f.kind == Kind::Number && !std::ptr::eq(*f, part) && heads(f));
    let whole = counts.next().filter(|w| w.tokens.start < part.tokens.start && w.plain())?;
    let only = counts.all(|f| f.value == whole.value);
    let blocks = || draft.input.tokens.blocks.iter();
    // A table counts them too.
    let tabled = || {
        let mut cells =
            blocks().filter(|b| !b.is_empty() && matches!(draft.scope(b.start), Scope::Cell { .. }));
        cells.any(|b| (b.start..b.end).any(|i| draft.is_word(i) && draft.akin(i, noun)))
    };
    (only && exceeds(part, whole) && one_thing(draft, whole, part) && !tabled()).then(|| slip(part, whole))
}

/// "all 31 members were present ... 34 councillors voted in favour": more votes than there are.
fn voters(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let voter = |f: &Figure| f.kind == Kind::Number && f.head().is_some_and(|h| draft.one(h, WordSet::Voter));
    let stop = part.stop();
    let were = draft.is(stop, "were") && draft.any(stop + 1, &["in", "for", "against", "present"]);
    let did = draft.any(
        stop,
        &["voted", "backed", "opposed", "abstained", "supported", "attended", "approved", "rejected"],
    );
    if !voter(part) || !(did || were) {
        return None;
    }
    let before = draft.figures.partition_point(|f| f.tokens.start < part.tokens.start);
    let mut wholes = draft.figures.get(..before)?.iter().filter(|f| voter(f));
    let whole = wholes.clone().find(|f| {
        // "has 220 members. At the vote 231 members were in favour"
        let has = draft.any(f.begin().saturating_sub(1), &["has", "had"])
            && draft.previous_sentence(part.tokens.start).is_some_and(|p| p.contains(&f.tokens.start))
            && one_thing(draft, f, part);
        f.plain() && (draft.preceded(f.begin(), &["all"]) || has)
    })?;
    wholes.all(|w| exceeds(part, w)).then(|| slip(part, whole))
}

/// "Sixty goats were on the ferry. ... Seventy-three of the animals swam ashore": a word for what they are, where
/// nothing else was counted.
fn of_kind(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let noun = partitive(draft, part).filter(|&n| draft.one(n, WordSet::KindWord))?;
    if draft.one(noun - 1, WordSet::ItsOwn) {
        return None;
    }
    let block = draft.block(part.tokens.start);
    let plural =
        |f: &Figure| f.head().is_some_and(|i| draft.input.rules.language.ends_as_plural(draft.word(i)));
    let before = draft.figures_in(&(block.start..part.tokens.start));
    let [whole] = before.iter().filter(|f| f.kind == Kind::Number && !f.end).collect::<Vec<_>>()[..] else {
        return None;
    };
    // "The estate has 64 flats. Seventy of the people in them": people are no flats.
    let person = |i: u32| draft.one(i, WordSet::People);
    // "24 members, and 27 of the staff": others than those
    let generic = |i: u32| draft.any(i, &["people", "men", "women", "victims", "dead", "persons", "adults"]);
    let role = person(noun) && !generic(noun) && !whole.head().is_some_and(generic);
    let who = draft.one(noun + 1, WordSet::OpensRelative) || draft.is(noun + 1, "that");
    let alike = whole.head().is_some_and(|h| person(h) == person(noun)) && !role && !who;
    let fits = alike && plural(whole) && whole.plain() && !whole.head().is_some_and(|h| draft.akin(h, noun));
    let far = part.tokens.start.saturating_sub(whole.tokens.end) > FAR;
    (fits && !far && exceeds(part, whole) && one_thing(draft, whole, part)).then(|| slip(part, whole))
}

/// "- Staff on 31 December: 1,240", "- of whom part-time: 1,310": an item of the one above it.
fn of_item(draft: &Draft<'_>, part: &Figure) -> Option<Slip> {
    let block = draft.block(part.tokens.start);
    let opens = draft.any(block.start, &["of", "including"])
        && (draft.one(block.start + 1, WordSet::Relative) || draft.is(block.start, "including"));
    if !opens || draft.scope(part.tokens.start) != Scope::Item || part.kind != Kind::Number {
        return None;
    }
    let above =
        draft.input.tokens.blocks.get(draft.input.tokens.block_of(part.tokens.start).checked_sub(1)?)?;
    let [.., whole] = draft.figures_in(above) else { return None };
    let same = draft.scope(above.start) == Scope::Item && whole.kind == Kind::Number && whole.plain();
    (same && exceeds(part, whole)).then(|| slip(part, whole))
}

/// "of the 28 pupils in the class 31 had been ill": the first number behind the whole, and larger.
fn of_the(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (whole, part) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    let sentence = draft.sentence(part.tokens.start);
    let start = whole.begin();
    let of = (start.saturating_sub(6).max(sentence.start)..start)
        .rev()
        .find(|&i| draft.any(i, &["of", "among"]))?;
    // At the head of a clause: "said that of the 28", "; of its 28".
    // "Out of the 40 lambs entered"
    let of = of - u32::from(of > sentence.start && draft.is(of - 1, "out"));
    let opens = of == sentence.start || !draft.is_word(of - 1) || draft.any(of - 1, &["that", "and", "but"]);
    let of = of + u32::from(draft.is(of, "out"));
    let known = draft.one(of + 1, WordSet::Definite) && !draft.one(whole.tokens.end, WordSet::AreOrHave);
    let bare = among::bare(draft, part) && part.kind == Kind::Number || part.kind == Kind::Money;
    let verb = draft.is_word(part.tokens.end);
    if !opens || !known || !bare || !verb || !sentence.contains(&whole.tokens.start) {
        return None;
    }
    let between = of + 2..start;
    let direct = draft.figures_in(&between).is_empty()
        && !(whole.tokens.end..part.tokens.start).any(|i| draft.word(i) == ";");
    if direct { self::whole(draft, part, &sentence, true) } else { None }
}

/// The slip of a part that is more than everything counted before it in `scope`.
fn whole(draft: &Draft<'_>, part: &Figure, scope: &Range<u32>, named: bool) -> Option<Slip> {
    let before = scope.start..part.tokens.start;
    let wholes: Vec<&Figure> = draft.figures_in(&before).iter().filter(|f| alike(part, f)).collect();
    let last = wholes.last()?;
    let most = draft.numerals_in(&before).iter().any(|n| n.value >= part.value && !dated(draft, &n.tokens));
    let other = draft.has_any(&before, &[Cue::Exceedable, Cue::Expected, Cue::Multiple, Cue::Each])
        || draft.has(&(last.tokens.end..part.tokens.end), Cue::Earlier);
    // "They were both 25"; "the war of the two brothers, ten of them"
    let things = last.noun.is_some()
        || last.unit.is_some()
        || draft.is_word(last.tokens.end)
        || draft.preceded(last.tokens.start, &["of"]);
    let definite = draft.preceded(last.tokens.start, &["the", "those", "these"])
        && draft.before(last.tokens.start, 2).eq_ignore_ascii_case("of");
    // "Eight drivers in ten"
    let aged = draft.is(last.tokens.end, "when")
        || draft.preceded(last.begin(), &["in"])
            && draft.figures_in(&before).iter().any(|f| f.stop() + 1 == last.begin() && f.value < last.value);
    let other = other
        || !things
        || aged
        || draft.one(last.tokens.start, WordSet::Once)
        || definite && !named && last.kind == Kind::Number
        || last.value < Decimal::TWO;
    let all = wholes.iter().all(|w| exceeds(part, w));
    // "raised £1,200 and the raffle £400. Of that money £1,450": of both together
    let sum = wholes.iter().try_fold(Decimal::ZERO, |sum, w| sum.checked_add(w.value));
    let together = wholes.len() > 1 && sum.is_none_or(|sum| sum >= part.value) && part.kind == Kind::Money;
    (all && !together && !most && !other && last.plain()).then(|| slip(part, last))
}

/// Whether a number is one of a date.
fn dated(draft: &Draft<'_>, tokens: &Range<u32>) -> bool {
    draft
        .readings_in(&(tokens.start.saturating_sub(4)..tokens.end))
        .iter()
        .any(|r| r.kind.is_time() && r.extent.tokens.contains(&tokens.start))
}
