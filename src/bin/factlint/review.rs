//! `factlint fix --interactive`: each finding is shown, and a person says what becomes of it.
//!
//! Every answer is carried out at once and the draft is read again: whatever ends the review, what was answered is done.

use std::io::{self, BufRead};
use std::path::Path;

use factlint::atomic::Change;
use factlint::kb::edit::{self, Literal};
use factlint::report::correct::{Edit, Refusal};
use factlint::report::{self, Checked, Evidence, Finding, Options, Run, clean, summary};
use factlint::{Error, ErrorKind, kb};

use crate::fix::{self, Job};
use crate::input::Draft;
use crate::output::Output;
use crate::{args, check, complain, ignore, settings};

/// What has been answered so far.
#[derive(Debug, Default)]
struct Review {
    accepted: usize,
    facts: usize,
    ignored: usize,
    /// Path and fingerprint of what was passed over: it is not asked about again.
    passed: Vec<(String, String)>,
}

/// What comes after an answer.
enum Next {
    /// The next finding of the same state.
    Go,
    /// The draft has changed: it is judged again.
    Again,
    /// A fact has changed: all is.
    Anew,
    /// The end.
    Quit,
}

pub(crate) fn run(args: &args::Fix, all: &args::Args) -> Result<u8, Error> {
    if args.judged.reading.paths.iter().any(|p| p.as_os_str() == "-") {
        let e = Error::new(ErrorKind::Usage, "the answers come from standard input, the draft cannot");
        return Err(e.hint("name files"));
    }
    let output = Output::new(None, all.color);
    let mut answers = io::stdin().lock();
    let mut review = Review::default();
    let code = loop {
        let mut job = Job::new(&args.judged, all)?;
        match review.through(&mut job, args, all, &output, &mut answers)? {
            Next::Anew => {}
            Next::Go | Next::Again | Next::Quit => {
                let files = job.drafts.iter().flat_map(|(_, _, file)| &file.findings);
                let failing = files.filter(|f| f.fails(job.fail_on)).count();
                break check::code(job.errors.len(), failing, false);
            }
        }
    };
    if all.quiet == 0 {
        anstream::eprintln!(
            "{}, {} changed, {} ignored, {} skipped",
            summary::counted(review.accepted, "correction"),
            summary::counted(review.facts, "fact"),
            review.ignored,
            review.passed.len()
        );
    }
    Ok(code)
}

impl Review {
    /// Asks about each conflict that has not been asked about.
    fn through(
        &mut self,
        job: &mut Job<'_>,
        args: &args::Fix,
        all: &args::Args,
        output: &Output,
        answers: &mut dyn BufRead,
    ) -> Result<Next, Error> {
        for number in 0..job.drafts.len() {
            loop {
                match self.draft(job, number, output, answers)? {
                    Next::Go => break,
                    Next::Again => job.judge_again(number, &args.judged, all)?,
                    next => return Ok(next),
                }
            }
        }
        Ok(Next::Go)
    }

    /// Asks about the conflicts of one draft until an answer changes something.
    fn draft(
        &mut self,
        job: &Job<'_>,
        number: usize,
        output: &Output,
        answers: &mut dyn BufRead,
    ) -> Result<Next, Error> {
        let (draft, site, file) = &job.drafts[number];
        let corrected = fix::correct(&job.project, &job.reading, draft, *site, file)?;
        for (f, outcome) in &corrected.outcomes {
            let known = (file.path.clone(), f.fingerprint.clone());
            if self.passed.contains(&known) {
                continue;
            }
            let asked = Asked { draft, file, finding: f, outcome };
            asked.show(output)?;
            match self.ask(&asked, output, answers)? {
                Next::Go => self.passed.push(known),
                next => return Ok(next),
            }
        }
        Ok(Next::Go)
    }

    /// Asks until an answer can be carried out.
    fn ask(&mut self, asked: &Asked<'_>, output: &Output, answers: &mut dyn BufRead) -> Result<Next, Error> {
        loop {
            let Some(answer) = prompt(output, answers, &asked.question())? else { return Ok(Next::Quit) };
            let done = match answer.to_lowercase().as_str() {
                "a" | "accept" => asked.accept().map(|()| self.accepted += 1),
                "f" | "fact" => match asked.fact() {
                    Err(e) => Err(e),
                    Ok(fact) => {
                        let question =
                            format!("new value of {}, now {}: ", clean::inline(&fact.fact), shown(fact));
                        match prompt(output, answers, &question)? {
                            None => return Ok(Next::Quit),
                            Some(value) => match rewrite(fact, &value) {
                                Ok(()) => {
                                    self.facts += 1;
                                    return Ok(Next::Anew);
                                }
                                Err(e) => Err(e),
                            },
                        }
                    }
                },
                "i" | "ignore" => match prompt(output, answers, "why: ")? {
                    None => return Ok(Next::Quit),
                    Some(reason) => asked.ignore(&reason).map(|()| self.ignored += 1),
                },
                "s" | "skip" => return Ok(Next::Go),
                "q" | "quit" => return Ok(Next::Quit),
                _ => {
                    output.write(|out| writeln!(out, "answer with one of the letters in brackets"))?;
                    continue;
                }
            };
            match done {
                Ok(()) => return Ok(Next::Again),
                Err(e) => complain(&[e]),
            }
        }
    }
}

/// A finding that is asked about.
struct Asked<'a> {
    draft: &'a Draft,
    file: &'a Checked,
    finding: &'a Finding,
    outcome: &'a Result<Edit, Refusal>,
}

impl Asked<'_> {
    fn show(&self, output: &Output) -> Result<(), Error> {
        let file =
            Checked { findings: vec![self.finding.clone()], warnings: Vec::new(), ..self.file.clone() };
        let run = Run { files: vec![file], ..Run::default() };
        let options = Options { color: output.color, width: output.width, quiet: true, ..Options::default() };
        output.write(|out| report::FORMATS[0].render(&run, &options, out))
    }

    fn question(&self) -> String {
        let accept = match self.outcome {
            Ok(_) => format!(
                "[a]ccept \"{}\", ",
                clean::short(self.finding.suggestion.as_deref().unwrap_or_default(), 80)
            ),
            Err(why) => format!("(not to be corrected: {why}) "),
        };
        let fact = if self.fact().is_ok() { "change the [f]act, " } else { "" };
        format!("{accept}{fact}[i]gnore with a reason, [s]kip or [q]uit? ")
    }

    fn accept(&self) -> Result<(), Error> {
        let edit = self.outcome.as_ref().map_err(|why| {
            Error::new(ErrorKind::Usage, format!("this is not corrected: {why}"))
                .hint("change the draft by hand")
        })?;
        fix::changeable(self.draft)?;
        let (old, at) = (&self.file.source, edit.span.range());
        let new = format!("{}{}{}", &old[..at.start], edit.new, &old[at.end..]);
        fix::write(self.draft, old, &new)
    }

    /// The fact, where it is one of a claims file.
    fn fact(&self) -> Result<&Evidence, Error> {
        let toml = |e: &&Evidence| Path::new(&e.path).extension().is_some_and(|x| x == "toml");
        match self.finding.evidence.as_slice() {
            [one] if toml(&one) && !one.span.is_empty() => Ok(one),
            _ => {
                let e = Error::new(ErrorKind::Usage, "there is no single value in a claims file behind this");
                Err(e.hint("change the facts by hand"))
            }
        }
    }

    fn ignore(&self, reason: &str) -> Result<(), Error> {
        let same = |f: &Finding| {
            f.code == self.finding.code && f.reading.extent.span == self.finding.reading.extent.span
        };
        let Some(number) = self.file.findings.iter().position(same) else {
            return Err(Error::new(ErrorKind::Usage, "it is ignored already"));
        };
        let remarked = ignore::one(self.draft, self.file, &[number], reason)?;
        match remarked.covered {
            0 => {
                Err(Error::new(ErrorKind::Usage, "there is no place for a comment").hint("write it by hand"))
            }
            _ => Ok(()),
        }
    }
}

/// A value as it stands in the claims file.
fn shown(fact: &Evidence) -> String {
    clean::short(&fact.value, 80).into_owned()
}

/// Asks, and reads one line; `None` at the end of the input.
fn prompt(output: &Output, answers: &mut dyn BufRead, question: &str) -> Result<Option<String>, Error> {
    output.write(|out| write!(out, "{question}"))?;
    let mut line = String::new();
    let read = answers.read_line(&mut line);
    let n = read.map_err(|e| Error::new(ErrorKind::Io, format!("cannot read the answer: {e}")))?;
    if n == 0 {
        output.write(|out| writeln!(out))?;
        return Ok(None);
    }
    Ok(Some(line.trim().to_owned()))
}

/// Writes another value of a fact to its file; comments and order stay, and the base must read as well as before.
fn rewrite(fact: &Evidence, value: &str) -> Result<(), Error> {
    if value.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "a fact has a value"));
    }
    let path = Path::new(&fact.path);
    let old = kb::read_text(path)?.to_string();
    let new = edit::replace(&old, fact.span.range(), &Literal::typed(value)).ok_or_else(|| {
        Error::new(
            ErrorKind::Value,
            format!("no value stands at {}:{}:{}", fact.path, fact.line, fact.column),
        )
        .hint("change it by hand")
    })?;
    let base = [path.to_path_buf()];
    let rules = settings::rules(&[])?;
    let (_, before) = kb::load_with(&base, None, &rules);
    let (_, after) = kb::load_with(&base, Some((path, &new)), &rules);
    let known: Vec<String> = before.iter().map(ToString::to_string).collect();
    if let Some(e) = after.into_iter().find(|e| !known.contains(&e.to_string())) {
        return Err(e);
    }
    let failed = |e: io::Error| {
        Error::new(ErrorKind::Io, format!("cannot write {}: {e}", path.display())).in_file(path)
    };
    let change = Change::begin(path).map_err(failed)?;
    if kb::read_text(path)?.as_bytes() != old.as_bytes() {
        return Err(failed(io::Error::other("somebody else has changed it")).hint("try again"));
    }
    change.commit(|out| out.write_all(new.as_bytes())).map_err(failed)
}
