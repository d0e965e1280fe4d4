//! `factlint extract`: every numeric and temporal claim, judged or not.

use std::io::Write;

use factlint::Error;
use factlint::report::{FailOn, Options, mentions};

use crate::check::each;
use crate::output::Output;
use crate::settings::{self, Reading};
use crate::stream::{Stream, Task};
use crate::{args, complain, input, stream};

pub(crate) fn run(args: &args::Extract, all: &args::Args) -> Result<u8, Error> {
    let output = Output::new(args.report.output.as_deref(), all.color);
    let reading = Reading::new(&args.reading.context, args.reading.jobs)?;
    let checker = factlint::checker::Checker::new(settings::rules(&args.reading.context.rules)?);
    if args.reading.jsonl {
        let stream =
            Stream { checker: &checker, reading: &reading, task: Task::Extract, fail_on: FailOn::default() };
        let tally = stream::paths(&stream, &args.reading.paths, &output)?;
        return Ok(if tally.bad > 0 { 2 } else { 0 });
    }

    let (drafts, mut errors) = input::find(&args.reading.paths, args.reading.stdin_filename.as_deref(), &[]);
    let lists = each(&drafts, reading.jobs, |draft| {
        let source = draft.read(reading.largest)?;
        let read = checker.extract(&source, draft.format, &reading.context)?;
        Ok(mentions::list(&draft.shown, &read.document, &read.tokens, &read.readings, checker.rules()))
    });
    let mut files = Vec::new();
    for list in lists {
        match list {
            Ok(list) => files.push(list),
            Err(e) => errors.push(e),
        }
    }
    complain(&errors);
    let options =
        Options { color: output.color, width: output.width, quiet: all.quiet > 0, ..Options::default() };
    output.write(|out: &mut dyn Write| match args.format {
        args::ListFormat::Table => mentions::table(&files, &options, out),
        args::ListFormat::Json => mentions::json(&files, out),
        args::ListFormat::Jsonl => mentions::json_lines(&files, out),
    })?;
    Ok(if errors.is_empty() { 0 } else { 2 })
}
