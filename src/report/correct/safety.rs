//! The rules: each looks at one finding as it stands and names what speaks against correcting it.

use super::{Edit, Refusal, Scene, figures, is_slip, quotation, stated};
use crate::report::{Finding, clean};
use crate::text::{Block, Format, Scope};

/// A rule of safety: what speaks against a correction, if anything.
pub(super) type Rule = fn(&Scene<'_>, &Finding, &Edit) -> Option<Refusal>;

/// Every rule, in the order in which reasons are given.
pub(super) const RULES: &[Rule] =
    &[quoted, remarked, controls, facts_differ, attributed, changes, tied, depended_on, titled, fits];

/// The block that a finding stands in.
fn block<'a>(scene: &'a Scene<'_>, f: &Finding) -> Option<&'a Block> {
    let at = f.reading.extent.text.start;
    let i = scene.doc.blocks.partition_point(|b| b.range.end <= at);
    scene.doc.blocks.get(i).filter(|b| b.range.contains(&at))
}

/// Inside quotation marks of any style, a quoted block, or HTML's own elements for it.
fn quoted(scene: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let at = f.reading.extent.text.start as usize;
    let source = &scene.file.source;
    let start = f.reading.extent.span.start as usize;
    let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let marked = source[line_start..start].trim_start().starts_with('>');
    let within = block(scene, f).is_some_and(|b| {
        let range = b.range.start as usize..b.range.end as usize;
        b.scope == Scope::Quote
            || scene.doc.text.get(range.clone()).is_some_and(|t| {
                let at = at.saturating_sub(range.start);
                t.is_char_boundary(at) && quotation::holds(t, at)
            })
    });
    let elements = scene.doc.format != Format::Plain
        && ["q", "blockquote", "cite"].iter().any(|e| open(source, start, e));
    (f.quoted || marked || within || elements).then_some(Refusal::Quotation)
}

/// Whether more elements of this name begin than end before byte `at`.
fn open(source: &str, at: usize, name: &str) -> bool {
    let before = source.as_bytes()[..at].split(|&b| b == b'<').skip(1);
    let mut depth = 0_u32;
    for tag in before {
        let (closing, tag) = tag.strip_prefix(b"/").map_or((false, tag), |t| (true, t));
        let named = tag.len() > name.len()
            && tag[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && !tag[name.len()].is_ascii_alphanumeric();
        match (named, closing) {
            (false, _) => {}
            (true, true) => depth = depth.saturating_sub(1),
            (true, false) => depth += 1,
        }
    }
    depth > 0
}

/// On a line that speaks to the checker.
fn remarked(scene: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let span = f.reading.extent.span.range();
    let lines = lines_of(&scene.file.source, span);
    let said = scene.doc.metadata.iter().any(|m| {
        m.origin == "comment"
            && m.span.start < u32::try_from(lines.end).unwrap_or(u32::MAX)
            && m.span.end as usize > lines.start
    });
    said.then_some(Refusal::Remark)
}

/// The whole lines that `span` touches.
fn lines_of(source: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = source[..span.start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = source[span.end..].find(['\n', '\r']).map_or(source.len(), |i| span.end + i);
    start..end
}

/// On a line that acts on a terminal, where nobody could look at the change.
fn controls(scene: &Scene<'_>, f: &Finding, edit: &Edit) -> Option<Refusal> {
    let lines = lines_of(&scene.file.source, f.reading.extent.span.range());
    let inert =
        scene.file.source[lines].split(['\n', '\r']).all(clean::is_inert) && clean::is_inert(&edit.new);
    (!inert).then_some(Refusal::Control)
}

/// Held against facts that do not say the same.
fn facts_differ(_: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let mut values = f.evidence.iter().map(|e| &e.value);
    let first = values.next()?;
    values.any(|v| v != first).then_some(Refusal::SeveralFacts)
}

/// Said by somebody whose figure the fact is not: "28,000, according to Liberty" is what Liberty says.
fn attributed(_: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let who = f.attribution.as_deref()?.to_lowercase();
    let words = |s: &str| -> Vec<String> {
        let all = s.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3);
        all.map(str::to_lowercase).collect()
    };
    let source = f.evidence.first().and_then(|e| e.source.as_ref());
    let own = source.into_iter().flat_map(|s| [s.publisher.as_deref(), s.title.as_deref()]).flatten();
    let own: Vec<String> = own.flat_map(words).collect();
    (!words(&who).iter().any(|w| own.contains(w))).then_some(Refusal::Attributed)
}

/// One value of a change: the others were worked out from it.
fn changes(_: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let note = f.change.as_ref()?;
    let known = [note.by.is_some(), note.times.is_some(), note.old.is_some(), note.new.is_some()];
    (known.into_iter().filter(|k| *k).count() > 1).then_some(Refusal::Change)
}

/// Part of what the draft gets wrong by itself.
fn tied(scene: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let here = f.reading.extent.span;
    let slips = scene.file.findings.iter().filter(|s| is_slip(s));
    let touches = |s: &Finding| {
        s.reading.extent.span.overlaps(here) || s.evidence.iter().any(|e| e.span.overlaps(here))
    };
    slips.into_iter().any(touches).then_some(Refusal::Tied)
}

/// A sum, a part or a share of what stands beside it: in its paragraph, its row or its column.
fn depended_on(scene: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    let here = block(scene, f)?;
    let beside = |b: &Block| match (here.scope, b.scope) {
        (Scope::Cell { table, row, .. }, Scope::Cell { table: t, row: r, .. }) if table == t && row == r => {
            true
        }
        (Scope::Cell { table, column, .. }, Scope::Cell { table: t, column: c, .. }) => {
            table == t && column == c
        }
        // The items of a list may be the parts of what stands before it.
        (Scope::Item, Scope::Item) => true,
        _ => b.range == here.range,
    };
    let near = |row: bool| -> Vec<&Finding> {
        let in_line = |b: &Block| match (here.scope, b.scope) {
            (Scope::Cell { row: x, .. }, Scope::Cell { row: y, .. }) => beside(b) && (x == y) == row,
            _ => beside(b) && row,
        };
        let others = scene.file.findings.iter().filter(|g| {
            g.reading.extent.span == f.reading.extent.span || block(scene, g).is_some_and(in_line)
        });
        others.collect()
    };
    [near(true), near(false)].iter().any(|group| figures::depends(f, group)).then_some(Refusal::Figures)
}

/// Said in the title or the description, too, where it is no claim of its own.
fn titled(scene: &Scene<'_>, f: &Finding, _: &Edit) -> Option<Refusal> {
    const KEYS: [&str; 8] =
        ["title", "headline", "description", "summary", "subtitle", "abstract", "excerpt", "standfirst"];
    let digits = f.text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 2 {
        return None;
    }
    let number = f.text.trim_matches(|c: char| !c.is_ascii_digit());
    let bounded = |value: &str| {
        value.match_indices(number).any(|(at, _)| {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            !digit(value[..at].chars().next_back()) && !digit(value[at + number.len()..].chars().next())
        })
    };
    let said = scene.doc.metadata.iter().any(|m| {
        let key = m.key.to_ascii_lowercase();
        m.origin != "comment" && KEYS.iter().any(|k| key.contains(k)) && bounded(&m.value)
    });
    said.then_some(Refusal::Title)
}

/// Beside words that agree with it: "1 boat", "an 18-year-old".
fn fits(scene: &Scene<'_>, f: &Finding, edit: &Edit) -> Option<Refusal> {
    let before = scene.doc.text.get(..f.reading.extent.text.start as usize)?;
    let article = before.split_whitespace().next_back().filter(|_| before.ends_with(char::is_whitespace));
    let sounds = |s: &str| {
        let s = s.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let digits = s.bytes().take_while(u8::is_ascii_digit).count();
        s.starts_with("eight")
            || s.starts_with("eleven")
            || (s.starts_with('8') && digits != 0)
            || (digits == 2 && (s.starts_with("11") || s.starts_with("18")))
    };
    let article = matches!(article, Some("a" | "an" | "A" | "An")) && sounds(&f.text) != sounds(&edit.new);
    let one = |s: &str| matches!(s.trim().to_lowercase().as_str(), "1" | "one");
    let number = stated(f).is_some() && one(&f.text) != one(&edit.new);
    (article || number).then_some(Refusal::Grammar)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{self, CONFLICTING};
    use super::*;
    use crate::report::Checked;
    use crate::text::Document;

    /// What a rule says of the first mark in `source`; further marks are figures beside it.
    fn says(
        rule: Rule,
        source: &str,
        format: Format,
        marks: &[&str],
        then: impl Fn(&mut Checked),
    ) -> Option<Refusal> {
        let marks: Vec<_> = marks.iter().map(|m| (*m, CONFLICTING, Some("34,000"))).collect();
        let mut file = sample::read(source, format, &marks);
        let doc = Document::read(source, format);
        then(&mut file);
        let edit = Edit {
            span: file.findings[0].reading.extent.span,
            new: file.findings[0].suggestion.clone().unwrap(),
        };
        rule(&Scene { file: &file, doc: &doc }, &file.findings[0], &edit)
    }

    fn plainly(rule: Rule, source: &str, marks: &[&str]) -> Option<Refusal> {
        says(rule, source, Format::Markdown, marks, |_| {})
    }

    #[test]
    fn a_quotation_is_left_alone() {
        for source in [
            "\"About 28,000 came.\"",
            "> About 28,000 came.",
            "> - About\n> 28,000 came.",
            "<blockquote>\n\n28,000\n\n</blockquote>\n",
        ] {
            assert_eq!(plainly(quoted, source, &["28,000"]), Some(Refusal::Quotation), "{source}");
        }
        for source in [
            "<p>As <q>about 28,000</q> came</p>",
            "<blockquote class=a><p>28,000</p></blockquote>",
            "<p>&ldquo;28,000&rdquo;</p>",
        ] {
            assert_eq!(
                says(quoted, source, Format::Html, &["28,000"], |_| {}),
                Some(Refusal::Quotation),
                "{source}"
            );
        }
        assert_eq!(
            says(quoted, "> 28,000 came", Format::Plain, &["28,000"], |_| {}),
            Some(Refusal::Quotation)
        );
        for source in ["\"They came,\" he said: 28,000.", "> Quoted.\n\nAbout 28,000 came."] {
            assert_eq!(plainly(quoted, source, &["28,000"]), None, "{source}");
        }
        assert_eq!(says(quoted, "<p><q>They</q> were 28,000</p>", Format::Html, &["28,000"], |_| {}), None);
    }

    #[test]
    fn a_line_with_a_comment_is_left_alone() {
        let said = "About 28,000 came. <!-- factlint: ignore[date-conflict] as said -->\n";
        assert_eq!(plainly(remarked, said, &["28,000"]), Some(Refusal::Remark));
        assert_eq!(
            plainly(remarked, "About 28,000 came.\n\nNo. <!-- factlint: ignore x -->\n", &["28,000"]),
            None
        );
        assert_eq!(plainly(remarked, "About 28,000 came. <!-- a comment -->\n", &["28,000"]), None);
    }

    #[test]
    fn a_line_that_acts_is_left_alone() {
        assert_eq!(plainly(controls, "\u{202e}28,000 came.\n", &["28,000"]), Some(Refusal::Control));
        assert_eq!(plainly(controls, "\u{202e}\n28,000\tcame.\n", &["28,000"]), None);
    }

    #[test]
    fn facts_that_differ_give_no_single_correction() {
        let two = |value: &'static str| {
            move |file: &mut Checked| {
                let mut other = file.findings[0].evidence[0].clone();
                other.value = value.to_owned();
                file.findings[0].evidence.push(other);
            }
        };
        let source = "About 28,000 came.";
        assert_eq!(
            says(facts_differ, source, Format::Plain, &["28,000"], two("33,000")),
            Some(Refusal::SeveralFacts)
        );
        assert_eq!(says(facts_differ, source, Format::Plain, &["28,000"], two("34,314")), None);
    }

    #[test]
    fn a_figure_of_somebody_else_is_theirs() {
        let by =
            |who: &'static str| move |file: &mut Checked| file.findings[0].attribution = Some(who.to_owned());
        let source = "About 28,000 came.";
        assert_eq!(
            says(attributed, source, Format::Plain, &["28,000"], by("Liberty")),
            Some(Refusal::Attributed)
        );
        assert_eq!(
            says(attributed, source, Format::Plain, &["28,000"], by("the unification ministry")),
            None
        );
        assert_eq!(plainly(attributed, source, &["28,000"]), None);
    }

    #[test]
    fn a_value_of_a_change_was_worked_out_with_the_others() {
        use crate::report::change::{Amount, ChangeNote};
        use crate::value::{Decimal, Interval, Part};
        let amount = || Some(Amount::Number(Interval::point(Decimal::ONE), None));
        let change = |old: Option<Amount>| {
            move |file: &mut Checked| {
                file.findings[0].change = Some(ChangeNote {
                    part: Part::New,
                    direction: None,
                    by: None,
                    times: None,
                    old: old.clone(),
                    new: amount(),
                    since: None,
                    at: None,
                    rule: String::new(),
                });
            }
        };
        let source = "It rose to 28,000.";
        assert_eq!(
            says(changes, source, Format::Plain, &["28,000"], change(amount())),
            Some(Refusal::Change)
        );
        assert_eq!(says(changes, source, Format::Plain, &["28,000"], change(None)), None);
    }

    #[test]
    fn what_a_slip_ties_together_stays() {
        let slip = |file: &mut Checked| {
            let mut slip = file.findings[1].clone();
            slip.code = "sum-mismatch";
            slip.relation = None;
            slip.evidence[0].span = file.findings[0].reading.extent.span;
            file.findings[1] = slip;
        };
        let source = "28,000 came, 5,000 stayed";
        let marks = ["28,000", "5,000"];
        assert_eq!(says(tied, source, Format::Plain, &marks, slip), Some(Refusal::Tied));
        assert_eq!(plainly(tied, source, &marks), None);
    }

    #[test]
    fn a_sum_and_its_parts_stay() {
        let sum = "Some 12 died: 5 women, 4 men, 3 children.";
        assert_eq!(plainly(depended_on, sum, &["12", "5", "4", "3"]), Some(Refusal::Figures));
        let apart = "Some 12 died.\n\nOf 5 women, 4 men, 3 children nothing is known.";
        assert_eq!(plainly(depended_on, apart, &["12", "5", "4", "3"]), None);
        let table = "| a | b |\n|---|---|\n| 12 | 7 |\n| 5 | 9 |\n| 17 | 16 |\n";
        assert_eq!(plainly(depended_on, table, &["12", "7", "5", "9", "17", "16"]), Some(Refusal::Figures));
        let table = "| a | b |\n|---|---|\n| 12 | 7 |\n| 6 | 9 |\n| 17 | 16 |\n";
        assert_eq!(plainly(depended_on, table, &["12", "7", "6", "9", "17", "16"]), None);
    }

    #[test]
    fn a_title_that_says_it_too_must_change_with_it() {
        let titled_so = "---\ntitle: The 28,000 who came\n---\nAbout 28,000 came.";
        let mark = |source: &str| {
            let at = source.rfind("28,000").unwrap();
            let mut file = sample::file("a.md", source, &[("28,000", CONFLICTING, Some("34,000"))]);
            file.findings[0].reading.extent.span = (at..at + 6).into();
            let edit = Edit { span: file.findings[0].reading.extent.span, new: "34,000".to_owned() };
            let doc = Document::read(source, Format::Markdown);
            titled(&Scene { file: &file, doc: &doc }, &file.findings[0], &edit)
        };
        assert_eq!(mark(titled_so), Some(Refusal::Title));
        assert_eq!(mark("---\ntitle: The 128,000 who came\n---\nAbout 28,000 came."), None);
        assert_eq!(mark("---\nslug: 28,000\n---\nAbout 28,000 came."), None);
    }

    #[test]
    fn words_that_agree_with_the_number_stay_right() {
        let to =
            |new: &'static str| move |file: &mut Checked| file.findings[0].suggestion = Some(new.to_owned());
        let case = |source: &str, mark: &str, new| says(fits, source, Format::Plain, &[mark], to(new));
        assert_eq!(case("Just 1 boat sank", "1", "3"), Some(Refusal::Grammar));
        assert_eq!(case("Just 3 boats sank", "3", "1"), Some(Refusal::Grammar));
        assert_eq!(case("A 19 -year-old", "19", "18"), Some(Refusal::Grammar));
        assert_eq!(case("An 80 % share", "80", "11"), None);
        assert_eq!(case("Just 3 boats sank", "3", "4"), None);
        assert_eq!(case("A 19 -year-old", "19", "22"), None);
    }
}
