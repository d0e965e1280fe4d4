//! Laying out claims files: signs of equality one below the other, one blank line between items, four spaces inside
//! lists. Words, values, order and comments stay.

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;
use toml_edit::{Document, Item, Table};

use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// A claims file laid out.
///
/// ```
/// use std::path::Path;
/// let text = "[entity.x]\nname='X'   # so\naliases = [\n'y',\n]\n\n\n[entity.z]\nname = 'Z'";
/// let laid_out = "[entity.x]\nname    = 'X'   # so\naliases = [\n    'y',\n]\n\n[entity.z]\nname = 'Z'\n";
/// assert_eq!(factlint::kb::format(Path::new("x.toml"), text)?, laid_out);
/// # Ok::<(), factlint::Error>(())
/// ```
///
/// # Errors
///
/// [`ErrorKind::Syntax`] for what is not TOML.
pub fn format(path: &Path, text: &str) -> Result<String, Error> {
    let body = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let document = Document::parse(body.as_str()).map_err(|e| {
        let e2 = Error::new(ErrorKind::Syntax, e.message().lines().next().unwrap_or_default()).in_file(path);
        e.span().map_or(e2.clone(), |s| e2.at(&body, Span::from(s)))
    })?;
    let mut keys = Vec::new();
    collect(&body, document.as_table(), 0, &mut 0, &mut keys);
    keys.sort_by_key(|k| k.end);
    let lists: Vec<String> = document
        .as_table()
        .iter()
        .filter(|(_, item)| item.is_array_of_tables())
        .map(|(name, _)| name.to_owned())
        .collect();
    let out =
        Layout { body: &body, keys: &keys, widths: widths(&body, &keys), lists: &lists, out: Vec::new() }
            .run();
    // Whatever the layout: it must say the same.
    if out.parse::<toml::Table>().ok() != body.parse::<toml::Table>().ok() {
        let what = format!("laying out {} would change what it says", path.display());
        return Err(Error::new(ErrorKind::Internal, what).in_file(path).hint("it was left as it is"));
    }
    Ok(out)
}

/// A key with its value.
struct Key {
    /// Where the key ends, in bytes.
    end: usize,
    value: Range<usize>,
    /// Keys of one table have one number.
    table: usize,
    /// The layout of its value is part of what it says.
    fixed: bool,
    /// It is a list over several lines.
    list: bool,
}

fn collect(body: &str, table: &Table, own: usize, last: &mut usize, keys: &mut Vec<Key>) {
    for (name, item) in table {
        match item {
            Item::Value(value) => {
                let key = table.key(name).and_then(toml_edit::Key::span);
                if let (Some(key), Some(range)) = (key, value.span()) {
                    let list = value.is_array();
                    let written = &body[range.clone()];
                    let fixed = written.contains("\"\"\"") || written.contains("'''");
                    keys.push(Key { end: key.end, value: range, table: own, fixed, list });
                }
            }
            Item::Table(t) if t.is_dotted() => collect(body, t, own, last, keys),
            Item::Table(t) => {
                *last += 1;
                collect(body, t, *last, last, keys);
            }
            Item::ArrayOfTables(all) => {
                for t in all {
                    *last += 1;
                    collect(body, t, *last, last, keys);
                }
            }
            Item::None => {}
        }
    }
}

struct Layout<'t> {
    body: &'t str,
    keys: &'t [Key],
    widths: FxHashMap<usize, usize>,
    /// Names of what stands in `[[double brackets]]`: `[series.values]` goes on with the one before it.
    lists: &'t [String],
    out: Vec<String>,
}

impl Layout<'_> {
    fn run(mut self) -> String {
        let (mut at, mut next) = (0, 0);
        while at < self.body.len() {
            let end = self.line_end(at);
            let line = self.body[at..end].trim();
            match self.keys.get(next) {
                Some(key) if key.end <= end && !line.starts_with(['[', '#']) && !line.is_empty() => {
                    at = self.key(at, key) + 1;
                    next += 1;
                    // Keys of one line: `a = { b = 1 }` has one of its own only.
                    while self.keys.get(next).is_some_and(|k| k.end < at) {
                        next += 1;
                    }
                    continue;
                }
                _ if line.is_empty() => self.blank(),
                _ if line.starts_with('[') => self.header(line),
                _ => self.out.push(line.to_owned()),
            }
            at = end + 1;
        }
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out.iter().flat_map(|l| [l.as_str(), "\n"]).collect()
    }

    fn line_end(&self, at: usize) -> usize {
        self.body[at..].find('\n').map_or(self.body.len(), |n| at + n)
    }

    /// One blank line, none at the top.
    fn blank(&mut self) {
        if self.out.last().is_some_and(|l| !l.is_empty()) {
            self.out.push(String::new());
        }
    }

    /// A blank line stands before it and the comments that belong to it.
    fn header(&mut self, line: &str) {
        let first = line.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default().trim();
        let goes_on = !line.starts_with("[[") && self.lists.iter().any(|l| l == first);
        let deep = line.split(']').next().unwrap_or_default().matches('.').count() > 1;
        if !goes_on && !deep {
            let own = self.out.iter().rev().take_while(|l| l.starts_with('#')).count();
            let at = self.out.len() - own;
            if at > 0 && !self.out[at - 1].is_empty() {
                self.out.insert(at, String::new());
            }
        }
        self.out.push(line.to_owned());
    }

    /// Writes a key and its value; the byte where its last line ends.
    fn key(&mut self, at: usize, key: &Key) -> usize {
        let name = self.body[at..key.end].trim();
        let end = self.line_end(key.value.end);
        let value = &self.body[key.value.clone()];
        let rest = self.body[key.value.end..end].trim_end();
        let rest = if rest.starts_with('#') { format!(" {rest}") } else { rest.to_owned() };
        let width = if plain(name) { self.widths.get(&key.table).copied().unwrap_or(0) } else { 0 };
        let value = if key.list && !key.fixed { list(value) } else { value.to_owned() };
        let all = format!("{name:<width$} = {value}{rest}");
        if key.fixed {
            self.out.push(all);
        } else {
            self.out.extend(all.split('\n').map(|l| l.trim_end().to_owned()));
        }
        end
    }
}

/// For each table its longest plain key.
fn widths(body: &str, keys: &[Key]) -> FxHashMap<usize, usize> {
    let mut widths: FxHashMap<usize, usize> = FxHashMap::default();
    for key in keys {
        let start = body[..key.end].rfind('\n').map_or(0, |n| n + 1);
        let name = body[start..key.end].trim();
        if plain(name) {
            let width = widths.entry(key.table).or_default();
            *width = (*width).max(name.chars().count());
        }
    }
    widths
}

/// A key without quotation marks.
fn plain(name: &str) -> bool {
    !name.contains(['"', '\''])
}

/// A list over several lines: what is inside moves in by four spaces a level.
fn list(value: &str) -> String {
    let mut lines = value.split('\n').map(str::trim);
    let mut out = lines.next().unwrap_or_default().to_owned();
    let mut depth = nesting(&out);
    for line in lines.filter(|l| !l.is_empty()) {
        let closes =
            line.chars().take_while(|c| matches!(c, ']' | '}' | ',' | ' ')).filter(|c| *c == ']').count();
        let inside = usize::try_from(depth).unwrap_or(0).saturating_sub(closes);
        out.push('\n');
        out.push_str(&"    ".repeat(inside));
        out.push_str(line);
        depth += nesting(line);
    }
    out
}

/// How many more brackets open than close in a line, those in strings and comments left out.
fn nesting(line: &str) -> i32 {
    let mut depth = 0;
    let mut quote = None;
    let mut escaped = false;
    for c in line.chars() {
        match (quote, c) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(q), c) if c == q && !escaped => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '[') => depth += 1,
            (None, ']') => depth -= 1,
            (None, _) => {}
        }
        escaped = false;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> String {
        let once = format(Path::new("x.toml"), text).unwrap();
        assert_eq!(format(Path::new("x.toml"), &once).unwrap(), once, "laying out twice is laying out once");
        once
    }

    #[test]
    fn comments_order_and_words_stay() {
        let text = "# head\r\nschema=1\r\n# of the fact\r\n[[fact]] # one\r\n  id='a' # [x]\r\nlow=1\r\n# why\r\nabout = \"x\"\r\n[[fact]]\r\nvalue=1";
        assert_eq!(
            laid_out(text),
            "# head\nschema = 1\n\n# of the fact\n[[fact]] # one\nid    = 'a' # [x]\nlow   = 1\n# why\nabout = \"x\"\n\n[[fact]]\nvalue = 1\n"
        );
    }

    #[test]
    fn lists_move_in_and_texts_do_not() {
        assert_eq!(
            laid_out(
                "a = [\n'x', # one ]\n[ 1,\n2 ],\n  ]\nlonger = \"\"\"\n  as\n\n\n it is\"\"\"\nb = { c = 1,  d = [2] }\n"
            ),
            "a      = [\n    'x', # one ]\n    [ 1,\n        2 ],\n]\nlonger = \"\"\"\n  as\n\n\n it is\"\"\"\nb      = { c = 1,  d = [2] }\n"
        );
    }

    #[test]
    fn tables_that_go_on_stay_close() {
        let text = "[[series]]\nid = 's'\n[series.values]\n2012 = 1\n\n\n\n[entity.x]\nname = 'X'\n[entity.x.box]\n'Running time' = '98'\nBudget = '7'\n";
        assert_eq!(
            laid_out(text),
            "[[series]]\nid = 's'\n[series.values]\n2012 = 1\n\n[entity.x]\nname = 'X'\n[entity.x.box]\n'Running time' = '98'\nBudget = '7'\n"
        );
        assert_eq!(laid_out("a.b = 1\na.cc = 2\n"), "a.b  = 1\na.cc = 2\n");
        assert_eq!(laid_out("\n\n"), "");
        assert!(format(Path::new("x.toml"), "a = = 1").is_err());
    }

    #[test]
    fn what_ships_is_laid_out() {
        for name in ["korea.toml", "world.toml"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims").join(name);
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(laid_out(&text) == text, "factlint kb fmt lays out {name}");
        }
    }
}
