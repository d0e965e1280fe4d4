//! Time expressions through the library's public face: `rules/en/times.corpus.toml`.

use std::path::Path;
use std::sync::LazyLock;

use factlint::mention::{Context, Prefer};
use factlint::report::notation::notation;
use factlint::resolve::{Reading, Value, read};
use factlint::rules::Rules;
use factlint::text::token::tokenise;
use factlint::text::{Document, Format};
use factlint::value::{Bound, DateTime};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    schema: u32,
    case: Vec<Case>,
    plan: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    is: Vec<String>,
    date: Option<String>,
    locale: Option<String>,
    span: Option<String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::english().unwrap());

/// The day that a case without a date is read on.
const DAY: &str = "2023-07-18";

fn readings(case: &Case, prefer: Option<Prefer>) -> Vec<Reading> {
    let day = case.date.as_deref().unwrap_or(DAY);
    let context = Context {
        date: Some(format!("{day}T00:00:00").parse().unwrap()),
        locale: case.locale.as_deref().map(|l| l.parse().unwrap()),
        prefer,
        ..Context::default()
    };
    let document = Document::read(&case.text, Format::Plain);
    let tokens = tokenise(&document, &RULES.lexicon);
    read(&document, &tokens, &RULES, &context)
}

/// The interval of a reading: "2023-07-18T09:00:00 ..".
fn span(reading: &Reading) -> String {
    let Value::Time(t) = &reading.value else { return "no time".into() };
    let Some(i) = &t.interval else { return "no interval".into() };
    let end = |b: &Bound<DateTime>| match b {
        Bound::Open(t) | Bound::Closed(t) => t.to_string(),
        Bound::Unbounded => "..".into(),
    };
    format!("{} {}", end(&i.low), end(&i.high))
}

#[test]
fn every_sentence_of_the_corpus_is_read_as_it_says() {
    let text = include_str!("../../rules/en/times.corpus.toml");
    let corpus: Corpus = factlint::data::parse(Path::new("times"), text).unwrap();
    assert_eq!(corpus.schema, 1);
    let mut wrong = Vec::new();
    for (cases, prefer) in [(&corpus.case, None), (&corpus.plan, Some(Prefer::Future))] {
        for case in cases {
            let read = readings(case, prefer);
            let found: Vec<String> = read.iter().map(notation).collect();
            if found != case.is {
                wrong.push(format!("{:?} is {found:?}, the corpus says {:?}", case.text, case.is));
            }
            let last = read.last().map(span);
            if case.span.is_some() && case.span != last {
                wrong.push(format!("{:?} spans {last:?}, the corpus says {:?}", case.text, case.span));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
