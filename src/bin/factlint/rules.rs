//! `factlint rules list|show|test|check`: the rules of reading, built in and the user's own.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use factlint::checker::Checker;
use factlint::mention::{Context, Timeline};
use factlint::report::summary::counted;
use factlint::report::{clean, notation};
use factlint::rules::catalogue::{self, Entry};
use factlint::rules::corpus::{self, Case};
use factlint::rules::schema::Example;
use factlint::rules::{Rules, load};
use factlint::span::line_column;
use factlint::text::Format;
use factlint::{Error, ErrorKind, Span, error};

use crate::args::{self, RulesCommand};
use crate::output::Output;
use crate::{complain, settings, warn};

/// A rule file with its rules.
struct File {
    path: String,
    text: String,
    rules: Vec<Entry>,
}

pub(crate) fn run(args: &args::Rules, all: &args::Args) -> Result<u8, Error> {
    let output = Output::new(None, all.color);
    let texts = texts(&args.rules)?;
    let files = || texts.iter().cloned().map(File::read).collect::<Result<Vec<_>, _>>();
    match &args.command {
        RulesCommand::Check => check(&texts, &output, all.quiet > 0),
        RulesCommand::List => files().and_then(|files| output.write(|out| list(&files, out))).map(|()| 0),
        RulesCommand::Show { id } => show(&files()?, id, &output).map(|()| 0),
        RulesCommand::Test => test(&files()?, &args.rules, &output, all.quiet > 0),
    }
}

/// The built-in files, then those of `folders`, each with its path: rules, and corpora of sentences.
fn texts(folders: &[PathBuf]) -> Result<Vec<(String, String)>, Error> {
    let mut all: Vec<(String, String)> =
        load::EMBEDDED.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for folder in folders {
        let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, &e))?;
        let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, &e))?;
            all.push((path.display().to_string(), text));
        }
    }
    Ok(all)
}

impl File {
    fn read((path, text): (String, String)) -> Result<Self, Error> {
        let rules = catalogue::entries(Path::new(&path), &text)?;
        Ok(Self { path, text, rules })
    }
}

/// Tells every mistake of every file, and the rules of the user's own that have no example.
fn check(texts: &[(String, String)], output: &Output, quiet: bool) -> Result<u8, Error> {
    let (mut layers, mut errors, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    let (mut rules, total) = (0, texts.len());
    for (number, (path, text)) in texts.iter().enumerate() {
        if path.ends_with(corpus::ENDING) {
            errors.extend(corpus::parse(Path::new(path), text).err());
            continue;
        }
        match load::parse(Path::new(path), text) {
            Ok(layer) => layers.push(layer),
            Err(e) => {
                errors.push(e);
                continue;
            }
        }
        let file = File::read((path.clone(), text.clone()))?;
        rules += file.rules.len();
        let untested = file.rules.iter().filter(|r| number >= load::EMBEDDED.len() && r.yes.is_empty());
        warnings.extend(untested.map(|r| {
            let what = format!("rule `{}` has no example that it must read", r.name());
            let e = Error::new(ErrorKind::Value, what).in_file(Path::new(&file.path)).at(&file.text, r.span);
            e.hint("yes = [{ text = \"...\", is = \"...\" }]")
        }));
    }
    // Rules refer to one another: layers that are not whole would only bring more of the same.
    if errors.is_empty() {
        errors.extend(Rules::compile(&layers).err());
    }
    complain(&errors);
    warn(&warnings);
    if !quiet {
        let (errors, warnings) = (counted(errors.len(), "error"), counted(warnings.len(), "warning"));
        let (rules, files) = (counted(rules, "rule"), counted(total, "file"));
        output.write(|out| writeln!(out, "{rules} in {files}: {errors}, {warnings}"))?;
    }
    Ok(if errors.is_empty() { 0 } else { 2 })
}

fn list(files: &[File], out: &mut dyn Write) -> io::Result<()> {
    for rule in files.iter().flat_map(|f| &f.rules) {
        let words = clean::short(&rule.words.join(", "), 70).into_owned();
        writeln!(out, "{:<32} {words}", clean::inline(&rule.name()))?;
    }
    Ok(())
}

fn show(files: &[File], id: &str, output: &Output) -> Result<(), Error> {
    let found: Vec<(&File, &Entry)> = files
        .iter()
        .flat_map(|f| f.rules.iter().map(move |r| (f, r)))
        .filter(|(_, r)| r.id == id || r.name() == id)
        .collect();
    if found.is_empty() {
        let e = Error::new(ErrorKind::Reference, format!("no rule `{id}`"));
        let names: Vec<String> = files.iter().flat_map(|f| &f.rules).map(Entry::name).collect();
        let ids = files.iter().flat_map(|f| &f.rules).map(|r| r.id.as_str());
        return Err(match error::nearest(id, ids.chain(names.iter().map(String::as_str))) {
            Some(near) => e.hint(format!("did you mean `{near}`?")),
            None => e.hint("factlint rules list names them all"),
        });
    }
    output.write(|out| {
        for (i, (file, rule)) in found.iter().enumerate() {
            let (line, _) = line_column(&file.text, rule.span.start as usize);
            let gap = if i > 0 { "\n" } else { "" };
            writeln!(out, "{gap}# {}:{line}", clean::inline(&file.path))?;
            for l in file.text[rule.span.range()].lines() {
                writeln!(out, "{}", clean::source(l))?;
            }
        }
        Ok(())
    })
}

/// Reads every example with the rules as they are layered, and every corpus of the user's own.
fn test(files: &[File], folders: &[PathBuf], output: &Output, quiet: bool) -> Result<u8, Error> {
    let checker = Checker::new(settings::rules(folders)?);
    let (mut rules, mut examples, mut errors) = (0, 0, Vec::new());
    for file in files {
        let wrong = |(what, span): (String, Span)| {
            Error::new(ErrorKind::Value, what).in_file(Path::new(&file.path)).at(&file.text, span)
        };
        for rule in &file.rules {
            rules += 1;
            examples += rule.yes.len() + rule.no.len();
            errors.extend(broken(rule, &checker)?.into_iter().map(wrong));
        }
        if file.path.ends_with(corpus::ENDING) {
            let cases = corpus::parse(Path::new(&file.path), &file.text)?;
            examples += cases.len();
            for case in &cases {
                errors.extend(misread(case, &checker)?.map(wrong));
            }
        }
    }
    complain(&errors);
    if !quiet {
        let failed = errors.len();
        let (rules, examples) = (counted(rules, "rule"), counted(examples, "example"));
        output.write(|out| writeln!(out, "{rules}, {examples}, {failed} failed"))?;
    }
    Ok(if errors.is_empty() { 0 } else { 1 })
}

/// What a text was read as.
struct Read {
    notation: String,
    /// Whether that is what the example says.
    right: bool,
    /// Whether the rule in question read it.
    fired: bool,
}

/// Reads an example's text.
fn read(example: &Example, rule: &Entry, checker: &Checker) -> Result<Vec<Read>, Error> {
    let name = rule.name();
    let rules = checker.rules();
    let narrative = example.timeline.as_deref() == Some("narrative");
    let timeline = narrative.then_some(Timeline::Narrative);
    let context = Context { timeline, ..dated(example.date.as_deref())? };
    let read = checker.extract(&example.text, Format::Plain, &context)?;
    let mut out: Vec<Read> = read
        .readings
        .iter()
        .map(|r| Read {
            notation: notation::notation(r),
            right: notation::is(r, &example.is),
            fired: r.derivation.iter().any(|s| rules.name(s.rule) == name),
        })
        .collect();
    if rule.kind == "change" {
        out.extend(read.changes(rules).all().iter().map(|c| {
            let notation = notation::change(c, &read.readings);
            Read { right: notation == example.is, notation, fired: rules.name(c.rule) == name }
        }));
    }
    Ok(out)
}

fn dated(date: Option<&str>) -> Result<Context, Error> {
    let date = date.map(|d| settings::date(d, "`date` of an example")).transpose()?;
    Ok(Context { date, ..Context::default() })
}

/// What is wrong with a rule's examples, and where.
fn broken(rule: &Entry, checker: &Checker) -> Result<Vec<(String, Span)>, Error> {
    let (mut out, name) = (Vec::new(), rule.name());
    for (example, place) in &rule.yes {
        let readings = read(example, rule, checker)?;
        if !readings.iter().any(|r| r.right) {
            let told: Vec<&str> = readings.iter().map(|r| r.notation.as_str()).collect();
            let told = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
            let what = format!(
                "rule `{name}` reads \"{}\" as {told}, its example says {}",
                example.text, example.is
            );
            out.push((what, *place));
        }
    }
    for (text, place) in &rule.no {
        let example = Example { text: text.clone(), is: String::new(), date: None, timeline: None };
        if let Some(r) = read(&example, rule, checker)?.iter().find(|r| r.fired) {
            let what = format!("rule `{name}` must not fire on \"{text}\", and reads {}", r.notation);
            out.push((what, *place));
        }
    }
    Ok(out)
}

/// What is wrong with the reading of a corpus's sentence, and where.
fn misread(case: &Case, checker: &Checker) -> Result<Option<(String, Span)>, Error> {
    let read = checker.extract(&case.text, Format::Plain, &dated(case.date.as_deref())?)?;
    let told: Vec<String> = read.readings.iter().map(notation::with_kind).collect();
    let same = |is: &[String]| {
        is.len() == told.len() && read.readings.iter().zip(is).all(|(r, is)| notation::is(r, is))
    };
    let list = |all: &[String]| if all.is_empty() { "nothing".to_owned() } else { all.join("; ") };
    let wrong = |told: &[String], is: &[String]| {
        (format!("\"{}\" is read as {}, the corpus says {}", case.text, list(told), list(is)), case.place)
    };
    if let Some(is) = case.is.as_ref().filter(|is| !same(is)) {
        return Ok(Some(wrong(&told, is)));
    }
    let Some(is) = &case.changes else { return Ok(None) };
    let changes = read.changes(checker.rules());
    let told: Vec<String> = changes.all().iter().map(|c| notation::change(c, &read.readings)).collect();
    Ok((told != *is).then(|| wrong(&told, is)))
}
