//! Changes through the library's public face: every sentence of `rules/en/change.corpus.toml`.

use std::path::Path;

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::report::notation;
use factlint::rules::Rules;
use factlint::text::Format;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    schema: u32,
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    is: Vec<String>,
}

#[test]
fn every_change_of_the_corpus_is_read_as_it_says() {
    let text = include_str!("../../rules/en/change.corpus.toml");
    let corpus: Corpus = factlint::data::parse(Path::new("change.corpus.toml"), text).unwrap();
    assert_eq!(corpus.schema, 1);
    let checker = Checker::new(Rules::english().unwrap());
    let mut wrong = Vec::new();
    for case in corpus.case {
        let read = checker.extract(&case.text, Format::Plain, &Context::default()).unwrap();
        let found: Vec<String> = read
            .changes(checker.rules())
            .all()
            .iter()
            .map(|c| format!("{} ({})", notation::change(c, &read.readings), checker.rules().name(c.rule)))
            .collect();
        let same = found.len() == case.is.len()
            && found.iter().zip(&case.is).all(|(f, is)| f.rsplit_once(" (").is_some_and(|(f, _)| f == is));
        if !same {
            wrong.push(format!("{:?} is {found:?}, the corpus says {:?}", case.text, case.is));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
