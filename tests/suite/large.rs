//! A base of many facts judges as a small one does: each claim is held against its own village and year.

use std::fmt::Write as _;
use std::path::PathBuf;

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;

const TOML: &str = "schema = 1\n[source.s]\ntitle = 'Made up'\npublished = 2020-06-01\n\
    [property.population]\nname = 'Population'\nkind = 'stock'\nunit = 'person'\n\
    [property.sheep]\nname = 'Sheep'\nkind = 'stock'\nunit = 'sheep'\n\
    [[table]]\npath = 't.csv'\nabout = { column = 'Place' }\nproperty = { column = 'Indicator' }\n\
    date = { column = 'Year' }\nvalue = { column = 'Value' }\nsource = 's'\n";

/// So many villages, two indicators of ten years each.
fn base(places: usize, rules: &Rules) -> kb::Base {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("factlint-large-{}-{places}", std::process::id()));
    let mut csv = String::from("Place,Indicator,Year,Value\n");
    for place in 0..places {
        for (indicator, more) in [("Population", 0), ("Sheep", 500)] {
            for year in 0..10 {
                let _ = writeln!(
                    csv,
                    "Upper Village {place},{indicator},{},{}",
                    2010 + year,
                    value(place, year) + more
                );
            }
        }
    }
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("a.toml"), TOML).unwrap();
    std::fs::write(folder.join("t.csv"), csv).unwrap();
    let (base, errors) = kb::load(std::slice::from_ref(&folder), rules);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(errors.is_empty(), "{}", errors[0]);
    base
}

fn value(place: usize, year: usize) -> usize {
    10_007 + place * 31 + 13 * year
}

#[test]
fn a_large_base_links_as_a_small_one() {
    let rules = Rules::english().unwrap();
    let mut text = String::new();
    for n in 0..40 {
        let (place, year) = (n % 20, n % 10);
        let told = value(place, year) + if n % 4 == 0 { 4_001 } else { 0 };
        let _ = writeln!(text, "In {} the population of Upper Village {place} was {told}.\n", 2010 + year);
    }
    let mut all = Vec::new();
    for places in [20, 1_000] {
        let checker = Checker::new(rules.clone()).with_base(base(places, &rules));
        let checked = checker.check("text", &text, Format::Plain, &Context::default()).unwrap();
        let judged: Vec<(String, Verdict, String)> = checked
            .findings
            .iter()
            .filter(|f| matches!(f.verdict, Verdict::Consistent | Verdict::Conflicting))
            .map(|f| (f.text.clone(), f.verdict, f.evidence[0].fact.clone()))
            .collect();
        assert_eq!(judged.len(), 40);
        for (n, (_, verdict, fact)) in judged.iter().enumerate() {
            let row = (n % 20) * 20 + n % 10 + 1;
            assert_eq!(*fact, format!("t.csv#{row}"));
            assert_eq!(*verdict == Verdict::Conflicting, n % 4 == 0, "{fact}");
        }
        all.push(judged);
    }
    assert_eq!(all[0], all[1]);
}
