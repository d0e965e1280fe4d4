//! Broken input: a clear error, exit 2, and the rest is still checked.

use crate::sandbox::Sandbox;

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let s = Sandbox::new("unreadable");
    s.write("good.md", "In 2017.")
        .write("latin.md", b"caf\xe9 in 2017")
        .write("binary.md", b"PNG\0\x01\x02")
        .write("wide.txt", b"\xff\xfeI\0n\0")
        .write("large.md", "word ".repeat(1000));
    let ran = s.run("extract --format jsonl --max-file-size 2K . nowhere");
    ran.exits(2)
        .complains("error: latin.md is not UTF-8 text (byte 3)")
        .complains("error: binary.md is a binary file")
        .complains("it looks like UTF-16")
        .complains("error: large.md is larger than 2048 bytes")
        .complains("raise --max-file-size")
        .complains("error: cannot read nowhere: no such file or folder");
    assert!(ran.out.lines().all(|l| l.contains("\"path\":\"good.md\"")), "{ran:#?}");
    let ran = s.run("check --exit-zero latin.md good.md");
    ran.exits(2).says("in 1 file");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_told_and_costs_nothing() {
    let s = Sandbox::new("loop");
    s.write("docs/deep/a.md", "In 2017.");
    std::os::unix::fs::symlink(s.path().join("docs"), s.path().join("docs/deep/back")).unwrap();
    std::os::unix::fs::symlink("self", s.path().join("docs/self")).unwrap();
    let ran = s.run("extract docs");
    ran.exits(2)
        .complains("docs/deep/back: symbolic link leads back")
        .complains("docs/self")
        .says("Found 1 claim in 1 file");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let s = Sandbox::new("permission");
    s.write("shut/a.md", "In 2017.").write("open/b.md", "In 2017.");
    let shut = s.path().join("shut");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads everything; then there is nothing to tell.
    let denied = std::fs::read_dir(&shut).is_err();
    let ran = s.run("extract");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o755)).unwrap();
    if denied {
        ran.exits(2).complains("shut").says("Found 1 claim in 1 file");
    }
}

#[test]
fn wrong_arguments_say_what_is_right() {
    let s = Sandbox::new("usage");
    s.write("a.md", "In 2017.");
    s.run("check --format jsno a.md").exits(2).complains("'json'");
    s.run("check --date 2023-06-31 a.md")
        .exits(2)
        .complains("--date: `2023-06-31` is no date")
        .complains("2023-07-18");
    s.run("check --as-of soon a.md").exits(2).complains("--as-of: `soon` is no date");
    s.run("check --locale fr a.md").exits(2).complains("write en-US");
    s.run("check --max-file-size big a.md").exits(2).complains("`big` is no size");
    s.run("check -j 0 a.md").exits(2).complains("--jobs must be 1 or more");
    s.run("check --output nowhere/report.txt a.md").exits(2).complains("cannot write nowhere/report.txt");
    s.run("explain nothing-known").exits(2).complains("no code and no place");
    s.run("explain number-conflct").exits(2).complains("did you mean `number-conflict`?");
    s.run("explain missing.md:1:2").exits(2).complains("cannot read missing.md");
    s.run("explain a.md:1:1").exits(2).complains("no claim was read at a.md:1:1").complains("1:4 \"2017\"");
    s.run("rules show at-lest").exits(2).complains("did you mean `at-least`?");
    s.run("check --rules nowhere a.md").exits(2).complains("cannot read nowhere");
}

#[test]
fn a_broken_rule_of_ones_own_is_shown_in_its_place() {
    let s = Sandbox::new("own-rules");
    s.write("a.md", "In 2017.")
        .write("mine/hedges.toml", "schema = 1\n[[hedge]]\nid = 'x'\nphrase = ['x']\n");
    s.run("extract --rules mine a.md")
        .exits(2)
        .complains("unknown key `phrase`")
        .complains("mine/hedges.toml:4:1")
        .complains("did you mean `phrases`?");
}
