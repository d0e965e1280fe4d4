//! Whether reading keeps its speed: on texts of 10 kB to 100 MB, and with three times the rules.
//!
//! Everything is generated and measured in one run, so that the ratios can be compared between machines; the
//! rates cannot. A ratio of 1.00 is the cost of a byte of the shortest text, or with the shipped rules.
//!
//! ```text
//! cargo bench --bench scaling             # 10 kB to 100 MB, rules once, twice and three times
//! cargo bench --bench scaling -- 1000000  # texts up to so many bytes
//! ```

// Its report is what it is run for.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use factlint::checker::Checker;
use factlint::mention::Context;
use factlint::rules::schema::RuleFile;
use factlint::rules::{Rules, load};
use factlint::text::Format;

/// The longest text, in bytes.
const LONGEST: usize = 100_000_000;

/// A text is read so often that at least this much is read.
const READ: usize = 4_000_000;

/// Runs of each measurement; the fastest counts.
const RUNS: usize = 5;

fn main() {
    // `cargo bench` passes `--bench`; what is no flag is a length.
    let longest = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(LONGEST);
    let layers = load::embedded().expect("the shipped rules are tested");
    let checker = Checker::new(Rules::compile(&layers).expect("the shipped rules are tested"));
    let text = news(longest);
    let mut base = None;
    for size in std::iter::successors(Some(10_000), |n| Some(n * 10)).take_while(|&n| n <= longest) {
        let cost = cost(&checker, cut(&text, size));
        show(&format!("{size} bytes"), cost, *base.get_or_insert(cost));
    }
    let text = cut(&text, 1_000_000);
    let mut layers = layers;
    let shipped = layers.clone();
    let mut base = None;
    for times in 1..=3 {
        if times > 1 {
            layers.extend(shipped.iter().map(|layer| invented(layer, times)));
        }
        let checker = Checker::new(Rules::compile(&layers).expect("as the shipped ones, in other words"));
        let cost = cost(&checker, text);
        let words = checker.rules().lexicon.len();
        show(&format!("{times} x the rules, {words} words"), cost, *base.get_or_insert(cost));
    }
}

fn show(what: &str, cost: f64, base: f64) {
    println!("{what:<32} {:>8.1} MB/s {:>8.2}", 1e3 / cost, cost / base);
}

/// Nanoseconds a byte.
fn cost(checker: &Checker, text: &str) -> f64 {
    let context = Context::default();
    let times = (READ / text.len()).max(1);
    let runs = if text.len() > 2 * READ { 1 } else { RUNS };
    let fastest = (0..runs)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..times {
                let read = checker.extract(text, Format::Plain, &context);
                black_box(read.map_or(0, |e| e.readings.len()));
            }
            start.elapsed()
        })
        .min()
        .unwrap_or(Duration::ZERO);
    fastest.as_secs_f64() * 1e9 / (times * text.len()) as f64
}

/// The paragraphs of `text` that end before byte `size`.
fn cut(text: &str, size: usize) -> &str {
    let end = text.get(..size).and_then(|t| t.rfind("\n\n")).unwrap_or(text.len());
    &text[..end]
}

/// News of at least `size` bytes: one paragraph after another, no two alike in their figures.
fn news(size: usize) -> String {
    const PLACES: [&str; 7] = ["Aalen", "Bergen", "Cadiz", "Dover", "Elblag", "Faro", "Ghent"];
    const MONTHS: [&str; 5] = ["January", "March", "May", "August", "November"];
    let mut text = String::with_capacity(size + 1_000);
    let mut state = 1u64;
    let mut next = |below: u64| {
        // A linear congruence is as random as figures in a text have to be.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    while text.len() <= size {
        let (place, month) = (PLACES[next(7) as usize], MONTHS[next(5) as usize]);
        let (people, share, year, day) = (next(90_000) + 1_000, next(40) + 1, 1950 + next(70), next(28) + 1);
        let (price, hours, age) = (next(900) + 10, next(30) + 2, next(60) + 20);
        let _ = write!(
            text,
            "The port of {place} said on Tuesday that about {people} passengers had used its ferries since \
             {month} {day}, {year}, up {share} per cent from a year earlier. Nobody at the harbour would say \
             whether the old terminal stays open, and the owners of the boats, who met there last week, have \
             asked for time to think about it. Tickets cost ${price}.50; the crossing takes {hours} hours. \
             The captain, {age}, has worked there for most of his life and does not mean to leave.\n\n"
        );
    }
    text
}

/// The rules of `layer` once more in words that nobody uses: the nth set of them, under names of its own. Of
/// phrases of several words every other set keeps the first, so that they are begun as often as the shipped.
fn invented(layer: &RuleFile, nth: usize) -> RuleFile {
    let mut layer = layer.clone();
    let id = |id: &mut String| id.push_str(&format!("-{nth}"));
    let phrase = |phrase: &mut String| {
        let kept = usize::from(nth.is_multiple_of(2) && phrase.contains(' '));
        let strange = |(i, word): (usize, &str)| {
            // A sign makes no one word with letters.
            let stem = if word.chars().all(char::is_alphanumeric) { word } else { "sign" };
            if i < kept { word.to_owned() } else { format!("{stem}q{}", letters(nth)) }
        };
        let words: Vec<String> = phrase.split(' ').enumerate().map(strange).collect();
        *phrase = words.join(" ");
    };
    for rule in &mut layer.hedge {
        id(&mut rule.id);
        rule.phrases.iter_mut().for_each(phrase);
    }
    for rule in &mut layer.time.word {
        id(&mut rule.id);
        rule.phrases.iter_mut().for_each(phrase);
    }
    // Holidays count from each other by their ids, units take prefixes by theirs: plain ones stand for all.
    layer
        .time
        .holiday
        .retain(|h| h.on.as_deref().is_some_and(|on| on.starts_with(|c: char| c.is_ascii_digit())));
    for rule in &mut layer.time.holiday {
        id(&mut rule.id);
        rule.phrases.iter_mut().for_each(phrase);
    }
    let RuleFile { hedge, time, schema, .. } = layer;
    RuleFile { hedge, time, schema, ..RuleFile::default() }
}

fn letters(n: usize) -> char {
    char::from(b'a' + u8::try_from(n % 26).unwrap_or(0))
}
