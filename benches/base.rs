//! What a large base costs: loading it, the memory it takes, and each claim that is held against it.
//!
//! Bases of 1,000 and of 1,000,000 generated facts judge the same text in one run: the ratio of the two times can be
//! compared between machines. The text names villages that both bases have, villages that only the large one has,
//! and none; of the verdicts those that must be are counted, so that a fast wrong answer is none.
//!
//! ```text
//! cargo bench --bench base
//! cargo bench --bench base -- 10000000     # so many facts in the large one
//! ```

// Its report is what it is run for.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;

const TOML: &str = "schema = 1\n[source.s]\ntitle = 'Made up'\npublished = 2020-06-01\n\
    [property.population]\nname = 'Population'\nkind = 'stock'\nunit = 'person'\ncues = ['inhabitants', 'is home to']\n\
    [property.sheep]\nname = 'Sheep'\nkind = 'stock'\nunit = 'sheep'\ncues = ['graze']\n\
    [[table]]\npath = 't.csv'\nabout = { column = 'Place' }\nproperty = { column = 'Indicator' }\n\
    date = { column = 'Year' }\nvalue = { column = 'Value' }\nsource = 's'\n";

/// Years of each place and indicator.
const YEARS: usize = 10;
/// Runs of each base over the text; the fastest counts.
const RUNS: u32 = 5;

/// What a village counts in a year.
fn value(place: usize, year: usize) -> usize {
    10_007 + place % 80_000 + 13 * year
}

/// A base of so many facts, and how long it took to load.
fn load(facts: usize, rules: &Rules) -> (kb::Base, Duration) {
    let folder: PathBuf = std::env::temp_dir().join(format!("factlint-bench-{}-{facts}", std::process::id()));
    let mut csv = String::from("Place,Indicator,Year,Value\n");
    for place in 0..facts.div_ceil(2 * YEARS) {
        for indicator in ["Population", "Sheep"] {
            for year in 0..YEARS {
                let _ =
                    writeln!(csv, "Upper Village {place},{indicator},{},{}", 2010 + year, value(place, year));
            }
        }
    }
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    std::fs::write(folder.join("a.toml"), TOML).expect("a file in it, too");
    std::fs::write(folder.join("t.csv"), csv).expect("a file in it, too");
    let start = Instant::now();
    let (base, errors) = kb::load(std::slice::from_ref(&folder), rules);
    let took = start.elapsed();
    assert!(errors.is_empty(), "{}", errors[0]);
    let _ = std::fs::remove_dir_all(&folder);
    (base, took)
}

fn main() {
    let facts = std::env::args().skip(1).find_map(|a| a.parse::<usize>().ok()).unwrap_or(1_000_000);
    let rules = Rules::english().expect("the shipped rules are tested");
    let (small, _) = load(1_000, &rules);
    let (large, took) = load(facts, &rules);
    let megabytes = large.bytes() as f64 / 1e6;
    println!(
        "{} facts loaded in {:.2} s, {megabytes:.0} MB ({} bytes a fact)",
        large.len(),
        took.as_secs_f64(),
        large.bytes() / large.len()
    );

    // Every third sentence tells a wrong number.
    let mut text = String::new();
    let (mut right, mut wrong) = (0, 0);
    for n in 0..2_000 {
        let (place, year) = (n % 50, n % YEARS);
        let told = value(place, year) + if n % 3 == 0 { 4_001 } else { 0 };
        *if n % 3 == 0 { &mut wrong } else { &mut right } += 1;
        let _ = write!(text, "In {} the population of Upper Village {place} was {told}. ", 2010 + year);
        let _ = write!(
            text,
            "It took {} days to get there, past {} mills and a lake of 7 hectares.\n\n",
            n % 9 + 2,
            n % 5 + 2
        );
    }
    let checkers = [Checker::new(rules.clone()).with_base(small), Checker::new(rules).with_base(large)];
    let run = |checker: &Checker| {
        let checked = checker.check("text", &text, Format::Plain, &Context::default()).expect("a plain text");
        let count = |v| checked.findings.iter().filter(|f| f.verdict == v).count();
        (checked.findings.len(), count(Verdict::Consistent), count(Verdict::Conflicting))
    };
    let mut best = [Duration::MAX; 2];
    for _ in 0..RUNS {
        // In turn, so that a busy moment of the machine meets both.
        for (checker, best) in checkers.iter().zip(&mut best) {
            let start = Instant::now();
            let (claims, agree, conflict) = black_box(run(checker));
            *best = (*best).min(start.elapsed());
            assert_eq!((agree, conflict), (right, wrong), "of {claims} claims");
        }
    }
    let claims = run(&checkers[0]).0 as f64;
    let each = best.map(|b| b.as_secs_f64() / claims * 1e6);
    println!(
        "a claim against 1,000 facts: {:.1} us, against {facts}: {:.1} us, {:.2} times as much",
        each[0],
        each[1],
        each[1] / each[0]
    );
}
