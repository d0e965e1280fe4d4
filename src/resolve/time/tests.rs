//! Sentences and what their time expressions come to, the common case first.

use proptest::prelude::*;

use crate::mention::{Context, Prefer, Timeline};
use crate::resolve::{Value, read};
use crate::rules::Rules;
use crate::text::token::tokenise;
use crate::text::{Document, Format};

fn rules() -> &'static Rules {
    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
    RULES.get_or_init(|| Rules::english().unwrap())
}

/// "text = VALUE MOD" for every time expression of `source`.
fn times(source: &str, context: &Context) -> Vec<String> {
    let doc = Document::read(source, Format::Plain);
    let tokens = tokenise(&doc, &rules().lexicon);
    let one = |r: &crate::resolve::Reading| match &r.value {
        Value::Time(t) => {
            let range = r.extent.text.start as usize..r.extent.text.end as usize;
            let modifier = t.modifier.map_or(String::new(), |m| format!(" {m}"));
            Some(format!("{} = {}{modifier}", &doc.text[range], t.value))
        }
        Value::Quantity(_) => None,
    };
    read(&doc, &tokens, rules(), context).iter().filter_map(one).collect()
}

fn on(date: &str) -> Context {
    Context { date: Some(format!("{date}T00:00:00").parse().unwrap()), ..Context::default() }
}

#[track_caller]
fn news(source: &str, expected: &[&str]) {
    assert_eq!(times(source, &on("2023-07-18")), expected, "{source}");
}

#[test]
fn full_and_partial_dates() {
    news(
        "It opened on July 9, 2021 and closed 18 March 2022.",
        &["July 9, 2021 = 2021-07-09", "18 March 2022 = 2022-03-18"],
    );
    news("They met in Oct. 2014 and on 2019-08-01.", &["Oct. 2014 = 2014-10", "2019-08-01 = 2019-08-01"]);
    news("In the late 1990s it rained.", &["the late 1990s = 199 END"]);
    news("The wall fell in 490 BC.", &["490 BC = BC0490"]);
}

#[test]
fn words_that_count_from_the_publication() {
    news("They met last week.", &["last week = 2023-W28"]);
    news("It happened on Tuesday.", &["Tuesday = 2023-07-18"]);
    news("They will meet on Friday.", &["Friday = 2023-07-21"]);
    news("He came two years ago.", &["two years ago = 2021"]);
    news("It has grown since the beginning of last year.", &["the beginning of last year = 2022 START"]);
    news("Nothing happened in April.", &["April = 2023-04"]);
}

#[test]
fn words_that_count_from_the_text() {
    news(
        "He was arrested in 2016 and died the following year.",
        &["2016 = 2016", "the following year = 2017"],
    );
    news(
        "In 2017 he fled; earlier in the year two others had.",
        &["2017 = 2017", "earlier in the year = 2017 START"],
    );
}

#[test]
fn nothing_is_counted_from_today() {
    assert_eq!(times("They met last week.", &Context::default()), ["last week = XXXX-WXX"]);
    assert_eq!(times("They met on Friday.", &Context::default()), ["Friday = XXXX-WXX-5"]);
}

#[test]
fn lengths_and_recurrence() {
    news("It lasted less than a week.", &["less than a week = P1W LESS_THAN"]);
    news("She waited an hour and a half.", &["an hour and a half = PT1H30M"]);
    news("A decadeslong row ended.", &["decadeslong = PXE"]);
    news("They meet every Tuesday.", &["every Tuesday = XXXX-WXX-2"]);
    news("Results for the past two years are out.", &["the past two years = P2Y"]);
}

#[test]
fn ages_names_and_counts_are_no_time() {
    news("The 22-year-old fled.", &[]);
    news("He is a man in his 60s.", &[]);
    news("She may leave, and the sun was out.", &[]);
    news("About 2,017 people came.", &[]);
}

#[test]
fn periods_and_plans() {
    let plan = Context { prefer: Some(Prefer::Future), ..on("2013-02-12") };
    assert_eq!(times("July 13-15", &plan), ["July 13-15 = 2013-07-13/2013-07-15"]);
    assert_eq!(
        times("Thursday from 9:30 to 11:00", &plan),
        ["Thursday from 9:30 to 11:00 = 2013-02-14T09:30/2013-02-14T11:00"]
    );
    assert_eq!(times("thanksgiving of next year", &plan), ["thanksgiving of next year = 2014-11-27"]);
}

#[test]
fn a_chronicle_moves_on() {
    let chronicle = Context { timeline: Some(Timeline::Narrative), ..on("2009-12-19") };
    assert_eq!(
        times("In November 1941 they marched. In January they turned back.", &chronicle),
        ["November 1941 = 1941-11", "January = 1942-01"]
    );
    assert_eq!(times("The war (1861-1865) was long.", &chronicle), ["1861 = 1861", "1865 = 1865"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_read_without_panic_and_in_order(
        words in proptest::collection::vec(prop_oneof![
            Just("the"), Just("last"), Just("two"), Just("weeks"), Just("ago"), Just("of"), Just("July"), Just("18,"),
            Just("2023"), Just("from"), Just("to"), Just("-"), Just("9:30"), Just("pm"), Just("every"), Just("Friday"),
            Just("'98"), Just("in"), Just("late"), Just("quarter"), Just("half"), Just("after"), Just("Easter"),
            Just("32"), Just("0"), Just("99999999999"), Just("é"), Just("("), Just("."),
        ], 0..24)
    ) {
        let source = words.join(" ");
        let doc = Document::read(&source, Format::Plain);
        let tokens = tokenise(&doc, &rules().lexicon);
        let all = read(&doc, &tokens, rules(), &on("2023-07-18"));
        for pair in all.windows(2) {
            prop_assert!(pair[0].extent.tokens.end <= pair[1].extent.tokens.start, "{source}");
        }
    }
}
