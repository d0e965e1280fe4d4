//! Every claim of the run in a row: sorted and filtered by the page's script, the loudest first without it.

use super::escape::{Text, put};
use super::look::Look;
use crate::report::{Finding, clean};

/// Rows that stand in the page; further ones lie ready for the script, which shows as many as are asked for.
pub(super) const ROWS: usize = 300;

/// One claim, as the table shows it.
pub(super) struct Row<'r> {
    pub(super) look: Look,
    /// The number of its card.
    pub(super) card: usize,
    /// The number of its file.
    pub(super) file: usize,
    pub(super) finding: &'r Finding,
    /// `drafts/korea.md:12:7`
    pub(super) place: String,
    /// The sentence: what stands before the claim, the claim, what stands after.
    pub(super) context: [String; 3],
}

/// Its columns, and how each is sorted by.
const COLUMNS: [&str; 6] = ["Verdict", "In the draft", "Reference", "Difference", "Code", "Place"];

/// Writes the table with its filters, for the claims of `files` files.
pub(super) fn write(out: &mut String, rows: &[Row<'_>], files: usize) {
    out.push_str(r#"<section id="all" aria-labelledby="all-title"><h2 id="all-title">Every claim</h2>"#);
    out.push_str(r#"<form class="filters" role="search" aria-label="Filter the claims">"#);
    out.push_str(r#"<label>Text <input type="search" id="by-text" autocomplete="off"></label>"#);
    out.push_str(r#"<label>Code <select id="by-code"><option value="">all</option>"#);
    let mut codes: Vec<&str> = rows.iter().map(|r| r.finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        put!(out, r#"<option value="{code}">{code}</option>"#);
    }
    out.push_str("</select></label>");
    if files > 1 {
        out.push_str(r#"<label>Path <input type="search" id="by-path" autocomplete="off"></label>"#);
    }
    out.push_str(r#"<output id="shown" aria-live="polite"></output></form>"#);
    out.push_str(r#"<div class="wide" tabindex="0" role="region" aria-label="Every claim"><table id="rows"><thead><tr>"#);
    for (i, name) in COLUMNS.iter().enumerate() {
        let sorted = if i == 0 { r#" aria-sort="ascending""# } else { "" };
        put!(out, r#"<th scope="col"{sorted}><button type="button" data-column="{i}">{name}</button></th>"#);
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows.iter().take(ROWS) {
        write_row(out, row);
    }
    out.push_str("</tbody></table></div>");
    if rows.len() > ROWS {
        out.push_str(r#"<template id="more-rows">"#);
        for row in &rows[ROWS..] {
            write_row(out, row);
        }
        out.push_str("</template>");
        put!(out, "<noscript><p>The {ROWS} loudest of {} claims.</p></noscript>", rows.len());
    }
    out.push_str(
        r#"<p class="more"><button type="button" id="more" hidden>Show more</button></p></section>"#,
    );
}

fn write_row(out: &mut String, row: &Row<'_>) {
    let (f, class) = (row.finding, row.look.class());
    put!(out, r#"<tr class="{class}" data-file="{}"><td data-key="{}">"#, row.file, row.look as u8);
    put!(out, r#"<span class="sign" aria-hidden="true">{}</span>{}</td>"#, row.look.sign(), row.look.title());
    let [before, claim, after] = &row.context;
    put!(out, r##"<td dir="auto" data-key="{}">{}"##, Text(&clean::short(claim, 40)), Text(before));
    put!(out, r##"<a class="claim {class}" href="#c{}">{}</a>{}</td>"##, row.card, Text(claim), Text(after));
    let held = f.evidence.first();
    let value = held.map_or("", |e| e.value.as_str());
    put!(out, r#"<td dir="auto">{}</td>"#, Text(&clean::short(value, 60)));
    let off = held.and_then(|e| e.difference.as_deref()).unwrap_or_default();
    put!(out, r#"<td data-key="{}">{}</td>"#, size(off), Text(off));
    put!(out, r#"<td><code>{}</code></td>"#, f.code);
    put!(out, r#"<td data-key="{}"><code>{}</code></td></tr>"#, row.card, Text(&row.place));
}

/// How large a difference is, for sorting: "-18.4 %" is 18.4. Nothing where none is told.
fn size(difference: &str) -> String {
    difference.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_sort_by_their_size() {
        assert_eq!([size("-18.4 %"), size("+1 year"), size("")], ["18.4", "1", ""]);
    }
}
