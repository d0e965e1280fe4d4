//! What a heading or the head of a table says of a number.
//!
//! Under the heading "Germany" the line "Population: 81 million" is about Germany; in a table the row and
//! the column of a figure say whose it is, what it is, and when.

use std::ops::Range;

use super::attach::Look;
use super::fit::unit_fits;
use super::property::Named;
use super::scene::{Scene, Sight, What};
use super::subject::answers;
use super::{Candidate, Input, Link, Reason, observe};
use crate::claim::{Claim, FrameKind};
use crate::kb::{EntityId, Property, PropertyId};
use crate::resolve::Reading;
use crate::text::{Scope, TokenKind};
use crate::value::{Decimal, Quantity, Style};

/// The subject that the nearest heading gives, where the sentence opens with the property itself.
pub(super) fn headed(look: &Look<'_>, property: &Named) -> Option<(EntityId, String)> {
    let input = look.input;
    let opens = (look.window.start..property.tokens.start)
        .all(|i| input.tokens.all[i as usize].kind != TokenKind::Word || input.before(i + 1) != Some(i));
    if !opens {
        return None;
    }
    let (e, name) = heading(input, look.scene, look.claim.block)?;
    Some((e, format!("the heading names '{}'", input.words(&name.tokens))))
}

/// The one name of the headings above a block; `None` when the nearest that is more than "Economy" or
/// "Facts and figures" names nobody known, or several.
fn heading<'s>(input: &Input<'_>, scene: &'s Scene, block: usize) -> Option<(EntityId, &'s Sight)> {
    let mut level = u8::MAX;
    for at in scene.headings_before(block) {
        let Some(Scope::Heading(n)) = input.doc.blocks.get(at).map(|b| b.scope) else { continue };
        if n >= level {
            // No heading stands above the first rank.
            if level == 1 {
                break;
            }
            continue;
        }
        level = n;
        let tokens = input.tokens.blocks.get(at)?.clone();
        let mut names = scene.within(&tokens).filter(|s| matches!(s.what, What::Entity(_) | What::Stranger));
        let Some(name) = names.next() else {
            if tokens.clone().all(|i| is_section(input, scene, i)) {
                continue;
            }
            return None;
        };
        let alone = names.next().is_none()
            && tokens.clone().all(|i| name.tokens.contains(&i) || is_section(input, scene, i));
        return match name.what {
            What::Entity(e) if alone && !name.weak => Some((e, name)),
            _ => None,
        };
    }
    None
}

/// A word of a heading that names nothing but a section: "Facts", "Economy", "Population", "2015".
fn is_section(input: &Input<'_>, scene: &Scene, i: u32) -> bool {
    let t = &input.tokens.all[i as usize];
    t.kind != TokenKind::Word
        || input.rules.quantity.is(t.word, crate::rules::schema::Role::Function)
            && !matches!(input.word(i), "and" | "its")
        || input.starts(i, FrameKind::Section)
        || scene
            .within(&(i.saturating_sub(4)..i + 1))
            .any(|s| s.tokens.contains(&i) && matches!(s.what, What::Property(_)))
}

/// Links a figure of a table by the heads of its row and column; `None` outside of tables and in their heads.
pub(super) fn cell(input: &Input<'_>, scene: &Scene, claim: &Claim) -> Option<Link> {
    let Scope::Cell { table, row, column } = input.doc.blocks.get(claim.block)?.scope else { return None };
    let heads = heads(input, scene, claim.block, table, row, column);
    let reading = &input.readings[claim.reading];
    if column == 0 || heads.is_empty() {
        return None;
    }
    let said = match scaled(input, reading, &heads) {
        Ok(said) => said,
        Err(reason) => return Some(Link::none(reason)),
    };
    let sights = || heads.iter().flat_map(|h| scene.within(h));
    let mut properties: Vec<(PropertyId, Range<u32>)> = Vec::new();
    for s in sights() {
        if let What::Property(p) = s.what
            && !properties.iter().any(|(q, _)| *q == p)
        {
            properties.push((p, s.tokens.clone()));
        }
    }
    let not = |p: PropertyId| sights().any(|s| s.what == What::Not(p));
    let names: Vec<&Sight> =
        sights().filter(|s| matches!(s.what, What::Entity(_) | What::Stranger)).collect();
    let known = names.first().and_then(|s| match s.what {
        What::Entity(e) if names.len() == 1 && !s.people => Some((e, input.words(&s.tokens).to_owned())),
        _ => None,
    });
    let subject = match known {
        Some(found) => Some(found),
        // Each head must be a property, a date or a name: "Total" and "Ruritania" are somebody else's.
        None if names.is_empty() && heads.iter().all(|h| explained(input, scene, h)) => {
            heading(input, scene, claim.block).map(|(e, s)| (e, input.words(&s.tokens).to_owned()))
        }
        None => None,
    };
    let mut link = Link { reason: Some(Reason::NoFact), ..Link::default() };
    let Some((entity, name)) = subject else { return Some(link) };
    for (id, tokens) in properties {
        let property = input.base.property(id);
        let lost = if not(id) {
            Some("a head makes it another property")
        } else if !bare_fits(input, claim, id) && !unit_fits(input, reading, property, &tokens) {
            Some("the unit or the counted noun does not fit")
        } else if percents(input, &heads) && !is_percent(property) {
            Some("the head says that the figures are per cent")
        } else if !answers(input, entity, id) {
            Some("the base has no such fact")
        } else {
            None
        };
        link.candidates.push(Candidate {
            entity,
            property: id,
            cost: 0,
            why: format!("the heads of row and column name '{}' and '{name}'", input.words(&tokens)),
            lost: lost.map(str::to_owned),
        });
    }
    link.candidates.sort_by_key(|c| c.lost.is_some());
    let fitting = link.candidates.iter().filter(|c| c.lost.is_none()).count();
    if fitting != 1 {
        return Some(link);
    }
    let found = observe::choose(input, claim, entity, link.candidates[0].property);
    Some(Link { candidates: link.candidates, said, ..found })
}

/// What a figure says where a head gives the scale: 81.4 under "Population (million)" is 81.4 million. An
/// error where two heads give different ones.
fn scaled(input: &Input<'_>, reading: &Reading, heads: &[Range<u32>]) -> Result<Option<Quantity>, Reason> {
    let Some(quantity) = reading.quantity().filter(|q| q.style.scale == 0) else { return Ok(None) };
    let mut powers = heads.iter().flat_map(|h| input.claims.words_in(h, FrameKind::Scale)).map(|w| w.power);
    let Some(power) = powers.next() else { return Ok(None) };
    if powers.any(|p| p != power) {
        return Err(Reason::UnitMismatch);
    }
    let by = Decimal::from(10u64.pow(u32::from(power.min(18))));
    let times = |x: Decimal| x.checked_mul(by).unwrap_or(x);
    Ok(Some(Quantity {
        interval: quantity.interval.map(times),
        stated: quantity.stated.map(times),
        digit: times(quantity.digit),
        style: Style { scale: power, ..quantity.style },
        ..quantity.clone()
    }))
}

/// Whether a head says that the figures are per cent: "Growth (%)", "Share in per cent".
fn percents(input: &Input<'_>, heads: &[Range<u32>]) -> bool {
    heads.iter().flat_map(Clone::clone).any(|i| {
        matches!(input.word(i), "%" | "percent" | "percentage")
            || input.word(i) == "per" && input.word(i + 1) == "cent"
    })
}

fn is_percent(property: &Property) -> bool {
    property.unit.as_ref().is_some_and(|u| u.dimension() == Some("percent"))
}

/// In a table the unit may be left out.
fn bare_fits(input: &Input<'_>, claim: &Claim, id: PropertyId) -> bool {
    let bare = input.readings[claim.reading].quantity().is_some_and(|q| q.unit.is_none());
    bare && input.base.property(id).unit.is_some()
}

/// Whether a head names a property or a date, and nothing unknown.
fn explained(input: &Input<'_>, scene: &Scene, head: &Range<u32>) -> bool {
    let dated = |i: u32| input.reads(i).is_some_and(|r| r.kind.is_time());
    head.clone().all(|i| dated(i) || is_section(input, scene, i))
}

/// The tokens of the first cell of the figure's row and of its column, and of the corner where that
/// names what the table gives.
fn heads(
    input: &Input<'_>,
    scene: &Scene,
    block: usize,
    table: u32,
    row: u32,
    column: u32,
) -> Vec<Range<u32>> {
    let cell = |at: usize| match input.doc.blocks.get(at)?.scope {
        Scope::Cell { table: t, row, column } if t == table => Some((row, column)),
        _ => None,
    };
    // A first row of figures is no head.
    let counts = |tokens: &Range<u32>| {
        let first = input.readings.partition_point(|r| r.extent.tokens.start < tokens.start);
        let inside = |r: &&Reading| r.extent.tokens.start < tokens.end;
        // "(million)" is its scale.
        let scale = |r: &Reading| {
            let own = &r.extent.tokens;
            input.claims.words_in(tokens, FrameKind::Scale).any(|w| w.tokens.contains(&own.start))
        };
        input.readings[first..].iter().take_while(inside).any(|r| r.quantity().is_some() && !scale(r))
    };
    let mut out = Vec::new();
    let mut push = |at: usize| {
        if let Some(tokens) = input.tokens.blocks.get(at).filter(|t| !t.is_empty() && !counts(t)) {
            out.push(tokens.clone());
        }
    };
    // Cells follow one another row by row; where some are missing, they lie a little nearer.
    let back = |wanted: (u32, u32), from: usize| {
        let nearest = (from..block).find(|&at| cell(at).is_some_and(|c| c >= wanted));
        nearest.filter(|&at| cell(at) == Some(wanted))
    };
    if let Some(at) = back((row, 0), block.saturating_sub(column as usize)) {
        push(at);
    }
    if let Some(start) = scene.table(table).filter(|_| row > 0) {
        let at = start + column as usize;
        let top = if cell(at) == Some((0, column)) { Some(at) } else { back((0, column), start) };
        top.into_iter().chain(back((0, 0), start)).for_each(push);
    }
    out
}
