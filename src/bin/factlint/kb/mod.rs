//! `factlint kb`: the reference facts, looked at, tried, laid out, added to.

pub(crate) mod add;
pub(crate) mod args;
mod fmt;
mod import;
mod list;

use std::path::PathBuf;

use factlint::checker::Checker;
use factlint::kb::lint::Level;
use factlint::kb::{self, Base};
use factlint::report::clean;
use factlint::report::summary::counted;
use factlint::rules::Rules;
use factlint::value::Date;
use factlint::{Error, ErrorKind};

use self::args::{Kb, KbCommand};
use self::list::at;
use crate::output::Output;
use crate::{args as all_args, complain, settings};

pub(crate) fn run(args: &Kb, all: &all_args::Args) -> Result<u8, Error> {
    let output = Output::new(None, all.color);
    if matches!(args.command, KbCommand::Schema) {
        let schema = kb::json_schema();
        return output.write(|out| writeln!(out, "{schema:#}")).map(|()| 0);
    }
    let claims = settings::claims(&all_args::Base { claims: args.claims.clone(), as_of: None })?;
    let quiet = all.quiet > 0;
    match &args.command {
        KbCommand::Add(add) => return add::run(add, &claims, &settings::rules(&args.rules)?, &output, quiet),
        KbCommand::Import(import) => {
            return import::run(import, &claims, &settings::rules(&args.rules)?, &output, quiet);
        }
        _ if claims.is_empty() => {
            let e = Error::new(ErrorKind::Usage, "there is no folder `claims` here");
            return Err(e.hint("name one with --claims"));
        }
        KbCommand::Fmt { check } => return fmt::run(&claims, *check, &output, quiet),
        _ => {}
    }
    let rules = settings::rules(&args.rules)?;
    let (base, broken) = load(&claims, &rules);
    match &args.command {
        KbCommand::List { words, format } => {
            output.write(|out| list::list(&base, words, *format, out)).map(|()| broken)
        }
        KbCommand::Show { id } => list::show(&base, id, &output).map(|()| broken),
        KbCommand::Test => {
            let checker = Checker::new(rules).with_base(base);
            test(&checker, &output, quiet).map(|code| code.max(broken))
        }
        KbCommand::Lint { date } => {
            let today = date.as_deref().map(|d| settings::date(d, "--date")).transpose()?;
            lint(&base, today.map(|t| t.date()), &output, quiet).map(|code| code.max(broken))
        }
        KbCommand::Schema | KbCommand::Add(_) | KbCommand::Import(_) | KbCommand::Fmt { .. } => Ok(broken),
    }
}

/// The base, and the exit code that its mistakes ask for; they are told.
fn load(claims: &[PathBuf], rules: &Rules) -> (Base, u8) {
    let (base, errors) = kb::load(claims, rules);
    complain(&errors);
    (base, if errors.is_empty() { 0 } else { 2 })
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
