//! The command line: `factlint check`, `extract`, `explain`, `kb`, `rules`.
//!
//! Floor 12. Arguments as typed ([`args`]) become settings as meant ([`settings`]); one file a
//! command does the work. Reports go to standard output, everything else to standard error.

mod args;
mod check;
mod extract;
mod settings;
mod stream;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let result = match &args.command {
        args::Command::Check(a) => check::run(a),
        args::Command::Extract(a) => extract::run(a),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(e) => {
            anstream::eprintln!("error: {e}");
            ExitCode::from(2)
        }
    }
}
