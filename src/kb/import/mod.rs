//! Claims files made of what others publish: tables, Wikidata's dump, Data Commons, and dumps of one's own.
//!
//! Enters: a stream, of any length. Leaves: TOML, and a CSV file beside it where there are many rows, both written
//! as they come: memory grows with what is chosen, never with what is passed over. What cannot be read is
//! named with its line and left out.

mod csv;
mod datacommons;
mod json;
mod wikidata;

use std::fmt::Write as _;
use std::io::{self, BufRead, Write};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

pub use self::csv::csv;
pub use self::datacommons::data_commons;
pub use self::json::json;
pub use self::wikidata::wikidata;

use super::base::Base;
use super::edit::{Literal, item};
use super::model::EntityId;
use crate::error::{Error, ErrorKind};
use crate::rules::Rules;
use crate::value::Decimal;

/// Most errors that are told one by one.
const MOST_ERRORS: usize = 20;
/// Longest line that is read, in bytes: the longest item of Wikidata is a tenth of it.
const LONGEST: u64 = 64 << 20;

/// What to import, and what is known already.
#[derive(Debug)]
pub struct Options<'o> {
    /// The reading rules: units by name.
    pub rules: &'o Rules,
    /// The base in use: what it has is referred to, not defined again.
    pub base: &'o Base,
    /// Id of the source that is written.
    pub source: String,
    /// Its keys.
    pub about_source: Vec<(&'static str, Literal)>,
    /// Name of the CSV file beside the TOML file.
    pub csv: String,
    /// Properties to take, each with the id it is to have; all that are known where it is empty.
    pub properties: Vec<(String, Option<String>)>,
    /// Entities to take, each with the name it is to have; all where it is empty.
    pub entities: Vec<(String, Option<String>)>,
    /// Units of properties where the file does not say.
    pub units: Vec<(String, String)>,
    /// What the numbers of properties are counted in: 1,000 where they are "in thousands".
    pub times: Vec<(String, Decimal)>,
    /// The columns of names, dates and values of a table that is of no known shape.
    pub columns: (Option<String>, Option<String>, Vec<String>),
    /// Language of names.
    pub lang: String,
}

impl Options<'_> {
    /// Whether a property, under any of its names, is to be taken; and the id it is to have.
    fn property(&self, names: &[&str]) -> Option<Option<&str>> {
        if self.properties.is_empty() {
            return Some(None);
        }
        let found = self.properties.iter().find(|(p, _)| names.contains(&p.as_str()));
        found.map(|(_, id)| id.as_deref())
    }

    fn entity(&self, names: &[&str]) -> Option<Option<&str>> {
        if self.entities.is_empty() {
            return Some(None);
        }
        let found = self.entities.iter().find(|(e, _)| names.contains(&e.as_str()));
        found.map(|(_, name)| name.as_deref())
    }

    fn unit(&self, names: &[&str]) -> Option<&str> {
        self.units.iter().find(|(p, _)| names.contains(&p.as_str())).map(|(_, unit)| unit.as_str())
    }

    fn times(&self, names: &[&str]) -> Option<Decimal> {
        self.times.iter().find(|(p, _)| names.contains(&p.as_str())).map(|&(_, times)| times)
    }

    /// The source as TOML.
    fn source_item(&self) -> String {
        item(&header("source", &self.source), &self.about_source)
    }
}

/// What became of an import.
#[derive(Debug, Default)]
pub struct Report {
    /// Facts written.
    pub facts: usize,
    /// Entities met.
    pub entities: usize,
    /// Properties written, those without a unit marked.
    pub properties: Vec<(String, bool)>,
    /// What was passed over without being wrong, and how often.
    pub passed: FxHashMap<&'static str, usize>,
    /// What is wrong: the first of them.
    pub errors: Vec<Error>,
    /// How many are wrong in all.
    pub wrong: usize,
}

impl Report {
    fn pass(&mut self, why: &'static str) {
        *self.passed.entry(why).or_default() += 1;
    }

    fn error(&mut self, path: &Path, place: &str, why: impl std::fmt::Display) {
        self.wrong += 1;
        if self.errors.len() < MOST_ERRORS {
            let what = format!("{}:{place}: {why}", path.display());
            self.errors.push(Error::new(ErrorKind::Value, what).in_file(path));
        }
    }
}

/// `[source.x]`, its id in quotation marks where it needs them.
fn header(kind: &str, id: &str) -> String {
    let plain = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if plain { format!("[{kind}.{id}]") } else { format!("[{kind}.{}]", super::edit::quoted(id)) }
}

/// What the base calls the same thing, by what it is elsewhere: "wikidata:Q884" is `south-korea`.
fn same(base: &Base) -> FxHashMap<&str, EntityId> {
    let all = base.entities().iter().enumerate();
    all.filter_map(|(i, e)| Some((EntityId::at(i), e.more.as_ref()?)))
        .flat_map(|(id, more)| more.same_as.iter().map(move |s| (s.as_str(), id)))
        .collect()
}

/// An alias as an editor may write it: what would be read as a pattern is none.
fn plain_alias(alias: &str) -> bool {
    alias.len() <= 200
        && alias.chars().any(char::is_alphabetic)
        && !alias.contains(['{', '}', '[', ']', '|'])
        && !alias.starts_with('=')
        && !alias.starts_with("re:")
}

/// The next line without its end, `false` at the end of the stream. A line that is too long is cut.
fn line(input: &mut dyn BufRead, into: &mut Vec<u8>) -> io::Result<bool> {
    into.clear();
    let mut limited = io::Read::take(&mut *input, LONGEST);
    if limited.read_until(b'\n', into)? == 0 {
        return Ok(false);
    }
    if into.last() == Some(&b'\n') {
        into.pop();
    } else {
        // Whether it is the last line or a cut one: the rest goes.
        loop {
            let (used, done) = {
                let rest = input.fill_buf()?;
                match rest.iter().position(|&b| b == b'\n') {
                    Some(n) => (n + 1, true),
                    None => (rest.len(), rest.is_empty()),
                }
            };
            input.consume(used);
            if done {
                break;
            }
        }
    }
    Ok(true)
}

/// Properties that are written once, in the order in which they are met.
#[derive(Default)]
struct Properties {
    ids: FxHashMap<String, String>,
    taken: FxHashSet<String>,
    toml: String,
}

/// What is known of a property that is met.
struct Met<'m> {
    /// As the file calls it: "GDP (current US$)".
    written: &'m str,
    /// The id asked for.
    id: Option<&'m str>,
    name: &'m str,
    unit: Option<String>,
    more: Vec<(&'static str, Literal)>,
}

impl Properties {
    /// The id of a property; its item is written when it is met for the first time and the base has none.
    fn id(&mut self, met: Met<'_>, options: &Options<'_>, report: &mut Report) -> String {
        let base = options.base;
        let known = |name: &str| {
            let mut all = base.index().lookup(name).into_iter().filter_map(|w| match w {
                super::What::Property(p) => Some(base.property(p)),
                _ => None,
            });
            all.next().map(|p| p.id.to_string())
        };
        let wanted = match met.id {
            Some(id) => id.to_owned(),
            None => base
                .property_id(met.name)
                .map(|_| met.name.to_owned())
                .or_else(|| known(met.written))
                .unwrap_or_else(|| super::edit::slug(met.name)),
        };
        let wanted = if wanted.is_empty() { "property".to_owned() } else { wanted };
        if base.property_id(&wanted).is_some() {
            self.ids.insert(met.written.to_owned(), wanted.clone());
            return wanted;
        }
        let free = |id: &String| !self.taken.contains(id);
        let id = std::iter::once(wanted.clone())
            .chain((2..).map(|n| format!("{wanted}-{n}")))
            .find(free)
            .unwrap_or_default();
        let first = id == wanted;
        let mut keys = vec![("name", Literal::Text(if first { met.name } else { met.written }.to_owned()))];
        report.properties.push((id.clone(), met.unit.is_some()));
        if let Some(unit) = met.unit {
            keys.push(("unit", Literal::Text(unit)));
        }
        keys.extend(met.more);
        let _ = writeln!(self.toml, "{}", item(&header("property", &id), &keys));
        self.taken.insert(id.clone());
        self.ids.insert(met.written.to_owned(), id.clone());
        id
    }
}

/// The rows of many facts, in the columns that [`table`] names.
struct Rows<'w> {
    writer: ::csv::Writer<&'w mut dyn Write>,
}

impl<'w> Rows<'w> {
    fn new(out: &'w mut dyn Write) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(["Name", "Property", "Date", "Value", "Unit"]).map_err(io::Error::other)?;
        Ok(Self { writer })
    }

    fn row(&mut self, cells: [&str; 5]) -> io::Result<()> {
        self.writer.write_record(cells).map_err(io::Error::other)
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The `[[table]]` of the CSV file beside.
fn table(options: &Options<'_>) -> String {
    let column = |name: &str| Literal::Plain(format!("{{ column = \"{name}\" }}"));
    let keys = [
        ("path", Literal::Text(options.csv.clone())),
        ("about", column("Name")),
        ("property", column("Property")),
        ("date", column("Date")),
        ("value", column("Value")),
        ("unit", column("Unit")),
        ("source", Literal::Text(options.source.clone())),
    ];
    item("[[table]]", &keys)
}

/// An error of reading or writing, in the words of the library.
fn io_error(path: &Path, e: &io::Error) -> Error {
    Error::io(path, e)
}
