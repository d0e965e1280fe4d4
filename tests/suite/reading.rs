//! Any text, in any format, is read to the end, and every span leads back to what was read.

use factlint::text::token::{TokenKind, Vocabulary, WordId, chunk, tokenise};
use factlint::text::{Document, Format};
use proptest::prelude::*;

struct Wordless;

impl Vocabulary for Wordless {
    fn lookup(&self, _: &str) -> WordId {
        WordId::UNKNOWN
    }
}

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// Pieces of markup that readers trip over, with what stands between them.
fn markup() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div hidden>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<sup>",
        "</sup>",
        "[3]",
        "10",
        "<del>",
        "</del>",
        "<code>",
        "</code>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<svg/>",
        "<img alt='a &amp; b'>",
        "<a href=\"",
        "\">",
        "<q>",
        "</q>",
        "&amp;",
        "&#x2014;",
        "&nGg;",
        "&bogus",
        "&#",
        "<",
        ">",
        "\0",
        "\r",
        "\n",
        "\r\n",
        "\n\n",
        "    ",
        "\t",
        "> ",
        "- ",
        "1. ",
        "# ",
        "```\n",
        "`",
        "**",
        "*",
        "_",
        "~~",
        "[x](y)",
        "![",
        "](",
        ")",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|-|\n",
        "\\",
        "\\*",
        "---\n",
        "+++\n",
        "date: 2017\n",
        "a = 1\n",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "\u{2019}",
        "é",
        "e\u{301}",
        "🙂",
        "5",
        "33,000",
        "word",
        "U.S.",
        ". ",
        " ",
        "The",
        "...",
        "\u{2028}",
        "<template>",
        "<textarea>",
        "<dialog>",
        "<time datetime=2017>",
        "<meta name=date content=2017>",
        "<script type=application/ld+json>",
        "{\"datePublished\":\"2017\"}",
        "<![CDATA[",
    ];
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,8}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// What holds of every document.
fn holds(source: &str, format: Format) -> Result<(), TestCaseError> {
    let doc = Document::read(source, format);
    let mut end = 0;
    for block in &doc.blocks {
        prop_assert!(block.range.start >= end && block.range.start < block.range.end, "{block:?}");
        prop_assert!(
            doc.text.get(block.range.start as usize..block.range.end as usize).is_some(),
            "{block:?}"
        );
        end = block.range.end;
    }
    prop_assert!(end as usize <= doc.text.len());
    let tokens = tokenise(&doc, &Wordless);
    let mut last = 0;
    for (i, token) in tokens.all.iter().enumerate() {
        let span = doc.span(token.start, token.end);
        prop_assert!(source.get(span.range()).is_some(), "{span:?} of {token:?}");
        prop_assert!(!span.is_empty() && span.start >= last, "{span:?} of {token:?} after {last}");
        last = span.start;
        prop_assert!(chunk(&tokens.all, i).contains(&i));
        let block = &tokens.blocks[tokens.block_of(i as u32)];
        prop_assert!(block.contains(&(i as u32)));
        prop_assert!(tokens.sentences[tokens.sentence_of(i as u32)].contains(&(i as u32)));
    }
    let mut next = 0;
    for sentence in &tokens.sentences {
        prop_assert!(sentence.start == next && sentence.end > next);
        prop_assert_eq!(tokens.block_of(sentence.start), tokens.block_of(sentence.end - 1));
        next = sentence.end;
    }
    prop_assert_eq!(next as usize, tokens.all.len());
    for said in &doc.metadata {
        prop_assert!(source.get(said.span.range()).is_some(), "{said:?}");
    }
    Ok(())
}

/// A word in markup that does not change it.
fn wrapped(format: Format) -> impl Strategy<Value = (String, String)> {
    let html: &[(&str, &str)] = &[
        ("", ""),
        ("<b>", "</b>"),
        ("<a href='x1y'>", "</a>"),
        ("<p>", "</p>"),
        ("<li>", ""),
        ("<!-- 1 -->", ""),
        ("<td>", "</td>"),
        ("<h2>", "</h2>"),
        ("&ldquo;", "&rdquo;"),
        ("<q>", "</q>"),
        ("<blockquote>", "</blockquote>"),
    ];
    let markdown: &[(&str, &str)] = &[
        ("", ""),
        ("**", "**"),
        ("[", "](x1y)"),
        ("\n\n", "\n\n"),
        ("\n\n- ", ""),
        ("\n\n> ", "\n\n"),
        ("\n\n## ", "\n\n"),
        ("&ldquo;", "&rdquo;"),
        ("<b>", "</b>"),
        ("\\*", "\\*"),
        ("_", "_"),
        ("`1` ", "  \n"),
    ];
    let marks = if format == Format::Html { html } else { markdown };
    ("[a-zA-Zé]{2,9}", prop::sample::select(marks))
        .prop_map(|(word, (open, close))| (format!("{open}{word}{close}"), word))
}

proptest! {
    #[test]
    fn any_text_is_read(source in any::<String>()) {
        for format in FORMATS {
            holds(&source, format)?;
        }
    }

    #[test]
    fn any_markup_is_read(source in markup()) {
        for format in FORMATS {
            holds(&source, format)?;
        }
    }

    #[test]
    fn every_word_leads_back_to_itself(html in prop::collection::vec(wrapped(Format::Html), 1..20),
                                       markdown in prop::collection::vec(wrapped(Format::Markdown), 1..20)) {
        for (format, words) in [(Format::Html, html), (Format::Markdown, markdown)] {
            let source: String = words.iter().map(|(markup, _)| format!("{markup} ")).collect();
            let doc = Document::read(&source, format);
            let tokens = tokenise(&doc, &Wordless);
            let seen: Vec<&str> = tokens
                .all
                .iter()
                .filter(|t| t.kind == TokenKind::Word)
                .map(|t| (t.text(&doc.text), &source[doc.span(t.start, t.end).range()]))
                .inspect(|(text, source)| assert_eq!(text, source))
                .map(|(text, _)| text)
                .collect();
            let wanted: Vec<&str> = words.iter().map(|(_, word)| &**word).collect();
            prop_assert_eq!(seen, wanted, "{}", source);
        }
    }

    #[test]
    fn text_after_a_paragraph_moves_no_earlier_span(first in "[A-Za-z0-9 ,.]{1,60}", more in markup()) {
        let spans = |source: &str| {
            let doc = Document::read(source, Format::Plain);
            tokenise(&doc, &Wordless).all.iter().map(|t| doc.span(t.start, t.end)).collect::<Vec<_>>()
        };
        let alone = spans(&first);
        let both = spans(&format!("{first}\n\n{more}"));
        prop_assert_eq!(&both[..alone.len()], &alone[..]);
    }
}

#[test]
fn huge_input_is_read_in_linear_time() {
    // Each would take minutes if a step looked back over what it has read.
    let unit: [(&str, usize); 16] = [
        ("33,000 people left. ", 200_000),
        ("a", 4_000_000),
        ("1", 4_000_000),
        ("a,", 1_000_000),
        ("\n", 2_000_000),
        ("\r", 1_000_000),
        ("<div>x", 100_000),
        ("<p><b>y", 100_000),
        ("> ", 20_000),
        ("[", 100_000),
        ("*a ", 100_000),
        ("| a ", 50_000),
        ("&amp;", 300_000),
        ("<sup>1</sup>", 100_000),
        ("\u{ad}a", 300_000),
        ("- ", 2_000),
    ];
    for (unit, times) in unit {
        let source = unit.repeat(times);
        for format in FORMATS {
            let start = std::time::Instant::now();
            let doc = Document::read(&source, format);
            let tokens = tokenise(&doc, &Wordless);
            for i in (0..tokens.all.len()).step_by(1000) {
                assert!(chunk(&tokens.all, i).contains(&i));
            }
            let seconds = start.elapsed().as_secs_f64();
            // A busy machine is not what fails here.
            assert!(seconds < 120.0, "{unit:?} x {times} as {format:?}: {seconds} s");
        }
    }
}
