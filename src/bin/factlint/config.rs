//! `factlint.toml`: what a project says once instead of at every call.
//!
//! Searched upward from each draft, the nearest wins; it may `extend` another. Paths in it are
//! relative to the file. What a flag says wins over it, and so does what a draft says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factlint::report::levels::{Level, Levels};
use factlint::report::{Review, link};
use factlint::{Error, ErrorKind, data, span::Span};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::Deserialize;
use toml::Spanned;

/// The names under which it is looked for, in this order.
pub(crate) const NAMES: [&str; 2] = ["factlint.toml", ".factlint.toml"];

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    extend: Option<Spanned<PathBuf>>,
    claims: Option<Vec<PathBuf>>,
    rules: Option<Vec<PathBuf>>,
    include: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    extend_exclude: Vec<Spanned<String>>,
    max_file_size: Option<Spanned<String>>,
    as_of: Option<Spanned<String>>,
    baseline: Option<PathBuf>,
    cache_dir: Option<PathBuf>,
    format: Option<Spanned<String>>,
    show: Option<Spanned<String>>,
    fail_on: Option<Spanned<String>>,
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<String>>,
    date: Option<Spanned<String>>,
    locale: Option<Spanned<String>>,
    prefer: Option<Spanned<String>>,
    timeline: Option<Spanned<String>>,
    about: Option<Spanned<String>>,
    #[serde(default)]
    review: ReviewItem,
    #[serde(default, rename = "override")]
    overrides: Vec<OverrideItem>,
}

/// `[review]`: who publishes the check, for `claimreview`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReviewItem {
    author: Option<String>,
    author_url: Option<Spanned<String>>,
    url: Option<Spanned<String>>,
    published: Option<Spanned<String>>,
}

/// `[[override]]`: what holds for some paths only.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OverrideItem {
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<String>>,
    date: Option<Spanned<String>>,
    locale: Option<Spanned<String>>,
    prefer: Option<Spanned<String>>,
    timeline: Option<Spanned<String>>,
    about: Option<Spanned<String>>,
}

/// How texts are read, as far as it is said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) date: Option<String>,
    pub(crate) locale: Option<String>,
    pub(crate) prefer: Option<String>,
    pub(crate) timeline: Option<String>,
    pub(crate) about: Option<String>,
}

/// A configuration: the file and what it extends, paths made whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// The file; `None` where there is none.
    pub(crate) file: Option<PathBuf>,
    /// That file and those that it extends.
    pub(crate) chain: Vec<PathBuf>,
    pub(crate) claims: Option<Vec<PathBuf>>,
    pub(crate) rules: Option<Vec<PathBuf>>,
    pub(crate) max_file_size: Option<String>,
    pub(crate) as_of: Option<String>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) cache_dir: Option<PathBuf>,
    pub(crate) format: Option<String>,
    pub(crate) show: Option<String>,
    pub(crate) fail_on: Option<String>,
    pub(crate) review: Review,
    pub(crate) texts: Texts,
    pub(crate) select: Option<Vec<String>>,
    pub(crate) levels: Vec<(String, Level)>,
    include: Vec<(PathBuf, String)>,
    exclude: Vec<(PathBuf, String)>,
    overrides: Vec<Override>,
}

/// What holds for some paths only.
#[derive(Clone, Debug)]
struct Override {
    paths: Globs,
    texts: Texts,
    levels: Vec<(String, Level)>,
}

/// Longest chain of `extend`.
const CHAIN: usize = 16;

impl Config {
    /// Reads `file` and what it extends.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, an unknown key, a value that is none, a cycle of `extend`.
    pub(crate) fn read(file: &Path) -> Result<Self, Error> {
        Self::chained(file, &mut Vec::new())
    }

    fn chained(file: &Path, seen: &mut Vec<PathBuf>) -> Result<Self, Error> {
        let whole = fs::canonicalize(file).map_err(|e| Error::io(file, &e))?;
        let text = fs::read_to_string(&whole).map_err(|e| Error::io(file, &e))?;
        let parsed: File = data::parse(file, &text)?;
        let root = whole.parent().unwrap_or(Path::new("/")).to_path_buf();
        let wrong = |message: String, at: std::ops::Range<usize>| {
            Error::new(ErrorKind::Value, message).in_file(file).at(&text, Span::from(at))
        };
        let mut config = match &parsed.extend {
            None => Self::default(),
            Some(base) => {
                seen.push(whole);
                let path = root.join(base.get_ref());
                let cyclic = fs::canonicalize(&path).is_ok_and(|p| seen.contains(&p));
                if cyclic || seen.len() > CHAIN {
                    let what = format!("`{}` leads back to this file", base.get_ref().display());
                    return Err(wrong(what, base.span()).hint("a file cannot extend itself"));
                }
                Self::chained(&path, seen)?
            }
        };
        let place = Place { file, text: &text, root: &root };
        config.file = Some(file.to_path_buf());
        config.chain.push(file.to_path_buf());
        let whole_paths = |paths: Vec<PathBuf>| paths.into_iter().map(|p| shorter(&root.join(p))).collect();
        if let Some(claims) = parsed.claims {
            config.claims = Some(whole_paths(claims));
        }
        if let Some(rules) = parsed.rules {
            config.rules = Some(whole_paths(rules));
        }
        let whole_path = |path: PathBuf| shorter(&root.join(path));
        config.baseline = parsed.baseline.map(whole_path).or(config.baseline);
        config.cache_dir = parsed.cache_dir.map(whole_path).or(config.cache_dir);
        let of = |s: Spanned<String>| s.into_inner();
        config.max_file_size = parsed.max_file_size.map(of).or(config.max_file_size);
        config.as_of = place.date(parsed.as_of)?.or(config.as_of);
        config.format = place.one_of(parsed.format, "format", &formats())?.or(config.format);
        config.show = place.one_of(parsed.show, "show", &["conflicting", "unknown", "all"])?.or(config.show);
        config.fail_on = place
            .one_of(parsed.fail_on, "fail-on", &["conflicting", "warning", "unknown"])?
            .or(config.fail_on);
        config.texts = place
            .texts(parsed.date, parsed.locale, parsed.prefer, parsed.timeline, parsed.about)?
            .over(&config.texts);
        let (said, review) = (parsed.review, &mut config.review);
        review.author = said.author.or(review.author.take());
        review.author_url = place.address(said.author_url, "author-url")?.or(review.author_url.take());
        review.url = place.address(said.url, "url")?.or(review.url.take());
        review.published = place.date(said.published)?.or(review.published.take());
        if let Some(select) = parsed.select {
            config.select = Some(place.codes(select)?);
        }
        config.levels.extend(place.levels(parsed.severity, parsed.ignore)?);
        if let Some(include) = parsed.include {
            config.include = place.globs(include)?;
        }
        config.exclude.extend(place.globs(parsed.extend_exclude)?);
        for item in parsed.overrides {
            config.overrides.push(Override {
                paths: Globs::new(&place.globs(item.paths)?)?,
                texts: place.texts(item.date, item.locale, item.prefer, item.timeline, item.about)?,
                levels: place.levels(item.severity, item.ignore)?,
            });
        }
        Ok(config)
    }

    /// How `draft` is read, as far as it is said here.
    pub(crate) fn texts_of(&self, draft: &Path) -> Texts {
        let mut texts = self.texts.clone();
        for o in self.overrides.iter().filter(|o| o.paths.matches(draft)) {
            texts = o.texts.clone().over(&texts);
        }
        texts
    }

    /// How loud each code is in `draft`; `more` comes from flags and wins.
    ///
    /// # Errors
    ///
    /// A code that there is not.
    pub(crate) fn levels_of(&self, draft: &Path, more: &super::args::Codes) -> Result<Levels, Error> {
        let mut levels = Levels::default();
        let chosen: Vec<&str> = match &more.select[..] {
            [] => self.select.iter().flatten().map(String::as_str).collect(),
            flags => flags.iter().map(String::as_str).collect(),
        };
        if !chosen.is_empty() {
            levels.select(chosen)?;
        }
        let overrides = self.overrides.iter().filter(|o| o.paths.matches(draft)).flat_map(|o| &o.levels);
        for (code, level) in self.levels.iter().chain(overrides) {
            levels.set(code, *level)?;
        }
        for code in &more.ignore {
            levels.set(code, Level::Off)?;
        }
        Ok(levels)
    }

    /// What of a folder's files are drafts.
    ///
    /// # Errors
    ///
    /// A pattern that cannot be read.
    pub(crate) fn sieve(&self) -> Result<Sieve, Error> {
        Ok(Sieve {
            include: if self.include.is_empty() { None } else { Some(Globs::new(&self.include)?) },
            exclude: Globs::new(&self.exclude)?,
        })
    }
}

/// What of the files are drafts: `include` and `extend-exclude`.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    include: Option<Globs>,
    exclude: Globs,
}

impl Sieve {
    /// Whether a file is left out, named or not.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        self.exclude.matches(path)
    }

    /// Whether a file of a folder is a draft, where patterns say which are.
    pub(crate) fn includes(&self, path: &Path) -> Option<bool> {
        self.include.as_ref().map(|i| i.matches(path))
    }
}

impl Texts {
    /// These, and where they say nothing, `under`.
    fn over(self, under: &Self) -> Self {
        Self {
            date: self.date.or_else(|| under.date.clone()),
            locale: self.locale.or_else(|| under.locale.clone()),
            prefer: self.prefer.or_else(|| under.prefer.clone()),
            timeline: self.timeline.or_else(|| under.timeline.clone()),
            about: self.about.or_else(|| under.about.clone()),
        }
    }
}

/// A file that is being read, for errors that show the place.
struct Place<'a> {
    file: &'a Path,
    text: &'a str,
    root: &'a Path,
}

impl Place<'_> {
    fn wrong<T>(&self, value: &Spanned<T>, e: Error) -> Error {
        e.in_file(self.file).at(self.text, Span::from(value.span()))
    }

    fn one_of(
        &self,
        value: Option<Spanned<String>>,
        key: &str,
        known: &[&str],
    ) -> Result<Option<String>, Error> {
        let Some(value) = value else { return Ok(None) };
        if known.contains(&value.get_ref().as_str()) {
            return Ok(Some(value.into_inner()));
        }
        let e = Error::new(ErrorKind::Value, format!("{key}: `{}` is none", value.get_ref()));
        let hint = match factlint::error::nearest(value.get_ref(), known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", known.join(", ")),
        };
        Err(self.wrong(&value, e.hint(hint)))
    }

    fn address(&self, value: Option<Spanned<String>>, key: &str) -> Result<Option<String>, Error> {
        match &value {
            Some(v) if link::web(v.get_ref()).is_none() => {
                let e = Error::new(ErrorKind::Value, format!("{key}: `{}` is no address", v.get_ref()));
                Err(self.wrong(v, e.hint("write it as https://example.org/")))
            }
            _ => Ok(value.map(Spanned::into_inner)),
        }
    }

    fn date(&self, value: Option<Spanned<String>>) -> Result<Option<String>, Error> {
        if let Some(v) = &value {
            super::settings::date(v.get_ref(), "date").map_err(|e| self.wrong(v, e))?;
        }
        Ok(value.map(Spanned::into_inner))
    }

    fn texts(
        &self,
        date: Option<Spanned<String>>,
        locale: Option<Spanned<String>>,
        prefer: Option<Spanned<String>>,
        timeline: Option<Spanned<String>>,
        about: Option<Spanned<String>>,
    ) -> Result<Texts, Error> {
        if let Some(l) = &locale {
            l.get_ref()
                .parse::<factlint::mention::Locale>()
                .map_err(|e| self.wrong(l, Error::new(ErrorKind::Value, format!("locale: {e}"))))?;
        }
        Ok(Texts {
            date: self.date(date)?,
            locale: locale.map(Spanned::into_inner),
            prefer: self.one_of(prefer, "prefer", &["past", "future"])?,
            timeline: self.one_of(timeline, "timeline", &["news", "narrative"])?,
            about: about.map(Spanned::into_inner),
        })
    }

    fn codes(&self, codes: Vec<Spanned<String>>) -> Result<Vec<String>, Error> {
        codes
            .into_iter()
            .map(|c| {
                Levels::default().set(c.get_ref(), Level::Off).map_err(|e| self.wrong(&c, e))?;
                Ok(c.into_inner())
            })
            .collect()
    }

    fn levels(
        &self,
        severity: BTreeMap<Spanned<String>, Spanned<String>>,
        ignore: Vec<Spanned<String>>,
    ) -> Result<Vec<(String, Level)>, Error> {
        let mut levels = Vec::new();
        for (code, level) in severity {
            let said = level.get_ref().parse::<Level>().map_err(|e| self.wrong(&level, e))?;
            levels.push((self.codes(vec![code])?.remove(0), said));
        }
        levels.extend(self.codes(ignore)?.into_iter().map(|c| (c, Level::Off)));
        Ok(levels)
    }

    fn globs(&self, patterns: Vec<Spanned<String>>) -> Result<Vec<(PathBuf, String)>, Error> {
        let globs = patterns.into_iter().map(|p| {
            let root = self.root.to_path_buf();
            let mut trial = GitignoreBuilder::new(&root);
            match trial.add_line(None, p.get_ref()) {
                Ok(_) => Ok((root, p.into_inner())),
                Err(e) => Err(self.wrong(&p, Error::new(ErrorKind::Value, format!("not a pattern: {e}")))),
            }
        });
        globs.collect()
    }
}

fn formats() -> Vec<&'static str> {
    factlint::report::FORMATS.iter().map(|f| f.name()).collect()
}

/// Patterns as `.gitignore` has them, each relative to the folder of its file.
#[derive(Clone, Debug, Default)]
struct Globs(Vec<Gitignore>);

impl Globs {
    fn new(patterns: &[(PathBuf, String)]) -> Result<Self, Error> {
        let wrong = |e: ignore::Error| Error::new(ErrorKind::Value, format!("not a pattern: {e}"));
        let one = |(root, pattern): &(PathBuf, String)| {
            let mut builder = GitignoreBuilder::new(root);
            builder.add_line(None, pattern).map_err(wrong)?;
            builder.build().map_err(wrong)
        };
        Ok(Self(patterns.iter().map(one).collect::<Result<_, _>>()?))
    }

    /// Whether the last pattern that speaks of the file, or of a folder that it lies in, takes it.
    fn matches(&self, path: &Path) -> bool {
        let whole = whole(path);
        let said = self.0.iter().rev().filter(|g| whole.starts_with(g.path())).find_map(|g| {
            match g.matched_path_or_any_parents(&whole, false) {
                ignore::Match::None => None,
                m => Some(m.is_ignore()),
            }
        });
        said.unwrap_or(false)
    }
}

/// The path from the root, its folder's links resolved: as the folders of configurations are.
fn whole(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}

/// A path relative to the current folder where it lies below it: what reports and errors show.
fn shorter(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).ok();
    let relative = here.and_then(|h| path.strip_prefix(h).map(Path::to_path_buf).ok());
    relative.unwrap_or_else(|| path.to_path_buf())
}

/// The configurations of a run, each read once.
#[derive(Debug)]
pub(crate) struct Configs {
    /// What holds for all: `--config FILE`, or nothing with `--isolated`.
    fixed: Option<Arc<Config>>,
    known: BTreeMap<PathBuf, Result<Arc<Config>, Error>>,
}

impl Configs {
    /// The configurations that the flags leave room for.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub(crate) fn new(file: Option<&Path>, isolated: bool) -> Result<Self, Error> {
        let fixed = match file {
            Some(file) => Some(Config::read(file)?),
            None => isolated.then(Config::default),
        };
        Ok(Self { fixed: fixed.map(Arc::new), known: BTreeMap::new() })
    }

    /// The configuration for what lies in `folder`: that of the nearest folder upward that has one.
    ///
    /// # Errors
    ///
    /// As [`Config::read`].
    pub(crate) fn of(&mut self, folder: &Path) -> Result<Arc<Config>, Error> {
        if let Some(fixed) = &self.fixed {
            return Ok(fixed.clone());
        }
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        // A folder that cannot be found has drafts that cannot be read, which is told of them.
        let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let file = whole.ancestors().flat_map(|a| NAMES.map(|n| a.join(n))).find(|f| f.is_file());
        let key = file.clone().unwrap_or_default();
        let read = self.known.entry(key).or_insert_with(|| match file {
            Some(file) => Config::read(&shorter(&file)).map(Arc::new),
            None => Ok(Arc::default()),
        });
        read.clone()
    }
}

/// The keys that the file, an override and a review may have, in the order of the alphabet.
#[cfg(test)]
pub(crate) fn known_keys() -> [Vec<String>; 3] {
    fn of<T: serde::de::DeserializeOwned>() -> Vec<String> {
        // What the reader says of a key that it does not know names all that it does.
        let said =
            toml::from_str::<T>("not-a-key = 1").err().map(|e| e.message().to_owned()).unwrap_or_default();
        let mut all: Vec<String> = said.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        all.sort();
        all
    }
    [of::<File>(), of::<OverrideItem>(), of::<ReviewItem>()]
}
