//! Where a report goes: standard output or a file, with colours or without.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use factlint::atomic::Change;
use factlint::{Error, ErrorKind};

use crate::args::Color;

/// Where a report goes.
#[derive(Debug)]
pub(crate) struct Output {
    file: Option<PathBuf>,
    /// Whether it takes ANSI colours.
    pub(crate) color: bool,
    /// Columns, where it is a terminal.
    pub(crate) width: Option<usize>,
    /// Whether it is a terminal that shows links.
    pub(crate) links: bool,
}

impl Output {
    /// The output that the flags ask for. Standard error is told of the choice too.
    pub(crate) fn new(file: Option<&Path>, color: Color) -> Self {
        let choice = match color {
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
            Color::Auto if set("NO_COLOR") => anstream::ColorChoice::Never,
            Color::Auto if set("FORCE_COLOR") => anstream::ColorChoice::Always,
            Color::Auto => anstream::ColorChoice::Auto,
        };
        choice.write_global();
        let terminal = file.is_none() && io::stdout().is_terminal();
        let color = match anstream::AutoStream::choice(&io::stdout()) {
            _ if file.is_some() => choice == anstream::ColorChoice::Always && color == Color::Always,
            choice => choice != anstream::ColorChoice::Never,
        };
        let width = terminal.then(terminal_size::terminal_size).flatten().map(|(w, _)| usize::from(w.0));
        let links = terminal && color && supports_hyperlinks::supports_hyperlinks();
        Self { file: file.map(Path::to_path_buf), color, width, links }
    }

    /// Has `render` write the report. A file appears whole or not at all.
    ///
    /// # Errors
    ///
    /// When it cannot be written. A reader who stops early is no error.
    pub(crate) fn write(&self, render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
        match &self.file {
            Some(path) => Change::begin(path).and_then(|c| c.commit(render)).map_err(|e| {
                let what = format!("cannot write {}: {e}", path.display());
                Error::new(ErrorKind::Io, what).in_file(path)
            }),
            None => {
                let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                match render(&mut out).and_then(|()| out.flush()) {
                    Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                        Err(Error::new(ErrorKind::Io, format!("cannot write the report: {e}")))
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Whether an environment variable asks for something: set, not empty, not `0`.
fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0")
}
