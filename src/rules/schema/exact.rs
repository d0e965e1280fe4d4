//! Exact numbers in rules.

use serde::Deserialize;

use crate::value::Decimal;

/// A number in a rule: an integer, or a string where TOML's own numbers do not do: `"1609.344"`,
/// `"1e21"`, `"5/9"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact(pub Decimal);

impl std::str::FromStr for Exact {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        let bad = || format!("`{s}` is no number: write \"1609.344\", \"1e21\" or \"5/9\"");
        let one = |s: &str| {
            let s = s.trim();
            s.parse::<Decimal>().or_else(|_| Decimal::from_scientific(s)).map_err(|_| bad())
        };
        match s.split_once('/') {
            Some((a, b)) => one(a)?.checked_div(one(b)?).map(Self).ok_or_else(bad),
            None => one(s).map(Self),
        }
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Raw {
            Integer(i64),
            Text(String),
        }
        match Raw::deserialize(d)? {
            Raw::Integer(i) => Ok(Self(Decimal::from(i))),
            Raw::Text(s) => s.parse().map_err(serde::de::Error::custom),
        }
    }
}
