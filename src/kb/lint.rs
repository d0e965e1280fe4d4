//! What is not wrong enough to be an error, but that an editor wants to know of a base.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::base::Base;
use super::build::plain_phrases;
use super::fact::{Fact, FactValue};
use super::index::{COMMON, comparable};
use super::model::{EntityId, FactId, FileId, Grade, Place, PropertyId, Status};
use crate::span::Span;
use crate::value::{Bound, Date, DateTime, Decimal, Interval, Relation, Unit};

/// How loud a lint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Good to know.
    Note,
    /// Likely a mistake.
    Warning,
    /// Cannot be right.
    Error,
}

impl Level {
    /// `note`, `warning`, `error`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One remark on a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// Its code: `no-source`, `duplicate-alias`, `stale`, `contradiction` ...
    pub code: &'static str,
    /// How loud it is.
    pub level: Level,
    /// What it is about.
    pub message: String,
    /// Where; [`Base::locate`] gives line and column.
    pub place: Option<Place>,
    /// The other place that it speaks of.
    pub other: Option<Place>,
}

/// Looks a base through; `today` is the day against which facts are stale, `None` leaves that out.
///
/// ```
/// use std::path::Path;
/// let text = "[entity.x]\nname = \"X\"\nborn = 2000\ndied = 1990\n";
/// let (base, _) = factlint::kb::load_text(Path::new("x.toml"), text, &factlint::rules::Rules::default());
/// let lints = factlint::kb::lint(&base, None);
/// assert!(lints.iter().any(|l| l.message == "X died (1990) before X was born (2000)"));
/// ```
#[must_use]
pub fn lint(base: &Base, today: Option<Date>) -> Vec<Lint> {
    let mut l = Linter { base, out: Vec::new() };
    l.files();
    l.sources();
    l.aliases();
    l.within();
    l.lives();
    for fact in base.facts() {
        if fact.is_row() {
            continue; // what rows share was said of their table
        }
        l.units(fact);
        l.clocks(fact);
        l.ages(fact);
        if fact.status() == Status::Draft {
            let why = if fact.sources().is_empty() { "; it has no source" } else { "" };
            l.fact(
                "draft",
                Level::Note,
                fact,
                format!("`{}` is a draft and judges nothing{why}", fact.name()),
                None,
            );
        }
    }
    l.contradictions();
    if let Some(today) = today {
        l.stale(today);
    }
    l.out.sort_by_key(|x| (x.place.map(|p| (p.file, p.span)), Reverse(x.level), x.code));
    l.out
}

struct Linter<'b> {
    base: &'b Base,
    out: Vec<Lint>,
}

impl Linter<'_> {
    fn push(
        &mut self,
        code: &'static str,
        level: Level,
        message: String,
        place: Option<Place>,
        other: Option<Place>,
    ) {
        self.out.push(Lint { code, level, message, place, other });
    }

    fn fact(
        &mut self,
        code: &'static str,
        level: Level,
        fact: Fact<'_>,
        message: String,
        other: Option<Place>,
    ) {
        self.push(code, level, message, Some(fact.place()), other);
    }

    /// Files and tables that hold nothing.
    fn files(&mut self) {
        let base = self.base;
        for (i, file) in base.files.iter().enumerate() {
            if file.text.as_ref().is_some_and(|t| t.trim_start_matches('\u{feff}').trim().is_empty()) {
                let place = Place { file: FileId::at(i), span: Span::default() };
                self.push("empty-file", Level::Note, "the file is empty".to_owned(), Some(place), None);
            }
        }
        let mut used = vec![false; base.tables.len()];
        base.rows.iter().for_each(|r| used[usize::from(r.table)] = true);
        let read: FxHashSet<FileId> = base.written.iter().map(|w| w.place.file).collect();
        for (table, _) in base.tables.iter().zip(&used).filter(|(t, used)| !t.again && !**used) {
            let others =
                base.tables.iter().zip(&used).any(|(t, used)| t.again && *used && t.place == table.place);
            if !others && !read.contains(&table.file) {
                let message = format!("the table {} has no row with a value", table.id);
                self.push("empty-table", Level::Warning, message, Some(table.place), None);
            }
        }
    }

    /// Nothing is part of itself.
    fn within(&mut self) {
        let base = self.base;
        let above = |e: EntityId| base.entity(e).more.as_ref().map_or(&[][..], |m| &m.within);
        let mut told: FxHashSet<EntityId> = FxHashSet::default();
        for i in 0..base.entities().len() {
            let start = EntityId::at(i);
            let (mut todo, mut seen) = (above(start).to_vec(), FxHashSet::default());
            while let Some(e) = todo.pop() {
                if e == start && told.insert(start) {
                    let entity = base.entity(start);
                    let message = format!("`{}` lies within itself", entity.id);
                    self.push("order", Level::Error, message, Some(entity.place), None);
                }
                if seen.insert(e) {
                    todo.extend(above(e));
                }
            }
        }
    }

    /// Facts without a source, sources without a fact.
    fn sources(&mut self) {
        let mut used = vec![false; self.base.sources().len()];
        let mut last: Option<(EntityId, Grade)> = None;
        for fact in self.base.facts() {
            fact.sources().iter().for_each(|s| used[s.index()] = true);
            let have = fact.sources().len();
            if fact.is_row() || have >= fact.min_sources() as usize {
                continue;
            }
            // A life or a box has one source for all its lines: it is said once.
            if matches!(fact.grade(), Grade::Life | Grade::Box) {
                let key = fact.about().map(|e| (e, fact.grade()));
                if key == last {
                    continue;
                }
                last = key;
            }
            if have > 0 {
                let message =
                    format!("`{}` has {have} of the {} sources it asks for", fact.name(), fact.min_sources());
                self.fact("few-sources", Level::Warning, fact, message, None);
            } else if fact.usable() {
                self.fact(
                    "no-source",
                    Level::Warning,
                    fact,
                    format!("`{}` has no source", fact.name()),
                    None,
                );
            }
        }
        for table in self.base.tables.iter().filter(|t| t.sources.is_empty() && !t.again) {
            let message = format!("the table {} has no source", table.id);
            self.push("no-source", Level::Warning, message, Some(table.place), None);
        }
        for table in &self.base.tables {
            table.sources.iter().for_each(|s| used[s.index()] = true);
        }
        for (source, _) in self.base.sources().iter().zip(&used).filter(|(_, used)| !**used) {
            let message = format!("no fact names the source `{}`", source.id);
            self.push("unused-source", Level::Note, message, Some(source.place), None);
        }
    }

    /// One phrase for two things of a kind.
    fn aliases(&mut self) {
        let base = self.base;
        let mut names: FxHashMap<String, (usize, Place)> = FxHashMap::default();
        for (i, e) in base.entities().iter().enumerate() {
            self.phrases(&mut names, i, "entity", &e.name, e.aliases(), e.place);
            for alias in e.aliases() {
                if COMMON.contains(&alias.to_lowercase().as_str()) {
                    let message =
                        format!("`{alias}` is a common word too; write `={alias}` so that its case counts");
                    self.push("common-word", Level::Warning, message, Some(e.place), None);
                }
            }
        }
        let mut names = FxHashMap::default();
        for (i, p) in base.properties().iter().enumerate() {
            if let Some(place) = p.place {
                self.phrases(&mut names, i, "property", &p.name, &p.aliases, place);
            }
        }
    }

    fn phrases(
        &mut self,
        names: &mut FxHashMap<String, (usize, Place)>,
        own: usize,
        what: &str,
        name: &str,
        aliases: &[String],
        place: Place,
    ) {
        // What is spelled with its case is the same only where that is the same.
        let spelled = |a: &String| {
            let exact = a.starts_with('=');
            plain_phrases(a)
                .into_iter()
                .map(move |p| if exact { (format!("={p}"), p) } else { (comparable(&p), p) })
        };
        let all = aliases.iter().flat_map(spelled).chain([(comparable(name), name.to_owned())]);
        for (key, phrase) in all {
            let &mut (other, first) = names.entry(key).or_insert((own, place));
            if other != own {
                let id = match what {
                    "entity" => self.base.entities()[other].id.to_string(),
                    _ => self.base.properties()[other].id.to_string(),
                };
                let message = format!("`{phrase}` is a name of the {what} `{id}` too");
                self.push("duplicate-alias", Level::Warning, message, Some(place), Some(first));
            }
        }
    }

    /// Born before died, founded before dissolved, nothing of a person before the birth.
    fn lives(&mut self) {
        let base = self.base;
        for (i, e) in base.entities().iter().enumerate() {
            let id = EntityId::at(i);
            let date = |p| base.facts_of(id, p).first().map(|&f| base.fact(f));
            for (first, last, was, did) in [
                (PropertyId::BORN, PropertyId::DIED, "was born", "died"),
                (PropertyId::FOUNDED, PropertyId::DISSOLVED, "was founded", "was dissolved"),
            ] {
                if let (Some(a), Some(b)) = (date(first), date(last))
                    && let (Some((x, xs)), Some((y, ys))) = (time(a), time(b))
                    && before(&y, &x)
                {
                    let message = format!("{0} {did} ({ys}) before {0} {was} ({xs})", e.name);
                    self.fact("order", Level::Error, b, message, Some(a.place()));
                }
            }
            let Some(born) = date(PropertyId::BORN) else { continue };
            let Some((birth, written)) = time(born) else { continue };
            for &event in base.events_of(id) {
                let Some(fact) = base.event(event).fact.map(|f| base.fact(f)) else { continue };
                if let Some((when, at)) = time(fact)
                    && before(&when, &birth)
                {
                    let message =
                        format!("`{}` ({at}) was before {} was born ({written})", fact.name(), e.name);
                    self.fact("order", Level::Error, fact, message, Some(born.place()));
                }
            }
        }
    }

    /// A fact's unit against its property's.
    fn units(&mut self, fact: Fact<'_>) {
        let Some(property) = fact.property().map(|p| self.base.property(p)) else { return };
        let value = fact.value();
        let (FactValue::Quantity(q), Some(unit)) = (&*value, &property.unit) else { return };
        let Some(own) = &q.unit else { return };
        let fits = |u: &Unit| u == own || u.dimension().is_some() && u.dimension() == own.dimension();
        if !fits(unit) && !property.also_units.iter().any(fits) {
            let message = format!("`{}` is in {own}, its property `{}` in {unit}", fact.name(), property.id);
            self.fact("unit-mismatch", Level::Warning, fact, message, property.place);
        }
    }

    /// Nothing is published before it is observed.
    fn clocks(&mut self, fact: Fact<'_>) {
        let (Some(when), Some(published)) = (fact.when(), fact.known_by()) else { return };
        if let (Some(a), Some(b)) = (when.low.value(), published.interval.high.value())
            && b <= a
        {
            let message = format!(
                "`{}` is about {}, after it was published ({})",
                fact.name(),
                fact.when_written().unwrap_or_default(),
                published.written
            );
            self.fact("published-early", Level::Warning, fact, message, None);
        }
    }

    /// An age against the birth, and the death where it has no date of its own.
    fn ages(&mut self, fact: Fact<'_>) {
        let base = self.base;
        let (Some(about), Some(property)) = (fact.about(), fact.property()) else { return };
        let named = base.property(property).name.split(' ').any(|w| w.eq_ignore_ascii_case("age"));
        let years = fact.unit().is_some_and(|u| u.name() == "year");
        let (true, true, Some(stated)) = (named, years, fact.interval().and_then(|i| i.as_point().copied()))
        else {
            return;
        };
        let date = |p| base.facts_of(about, p).first().and_then(|&f| time(base.fact(f)));
        let Some((born, born_written)) = date(PropertyId::BORN) else { return };
        let own = fact.when().map(|w| (w, fact.when_written().unwrap_or_default().into_owned()));
        let Some((when, written)) = own.or_else(|| date(PropertyId::DIED)) else { return };
        let days = |i: &Interval<DateTime>| {
            let last = i.high.value()?.date().yesterday().ok()?;
            Some((i.low.value()?.date(), last))
        };
        let (Some((a, b)), Some((c, d))) = (days(&born), days(&when)) else { return };
        let (least, most) = (completed(b, c), completed(a, d));
        if stated < Decimal::from(least) || stated > Decimal::from(most) {
            let (was, at) = if least == most {
                (least.to_string(), if written.len() == 10 { "on" } else { "in" })
            } else {
                (format!("{least} or {most}"), "in")
            };
            let name = &base.entity(about).name;
            let message = format!(
                "`{}` says {stated} years; {name}, born {born_written}, was {was} {at} {written}",
                fact.name()
            );
            self.fact("age", Level::Warning, fact, message, None);
        }
    }

    /// Two facts on one thing at one time that exclude each other, and nothing that chooses between them.
    fn contradictions(&mut self) {
        let base = self.base;
        for i in 0..base.entities().len() {
            let facts: Vec<FactId> = base
                .facts_about(EntityId::at(i))
                .iter()
                .copied()
                .filter(|&f| base.fact(f).grade() == Grade::Observation && base.fact(f).usable())
                .collect();
            for (n, &a) in facts.iter().enumerate() {
                let a = base.fact(a);
                // The same time stands side by side: facts are in the order of property and time.
                let same = |b: &Fact<'_>| {
                    b.property() == a.property() && b.when().map(|w| w.low) == a.when().map(|w| w.low)
                };
                for b in facts[n + 1..].iter().map(|&b| base.fact(b)).take_while(same) {
                    if a.when() == b.when() && excludes(a, b) {
                        let message = format!(
                            "`{}` and `{}` contradict each other; give one a `rank`, or each its `counter`",
                            a.name(),
                            b.name()
                        );
                        self.fact("contradiction", Level::Warning, b, message, Some(a.place()));
                    }
                }
            }
        }
    }

    /// Facts past their time that no later one replaces.
    fn stale(&mut self, today: Date) {
        let base = self.base;
        for fact in base.facts() {
            let Some(on) = fact.stale_on().filter(|&d| d <= today) else { continue };
            let (Some(about), Some(property)) = (fact.about(), fact.property()) else { continue };
            let newest = base.facts_of(about, property).last() == Some(&fact.id());
            if newest && fact.usable() && fact.revised_by().is_none() {
                let message = format!("`{}` is stale since {on}", fact.name());
                self.fact("stale", Level::Warning, fact, message, None);
            }
        }
    }
}

fn time(fact: Fact<'_>) -> Option<(Interval<DateTime>, String)> {
    match &*fact.value() {
        FactValue::Time(t) => Some((t.interval?, t.value.clone())),
        _ => None,
    }
}

/// Completed years from one day to another.
fn completed(from: Date, to: Date) -> i32 {
    let birthday_to_come = (to.month(), to.day()) < (from.month(), from.day());
    i32::from(to.year()) - i32::from(from.year()) - i32::from(birthday_to_come)
}

/// Whether all of `a` lies before all of `b`.
fn before(a: &Interval<DateTime>, b: &Interval<DateTime>) -> bool {
    match (a.high, b.low) {
        (Bound::Open(x), Bound::Closed(y)) => x <= y,
        (Bound::Closed(x), Bound::Closed(y)) => x < y,
        _ => false,
    }
}

fn excludes(a: Fact<'_>, b: Fact<'_>) -> bool {
    let told_apart = a.rank() != b.rank()
        || a.counter() != b.counter()
        || a.basis() != b.basis()
        || a.revised_by() == Some(b.id())
        || b.revised_by() == Some(a.id());
    let disjoint = match (&*a.value(), &*b.value()) {
        (FactValue::Quantity(x), FactValue::Quantity(y)) => {
            x.unit == y.unit && x.interval.relation(&y.interval) == Relation::Disjoint
        }
        (FactValue::Time(x), FactValue::Time(y)) => match (x.interval, y.interval) {
            (Some(x), Some(y)) => x.relation(&y) == Relation::Disjoint,
            _ => false,
        },
        _ => false,
    };
    disjoint && !told_apart
}
