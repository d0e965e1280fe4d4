//! The JSON Schema of claims files, by which editors complete and check what is typed.
//!
//! `factlint kb schema > claims.schema.json`; a TOML plugin takes it from `#:schema claims.schema.json` in a
//! file's first line. Dates of TOML are strings to a schema.

use serde_json::{Map, Value, json};

/// What stands under a key.
#[derive(Clone, Copy)]
enum Is {
    Text,
    Texts,
    TextOrTexts,
    Flag,
    Count,
    Date,
    Dates,
    Length,
    /// A number, a date, or words that hold one.
    Amount,
    Tolerance,
    OneOf(&'static [&'static str]),
    /// A fixed word, or a column of the table.
    Cell,
    /// A column with further columns.
    Column,
    Box,
    Values,
    Confirmed,
    Corrections,
}

type Key = (&'static str, Is, &'static str);

const STATUS: &[&str] = &["draft", "provisional", "estimate", "final", "disputed", "withdrawn"];
const RANK: &[&str] = &["deprecated", "normal", "preferred"];
const KIND: &[&str] = &["stock", "flow", "rate", "ratio", "index"];

const SOURCE: &[Key] = &[
    ("title", Is::Text, "title of the publication"),
    ("publisher", Is::Text, "who published it"),
    ("url", Is::Text, "its address"),
    ("archived", Is::Text, "address of an archived copy"),
    ("published", Is::Date, "when it was published: its facts were known from then on"),
    ("retrieved", Is::Date, "when it was read"),
    ("license", Is::Text, "SPDX expression, or NOASSERTION"),
    ("note", Is::Text, "remarks for editors"),
];

const ENTITY: &[Key] = &[
    ("name", Is::Text, "its name for people"),
    ("type", Is::Text, "person, place, organisation, event, work ..."),
    ("same-as", Is::TextOrTexts, "the same thing elsewhere: wikidata:Q884"),
    ("aliases", Is::Texts, "other names: {a|b}, [optional], =EXACT"),
    ("demonyms", Is::Texts, "words for its people and things: South Korean"),
    ("within", Is::TextOrTexts, "ids of what it is part of"),
    ("born", Is::Date, "date of birth"),
    ("died", Is::Date, "date of death"),
    ("founded", Is::Date, "date on which it was founded"),
    ("dissolved", Is::Date, "date on which it ceased to be"),
    ("box", Is::Box, "a fact box: a line a property, read as prose is read"),
    ("source", Is::Text, "id of the source of its dates and its box"),
    ("sources", Is::Texts, "ids of their sources"),
    ("note", Is::Text, "remarks for editors"),
];

const PROPERTY: &[Key] = &[
    ("name", Is::Text, "its name for people"),
    ("kind", Is::OneOf(KIND), "how its values behave in time; kinds never mix"),
    ("unit", Is::Text, "unit of its values, a counted noun, or date"),
    ("also-units", Is::Texts, "units that a text may use for its own"),
    ("aliases", Is::Texts, "other names: {a|b}, [optional], =EXACT"),
    ("cues", Is::Texts, "words that point to it without naming it"),
    ("not", Is::Texts, "words that make it another property"),
    ("basis", Is::Text, "what never mixes: year-on-year, annualised, real 2015, nominal"),
    ("tolerance", Is::Tolerance, "the leave that a claim has"),
    ("exact", Is::Flag, "no rounding: 50 states"),
    ("timeless", Is::Flag, "its values hold whatever the date"),
    ("definition", Is::Text, "what it counts"),
    ("break", Is::Dates, "days on which its definition changed"),
    ("counter", Is::Text, "who counts"),
    ("stale-after", Is::Length, "after so long an observation is stale"),
    ("period", Is::Length, "longest time between two observations"),
    ("note", Is::Text, "remarks for editors"),
];

/// What facts, events, series and tables have in common, in parts.
const STANDING: &[Key] = &[
    ("status", Is::OneOf(STATUS), "how sure it is; draft and withdrawn judge nothing"),
    ("rank", Is::OneOf(RANK), "which of several is meant"),
    ("tolerance", Is::Tolerance, "the leave that a claim has"),
    ("published", Is::Date, "when it became known; else its source's"),
    ("expires", Is::Date, "from this day on it is stale"),
    ("embargo-until", Is::Date, "until this day it stays out of reports"),
    ("source", Is::Text, "id of its source"),
    ("sources", Is::Texts, "ids of its sources"),
    ("min-sources", Is::Count, "how many sources it should have"),
    ("counter", Is::Text, "who counted, where publishers count differently"),
    ("note", Is::Text, "remarks for editors"),
];
const OBSERVED: &[Key] = &[
    ("exact", Is::Flag, "no rounding"),
    ("stale-after", Is::Length, "after so long it is stale: P1Y"),
    ("basis", Is::Text, "what never mixes: year-on-year, annualised, real 2015, nominal"),
];
const DATED: &[Key] = &[
    ("date", Is::Date, "a day, a month, a year, a period (EDTF)"),
    ("valid-from", Is::Date, "from when"),
    ("valid-through", Is::Date, "until when, that day included"),
];
const TRIED: &[Key] = &[
    ("matches", Is::Texts, "sentences that must agree with it"),
    ("rejects", Is::Texts, "sentences that must not be held against it"),
];
const KEPT: &[Key] = &[
    ("confirmed", Is::Confirmed, "who confirmed it"),
    ("corrections", Is::Corrections, "what it said before"),
    ("revises", Is::Text, "id of the fact that it replaces"),
];

const FACT: &[Key] = &[
    ("id", Is::Text, "its id, stable for ever"),
    ("about", Is::Text, "id of the entity or event"),
    ("property", Is::Text, "id of what is observed"),
    ("statement", Is::Text, "a sentence in place of a property"),
    ("value", Is::Amount, "what was observed"),
    ("low", Is::Amount, "its least value"),
    ("high", Is::Amount, "its greatest value"),
    ("unit", Is::Text, "unit of the value; else the property's"),
    ("timeless", Is::Flag, "it holds whatever the date"),
];
const EVENT: &[Key] = &[
    ("id", Is::Text, "its id, stable for ever"),
    ("name", Is::Text, "its name for people"),
    ("type", Is::Text, "what kind of event"),
    ("about", Is::TextOrTexts, "ids of what it happened to"),
    ("same-as", Is::TextOrTexts, "the same thing elsewhere"),
    ("within", Is::TextOrTexts, "ids of what it is part of"),
    ("aliases", Is::Texts, "other names: {a|b}, [optional], =EXACT"),
    ("cues", Is::Texts, "words that point to it without naming it"),
    ("not", Is::Texts, "words that make it another event"),
];
const SERIES: &[Key] = &[
    ("id", Is::Text, "its id, stable for ever"),
    ("about", Is::Text, "id of the entity"),
    ("property", Is::Text, "id of what is observed"),
    ("period", Is::Length, "time between two observations: P1Y"),
    ("unit", Is::Text, "unit of the values; else the property's"),
    ("values", Is::Values, "a value a date"),
];
const TABLE: &[Key] = &[
    ("id", Is::Text, "its id; else the name of the file"),
    ("path", Is::Text, "the CSV file, relative to this one"),
    ("delimiter", Is::Text, "what stands between two cells; else a comma"),
    ("about", Is::Column, "an entity's id, or the column of names"),
    ("property", Is::Cell, "a property's id, or the column of properties"),
    ("value", Is::Column, "the column of values"),
    ("unit", Is::Cell, "a unit, or the column of units"),
    ("date", Is::Cell, "a date, or the column of dates"),
    ("valid-from", Is::Cell, "from when, or the column of it"),
    ("valid-through", Is::Cell, "until when, or the column of it"),
    ("timeless", Is::Flag, "its rows hold whatever the date"),
];

/// The kinds of item: name, keys, keys that must be there, and whether each has an id in its header.
#[allow(clippy::type_complexity)]
const ITEMS: &[(&str, &[&[Key]], &[&str], bool)] = &[
    ("source", &[SOURCE], &[], true),
    ("entity", &[ENTITY], &["name"], true),
    ("property", &[PROPERTY], &["name"], true),
    ("fact", &[FACT, DATED, STANDING, OBSERVED, KEPT, TRIED], &[], false),
    ("event", &[EVENT, DATED, STANDING, KEPT, TRIED], &["id"], false),
    ("series", &[SERIES, STANDING, OBSERVED, TRIED], &["about", "property", "values"], false),
    ("table", &[TABLE, STANDING, OBSERVED], &["path", "about", "property", "value"], false),
];

/// The JSON Schema (draft 2020-12) of a claims file.
#[must_use]
pub fn json_schema() -> Value {
    let mut top = Map::new();
    top.insert("schema".to_owned(), json!({ "const": 1, "description": "version of this format" }));
    top.insert("extends".to_owned(), with(Is::TextOrTexts, "files and folders that belong to this base"));
    let mut definitions = Map::new();
    for (name, keys, required, named) in ITEMS {
        let properties: Map<String, Value> = keys
            .iter()
            .copied()
            .flatten()
            .map(|(key, is, what)| ((*key).to_owned(), with(*is, what)))
            .collect();
        definitions.insert(
            (*name).to_owned(),
            json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false }),
        );
        let one = json!({ "$ref": format!("#/$defs/{name}") });
        let all = if *named {
            json!({ "type": "object", "additionalProperties": one })
        } else {
            json!({ "type": "array", "items": one })
        };
        top.insert((*name).to_owned(), all);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "factlint claims file",
        "description": "reference facts, version 1",
        "type": "object",
        "properties": top,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

fn with(is: Is, what: &str) -> Value {
    let mut value = shape(is);
    value["description"] = json!(what);
    value
}

fn shape(is: Is) -> Value {
    let text = json!({ "type": "string" });
    let texts = json!({ "type": "array", "items": text });
    let date = json!({ "type": ["string", "integer"] });
    let amount = json!({ "anyOf": [
        { "type": ["number", "string"] },
        { "type": "object", "additionalProperties": false, "properties": {
            "value": { "type": ["number", "string"] },
            "low": { "type": ["number", "string"] },
            "high": { "type": ["number", "string"] },
            "unit": text,
        } },
    ] });
    let column = json!({ "type": "object", "required": ["column"], "additionalProperties": false, "properties": {
        "column": text,
        "times": { "type": ["number", "string"] },
        "aliases": { "type": "object", "required": ["column"], "additionalProperties": false,
            "properties": { "column": text, "split": text } },
    } });
    match is {
        Is::Text => text,
        Is::Texts => texts,
        Is::TextOrTexts => json!({ "anyOf": [text, texts] }),
        Is::Flag => json!({ "type": "boolean" }),
        Is::Count => json!({ "type": "integer", "minimum": 0 }),
        Is::Date => date,
        Is::Dates => json!({ "anyOf": [date, { "type": "array", "items": date }] }),
        Is::Length => json!({ "type": "string", "pattern": "^P([0-9]{1,5}[YMWD])+$" }),
        Is::Amount => amount,
        Is::Tolerance => json!({ "type": ["number", "string"] }),
        Is::OneOf(words) => json!({ "enum": words }),
        Is::Cell | Is::Column => json!({ "anyOf": [date, column] }),
        Is::Box => json!({ "type": "object", "additionalProperties": {
            "anyOf": [amount, { "type": "array", "items": amount }] } }),
        Is::Values => json!({ "type": "object", "additionalProperties": amount }),
        Is::Confirmed => json!({ "type": "array", "items": { "type": "object", "required": ["by"],
            "additionalProperties": false, "properties": { "by": text, "on": date, "how": text } } }),
        Is::Corrections => json!({ "type": "array", "items": { "type": "object", "required": ["on", "was"],
            "additionalProperties": false, "properties": {
                "on": date, "was": { "type": ["number", "string"] }, "why": text } } }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kb::schema::{
        EntityItem, EventItem, FactItem, PropertyItem, SeriesItem, SourceItem, TOP, TableItem,
    };

    /// The keys that the reader knows, from what it says of one that it does not.
    fn known<T: serde::de::DeserializeOwned>() -> Vec<String> {
        let said = toml::from_str::<T>("not-a-key = 1").err().unwrap().message().to_owned();
        let mut all: Vec<String> = said.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        all.sort();
        all
    }

    #[test]
    fn the_schema_has_the_keys_that_the_reader_knows() {
        let schema = json_schema();
        let own = |name: &str| -> Vec<String> {
            let keys = schema["$defs"][name]["properties"].as_object().unwrap();
            let mut all: Vec<String> = keys.keys().cloned().collect();
            all.sort();
            all
        };
        assert_eq!(own("source"), known::<SourceItem>());
        assert_eq!(own("entity"), known::<EntityItem>());
        assert_eq!(own("property"), known::<PropertyItem>());
        assert_eq!(own("fact"), known::<FactItem>());
        assert_eq!(own("event"), known::<EventItem>());
        assert_eq!(own("series"), known::<SeriesItem>());
        assert_eq!(own("table"), known::<TableItem>());
        let mut top: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut read = TOP.to_vec();
        top.sort_unstable();
        read.sort_unstable();
        assert_eq!(top, read);
    }

    /// A TOML file as a schema sees it.
    fn as_json(value: &toml::Value) -> Value {
        match value {
            toml::Value::Datetime(d) => json!(d.to_string()),
            toml::Value::Array(all) => all.iter().map(as_json).collect(),
            toml::Value::Table(t) => t.iter().map(|(k, v)| (k.clone(), as_json(v))).collect(),
            other => serde_json::to_value(other).unwrap(),
        }
    }

    #[test]
    fn what_ships_is_valid_and_mistakes_are_not() {
        let validator = jsonschema::validator_for(&json_schema()).unwrap();
        let judge = |text: &str| {
            let json = as_json(&toml::Value::Table(text.parse().unwrap()));
            validator.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect::<Vec<_>>()
        };
        for text in [include_str!("../../claims/korea.toml"), include_str!("../../claims/world.toml")] {
            assert_eq!(judge(text), [""; 0]);
        }
        let shown = include_str!("../../claims/README.md").split("```toml\n").skip(1);
        let shown: String = shown.filter_map(|b| b.split("```").next()).collect();
        assert_eq!(judge(&shown), [""; 0], "what the editors' page shows");
        for wrong in [
            "facts = 1",
            "schema = 2",
            "[fact]\nvalue = 1",
            "[entity.x]\nnmae = 'X'",
            "[entity.x]\naliases = []",
            "[[fact]]\nvalue = true",
            "[[fact]]\nstatus = 'sure'",
            "[[fact]]\nvalue = { valu = 1 }",
            "[[table]]\npath = 'x.csv'\nabout = { colum = 'A' }\nproperty = 'p'\nvalue = { column = 'V' }",
            "[property.p]\nname = 'P'\nstale-after = '1 year'",
        ] {
            assert!(!judge(wrong).is_empty(), "{wrong}");
        }
    }
}
