//! `check --watch`, and the line that tells of progress: both on the real binary, as somebody before a terminal has them.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::sandbox::{BOATS, Sandbox, factlint};

/// Longer than any round takes on a busy machine.
const LONG: Duration = Duration::from_secs(300);

/// A running `factlint`, whose lines can be waited for.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(s: &Sandbox, arguments: &str) -> Self {
        // Both streams through one pipe: what is said comes in the order in which it was said.
        let binary = factlint();
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 2>&1"])
            .arg(binary.get_program())
            .args(arguments.split_whitespace())
            .env("NO_COLOR", "1")
            .current_dir(s.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let stream = child.stdout.take().unwrap();
        std::thread::spawn(move || {
            BufReader::new(stream).lines().try_for_each(|line| sender.send(line.unwrap()))
        });
        Self { child, lines }
    }

    /// All that one round says: up to the line that ends it.
    fn round(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(LONG).unwrap_or_else(|e| panic!("{e}: {said}"));
            said.push_str(&line);
            said.push('\n');
            if line.starts_with("watching ") {
                return said;
            }
        }
    }

    /// Rounds until one says so. A file that is just being written may be seen half.
    #[track_caller]
    fn until(&self, what: impl Fn(&str) -> bool) -> String {
        let mut all = String::new();
        for _ in 0..30 {
            let round = self.round();
            if what(&round) {
                return round;
            }
            all.push_str(&round);
        }
        panic!("not in thirty rounds: {all}")
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
    watch.until(|_| !s.read("now.jsonl").contains("number-conflict"));
    // Whoever runs the tests in the background has all that they start ignore Ctrl-C.
    let id = watch.child.id().to_string();
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let ignored = status.lines().find_map(|l| l.strip_prefix("SigIgn:")).unwrap_or("0");
    let deaf = u64::from_str_radix(ignored.trim(), 16).is_ok_and(|set| set & 0b10 != 0);
    let (name, number) = if deaf { ("-TERM", 15) } else { ("-INT", 2) };
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    // A shell calls it 130.
    assert_eq!(watch.child.wait().unwrap().signal(), Some(number));
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
fn on_a_terminal(name: &str, shows: bool, arguments: &str, variables: &[(&str, &str)]) -> Option<String> {
    let s = Sandbox::new(name);
    s.write("a.md", "Hull has 5 boats.\n");
    let (path, binary) = (std::env::var("PATH").unwrap_or_default(), factlint());
    let folder = std::path::Path::new(binary.get_program()).parent().unwrap().to_owned();
    // A pipe holds the run up, until progress is told of or, where it is not to be, for two seconds; standard error alone is the
    // terminal.
    let told = if shows { "until grep -q '1 of 2 drafts' shown; do sleep 0.1; done" } else { "sleep 2" };
    s.write(
        "run.sh",
        format!(
            "mkfifo slow.md || exit 9\n(timeout 100 sh -c \"{told}\"; echo 'Hull has 6 boats.' > slow.md) &\n\
             timeout 200 factlint {arguments} a.md slow.md > report.txt\nwait\n"
        ),
    );
    let mut command = Command::new("script");
    command.args(["-qfec", "sh run.sh", "shown"]).current_dir(s.path()).stdin(Stdio::null());
    command.env("PATH", format!("{}:{path}", folder.display())).env("TERM", "xterm").env_remove("CI");
    let ran = command.envs(variables.iter().copied()).output().ok().filter(|o| o.status.success())?;
    // The report itself is whole, whatever standard error shows.
    let report = s.read("report.txt");
    assert!(report.contains("a.md") && report.contains("slow.md"), "{report}");
    Some(String::from_utf8(ran.stdout).unwrap())
}

#[test]
fn a_long_run_tells_how_far_it_is() {
    let Some(said) = on_a_terminal("progress", true, "check --format concise --show all", &[]) else {
        return;
    };
    assert!(said.contains("\r1 of 2 drafts, "), "{said:?}");
    // The line is wiped by what a terminal of any kind understands.
    let wiped = said.trim_end_matches([' ', '\r']).len();
    assert!(said.ends_with('\r') && said.len() - wiped > 15, "{said:?}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(
        on_a_terminal("progress-extract", true, "extract --format jsonl", &[])
            .unwrap()
            .contains("1 of 2 drafts")
    );
    for (name, arguments, variables) in [
        ("progress-q", "check --format concise --show all -q", &[][..]),
        ("progress-ci", "check --format concise --show all", &[("CI", "true")]),
        ("progress-dumb", "check --format concise --show all", &[("TERM", "dumb")]),
    ] {
        assert_eq!(on_a_terminal(name, false, arguments, variables).unwrap(), "", "{name}");
    }
}
