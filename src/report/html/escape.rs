//! Text as it may stand between tags and in quoted attributes.

use std::fmt::{self, Display, Write};

use crate::report::encode::acts;

/// Text that is shown as it is: nothing of it is markup, nothing acts.
pub(super) struct Text<'t>(pub(super) &'t str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut marks = 0;
        for c in self.0.chars() {
            let before = marks;
            marks = if c == '#' { before + 1 } else { 0 };
            match c {
                // "##[" is a command to a CI host wherever it stands in a log.
                '[' if before > 1 => f.write_str("&#91;")?,
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => f.write_char(' ')?,
                c if acts(c) || is_noncharacter(c) => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Code points that are no characters and that a checker of HTML objects to.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Writes to a string, which cannot fail.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($arg)*);
    }};
}
pub(super) use put;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            Text("<b a='\"'>&\u{202e}\0\n").to_string(),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}\u{fffd} "
        );
    }

    proptest! {
        #[test]
        fn nothing_of_any_text_is_markup(s in any::<String>()) {
            let shown = Text(&s).to_string();
            prop_assert!(!shown.contains(['<', '>', '"', '\'']));
            prop_assert!(!shown.chars().any(acts));
        }
    }
}
