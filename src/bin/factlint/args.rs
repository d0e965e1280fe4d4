//! The arguments as typed. What they mean is settled in [`settings`](crate::settings).

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use factlint::report::FORMATS;

/// A linter for facts: checks the numbers and dates of a draft against reference facts kept as TOML.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Colours and word-level highlights: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Everywhere",
        display_order = 100
    )]
    pub(crate) color: Color,

    /// Say less: -q no summary, -qq nothing but the exit code
    #[arg(
        short,
        long,
        global = true,
        action = ArgAction::Count,
        conflicts_with = "verbose",
        help_heading = "Everywhere",
        display_order = 101
    )]
    pub(crate) quiet: u8,

    /// Say more: which files are read, how long each took
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "Everywhere", display_order = 102)]
    pub(crate) verbose: u8,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge drafts against claims/
    Check(Check),
    /// List every numeric and temporal claim, judged or not
    Extract(Extract),
    /// Apply the corrections that are safe; -w writes them
    Fix(Fix),
    /// Begin a project: a configuration, a first fact, a draft, a CI workflow
    Init(Init),
    /// Tell what a finding's code means, or how the claim at a place was read
    Explain(Explain),
    /// Pass over the findings of today, so that new ones stand out
    Baseline(Baseline),
    /// Look at reference facts, add and import them, and let them test themselves
    Kb(crate::kb::args::Kb),
    /// Look at rules of reading: the built-in ones and your own
    Rules(Rules),
    /// Judge drafts as they are written: a language server on standard input and output
    Server(Server),
    /// What factlint.toml may say
    #[command(subcommand)]
    Config(Schema),
    /// What the formats json and jsonl answer
    #[command(subcommand)]
    Records(Schema),
    /// Print what makes a shell complete commands and flags
    Completions {
        /// bash, elvish, fish, powershell, zsh
        #[arg(value_name = "SHELL", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// Write a page for each command into this folder instead
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Schema {
    /// Print the JSON Schema
    Schema,
}

/// What both readers of drafts take.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// Drafts: files (.md, .html, .txt, .docx; a named file of any other kind is read as plain text),
    /// folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Read one {"id", "text"} a line and answer one result a line; also "date", "locale",
    /// "prefer", "timeline", "about", "format" (plain, markdown, html)
    #[arg(long)]
    pub(crate) jsonl: bool,

    #[command(flatten)]
    pub(crate) context: Context,

    /// What standard input is called in reports; its ending says how it is read
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Threads; the order of the output never depends on it [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

/// How a text is read where it says nothing itself.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Context {
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

    /// Larger files are reported and skipped: bytes, or with K, M, G [default: 256M]
    #[arg(long, value_name = "SIZE")]
    pub(crate) max_file_size: Option<String>,

    /// Rules of your own: a folder of rule files, layered over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) rules: Vec<PathBuf>,

    /// The configuration, in place of the factlint.toml nearest to each draft
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long)]
    pub(crate) isolated: bool,
}

/// Which codes are looked at.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Judging")]
pub(crate) struct Codes {
    /// Only these codes (factlint explain lists them)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Not these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
}

/// What drafts are held against.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Judging")]
pub(crate) struct Base {
    /// Reference facts: a folder or a file; repeatable [default: claims/ where there is one]
    #[arg(long, value_name = "DIR|FILE")]
    pub(crate) claims: Vec<PathBuf>,

    /// What was known by then: YYYY-MM-DD, or today [default: the publication date]
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
}

/// Which drafts are judged, and by what.
#[derive(Debug, clap::Args)]
pub(crate) struct Judged {
    #[command(flatten)]
    pub(crate) reading: Reading,

    #[command(flatten)]
    pub(crate) base: Base,

    #[command(flatten)]
    pub(crate) codes: Codes,

    /// From where on the exit code is 1 [default: conflicting]
    #[arg(long, value_name = "FROM", help_heading = "Judging")]
    pub(crate) fail_on: Option<FailOn>,

    /// Pass over what this file lists, until the fact behind it changes
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub(crate) baseline: Option<PathBuf>,

    /// Only lines that have changed since this revision (git)
    #[arg(long, value_name = "REV", help_heading = "Judging")]
    pub(crate) diff_base: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) judged: Judged,

    /// What the report looks like [default: full]
    #[arg(long, value_name = "FORMAT", value_parser = formats(), help_heading = "Report")]
    pub(crate) format: Option<String>,

    /// A report of your own: a Jinja template over the records of --format json
    #[arg(long, value_name = "FILE", conflicts_with = "format", help_heading = "Report")]
    pub(crate) template: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) report: Report,

    /// A further report in a file; repeatable
    #[arg(long = "report", value_name = "FORMAT=FILE", help_heading = "Report")]
    pub(crate) reports: Vec<String>,

    /// Which claims to report [default: conflicting in full, concise and diff, all in the others]
    #[arg(long, value_name = "WHICH", help_heading = "Report")]
    pub(crate) show: Option<Show>,

    /// Show how often each code was found in place of the findings (full, csv, markdown, json, jsonl)
    #[arg(long, help_heading = "Report", conflicts_with_all = ["jsonl", "template"])]
    pub(crate) statistics: bool,

    /// Check again whenever a draft, a fact, a rule or the configuration has changed, until Ctrl-C
    #[arg(long, help_heading = "Everywhere", display_order = 105, conflicts_with_all = ["jsonl", "add_ignore", "show_files", "show_settings"])]
    pub(crate) watch: bool,

    /// Keep in this folder what was judged, so that a draft without conflicts is not judged again until it, a fact, a rule or
    /// a setting has changed
    #[arg(long, value_name = "DIR", help_heading = "Everywhere", display_order = 106)]
    pub(crate) cache_dir: Option<PathBuf>,

    /// Judge every draft, whatever the configuration says of a cache
    #[arg(long, help_heading = "Everywhere", display_order = 107, conflicts_with = "cache_dir")]
    pub(crate) no_cache: bool,

    /// Exit with 0 although there are findings (2, for errors, stays)
    #[arg(long, help_heading = "Judging")]
    pub(crate) exit_zero: bool,

    /// Write a comment with this reason beside each finding that fails the run, so that it is passed over from now on
    #[arg(long, value_name = "REASON", help_heading = "Judging", conflicts_with_all = ["jsonl", "reports", "output"])]
    pub(crate) add_ignore: Option<String>,

    /// List the drafts that would be read, and stop
    #[arg(long, help_heading = "Everywhere", display_order = 103)]
    pub(crate) show_files: bool,

    /// Show what holds for each draft and where it is said, and stop
    #[arg(long, help_heading = "Everywhere", display_order = 104)]
    pub(crate) show_settings: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Server {
    #[command(flatten)]
    pub(crate) context: Context,

    #[command(flatten)]
    pub(crate) base: Base,

    #[command(flatten)]
    pub(crate) codes: Codes,

    /// Which claims are marked [default: what conflicts, and warnings]
    #[arg(long, value_name = "WHICH", help_heading = "Report")]
    pub(crate) show: Option<Show>,

    /// Pass over what this file lists, until the fact behind it changes
    #[arg(long, value_name = "FILE", help_heading = "Judging")]
    pub(crate) baseline: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) judged: Judged,

    /// Write the corrections to the drafts
    #[arg(short, long, help_heading = "Corrections")]
    pub(crate) write: bool,

    /// Show the corrections as a diff that patch -p0 applies
    #[arg(long, conflicts_with = "write", help_heading = "Corrections")]
    pub(crate) diff: bool,

    /// Ask about each finding: accept the correction, edit the fact instead, ignore with a reason, skip
    #[arg(short, long, conflicts_with_all = ["write", "diff"], help_heading = "Corrections")]
    pub(crate) interactive: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder to begin in
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Baseline {
    #[command(subcommand)]
    pub(crate) command: BaselineCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Check, and write down everything that fails or warns
    Write(Check),
    /// Check, and strike out what covers nothing any more
    Prune(Check),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// What the list looks like
    #[arg(long, value_name = "FORMAT", default_value = "table", help_heading = "Report")]
    pub(crate) format: ListFormat,

    #[command(flatten)]
    pub(crate) report: Report,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// A finding's code (number-conflict), or a place in a draft (PATH:LINE:COLUMN, or PATH:LINE)
    #[arg(value_name = "CODE|PATH:LINE:COL")]
    pub(crate) what: Option<String>,

    #[command(flatten)]
    pub(crate) context: Context,

    #[command(flatten)]
    pub(crate) base: Base,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,

    /// Rules of your own: a folder of rule files, layered over the built-in ones
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// Every rule: its kind, its id, its words
    List,
    /// One rule as it is written, with its examples
    Show {
        /// Its id: at-least, or hedge.at-least
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Read every rule's examples and compare
    Test,
    /// Look for mistakes in all rule files at once, and for rules of your own that nothing tests
    Check,
}

/// Where the report goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Report")]
pub(crate) struct Report {
    /// Write the report to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    /// What conflicts, and warnings
    Conflicting,
    /// Also what could not be checked
    Unknown,
    /// Every claim
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A conflict
    Conflicting,
    /// Also a warning
    Warning,
    /// Also a claim that could not be checked
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// One row a claim
    Table,
    /// One document
    Json,
    /// One record a line
    Jsonl,
}

/// The report formats of the library, so that help and errors list them.
fn formats() -> PossibleValuesParser {
    FORMATS.iter().map(|f| PossibleValue::new(f.name()).help(f.about())).collect::<Vec<_>>().into()
}
