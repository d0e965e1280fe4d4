//! `factlint kb fmt`: the files of the base laid out, or a word on which are not.

use std::path::{Path, PathBuf};

use factlint::atomic::Change;
use factlint::kb;
use factlint::report::clean;
use factlint::report::summary::counted;
use factlint::{Error, ErrorKind};

use crate::complain;
use crate::output::Output;

/// Exit code 1: with `check`, a file that is not laid out. 2: one that cannot be read or written.
pub(super) fn run(claims: &[PathBuf], check: bool, output: &Output, quiet: bool) -> Result<u8, Error> {
    let (files, mut errors) = kb::files(claims);
    let mut changed = Vec::new();
    for path in &files {
        match lay_out(path, check) {
            Ok(true) => changed.push(path.display().to_string()),
            Ok(false) => {}
            Err(e) => errors.push(e),
        }
    }
    complain(&errors);
    output.write(|out| {
        for path in &changed {
            writeln!(out, "{}{}", if check { "would lay out " } else { "laid out " }, clean::inline(path))?;
        }
        if quiet {
            return Ok(());
        }
        let rest = files.len() - changed.len();
        writeln!(out, "{}, {rest} as they should be", counted(files.len(), "file"))
    })?;
    Ok(match (errors.is_empty(), check && !changed.is_empty()) {
        (false, _) => 2,
        (true, true) => 1,
        (true, false) => 0,
    })
}

/// Whether the file was, or would be, changed.
fn lay_out(path: &Path, check: bool) -> Result<bool, Error> {
    let text = kb::read_text(path)?;
    let new = kb::format(path, &text)?;
    if *new == *text {
        return Ok(false);
    }
    if !check {
        let failed = |e: std::io::Error| {
            Error::new(ErrorKind::Io, format!("cannot write {}: {e}", path.display())).in_file(path)
        };
        Change::begin(path).and_then(|c| c.commit(|out| out.write_all(new.as_bytes()))).map_err(failed)?;
    }
    Ok(true)
}
