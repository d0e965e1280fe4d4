//! Facts as `factlint kb list --format json` or `jsonl` writes them: the keys of a `[[fact]]`.

use std::fmt;
use std::fmt::Write as _;
use std::io::{BufRead, Read, Write};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Options, Report, header, io_error};
use crate::error::{Error, ErrorKind, nearest};
use crate::kb::dump::COLUMNS;
use crate::kb::edit::{Literal, item};

/// Imports every fact of an array, or of one object a line.
///
/// # Errors
///
/// What is no JSON, or cannot be read or written. What is wrong with one fact is in the report.
pub fn json(
    input: &mut dyn BufRead,
    path: &Path,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<Report, Error> {
    let failed = |e: std::io::Error| io_error(path, &e);
    writeln!(out, "schema = 1").map_err(failed)?;
    let array = loop {
        let start = input.fill_buf().map_err(failed)?;
        match start.first() {
            Some(b) if b.is_ascii_whitespace() => input.consume(1),
            first => break first == Some(&b'['),
        }
    };
    let mut import = Import {
        options,
        path,
        out,
        number: 0,
        known: FxHashSet::default(),
        abouts: FxHashSet::default(),
        report: Report::default(),
        stopped: None,
    };
    let read = if array {
        let mut json = serde_json::Deserializer::from_reader(Reading(input));
        json.deserialize_seq(All(&mut import)).and_then(|()| json.end())
    } else {
        let all = serde_json::Deserializer::from_reader(Reading(input)).into_iter::<Object>();
        let mut result = Ok(());
        for object in all {
            match object {
                Ok(object) => import.fact(&object),
                Err(e) => {
                    result = Err(e);
                    break;
                }
            }
        }
        result
    };
    if let Some(e) = import.stopped {
        return Err(failed(e));
    }
    read.map_err(|e| {
        let what = format!("{}:{}:{}: no JSON: {e}", path.display(), e.line(), e.column());
        Error::new(ErrorKind::Syntax, what).in_file(path)
    })?;
    Ok(import.report)
}

/// A fact's keys with their values as written, so that 0.1 stays 0.1.
type Object = FxHashMap<String, Box<RawValue>>;

struct Import<'i> {
    options: &'i Options<'i>,
    path: &'i Path,
    out: &'i mut dyn Write,
    number: usize,
    /// What was defined already: "entity x", "property p", "source s".
    known: FxHashSet<String>,
    abouts: FxHashSet<String>,
    report: Report,
    stopped: Option<std::io::Error>,
}

impl Import<'_> {
    fn fact(&mut self, object: &Object) {
        self.number += 1;
        let place = format!("fact {}", self.number);
        match self.toml(object) {
            Ok(toml) => {
                self.report.facts += 1;
                if self.stopped.is_none()
                    && let Err(e) = self.out.write_all(toml.as_bytes())
                {
                    self.stopped = Some(e);
                }
            }
            Err(why) => self.report.error(self.path, &place, why),
        }
    }

    fn toml(&mut self, object: &Object) -> Result<String, String> {
        let mut unknown: Vec<&String> = object.keys().filter(|k| !COLUMNS.contains(&k.as_str())).collect();
        unknown.sort();
        if let Some(key) = unknown.first() {
            let near = nearest(key, COLUMNS).map_or(String::new(), |k| format!(", did you mean `{k}`?"));
            return Err(format!("unknown key `{key}`{near}"));
        }
        let text = |key: &str| {
            object.get(key).and_then(|v| literal(v)).and_then(|l| match l {
                Literal::Text(t) => Some(t),
                Literal::Plain(p) => Some(p),
                Literal::List(_) => None,
            })
        };
        let base = self.options.base;
        if let Some(id) = text("id")
            && (base.fact_id(&id).is_some() || !self.known.insert(format!("fact {id}")))
        {
            return Err(format!("there is a fact `{id}` already"));
        }
        let has = |key: &str| object.contains_key(key);
        if !has("property") && !has("statement") {
            return Err("a fact has a `property` or a `statement`".to_owned());
        }
        if !has("value") && !has("low") && !has("high") {
            return Err("missing key `value`".to_owned());
        }
        let mut toml = String::new();
        let mut define = |kind: &str, id: &str, there: bool, key: &'static str, name: String| {
            if !there && self.known.insert(format!("{kind} {id}")) {
                let _ = write!(toml, "\n{}", item(&header(kind, id), &[(key, Literal::Text(name))]));
            }
        };
        if let Some(id) = text("about") {
            self.report.entities += usize::from(self.abouts.insert(id.clone()));
            define(
                "entity",
                &id,
                base.entity_id(&id).is_some(),
                "name",
                text("name").unwrap_or_else(|| id.clone()),
            );
        }
        if let Some(id) = text("property") {
            define("property", &id, base.property_id(&id).is_some(), "name", id.replace(['-', '_'], " "));
        }
        let mut sources = match object.get("source").and_then(|v| literal(v)) {
            Some(Literal::List(all)) => all,
            Some(Literal::Text(one)) => one.split('|').map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        for id in &sources {
            define("source", id, base.source_id(id).is_some(), "title", id.clone());
        }
        if sources.is_empty() {
            if self.known.insert("the source of this file".to_owned()) {
                let _ = write!(toml, "\n{}", self.options.source_item());
            }
            sources.push(self.options.source.clone());
        }
        let mut keys = Vec::new();
        for name in COLUMNS {
            match name {
                "name" | "path" => {}
                "source" => keys.push((name, Literal::List(sources.clone()))),
                _ => keys.extend(object.get(name).and_then(|v| literal(v)).map(|l| (name, l))),
            }
        }
        for (key, _) in &mut keys {
            if *key == "source" {
                *key = "sources";
            }
        }
        let _ = write!(toml, "\n{}", item("[[fact]]", &keys));
        Ok(toml)
    }
}

/// A JSON value as TOML; `None` for null and what no key of a fact takes.
fn literal(raw: &RawValue) -> Option<Literal> {
    let text = raw.get();
    match serde_json::from_str::<serde_json::Value>(text).ok()? {
        serde_json::Value::String(s) => match Literal::typed(&s) {
            // "34314" in quotation marks is a string, and stays one.
            Literal::Plain(p) if p.contains('-') && p.len() == 10 => Some(Literal::Plain(p)),
            _ => Some(Literal::Text(s)),
        },
        serde_json::Value::Number(_) => Some(match Literal::typed(text) {
            plain @ Literal::Plain(_) => plain,
            _ => Literal::Text(text.to_owned()),
        }),
        serde_json::Value::Array(all) => {
            Some(Literal::List(all.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()))
        }
        _ => None,
    }
}

/// Each element of an array as it comes.
struct All<'a, 'i>(&'a mut Import<'i>);

impl<'de> Visitor<'de> for All<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of facts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        struct One;
        impl<'de> DeserializeSeed<'de> for One {
            type Value = Object;
            fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Object, D::Error> {
                serde::Deserialize::deserialize(d)
            }
        }
        while let Some(object) = all.next_element_seed(One)? {
            self.0.fact(&object);
        }
        Ok(())
    }
}

/// A stream behind a reference.
struct Reading<'r>(&'r mut dyn BufRead);

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }
}
