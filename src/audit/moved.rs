//! `change-mismatch` of two values that the text has told, and by how much it then says that one is more: "from 22 weeks to
//! 46 weeks, which is 14 weeks longer", "from 61 metres to 52. The 19 metres taken off", "5.5% until now, becomes 6.75% ...
//! the increase".

use std::ops::Range;

use super::Slip;
use super::change::{CODE, Change, alike, differ, judge, scale_shared};
use super::draft::Draft;
use super::figure::Figure;
use crate::mention::Kind;
use crate::rules::audit::Cue;
use crate::rules::word_set::WordSet;
use crate::value::decimal::grouped;
use crate::value::{Decimal, Modifier};

/// Most tokens from "the increase" to by how much: "calls the increase "just half a percentage point"".
const SOON: u32 = 6;

/// Most tokens from "than" to a third value: "longer than the 32 weeks of the next trust".
const BASE: u32 = 8;

/// Most tokens from a verb of change to the value that its subject then has: "have dropped since it was built, averaging".
const VERB: u32 = 14;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Slip>) {
    for (k, stated) in draft.figures.iter().enumerate().skip(1).filter(|(_, f)| !f.vague && !f.end) {
        out.extend(
            which_is(draft, stated)
                .or_else(|| taken_off(draft, stated))
                .or_else(|| the_increase(draft, stated))
                .or_else(|| than_that(draft, k))
                .or_else(|| saves(draft, stated))
                .or_else(|| of_that(draft, k)),
        );
    }
    for pair in draft.figures.windows(2) {
        let [new, old] = pair else { continue };
        out.extend(averaging(draft, new, old));
    }
}

/// Whether two figures can be two values of one thing.
fn values(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let plain = |f: &Figure| f.plain() || f.end || f.modifier == Some(Modifier::Approx) && !f.vague;
    let unit =
        a.unit == b.unit || b.unit.is_none() && b.noun.is_none() || a.unit.is_none() && a.noun.is_none();
    plain(a) && plain(b) && alike(a, b) && unit && !scale_shared(draft, a, b) && differ(a, b)
}

/// "used to take 50 minutes and now takes 35": the only two figures of a stretch, each with its time.
fn timed<'d>(draft: &'d Draft<'_>, range: &Range<u32>) -> Option<(&'d Figure, &'d Figure)> {
    let all = draft.figures_in(range);
    let [a, b] = all else { return None };
    let first = range.start..a.begin();
    let past = draft.says(&first, WordSet::LooksBack)
        || first.into_iter().any(|i| draft.is(i, "used") && draft.is(i + 1, "to"));
    let now =
        draft.says(&(a.stop()..b.begin()), WordSet::AtPresent) || draft.one(b.stop(), WordSet::AtPresent);
    let other = draft.has_any(range, &[Cue::Expected, Cue::Each, Cue::OtherBase, Cue::Revised]);
    (past && now && !other && values(draft, a, b)).then_some((a, b))
}

/// Whether "from" stands before one figure and "to" before the next, in any case one range.
fn from_to(draft: &Draft<'_>, a: &Figure, b: &Figure) -> bool {
    let led = |f: &Figure, word: &str| draft.preceded(f.begin(), &[word]) || draft.is(f.begin(), word);
    led(a, "from") && led(b, "to") || a.end && b.end && a.reading == b.reading
}

/// The two values that stretch tells as an old one and a new one, where it tells no others like them.
fn pair<'d>(draft: &'d Draft<'_>, range: &Range<u32>) -> Option<(&'d Figure, &'d Figure)> {
    let own = |f: &&Figure| !matches!(f.kind, Kind::Ordinal | Kind::Age) && !f.vague;
    let all: Vec<&Figure> = draft.figures_in(range).iter().filter(own).collect();
    let mut found = all.windows(2).filter(|w| from_to(draft, w[0], w[1]) && values(draft, w[0], w[1]));
    let [a, b] = *found.next()? else { return None };
    let third = |f: &&&Figure| f.kind == a.kind && f.tokens != a.tokens && f.tokens != b.tokens;
    let other = draft.has_any(range, &[Cue::Expected, Cue::Each, Cue::OtherBase, Cue::Revised]);
    (found.next().is_none() && !all.iter().any(|f| third(&f)) && !other).then_some((a, b))
}

/// Whether words behind a figure say that one value is more than the other by so much, or less.
fn way(draft: &Draft<'_>, at: u32) -> Option<bool> {
    if draft.one(at, WordSet::Greater) || draft.one(at, WordSet::PutOn) {
        Some(true)
    } else {
        (draft.one(at, WordSet::Fewer) || draft.one(at, WordSet::TakenOff)).then_some(false)
    }
}

/// The slip of a change by `stated` between two values, told to be a rise or a fall.
fn slip(draft: &Draft<'_>, old: &Figure, new: &Figure, stated: &Figure, rises: bool) -> Option<Slip> {
    let points = stated.kind != Kind::Percent || !stated.is_percent();
    let measured = stated.is_percent()
        || points && old.kind == Kind::Percent
        || stated.kind == old.kind && (stated.unit == old.unit || old.kind == Kind::Number);
    let turned = (new.value > old.value) != rises;
    let change = Change {
        old,
        new,
        tokens: old.tokens.start.min(new.tokens.start)..old.tokens.end.max(new.tokens.end),
        apart: false,
    };
    if !measured || turned { None } else { judge(draft, &change, stated) }
}

/// "has gone from 22 weeks to 46 weeks, which is 14 weeks longer than at the last election"
fn which_is(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let at = stated.begin();
    let rises = way(draft, stated.stop().max(stated.tokens.end))?;
    let told = draft.follows(at, WordSet::AreOrIs) && draft.any(at.saturating_sub(2), &["which", "that"]);
    let comma = draft.word(at.saturating_sub(3)) == ",";
    let sentence = draft.sentence(at);
    if !told || !comma {
        return None;
    }
    // "longer than the 32 weeks of the next trust"
    let than = stated.tokens.end;
    let other =
        draft.figures_in(&(than..sentence.end.min(than + BASE))).iter().any(|f| f.kind == stated.kind);
    // "lower than in France"
    let end = stated.stop().max(stated.tokens.end) + 1;
    let elsewhere =
        draft.is(end, "than") && draft.one(end + 1, WordSet::PlacesList) && draft.is_name(end + 2);
    let (old, new) = pair(draft, &(sentence.start..at - 2)).filter(|_| !other && !elsewhere)?;
    slip(draft, old, new, stated, rises)
}

/// "used to take 50 minutes and now takes 35, which saves 25 minutes"
fn saves(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let at = stated.begin();
    let verb = at.checked_sub(1)?;
    let rises = match () {
        () if draft.any(verb, &["adds", "adding"]) => true,
        () if draft.any(verb, &["saves", "saving", "cuts", "cutting"]) => false,
        () => return None,
    };
    let which = draft.any(verb.saturating_sub(1), &["which", "that"]);
    let comma = verb.checked_sub(1 + u32::from(which)).filter(|&i| draft.word(i) == ",")?;
    let range = draft.sentence(at).start..comma;
    let closes = !draft.is_word(stated.stop().max(stated.tokens.end))
        || draft.any(stated.stop(), &["on", "in", "for", "and"]);
    let (old, new) = pair(draft, &range).or_else(|| timed(draft, &range))?;
    let old = &Figure { kind: stated.kind, unit: stated.unit.clone(), ..old.clone() };
    let new = &Figure { kind: stated.kind, unit: stated.unit.clone(), ..new.clone() };
    if closes && stated.unit.is_some() { slip(draft, old, new, stated, rises) } else { None }
}

/// "employed 900 in 2015. It now employs 450, a third of that number"
fn of_that(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let (new, stated) = (draft.figures.get(k.checked_sub(1)?)?, draft.figures.get(k)?);
    let end = stated.tokens.end;
    let share = stated.kind == Kind::Number && stated.value < Decimal::ONE && stated.value > Decimal::ZERO;
    // "a third of that number", never "a third of the number of"
    let noun = (end..end + 4).find(|&i| draft.one(i, WordSet::BareAmount) && !draft.is(i + 1, "of"));
    let that = noun.is_some_and(|i| draft.any(i - 1, &["that", "the"]) && draft.is(i - 2, "of"));
    let beside = draft.word(new.stop()) == "," && stated.begin() <= new.stop() + 3;
    let like = |f: &&Figure| {
        f.kind == new.kind && f.tokens != new.tokens && f.value > Decimal::ONE && f.unit == new.unit
    };
    let sentence = draft.sentence(new.begin());
    let from = draft.previous_sentence(new.begin()).map_or(sentence.start, |p| p.start);
    let mut olds = draft.figures_in(&(from..new.begin())).iter().filter(like);
    let old = olds.next().filter(|_| olds.next().is_none())?;
    let told = share && that && beside && new.plain() && old.plain() && old.value > Decimal::ZERO;
    let ratio = new.value.checked_div(old.value)?;
    let leave = (stated.value / Decimal::from(6)).max(Decimal::new(4, 2));
    let off = (ratio - stated.value).abs() > leave;
    let text =
        format!("{} is not {} of {}", grouped(new.value), draft.text(&stated.tokens), grouped(old.value));
    (told && off)
        .then(|| Slip::new(CODE, &stated.tokens, text).against([old.tokens.clone(), new.tokens.clone()]))
}

/// "lowered from 61 metres to 52 metres. The 19 metres taken off will be used as hardcore"
fn taken_off(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let at = stated.begin();
    let sentence = draft.sentence(at);
    let the = sentence.start + 1 == at && draft.one(sentence.start, WordSet::Definite)
        || sentence.start + 2 == at && draft.any(sentence.start, &["all", "most"]);
    let rises = way(draft, stated.stop()).or_else(|| way(draft, stated.tokens.end))?;
    // "The 70 cows lost in the flood of 2010"
    let dated = draft.days_in(&sentence).iter().any(|d| d.year.is_some())
        || draft.says(&(stated.stop()..stated.stop() + 3), WordSet::Past);
    let other = dated || draft.says(&sentence, WordSet::OtherOne) || draft.is(stated.stop() + 1, "than");
    let previous = draft.previous_sentence(at)?;
    let (old, new) = pair(draft, &previous)?;
    let unit = stated.unit == old.unit || stated.noun.is_none() || old.noun.is_none();
    if !the || other || !unit { None } else { slip(draft, old, new, stated, rises) }
}

/// "5.5% until now, becomes 6.75% in May, ... calls the increase "just half a percentage point""
fn the_increase(draft: &Draft<'_>, stated: &Figure) -> Option<Slip> {
    let at = stated.begin();
    let sentence = draft.sentence(at);
    let near = at.saturating_sub(SOON).max(sentence.start)..at;
    let cue = |up: Cue| draft.cues_in(&near, up).last().map(|c| c.tokens.clone());
    let (noun, rises) = match (cue(Cue::Up), cue(Cue::Down)) {
        (Some(n), None) => (n, true),
        (None, Some(n)) => (n, false),
        _ => return None,
    };
    let the = draft.one(noun.start, WordSet::Definite)
        || draft.follows(noun.start, WordSet::Definite)
        || draft.preceded(noun.start, &["that", "this"]);
    let quiet = |i: u32| {
        !draft.is_word(i) || draft.any(i, &["of", "is", "was", "as", "at", "just", "only", "a", "mere", "by"])
    };
    if !the || !(noun.end..at).all(quiet) {
        return None;
    }
    // "until now", "becomes": which of the two values is the new one
    let before = draft.figures_in(&(sentence.start..noun.start));
    let own: Vec<&Figure> = before.iter().filter(|f| !f.kind.is_time() && f.kind != Kind::Ordinal).collect();
    let [old, new] = own[..] else { return None };
    let gap = old.stop()..new.begin();
    let becomes = gap.clone().any(|i| draft.any(i, &["becomes", "became", "become", "goes", "went", "to"]));
    let until = draft.says(&gap, WordSet::AtPresent) || draft.says(&gap, WordSet::Past);
    let other = draft.has_any(&(sentence.start..noun.start), &[Cue::Each, Cue::OtherBase, Cue::Revised])
        || of_another(draft, stated.stop().max(stated.tokens.end));
    if !(becomes && (until || from_to(draft, old, new))) || !values(draft, old, new) || other {
        return None;
    }
    slip(draft, old, new, stated, rises)
}

/// "the increase of a third in bad loans": whether a change says itself of what it is.
fn of_another(draft: &Draft<'_>, end: u32) -> bool {
    let timed = draft.readings_in(&(end..end + 3)).iter().any(|r| r.kind.is_time());
    draft.any(end, &["in", "of", "for"]) && !timed
}

/// "lasts for 26 hours, which is 12 hours longer than last year's model; that one died after 20"
fn than_that(draft: &Draft<'_>, k: usize) -> Option<Slip> {
    let [new, stated] = draft.figures.get(k.checked_sub(1)?..=k)? else { return None };
    let at = stated.begin();
    let sentence = draft.sentence(at);
    let end = stated.stop().max(stated.tokens.end);
    let rises = way(draft, end)?;
    let told = draft.word(new.stop()) == ","
        && (at == new.stop() + 1 || at == new.stop() + 3 && draft.follows(at, WordSet::AreOrIs));
    if !told
        || !draft.is(end + 1, "than")
        || stated.kind != new.kind
        || stated.unit != new.unit
        || new.kind == Kind::Number
    {
        return None;
    }
    // "; that one died after 20", ". The old one ran for 20 hours"
    let clause = (end + 2..sentence.end).find(|&i| draft.word(i) == ";").map(|i| i + 1..sentence.end);
    let clause = clause.or_else(|| draft.next_sentence(at))?;
    let pointed = draft.any(clause.start, &["that", "this"]) && !draft.is(clause.start + 1, "is")
        || draft.is(clause.start, "the")
            && draft.any(clause.start + 1, &["old", "other", "earlier", "previous", "former"])
        || draft.is(clause.start, "its") && draft.any(clause.start + 1, &["predecessor", "forerunner"]);
    let none = draft.figures_in(&(end..clause.start)).iter().all(|f| f.kind != new.kind);
    let [old] = draft.figures_in(&clause) else { return None };
    let bare = old.kind == Kind::Number && old.noun.is_none() && old.unit.is_none();
    let one = old.unit == new.unit || bare && !draft.is_word(old.tokens.end);
    if !pointed || !none || !one || !old.plain() || !new.plain() {
        return None;
    }
    let old = &Figure { kind: new.kind, unit: new.unit.clone(), ..old.clone() };
    slip(draft, old, new, stated, rises)
}

/// "Gates have dropped since the stand was built, averaging 4,700 a meeting this season as against 3,100 last"
fn averaging(draft: &Draft<'_>, new: &Figure, old: &Figure) -> Option<Slip> {
    let (at, back) = (new.begin(), old.begin());
    let sentence = draft.sentence(at);
    // "averaging 4,700" is read as about so many.
    let verb = if draft.one(at, WordSet::SubjectHas) { at } else { at.saturating_sub(1) };
    let led = draft.one(verb, WordSet::SubjectHas) && draft.preceded(verb, &[","]);
    let gap = new.stop()..back;
    let against = draft.preceded(back, &["against"])
        || draft.preceded(back, &["with", "to"]) && draft.is(back.saturating_sub(2), "compared");
    let this = gap.clone().any(|i| draft.one(i, WordSet::AtPresent) || draft.is(i, "this"));
    let behind = old.tokens.end..sentence.end.min(old.stop() + 4);
    let last = draft.says(&behind, WordSet::Past);
    // "310 a day now against 290 trains"
    let counts =
        old.noun.is_some() && !matches!((old.head(), new.head()), (Some(x), Some(y)) if draft.akin(x, y));
    if counts || !led || !against || !(this || last) || gap.len() > VERB as usize || !values(draft, new, old)
    {
        return None;
    }
    let before = at.saturating_sub(VERB).max(sentence.start)..at;
    let clear = |cue: Cue| draft.cues_in(&before, cue).filter(|c| c.worth.is_some()).count();
    let (ups, downs) = (clear(Cue::Up), clear(Cue::Down));
    let other = draft.has_any(&sentence, &[Cue::Expected, Cue::Revised, Cue::OtherBase])
        || before.clone().any(|i| draft.any(i, &["but", "though", "although", "not"]));
    let against = match (ups, downs) {
        (1, 0) => new.value < old.value,
        (0, 1) => new.value > old.value,
        _ => false,
    };
    let way = if new.value > old.value { "rise" } else { "fall" };
    let text = format!("from {} to {} is a {way}", grouped(old.value), grouped(new.value));
    (against && !other && old.value > Decimal::ZERO)
        .then(|| Slip::new(CODE, &new.tokens, text).against([old.tokens.clone()]))
}
