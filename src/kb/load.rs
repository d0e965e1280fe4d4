//! From paths to parsed files: folders are walked, files read, items taken apart. Nothing is looked up yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::base::{Base, File};
use super::build::Builder;
use super::model::FileId;
use super::schema::{
    EntityItem, EventItem, FactItem, PropertyItem, SeriesItem, SourceItem, TOP, TableItem, Word,
};
use crate::data;
use crate::error::{Error, ErrorKind, nearest};
use crate::rules::Rules;
use crate::span::Span;

/// Largest TOML file that is read, in bytes.
const LARGEST: u64 = 256 << 20;
/// Most syntax errors of one file that are reported.
const MOST_ERRORS: usize = 20;
/// Deepest nesting of folders.
const DEEPEST: usize = 64;

/// Reads a base from files and folders (every `*.toml` in them, at any depth, in the order of their names).
///
/// What is wrong is reported and left out; the rest of the base is there.
///
/// ```
/// let rules = factlint::rules::Rules::english()?;
/// let (base, errors) = factlint::kb::load(&["claims".into()], &rules);
/// assert!(errors.is_empty(), "{}", errors[0]);
/// assert!(base.entity_id("south-korea").is_some());
/// # Ok::<(), factlint::Error>(())
/// ```
#[must_use]
pub fn load(paths: &[PathBuf], rules: &Rules) -> (Base, Vec<Error>) {
    let mut walk = Walk::default();
    for path in paths {
        walk.visit(path, true, 0);
    }
    let mut builder = Builder::new(rules);
    let mut errors = walk.errors;
    let mut parsed = Vec::new();
    for path in walk.files {
        let text = match read(&path, LARGEST) {
            Ok(t) => t,
            Err(e) => {
                errors.push(e);
                continue;
            }
        };
        let file = builder.file(File { path: path.clone(), text: Some(text.clone()) });
        let (items, mut bad) = parse(file, &path, &text);
        errors.append(&mut bad);
        parsed.push(items);
    }
    let (base, mut bad) = builder.build(&parsed);
    errors.append(&mut bad);
    (base, errors)
}

/// Reads one text as if it were a file of the name `path`; a table's CSV is looked for beside it.
#[must_use]
pub fn load_text(path: &Path, text: &str, rules: &Rules) -> (Base, Vec<Error>) {
    let mut builder = Builder::new(rules);
    let text: Arc<str> = text.into();
    let file = builder.file(File { path: path.to_owned(), text: Some(text.clone()) });
    let (items, mut errors) = parse(file, path, &text);
    let (base, mut bad) = builder.build(&[items]);
    errors.append(&mut bad);
    (base, errors)
}

/// A UTF-8 file of at most `largest` bytes.
pub(super) fn read(path: &Path, largest: u64) -> Result<Arc<str>, Error> {
    let size = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?.len();
    if size > largest {
        let message = format!("{} is larger than {} MB", path.display(), largest >> 20);
        return Err(Error::new(ErrorKind::TooLarge, message).in_file(path));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let line = e.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            Err(Error::new(ErrorKind::Encoding, format!("{} is not UTF-8 (line {line})", path.display()))
                .in_file(path)
                .hint("save it as UTF-8"))
        }
    }
}

#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    /// Real paths of what was met, so that nothing is read twice.
    seen: std::collections::BTreeSet<PathBuf>,
    /// Real paths of the folders that lead to where the walk is.
    above: Vec<PathBuf>,
    errors: Vec<Error>,
}

impl Walk {
    /// `asked` for a path that the user named: it may be of any name, and must be there.
    fn visit(&mut self, path: &Path, asked: bool, depth: usize) {
        let real = match path.canonicalize() {
            Ok(p) => p,
            Err(e) => {
                let e = if e.raw_os_error() == Some(40) { self.loops(path) } else { Error::io(path, &e) };
                self.errors.push(e);
                return;
            }
        };
        if !real.is_dir() {
            if (asked || path.extension().is_some_and(|x| x == "toml")) && self.seen.insert(real) {
                self.files.push(path.to_owned());
            }
            return;
        }
        if self.above.contains(&real) || depth > DEEPEST {
            let e = self.loops(path);
            self.errors.push(e);
            return;
        }
        if !self.seen.insert(real.clone()) {
            return;
        }
        let mut inside: Vec<PathBuf> = match std::fs::read_dir(path) {
            Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
            Err(e) => {
                self.errors.push(Error::io(path, &e));
                return;
            }
        };
        inside.sort();
        self.above.push(real);
        for path in inside {
            let hidden = path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with('.'));
            let toml_or_folder =
                path.extension().is_some_and(|x| x == "toml") || path.is_dir() || path.is_symlink();
            if !hidden && toml_or_folder {
                self.visit(&path, false, depth + 1);
            }
        }
        self.above.pop();
    }

    fn loops(&self, path: &Path) -> Error {
        Error::new(ErrorKind::Io, format!("{} leads back into itself", path.display()))
            .in_file(path)
            .hint("remove the symbolic link; the rest of the folder was read")
    }
}

/// A file taken apart: each item with its key, in the order of the file.
pub(super) struct Parsed {
    pub(super) file: FileId,
    /// It is not TOML: only its names are used.
    pub(super) broken: bool,
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
    pub(super) sources: Vec<(Word, SourceItem)>,
    pub(super) entities: Vec<(Word, EntityItem)>,
    pub(super) properties: Vec<(Word, PropertyItem)>,
    pub(super) facts: Vec<(Span, FactItem)>,
    pub(super) events: Vec<EventItem>,
    pub(super) series: Vec<SeriesItem>,
    pub(super) tables: Vec<TableItem>,
}

/// The newest version of the schema that is understood.
const SCHEMA: &str = "1";

fn parse(file: FileId, path: &Path, text: &Arc<str>) -> (Parsed, Vec<Error>) {
    let body = data::without_bom(text);
    let (table, mut errors) = data::parse_items(path, text, &body);
    let broken = !errors.is_empty();
    // What follows a mistake on its line is mostly its consequence.
    errors.sort_by_key(|e| e.line_column());
    errors.dedup_by_key(|e| e.line_column().map(|(line, _)| line));
    errors.truncate(MOST_ERRORS);
    for e in &mut errors {
        if let Some(hint) = e.span().and_then(|s| quotes_missing(text, s)) {
            *e = e.clone().hint(hint);
        }
    }
    let mut parts = Parts { path, text, errors: &mut errors, broken };
    let mut top: Vec<(Spanned<std::borrow::Cow<'_, str>>, Spanned<DeValue<'_>>)> =
        table.into_iter().collect();
    top.sort_by_key(|(k, _)| k.span().start);
    let mut parsed = Parsed {
        file,
        broken,
        path: path.to_owned(),
        text: text.clone(),
        sources: Vec::new(),
        entities: Vec::new(),
        properties: Vec::new(),
        facts: Vec::new(),
        events: Vec::new(),
        series: Vec::new(),
        tables: Vec::new(),
    };
    for (key, value) in top {
        match key.get_ref().as_ref() {
            "schema" => parts.schema(&value),
            "source" => parsed.sources = parts.named(value),
            "entity" => parsed.entities = parts.named(value),
            "property" => parsed.properties = parts.named(value),
            // Of a file that is not TOML only the names are used, so that others can refer to them: what
            // was recovered of a fact may not be what was meant.
            "fact" | "event" | "series" | "table" if parts.broken => {}
            "fact" => parsed.facts = parts.list(value),
            "event" => parsed.events = parts.list(value).into_iter().map(|(_, i)| i).collect(),
            "series" => parsed.series = parts.list(value).into_iter().map(|(_, i)| i).collect(),
            "table" => parsed.tables = parts.list(value).into_iter().map(|(_, i)| i).collect(),
            other => {
                let hint = nearest(other, TOP).map_or_else(
                    || format!("known keys: {}", TOP.join(", ")),
                    |k| format!("did you mean `{k}`?"),
                );
                parts.error(
                    Error::new(ErrorKind::Schema, format!("unknown key `{other}`")).hint(hint),
                    key.span(),
                );
            }
        }
    }
    (parsed, errors)
}

/// TOML has whole days only: `2016-01` and `1997~` are strings.
fn quotes_missing(text: &str, span: Span) -> Option<String> {
    let line = text.get(span.start as usize..)?.lines().next()?;
    let word: &str = line.split([' ', ',', ']', '#', '}']).next()?;
    let partial = word.len() >= 5 && word.parse::<super::Edtf>().is_ok();
    partial.then(|| format!("TOML dates are whole days; put others in quotes: \"{word}\""))
}

struct Parts<'p> {
    path: &'p Path,
    text: &'p str,
    errors: &'p mut Vec<Error>,
    broken: bool,
}

impl Parts<'_> {
    fn error(&mut self, e: Error, at: std::ops::Range<usize>) {
        if !self.broken {
            self.errors.push(e.in_file(self.path).at(self.text, Span::from(at)));
        }
    }

    fn schema(&mut self, value: &Spanned<DeValue<'_>>) {
        if value.get_ref().as_integer().is_none_or(|n| n.as_str() != SCHEMA) {
            let e = Error::new(ErrorKind::Schema, "this schema is not known")
                .hint(format!("this factlint reads `schema = {SCHEMA}`"));
            self.error(e, value.span());
        }
    }

    /// `[source.x]`, `[source.y]`: a table of tables.
    fn named<T: serde::de::DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<(Word, T)> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.error(Error::new(ErrorKind::Schema, "expected `[source.id]`, a table with an id"), span);
            return Vec::new();
        };
        let table: DeTable<'_> = table;
        let mut all: Vec<_> = table.into_iter().collect();
        all.sort_by_key(|(k, _)| k.span().start);
        let mut out = Vec::new();
        for (key, item) in all {
            let at = key.span();
            match data::convert(self.path, self.text, item) {
                Ok(item) => out.push((Spanned::new(at, key.into_inner().into_owned()), item)),
                Err(e) if !self.broken => self.errors.push(e),
                Err(_) => {}
            }
        }
        out
    }

    /// `[[fact]]`: an array of tables.
    fn list<T: serde::de::DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<(Span, T)> {
        let span = value.span();
        let DeValue::Array(array) = value.into_inner() else {
            let e = Error::new(ErrorKind::Schema, "expected an array of tables")
                .hint("write [[fact]], with two brackets");
            self.error(e, span);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array {
            let at = Span::from(item.span());
            match data::convert(self.path, self.text, item) {
                Ok(item) => out.push((at, item)),
                Err(e) => self.errors.push(e),
            }
        }
        out
    }
}
