//! Which names of a sentence cannot be what its number is said of.
//!
//! In "Berlin, the capital of Germany, has 3.5 million inhabitants" Germany stands inside an aside, after
//! "of" of another noun: the number is Berlin's, whether the base knows Berlin or not. Each reason here
//! is one of English, not of the base, and is shown by `explain`.

use std::ops::Range;

use super::Input;
use super::lists::coordination;
use super::scene::{Scene, Sight, What};
use crate::claim::FrameKind;
use crate::kb::PropertyId;
use crate::resolve::Reading;

/// A number and the property it may be a value of.
pub(super) struct Said<'a> {
    /// The number.
    pub(super) reading: &'a Reading,
    /// Where the property is named.
    pub(super) property: &'a Range<u32>,
    /// The property.
    pub(super) id: PropertyId,
    /// Their sentence.
    pub(super) sentence: &'a Range<u32>,
}

/// Why `sight` cannot be the subject; `None` when it can.
pub(super) fn ruled_out(
    input: &Input<'_>,
    scene: &Scene,
    said: &Said<'_>,
    sight: &Sight,
) -> Option<&'static str> {
    let (p, n, e) = (said.property, &said.reading.extent.whole, &sight.tokens);
    if sight.people
        && let Some(why) = describes(input, said, e)
    {
        return Some(why);
    }
    // "Kenya's population": said outright.
    if owns(input, e, p.start) || p.start <= e.start && e.end <= p.end {
        return None;
    }
    if e.start >= n.end && is_object(input, e.start) {
        return Some("it is another verb's object");
    }
    let group = coordination(input, scene, sight, said.sentence);
    if group.len() > 1 && group.iter().any(|s| s.tokens.end <= n.start || s.tokens.start >= n.end) {
        return Some("it is named together with others");
    }
    // "22,000 more than neighbouring Birch County", "5.2 per cent, compared with 3.9 in Tennoway"
    let between = n.end..e.start.max(n.end);
    if between.clone().any(|i| input.word(i) == "than")
        || input.claims.words_in(&between, FrameKind::Comparison).next().is_some()
    {
        return Some("it is compared with, not spoken of");
    }
    if coupled(input, scene, e) {
        return Some("it is named together with others");
    }
    // "St Anne's, built in 1340, has 240 seats": a name that ends so owns nothing before a comma.
    let owns_next =
        |i: &u32| input.tokens.all.get(*i as usize).is_some_and(|t| t.kind != crate::text::TokenKind::Sign);
    if let Some(next) = input.after_possessive(e.end).filter(owns_next) {
        // "Germany's 81 million inhabitants"
        let same = scene.within(&(next..next + 3)).any(|s| s.what == What::Property(said.id));
        let counted = same || next == n.start || p.start >= next && p.start < n.start && n.start <= next + 4;
        if !counted {
            return Some("something else of it is meant");
        }
    }
    if others_follow(input, e.end) {
        return Some("it is named together with others");
    }
    let before = input.before(e.start);
    if let Some(b) = before.filter(|&b| b >= said.sentence.start)
        && let Some(why) = governed(input, scene, said, e, b)
    {
        return Some(why);
    }
    if others_follow(input, e.end) {
        return Some("it is named together with others");
    }
    if near(e, p) || before.is_some_and(|b| complement(input, p, b)) {
        return None;
    }
    aside(input, scene, said.sentence, e, n.start)
}

/// What may stand before the subject of another clause: "and Kenya closed", "when Kenya opened".
pub(super) fn may_open(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "and"
            | "but"
            | "or"
            | "when"
            | "while"
            | "as"
            | "where"
            | "that"
            | "before"
            | "after"
            | "until"
            | "since"
            | "because"
            | "than"
    )
}

/// Prepositions that make a name a party to what is said: "from Hull to Goole", "by Ann Berg".
pub(super) fn makes_party(word: &str) -> bool {
    matches!(
        word,
        "to" | "into"
            | "from"
            | "against"
            | "via"
            | "towards"
            | "toward"
            | "by"
            | "with"
            | "between"
            | "among"
    )
}

/// Whether a name behind a number that ends at `end` is only a party to what is said: "led by the actor Ann Berg", "to
/// make room for the reservoir".
pub(super) fn is_party(input: &Input<'_>, end: u32, name: &Range<u32>) -> bool {
    let governs = |i: u32| {
        matches!(
            input.word(i),
            "by" | "for" | "to" | "with" | "from" | "near" | "under" | "after" | "against"
        )
    };
    let noun = |i: u32| {
        plain(input, i) || matches!(input.word(i), "the" | "a" | "an" | "its" | "their" | "his" | "her")
    };
    name.start > end && (end..name.start).rev().take(4).find(|&i| governs(i) || !noun(i)).is_some_and(governs)
}

/// "With 84 branches it replaced SVB": a name right behind a pronoun and its verb.
fn is_object(input: &Input<'_>, name: u32) -> bool {
    let subject = |k: FrameKind| name >= 2 && input.starts(name - 2, k);
    let pronoun = matches!(input.word(name.saturating_sub(2)), "it" | "he" | "she" | "they");
    name >= 2
        && plain(input, name - 1)
        && pronoun
        && [FrameKind::Person, FrameKind::Thing].into_iter().any(subject)
}

/// Whether nothing but a possessive and an adjective or two stand between a name and token `to`.
fn owns(input: &Input<'_>, name: &Range<u32>, to: u32) -> bool {
    let from = input.after_possessive(name.end).unwrap_or(name.end);
    from <= to && to - from <= 2 && (from..to).all(|i| plain(input, i))
}

/// A word in lower case that is no preposition, conjunction or sign.
fn plain(input: &Input<'_>, i: u32) -> bool {
    input.tokens.all.get(i as usize).is_some_and(|t| t.kind == crate::text::TokenKind::Word && !t.capital())
        && !input.is_small(i)
}

/// Inside the property's own words, or right beside them.
fn near(name: &Range<u32>, property: &Range<u32>) -> bool {
    name.start < property.end && property.start < name.end || name.end == property.start
}

/// "German researchers", "the Indian state of Kerala": the word describes another noun.
fn describes(input: &Input<'_>, said: &Said<'_>, e: &Range<u32>) -> Option<&'static str> {
    let p = said.property;
    if owns(input, e, p.start) || near(e, p) {
        return None;
    }
    // "the French at 66.8 million": the noun is left out.
    let alone = !plain(input, e.end) && !input.tokens.all.get(e.end as usize).is_some_and(|t| t.capital());
    if alone && input.before(e.start).is_some_and(|b| b + 2 == e.start) {
        return None;
    }
    Some("the word describes something else")
}

/// Whether a name after token `b` completes a property's name: "population of Kenya", "GDP (current US$) in Kenya".
fn complement(input: &Input<'_>, p: &Range<u32>, b: u32) -> bool {
    p.end <= b && (b - p.end <= 1 || (p.end..b).all(|i| bracketed(input, p.end, i)))
}

/// What the word before a name makes of it.
fn governed(
    input: &Input<'_>,
    scene: &Scene,
    said: &Said<'_>,
    e: &Range<u32>,
    b: u32,
) -> Option<&'static str> {
    let (p, n) = (said.property, &said.reading.extent.whole);
    let word = input.word(b);
    if input.word(b) == "than" || input.ends(b, FrameKind::Comparison) || than_in(input, b) {
        // "than Poland, which has 38 million"
        let own = e.end < n.start && input.starts(e.end + 1, FrameKind::Boundary) && input.word(e.end) == ",";
        return (!own).then_some("it is compared with, not spoken of");
    }
    // "The most populous state of Mexico" is not Mexico.
    if let Some(head) = b.checked_sub(1).filter(|&head| word == "of" && input.ends(head, FrameKind::Realm))
        && is_superlative(input, head)
    {
        return Some("another is the first of its sort in it");
    }
    // "Won with 21,408 votes, beating Simon Blake"
    if b > said.sentence.start && input.word(b).ends_with("ing") && plain(input, b) && input.is_comma(b - 1) {
        return Some("it is another verb's object");
    }
    if complement(input, p, b) {
        return None;
    }
    let counted = said.reading.noun.as_ref().is_some_and(|noun| noun.end == b) || b == n.end;
    match word.to_lowercase().as_str() {
        "of" => {
            let head = b.checked_sub(1)?;
            let named = scene
                .within(&(head.saturating_sub(6)..head + 1))
                .any(|s| s.tokens.end == head + 1 && matches!(s.what, What::Property(_) | What::Cue(_)));
            let realm = input.ends(head, FrameKind::Realm) || input.ends(head, FrameKind::Measure);
            (!named && !realm && !counted).then_some("it stands after 'of' of another noun")
        }
        word if makes_party(word) => {
            (!counted).then_some("the word before it makes it a party, not the subject")
        }
        "in" | "near" | "outside" | "off" | "within" => {
            let place = |s: &Sight| {
                // "Patients in HALCYON-2": what opens the sentence may be a word like any other.
                let word = s.what == What::Stranger
                    && s.tokens.len() == 1
                    && input.tokens.all[s.tokens.start as usize].starts_sentence();
                !word && s.tokens.end == b && matches!(s.what, What::Stranger | What::Entity(_)) && !s.people
            };
            let within = scene.within(&(b.saturating_sub(6)..b)).any(place);
            within.then_some("another place lies in it")
        }
        _ => None,
    }
}

/// "A year more than in Germany", "than that of Kenya": the preposition after a word that compares.
fn than_in(input: &Input<'_>, b: u32) -> bool {
    let than = |i: u32| input.word(i) == "than" || input.ends(i, FrameKind::Comparison);
    matches!(input.word(b), "in" | "of" | "for" | "at")
        && b.checked_sub(1).is_some_and(|i| {
            than(i) || matches!(input.word(i), "that" | "those") && i.checked_sub(1).is_some_and(than)
        })
}

/// Whether a noun is the first of its sort: "the most populous state", "its second-largest city".
fn is_superlative(input: &Input<'_>, noun: u32) -> bool {
    let back = |k: u32| noun.checked_sub(k).map_or("", |i| input.word(i));
    back(1).ends_with("est") || matches!(back(2), "most" | "least")
}

/// Whether token `i` stands in a bracket that opens at `from`: "GDP (current US$) in Kenya".
fn bracketed(input: &Input<'_>, from: u32, i: u32) -> bool {
    input.word(from) == "(" && i >= from && (from..i).all(|k| input.word(k) != ")")
}

/// "In Hull and in Goole there were 64 each": the preposition said again, and no number beside either name.
fn coupled(input: &Input<'_>, scene: &Scene, e: &Range<u32>) -> bool {
    let place = |s: &Sight| matches!(s.what, What::Stranger | What::Entity(_));
    let prep = |i: u32| matches!(input.word(i), "in" | "at" | "of" | "for" | "by" | "from");
    let and = |i: u32| matches!(input.word(i), "and" | "or");
    let bare = |end: u32| input.reads(end).is_none();
    let after = and(e.end)
        && prep(e.end + 1)
        && scene.within(&(e.end + 2..e.end + 3)).any(|s| place(s) && bare(s.tokens.end));
    let before = || {
        let Some(join) = e.start.checked_sub(2).filter(|&i| and(i) && prep(i + 1)) else { return false };
        bare(e.end) && scene.within(&(join.saturating_sub(6)..join)).any(|s| s.tokens.end == join && place(s))
    };
    after || before()
}

/// "Germany and its nine neighbours", "Kenya and other countries".
pub(super) fn others_follow(input: &Input<'_>, end: u32) -> bool {
    let and = matches!(input.word(end), "and" | "or" | "plus");
    and && matches!(
        input.word(end + 1),
        "its" | "their" | "his" | "her" | "other" | "all" | "several" | "the" | "many" | "some"
    )
}

/// "Berlin, the capital of Germany, has", "Lagos, Nigeria, has": a name between commas, the number
/// outside of them, after a name or a noun that the aside is about.
pub(super) fn aside(
    input: &Input<'_>,
    scene: &Scene,
    sentence: &Range<u32>,
    e: &Range<u32>,
    number: u32,
) -> Option<&'static str> {
    const REACH: u32 = 30;
    let from = e.start.saturating_sub(REACH).max(sentence.start);
    let open = (from..e.start).rev().find(|&i| input.is_comma(i))?;
    let close =
        (e.end..(e.end + REACH).min(sentence.end)).find(|&i| input.is_comma(i) || input.word(i) == "(")?;
    if (open..close).contains(&number) || number < open {
        return None;
    }
    // "tested in HALCYON-2, which ran in 29 countries": told of the name itself.
    let relative = close == e.end && matches!(input.word(close + 1), "which" | "who" | "whose");
    if relative && !(close + 1..number).any(|i| input.is_comma(i)) {
        return None;
    }
    let opener = open + 1;
    let after_name = |at: u32| {
        scene
            .within(&(at.saturating_sub(6)..at))
            .any(|s| s.tokens.end == at && matches!(s.what, What::Stranger | What::Entity(_)))
    };
    if opener == e.start {
        // A list goes on after the comma; "Lagos, Nigeria, has" does not.
        // "Elmstead, the county seat, has": said of the name before it.
        let noun = matches!(input.word(e.start), "the" | "The")
            && close > e.end
            && (e.end..close).all(|i| plain(input, i));
        if noun && after_name(open) {
            return Some("it stands in an aside about something else");
        }
        let alone = close == e.end && !after_name_at(scene, close + 1);
        return (alone && after_name(open)).then_some("the place before it lies in it");
    }
    // "The machine, named Morag by schoolchildren, has": the aside gives the name of what stands before it.
    if opener + 1 == e.start && matches!(input.word(opener), "named" | "called" | "nicknamed" | "dubbed") {
        return None;
    }
    // "Her rival, the mayor Tom Beale, won": the aside gives the name of what stands before it.
    let article = matches!(input.word(opener), "the" | "a" | "an");
    if article && close == e.end && (opener + 1..e.start).all(|i| plain(input, i)) {
        return None;
    }
    // What the aside is about: a name, or a noun of its own; a date or "however" is none.
    let dated = |i: u32| {
        let at = input.readings.partition_point(|r| r.extent.whole.end <= i);
        input.readings.get(at).is_some_and(|r| r.kind.is_time() && r.extent.whole.contains(&i))
    };
    let start = (sentence.start..open).rev().find(|&i| matches!(input.word(i), "," | ";" | ":"));
    let head = start.map_or(sentence.start, |i| i + 1)..open;
    let is_word = |i: u32| input.tokens.all[i as usize].kind == crate::text::TokenKind::Word;
    let headed = head.clone().any(|i| is_word(i) && !input.is_small(i) && !dated(i))
        && !matches!(input.word(head.start), "In" | "in" | "At" | "On" | "For" | "By");
    headed.then_some("it stands in an aside about something else")
}

fn after_name_at(scene: &Scene, at: u32) -> bool {
    scene.within(&(at..at + 1)).any(|s| matches!(s.what, What::Stranger | What::Entity(_)))
}

/// Whether a name that opens its sentence is the subject of the verb of having before a property: "Belarus, bordered
/// by Russia and Poland, has an estimated population of", with no name between that could be it instead.
pub(super) fn heads(input: &Input<'_>, scene: &Scene, said: &Said<'_>, e: &Range<u32>) -> bool {
    let opens = (said.sentence.start..e.start).all(|i| {
        matches!(input.word(i), "The" | "the" | "\"" | "\u{201c}" | "(" | "-" | "*")
            || i < said.sentence.start
    });
    let to = said.property.start.min(said.reading.extent.whole.start);
    let verb = (e.end..to).rev().find(|&i| matches!(input.word(i), "has" | "had" | "have"));
    let Some(verb) = verb.filter(|&v| opens && to - v <= 8) else { return false };
    let joined =
        verb == e.end || matches!(input.word(verb - 1), "," | "and" | ")") || input.is_small(verb - 1);
    joined
        && scene
            .within(&(e.end..verb))
            .filter(|s| matches!(s.what, What::Entity(_) | What::Stranger))
            .all(|s| ruled_out(input, scene, said, s).is_some() || s.people)
}

/// "has", "had", "with": not the noun that a property belongs to.
pub(super) fn is_verb_of_having(input: &Input<'_>, i: u32) -> bool {
    matches!(input.word(i), "has" | "had" | "have" | "with" | "having" | "boasts")
}
