use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;
use crate::text::Scope;

/// An archive of these parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="m" xmlns:a="a" xmlns:wps="wps""#;

fn part(root: &str, body: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} {SPACES}>{body}</w:{root}>")
}

fn body(xml: &str) -> String {
    part("document", &format!("<w:body>{xml}</w:body>"))
}

fn word(xml: &str, more: &[(&str, &str)]) -> Word {
    let document = body(xml);
    let mut parts = vec![("word/document.xml", document.as_str())];
    parts.extend(more);
    Word::read(&archive(&parts), 16 << 20).unwrap()
}

/// A paragraph with one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_line_is_a_paragraph_with_text_in_it() {
    let xml = format!(
        "{}<w:p/>{}<w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>{}",
        p("One &amp; &#49;"),
        p("T\nwo"),
        p("Three")
    );
    let word = word(&xml, &[]);
    assert_eq!(word.text(), "One & 1\nT wo\nThree");
    let doc = Document::of_word(&word);
    assert_eq!(doc.text, "One & 1\n\nT wo\n\nThree");
    let at = doc.text.find("Three").unwrap() as u32;
    assert_eq!(&doc.source[doc.span(at, at + 5).range()], "Three");
    // Whoever has the text alone has the paragraphs.
    let bare = Document::read(word.text(), Format::Word);
    let blocks: Vec<&str> =
        bare.blocks.iter().map(|b| &bare.text[b.range.start as usize..b.range.end as usize]).collect();
    assert_eq!(blocks, ["One & 1", "T wo", "Three"]);
}

#[test]
fn changes_are_read_as_accepted() {
    let run = |t: &str| format!("<w:r><w:t xml:space=\"preserve\">{t}</w:t></w:r>");
    let xml = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>31,000</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}\
         <w:moveFrom w:id=\"3\">{}</w:moveFrom><w:moveTo w:id=\"4\">{}</w:moveTo></w:p>",
        run("About "),
        run("28,000"),
        run(" ships"),
        run(" away"),
        run(" here")
    );
    assert_eq!(word(&xml, &[]).text(), "About 28,000 ships here");
    // A deleted end joins two paragraphs; with nothing behind it, it does nothing.
    let open = "<w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>";
    assert_eq!(word(&format!("{open}{}", p(", two")), &[]).text(), "One, two");
    assert_eq!(word(open, &[]).text(), "One");
    let old = "<w:p><w:pPr><w:pPrChange w:id=\"6\"><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr>\
               <w:r><w:t>Body</w:t></w:r></w:p>";
    assert_eq!(Document::of_word(&word(old, &[])).blocks[0].scope, Scope::Body);
}

#[test]
fn what_a_reader_does_not_see_is_not_read() {
    let xml = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>\
               <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r>\
               <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
               <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> shown</w:t></w:r>\
               <m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>\
               <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>\
               <w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    assert_eq!(word(xml, &[]).text(), "12 shown!");
}

#[test]
fn signs_that_are_elements() {
    let xml = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>\
               <w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>\
               <w:hyperlink r:id=\"x\" xmlns:r=\"r\"><w:r><w:t>f</w:t></w:r></w:hyperlink></w:p>";
    let word = word(xml, &[]);
    assert_eq!(word.text(), "a\tb\u{2028}c\u{2011}def");
    assert_eq!(Document::of_word(&word).text, "a\tb\nc\u{2011}def");
}

#[test]
fn styles_say_what_a_paragraph_is() {
    let styled = |id: &str, t: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>")
    };
    let style = |id: &str, name: &str, more: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{more}</w:style>")
    };
    let styles = part(
        "styles",
        &[
            style("berschrift2", "heading 2", ""),
            style("House", "House head", "<w:basedOn w:val=\"berschrift2\"/>"),
            style("Deep", "Deep", "<w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr>"),
            style("Round", "Round", "<w:basedOn w:val=\"Round\"/>"),
            style("Zitat", "Quote", ""),
            style("Punkt", "Bullets", "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"),
        ]
        .concat(),
    );
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>i</w:t></w:r></w:p>";
    let all = ["berschrift2", "House", "Deep", "Round", "Zitat", "Punkt", "Title", "Heading3"];
    let xml: String = all.iter().map(|id| styled(id, "x")).chain([item.to_owned(), p("x")]).collect();
    let word = word(&xml, &[("word/styles.xml", &styles)]);
    let scopes: Vec<Scope> = Document::of_word(&word).blocks.iter().map(|b| b.scope).collect();
    let heading = Scope::Heading;
    assert_eq!(
        scopes,
        [
            heading(2),
            heading(2),
            heading(4),
            Scope::Body,
            Scope::Quote,
            Scope::Item,
            heading(1),
            heading(3),
            Scope::Item,
            Scope::Body
        ]
    );
}

#[test]
fn tables_have_rows_and_columns() {
    let cell = |t: &str, more: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", p(t));
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let xml = format!(
        "{}<w:tbl>{}{}</w:tbl>{}",
        p("before"),
        row(&[cell("head", wide), cell("c", "")]),
        row(&[cell("a", ""), cell("", ""), cell("5", "")]),
        p("after")
    );
    let word = word(&xml, &[]);
    assert_eq!(word.text(), "before\nhead\nc\na\n5\nafter");
    let doc = Document::of_word(&word);
    let at = |row, column| Scope::Cell { table: 0, row, column };
    let scopes: Vec<Scope> = doc.blocks.iter().map(|b| b.scope).collect();
    assert_eq!(scopes, [Scope::Body, at(0, 0), at(0, 2), at(1, 0), at(1, 2), Scope::Body]);
}

#[test]
fn tables_in_tables_and_tables_that_were_changed() {
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let inner = format!("<w:tbl>{}</w:tbl>", row(&format!("<w:tc>{}</w:tc><w:tc>{}</w:tc>", p("x"), p("y"))));
    let was = "<w:tcPr><w:gridSpan w:val=\"2\"/><w:tcPrChange w:id=\"1\"><w:tcPr><w:gridSpan w:val=\"7\"/></w:tcPr></w:tcPrChange></w:tcPr>";
    let gone = "<w:tr><w:trPr><w:del w:id=\"2\"/></w:trPr><w:tc><w:p><w:del w:id=\"3\"><w:r><w:delText>9</w:delText></w:r></w:del></w:p></w:tc></w:tr>";
    let noted = "<w:p><w:r><w:t>5</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = part(
        "footnotes",
        &format!(
            "<w:footnote w:id=\"2\"><w:tbl>{}</w:tbl></w:footnote>",
            row(&format!("<w:tc>{}</w:tc>", p("note")))
        ),
    );
    let xml = format!(
        "<w:tbl>{}{gone}{}</w:tbl>",
        row(&format!("<w:tc>{was}{}</w:tc><w:tc>{}</w:tc>", p("a"), p("b"))),
        row(&format!("<w:tc>{inner}{}</w:tc><w:tc>{noted}</w:tc>", p("c")))
    );
    let word = word(&xml, &[("word/footnotes.xml", &notes)]);
    assert_eq!(word.text(), "a\nb\nx\ny\nc\n5\nnote");
    let doc = Document::of_word(&word);
    let cell = |text: &str| {
        let at = doc.text.find(text).unwrap() as u32;
        doc.blocks.iter().find(|b| b.range.contains(&at)).unwrap().scope
    };
    let at = |table, row, column| Scope::Cell { table, row, column };
    assert_eq!((cell("a"), cell("b")), (at(0, 0, 0), at(0, 0, 2)));
    assert_eq!((cell("x"), cell("y")), (at(1, 0, 0), at(1, 0, 1)));
    assert_eq!((cell("c"), cell("5")), (at(0, 2, 0), at(0, 2, 1)));
    assert_eq!(cell("note"), at(2, 0, 0));
}

#[test]
fn what_was_moved_stands_where_it_is_now() {
    let moved = |what: &str, t: &str| format!("<w:{what} w:id=\"1\"><w:r><w:t>{t}</w:t></w:r></w:{what}>");
    let mark = |what: &str| format!("<w:pPr><w:rPr><w:{what} w:id=\"2\"/></w:rPr></w:pPr>");
    let xml = format!(
        "<w:moveFromRangeStart w:id=\"3\"/><w:p>{}{}</w:p><w:moveFromRangeEnd w:id=\"3\"/>{}<w:p>{}{}</w:p>",
        mark("moveFrom"),
        moved("moveFrom", "Hull had 9 boats."),
        p("Between."),
        mark("moveTo"),
        moved("moveTo", "Hull had 9 boats.")
    );
    assert_eq!(word(&xml, &[]).text(), "Between.\nHull had 9 boats.");
}

#[test]
fn notes_and_text_boxes_stand_behind_the_text() {
    let boxed = format!(
        "<w:p><w:r><w:t>out</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><a:graphic><wps:txbx><w:txbxContent>\
         {0}</w:txbxContent></wps:txbx></a:graphic></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>side</w:t></w:r></w:p>",
        p("in")
    );
    let noted = "<w:p><w:r><w:t>people</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
                 <w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del></w:p>";
    let note =
        |id: u8, kind: &str, t: &str| format!("<w:footnote w:id=\"{id}\" {kind}>{}</w:footnote>", p(t));
    let notes = part(
        "footnotes",
        &[note(0, "w:type=\"separator\"", "-"), note(2, "", "a note"), note(3, "", "gone")].concat(),
    );
    let word = word(&format!("{boxed}{noted}"), &[("word/footnotes.xml", &notes)]);
    assert_eq!(word.text(), "outside\nin\npeople\na note");
}

#[test]
fn raised_marks_go_and_powers_stay() {
    let raised =
        |t: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{t}</w:t></w:r>");
    let xml = format!(
        "<w:p><w:r><w:t>33,000</w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> on 50 km</w:t></w:r>{}</w:p>",
        raised("3"),
        raised("2")
    );
    assert_eq!(Document::of_word(&word(&xml, &[])).text, "33,000 on 50 km2");
}

#[test]
fn a_comment_speaks_to_the_checker() {
    let xml = "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:commentReference w:id=\"7\"/></w:r><w:r><w:commentReference w:id=\"8\"/></w:r></w:p>";
    let comment = |id: u8, t: &str| format!("<w:comment w:id=\"{id}\">{}</w:comment>", p(t));
    let comments = part(
        "comments",
        &[comment(7, "factlint: ignore[number-conflict] as said"), comment(8, "really?")].concat(),
    );
    let word = word(xml, &[("word/comments.xml", &comments)]);
    let doc = Document::of_word(&word);
    assert_eq!(doc.metadata.len(), 1);
    assert_eq!(
        (doc.metadata[0].value.as_str(), doc.metadata[0].span),
        ("ignore[number-conflict] as said", Span::new(1, 1))
    );
    assert_eq!(doc.text, "x");
}

#[test]
fn the_document_is_the_one_that_the_archive_names() {
    let rels = r#"<Relationships xmlns="r"><Relationship Id="1" Type="http://x/officeDocument" Target="/w/main.xml"/></Relationships>"#;
    let parts =
        [("_rels/.rels", rels), ("w/main.xml", &body(&p("here"))), ("word/document.xml", &body(&p("there")))];
    assert_eq!(Word::read(&archive(&parts), 1 << 20).unwrap().text(), "here");
}

/// What is said of a file that is none.
fn refused(bytes: &[u8], largest: u64) -> (ErrorKind, String) {
    let e = Word::read(bytes, largest).unwrap_err();
    assert!(e.help().is_some(), "{e}");
    (e.kind(), e.message().to_owned())
}

#[test]
fn broken_and_hostile_files_are_refused() {
    let of = |xml: &str| archive(&[("word/document.xml", xml)]);
    let says = |bytes: &[u8], what: &str| {
        let (kind, message) = refused(bytes, 1 << 20);
        assert!(kind == ErrorKind::Syntax && message.contains(what), "{message}");
    };
    says(b"", "no Word file, or a damaged one");
    says(b"just text", "no Word file, or a damaged one");
    says(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0], "of the old kind, or one with a password");
    says(&archive(&[("other.xml", "<x/>")]), "there is no document in it");
    says(&of("<w:document xmlns:w=\"w\"><w:p>"), "a damaged Word file");
    says(&of("<w:document xmlns:w=\"w\"></w:p></w:document>"), "a damaged Word file");
    let whole = of(&body(&p("text")));
    says(&whole[..whole.len() / 2], "damaged");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    says(&of(laughs), "a document type");
    says(&of(&body(&p("&unheard;"))), "unknown entity `unheard`");
    // 4 MB of spaces in 4 KB of archive.
    let bomb = of(&body(&p(&" ".repeat(4 << 20))));
    assert!(bomb.len() < 20_000);
    assert_eq!(refused(&bomb, 1 << 20).0, ErrorKind::TooLarge);
    let two = archive(&[
        ("word/document.xml", &body(&p(&"x".repeat(600)))),
        ("word/styles.xml", &part("styles", &" ".repeat(600))),
    ]);
    assert_eq!(refused(&two, 1500).0, ErrorKind::TooLarge);
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str| {
        let n = 20_000;
        word(&format!("{}{}{}", open.repeat(n), p("x"), close.repeat(n)), &[])
    };
    deep("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>");
    deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    assert_eq!(deep("<w:ins>", "</w:ins>").text(), "x");
}

#[test]
fn bytes_at_random_are_refused_or_read() {
    use proptest::prelude::*;
    let whole = archive(&[(
        "word/document.xml",
        &body(&format!("{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("5 ships"), p("x"))),
    )]);
    proptest!(|(at in 0..whole.len(), to in any::<u8>())| {
        let mut bytes = whole.clone();
        bytes[at] = to;
        if let Ok(word) = Word::read(&bytes, 1 << 20) {
            let _ = Document::of_word(&word);
        }
    });
}
