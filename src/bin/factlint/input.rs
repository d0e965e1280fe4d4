//! The drafts: which files are meant, and reading them.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use factlint::report::is_page;
use factlint::text::{Document, Format, Word};
use factlint::{Error, ErrorKind};

use crate::config::Sieve;
use crate::settings::format_of;

/// A draft that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The file; `None` for standard input.
    file: Option<PathBuf>,
    /// What reports call it: relative to the current folder where it lies below it, with `/`.
    pub(crate) shown: String,
    /// How it is read.
    pub(crate) format: Format,
}

/// A draft as it was read.
#[derive(Debug)]
pub(crate) enum Source {
    Text(String, Format),
    Word(Word),
}

impl Source {
    pub(crate) fn document(&self) -> Document<'_> {
        match self {
            Self::Text(text, format) => Document::read(text, *format),
            Self::Word(word) => Document::of_word(word),
        }
    }

    /// What places are counted in.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text, _) => text,
            Self::Word(word) => word.text(),
        }
    }
}

/// Bytes in which a NUL says that a file is binary.
const LOOK: usize = 8192;

/// Bytes at the head of a draft in which its front matter may name facts.
const HEAD: u64 = 16 << 10;

impl Draft {
    /// Where it lies; for standard input, where its name says.
    pub(crate) fn path(&self) -> &Path {
        self.file.as_deref().unwrap_or(Path::new(&self.shown))
    }

    /// The file; `None` for standard input.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Where the reference facts lie that its front matter names: `factlint.claims`, relative to the file. Not of standard
    /// input, which has no place, nor behind the first [`HEAD`] bytes.
    pub(crate) fn claims(&self) -> Option<Vec<PathBuf>> {
        // A pipe gives what it holds once.
        let whole = |f: &&Path| self.format != Format::Word && fs::metadata(f).is_ok_and(|m| m.is_file());
        let file = self.file.as_deref().filter(whole)?;
        let mut head = Vec::new();
        fs::File::open(file).and_then(|f| f.take(HEAD).read_to_end(&mut head)).ok()?;
        let head = String::from_utf8_lossy(&head);
        let opens = |fence| head.trim_start_matches('\u{feff}').starts_with(fence);
        if !(opens("---") || opens("+++")) || !head.contains("claims") {
            return None;
        }
        let document = Document::read(&head, self.format);
        let said = document.metadata.iter().filter(|m| m.key == "factlint.claims");
        let folder = file.parent().unwrap_or(Path::new(""));
        let claims: Vec<PathBuf> = said.map(|m| folder.join(m.value.trim())).collect();
        (!claims.is_empty()).then_some(claims)
    }

    /// Whether it is no draft but a page that factlint has made of drafts.
    fn is_page(&self) -> bool {
        let mut head = Vec::new();
        let file = self.file.as_deref().filter(|_| self.format == Format::Html);
        let read = file
            .is_some_and(|f| fs::File::open(f).is_ok_and(|f| f.take(HEAD).read_to_end(&mut head).is_ok()));
        read && is_page(&head)
    }

    /// The draft, read.
    ///
    /// # Errors
    ///
    /// As [`Draft::bytes`] and [`Draft::source`].
    pub(crate) fn read(&self, largest: u64) -> Result<Source, Error> {
        self.source(self.bytes(largest)?, largest)
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// A file that is missing, or longer than `largest` bytes.
    pub(crate) fn bytes(&self, largest: u64) -> Result<Vec<u8>, Error> {
        let path = self.path();
        let mut bytes = Vec::new();
        let done = match &self.file {
            None => std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes),
            Some(file) => fs::File::open(file).and_then(|f| {
                let length = usize::try_from(f.metadata()?.len().min(largest)).unwrap_or(0);
                bytes.reserve_exact(length + 1);
                f.take(largest + 1).read_to_end(&mut bytes)
            }),
        };
        done.map_err(|e| Error::io(path, &e))?;
        if bytes.len() as u64 > largest {
            let what = format!("{} is larger than {largest} bytes", self.shown);
            return Err(Error::new(ErrorKind::TooLarge, what).in_file(path).hint("raise --max-file-size"));
        }
        Ok(bytes)
    }

    /// What its bytes say.
    ///
    /// # Errors
    ///
    /// What is binary, or not UTF-8; a Word file that is none, or larger than `largest` bytes once unpacked.
    pub(crate) fn source(&self, bytes: Vec<u8>, largest: u64) -> Result<Source, Error> {
        let path = self.path();
        if self.format == Format::Word {
            let named = |e: Error| {
                Error::new(e.kind(), format!("{}: {}", self.shown, e.message()))
                    .in_file(path)
                    .hint(e.help().unwrap_or_default())
            };
            return Word::read(&bytes, largest).map(Source::Word).map_err(named);
        }
        if self.format == Format::Html && is_page(&bytes) {
            let what = format!("{} is a page that factlint has made, and no draft", self.shown);
            let e = Error::new(ErrorKind::Usage, what).in_file(path);
            return Err(e.hint("name the drafts, or exclude it: extend-exclude in factlint.toml"));
        }
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        if !wide && bytes[..bytes.len().min(LOOK)].contains(&0) {
            let what = format!("{} is a binary file", self.shown);
            return Err(Error::new(ErrorKind::Encoding, what).in_file(path));
        }
        let text = String::from_utf8(bytes).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            let hint = if wide { "it looks like UTF-16: save it as UTF-8" } else { "save it as UTF-8" };
            let what = format!("{} is not UTF-8 text (byte {at})", self.shown);
            Error::new(ErrorKind::Encoding, what).in_file(path).hint(hint)
        })?;
        Ok(Source::Text(text, self.format))
    }
}

/// The drafts that `paths` mean, each once, in the order of their names, and what is wrong with the rest.
///
/// Folders are walked: `.gitignore` and `.ignore` hold, hidden files and links are passed over, and
/// so are the folders `claims`, which hold no drafts, and pages that factlint has made. A named file is read whatever it is called,
/// unless `sieve` excludes it.
pub(crate) fn find(
    paths: &[PathBuf],
    stdin: Option<&Path>,
    claims: &[PathBuf],
    sieve: &Sieve,
) -> (Vec<Draft>, Vec<Error>) {
    let (mut drafts, mut errors) = (Vec::new(), Vec::new());
    let here = [PathBuf::from(".")];
    for path in if paths.is_empty() { &here[..] } else { paths } {
        if path.as_os_str() == "-" {
            let name = stdin.unwrap_or(Path::new("<stdin>"));
            let format = format_of(name).unwrap_or_default();
            drafts.push(Draft { file: None, shown: shown(name), format });
            continue;
        }
        match fs::metadata(path) {
            Err(e) => errors.push(Error::io(path, &e)),
            Ok(m) if m.is_dir() => walk(path, claims, sieve, &mut drafts, &mut errors),
            Ok(_) => drafts.push(draft(path.clone(), format_of(path).unwrap_or_default())),
        }
    }
    drafts.retain(|d| d.file.as_deref().is_none_or(|file| !sieve.excludes(file)));
    drafts.sort_by(|a, b| a.shown.cmp(&b.shown));
    drafts.dedup();
    (drafts, errors)
}

/// A file as a draft, whatever it is called.
pub(crate) fn draft(path: PathBuf, format: Format) -> Draft {
    Draft { shown: shown(&path), file: Some(path), format }
}

fn walk(folder: &Path, claims: &[PathBuf], sieve: &Sieve, drafts: &mut Vec<Draft>, errors: &mut Vec<Error>) {
    let claims: Vec<PathBuf> = claims.iter().filter_map(|c| fs::canonicalize(c).ok()).collect();
    let walk = ignore::WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_name(OsStr::cmp)
        .filter_entry(move |e| {
            let inner_folder = e.depth() > 0 && e.file_type().is_some_and(|t| t.is_dir());
            !inner_folder || fs::canonicalize(e.path()).is_ok_and(|p| !claims.contains(&p))
        })
        .build();
    for entry in walk {
        match entry {
            Err(e) => errors.push(walking_error(folder, &e)),
            Ok(e) if e.path_is_symlink() && e.depth() > 0 => errors.extend(loop_error(e.path())),
            Ok(e) if e.file_type().is_some_and(|t| t.is_file()) => {
                let format = match sieve.includes(e.path()) {
                    None => format_of(e.path()),
                    Some(true) => Some(format_of(e.path()).unwrap_or_default()),
                    Some(false) => None,
                };
                let draft = format.map(|format| draft(e.into_path(), format));
                drafts.extend(draft.filter(|d| !d.is_page()));
            }
            Ok(_) => {}
        }
    }
}

/// Links are not followed, so a loop costs nothing; but whoever made one should know of it.
fn loop_error(link: &Path) -> Option<Error> {
    let parent = fs::canonicalize(link.parent()?).ok()?;
    match fs::canonicalize(link) {
        Ok(target) if parent.starts_with(&target) => {
            let what = format!("{}: symbolic link leads back to a folder that it stands in", shown(link));
            Some(
                Error::new(ErrorKind::Io, what)
                    .in_file(link)
                    .hint("remove the link, or list it in .gitignore"),
            )
        }
        Ok(_) => None,
        // A link to nothing is not ours to mind; one that never ends is.
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => Some(Error::io(link, &e)),
    }
}

fn walking_error(folder: &Path, e: &ignore::Error) -> Error {
    match e {
        ignore::Error::WithPath { path, err } => match err.io_error() {
            Some(io) => Error::io(path, io),
            None => Error::new(ErrorKind::Io, err.to_string()).in_file(path),
        },
        ignore::Error::WithDepth { err, .. } => walking_error(folder, err),
        e => Error::new(ErrorKind::Io, e.to_string()).in_file(folder),
    }
}

/// A path as reports show it.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let relative = here.and_then(|h| path.strip_prefix(h).ok()).unwrap_or(path);
    let parts: Vec<_> =
        relative.components().filter(|c| !matches!(c, std::path::Component::CurDir)).collect();
    let text = parts.iter().collect::<PathBuf>().to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text }
}
