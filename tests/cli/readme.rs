//! Every command of the README is run, and what it prints is compared with what the README shows.
//!
//! In a fenced block marked `console` a line that starts with `$ ` is a command and the lines after it are
//! what it prints on both streams. Commands run one after the other in one folder that holds what a
//! clone holds (`claims/` and `tests/articles/`); a block after `<!-- file: NAME -->` is written to
//! that file first. `cargo run --release --` stands for the binary; other cargo commands are not run. Run with
//! `UPDATE_README=1` to write what is printed into the README.

use std::path::Path;
use std::process::Command;

use crate::sandbox::{Sandbox, factlint};

/// The pages whose commands are run.
const PAGES: &[&str] = &[
    "README.md",
    "rules/README.md",
    "claims/IMPORT.md",
    "docs/pre-commit.md",
    "docs/github-action.md",
    "docs/gitlab.md",
    "docs/docker.md",
    "docs/editors.md",
    "docs/word.md",
    "docs/schemas.md",
    "docs/reports.md",
];

#[test]
fn what_the_readme_shows_is_what_is_printed() {
    for page in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = std::fs::read_to_string(&path).unwrap();
        let s = Sandbox::new(&format!("page-{}", page.replace('/', "-")));
        for folder in ["claims", "tests/articles"] {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &s, folder);
        }
        let now = replay(&text, &s);
        if std::env::var_os("UPDATE_README").is_some() {
            std::fs::write(&path, now).unwrap();
        } else if now != text {
            let diff =
                similar::TextDiff::from_lines(&text, &now).unified_diff().header(page, "printed").to_string();
            panic!("{page} shows something else than is printed; UPDATE_README=1 mends it\n{diff}");
        }
    }
}

/// Blocks that are neither run nor written to a file that is, by page and language: what an engine or an editor reads, and the parts
/// of claims files in the editors' handbook, which stand for themselves.
const ELSEWHERE: &[(&str, &str, usize)] = &[
    ("docs/docker.md", "sh", 2),
    ("docs/editors.md", "lua", 1),
    ("docs/editors.md", "toml", 1),
    ("docs/editors.md", "elisp", 1),
    // `kit.rs` reads these as their hosts do.
    ("README.md", "yaml", 1),
    ("docs/github-action.md", "yaml", 1),
    ("docs/gitlab.md", "yaml", 1),
    ("docs/pre-commit.md", "yaml", 2),
    // Run by whoever has read this far; the test is what they start.
    ("README.md", "cargo", 1),
];

#[test]
fn every_block_of_every_page_is_run_or_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut elsewhere: Vec<(&str, String, usize)> = Vec::new();
    for page in PAGES {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let (mut lines, mut filed) = (text.lines(), false);
        while let Some(line) = lines.next() {
            filed |= line.starts_with("<!-- file: ");
            let Some(language) = line.strip_prefix("```").filter(|l| !l.is_empty()) else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            let commands = block.iter().filter_map(|l| l.strip_prefix("$ "));
            let left = commands.filter(|c| runnable(c).is_none()).count();
            match language {
                "console" if left == 0 => {}
                "console" => elsewhere.push((page, "cargo".to_owned(), left)),
                _ if std::mem::take(&mut filed) => {}
                _ => match elsewhere.iter_mut().find(|(p, l, _)| p == page && l == language) {
                    Some((_, _, n)) => *n += 1,
                    None => elsewhere.push((page, language.to_owned(), 1)),
                },
            }
        }
    }
    let mut listed: Vec<_> = ELSEWHERE.iter().map(|(p, l, n)| (*p, (*l).to_owned(), *n)).collect();
    listed.sort_unstable();
    elsewhere.sort_unstable();
    assert_eq!(elsewhere, listed);
    // And no page of `docs/` is forgotten.
    for page in std::fs::read_dir(root.join("docs")).unwrap() {
        let path = page.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let known = PAGES.iter().any(|p| root.join(p) == path);
        assert!(known || !text.contains("```"), "{}", path.display());
    }
}

fn copy(from: &Path, s: &Sandbox, to: &str) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{to}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), s, &name);
        } else {
            s.write(&name, std::fs::read(entry.path()).unwrap());
        }
    }
}

/// The page with what its commands print now.
fn replay(page: &str, s: &Sandbox) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    let mut file: Option<&str> = None;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(name) = line.strip_prefix("<!-- file: ").and_then(|l| l.strip_suffix(" -->")) {
            file = Some(name);
        }
        let Some(language) = line.strip_prefix("```").filter(|l| !l.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        if let Some(name) = file.take() {
            s.write(name, block.join("\n") + "\n");
        }
        let mut shown = block.iter();
        while let Some(line) = shown.next() {
            let Some(command) = line.strip_prefix("$ ").filter(|_| language == "console") else {
                // What a command printed before is what it prints now.
                if language != "console" {
                    out.push_str(line);
                    out.push('\n');
                }
                continue;
            };
            out.push_str(line);
            out.push('\n');
            match runnable(command) {
                Some(command) => out.push_str(&run(&command, s)),
                None => {
                    for line in shown.by_ref().take_while(|l| !l.starts_with("$ ")) {
                        out.push_str(line);
                        out.push('\n');
                    }
                }
            }
        }
        out.push_str("```\n");
    }
    out
}

/// The command to run for one that is shown; `None` for what a test cannot run.
fn runnable(shown: &str) -> Option<String> {
    let command = shown
        .replace("cargo run --release --", "factlint")
        .replace("cargo run --quiet --release --", "factlint");
    (!command.starts_with("cargo ") && !command.starts_with("git ")).then_some(command)
}

fn run(command: &str, s: &Sandbox) -> String {
    let binary = factlint();
    let folder = Path::new(binary.get_program()).parent().unwrap().to_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .env("PATH", format!("{}:{path}", folder.display()))
        .env("NO_COLOR", "1")
        .current_dir(s.path())
        .output()
        .unwrap();
    steady(&String::from_utf8(output.stdout).unwrap())
}

/// What is printed, with the one thing that changes from run to run made the same: the time.
fn steady(printed: &str) -> String {
    let mut out = String::new();
    for line in printed.lines() {
        match line.strip_suffix(" s").and_then(|l| l.rsplit_once(" in ")) {
            Some((head, time)) if time.parse::<f64>().is_ok() => out.push_str(&format!("{head} in 0.01 s")),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}
