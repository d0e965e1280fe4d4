//! How loud each code is, where someone has said so: `number-conflict = "warn"`.

use rustc_hash::FxHashMap;

use super::{Finding, codes};
use crate::error::{Error, ErrorKind, nearest};
use crate::verdict::Severity;

/// What is said of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Its findings are this loud.
    Is(Severity),
    /// It has no findings.
    Off,
}

impl std::str::FromStr for Level {
    type Err = Error;

    /// `error`, `warn` (or `warning`), `note`, `off`.
    fn from_str(s: &str) -> Result<Self, Error> {
        Ok(match s {
            "error" => Self::Is(Severity::Error),
            "warn" | "warning" => Self::Is(Severity::Warn),
            "note" => Self::Is(Severity::Note),
            "off" => Self::Off,
            _ => {
                let e = Error::new(ErrorKind::Value, format!("`{s}` is no severity"));
                return Err(match nearest(s, ["error", "warn", "note", "off"]) {
                    Some(near) => e.hint(format!("did you mean `{near}`?")),
                    None => e.hint("write error, warn, note or off"),
                });
            }
        })
    }
}

/// The levels of codes; what is not listed keeps its own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    of: FxHashMap<&'static str, Level>,
    only: Option<Vec<&'static str>>,
}

impl Levels {
    /// Says that `code` is at `level`. What is said later wins.
    ///
    /// # Errors
    ///
    /// A code that there is not, with the nearest one as a hint.
    pub fn set(&mut self, code: &str, level: Level) -> Result<(), Error> {
        self.of.insert(known(code)?, level);
        Ok(())
    }

    /// Leaves findings of these codes only.
    ///
    /// # Errors
    ///
    /// As [`Levels::set`].
    pub fn select<'c>(&mut self, codes: impl IntoIterator<Item = &'c str>) -> Result<(), Error> {
        self.only = Some(codes.into_iter().map(known).collect::<Result<_, _>>()?);
        Ok(())
    }

    /// The codes whose findings are dropped.
    #[must_use]
    pub fn off(&self) -> Vec<&'static str> {
        let dropped = |code: &&'static str| {
            self.of.get(code) == Some(&Level::Off) || self.only.as_ref().is_some_and(|o| !o.contains(code))
        };
        if self.of.is_empty() && self.only.is_none() {
            return Vec::new();
        }
        codes::CODES.iter().map(|c| c.code).filter(dropped).collect()
    }

    /// Sets the severity of `findings`, and drops those whose code is off.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.of.is_empty() && self.only.is_none() {
            return;
        }
        findings.retain_mut(|f| {
            if self.only.as_ref().is_some_and(|only| !only.contains(&f.code)) {
                return false;
            }
            f.notes.retain(|note| match note.split_once(": ") {
                Some((code, _)) => self.of.get(code) != Some(&Level::Off),
                None => true,
            });
            match self.of.get(f.code) {
                Some(Level::Off) => return false,
                Some(Level::Is(severity)) => f.severity = *severity,
                None => {}
            }
            true
        });
    }
}

/// The code as the table has it.
fn known(code: &str) -> Result<&'static str, Error> {
    codes::code(code).map(|c| c.code).ok_or_else(|| {
        let e = Error::new(ErrorKind::Value, format!("there is no code `{code}`"));
        match nearest(code, codes::CODES.iter().map(|c| c.code)) {
            Some(near) => e.hint(format!("did you mean `{near}`?")),
            None => e.hint("`factlint explain` lists the codes"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_code_is_made_louder_or_silent() {
        let mut levels = Levels::default();
        levels.set("number-conflict", Level::Is(Severity::Warn)).unwrap();
        levels.set("consistent", Level::Off).unwrap();
        let mut findings = sample::run().files[0].findings.clone();
        levels.apply(&mut findings);
        let left: Vec<_> = findings.iter().map(|f| (f.code, f.severity)).collect();
        assert_eq!(left, [("number-conflict", Severity::Warn), ("no-fact", Severity::Note)]);
        levels.select(["no-fact"]).unwrap();
        levels.apply(&mut findings);
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn a_mistyped_code_or_level_names_the_nearest() {
        let hint = |e: Error| e.help().unwrap_or_default().to_owned();
        assert_eq!(
            hint(Levels::default().set("number-conflit", Level::Off).unwrap_err()),
            "did you mean `number-conflict`?"
        );
        assert_eq!(hint("wrn".parse::<Level>().unwrap_err()), "did you mean `warn`?");
    }
}
