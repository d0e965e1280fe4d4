//! What holds for each draft: flags, then the draft itself, then its configuration.
//!
//! Drafts that share a configuration, and the reference facts that they name themselves, share a checker; a base is read
//! once, whatever the number of drafts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use factlint::checker::Checker;
use factlint::mention::{Context, Prefer, Timeline};
use factlint::report::levels::Levels;
use factlint::value::DateTime;
use factlint::{Error, kb};

use crate::args;
use crate::config::{Config, Configs, Sieve, Texts};
use crate::input::Draft;
use crate::settings;

/// A configuration with what it is judged by.
#[derive(Debug)]
pub(crate) struct Site {
    /// The configuration.
    pub(crate) config: Arc<Config>,
    /// Where its reference facts lie.
    pub(crate) claims: Vec<PathBuf>,
    /// Whether a draft names them and not the configuration.
    own: bool,
    /// The texts of the user's own rules.
    pub(crate) own_rules: Vec<String>,
    /// Its rules and its base.
    pub(crate) checker: Checker,
    /// What was known by then, where a flag says so.
    pub(crate) as_of: Option<DateTime>,
}

/// The sites of a run.
#[derive(Debug)]
pub(crate) struct Project<'a> {
    context: &'a args::Context,
    base: Option<&'a args::Base>,
    configs: Configs,
    sites: Vec<Site>,
    /// What of the bases could not be read.
    pub(crate) errors: Vec<Error>,
}

impl<'a> Project<'a> {
    /// The project as the flags have it; without `base`, nothing is judged.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub(crate) fn new(context: &'a args::Context, base: Option<&'a args::Base>) -> Result<Self, Error> {
        let configs = Configs::new(context.config.as_deref(), context.isolated)?;
        Ok(Self { context, base, configs, sites: Vec::new(), errors: Vec::new() })
    }

    /// The configuration of the current folder: what the run as a whole goes by.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub(crate) fn here(&mut self) -> Result<Arc<Config>, Error> {
        self.configs.of(Path::new("."))
    }

    /// Which of the current folder's files are drafts.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub(crate) fn sieve(&mut self) -> Result<Sieve, Error> {
        self.here()?.sieve()
    }

    /// Where the reference facts of `config` lie.
    pub(crate) fn claims(&self, config: &Config) -> Vec<PathBuf> {
        match self.base {
            None => Vec::new(),
            Some(base) => claims(base, config),
        }
    }

    /// The number of the site for what lies in `folder`. Its base is read when it is first asked for.
    ///
    /// # Errors
    ///
    /// As [`Config::read`]; rule files that cannot be read.
    pub(crate) fn site(&mut self, folder: &Path) -> Result<usize, Error> {
        self.site_with(folder, None)
    }

    /// The number of the site for a draft: that of its folder, unless it names reference facts of its own.
    ///
    /// # Errors
    ///
    /// As [`Project::site`].
    pub(crate) fn site_of(&mut self, draft: &Draft) -> Result<usize, Error> {
        let named = self.base.is_some_and(|base| !base.claims.is_empty());
        let own = if self.base.is_none() || named { None } else { draft.claims() };
        self.site_with(draft.path().parent().unwrap_or(Path::new(".")), own)
    }

    fn site_with(&mut self, folder: &Path, own: Option<Vec<PathBuf>>) -> Result<usize, Error> {
        let config = self.configs.of(folder)?;
        let same = |s: &Site| {
            s.config.file == config.file
                && s.own == own.is_some()
                && own.as_ref().is_none_or(|c| *c == s.claims)
        };
        if let Some(i) = self.sites.iter().position(same) {
            return Ok(i);
        }
        let folders = if self.context.rules.is_empty() { config.rules.as_deref() } else { None };
        let (rules, own_rules) = settings::rules_with_texts(folders.unwrap_or(&self.context.rules))?;
        let mut checker = Checker::new(rules);
        let (mut as_of, is_own) = (None, own.is_some());
        let claims = own.unwrap_or_else(|| self.claims(&config));
        if let Some(base) = self.base {
            as_of = base.as_of.as_deref().map(|d| settings::date(d, "--as-of")).transpose()?;
            let said = config.as_of.as_deref().map(|d| settings::date(d, "as-of")).transpose()?;
            let (facts, errors) = kb::load(&claims, checker.rules());
            self.errors.extend(errors);
            checker = checker.with_base(facts).with_as_of(as_of.or(said));
        }
        self.sites.push(Site { config, claims, own: is_own, own_rules, checker, as_of });
        Ok(self.sites.len() - 1)
    }

    /// Each draft with the number of its site; a draft whose configuration cannot be read is an error, told once.
    pub(crate) fn place(&mut self, drafts: Vec<Draft>, errors: &mut Vec<Error>) -> Vec<(Draft, usize)> {
        let mut told: Vec<String> = Vec::new();
        let mut placed = Vec::with_capacity(drafts.len());
        for draft in drafts {
            match self.site_of(&draft) {
                Ok(site) => placed.push((draft, site)),
                Err(e) => {
                    let text = e.to_string();
                    if !told.contains(&text) {
                        told.push(text);
                        errors.push(e);
                    }
                }
            }
        }
        placed
    }

    /// The sites so far.
    pub(crate) fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The site for a run without files: that of the current folder.
    ///
    /// # Errors
    ///
    /// As [`Project::site`].
    pub(crate) fn only(&mut self) -> Result<&Site, Error> {
        let i = self.site(Path::new("."))?;
        Ok(&self.sites[i])
    }
}

impl Site {
    /// The context of a draft: what `flags` say, with what its configuration says to fall back on.
    pub(crate) fn context(&self, draft: &Draft, flags: &Context) -> Context {
        let texts = self.config.texts_of(draft.path());
        let mut context = flags.clone();
        context.fallback = Some(Box::new(fallback(&texts)));
        context.as_of = self.as_of;
        context
    }

    /// How loud each code is in a draft.
    ///
    /// # Errors
    ///
    /// A code that there is not.
    pub(crate) fn levels(&self, draft: &Draft, flags: &args::Codes) -> Result<Levels, Error> {
        self.config.levels_of(draft.path(), flags)
    }
}

/// What a configuration says of texts; its values were looked at when it was read.
pub(crate) fn fallback(texts: &Texts) -> Context {
    Context {
        date: texts.date.as_deref().and_then(|d| settings::date(d, "date").ok()),
        locale: texts.locale.as_deref().and_then(|l| l.parse().ok()),
        prefer: texts.prefer.as_deref().map(|p| if p == "future" { Prefer::Future } else { Prefer::Past }),
        timeline: texts.timeline.as_deref().map(|t| match t {
            "narrative" => Timeline::Narrative,
            _ => Timeline::News,
        }),
        about: texts.about.clone(),
        as_of: None,
        unchecked: Vec::new(),
        fallback: None,
    }
}

/// Where the reference facts lie: as the flags say, else the configuration, else `claims/` where there is one.
pub(crate) fn claims(base: &args::Base, config: &Config) -> Vec<PathBuf> {
    if !base.claims.is_empty() {
        return base.claims.clone();
    }
    if let Some(claims) = &config.claims {
        return claims.clone();
    }
    let beside = config.file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let usual = beside.join("claims");
    if usual.is_dir() { vec![usual] } else { Vec::new() }
}
