//! The arguments as meant: typed values become the library's.
//!
//! What a flag leaves unsaid is filled in from the [configuration](crate::config) here.

use std::path::{Path, PathBuf};

use factlint::mention::{Context, Prefer, Timeline};
use factlint::rules::{Rules, load};
use factlint::text::Format;
use factlint::value::DateTime;
use factlint::{Error, ErrorKind};

use crate::config::{Config, Configs};
use crate::{args, project};

/// What a text is read with: the context where it says nothing itself, limits and threads.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The context that flags give.
    pub(crate) context: Context,
    /// The largest file, or line of a stream, that is read: bytes.
    pub(crate) largest: u64,
    /// Threads, 1 or more.
    pub(crate) jobs: usize,
}

/// The largest file that is read unless somebody says otherwise: bytes.
const LARGEST: u64 = 256 << 20;

impl Reading {
    /// # Errors
    ///
    /// A value that cannot be read.
    pub(crate) fn new(args: &args::Context, config: &Config, jobs: Option<usize>) -> Result<Self, Error> {
        let usage = |e: String| Error::new(ErrorKind::Usage, format!("--locale: {e}"));
        let context = Context {
            date: args.date.as_deref().map(|d| date(d, "--date")).transpose()?,
            locale: args.locale.as_ref().map(|l| l.parse().map_err(usage)).transpose()?,
            prefer: args.prefer.map(|p| match p {
                args::Prefer::Past => Prefer::Past,
                args::Prefer::Future => Prefer::Future,
            }),
            timeline: args.timeline.map(|t| match t {
                args::Timeline::News => Timeline::News,
                args::Timeline::Narrative => Timeline::Narrative,
            }),
            about: args.about.clone(),
            as_of: None,
            unchecked: Vec::new(),
            fallback: None,
        };
        let largest = match (&args.max_file_size, &config.max_file_size) {
            (Some(flag), _) => size(flag)?,
            (None, Some(said)) => size(said)?,
            (None, None) => LARGEST,
        };
        let jobs = match jobs {
            Some(0) => return Err(Error::new(ErrorKind::Usage, "--jobs must be 1 or more")),
            Some(n) => n,
            None => std::thread::available_parallelism().map_or(1, usize::from),
        };
        Ok(Self { context, largest, jobs })
    }
}

impl Reading {
    /// The same, with what `config` says of texts to fall back on.
    pub(crate) fn falling_back(mut self, config: &Config) -> Self {
        self.context.fallback = Some(Box::new(project::fallback(&config.texts)));
        self
    }
}

/// The reader with the built-in rules and the user's own.
///
/// # Errors
///
/// Rule files that cannot be read.
pub(crate) fn rules(folders: &[PathBuf]) -> Result<Rules, Error> {
    Ok(rules_with_texts(folders)?.0)
}

/// The same with the texts of the user's own.
///
/// # Errors
///
/// As [`rules`].
pub(crate) fn rules_with_texts(folders: &[PathBuf]) -> Result<(Rules, Vec<String>), Error> {
    let (mut layers, mut texts) = (load::embedded()?, Vec::new());
    for folder in folders {
        let own = load::folder(folder)?;
        texts.extend(own.iter().filter_map(|f| f.source.as_ref()).map(|s| s.text.clone()));
        layers.extend(own);
    }
    Ok((Rules::compile(&layers)?, texts))
}

/// What to judge by: the named files and folders, else what the configuration of the current folder says.
///
/// # Errors
///
/// A configuration that cannot be read.
pub(crate) fn claims(args: &args::Base) -> Result<Vec<PathBuf>, Error> {
    Ok(project::claims(args, &*Configs::new(None, false)?.of(Path::new("."))?))
}

/// A date as typed: `2023-07-18`, with a time of day or not, or `today` where a flag asks for it.
///
/// # Errors
///
/// What is no date, with `name` saying where it stood.
pub(crate) fn date(typed: &str, name: &str) -> Result<DateTime, Error> {
    if typed == "today" && name.starts_with("--") {
        return today();
    }
    // A published time may carry a zone; what a reader saw is the civil time beside it.
    let civil = typed.strip_suffix(['Z', 'z']).unwrap_or(typed);
    civil.parse().map_err(|_| {
        Error::new(ErrorKind::Usage, format!("{name}: `{typed}` is no date")).hint("write it as 2023-07-18")
    })
}

/// A clock that verdicts depend on is the user's own wish.
fn today() -> Result<DateTime, Error> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let stamp = i64::try_from(since.as_secs()).ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
    let zoned = stamp.map(|s| s.to_zoned(jiff::tz::TimeZone::system()));
    zoned.map(|z| z.date().at(0, 0, 0, 0)).ok_or_else(|| {
        Error::new(ErrorKind::Usage, "the system's clock cannot be read").hint("write the date")
    })
}

/// A size in bytes: `1000`, `64K`, `256M`, `2G`.
fn size(typed: &str) -> Result<u64, Error> {
    let (digits, unit) = match typed.to_ascii_uppercase().strip_suffix(['K', 'M', 'G']) {
        Some(digits) => (digits.to_owned(), typed.as_bytes()[typed.len() - 1].to_ascii_uppercase()),
        None => (typed.to_owned(), b' '),
    };
    let factor: u64 = match unit {
        b'K' => 1 << 10,
        b'M' => 1 << 20,
        b'G' => 1 << 30,
        _ => 1,
    };
    let bytes = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(factor));
    // Spans are 32 bits wide.
    bytes.filter(|&n| n < u64::from(u32::MAX)).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("--max-file-size: `{typed}` is no size below 4G"))
            .hint("write bytes, or 64K, 256M, 1G")
    })
}

/// How a file is read, by its ending; `None` for one that is no text by its name.
pub(crate) fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "txt" | "text" => Some(Format::Plain),
        "docx" | "docm" => Some(Format::Word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_dates() {
        assert_eq!(size("256M").unwrap(), 256 << 20);
        assert_eq!(size("10").unwrap(), 10);
        assert!(size("M").is_err());
        assert!(size("-1").is_err());
        assert!(size("8G").is_err());
        assert_eq!(date("2023-07-18", "date").unwrap(), jiff::civil::date(2023, 7, 18).at(0, 0, 0, 0));
        assert_eq!(
            date("2013-02-12T04:30:00Z", "date").unwrap(),
            jiff::civil::date(2013, 2, 12).at(4, 30, 0, 0)
        );
        assert!(date("2023-06-31", "--date").is_err());
        assert!(date("today", "date").is_err());
        assert!(date("today", "--date").is_ok());
    }
}
