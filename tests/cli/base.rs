//! Checking against reference facts: verdicts, exit codes, and bases with mistakes in them.

use crate::sandbox::Sandbox;

/// A base of one fact, and a draft that contradicts it.
fn harbour(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write(
        "claims/port.toml",
        "schema = 1\n[source.report]\ntitle = 'Report'\npublisher = 'The Port'\npublished = 2025-02-20\n\
         [entity.saltmarsh]\nname = 'Saltmarsh'\n\
         [property.ships]\nname = 'Ships that called'\nunit = 'ship'\nkind = 'flow'\ncues = ['called', 'docked']\n\
         [[fact]]\nid = 'ships-2024'\nabout = 'saltmarsh'\nproperty = 'ships'\nvalue = 27_945\ndate = 2024\n\
         source = 'report'\nmatches = ['In 2024 about 28,000 ships called at Saltmarsh.']\n",
    );
    s.write("draft.md", "In 2024 some 31,000 ships called at Saltmarsh.\n");
    s
}

#[test]
fn a_conflict_fails_the_run_and_shows_both_places() {
    let s = harbour("conflict");
    let ran = s.run("check draft.md");
    ran.exits(1)
        .says("error[number-conflict]: 31,000 conflicts with 27,945")
        .says("--> draft.md:1:14")
        .says("::: claims/port.toml:17:9")
        .says("ships-2024, as of 2024")
        .says("+ | In 2024 some 28,000 ships called at Saltmarsh.")
        .says("= source: The Port, published 2025-02-20")
        .says("conflicting       1      1  yes")
        .says("against 1 fact in ");
    assert_eq!(ran.err, "");
    s.run("check --exit-zero draft.md").exits(0);
    s.run("check draft.md missing.md").exits(2);
}

#[test]
fn the_base_is_the_one_that_is_named() {
    let s = harbour("named");
    s.write("elsewhere/draft.md", s.read("draft.md")).write("empty/x.toml", "schema = 1\n");
    s.run("check --claims empty draft.md").exits(0).says("against 0 facts");
    s.run("check --claims claims/port.toml elsewhere/draft.md").exits(1);
    s.run("check --claims nowhere draft.md").exits(2).complains("nowhere");
}

#[test]
fn a_stream_is_judged_record_by_record() {
    let s = harbour("stream-check");
    let lines = "{\"id\":1,\"text\":\"In 2024 some 31,000 ships called at Saltmarsh.\"}\n\
                 {\"id\":2,\"text\":\"In 2024 some 28,000 ships called at Saltmarsh.\"}\n";
    let ran = s.feed("check --jsonl -", lines);
    ran.exits(1);
    let verdicts: Vec<String> = ran
        .out
        .lines()
        .map(|l| {
            let json: serde_json::Value = serde_json::from_str(l).unwrap();
            let findings = json["findings"].as_array().unwrap();
            let number = findings.iter().find(|f| f["property"] == "ships").unwrap();
            assert_eq!(number["entity"], "Saltmarsh");
            assert_eq!(number["evidence"][0]["source"], "report");
            number["verdict"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(verdicts, ["conflicting", "consistent"]);
    s.feed("check --jsonl - --exit-zero", lines).exits(0);
}

#[test]
fn mistakes_in_a_base_are_shown_in_their_place_and_the_rest_is_used() {
    let cases = [
        ("[[fact\nid = 'x'\n", "claims/zbad.toml:1:"),
        ("[entity.x]\nnmae = 'X'\n", "did you mean `name`?"),
        ("[entity.saltmarsh]\nname = 'Another'\n", "saltmarsh"),
        (
            "[entity.x]\nname = 'X'\n[[fact]]\nid = 'f'\nabout = 'x'\nproperty = 'ships'\nvalue = 1\ndate = '2023-06-31'\n",
            "2023-06-31",
        ),
        (
            "[[table]]\npath = 'gone.csv'\nabout = { column = 'A' }\nproperty = 'ships'\nvalue = { column = 'V' }\n",
            "gone.csv",
        ),
    ];
    let s = harbour("bad-base");
    for (text, complaint) in cases {
        s.write(
            "claims/zbad.toml",
            format!("schema = 1\n{text}").replacen("schema = 1\n[[fact\n", "[[fact\n", 1),
        );
        let ran = s.run("check draft.md");
        ran.exits(2).complains("error: ").complains("claims/zbad.toml").complains(complaint);
        ran.says("31,000 conflicts with 27,945");
    }
}

#[test]
fn facts_are_listed_shown_and_test_themselves() {
    let s = harbour("kb");
    s.run("kb list").exits(0).says("ships-2024").says("27,945");
    s.run("kb list nothing-like-it").exits(0);
    s.run("kb show ships-2024").exits(0).says("The Port").says("claims/port.toml:17:9");
    s.run("kb show saltmarsh").exits(0).says("ships 27,945");
    s.run("kb show ships").exits(0).says("docked");
    s.run("kb show report").exits(0).says("2025-02-20");
    s.run("kb show saltmash").exits(2).complains("did you mean `saltmarsh`?");
    s.run("kb test").exits(0).says("1 fact, 1 sentence, 0 failed");
    s.run("kb lint").exits(0).says("1 fact: 0 errors, 0 warnings");
    s.write(
        "claims/second.toml",
        "[[fact]]\nid = 'loose'\nabout = 'saltmarsh'\nproperty = 'ships'\nvalue = 3\ndate = 2023\n",
    );
    s.run("kb lint").exits(0).says("warning[no-source]").says("--> claims/second.toml:");
    s.write("claims/port.toml", s.read("claims/port.toml").replace("about 28,000", "about 38,000"));
    s.run("kb test").exits(1).complains("38,000").complains("claims/port.toml:");
    Sandbox::new("kb-none").run("kb test").exits(2).complains("--claims");
}

#[cfg(unix)]
#[test]
fn patch_applies_the_corrections_as_they_are() {
    if std::process::Command::new("patch").arg("--version").output().is_err() {
        eprintln!("patch is not installed: its test is left out");
        return;
    }
    let line = "In 2024 some 31,000 ships called at Saltmarsh.";
    let filler = "It rained.\n".repeat(12);
    let drafts = [
        ("plain.md", format!("{line}\n")),
        ("no-newline.md", format!("# Ships\n\n{line}")),
        ("crlf.md", format!("# Ships\r\n\r\n{line}\r\nIt rained.\r\n")),
        ("two.md", format!("{line}\n{filler}{line}\n{filler}")),
        ("with space.md", format!("{filler}{line}\n")),
        ("hostile.md", format!("a\nb\u{1b}[2J\nc\nd\n\n{line}\n\nc\n\u{202e}b\nd\n")),
    ];
    let s = harbour("patch");
    for (name, text) in &drafts {
        s.write(&format!("drafts/{name}"), text);
    }
    let ran = s.run("check --format diff --show all drafts");
    ran.exits(1);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'), "{ran:#?}");
    s.write("fix.patch", &ran.out);
    let patched = std::process::Command::new("patch")
        .args(["-p0", "--fuzz=0", "-i", "fix.patch"])
        .current_dir(s.path())
        .output()
        .unwrap();
    assert!(patched.status.success(), "{patched:?}\n{}", ran.out);
    assert!(!String::from_utf8_lossy(&patched.stdout).contains("offset"), "{patched:?}");
    for (name, text) in &drafts {
        assert_eq!(s.read(&format!("drafts/{name}")), text.replace("31,000", "28,000"), "{name}");
    }
    s.run("check drafts").exits(0);
}
