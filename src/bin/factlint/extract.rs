//! `factlint extract`: every numeric and temporal claim, judged or not.

use factlint::Error;
use factlint::report::{FailOn, Options, mentions};

use crate::check::each;
use crate::output::Output;
use crate::project::Project;
use crate::settings::Reading;
use crate::stream::{Stream, Task};
use crate::{args, complain, input, stream};

pub(crate) fn run(args: &args::Extract, all: &args::Args) -> Result<u8, Error> {
    let output = Output::new(args.report.output.as_deref(), all.color);
    let mut project = Project::new(&args.reading.context, None)?;
    let here = project.here()?;
    let reading = Reading::new(&args.reading.context, &here, args.reading.jobs)?;
    if args.reading.jsonl {
        let reading = reading.falling_back(&here);
        let checker = &project.only()?.checker;
        let stream = Stream { checker, reading: &reading, task: Task::Extract, fail_on: FailOn::default() };
        let tally = stream::paths(&stream, &args.reading.paths, &output)?;
        return Ok(if tally.bad > 0 { 2 } else { 0 });
    }

    let stdin = args.reading.stdin_filename.as_deref();
    let (drafts, mut errors) = input::find(&args.reading.paths, stdin, &[], &project.sieve()?);
    let placed = project.place(drafts, &mut errors);
    if args.format == args::ListFormat::Table {
        let rows = each(&placed, reading.jobs, all, |(draft, site)| {
            let source = draft.read(reading.largest)?;
            let site = &project.sites()[*site];
            let context = site.context(draft, &reading.context);
            let read = site.checker.extract_document(source.document(), &context)?;
            Ok(mentions::rows(&draft.shown, &read.document, &read.readings, site.checker.rules()))
        });
        let rows = sorted_out(rows, &mut errors);
        let options =
            Options { color: output.color, width: output.width, quiet: all.quiet > 0, ..Options::default() };
        output.write(|out| mentions::table(&rows, &options, out))?;
    } else {
        let records = each(&placed, reading.jobs, all, |(draft, site)| {
            let source = draft.read(reading.largest)?;
            let site = &project.sites()[*site];
            let context = site.context(draft, &reading.context);
            let read = site.checker.extract_document(source.document(), &context)?;
            let (shown, rules) = (&draft.shown, site.checker.rules());
            let changes = read.changes(rules);
            Ok(mentions::records(shown, &read.document, &read.tokens, &read.readings, &changes, rules))
        });
        let records = sorted_out(records, &mut errors);
        output.write(|out| match args.format {
            args::ListFormat::Json => mentions::json(&records, out),
            _ => records.iter().try_for_each(|r| out.write_all(r)),
        })?;
    }
    Ok(if errors.is_empty() { 0 } else { 2 })
}

/// What was read; what was not goes to `errors`, and all of them are told.
fn sorted_out<T>(results: Vec<Result<T, Error>>, errors: &mut Vec<Error>) -> Vec<T> {
    let mut read = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(r) => read.push(r),
            Err(e) => errors.push(e),
        }
    }
    complain(errors);
    read
}
