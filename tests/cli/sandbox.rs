//! A folder of its own for a test, and the binary run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Facts that a draft of the tests contradicts: Hull had 480 boats at the end of January 2024.
pub(crate) const BOATS: &str = r#"
[source.port]
title = "Register of boats"
publisher = "Port of Hull"
url = "https://example.org/boats"
published = 2024-02-01

[entity.hull]
name = "Hull"
type = "place"

[property.boats]
name = "boats"
kind = "stock"
unit = "boat"

[[fact]]
id = "hull-boats"
about = "hull"
property = "boats"
value = 480
date = 2024-01-31
source = "port"
"#;

/// A folder that lasts as long as the test.
pub(crate) struct Sandbox {
    root: PathBuf,
}

impl Sandbox {
    /// An empty folder named after the test.
    pub(crate) fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(&root).unwrap();
        Self { root }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// Writes a file, with its folders.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.root.join(name)).unwrap()
    }

    /// Runs `factlint` with the arguments, which have no spaces in them.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.feed(arguments, "")
    }

    /// The same, with `input` on standard input.
    pub(crate) fn feed(&self, arguments: &str, input: impl AsRef<[u8]>) -> Ran {
        self.spawn(arguments, input.as_ref(), &[])
    }

    /// The same, with environment variables.
    pub(crate) fn with(&self, arguments: &str, variables: &[(&str, &str)]) -> Ran {
        self.spawn(arguments, b"", variables)
    }

    /// The same, with arguments that may have spaces in them.
    pub(crate) fn run_all(&self, arguments: &[&str]) -> Ran {
        self.spawn_all(arguments, b"", &[])
    }

    fn spawn(&self, arguments: &str, input: &[u8], variables: &[(&str, &str)]) -> Ran {
        self.spawn_all(&arguments.split_whitespace().collect::<Vec<_>>(), input, variables)
    }

    fn spawn_all(&self, arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Ran {
        let mut command = factlint();
        let mut child = command
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(&self.root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // The child may end, or write, before it has read everything.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Ran::new(&output)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

/// The binary, without the colours that the machine's own settings may ask for.
pub(crate) fn factlint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ran {
    fn new(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Asserts the exit code; shows everything if it is another.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// Asserts that standard error says so.
    #[track_caller]
    pub(crate) fn complains(&self, of: &str) -> &Self {
        assert!(self.err.contains(of), "no {of:?} in {self:#?}");
        self
    }

    /// Asserts that standard output says so.
    #[track_caller]
    pub(crate) fn says(&self, what: &str) -> &Self {
        assert!(self.out.contains(what), "no {what:?} in {self:#?}");
        self
    }

    /// Asserts that standard output does not.
    #[track_caller]
    pub(crate) fn lacks(&self, what: &str) -> &Self {
        assert!(!self.out.contains(what), "{what:?} in {self:#?}");
        self
    }
}
