//! From paths to parsed files: folders are walked, files read, items taken apart. Nothing is looked up yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::base::{Base, File};
use super::build::Builder;
use super::model::FileId;
use super::read::{self, Extends, Walk};
use super::schema::{
    EntityItem, EventItem, FactItem, PropertyItem, SeriesItem, SourceItem, TOP, TableItem, Word,
};
use crate::data;
use crate::error::{Error, ErrorKind, nearest};
use crate::rules::Rules;
use crate::span::Span;

/// Largest TOML file that is read, in bytes.
pub(super) const LARGEST: u64 = 256 << 20;
/// Most syntax errors of one file that are reported.
const MOST_ERRORS: usize = 20;

/// Reads a base from files and folders (every `*.toml` in them, at any depth, in the order of their names), and
/// from what these files extend.
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
    load_with(paths, None, rules)
}

/// The same, with the text of one file in place of what is on the disk: what the base would be.
#[must_use]
pub fn load_with(paths: &[PathBuf], instead: Option<(&Path, &str)>, rules: &Rules) -> (Base, Vec<Error>) {
    let mut walk = Walk::default();
    for path in paths {
        walk.visit(path, true, 0);
    }
    let real = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_path_buf());
    let instead = instead.map(|(path, text)| (real(path), path, text));
    if let Some((new, path, _)) = &instead
        && walk.seen.insert(new.clone())
    {
        walk.files.push((*path).to_path_buf());
    }
    let mut builder = Builder::new(rules);
    let mut parsed = Vec::new();
    let mut extends = Extends::default();
    let mut next = 0;
    while let Some(path) = walk.files.get(next).cloned() {
        next += 1;
        let own = real(&path);
        let text = match &instead {
            Some((p, _, text)) if *p == own => Ok(Arc::from(*text)),
            _ => read::text(&path, LARGEST),
        };
        let text = match text {
            Ok(t) => t,
            Err(e) => {
                walk.errors.push(e);
                continue;
            }
        };
        let file = builder.file(File { path: path.clone(), text: Some(text.clone()) });
        let (items, mut bad) = parse(file, &path, &text);
        walk.errors.append(&mut bad);
        extends.follow(&own, &items, &mut walk);
        parsed.push(items);
    }
    let mut errors = walk.errors;
    errors.extend(extends.circles(&parsed));
    let (base, mut bad) = builder.build(&parsed);
    errors.append(&mut bad);
    (base, errors)
}

/// Reads one text as if it were a file of the name `path`; a table's CSV is looked for beside it. What it
/// extends is not read.
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

/// A file taken apart: each item with its key, in the order of the file.
pub(super) struct Parsed {
    pub(super) file: FileId,
    /// It is not TOML: only its names are used.
    pub(super) broken: bool,
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
    /// Other files and folders that belong to the base with this one.
    pub(super) extends: Vec<Word>,
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
        extends: Vec::new(),
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
            "extends" => parsed.extends = parts.paths(value),
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

    /// `extends = "../shared"` or a list of such.
    fn paths(&mut self, value: Spanned<DeValue<'_>>) -> Vec<Word> {
        let span = value.span();
        let all = match value.into_inner() {
            DeValue::Array(all) => all.into_iter().collect(),
            one => vec![Spanned::new(span, one)],
        };
        let mut out = Vec::new();
        for v in all {
            match v.get_ref() {
                DeValue::String(path) => out.push(Word::new(v.span(), path.to_string())),
                _ => self.error(
                    Error::new(ErrorKind::Schema, "`extends` is a path or a list of paths")
                        .hint("extends = \"../shared/claims\""),
                    v.span(),
                ),
            }
        }
        out
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
