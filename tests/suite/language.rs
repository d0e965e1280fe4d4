//! A second language is a folder of rules: a dozen German ones, read the way a user's are, with no English
//! beside them.

use std::path::Path;

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::report::notation;
use factlint::rules::{Rules, catalogue, corpus, load};
use factlint::text::Format;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rules/xx")
}

#[test]
fn a_folder_of_another_language_is_read_by_the_same_reader() {
    let checker = Checker::new(Rules::compile(&load::folder(&folder()).unwrap()).unwrap());
    let read = |text: &str| checker.extract(text, Format::Plain, &Context::default()).unwrap().readings;
    let mut wrong = Vec::new();

    let path = folder().join("german.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let entries = catalogue::entries(&path, &text).unwrap();
    assert!(entries.len() >= 12);
    for rule in &entries {
        for (example, _) in &rule.yes {
            let found = checker.extract(&example.text, Format::Plain, &Context::default()).unwrap();
            let changes = found.changes(checker.rules());
            let told: Vec<String> = found.readings.iter().map(notation::with_kind).collect();
            let right = found.readings.iter().any(|r| notation::is(r, &example.is))
                || changes.all().iter().any(|c| notation::change(c, &found.readings) == example.is);
            if !right {
                wrong.push(format!("{}: {:?} is {told:?}, not {}", rule.name(), example.text, example.is));
            }
        }
        for (text, _) in &rule.no {
            let fired = read(text)
                .iter()
                .any(|r| r.derivation.iter().any(|s| checker.rules().name(s.rule) == rule.name()));
            if fired {
                wrong.push(format!("{} fires on {text:?}", rule.name()));
            }
        }
    }

    let path = folder().join("german.corpus.toml");
    for case in corpus::parse(&path, &std::fs::read_to_string(&path).unwrap()).unwrap() {
        let told: Vec<String> = read(&case.text).iter().map(notation::with_kind).collect();
        if Some(&told) != case.is.as_ref() {
            wrong.push(format!("{:?} is {told:?}, the corpus says {:?}", case.text, case.is));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
