//! Changing claims files by machine: items are appended, a value is replaced, and not a byte of what an editor wrote else changes.
//!
//! `factlint kb add` turns "About 28,000 ships called at Saltmarsh" into a `[[fact]]` at the end of a file;
//! `factlint kb import` writes whole files in the same hand.

use crate::value::Date;

/// A TOML value as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A number, a date, `true`: written as it is.
    Plain(String),
    /// A list of strings.
    List(Vec<String>),
}

impl Literal {
    /// What somebody typed: a number or a day becomes one of TOML's own, all else a string.
    ///
    /// ```
    /// use factlint::kb::edit::Literal;
    /// assert_eq!(Literal::typed("34,314").to_string(), "34_314");
    /// assert_eq!(Literal::typed("2024-12-31").to_string(), "2024-12-31");
    /// assert_eq!(Literal::typed("about \"7\" million").to_string(), r#""about \"7\" million""#);
    /// ```
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let t = text.trim();
        if t.len() == 10 && t.parse::<Date>().is_ok() {
            return Self::Plain(t.to_owned());
        }
        Self::number(t).unwrap_or_else(|| Self::Text(t.to_owned()))
    }

    /// A decimal number in TOML's own notation, its thousands parted; `None` for what is none.
    fn number(t: &str) -> Option<Self> {
        let (sign, digits) = t.strip_prefix('-').map_or(("", t), |d| ("-", d));
        let (whole, rest) = digits.split_once('.').map_or((digits, None), |(w, r)| (w, Some(r)));
        let groups: Vec<&str> = whole.split([',', '_']).collect();
        let grouped = groups.len() == 1
            || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
        let whole = groups.concat();
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !grouped || !all_digits(&whole) || !rest.is_none_or(all_digits) {
            return None;
        }
        // TOML has no leading zeros, and its integers are 64 bits wide.
        if whole.len() > 1 && whole.starts_with('0') || whole.len() > 18 {
            return None;
        }
        let parted = if whole.len() < 5 { whole } else { in_threes(&whole) };
        Some(Self::Plain(format!("{sign}{parted}{}", rest.map_or(String::new(), |r| format!(".{r}")))))
    }
}

/// "1234567" as "1_234_567".
fn in_threes(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('_');
        }
        out.push(d);
    }
    out
}

impl std::fmt::Display for Literal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plain(p) => f.write_str(p),
            Self::Text(t) => f.write_str(&quoted(t)),
            Self::List(all) => {
                let all: Vec<String> = all.iter().map(|t| quoted(t)).collect();
                write!(f, "[{}]", all.join(", "))
            }
        }
    }
}

/// A string as TOML quotes it, on one line.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An item of a claims file: its header and its keys, their signs of equality one below the other.
///
/// ```
/// use factlint::kb::edit::{Literal, item};
/// let keys = [("id", Literal::Text("a".into())), ("value", Literal::typed("34314"))];
/// assert_eq!(item("[[fact]]", &keys), "[[fact]]\nid    = \"a\"\nvalue = 34_314\n");
/// ```
#[must_use]
pub fn item(header: &str, keys: &[(&str, Literal)]) -> String {
    let width = keys.iter().map(|(k, _)| k.len()).max().unwrap_or(0);
    let mut out = format!("{header}\n");
    for (key, value) in keys {
        out.push_str(&format!("{key:<width$} = {value}\n"));
    }
    out
}

/// `text` with `item` behind it, a blank line between; the line ends are those of `text`. An empty file begins with
/// the schema's version.
#[must_use]
pub fn append(text: &str, item: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        out.push_str("schema = 1\n");
    } else if !text.ends_with('\n') {
        out.push_str(end);
    }
    if !out.ends_with("\n\n") && !out.ends_with("\n\r\n") {
        out.push_str(end);
    }
    out.push_str(&item.replace('\n', end));
    out
}

/// `text` with `value` in the place of the value that stands at the bytes `at`; all else, comments and order too, stays to the
/// byte. `None` where no value of a TOML document stands there, or the new one would be no TOML.
///
/// ```
/// use factlint::kb::edit::{Literal, replace};
/// let text = "value = 34_078 # counted twice\n";
/// assert_eq!(replace(text, 8..14, &Literal::typed("34,314")).as_deref(), Some("value = 34_314 # counted twice\n"));
/// assert_eq!(replace(text, 0..5, &Literal::typed("7")), None);
/// ```
#[must_use]
pub fn replace(text: &str, at: std::ops::Range<usize>, value: &Literal) -> Option<String> {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (start, end) = (at.start.checked_sub(mark)?, at.end.checked_sub(mark)?);
    let document = toml_edit::Document::parse(&text[mark..]).ok()?;
    let mut found = false;
    visit(document.as_item(), &mut |span| found |= span == (start..end));
    let new = format!("{}{value}{}", text.get(..at.start)?, text.get(at.end..)?);
    (found && toml_edit::Document::parse(&new[mark..]).is_ok()).then_some(new)
}

/// Calls `see` with the place of every value below `item`.
fn visit(item: &toml_edit::Item, see: &mut impl FnMut(std::ops::Range<usize>)) {
    match item {
        toml_edit::Item::Value(value) => visit_value(value, see),
        toml_edit::Item::Table(table) => table.iter().for_each(|(_, item)| visit(item, see)),
        toml_edit::Item::ArrayOfTables(all) => {
            all.iter().flat_map(|t| t.iter()).for_each(|(_, item)| visit(item, see));
        }
        toml_edit::Item::None => {}
    }
}

fn visit_value(value: &toml_edit::Value, see: &mut impl FnMut(std::ops::Range<usize>)) {
    match value {
        toml_edit::Value::Array(all) => all.iter().for_each(|v| visit_value(v, see)),
        toml_edit::Value::InlineTable(table) => table.iter().for_each(|(_, v)| visit_value(v, see)),
        _ => {}
    }
    if let Some(span) = value.span() {
        see(span);
    }
}

/// Words made an id: "Port of Saltmarsh, 2024" gives `port-of-saltmarsh-2024`.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        let c = c.to_lowercase().next().unwrap_or(c);
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '\u{2019}' | ',') {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_what_it_is() {
        for (typed, written) in [
            ("7", "7"),
            ("2024", "2024"),
            ("27945", "27_945"),
            ("-1234567.50", "-1_234_567.50"),
            ("1,234", "1234"),
            ("12,34", "\"12,34\""),
            ("007", "\"007\""),
            ("0.5", "0.5"),
            ("1.", "\"1.\""),
            ("3/4", "\"3/4\""),
            ("2024-13-01", "\"2024-13-01\""),
            ("2024-12", "\"2024-12\""),
            ("99999999999999999999", "\"99999999999999999999\""),
            ("", "\"\""),
            ("a\n\"b\"\\\u{7}\u{7f}", "\"a\\n\\\"b\\\"\\\\\\u0007\\u007F\""),
        ] {
            let literal = Literal::typed(typed).to_string();
            assert_eq!(literal, written, "{typed}");
            assert!(format!("x = {literal}").parse::<toml::Table>().is_ok(), "{literal}");
        }
    }

    #[test]
    fn appending_changes_nothing_before() {
        let item = "[[fact]]\nid = \"x\"\n";
        for text in
            ["", "schema = 1\n", "# a comment\nschema = 1", "a = 1\r\n# end\r\n", "a = 1\n\n", "\u{feff}"]
        {
            let new = append(text, item);
            assert!(new.starts_with(text), "{text:?}");
            let body = new.trim_start_matches('\u{feff}');
            assert!(body.parse::<toml::Table>().unwrap().contains_key("fact"), "{new:?}");
            assert_eq!(text.contains("\r\n"), new.contains("\r\n"));
            assert!(!new.contains("\n\n\n"), "{new:?}");
        }
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(slug("Port of Saltmarsh, 2024"), "port-of-saltmarsh-2024");
        assert_eq!(slug("  «Österreich's» -- 1,000 "), "österreichs-1000");
        assert_eq!(slug("!?"), "");
        assert!(slug(&"long ".repeat(100)).len() <= 61);
    }
}
