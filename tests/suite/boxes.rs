//! What fact boxes imply, through the library's public face: every file of `tests/boxes/`.

use std::path::Path;

use factlint::checker::Checker;
use factlint::kb;
use factlint::mention::Context;
use factlint::rules::Rules;
use factlint::text::Format;
use factlint::verdict::Verdict;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    about: String,
    base: String,
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    is: Vec<String>,
}

fn judge(name: &str, text: &str) {
    let file: File = factlint::data::parse(Path::new(name), text).unwrap();
    assert_eq!(file.schema, 1);
    let rules = Rules::english().unwrap();
    let (base, errors) = kb::load_text(Path::new("box.toml"), &file.base, &rules);
    assert!(errors.is_empty(), "{name}: {errors:?}");
    let checker = Checker::new(rules).with_base(base);
    let context = Context { about: Some(file.about), ..Context::default() };
    let mut wrong = Vec::new();
    for case in file.case {
        let checked = checker.check(name, &case.text, Format::Plain, &context).unwrap();
        let decided = checked.findings.iter().filter(|f| !matches!(f.verdict, Verdict::Unknown(_)));
        let found: Vec<String> = decided.clone().map(|f| format!("{}: {}", f.text, f.verdict)).collect();
        if found != case.is {
            let why: Vec<&str> = checked.findings.iter().map(|f| f.message.as_str()).collect();
            wrong.push(format!("{:?}\n   is {found:?}\n   not {:?}\n   {why:?}", case.text, case.is));
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

#[test]
fn a_life_implies_ages_and_lengths() {
    judge("person.toml", include_str!("../boxes/person.toml"));
}

#[test]
fn a_film_implies_differences_and_ratios() {
    judge("film.toml", include_str!("../boxes/film.toml"));
}

#[test]
fn a_town_has_named_lines() {
    judge("town.toml", include_str!("../boxes/town.toml"));
}

#[test]
fn a_band_has_breaks_and_a_name_of_words() {
    judge("band.toml", include_str!("../boxes/band.toml"));
}

#[test]
fn a_contest_may_have_days_without_a_year_and_places_in_an_order() {
    judge("games.toml", include_str!("../boxes/games.toml"));
}

#[test]
fn observations_imply_changes_ranks_and_multiples() {
    judge("clubs.toml", include_str!("../boxes/clubs.toml"));
}

#[test]
fn a_sentence_of_the_base_answers_one_that_repeats_it() {
    judge("statement.toml", include_str!("../boxes/statement.toml"));
}
