//! A place in a draft, as typed.

use std::path::PathBuf;

/// `PATH:LINE:COLUMN` or `PATH:LINE`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) line: u32,
    pub(crate) column: Option<u32>,
}

impl Place {
    /// `None` for what names no line.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let (rest, last) = typed.rsplit_once(':')?;
        let last: u32 = last.parse().ok()?;
        let place = match rest.rsplit_once(':').map(|(path, line)| (path, line.parse::<u32>())) {
            Some((path, Ok(line))) => Self { path: path.into(), line, column: Some(last) },
            _ => Self { path: rest.into(), line: last, column: None },
        };
        (!place.path.as_os_str().is_empty()).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn places_may_hold_colons_in_their_paths() {
        let place = |path: &str, line, column| Some(Place { path: Path::new(path).into(), line, column });
        assert_eq!(Place::parse("a.md:3:7"), place("a.md", 3, Some(7)));
        assert_eq!(Place::parse("a.md:3"), place("a.md", 3, None));
        assert_eq!(Place::parse("C:/a.md:3:7"), place("C:/a.md", 3, Some(7)));
        assert_eq!(Place::parse("number-conflict"), None);
        assert_eq!(Place::parse(":3"), None);
    }
}
