//! `check --watch`, and the line that tells of progress: both on the real binary, as somebody before a terminal has them.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::sandbox::{BOATS, Sandbox, factlint};

/// Longer than any round takes on a busy machine.
const LONG: Duration = Duration::from_secs(60);

/// A running `factlint`, whose lines can be waited for.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(s: &Sandbox, arguments: &str) -> Self {
        let mut child = factlint()
            .args(arguments.split_whitespace())
            .current_dir(s.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines() {
                    if sender.send(line.unwrap()).is_err() {
                        break;
                    }
                }
            });
        }
        Self { child, lines }
    }

    /// All that one round says: up to the line that ends it.
    fn round(&self) -> String {
        let (mut said, end) = (String::new(), Instant::now() + LONG);
        let mut ended = false;
        loop {
            // Two streams have no common order: what comes right behind the end belongs to the round.
            let patience = if ended { Duration::from_millis(100) } else { end - Instant::now() };
            match self.lines.recv_timeout(patience) {
                Ok(line) => {
                    ended |= line.starts_with("watching ");
                    said.push_str(&line);
                    said.push('\n');
                }
                Err(RecvTimeoutError::Timeout) if ended => return said,
                Err(e) => panic!("{e}: {said}"),
            }
        }
    }

    /// Rounds until one says so. A file that is just being written may be seen half.
    #[track_caller]
    fn until(&self, what: impl Fn(&str) -> bool) -> String {
        let mut all = String::new();
        for _ in 0..10 {
            let round = self.round();
            if what(&round) {
                return round;
            }
            all.push_str(&round);
        }
        panic!("not in ten rounds: {all}")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn draft(boats: u32) -> String {
    format!("---\ndate: 2024-03-01\n---\nHull had {boats} boats in January 2024.\n")
}

fn clean(round: &str) -> bool {
    round.contains("Checked") && !round.contains("error")
}

#[test]
fn each_change_brings_a_new_report() {
    let s = Sandbox::new("watch");
    s.write("claims/boats.toml", BOATS).write("a.md", draft(700)).write("b.md", draft(480));
    let watch = Watch::start(&s, "check --watch -v --format concise");
    let first = watch.round();
    for said in
        ["a.md:4:10: error[number-conflict]: 700 ", "read a.md", "read b.md", "watching 2 drafts", "Checked"]
    {
        assert!(first.contains(said), "{said}: {first}");
    }
    // Nothing is wiped where nobody looks at a screen.
    assert!(!first.contains('\u{1b}'), "{first:?}");
    // A draft: it alone is read again, and what the others said is said again.
    s.write("b.md", draft(48_000));
    let second = watch.until(|r| r.contains("48,000 ") || r.contains("48000 "));
    assert!(second.contains("a.md:4:10: error") && !second.contains("read a.md"), "{second}");
    s.write("a.md", draft(480)).write("b.md", draft(480));
    watch.until(clean);
    // The facts: everything is judged anew.
    s.write("claims/boats.toml", BOATS.replace("480", "48"));
    let third = watch.until(|r| r.contains("a.md:4:10: error") && r.contains("b.md:4:10: error"));
    assert!(third.contains("read a.md") && third.contains("read b.md"), "{third}");
    // What cannot be read is told, and may be mended.
    s.write("claims/boats.toml", "[[fact]\n");
    watch.until(|r| r.contains("claims/boats.toml:1:"));
    s.write("claims/boats.toml", BOATS);
    watch.until(clean);
    // A configuration that was not there, wrong at first, and what it extends.
    s.write("shared/base.toml", "sohw = \"all\"\n").write("factlint.toml", "extend = \"shared/base.toml\"\n");
    watch.until(|r| r.contains("did you mean `show`?"));
    s.write("shared/base.toml", "show = \"all\"\n");
    watch.until(|r| r.contains("a.md:4:10: note[consistent]"));
    // A baseline covers and stops covering.
    s.write("a.md", draft(700));
    watch.until(|r| r.contains("a.md:4:10: error"));
    s.run("baseline write --baseline old.json").exits(0);
    s.write("factlint.toml", "baseline = \"old.json\"\n");
    watch.until(|r| clean(r) && r.contains("ignored"));
    s.write("old.json", s.read("old.json").replace("a.md", "z.md"));
    watch.until(|r| r.contains("a.md:4:10: error"));
    // A new draft, and one that is gone.
    s.write("c.md", draft(900));
    watch.until(|r| r.contains("c.md:4:10: error") && r.contains("watching 3 drafts"));
    std::fs::remove_file(s.path().join("c.md")).unwrap();
    watch.until(|r| r.contains("watching 2 drafts"));
}

#[test]
fn a_report_in_a_file_is_kept_up_to_date_and_ctrl_c_ends_it() {
    let s = Sandbox::new("watch-file");
    s.write("claims/boats.toml", BOATS).write("a.md", draft(700));
    let mut watch = Watch::start(&s, "check --watch --format jsonl -o now.jsonl a.md");
    watch.round();
    assert!(s.read("now.jsonl").contains("number-conflict"));
    s.write("a.md", draft(480));
    watch.round();
    assert!(!s.read("now.jsonl").contains("number-conflict"));
    let done = Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(done.success());
    // A shell calls it 130.
    assert_eq!(watch.child.wait().unwrap().signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let s = Sandbox::new("watch-not");
    s.write("a.md", draft(480));
    s.run("check --watch -").exits(2).complains("standard input cannot be watched");
    s.run("check --watch --date nonsense a.md").exits(2).complains("is no date");
    s.run("check --watch --jsonl").exits(2);
    s.run("check --watch --show-files").exits(2);
    s.run("baseline write --watch a.md").exits(2).complains("leave out --watch");
}

/// What standard error says on a terminal, while a draft keeps the run waiting for longer than anyone likes to; `None` where no
/// terminal can be made.
fn on_a_terminal(name: &str, arguments: &str, variables: &[(&str, &str)]) -> Option<String> {
    let s = Sandbox::new(name);
    s.write("a.md", "Hull has 5 boats.\n");
    let (path, binary) = (std::env::var("PATH").unwrap_or_default(), factlint());
    let folder = std::path::Path::new(binary.get_program()).parent().unwrap().to_owned();
    // A pipe holds the run up for a second; standard error alone is the terminal.
    s.write(
        "run.sh",
        format!(
            "mkfifo slow.md || exit 9\n(sleep 1; echo 'Hull has 6 boats.' > slow.md) &\n\
             timeout 60 factlint {arguments} a.md slow.md > report.txt\nwait\n"
        ),
    );
    let mut command = Command::new("script");
    command.args(["-qec", "sh run.sh", "/dev/null"]).current_dir(s.path()).stdin(Stdio::null());
    command.env("PATH", format!("{}:{path}", folder.display())).env("TERM", "xterm").env_remove("CI");
    let ran = command.envs(variables.iter().copied()).output().ok().filter(|o| o.status.success())?;
    // The report itself is whole, whatever standard error shows.
    let report = s.read("report.txt");
    assert!(report.contains("a.md") && report.contains("slow.md"), "{report}");
    Some(String::from_utf8(ran.stdout).unwrap())
}

#[test]
fn a_long_run_tells_how_far_it_is() {
    let Some(said) = on_a_terminal("progress", "check --format concise --show all", &[]) else { return };
    assert!(said.contains("\r1 of 2 drafts, 0 s"), "{said:?}");
    // The line is wiped by what a terminal of any kind understands.
    let wiped = said.trim_end_matches([' ', '\r']).len();
    assert!(said.ends_with('\r') && said.len() - wiped > 15, "{said:?}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(
        on_a_terminal("progress-extract", "extract --format jsonl", &[]).unwrap().contains("1 of 2 drafts")
    );
    for (name, arguments, variables) in [
        ("progress-q", "check --format concise --show all -q", &[][..]),
        ("progress-ci", "check --format concise --show all", &[("CI", "true")]),
        ("progress-dumb", "check --format concise --show all", &[("TERM", "dumb")]),
    ] {
        assert_eq!(on_a_terminal(name, arguments, variables).unwrap(), "", "{name}");
    }
}
