//! `factlint kb list|show|test|lint`: the reference facts, looked at and tried.

use std::io::{self, Write};

use factlint::checker::Checker;
use factlint::kb::lint::Level;
use factlint::kb::{self, Base, Fact, FactValue, Place};
use factlint::report::summary::counted;
use factlint::report::{clean, understood};
use factlint::value::Date;
use factlint::{Error, ErrorKind, error};

use crate::args::{self, KbCommand};
use crate::output::Output;
use crate::{complain, settings};

pub(crate) fn run(args: &args::Kb, all: &args::Args) -> Result<u8, Error> {
    let named = args::Base { claims: args.claims.clone(), as_of: None };
    let claims = settings::claims(&named)?;
    if claims.is_empty() {
        return Err(
            Error::new(ErrorKind::Usage, "there is no folder `claims` here").hint("name one with --claims")
        );
    }
    let rules = settings::rules(&args.rules)?;
    let (base, errors) = kb::load(&claims, &rules);
    complain(&errors);
    let broken = if errors.is_empty() { 0 } else { 2 };
    let output = Output::new(None, all.color);
    match &args.command {
        KbCommand::List { words } => output.write(|out| list(&base, words, out)).map(|()| broken),
        KbCommand::Show { id } => show(&base, id, &output).map(|()| broken),
        KbCommand::Test => {
            let checker = Checker::new(rules).with_base(base);
            test(&checker, &output, all.quiet > 0).map(|code| code.max(broken))
        }
        KbCommand::Lint { date } => {
            let today = date.as_deref().map(|d| settings::date(d, "--date")).transpose()?;
            lint(&base, today.map(|t| t.date()), &output, all.quiet > 0).map(|code| code.max(broken))
        }
    }
}

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

fn list(base: &Base, words: &[String], out: &mut dyn Write) -> io::Result<()> {
    let words: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    for fact in base.facts() {
        let cells = cells(base, &fact);
        let all = cells.join(" ").to_lowercase();
        if words.iter().all(|w| all.contains(w)) {
            let [id, about, property, value, date, source] = cells.map(|c| clean::short(&c, 40).into_owned());
            writeln!(out, "{id:<28} {about:<24} {property:<24} {value:<20} {date:<12} {source}")?;
        }
    }
    Ok(())
}

fn show(base: &Base, id: &str, output: &Output) -> Result<(), Error> {
    let fact = base.fact_id(id).map(|f| base.fact(f));
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

fn at(base: &Base, place: Place) -> String {
    let at = base.locate(place);
    format!("{}:{}:{}", at.path, at.line, at.column)
}

/// Tries every fact's sentences.
fn test(checker: &Checker, output: &Output, quiet: bool) -> Result<u8, Error> {
    let trials = checker.trials();
    let mut failed = 0;
    for t in &trials {
        if let Some(why) = &t.failure {
            failed += 1;
            let place = at(checker.base(), t.place);
            complain(&[Error::new(
                ErrorKind::Value,
                format!("{place}: fact `{}`: \"{}\" {why}", t.fact, t.sentence),
            )]);
        }
    }
    if !quiet {
        let facts = checker.base().len();
        let (facts, sentences) = (counted(facts, "fact"), counted(trials.len(), "sentence"));
        output.write(|out| writeln!(out, "{facts}, {sentences}, {failed} failed"))?;
    }
    Ok(if failed == 0 { 0 } else { 1 })
}

/// Tells what an editor should know of the base. 1 for what cannot be right.
fn lint(base: &Base, today: Option<Date>, output: &Output, quiet: bool) -> Result<u8, Error> {
    let lints = kb::lint(base, today);
    let count = |level: Level| lints.iter().filter(|l| l.level == level).count();
    output.write(|out| {
        for l in &lints {
            writeln!(out, "{}[{}]: {}", l.level.as_str(), l.code, clean::short(&l.message, 300))?;
            for (sign, place) in [("-->", l.place), (":::", l.other)] {
                if let Some(place) = place {
                    let at = base.locate(place);
                    writeln!(out, "  {sign} {}:{}:{}", clean::inline(&at.path), at.line, at.column)?;
                    writeln!(out, "      {}", clean::short(at.excerpt.trim(), 90))?;
                }
            }
        }
        if quiet {
            return Ok(());
        }
        let facts = counted(base.len(), "fact");
        let (errors, warnings) =
            (counted(count(Level::Error), "error"), counted(count(Level::Warning), "warning"));
        writeln!(out, "{facts}: {errors}, {warnings}, {}", counted(count(Level::Note), "note"))
    })?;
    Ok(if count(Level::Error) > 0 { 1 } else { 0 })
}
