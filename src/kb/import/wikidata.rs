//! Wikidata's JSON dump: an array with an item a line, or a few items as its pages give them.
//!
//! A statement becomes a fact: its rank, "point in time", "start time" and "end time", and the references that
//! somebody can look up. A statement with a qualifier that makes it another quantity ("applies to part") is
//! passed over, and so is a value without a number or a date in it.
//!
//! Source: <https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON>.

use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::{Met, Options, Properties, Report, header, io_error, line, plain_alias, same};
use crate::error::Error;
use crate::kb::Edtf;
use crate::kb::edit::{Literal, item, slug};
use crate::kb::model::EntityId;

/// What properties and units are called here.
const KNOWN: &str = include_str!("wikidata.toml");
/// Qualifiers that leave a statement what it is: its time, how it was found, how sure it is, why it has its rank.
const HARMLESS: [&str; 13] = [
    "P585", "P580", "P582", "P459", "P1480", "P5102", "P7452", "P2241", "P1539", "P1540", "P1013", "P3831",
    "P1545",
];
/// "sourcing circumstances": circa.
const CIRCA: &str = "Q5727902";
/// Most aliases that one entity is given.
const ALIASES: usize = 20;

/// What is called how.
struct Names {
    properties: FxHashMap<String, Named>,
    units: FxHashMap<String, String>,
}

#[derive(serde::Deserialize)]
struct Known {
    property: FxHashMap<String, Named>,
    unit: FxHashMap<String, String>,
}

#[derive(Default, serde::Deserialize)]
struct Named {
    id: String,
    name: Option<String>,
    unit: Option<String>,
    kind: Option<String>,
}

impl Names {
    fn new(options: &Options<'_>) -> Result<Self, Error> {
        let known: Known = crate::data::parse(Path::new("wikidata.toml"), KNOWN)?;
        let mut properties = known.property;
        if !options.properties.is_empty() {
            let chosen = |(p, id): &(String, Option<String>)| {
                let mut named = properties.remove(p).unwrap_or_default();
                match id {
                    Some(id) => {
                        named.name = named.name.or_else(|| Some(id.clone()));
                        named.id = slug(id);
                    }
                    None if named.id.is_empty() => named.id.clone_from(p),
                    None => {}
                }
                (p.clone(), named)
            };
            properties = options.properties.iter().map(chosen).collect();
        }
        let mut units = known.unit;
        units.extend(options.units.iter().cloned());
        Ok(Self { properties, units })
    }
}

/// Imports the chosen statements of the chosen items, as they come.
///
/// # Errors
///
/// A stream that cannot be read or written. Lines that are no items are in the report.
pub fn wikidata(
    input: &mut dyn BufRead,
    path: &Path,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<Report, Error> {
    let failed = |e: std::io::Error| io_error(path, &e);
    let names = Names::new(options)?;
    let mut import = Import {
        options,
        path,
        keys: names.properties.keys().map(|p| format!("\"{p}\"").into_bytes()).collect(),
        names,
        same: same(options.base),
        sources: FxHashSet::default(),
        properties: Properties::default(),
        report: Report::default(),
    };
    writeln!(out, "schema = 1").map_err(failed)?;
    let mut buffer = Vec::new();
    let mut number = 0;
    while line(input, &mut buffer).map_err(failed)? {
        number += 1;
        let text = buffer.trim_ascii();
        let text = text.strip_suffix(b",").unwrap_or(text);
        if text.is_empty() || matches!(text, b"[" | b"]") {
            continue;
        }
        if !import.may_hold(text) {
            // What is no JSON is told, whatever it holds.
            if let Err(e) = serde_json::from_slice::<serde::de::IgnoredAny>(text) {
                import.broken(number, &e);
            }
            continue;
        }
        let toml = import.line(text, number);
        out.write_all(toml.as_bytes()).map_err(failed)?;
    }
    Ok(import.report)
}

struct Import<'i> {
    options: &'i Options<'i>,
    path: &'i Path,
    names: Names,
    /// The chosen properties as they stand in an item.
    keys: Vec<Vec<u8>>,
    same: FxHashMap<&'i str, EntityId>,
    /// References that were written as sources.
    sources: FxHashSet<String>,
    properties: Properties,
    report: Report,
}

impl Import<'_> {
    /// Most items of a dump hold nothing that was chosen: then they need not be taken apart.
    fn may_hold(&self, text: &[u8]) -> bool {
        let holds = |what: &[u8]| memchr::memmem::find(text, what).is_some();
        let entity = |(e, _): &(String, Option<String>)| holds(format!("\"{e}\"").as_bytes());
        self.keys.iter().any(|k| holds(k))
            && (self.options.entities.is_empty() || self.options.entities.iter().any(entity))
    }

    fn broken(&mut self, number: usize, e: &serde_json::Error) {
        let why = e.to_string();
        let why = why.split(" at line").next().unwrap_or_default().to_owned();
        self.report.error(self.path, &format!("{number}:{}", e.column()), format!("no JSON: {why}"));
    }

    /// The TOML of what a line says: of an item, or of several as a page gives them.
    fn line(&mut self, text: &[u8], number: usize) -> String {
        let json: Value = match serde_json::from_slice(text) {
            Ok(json) => json,
            Err(e) => {
                self.broken(number, &e);
                return String::new();
            }
        };
        match json.get("entities").and_then(Value::as_object) {
            Some(all) => all.values().map(|item| self.item(item)).collect(),
            None => self.item(&json),
        }
    }

    fn item(&mut self, json: &Value) -> String {
        let id = json["id"].as_str().unwrap_or_default();
        if id.is_empty() || json["type"] != "item" && json.get("type").is_some() {
            return String::new();
        }
        let Some(rename) = self.options.entity(&[id]) else { return String::new() };
        let mut chosen: Vec<&String> = self.names.properties.keys().collect();
        chosen.sort_by_key(|p| (p.len(), p.as_str()));
        let chosen: Vec<String> = chosen.into_iter().cloned().collect();
        let known = self.same.get(format!("wikidata:{id}").as_str()).copied();
        let about = known.map_or_else(|| id.to_owned(), |e| self.options.base.entity(e).id.to_string());
        if !chosen.iter().any(|p| json["claims"][p].is_array()) {
            return String::new();
        }
        let entity = if known.is_some() { Some(String::new()) } else { self.entity(id, rename, json) };
        let Some(entity) = entity else {
            self.report.pass("items without a name in this language");
            return String::new();
        };
        let mut sources = String::new();
        let mut facts = String::new();
        for property in &chosen {
            let Some(statements) = json["claims"][property].as_array() else { continue };
            for (n, statement) in statements.iter().enumerate() {
                match self.statement(&about, id, property, n, statement, &mut sources) {
                    Ok(fact) => {
                        self.report.facts += 1;
                        facts.push('\n');
                        facts.push_str(&fact);
                    }
                    Err(why) => self.report.pass(why),
                }
            }
        }
        if facts.is_empty() {
            return sources;
        }
        let mut out = String::new();
        if !entity.is_empty() {
            out.push('\n');
            out.push_str(&entity);
        }
        self.report.entities += 1;
        let properties = std::mem::take(&mut self.properties.toml);
        if !properties.is_empty() {
            let _ = write!(out, "\n{}", properties.trim_end_matches('\n'));
            out.push('\n');
        }
        out + &sources + &facts
    }

    fn entity(&self, id: &str, rename: Option<&str>, json: &Value) -> Option<String> {
        let lang = self.options.lang.as_str();
        let label = |l: &str| json["labels"][l]["value"].as_str();
        let name = rename.or_else(|| label(lang)).or_else(|| label("mul"))?;
        let mut keys = vec![("name", Literal::Text(name.to_owned()))];
        let is = |q: &str| {
            let classes = json["claims"]["P31"].as_array();
            classes.is_some_and(|all| all.iter().any(|s| s["mainsnak"]["datavalue"]["value"]["id"] == q))
        };
        if is("Q5") {
            keys.push(("type", Literal::Text("person".to_owned())));
        }
        keys.push(("same-as", Literal::Text(format!("wikidata:{id}"))));
        let mut aliases: Vec<String> = Vec::new();
        for alias in
            json["aliases"][lang].as_array().into_iter().flatten().filter_map(|a| a["value"].as_str())
        {
            if plain_alias(alias) && alias != name && aliases.len() < ALIASES {
                // A short name in capitals is a word too, often enough.
                let short = alias.chars().count() <= 5 && !alias.chars().any(char::is_lowercase);
                aliases.push(if short { format!("={alias}") } else { alias.to_owned() });
            }
        }
        if !aliases.is_empty() {
            keys.push(("aliases", Literal::List(aliases)));
        }
        Some(item(&header("entity", id), &keys))
    }

    /// A fact, or why the statement is none.
    fn statement(
        &mut self,
        about: &str,
        qid: &str,
        property: &str,
        number: usize,
        json: &Value,
        sources: &mut String,
    ) -> Result<String, &'static str> {
        let qualifiers = json["qualifiers"].as_object();
        if qualifiers.is_some_and(|q| q.keys().any(|k| !HARMLESS.contains(&k.as_str()))) {
            return Err("statements that a qualifier makes something else");
        }
        let qualifier = |p: &str| qualifiers.and_then(|q| q.get(p)?.get(0)).map(|s| &s["datavalue"]["value"]);
        let circa = ["P1480", "P5102"].iter().any(|p| qualifier(p).is_some_and(|v| v["id"] == CIRCA));
        let data = &json["mainsnak"]["datavalue"];
        let value = &data["value"];
        let mut keys = Vec::new();
        let dated = match data["type"].as_str() {
            Some("quantity") => {
                let amount = value["amount"].as_str().unwrap_or_default().trim_start_matches('+');
                let unit = value["unit"].as_str().unwrap_or("1").rsplit('/').next().unwrap_or("1");
                let amount @ Literal::Plain(_) = Literal::typed(amount) else {
                    return Err("numbers that are too long");
                };
                keys.push(("value", amount));
                if unit != "1" {
                    let unit = self
                        .names
                        .units
                        .get(unit)
                        .ok_or("values in units without a name (name them with --unit)")?;
                    keys.push(("unit", Literal::Text(unit.clone())));
                }
                if circa {
                    keys.push(("status", Literal::Text("estimate".to_owned())));
                }
                false
            }
            Some("time") => {
                keys.push(("value", Literal::typed(&day(value, circa)?)));
                keys.push(("timeless", Literal::Plain("true".to_owned())));
                true
            }
            Some(_) => return Err("values that are no number and no date"),
            None => return Err("values that are unknown"),
        };
        let when = |p: &str| qualifier(p).map(|v| day(v, false)).transpose();
        let (at, from, through) = (when("P585")?, when("P580")?, when("P582")?);
        match (at, from, through) {
            _ if dated => {}
            (Some(at), ..) => keys.push(("date", Literal::typed(&at))),
            (None, from, through) => {
                keys.extend(from.map(|d| ("valid-from", Literal::typed(&d))));
                keys.extend(through.map(|d| ("valid-through", Literal::typed(&d))));
            }
        }
        if let Some(rank @ ("preferred" | "deprecated")) = json["rank"].as_str() {
            keys.push(("rank", Literal::Text(rank.to_owned())));
        }
        let unit = keys.iter().find(|(k, _)| *k == "unit").map(|(_, u)| u.clone());
        let property = self.property(property, dated, unit)?;
        let mut cited = Vec::new();
        for reference in json["references"].as_array().into_iter().flatten() {
            if let Some(source) = self.reference(reference, sources)
                && !cited.contains(&source)
            {
                cited.push(source);
            }
        }
        match cited.as_slice() {
            [] => {
                if self.sources.insert(self.options.source.clone()) {
                    let _ = write!(sources, "\n{}", self.options.source_item());
                }
                keys.push(("source", Literal::Text(self.options.source.clone())));
            }
            [one] => keys.push(("source", Literal::Text(one.clone()))),
            _ => keys.push(("sources", Literal::List(cited))),
        }
        let mut all = vec![
            ("id", Literal::Text(format!("{qid}-{property}-{}", number + 1))),
            ("about", Literal::Text(about.to_owned())),
            ("property", Literal::Text(property)),
        ];
        all.extend(keys);
        Ok(item("[[fact]]", &all))
    }

    /// The id here of one of Wikidata's properties; `own` is the unit of the first of its values.
    fn property(
        &mut self,
        property: &str,
        dated: bool,
        own: Option<Literal>,
    ) -> Result<String, &'static str> {
        if let Some(id) = self.properties.ids.get(property) {
            return Ok(id.clone());
        }
        let named = self.names.properties.get(property).ok_or("properties that were not chosen")?;
        let unit = named.unit.clone().or_else(|| dated.then(|| "date".to_owned()));
        let unit = unit.or(match own {
            Some(Literal::Text(unit)) => Some(unit),
            _ => None,
        });
        let more = named.kind.iter().map(|k| ("kind", Literal::Text(k.clone()))).collect();
        let name = named.name.clone().unwrap_or_else(|| named.id.clone());
        let met = Met { written: property, id: Some(&named.id), name: &name, unit, more };
        Ok(self.properties.id(met, self.options, &mut self.report))
    }

    /// The source that a reference cites; `None` for "imported from", which nobody can look up.
    fn reference(&mut self, json: &Value, sources: &mut String) -> Option<String> {
        let snak = |p: &str| json["snaks"][p].get(0).map(|s| &s["datavalue"]["value"]);
        let text = |p: &str| snak(p).and_then(Value::as_str).map(str::to_owned);
        let time = |p: &str| snak(p).and_then(|v| day(v, false).ok());
        let (url, stated) = (text("P854"), snak("P248").and_then(|v| v["id"].as_str()));
        let title = snak("P1476").and_then(|v| v["text"].as_str());
        if url.is_none() && stated.is_none() && title.is_none() {
            return None;
        }
        let hash: String = json["hash"].as_str().unwrap_or_default().chars().take(12).collect();
        let id = match (hash.as_str(), stated) {
            ("", _) => slug(&format!("wikidata-{}", url.as_deref().or(stated).or(title).unwrap_or_default())),
            (hash, _) => format!("wikidata-{hash}"),
        };
        if self.sources.insert(id.clone()) && self.options.base.source_id(&id).is_none() {
            let title = title.map(str::to_owned).or_else(|| stated.map(|q| format!("wikidata:{q}")));
            let all = [
                title.map(|t| ("title", Literal::Text(t))),
                url.map(|u| ("url", Literal::Text(u))),
                time("P577").map(|d| ("published", Literal::typed(&d))),
                time("P813").map(|d| ("retrieved", Literal::typed(&d))),
                Some(("note", Literal::Text("cited by Wikidata".to_owned()))),
            ];
            let keys: Vec<_> = all.into_iter().flatten().collect();
            let _ = write!(sources, "\n{}", item(&header("source", &id), &keys));
        }
        Some(id)
    }
}

/// A point in time as EDTF, as precise as it says it is.
fn day(value: &Value, circa: bool) -> Result<String, &'static str> {
    let time = value["time"].as_str().unwrap_or_default();
    let (Some(date), precision) = (time.strip_prefix('+').and_then(|t| t.get(..10)), &value["precision"])
    else {
        return Err("dates before the year 1");
    };
    let written = match precision.as_u64() {
        Some(11..) => date.to_owned(),
        Some(10) => date[..7].to_owned(),
        Some(9) => date[..4].to_owned(),
        Some(8) => format!("{}X", &date[..3]),
        _ => return Err("dates that are not known to the decade"),
    };
    let written = if circa { format!("{written}~") } else { written };
    written.parse::<Edtf>().map(|_| written).map_err(|_| "dates that cannot be")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    #[test]
    fn every_unit_is_one_of_the_rules() {
        let rules = Rules::english().unwrap();
        let known: Known = crate::data::parse(Path::new("wikidata.toml"), KNOWN).unwrap();
        let strange: Vec<_> = known.unit.iter().filter(|(_, unit)| rules.unit(unit).is_none()).collect();
        assert!(strange.is_empty(), "{strange:?}");
        assert!(known.property.values().all(|p| !p.id.is_empty()));
    }

    #[test]
    fn dates_are_as_precise_as_they_say() {
        let json = |time: &str, precision: u8| serde_json::json!({ "time": time, "precision": precision });
        let day = |time, precision| super::day(&json(time, precision), false);
        assert_eq!(day("+2013-12-31T00:00:00Z", 11).unwrap(), "2013-12-31");
        assert_eq!(day("+2001-02-00T00:00:00Z", 10).unwrap(), "2001-02");
        assert_eq!(day("+1214-00-00T00:00:00Z", 9).unwrap(), "1214");
        assert_eq!(day("+1990-00-00T00:00:00Z", 8).unwrap(), "199X");
        assert_eq!(super::day(&json("+0050-00-00T00:00:00Z", 9), true).unwrap(), "0050~");
        assert!(day("-0044-03-15T00:00:00Z", 11).is_err());
        assert!(day("+2013-02-31T00:00:00Z", 11).is_err());
        assert!(day("+1900-00-00T00:00:00Z", 7).is_err());
        assert!(day("+é013-02-31T00:00:00Z", 11).is_err());
    }
}
