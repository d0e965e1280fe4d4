//! `factlint completions`, `man`, `config schema`, `records schema`: what other programs take from this one.

use std::path::Path;

use clap::CommandFactory;
use factlint::{Error, ErrorKind};
use serde_json::Value;

use crate::args::Args;
use crate::output::Output;

/// A schema, for editors and programs.
pub(crate) fn schema(schema: &Value, all: &Args) -> Result<u8, Error> {
    Output::new(None, all.color).write(|out| writeln!(out, "{schema:#}")).map(|()| 0)
}

/// What a shell completes commands and flags by.
pub(crate) fn completions(shell: clap_complete::Shell, all: &Args) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "factlint", &mut script);
    Output::new(None, all.color).write(|out| out.write_all(&script)).map(|()| 0)
}

/// The manual page, or one for each command in `folder`.
pub(crate) fn man(folder: Option<&Path>, all: &Args) -> Result<u8, Error> {
    let output = Output::new(None, all.color);
    let Some(folder) = folder else {
        return output.write(|out| clap_mangen::Man::new(Args::command()).render(out)).map(|()| 0);
    };
    let failed = |e: std::io::Error| {
        let what = format!("cannot write {}: {e}", folder.display());
        Error::new(ErrorKind::Io, what).in_file(folder)
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Args::command(), folder).map_err(failed)?;
    Ok(0)
}
