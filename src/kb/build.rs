//! From parsed files to a base: ids to numbers, references checked, everything that is wrong collected.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::base::{Base, File, Located};
use super::days;
use super::edtf::Edtf;
use super::index::Index;
use super::load::Parsed;
use super::model::{Dated, EntityId, EventId, FactId, FileId, Place, PropertyId, SourceId};
use super::names::{BUILT_IN, empty_property};
use super::pattern;
use super::schema::{Raw, Value, Word};
use super::stored::OPEN;
use super::value::{self, Bad, span_of};
use crate::error::{Error, ErrorKind, nearest};
use crate::rules::Rules;
use crate::span::Span;
use crate::value::timex::Length;
use crate::value::{Bound, Date};

/// Beyond so many known names no nearest one is sought for an unknown one.
const NEAREST: usize = 100_000;

pub(super) struct Builder<'r> {
    pub(super) base: Base,
    pub(super) rules: &'r Rules,
    pub(super) errors: Vec<Error>,
    /// Entities by name, alias and `same-as`, case folded: how the cells of a table find them.
    pub(super) by_name: FxHashMap<Box<str>, EntityId>,
    /// Properties by id, name and alias, case folded: how cells and box keys find them.
    pub(super) property_by_name: FxHashMap<Box<str>, PropertyId>,
    /// References to facts, looked up when all are there.
    pub(super) revises: Vec<(FactId, Word, usize)>,
}

/// The form under which names of cells and box keys are compared.
pub(super) fn fold_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(|c| if c == '\u{2019}' { '\'' } else { c }.to_lowercase()));
    }
    out
}

impl<'r> Builder<'r> {
    pub(super) fn new(rules: &'r Rules) -> Self {
        let mut builder = Self {
            base: Base::default(),
            rules,
            errors: Vec::new(),
            by_name: FxHashMap::default(),
            property_by_name: FxHashMap::default(),
            revises: Vec::new(),
        };
        for (id, name, aliases) in BUILT_IN {
            let mut p = empty_property(id, name);
            p.aliases = aliases.iter().map(|&a| a.to_owned()).collect();
            p.dates = true;
            builder.add_property(p);
        }
        builder
    }

    pub(super) fn file(&mut self, file: File) -> FileId {
        self.base.files.push(file);
        FileId::at(self.base.files.len() - 1)
    }

    /// Names first, so that the order of files does not matter; then what refers to them.
    pub(super) fn build(mut self, files: &[Parsed]) -> (Base, Vec<Error>) {
        for p in files {
            self.sources(p);
            self.properties(p);
            self.entities(p);
            self.event_names(p);
        }
        for p in files {
            self.entity_references(p);
            self.tables(p);
        }
        for (i, p) in files.iter().enumerate() {
            self.entity_facts(p);
            self.facts(p, i);
            self.event_facts(p, i);
            self.series(p);
        }
        self.revisions(files);
        self.order();
        self.base.index = Index::build(&self.base);
        self.base.shrink();
        (self.base, self.errors)
    }

    /// Collects an error at a place of a file. Of a file that is not TOML only the syntax errors count.
    pub(super) fn report(&mut self, p: &Parsed, e: Error, span: Span) {
        if !p.broken {
            self.errors.push(e.in_file(&p.path).at(&p.text, span));
        }
    }

    pub(super) fn fail(&mut self, p: &Parsed, kind: ErrorKind, span: Span, message: impl Into<String>) {
        self.report(p, Error::new(kind, message), span);
    }

    pub(super) fn bad(&mut self, p: &Parsed, bad: Bad) {
        let e = Error::new(ErrorKind::Value, bad.why);
        self.report(p, if let Some(h) = bad.hint { e.hint(h) } else { e }, bad.span);
    }

    /// A result's value; its error is collected.
    pub(super) fn keep<T>(&mut self, p: &Parsed, result: Result<T, Bad>) -> Option<T> {
        result.map_err(|b| self.bad(p, b)).ok()
    }

    pub(super) fn place(p: &Parsed, word: &Word) -> Place {
        Place { file: p.file, span: inside(&p.text, Span::from(word.span())) }
    }

    pub(super) fn duplicate(&mut self, p: &Parsed, what: &str, id: &Word, first: Option<Place>) {
        let mut e = Error::new(ErrorKind::Duplicate, format!("duplicate {what} `{}`", shown(id.get_ref())));
        if let Some(place) = first {
            let Located { path, line, column, .. } = self.base.locate(place);
            e = e.hint(format!("first defined at {path}:{line}:{column}"));
        }
        self.report(p, e, Span::from(id.span()));
    }

    /// The entity that a word names: by id, else an error with the nearest id.
    pub(super) fn entity(&mut self, p: &Parsed, word: &Word) -> Option<EntityId> {
        let found = self.base.names.entities.get(word.get_ref().as_str()).copied();
        if found.is_none() {
            let by_name = self.by_name.get(fold_name(word.get_ref()).as_str());
            let hint = by_name.map(|&e| self.base.entity(e).id.to_string());
            let names: Vec<&str> = match (&hint, self.base.entities.len() < NEAREST) {
                (None, true) => self.base.entities.iter().map(|e| &*e.id).collect(),
                _ => Vec::new(),
            };
            let e = unknown("entity", word, hint.as_deref().or_else(|| nearest(word.get_ref(), names)));
            self.report(p, e, Span::from(word.span()));
        }
        found
    }

    pub(super) fn property(&mut self, p: &Parsed, word: &Word) -> Option<PropertyId> {
        let found = self.base.names.properties.get(word.get_ref().as_str()).copied();
        if found.is_none() {
            let by_name = self.property_by_name.get(fold_name(word.get_ref()).as_str());
            let hint = by_name
                .map(|&f| &*self.base.property(f).id)
                .or_else(|| nearest(word.get_ref(), self.base.properties.iter().map(|x| &*x.id)));
            let e = unknown("property", word, hint);
            self.report(p, e, Span::from(word.span()));
        }
        found
    }

    /// `source = "a"` and `sources = ["a", "b"]` together.
    pub(super) fn source_list(
        &mut self,
        p: &Parsed,
        one: Option<&Word>,
        many: Option<&Vec<Word>>,
    ) -> Vec<SourceId> {
        let mut out = Vec::new();
        for word in one.into_iter().chain(many.into_iter().flatten()) {
            match self.base.names.sources.get(word.get_ref().as_str()) {
                Some(&s) if !out.contains(&s) => out.push(s),
                Some(_) => {}
                None => {
                    let e = unknown(
                        "source",
                        word,
                        nearest(word.get_ref(), self.base.sources.iter().map(|s| &*s.id)),
                    );
                    self.report(p, e, Span::from(word.span()));
                }
            }
        }
        out
    }

    /// Aliases, cues or `not` words, those that cannot be read left out.
    pub(super) fn phrases(&mut self, p: &Parsed, words: &[Word]) -> Vec<String> {
        let mut out = Vec::with_capacity(words.len());
        for w in words {
            match pattern::parse(w.get_ref()) {
                Ok(_) => out.push(w.get_ref().clone()),
                Err(why) => self.bad(p, Bad::new(Span::from(w.span()), why)),
            }
        }
        out
    }

    /// One string or a list of strings.
    pub(super) fn strings(&mut self, p: &Parsed, value: Option<&Value>) -> Vec<Word> {
        let Some(v) = value else { return Vec::new() };
        let all = match v.get_ref() {
            Raw::List(all) => all.as_slice(),
            _ => std::slice::from_ref(v),
        };
        let mut out = Vec::new();
        for v in all {
            match v.get_ref() {
                Raw::Text(t) => out.push(Word::new(v.span(), t.clone())),
                _ => self.bad(p, Bad::new(span_of(v), "expected a string or a list of strings")),
            }
        }
        out
    }

    pub(super) fn maybe_date(&mut self, p: &Parsed, value: Option<&Value>) -> Option<Dated> {
        value.and_then(|v| self.keep(p, value::date(v, &p.text, self.rules)))
    }

    pub(super) fn maybe_day(&mut self, p: &Parsed, value: Option<&Value>) -> Option<Date> {
        self.maybe_date(p, value).and_then(|d| d.first_day())
    }

    pub(super) fn days(&mut self, p: &Parsed, value: Option<&Value>) -> Vec<Date> {
        let all: Vec<Value> = match value.map(|v| v.get_ref()) {
            Some(Raw::List(all)) => all.clone(),
            Some(_) => value.cloned().into_iter().collect(),
            None => Vec::new(),
        };
        all.iter().filter_map(|v| self.maybe_day(p, Some(v))).collect()
    }

    pub(super) fn maybe_length(&mut self, p: &Parsed, word: Option<&Word>) -> Option<Length> {
        word.and_then(|w| {
            self.keep(p, days::duration(w.get_ref()).map_err(|why| Bad::new(Span::from(w.span()), why)))
        })
    }

    /// `date`, or `valid-from` and `valid-through`.
    pub(super) fn when(
        &mut self,
        p: &Parsed,
        date: Option<&Value>,
        from: Option<&Value>,
        through: Option<&Value>,
    ) -> Result<Option<Dated>, ()> {
        if let (Some(d), Some(_)) = (date, from.or(through)) {
            let bad = Bad::new(
                span_of(d),
                "`date` stands beside `valid-from` or `valid-through`; keep one of them",
            );
            self.bad(p, bad);
            return Err(());
        }
        let mut read = |v: Option<&Value>| match v {
            None => Ok(None),
            Some(v) => self.maybe_date(p, Some(v)).map(Some).ok_or(()),
        };
        if date.is_some() {
            return read(date);
        }
        let (a, b) = (read(from)?, read(through)?);
        let text = match (&a, &b) {
            (None, None) => return Ok(None),
            (a, b) => {
                let end = |d: &Option<Dated>| d.as_ref().map_or("..".into(), |d| d.written.clone());
                format!("{}/{}", end(a), end(b))
            }
        };
        if let (Some(_), Some(_)) = (&a, &b)
            && text.parse::<Edtf>().is_err()
            && let Some(v) = through
        {
            self.bad(p, Bad::new(span_of(v), "`valid-through` lies before `valid-from`"));
            return Err(());
        }
        let low = a.map_or(Bound::Unbounded, |d| d.interval.low);
        let high = b.map_or(Bound::Unbounded, |d| d.interval.high);
        Ok(Some(Dated { interval: crate::value::Interval { low, high }, written: text.into() }))
    }

    fn revisions(&mut self, files: &[Parsed]) {
        for (id, word, file) in std::mem::take(&mut self.revises) {
            let p = &files[file];
            match self.base.names.facts.get(word.get_ref().as_str()).copied() {
                Some(old) if old != id => {
                    self.base.more_mut(id).revises = Some(old);
                    self.base.more_mut(old).revised_by = Some(id);
                }
                Some(_) => {
                    self.fail(
                        p,
                        ErrorKind::Reference,
                        Span::from(word.span()),
                        "a fact cannot revise itself",
                    );
                }
                None => {
                    let hint = nearest(word.get_ref(), self.base.written.iter().map(|w| &*w.id));
                    let e = unknown("fact", &word, hint);
                    self.report(p, e, Span::from(word.span()));
                }
            }
        }
    }

    fn order(&mut self) {
        let base = &mut self.base;
        let mut keys: Vec<(u32, u32, i32, u32)> = Vec::with_capacity(base.len());
        for (i, w) in base.written.iter().enumerate() {
            let id = FactId::at(i);
            let Some(about) = w.about else {
                base.order.statements.push(id);
                continue;
            };
            if w.property.is_none() {
                base.order.statements.push(id);
            }
            let begin = w.when.as_ref().and_then(|d| d.interval.low.value().map(|t| days::days(*t)));
            keys.push((about.0, w.property.map_or(u32::MAX, |p| p.0), begin.unwrap_or(OPEN), id.0));
        }
        let first = base.written.len();
        for (i, r) in base.rows.iter().enumerate() {
            keys.push((r.about.0, r.property.0, r.begin, FactId::at(first + i).0));
        }
        keys.sort_unstable();
        base.order.by_subject = keys.iter().map(|k| FactId(k.3)).collect();
        let mut starts = Vec::with_capacity(base.entities.len() + 1);
        let mut at = 0;
        for e in 0..=u32::try_from(base.entities.len()).unwrap_or(u32::MAX) {
            at += keys[at..].iter().take_while(|k| k.0 < e).count();
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        base.order.starts = starts;
        base.order.only = vec![None; base.properties.len()];
        let mut many = vec![false; base.properties.len()];
        for &(entity, property, ..) in &keys {
            let Some(slot) = base.order.only.get_mut(property as usize) else { continue };
            match slot {
                None if !many[property as usize] => *slot = Some(EntityId(entity)),
                Some(e) if e.0 != entity => (*slot, many[property as usize]) = (None, true),
                _ => {}
            }
        }
        for (i, event) in base.events.iter().enumerate() {
            for &about in &event.about {
                base.order.events.entry(about).or_default().push(EventId::at(i));
            }
        }
    }
}

fn unknown(what: &str, word: &Word, near: Option<&str>) -> Error {
    let e = Error::new(ErrorKind::Reference, format!("unknown {what} `{}`", shown(word.get_ref())));
    match near {
        Some(n) => e.hint(format!("did you mean `{n}`?")),
        None => e.hint(format!("no {what} of this id is in the base")),
    }
}

/// As much of a word as an error shows.
pub(super) fn shown(word: &str) -> &str {
    word.char_indices().nth(60).map_or(word, |(i, _)| &word[..i])
}

/// The phrases an alias stands for, none for a regular expression.
pub(super) fn plain_phrases(alias: &str) -> Vec<String> {
    match pattern::parse(alias) {
        Ok(pattern::Pattern::Phrases { phrases, .. }) => phrases,
        _ => Vec::new(),
    }
}

/// A string's span without its quotation marks; any other value's span as it is.
pub(super) fn inside(text: &str, span: Span) -> Span {
    let s = text.get(span.range()).unwrap_or_default();
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        let n = u32::try_from(quote.len()).unwrap_or(0);
        if s.len() >= 2 * quote.len() && s.starts_with(quote) && s.ends_with(quote) {
            return Span::new(span.start + n, span.end - n);
        }
    }
    span
}

/// A path relative to the folder of `file`.
pub(super) fn beside(file: &Path, path: &str) -> std::path::PathBuf {
    file.parent().map_or_else(|| path.into(), |folder| folder.join(path))
}
