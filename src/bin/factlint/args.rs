//! The arguments as typed. What they mean is settled in [`settings`](crate::settings).

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

/// A linter for facts: checks the numbers and dates of a draft against reference facts kept as TOML.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Colours and word-level highlights
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(crate) color: Color,

    /// Say less: -q no summary, -qq nothing but the exit code
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "verbose")]
    pub(crate) quiet: u8,

    /// Say more: which files are read, how long each took
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge drafts against claims/
    Check(Check),
    /// List every numeric and temporal claim, judged or not
    Extract(Extract),
}

/// What both readers of drafts take.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// Drafts: files (.md, .html, .txt; a named file of any other kind is read as plain text),
    /// folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Read one {"id", "text"} a line and answer one result a line; also "date", "locale",
    /// "prefer", "timeline", "about", "format" (plain, markdown, html)
    #[arg(long)]
    pub(crate) jsonl: bool,

    /// Publication date: what "Tuesday" and "last week" are counted from. YYYY-MM-DD, or today
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,

    /// Which English: en-US, en-GB, ... decides 7/8/2023 and whose dollar
    #[arg(long, value_name = "LOCALE")]
    pub(crate) locale: Option<String>,

    /// Which way a bare "Friday" goes without a cue
    #[arg(long, value_name = "WAY")]
    pub(crate) prefer: Option<Prefer>,

    /// Where a day without a year takes its year from: the publication date, or the passage
    #[arg(long, value_name = "KIND")]
    pub(crate) timeline: Option<Timeline>,

    /// The entity that the text is about: its id, name or alias
    #[arg(long, value_name = "ENTITY")]
    pub(crate) about: Option<String>,

    /// What standard input is called in reports; its ending says how it is read
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Larger files are reported and skipped: bytes, or with K, M, G
    #[arg(long, value_name = "SIZE", default_value = "256M")]
    pub(crate) max_file_size: String,

    /// Rules of your own: a folder of rule files, layered over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,

    /// Threads; the order of the output never depends on it [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// Reference facts: a folder or a file; repeatable [default: claims/ where there is one]
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) claims: Vec<PathBuf>,

    /// What was known by then [default: the publication date]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// Exit with 0 although there are findings (2, for errors, stays)
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Prefer {
    /// The latest one: news [default]
    Past,
    /// The next one: plans
    Future,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Timeline {
    /// The publication date [default]
    News,
    /// The narrative's latest date
    Narrative,
}
