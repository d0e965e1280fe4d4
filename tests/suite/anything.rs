//! Whatever the text, in whatever format: it is read and judged to the end, its spans are whole, sorted and
//! apart, its values print and read back, its records are JSON, and what is said later moves nothing.

use std::path::Path;
use std::sync::LazyLock;

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::{Context, Prefer, Timeline};
use factlint::report::{notation, record};
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::value::{Interval, Stamp};
use proptest::prelude::*;

const BASE: &str = r#"
schema = 1
[entity.ruritania]
name = "Ruritania"
aliases = ["the South"]
[entity.zenda]
name = "Anna Zenda"
type = "person"
born = 1950-02-03
died = 2012-05-06
[property.population]
name = "Population"
kind = "stock"
unit = "person"
cues = ["inhabitants"]
[property.growth]
name = "GDP growth"
kind = "rate"
unit = "percent"
cues = ["economy {grew|shrank}"]
[[fact]]
about = "ruritania"
property = "population"
value = 1_500_000
date = 2019
[[fact]]
about = "ruritania"
property = "growth"
value = "-0.3"
date = 2019
"#;

static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let rules = Rules::english().unwrap();
    let (base, errors) = kb::load_text(Path::new("base.toml"), BASE, &rules);
    assert!(errors.is_empty(), "{errors:?}");
    Checker::new(rules).with_base(base)
});

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// Words of every part of the reader, and what trips it.
const PIECES: &str = "one two twenty hundred million half third thirds first and a an the of per to or between from in \
    out over point minus dozen dozens several about around at least up to more than fewer than or more times twice as \
    many as years year old aged dollars cents $ US$ € % per cent points km km2 m k °C - – − / . , ( ) ' \" + ± ½ 5 22 \
    100 1,000 3.5 2016 00 99999999999999999999999999999999999999 9999999999999999999999999999 people Boeing No. é 🙂 st nd \
    rose fell grew shrank by up down doubled halved tenfold rise increase a drop of outnumber two to one more fewer \
    less than since 1990 in 2019 2019-07-18 18 July July 18, 2023 7/8/2023 Monday next Friday last week two days ago the \
    late 1990s early March mid-2016 quarter Q3 Easter Christmas Day noon 5 pm 17:30 GMT 300 BC AD the 18th century every \
    Tuesday twice a year a year later from May 1 to May 7 until by before after the day before yesterday P1Y now recently \
    Ruritania Ruritania's Anna Zenda the South population GDP growth economy inhabitants was born died his death she said \
    according to will if not would respectively total of which 12 dead: margin of error # * | [ ] < > & ; : ! ? \u{201c} \
    \u{201d} <b> </b> <td> &amp; ```";

fn prose() -> impl Strategy<Value = String> {
    let pieces: Vec<&'static str> =
        PIECES.split_whitespace().chain(["\n", "\n\n", "\u{a0}", "\u{ad}"]).collect();
    let piece = prop_oneof![30 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => ".{0,6}"];
    let gap = prop::sample::select(&["", " ", " ", " ", " "][..]);
    prop::collection::vec((piece, gap), 1..40)
        .prop_map(|all| all.into_iter().fold(String::new(), |text, (piece, gap)| text + &piece + gap))
}

fn contexts() -> impl Strategy<Value = Context> {
    (prop::option::of((1900i16..2100, 1i8..13, 1i8..29)), any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(day, british, ahead, story)| Context {
            date: day.map(|(y, m, d)| jiff::civil::date(y, m, d).at(0, 0, 0, 0)),
            locale: Some(if british { "en-GB" } else { "en-US" }.parse().unwrap()),
            prefer: Some(if ahead { Prefer::Future } else { Prefer::Past }),
            timeline: Some(if story { Timeline::Narrative } else { Timeline::News }),
            ..Context::default()
        })
}

/// What holds of every text that is read and judged.
fn holds(text: &str, format: Format, context: &Context) -> Result<(), TestCaseError> {
    // Metadata of the text itself may be no date: then it is refused, with a message.
    let Ok(read) = CHECKER.extract(text, format, context) else { return Ok(()) };
    let mut last = 0;
    for r in &read.readings {
        let span = r.extent.span;
        prop_assert!(span.start < span.end && text.get(span.range()).is_some(), "{span:?} in {text:?}");
        prop_assert!(span.start >= last, "{:?} crosses the one before it in {text:?}", &text[span.range()]);
        last = span.end;
        let whole = &r.extent.whole;
        let (own, all) = (&r.extent.tokens, read.tokens.all.len());
        prop_assert!(whole.start <= own.start && own.end <= whole.end && whole.end as usize <= all, "{r:?}");
        // What is printed of a value reads back as that value.
        let printed = notation::notation(r);
        prop_assert!(notation::is(r, &printed), "{printed} of {text:?}");
        if let Some(q) = r.quantity() {
            for i in [&q.interval, &q.stated] {
                prop_assert_eq!(&i.to_string().parse::<Interval<_>>().unwrap(), i);
            }
        }
        if let Some(t) = r.timex()
            && let Ok(stamp) = t.value.parse::<Stamp>()
        {
            prop_assert_eq!(stamp.to_string(), t.value.clone());
        }
    }
    let changes = read.changes(CHECKER.rules());
    for c in changes.all() {
        prop_assert!(c.tokens.start < c.tokens.end);
        for number in [c.by, c.factor, c.old, c.new, c.since, c.at].into_iter().flatten() {
            prop_assert!(number < read.readings.len());
        }
    }
    let mut json = Vec::new();
    record::mentions(&mut json, &read.document, &read.tokens, &read.readings, &changes, CHECKER.rules());
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    prop_assert_eq!(json.as_array().map(Vec::len), Some(read.readings.len()));

    let checked = CHECKER.check("draft", text, format, context).unwrap();
    for f in &checked.findings {
        prop_assert!(text.get(f.reading.extent.span.range()).is_some());
    }
    let mut json = Vec::new();
    record::findings(&mut json, Some("draft"), text, &checked.findings);
    prop_assert!(serde_json::from_slice::<serde_json::Value>(&json).is_ok());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_words_in_any_order_are_read_and_judged(text in prose(), context in contexts()) {
        for format in FORMATS {
            holds(&text, format, &context)?;
        }
    }

    #[test]
    fn any_characters_at_all_are_read_and_judged(text in any::<String>(), context in contexts()) {
        for format in FORMATS {
            holds(&text, format, &context)?;
        }
    }

    /// The second sentence opens with a word that can belong to nothing before it.
    #[test]
    fn what_follows_a_sentence_moves_no_earlier_span(text in prose(), more in prose(), context in contexts()) {
        let spans = |text: &str| -> Vec<_> {
            let read = CHECKER.extract(text, Format::Plain, &context).unwrap();
            read.readings.iter().map(|r| r.extent.span).collect()
        };
        let first = format!("{} came here.", text.split_whitespace().collect::<Vec<_>>().join(" "));
        let alone = spans(&first);
        let both = spans(&format!("{first} However, nobody knew {more}"));
        prop_assert!(both.len() >= alone.len(), "{first:?}: {alone:?}, then {both:?}");
        prop_assert_eq!(&both[..alone.len()], &alone[..], "{:?}", first);
    }
}
