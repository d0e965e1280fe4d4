//! `file:` addresses and paths.
//!
//! Source: RFC 8089; RFC 3986, section 2.1.

use std::path::{Path, PathBuf};

/// The path of a `file:` address; `None` for what lies on no disk here (`untitled:`, another host).
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let at = rest.find('/')?;
            (rest[..at].is_empty() || rest[..at].eq_ignore_ascii_case("localhost")).then(|| &rest[at..])?
        }
        None => rest,
    };
    let path = String::from_utf8(decoded(path)?).ok()?;
    if path.contains('\0') || !path.starts_with('/') {
        return None;
    }
    // `/c:/drafts`: the drive comes first.
    let drive = path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && path[1..].contains(':');
    Some(PathBuf::from(if cfg!(windows) && drive { &path[1..] } else { &path }))
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        if b != b'%' {
            out.push(b);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        let (high, low) = (digit(bytes.next())?, digit(bytes.next())?);
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(out)
}

/// The address of a file: absolute, whatever is not plainly a name's character as `%` and two hex digits.
pub(super) fn of(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let text = whole.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() };
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for &b in text.as_bytes() {
        if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) {
            out.push(b.into());
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_path() {
        for path in ["/a/b.md", "/a b/é%20#?.md", "/c:/x"] {
            assert_eq!(
                to_path(&of(Path::new(path))).as_deref(),
                Some(Path::new(path)),
                "{}",
                of(Path::new(path))
            );
        }
        assert_eq!(of(Path::new("/a b/é.md")), "file:///a%20b/%C3%A9.md");
        assert_eq!(to_path("file://localhost/a.md").as_deref(), Some(Path::new("/a.md")));
        assert_eq!(to_path("file:/a.md").as_deref(), Some(Path::new("/a.md")));
    }

    #[test]
    fn what_is_no_file_here_has_no_path() {
        for uri in
            ["untitled:1", "file://host/a", "file:///a%", "file:///%ff", "file:///a%00", "file:a", "", "x"]
        {
            assert_eq!(to_path(uri), None, "{uri}");
        }
    }
}
