//! Where a comment goes that has a finding passed over.

use std::ops::Range;

/// What is to be put in, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Insertion {
    /// The byte before which it goes.
    pub(super) at: usize,
    /// What stands before the reason, the mark of the comment's beginning included.
    pub(super) before: String,
    /// What stands behind it.
    pub(super) after: String,
}

impl Insertion {
    /// All of it, with the reason in its place.
    pub(super) fn with(&self, reason: &str) -> String {
        let gap = if reason.is_empty() { "" } else { " " };
        format!("{}{gap}{reason}{}", self.before, self.after)
    }
}

/// The first place where a comment does what it says: at the end of the line, in a table's last cell, behind the
/// claim, on a line of its own. `works` reads the text with the comment in it and tells.
pub(super) fn insertion(
    text: &str,
    claim: Range<usize>,
    code: &str,
    mut works: impl FnMut(&str) -> bool,
) -> Option<Insertion> {
    let ends = ['\n', '\r'];
    let from = text[..claim.start].rfind(ends).map_or(0, |i| i + 1);
    let to = text[claim.end..].find(ends).map_or(text.len(), |i| claim.end + i);
    let end = from + text[from..to].trim_end().len();
    let comment = format!("<!-- factlint: ignore[{code}]");
    let behind = |at| Insertion { at, before: format!(" {comment}"), after: " -->".to_owned() };
    let cell = text[claim.end..end].strip_suffix('|').map(|_| Insertion {
        at: end - 1,
        before: comment.clone(),
        after: " --> ".to_owned(),
    });
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indent: String = text[from..].chars().take_while(|c| matches!(c, ' ' | '\t' | '>')).collect();
    let above =
        Insertion { at: from, before: format!("{indent}{comment}"), after: format!(" -->{line_end}") };
    let places = [Some(behind(end.max(claim.end))), cell, Some(behind(claim.end)), Some(above)];
    places.into_iter().flatten().find(|i| {
        let mut new = text.to_owned();
        new.insert_str(i.at, &i.with("a reason"));
        works(&new)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use factlint::text::{Document, Format};

    /// The text with the comment that the reader takes for one, and in which the claim still stands alone.
    fn put(text: &str, format: Format) -> Option<String> {
        let at = text.find("28,000").unwrap();
        let read = |t: &str| Document::read(t, format).text.into_owned();
        let before = read(text);
        let works = |new: &str| {
            let document = Document::read(new, format);
            let said =
                document.metadata.iter().any(|m| m.origin == "comment" && m.value.ends_with("a reason"));
            said && read(new).split_whitespace().eq(before.split_whitespace())
        };
        let i = insertion(text, at..at + 6, "number-conflict", works)?;
        let mut new = text.to_owned();
        new.insert_str(i.at, &i.with("as said"));
        Some(new)
    }

    #[test]
    fn it_goes_where_the_file_takes_it() {
        let c = "<!-- factlint: ignore[number-conflict] as said -->";
        for (text, format, expected) in [
            ("About 28,000 came.  \nb", Format::Markdown, format!("About 28,000 came. {c}  \nb")),
            ("About 28,000 came.\r\nb", Format::Plain, format!("About 28,000 came. {c}\r\nb")),
            ("<p>About 28,000 came.</p>", Format::Html, format!("<p>About 28,000 came.</p> {c}")),
            ("<p>28,000 <a\nhref=x>y</a>", Format::Html, format!("<p>28,000 {c} <a\nhref=x>y</a>")),
        ] {
            assert_eq!(put(text, format).as_deref(), Some(&*expected), "{text}");
        }
        let table = "| a | b |\n|---|---|\n| x | 28,000 |\n";
        assert!(put(table, Format::Markdown).is_some_and(|t| t.contains(c)));
    }
}
