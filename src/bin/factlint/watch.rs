//! `factlint check --watch`: checks again when a draft, a fact, a rule or the configuration has changed.
//!
//! Files are looked at and not waited for: that also holds on network drives and in containers, where changes are not
//! told of, and for files that are not there yet. The time between two looks grows with what a look costs, so that watching takes
//! a twentieth of a processor at most.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use factlint::report::summary::counted;
use factlint::report::{Checked, IgnoredBy};
use factlint::rules::load;
use factlint::{Error, ErrorKind, kb};

use crate::check::Desk;
use crate::project::Project;
use crate::{args, complain, config, input};

/// From one look to the next, at least.
const PAUSE: Duration = Duration::from_millis(200);
/// As many times what a look costs lie between two.
const SHARE: u32 = 20;
/// An editor that writes several files has done so when this long nothing more has changed ...
const SETTLED: Duration = Duration::from_millis(50);
/// The time of a file lags behind the clock by less than this.
const CLOCK: Duration = Duration::from_millis(20);
/// ... and whatever never settles is checked after so many looks.
const LOOKS: usize = 20;

/// A file as it was last seen; `None` where there is none.
type Stamp = Option<(SystemTime, u64)>;

/// Checks, and checks again after each change. Ends only by a signal, or by arguments that cannot be meant.
pub(crate) fn run(args: &args::Check, all: &args::Args) -> Result<u8, Error> {
    if args.judged.reading.paths.iter().any(|p| p.as_os_str() == "-") {
        let e = Error::new(ErrorKind::Usage, "standard input cannot be watched");
        return Err(e.hint("name files or folders"));
    }
    let mut known = Known::default();
    let mut seen = Seen::look(args, &known);
    let mut desk: Option<Desk<'_>> = None;
    let kept = Kept::default();
    loop {
        clear();
        let start = SystemTime::now();
        let begun = desk.take().map_or_else(|| Desk::new(args, all), Ok);
        let done = begun.and_then(|mut d| {
            kept.stamp(&seen.drafts);
            d.round(&kept)?;
            known = Known::of(&d);
            Ok(d)
        });
        match done {
            Ok(d) => desk = Some(d),
            Err(e) if e.kind() == ErrorKind::Usage && e.path().is_none() => return Err(e),
            Err(e) => {
                known.files.extend(e.path().map(Path::to_path_buf));
                complain(&[e]);
            }
        }
        if all.quiet == 0 {
            anstream::eprintln!("watching {}; Ctrl-C ends", counted(seen.drafts.len(), "draft"));
        }
        // What was read in this round may have named files that nobody knew before it. One that was written meanwhile may have
        // been read as it was before: it counts as changed.
        for (path, stamp) in Seen::look(args, &known).ground {
            seen.ground.entry(path).or_insert(stamp.filter(|(written, _)| *written + CLOCK < start));
        }
        let now = seen.changed(args, &known);
        if now.ground != seen.ground {
            desk = None;
            kept.forget();
        }
        seen = now;
    }
}

/// A fresh screen for each report, on a terminal.
fn clear() {
    let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    let mut out = std::io::stdout();
    if out.is_terminal() && !dumb {
        drop(out.write_all(b"\x1b[2J\x1b[H").and_then(|()| out.flush()));
    }
}

/// What a round has read beside the drafts, and where more of it may turn up.
#[derive(Debug, Default)]
struct Known {
    files: BTreeSet<PathBuf>,
    claims: Vec<PathBuf>,
    rules: Vec<PathBuf>,
}

impl Known {
    fn of(desk: &Desk<'_>) -> Self {
        let mut known = Self::default();
        known.files.extend(desk.project.errors.iter().filter_map(|e| e.path()).map(Path::to_path_buf));
        for site in desk.project.sites() {
            known.files.extend(site.config.chain.iter().cloned());
            known.files.extend(site.checker.base().files().map(Path::to_path_buf));
            known.claims.extend(site.claims.iter().cloned());
            known.rules.extend(site.config.rules.iter().flatten().cloned());
        }
        known.files.extend(desk.baseline());
        known
    }
}

/// What lies there at one moment.
#[derive(Debug, Default)]
struct Seen {
    /// The drafts, by the name that reports show.
    drafts: BTreeMap<String, Stamp>,
    /// Everything else that a report depends on.
    ground: BTreeMap<PathBuf, Stamp>,
}

impl Seen {
    /// Looks at the files that the arguments and the configuration name, and at what is `known`.
    fn look(args: &args::Check, known: &Known) -> Self {
        let (judged, context) = (&args.judged, &args.judged.reading.context);
        let mut files: BTreeSet<PathBuf> = known.files.clone();
        files.extend([&args.template, &judged.baseline, &context.config].into_iter().flatten().cloned());
        let (mut claims, mut rules) = (known.claims.clone(), known.rules.clone());
        claims.extend(judged.base.claims.iter().cloned());
        rules.extend(context.rules.iter().cloned());
        // A configuration that cannot be read is among the files; drafts are found without it until it can.
        let mut sieve = config::Sieve::default();
        if let Ok(mut project) = Project::new(context, Some(&judged.base))
            && let Ok(here) = project.here()
        {
            claims.extend(project.claims(&here));
            rules.extend(here.rules.iter().flatten().cloned());
            files.extend(here.chain.iter().cloned());
            sieve = project.sieve().unwrap_or_default();
        }
        let (drafts, _) = input::find(&judged.reading.paths, None, &claims, &sieve);
        let mut seen = Self::default();
        let mut folders = BTreeSet::from([PathBuf::from(".")]);
        for draft in drafts {
            folders.extend(draft.path().parent().map(|p| Path::new(".").join(p)));
            seen.drafts.insert(draft.shown.clone(), stamp(draft.path()));
        }
        seen.ground.extend(files.into_iter().map(|f| (f.clone(), stamp(&f))));
        let whole = folders.iter().filter_map(|f| std::fs::canonicalize(f).ok());
        let upward: BTreeSet<PathBuf> =
            whole.flat_map(|f| f.ancestors().map(Path::to_path_buf).collect::<Vec<_>>()).collect();
        let configurations = upward.iter().flat_map(|f| config::NAMES.map(|name| f.join(name)));
        let facts = kb::files(&claims).0;
        let rules = rules.iter().flat_map(|folder| load::files(folder).unwrap_or_default());
        for file in configurations.chain(facts).chain(rules) {
            if let Some(stamp) = stamp(&file) {
                seen.ground.insert(file, Some(stamp));
            }
        }
        seen
    }

    /// Waits until something differs from this, and until nothing differs any more from one look to the next.
    fn changed(&self, args: &args::Check, known: &Known) -> Self {
        let mut now = loop {
            let start = Instant::now();
            let now = Self::look(args, known);
            if now.drafts != self.drafts || now.ground != self.ground {
                break now;
            }
            std::thread::sleep(PAUSE.max(start.elapsed() * SHARE));
        };
        for _ in 0..LOOKS {
            std::thread::sleep(SETTLED);
            let then = std::mem::replace(&mut now, Self::look(args, known));
            if then.drafts == now.drafts && then.ground == now.ground {
                break;
            }
        }
        now
    }
}

fn stamp(file: &Path) -> Stamp {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len()))
}

/// Drafts as they were judged in the round before: what has not changed since is not read again.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// How each draft was seen before this round.
    now: BTreeMap<String, Stamp>,
    judged: HashMap<String, (Stamp, Checked)>,
}

impl Kept {
    /// A round begins, before which the drafts lay there so.
    fn stamp(&self, drafts: &BTreeMap<String, Stamp>) {
        self.inner().now.clone_from(drafts);
    }

    /// Whatever drafts are judged by has changed.
    fn forget(&self) {
        self.inner().judged.clear();
    }

    /// The draft of this name as it was judged, if it has not changed.
    pub(crate) fn take(&self, shown: &str) -> Option<Checked> {
        let mut inner = self.inner();
        let (stamp, checked) = inner.judged.remove(shown)?;
        (stamp.is_some() && inner.now.get(shown) == Some(&stamp)).then_some(checked)
    }

    /// Keeps what a round has judged for the next one.
    pub(crate) fn keep(&self, files: Vec<Checked>) {
        let mut inner = self.inner();
        for mut file in files {
            let of_baseline = |i: &factlint::report::Ignored| i.by == IgnoredBy::Baseline;
            for f in file.findings.iter_mut().filter(|f| f.ignored.as_ref().is_some_and(of_baseline)) {
                f.ignored = None;
            }
            if let Some(stamp) = inner.now.get(&file.path).copied() {
                inner.judged.insert(file.path.clone(), (stamp, file));
            }
        }
    }

    fn inner(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
