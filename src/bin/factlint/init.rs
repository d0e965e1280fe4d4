//! `factlint init`: what a project begins with. Nothing that is there is touched.

use std::fs;
use std::io;
use std::path::Path;

use factlint::atomic::Change;
use factlint::report::clean;
use factlint::{Error, ErrorKind};

use crate::args;
use crate::output::Output;

/// The files: where they go, and what stands in them.
const FILES: [(&str, &str); 4] = [
    ("factlint.toml", include_str!("init/factlint.toml")),
    ("claims/example.toml", include_str!("init/claims.toml")),
    ("drafts/example.md", include_str!("init/draft.md")),
    (".github/workflows/factlint.yml", include_str!("init/workflow.yml")),
];

pub(crate) fn run(args: &args::Init, all: &args::Args) -> Result<u8, Error> {
    let output = Output::new(None, all.color);
    for (name, text) in FILES {
        let path = args.folder.join(name);
        let said = match write(&path, text) {
            Ok(()) => "written",
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => "there already, left as it is",
            Err(e) => {
                let what = format!("cannot write {}: {e}", path.display());
                return Err(Error::new(ErrorKind::Io, what).in_file(&path));
            }
        };
        if all.quiet == 0 {
            let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
            output.write(|out| writeln!(out, "{}: {said}", clean::path(&shown)))?;
        }
    }
    if all.quiet == 0 {
        output.write(|out| {
            writeln!(out, "now: factlint check\nfor CI: put a name in the place of OWNER in {}", FILES[3].0)
        })?;
    }
    Ok(0)
}

/// Writes a file that is not there yet, with its folders: whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    if let Some(folder) = path.parent() {
        // A file in a folder's place is no file that is there already.
        fs::create_dir_all(folder).map_err(|e| io::Error::other(e.to_string()))?;
    }
    Change::begin(path)?.commit(|out| out.write_all(text.as_bytes()))
}
