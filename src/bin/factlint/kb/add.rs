//! `factlint kb add`: a fact from flags, or from a place in a draft, at the end of a claims file.
//!
//! Nothing is written that the base could not be read with, and nothing that is there is touched: the new text is
//! read as a base first, and takes the old one's place in one step.

use std::path::{Path, PathBuf};

use factlint::atomic::Change;
use factlint::checker::{Checker, Extracted};
use factlint::kb::edit::{self, Literal};
use factlint::kb::{self, Base, Edtf, PropertyId, What};
use factlint::mention::Context;
use factlint::report::clean;
use factlint::resolve::Value;
use factlint::rules::Rules;
use factlint::span::{self, Cursor};
use factlint::value::Decimal;
use factlint::{Error, ErrorKind, error};

use super::args::Add;
use crate::config::Sieve;
use crate::input::Draft;
use crate::output::Output;
use crate::place::Place;
use crate::{complain, input};

/// How often it is tried again when somebody else changes the file at the same time.
const TRIES: usize = 5;
/// The file that facts go to when none is named.
const DRAFTS: &str = "drafts.toml";

/// What is known of the fact, by key.
#[derive(Debug, Default)]
struct Wanted {
    about: Option<String>,
    property: Option<String>,
    statement: Option<String>,
    value: Option<Literal>,
    /// In place of a value: its ends.
    low: Option<Literal>,
    high: Option<Literal>,
    unit: Option<String>,
    date: Option<Literal>,
    note: Option<String>,
}

pub(super) fn run(
    args: &Add,
    claims: &[PathBuf],
    rules: &Rules,
    output: &Output,
    quiet: bool,
) -> Result<u8, Error> {
    if args.status != "draft" && args.source.is_empty() {
        let e =
            Error::new(ErrorKind::Usage, format!("a fact of the status {} needs a --source", args.status));
        return Err(e.hint("leave it a draft until it has one: a draft judges nothing"));
    }
    let (base, errors) = kb::load(claims, rules);
    complain(&errors);
    let to = file(args.to.as_deref(), claims)?;
    let (wanted, base) = match &args.from {
        Some(place) => taken(place, base, rules)?,
        None => (Wanted::default(), base),
    };
    let keys = keys(args, wanted, &base)?;
    let item = edit::item("[[fact]]", &keys);
    let known: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for _ in 0..TRIES {
        let old = if to.exists() { kb::read_text(&to)?.to_string() } else { String::new() };
        let new = edit::append(&old, &item);
        tried(claims, &to, &new, &known, rules)?;
        if args.dry_run {
            return output.write(|out| write!(out, "{item}")).map(|()| 0);
        }
        let failed = |e: std::io::Error| {
            Error::new(ErrorKind::Io, format!("cannot write {}: {e}", to.display())).in_file(&to)
        };
        let change = Change::begin(&to).map_err(failed)?;
        let now = if to.exists() { kb::read_text(&to)?.to_string() } else { String::new() };
        if now != old {
            continue;
        }
        change.commit(|out| out.write_all(new.as_bytes())).map_err(failed)?;
        let line = new[..new.len() - item.len().min(new.len())].lines().count() + 1;
        return output
            .write(|out| {
                write!(out, "{item}")?;
                if quiet {
                    return Ok(());
                }
                let place = format!("{}:{line}", to.display());
                writeln!(out, "written to {}", clean::inline(&place))?;
                match args.status.as_str() {
                    "draft" => writeln!(
                        out,
                        "it judges nothing until somebody gives it a source and takes `status` away"
                    ),
                    _ => Ok(()),
                }
            })
            .map(|()| 0);
    }
    Err(Error::new(ErrorKind::Io, format!("{} keeps changing", to.display())).in_file(&to).hint("try again"))
}

/// The file to write to.
///
/// # Errors
///
/// Where there is no base.
pub(crate) fn file(named: Option<&Path>, claims: &[PathBuf]) -> Result<PathBuf, Error> {
    match (named, claims.first()) {
        (Some(to), _) => Ok(to.to_path_buf()),
        (None, Some(one)) if one.is_dir() => Ok(one.join(DRAFTS)),
        (None, Some(one)) => Ok(one.clone()),
        (None, None) => {
            let e = Error::new(ErrorKind::Usage, "there is no folder `claims` here");
            Err(e.hint("name a file with --to, or a base with --claims"))
        }
    }
}

/// Reads the base with the new text in place of the old one; what was wrong before is no reason to stop.
///
/// # Errors
///
/// What would be wrong, and was not.
pub(crate) fn tried(
    claims: &[PathBuf],
    to: &Path,
    new: &str,
    known: &[String],
    rules: &Rules,
) -> Result<(), Error> {
    let (_, errors) = kb::load_with(claims, Some((to, new)), rules);
    match errors.into_iter().find(|e| !known.contains(&e.to_string())) {
        Some(e) => Err(e),
        None => Ok(()),
    }
}

/// The keys of the fact in the order in which they are written.
fn keys(args: &Add, wanted: Wanted, base: &Base) -> Result<Vec<(&'static str, Literal)>, Error> {
    let about = args.about.as_deref().map(|a| entity(base, a)).transpose()?.or(wanted.about);
    let property = args.property.as_deref().map(|p| named_property(base, p)).transpose()?.or(wanted.property);
    let statement = args.statement.clone().or(wanted.statement.filter(|_| property.is_none()));
    let value = args.value.as_deref().map(Literal::typed);
    let (low, high) = (args.low.as_deref().map(Literal::typed), args.high.as_deref().map(Literal::typed));
    let typed = value.is_some() || low.is_some() || high.is_some();
    let value = value.or(wanted.value.filter(|_| !typed));
    let low = low.or(wanted.low.filter(|_| !typed));
    let high = high.or(wanted.high.filter(|_| !typed));
    if property.is_none() && statement.is_none() {
        let e = Error::new(ErrorKind::Usage, "a fact has a --property or a --statement");
        return Err(e.hint("or take it from a draft: --from PATH:LINE:COL"));
    }
    if value.is_none() && low.is_none() && high.is_none() {
        return Err(Error::new(ErrorKind::Usage, "a fact has a --value, or --low and --high"));
    }
    let date = args.date.as_deref().map(Literal::typed).or(wanted.date.filter(|_| !args.timeless));
    let id = match &args.id {
        Some(id) => id.clone(),
        None => {
            let when = date.as_ref().map(|d| d.to_string().replace('"', ""));
            let words = match (&about, &property) {
                (Some(a), Some(p)) => format!("{a} {p}"),
                _ => {
                    statement.iter().flat_map(|s| s.split_whitespace()).take(6).collect::<Vec<_>>().join(" ")
                }
            };
            free(base, &edit::slug(&format!("{words} {}", when.unwrap_or_default())))
        }
    };
    let text = |s: String| Literal::Text(s);
    let source = match args.source.as_slice() {
        [] => None,
        [one] => Some(("source", text(one.clone()))),
        many => Some(("sources", Literal::List(many.to_vec()))),
    };
    // `final` is what a fact is that does not say.
    let status = (args.status != "final").then(|| ("status", text(args.status.clone())));
    let all = [
        Some(("id", text(id))),
        about.map(|a| ("about", text(a))),
        property.map(|p| ("property", text(p))),
        statement.map(|s| ("statement", text(s))),
        value.map(|v| ("value", v)),
        low.map(|v| ("low", v)),
        high.map(|v| ("high", v)),
        args.unit.clone().or(wanted.unit).map(|u| ("unit", text(u))),
        date.map(|d| ("date", d)),
        args.timeless.then(|| ("timeless", Literal::Plain("true".to_owned()))),
        status,
        source,
        args.counter.clone().map(|c| ("counter", text(c))),
        args.note.clone().or(wanted.note).map(|n| ("note", text(n))),
    ];
    Ok(all.into_iter().flatten().collect())
}

/// An id that no fact has.
fn free(base: &Base, id: &str) -> String {
    let id = if id.is_empty() { "fact" } else { id };
    let taken = |id: &str| base.fact_id(id).is_some();
    match taken(id) {
        false => id.to_owned(),
        true => (2..).map(|n| format!("{id}-{n}")).find(|id| !taken(id)).unwrap_or_default(),
    }
}

/// The id of an entity that is named by its id, its name or an alias.
fn entity(base: &Base, typed: &str) -> Result<String, Error> {
    if base.entity_id(typed).is_some() {
        return Ok(typed.to_owned());
    }
    let found: Vec<&str> = base
        .index()
        .lookup(typed)
        .into_iter()
        .filter_map(|w| match w {
            What::Entity(e) => Some(&*base.entity(e).id),
            What::Event(e) => Some(&*base.entity(base.event(e).entity).id),
            _ => None,
        })
        .collect();
    one("entity", typed, &found, base.entities().iter().map(|e| &*e.id))
}

fn named_property(base: &Base, typed: &str) -> Result<String, Error> {
    if base.property_id(typed).is_some() {
        return Ok(typed.to_owned());
    }
    let found: Vec<&str> = base
        .index()
        .lookup(typed)
        .into_iter()
        .filter_map(|w| match w {
            What::Property(p) => Some(&*base.property(p).id),
            _ => None,
        })
        .collect();
    one("property", typed, &found, base.properties().iter().map(|p| &*p.id))
}

fn one<'b>(
    what: &str,
    typed: &str,
    found: &[&str],
    known: impl Iterator<Item = &'b str>,
) -> Result<String, Error> {
    match found {
        [one] => Ok((*one).to_owned()),
        [] => {
            let e = Error::new(ErrorKind::Reference, format!("unknown {what} `{typed}`"));
            Err(match error::nearest(typed, known) {
                Some(near) => e.hint(format!("did you mean `{near}`?")),
                None => e.hint(format!("write an [{what}] for it first, or a --statement")),
            })
        }
        several => {
            let e = Error::new(ErrorKind::Reference, format!("`{typed}` is a name of several"));
            Err(e.hint(format!("name one by its id: {}", several.join(", "))))
        }
    }
}

/// What the claim at a place of a draft states. The base comes back.
fn taken(typed: &str, base: Base, rules: &Rules) -> Result<(Wanted, Base), Error> {
    let place = Place::parse(typed).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("`{typed}` is no place"))
            .hint("write it as drafts/korea.md:25:14")
    })?;
    let (drafts, mut missing) = input::find(std::slice::from_ref(&place.path), None, &[], &Sieve::default());
    let Some(draft) = drafts.first().filter(|_| !place.path.is_dir()) else {
        let e = Error::new(ErrorKind::Usage, format!("{} is no draft", place.path.display()));
        return Err(missing.pop().unwrap_or(e));
    };
    let source = draft.read(256 << 20)?;
    let checker = Checker::new(rules.clone()).with_base(base);
    let context = Context::default();
    let read = checker.extract_document(source.document(), &context)?;
    let (mut start, mut end) = (Cursor::new(source.text()), Cursor::new(source.text()));
    let mut on_line = Vec::new();
    let mut here = None;
    for (i, r) in read.readings.iter().enumerate() {
        let span = r.extent.span.range();
        let (from, to) = (start.seek(span.start), end.seek(span.end));
        if from.0 <= place.line && place.line <= to.0 {
            on_line.push(format!("{}:{}:{}", place.path.display(), from.0, from.1));
            let covers = |column| from <= (place.line, column) && (place.line, column) < to;
            if here.is_none() && place.column.is_none_or(covers) {
                here = Some((i, from));
            }
        }
    }
    let Some((i, at)) = here else {
        let e = Error::new(ErrorKind::Usage, format!("no claim was read at {typed}"));
        return Err(if on_line.is_empty() {
            e
        } else {
            e.hint(format!("on that line: {}", on_line.join(", ")))
        });
    };
    let wanted = stated(&checker, draft, &context, &read, i, at)?;
    Ok((wanted, checker.into_base()))
}

/// The item that notes the claim which begins at byte `at` of the text `source` of a draft: a draft fact.
///
/// # Errors
///
/// Where no claim begins there.
pub(crate) fn draft_item(
    checker: &Checker,
    draft: &Draft,
    source: &str,
    context: &Context,
    at: u32,
) -> Result<String, Error> {
    let read = checker.extract(source, draft.format, context)?;
    let here = read.readings.iter().position(|r| r.extent.span.start == at);
    let i = here.ok_or_else(|| Error::new(ErrorKind::Usage, "no claim was read there"))?;
    let place = span::line_column(source, at as usize);
    let wanted = stated(checker, draft, context, &read, i, place)?;
    let args = Add { status: "draft".to_owned(), ..Add::default() };
    Ok(edit::item("[[fact]]", &keys(&args, wanted, checker.base())?))
}

/// What the claim with number `i` states; it stands at line and column `at`.
fn stated(
    checker: &Checker,
    draft: &Draft,
    context: &Context,
    read: &Extracted<'_>,
    i: usize,
    at: (u32, u32),
) -> Result<Wanted, Error> {
    let r = &read.readings[i];
    let words = |tokens: &std::ops::Range<u32>| {
        let first = read.tokens.all.get(tokens.start as usize);
        let last = read.tokens.all.get((tokens.end as usize).saturating_sub(1));
        let range = first.zip(last).map(|(a, b)| a.start as usize..b.end as usize);
        let text = range.and_then(|r| read.document.text.get(r)).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let links = checker.links(read);
    // What the claim was linked to, and a property that a fact can have: an event is dated by the event.
    let chosen = links.get(i).and_then(|l| l.chosen()).filter(|c| c.property != PropertyId::HAPPENED);
    let checked = checker.check_document(&draft.shown, read.document.clone(), context)?;
    let time = checked.findings.iter().find(|f| f.reading.extent.span == r.extent.span).and_then(|f| f.time);
    let base = checker.base();
    let property = chosen.map(|c| base.property(c.property));
    let number = |n: &Decimal| Literal::typed(&n.normalize().to_string());
    let said = || Literal::Text(words(&r.extent.whole));
    let (mut value, mut low, mut high, mut unit) = (None, None, None, None);
    match &r.value {
        Value::Quantity(q) => {
            // What a property counts is in its own unit; a statement keeps its words.
            match (q.interval.as_point().filter(|_| q.modifier.is_none()), property) {
                (Some(n), _) => value = Some(number(n)),
                (None, Some(_)) => {
                    low = q.interval.low.value().map(number);
                    high = q.interval.high.value().map(number);
                }
                (None, None) => value = Some(said()),
            }
            let own = property.is_some_and(|p| p.unit.is_some()) || matches!(value, Some(Literal::Text(_)));
            unit = q.unit.as_ref().filter(|_| !own).map(|u| u.name().to_owned());
        }
        Value::Time(t) if t.value.parse::<Edtf>().is_ok() => value = Some(Literal::typed(&t.value)),
        Value::Time(_) => value = Some(said()),
    }
    let sentence = read.tokens.sentences.get(read.tokens.sentence_of(r.extent.whole.start));
    Ok(Wanted {
        about: chosen.map(|c| base.entity(c.entity).id.to_string()),
        property: property.map(|p| p.id.to_string()),
        statement: sentence.map(words),
        value,
        low,
        high,
        unit,
        date: time.map(|t| Literal::typed(&kb::period(&t))),
        note: Some(format!("taken from {}:{}:{}", draft.shown, at.0, at.1)),
    })
}
