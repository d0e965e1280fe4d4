//! The rules as editors wrote them: each with its kind, its id, its words, its examples and its place.
//!
//! Read from the TOML itself, whatever the kind of rule: any table of an array of tables that has an
//! `id` is a rule, so a new kind needs nothing here.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::schema::Example;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// A rule as written.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its kind, as the file's tables are called: "hedge", "time.word".
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its words: the strings of its lists (but for the examples), in order.
    pub words: Vec<String>,
    /// Texts that it must read so, each with its bytes in the file.
    pub yes: Vec<(Example, Span)>,
    /// Texts in which it must not fire, each with its bytes in the file.
    pub no: Vec<(String, Span)>,
    /// Bytes of the rule in its file.
    pub span: Span,
}

impl Entry {
    /// What derivations call it: the first part of its kind, and its id: "hedge.at-least", "time.late".
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.kind.split('.').next().unwrap_or_default(), self.id)
    }
}

/// Every rule of a file, in the order of the text.
///
/// ```
/// use factlint::rules::catalogue::entries;
/// let text = "[[hedge]]\nid = 'at-least'\nphrases = ['at least']\nno = ['At least he came.']\n";
/// let found = entries("mine.toml".as_ref(), text)?;
/// assert_eq!(found[0].name(), "hedge.at-least");
/// assert_eq!(found[0].words, ["at least"]);
/// assert_eq!(found[0].no.len(), 1);
/// # Ok::<(), factlint::Error>(())
/// ```
///
/// # Errors
///
/// Where the file is not TOML.
pub fn entries(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    let file = DeTable::parse(text).map_err(|e| {
        let place = e.span().map_or(Span::default(), Span::from);
        Error::new(ErrorKind::Syntax, e.message().to_owned()).in_file(path).at(text, place)
    })?;
    let mut out = Vec::new();
    collect("", file.get_ref(), text, &mut out);
    out.sort_by_key(|e: &Entry| e.span.start);
    Ok(out)
}

/// Where the value of `key` of the rule `id` stands in a file that was read before: its bytes; the
/// rule's first line where it has no such key. `kind` is as the file's tables are called.
pub(super) fn place(text: &str, kind: &str, id: &str, key: &str) -> Option<Span> {
    let file = DeTable::parse(text).ok()?;
    let mut table = file.get_ref();
    let mut names = kind.split('.').peekable();
    let rules = loop {
        let value = table.get(names.next()?)?.get_ref();
        match names.peek() {
            Some(_) => table = value.as_table()?,
            None => break value.as_array()?,
        }
    };
    let is = |r: &&Spanned<DeValue<'_>>| {
        r.get_ref().as_table().and_then(|t| t.get("id")).is_some_and(|v| v.get_ref().as_str() == Some(id))
    };
    // Of several rules of one id in one file the last one counts.
    let rule = rules.iter().rev().find(is)?;
    let value = rule.get_ref().as_table().and_then(|t| t.get(key));
    Some(match value {
        Some(v) => Span::from(v.span()),
        None => first_line(whole(rule.span().start, rule.span().end, text), text),
    })
}

/// The first line of a rule, for an error to point at.
#[must_use]
pub fn first_line(rule: Span, text: &str) -> Span {
    let range = rule.range();
    let end = text[range.clone()].find('\n').map_or(range.end, |i| range.start + i);
    (range.start..end).into()
}

fn collect(kind: &str, table: &DeTable<'_>, text: &str, out: &mut Vec<Entry>) {
    for (key, value) in table {
        let inner =
            if kind.is_empty() { key.get_ref().to_string() } else { format!("{kind}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(t) if kind.is_empty() => collect(&inner, t, text, out),
            DeValue::Array(rules) => out.extend(rules.iter().filter_map(|r| entry(&inner, r, text))),
            _ => {}
        }
    }
}

fn entry(kind: &str, rule: &Spanned<DeValue<'_>>, text: &str) -> Option<Entry> {
    let table = rule.get_ref().as_table()?;
    let string = |t: &DeTable<'_>, key: &str| Some(t.get(key)?.get_ref().as_str()?.to_owned());
    let list = |key: &str| table.get(key).and_then(|v| v.get_ref().as_array()).into_iter().flatten();
    let mut words = Vec::new();
    for (key, value) in table {
        if !matches!(&**key.get_ref(), "yes" | "no") {
            all_strings(value.get_ref(), &mut words);
        }
    }
    let yes = list("yes").filter_map(|v| {
        let t = v.get_ref().as_table()?;
        let example = Example {
            text: string(t, "text")?,
            is: string(t, "is")?,
            date: string(t, "date"),
            timeline: string(t, "timeline"),
        };
        Some((example, Span::from(v.span())))
    });
    Some(Entry {
        kind: kind.to_owned(),
        id: string(table, "id")?,
        words,
        yes: yes.collect(),
        no: list("no").filter_map(|v| Some((v.get_ref().as_str()?.to_owned(), v.span().into()))).collect(),
        span: whole(rule.span().start, rule.span().end, text),
    })
}

/// The strings of a list, and the keys of a table: `{ two = 2 }` has the word "two".
fn all_strings(value: &DeValue<'_>, out: &mut Vec<String>) {
    match value {
        DeValue::Array(items) => {
            out.extend(items.iter().filter_map(|i| Some(i.get_ref().as_str()?.to_owned())));
        }
        DeValue::Table(t) => out.extend(t.keys().map(|k| k.get_ref().to_string())),
        _ => {}
    }
}

/// An inline table is its own text; a table under a header runs up to the next one.
fn whole(start: usize, end: usize, text: &str) -> Span {
    if text[start..].starts_with('{') {
        return Span::from(start..end);
    }
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let body = text[start..].find("\n[[").map_or(text.len(), |i| start + i);
    Span::from(line..line + text[line..body].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_any_kind_are_found_with_their_text() {
        let text = "schema = 1\ncurrency = [\n  { id = 'EUR', names = ['euro'] },\n]\n\n\
                    [[time.word]]\nid = 'late'\nphrases = ['late']\nyes = [{ text = 'late 1999', is = 'DATE 1999 END' }]\n\n\
                    [[number]]\nid = 'teens'\n[number.words]\nten = 10\n";
        let found = entries(Path::new("x.toml"), text).unwrap();
        let names: Vec<String> = found.iter().map(Entry::name).collect();
        assert_eq!(names, ["currency.EUR", "time.late", "number.teens"]);
        assert_eq!(&text[found[0].span.range()], "{ id = 'EUR', names = ['euro'] }");
        assert!(text[found[1].span.range()].starts_with("[[time.word]]"));
        assert_eq!(&text[found[2].span.range()], "[[number]]\nid = 'teens'\n[number.words]\nten = 10");
        assert_eq!(found[2].words, ["ten"]);
        assert_eq!(found[1].yes[0].0.is, "DATE 1999 END");
    }
}
