//! The plan of the house, kept by a test: floors, embedded files, sizes.

use std::path::{Path, PathBuf};

/// What each top module may import: only from lower floors. `lib.rs` re-exports and has no floor.
const FLOORS: &[(&str, u32)] = &[
    ("span", 0),
    ("atomic", 0),
    ("error", 1),
    ("data", 1),
    ("value", 2),
    ("text", 2),
    ("rules", 3),
    ("mention", 4),
    ("resolve", 5),
    ("claim", 6),
    ("kb", 7),
    ("link", 8),
    ("verdict", 9),
    ("audit", 9),
    ("report", 10),
    ("checker", 11),
];

/// `data` is read into typed values with the errors of `error`: both stand on floor 1, and it is the one
/// that may look to its side.
const BESIDE: &[(&str, &str)] = &[("data", "error")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` whose names end in `suffix`, sorted, as paths from the package's root with `/`.
fn files(folder: &str, suffix: &str) -> Vec<String> {
    let mut todo: Vec<PathBuf> = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.to_str().unwrap().ends_with(suffix) {
                let path = path.strip_prefix(root()).unwrap();
                found.push(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn floor(module: &str) -> Option<u32> {
    FLOORS.iter().find(|(name, _)| *name == module).map(|&(_, floor)| floor)
}

/// Names that follow `crate::` in a line of code: `crate::a::b` gives `a`, `crate::{a, b::C}` gives `a`, `b`.
fn names(line: &str) -> Vec<String> {
    let identifier = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut start = true;
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            found.push(identifier(&list[i..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
            None => found.push(identifier(rest)),
        }
    }
    found
}

/// The names that the code of a file takes from the crate's root; `depth` modules lie above the file's own.
fn imports(code: &str, depth: usize) -> Vec<String> {
    // A list may run over several lines; comments and documentation may name any floor.
    let code: String = code
        .lines()
        .map(str::trim_start)
        .filter(|l| !l.starts_with("//"))
        .flat_map(|l| [l, "\n"])
        .collect::<String>()
        .replace("{\n", "{")
        .replace(",\n", ",");
    let mut found: Vec<String> = code.lines().flat_map(names).collect();
    // `super::super::value` from `text/plain.rs` is the root's too.
    let climb = "super::".repeat(depth + 1);
    for line in code.lines() {
        for (at, _) in line.match_indices(&climb) {
            let rest = line[at + climb.len()..].trim_start_matches("super::");
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // Inside `mod tests` the same climb ends in the file's own module.
            if floor(&name).is_some() {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn floors() {
    let mut breaches = Vec::new();
    for file in files("src", ".rs") {
        let parts: Vec<&str> = file.trim_end_matches(".rs").split('/').skip(1).collect();
        let module = parts[0];
        if module == "bin" || module == "lib" {
            continue;
        }
        let own =
            floor(module).unwrap_or_else(|| panic!("{file}: `{module}` has no floor: give it one here"));
        let depth = parts.len() - 1 - usize::from(parts.last() == Some(&"mod"));
        for name in imports(&read(&file), depth) {
            let target = match &*name {
                "Error" | "ErrorKind" => "error",
                "Span" => "span",
                "self" => continue,
                name => name,
            };
            let fine = target == module
                || BESIDE.contains(&(module, target))
                || floor(target).is_some_and(|floor| floor < own);
            if !fine {
                breaches.push(format!("{file}: floor {own} imports `{name}`"));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn imports_are_seen_in_every_form() {
    let code = "use crate::text::{Document, Format};\nuse crate::{\n    error::Error,\n    kb,\n};\nlet x = crate::span::Span::new(0, 1);\n// crate::report\nuse super::super::verdict::X;\nuse super::own;";
    assert_eq!(imports(code, 1), ["text", "error", "kb", "span", "verdict"]);
}

#[test]
fn every_rule_file_is_embedded() {
    let embedded: Vec<&str> = factlint::rules::load::EMBEDDED.iter().map(|(path, _)| *path).collect();
    let shipped: Vec<String> =
        files("rules", ".toml").into_iter().filter(|f| !f.ends_with(".corpus.toml")).collect();
    for file in &shipped {
        assert!(embedded.contains(&file.as_str()), "{file} is not in `rules::load::EMBEDDED`");
    }
    for (path, text) in factlint::rules::load::EMBEDDED {
        assert!(shipped.iter().any(|f| f == path), "{path} is embedded under a name that is no file");
        assert_eq!(read(path), *text, "{path} is embedded with another file's text");
    }
}

#[test]
fn no_source_file_is_too_long() {
    let long = |folder: &str, suffix: &str, most: usize| -> Vec<String> {
        let lines = |file: &String| read(file).lines().count();
        files(folder, suffix).into_iter().filter(|f| lines(f) > most).collect()
    };
    assert_eq!(long("src", ".rs", 800), Vec::<String>::new(), "split these at the joint");
    let rules: Vec<String> =
        long("rules", ".toml", 300).into_iter().filter(|f| !f.ends_with(".corpus.toml")).collect();
    assert_eq!(rules, Vec::<String>::new(), "split these by topic");
}
