//! A fact box as derivations read it: its lines, their entries, the stretches of time they name.

use crate::kb::{Base, Edtf, EntityId, Fact, FactId, FactValue, Grade, PropertyId};
use crate::link::Input;
use crate::rules::aspect::AspectId;
use crate::value::{Bound, DateTime, Interval, Quantity, Timex};

/// The facts of one entity that were written as a box or as the dates of a life.
pub(super) struct Sheet<'b> {
    pub(super) entity: EntityId,
    pub(super) lines: Vec<Line<'b>>,
    /// What the box takes for the present, from "(age 46)", "(52 years ago)" and its latest date.
    pub(super) now: Interval<DateTime>,
}

/// A line: a name and its entries.
pub(super) struct Line<'b> {
    pub(super) property: PropertyId,
    pub(super) key: &'b str,
    pub(super) aspects: Vec<AspectId>,
    /// The year of its dates that name none: that of "2018 date = May 20", or of the thing's own name.
    year: Option<i16>,
    pub(super) entries: Vec<Entry<'b>>,
}

/// One of the texts that a line lists: "Linda Claridge (m. 1983; div. 2009)".
pub(super) struct Entry<'b> {
    pub(super) text: &'b str,
    pub(super) facts: Vec<Fact<'b>>,
}

/// A stretch of time: a day, or from one to another.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) start: Interval<DateTime>,
    /// `None`: it goes on.
    pub(super) end: Option<Interval<DateTime>>,
    /// Whether it runs from one date to another.
    pub(super) period: bool,
    /// Its days are those of some year that nothing tells.
    pub(super) yearless: bool,
    pub(super) facts: Vec<FactId>,
    pub(super) written: String,
    /// The number of its entry.
    pub(super) entry: usize,
}

/// What has more facts is a table, and its facts are observations.
const MOST_FACTS: usize = 600;

impl<'b> Sheet<'b> {
    /// The box of `entity`; `None` where it has none.
    pub(super) fn new(input: &Input<'b>, entity: EntityId) -> Option<Self> {
        let base: &'b Base = input.base;
        let all = base.facts_about(entity);
        if all.is_empty() || all.len() > MOST_FACTS {
            return None;
        }
        let mut facts: Vec<Fact<'b>> = all
            .iter()
            .map(|&f| base.fact(f))
            .filter(|f| matches!(f.grade(), Grade::Box | Grade::Life) && f.usable())
            .collect();
        // Dates of a life alone are no box: ages and occasions are told by `lifetime` and `dating`.
        if !facts.iter().any(|f| f.grade() == Grade::Box) {
            return None;
        }
        facts.sort_by_key(Fact::id);
        let named = year_in(&base.entity(entity).name);
        let mut lines: Vec<Line<'b>> = Vec::new();
        for fact in facts {
            let Some(property) = fact.property() else { continue };
            let key: &'b str = &base.property(property).name;
            let same = |l: &Line<'b>| l.property == property || l.key.eq_ignore_ascii_case(key);
            let at = lines.iter().position(same).unwrap_or_else(|| {
                let aspects = input.rules.aspects.of_key(key).to_vec();
                lines.push(Line {
                    property,
                    key,
                    aspects,
                    year: year_in(key).or(named),
                    entries: Vec::new(),
                });
                lines.len() - 1
            });
            let text = fact.statement().unwrap_or("");
            let entries = &mut lines[at].entries;
            match entries.last_mut() {
                // One text may state several values.
                Some(e) if e.text == text => e.facts.push(fact),
                _ => entries.push(Entry { text, facts: vec![fact] }),
            }
        }
        if lines.is_empty() {
            return None;
        }
        let mut sheet =
            Self { entity, lines, now: Interval { low: Bound::Unbounded, high: Bound::Unbounded } };
        sheet.now = match input.context.date {
            Some(now) => Interval::point(now),
            None => sheet.present(),
        };
        Some(sheet)
    }

    /// The lines that tell of the aspect of this id.
    pub(super) fn of(&self, input: &Input<'_>, id: &str) -> Option<usize> {
        self.lines.iter().position(|l| l.aspects.iter().any(|&a| input.rules.aspects.id(a) == id))
    }

    /// What the box itself shows to be the present.
    fn present(&self) -> Interval<DateTime> {
        let mut latest: Option<DateTime> = None;
        let mut windows: Vec<Interval<DateTime>> = Vec::new();
        for line in &self.lines {
            for (at, entry) in line.entries.iter().enumerate() {
                let stretches = entry.stretches(at, None);
                for s in &stretches {
                    let ends = [s.start.low.value(), s.end.as_ref().and_then(|e| e.low.value())];
                    latest = ends.into_iter().flatten().copied().chain(latest).max();
                }
                let Some(first) = stretches.first() else { continue };
                for years in counted_years(entry.text) {
                    let after = |t: &DateTime, n: i16| t.checked_add(jiff::Span::new().years(n)).ok();
                    let low = first.start.low.value().and_then(|t| after(t, years));
                    let high = first.start.high.value().and_then(|t| after(t, years + 1));
                    if let (Some(a), Some(b)) = (low, high) {
                        windows.push(Interval::half_open(a, b));
                    }
                }
            }
        }
        let open = Interval { low: latest.map_or(Bound::Unbounded, Bound::Closed), high: Bound::Unbounded };
        // Lines may have been written in different years: all of them hold within the widest window.
        let Some(first) = windows.first().copied() else { return open };
        let hull = windows.iter().skip(1).fold(first, |a, b| match a.intersection(b) {
            Some(both) => both,
            None => Interval {
                low: if a.low.value() < b.low.value() { a.low } else { b.low },
                high: if a.high.value() > b.high.value() { a.high } else { b.high },
            },
        });
        hull.intersection(&open).unwrap_or(hull)
    }
}

/// The years in "(age 46)" and "52 years ago".
fn counted_years(text: &str) -> Vec<i16> {
    let mut out = Vec::new();
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '\u{a0}')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    for (i, word) in words.iter().enumerate() {
        let Ok(n) = word.parse::<i16>() else { continue };
        let before = i.checked_sub(1).map_or("", |j| words[j]);
        let ago = words.get(i + 1) == Some(&"years") && words.get(i + 2) == Some(&"ago");
        if (before.eq_ignore_ascii_case("age") || ago) && (0..5000).contains(&n) {
            out.push(n);
        }
    }
    out
}

impl<'b> Line<'b> {
    /// The stretches of time that its entries name.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let mut all = self.any_stretches();
        all.retain(|s| !s.yearless);
        all
    }

    /// Those, and the days and months whose year nothing tells.
    pub(super) fn any_stretches(&self) -> Vec<Stretch> {
        self.entries.iter().enumerate().flat_map(|(at, e)| e.stretches(at, self.year)).collect()
    }

    /// The numbers of its entries, each with its fact.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (usize, Fact<'b>, &'b Quantity)> + '_ {
        self.entries
            .iter()
            .enumerate()
            .flat_map(|(at, e)| e.facts.iter().filter_map(move |f| Some((at, *f, f.quantity()?))))
    }
}

impl Entry<'_> {
    /// Whether its text counts years to its own present: "(age 46)".
    pub(super) fn counts_years(&self) -> bool {
        !counted_years(self.text).is_empty()
    }

    /// The stretches of time that its text names; a wedding with a divorce is one. A date without a year is
    /// one of `year`.
    fn stretches(&self, entry: usize, year: Option<i16>) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        for fact in &self.facts {
            let value = fact.value();
            let FactValue::Time(t) = &*value else { continue };
            if t.length.is_some() {
                continue;
            }
            let Some(mut stretch) = stretch(t, fact.id(), entry, year) else { continue };
            if wed(self.text) && !stretch.period {
                match out.last_mut() {
                    Some(last) if last.end.is_none() => {
                        last.end = Some(stretch.start);
                        last.facts.push(fact.id());
                        last.written = format!("{}/{}", last.written, stretch.written);
                        continue;
                    }
                    _ => (stretch.end, stretch.period) = (None, true),
                }
            }
            out.push(stretch);
        }
        out
    }
}

/// "( m. 1989)", "(m. 2000; div. 2004)", "since 1998": the first date begins what the second ends.
fn wed(text: &str) -> bool {
    let told = text.to_lowercase();
    let year =
        |after: &str| after.trim_start_matches(['c', '.', ' ']).starts_with(|c: char| c.is_ascii_digit());
    let marks = ["m. ", "m.", "married ", "since "];
    marks.iter().any(|m| {
        told.match_indices(m).any(|(i, _)| {
            let apart = !told[..i].ends_with(|c: char| c.is_alphanumeric());
            apart && (year(&told[i + m.len()..]) || *m != "since " && told[i + m.len()..].contains("div."))
        })
    })
}

/// The year that a name begins with: "2004 Olympic football tournament".
fn year_in(name: &str) -> Option<i16> {
    let digits = name.split(' ').next().filter(|w| w.len() == 4)?;
    digits.parse().ok().filter(|y| (1000..2200).contains(y))
}

fn stretch(t: &Timex, fact: FactId, entry: usize, year: Option<i16>) -> Option<Stretch> {
    let Some(whole) = t.interval else {
        // "7-20 August" of a year that goes without saying.
        let dated = in_year(t, year.unwrap_or(SOME_YEAR))?;
        let own = stretch(&dated, fact, entry, None)?;
        return Some(Stretch { yearless: year.is_none(), written: t.value.clone(), ..own });
    };
    let one = |text: &str| text.trim_end_matches(['~', '?', '%']).parse::<Edtf>().ok().map(|e| e.interval());
    // "Spring 1206": three months from where the whole begins.
    let season = || {
        let from = *whole.low.value()?;
        Some(Interval::half_open(from, from.checked_add(jiff::Span::new().months(3)).ok()?))
    };
    let (start, end, period) = match t.value.split_once('/') {
        Some((a, "..")) => (one(a)?, None, true),
        Some((a, b)) => (one(a).or_else(season)?, Some(one(b)?), true),
        None => (whole, Some(whole), false),
    };
    Some(Stretch { start, end, period, yearless: false, facts: vec![fact], written: t.value.clone(), entry })
}

/// Any year, a leap year, for days and months whose own year nothing tells.
const SOME_YEAR: i16 = 2000;

/// "XXXX-08-07/XXXX-08-20" in a year; `None` for what is no day or month of it.
fn in_year(t: &Timex, year: i16) -> Option<Timex> {
    let of = |part: &str| {
        let rest = part.strip_prefix("XXXX-").filter(|r| !r.contains('X'))?;
        Some(format!("{year:04}-{rest}"))
    };
    let value = match t.value.split_once('/') {
        Some((a, b)) => format!("{}/{}", of(a)?, of(b)?),
        None => of(&t.value)?,
    };
    let whole = value.parse::<Edtf>().ok()?.interval();
    Some(Timex { interval: Some(whole), value, ..t.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_says_when_it_was_written() {
        assert_eq!(counted_years("June 20, 1952 (age 66) Affton"), [66]);
        assert_eq!(counted_years("1966; 52 years ago (1966)"), [52]);
        assert!(counted_years("15 January 1914 (aged 75)").is_empty());
    }
}
