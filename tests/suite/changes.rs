//! Changes through the library's public face: every sentence of `rules/en/change.corpus.toml`.

use std::path::Path;

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::Context;
use factlint::report::notation;
use factlint::rules::{Rules, corpus};
use factlint::text::Format;

#[test]
fn every_change_of_the_corpus_is_read_as_it_says() {
    let text = include_str!("../../rules/en/change.corpus.toml");
    let checker = Checker::new(Rules::english().unwrap());
    let mut wrong = Vec::new();
    for case in corpus::parse(Path::new("change.corpus.toml"), text).unwrap() {
        let read = checker.extract(&case.text, Format::Plain, &Context::default()).unwrap();
        let found: Vec<String> = read
            .changes(checker.rules())
            .all()
            .iter()
            .map(|c| format!("{} ({})", notation::change(c, &read.readings), checker.rules().name(c.rule)))
            .collect();
        let wanted = case.changes.unwrap();
        let same = found.len() == wanted.len()
            && found.iter().zip(&wanted).all(|(f, is)| f.rsplit_once(" (").is_some_and(|(f, _)| f == is));
        if !same {
            wrong.push(format!("{:?} is {found:?}, the corpus says {wanted:?}", case.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const BASE: &str = r#"
schema = 1
[entity.ruritania]
name = "Ruritania"
[property.population]
name = "Population"
kind = "stock"
unit = "person"
cues = ["inhabitants"]
[property.growth]
name = "GDP growth"
kind = "rate"
unit = "percent"
cues = ["{economy|GDP} {grew|shrank|contracted}"]
[[series]]
id = "people"
about = "ruritania"
property = "population"
period = "P1Y"
[series.values]
2012 = 1_200_000
2019 = 1_500_000
[[series]]
id = "gdp"
about = "ruritania"
property = "growth"
period = "P1Y"
[series.values]
2018 = 2.1
2019 = -0.3
"#;

/// Text and verdict of every number of `text` that was held against something or says why not.
fn verdicts(text: &str) -> Vec<String> {
    let rules = Rules::english().unwrap();
    let (base, errors) = kb::load_text(Path::new("base.toml"), BASE, &rules);
    assert!(errors.is_empty(), "{errors:?}");
    let context = Context { date: Some(jiff::civil::date(2020, 2, 1).at(0, 0, 0, 0)), ..Context::default() };
    let checked = Checker::new(rules).with_base(base).check("a.txt", text, Format::Plain, &context).unwrap();
    let numbers = checked.findings.iter().filter(|f| f.reading.quantity().is_some());
    numbers.map(|f| format!("{}: {}", f.text, f.code)).collect()
}

#[test]
fn levels_are_judged_each_at_its_time_and_changes_against_no_level() {
    for (text, wanted) in [
        (
            "The population of Ruritania rose from 1.2 million in 2012 to 1.5 million in 2019.",
            ["1.2 million: consistent", "1.5 million: consistent"].as_slice(),
        ),
        (
            "The population of Ruritania rose to 1.5 million in 2019 from 1.4 million in 2012.",
            &["1.5 million: consistent", "1.4 million: number-conflict"],
        ),
        // When it was 1.4 million nobody says.
        (
            "The population of Ruritania rose to 1.5 million in 2019, up from 1.4 million.",
            &["1.5 million: consistent", "1.4 million: no-anchor"],
        ),
        (
            "The population of Ruritania grew by 300,000 people to 1.5 million in 2019.",
            &["300,000: no-fact", "1.5 million: consistent"],
        ),
        ("The population of Ruritania rose from 1.2 to 1.5 million.", &["1.2 to 1.5 million: consistent"]),
        (
            "The population of Ruritania fell from 1.5 million to 1.2 million.",
            &["1.5 million to 1.2 million: number-conflict"],
        ),
    ] {
        assert_eq!(verdicts(text), wanted, "{text}");
    }
}

#[test]
fn what_shrank_grew_by_less_than_nothing() {
    for (text, wanted) in [
        ("Ruritania's economy shrank by 0.3 % in 2019.", "0.3 %: consistent"),
        ("Ruritania's economy grew by 0.3 % in 2019.", "0.3 %: number-conflict"),
        ("Ruritania's economy grew by 2.1 % in 2018.", "2.1 %: consistent"),
        ("Ruritania's economy shrank by 2.1 % in 2018.", "2.1 %: number-conflict"),
        // No growth of one year.
        ("Ruritania's economy grew by 40 % since 1990.", "40 %: outside-validity"),
    ] {
        assert_eq!(verdicts(text), [wanted], "{text}");
    }
}
