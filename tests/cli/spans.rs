//! Where a claim stands, in every format that says so: after entities, emphasis, links, tables, CRLF, emoji, combining
//! marks and tabs.

use std::process::Command;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::sandbox::{BOATS, Sandbox};

/// A file's name and text; the claim stands between `<<` and `>>`, and conflicts with the fact of the base.
const CASES: &[(&str, &str)] = &[
    ("plain.txt", "Hull has <<77>> boats.\n"),
    ("front-matter.md", "---\ntitle: caf\u{e9}\n---\n\nHull has <<77>> boats.\n"),
    ("entities.md", "Fish &amp; chips, caf&eacute; &#x1F6A2;: all&nbsp;is well. Hull has <<77>> boats.\n"),
    (
        "entities.html",
        "<p>Fish &amp; chips, caf&eacute; &#x1F6A2;.</p>\n<p title=\"77\">Hull has&nbsp;<<77>> boats.</p>\n",
    ),
    ("entity-inside.html", "<p>&Eacute;t&eacute;. Hull has <<2&#44;077>> boats.</p>\n"),
    ("emphasis.md", "*All* __is__ well. **Hull** has ***<<77>>*** boats.\n"),
    ("emphasis.html", "<p><em>All</em> is <b>well</b>. Hull has <b><<77>></b> boats.</p>\n"),
    (
        "links.md",
        "See [77 \u{e9}](https://example.org/77 \"77\"). [Hull](x) has [<<77>> boats](https://example.org/a_b).\n",
    ),
    ("table.md", "| Port | \u{c9}tat | Boats |\n|:--|---|--:|\n| Hull | \\| | <<77>> boats |\n"),
    (
        "table.html",
        "<table><tr><th>Port</th><th>Boats</th></tr>\n<tr><td>Hull</td><td><<77>> boats</td></tr></table>\n",
    ),
    ("crlf.md", "# One\r\n\r\nTwo.\r\n\r\nHull has <<77>> boats.\r\nThree.\r\n"),
    ("crlf.txt", "One.\r\n\r\nHull has <<77>> boats.\r\n"),
    ("emoji.md", "\u{1f6a2}\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467} well! Hull has <<77>> boats.\n"),
    ("wide.md", "\u{6771}\u{4eac}\u{3002} Hull has <<77>> boats.\n"),
    ("combining.txt", "Cafe\u{301} A\u{30a}land is far. Hull has <<77>> boats.\n"),
    ("tabs.txt", "One.\tTwo.\tHull\thas\t<<77>>\tboats.\n"),
    ("mark.md", "\u{feff}Hull has <<77>> boats.\n"),
    ("no-end.md", "One.\n\nHull has <<77>> boats"),
    ("two-lines.txt", "\u{c9}t\u{e9}. Hull has <<77\nthousand>> boats.\n"),
];

/// Where the claim must be.
struct Place {
    name: &'static str,
    /// The file's text.
    source: String,
    /// Bytes, half-open.
    bytes: (usize, usize),
    /// Line and column in code points, from 1, of the first character and behind the last.
    start: (usize, usize),
    end: (usize, usize),
    /// Columns in bytes.
    byte_columns: (usize, usize),
}

impl Place {
    fn of(name: &'static str, marked: &str) -> Self {
        let from = marked.find("<<").unwrap();
        let to = marked.find(">>").unwrap() - 2;
        let source = marked.replacen("<<", "", 1).replacen(">>", "", 1);
        // A mark of byte order is no column.
        let mark = if source.starts_with('\u{feff}') { 3 } else { 0 };
        let place = |at: usize| {
            let line_start = source[..at].rfind('\n').map_or(mark, |i| i + 1);
            let line = source[..at].matches('\n').count() + 1;
            (line, source[line_start..at].chars().count() + 1, at - line_start + 1)
        };
        let (start, end) = (place(from), place(to));
        Self {
            name,
            bytes: (from, to),
            start: (start.0, start.1),
            end: (end.0, end.1),
            byte_columns: (start.2, end.2),
            source,
        }
    }

    /// `a.md:3:7`
    fn shown(&self) -> String {
        format!("{}:{}:{}", self.name, self.start.0, self.start.1)
    }

    fn is(&self, what: &str, found: usize, wanted: usize) {
        assert!(found == wanted, "{}: {what} is {found}, not {wanted}", self.name);
    }
}

#[test]
fn every_format_names_the_place_in_the_file() {
    let s = Sandbox::new("spans");
    s.write("claims/boats.toml", BOATS);
    s.write("t.txt", "{% for f in findings %}{{ f.path }}:{{ f.line }}:{{ f.column }} {{ f.start }}-{{ f.end }}\n{% endfor %}");
    for (name, text) in CASES {
        let place = Place::of(name, text);
        s.write(name, &place.source);
        let reports = [
            "full",
            "concise",
            "json",
            "jsonl",
            "csv",
            "sarif",
            "github",
            "gitlab",
            "junit",
            "checkstyle",
            "rdjson",
            "diff",
            "table",
            "markdown",
            "checklist",
            "html",
        ];
        let mut arguments = format!("check {name} --date 2024-03-01 --show conflicting -qq");
        for format in reports {
            arguments.push_str(&format!(" --report {format}=out.{format}"));
        }
        s.run(&arguments).exits(1);
        let read = |format: &str| s.read(&format!("out.{format}"));
        texts(&place, &read);
        let own = format!("check {name} --date 2024-03-01 --show conflicting -q --template t.txt");
        let wanted = format!("{} {}-{}\n", place.shown(), place.bytes.0, place.bytes.1);
        assert_eq!(s.run(&own).exits(1).out, wanted);
        records(&place, &read);
        sarif(&place, &serde_json::from_str(&read("sarif")).unwrap());
        hosts(&place, &read);
        corrected(&place, &s, &read("diff"));
    }
}

/// What people read: the place, and the line below the claim.
fn texts(place: &Place, read: &dyn Fn(&str) -> String) {
    assert!(read("concise").starts_with(&format!("{}: error", place.shown())), "{}", read("concise"));
    let full = read("full");
    let arrow = format!("--> {}\n", place.shown());
    assert!(full.contains(&arrow), "no {arrow:?} in {full}");
    let mut lines = full.lines().skip_while(|l| !l.contains("--> ")).skip(2);
    let (source, carets) = (lines.next().unwrap(), lines.next().unwrap());
    let at = carets.find('^').unwrap_or_else(|| panic!("no mark in {full}"));
    // Columns are those of a terminal: an emoji of several code points takes two.
    let before = |i: &usize| UnicodeWidthStr::width(&source[..*i]) == at;
    let claim = source.char_indices().map(|(i, _)| i).rfind(before).map_or("", |i| &source[i..]);
    let written = place.source[place.bytes.0..place.bytes.1].lines().next().unwrap();
    assert!(claim.starts_with(written), "{}: the mark stands below {claim:?}\n{full}", place.name);
    assert!(read("table").contains(&format!(" {} ", place.shown())), "{}", read("table"));
    assert!(read("markdown").contains(&format!("| {} |", place.shown())), "{}", read("markdown"));
    let wanted = format!("- [ ] {}:{} ", place.start.0, place.start.1);
    assert!(read("checklist").contains(&wanted), "{}", read("checklist"));
    assert!(read("html").contains(&format!("<code>{}</code>", place.shown())), "{}", place.name);
    let csv = read("csv");
    let row = csv.lines().nth(1).unwrap();
    assert!(row.starts_with(&format!("{},", place.shown())), "{csv}");
}

/// Records: bytes, line and column, and those of the fact.
fn records(place: &Place, read: &dyn Fn(&str) -> String) {
    let document: Value = serde_json::from_str(&read("json")).unwrap();
    let line: Value = serde_json::from_str(read("jsonl").lines().next().unwrap()).unwrap();
    for record in [&document["findings"][0], &line] {
        place.is("start", record["start"].as_u64().map_or(0, |n| n as usize), place.bytes.0);
        place.is("end", record["end"].as_u64().map_or(0, |n| n as usize), place.bytes.1);
        place.is("line", record["line"].as_u64().map_or(0, |n| n as usize), place.start.0);
        place.is("column", record["column"].as_u64().map_or(0, |n| n as usize), place.start.1);
        let fact = &record["evidence"][0];
        let at = |key: &str| fact[key].as_u64().map_or(0, |n| n as usize);
        assert_eq!(&BOATS[at("start")..at("end")], "480");
        assert_eq!(BOATS.lines().nth(at("line") - 1).unwrap().find("480"), Some(at("column") - 1));
    }
}

fn sarif(place: &Place, sarif: &Value) {
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    let number = |key: &str| region[key].as_u64().map_or(0, |n| n as usize);
    place.is("startLine", number("startLine"), place.start.0);
    place.is("startColumn", number("startColumn"), place.start.1);
    place.is("endLine", number("endLine"), place.end.0);
    place.is("endColumn", number("endColumn"), place.end.1);
    place.is("byteOffset", number("byteOffset"), place.bytes.0);
    place.is("byteLength", number("byteLength"), place.bytes.1 - place.bytes.0);
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
}

/// What CI hosts read.
fn hosts(place: &Place, read: &dyn Fn(&str) -> String) {
    let github = read("github");
    // Columns are for claims on one line; the last one is counted in.
    let wanted = match place.start.0 == place.end.0 {
        true => format!(
            "file={},line={},col={},endColumn={},",
            place.name,
            place.start.0,
            place.start.1,
            place.end.1 - 1
        ),
        false => format!("file={},line={},endLine={},", place.name, place.start.0, place.end.0),
    };
    assert!(github.contains(&wanted), "no {wanted:?} in {github}");
    let gitlab: Value = serde_json::from_str(&read("gitlab")).unwrap();
    assert_eq!(gitlab[0]["location"]["path"], place.name);
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], place.start.0, "{gitlab}");
    let junit = read("junit");
    assert!(junit.contains(&format!(">{}: ", place.shown())), "{junit}");
    let checkstyle = read("checkstyle");
    let wanted = format!("<error line=\"{}\" column=\"{}\"", place.start.0, place.start.1);
    assert!(checkstyle.contains(&wanted), "{checkstyle}");
    // Reviewdog counts columns in bytes.
    let rdjson: Value = serde_json::from_str(&read("rdjson")).unwrap();
    let range = &rdjson["diagnostics"][0]["location"]["range"];
    assert_eq!(
        range["start"],
        serde_json::json!({"line": place.start.0, "column": place.byte_columns.0}),
        "{}",
        place.name
    );
    assert_eq!(
        range["end"],
        serde_json::json!({"line": place.end.0, "column": place.byte_columns.1}),
        "{}",
        place.name
    );
}

/// The diff, applied, has changed the claim and nothing else.
fn corrected(place: &Place, s: &Sandbox, diff: &str) {
    let (from, to) = place.bytes;
    if !diff.starts_with("---") {
        // A correction that would tear markup is a remark before any diff.
        assert!(diff.starts_with(&format!("! {}: ", place.shown())), "{diff}");
        return;
    }
    if !cfg!(unix) {
        return;
    }
    let done = Command::new("patch")
        .args(["-p0", "--binary", "-i", "out.diff"])
        .current_dir(s.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}: {done:?}\n{diff}", place.name);
    let after = s.read(place.name);
    let (head, tail) = (&place.source[..from], &place.source[to..]);
    assert!(after.starts_with(head) && after.ends_with(tail), "{}: {after:?}", place.name);
    assert_ne!(after, place.source);
}
