//! Times through the library's public face: the corpus files of `rules/`, one a phenomenon.

use std::path::Path;

use factlint::mention::{Context, Timeline};
use factlint::report::notation::notation;
use factlint::resolve::read;
use factlint::rules::Rules;
use factlint::text::token::tokenise;
use factlint::text::{Document, Format};

const CORPUS: [(&str, &str); 8] = [
    ("dates", include_str!("../../rules/en/time-dates.corpus.toml")),
    ("relative", include_str!("../../rules/en/time-relative.corpus.toml")),
    ("durations", include_str!("../../rules/en/time-durations.corpus.toml")),
    ("sets", include_str!("../../rules/en/time-sets.corpus.toml")),
    ("periods", include_str!("../../rules/en/time-periods.corpus.toml")),
    ("holidays", include_str!("../../rules/en/time-holidays.corpus.toml")),
    ("vague", include_str!("../../rules/en/time-vague.corpus.toml")),
    ("narrative", include_str!("../../rules/en/time-narrative.corpus.toml")),
];

/// Sentences with the times that must be read in them, in order; numbers are passed over.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    schema: u32,
    /// The publication date of every sentence.
    date: String,
    /// "narrative"; news where nothing is said.
    timeline: Option<String>,
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// "the words = TYPE VALUE MOD"
    is: Vec<String>,
}

#[test]
fn every_time_of_the_corpus_is_read_as_it_says() {
    let rules = Rules::english().unwrap();
    let mut wrong = Vec::new();
    for (name, text) in CORPUS {
        let corpus: Corpus = factlint::data::parse(Path::new(name), text).unwrap();
        assert_eq!(corpus.schema, 1);
        assert!(!corpus.case.is_empty(), "{name}");
        let timeline = match corpus.timeline.as_deref() {
            None => None,
            Some("narrative") => Some(Timeline::Narrative),
            Some(other) => panic!("{name}: `{other}` is no timeline"),
        };
        let date = Some(format!("{}T00:00:00", corpus.date).parse().unwrap());
        let context = Context { date, timeline, ..Context::default() };
        for case in corpus.case {
            let document = Document::read(&case.text, Format::Plain);
            let tokens = tokenise(&document, &rules.lexicon);
            let readings = read(&document, &tokens, &rules, &context);
            let found: Vec<String> = readings
                .iter()
                .filter(|r| r.timex().is_some())
                .map(|r| {
                    let words = r.extent.text.start as usize..r.extent.text.end as usize;
                    format!("{} = {}", &document.text[words], notation(r))
                })
                .collect();
            if found != case.is {
                wrong.push(format!("{name}: {:?} is {found:?}, the corpus says {:?}", case.text, case.is));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
