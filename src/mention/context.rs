//! What a reader knows of a text before reading it.

use crate::value::DateTime;

/// Settings that come with a text: flags, front matter, record keys or configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Publication date (and time, where known): what "Tuesday" and "last week" are counted from.
    /// `None` leaves such expressions without an anchor; it is never today.
    pub date: Option<DateTime>,
    /// Which English; `None` where nobody says, which is read as [`Locale::default`].
    pub locale: Option<Locale>,
    /// Which way a bare "Friday" goes without a cue; `None` is read as [`Prefer::Past`].
    pub prefer: Option<Prefer>,
    /// Where a day without a year takes its year from; `None` is read as [`Timeline::News`].
    pub timeline: Option<Timeline>,
    /// The entity that the text is about: its id, name or alias.
    pub about: Option<String>,
    /// What was known by then; `None` where nobody says, which is read as the publication date.
    pub as_of: Option<DateTime>,
    /// Codes of checks of the draft against itself that nobody wants to see: they are not run.
    pub unchecked: Vec<&'static str>,
    /// What holds where neither these nor the text itself say anything: a project's configuration.
    pub fallback: Option<Box<Context>>,
}

impl Context {
    /// Which English the text is read as.
    #[must_use]
    pub fn locale(&self) -> Locale {
        self.locale.unwrap_or_default()
    }

    /// Whether plans are read: a bare "Friday" is the next one.
    #[must_use]
    pub fn plans(&self) -> bool {
        self.prefer == Some(Prefer::Future)
    }

    /// Whether the text tells of the past in its own order.
    #[must_use]
    pub fn narrative(&self) -> bool {
        self.timeline == Some(Timeline::Narrative)
    }
}

/// Which English: day/month order, whose dollar, decimal sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale {
    /// ISO 3166 country in capitals, as in "en-GB"; `US` by default.
    country: [u8; 2],
}

impl Locale {
    /// The country code: "US", "GB".
    #[must_use]
    pub fn country(&self) -> &str {
        match std::str::from_utf8(&self.country) {
            Ok(c) if self.country != [0, 0] => c,
            _ => "US",
        }
    }

    /// Whether "7/8" is 7 August: everywhere but in the United States, its islands and the Philippines.
    #[must_use]
    pub fn day_first(&self) -> bool {
        !matches!(self.country(), "US" | "PH" | "PR" | "GU")
    }
}

impl std::str::FromStr for Locale {
    type Err = String;

    /// Reads "en-GB", "en_GB", "EN-GB" or "en".
    fn from_str(s: &str) -> Result<Self, String> {
        let bad = || format!("`{s}` is no English locale: write en-US, en-GB, en-AU ...");
        let (language, country) = s.split_once(['-', '_']).unwrap_or((s, ""));
        if !language.eq_ignore_ascii_case("en") {
            return Err(bad());
        }
        match country.as_bytes() {
            [] => Ok(Self::default()),
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Ok(Self { country: [a.to_ascii_uppercase(), b.to_ascii_uppercase()] })
            }
            _ => Err(bad()),
        }
    }
}

/// Which way a bare "Friday" or "April" goes without a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Prefer {
    /// The latest one: news.
    #[default]
    Past,
    /// The next one: plans.
    Future,
}

/// Where a day without a year takes its year from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Timeline {
    /// The publication date.
    #[default]
    News,
    /// The passage: the narrative's latest date.
    Narrative,
}
