//! Adopting an archive: what was there is passed over, what is new is shown.

use std::fmt::Write;
use std::process::Command;

use crate::sandbox::{BOATS, Sandbox};

/// A draft with `wrong` claims that conflict, among others that do not.
fn draft(number: usize, wrong: usize) -> String {
    let mut text = format!("---\ndate: 2024-03-01\n---\n# Draft {number}\n");
    for i in 0..wrong {
        let _ = write!(text, "\nHull has {} boats.\n", 1000 + 7 * number + i);
    }
    text + "\nHull has 480 boats, and the harbour is deep.\n"
}

/// Drafts of the archive, and the findings in them.
const DRAFTS: usize = 1000;
const EACH: usize = 3;

#[test]
fn an_archive_is_clean_until_something_new_is_wrong() {
    let s = Sandbox::new("baseline");
    s.write("claims/boats.toml", BOATS);
    let name = |n: usize| format!("drafts/{}/{n}.md", n % 10);
    for n in 0..DRAFTS {
        s.write(&name(n), draft(n, EACH));
    }
    s.run("baseline write --baseline old.json drafts").exits(0).complains("3,000 findings in old.json");
    s.write("factlint.toml", "baseline = \"old.json\"\n");
    s.run("check drafts").exits(0).says(" ignored        3000   1000  -");

    // One new error is the only one shown; the same words once more are new, too. Moving lines about, and other words
    // between them, change nothing.
    s.write(&name(7), draft(7, EACH) + "\nHull has 77 boats.\n");
    s.write(&name(8), draft(8, EACH) + "\nHull has 1056 boats.\n");
    for n in (100..DRAFTS).step_by(3) {
        let text = draft(n, EACH);
        let moved = text.replacen('\n', "\n\nA line.\n\n", 5).replace("---\n\nA line.\n\ndate", "---\ndate");
        assert_ne!(moved, text);
        s.write(&name(n), if n % 2 == 0 { moved } else { text.replace("\n\nHull", "\n\n\n\nToday Hull") });
    }
    let ran = s.run("check --format concise -q drafts");
    ran.exits(1).says("drafts/7/7.md:14:10: error[number-conflict]: 77 ").says("drafts/8/8.md:14:10: error");
    assert_eq!(ran.out.lines().count(), 2, "{ran:#?}");
    s.write(&name(7), draft(7, EACH)).write(&name(8), draft(8, EACH));

    // Another value of the fact brings its findings back.
    s.write("claims/boats.toml", BOATS.replace("480", "490"));
    s.run("check --format json drafts").exits(1).says("\"conflicting\":4000");
    s.run("baseline prune drafts").exits(0).complains("0 findings in old.json");
    s.run("baseline write drafts/0").exits(0).complains("400 findings in old.json");
    s.run("check drafts/0").exits(0);
    s.write("old.json", "{\"version\": 1,\n\"findings\": 3}");
    s.run("check drafts/0/0.md").exits(2).complains("old.json:2:13").complains("factlint baseline write");
}

#[test]
fn only_changed_lines_are_judged() {
    let s = Sandbox::new("diff-base");
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(s.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    s.write("claims/boats.toml", BOATS).write("drafts/a b.md", draft(1, 2)).write("drafts/c.md", draft(2, 2));
    git(&["init", "-q"]);
    s.run("check --diff-base HEAD drafts").exits(2).complains("--diff-base");
    git(&["add", "."]);
    git(&["commit", "-qm", "all"]);
    s.run("check --diff-base HEAD drafts").exits(0);
    s.write("drafts/a b.md", draft(1, 2) + "\nHull has 12 boats.\n").write("drafts/new.md", draft(3, 1));
    let ran = s.run("check --diff-base HEAD --format concise -q drafts");
    ran.exits(1).says("drafts/a b.md:12:10").says("drafts/new.md:6:10");
    assert_eq!(ran.out.lines().count(), 2, "{ran:#?}");
    s.run("check --diff-base --output drafts").exits(2);
    s.run("check --diff-base no-such-revision drafts").exits(2).complains("--diff-base");
}
