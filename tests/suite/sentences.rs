//! Sentences with the shipped words.

use factlint::rules::Rules;
use factlint::text::token::tokenise;
use factlint::text::{Document, Format};

/// The text has a "|" where its sentences must part.
fn check(rules: &Rules, marked: &str) {
    let text = marked.replace('|', "");
    let doc = Document::read(&text, Format::Plain);
    let tokens = tokenise(&doc, &rules.lexicon);
    let parts: Vec<&str> = tokens
        .sentences
        .iter()
        .map(|s| {
            &text[tokens.all[s.start as usize].start as usize..tokens.all[s.end as usize - 1].end as usize]
        })
        .collect();
    assert_eq!(parts, marked.split('|').map(str::trim).collect::<Vec<_>>());
}

#[test]
fn the_shipped_words_part_sentences_rightly() {
    let rules = Rules::english().unwrap();
    for marked in [
        "He joined the U.S. Army with Mr. Kim and Lt. Gen. Park. |They left on Jan. 5.",
        "Acme Inc. said it would pay. |Later, Acme Inc. Chairman J. K. Lee agreed.",
        "He said no. |No. 5 Downing was sold on Sat. 5 May; he sat. |Then he rose.",
        "It opened at 9 a.m. Eastern time in St. Louis, Mo. |However, nobody came.",
        "See p. 12, Fig. 3 and Vol. II of Roe v. Wade, etc. |We did, c. 1990.",
        "They moved to the U.K. |In 2016 they left. |By then it was over.",
        "It closed at 5 p.m. |The rest is known.",
        "Dr. No ran Plan B. |The plan failed.",
    ] {
        check(&rules, marked);
    }
}
