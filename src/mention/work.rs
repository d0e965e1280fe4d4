//! How much work reading takes, counted where the grammars look at a token: tests hold it against the length
//! of the text, which no clock can tell reliably. Costs nothing outside of tests.

#[cfg(test)]
thread_local! {
    static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts one look at a token.
#[inline]
pub(super) fn tick() {
    #[cfg(test)]
    LOOKS.with(|n| n.set(n.get() + 1));
}

#[cfg(test)]
mod tests {
    use super::LOOKS;
    use crate::mention::{Context, Input, extract};
    use crate::rules::Rules;
    use crate::text::token::tokenise;
    use crate::text::{Document, Format};

    /// How many looks at tokens reading `text` takes, and how many tokens it has.
    fn work(rules: &Rules, text: &str) -> (u64, u64) {
        let doc = Document::read(text, Format::Plain);
        let tokens = tokenise(&doc, &rules.lexicon);
        let context = Context::default();
        let input = Input { doc: &doc, text: &doc.text, tokens: &tokens, rules, context: &context };
        let before = LOOKS.with(std::cell::Cell::get);
        let found = extract(&input);
        assert!(found.len() <= tokens.all.len());
        (LOOKS.with(std::cell::Cell::get) - before, tokens.all.len() as u64)
    }

    #[test]
    fn work_grows_with_the_text_whatever_it_repeats() {
        let rules = Rules::english().unwrap();
        for unit in [
            "1,",
            "1, ",
            "1.",
            "1-",
            "1/",
            "1:",
            "1 ",
            "123,",
            "123 ",
            "12,34,",
            "5 to ",
            "the 5-",
            "5x",
            "$",
            "$5 ",
            "5% ",
            "3/4 ",
            "1e5",
            "5±",
            "one ",
            "one and ",
            "half ",
            "hundred ",
            "million ",
            "one million, ",
            "one million and ",
            "0.5 million and ",
            "one point ",
            "one third of ",
            "a couple of ",
            "minus ",
            "about ",
            "more than ",
            "between ",
            "from ",
            "per ",
            "5 per ",
            "5 km/",
            "the first of ",
            "the first day of ",
            "the first Monday of ",
            "2 days after ",
            "the day before ",
            "two years ",
            "next week ",
            "last ",
            "the ",
            "every ",
            "Monday ",
            "May ",
            "May 5, ",
            "in 1998 ",
            "1998-",
            "4:30 ",
            "year ",
            "quarter ",
            "'98 ",
            "the year ",
            "early ",
            "for ",
            "for two hours from ",
            "5 minutes past ",
            "(",
            "\"5\" ",
            "A.",
            "a",
            "Q3 ",
            "- ",
            "and ",
            "or ",
            "of ",
        ] {
            let (once, tokens) = work(&rules, &unit.repeat(1_000));
            let (twice, _) = work(&rules, &unit.repeat(2_000));
            assert!(
                twice <= once * 2 + once / 4 + 1_000,
                "{unit:?}: {once} looks, {twice} for twice the text"
            );
            assert!(once <= tokens * 2_000, "{unit:?}: {once} looks at {tokens} tokens");
        }
    }

    #[test]
    fn a_chain_without_end_ends() {
        let rules = Rules::english().unwrap();
        for unit in [
            "the first day of ",
            "2 days after ",
            "the second closest Monday to ",
            "one million, ",
            "0.5 million and ",
        ] {
            work(&rules, &unit.repeat(10_000));
        }
    }
}
