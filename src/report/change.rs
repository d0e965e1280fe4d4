//! What became of a quantity, in the record of each number that has a part in it.
//!
//! Enters: the change and the number's part. Leaves: a [`ChangeNote`] that holds nothing of the text. "20
//! million" of "rose 5 % to 20 million" gives `{"part":"new","direction":"up","by":{"low":5,…}`.

use super::encode::{low_high, maybe, name, plain, string};
use crate::claim::Changes;
use crate::resolve::{Reading, Value};
use crate::rules::Rules;
use crate::value::{Decimal, Direction, Interval, Part};

/// A change as a record shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeNote {
    /// The part of the number whose record it is.
    pub part: Part,
    /// Which way the quantity went.
    pub direction: Option<Direction>,
    /// The difference, as it is said: "5 %", "3 points".
    pub by: Option<Amount>,
    /// New value by old value, where it is said.
    pub times: Option<Amount>,
    /// The value before.
    pub old: Option<Amount>,
    /// The value after.
    pub new: Option<Amount>,
    /// When the old value held, as a TIMEX3 value.
    pub since: Option<String>,
    /// When the new value held, or when it changed, as a TIMEX3 value.
    pub at: Option<String>,
    /// The rule of the word of change.
    pub rule: String,
}

/// One value of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// An interval, and its unit.
    Number(Interval<Decimal>, Option<String>),
    /// A length of time as a TIMEX3 value.
    Length(String),
}

impl ChangeNote {
    /// The note of reading `number`, if it has a part in a change.
    #[must_use]
    pub fn of(number: usize, changes: &Changes, readings: &[Reading], rules: &Rules) -> Option<Self> {
        let (change, part) = changes.of(number)?;
        let amount = |part: Part, number: Option<usize>| -> Option<Amount> {
            if let Some(interval) = change.value(part, readings) {
                let unit = number.and_then(|n| readings.get(n)?.quantity()?.unit.as_ref());
                return Some(Amount::Number(interval, unit.map(|u| u.name().to_owned())));
            }
            match &readings.get(number?)?.value {
                Value::Time(t) => Some(Amount::Length(t.value.clone())),
                Value::Quantity(_) => None,
            }
        };
        let time = |number: Option<usize>| Some(readings.get(number?)?.timex()?.value.clone());
        Some(Self {
            part,
            direction: change.direction,
            by: amount(Part::By, change.by),
            times: amount(Part::Times, change.factor),
            old: amount(Part::Old, change.old),
            new: amount(Part::New, change.new),
            since: time(change.since),
            at: time(change.at),
            rule: rules.name(change.rule).to_owned(),
        })
    }

    /// Writes it as a JSON object.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"part\":");
        name(out, self.part.as_str());
        out.extend_from_slice(b",\"direction\":");
        plain(out, self.direction.map(Direction::as_str));
        for (key, amount) in [
            (",\"by\":", &self.by),
            (",\"times\":", &self.times),
            (",\"old\":", &self.old),
            (",\"new\":", &self.new),
        ] {
            out.extend_from_slice(key.as_bytes());
            match amount {
                None => out.extend_from_slice(b"null"),
                Some(Amount::Number(interval, unit)) => {
                    out.push(b'{');
                    low_high(out, interval);
                    out.extend_from_slice(b",\"unit\":");
                    maybe(out, unit.as_deref());
                    out.push(b'}');
                }
                Some(Amount::Length(value)) => {
                    out.extend_from_slice(b"{\"value\":");
                    string(out, value);
                    out.push(b'}');
                }
            }
        }
        out.extend_from_slice(b",\"since\":");
        maybe(out, self.since.as_deref());
        out.extend_from_slice(b",\"at\":");
        maybe(out, self.at.as_deref());
        out.extend_from_slice(b",\"rule\":");
        string(out, &self.rule);
        out.push(b'}');
    }
}
