//! Which number belongs to which subject and property (`semantics.md` section 6).
//!
//! "Australia has a population of 18.5 million, New Zealand of 3.5 million": each number goes to the
//! nearest name before it in its own clause; "Peru (5.9 %)" binds to the name before the bracket. A
//! number is linked only where property, unit and subject fit clearly better than the next.

use std::ops::Range;

use super::bound::bound;
use super::change::negated;
use super::lists::{self, Aligned};
use super::property::{self, Named};
use super::scene::{Scene, Sight, What};
use super::subject::{self, answers};
use super::{Candidate, Input, Link, Reason, doubt, layout, observe, sole};
use crate::claim::{Claim, FrameKind, FrameWord};
use crate::kb::Property;
use crate::mention::Kind;
use crate::resolve::Reading;
use crate::rules::weights::LinkWeights;
use crate::text::{Token, TokenKind};
use crate::value::{Decimal, Quantity};

/// How many words away a subject still counts as one that the text speaks of.
pub(super) const FAR: u32 = 2000;

/// A number and all that is looked at to attach it.
pub(super) struct Look<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) scene: &'a Scene,
    pub(super) claim: &'a Claim,
    pub(super) reading: &'a Reading,
    /// The first number of its list: the others are as near to the property's name.
    pub(super) first: &'a Reading,
    /// The sentence's tokens that may say what the number is about.
    pub(super) window: Range<u32>,
    /// The name that the number stands right beside.
    pub(super) bound: Option<&'a Sight>,
}

impl Look<'_> {
    /// The numbers that attachment goes by.
    pub(super) fn weights(&self) -> &LinkWeights {
        &self.input.rules.link
    }

    /// Where the number with its noun ends.
    pub(super) fn noun_end(&self) -> u32 {
        let end = self.reading.extent.whole.end;
        match super::fit::noun(self.input, self.reading) {
            Some(n) => n.end.max(end),
            None if self.reading.noun.is_some() => self.reading.extent.tokens.end,
            None => end,
        }
    }

    /// Whether a name is but the noun that is counted: "33,000 North Koreans".
    pub(super) fn counted(&self, sight: &Sight) -> bool {
        let inside = |n: &Range<u32>| n.start <= sight.tokens.start && sight.tokens.end <= n.end;
        self.reading.noun.as_ref().is_some_and(inside)
            || sight.people
                && self.input.readings
                    [self.input.readings.partition_point(|r| r.extent.whole.end <= sight.tokens.start)..]
                    .first()
                    .is_some_and(|r| r.noun.as_ref().is_some_and(inside))
    }

    /// Whether the number says neither unit nor noun that is not the list's own: it leans on what was said before.
    pub(super) fn is_elliptic(&self) -> bool {
        super::fit::noun(self.input, self.reading).is_none()
    }

    /// Whether the words at `named` are a property's that is a length of time after a verb of living.
    pub(super) fn cue_takes_lengths(&self, named: &Range<u32>) -> bool {
        self.scene.within(named).any(|s| s.tokens == *named && matches!(s.what, What::Cue(_)))
    }

    /// Whether another clause begins between the number and the words at `named`.
    pub(super) fn parted(&self, named: &Range<u32>) -> bool {
        let own = &self.reading.extent.whole;
        let between = own.end.min(named.end)..own.start.max(named.start);
        let breaks = |w: &FrameWord| self.input.word(w.tokens.start) != "and";
        // "£7.5m, of which a grant covered £2.7m"
        let relative = |i: u32| matches!(self.input.word(i), "which" | "whom" | "whose" | "who");
        own.end <= named.start
            && (self.input.claims.words_in(&between, FrameKind::Boundary).any(breaks)
                || between.into_iter().any(relative))
    }

    /// Whether the verb of a rate goes down: "contracted by 3.8 per cent".
    fn falls(&self, named: &Range<u32>, property: &Property) -> bool {
        let start = self.reading.extent.whole.start;
        let verb = named.start..start.max(named.end);
        // "Shrank 3.7 per cent after growing 0.7": the last verb tells.
        let rises = |i: u32| {
            let word = self.input.tokens.all.get(i as usize);
            word.is_some_and(|t| self.input.rules.quantity.is(t.word, crate::rules::schema::Role::Change))
        };
        // "A reduction of 17 per cent", of a property that measures reductions.
        let own = |w: &FrameWord| {
            property.name.to_lowercase().contains(&self.input.words(&w.tokens).to_lowercase())
        };
        let last = self.input.claims.words_in(&verb, FrameKind::Falling).last().filter(|w| !own(w));
        last.is_some_and(|w| !(w.tokens.end..verb.end).any(rises))
    }
}

/// Links a number or a length of time (not an age, not a date) to what it is said of.
#[must_use]
pub fn number(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Link {
    let reading = &input.readings[claim.reading];
    if let Some(link) = layout::cell(input, scene, claim) {
        return link;
    }
    let window = sentence(input, claim);
    let aligned = lists::align(input, scene, claim, &window);
    let first = match aligned {
        Aligned::With(_, first) => &input.readings[first],
        Aligned::No | Aligned::Lost => reading,
    };
    let bound = bound(input, scene, reading).filter(|_| aligned == Aligned::No);
    let look = Look { input, scene, claim, reading, first, window, bound };
    let mut properties = property::properties(&look);
    if properties.is_empty() {
        return sole::attributive(&look).unwrap_or_else(|| Link::none(Reason::NoFact));
    }
    if aligned == Aligned::Lost {
        return Link::none(Reason::Ambiguous);
    }
    properties.sort_by_key(|p| p.cost);
    let mut link = Link::default();
    for p in &properties {
        candidates(&look, aligned, p, &mut link);
    }
    let chosen = decide(&look, link);
    if chosen.target.is_some() && elsewhere(&look, &chosen) {
        return Link { target: None, reason: Some(Reason::Restricted), ..chosen };
    }
    finish(&look, &properties, chosen)
}

/// "In Cork, where Corvane employs 1,100 people": what is said of a place, and of nothing else.
fn elsewhere(look: &Look<'_>, link: &Link) -> bool {
    let Some(entity) = link.chosen().map(|c| c.entity) else { return false };
    let number = look.reading.extent.whole.start;
    let Some(at) = (look.window.start..number).rev().find(|&i| look.input.word(i) == "where") else {
        return false;
    };
    let end = if look.input.word(at.saturating_sub(1)) == "," { at - 1 } else { at };
    let lead = end.saturating_sub(8).max(look.window.start)..end;
    let place = look.scene.within(&lead).find(|s| s.tokens.end == end);
    place.is_some_and(|s| match s.what {
        What::Entity(e) => e != entity,
        What::Stranger => true,
        _ => false,
    })
}

/// The sign that the verb gives a rate, and how sure it is.
fn finish(look: &Look<'_>, properties: &[Named], mut link: Link) -> Link {
    let Some((property, entity)) = link.chosen().map(|c| (c.property, c.entity)) else { return link };
    // The property's only subject, and the text names it nowhere: it may be about somebody else.
    let around = look.window.start.saturating_sub(FAR)..look.window.end + FAR;
    let by_sole = link.chosen().is_some_and(|c| c.why.ends_with(sole::WHY));
    link.tentative |= !by_sole
        && properties.iter().any(|p| p.id == property && p.entity_hint == Some(entity))
        && look.input.base.entity(entity).event.is_none()
        && look.input.about() != Some(entity)
        && !look.scene.within(&around).any(|s| s.what == What::Entity(entity));
    // "29,400 people rode": a word that many things share, in a sentence that names nobody.
    let by_only = link.chosen().is_some_and(|c| c.why.ends_with(subject::ONLY_SUBJECT));
    let only =
        by_only && !subject::is_topic(look.input, look.scene, look.claim.block, look.window.start, entity);
    // "The Estonia lost her bow visor and 852 people died"
    let lead = look.window.start..look.reading.extent.whole.start;
    let strange = |i: u32| {
        let capital = |t: &Token| t.kind == TokenKind::Word && t.capital() && !t.starts_sentence();
        look.input.tokens.all.get(i as usize).is_some_and(capital)
            && look.input.reads(i).is_none()
            && !look.scene.within(&(i.saturating_sub(8)..i + 1)).any(|s| s.tokens.contains(&i))
    };
    let only = only || by_only && lead.into_iter().any(strange);
    let said = |p: &Named| !p.cue || doubt::named_elsewhere(look, p);
    let mut soft = only && !properties.iter().any(|p| p.id == property && said(p));
    // "1.46 million TEU were moved": nothing but what is counted says which number it is.
    let clause = &look.claim.clause;
    let pronoun = [FrameKind::Person, FrameKind::Thing, FrameKind::Place]
        .into_iter()
        .any(|k| look.input.claims.words_in(clause, k).next().is_some());
    let absent = !pronoun && !look.scene.within(clause).any(|s| s.what == What::Entity(entity));
    soft |=
        (by_only || absent) && properties.iter().any(|p| p.id == property && doubt::only_counted(look, p));
    // "Some 1,200 solar panels": its name in full, of two words and more, is what is counted.
    let in_full = |p: &Named| {
        let noun =
            look.reading.noun.as_ref().is_some_and(|n| n.start <= p.tokens.start && p.tokens.end <= n.end);
        p.id == property && !p.cue && p.tokens.len() > 1 && noun
    };
    soft |= by_sole && !properties.iter().any(in_full);
    link.tentative |= properties
        .iter()
        .any(|p| p.id == property && (doubt::acted_on(look, p) || by_only && doubt::of_a_thing(look, p)));
    link.tentative |= by_only && (doubt::of_one_elsewhere(look) || doubt::in_another_place(look));
    link.tentative |= doubt::back_then(look) || doubt::since_the_last(look) || doubt::of_a_wider(look);
    link.tentative |= properties.iter().any(|p| p.id == property && doubt::averaged(look, p));
    // "Of the 2,112 people given the drug, 303 died": the whole of a part.
    let lead = look.reading.extent.whole.start;
    link.tentative |= lead >= 2 && look.input.word(lead - 1) == "the" && look.input.word(lead - 2) == "Of";
    // "Labour won 37 of 57 seats", "31 of the 49 seats": the whole of which it won some.
    let part =
        |i: u32| look.input.reads(i).is_some_and(|r| r.kind == Kind::Number && r.extent.tokens.end == i + 1);
    let the = u32::from(lead >= 3 && look.input.word(lead - 1) == "the");
    link.tentative |= lead >= 2 + the && look.input.word(lead - the - 1) == "of" && part(lead - the - 2);
    link.tentative |= doubt::failed(look);
    link.tentative |= properties.iter().any(|p| p.id == property && doubt::whose(look, p, entity));
    link.tentative |= doubt::another_noun(look, entity) || doubt::given_to(look, entity);
    // "Kenya borders Ethiopia; 16 % of its 99 million people": of the two, either's.
    let start = look.reading.extent.whole.start;
    let owned = start.checked_sub(1).is_some_and(|i| matches!(look.input.word(i), "its" | "their"));
    let before = look.window.start..start;
    let other = |s: &Sight| match s.what {
        What::Entity(e) => e != entity,
        What::Stranger => true,
        _ => false,
    };
    link.tentative |= look.input.claims.words_in(&look.claim.clause, FrameKind::Provisional).next().is_some();
    link.tentative |= owned && look.scene.within(&before).any(other);
    let own = properties.iter().find(|p| p.id == property);
    let another =
        own.is_some_and(|p| sole::of_something_else(look, &p.tokens)) || doubt::in_another_place(look);
    if soft && !link.tentative && !another {
        let named = properties.iter().any(|p| p.id == property && (p.tokens.len() > 1 || said(p)) && !p.cue);
        link.slips_from = if named { 2 } else { 3 };
    }
    link.tentative |= soft;
    let percent =
        look.input.base.property(property).unit.as_ref().is_some_and(|u| u.dimension() == Some("percent"));
    if percent && super::fit::is_fraction(look.reading) {
        link.said = look.reading.quantity().map(in_percent);
        return link;
    }
    let Some(named) = properties.iter().find(|p| p.id == property && p.rate_verb) else { return link };
    link.said = look
        .reading
        .quantity()
        .filter(|_| look.falls(&named.tokens, look.input.base.property(property)))
        .map(negated);
    // "Rose by 4 per cent", and no word over what time.
    link.tentative |= look.claim.scope.is_none_or(|s| s.carried);
    link
}

/// "One in four" is 25 per cent.
pub(super) fn in_percent(share: &Quantity) -> Quantity {
    let by = |x: Decimal| x.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(x);
    Quantity {
        interval: share.interval.map(by),
        stated: share.stated.map(by),
        digit: by(share.digit),
        unit: None,
        ..share.clone()
    }
}

/// The subjects of one property, each a candidate.
fn candidates(look: &Look<'_>, aligned: Aligned, p: &Named, link: &mut Link) {
    if let Some(lost) = &p.lost {
        link.candidates.extend(p.entity_hint.map(|entity| Candidate {
            entity,
            property: p.id,
            cost: p.cost,
            why: p.why.clone(),
            lost: Some(lost.clone()),
        }));
        return;
    }
    let subjects = match aligned {
        Aligned::With(e, _) if answers(look.input, e, p.id) => {
            vec![(e, Ok(0), "by its place in the list".to_owned())]
        }
        Aligned::With(..) | Aligned::Lost => Vec::new(),
        Aligned::No => subject::subjects(look, p),
    };
    for (entity, cost, why) in subjects {
        link.candidates.push(Candidate {
            entity,
            property: p.id,
            cost: p.cost + cost.unwrap_or(0),
            why: format!("{}; {why}", p.why),
            lost: cost.err().map(str::to_owned),
        });
    }
}

/// The sentence's tokens that may say what a number is about.
pub(super) fn sentence(input: &Input<'_>, claim: &Claim) -> Range<u32> {
    let whole = input.tokens.sentences.get(claim.sentence).cloned().unwrap_or_else(|| claim.clause.clone());
    let own = &input.readings[claim.reading].extent.whole;
    whole.start.max(own.start.saturating_sub(120))..whole.end.min(own.end + 120)
}

/// Picks the candidate that is clearly the closest.
fn decide(look: &Look<'_>, mut link: Link) -> Link {
    let (input, claim) = (look.input, look.claim);
    let weights = &input.rules.link;
    link.candidates.sort_by_key(|c| (c.lost.is_some(), c.cost));
    let Some(best) = link.candidates.first().filter(|c| c.lost.is_none()).cloned() else {
        link.reason = Some(Reason::NoFact);
        return link;
    };
    let rival = link.candidates[1..]
        .iter()
        .find(|c| {
            c.lost.is_none()
                && c.cost < best.cost + weights.margin
                && (c.entity, c.property) != (best.entity, best.property)
        })
        .map(|c| (c.entity != best.entity && c.cost <= best.cost) || best.cost > 0);
    for c in &mut link.candidates[1..] {
        if c.lost.is_none() {
            c.lost = Some(format!("farther than the one chosen ({} to {})", c.cost, best.cost));
        }
    }
    // As near as can be is near enough, but not where another is as near.
    if rival == Some(true) {
        link.reason = Some(Reason::Ambiguous);
        for c in &mut link.candidates {
            c.lost.get_or_insert_with(|| "as close as another".to_owned());
        }
        return link;
    }
    if let Some(word) = claim.restrictions.first() {
        let property = input.base.property(best.property);
        let said = input.words(word).to_lowercase();
        let carried = property.aliases.iter().chain(&property.cues).any(|a| a.to_lowercase().contains(&said))
            || property.name.to_lowercase().contains(&said);
        if !carried {
            link.reason = Some(Reason::Restricted);
            return link;
        }
    }
    // "At independence": no date says when, whatever another clause says.
    let undated = |range: &Range<u32>| input.claims.words_in(range, FrameKind::Undated).next().is_some();
    let own = claim.scope.filter(|s| !s.carried).map(|s| input.readings[s.reading].extent.tokens.start);
    let outside = own.is_none_or(|at| !claim.clause.contains(&at));
    if undated(&claim.clause) && outside || own.is_none() && undated(&look.window) {
        link.reason = Some(Reason::NoAnchor);
        return link;
    }
    let found = observe::choose(input, claim, best.entity, best.property);
    Link { candidates: link.candidates, ..found }
}
