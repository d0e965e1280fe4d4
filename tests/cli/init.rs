//! `factlint init`: a folder that checks at once.

use crate::sandbox::Sandbox;

const FILES: [&str; 4] =
    ["factlint.toml", "claims/example.toml", "drafts/example.md", ".github/workflows/factlint.yml"];

#[test]
fn what_init_writes_checks_at_once() {
    let s = Sandbox::new("init");
    let ran = s.run("init");
    ran.exits(0).says("now: factlint check").says("OWNER in .github/workflows/factlint.yml");
    for file in FILES {
        assert!(!s.read(file).is_empty());
        ran.says(&format!("{file}: written"));
    }
    s.run("check").exits(0).says(" consistent        1      1  -");
    s.run("check --show-settings").exits(0).says("factlint.toml").says("facts: 1");
    s.run("kb test").exits(0).says("1 fact, 2 sentences, 0 failed");
    s.run("kb lint").exits(0).says("0 errors, 0 warnings, 0 notes");
    // The draft is there to be played with.
    s.write("drafts/example.md", s.read("drafts/example.md").replace("about 480", "about 840"));
    s.run("check --format concise").exits(1).says("number-conflict");
    s.run("fix -w").exits(0);
    s.run("check").exits(0);
}

#[test]
fn the_keys_that_stand_behind_a_sign_are_keys() {
    let s = Sandbox::new("init-keys");
    s.run("init -q").exits(0);
    // Every line that is a key or a head when its sign is taken away.
    let text: String = s
        .read("factlint.toml")
        .lines()
        .map(|l| match l.strip_prefix("# ") {
            Some(key)
                if key.starts_with('[') || key.split_once(" = ").is_some_and(|(k, _)| !k.contains(' ')) =>
            {
                key
            }
            _ => l,
        })
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(text.contains("\n[severity]\n") && text.contains("\nbaseline = "), "{text}");
    s.write("factlint.toml", text).write("factlint-baseline.json", "{\"version\": 1, \"findings\": []}");
    s.run("check").exits(0);
}

#[test]
fn nothing_that_is_there_is_touched() {
    let s = Sandbox::new("init-again");
    s.write("factlint.toml", "# mine\n").write("claims/example.toml", "schema = 1\n");
    let ran = s.run("init");
    ran.exits(0).says("factlint.toml: there already").says("claims/example.toml: there already");
    ran.says("drafts/example.md: written");
    assert_eq!(
        (s.read("factlint.toml").as_str(), s.read("claims/example.toml").as_str()),
        ("# mine\n", "schema = 1\n")
    );
    s.run("init elsewhere").exits(0).says("elsewhere/factlint.toml: written");
    s.write("file", "").run("init file").exits(2).complains("cannot write file/factlint.toml");
}
