//! `factlint.toml`: where it is found, what it says, what wins over it.

use crate::sandbox::{BOATS, Sandbox};

/// A draft with a claim that the facts of [`project`] contradict.
const DRAFT: &str = "---\ndate: 2024-03-01\n---\nHull has 312 boats.\n";

/// A claim that conflicts, with the facts that it conflicts with.
fn project(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("facts/boats.toml", BOATS);
    s.write("drafts/a.md", DRAFT);
    s
}

#[test]
fn the_nearest_configuration_wins_and_its_paths_are_its_own() {
    let s = project("config-nearest");
    s.run("check drafts").exits(0);
    s.write("factlint.toml", "claims = [\"facts\"]\n");
    s.run("check drafts").exits(1).says("hull-boats");
    s.write("drafts/factlint.toml", "claims = []\n");
    s.run("check drafts").exits(0);
    s.write("drafts/factlint.toml", "extend = \"../factlint.toml\"\nfail-on = \"unknown\"\n");
    s.run("check drafts").exits(1).says("hull-boats");
    s.run("check --isolated drafts").exits(0);
    s.run("check --isolated --claims facts drafts").exits(1);
    s.run("check --config factlint.toml drafts").exits(1);
}

#[test]
fn severities_go_by_code_and_by_path() {
    let s = project("config-severity");
    s.write("old/b.md", DRAFT);
    s.write(
        "factlint.toml",
        "claims = [\"facts\"]\n[severity]\nnumber-conflict = \"warn\"\n[[override]]\npaths = [\"old/\"]\nignore = [\"number-conflict\"]\n",
    );
    s.run("check --format concise drafts old")
        .exits(0)
        .says("drafts/a.md:4:10: warning[number-conflict]")
        .lacks("old/b.md:");
    s.run("check --fail-on warning drafts").exits(1);
    s.run("check --fail-on warning old").exits(0);
    s.run("check --ignore number-conflict --fail-on warning drafts").exits(0);
    s.run("check --select weekday-date --fail-on warning drafts").exits(0);
    s.run("check --select weekday-dat drafts").exits(2).complains("did you mean `weekday-date`?");
}

#[test]
fn patterns_say_what_is_a_draft() {
    let s = project("config-patterns");
    s.write("drafts/b.rst", "In 2019.\n").write("archive/c.md", "In 2017.\n");
    s.write(
        "factlint.toml",
        "include = [\"*.rst\", \"*.md\"]\nextend-exclude = [\"archive/\", \"facts/\"]\n",
    );
    s.run("check --show-files").exits(0).says("drafts/a.md\ndrafts/b.rst\n").lacks("archive");
    // A file that is named is left out too: a hook names whatever was changed.
    assert_eq!(s.run("check --show-files archive/c.md").exits(0).out, "");
    s.run("check --show-files --isolated archive/c.md").says("archive/c.md");
}

#[test]
fn a_draft_knows_better_than_its_configuration_and_a_flag_than_both() {
    let s = Sandbox::new("config-order");
    s.write("a.md", "He left on 7/8/2023.\n")
        .write("b.md", "---\nlocale: en-US\n---\nHe left on 7/8/2023.\n");
    s.write("factlint.toml", "locale = \"en-GB\"\n[[override]]\npaths = [\"c.md\"]\nlocale = \"en-US\"\n");
    s.write("c.md", "He left on 7/8/2023.\n");
    let value = |arguments: &str| s.run(&format!("extract --format jsonl {arguments}")).exits(0).out.clone();
    assert!(value("a.md").contains("2023-08-07"));
    assert!(value("b.md").contains("2023-07-08"));
    assert!(value("c.md").contains("2023-07-08"));
    assert!(value("--locale en-AU b.md").contains("2023-08-07"));
    s.run("check --show-settings a.md c.md")
        .exits(0)
        .says("locale: en-GB (configuration)")
        .says("locale: en-US");
}

#[test]
fn a_flag_that_names_the_usual_way_beats_the_draft_and_the_configuration() {
    let s = Sandbox::new("config-usual");
    s.write("a.md", "---\ndate: 2023-07-18\nprefer: future\ntimeline: narrative\n---\nA fair on Friday.\n");
    s.write("b.md", "A fair on Friday.\n")
        .write("factlint.toml", "date = \"2023-07-18\"\nprefer = \"future\"\n");
    let value = |arguments: &str| s.run(&format!("extract --format jsonl {arguments}")).exits(0).out.clone();
    assert!(value("a.md").contains("2023-07-21"));
    assert!(value("b.md").contains("2023-07-21"));
    assert!(value("--prefer past --timeline news a.md").contains("2023-07-14"));
    assert!(value("--prefer past b.md").contains("2023-07-14"));
    // The draft says it as well.
    s.write("c.md", "---\nprefer: past\n---\nA fair on Friday.\n");
    assert!(value("c.md").contains("2023-07-14"));
}

#[test]
fn a_wrong_configuration_is_told_with_its_place_and_the_rest_is_checked() {
    let s = project("config-wrong");
    s.write("factlint.toml", "claims = [\"facts\"]\n");
    s.write("bad/factlint.toml", "claim = [\"facts\"]\n").write("bad/b.md", "In 2017.\n");
    s.run("check drafts bad")
        .exits(2)
        .complains("bad/factlint.toml:1:1")
        .complains("did you mean `claims`?")
        .says("hull-boats");
    for (text, complaint) in [
        ("[severity]\nnumber-conflit = \"warn\"\n", "did you mean `number-conflict`?"),
        ("[severity]\nnumber-conflict = \"loud\"\n", "`loud` is no severity"),
        ("extend = \"wrong.toml\"\n", "a file cannot extend itself"),
        ("extend = \"none.toml\"\n", "no such file"),
        ("format = \"sarfi\"\n", "did you mean `sarif`?"),
        ("locale = \"english\"\n", "locale"),
        ("as-of = \"yesterday\"\n", "is no date"),
        ("format = \n", "wrong.toml:1:"),
    ] {
        s.write("wrong.toml", text);
        s.run("check --config wrong.toml drafts").exits(2).complains(complaint);
    }
    s.write("factlint.toml", "extend = \"factlint.toml\"\n");
    s.run("check drafts").exits(2).complains("a file cannot extend itself");
}

#[test]
fn several_reports_are_written_at_once() {
    let s = project("reports");
    let ran =
        s.run("check --claims facts --format concise --report sarif=out.sarif --report junit=out.xml drafts");
    ran.exits(1).says("error[number-conflict]");
    let sarif: serde_json::Value = serde_json::from_str(&s.read("out.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "number-conflict");
    assert!(s.read("out.xml").contains("failures=\"1\""));
    s.run("check --report sarif drafts").exits(2).complains("FORMAT=FILE");
    s.run("check --report sarfi=x drafts").exits(2).complains("did you mean `sarif`?");
}

#[test]
fn a_draft_names_its_own_facts_and_what_was_known() {
    let s = project("config-own");
    let draft =
        |said: &str| format!("---\ndate: 2024-03-01\n{said}\n---\nHull had 700 boats in January 2024.\n");
    let older = BOATS.replace("480", "700").replace("hull-boats", "older");
    s.write("drafts/older.toml", &older).write("drafts/a.md", draft("title: x"));
    s.write("drafts/b.md", draft("factlint:\n  claims: older.toml"));
    s.write("drafts/c.md", draft("factlint:\n  claims:\n    - older.toml\n    - none.toml"));
    s.write("drafts/d.txt", draft("factlint:\n  claims: older.toml"));
    s.write("factlint.toml", "claims = [\"facts\"]\n");
    s.run("check drafts/a.md").exits(1).says("hull-boats");
    // Relative to the draft, in the place of what the configuration names; but a flag wins.
    s.run("check --show all drafts/b.md").exits(0).says("::: drafts/older.toml").says("against 1 fact");
    s.run("check --show all drafts/d.txt").exits(0).says("::: drafts/older.toml");
    s.run("check --claims facts drafts/b.md").exits(1).says("hull-boats");
    s.run("check drafts/c.md").exits(2).complains("drafts/none.toml");
    s.run("check drafts/a.md drafts/b.md").exits(1).says("against 2 facts");
    s.run("check --show-settings drafts/b.md").exits(0).says("claims: drafts/older.toml");
    s.run("explain drafts/b.md:6:10").exits(0).says("older: 700");
    // What the port published in February 2024 was not known in January.
    s.write("drafts/e.md", draft("factlint:\n  as-of: 2024-01-01"));
    s.run("check drafts/e.md").exits(0).lacks("error");
    s.run("check --as-of 2024-03-01 drafts/e.md").exits(1);
    s.write("factlint.toml", "claims = [\"facts\"]\nas-of = \"2024-03-01\"\n");
    s.run("check drafts/e.md").exits(0).lacks("error");
    s.run("check --as-of 2024-01-01 drafts/a.md").exits(0);
}
