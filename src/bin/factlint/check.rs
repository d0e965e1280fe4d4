//! `factlint check`: judges drafts against the reference facts.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use factlint::report::baseline::Baseline;
use factlint::report::{self, Checked, FailOn, Format, Options, Run, Show, Template, Weight};
use factlint::{Error, ErrorKind};

use crate::cache::Cache;
use crate::changed::Changed;
use crate::config::Config;
use crate::input::{self, Draft};
use crate::output::Output;
use crate::progress::Progress;
use crate::project::Project;
use crate::settings::Reading;
use crate::stream::{Stream, Task};
use crate::watch::{self, Kept};
use crate::{args, baseline, complain, ignore, stream, warn};

pub(crate) fn run(args: &args::Check, all: &args::Args) -> Result<u8, Error> {
    if args.watch {
        return watch::run(args, all);
    }
    let mut desk = Desk::new(args, all)?;
    if args.judged.reading.jsonl {
        return desk.stream();
    }
    if args.show_files || args.show_settings {
        return desk.show();
    }
    desk.round(&Kept::default())
}

/// All that the arguments and the configuration say of a run.
pub(crate) struct Desk<'a> {
    args: &'a args::Check,
    all: &'a args::Args,
    pub(crate) project: Project<'a>,
    here: Arc<Config>,
    reading: Reading,
    fail_on: FailOn,
    reports: Vec<Report>,
    template: Option<Template>,
    output: Output,
    /// When reading began.
    began: SystemTime,
}

impl<'a> Desk<'a> {
    /// # Errors
    ///
    /// Arguments, a configuration or a template that cannot be read.
    pub(crate) fn new(args: &'a args::Check, all: &'a args::Args) -> Result<Self, Error> {
        let began = SystemTime::now();
        let output = Output::new(args.report.output.as_deref(), all.color);
        let mut project = Project::new(&args.judged.reading.context, Some(&args.judged.base))?;
        let here = project.here()?;
        Ok(Self {
            reading: Reading::new(&args.judged.reading.context, &here, args.judged.reading.jobs)?,
            fail_on: fail_on(&args.judged, &here),
            reports: reports(args, &here)?,
            template: args.template.as_deref().map(template).transpose()?,
            args,
            all,
            project,
            here,
            output,
            began,
        })
    }

    /// Where the baseline lies, if there is to be one.
    pub(crate) fn baseline(&self) -> Option<PathBuf> {
        baseline_of(&self.args.judged, &self.here)
    }

    /// Answers the lines of `--jsonl`.
    fn stream(mut self) -> Result<u8, Error> {
        let site = self.project.site(Path::new("."))?;
        let mut reading = self.reading.falling_back(&self.here);
        reading.context.as_of = self.project.sites()[site].as_of;
        complain(&self.project.errors);
        let checker = &self.project.sites()[site].checker;
        let stream = Stream { checker, reading: &reading, task: Task::Check, fail_on: self.fail_on };
        let tally = stream::paths(&stream, &self.args.judged.reading.paths, &self.output)?;
        Ok(code(tally.bad + self.project.errors.len(), tally.failing, self.args.exit_zero))
    }

    /// Lists the drafts, or what holds for each.
    fn show(mut self) -> Result<u8, Error> {
        let (placed, errors) = placed(&mut self.project, &self.here, &self.args.judged)?;
        complain(&errors);
        self.output.write(|out| match self.args.show_settings {
            true => show_settings(&self.project, &placed, self.args, out),
            false => placed.iter().try_for_each(|(d, _)| writeln!(out, "{}", report::clean::path(&d.shown))),
        })?;
        Ok(code(errors.len(), 0, self.args.exit_zero))
    }

    /// Judges the drafts, but for what is `kept` of a round before, and reports.
    pub(crate) fn round(&mut self, kept: &Kept) -> Result<u8, Error> {
        let start = Instant::now();
        let (args, all) = (self.args, self.all);
        let (placed, errors) = placed(&mut self.project, &self.here, &args.judged)?;
        let baseline = self.baseline().map(|file| Ok((baseline::text(&file)?, file))).transpose()?;
        let cache = self.cache(&errors, baseline.as_ref().map(|(text, _)| text.as_str()));
        let before = Before { kept: Some(kept), cache: cache.as_ref() };
        let mut run = judged(&self.project, &placed, errors, &self.reading, &args.judged, all, &before)?;
        if let Some((text, file)) = &baseline {
            let mut baseline = Baseline::parse(file, text)?;
            run.files.iter_mut().for_each(|f| baseline.apply(f));
        }
        if let Some((folder, cache)) = self.cache_dir().zip(cache) {
            cache.keep(&run.files).unwrap_or_else(|e| warn([&Error::io(folder, &e)]));
        }
        if let Some(reason) = &args.add_ignore {
            return ignore::add(&run, &placed, reason, self.fail_on, all);
        }
        warn(run.files.iter().flat_map(|f| &f.warnings));
        run.seconds = start.elapsed().as_secs_f64();
        self.report(&run)?;
        let failing = run.files.iter().map(|f| f.failing(self.fail_on)).sum();
        let code = code(run.errors.len(), failing, args.exit_zero);
        if args.watch && args.judged.diff_base.is_none() {
            kept.keep(run.files);
        }
        Ok(code)
    }

    /// Where the results are kept, if they are to be.
    fn cache_dir(&self) -> Option<&Path> {
        let said = self.args.cache_dir.as_deref().or(self.here.cache_dir.as_deref());
        said.filter(|_| !self.args.no_cache)
    }

    /// What earlier runs have found; `None` where nothing is to be kept, or all of a draft is needed.
    fn cache(&self, errors: &[Error], baseline: Option<&str>) -> Option<Cache> {
        let (args, options) = (self.args, self.options());
        let folder = self.cache_dir()?;
        let whole = args.watch || args.add_ignore.is_some() || args.judged.diff_base.is_some();
        if whole
            || self.template.is_some()
            || !errors.is_empty()
            || self.reports.iter().any(|(f, _)| f.shows_text())
        {
            return None;
        }
        let tells = |w: Weight| self.reports.iter().any(|(format, _)| options.shows(*format, w));
        Some(Cache::open(folder, self.project.sites(), baseline, self.began, tells))
    }

    fn options(&self) -> Options {
        let output = &self.output;
        Options {
            show: show(self.args.show, &self.here),
            fail_on: self.fail_on,
            color: output.color,
            width: output.width,
            quiet: self.all.quiet > 0,
            links: output.links,
            review: self.here.review.clone(),
        }
    }

    fn report(&self, run: &Run) -> Result<(), Error> {
        let (output, quiet, options) = (&self.output, self.all.quiet, self.options());
        for (i, (format, file)) in self.reports.iter().enumerate() {
            match file {
                Some(file) => {
                    let plain = Options { color: false, width: None, links: false, ..options.clone() };
                    Output::new(Some(file), self.all.color).write(|out| format.render(run, &plain, out))?;
                }
                None if i == 0 && (quiet < 2 || self.args.report.output.is_some()) => match &self.template {
                    Some(template) => {
                        let text = template.render(run, &options)?;
                        output.write(|out| out.write_all(text.as_bytes()))?;
                    }
                    None => output.write(|out| format.render(run, &options, out))?,
                },
                None => {}
            }
        }
        Ok(())
    }
}

/// A run for `factlint baseline`: the drafts judged, where the baseline lies, and from where on a finding fails.
pub(crate) fn checked(
    args: &args::Judged,
    all: &args::Args,
) -> Result<(Run, Option<PathBuf>, FailOn), Error> {
    let mut project = Project::new(&args.reading.context, Some(&args.base))?;
    let here = project.here()?;
    let reading = Reading::new(&args.reading.context, &here, args.reading.jobs)?;
    let (placed, errors) = placed(&mut project, &here, args)?;
    let run = judged(&project, &placed, errors, &reading, args, all, &Before::default())?;
    Ok((run, baseline_of(args, &here), fail_on(args, &here)))
}

/// Where the baseline lies, if there is to be one.
pub(crate) fn baseline_of(args: &args::Judged, here: &Config) -> Option<PathBuf> {
    args.baseline.clone().or_else(|| here.baseline.clone())
}

/// Drafts with the numbers of their sites.
pub(crate) type Placed = Vec<(Draft, usize)>;

/// The drafts of the run, and what could not be read.
pub(crate) fn placed(
    project: &mut Project<'_>,
    here: &Config,
    args: &args::Judged,
) -> Result<(Placed, Vec<Error>), Error> {
    let claims = project.claims(here);
    let stdin = args.reading.stdin_filename.as_deref();
    let (drafts, mut errors) = input::find(&args.reading.paths, stdin, &claims, &project.sieve()?);
    let placed = project.place(drafts, &mut errors);
    errors.extend(project.errors.iter().cloned());
    Ok((placed, errors))
}

/// What was judged before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before<'a> {
    /// In this process.
    kept: Option<&'a Kept>,
    /// In another one.
    cache: Option<&'a Cache>,
}

/// Judges the drafts, but for those that were judged `before`; what cannot be read is told and is among the run's errors.
pub(crate) fn judged(
    project: &Project<'_>,
    placed: &[(Draft, usize)],
    mut errors: Vec<Error>,
    reading: &Reading,
    args: &args::Judged,
    all: &args::Args,
    before: &Before<'_>,
) -> Result<Run, Error> {
    let changed = args.diff_base.as_deref().map(Changed::since).transpose()?;
    let mut files = Vec::new();
    let results = each(placed, reading.jobs, all, |(draft, site)| {
        let start = Instant::now();
        match before.kept.and_then(|kept| kept.take(&draft.shown)) {
            Some(checked) => Ok((checked, None)),
            None => {
                let (checked, read) = one(draft, *site, project, reading, &args.codes, before.cache)?;
                Ok((checked, read.then(|| start.elapsed())))
            }
        }
    });
    for ((draft, _), checked) in placed.iter().zip(results) {
        match checked {
            Ok((mut checked, took)) => {
                if let Some(took) = took.filter(|_| all.verbose > 0) {
                    let shown = report::clean::inline(&draft.shown);
                    anstream::eprintln!("read {shown} in {:.3} s", took.as_secs_f64());
                }
                if let Some(changed) = &changed {
                    changed.keep(&mut checked);
                }
                files.push(checked);
            }
            Err(e) => errors.push(e),
        }
    }
    complain(&errors);
    let facts = project.sites().iter().map(|s| s.checker.base().len()).sum();
    Ok(Run { files, errors, facts, seconds: 0.0 })
}

/// A draft, and whether it was judged now.
fn one(
    draft: &Draft,
    number: usize,
    project: &Project<'_>,
    reading: &Reading,
    codes: &args::Codes,
    cache: Option<&Cache>,
) -> Result<(Checked, bool), Error> {
    let site = &project.sites()[number];
    let levels = site.levels(draft, codes)?;
    let bytes = draft.bytes(reading.largest)?;
    let mut context = site.context(draft, &reading.context);
    context.unchecked = levels.off();
    if let Some(known) = cache.and_then(|c| c.find(number, draft, &bytes, &context, &levels)) {
        return Ok((known, false));
    }
    let source = draft.source(bytes, reading.largest)?;
    let mut checked = site.checker.check_document(&draft.shown, source.document(), &context)?;
    levels.apply(&mut checked.findings);
    Ok((checked, true))
}

fn template(file: &Path) -> Result<Template, Error> {
    let text = std::fs::read_to_string(file).map_err(|e| Error::io(file, &e))?;
    Template::new(file, text)
}

/// A format and the file that it goes to; `None` is the main output.
type Report = (&'static dyn Format, Option<PathBuf>);

/// The reports that are asked for: the main one first.
fn reports(args: &args::Check, here: &Config) -> Result<Vec<Report>, Error> {
    let name = args.format.as_deref().or(here.format.as_deref());
    let named = |name: &str| {
        report::format(name).map_err(|near| {
            let e = Error::new(ErrorKind::Usage, format!("no format `{name}`"));
            match near {
                Some(near) => e.hint(format!("did you mean `{near}`?")),
                None => e.hint("`factlint check --help` lists them"),
            }
        })
    };
    let name = name.unwrap_or(report::FORMATS[0].name());
    let main = match args.statistics {
        true => report::statistics(name).map_err(|have| {
            let e = Error::new(ErrorKind::Usage, format!("--statistics: `{name}` has none"));
            e.hint(format!("use {have}"))
        })?,
        false => named(name)?,
    };
    let mut reports = vec![(main, None)];
    for typed in &args.reports {
        let Some((name, file)) = typed.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            let e = Error::new(ErrorKind::Usage, format!("--report: `{typed}` names no file"));
            return Err(e.hint("write it as FORMAT=FILE: sarif=factlint.sarif"));
        };
        reports.push((named(name)?, Some(PathBuf::from(file))));
    }
    Ok(reports)
}

pub(crate) fn fail_on(args: &args::Judged, here: &Config) -> FailOn {
    match (args.fail_on, here.fail_on.as_deref()) {
        (Some(args::FailOn::Warning), _) | (None, Some("warning")) => FailOn::Warning,
        (Some(args::FailOn::Unknown), _) | (None, Some("unknown")) => FailOn::Unknown,
        _ => FailOn::Conflicting,
    }
}

/// Which findings are shown, where flag or configuration say so.
pub(crate) fn show(flag: Option<args::Show>, here: &Config) -> Option<Show> {
    match (flag, here.show.as_deref()) {
        (Some(args::Show::Conflicting), _) | (None, Some("conflicting")) => Some(Show::Conflicting),
        (Some(args::Show::Unknown), _) | (None, Some("unknown")) => Some(Show::Unknown),
        (Some(args::Show::All), _) | (None, Some("all")) => Some(Show::All),
        _ => None,
    }
}

/// What holds for each draft, drafts of the same settings together.
fn show_settings(
    project: &Project<'_>,
    placed: &[(Draft, usize)],
    args: &args::Check,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (i, site) in project.sites().iter().enumerate() {
        let config = &site.config;
        let file = config.file.as_ref().map_or("none".to_owned(), |f| f.display().to_string());
        writeln!(out, "configuration: {}", report::clean::inline(&file))?;
        for claims in &site.claims {
            writeln!(out, "  claims: {}", report::clean::inline(&claims.display().to_string()))?;
        }
        writeln!(out, "  facts: {}", site.checker.base().len())?;
        for (draft, _) in placed.iter().filter(|(_, s)| *s == i) {
            let texts = config.texts_of(draft.path());
            writeln!(out, "  {}", report::clean::path(&draft.shown))?;
            let flags = &args.judged.reading.context;
            let lines = [
                ("date", &flags.date, &texts.date),
                ("locale", &flags.locale, &texts.locale),
                ("about", &flags.about, &texts.about),
                ("prefer", &flags.prefer.map(|p| format!("{p:?}").to_lowercase()), &texts.prefer),
                ("timeline", &flags.timeline.map(|t| format!("{t:?}").to_lowercase()), &texts.timeline),
            ];
            for (name, flag, said) in lines {
                let (value, whence) = match (flag, said) {
                    (Some(v), _) => (v, "flag"),
                    (None, Some(v)) => (v, "configuration"),
                    (None, None) => continue,
                };
                writeln!(out, "    {name}: {} ({whence})", report::clean::inline(value))?;
            }
        }
    }
    Ok(())
}

/// 2 wins over 1; `--exit-zero` forgives findings, never errors.
pub(crate) fn code(errors: usize, failing: usize, exit_zero: bool) -> u8 {
    match () {
        () if errors > 0 => 2,
        () if failing > 0 && !exit_zero => 1,
        () => 0,
    }
}

/// `work` done on every draft by `jobs` threads, in the order of the drafts. A draft on which it
/// breaks down costs itself only.
pub(crate) fn each<T: Send>(
    drafts: &[(Draft, usize)],
    jobs: usize,
    all: &args::Args,
    work: impl Fn(&(Draft, usize)) -> Result<T, Error> + Sync,
) -> Vec<Result<T, Error>> {
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
    let progress = Progress::new(drafts.len(), all);
    let work = |d: &(Draft, usize)| {
        let done = stream::guarded(|| work(d)).map_err(|e| e.in_file(d.0.shown.as_ref()));
        progress.step();
        done
    };
    let pool = (jobs > 1 && drafts.len() > 1)
        .then(|| rayon::ThreadPoolBuilder::new().num_threads(jobs.min(drafts.len())).build().ok());
    match pool.flatten() {
        Some(pool) => pool.install(|| drafts.par_iter().map(work).collect()),
        None => drafts.iter().map(work).collect(),
    }
}
