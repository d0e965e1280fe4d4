//! Front matter: the lines between `---` (YAML) or `+++` (TOML) at the head of a file.
//!
//! Leaves raw values with their places; of YAML, what front matter uses: `key: value` lines, nested
//! by indentation, quoted values, lists. Nested keys are joined by a dot: "factlint.as-of".

use std::ops::Range;

use super::document::Metadata;
use crate::span::Span;

const ORIGIN: &str = "front-matter";

/// Reads the front matter that starts at byte `from`; says where the text after it starts.
/// A file that has none starts at `from`.
pub(super) fn read(source: &str, from: usize) -> (Vec<Metadata>, usize) {
    let Some(fence @ ("---" | "+++")) = source.get(from..from + 3) else {
        return (Vec::new(), from);
    };
    let mut lines = Lines { source, at: from };
    if lines.next().is_none_or(|l| source[l].trim_end() != fence) {
        return (Vec::new(), from);
    }
    let start = lines.at;
    while let Some(line) = lines.next() {
        let text = source[line.clone()].trim_end();
        if text == fence || (fence == "---" && text == "...") {
            let inside = start..line.start;
            let metadata = if fence == "+++" { toml(source, inside) } else { Some(yaml(source, inside)) };
            return metadata.map_or((Vec::new(), from), |m| (m, lines.at));
        }
        // A thematic break is "---" too: prose below it is no front matter.
        if fence == "---" && !is_yaml(text) {
            break;
        }
    }
    (Vec::new(), from)
}

/// Lines of a source from `at` on, as byte ranges without their ends.
struct Lines<'a> {
    source: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.source.as_bytes().get(start..).filter(|r| !r.is_empty())?;
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let end = match rest.get(len..) {
            Some([b'\r', b'\n', ..]) => len + 2,
            Some([_, ..]) => len + 1,
            _ => len,
        };
        self.at = start + end;
        Some(start..start + len)
    }
}

fn is_yaml(line: &str) -> bool {
    let text = line.trim_start();
    text.is_empty()
        || text.len() < line.len()
        || text.starts_with('#')
        || text == "-"
        || text.starts_with("- ")
        || text.starts_with(['"', '\'', ']', '}'])
        || key(text).is_some()
}

/// Bytes of the key of a `key: value` line.
fn key(text: &str) -> Option<usize> {
    let end = text.find(':')?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | b' ' | b'@');
    let after = text.as_bytes().get(end + 1);
    (end > 0 && text[..end].bytes().all(plain) && after.is_none_or(u8::is_ascii_whitespace)).then_some(end)
}

fn yaml(source: &str, inside: Range<usize>) -> Vec<Metadata> {
    let mut out = Vec::new();
    // The keys that the next line may stand under, each with its indentation.
    let mut path: Vec<(usize, &str)> = Vec::new();
    let lines = Lines { source: &source[..inside.end], at: inside.start };
    for line in lines {
        let whole = &source[line.clone()];
        let text = whole.trim_start();
        let indent = whole.len() - text.len();
        let start = line.start + indent;
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(item) = text.strip_prefix("- ") {
            // A list's items stand under the key before it, indented or not.
            path.retain(|&(at, _)| at <= indent);
            values(&mut out, &join(&path, None), source, start + text.len() - item.len()..line.end);
            continue;
        }
        path.retain(|&(at, _)| at < indent);
        if path.len() > 8 {
            continue;
        }
        if let Some(end) = key(text) {
            let name = text[..end].trim_end();
            values(&mut out, &join(&path, Some(name)), source, start + end + 1..line.end);
            path.push((indent, name));
        }
    }
    out
}

fn join(path: &[(usize, &str)], last: Option<&str>) -> String {
    path.iter().map(|&(_, k)| k).chain(last).collect::<Vec<_>>().join(".")
}

/// One value, or those of a `[list, on, one, line]`.
fn values(out: &mut Vec<Metadata>, key: &str, source: &str, range: Range<usize>) {
    let text = source[range.clone()].trim_end();
    let value = text.trim_start();
    let start = range.start + text.len() - value.len();
    if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        let mut at = start + 1;
        for item in list.split(',') {
            value_at(out, key, source, at..at + item.len());
            at += item.len() + 1;
        }
    } else {
        value_at(out, key, source, start..start + value.len());
    }
}

fn value_at(out: &mut Vec<Metadata>, key: &str, source: &str, range: Range<usize>) {
    let text = source[range.clone()].trim_end();
    let value = text.trim_start();
    let start = range.start + text.len() - value.len();
    let quoted = |q: char| {
        let rest = value.strip_prefix(q)?;
        rest.find(q).map(|end| (start + 1, &rest[..end]))
    };
    let (start, value) = quoted('"').or_else(|| quoted('\'')).unwrap_or_else(|| {
        // A comment starts at "#" after a space.
        let end = if value.starts_with('#') { 0 } else { value.find(" #").unwrap_or(value.len()) };
        (start, value[..end].trim_end())
    });
    if !key.is_empty() && !value.is_empty() && !matches!(value, "|" | ">" | "~" | "|-" | ">-") {
        out.push(statement(key.to_owned(), value.to_owned(), start..start + value.len()));
    }
}

fn statement(key: String, value: String, range: Range<usize>) -> Metadata {
    Metadata { origin: ORIGIN, key, value, span: Span::from(range) }
}

/// `None` where it is not TOML.
fn toml(source: &str, inside: Range<usize>) -> Option<Vec<Metadata>> {
    let table = ::toml::de::DeTable::parse(&source[inside.clone()]).ok()?;
    let mut out = Vec::new();
    walk(&mut out, "", table.get_ref(), inside.start);
    out.sort_by_key(|m| m.span);
    Some(out)
}

fn walk(out: &mut Vec<Metadata>, prefix: &str, table: &::toml::de::DeTable<'_>, base: usize) {
    for (key, value) in table {
        let key =
            if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        flatten(out, &key, value, base);
    }
}

fn flatten(
    out: &mut Vec<Metadata>,
    key: &str,
    value: &::toml::Spanned<::toml::de::DeValue<'_>>,
    base: usize,
) {
    use ::toml::de::DeValue;
    let text = match value.get_ref() {
        DeValue::String(s) => s.to_string(),
        DeValue::Integer(i) => i.to_string(),
        DeValue::Float(f) => f.to_string(),
        DeValue::Boolean(b) => b.to_string(),
        DeValue::Datetime(d) => d.to_string(),
        DeValue::Array(items) => return items.iter().for_each(|v| flatten(out, key, v, base)),
        DeValue::Table(inner) => return walk(out, key, inner, base),
    };
    let span = value.span();
    out.push(statement(key.to_owned(), text, base + span.start..base + span.end));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(source: &str) -> (Vec<(String, String)>, &str) {
        let (metadata, at) = read(source, 0);
        for m in &metadata {
            assert!(source[m.span.range()].contains(&m.value), "{m:?}");
        }
        (metadata.into_iter().map(|m| (m.key, m.value)).collect(), &source[at..])
    }

    fn owned(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|&(k, v)| (k.to_owned(), v.to_owned())).collect()
    }

    #[test]
    fn yaml_lines_nested_keys_lists_and_quotes() {
        let source = "---\ntitle: \"Over 33,000: a count\"  # new\ndate: 2023-07-18 # day\nfactlint:\n  as-of: '2023-08-01'\n  claims:\n    - a.toml\n    - b.toml\ntags: [korea, \"x\"]\n---\nText 5.";
        let (all, rest) = pairs(source);
        assert_eq!(
            all,
            owned(&[
                ("title", "Over 33,000: a count"),
                ("date", "2023-07-18"),
                ("factlint.as-of", "2023-08-01"),
                ("factlint.claims", "a.toml"),
                ("factlint.claims", "b.toml"),
                ("tags", "korea"),
                ("tags", "x"),
            ])
        );
        assert_eq!(rest, "Text 5.");
        assert_eq!(pairs("---\r\nfactlint: false\r\n---\r\nx").0, owned(&[("factlint", "false")]));
    }

    #[test]
    fn toml_values_of_every_kind() {
        let source = "+++\ndate = 2023-07-18\ntitle = 'A \"b\"'\n[factlint]\nclaims = ['a', 'b']\n+++\nText";
        let (all, rest) = pairs(source);
        assert_eq!(
            all,
            owned(&[
                ("date", "2023-07-18"),
                ("title", "A \"b\""),
                ("factlint.claims", "a"),
                ("factlint.claims", "b"),
            ])
        );
        assert_eq!(rest, "Text");
    }

    #[test]
    fn a_thematic_break_is_no_front_matter() {
        for text in
            ["---\nIn 2017, he left.\n---\n", "---\n", "---", "--- x\n---\n", "+++\na = \n+++\n", "+++\n"]
        {
            assert_eq!(read(text, 0), (vec![], 0), "{text}");
        }
        assert_eq!(pairs("---\n---\nx"), (vec![], "x"));
    }
}
