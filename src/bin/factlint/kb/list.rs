//! `factlint kb list` and `show`: the facts in a line each, or all that is known of one thing.

use std::io::{self, Write};

use factlint::kb::dump::{self, Record};
use factlint::kb::{self, Base, Fact, FactValue, Place, Rank};
use factlint::report::{clean, understood};
use factlint::{Error, ErrorKind, error};

use super::args::ListFormat;
use crate::output::Output;

/// A fact's value for people.
fn value(fact: &Fact<'_>) -> String {
    match &*fact.value() {
        FactValue::Quantity(q) => understood::quantity(q),
        FactValue::Time(t) => understood::timex(t),
        FactValue::Text(t) => t.to_string(),
    }
}

/// The cells of a fact's line.
fn cells(base: &Base, fact: &Fact<'_>) -> [String; 6] {
    let sources: Vec<&str> = fact.sources().iter().map(|&s| &*base.source(s).id).collect();
    [
        fact.name().into_owned(),
        fact.about().map_or(String::new(), |e| base.entity(e).name.to_string()),
        fact.property().map_or(String::new(), |p| base.property(p).id.to_string()),
        value(fact),
        fact.when_written().map_or(String::new(), |w| w.into_owned()),
        sources.join(", "),
    ]
}

/// Facts whose line has all of `words` in it, in a format.
pub(super) fn list(base: &Base, words: &[String], format: ListFormat, out: &mut dyn Write) -> io::Result<()> {
    let words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let mut first = true;
    match format {
        ListFormat::Csv => dump::csv_head(out)?,
        ListFormat::Json => write!(out, "[")?,
        ListFormat::Table | ListFormat::Jsonl => {}
    }
    for fact in base.facts() {
        let cells = cells(base, &fact);
        let all = if words.is_empty() { String::new() } else { cells.join(" ").to_lowercase() };
        if !words.iter().all(|w| all.contains(w)) {
            continue;
        }
        match format {
            ListFormat::Csv => Record::new(&fact).csv(out)?,
            ListFormat::Json => {
                write!(out, "{}", if first { "\n" } else { ",\n" })?;
                Record::new(&fact).json(out)?;
            }
            ListFormat::Jsonl => {
                Record::new(&fact).json(out)?;
                writeln!(out)?;
            }
            ListFormat::Table => {
                let [id, about, property, value, date, source] =
                    cells.map(|c| clean::short(&c, 40).into_owned());
                writeln!(out, "{id:<28} {about:<24} {property:<24} {value:<20} {date:<12} {source}")?;
            }
        }
        first = false;
    }
    match format {
        ListFormat::Json => writeln!(out, "\n]"),
        _ => Ok(()),
    }
}

/// All that is known of what has this id.
pub(super) fn show(base: &Base, id: &str, output: &Output) -> Result<(), Error> {
    // Rows of tables are called by their number: they are not kept by name.
    let numbered = || base.facts().filter(|f| f.is_row() && id.contains('#')).find(|f| f.name() == id);
    let fact = base.fact_id(id).map(|f| base.fact(f)).or_else(numbered);
    let entity = base.entity_id(id);
    let property = base.property_id(id);
    let source = base.source_id(id);
    if fact.is_none() && entity.is_none() && property.is_none() && source.is_none() {
        let e = Error::new(ErrorKind::Reference, format!("nothing in the base is called `{id}`"));
        let facts: Vec<String> = base.facts().map(|f| f.name().into_owned()).collect();
        let known = facts.iter().map(String::as_str).chain(base.entities().iter().map(|e| &*e.id));
        let known = known.chain(base.properties().iter().map(|p| &*p.id));
        return Err(match error::nearest(id, known.chain(base.sources().iter().map(|s| &*s.id))) {
            Some(near) => e.hint(format!("did you mean `{near}`?")),
            None => e.hint("factlint kb list names the facts"),
        });
    }
    output.write(|out| {
        if let Some(f) = &fact {
            show_fact(base, f, out)?;
        }
        if let Some(e) = entity {
            show_entity(base, e, out)?;
        }
        if let Some(p) = property {
            let p = base.property(p);
            writeln!(out, "property {}: {}", clean::inline(&p.id), clean::inline(&p.name))?;
            row(out, "unit", p.unit.as_ref().map(|u| u.name()))?;
            row(out, "aliases", some(&p.aliases.join(", ")))?;
            row(out, "cues", some(&p.cues.join(", ")))?;
            row(out, "not", some(&p.not.join(", ")))?;
            row(out, "basis", p.basis.as_deref())?;
            row(out, "definition", p.definition.as_deref())?;
            row(out, "note", p.note.as_deref())?;
        }
        if let Some(s) = source {
            let s = base.source(s);
            writeln!(out, "source {}", clean::inline(&s.id))?;
            row(out, "title", s.title.as_deref())?;
            row(out, "publisher", s.publisher.as_deref())?;
            row(out, "published", s.published.as_ref().map(|d| &*d.written))?;
            row(out, "url", s.url.as_deref())?;
            row(out, "archived", s.archived.as_deref())?;
            row(out, "license", s.license.as_deref())?;
            row(out, "at", Some(&at(base, s.place)))?;
        }
        Ok(())
    })
}

fn show_fact(base: &Base, fact: &Fact<'_>, out: &mut dyn Write) -> io::Result<()> {
    let [id, about, property, value, date, _] = cells(base, fact);
    writeln!(out, "fact {}", clean::inline(&id))?;
    row(out, "about", some(&about))?;
    row(out, "property", some(&property))?;
    row(out, "statement", fact.statement())?;
    row(out, "value", Some(&value))?;
    row(out, "date", some(&date))?;
    row(out, "status", Some(dump::status(fact.status())).filter(|s| *s != "final"))?;
    row(out, "rank", Some(dump::rank(fact.rank())).filter(|_| fact.rank() != Rank::Normal))?;
    row(out, "counter", fact.counter())?;
    row(out, "basis", fact.basis())?;
    row(out, "published", fact.published().map(|d| d.to_string()).as_deref())?;
    for &s in fact.sources() {
        let s = base.source(s);
        let parts = [Some(&*s.id), s.publisher.as_deref(), s.title.as_deref(), s.url.as_deref()];
        row(out, "source", Some(&parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))?;
    }
    for c in fact.matches() {
        row(out, "matches", Some(&c.text))?;
    }
    for c in fact.rejects() {
        row(out, "rejects", Some(&c.text))?;
    }
    row(out, "revises", fact.revises().map(|f| base.fact(f).name().into_owned()).as_deref())?;
    row(out, "revised by", fact.revised_by().map(|f| base.fact(f).name().into_owned()).as_deref())?;
    row(out, "stale on", fact.stale_on().map(|d| d.to_string()).as_deref())?;
    row(out, "embargo", fact.embargo_until().map(|d| d.to_string()).as_deref())?;
    for c in fact.confirmed() {
        let on = c.on.map(|d| d.to_string());
        let parts = [Some(c.by.as_str()), on.as_deref(), c.how.as_deref()];
        row(out, "confirmed", Some(&parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))?;
    }
    for c in fact.corrections() {
        let why = c.why.as_ref().map_or(String::new(), |w| format!(": {w}"));
        row(out, "corrected", Some(&format!("{}, was {}{why}", c.on, c.was)))?;
    }
    row(out, "note", fact.note())?;
    row(out, "at", Some(&at(base, fact.place())))
}

fn show_entity(base: &Base, id: kb::EntityId, out: &mut dyn Write) -> io::Result<()> {
    let entity = base.entity(id);
    writeln!(out, "entity {}: {}", clean::inline(&entity.id), clean::inline(&entity.name))?;
    if let Some(more) = &entity.more {
        row(out, "type", more.kind.as_deref())?;
        row(out, "aliases", some(&more.aliases.join(", ")))?;
        row(out, "same as", some(&more.same_as.join(", ")))?;
    }
    for &f in base.facts_about(id) {
        let fact = base.fact(f);
        let [id, _, property, value, date, _] = cells(base, &fact);
        let date = if date.is_empty() { date } else { format!(" ({date})") };
        row(out, "fact", Some(&format!("{id}: {property} {value}{date}")))?;
    }
    for &e in base.events_of(id) {
        let event = base.event(e);
        let named = base.entity(event.entity);
        let date = event.fact.map_or(String::new(), |f| format!(" {}", value(&base.fact(f))));
        row(out, "event", Some(&format!("{}: {}{date}", named.id, named.name)))?;
    }
    row(out, "at", Some(&at(base, entity.place)))
}

fn some(s: &str) -> Option<&str> {
    (!s.is_empty()).then_some(s)
}

/// One aspect a line, where there is something to say.
fn row(out: &mut dyn Write, name: &str, text: Option<&str>) -> io::Result<()> {
    match text {
        Some(text) => writeln!(out, "  {name:<10} {}", clean::short(text, 400)),
        None => Ok(()),
    }
}

/// Where something is written, for people.
pub(super) fn at(base: &Base, place: Place) -> String {
    let at = base.locate(place);
    format!("{}:{}:{}", at.path, at.line, at.column)
}
