//! `factlint rules list|show|test`: the rules of reading, built in and the user's own.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::report::summary::counted;
use factlint::report::{clean, notation};
use factlint::rules::catalogue::{self, Entry};
use factlint::rules::load;
use factlint::span::line_column;
use factlint::text::Format;
use factlint::{Error, ErrorKind, error};

use crate::args::{self, RulesCommand};
use crate::output::Output;
use crate::{complain, settings};

/// A rule file with its rules.
struct File {
    path: String,
    text: String,
    rules: Vec<Entry>,
}

pub(crate) fn run(args: &args::Rules, all: &args::Args) -> Result<u8, Error> {
    let files = files(&args.rules)?;
    let output = Output::new(None, all.color);
    match &args.command {
        RulesCommand::List => output.write(|out| list(&files, out)).map(|()| 0),
        RulesCommand::Show { id } => show(&files, id, &output).map(|()| 0),
        RulesCommand::Test => test(&files, &args.rules, &output, all.quiet > 0),
    }
}

/// The built-in files, then those of `folders`.
fn files(folders: &[PathBuf]) -> Result<Vec<File>, Error> {
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
    all.into_iter()
        .map(|(path, text)| {
            let rules = catalogue::entries(Path::new(&path), &text)?;
            Ok(File { path, text, rules })
        })
        .collect()
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

/// Reads every example with the rules as they are layered.
fn test(files: &[File], folders: &[PathBuf], output: &Output, quiet: bool) -> Result<u8, Error> {
    let checker = Checker::new(settings::rules(folders)?);
    let (mut rules, mut examples, mut errors) = (0, 0, Vec::new());
    for file in files {
        for rule in &file.rules {
            rules += 1;
            examples += rule.yes.len() + rule.no.len();
            let broken = broken(rule, &checker)?;
            errors.extend(broken.into_iter().map(|what| {
                Error::new(ErrorKind::Value, what)
                    .in_file(Path::new(&file.path))
                    .at(&file.text, catalogue::first_line(rule.span, &file.text))
            }));
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

/// What is wrong with a rule's examples.
fn broken(rule: &Entry, checker: &Checker) -> Result<Vec<String>, Error> {
    let (mut out, name) = (Vec::new(), rule.name());
    // What was read: its notation, whether that is what the example says, whether this rule read it.
    let read = |text: &str, date: Option<&str>| -> Result<Vec<(String, bool, bool)>, Error> {
        let date = date.map(|d| settings::date(d, "`date` of an example")).transpose()?;
        let context = Context { date, ..Context::default() };
        let read = checker.extract(text, Format::Plain, &context)?;
        let fired = |r: &factlint::resolve::Reading| {
            r.derivation.iter().any(|s| checker.rules().name(s.rule) == name)
        };
        let wanted = rule.yes.iter().find(|e| e.text == text).map_or("", |e| e.is.as_str());
        let mut out: Vec<_> = read
            .readings
            .iter()
            .map(|r| (notation::notation(r), notation::is(r, wanted), fired(r)))
            .collect();
        if rule.kind == "change" {
            out.extend(read.changes(checker.rules()).all().iter().map(|c| {
                let told = notation::change(c, &read.readings);
                (told.clone(), told == wanted, checker.rules().name(c.rule) == name)
            }));
        }
        Ok(out)
    };
    for example in &rule.yes {
        let readings = read(&example.text, example.date.as_deref())?;
        if !readings.iter().any(|(_, right, _)| *right) {
            let read: Vec<&str> = readings.iter().map(|(n, ..)| n.as_str()).collect();
            let read = if read.is_empty() { "nothing".to_owned() } else { read.join("; ") };
            out.push(format!(
                "rule `{name}` reads \"{}\" as {read}, its example says {}",
                example.text, example.is
            ));
        }
    }
    for text in &rule.no {
        if let Some((notation, ..)) = read(text, None)?.iter().find(|(.., fired)| *fired) {
            out.push(format!("rule `{name}` must not fire on \"{text}\", and reads {notation}"));
        }
    }
    Ok(out)
}
