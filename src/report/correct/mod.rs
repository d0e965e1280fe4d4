//! Which corrections may be made without asking, and why the others may not.
//!
//! Enters: a checked file, the document, and which findings are wanted. Leaves: a [`Plan`]: for each of them an [`Edit`], or
//! a [`Refusal`] with its reason. "About 28,000 North Koreans" may become "About 34,000 North Koreans"; "'About 28,000', he said"
//! may not. The rules that look at the text as it stands are in `safety`, each a function; `review` looks at the
//! text as it would be.

use std::fmt;

use rustc_hash::FxHashMap;

use super::{Checked, Finding, codes};
use crate::resolve::Value;
use crate::span::Span;
use crate::text::Document;
use crate::verdict::Verdict;

mod figures;
mod quotation;
mod review;
mod safety;

use figures::{Figure, Stated};
use safety::RULES;

/// A replacement in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced: bytes of the source, half-open.
    pub span: Span,
    /// What stands there afterwards.
    pub new: String,
}

/// Why a finding is not corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no single text that could stand there.
    NoSuggestion,
    /// The draft disagrees with itself: which place is wrong is for a person to say.
    Itself,
    /// The facts that it was held against differ.
    SeveralFacts,
    /// It stands inside quotation marks, or in a block that is quoted.
    Quotation,
    /// It is somebody else's figure, and the fact is not theirs.
    Attributed,
    /// A comment on its line speaks to the checker.
    Remark,
    /// Markup stands inside it.
    Markup,
    /// Its line holds what acts on a terminal or a CI host.
    Control,
    /// The words around it would not fit: "1 boat", "an 18-year-old".
    Grammar,
    /// Another finding ties it to other places of the text.
    Tied,
    /// It is one value of a change: "rose 5 % from 20 to 21".
    Change,
    /// Other figures add up with it, or are its share.
    Figures,
    /// The same figure stands elsewhere, and is not corrected with it.
    Repeated,
    /// The title or the description says it, too.
    Title,
    /// Something else in the text would be read, or judged, otherwise.
    Others,
    /// It would still not agree.
    Still,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuggestion => "no single correction",
            Self::Itself => "the draft disagrees with itself",
            Self::SeveralFacts => "the facts differ",
            Self::Quotation => "inside a quotation",
            Self::Attributed => "somebody else's figure",
            Self::Remark => "its line has a comment to factlint",
            Self::Markup => "markup stands inside it",
            Self::Control => "its line holds what acts on a terminal or a CI host",
            Self::Grammar => "the words around it would not fit",
            Self::Tied => "another finding ties it to other figures",
            Self::Change => "part of a change",
            Self::Figures => "other figures depend on it",
            Self::Repeated => "the same figure stands elsewhere",
            Self::Title => "the title or description says it, too",
            Self::Others => "other claims would be judged otherwise",
            Self::Still => "it would still not agree",
        })
    }
}

/// What becomes of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The finding's number in the file.
    pub finding: usize,
    /// The correction, or why there is none.
    pub outcome: Result<Edit, Refusal>,
}

/// The corrections of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One for each finding that was wanted, in the order of the text.
    pub decisions: Vec<Decision>,
}

/// What the rules look at.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The file with all its claims.
    pub file: &'a Checked,
    /// The file as it was read.
    pub doc: &'a Document<'a>,
}

impl Plan {
    /// Decides on the findings of `file` that are `wanted`; conflicts only.
    #[must_use]
    pub fn new(file: &Checked, doc: &Document<'_>, wanted: impl Fn(&Finding) -> bool) -> Self {
        let scene = Scene { file, doc };
        let conflicts = |f: &Finding| f.verdict == Verdict::Conflicting && f.ignored.is_none() && wanted(f);
        let numbers = (0..file.findings.len()).filter(|&i| conflicts(&file.findings[i]));
        let decisions = numbers.map(|i| Decision { finding: i, outcome: decide(&scene, &file.findings[i]) });
        let mut plan = Self { decisions: decisions.collect() };
        plan.part_overlapping();
        plan.refuse_repeated(file);
        plan
    }

    /// The corrections, in the order of the text; no two overlap.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.decisions.iter().filter_map(|d| d.outcome.as_ref().ok())
    }

    /// The text with the corrections made.
    #[must_use]
    pub fn apply(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + 16);
        let mut done = 0;
        for e in self.edits() {
            out.push_str(&source[done..e.span.start as usize]);
            out.push_str(&e.new);
            done = e.span.end as usize;
        }
        out.push_str(&source[done..]);
        out
    }

    /// Two corrections of one place are none.
    fn part_overlapping(&mut self) {
        for i in 1..self.decisions.len() {
            let (before, after) = self.decisions.split_at_mut(i);
            let Ok(edit) = &after[0].outcome else { continue };
            let clash = before
                .iter_mut()
                .rev()
                .find(|d| d.outcome.as_ref().is_ok_and(|e| e.span.overlaps(edit.span)));
            if let Some(other) = clash {
                other.outcome = Err(Refusal::SeveralFacts);
                after[0].outcome = Err(Refusal::SeveralFacts);
            }
        }
    }

    /// Refuses what is said again elsewhere in `file` and is not corrected alike there. To be asked again when a correction was
    /// taken back.
    pub fn refuse_repeated(&mut self, file: &Checked) {
        let figures: Vec<Figure<'_>> = file.findings.iter().map(Figure::of).collect();
        loop {
            let refused = self.standing_alone(file, &figures);
            for &n in &refused {
                self.decisions[n].outcome = Err(Refusal::Repeated);
            }
            if refused.is_empty() {
                return;
            }
        }
    }

    /// The decisions that correct a figure which another place gives, too, and is not to give alike.
    fn standing_alone(&self, file: &Checked, figures: &[Figure<'_>]) -> Vec<usize> {
        let mut new: Vec<Option<&str>> = vec![None; figures.len()];
        for d in &self.decisions {
            new[d.finding] = d.outcome.as_ref().ok().map(|e| e.new.as_str());
        }
        // The places of each figure and what they become; those of one value together.
        let mut places: FxHashMap<&Figure<'_>, FxHashMap<Option<&str>, Vec<Span>>> = FxHashMap::default();
        let mut alike: FxHashMap<&Stated<'_>, Vec<&Figure<'_>>> = FxHashMap::default();
        for (i, figure) in figures.iter().enumerate() {
            let known = places.entry(figure).or_insert_with(|| {
                alike.entry(&figure.value).or_default().push(figure);
                FxHashMap::default()
            });
            known.entry(new[i]).or_default().push(file.findings[i].reading.extent.span);
        }
        let alone = |d: &Decision| {
            let Ok(edit) = &d.outcome else { return false };
            let (here, figure) = (file.findings[d.finding].reading.extent.span, &figures[d.finding]);
            let same = alike[&figure.value].iter().filter(|f| figure.is_same(f));
            let others = same.flat_map(|f| &places[*f]).filter(|(new, _)| **new != Some(edit.new.as_str()));
            others.flat_map(|(_, spans)| spans).any(|span| *span != here)
        };
        (0..self.decisions.len()).filter(|&n| alone(&self.decisions[n])).collect()
    }
}

/// The correction of a finding that stands for itself, or why there is none.
fn decide(scene: &Scene<'_>, f: &Finding) -> Result<Edit, Refusal> {
    if is_slip(f) {
        return Err(Refusal::Itself);
    }
    let edit = edit(scene.file, f)?;
    RULES.iter().find_map(|rule| rule(scene, f, &edit)).map_or(Ok(edit), Err)
}

/// Whether the draft is held against itself here.
fn is_slip(f: &Finding) -> bool {
    f.verdict == Verdict::Conflicting && f.relation.is_none() && codes::of_the_draft(f.code)
}

/// The part of the mention that changes, where it stands in the source as a reader sees it.
fn edit(file: &Checked, f: &Finding) -> Result<Edit, Refusal> {
    let new = f.suggestion.as_deref().filter(|s| *s != f.text).ok_or(Refusal::NoSuggestion)?;
    let at = f.reading.extent.span;
    let source = file.source.get(at.range()).ok_or(Refusal::Markup)?;
    if source == f.text {
        return Ok(Edit { span: at, new: new.to_owned() });
    }
    // "28\nmillion" is read as "28 million": what stays stays as it lies there.
    let gap = |s: &str| s.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i).collect::<Vec<_>>();
    let head = gap(&f.text).into_iter().find(|&i| {
        f.text[i..].len() <= new.len() && new.ends_with(&f.text[i..]) && source.starts_with(&f.text[..i])
    });
    match head {
        Some(i) => {
            let start = at.start;
            let end = start + u32::try_from(i).map_err(|_| Refusal::Markup)?;
            let kept = f.text.len() - i;
            Ok(Edit { span: Span::new(start, end), new: new[..new.len() - kept].to_owned() })
        }
        None => Err(Refusal::Markup),
    }
}

/// Whether it is a number of its own, with the value stated.
fn stated(f: &Finding) -> Option<(&crate::value::Quantity, crate::value::Decimal)> {
    match &f.reading.value {
        Value::Quantity(q) => Some((q, *q.stated.as_point()?)),
        Value::Time(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, CONFLICTING, CONSISTENT};
    use super::*;
    use crate::text::Format;

    /// What `a.md` becomes, and why what is left is left.
    fn corrected(source: &str, marks: &[(&str, Verdict, Option<&str>)]) -> (String, Vec<String>) {
        let file = sample::read(source, Format::Markdown, marks);
        let plan = Plan::new(&file, &Document::read(source, Format::Markdown), |_| true);
        let refused = plan.decisions.iter().filter_map(|d| d.outcome.as_ref().err()).map(ToString::to_string);
        (plan.apply(source), refused.collect())
    }

    #[test]
    fn what_is_safe_is_replaced_and_nothing_else() {
        let (text, left) = corrected("About 28,000 came.\r\n", &[("28,000", CONFLICTING, Some("34,000"))]);
        assert_eq!((text.as_str(), left.len()), ("About 34,000 came.\r\n", 0));
        let (text, left) = corrected("About 28,000 came.", &[("28,000", CONSISTENT, Some("34,000"))]);
        assert_eq!((text.as_str(), left.len()), ("About 28,000 came.", 0));
        let (_, left) = corrected("About 28,000 came.", &[("28,000", CONFLICTING, None)]);
        assert_eq!(left, ["no single correction"]);
    }

    #[test]
    fn all_of_one_figure_or_none() {
        let twice = "About 28,000 came. The 28,000 stayed.";
        let both = [("28,000", CONFLICTING, Some("34,000")); 2];
        assert_eq!(corrected(twice, &both).0, twice.replace("28,000", "34,000"));
        let one = [both[0], ("28,000", CONSISTENT, None)];
        assert_eq!(
            corrected(twice, &one),
            (twice.to_owned(), vec!["the same figure stands elsewhere".to_owned()])
        );
        let quoted = "About 28,000 came. \"The 28,000 stayed,\" he said.";
        let (text, left) = corrected(quoted, &both);
        assert_eq!(text, quoted);
        assert_eq!(left, ["the same figure stands elsewhere", "inside a quotation"]);
    }

    #[test]
    fn a_line_end_inside_a_mention_stays() {
        let mark = |text: &'static str, new| [(text, CONFLICTING, Some(new))];
        let mut file = sample::file("a.md", "over 28\nmillion came", &mark("28\nmillion", "34 million"));
        file.findings[0].text = "28 million".to_owned();
        let edited = edit(&file, &file.findings[0]).unwrap();
        assert_eq!((edited.span, edited.new.as_str()), (Span::new(5, 7), "34"));
        let mut file = sample::file("a.md", "over **28**,000 came", &mark("28**,000", "34,000"));
        file.findings[0].text = "28,000".to_owned();
        assert_eq!(edit(&file, &file.findings[0]), Err(Refusal::Markup));
    }
}
