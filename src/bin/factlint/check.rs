//! `factlint check`: judges drafts against the reference facts.

use factlint::Error;
use factlint::verdict::Severity;

use crate::args;
use crate::settings::{self, Reading};
use crate::stream::{self, Stream, Task};

pub(crate) fn run(args: &args::Check) -> Result<u8, Error> {
    let reading = Reading::new(&args.reading)?;
    let checker = settings::reader(&args.reading)?;
    let fails = |f: &factlint::report::Finding| f.severity == Severity::Error;
    let stream = Stream { checker: &checker, reading: &reading, task: Task::Check, fails: &fails };
    let tally = stream::paths(&stream, &args.reading.paths)?;
    Ok(match () {
        () if tally.bad > 0 => 2,
        () if tally.failing > 0 && !args.exit_zero => 1,
        () => 0,
    })
}
