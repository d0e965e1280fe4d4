//! From claims to the facts they can be held against.
//!
//! Floor 8. Enters: [claims](crate::claim::Claim) and a [base](crate::kb::Base). Leaves: one [`Link`]
//! a claim: the fact chosen, every candidate with its cost, and why each of the others lost. In "His
//! death at the age of 22 came less than a week after he'd been brought back" the age is linked to
//! the person last spoken of, and to the dates of his birth and death.
//!
//! - [`scene`]: what of the base stands where in the text: entities, properties, events, cues.
//! - `again`: numbers that say again what was said before, of another time.
//! - `before`: old values of a change whose new one is linked.
//! - [`attach`]: which number belongs to which subject and property.
//! - `property`, `subject`: what is named near a number, and what of it the number can be said of.
//! - `portion`, `rival`: numbers that are a part of it, or have a noun or a number of their own beside them.
//! - `doubt`: what makes a link doubtful, so that it cannot conflict.
//! - `change`: what a change makes of its amount, its old value and its new one.
//! - `layout`: what a heading or the head of a table says of a number.
//! - `role`: which names of a sentence cannot be the subject of its number.
//! - `bound`: numbers that stand right beside a name of their own.
//! - `described`: whom "the company" stands for.
//! - `topic`: what a text or a paragraph is about, where the sentence names nobody.
//! - [`told`]: which events a sentence tells of.
//! - [`dating`]: which date belongs to which event.
//! - [`lifetime`]: ages and spans that dates imply.
//! - [`mod@derive`]: what the lines of a fact box imply.
//! - `implied`: what several facts of a property imply: changes, ratios, differences, shares, sums.
//! - `sole`: the only one that the base knows a property of, where nothing else can be meant.
//! - `statement`: facts that are a sentence.
//! - `vocabulary`: the words by which a sentence may mean the facts of a base.
//! - `wording`: facts that share the words of a sentence which names no property.
//! - [`lists`]: lists that run "respectively".
//! - [`observe`]: which observation of a property answers.

mod again;
pub mod attach;
mod before;
mod bound;
mod change;
pub mod dating;
pub mod derive;
mod described;
mod doubt;
mod fit;
mod implied;
mod layout;
pub mod lifetime;
pub mod lists;
pub mod observe;
mod portion;
mod property;
mod reason;
mod rival;
mod role;
pub mod scene;
pub(crate) mod slip;
mod sole;
mod statement;
mod subject;
pub mod told;
mod topic;
mod vocabulary;
mod wording;

use std::ops::Range;

use crate::claim::{Claims, FrameKind, Standing};
use crate::kb::{Base, EntityId, FactId, PropertyId};
use crate::mention::{Context, Kind};
use crate::resolve::Reading;
use crate::rules::Rules;
use crate::rules::schema::Role;
use crate::rules::word_set::WordSet;
use crate::text::{Document, Token, Tokens};
use crate::value::{DateTime, Decimal, Interval, Quantity};

pub use reason::Reason;
pub use scene::{Scene, Sight, What};

/// No framing word has more tokens.
const LONGEST_FRAME: u32 = 16;

/// Everything that linking looks at.
pub struct Input<'a> {
    /// The document.
    pub doc: &'a Document<'a>,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Its readings.
    pub readings: &'a [Reading],
    /// Its claims, one a reading.
    pub claims: &'a Claims,
    /// The base.
    pub base: &'a Base,
    /// The rules.
    pub rules: &'a Rules,
    /// What is known of the text.
    pub context: &'a Context,
    /// What was known by then; the publication date where not told.
    pub as_of: Option<DateTime>,
}

/// Most tokens from where a reading starts to the end of what it counts.
const REACH: u32 = 16;

impl<'a> Input<'a> {
    /// The text of one token; empty past the end.
    #[must_use]
    pub fn word(&self, token: u32) -> &'a str {
        self.tokens.all.get(token as usize).map_or("", |t| t.text(&self.doc.text))
    }

    /// The readings that start in `range`, or shortly before it.
    #[must_use]
    pub fn readings_near(&self, range: &Range<u32>) -> &'a [Reading] {
        let start = |r: &Reading| r.extent.whole.start;
        let from = self.readings.partition_point(|r| start(r) + REACH < range.start);
        let len = self.readings[from..].partition_point(|r| start(r) < range.end);
        &self.readings[from..from + len]
    }

    /// Whether token `i` is a word of `set`.
    #[must_use]
    pub fn has(&self, i: u32, set: WordSet) -> bool {
        self.tokens.all.get(i as usize).is_some_and(|t| self.rules.words.has(t.word, set))
    }

    /// Whether token `i` is a small word that is no part of a name: "of", "the", "however".
    #[must_use]
    pub fn is_small(&self, i: u32) -> bool {
        let function = |t: &Token| self.rules.quantity.is(t.word, Role::Function);
        self.tokens.all.get(i as usize).is_some_and(function)
            || self.claims.words_in(&(i..i + 1), FrameKind::Opening).next().is_some()
    }

    /// Whether token `i` ends a framing word of `kind`.
    #[must_use]
    pub fn ends(&self, i: u32, kind: FrameKind) -> bool {
        self.claims.words_in(&(i.saturating_sub(4)..i + 1), kind).any(|w| w.tokens.end == i + 1)
    }

    /// Whether a framing word of `kind` starts at token `i`.
    #[must_use]
    pub fn starts(&self, i: u32, kind: FrameKind) -> bool {
        self.claims.words_in(&(i..i + 1), kind).next().is_some()
    }

    /// Whether token `i` is a comma of the sentence, not one inside a number.
    #[must_use]
    pub fn is_comma(&self, i: u32) -> bool {
        self.word(i) == "," && self.tokens.all.get(i as usize + 1).is_none_or(Token::spaced)
    }

    /// The token before `i`, articles passed over.
    #[must_use]
    pub fn before(&self, i: u32) -> Option<u32> {
        let article = |i: u32| matches!(self.word(i), "the" | "a" | "an" | "The" | "A" | "An");
        let at = i.checked_sub(1)?;
        if article(at) { at.checked_sub(1) } else { Some(at) }
    }

    /// The token after the possessive ending at `i`: "'s", or the apostrophe of a plural.
    #[must_use]
    pub fn after_possessive(&self, i: u32) -> Option<u32> {
        match (self.word(i), self.word(i + 1)) {
            ("'" | "\u{2019}", "s") => Some(i + 2),
            ("'" | "\u{2019}", _) if self.word(i.saturating_sub(1)).ends_with('s') => Some(i + 1),
            _ => None,
        }
    }

    /// The reading that token `i` is part of.
    #[must_use]
    pub fn reads(&self, i: u32) -> Option<&'a Reading> {
        let at = self.readings.partition_point(|r| r.extent.whole.end <= i);
        self.readings.get(at).filter(|r| r.extent.whole.contains(&i))
    }

    /// Whether token `i` is part of a framing word of any kind.
    #[must_use]
    pub fn is_framed(&self, i: u32) -> bool {
        let words = &self.claims.words;
        let from = words.partition_point(|w| w.tokens.start + LONGEST_FRAME <= i);
        words[from..].iter().take_while(|w| w.tokens.start <= i).any(|w| w.tokens.contains(&i))
    }

    /// The text of a stretch of tokens.
    #[must_use]
    pub fn words(&self, tokens: &Range<u32>) -> &'a str {
        let (first, last) = (tokens.start as usize, (tokens.end as usize).saturating_sub(1));
        match (self.tokens.all.get(first), self.tokens.all.get(last)) {
            (Some(a), Some(b)) => self.doc.text.get(a.start as usize..b.end as usize).unwrap_or(""),
            _ => "",
        }
    }

    /// The entity that the whole text is said to be about.
    #[must_use]
    pub fn about(&self) -> Option<EntityId> {
        let about = self.context.about.as_deref()?;
        self.base.entity_id(about).or_else(|| {
            self.base.index().lookup(about).into_iter().find_map(|w| match scene::What::from(w) {
                What::Entity(e) => Some(e),
                _ => None,
            })
        })
    }
}

/// What a claim is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Facts that state the value itself; several where sources count differently.
    Facts(Vec<FactId>),
    /// A value that dated facts imply: an age, a span. In the unit named.
    Derived {
        /// The value.
        value: Interval<Decimal>,
        /// "year", "day"
        unit: &'static str,
        /// The facts it comes from.
        from: Vec<FactId>,
        /// How: "born 1994-12-12, died 2017-06-19".
        how: String,
    },
    /// Values that the lines of a fact box imply: all of them must hold.
    Computed {
        /// The values.
        parts: Vec<derive::Computed>,
        /// The claim as it is to be judged, where its reading alone does not say it.
        stated: Option<crate::resolve::Value>,
    },
}

/// A subject and property that a claim may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The subject.
    pub entity: EntityId,
    /// The property; an event's date has [`PropertyId::HAPPENED`].
    pub property: PropertyId,
    /// The lower, the closer in the text.
    pub cost: u32,
    /// Why it was considered: "property 'population' 3 words before".
    pub why: String,
    /// Why it lost; `None` for the one chosen.
    pub lost: Option<String>,
}

/// What linking found for one claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// All subjects and properties considered, the chosen one first.
    pub candidates: Vec<Candidate>,
    /// The facts that answer.
    pub target: Option<Target>,
    /// What is held against the target, where a change makes it another value than the number as read:
    /// -0.3 of "shrank by 0.3 %", 15 of "from 12 to 15".
    pub said: Option<Quantity>,
    /// Facts of other times that the claim may fit ("outdated").
    pub others: Vec<FactId>,
    /// The subject is likely but not certain: the claim may agree, it cannot conflict.
    pub tentative: bool,
    /// Nothing but shared words lead to the target: where the claim does not agree with it, it is none.
    pub only_agrees: bool,
    /// Of a tentative link: it conflicts all the same where the claim is the fact miswritten, a single other digit among so
    /// many and more; nothing where 0.
    pub slips_from: u8,
    /// The time that it speaks of was told by a relative expression, or not in a clause of its own: where it fits a fact of
    /// another time, that may be what was meant.
    pub loosely_dated: bool,
    /// The date says since when a state has held that the event began: "has led the party since 2018".
    pub begins: bool,
    /// A date right beside the words for the event, as they stand: no other event that has none of them can be meant.
    pub beside: bool,
    /// Why there is no target.
    pub reason: Option<Reason>,
}

impl Link {
    /// The chosen candidate.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate> {
        self.candidates.iter().find(|c| c.lost.is_none())
    }

    /// No target, and why.
    #[must_use]
    pub fn none(reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::default() }
    }
}

/// Whether every word that makes a sentence a forecast or a condition is part of a name: "Catch Me If You Can".
fn only_in_names(input: &Input<'_>, scene: &Scene, claim: &crate::claim::Claim) -> bool {
    let Some(sentence) = input.tokens.sentences.get(claim.sentence) else { return false };
    let named = |w: &Range<u32>| {
        scene
            .within(sentence)
            .any(|s| matches!(s.what, What::Entity(_)) && s.tokens.start <= w.start && w.end <= s.tokens.end)
    };
    let mut framed = [FrameKind::Prediction, FrameKind::Hypothetical]
        .into_iter()
        .flat_map(|k| input.claims.words_in(sentence, k))
        .peekable();
    framed.peek().is_some() && framed.all(|w| named(&w.tokens))
}

/// Links every claim, in order.
#[must_use]
pub fn link(input: &Input<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = input.claims.all.iter().map(|_| Link::none(Reason::NoFact)).collect();
    if input.base.is_empty() {
        return links;
    }
    let scene = Scene::new(input);
    dating::link_all(input, &scene, &mut links);
    for (claim, slot) in input.claims.all.iter().zip(&mut links) {
        let reading = &input.readings[claim.reading];
        if fit::is_part(input, reading) || fit::ends_a_clock(input, reading) {
            *slot = Link::none(Reason::Restricted);
            continue;
        }
        match reading.kind {
            Kind::Age => *slot = lifetime::age(input, &scene, claim),
            Kind::Duration => {
                let span = lifetime::span(input, &scene, claim);
                *slot = if span.target.is_some() { span } else { attach::number(input, &scene, claim) };
            }
            k if k.is_time() => slot.tentative |= doubt::another_week(input, reading, slot),
            Kind::Number if lifetime::is_age(input, &scene, claim) => {
                *slot = lifetime::age(input, &scene, claim);
            }
            _ => {
                *slot = attach::number(input, &scene, claim);
                change::apply(input, claim, slot);
            }
        }
    }
    let mut sheets = derive::Sheets::default();
    for (claim, slot) in input.claims.all.iter().zip(&mut links) {
        let reading = &input.readings[claim.reading];
        if fit::is_part(input, reading) || fit::ends_a_clock(input, reading) {
            continue;
        }
        // A fact that states it itself, or an event of the base, comes first.
        let several = slot.target.is_some() && implied::of_several(input, &scene, claim);
        if slot.target.is_some() && derive::stands(input, slot) && !several {
            continue;
        }
        if several {
            (slot.target, slot.reason) = (None, Some(Reason::Ambiguous));
        }
        let found = derive::link(input, &scene, claim, &mut sheets);
        if let Some(found) =
            found.or_else(|| implied::link(input, &scene, claim)).or_else(|| statement::link(input, claim))
        {
            *slot = found;
        } else if !derive::stands(input, slot) {
            (slot.target, slot.reason) = (None, Some(Reason::Ambiguous));
        }
    }
    again::link(input, &scene, &mut links);
    wording::link(input, &scene, &mut links);
    before::link(input, &mut links);
    for (claim, link) in input.claims.all.iter().zip(&mut links) {
        let time = claim.scope.and_then(|s| input.readings[s.reading].timex());
        link.loosely_dated = time.is_some_and(|t| t.anchor.is_some());
        let doubted =
            doubt::hearsay(input, claim) || doubt::disowned(input, claim) || doubt::claimed(input, claim);
        if link.target.is_some() && doubted {
            (link.tentative, link.slips_from) = (true, 0);
        }
    }
    for (claim, link) in input.claims.all.iter().zip(&mut links) {
        let reason = match claim.standing {
            Standing::Asserted => continue,
            Standing::Prediction => Reason::Prediction,
            Standing::Hypothetical => Reason::Hypothetical,
        };
        if only_in_names(input, &scene, claim) {
            continue;
        }
        link.target = None;
        link.reason = Some(reason);
    }
    links
}
