//! `factlint fix`: makes the corrections that need no person, and tells why the others do.
//!
//! What is safe is the library's to say ([`correct`](factlint::report::correct)); here files are read and written.

use std::path::{Path, PathBuf};

use factlint::atomic::Change;
use factlint::checker::Corrected;
use factlint::report::{self, Checked, FailOn, Finding, Options, Run, clean, summary};
use factlint::text::Format;
use factlint::{Error, ErrorKind};

use crate::input::Draft;
use crate::output::Output;
use crate::project::Project;
use crate::settings::Reading;
use crate::{args, baseline, check, complain, review, warn};

pub(crate) fn run(args: &args::Fix, all: &args::Args) -> Result<u8, Error> {
    if args.judged.reading.jsonl {
        return Err(Error::new(ErrorKind::Usage, "a stream is not corrected").hint("name files"));
    }
    if args.interactive {
        return review::run(args, all);
    }
    let output = Output::new(None, all.color);
    let job = Job::new(&args.judged, all)?;
    let mut run = Run { facts: job.facts, ..Run::default() };
    let mut tally = Tally::default();
    let mut errors = job.errors;
    for (draft, site, file) in job.drafts {
        if let Err(e) = changeable(&draft) {
            warn([&e]);
            tally.failing += file.findings.iter().filter(|f| f.fails(job.fail_on)).count();
            continue;
        }
        let corrected = match correct(&job.project, &job.reading, &draft, site, &file) {
            Ok(corrected) => corrected,
            Err(e) => {
                complain(std::slice::from_ref(&e));
                errors.push(e);
                continue;
            }
        };
        let failing = |f: &Finding| f.fails(job.fail_on);
        let made = corrected.made();
        tally.made += made;
        tally.files += usize::from(made > 0);
        tally.failing += file.findings.iter().filter(|f| failing(f)).count();
        if args.write && made > 0 {
            if let Err(e) = write(&draft, &file.source, &corrected.text) {
                complain(std::slice::from_ref(&e));
                errors.push(e);
                continue;
            }
            tally.mended += corrected.outcomes.iter().filter(|(f, o)| o.is_ok() && failing(f)).count();
        }
        tally.left += corrected.outcomes.len() - made;
        run.files.push(shown(&file, &corrected));
        if all.quiet < 2 {
            tell(&file, &corrected, args, &output)?;
        }
    }
    if args.diff {
        let diff = report::format("diff").map_err(|_| Error::new(ErrorKind::Usage, "no format `diff`"))?;
        let options = Options { color: output.color, width: output.width, ..Options::default() };
        output.write(|out| diff.render(&run, &options, out))?;
    }
    if all.quiet == 0 {
        anstream::eprintln!("{}", tally.line(args));
    }
    Ok(check::code(errors.len(), tally.failing - tally.mended, false))
}

/// The drafts of a run, judged.
pub(crate) struct Job<'a> {
    pub(crate) project: Project<'a>,
    pub(crate) reading: Reading,
    pub(crate) drafts: Vec<(Draft, usize, Checked)>,
    pub(crate) errors: Vec<Error>,
    pub(crate) fail_on: FailOn,
    facts: usize,
    baseline: Option<PathBuf>,
}

impl<'a> Job<'a> {
    /// Reads and judges what the arguments name.
    pub(crate) fn new(args: &'a args::Judged, all: &args::Args) -> Result<Self, Error> {
        let mut project = Project::new(&args.reading.context, Some(&args.base))?;
        let here = project.here()?;
        let reading = Reading::new(&args.reading.context, &here, args.reading.jobs)?;
        let (placed, errors) = check::placed(&mut project, &here, args)?;
        let baseline = check::baseline_of(args, &here);
        let run = judged(&project, &placed, errors, &reading, args, all, baseline.as_deref())?;
        let mut files = run.files.into_iter().peekable();
        // A draft that could not be read has no file.
        let drafts = placed.into_iter().filter_map(|(draft, site)| {
            files.next_if(|f| f.path == draft.shown).map(|file| (draft, site, file))
        });
        Ok(Self {
            drafts: drafts.collect(),
            errors: run.errors,
            fail_on: check::fail_on(args, &here),
            facts: run.facts,
            baseline,
            project,
            reading,
        })
    }

    /// Reads and judges one draft again.
    pub(crate) fn judge_again(
        &mut self,
        number: usize,
        args: &args::Judged,
        all: &args::Args,
    ) -> Result<(), Error> {
        let (draft, site, _) = &self.drafts[number];
        let placed = [(draft.clone(), *site)];
        let baseline = self.baseline.as_deref();
        let mut run = judged(&self.project, &placed, Vec::new(), &self.reading, args, all, baseline)?;
        match run.files.pop() {
            Some(file) => self.drafts[number].2 = file,
            None => return Err(run.errors.remove(0)),
        }
        Ok(())
    }
}

/// The drafts judged, without what the baseline passes over.
fn judged(
    project: &Project<'_>,
    placed: &[(Draft, usize)],
    errors: Vec<Error>,
    reading: &Reading,
    args: &args::Judged,
    all: &args::Args,
    baseline: Option<&Path>,
) -> Result<Run, Error> {
    let mut run = check::judged(project, placed, errors, reading, args, all, &check::Before::default())?;
    if let Some(file) = baseline {
        let mut baseline = baseline::read(file)?;
        run.files.iter_mut().for_each(|f| baseline.apply(f));
    }
    Ok(run)
}

/// The corrections of one draft.
pub(crate) fn correct(
    project: &Project<'_>,
    reading: &Reading,
    draft: &Draft,
    site: usize,
    file: &Checked,
) -> Result<Corrected, Error> {
    let site = &project.sites()[site];
    site.checker.correct(file, draft.format, &site.context(draft, &reading.context))
}

/// Writes `new` in the place of `old`: whole or not at all, and only over what was read.
pub(crate) fn write(draft: &Draft, old: &str, new: &str) -> Result<(), Error> {
    let path = draft.file().ok_or_else(|| {
        Error::new(ErrorKind::Usage, "standard input cannot be written to").hint("show the changes: --diff")
    })?;
    let failed = |e: std::io::Error| {
        Error::new(ErrorKind::Io, format!("cannot write {}: {e}", path.display())).in_file(path)
    };
    let about = std::fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(failed(std::io::Error::other("it is no plain file")));
    }
    if about.permissions().readonly() {
        return Err(failed(std::io::Error::other("it is read-only")));
    }
    let change = Change::begin(path).map_err(failed)?;
    if std::fs::read(path).map_err(failed)? != old.as_bytes() {
        let e = failed(std::io::Error::other("somebody else has changed it"));
        return Err(e.hint("try again"));
    }
    change.commit(|out| out.write_all(new.as_bytes())).map_err(failed)
}

/// The corrections alone, as the format `diff` shows them.
fn shown(file: &Checked, corrected: &Corrected) -> Checked {
    let mut out = Checked { findings: Vec::new(), warnings: Vec::new(), ..file.clone() };
    for (f, outcome) in &corrected.outcomes {
        if let Ok(edit) = outcome {
            let mut f = f.clone();
            f.reading.extent.span = edit.span;
            f.suggestion = Some(edit.new.clone());
            out.findings.push(f);
        }
    }
    out
}

/// One line for each finding. With a diff on standard output, on standard error, and only what is left.
fn tell(file: &Checked, corrected: &Corrected, args: &args::Fix, output: &Output) -> Result<(), Error> {
    for (f, outcome) in &corrected.outcomes {
        let (line, column) = file.lines.line_column(&file.source, f.reading.extent.span.start as usize);
        let place = format!("{}:{line}:{column}", clean::path(&file.path));
        let message = clean::short(&f.message, 300);
        match outcome {
            Ok(_) if args.diff => {}
            Ok(_) => {
                let verb = if args.write { "fixed" } else { "would fix" };
                let new = clean::inline(f.suggestion.as_deref().unwrap_or_default());
                let old = clean::short(&f.text, 80);
                output.write(|out| writeln!(out, "{place}: {verb} \"{old}\" to \"{new}\": {message}"))?;
            }
            Err(why) => {
                let line = format!("{place}: not fixed: {why}: {message}");
                match args.diff {
                    true => anstream::eprintln!("{line}"),
                    false => output.write(|out| writeln!(out, "{line}"))?,
                }
            }
        }
    }
    Ok(())
}

/// What a run comes to.
#[derive(Debug, Default)]
struct Tally {
    made: usize,
    files: usize,
    left: usize,
    /// Findings that fail the run, and how many of them are no more.
    failing: usize,
    mended: usize,
}

impl Tally {
    fn line(&self, args: &args::Fix) -> String {
        let made = summary::counted(self.made, "correction");
        let files = summary::counted(self.files, "file");
        let written = match () {
            () if self.made == 0 => "",
            () if args.write => " written",
            () => "; -w writes them",
        };
        match self.left {
            0 => format!("{made} in {files}{written}"),
            left => format!("{made} in {files}{written}; {left} left to you"),
        }
    }
}

/// Says so where a draft's file is not ours to change.
pub(crate) fn changeable(draft: &Draft) -> Result<(), Error> {
    if draft.format == Format::Word {
        let what = format!("{} is a Word file", clean::inline(&draft.shown));
        return Err(Error::new(ErrorKind::Usage, what).hint("change it in Word"));
    }
    Ok(())
}
