//! `factlint baseline write|prune`: what is passed over from now on.

use std::fs;
use std::path::{Path, PathBuf};

use factlint::report::baseline::Baseline;
use factlint::{Error, ErrorKind};

use crate::output::Output;
use crate::{args, check};

/// The baseline of that file.
///
/// # Errors
///
/// A file that cannot be read or is no baseline.
pub(crate) fn read(path: &Path) -> Result<Baseline, Error> {
    Baseline::parse(path, &text(path)?)
}

/// What it says.
///
/// # Errors
///
/// A file that cannot be read.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|e| Error::io(path, &e))
}

pub(crate) fn run(args: &args::Baseline, all: &args::Args) -> Result<u8, Error> {
    let (command, check) = match &args.command {
        args::BaselineCommand::Write(check) => ("write", check),
        args::BaselineCommand::Prune(check) => ("prune", check),
    };
    if check.judged.reading.jsonl {
        return Err(Error::new(ErrorKind::Usage, "a stream has no baseline"));
    }
    if check.watch {
        return Err(Error::new(ErrorKind::Usage, "a baseline is written once").hint("leave out --watch"));
    }
    let (mut run, file, fail_on) = check::checked(&check.judged, all)?;
    let named = file.is_some();
    let file = file.unwrap_or_else(|| PathBuf::from("factlint-baseline.json"));
    let baseline = if command == "write" {
        Baseline::of(&run.files, fail_on)
    } else {
        let mut before = read(&file)?;
        run.files.iter_mut().for_each(|f| before.apply(f));
        // What could not be read today may be read tomorrow; what is not there any more cannot.
        let checked = |path: &str| run.files.iter().any(|f| f.path == path) || !Path::new(path).exists();
        before.pruned(checked)
    };
    Output::new(Some(&file), all.color).write(|out| out.write_all(baseline.text().as_bytes()))?;
    if all.quiet == 0 {
        anstream::eprintln!(
            "{} in {}",
            factlint::report::summary::counted(baseline.len(), "finding"),
            factlint::report::clean::inline(&file.display().to_string())
        );
        if !named {
            anstream::eprintln!(
                "now: factlint check --baseline {0}, or baseline = \"{0}\" in factlint.toml",
                file.display()
            );
        }
    }
    Ok(if run.errors.is_empty() { 0 } else { 2 })
}
