//! The finding codes: what each says, an example, and what is not flagged. `factlint explain CODE`.

/// A code as people look it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code: `number-conflict`.
    pub code: &'static str,
    /// Where it shows: as a verdict, a reason or a remark.
    pub role: Role,
    /// What it says, in a line.
    pub title: &'static str,
    /// What it means, why it matters, what to do.
    pub what: &'static str,
    /// A text that has it.
    pub example: &'static str,
    /// What looks like it and is left alone.
    pub passes: &'static str,
}

/// Where a code shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A claim disagrees with a fact, or with the text itself.
    Conflict,
    /// A claim agrees.
    Agreement,
    /// A claim could not be checked.
    Unknown,
    /// A remark beside a verdict.
    Remark,
}

impl Role {
    /// In words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "a conflict",
            Self::Agreement => "agreement",
            Self::Unknown => "a reason for `unknown`",
            Self::Remark => "a remark beside a verdict",
        }
    }
}

/// The entry of `code`.
#[must_use]
pub fn code(code: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.code == code)
}

/// Whether `code` is a conflict of the draft with itself, found without a fact.
#[must_use]
pub fn of_the_draft(name: &str) -> bool {
    code(name).is_some_and(|c| c.role == Role::Conflict) && !name.ends_with("-conflict")
}

/// Every code, in the order in which help lists them.
pub const CODES: &[Code] = &[
    Code {
        code: "number-conflict",
        role: Role::Conflict,
        title: "a number disagrees with the reference",
        what: "The claim was linked to one fact, and none of its licensed readings (hedge, rounding, tolerance) \
               holds the fact's value. Correct the number, or the fact if the base is wrong or out of date.",
        example: "\"over 43,000 North Koreans have reached the South\", where the fact says 34,078",
        passes: "\"over 33,000\", \"about 34,000\", \"some 34,100\": rounding and hedges are the writer's right.",
    },
    Code {
        code: "date-conflict",
        role: Role::Conflict,
        title: "a date or a time disagrees with the reference",
        what: "The expression was resolved to an interval of days, and the event's date lies outside of it. \
               Relative expressions (\"last week\", \"the following year\") are resolved first; the report names their anchor.",
        example: "\"was opened in 2014\", where the event is dated 2016-01",
        passes: "\"in 2017\" for 2017-11-13: the precision written decides. One day of slack across time zones.",
    },
    Code {
        code: "age-conflict",
        role: Role::Conflict,
        title: "an age disagrees with the reference",
        what: "The base has the person's birth date, or the age itself, and the age in completed years at the time that the \
               text speaks of is another.",
        example: "\"died at the age of 24\", of one born 1994-12-12 who died 2017-06-19",
        passes: "\"aged 22\", \"in his 20s\", \"a young man\".",
    },
    Code {
        code: "duration-conflict",
        role: Role::Conflict,
        title: "a length of time disagrees with the reference",
        what: "The two dates that bound the time are in the base, or its length is, and what the words allow does not hold it.",
        example: "\"was detained for three months\", where the fact says 17 months",
        passes: "\"less than a week\", \"about a week\".",
    },
    Code {
        code: "weekday-date",
        role: Role::Conflict,
        title: "the weekday does not belong to the date",
        what: "The calendar gives another weekday for that day. Correct whichever of the two is wrong.",
        example: "\"on Tuesday, July 19, 2023\", which was a Wednesday",
        passes: "\"on Tuesday, July 18, 2023\"; a weekday and a date that belong to different events.",
    },
    Code {
        code: "impossible-date",
        role: Role::Conflict,
        title: "there is no such day",
        what: "The month is shorter, or the year is no leap year.",
        example: "\"on 31 June\", \"on 29 February 2023\"",
        passes: "\"on 29 February 2024\"",
    },
    Code {
        code: "reversed-range",
        role: Role::Conflict,
        title: "a range that ends before it begins",
        what: "The second end is lower, or earlier, than the first.",
        example: "\"between 2019 and 2014\"",
        passes: "\"from 9 p.m. to 5 a.m.\", \"1998-99\", \"2014/15\".",
    },
    Code {
        code: "age-date",
        role: Role::Conflict,
        title: "an age does not fit the dates beside it",
        what: "Birth, age and the year that the text speaks of do not go together, whatever the birthday; or an age at death does not fit the years in brackets.",
        example: "\"born in 1950, he was 62 in 2008\"",
        passes: "\"born in 1950, he was 57 in 2008\": the birthday decides.",
    },
    Code {
        code: "anniversary",
        role: Role::Conflict,
        title: "an anniversary does not fit its dates",
        what: "The years between the two dates are another number.",
        example: "\"in 2014 the town marked the 50th anniversary of the fire of 1954\"",
        passes: "\"nearly 50 years after\", \"in its 50th year\".",
    },
    Code {
        code: "span-duration",
        role: Role::Conflict,
        title: "a length of time does not fit its ends",
        what: "The time between the two dates given is longer or shorter, whether the ends are counted in or not.",
        example: "\"from 2001 to 2010, eight years\"",
        passes: "\"from 2001 to 2010, nine years\", \"ten years\".",
    },
    Code {
        code: "sum-mismatch",
        role: Role::Conflict,
        title: "the parts do not add up",
        what: "The parts that the sentence (or the table) lists make another sum than it gives.",
        example: "\"12 dead: five women, four men and four children\"",
        passes: "Parts that are only some: \"12 dead, among them five women\".",
    },
    Code {
        code: "share-sum",
        role: Role::Conflict,
        title: "the shares do not make the whole",
        what: "Shares of one whole make more than 100 per cent, or less although they are said to be all, beyond rounding; or a share is not that of its two numbers.",
        example: "\"62% said yes, 31% no and 14% did not know\"",
        passes: "\"33%, 33% and 33%\": rounding. Questions with several answers.",
    },
    Code {
        code: "part-exceeds-whole",
        role: Role::Conflict,
        title: "a part is larger than its whole",
        what: "What is said to be out of a number is more than that number.",
        example: "\"of the 12 passengers, 15 were hurt\"",
        passes: "\"of the 12 passengers, all were hurt\".",
    },
    Code {
        code: "list-count",
        role: Role::Conflict,
        title: "the list has another length than it is said to have",
        what: "A number announces a list, and the list has more or fewer members.",
        example: "\"three cities: Lyon, Nice, Metz and Brest\"",
        passes: "Lists that are open: \"three cities, among them Lyon\".",
    },
    Code {
        code: "change-mismatch",
        role: Role::Conflict,
        title: "a change does not fit its two values",
        what: "The difference, or the per cent, between the old value and the new one is another.",
        example: "\"rose 5 % from 20 to 25\", which is 25 %, or 5 points",
        passes: "\"rose 25 % from 20 to 25\"; what rounding of both ends allows; changes in real terms or a head.",
    },
    Code {
        code: "conversion-mismatch",
        role: Role::Conflict,
        title: "two units give different amounts",
        what: "The amount in brackets is not the amount before it, as rounded as it is written.",
        example: "\"10 miles (12 km)\"",
        passes: "\"10 miles (16 km)\", \"about 10 miles (15 km)\".",
    },
    Code {
        code: "poll-margin",
        role: Role::Conflict,
        title: "a lead inside the margin of error is called a lead",
        what: "The lead is smaller than the margin of error and is called one all the same; or it is more than twice the margin and is called a tie.",
        example: "\"leads by 48% to 46% in a poll with a margin of error of three points\"",
        passes: "\"are level at 48 to 46\". Leads between one and two margins. Results of elections: counted votes have no margin of error.",
    },
    Code {
        code: "text-differs",
        role: Role::Conflict,
        title: "the text gives different figures for one thing",
        what: "Headline, caption, table and body name the same thing with different numbers, or a million stands where a billion stood; or one person has two ages.",
        example: "headline \"34 dead\", body \"33 people died\"",
        passes: "Rounding: headline \"34,000\", body \"34,078\". Figures of different days. Two people of one surname.",
    },
    Code {
        code: "consistent",
        role: Role::Agreement,
        title: "the claim agrees with the reference",
        what: "The fact's value lies inside what the words say. Shown with --show all.",
        example: "\"over 33,000\", where the fact says 34,078",
        passes: "",
    },
    Code {
        code: "no-fact",
        role: Role::Unknown,
        title: "the base holds no fact that fits",
        what: "Nothing in the base has this subject, property, unit and time. Add the fact, or check the claim by hand. \
               \"nearest\" names the fact that came closest and what it lacked.",
        example: "\"3,200 border guards\", with no fact about border guards",
        passes: "",
    },
    Code {
        code: "ambiguous",
        role: Role::Unknown,
        title: "two facts fit equally well",
        what: "No fact is clearly better than the next, and a guess would cost more trust than silence. Name the subject \
               in the text, or tell the facts apart with `not`, `cues` or a narrower alias.",
        example: "\"the ferry company, founded by seamen, has 64 ferries\", with two companies of that alias in the base",
        passes: "A claim that every candidate agrees with, or that conflicts with every one.",
    },
    Code {
        code: "outside-validity",
        role: Role::Unknown,
        title: "the facts are about other times",
        what: "The claim names, or is set in, a time that no observation covers.",
        example: "\"South Korea's population was 25 million in 1950\", with a series that begins in 1960",
        passes: "A time between two observations: the one in force answers.",
    },
    Code {
        code: "unit-mismatch",
        role: Role::Unknown,
        title: "the fact is in a unit that does not convert",
        what: "Units convert exactly or not at all: per cent and percentage points, currencies without a dated rate, and two \
               nouns are never mixed.",
        example: "\"died three weeks after his return\", where the fact is a date",
        passes: "Miles against kilometres, Fahrenheit against Celsius.",
    },
    Code {
        code: "no-anchor",
        role: Role::Unknown,
        title: "nothing dates the expression",
        what: "A relative expression needs the publication date. It is never taken to be today: give it with --date, in the \
               front matter, or in a dateline.",
        example: "\"last week Hull had 50 ship calls\", in a draft without a date",
        passes: "\"In 2017\", \"the following year\" after \"in 2016\".",
    },
    Code {
        code: "prediction",
        role: Role::Unknown,
        title: "it is said of the future",
        what: "Plans, forecasts, wishes and fears are not judged; what they presuppose is.",
        example: "\"South Korea's population will reach 60 million by 2030\"",
        passes: "\"the population, now 51.7 million, will fall\": the number of today is judged.",
    },
    Code {
        code: "hypothetical",
        role: Role::Unknown,
        title: "it is said under a condition, denied, or asked",
        what: "The text does not assert the value.",
        example: "\"officials denied that 40 had died\"",
        passes: "\"Did the 22-year-old flee?\": the age is presupposed, and judged.",
    },
    Code {
        code: "too-coarse",
        role: Role::Unknown,
        title: "the fact is less precise than the claim",
        what: "The claim lies inside the fact's interval: the fact neither supports nor refutes it. Give the fact more precisely.",
        example: "\"on 2 January 2016\", where the fact says January 2016",
        passes: "A claim within the fact's tolerance.",
    },
    Code {
        code: "restricted",
        role: Role::Unknown,
        title: "a word makes it another quantity",
        what: "Words such as \"women\", \"another\", \"remaining\", \"inflation-adjusted\" change what is counted, and no fact \
               carries the same word.",
        example: "\"another 24,000 passengers\", where the fact counts all",
        passes: "Words that only describe: \"more than 24,000 courageous refugees\".",
    },
    Code {
        code: "partly-supported",
        role: Role::Remark,
        title: "claim and fact overlap",
        what: "Some of the values that the words allow agree with the fact and some do not.",
        example: "\"around 100 inspections\" (90 to 110), where the fact says 87 to 98",
        passes: "",
    },
    Code {
        code: "rounding-direction",
        role: Role::Remark,
        title: "cut off instead of rounded",
        what: "The number is off by less than a whole unit of its last digit, but another round number is nearer. A warning.",
        example: "\"33,000\", where the fact says 33,981",
        passes: "\"34,000\"",
    },
    Code {
        code: "rounding-coarse",
        role: Role::Remark,
        title: "rounded to one digit",
        what: "With a scale word and a single digit, half a unit is a lot: a reader may take it for more exact than it is.",
        example: "\"3 million\", where the fact says 2.6 million",
        passes: "\"2.6 million\"",
    },
    Code {
        code: "hedge-direction",
        role: Role::Remark,
        title: "the hedge points the wrong way",
        what: "\"Nearly\" and \"almost\" promise that the number was not reached; it was.",
        example: "\"nearly 34,000\", where the fact says 34,078",
        passes: "\"about 34,000\"",
    },
    Code {
        code: "implausible",
        role: Role::Remark,
        title: "the number is too far off to be about this",
        what: "Claim and fact differ by so many powers of ten that the sentence speaks of something else: the claim is left \
               unknown instead of being called wrong. How far that is stands in rules/compare.toml (implausible-factor).",
        example: "\"2 passengers\", where the fact says 90,000",
        passes: "\"a population of 81 billion\": a slip of a thousand is found.",
    },
    Code {
        code: "bound-loose",
        role: Role::Remark,
        title: "true, but far from the value",
        what: "A one-sided claim that holds by more than a quarter may mislead.",
        example: "\"over 33,000\", where the fact says 90,000",
        passes: "\"over 33,000\", where the fact says 34,078",
    },
    Code {
        code: "outdated",
        role: Role::Remark,
        title: "it was the value of another time",
        what: "A conflicting claim fits an older observation: the figure was right once.",
        example: "\"33,834 North Koreans have reached the South\", the value of 2022, in a draft of 2024",
        passes: "A draft is judged by what was published by its own date; --as-of changes that.",
    },
    Code {
        code: "day-slack",
        role: Role::Remark,
        title: "a day apart",
        what: "Claim and fact name neighbouring days, as reports across time zones do.",
        example: "\"on Sunday\" (18 June 2017), where the fact says 2017-06-19",
        passes: "",
    },
    Code {
        code: "vague",
        role: Role::Remark,
        title: "a vague word, held to a factor of two",
        what: "Dozens, several, a few: such words never conflict within a factor of two.",
        example: "\"dozens of drills\", where the fact says 18",
        passes: "",
    },
    Code {
        code: "fact-rounded",
        role: Role::Remark,
        title: "the reference may be a rounded figure",
        what: "A published round number does not refute \"more than\" the same number.",
        example: "\"more than 1 million\", where the fact says 1.0 million",
        passes: "",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Reason;

    #[test]
    fn every_reason_can_be_looked_up() {
        use Reason::{
            Ambiguous, Hypothetical, NoAnchor, NoFact, OutsideValidity, Prediction, Restricted, TooCoarse,
            UnitMismatch,
        };
        for r in [
            NoFact,
            Ambiguous,
            OutsideValidity,
            UnitMismatch,
            NoAnchor,
            Prediction,
            Hypothetical,
            TooCoarse,
            Restricted,
        ] {
            assert!(code(r.code()).is_some(), "{}", r.code());
        }
    }

    /// Every code that the sources give a verdict or a remark must be explained here.
    #[test]
    fn what_the_sources_say_can_be_looked_up() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let named = regex::Regex::new(
            r#""([a-z]+(?:-[a-z]+)*): |"([a-z]+-conflict)"|(?:Slip::new\(|CODE: &str = )"([a-z-]+)""#,
        )
        .unwrap();
        let mut seen = 0;
        for folder in ["verdict", "audit", "report"] {
            let Ok(files) = std::fs::read_dir(root.join(folder)) else { continue };
            for file in files.map(|f| f.unwrap().path()) {
                let name = file.file_name().unwrap().to_str().unwrap().to_owned();
                if file.is_dir() || (folder == "report" && name != "assemble.rs") {
                    continue;
                }
                let text = std::fs::read_to_string(&file).unwrap();
                let body = text.split("#[cfg(test)]").next().unwrap();
                let lines = body.lines().filter(|l| !l.trim_start().starts_with("//"));
                for found in lines.flat_map(|l| named.captures_iter(l)) {
                    let found = (1..4).find_map(|i| found.get(i)).unwrap().as_str();
                    if found != "nearest" {
                        seen += 1;
                        assert!(code(found).is_some(), "{folder}/{name}: `{found}` is not in CODES");
                    }
                }
            }
        }
        assert!(seen > 5);
    }

    #[test]
    fn codes_are_unique_and_kebab_case() {
        for (i, c) in CODES.iter().enumerate() {
            assert!(CODES[..i].iter().all(|d| d.code != c.code), "{}", c.code);
            assert!(c.code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", c.code);
            assert!(!c.what.is_empty() && !c.title.is_empty() && !c.example.is_empty(), "{}", c.code);
        }
    }
}
