//! Making text from an article or a claims file inert before it is shown.
//!
//! Every string that a format shows for people passes through here once. Control characters
//! (terminal escapes among them) and those that set the direction of writing become `U+FFFD`, so
//! that a reader sees that something stood there and nothing happens.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::encode::acts;

/// Columns that a tab takes in a shown line of source.
const TAB: &str = "    ";

/// What begins a command to a CI host, wherever it stands in a line of the log. Its newer form, `::error::`, acts at the head of a
/// line only. Source: actions/runner, `ActionCommand.cs`.
pub(super) const COMMAND: &str = "##[";

/// `s` on one line: line ends and tabs become spaces, what acts becomes `U+FFFD`.
///
/// ```
/// use factlint::report::clean::inline;
/// assert_eq!(inline("a\u{1b}[31m\nb"), "a\u{fffd}[31m b");
/// ```
#[must_use]
pub fn inline(s: &str) -> Cow<'_, str> {
    let clean: Cow<'_, str> = if s.chars().any(|c| acts(c) || is_line_end(c)) {
        s.chars().map(|c| if c == '\t' || is_line_end(c) { ' ' } else { visible(c) }).collect()
    } else {
        s.into()
    };
    if clean.contains(COMMAND) { disarmed(&clean).into() } else { clean }
}

/// `s` without the beginning of a command.
pub(super) fn disarmed(s: &str) -> String {
    s.replace(COMMAND, "##\u{fffd}")
}

/// [`inline`] for a path that may stand at the head of a line.
///
/// ```
/// assert_eq!(factlint::report::clean::path("::error::.md"), "./::error::.md");
/// ```
#[must_use]
pub fn path(s: &str) -> Cow<'_, str> {
    match inline(s) {
        p if p.trim_start().starts_with("::") => format!("./{p}").into(),
        p => p,
    }
}

/// [`inline`], cut to `columns` with an ellipsis.
///
/// ```
/// assert_eq!(factlint::report::clean::short("twenty-three", 8), "twenty-…");
/// ```
#[must_use]
pub fn short(s: &str, columns: usize) -> Cow<'_, str> {
    // Nothing narrower than this many bytes a column is worth measuring: the rest is cut anyway.
    let head = &s[..floor(s, columns.saturating_mul(16))];
    let clean = inline(head);
    if head.len() == s.len() && clean.width() <= columns {
        return clean;
    }
    let mut width = 0;
    let mut out = String::new();
    for c in clean.chars() {
        width += c.width().unwrap_or(0);
        if width >= columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out.into()
}

/// A stretch of a source line as it is shown in a frame: tabs become four spaces.
#[must_use]
pub fn source(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '\t' => out.push_str(TAB),
            c => out.push(visible(c)),
        }
    }
    if out.contains(COMMAND) { disarmed(&out) } else { out }
}

/// Whether `s` can be shown as it stands, as a line: nothing in it acts on a terminal or on a CI host. Tabs may stand.
#[must_use]
pub fn is_inert(s: &str) -> bool {
    let acting = s.chars().any(|c| c != '\t' && (acts(c) || is_line_end(c)));
    !acting && !s.contains(COMMAND) && !s.trim_start().starts_with("::")
}

/// The last character boundary of `s` at or before byte `at`.
#[must_use]
pub fn floor(s: &str, at: usize) -> usize {
    let at = at.min(s.len());
    (0..=at).rev().find(|&i| s.is_char_boundary(i)).unwrap_or(0)
}

/// Columns that `c` takes in a frame.
#[must_use]
pub fn columns(c: char) -> usize {
    if c == '\t' { TAB.len() } else { visible(c).width().unwrap_or(1) }
}

fn visible(c: char) -> char {
    if acts(c) || is_line_end(c) { '\u{fffd}' } else { c }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_megabyte_without_a_space_is_cut() {
        assert_eq!(short(&"9".repeat(1 << 20), 5), "9999…");
        assert_eq!(short(&"\u{301}".repeat(1 << 20), 5).width(), 1);
    }

    proptest! {
        #[test]
        fn nothing_acts_once_clean(s in any::<String>(), n in 1usize..40) {
            prop_assert!(!inline(&s).chars().any(acts));
            prop_assert!(is_inert(&path(&s)));
            prop_assert!(!source(&s).chars().any(acts));
            prop_assert!(!short(&s, n).chars().any(acts));
            prop_assert!(short(&s, n).width() <= n);
        }
    }
}
