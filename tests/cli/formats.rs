//! Reports as the binary writes them: colours, files, quiet runs, codes and places explained.

use crate::sandbox::Sandbox;

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let s = Sandbox::new("colour");
    s.write("a.md", "In 2017.");
    let colored = |arguments: &str, variables: &[(&str, &str)]| {
        s.with(&format!("check --show all {arguments} a.md"), variables).out.contains('\u{1b}')
    };
    assert!(!colored("", &[]));
    assert!(!colored("", &[("TERM", "xterm-256color")]));
    assert!(colored("--color always", &[]));
    assert!(colored("--color always", &[("NO_COLOR", "1")]));
    assert!(colored("", &[("FORCE_COLOR", "1")]));
    assert!(colored("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored("", &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!colored("--color never", &[("FORCE_COLOR", "1")]));
}

#[test]
fn a_report_in_a_file_is_whole_and_without_colours() {
    let s = Sandbox::new("output");
    s.write("a.md", "In 2017.").write("report.json", "old");
    let ran = s.with("check --format json -o report.json a.md", &[("FORCE_COLOR", "1")]);
    ran.exits(0);
    assert_eq!(ran.out, "");
    let json: serde_json::Value = serde_json::from_str(&s.read("report.json")).unwrap();
    assert_eq!(json["summary"]["files"], 1);
    // Nothing is left beside it.
    assert_eq!(std::fs::read_dir(s.path()).unwrap().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_plain_file_is_written_to_as_it_comes() {
    use std::os::unix::fs::FileTypeExt;
    let s = Sandbox::new("devices");
    s.write("a.md", "In 2017.");
    let plain = s.run("check -q --show all a.md").out;
    assert_eq!(s.run("check -q --show all -o /dev/stdout a.md").exits(0).out, plain);
    assert_eq!(s.run("check -q --show all -o /dev/null a.md").exits(0).out, "");
    assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    // A full disk is told, and is no clean run.
    s.run("check -o /dev/full a.md").exits(2).complains("cannot write /dev/full: No space left on device");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in
        [&["check", "a.md"][..], &["check", "--format", "html", "a.md"], &["extract", "a.md"], &["explain"]]
    {
        let run = crate::sandbox::factlint()
            .args(arguments)
            .current_dir(s.path())
            .stdout(full.try_clone().unwrap())
            .output();
        let run = run.unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("cannot write the report: No space left on device"), "{arguments:?}: {said}");
    }
}

#[test]
fn quiet_runs_say_less() {
    let s = Sandbox::new("quiet");
    s.write("a.md", "In 2017.");
    s.run("check a.md").exits(0).says("Checked 1 claim");
    assert_eq!(s.run("check -q a.md").out, "");
    assert_eq!(s.run("check -qq --show all a.md").out, "");
    let told = s.run("check -v a.md");
    let line = told.exits(0).err.trim_end();
    let time = line.strip_prefix("read a.md in ").and_then(|l| l.strip_suffix(" s")).unwrap_or(line);
    assert!(time.parse::<f64>().is_ok_and(|t| t < 60.0), "{line}");
    s.run("check -q -v a.md").exits(2);
}

#[test]
fn unknown_claims_fail_a_run_only_when_asked() {
    let s = Sandbox::new("fail-on");
    s.write("a.md", "In 2017 there were 312 boats.");
    s.run("check a.md").exits(0);
    s.run("check --fail-on unknown a.md").exits(1);
    s.run("check --fail-on unknown --exit-zero a.md").exits(0);
    s.run("check --fail-on unknown a.md missing.md").exits(2);
}

#[test]
fn every_code_explains_itself() {
    let s = Sandbox::new("codes");
    let list = s.run("explain");
    list.exits(0).says("number-conflict").says("no-anchor");
    for line in list.out.lines() {
        let code = line.split_whitespace().next().unwrap();
        s.run(&format!("explain {code}")).exits(0).says("Example: ");
    }
}

#[test]
fn a_place_shows_how_it_was_read() {
    let s = Sandbox::new("place");
    s.write("a.md", "# 한국\n\nOver 33,000 people left.\n");
    for place in ["a.md:3:6", "a.md:3:11", "a.md:3"] {
        s.run(&format!("explain {place}"))
            .exits(0)
            .says("a.md:3:6: \"33,000\"")
            .says("more than 33,000")
            .says("(33000, +inf)")
            .says("MORE_THAN")
            .says("hedge.more-than on \"Over");
    }
}

#[test]
fn rules_are_listed_shown_and_tested() {
    let s = Sandbox::new("rules");
    s.run("rules list").exits(0).says("hedge.at-least");
    s.run("rules show at-least").exits(0).says("# rules/en/hedges.toml:").says("phrases");
    s.run("rules test").says(" rules, ");
}

#[test]
fn a_rule_of_ones_own_is_layered_and_tested() {
    let s = Sandbox::new("rules-own");
    let rule = |range: &str| {
        format!(
            "schema = 1\n[[hedge]]\nid = 'nigh-on'\nphrases = ['nigh on']\nmod = 'LESS_THAN'\nrange = '(-inf, x)'\n\
             yes = [{{ text = 'nigh on 40 ships', is = '{range} ships' }}]\nno = ['The end is nigh on paper.']\n"
        )
    };
    s.write("mine/hedges.toml", rule("[0, 40)"));
    assert!(!s.run("rules test --rules mine").err.contains("nigh-on"));
    s.run("rules list --rules mine").exits(0).says("hedge.nigh-on");
    s.write("mine/hedges.toml", rule("[0, 41)"));
    s.run("rules test --rules mine")
        .exits(1)
        .complains("rule `hedge.nigh-on` reads \"nigh on 40 ships\" as [0, 40) ships");
}

#[test]
fn a_correction_is_in_the_unit_of_the_claim() {
    let s = Sandbox::new("unit");
    s.write(
        "claims/wall.toml",
        "[source.s]\ntitle = 's'\n[entity.wall]\nname = 'Long Wall'\ntype = 'place'\n[property.length]\nname = 'length'\n\
         unit = 'kilometre'\ncues = ['length']\n[[fact]]\nid = 'wall'\nabout = 'wall'\nproperty = 'length'\nvalue = 250\nsource = 's'\n",
    );
    s.write("a.md", "The Long Wall has a length of 310 miles.");
    s.run("check --isolated --claims claims a.md")
        .exits(1)
        .says("+ | The Long Wall has a length of 160 miles.");
}

#[test]
fn mistakes_in_rules_are_told_all_at_once() {
    let s = Sandbox::new("rules-check");
    s.run("rules check").exits(0).says(": 0 errors, 0 warnings");
    let rule = "[[hedge]]\nid = \"nigh-on\"\nphrases = [\"nigh on\"]\nmod = \"EQUAL_OR_MORE\"\nrange = \"[x, +inf)\"\n";
    s.write(
        "mine/a.toml",
        format!("{rule}yes = [{{ text = \"Nigh on 40 people fled.\", is = \"whatever\" }}]\n"),
    );
    // Whether an example holds is for `rules test` to say.
    s.run("rules check --rules mine").exits(0).says(" 0 warnings");
    s.write("mine/a.toml", rule);
    s.run("rules check --rules mine")
        .exits(0)
        .says(": 0 errors, 1 warning")
        .complains("rule `hedge.nigh-on` has no example")
        .complains("mine/a.toml:1:");
    s.write("mine/b.toml", rule.replace("phrases", "phrase"));
    s.write("mine/c.toml", "[[hedge]\n").write("mine/x.corpus.toml", "[[cases]]\n");
    let ran = s.run("rules check --rules mine");
    ran.exits(2).says(": 3 errors, 1 warning").complains("did you mean `phrases`?");
    for file in ["mine/b.toml:3:", "mine/c.toml:1:", "mine/x.corpus.toml:1:"] {
        ran.complains(file);
    }
    s.write("mine/b.toml", "")
        .write("mine/c.toml", rule.replace("EQUAL_OR_MORE", "ABOUT"))
        .write("mine/x.corpus.toml", "");
    s.run("rules check --rules mine").exits(2).complains("ABOUT");
}

/// What standard output says on a terminal; `None` where none can be made.
#[cfg(unix)]
fn on_a_terminal(s: &Sandbox, arguments: &str, variables: &[(&str, &str)]) -> Option<String> {
    let binary = crate::sandbox::factlint();
    let command = format!("{} {arguments}", binary.get_program().to_str().unwrap());
    let mut script = std::process::Command::new("script");
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
        script.env_remove(name);
    }
    script.args(["-qec", &command, "/dev/null"]).current_dir(s.path()).env("TERM", "xterm");
    let ran = script.envs(variables.iter().copied()).stdin(std::process::Stdio::null()).output().ok()?;
    Some(String::from_utf8(ran.stdout).unwrap())
}

#[test]
#[cfg(unix)]
fn a_terminal_has_colours_unless_it_wants_none() {
    let s = Sandbox::new("terminal");
    s.write("a.md", "In 2017.");
    let colored = |arguments: &str, variables: &[(&str, &str)]| {
        let said = on_a_terminal(&s, &format!("check --show all {arguments} a.md"), variables)?;
        assert!(said.contains("Checked 1 claim"), "{said}");
        Some(said.contains('\u{1b}'))
    };
    let Some(plain) = colored("", &[]) else { return };
    assert!(plain);
    for (arguments, variables, wanted) in [
        ("", &[("NO_COLOR", "1")][..], false),
        ("", &[("CLICOLOR", "0")], false),
        ("", &[("CLICOLOR", "1")], true),
        ("", &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")], true),
        ("", &[("CLICOLOR", "0"), ("FORCE_COLOR", "1")], true),
        ("", &[("TERM", "dumb")], false),
        ("--color never", &[], false),
        ("--color always", &[("NO_COLOR", "1")], true),
    ] {
        assert_eq!(colored(arguments, variables), Some(wanted), "{arguments} {variables:?}");
    }
}
