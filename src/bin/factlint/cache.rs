//! `--cache-dir`: a draft that an earlier run has judged, and of which there is nothing to tell, is counted and not judged again.
//!
//! What is kept of a draft is how many claims of which [`Weight`] it has, under a hash of all that they depend on: its bytes and
//! its path, what holds for it, the facts, the rules, the baseline, and this very program. A draft with something to tell is not
//! kept: its report needs everything anyway. All is in one file, which ends with its own hash: what is not whole counts for
//! nothing. Two runs at once may lose one another's entries, which costs time and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use factlint::mention::Context;
use factlint::report::levels::Levels;
use factlint::report::{Checked, Kind, Show, Weight};
use factlint::verdict::Severity;
use sha2::{Digest, Sha256};

use crate::input::Draft;
use crate::project::Site;

/// The file's first line: what it is, and the version of its form.
const HEAD: &str = "factlint results 1";
/// Its name.
const NAME: &str = "results";
/// Days after which what no run has asked for is dropped.
const KEPT: u32 = 30;
/// Drafts that are kept at most.
const MOST: usize = 200_000;
/// How far a file's time may lag behind the clock.
const COARSE: Duration = Duration::from_secs(2);
/// A file that a run was stopped in writing is an hour old at least.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

type Counted = Vec<(Weight, usize)>;

/// What earlier runs have found.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    /// The hash of what each site judges by; `None` where that cannot be told.
    grounds: Vec<Option<Sha256>>,
    today: u32,
    known: BTreeMap<String, Entry>,
    asked: Mutex<Asked>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// The day on which a run asked for it, from 1970.
    day: u32,
    counted: Counted,
}

/// What this run has asked for.
#[derive(Debug, Default)]
struct Asked {
    /// What was there, and was last asked for on another day.
    found: Vec<String>,
    /// What was not there, by the path of the draft.
    missed: BTreeMap<String, String>,
}

impl Cache {
    /// What is kept in `folder` for drafts of these sites, whose files were read after `began`. Drafts with a claim that
    /// `tells` holds for are judged.
    pub(crate) fn open(
        folder: &Path,
        sites: &[Site],
        baseline: Option<&str>,
        began: SystemTime,
        tells: impl Fn(Weight) -> bool,
    ) -> Self {
        let program = program();
        let ground = |site: &Site| {
            let mut hash = program.clone()?;
            part(&mut hash, baseline.unwrap_or_default().as_bytes());
            part(&mut hash, format!("{:?} {:?}", site.as_of, site.config.as_of).as_bytes());
            for (path, text) in site.checker.base().texts() {
                part(&mut hash, path.as_os_str().as_encoded_bytes());
                match text {
                    Some(text) => part(&mut hash, text.as_bytes()),
                    None => part(&mut hash, &unchanged(path, began)?),
                }
            }
            part(&mut hash, &[]);
            site.own_rules.iter().for_each(|text| part(&mut hash, text.as_bytes()));
            Some(hash)
        };
        let mut known = read(folder);
        known.retain(|_, e| !e.counted.iter().any(|(w, _)| tells(*w)));
        let grounds = sites.iter().map(ground).collect();
        Self { folder: folder.to_owned(), grounds, today: today(), known, asked: Mutex::default() }
    }

    /// The counts of a draft of the site with this number, if they are known.
    pub(crate) fn find(
        &self,
        site: usize,
        draft: &Draft,
        bytes: &[u8],
        context: &Context,
        levels: &Levels,
    ) -> Option<Checked> {
        let mut hash = self.grounds.get(site)?.clone()?;
        part(&mut hash, draft.shown.as_bytes());
        part(&mut hash, format!("{:?} {context:?} {levels:?}", draft.format).as_bytes());
        part(&mut hash, bytes);
        let key = hex(hash);
        match self.known.get(&key) {
            Some(entry) => {
                if entry.day != self.today {
                    self.asked().found.push(key);
                }
                Some(Checked::counted(&draft.shown, draft.format, entry.counted.clone()))
            }
            None => {
                self.asked().missed.insert(draft.shown.clone(), key);
                None
            }
        }
    }

    /// Keeps what was found in `files` for the next run.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub(crate) fn keep(&self, files: &[Checked]) -> io::Result<()> {
        let mut asked = self.asked();
        let tells = |w: Weight| !w.ignored && w.is_among(Show::Conflicting);
        let mut fresh = Vec::new();
        for file in files {
            let Some(key) = asked.missed.remove(&file.path) else { continue };
            if file.warnings.is_empty() && !file.weights().any(|(w, _)| tells(w)) {
                let mut counted = BTreeMap::new();
                file.weights().for_each(|(w, n)| *counted.entry(w).or_insert(0) += n);
                fresh.push((key, Entry { day: self.today, counted: counted.into_iter().collect() }));
            }
        }
        if fresh.is_empty() && asked.found.is_empty() {
            return Ok(());
        }
        begin(&self.folder)?;
        // Whoever has written in between is not written over.
        let mut all = read(&self.folder);
        for key in asked.found.drain(..) {
            all.entry(key).and_modify(|e| e.day = self.today);
        }
        all.extend(fresh);
        prune(&mut all, self.today);
        let new = self.folder.join(format!("{NAME}.{}", std::process::id()));
        fs::write(&new, written(&all)).and_then(|()| fs::rename(&new, self.folder.join(NAME))).inspect_err(
            |_| {
                let _ = fs::remove_file(&new);
            },
        )
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What this program is: its version, and the file that runs.
fn program() -> Option<Sha256> {
    let about = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let mut hash = Sha256::new();
    part(&mut hash, HEAD.as_bytes());
    part(&mut hash, env!("CARGO_PKG_VERSION").as_bytes());
    part(&mut hash, format!("{} {:?}", about.len(), about.modified().ok()?).as_bytes());
    Some(hash)
}

/// The bytes of a file of which nobody has kept what was read; `None` where it may have changed since.
fn unchanged(path: &Path, began: SystemTime) -> Option<Vec<u8>> {
    let bytes = fs::read(path).ok()?;
    let changed = fs::metadata(path).and_then(|m| m.modified()).ok()?;
    (changed + COARSE < began).then_some(bytes)
}

/// Takes in a part so that no two rows of parts are one.
fn part(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// The day, from 1970. Nothing that is reported depends on it.
fn today() -> u32 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u32::try_from(since.as_secs() / 86_400).unwrap_or_default()
}

/// Makes the folder if it is not there. It is nothing for git, nor for whoever keeps copies.
fn begin(folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(".gitignore"), "*\n")?;
        let tag = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by factlint: what was judged before. It may be removed.\n";
        fs::write(folder.join("CACHEDIR.TAG"), tag)?;
    }
    for entry in fs::read_dir(folder)?.flatten() {
        let begun = entry.file_name().to_str().is_some_and(|n| {
            n.strip_prefix(NAME).and_then(|n| n.strip_prefix('.')).is_some_and(|n| n.parse::<u32>().is_ok())
        });
        let old = || {
            entry
                .metadata()
                .and_then(|m| m.modified())
                .is_ok_and(|at| at.elapsed().is_ok_and(|a| a > LEFT_BEHIND))
        };
        if begun && old() {
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Drops what nobody has asked for in a long time, and the oldest of too many.
fn prune(all: &mut BTreeMap<String, Entry>, today: u32) {
    all.retain(|_, e| e.day <= today && today - e.day <= KEPT);
    if all.len() > MOST {
        let mut days: Vec<u32> = all.values().map(|e| e.day).collect();
        days.sort_unstable();
        let from = days[days.len() - MOST];
        all.retain(|_, e| e.day > from || e.day == today);
        while all.len() > MOST {
            all.pop_last();
        }
    }
}

/// What the file holds; nothing where it is not whole.
fn read(folder: &Path) -> BTreeMap<String, Entry> {
    fs::read_to_string(folder.join(NAME)).ok().and_then(|text| parsed(&text)).unwrap_or_default()
}

fn sum(text: &str) -> String {
    hex(Sha256::new_with_prefix(text))
}

fn written(all: &BTreeMap<String, Entry>) -> String {
    let mut text = format!("{HEAD}\n");
    for (key, entry) in all {
        text.push_str(&format!("{key} {}", entry.day));
        for (w, n) in &entry.counted {
            let kind = KINDS.iter().find(|(k, _)| *k == w.kind).map_or('?', |(_, c)| *c);
            let severity = SEVERITIES.iter().find(|(s, _)| *s == w.severity).map_or('?', |(_, c)| *c);
            text.push_str(&format!(" {kind}{severity}{}{n}", if w.ignored { '-' } else { '+' }));
        }
        text.push('\n');
    }
    let sum = sum(&text);
    text + &sum + "\n"
}

const KINDS: [(Kind, char); 3] = [(Kind::Consistent, 'c'), (Kind::Conflicting, 'x'), (Kind::Unknown, 'u')];
const SEVERITIES: [(Severity, char); 3] =
    [(Severity::Note, 'n'), (Severity::Warn, 'w'), (Severity::Error, 'e')];

fn parsed(text: &str) -> Option<BTreeMap<String, Entry>> {
    let body = text.strip_suffix('\n')?;
    let (body, end) = body.split_at(body.rfind('\n')? + 1);
    if sum(body) != end {
        return None;
    }
    let entry = |line: &str| {
        let mut words = line.split(' ');
        let (key, day) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
        Some((key, Entry { day, counted: words.map(counted).collect::<Option<_>>()? }))
    };
    body.strip_prefix(HEAD)?.strip_prefix('\n')?.lines().map(entry).collect()
}

fn counted(word: &str) -> Option<(Weight, usize)> {
    let mut chars = word.chars();
    let mut next = || chars.next();
    let (kind, severity, sign) = (next()?, next()?, next()?);
    let weight = Weight {
        kind: KINDS.iter().find(|(_, c)| *c == kind)?.0,
        severity: SEVERITIES.iter().find(|(_, c)| *c == severity)?.0,
        ignored: sign == '-',
    };
    Some((weight, chars.as_str().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(day: u32) -> Entry {
        let weight = |kind, severity, ignored| Weight { kind, severity, ignored };
        let counted = vec![
            (weight(Kind::Consistent, Severity::Note, false), 12),
            (weight(Kind::Conflicting, Severity::Error, true), 1),
            (weight(Kind::Unknown, Severity::Warn, true), 3),
        ];
        Entry { day, counted }
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let all = BTreeMap::from([
            ("ab".to_owned(), entry(20_000)),
            ("cd".to_owned(), Entry { day: 1, counted: Vec::new() }),
        ]);
        let text = written(&all);
        assert_eq!(parsed(&text), Some(all));
        // Cut short, or with any one byte changed, it counts for nothing.
        for at in 0..text.len() {
            assert_eq!(parsed(&text[..at]), None, "{at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(parsed(&String::from_utf8(bytes).unwrap()), None, "{at}");
        }
        assert_eq!(parsed(&written(&BTreeMap::new())), Some(BTreeMap::new()));
    }

    #[test]
    fn what_nobody_asks_for_is_dropped() {
        let mut all: BTreeMap<String, Entry> = (0..40).map(|n| (n.to_string(), entry(100 - n))).collect();
        all.insert("later".to_owned(), entry(101));
        prune(&mut all, 100);
        assert_eq!(all.len(), 31);
        assert!(all.contains_key("30") && !all.contains_key("31") && !all.contains_key("later"));
        let mut many: BTreeMap<String, Entry> =
            (0..MOST + 10).map(|n| (n.to_string(), entry(if n < 20 { 99 } else { 100 }))).collect();
        prune(&mut many, 100);
        assert!(many.len() <= MOST && many.values().all(|e| e.day == 100), "{}", many.len());
    }
}
