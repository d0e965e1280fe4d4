//! When an article was published, as its file says: front matter, HTML metadata, or its dateline.
//!
//! Enters: a document. Leaves: the day (and the time of day, where one is given). "date 2023-07-18 A.
//! Writer/Agency" over an article dates it; "On July 18, 2023 a soldier crossed" does not.

use crate::mention::{Context, Kind};
use crate::rules::Rules;
use crate::text::token::tokenise;
use crate::text::{Document, Format};
use crate::value::{Date, DateTime};

/// Metadata that tells of publication, in the order in which it is trusted. Keys of modification
/// ("dateModified", "article:modified_time") are not among them.
const KEYS: [&str; 16] = [
    "date",
    "published",
    "publication-date",
    "pubdate",
    "publishdate",
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "datecreated",
    "datetime",
];

/// Most words of a paragraph that is a dateline, and most bytes of text that are looked at.
const WORDS: usize = 14;
const BYTES: usize = 400;

/// When `doc` was published, as far as it says.
///
/// ```
/// use factlint::resolve::publication_date;
/// use factlint::rules::Rules;
/// use factlint::text::{Document, Format};
/// let rules = Rules::english()?;
/// let date = |text| publication_date(&Document::read(text, Format::Plain), &rules).map(|t| t.date().to_string());
/// assert_eq!(date("date 2024-02-09 A. Writer\n\nThe dam burst on Friday.").as_deref(), Some("2024-02-09"));
/// assert_eq!(date("On 9 February 2024 the dam burst."), None);
/// # Ok::<(), factlint::Error>(())
/// ```
#[must_use]
pub fn publication_date(doc: &Document<'_>, rules: &Rules) -> Option<DateTime> {
    let said = KEYS.iter().find_map(|key| {
        let all = doc.metadata.iter().filter(|m| m.key.eq_ignore_ascii_case(key));
        all.filter(|m| m.origin != "comment").find_map(|m| instant(m.value.trim(), rules))
    });
    said.or_else(|| dateline(doc, rules))
}

/// A date as metadata writes it: ISO, with a time and a zone or not; else as prose does.
fn instant(value: &str, rules: &Rules) -> Option<DateTime> {
    // What a reader saw is the civil time; the zone beside it is left out.
    let civil = value.trim_end_matches(['Z', 'z']);
    let civil = civil
        .get(..19)
        .filter(|c| c.as_bytes().get(10).is_some_and(|&b| b == b'T' || b == b' '))
        .unwrap_or(civil);
    if let Ok(at) = civil.parse::<DateTime>() {
        return Some(at);
    }
    if let Some(day) = civil.get(..10).and_then(|d| d.parse::<Date>().ok()) {
        return Some(day.at(0, 0, 0, 0));
    }
    full_date(value, usize::MAX, rules)
}

/// The first fully stated day of a text of `words` words at most.
fn full_date(text: &str, words: usize, rules: &Rules) -> Option<DateTime> {
    let doc = Document::read(text, Format::Plain);
    let tokens = tokenise(&doc, &rules.lexicon);
    if tokens.all.len() > words {
        return None;
    }
    let readings = super::read(&doc, &tokens, rules, &Context::default());
    readings.iter().find_map(|r| {
        let t = r.timex().filter(|_| matches!(r.kind, Kind::Date | Kind::DateTime))?;
        let day = t.value.get(..10)?.parse::<Date>().ok()?;
        Some(day.at(0, 0, 0, 0))
    })
}

/// A dateline: a short paragraph among the first three with a full date and no full stop at its end, or
/// the capitals of a place before the date ("LONDON, July 18, 2023 (Agency) - ...").
fn dateline(doc: &Document<'_>, rules: &Rules) -> Option<DateTime> {
    doc.blocks.iter().take(3).find_map(|block| {
        let text = doc.text.get(block.range.start as usize..block.range.end as usize)?;
        if text.len() > BYTES {
            let head: String = text.chars().take(80).collect();
            let (place, rest) = head.split_once([',', '('])?;
            let capitals = place.len() > 2 && !place.chars().any(char::is_lowercase);
            let head = rest.split([')', '\u{2013}', '\u{2014}']).next()?;
            return if capitals { full_date(head, usize::MAX, rules) } else { None };
        }
        let closed = text.trim_end().ends_with(['.', '!', '?']);
        if closed { None } else { full_date(text, WORDS, rules) }
    })
}
