//! What an earlier run has judged: the report is the same to the byte, whatever is kept and whatever has changed since.

use std::path::Path;

use crate::sandbox::{BOATS, Ran, Sandbox};

/// A draft that agrees, one that says nothing, one with unknown claims, one that conflicts, one with an ignored finding, one with an
/// unused comment.
const DRAFTS: [(&str, &str); 6] = [
    ("a.md", "Hull has 480 boats. Hull has 480 boats."),
    ("b.md", "Nothing to see."),
    ("c.md", "The fleet caught 312 tonnes in 2017."),
    ("d.md", "Hull has 77 boats."),
    ("e.md", "Hull has 77 boats. <!-- factlint: ignore[number-conflict] as said -->"),
    ("f.md", "Hull has 480 boats. <!-- factlint: ignore[number-conflict] as said -->"),
];

fn draft(text: &str) -> String {
    format!("---\ndate: 2024-03-01\n---\n{text}\n")
}

fn project(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/boats.toml", BOATS).write("factlint.toml", "cache-dir = \"kept\"\n");
    for (name, text) in DRAFTS {
        s.write(&format!("drafts/{name}"), draft(text));
    }
    s
}

/// The run without its time.
fn said(ran: &Ran) -> (i32, String, String) {
    let line = |l: &str| match l.starts_with("Checked ") {
        true => l.rsplit_once(" in ").map_or(l, |(head, _)| head).to_owned() + "\n",
        false => l.to_owned() + "\n",
    };
    (ran.code, ran.out.lines().map(line).collect(), ran.err.clone())
}

/// Runs with the cache and without; both say the same, which is given back.
#[track_caller]
fn both(s: &Sandbox, arguments: &str) -> (i32, String, String) {
    let with = said(&s.run(arguments));
    assert_eq!(with, said(&s.run(&format!("{arguments} --no-cache"))), "{arguments}");
    with
}

/// How many drafts are kept.
fn kept(s: &Sandbox) -> usize {
    s.read("kept/results").lines().count() - 2
}

#[test]
fn every_report_is_the_same_to_the_byte() {
    let s = project("cache-same");
    s.run("check drafts").exits(1);
    // What conflicts, and what is warned of, is judged each time.
    assert_eq!(kept(&s), 4);
    let formats = "full concise diff table csv markdown checklist html claimreview json jsonl sarif github gitlab junit checkstyle rdjson";
    for format in formats.split(' ') {
        for show in ["", " --show conflicting"] {
            both(&s, &format!("check drafts --format {format}{show}"));
        }
    }
    for more in [
        "--fail-on unknown",
        "--fail-on warning",
        "-q",
        "--statistics",
        "--statistics --show conflicting",
        "--exit-zero drafts/a.md drafts/missing.md",
        "--select date-conflict",
        "--ignore number-conflict",
        "--as-of 2023-01-01",
        "--date 2020-01-01",
        "--locale en-GB",
        "--report html=page.html",
        "-j 1",
    ] {
        both(&s, &format!("check {more} drafts"));
    }
    s.write("t.txt", "{{ summary.consistent }} {{ findings|length }}");
    let ran = both(&s, "check --template t.txt drafts");
    assert!(!ran.1.ends_with(" 0"), "{ran:?}");
    both(&s, "check --add-ignore= drafts/a.md");
}

/// Changes something, and is told of it at once; what changes nothing changes nothing.
#[test]
fn whatever_a_verdict_depends_on_counts() {
    let s = project("cache-changes");
    let only = "check --format concise --show conflicting drafts/a.md";
    let clean = |s: &Sandbox| {
        both(s, only);
        assert_eq!(both(s, only).0, 0);
    };
    clean(&s);
    // The draft, then as it was.
    s.write("drafts/a.md", draft("Hull has 481 boats."));
    assert_eq!(both(&s, only).0, 1);
    s.write("drafts/a.md", draft(DRAFTS[0].1));
    clean(&s);
    // The fact.
    s.write("claims/boats.toml", BOATS.replace("480", "490"));
    assert_eq!(both(&s, only).0, 1);
    s.write("claims/boats.toml", BOATS);
    clean(&s);
    // What the configuration says, of all drafts and of some.
    let facts = BOATS.replace("480", "490");
    s.write("other/boats.toml", &facts);
    s.write("factlint.toml", "cache-dir = \"kept\"\nclaims = [\"other\"]\n");
    assert_eq!(both(&s, only).0, 1);
    s.write("factlint.toml", "cache-dir = \"kept\"\n");
    clean(&s);
    assert_eq!(both(&s, &format!("{only} --claims other")).0, 1);
    s.write("factlint.toml", "cache-dir = \"kept\"\nfail-on = \"unknown\"\n");
    assert_eq!(both(&s, "check -q drafts/c.md").0, 1);
    s.write(
        "factlint.toml",
        "cache-dir = \"kept\"\n[[override]]\npaths = [\"drafts/c.md\"]\nseverity = { no-fact = \"error\" }\n",
    );
    assert_eq!(both(&s, "check -q drafts/c.md").0, 1);
    s.write("factlint.toml", "cache-dir = \"kept\"\n");
    assert_eq!(both(&s, "check -q drafts/c.md").0, 0);
    // Rules of one's own.
    let rule = "schema = 1\n[[hedge]]\nid = 'nigh-on'\nphrases = ['nigh on']\nmod = 'LESS_THAN'\nrange = '(-inf, x)'\n";
    s.write("drafts/g.md", draft("Hull has nigh on 700 boats.")).write("mine/a.toml", rule);
    for _ in 0..2 {
        assert_eq!(both(&s, "check -q --rules mine drafts/g.md").0, 0);
    }
    s.write("mine/a.toml", rule.replace("'nigh on'", "'never said'"));
    assert_eq!(both(&s, "check -q --rules mine drafts/g.md").0, 1);
    assert_eq!(both(&s, "check -q drafts/g.md").0, 1);
    // The same words under another name are another draft.
    s.write("drafts/again.md", draft(DRAFTS[0].1));
    both(&s, "check --format concise drafts");
}

#[test]
fn a_baseline_makes_an_archive_clean_until_a_fact_changes() {
    let s = project("cache-baseline");
    s.run("baseline write --baseline old.json drafts").exits(0);
    s.write("factlint.toml", "cache-dir = \"kept\"\nbaseline = \"old.json\"\n");
    for _ in 0..2 {
        assert_eq!(both(&s, "check drafts").0, 0);
    }
    assert!(s.read("kept/results").contains(" xe-1"), "{}", s.read("kept/results"));
    s.write("claims/boats.toml", BOATS.replace("480", "490"));
    assert_eq!(both(&s, "check drafts").0, 1);
    s.write("claims/boats.toml", BOATS);
    assert_eq!(both(&s, "check drafts").0, 0);
    s.write("old.json", "{\"version\": 1, \"findings\": []}");
    assert_eq!(both(&s, "check drafts").0, 1);
    // Who writes a baseline judges.
    s.run("baseline write drafts").exits(0).complains("1 finding in old.json");
}

#[test]
fn what_is_not_whole_counts_for_nothing() {
    let s = project("cache-broken");
    s.run("check drafts").exits(1);
    let whole = s.read("kept/results");
    for broken in [
        "",
        "factlint results 1\n",
        "\0\0\0",
        &whole[..whole.len() / 2],
        &whole.replace(" cn+2", " cn+3"),
        &format!("{whole}x"),
    ] {
        s.write("kept/results", broken);
        assert_eq!(both(&s, "check drafts").0, 1);
        assert_eq!(s.read("kept/results"), whole);
    }
    // Not UTF-8; a folder in the file's place.
    s.write("kept/results", b"\xff\xfe");
    both(&s, "check drafts");
    std::fs::remove_file(s.path().join("kept/results")).unwrap();
    s.write("kept/results/x", "");
    s.run("check drafts").exits(1).complains("warning").says("77 conflicts with 480");
    // Nowhere to keep anything: that is told, and the rest is done.
    s.write("file", "");
    s.run("check --cache-dir file/kept drafts").exits(1).complains("warning").says("77 conflicts with 480");
    s.run("check --cache-dir kept --no-cache drafts").exits(2);
}

#[test]
fn the_folder_is_nothing_for_git_and_others_stay() {
    let s = project("cache-folder");
    s.run("check drafts").exits(1);
    assert_eq!(s.read("kept/.gitignore"), "*\n");
    assert!(s.read("kept/CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    // A folder that was there is not taken over.
    s.write("mine/notes.md", "In 2017.");
    s.run("check --cache-dir mine mine").exits(0);
    assert!(!s.path().join("mine/.gitignore").exists() && Path::new(&s.path().join("mine/results")).exists());
    s.run("check --cache-dir mine mine").exits(0).says("Checked 1 claim");
    // Without a word about it there is none.
    s.run("check --isolated --claims claims drafts").exits(1);
    assert_eq!(std::fs::read_dir(s.path()).unwrap().count(), 5);
}

#[test]
fn several_at_once_do_no_harm() {
    let s = project("cache-several");
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..6)
            .map(|n| {
                let s = &s;
                scope.spawn(move || {
                    let name = DRAFTS[n].0;
                    (0..4)
                        .map(|_| said(&s.run(&format!("check --format concise drafts/{name}"))))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for one in all {
            let said = one.join().unwrap();
            assert!(said.iter().all(|r| *r == said[0]), "{said:?}");
        }
    });
    both(&s, "check drafts");
    let left = std::fs::read_dir(s.path().join("kept")).unwrap().count();
    assert_eq!(left, 3, "a file that was begun and not renamed");
}

#[test]
fn a_second_run_over_an_archive_costs_little() {
    let s = Sandbox::new("cache-archive");
    s.write("claims/boats.toml", BOATS);
    let line = "The port of Hull lies on the river. Some 312 people came in 2017, a third of them by train, 5 % more than before.\n\n";
    for n in 0..300 {
        s.write(&format!("drafts/{n}.md"), draft(&format!("Draft {n}.\n\n{}", line.repeat(40))));
    }
    let judged = |ran: &Ran| ran.err.lines().filter(|l| l.starts_with("read drafts/")).count();
    let cold = s.run("check --cache-dir kept -v drafts");
    let warm = s.run("check --cache-dir kept -v drafts");
    assert_eq!((judged(&cold), judged(&warm)), (300, 0));
    assert_eq!(said(&cold).1, said(&warm).1);
    cold.exits(0).says(" in 300 files ");
}
