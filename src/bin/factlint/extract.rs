//! `factlint extract`: every numeric and temporal claim, judged or not.

use factlint::Error;

use crate::args;
use crate::settings::{self, Reading};
use crate::stream::{self, Stream, Task};

pub(crate) fn run(args: &args::Extract) -> Result<u8, Error> {
    let reading = Reading::new(&args.reading)?;
    let checker = settings::reader(&args.reading)?;
    let stream = Stream { checker: &checker, reading: &reading, task: Task::Extract, fails: &|_| false };
    stream::paths(&stream, &args.reading.paths).map(|t| if t.bad > 0 { 2 } else { 0 })
}
