//! The words of a base by which a sentence may mean its facts: those of properties, statements and events.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Input;
use crate::kb::{EntityId, FactId, PropertyId, content};
use crate::value::Unit;

/// The words that say what a property, or a statement, is of.
pub(super) struct Words {
    pub(super) entity: Option<EntityId>,
    pub(super) property: Option<PropertyId>,
    pub(super) facts: Vec<FactId>,
    pub(super) words: FxHashSet<String>,
    /// The words of each of its names.
    pub(super) names: Vec<Vec<String>>,
    pub(super) unit: Option<Unit>,
    /// Whether they are an event's, which a date tells.
    pub(super) dates: bool,
}

/// The words of every property of every subject, and of every statement.
pub(super) fn vocabulary(input: &Input<'_>) -> Vec<Words> {
    let base = input.base;
    let stems = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter_map(content).collect()
    };
    let mut out: Vec<Words> = Vec::new();
    let mut seen: FxHashMap<(EntityId, PropertyId), usize> = FxHashMap::default();
    for fact in base.facts().filter(crate::kb::Fact::usable) {
        match (fact.about(), fact.property(), fact.statement()) {
            (entity, None, Some(statement)) => {
                let (facts, unit) = (vec![fact.id()], fact.unit().cloned());
                let words = stems(statement).into_iter().collect();
                out.push(Words {
                    entity,
                    property: None,
                    facts,
                    words,
                    names: Vec::new(),
                    unit,
                    dates: false,
                });
            }
            (Some(e), Some(p), _) if p != PropertyId::HAPPENED && !p.is_built_in() => {
                if let Some(&i) = seen.get(&(e, p)) {
                    out[i].facts.push(fact.id());
                    continue;
                }
                let property = base.property(p);
                let names = property.aliases.iter().chain(&property.cues).map(String::as_str);
                let names: Vec<Vec<String>> = names.chain([&*property.name]).map(stems).collect();
                let words = names.iter().flatten().cloned().collect();
                seen.insert((e, p), out.len());
                let (facts, unit) = (vec![fact.id()], fact.unit().cloned());
                out.push(Words {
                    entity: Some(e),
                    property: Some(p),
                    facts,
                    words,
                    names,
                    unit,
                    dates: false,
                });
            }
            _ => {}
        }
    }
    for event in base.events() {
        let Some(fact) = event.fact.filter(|&f| base.fact(f).usable()) else { continue };
        let own = base.entity(event.entity);
        let names = own.aliases().iter().chain(&event.cues).map(String::as_str);
        let names: Vec<Vec<String>> = names.map(stems).collect();
        let words = names.iter().flatten().cloned().collect();
        let (entity, facts) = (event.about.first().copied(), vec![fact]);
        out.push(Words { entity, property: None, facts, words, names, unit: None, dates: true });
    }
    out
}
