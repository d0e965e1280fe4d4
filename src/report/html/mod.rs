//! `html`: one page for the whole run, which needs nothing but itself.
//!
//! The article as it reads with every claim marked by its verdict; a card for each claim with the fact, its source,
//! how it was read, and a picture of the two; a table of every claim that sorts and filters. It is a document that
//! reads and prints without its script; the script opens one card at a time. The page's policy allows exactly one
//! style sheet and one script, named by their hashes, and nothing else: no network, no picture, no frame.

use std::io::{self, Write};

use super::{Checked, Format, Options, Run, Show, clean, codes, summary};
use crate::span::Cursor;
use crate::text::Document;

mod article;
mod card;
mod escape;
mod look;
mod number_line;
mod picture;
mod table;
mod timeline;

use escape::{Text, put};
use look::Look;
use table::Row;

/// The format `html`.
pub(super) struct Html;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// SHA-256 of the two, as the policy names them. A test holds them against the files.
const STYLE_HASH: &str = "sha256-POlL0ITl7uI46IVmOjWcReuULKICuIcokwgiMRYWXtM=";
const SCRIPT_HASH: &str = "sha256-U8wmbB5CiBsXbeendK6OJm1bYes3oI3OgYaqBytbWaE=";

/// Files whose articles stand open in the page; with more they lie ready for the script, one at a time.
const OPEN: usize = 24;
/// Columns of a sentence that a row or a card shows on either side of the claim.
const CONTEXT: usize = 90;

/// By this a page is known again.
const GENERATOR: &str = r#"<meta name="generator" content="factlint">"#;
/// Bytes at the head of a page in which it stands.
const HEAD: usize = 1024;

/// Whether a file that begins so is a page of this format, and no draft.
#[must_use]
pub fn is_page(head: &[u8]) -> bool {
    let head = &head[..head.len().min(HEAD)];
    head.starts_with(b"<!doctype html>") && head.windows(GENERATOR.len()).any(|w| w == GENERATOR.as_bytes())
}

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "one page to read, click through and print: the article with every claim, its fact and source"
    }

    fn shows(&self) -> Show {
        Show::All
    }

    fn shows_ignored(&self) -> bool {
        true
    }

    fn shows_text(&self) -> bool {
        true
    }

    fn render(&self, run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut page = String::new();
        let mut files = String::new();
        let mut rows: Vec<Row<'_>> = Vec::new();
        for (number, file) in run.files.iter().enumerate() {
            let ready = run.files.len() > OPEN;
            if ready {
                put!(files, r#"<template id="file-{number}">"#);
            }
            section(self, file, number, options, &mut rows, &mut files);
            files.push_str(if ready { "</template>\n" } else { "\n" });
        }
        // Stable: claims of one look stay in the order of the run.
        rows.sort_by_key(|r| r.look);
        head(&mut page, run, &rows);
        let single = run.files.len() == 1;
        if !single {
            table::write(&mut page, &rows, run.files.len());
        }
        put!(page, r#"<div id="files"{}>"#, if single { r#" class="single""# } else { "" });
        out.write_all(page.as_bytes())?;
        out.write_all(files.as_bytes())?;
        page.clear();
        page.push_str("</div>");
        if single {
            table::write(&mut page, &rows, 1);
        }
        errors(&mut page, run);
        glossary(&mut page, &rows);
        put!(page, "</main><footer>Made by factlint {}.</footer>", env!("CARGO_PKG_VERSION"));
        put!(page, "<script>{SCRIPT}</script></body></html>\n");
        out.write_all(page.as_bytes())
    }
}

/// The page's beginning: policy, style, title, summary.
fn head(out: &mut String, run: &Run, rows: &[Row<'_>]) {
    let counts = Look::ALL.map(|look| (look, rows.iter().filter(|r| r.look == look).count()));
    let title = match &run.files[..] {
        [file] => file.path.clone(),
        files => summary::counted(files.len(), "file"),
    };
    let title = clean::short(&title, 200);
    let conflicts = summary::counted(counts[0].1, "conflict");
    out.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    put!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{SCRIPT_HASH}'; \
         style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types 'none'\">"
    );
    // By this the page is known again, and not taken for a draft.
    out.push_str(GENERATOR);
    out.push_str(r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#);
    out.push_str(
        r#"<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">"#,
    );
    put!(out, "<title>{conflicts} in {}: factlint</title>", Text(&title));
    put!(out, "<style>{STYLE}</style></head>\n<body><a class=\"skip\" href=\"#main\">To the claims</a>");
    put!(out, r#"<header><p class="name">factlint</p><h1 dir="auto">{}</h1>"#, Text(&title));
    bar(out, &counts, rows.len());
    out.push_str(r#"<div class="chips" role="group" aria-label="Verdicts to show">"#);
    for (look, n) in counts.iter().filter(|(_, n)| *n > 0) {
        put!(
            out,
            r#"<button type="button" class="chip {0}" data-look="{0}" aria-pressed="true"><span class="sign" aria-hidden="true">{1}</span><b>{n}</b> {2}</button>"#,
            look.class(),
            look.sign(),
            look.title().to_lowercase(),
        );
    }
    out.push_str("</div>");
    let judged = counts[0].1 + rows.iter().filter(|r| judged_well(r)).count();
    let share = (100 * judged).checked_div(rows.len()).map_or(String::new(), |s| format!(", {s} % judged"));
    put!(
        out,
        r#"<p class="facts">{}{share}, in {} against {}. <span class="keys"><kbd>n</kbd> next claim, <kbd>p</kbd> previous, <kbd>Esc</kbd> closes, <kbd>/</kbd> searches.</span></p></header>"#,
        summary::counted(rows.len(), "claim"),
        summary::counted(run.files.len(), "file"),
        summary::counted(run.facts, "fact"),
    );
    out.push_str("<main id=\"main\">\n");
}

fn judged_well(row: &Row<'_>) -> bool {
    row.finding.ignored.is_none() && row.finding.verdict == crate::verdict::Verdict::Consistent
}

/// The shares of the verdicts as one bar.
fn bar(out: &mut String, counts: &[(Look, usize)], all: usize) {
    if all == 0 {
        return;
    }
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(look, n)| format!("{n} {}", look.title().to_lowercase()))
        .collect();
    put!(
        out,
        r#"<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" role="img" aria-label="{}">"#,
        told.join(", ")
    );
    let mut x = 0.0;
    for (look, n) in counts.iter().filter(|(_, n)| *n > 0) {
        let width = *n as f64 * 1000.0 / all as f64;
        put!(
            out,
            r#"<rect class="{}" x="{x:.2}" y="0" width="{:.2}" height="8"/>"#,
            look.class(),
            (width - 2.0).max(1.0)
        );
        x += width;
    }
    out.push_str("</svg>");
}

/// One file: its article beside the cards of its claims. Its claims are added to `rows`.
fn section<'r>(
    format: &Html,
    file: &'r Checked,
    number: usize,
    options: &Options,
    rows: &mut Vec<Row<'r>>,
    out: &mut String,
) {
    let document = Document::read(&file.source, file.format);
    let mut cursor = Cursor::new(&file.source);
    let first = rows.len();
    for (i, f) in options.shown(format, file).enumerate() {
        let place = summary::place(file, cursor.seek(f.reading.extent.span.start as usize));
        let context = context(&document.text, f);
        rows.push(Row { look: Look::of(f), card: first + i + 1, file: number, finding: f, place, context });
    }
    let rows = &rows[first..];
    let found = rows.iter().map(|r| (r.finding.reading.extent.text.clone(), r.look, r.card));
    let marks = article::marks(&document.text, found);
    let path = clean::short(&file.path, 200);
    put!(out, r#"<section class="file" data-file="{number}" aria-label="{}">"#, Text(&path));
    put!(
        out,
        r##"<p class="path"><a class="back" href="#all">Every claim</a><b dir="auto">{}</b>"##,
        Text(&path)
    );
    if let Some(date) = file.date {
        put!(out, "<span>dated {}</span>", date.date());
    }
    out.push_str(r#"</p><div class="sheet"><div class="text">"#);
    article::write(out, &document, &marks);
    out.push_str(r#"</div><aside class="cards" aria-label="Claims, one card each">"#);
    for row in rows {
        let [before, claim, after] = &row.context;
        card::write(out, row.card, row.finding, &row.place, [before, claim, after]);
    }
    out.push_str("</aside></div></section>");
}

/// The claim with what stands before and after it in its sentence, cut where that is long.
fn context(text: &str, f: &super::Finding) -> [String; 3] {
    let claim = f.reading.extent.text.start as usize..f.reading.extent.text.end as usize;
    let sentence = f.sentence.start as usize..f.sentence.end as usize;
    let before = text.get(sentence.start..claim.start).unwrap_or_default();
    let after = text.get(claim.end..sentence.end.max(claim.end)).unwrap_or_default();
    let cut = before.char_indices().rev().nth(CONTEXT).map_or(0, |(i, _)| i);
    let cut = if cut > 0 { before[cut..].find(' ').map_or(cut, |space| cut + space + 1) } else { cut };
    let dots = if cut > 0 { "…" } else { "" };
    [
        format!("{dots}{}", &before[cut..]),
        clean::short(&f.text, 200).into_owned(),
        clean::short(after, CONTEXT).into_owned(),
    ]
}

/// What could not be read.
fn errors(out: &mut String, run: &Run) {
    if run.errors.is_empty() {
        return;
    }
    out.push_str("<section><h2>Could not be read</h2><ul>");
    for e in &run.errors {
        let shown = e.to_string();
        put!(out, r#"<li dir="auto">{}</li>"#, Text(&clean::short(&shown, 500)));
    }
    out.push_str("</ul></section>");
}

/// What the codes of the page mean.
fn glossary(out: &mut String, rows: &[Row<'_>]) {
    if rows.is_empty() {
        return;
    }
    out.push_str(r#"<section class="glossary"><h2>What the codes mean</h2><dl>"#);
    for code in codes::CODES.iter().filter(|c| rows.iter().any(|r| r.finding.code == c.code)) {
        put!(out, r#"<dt id="code-{0}"><code>{0}</code></dt><dd>{1}</dd>"#, code.code, Text(code.what));
    }
    out.push_str("</dl></section>");
}

#[cfg(test)]
mod tests;
