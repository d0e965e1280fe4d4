//! The kit for CI: its files are read as their hosts read them, and what they run is run.

use std::path::Path;
use std::process::Command;

use saphyr::{LoadableYamlNode, Yaml};
use serde_json::Value;

use crate::sandbox::{BOATS, Sandbox, factlint};

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The documents of a YAML file.
fn documents(text: &str) -> Vec<Value> {
    fn json(y: &Yaml<'_>) -> Value {
        if let Some(all) = y.as_mapping() {
            return all.iter().map(|(k, v)| (k.as_str().unwrap().to_owned(), json(v))).collect();
        }
        match (y.as_vec(), y.as_str(), y.as_bool(), y.as_integer()) {
            (Some(all), ..) => all.iter().map(json).collect(),
            (_, Some(text), ..) => text.into(),
            (_, _, Some(flag), _) => flag.into(),
            (.., number) => number.into(),
        }
    }
    let all = Yaml::load_from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    all.iter().map(json).collect()
}

#[track_caller]
fn string(y: &Value) -> String {
    y.as_str().unwrap_or_else(|| panic!("no string: {y:?}")).to_owned()
}

#[track_caller]
fn keys(y: &Value) -> Vec<String> {
    let mut all: Vec<String> = y.as_object().unwrap().keys().cloned().collect();
    all.sort();
    all
}

/// A project with a conflict in it, in a folder whose name has a blank.
fn harbour(name: &str) -> Sandbox {
    let s = Sandbox::new(name);
    s.write("claims/port.toml", format!("schema = 1\n{BOATS}"));
    s.write("drafts/a b.md", "On 31 January 2024, Hull had 525 boats.\n");
    s.write("drafts/c.md", "On 31 January 2024, Hull had 480 boats.\n");
    s
}

/// A script, run by a shell in the sandbox: exit code and both streams.
fn script(s: &Sandbox, shell: &[&str], text: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let binary = factlint();
    let folder = Path::new(binary.get_program()).parent().unwrap().to_owned();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg(text).env("PATH", path).envs(variables.iter().copied());
    let output = command.current_dir(s.path()).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn pre_commit_takes_the_hooks() {
    let text = file(".pre-commit-hooks.yaml");
    let documents = documents(&text);
    let hooks = documents[0].as_array().unwrap();
    assert_eq!(hooks.len(), 2);
    let s = harbour("kit-pre-commit");
    for hook in hooks {
        let known = [
            "description",
            "entry",
            "exclude",
            "files",
            "id",
            "language",
            "name",
            "pass_filenames",
            "require_serial",
        ];
        assert!(keys(hook).iter().all(|k| known.contains(&k.as_str())), "{:?}", keys(hook));
        for key in ["id", "name", "entry", "language", "files"] {
            assert!(!string(&hook[key]).is_empty());
        }
        assert_eq!(string(&hook["language"]), "rust");
        let files = regex::Regex::new(&string(&hook["files"])).unwrap();
        let entry = string(&hook["entry"]);
        let arguments = entry.strip_prefix("factlint ").unwrap();
        if hook["pass_filenames"] == false {
            assert!(files.is_match("claims/port.toml") && !files.is_match("drafts/a b.md"));
            s.run(arguments).exits(0);
        } else {
            let left_out = regex::Regex::new(&string(&hook["exclude"])).unwrap();
            for name in ["drafts/a b.md", "x.docx", "a/b.HTML.html", "notes.txt"] {
                assert!(files.is_match(name) && !left_out.is_match(name), "{name}");
            }
            assert!(!files.is_match("claims/port.toml") && left_out.is_match("claims/README.md"));
            let mut all: Vec<&str> = arguments.split(' ').collect();
            all.push("drafts/a b.md");
            s.run_all(&all).exits(1).says("525 conflicts with 480");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_action_annotates_sums_up_and_uploads() {
    let text = file("action.yml");
    let documents = documents(&text);
    let action = &documents[0];
    assert_eq!(string(&action["runs"]["using"]), "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    // Every input that is used is there, and every one that is there is used.
    let mut used: Vec<String> = text
        .split("inputs.")
        .skip(1)
        .map(|t| t.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect())
        .collect();
    used.sort();
    used.dedup();
    assert_eq!(used, keys(&action["inputs"]));
    for step in steps {
        // What an input holds never becomes a part of a script.
        assert!(step["run"].as_str().is_none_or(|run| !run.contains("${{")), "{step:?}");
        assert!(step["run"].as_str().is_none() || step["shell"].as_str() == Some("bash"));
    }
    let check = steps.iter().find(|step| step["id"].as_str() == Some("check")).unwrap();
    let run = string(&check["run"]);
    let defaults: Vec<(String, String)> = check["env"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let value = string(value);
            let input = value.strip_prefix("${{ inputs.").unwrap().strip_suffix(" }}").unwrap();
            (name.clone(), string(&action["inputs"][input]["default"]))
        })
        .collect();
    let ran = |s: &Sandbox, more: &[(&str, &str)]| {
        let temp = s.path().join("temp");
        std::fs::create_dir_all(&temp).unwrap();
        let place = |name: &str| temp.join(name).display().to_string();
        let (summary, output, temp) = (place("summary"), place("output"), temp.display().to_string());
        let mut all: Vec<(&str, &str)> = defaults.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        all.extend([
            ("RUNNER_TEMP", temp.as_str()),
            ("GITHUB_STEP_SUMMARY", &summary),
            ("GITHUB_OUTPUT", &output),
        ]);
        all.extend(more);
        script(s, &["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"], &run, &all)
    };
    let s = harbour("kit-action");
    let (code, said) = ran(&s, &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("::error file=drafts/a b.md,line=1"), "{said}");
    assert!(s.read("temp/summary").contains("| drafts/a b.md:1:30 | 525 |"), "{}", s.read("temp/summary"));
    let sarif = s.read("temp/output");
    let sarif = sarif.trim().strip_prefix("sarif=").unwrap();
    let sarif: Value = serde_json::from_str(&std::fs::read_to_string(sarif).unwrap()).unwrap();
    assert_eq!(sarif["version"], "2.1.0");

    let s = harbour("kit-action-inputs");
    s.write("other facts/port.toml", format!("schema = 1\n{}", BOATS.replace("480", "525")));
    let more = [
        ("FACTLINT_PATHS", "drafts/a b.md\n"),
        ("FACTLINT_CLAIMS", "other facts"),
        ("FACTLINT_SUMMARY", "false"),
    ];
    let (code, said) = ran(&s, &more);
    assert_eq!(code, Some(0), "{said}");
    assert!(!s.path().join("temp/summary").exists());
    let (code, _) = ran(&s, &[("FACTLINT_PATHS", "$(touch caught)\n; touch caught")]);
    assert_eq!(code, Some(2));
    assert!(!s.path().join("caught").exists());
}

#[cfg(unix)]
#[test]
fn gitlab_gets_its_reports() {
    let text = file("templates/factlint.yml");
    let (head, _) = text.split_once("\n---\n").unwrap();
    let spec = documents(head);
    let inputs = &spec[0]["spec"]["inputs"];
    let mut filled = text.split_once("\n---\n").unwrap().1.to_owned();
    for name in keys(inputs) {
        let place = format!("$[[ inputs.{name} ]]");
        assert!(filled.contains(&place), "{name} is not used");
        filled = filled.replace(&place, inputs[name.as_str()]["default"].as_str().unwrap_or("an-image"));
    }
    assert!(!filled.contains("$[["), "an input that is not there");
    let documents = documents(&filled);
    let job = &documents[0]["factlint"];
    let variables: Vec<(String, String)> =
        job["variables"].as_object().unwrap().iter().map(|(k, v)| (k.clone(), string(v))).collect();
    let variables: Vec<(&str, &str)> = variables.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let s = harbour("kit-gitlab");
    for line in job["script"].as_array().unwrap() {
        let (code, said) = script(&s, &["sh", "-c"], &string(line), &variables);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("525 conflicts with 480"), "{said}");
    }
    let reports = &job["artifacts"]["reports"];
    let quality: Value = serde_json::from_str(&s.read(&string(&reports["codequality"]))).unwrap();
    assert!(
        quality.as_array().unwrap().iter().any(|f| f["location"]["path"] == "drafts/a b.md"),
        "{quality:#}"
    );
    assert!(s.read(&string(&reports["junit"])).contains("<testsuite"));
}

#[test]
fn the_image_has_all_that_it_is_built_of() {
    let text = file("Dockerfile");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ignored = file(".dockerignore");
    for line in text.lines().filter(|l| l.starts_with("COPY ") && !l.contains("--from")) {
        let mut names: Vec<&str> = line.split(' ').skip(1).collect();
        names.pop();
        for name in names {
            assert!(root.join(name).exists() && !ignored.lines().any(|l| l == name), "{line}");
        }
    }
    // Everything that is compiled in, and every target that the manifest names, is copied.
    let manifest: toml::Table = file("Cargo.toml").parse().unwrap();
    let benches = manifest["bench"].as_array().unwrap().iter().map(|b| b["path"].as_str().unwrap());
    for path in benches.chain(["src/bin/factlint/main.rs", "rules/en", "claims", "README.md", "Cargo.lock"]) {
        let copied = |l: &str| {
            l.starts_with("COPY ") && l.split(' ').any(|w| path == w || path.starts_with(&format!("{w}/")))
        };
        assert!(text.lines().any(copied), "{path} is not copied");
    }
    assert!(text.ends_with("ENTRYPOINT [\"factlint\"]\nCMD [\"check\"]\n"));
}

#[test]
fn what_the_pages_show_of_these_files_can_be_read() {
    let inputs = |name: &str, text: &str| {
        let page = file(name);
        for input in text.split(',') {
            assert!(page.contains(&format!("| `{input}` |")), "{name} is silent on {input}");
        }
    };
    let action = file("action.yml");
    inputs("docs/github-action.md", &keys(&documents(&action)[0]["inputs"]).join(","));
    let template = file("templates/factlint.yml");
    let head = template.split_once("\n---\n").unwrap().0;
    inputs("docs/gitlab.md", &keys(&documents(head)[0]["spec"]["inputs"]).join(","));
    let hooks = file(".pre-commit-hooks.yaml");
    for hook in documents(&hooks)[0].as_array().unwrap() {
        assert!(file("docs/pre-commit.md").contains(&format!("- id: {}", string(&hook["id"]))));
    }
    let mut blocks = 0;
    for page in ["README.md", "docs/pre-commit.md", "docs/github-action.md", "docs/gitlab.md"] {
        let text = file(page);
        for block in text.split("```yaml\n").skip(1).filter_map(|b| b.split("```").next()) {
            documents(block);
            blocks += 1;
        }
    }
    assert_eq!(blocks, 5);
    let text = file("docs/github-action.md");
    let workflow = text.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let workflow = &documents(workflow)[0];
    let with = &workflow["jobs"]["factlint"]["steps"][1]["with"];
    let known = keys(&documents(&action)[0]["inputs"]);
    assert!(keys(with).iter().all(|k| known.contains(k)), "{with:?}");
}

#[cfg(unix)]
#[test]
fn what_init_writes_for_ci_runs() {
    let text = file("src/bin/factlint/init/workflow.yml");
    let documents = documents(&text);
    let steps = documents[0]["jobs"]["factlint"]["steps"].as_array().unwrap();
    let s = Sandbox::new("kit-init");
    s.run("init -q").exits(0);
    // The action of this very version, with inputs that it has; the same on every page.
    let uses = format!("OWNER/factlint@v{}", env!("CARGO_PKG_VERSION"));
    let action = steps.iter().find(|step| step["uses"].as_str() == Some(&uses)).unwrap();
    let known = keys(&self::documents(&file("action.yml"))[0]["inputs"]);
    assert!(action.get("with").is_none_or(|with| keys(with).iter().all(|k| known.contains(k))), "{action}");
    for page in ["README.md", "docs/github-action.md"] {
        assert!(file(page).contains(&format!("- uses: {uses}\n")), "{page}");
    }
    assert!(file("docs/pre-commit.md").contains(&format!("rev: v{}\n", env!("CARGO_PKG_VERSION"))));
    assert!(
        file("docs/gitlab.md").contains(&format!("GROUP/factlint/factlint@{}\n", env!("CARGO_PKG_VERSION")))
    );
    let mut ran = 0;
    for run in steps.iter().filter_map(|step| step["run"].as_str()).filter(|r| r.starts_with("factlint ")) {
        let (code, said) = script(&s, &["sh", "-c"], run, &[]);
        assert_eq!(code, Some(0), "{run}: {said}");
        ran += 1;
    }
    assert_eq!(ran, 1);
}
