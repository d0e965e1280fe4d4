//! How far a long run has come: one line on standard error, on a terminal only, after half a second.
//!
//! A thread of its own draws it, so that one long draft shows too. It holds numbers only and is gone before anything else is said.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use factlint::report::summary::counted;

use crate::args::Args;

/// A run that is shorter shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// From one drawing to the next.
const PAUSE: Duration = Duration::from_millis(100);

/// A line that counts drafts, for as long as it lives.
#[derive(Debug)]
pub(crate) struct Progress {
    state: Arc<State>,
    drawing: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct State {
    done: AtomicUsize,
    total: usize,
    over: AtomicBool,
}

impl Progress {
    /// The line for a run over `total` drafts, where somebody sits before it.
    pub(crate) fn new(total: usize, all: &Args) -> Self {
        let state = Arc::new(State { done: AtomicUsize::new(0), total, over: AtomicBool::new(false) });
        let drawing = wanted(all).then(|| {
            let state = state.clone();
            std::thread::Builder::new().name("progress".to_owned()).spawn(move || state.draw()).ok()
        });
        Self { state, drawing: drawing.flatten() }
    }

    /// A draft is done.
    pub(crate) fn step(&self) {
        self.state.done.fetch_add(1, Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.state.over.store(true, Relaxed);
        if let Some(drawing) = self.drawing.take() {
            drawing.thread().unpark();
            // It writes to standard error only: what went wrong there cannot be told.
            drawing.join().unwrap_or_default();
        }
    }
}

impl State {
    /// Draws until the run is over, then wipes the line.
    fn draw(&self) {
        let (start, mut wide) = (Instant::now(), 0);
        let mut next = start + PATIENCE;
        loop {
            let now = Instant::now();
            if self.over.load(Relaxed) {
                break;
            }
            if now < next {
                std::thread::park_timeout(next - now);
                continue;
            }
            next = now + PAUSE;
            let line = self.line(start.elapsed());
            wide = wide.max(line.len());
            drop(write!(std::io::stderr(), "\r{line:wide$}"));
        }
        if wide > 0 {
            drop(write!(std::io::stderr(), "\r{:wide$}\r", ""));
        }
    }

    /// `312 of 1,000 drafts, 2 s`
    fn line(&self, elapsed: Duration) -> String {
        let done = counted(self.done.load(Relaxed), "");
        format!(
            "{} of {}, {} s",
            done.trim_end_matches([' ', 's']),
            counted(self.total, "draft"),
            elapsed.as_secs()
        )
    }
}

/// Whether somebody sits before standard error and wants to be told.
fn wanted(all: &Args) -> bool {
    let said = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0" && v != "false");
    let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    all.quiet == 0 && std::io::stderr().is_terminal() && !said("CI") && !dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_drafts() {
        let state = State { done: AtomicUsize::new(1312), total: 20_000, over: AtomicBool::new(false) };
        assert_eq!(state.line(Duration::from_millis(2900)), "1,312 of 20,000 drafts, 2 s");
        let state = State { done: AtomicUsize::new(0), total: 1, over: AtomicBool::new(false) };
        assert_eq!(state.line(Duration::from_millis(600)), "0 of 1 draft, 0 s");
    }
}
