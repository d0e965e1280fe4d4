//! The checks of a draft against itself: `tests/audit/`, one file a code.
//!
//! A slip's `at` must lie under, or over, one of the places of a finding with the file's code; nothing else may be
//! found in it. A clean text has no finding at all.

use std::fmt::Write;
use std::path::Path;

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    slip: Vec<Slip>,
    clean: Vec<Clean>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    text: String,
    at: String,
    date: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clean {
    text: String,
    date: Option<String>,
}

/// Code, marked text and message of every conflict in `text`.
fn conflicts(checker: &Checker, text: &str, date: Option<&str>) -> Vec<(String, String, String)> {
    let date = date.map(|d| d.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0));
    let context = Context { date, ..Context::default() };
    let checked = checker.check("draft.md", text, Format::Markdown, &context).unwrap();
    let found = checked.findings.iter().filter(|f| f.verdict == Verdict::Conflicting);
    found.map(|f| (f.code.to_owned(), f.text.clone(), f.message.clone())).collect()
}

#[test]
fn slips_are_found_and_tempting_texts_are_left_alone() {
    let checker = Checker::new(Rules::english().unwrap());
    let mut wrong = String::new();
    let mut files = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audit");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let corpus: Corpus = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        files += 1;
        for case in &corpus.slip {
            let found = conflicts(&checker, &case.text, case.date.as_deref());
            let right = |(c, text, _): &(String, String, String)| {
                *c == code && (text.contains(&case.at) || case.at.contains(text.as_str()))
            };
            if found.len() != 1 || !found.iter().all(right) {
                writeln!(wrong, "{code}: {:?}\n  wanted {:?}, found {found:?}", case.text, case.at).unwrap();
            }
        }
        for case in &corpus.clean {
            let found = conflicts(&checker, &case.text, case.date.as_deref());
            if !found.is_empty() {
                writeln!(wrong, "{code}, clean: {:?}\n  found {found:?}", case.text).unwrap();
            }
        }
    }
    assert_eq!(files, 14, "one file a code");
    assert!(wrong.is_empty(), "{wrong}");
}
