//! `span-duration` by elimination: the one length of a passage, longer than the one stretch that it tells of.

use std::ops::Range;

use crate::audit::Slip;
use crate::audit::draft::{Draft, is_display};
use crate::audit::length::{Length, lengths, unit_at};
use crate::audit::off::slip;
use crate::audit::span::{Told, held, several, then};
use crate::audit::stretch::{Ends, Shape, Stretch};
use crate::rules::word_set::WordSet;
use crate::value::Decimal;

/// How many times the stretch a length may be that still tells of it: three years are not said to be sixty.
const MANY: u32 = 4;
/// Most headlines and captions that are looked at.
const HEADS: usize = 40;

/// The slip of the only length in the sentence of a stretch.
pub(in crate::audit) fn longer(draft: &Draft<'_>, stretch: &Stretch) -> Option<Slip> {
    let sentence = &stretch.sentence;
    if !stretch.only || several(draft, sentence) {
        return None;
    }
    let all = lengths(draft, sentence);
    let [length] = &all[..] else { return None };
    let enough = enough(draft, stretch, length);
    if stretch.shape == Shape::Pair && !stretch.clocks() && !enough && !explained(draft, stretch, length) {
        return None;
    }
    let told = explained(draft, stretch, length)
        || enough
        || complained(draft, stretch, length)
        || led(draft, stretch, length) && !another(draft, stretch, length);
    let told = told && fits(stretch, length);
    // "12 days in orbit had been enough": all of them
    let all = if enough && held(draft, length.tokens.end) { Told::All } else { Told::Part };
    told.then(|| slip(draft, stretch, length, all))?
}

/// "Addo, who joined in 2011 and left in 2016, said that eight years at one club had been enough"
fn enough(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let that = u32::from(draft.preceded(start, &["that"]));
    let said = start > stretch.to.end + that && draft.one(start - that - 1, WordSet::Tells);
    let place = draft.any(end, &["as", "at", "in", "of"]) || draft.one(end, WordSet::HasOrWas);
    let until = draft.sentence(start).end.min(end + 9);
    // "who docked on 3 May and came home on 27 May, said"
    let clause = stretch.sentence.start..stretch.from.start;
    let both = draft.says(&clause, WordSet::OpensRelative)
        && start <= stretch.to.end + that + 2
        && !(end..end + 3).any(|i| draft.one(i, WordSet::InBusiness));
    said && place
        && (stretch.ran() || stretch.joined() || both)
        && (end..until).any(|i| draft.is(i, "enough"))
}

/// "shut from 15 January to 15 March; hauliers say four months of detours will cost them dear": so long it was shut, they say.
fn complained(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (start, end) = (length.tokens.start, length.tokens.end);
    let that = u32::from(draft.preceded(start, &["that"]));
    let tells = |i: u32| draft.one(i, WordSet::Tells) || draft.one(i, WordSet::Says);
    let said = start > stretch.to.end + that && tells(start - that - 1);
    let what = draft.any(end, &["of", "without", "in", "with"]);
    let until = draft.sentence(start).end.min(end + 6);
    let verb = (end + 1..until).any(|i| draft.one(i, WordSet::HasOrWas) || draft.is(i, "would"));
    // "said five hours of stairs a week would", "say six weeks of roadworks next year will"
    let other = (end..until).any(|i| draft.one(i, WordSet::Indefinite) && unit_at(draft, i + 1).is_some())
        || draft.readings_in(&(end..until)).iter().any(|r| r.kind.is_time());
    said && what
        && verb
        && !other
        && stretch.only
        && (stretch.ran() || stretch.joined())
        && start - stretch.to.end <= 10
}

/// "was shut for 16 days, the county said: the barriers came down on 3 May and went up on 9 May"
fn explained(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (place, from) = (&length.tokens, draft.sentence(length.tokens.start).start);
    let lead = bare_start(draft, place.start, from).saturating_sub(1);
    // "The voyage took them 14 weeks: they sailed on"
    let them = draft.any(lead, &["him", "her", "it", "them", "us"]) && draft.follows(lead, WordSet::Lasts);
    let state = draft.is(lead, "for") && stood(draft, lead, from) || draft.one(lead, WordSet::Lasts) || them;
    let colon = (place.end..stretch.from.start).find(|&i| draft.word(i) == ":");
    let pair = stretch.to.end..draft.sentence(stretch.to.start).end;
    state
        && colon.is_some_and(|i| i - place.end <= 8 && stretch.from.start - i <= 10)
        && stretch.to.start.saturating_sub(stretch.from.end) <= 10
        && draft.unbroken(&(stretch.to.end..pair.end.min(stretch.to.end + 4).saturating_sub(1)))
}

/// Before "for" and a length, that something was so: "was shut for", "had no power for".
fn stood(draft: &Draft<'_>, lead: u32, from: u32) -> bool {
    (lead.saturating_sub(4).max(from)..lead).any(|i| {
        draft.one(i, WordSet::Halted) || draft.one(i, WordSet::RunsFor) || draft.one(i, WordSet::Lacks)
    })
}

/// The slip of the only length in the passage of a stretch whose ends stand apart.
pub(in crate::audit) fn in_passage(draft: &Draft<'_>, stretch: &Stretch) -> Option<Slip> {
    let passage = &stretch.sentence;
    if several(draft, passage) {
        return None;
    }
    let mut all = lengths(draft, passage);
    all.retain(|l| stretch.tells(l.unit));
    let [length] = &all[..] else { return None };
    let place = &length.tokens;
    let here = draft.sentence(place.start);
    let planned = (here.start.max(place.start.saturating_sub(6))..here.end.min(place.end + 3))
        .any(|i| draft.one(i, WordSet::Planned));
    let told = !planned
        && !then(draft, place.end + 1)
        && fits(stretch, length)
        && speaks(draft, stretch, length, &here);
    if !told {
        return None;
    }
    // "The shop closed in 2015 after 30 years in business. It had opened in 1965.": all of it
    let own = draft.word(place.end) == "." || draft.one(place.end + 1, WordSet::InBusiness);
    let all = own
        && stretch.shape == Shape::Ran
        && draft.preceded(place.start, &["after"])
        && place.start <= stretch.from.end + 2
        && place.start >= stretch.from.end
        && draft.one(draft.sentence(stretch.to.start).start, WordSet::ItOrThey);
    slip(draft, stretch, length, if all { Told::All } else { Told::Part })
}

/// "# Library reopens after nine-week closure", "The lightship Maren, which spent 48 years on station": the length of a
/// headline or a caption, and the only stretch of the text.
pub(in crate::audit) fn headed(draft: &Draft<'_>, all: &[&Stretch], out: &mut Vec<Slip>) {
    let blocks = draft.input.doc.blocks.iter().zip(&draft.input.tokens.blocks);
    for (_, tokens) in blocks.filter(|(b, _)| is_display(b.scope)).take(HEADS) {
        let found = lengths(draft, tokens);
        let [length] = &found[..] else { continue };
        let mut told = all.iter().filter(|s| s.tells(length.unit));
        let Some(stretch) = told.next() else { continue };
        let another = told.any(|s| s.from != stretch.from || s.to != stretch.to);
        let place = &length.tokens;
        let lead = bare_start(draft, place.start, tokens.start).saturating_sub(1);
        let passage = draft.block(stretch.from.start).start..stretch.sentence.end;
        // "Twenty-day sit-in ends", told of as a sit-in
        let glued = draft.before(place.end, 2) == "-"
            && draft.word(place.end).len() >= 3
            && !draft.any(place.end, &["test", "match", "game"])
            && (passage.start..passage.end).any(|k| draft.is_word(k) && draft.akin(place.end, k));
        let noun = glued || draft.one(place.end, WordSet::Lasted) || draft.one(place.end, WordSet::Stretch);
        let gives = (lead.saturating_sub(3).max(tokens.start)..place.start)
            .any(|i| draft.one(i, WordSet::Gives) || draft.one(i, WordSet::Lasts));
        let led = draft.is(lead, "after") || draft.is(lead, "for") && stood(draft, lead, tokens.start);
        let after = led && !elsewhere(draft, place.end);
        let planned = (tokens.start..tokens.end)
            .any(|i| draft.one(i, WordSet::Planned) || draft.one(i, WordSet::SetsTerm));
        // Something named in both is what both are about.
        let content = |i: u32| draft.is_word(i) && draft.word(i).len() >= 4 && unit_at(draft, i).is_none();
        let shared = glued
            || (tokens.start..tokens.end)
                .filter(|&i| content(i) && !place.contains(&i))
                .any(|i| (passage.start..passage.end).any(|k| content(k) && draft.akin(i, k)));
        let days = !draft.days_in(tokens).is_empty();
        // "Farm siege ends after 12 days"
        let ended = after
            && (lead.saturating_sub(4).max(tokens.start)..lead)
                .any(|i| draft.one(i, WordSet::Ends) || draft.one(i, WordSet::Resumed));
        if another || days || planned || !(noun || gives || after) || !shared || !fits(stretch, length) {
            continue;
        }
        if several(draft, &stretch.sentence) || stretch.joined() && !noun && !ended {
            continue;
        }
        let all = draft.one(place.end, WordSet::Lasted) || ended && place.end == tokens.end;
        let told = if all { Told::All } else { Told::Part };
        out.extend(slip(draft, stretch, length, told));
    }
}

/// Whether a length is told as what the subject of a stretch spent between its ends.
fn speaks(draft: &Draft<'_>, stretch: &Stretch, length: &Length, here: &Range<u32>) -> bool {
    let place = &length.tokens;
    let start = bare_start(draft, place.start, here.start);
    let lead = start.saturating_sub(1);
    let noun = draft.one(place.end, WordSet::Lasted) || draft.one(place.end, WordSet::Stretch);
    let of = draft.is(lead, "of")
        && (draft.one(lead.saturating_sub(1), WordSet::Lasted)
            || draft.one(lead.saturating_sub(1), WordSet::Stretch));
    let lasts = draft.one(lead, WordSet::Lasts);
    let spent = (lead.saturating_sub(4).max(here.start)..start).any(|i| {
        draft.one(i, WordSet::Gives)
            && !draft.follows(i, WordSet::HasOrWas)
            && !draft.preceded(i, &["having"])
    });
    let own = draft.one(lead, WordSet::ItsOwn) && (draft.is(place.end, "as") || held(draft, place.end));
    let led_for = draft.is(lead, "for");
    let term =
        led_for && (lead.saturating_sub(3).max(here.start)..lead).any(|i| draft.one(i, WordSet::SetsTerm));
    let after = draft.is(lead, "after");
    let life = draft.one(place.end, WordSet::OwnTime) || draft.one(lead.saturating_sub(1), WordSet::OwnTime);
    let along =
        led_for && (lead.saturating_sub(5).max(here.start)..lead).any(|i| draft.one(i, WordSet::AllAlong));
    // "took 15 years to pay for itself"
    let until = draft.is(place.end, "to") && !draft.is_sign(place.end + 2);
    if term || life || along || until || draft.any(place.end, &["after", "before", "into"]) {
        return false;
    }
    // "was shut for", "had no power for"
    let state = led_for && stood(draft, lead, here.start);
    if place.end <= stretch.from.start {
        return (of || noun || lasts || spent || state && stretch.shape == Shape::Halted)
            && told_first(draft, &(place.end..stretch.from.start));
    }
    let told = of || lasts || spent || own || (led_for || after) && !elsewhere(draft, place.end);
    // What stopped had been for longer than it then stood still.
    let still = stretch.shape != Shape::Halted
        || of
        || noun && (!after || draft.one(place.end, WordSet::Standstill))
        || state
        || after
            && (draft.one(place.end, WordSet::InPlace) && !draft.one(place.end + 1, WordSet::InBusiness));
    let from = if place.start >= stretch.to.end { stretch.to.end } else { stretch.from.end };
    let same = here.contains(&(from - 1)) && goes_on(draft, stretch, &(from..start));
    told && still && same
}

/// Where a length begins with its hedge: "just over", "a full", "almost".
pub(in crate::audit) fn bare_start(draft: &Draft<'_>, start: u32, from: u32) -> u32 {
    let hedge = |i: u32| {
        draft.one(i, WordSet::BeforeLength) && !draft.any(i, &["for", "of", "lasted", "lasting", "lasts"])
    };
    let mut at = start;
    while at > from && hedge(at - 1) {
        at -= 1;
    }
    at
}

/// "after 40 years in journalism": what fills a length without an article need not be what was told.
pub(in crate::audit) fn elsewhere(draft: &Draft<'_>, end: u32) -> bool {
    let next = end + 1;
    let article = draft.one(next, WordSet::Possessive) || draft.one(next, WordSet::TheseYears);
    let own = article
        || held(draft, end)
        || draft.one(next, WordSet::InBusiness)
        || draft.one(next, WordSet::Lasted);
    draft.is(end, "as") && !article
        || draft.is(end, "with")
        || draft.any(end, &["in", "of", "on", "at"]) && !own
}

/// Whether nothing else is told between a length and the stretch behind it: "16 days, the county said: it was shut on".
fn told_first(draft: &Draft<'_>, gap: &Range<u32>) -> bool {
    gap.len() <= 24
        && (gap.start..gap.end).all(|i| {
            let who = draft.one(i, WordSet::OpensRelative) && draft.preceded(i, &[","]);
            // "The rescue took seven hours. A search began": of another one
            let new =
                draft.one(i, WordSet::Indefinite) && draft.token(i).is_some_and(|t| t.starts_sentence());
            who || !new && !draft.one(i, WordSet::BreaksClause)
        })
}

/// Whether the subject of a stretch is still that of a length behind it.
fn goes_on(draft: &Draft<'_>, stretch: &Stretch, gap: &Range<u32>) -> bool {
    // "Resigning in May 2019, having been sworn in in May 2016, Mr Delacourt": the subject comes late.
    let opening = draft.sentence(stretch.from.start).start;
    let fronted = draft.word(opening).ends_with("ing") || draft.any(opening, &["in", "on", "by", "when"]);
    let placed = |i: u32| {
        draft.preceded(i, &["in", "at", "of", "for", "from", "the", "on"])
            || draft.is_name(i.saturating_sub(1))
    };
    gap.len() <= 24
        && (gap.start..gap.end).all(|i| {
            let relative =
                draft.one(i, WordSet::OpensRelative) || draft.is(i, "that") && !draft.preceded(i, &["so"]);
            let own = relative && draft.one(i + 1, WordSet::HeOrShe) && draft.one(i - 1, WordSet::PlaceHeld);
            let new = draft.one(i, WordSet::Indefinite)
                && !draft.one(i + 1, WordSet::Stretch)
                && !draft.one(i + 1, WordSet::Lasted)
                && !draft.one(i + 1, WordSet::PlaceHeld)
                && !draft.preceded(i, &["as", "of", "with", "by"]);
            // "closed in 1985, with coal for 50 years"
            if draft.is(i, "with") && draft.preceded(i, &[","]) {
                return false;
            }
            // ", left in 2005 and spent 20 years abroad": what came next.
            let next = draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::Gives);
            (draft.word(i) != ";" || i + 2 >= gap.end)
                && !next
                && !draft.any(i, &["then", "later", "afterwards", "before"])
                && (!relative || own)
                && !(draft.one(i, WordSet::HisOrHer)
                    && i + 1 < gap.end
                    && !draft.preceded(i, &["in", "on", "at"]))
                && !new
                && !(draft.is_name(i) && !placed(i) && !fronted)
        })
}
/// Whether something else may have taken the length: "a firm that he had owned for", "; her journey took".
fn another(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let gap = stretch.to.end..length.tokens.start.max(stretch.to.end);
    // "The man, who reigned from 1901 to 1950, was on earth for 80 years": the clause of the stretch is closed.
    let clause = (stretch.sentence.start..stretch.from.start).any(|i| draft.one(i, WordSet::OpensRelative));
    // "Ali, champion from 1974 to 1978, boxed for nine years"
    let apposed = stretch.joined()
        && (stretch.sentence.start..stretch.from.start).any(|i| draft.word(i) == ",")
        && gap.len() <= 4
        && draft.preceded(length.tokens.start, &["for"]);
    let closed = (clause || apposed)
        && !stretch.clocks()
        && draft.word(gap.start) == ","
        && !(gap.start..gap.end).any(|i| draft.one(i, WordSet::Lasts));
    // "was prime minister between 1964 and 1970, and party leader for 13 years"
    let besides = stretch.joined()
        && !stretch.clocks()
        && (gap.start..gap.end).any(|i| draft.one(i, WordSet::ListAnd))
        && (gap.start..gap.end).any(|i| draft.is(i, "for"));
    // ", with coal left for 50 years"
    let besides = besides || draft.word(gap.start) == "," && draft.is(gap.start + 1, "with");
    closed
        || besides
        || (gap.start..gap.end).any(|i| {
            draft.word(i) == ";"
                || draft.any(i, &["then", "later", "afterwards"])
                || draft.one(i, WordSet::ListAnd) && draft.one(i + 1, WordSet::HasOrWas)
                || (draft.one(i, WordSet::OpensRelative) || draft.is(i, "that"))
                    && !draft.one(i - 1, WordSet::Stretch)
                    && !draft.one(i - 1, WordSet::Lasted)
                || draft.one(i, WordSet::HisOrHer) && i + 1 < gap.end
                || draft.one(i, WordSet::Indefinite)
                    && !draft.one(i + 1, WordSet::Stretch)
                    && !draft.one(i + 1, WordSet::Lasted)
        })
}

/// Whether a length is told as one that something took, and not as how long before or after.
fn led(draft: &Draft<'_>, stretch: &Stretch, length: &Length) -> bool {
    let (start, end) = (length.tokens.start, length.tokens.end);
    // "The trial lasted six weeks: it opened on 6 January and ended on 17 January"
    if end <= stretch.from.start {
        let gap = end..stretch.from.start;
        let it = draft.word(end) == ":"
            || draft.word(end) == ";"
            || draft.token(end + 1).is_some_and(|t| t.starts_sentence());
        return it
            && draft.one(start.saturating_sub(1), WordSet::Lasts)
            && gap.len() <= 8
            && draft.one(end + 1, WordSet::ItOrThey)
            && stretch.ran();
    }
    let hedged = (start.saturating_sub(3)..start)
        .rev()
        .find(|&i| !draft.one(i, WordSet::BeforeLength) || draft.is(i, "for"));
    let lead = hedged.unwrap_or(start.saturating_sub(1));
    let takes = draft.any(lead, &["for", "total", "altogether", "over", "in"]) && !draft.is(lead, "in")
        || draft.one(lead, WordSet::Lasts)
        || start > 0 && draft.one(start - 1, WordSet::Lasts)
        // "in only two of his fifteen years as minister"
        || stretch.joined() && draft.follows(start, WordSet::HisOrHer) && (draft.is(end, "as") && !draft.one(end + 1, WordSet::Indefinite) || held(draft, end));
    // "was jailed in 2010 for nine years and released in 2014": a term
    let term = !stretch.clocks()
        && draft.is(lead, "for")
        && end <= stretch.to.start
        && (stretch.sentence.start..start).any(|i| draft.one(i, WordSet::SetsTerm));
    // "for five hours before it landed at 9.10": both ends are told
    let inside = stretch.clocks() && end <= stretch.to.start && draft.is(end, "before");
    // "took 15 years to build", not "to pay for itself"
    let clause = stretch.sentence.start..stretch.from.start;
    let until = draft.is(end, "to")
        && (!draft.is_sign(end + 2)
            // "is set between 1939 and 1945 and took eight years to make"
            || draft.one(end + 1, WordSet::ToMake) && stretch.joined() && !draft.says(&clause, WordSet::ToMake));
    let other = until
        || draft.any(end, &["of", "after", "before", "into"]) && !inside
        || draft.follows(start, WordSet::OpensTime);
    takes && !other && !term
}

/// Whether the length is told in the unit in which one would tell the stretch, and is of its size.
pub(in crate::audit) fn fits(stretch: &Stretch, length: &Length) -> bool {
    let most = match stretch.ends {
        Ends::Days(..) => stretch.size(length.unit).map(|s| s.1),
        Ends::Clocks(..) => return true,
    };
    most.is_some_and(|m| m >= Decimal::ONE && length.n <= m * Decimal::from(MANY))
}
