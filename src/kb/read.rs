//! Finding and reading the files of a base: folders are walked, links followed once, `extends` obeyed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::build::beside;
use super::load::Parsed;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Deepest nesting of folders.
const DEEPEST: usize = 64;
/// Bytes in which a NUL says that a file is binary.
const LOOK: usize = 8192;

/// The TOML files that paths stand for, in the order in which a base reads them; what they extend is not
/// followed. And what is wrong with the paths.
#[must_use]
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let mut walk = Walk::default();
    for path in paths {
        walk.visit(path, true, 0);
    }
    (walk.files, walk.errors)
}

/// A claims file's text.
///
/// # Errors
///
/// A file that is missing, larger than 256 MB, binary or not UTF-8.
pub fn read_text(path: &Path) -> Result<Arc<str>, Error> {
    text(path, super::load::LARGEST)
}

/// A UTF-8 file of at most `largest` bytes.
pub(super) fn text(path: &Path, largest: u64) -> Result<Arc<str>, Error> {
    let about = std::fs::metadata(path).map_err(|e| Error::io(path, &e))?;
    if about.is_dir() {
        let message = format!("cannot read {}: it is a folder, not a file", path.display());
        return Err(Error::new(ErrorKind::Io, message).in_file(path));
    }
    if about.len() > largest {
        let message = format!("{} is larger than {} MB", path.display(), largest >> 20);
        return Err(Error::new(ErrorKind::TooLarge, message).in_file(path));
    }
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, &e))?;
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !wide && bytes[..bytes.len().min(LOOK)].contains(&0) {
        let message = format!("{} is a binary file", path.display());
        return Err(Error::new(ErrorKind::Encoding, message).in_file(path));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(e) => {
            let hint = if wide {
                "it looks like UTF-16: save it as UTF-8"
            } else {
                "it looks like Latin-1 or Windows-1252: save it as UTF-8"
            };
            let at = u32::try_from(e.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
            let error = Error::new(ErrorKind::Encoding, format!("{} is not UTF-8", path.display()));
            let error = error.in_file(path).hint(hint);
            let shown = String::from_utf8_lossy(e.as_bytes());
            Err(if wide { error } else { error.at(&shown, Span::new(at, at + 3)) })
        }
    }
}

/// Which file extends which, by the order in which they were read.
#[derive(Default)]
pub(super) struct Extends {
    /// The real path of each file.
    files: Vec<PathBuf>,
    /// For each file what it extends, with the number of the path among its own.
    edges: Vec<Vec<(PathBuf, usize)>>,
}

impl Extends {
    /// Has the walk visit what a file extends.
    pub(super) fn follow(&mut self, own: &Path, items: &Parsed, walk: &mut Walk) {
        let mut edges = Vec::new();
        for (i, word) in items.extends.iter().enumerate() {
            let path = beside(&items.path, word.get_ref());
            let Ok(real) = path.canonicalize() else {
                let e = Error::new(
                    ErrorKind::Reference,
                    format!("cannot read {}: no such file or folder", path.display()),
                );
                let e = e.in_file(&items.path).at(&items.text, Span::from(word.span()));
                walk.errors.push(e.hint("the path is relative to this file"));
                continue;
            };
            walk.visit(&path, true, 0);
            edges.push((real, i));
        }
        self.files.push(own.to_path_buf());
        self.edges.push(edges);
    }

    /// Files that extend themselves, by way of others or not: an error each, where the circle closes.
    pub(super) fn circles(&self, parsed: &[Parsed]) -> Vec<Error> {
        // 0: not met; 1: on the way; 2: done.
        let mut state = vec![0u8; self.files.len()];
        let mut errors = Vec::new();
        for start in 0..self.files.len() {
            self.visit(start, &mut Vec::new(), &mut state, parsed, &mut errors);
        }
        errors
    }

    fn visit(
        &self,
        at: usize,
        way: &mut Vec<usize>,
        state: &mut [u8],
        parsed: &[Parsed],
        errors: &mut Vec<Error>,
    ) {
        if state[at] != 0 {
            return;
        }
        state[at] = 1;
        way.push(at);
        for (to, word) in &self.edges[at] {
            // A folder stands for the files in it.
            let next = (0..self.files.len())
                .filter(|&i| self.files[i] == *to || to.is_dir() && self.files[i].starts_with(to));
            for next in next {
                if let (1, Some(from)) = (state[next], way.iter().position(|&w| w == next)) {
                    let p = &parsed[at];
                    let name = |i: &usize| parsed[*i].path.display().to_string();
                    let circle: Vec<String> = way[from..].iter().chain([&next]).map(name).collect();
                    let e = Error::new(
                        ErrorKind::Reference,
                        format!("{} extends itself", parsed[next].path.display()),
                    );
                    let span = Span::from(p.extends[*word].span());
                    errors.push(e.in_file(&p.path).at(&p.text, span).hint(circle.join(" extends ")));
                } else {
                    self.visit(next, way, state, parsed, errors);
                }
            }
        }
        way.pop();
        state[at] = 2;
    }
}

/// The files of a base, found in folders.
#[derive(Default)]
pub(super) struct Walk {
    pub(super) files: Vec<PathBuf>,
    /// Real paths of what was met, so that nothing is read twice.
    pub(super) seen: BTreeSet<PathBuf>,
    /// Real paths of the folders that lead to where the walk is.
    above: Vec<PathBuf>,
    pub(super) errors: Vec<Error>,
}

impl Walk {
    /// `asked` for a path that the user named: it may be of any name, and must be there.
    pub(super) fn visit(&mut self, path: &Path, asked: bool, depth: usize) {
        let real = match path.canonicalize() {
            Ok(p) => p,
            Err(e) => {
                let e = match std::fs::read_link(path) {
                    _ if e.raw_os_error() == Some(40) => self.loops(path),
                    Ok(to) if e.kind() == std::io::ErrorKind::NotFound => {
                        let what =
                            format!("{} is a link to {}, which is not there", path.display(), to.display());
                        Error::new(ErrorKind::Io, what).in_file(path).hint("remove the link, or mend it")
                    }
                    _ => Error::io(path, &e),
                };
                self.errors.push(e);
                return;
            }
        };
        if !real.is_dir() {
            if (asked || path.extension().is_some_and(|x| x == "toml")) && self.seen.insert(real) {
                self.files.push(path.to_owned());
            }
            return;
        }
        if self.above.contains(&real) || depth > DEEPEST {
            let e = self.loops(path);
            self.errors.push(e);
            return;
        }
        if !self.seen.insert(real.clone()) {
            return;
        }
        let mut inside: Vec<PathBuf> = match std::fs::read_dir(path) {
            Ok(entries) => entries.filter_map(|e| e.ok().map(|e| e.path())).collect(),
            Err(e) => {
                self.errors.push(Error::io(path, &e));
                return;
            }
        };
        inside.sort();
        self.above.push(real);
        for path in inside {
            let hidden = path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with('.'));
            let toml_or_folder =
                path.extension().is_some_and(|x| x == "toml") || path.is_dir() || path.is_symlink();
            if !hidden && toml_or_folder {
                self.visit(&path, false, depth + 1);
            }
        }
        self.above.pop();
    }

    fn loops(&self, path: &Path) -> Error {
        Error::new(ErrorKind::Io, format!("{} leads back into itself", path.display()))
            .in_file(path)
            .hint("remove the symbolic link; the rest of the folder was read")
    }
}
