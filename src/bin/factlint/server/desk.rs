//! What drafts are judged by while the server runs: configurations, rules, bases, the baseline.
//!
//! Read when it is first needed and again when one of its files has changed. What cannot be read is a fault,
//! shown in the file that it stands in; the rest is used.

use std::fs;
use std::path::{Path, PathBuf};

use factlint::report::baseline::Baseline;
use factlint::report::{Checked, Show};
use factlint::{Error, kb};

use crate::input::Draft;
use crate::project::{Project, Site};
use crate::settings::Reading;
use crate::{args, baseline, check, stream};

/// The project as it lies on the disk.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    args: &'a args::Server,
    /// `None` where it cannot be had at all.
    open: Option<Open<'a>>,
    /// What is wrong with configurations, rules and the baseline.
    faults: Vec<Error>,
    /// What is wrong with each site's base.
    bases: Vec<Vec<Error>>,
}

#[derive(Debug)]
struct Open<'a> {
    project: Project<'a>,
    reading: Reading,
    baseline: Option<Baseline>,
    show: Option<Show>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(args: &'a args::Server) -> Self {
        let mut faults = Vec::new();
        let open = open(args, &mut faults).map_err(|e| faults.push(e)).ok();
        Self { args, open, faults, bases: Vec::new() }
    }

    /// Everything that could not be read.
    pub(super) fn faults(&self) -> impl Iterator<Item = &Error> {
        self.faults.iter().chain(self.bases.iter().flatten())
    }

    /// Which findings are shown.
    pub(super) fn show(&self) -> Option<Show> {
        self.open.as_ref().and_then(|o| o.show)
    }

    /// Judges the text of a draft; `None` where it is no draft of the project, or the project cannot be read.
    ///
    /// # Errors
    ///
    /// What the draft says of itself and cannot be.
    pub(super) fn judge(&mut self, draft: &Draft, text: &str) -> Result<Option<Checked>, Error> {
        let codes = &self.args.codes;
        let Some(site) = self.site(draft) else { return Ok(None) };
        let Some(open) = &self.open else { return Ok(None) };
        let site = &open.project.sites()[site];
        let claims = site.claims.clone();
        if site.config.sieve()?.excludes(draft.path()) || belongs(draft.path(), &claims) {
            return Ok(None);
        }
        let levels = site.levels(draft, codes)?;
        let context = site.context(draft, &open.reading.context);
        let check = || site.checker.check(&draft.shown, text, draft.format, &context);
        let mut checked = stream::guarded(check).map_err(|e| e.in_file(draft.path()))?;
        levels.apply(&mut checked.findings);
        if let Some(baseline) = &open.baseline {
            baseline.clone().apply(&mut checked);
        }
        Ok(Some(checked))
    }

    /// The site of a draft with what its texts are read with.
    pub(super) fn of(&mut self, draft: &Draft) -> Option<(&Site, &Reading, Vec<PathBuf>)> {
        let site = self.site(draft)?;
        let open = self.open.as_ref()?;
        let site = &open.project.sites()[site];
        Some((site, &open.reading, site.claims.clone()))
    }

    /// Tries the bases that the file `path` belongs to with `text` in its place: what is wrong with them is known
    /// while it is being typed. Drafts are judged by what is on the disk. Says whether there is such a base.
    pub(super) fn try_base(&mut self, path: &Path, text: &str) -> bool {
        let Some(open) = &self.open else { return false };
        // A table is read from the disk, by the claims file that names it.
        if path.extension().is_none_or(|e| e != "toml") {
            return false;
        }
        let mut any = false;
        for (site, faults) in open.project.sites().iter().zip(&mut self.bases) {
            let claims = &site.claims;
            if belongs(path, claims) {
                let rules = site.checker.rules();
                let read = || Ok(kb::load_with(claims, Some((path, text)), rules).1);
                *faults = stream::guarded(read).unwrap_or_else(|e| vec![e]);
                any = true;
            }
        }
        any
    }

    /// Reads what belongs to the folder that is open.
    pub(super) fn read_here(&mut self) {
        self.site_by(|project| project.site(Path::new(".")));
    }

    fn site(&mut self, draft: &Draft) -> Option<usize> {
        self.site_by(|project| project.site_of(draft))
    }

    fn site_by(&mut self, find: impl FnOnce(&mut Project<'a>) -> Result<usize, Error>) -> Option<usize> {
        let open = self.open.as_mut()?;
        let site = find(&mut open.project);
        // A base that was read just now brings its mistakes.
        let errors = std::mem::take(&mut open.project.errors);
        let sites = open.project.sites().len();
        if self.bases.len() < sites {
            self.bases.resize_with(sites, Vec::new);
            self.bases[sites - 1] = errors;
        }
        let told = |faults: &[Error], e: &Error| faults.iter().any(|f| f.to_string() == e.to_string());
        site.map_err(|e| (!told(&self.faults, &e)).then(|| self.faults.push(e))).ok()
    }
}

/// Whether a file is one of a base, or lies in one of its folders.
fn belongs(path: &Path, claims: &[PathBuf]) -> bool {
    let real = |p: &Path| fs::canonicalize(p).unwrap_or_else(|_| p.to_path_buf());
    let whole = real(path);
    claims.iter().any(|c| whole.starts_with(real(c)))
}

fn open<'a>(args: &'a args::Server, faults: &mut Vec<Error>) -> Result<Open<'a>, Error> {
    let mut project = Project::new(&args.context, Some(&args.base))?;
    let here = project.here().unwrap_or_else(|e| {
        faults.push(e);
        std::sync::Arc::default()
    });
    let reading = Reading::new(&args.context, &here, Some(1))?;
    let baseline = args.baseline.as_ref().or(here.baseline.as_ref()).and_then(|file| {
        let read = baseline::read(file).map_err(|e| faults.push(e.in_file(file)));
        read.ok()
    });
    Ok(Open { project, reading, baseline, show: check::show(args.show, &here) })
}
