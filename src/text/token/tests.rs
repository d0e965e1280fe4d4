use super::super::document::Format;
use super::*;

#[test]
fn letters_digits_and_signs_part() {
    assert_eq!(
        words_of("22-year-old's $1.5m"),
        ["22", "-", "year", "-", "old", "'", "s", "$", "1", ".", "5", "m"]
    );
    assert_eq!(words_of("Malmö’s 1990s"), ["malmö", "'", "s", "1990", "s"]);
    assert_eq!(words_of("Éire xÉ 5€ e\u{301}t ²"), ["éire", "xé", "5", "€", "e\u{301}t", "²"]);
    assert_eq!(words_of(" \u{a0}\u{2009}"), Vec::<String>::new());
}

#[test]
fn capitals_and_spaces_are_seen() {
    let text = "The US, É ÉT Ét x\nA1";
    let seen: Vec<_> = cut(text)
        .iter()
        .map(|t| (t.text(text), t.capital(), t.all_capitals(), t.spaced(), t.starts_line()))
        .collect();
    assert_eq!(
        seen,
        [
            ("The", true, false, true, true),
            ("US", true, true, true, false),
            (",", false, false, false, false),
            ("É", true, false, true, false),
            ("ÉT", true, true, true, false),
            ("Ét", true, false, true, false),
            ("x", false, false, true, false),
            ("A", true, false, true, true),
            ("1", false, false, false, false),
        ]
    );
}

#[test]
fn words_of_every_length_end_where_they_end() {
    for length in 1..20 {
        for after in ["", " ", "@", "[", "`", "{", "0", "é", "\u{2019}", "\0"] {
            let text = format!("{}{after}xyzXYZ aA", "zAaZ".repeat(5).split_at(length).0);
            let wanted = text.find(|c: char| !c.is_alphabetic()).unwrap();
            assert_eq!(cut(&text)[0].end as usize, wanted, "{text}");
        }
    }
}

#[test]
fn chunks_are_bounded() {
    let text = "a,".repeat(10_000);
    let tokens = cut(&text);
    let around = chunk(&tokens, 5_000);
    assert!(around.contains(&5_000) && around.len() <= 2 * CHUNK + 1);
    assert_eq!(chunk(&tokens, 0).start, 0);
    assert_eq!(chunk(&tokens, 99_999), tokens.len()..tokens.len());
    assert_eq!(chunk(&[], 0), 0..0);
}

#[test]
fn sentences_and_blocks_of_tokens() {
    let doc = Document::read("<p>One. Two.<p>\u{ad}<p>Three.", Format::Html);
    let tokens = tokenise(&doc, &Wordless);
    let of = |i: u32| (tokens.sentence_of(i), tokens.block_of(i));
    assert_eq!((of(0), of(2), of(4), of(99)), ((0, 0), (1, 0), (2, 1), (2, 1)));
    assert_eq!(Tokens::default().sentence_of(0), 0);
    assert!(tokens.all[2].starts_sentence() && !tokens.all[1].starts_sentence());
}
