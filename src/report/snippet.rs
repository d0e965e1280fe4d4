//! A stretch of one line of source with a mark under it, whatever the line is like.
//!
//! Enters: the line as it lies in the file (it may be 50 MB long) and the marked bytes. Leaves: at
//! most a terminal's width of clean text, cut at words, with the mark's place in columns.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::clean;

/// What is shown of a line: the text left of the mark, the marked text, the text right of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// Left of the mark; starts with an ellipsis where the line was cut.
    pub(super) left: String,
    /// The marked text.
    pub(super) mark: String,
    /// Right of the mark; ends with an ellipsis where the line was cut.
    pub(super) right: String,
}

/// Most columns that a cut moves to stand between words.
const WORD: usize = 16;

impl Snippet {
    /// Cuts `line` to about `room` columns around the bytes `mark`.
    pub(super) fn new(line: &str, mark: Range<usize>, room: usize) -> Self {
        let start = clean::floor(line, mark.start);
        let end = clean::floor(line, mark.end).max(start);
        let (left, marked, right) = (&line[..start], &line[start..end], &line[end..]);

        let (shown, whole) = head(marked, room.saturating_sub(2));
        let width = clean::source(shown).width();
        let spare = room.saturating_sub(width);
        // Each side gets half, and what the other does not need.
        let (after, _) = head(right, spare);
        let after = clean::source(after).width();
        let left_room = spare - after.min(spare / 2);
        let (left, left_cut) = tail_at_word(left, left_room);
        let used = clean::source(left).width() + usize::from(left_cut);
        let (right, right_cut) =
            if whole { head_at_word(right, spare.saturating_sub(used)) } else { ("", true) };

        let sign = |cut: bool| if cut { "…" } else { "" };
        Self {
            left: format!("{}{}", sign(left_cut), clean::source(left)),
            mark: clean::source(shown),
            right: format!("{}{}", clean::source(right), sign(right_cut)),
        }
    }

    /// The line as it is shown.
    pub(super) fn text(&self) -> String {
        format!("{}{}{}", self.left, self.mark, self.right)
    }

    /// Columns before the mark.
    pub(super) fn before(&self) -> usize {
        self.left.width()
    }

    /// Columns of the mark, 1 or more.
    pub(super) fn width(&self) -> usize {
        self.mark.width().max(1)
    }
}

/// The first characters of `s` that fit into `room` columns, and whether that is all of it.
fn head(s: &str, room: usize) -> (&str, bool) {
    let mut width = 0;
    for (taken, (i, c)) in s.char_indices().enumerate() {
        width += clean::columns(c);
        // A pile of combining marks takes no columns and yet must end.
        if width > room || taken > 8 * room {
            return (&s[..i], false);
        }
    }
    (s, true)
}

/// As [`head`], cut after a word; and whether it was cut.
fn head_at_word(s: &str, room: usize) -> (&str, bool) {
    if head(s, room).1 {
        return (s, false);
    }
    let (fits, _) = head(s, room.saturating_sub(1));
    let between = s[fits.len()..].starts_with(char::is_whitespace);
    let word = fits.rfind(char::is_whitespace).filter(|&i| !between && fits[i..].chars().count() <= WORD);
    (fits[..word.unwrap_or(fits.len())].trim_end(), true)
}

/// The last characters of `s` that fit into `room` columns, cut before a word; and whether it was cut.
fn tail_at_word(s: &str, room: usize) -> (&str, bool) {
    let fit = |room: usize| {
        let mut width = 0;
        for (taken, (i, c)) in s.char_indices().rev().enumerate() {
            width += clean::columns(c);
            if width > room || taken > 8 * room {
                return i + c.len_utf8();
            }
        }
        0
    };
    if fit(room) == 0 {
        return (s, false);
    }
    let cut = fit(room.saturating_sub(1));
    let fits = &s[cut..];
    let between = s[..cut].ends_with(char::is_whitespace);
    let word = fits.find(char::is_whitespace).filter(|&i| !between && fits[..i].chars().count() <= WORD);
    (fits[word.unwrap_or(0)..].trim_start(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str, mark: &str, room: usize) -> String {
        let at = line.find(mark).unwrap();
        let s = Snippet::new(line, at..at + mark.len(), room);
        format!("{}\n{}{}", s.text(), " ".repeat(s.before()), "^".repeat(s.width()))
    }

    #[test]
    fn a_line_that_fits_stays_whole() {
        assert_eq!(show("About 28,000 people", "28,000", 40), "About 28,000 people\n      ^^^^^^");
    }

    #[test]
    fn marks_stand_under_wide_narrow_and_combining_characters() {
        assert_eq!(show("約 28,000 人", "28,000", 40), "約 28,000 人\n   ^^^^^^");
        assert_eq!(show("e\u{301}🙂 5 km", "5", 40), "e\u{301}🙂 5 km\n    ^");
        assert_eq!(show("👩‍👩‍👧 5 km", "5", 40), "👩‍👩‍👧 5 km\n   ^");
        assert_eq!(show("\tin 2017", "2017", 40), "    in 2017\n       ^^^^");
    }

    #[test]
    fn a_long_line_is_cut_at_words_around_the_mark() {
        let line = format!("{}about 28,000 people {}", "once more ".repeat(50), "and again ".repeat(50));
        let shown = show(&line, "28,000", 50);
        assert_eq!(shown, "…more once more about 28,000 people and again and…\n                      ^^^^^^");
        let shown = show(&line, "once", 40);
        assert_eq!(shown, "once more once more once more once more…\n^^^^");
    }

    #[test]
    fn a_word_of_a_megabyte_is_cut_too() {
        let line = format!("in {} 5", "9".repeat(1 << 20));
        let s = Snippet::new(&line, 3..3 + (1 << 20), 30);
        assert_eq!(s.text().width(), 30);
        let s = Snippet::new(&line, line.len() - 1..line.len(), 30);
        assert_eq!((s.text().width(), s.before()), (30, 29));
    }

    #[test]
    fn what_acts_is_replaced_and_counted_as_one() {
        assert_eq!(show("\u{1b}[2J\u{202e} 5", "5", 40), "\u{fffd}[2J\u{fffd} 5\n      ^");
    }

    #[test]
    fn a_mark_past_the_end_is_drawn_at_the_end() {
        let s = Snippet::new("abc", 9..12, 40);
        assert_eq!((s.before(), s.width()), (3, 1));
    }
}
