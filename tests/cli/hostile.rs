//! Whatever a draft, a file's name or a fact says, it is data in every report.

use serde_json::Value;

use crate::sandbox::Sandbox;

/// What acts somewhere: a terminal's escapes, a host's commands in both forms and their escapes, the ends of XML sections and of
/// HTML comments, formulas, markup, marks of direction, other line ends.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}]8;;http://x\u{7}y",
    "\u{9b}31m \u{85} \u{8}\u{7f}",
    "\u{202e}\u{2066}\u{200f}",
    "\u{2028}::error::x",
    "::error file=a::x",
    "   ::add-mask::9",
    "##[add-mask]9",
    "%0A::error::x%0D",
    "]]> <![CDATA[ --> &lt;",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "=cmd|'/C calc'!A0",
    "@SUM(1) +1+cmd",
    "[x](javascript:alert(1)) `x` | y | *z* #z",
    "\"quoted\" 'single' \\ back",
];

const FORMATS: &[&str] = &[
    "full",
    "concise",
    "diff",
    "table",
    "csv",
    "markdown",
    "checklist",
    "html",
    "claimreview",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
];

/// A town for each hostile text: every name that a report shows of it is hostile, that of the file among them.
const TOWNS: [&str; 14] = [
    "Aston", "Barlow", "Corby", "Dunmow", "Epping", "Frome", "Goole", "Hull", "Ilkley", "Jarrow", "Kendal",
    "Louth", "Malton", "Newark",
];

/// Writes base and drafts.
fn stage(s: &Sandbox) {
    for (town, hostile) in TOWNS.iter().zip(HOSTILE) {
        let (name, id) = (toml_string(&format!("{hostile} {town}")), town.to_lowercase());
        let facts = format!(
            "schema = 1\n[source.{id}]\ntitle = {name}\npublisher = {name}\nurl = {name}\npublished = 2024-02-01\n\
             [entity.{id}]\nname = {name}\naliases = ['{town}']\ntype = 'place'\n\
             [property.{id}-boats]\nname = {name}\nkind = 'stock'\nunit = 'boat'\naliases = ['boats']\n\
             [[fact]]\nid = '{id}'\nabout = '{id}'\nproperty = '{id}-boats'\nvalue = 480\ndate = 2024-01-31\nsource = '{id}'\n"
        );
        let draft = format!(
            "---\ndate: 2024-03-01\n---\n# {hostile}\n\n{town} had\n{hostile}\n525 boats.\n\n{hostile}\n{town} had 77 boats.\n{hostile}\n\n\
             {town} had 480 boats {hostile}\n\n{town} had 12 boats. {hostile}\n"
        );
        let file = if cfg!(unix) { format!("{}.md", hostile.replace('/', "")) } else { format!("{town}.md") };
        s.write(&format!("claims/{id}.toml"), facts).write(&file, draft);
    }
}

/// Text as TOML writes it.
fn toml_string(text: &str) -> String {
    Value::String(text.to_owned()).to_string().chars().fold(String::new(), |mut out, c| {
        match c {
            '\u{7f}'..='\u{9f}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
        out
    })
}

/// What in `text` would act on a terminal, or on the host whose log it is.
fn active<'t>(format: &str, text: &'t str) -> Option<&'t str> {
    let acts = |c: char| {
        matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let own = |line: &str| {
        format == "github"
            && ["::error file=", "::notice file=", "::error title=factlint::", "::notice title=factlint::"]
                .iter()
                .any(|c| line.starts_with(c))
    };
    // Source: actions/runner, `ActionCommand.cs`: a command stands at the head of a line, blanks aside; its older form anywhere.
    let command = |line: &str| {
        let said =
            line.trim_start().strip_prefix("::").filter(|c| c.starts_with(|c: char| c.is_ascii_alphabetic()));
        said.is_some_and(|c| c.contains("::")) && !own(line) || line.contains("##[")
    };
    text.split(['\n', '\r']).find(|line| line.chars().any(acts) || command(line))
}

#[test]
fn nothing_acts_in_any_report() {
    let s = Sandbox::new("hostile");
    stage(&s);
    s.write(
        "own.j2",
        "{% for f in findings %}- {{ f.path }} {{ f.message }} {{ f.notes|join }}\n{% endfor %}",
    );
    let reports = FORMATS.iter().map(|f| format!("--report={f}={f}.report"));
    let arguments: Vec<String> =
        ["check", "--show", "all", "."].map(str::to_owned).into_iter().chain(reports).collect();
    let ran = s.run_all(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    ran.exits(1);
    let mut wrong = Vec::new();
    let mut look = |what: &str, text: &str| {
        wrong.extend(active(what, text).map(|line| format!("{what}: {line:?}")));
    };
    look("full", &format!("{}{}", ran.out, ran.err));
    for format in FORMATS {
        let report = s.read(&format!("{format}.report"));
        assert!(report.matches("77").count() >= 10, "{format}: {report}");
        look(format, &report);
        sound(format, &report);
    }
    for arguments in [
        "check --template own.j2 .",
        "check --show-settings .",
        "fix .",
        "fix --diff .",
        "extract .",
        "extract --format jsonl .",
        "kb list",
        "kb show hull",
        "kb show aston",
        "kb lint",
        "kb test",
    ] {
        let ran = s.run(arguments);
        look(arguments, &format!("{}{}", ran.out, ran.err));
    }
    for hostile in HOSTILE.iter().chain(&["\0"]) {
        let text = format!("{hostile} Hull had 77 boats. {hostile}");
        let record = serde_json::json!({"id": hostile, "text": text, "date": "2024-03-01"});
        for arguments in ["check --jsonl", "extract --jsonl"] {
            let ran = s.feed(arguments, record.to_string());
            look(arguments, &format!("{}{}", ran.out, ran.err));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_of_a_megabyte_and_a_nul_far_down_are_text() {
    let s = Sandbox::new("hostile-long");
    s.write("claims/boats.toml", crate::sandbox::BOATS);
    let long = "\u{e9}x9".repeat(256 << 10);
    let text = format!("Hull has 78 boats.\n\nBy {long} Hull has 77 boats.\n\nHull has\0 79\0 boats.\n");
    s.write("a.md", text);
    let reports: Vec<String> = FORMATS.iter().map(|f| format!("--report={f}={f}.report")).collect();
    let flags = ["check", "--date", "2024-03-01", "--show", "all", "-qq"].into_iter();
    s.run_all(&flags.chain(reports.iter().map(String::as_str)).chain(["."]).collect::<Vec<_>>()).exits(1);
    for format in FORMATS {
        let report = s.read(&format!("{format}.report"));
        assert!(report.contains("78"), "{format}");
        assert_eq!(
            active(format, &report).map(|l| l.chars().take(200).collect::<String>()),
            None,
            "{format}"
        );
        sound(format, &report);
        // The diff shows lines whole, a review the sentence, the page the article.
        assert!(
            report.len() < 300_000 || matches!(*format, "diff" | "html" | "claimreview"),
            "{format}: {}",
            report.len()
        );
    }
}

/// Whether the report is what its name says, whatever stands in it.
fn sound(format: &str, text: &str) {
    let xml = |text: &str| {
        let mut reader = quick_xml::Reader::from_str(text);
        while !matches!(reader.read_event(), Ok(quick_xml::events::Event::Eof)) {
            assert!(reader.error_position() == 0, "{format}: {text}");
        }
    };
    match format {
        "json" | "claimreview" | "sarif" | "gitlab" | "rdjson" => {
            drop(serde_json::from_str::<Value>(text).unwrap());
        }
        "jsonl" => text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap())),
        "junit" | "checkstyle" => xml(text),
        "csv" => {
            for record in csv::Reader::from_reader(text.as_bytes()).records() {
                for cell in &record.unwrap() {
                    let number = cell.strip_suffix(" %").unwrap_or(cell).parse::<f64>().is_ok();
                    assert!(
                        number || !cell.trim_start().starts_with(['=', '+', '-', '@', '|', '%']),
                        "{cell:?}"
                    );
                }
            }
        }
        "html" => assert!(!text.contains("<script>alert") && !text.contains("<img"), "{format}"),
        "markdown" | "checklist" => {
            assert!(
                !text.contains("<script>") && !text.replace("\\]", "").contains("](javascript"),
                "{text}"
            );
        }
        _ => {}
    }
}
