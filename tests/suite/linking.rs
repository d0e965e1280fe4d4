//! From numbers to facts: `tests/linking/`, sentences judged by the sample base, and `tests/articles/`, whole
//! articles each with a base of its own.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::report::{Checked, Finding};
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
struct Corpus {
    date: String,
    format: Option<Markup>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    date: Option<String>,
    format: Option<Markup>,
    /// Every verdict that is not unknown, in the order of the text.
    #[serde(default)]
    is: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Markup {
    Plain,
    Markdown,
    Html,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    /// Every claim that is judged by a fact, in the order of the text.
    judged: Vec<String>,
    /// The claims on which the base is silent, and what they are.
    silent: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn checker(claims: &Path) -> Checker {
    let rules = Rules::english().unwrap();
    let (base, errors) = factlint::kb::load(&[claims.to_owned()], &rules);
    assert!(errors.is_empty(), "{claims:?}: {errors:?}");
    Checker::new(rules).with_base(base)
}

fn check(checker: &Checker, text: &str, date: Option<&str>, format: Format) -> Checked {
    let date = date.map(|d| d.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0));
    let context = Context { date, ..Context::default() };
    checker.check("draft.md", text, format, &context).unwrap()
}

/// What a finding comes to: "81.4 million: consistent".
fn shown(f: &Finding) -> String {
    let verdict = match f.verdict {
        Verdict::Consistent => "consistent",
        Verdict::Conflicting => "conflicting",
        Verdict::Unknown(reason) => reason.code(),
    };
    format!("{}: {verdict}", f.text)
}

/// The findings that a fact of the base decides.
fn decided(checked: &Checked) -> Vec<String> {
    let by_fact = |f: &&Finding| !matches!(f.verdict, Verdict::Unknown(_)) && !f.evidence.is_empty();
    checked.findings.iter().filter(by_fact).map(shown).collect()
}

#[test]
fn every_sentence_is_held_against_the_facts_that_it_states_and_no_other() {
    let checker = checker(&root().join("claims"));
    let mut wrong = String::new();
    let mut count = 0;
    for file in std::fs::read_dir(root().join("tests/linking")).unwrap() {
        let path = file.unwrap().path();
        let corpus: Corpus = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for case in &corpus.case {
            count += 1;
            let format = match case.format.or(corpus.format).unwrap_or(Markup::Plain) {
                Markup::Plain => Format::Plain,
                Markup::Markdown => Format::Markdown,
                Markup::Html => Format::Html,
            };
            let date = case.date.as_deref().unwrap_or(&corpus.date);
            let found = decided(&check(&checker, &case.text, Some(date), format));
            if found != case.is {
                let _ = writeln!(wrong, "{:?}\n  is     {found:?}\n  not    {:?}", case.text, case.is);
            }
        }
    }
    assert!(count > 200, "{count} sentences");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_claim_of_every_article_is_judged_as_a_desk_would() {
    let mut wrong = String::new();
    let mut count = 0;
    for folder in std::fs::read_dir(root().join("tests/articles")).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        count += 1;
        let text = std::fs::read_to_string(folder.join("article.md")).unwrap();
        let verdicts = std::fs::read_to_string(folder.join("verdicts.toml")).unwrap();
        let wanted: Verdicts = toml::from_str(&verdicts).unwrap();
        let checked = check(&checker(&folder.join("claims.toml")), &text, None, Format::Markdown);
        let judged = decided(&checked);
        if judged != wanted.judged {
            let _ = writeln!(wrong, "{folder:?}\n  is     {judged:#?}\n  not    {:#?}", wanted.judged);
        }
        let unknown = |f: &&Finding| matches!(f.verdict, Verdict::Unknown(_));
        let silent: Vec<String> = checked.findings.iter().filter(unknown).map(shown).collect();
        if silent != wanted.silent {
            let _ = writeln!(wrong, "{folder:?}\n  is     {silent:#?}\n  not    {:#?}", wanted.silent);
        }
    }
    assert_eq!(count, 19);
    assert!(wrong.is_empty(), "{wrong}");
}
