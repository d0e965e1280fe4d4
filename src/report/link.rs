//! Addresses of sources: what may become a link, and how a terminal is told of one.

use std::borrow::Cow;

/// The address, where it is one of the web and may be followed: `http` or `https` with a host. Whatever is
/// not plain ASCII in it, or could end an attribute or a terminal's sequence, is percent-encoded.
///
/// ```
/// use factlint::report::link::web;
/// assert_eq!(web("https://example.org/a b").as_deref(), Some("https://example.org/a%20b"));
/// assert_eq!(web("javascript:alert(1)"), None);
/// ```
#[must_use]
pub fn web(url: &str) -> Option<Cow<'_, str>> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let fetched = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !fetched || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let plain =
        |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'`' | b'\\' | b'^');
    if url.bytes().all(plain) {
        return Some(url.into());
    }
    let mut out = String::with_capacity(url.len() + 8);
    for b in url.bytes() {
        match plain(b) {
            true => out.push(char::from(b)),
            false => out.push_str(&format!("%{b:02X}")),
        }
    }
    Some(out.into())
}

/// `text` as a link to `url` on a terminal that knows such links; the text alone where it is no address.
///
/// Source: the OSC 8 sequence as terminals agreed on it (Egmont Koblinger, "Hyperlinks in terminal emulators").
#[must_use]
pub fn terminal(url: &str, text: &str) -> String {
    match web(url) {
        Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_web_is_linked() {
        for fine in ["http://a.example", "HTTPS://a.example/x?y=1&z#w", " https://[::1]/ "] {
            assert!(web(fine).is_some(), "{fine}");
        }
        for not in [
            "",
            "ftp://a",
            "javascript:x",
            "data:text/html,x",
            "//a",
            "https://",
            "https:///x",
            "java\nscript://x",
        ] {
            assert_eq!(web(not), None, "{not}");
        }
    }

    #[test]
    fn nothing_ends_the_sequence_early() {
        let linked = terminal("https://a.example/\u{1b}\\\u{7}\u{9b}", "a");
        assert_eq!(linked.matches('\u{1b}').count(), 4);
        assert!(!linked.contains('\u{7}') && !linked.contains('\u{9b}'));
        assert_eq!(terminal("file:///etc", "a"), "a");
    }

    proptest! {
        #[test]
        fn an_address_is_plain_ascii(rest in any::<String>()) {
            if let Some(url) = web(&format!("https://a{rest}")) {
                prop_assert!(url.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>".contains(&b)));
            }
        }
    }
}
