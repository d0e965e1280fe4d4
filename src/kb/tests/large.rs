//! Bases of very many rows: they load fast, stay small, and cost a text no more than small ones.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::Folder;
use crate::kb::{Base, What};
use crate::rules::Rules;
use crate::text::token::tokenise;
use crate::text::{Document, Format};

const TOML: &str = r#"
[property.population]
name = "Population"
unit = "person"
[property.growth]
name = "Growth"
unit = "percent"
[[table]]
path = "t.csv"
about = { column = "Place" }
property = { column = "Indicator" }
date = { column = "Year" }
value = { column = "Value" }
"#;

/// `places` places, two indicators, `years` years each.
fn table(places: usize, years: usize) -> String {
    let mut csv = String::from("Place,Indicator,Year,Value\n");
    for place in 0..places {
        for (indicator, scale) in [("Population", 1_000), ("Growth", 1)] {
            for year in 0..years {
                let value = place * scale + year;
                let _ = writeln!(csv, "North Village {place},{indicator},{},{value}.5", 1900 + year);
            }
        }
    }
    csv
}

fn load(name: &str, csv: &str) -> (Base, Duration) {
    let folder = Folder::new(name);
    folder.write("a.toml", TOML).write("t.csv", csv);
    let start = Instant::now();
    let (base, errors) = folder.load();
    let took = start.elapsed();
    assert!(errors.is_empty(), "{}", errors[0]);
    (base, took)
}

fn found(base: &Base, text: &str) -> Vec<What> {
    let rules = Rules::default();
    let doc = Document::read(text, Format::Plain);
    let tokens = tokenise(&doc, &rules.lexicon).all;
    base.index().find(&doc.text, &tokens).into_iter().map(|s| s.what).collect()
}

/// What each place and year states is found again.
fn check(base: &Base, places: usize, years: usize) {
    assert_eq!(base.len(), places * years * 2);
    let property = base.property_id("growth").unwrap();
    for place in [0, 1, places / 2, places - 1] {
        let id = base.entity_id(&format!("North Village {place}")).unwrap();
        assert_eq!(base.facts_about(id).len(), years * 2);
        let facts = base.facts_of(id, property);
        assert_eq!(facts.len(), years);
        let last = base.fact(facts[years - 1]);
        assert_eq!(last.interval().unwrap().to_string(), format!("{}.5", place + years - 1));
        assert_eq!(last.when_written().as_deref(), Some((1900 + years - 1).to_string().as_str()));
        assert!(
            found(base, &format!("The growth of North Village {place}'s people")).contains(&What::Entity(id))
        );
    }
    assert!(base.bytes() < 200 * base.len(), "{} bytes a fact", base.bytes() / base.len());
}

#[test]
fn fifty_thousand_rows() {
    let (base, _) = load("rows-50k", &table(2_500, 10));
    check(&base, 2_500, 10);
}

/// `cargo test --release --lib million -- --ignored --nocapture`
#[test]
#[ignore = "a million rows: for the release build"]
fn a_million_rows() {
    let (base, took) = load("rows-1m", &table(50_000, 10));
    check(&base, 50_000, 10);
    println!("1,000,000 rows of 50,000 places: {took:?}, {} bytes a fact", base.bytes() / base.len());
    if !cfg!(debug_assertions) {
        assert!(took < Duration::from_secs(5), "{took:?}");
    }
    let (names, took) = load("names-1m", &table(500_000, 1));
    println!("1,000,000 rows of 500,000 places: {took:?}, {} bytes a fact", names.bytes() / names.len());
    let (small, _) = load("names-1k", &table(500, 1));
    let text =
        "The growth of North Village 77 was less than that of any other place in the valley. ".repeat(20_000);
    let doc = Document::read(&text, Format::Plain);
    let tokens = tokenise(&doc, &Rules::default().lexicon).all;
    let time = |base: &Base| {
        let start = Instant::now();
        assert_eq!(base.index().find(&doc.text, &tokens).len(), 40_000);
        start.elapsed()
    };
    let (a, b) = (time(&small), time(&names));
    println!("finding in {} tokens: {a:?} of 1,000 facts, {b:?} of 1,000,000", tokens.len());
    if !cfg!(debug_assertions) {
        assert!(b < a * 2 + Duration::from_millis(20));
    }
}
