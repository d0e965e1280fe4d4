//! `factlint explain`: what a code means; or how the claim at a place was read, and judged.

use std::io::{self, Write};

use factlint::checker::Extracted;
use factlint::kb::Base;
use factlint::link::{Link, Target};
use factlint::report::{Finding, Shown, clean, codes, notation, record, understood};
use factlint::resolve::{Reading as Read, Value};
use factlint::rules::Rules;
use factlint::span::Cursor;
use factlint::value::Part;
use factlint::{Error, ErrorKind, error};

use crate::config::Sieve;
use crate::output::Output;
use crate::place::Place;
use crate::project::Project;
use crate::settings::Reading;
use crate::{args, complain, input};

pub(crate) fn run(args: &args::Explain, all: &args::Args) -> Result<u8, Error> {
    let output = Output::new(None, all.color);
    let Some(what) = &args.what else {
        output
            .write(|out| codes::CODES.iter().try_for_each(|c| writeln!(out, "{:<20} {}", c.code, c.title)))?;
        return Ok(0);
    };
    if let Some(code) = codes::code(what) {
        output.write(|out| write_code(code, out))?;
        return Ok(0);
    }
    match Place::parse(what) {
        Some(place) => explain_place(&place, args, &output),
        None => {
            let e = Error::new(ErrorKind::Usage, format!("`{what}` is no code and no place"));
            Err(match error::nearest(what, codes::CODES.iter().map(|c| c.code)) {
                Some(near) => e.hint(format!("did you mean `{near}`?")),
                None => e.hint("write a code (factlint explain lists them), or PATH:LINE:COLUMN"),
            })
        }
    }
}

fn write_code(c: &codes::Code, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}\n({})\n", c.code, c.title, c.role.as_str())?;
    wrapped(c.what, out)?;
    writeln!(out)?;
    wrapped(&format!("Example: {}", c.example), out)?;
    if !c.passes.is_empty() {
        wrapped(&format!("Not flagged: {}", c.passes), out)?;
    }
    Ok(())
}

/// Columns of running text.
const WIDTH: usize = 96;

fn wrapped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            writeln!(out)?;
            width = 0;
        }
        let gap = if width > 0 { " " } else { "" };
        write!(out, "{gap}{word}")?;
        width += gap.len() + length;
    }
    writeln!(out)
}

fn explain_place(place: &Place, args: &args::Explain, output: &Output) -> Result<u8, Error> {
    let mut project = Project::new(&args.context, Some(&args.base))?;
    let reading = Reading::new(&args.context, &*project.here()?, Some(1))?;
    if place.path.is_dir() {
        let what = format!("{} is a folder", place.path.display());
        return Err(Error::new(ErrorKind::Usage, what).hint("name a draft: PATH:LINE:COLUMN"));
    }
    // A named place is explained even where a configuration leaves its file out.
    let (drafts, mut missing) = input::find(std::slice::from_ref(&place.path), None, &[], &Sieve::default());
    let Some(draft) = drafts.first() else {
        return Err(missing.remove(0));
    };
    let site = project.site_of(draft)?;
    let errors = std::mem::take(&mut project.errors);
    complain(&errors);
    let site = &project.sites()[site];
    let checker = &site.checker;
    let context = site.context(draft, &reading.context);
    let source = draft.read(reading.largest)?;
    let read = checker.extract_document(source.document(), &context)?;
    let checked = checker.check_document(&draft.shown, source.document(), &context)?;
    let source = source.text();
    let links = checker.links(&read);
    let changes = read.changes(checker.rules());

    let (mut start, mut end) = (Cursor::new(source), Cursor::new(source));
    let mut here = Vec::new();
    let mut on_line = Vec::new();
    for (i, r) in read.readings.iter().enumerate() {
        let span = r.extent.span.range();
        let (from, to) = (start.seek(span.start), end.seek(span.end));
        let covers = |column| from <= (place.line, column) && (place.line, column) < to;
        if from.0 <= place.line && place.line <= to.0 {
            on_line.push((from, r));
            if place.column.is_none_or(covers) {
                here.push((from, r, links.get(i), i));
            }
        }
    }
    output.write(|out| {
        for (i, (at, r, link, number)) in here.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            let found = checked.findings.iter().filter(|f| f.reading.extent.span == r.extent.span);
            let head = format!("{}:{}:{}", draft.shown, at.0, at.1);
            write_reading(&head, source, &read, r, checker.rules(), out)?;
            if let Some((change, part)) = changes.of(*number) {
                row(
                    out,
                    "change",
                    &format!("{}; this is {}", notation::change(change, &read.readings), described(part)),
                )?;
                row(
                    out,
                    "",
                    &format!("{} on \"{}\"", checker.rules().name(change.rule), words(&read, &change.tokens)),
                )?;
            }
            for f in found {
                write_finding(f, out)?;
                if let Some(l) = link {
                    write_compared(f, l, out)?;
                }
            }
            link.map_or(Ok(()), |l| write_candidates(l, checker.base(), out))?;
        }
        Ok(())
    })?;
    if !here.is_empty() {
        return Ok(if errors.is_empty() { 0 } else { 2 });
    }
    let at = place.column.map_or(String::new(), |c| format!(":{c}"));
    let e = Error::new(ErrorKind::Usage, format!("no claim was read at {}:{}{at}", draft.shown, place.line));
    let near: Vec<String> =
        on_line.iter().map(|((line, column), r)| format!("{line}:{column} {}", quoted(source, r))).collect();
    Err(if near.is_empty() { e } else { e.hint(format!("on that line: {}", near.join(", "))) })
}

fn quoted(source: &str, r: &Read) -> String {
    format!("\"{}\"", clean::short(source.get(r.extent.span.range()).unwrap_or_default(), 60))
}

/// One aspect a line, its name first.
fn row(out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {name:<10} {}", clean::short(text, 400))
}

/// The text of some tokens, as a reader sees it.
fn words<'r>(read: &'r Extracted<'_>, tokens: &std::ops::Range<u32>) -> &'r str {
    let first = read.tokens.all.get(tokens.start as usize);
    let last = (tokens.end as usize).checked_sub(1).and_then(|i| read.tokens.all.get(i));
    let range = first.zip(last).map(|(a, b)| a.start as usize..b.end as usize);
    range.and_then(|r| read.document.text.get(r)).unwrap_or_default()
}

fn described(part: Part) -> &'static str {
    match part {
        Part::By => "the amount",
        Part::Times => "how many times",
        Part::Old => "the old value",
        Part::New => "the new value",
        Part::Ends => "the old value and the new one",
    }
}

fn write_reading(
    head: &str,
    source: &str,
    read: &Extracted<'_>,
    r: &Read,
    rules: &Rules,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = |tokens: &std::ops::Range<u32>| words(read, tokens);
    writeln!(out, "{}: {}", clean::inline(head), quoted(source, r))?;
    row(out, "kind", r.kind.as_str())?;
    row(out, "whole", &format!("\"{}\"", text(&r.extent.whole)))?;
    row(out, "read as", &understood(r))?;
    match &r.value {
        Value::Quantity(q) => {
            row(out, "stated", &q.stated.to_string())?;
            row(out, "interval", &q.interval.to_string())?;
            row(out, "digit", &q.digit.to_string())?;
            if let Some(m) = q.modifier {
                row(out, "mod", m.as_str())?;
            }
            if let Some(u) = &q.unit {
                row(out, "unit", u.name())?;
            }
        }
        Value::Time(t) => {
            row(out, "timex", &format!("{} {}", t.kind, t.value))?;
            if let Some(m) = t.modifier {
                row(out, "mod", m.as_str())?;
            }
            if let Some(i) = &t.interval {
                row(out, "interval", &i.to_string())?;
            }
            for other in &t.readings {
                row(out, "or", &other.to_string())?;
            }
            if let Some(a) = &t.anchor {
                row(out, "anchor", &a.to_string())?;
            }
        }
    }
    if let Some(noun) = &r.noun {
        row(out, "noun", &format!("\"{}\"", text(noun)))?;
    }
    for (i, step) in r.derivation.iter().enumerate() {
        let name = if i == 0 { "rules" } else { "" };
        row(out, name, &format!("{} on \"{}\"", rules.name(step.rule), text(&step.tokens)))?;
    }
    Ok(())
}

/// The two intervals that were held against one another, and how they relate.
fn write_compared(f: &Finding, link: &Link, out: &mut dyn Write) -> io::Result<()> {
    let (Some(e), Some(relation)) = (f.evidence.first(), f.relation) else { return Ok(()) };
    let stated = match &link.target {
        Some(Target::Computed { stated, .. }) => stated.clone(),
        _ => None,
    };
    let said = link.said.clone().map(Value::Quantity).or(stated);
    let claim = match said.as_ref().unwrap_or(&f.reading.value) {
        Value::Quantity(q) => q.interval.to_string(),
        Value::Time(t) => t.interval.as_ref().map_or_else(|| t.value.clone(), ToString::to_string),
    };
    row(out, "compared", &format!("{claim} with {}: {}", e.value, record::relation(relation)))
}

/// What else it might have been about, and why it was not.
fn write_candidates(link: &Link, base: &Base, out: &mut dyn Write) -> io::Result<()> {
    for (i, c) in link.candidates.iter().enumerate() {
        let name = if i == 0 { "considered" } else { "" };
        let lost = c.lost.as_ref().map_or("chosen".to_owned(), |why| format!("lost: {why}"));
        let (entity, property) = (&base.entity(c.entity).name, &base.property(c.property).id);
        row(out, name, &format!("{entity}, {property} (cost {}, {}): {lost}", c.cost, c.why))?;
    }
    Ok(())
}

fn write_finding(f: &Finding, out: &mut dyn Write) -> io::Result<()> {
    row(out, "verdict", &format!("{} ({}): {}", f.verdict, f.code, f.message))?;
    if let Some(who) = &f.entity {
        row(out, "about", who)?;
    }
    if let Some(property) = &f.property {
        row(out, "property", property)?;
    }
    match &f.judged {
        Shown::Number(x) => row(out, "judged", &x.normalize().to_string())?,
        Shown::Text(s) => row(out, "judged", s)?,
    }
    if let Some(time) = &f.time {
        row(out, "time", &understood::period(time))?;
    }
    if let Some(who) = &f.attribution {
        row(out, "says", who)?;
    }
    if f.quoted {
        row(out, "quoted", "inside a direct quotation: flagged, never fixed")?;
    }
    for (i, e) in f.evidence.iter().enumerate() {
        let relation =
            f.relation.filter(|_| i == 0).map_or(String::new(), |r| format!(" ({})", record::relation(r)));
        let as_of = e.as_of.as_ref().map_or(String::new(), |d| format!(", as of {d}"));
        row(out, "fact", &format!("{}: {}{as_of}{relation}", e.fact, e.value))?;
        row(out, "", &format!("{}:{}:{}", e.path, e.line, e.column))?;
    }
    for note in &f.notes {
        row(out, "note", note)?;
    }
    if let Some(help) = &f.help {
        row(out, "help", help)?;
    }
    if let Some(s) = &f.suggestion {
        row(out, "suggestion", s)?;
    }
    Ok(())
}
