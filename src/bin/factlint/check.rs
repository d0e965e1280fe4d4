//! `factlint check`: judges drafts against the reference facts.

use std::time::Instant;

use factlint::checker::Checker;
use factlint::report::{self, Checked, FailOn, Options, Run, Show};
use factlint::{Error, ErrorKind};

use crate::input::{self, Draft};
use crate::output::Output;
use crate::settings::{self, Reading};
use crate::stream::{Stream, Task};
use crate::{args, complain, stream};

pub(crate) fn run(args: &args::Check, all: &args::Args) -> Result<u8, Error> {
    let start = Instant::now();
    let output = Output::new(args.report.output.as_deref(), all.color);
    let reading = Reading::new(&args.reading.context, args.reading.jobs)?;
    let fail_on = match args.fail_on {
        args::FailOn::Conflicting => FailOn::Conflicting,
        args::FailOn::Warning => FailOn::Warning,
        args::FailOn::Unknown => FailOn::Unknown,
    };
    let (checker, mut errors) = settings::checker(&args.reading.context, &args.base)?;

    if args.reading.jsonl {
        complain(&errors);
        let stream = Stream { checker: &checker, reading: &reading, task: Task::Check, fail_on };
        let tally = stream::paths(&stream, &args.reading.paths, &output)?;
        return Ok(code(tally.bad + errors.len(), tally.failing, args.exit_zero));
    }

    let claims = settings::claims(&args.base);
    let (drafts, missing) = input::find(&args.reading.paths, args.reading.stdin_filename.as_deref(), &claims);
    errors.extend(missing);
    let mut files = Vec::new();
    for (draft, checked) in drafts.iter().zip(each(&drafts, reading.jobs, |d| one(d, &checker, &reading))) {
        if all.verbose > 0 {
            anstream::eprintln!("read {}", report::clean::inline(&draft.shown));
        }
        match checked {
            Ok(checked) => files.push(checked),
            Err(e) => errors.push(e),
        }
    }
    complain(&errors);
    let options = Options {
        show: args.show.map(|s| match s {
            args::Show::Conflicting => Show::Conflicting,
            args::Show::Unknown => Show::Unknown,
            args::Show::All => Show::All,
        }),
        fail_on,
        color: output.color,
        width: output.width,
        quiet: all.quiet > 0,
    };
    let run = Run { files, errors, facts: checker.base().len(), seconds: start.elapsed().as_secs_f64() };
    let format = report::format(&args.format)
        .map_err(|_| Error::new(ErrorKind::Usage, format!("no format `{}`", args.format)))?;
    if all.quiet < 2 || args.report.output.is_some() {
        output.write(|out| format.render(&run, &options, out))?;
    }
    let failing = run.files.iter().flat_map(|f| &f.findings).filter(|f| f.fails(fail_on)).count();
    Ok(code(run.errors.len(), failing, args.exit_zero))
}

fn one(draft: &Draft, checker: &Checker, reading: &Reading) -> Result<Checked, Error> {
    let source = draft.read(reading.largest)?;
    checker.check(&draft.shown, &source, draft.format, &reading.context)
}

/// 2 wins over 1; `--exit-zero` forgives findings, never errors.
fn code(errors: usize, failing: usize, exit_zero: bool) -> u8 {
    match () {
        () if errors > 0 => 2,
        () if failing > 0 && !exit_zero => 1,
        () => 0,
    }
}

/// `work` done on every draft by `jobs` threads, in the order of the drafts. A draft on which it
/// breaks down costs itself only.
pub(crate) fn each<T: Send>(
    drafts: &[Draft],
    jobs: usize,
    work: impl Fn(&Draft) -> Result<T, Error> + Sync,
) -> Vec<Result<T, Error>> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    let work = |d: &Draft| stream::guarded(|| work(d)).map_err(|e| e.in_file(d.shown.as_ref()));
    let pool = (jobs > 1 && drafts.len() > 1)
        .then(|| rayon::ThreadPoolBuilder::new().num_threads(jobs.min(drafts.len())).build().ok());
    match pool.flatten() {
        Some(pool) => pool.install(|| drafts.par_iter().map(work).collect()),
        None => drafts.iter().map(work).collect(),
    }
}
