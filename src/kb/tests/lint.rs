//! What an editor is told of a base that can be read.

use crate::kb::{Lint, lint, load_text};
use crate::rules::Rules;
use crate::value::Date;

fn lints(text: &str) -> Vec<String> {
    let (base, errors) = load_text(std::path::Path::new("x.toml"), text, &Rules::default());
    assert!(errors.is_empty(), "{}", errors[0]);
    let today = Date::constant(2024, 1, 1);
    let show = |l: Lint| {
        let line = l.place.map_or(0, |p| base.locate(p).line);
        format!("{}[{}] {line}: {}", l.level.as_str(), l.code, l.message)
    };
    lint(&base, Some(today)).into_iter().map(show).collect()
}

const HEAD: &str =
    "[source.s]\npublished = 2020-06-01\n[entity.x]\nname = 'X'\n[property.p]\nname = 'P'\nunit = 'person'\n";

fn with(rest: &str) -> Vec<String> {
    lints(&format!("{HEAD}{rest}"))
}

#[test]
fn sources_are_asked_for_and_used() {
    assert_eq!(
        with("[[fact]]\nid='f'\nabout='x'\nproperty='p'\nvalue=1\n"),
        ["note[unused-source] 1: no fact names the source `s`", "warning[no-source] 12: `f` has no source"]
    );
    assert_eq!(
        with("[[fact]]\nid='f'\nabout='x'\nproperty='p'\nvalue=1\nsource='s'\nmin-sources=2\n"),
        ["warning[few-sources] 12: `f` has 1 of the 2 sources it asks for"]
    );
    assert_eq!(
        with("[[fact]]\nid='f'\nabout='x'\nproperty='p'\nvalue=1\nstatus='draft'\n")[1],
        "note[draft] 12: `f` is a draft and judges nothing; it has no source"
    );
}

#[test]
fn contradictions_need_a_choice() {
    let fact = |id: &str, value: i32, more: &str| {
        format!("[[fact]]\nid='{id}'\nabout='x'\nproperty='p'\nvalue={value}\ndate=2019\nsource='s'\n{more}")
    };
    assert_eq!(
        with(&(fact("a", 1, "") + &fact("b", 2, ""))),
        [
            "warning[contradiction] 19: `a` and `b` contradict each other; give one a `rank`, or each its `counter`"
        ]
    );
    assert_eq!(with(&(fact("a", 1, "") + &fact("b", 2, "rank='preferred'\n"))), [""; 0]);
    assert_eq!(with(&(fact("a", 1, "counter='m'\n") + &fact("b", 2, "counter='n'\n"))), [""; 0]);
    assert_eq!(with(&(fact("a", 1, "") + &fact("b", 2, "revises='a'\n"))), [""; 0]);
}

#[test]
fn dates_units_and_names_that_do_not_fit() {
    assert_eq!(
        with(
            "[[fact]]\nid='f'\nabout='x'\nproperty='p'\nvalue=1\nunit='km'\ndate=2021\nsource='s'\nstale-after='P1Y'\n"
        ),
        [
            "warning[published-early] 12: `f` is about 2021, after it was published (2020-06-01)",
            "warning[stale] 12: `f` is stale since 2022-12-31",
            "warning[unit-mismatch] 12: `f` is in km, its property `p` in person",
        ]
    );
    assert_eq!(
        lints(
            "[entity.a]\nname='Sudan'\n[entity.b]\nname='B'\naliases=['the Sudan','sudan', 'US', 'Sudans']\n"
        ),
        [
            "warning[common-word] 3: `US` is a common word too; write `=US` so that its case counts",
            "warning[duplicate-alias] 3: `sudan` is a name of the entity `a` too",
            "warning[duplicate-alias] 3: `Sudans` is a name of the entity `a` too",
        ]
    );
    assert_eq!(
        lints("[entity.a]\nname='A'\nborn=2000\ndied=1990\n[[event]]\nid='e'\nabout='a'\ndate=1985\n")
            .iter()
            .filter(|l| l.starts_with("error"))
            .collect::<Vec<_>>(),
        [
            "error[order] 4: A died (1990) before A was born (2000)",
            "error[order] 8: `e` (1985) was before A was born (2000)",
        ]
    );
}

#[test]
fn ages_fit_the_dates_of_a_life() {
    let life = |age: &str| {
        lints(&format!(
            "[source.s]\ntitle='S'\n[entity.a]\nname='Ada Brin'\nborn=1950-06-01\ndied=2012-05-30\nsource='s'\n\
             [property.age]\nname='Age at death'\nunit='year'\n\
             [[fact]]\nid='f'\nabout='a'\nproperty='age'\n{age}\nsource='s'\n"
        ))
    };
    assert_eq!(life("value = 61"), [""; 0]);
    assert_eq!(
        life("value = 62"),
        ["warning[age] 15: `f` says 62 years; Ada Brin, born 1950-06-01, was 61 on 2012-05-30"]
    );
    assert_eq!(life("value = 49\ndate = 2000-01-01"), [""; 0]);
    assert_eq!(life("value = 49\ndate = 2000"), [""; 0], "before the birthday");
    assert_eq!(life("value = 50\ndate = 2000"), [""; 0], "after it");
    assert_eq!(
        life("value = 52\ndate = 2000"),
        ["warning[age] 15: `f` says 52 years; Ada Brin, born 1950-06-01, was 49 or 50 in 2000"]
    );
}
