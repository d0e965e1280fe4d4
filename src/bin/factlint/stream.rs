//! The streaming doorway: one record a line in, one result a line out.
//!
//! Memory does not grow with the stream, order is kept whatever the number of threads, nothing is
//! held back while the next line is waited for, and a bad line costs itself only.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::Range;
use std::path::PathBuf;

use factlint::checker::Checker;
use factlint::mention::{Context, Prefer, Timeline};
use factlint::report::{FailOn, encode, record};
use factlint::text::Format;
use factlint::{Error, ErrorKind};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::output::Output;
use crate::settings::{self, Reading};

/// What is asked of each record.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Task {
    /// `{"id", "mentions"}`
    Extract,
    /// `{"id", "findings"}`
    Check,
}

/// What became of a stream.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Records answered, bad ones too.
    pub(crate) records: usize,
    /// Lines that were no records.
    pub(crate) bad: usize,
    /// Findings that fail the run.
    pub(crate) failing: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.records += other.records;
        self.bad += other.bad;
        self.failing += other.failing;
    }
}

/// One line of a stream. Other keys pass unread, so that archives need no sieve.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    date: Option<Word<'a>>,
    #[serde(borrow, default)]
    locale: Option<Word<'a>>,
    #[serde(borrow, default)]
    prefer: Option<Word<'a>>,
    #[serde(borrow, default)]
    timeline: Option<Word<'a>>,
    #[serde(borrow, default)]
    about: Option<Word<'a>>,
    #[serde(borrow, default)]
    format: Option<Word<'a>>,
}

/// A string that is borrowed where it has no escapes (serde borrows no `Option<Cow>` by itself).
#[derive(Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// All that is left to say of a line that is no record: whose it was.
#[derive(Deserialize)]
struct Id<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
}

/// The stream's fixed side.
pub(crate) struct Stream<'a> {
    pub(crate) checker: &'a Checker,
    pub(crate) reading: &'a Reading,
    pub(crate) task: Task,
    /// From where on a finding fails the run.
    pub(crate) fail_on: FailOn,
}

/// Bytes of lines that are worked on at once.
const BATCH: usize = 4 << 20;

impl Stream<'_> {
    /// Answers every line of `input` on `output`.
    ///
    /// # Errors
    ///
    /// When `input` cannot be read or `output` not be written.
    pub(crate) fn run(
        &self,
        input: &mut impl BufReadMore,
        output: &mut impl Write,
    ) -> std::io::Result<Tally> {
        if self.reading.jobs == 1 { self.alone(input, output) } else { self.together(input, output) }
    }

    fn alone(&self, input: &mut impl BufReadMore, output: &mut impl Write) -> std::io::Result<Tally> {
        let mut tally = Tally::default();
        let (mut line, mut out) = (Vec::new(), Vec::new());
        for number in 1.. {
            if !self.line(input, &mut line)? {
                break;
            }
            self.answer(number, &line, &mut out, &mut tally);
            line.clear();
            // Whoever waits for answers gets them before the next line is waited for.
            if out.len() >= BATCH / 8 || !input.has_line() {
                output.write_all(&out)?;
                output.flush()?;
                out.clear();
            }
        }
        output.write_all(&out)?;
        output.flush()?;
        Ok(tally)
    }

    fn together(&self, input: &mut impl BufReadMore, output: &mut impl Write) -> std::io::Result<Tally> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.reading.jobs)
            .build()
            .map_err(std::io::Error::other)?;
        let mut tally = Tally::default();
        let (mut text, mut lines) = (Vec::new(), Vec::<Range<usize>>::new());
        let (mut more, mut done) = (true, 0);
        while more {
            text.clear();
            lines.clear();
            loop {
                let start = text.len();
                more = self.line(input, &mut text)?;
                if !more {
                    break;
                }
                lines.push(start..text.len());
                if text.len() >= BATCH || !input.has_line() {
                    break;
                }
            }
            // A few lines at a time: small enough to share out evenly, large enough to be worth it.
            let share = lines.len().div_ceil(self.reading.jobs * 8).max(1);
            let shares: Vec<(usize, &[Range<usize>])> = lines.chunks(share).enumerate().collect();
            let answers: Vec<(Vec<u8>, Tally)> = pool.install(|| {
                let work = |(nth, lines): &(usize, &[Range<usize>])| {
                    let (mut out, mut tally) = (Vec::new(), Tally::default());
                    for (i, line) in lines.iter().enumerate() {
                        self.answer(done + nth * share + i + 1, &text[line.clone()], &mut out, &mut tally);
                    }
                    (out, tally)
                };
                shares.par_iter().map(work).collect()
            });
            for (out, part) in &answers {
                output.write_all(out)?;
                tally.add(*part);
            }
            done += lines.len();
            output.flush()?;
        }
        Ok(tally)
    }

    /// Appends the next line to `line`, without its end. One that is too long is cut there, and so
    /// will be no JSON. `false` at the end of the stream.
    fn line(&self, input: &mut impl BufReadMore, line: &mut Vec<u8>) -> std::io::Result<bool> {
        let start = line.len();
        let limit = self.reading.largest.saturating_add(1);
        while ((line.len() - start) as u64) < limit {
            let read = match input.fill_buf() {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            let room = usize::try_from(limit).unwrap_or(usize::MAX) - (line.len() - start);
            let read = &read[..read.len().min(room)];
            let end = memchr::memchr(b'\n', read).map(|i| i + 1);
            let taken = end.unwrap_or(read.len());
            line.extend_from_slice(&read[..taken]);
            input.consume(taken);
            if end.is_some() || taken == 0 {
                break;
            }
        }
        if line.len() == start {
            return Ok(false);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if (line.len() - start) as u64 >= limit {
            input.skip_until(b'\n')?;
        }
        Ok(true)
    }

    /// Writes the answer to line `number` (from 1); none to a blank one.
    fn answer(&self, number: usize, line: &[u8], out: &mut Vec<u8>, tally: &mut Tally) {
        if line.trim_ascii().is_empty() {
            return;
        }
        tally.records += 1;
        let start = out.len();
        if let Err(e) = guarded(|| self.record(line, out, tally)) {
            tally.bad += 1;
            out.truncate(start);
            let id = serde_json::from_slice::<Id<'_>>(line).map_or("null", |r| r.id.get());
            out.extend_from_slice(b"{\"id\":");
            encode::json(out, id);
            out.extend_from_slice(b",\"error\":");
            encode::string(out, &in_one_line(number, &e));
            out.push(b'}');
        }
        out.push(b'\n');
    }

    fn record(&self, line: &[u8], out: &mut Vec<u8>, tally: &mut Tally) -> Result<(), Error> {
        if line.len() as u64 > self.reading.largest {
            let limit = self.reading.largest;
            return Err(Error::new(ErrorKind::TooLarge, format!("the line is longer than {limit} bytes"))
                .hint("raise --max-file-size"));
        }
        let record: Record<'_> = serde_json::from_slice(line).map_err(|e| {
            let (words, column) = (e.to_string(), e.column());
            let what = words.split(" at line ").next().unwrap_or_default();
            Error::new(ErrorKind::Syntax, format!("no record: {what} (column {column})"))
                .hint("write {\"id\": \"1\", \"text\": \"...\"} on one line")
        })?;
        let (context, format) = self.settings(&record)?;
        out.extend_from_slice(b"{\"id\":");
        encode::json(out, record.id.get());
        match self.task {
            Task::Extract => {
                let read = self.checker.extract(&record.text, format, &context)?;
                out.extend_from_slice(b",\"mentions\":");
                let rules = self.checker.rules();
                let changes = read.changes(rules);
                record::mentions(out, &read.document, &read.tokens, &read.readings, &changes, rules);
            }
            Task::Check => {
                let name = record.id.get().trim_matches('"');
                let checked = self.checker.check(name, &record.text, format, &context)?;
                tally.failing += checked.findings.iter().filter(|f| f.fails(self.fail_on)).count();
                out.extend_from_slice(b",\"findings\":");
                record::findings(out, None, &checked.source, &checked.findings);
            }
        }
        out.push(b'}');
        Ok(())
    }

    /// The record's own keys over the flags.
    fn settings(&self, record: &Record<'_>) -> Result<(Context, Format), Error> {
        let mut context = self.reading.context.clone();
        if let Some(Word(d)) = &record.date {
            context.date = Some(settings::date(d, "`date`")?);
        }
        if let Some(Word(l)) = &record.locale {
            let bad = |e: String| Error::new(ErrorKind::Value, format!("`locale`: {e}"));
            context.locale = Some(l.parse().map_err(bad)?);
        }
        if let Some(Word(p)) = &record.prefer {
            context.prefer = Some(one_of("prefer", p, [("past", Prefer::Past), ("future", Prefer::Future)])?);
        }
        if let Some(Word(t)) = &record.timeline {
            let lines = [("news", Timeline::News), ("narrative", Timeline::Narrative)];
            context.timeline = Some(one_of("timeline", t, lines)?);
        }
        if let Some(Word(a)) = &record.about {
            context.about = Some(a.clone().into_owned());
        }
        let format = match &record.format {
            None => Format::Plain,
            Some(Word(f)) => one_of(
                "format",
                f,
                [("plain", Format::Plain), ("markdown", Format::Markdown), ("html", Format::Html)],
            )?,
        };
        Ok((context, format))
    }
}

fn in_one_line(number: usize, e: &Error) -> String {
    let help = e.help().map_or(String::new(), |h| format!("; {h}"));
    format!("line {number}: {}{help}", e.message())
}

fn one_of<T: Copy, const N: usize>(key: &str, typed: &str, known: [(&str, T); N]) -> Result<T, Error> {
    known.iter().find(|(name, _)| *name == typed).map(|(_, v)| *v).ok_or_else(|| {
        let names = known.map(|(name, _)| name).join(", ");
        Error::new(ErrorKind::Value, format!("`{key}`: `{typed}` is not known"))
            .hint(format!("one of {names}"))
    })
}

/// A buffered reader that can tell whether a line is at hand without waiting for one.
pub(crate) trait BufReadMore: BufRead {
    /// Whether a whole line lies in the buffer.
    fn has_line(&self) -> bool;
}

impl<R: Read> BufReadMore for std::io::BufReader<R> {
    fn has_line(&self) -> bool {
        memchr::memchr(b'\n', self.buffer()).is_some()
    }
}

/// Does `work`, of which a breakdown (a defect of ours) becomes an error like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // What `work` was building is thrown away with it.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Error::new(ErrorKind::Internal, "factlint itself broke down on this text")
            .hint("please report it, with the text if you can"))
    })
}

/// Streams each of `paths` in turn, standard input for `-` or none at all; says at the end how many
/// lines were bad.
///
/// # Errors
///
/// A file that cannot be read, an output that cannot be written.
pub(crate) fn paths(stream: &Stream<'_>, paths: &[PathBuf], output: &Output) -> Result<Tally, Error> {
    let stdin = [PathBuf::from("-")];
    let mut tally = Tally::default();
    let mut broken = Ok(());
    output.write(|mut out| {
        for path in if paths.is_empty() { &stdin[..] } else { paths } {
            let done = if path.as_os_str() == "-" {
                stream.run(&mut BufReader::with_capacity(1 << 20, std::io::stdin().lock()), &mut out)
            } else {
                match std::fs::File::open(path) {
                    Ok(file) => stream.run(&mut BufReader::with_capacity(1 << 20, file), &mut out),
                    Err(e) => {
                        broken = Err(Error::io(path, &e));
                        continue;
                    }
                }
            };
            tally.add(done?);
        }
        Ok(())
    })?;
    if tally.bad > 0 {
        let (bad, all) = (tally.bad, tally.records);
        anstream::eprintln!("error: {bad} of {all} lines could not be read; their answers say why");
    }
    broken.map(|()| tally)
}
