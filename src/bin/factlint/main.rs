//! The command line: `factlint check`, `extract`, `fix`, `init`, `explain`, `kb`, `rules`, `server` and their like.
//!
//! Floor 12. Arguments as typed ([`args`]) become settings as meant ([`settings`]); one file a
//! command does the work. Reports go to standard output, everything else to standard error.
//! Exit codes: 0 clean, 1 findings, 2 something could not be read or done.

mod args;
mod baseline;
mod cache;
mod changed;
mod check;
mod comfort;
mod config;
mod config_schema;
mod explain;
mod extract;
mod fix;
mod ignore;
mod init;
mod input;
mod kb;
mod output;
mod place;
mod progress;
mod project;
mod review;
mod rules;
mod server;
mod settings;
mod stream;
mod watch;

use std::process::ExitCode;

use clap::Parser;
use factlint::Error;

/// Reading makes many small things; this allocator is made for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let result = match &args.command {
        args::Command::Check(a) => check::run(a, &args),
        args::Command::Extract(a) => extract::run(a, &args),
        args::Command::Fix(a) => fix::run(a, &args),
        args::Command::Init(a) => init::run(a, &args),
        args::Command::Explain(a) => explain::run(a, &args),
        args::Command::Baseline(a) => baseline::run(a, &args),
        args::Command::Kb(a) => kb::run(a, &args),
        args::Command::Rules(a) => rules::run(a, &args),
        args::Command::Server(a) => server::run(a),
        args::Command::Config(args::Schema::Schema) => comfort::schema(&config_schema::json_schema(), &args),
        args::Command::Records(args::Schema::Schema) => {
            comfort::schema(&factlint::report::records_schema(), &args)
        }
        args::Command::Completions { shell } => comfort::completions(*shell, &args),
        args::Command::Man { folder } => comfort::man(folder.as_deref(), &args),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(e) => {
            complain(&[e]);
            ExitCode::from(2)
        }
    }
}

/// Tells of errors, on standard error.
fn complain(errors: &[Error]) {
    for e in errors {
        let style = anstyle::AnsiColor::BrightRed.on_default().bold();
        anstream::eprintln!("{style}error{style:#}: {e}");
    }
}

/// Tells of what is worth a look but fails nothing, on standard error.
fn warn<'e>(warnings: impl IntoIterator<Item = &'e Error>) {
    for e in warnings {
        let style = anstyle::AnsiColor::BrightYellow.on_default().bold();
        anstream::eprintln!("{style}warning{style:#}: {e}");
    }
}
