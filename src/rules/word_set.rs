//! Sets of words that the readers ask for by name.
//!
//! A reader's own grammar turns on a few words at many places: what may stand before a lone year, what
//! makes a quarter fiscal. Their order is Rust, the words are data: `[[words]]` in `rules/en/*-words.toml`.
//! Whether a token is in a set is an index and a bit, never a comparison of strings. A language that has no
//! such words leaves the set out.

/// Lists the sets, each with the name that the files call it by.
macro_rules! sets {
    ($($(#[$doc:meta])* $set:ident = $name:literal,)*) => {
        /// A set of words; the files call it by its name in small letters with hyphens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum WordSet {
            $($(#[$doc])* $set,)*
        }

        impl WordSet {
            /// Every set with its name.
            pub const ALL: &[(&str, Self)] = &[$(($name, Self::$set),)*];
        }
    };
}

with_audit_sets! {
    sets! {
        /// "fiscal", before or after the number of a quarter: "the fiscal third quarter"
        Fiscal = "fiscal",
        /// What makes the year after it a fiscal one: "FY 2018"
        FiscalYear = "fiscal-year",
        /// The same of a school year: "SY 2018"
        SchoolYear = "school-year",
        /// "quarter", "quarters"
        Quarter = "quarter",
        /// "quarters": several, no fraction
        Quarters = "quarters",
        /// "quarter" of an hour, before "past" and "to"
        QuarterHour = "quarter-hour",
        /// First of a stretch: "the opening quarter"
        Opening = "opening",
        /// First of many units: "the first six months"
        Leading = "leading",
        /// Last of a stretch: "the final day"
        Closing = "closing",
        /// Last, before "quarter" or "half"
        LastPart = "last-part",
        /// What makes "half" the second of the year
        LastHalf = "last-half",
        /// Ends an amount: "three-day-long"
        AfterHyphen = "after-hyphen",
        /// Behind "quarter-": no part of the year
        AfterQuarter = "after-quarter",
        /// Short for a unit, so that a full stop after it ends no sentence
        ShortUnit = "short-unit",
        /// Stands for hours right after digits: "3h"
        HourLetter = "hour-letter",
        /// The same for days
        DayLetter = "day-letter",
        /// The same for years
        YearLetter = "year-letter",
        /// Makes a number before it a rough one: "twenty-odd years"
        Odd = "odd",
        /// Before a date that something is on: "the vote is on Friday"
        IsOn = "is-on",
        /// Stands for seconds behind digits, apart from them: "20 s"
        SecondLetter = "second-letter",
        /// Behind a day of the month that stands alone: "on the 12th instead"
        AfterDayOfMonth = "after-day-of-month",
        /// Before an hour of a day named behind it: "after 3 on Thursday"
        BeforeHourOfDay = "before-hour-of-day",
        /// Before an hour in a part of the day, behind what it is said of: "it was two in the morning"
        WasHour = "was-hour",
        /// What that is said of
        ItWasHour = "it-was-hour",
        /// Stands for minutes right after hours and digits: "2h15m"
        MinuteLetter = "minute-letter",
        /// No tens before the ones: "five oh five"
        Nought = "nought",
        /// Behind years and "and" or "or", tells an age: "65 years and older"
        Older = "older",
        /// Behind an hour, exactly then: "at 7 sharp"
        Sharp = "sharp",
        /// Before "over" that means more than: "lasted over a year"
        BeforeMoreThan = "before-more-than",
        /// A unit that "all" makes an amount: "all week"
        WholeUnit = "whole-unit",
        /// Before "one day" that means no length: "it will one day be finished"
        BeforeSomeDay = "before-some-day",
        /// Plural units that are an amount without a number: "for years"
        Many = "many",
        /// What was counted before "a year" as its rate: "2 percent a year"
        CountedBefore = "counted-before",
        /// What makes the number after a month a count: "in March 12 people"
        CountedAfterMonth = "counted-after-month",
        /// What makes what looks like a year a count: "1950 people"
        CountedAfterYear = "counted-after-year",
        /// The same, where no noun in the plural is seen by its ending
        Counted = "counted",
        /// Ends as a plural noun does and is none
        NotPlural = "not-plural",
        /// After two numbers with a colon that tell no time: "a 1:10 scale"
        AfterRatio = "after-ratio",
        /// The same before them: "odds of 5:1" without "of"
        BeforeRatio = "before-ratio",
        /// Joins two bounds: "after 3 but before 5"
        But = "but",
        /// Right after an hour: "8ish"
        Ish = "ish",
        /// "hours", which makes the number before it a length
        HourUnit = "hour-unit",
        /// The "o" of "o'clock"
        OOfClock = "o-of-clock",
        /// Before "noon": a figure of speech
        High = "high",
        /// Zones that count in small letters too
        SmallZone = "small-zone",
        /// Letters of "a.m." that alone are other words
        HalfMeridiem = "half-meridiem",
        /// "day": "the 15th day of June"
        Day = "day",
        /// "week", before its number or its date
        Week = "week",
        /// The "w" of "w/c"
        WeekLetter = "week-letter",
        /// The "c" of "w/c"
        CommencingLetter = "commencing-letter",
        /// "century", after its number
        Century = "century",
        /// "time": "in two years' time"
        Time = "time",
        /// After how often: "three times a day"
        Times = "times",
        /// How often, in one word: "twice a day"
        Once = "once",
        /// "each", "every", between how often and the unit
        Each = "each",
        /// "other": "every other day"
        Other = "other",
        /// "second", which is a number at least as often as a unit
        Second = "second",
        /// Behind units that are to come: "the weeks ahead"
        Ahead = "ahead",
        /// Ranks what stands behind it: "the first in nine months"
        Ranked = "ranked",
        /// Opens a question
        Question = "question",
        /// Says what something is: "Friday was the third day of it"
        Copula = "copula",
        /// The same of the present: "it is the third day"
        PresentCopula = "present-copula",
        /// Before "daily": a measure, no recurrence
        Average = "average",
        /// "date": "to date"
        Date = "date",
        /// "current": "to the current date"
        Current = "current",
        /// After "later": "later than", no shift
        Than = "than",
        /// "after": "the day after Christmas"
        After = "after",
        /// Counts from what follows, but is no shift: "the years since"
        Since = "since",
        /// After a unit: the one next to what was mentioned: "the week following"
        Neighbour = "neighbour",
        /// Bounds a unit: "around the year"
        Around = "around",
        /// Bounds an hour: "Friday around 3"
        NearHour = "near-hour",
        /// Joins a year to what goes on: "in 1984 and later"
        Conjunction = "conjunction",
        /// The "s" after an apostrophe, or after the digits of a decade
        PossessiveS = "possessive-s",
        /// Makes what follows a month, in small letters too: "since may"
        SurelyBeforeMonth = "surely-before-month",
        /// Makes what follows a month if it has a capital: "after May"
        BeforeMonth = "before-month",
        /// Makes what follows a month if it has a capital and no name goes on: "to March"
        MaybeBeforeMonth = "maybe-before-month",
        /// Stands before a season's name that is an everyday word too
        BeforeSeason = "before-season",
        /// Stands before a weekday's name that is an everyday word too
        BeforeWeekday = "before-weekday",
        /// Stands before a date in figures alone: "by 3/4"
        BeforeDate = "before-date",
        /// Stands before a number that is an hour in plans: "at 7"
        BeforeBareHour = "before-bare-hour",
        /// Stands before "noon" or "night" that is no name of a meal or a mood: "until lunch"
        BeforeDayPart = "before-day-part",
        /// Counts or lists parts of a day: "one morning"
        CountsDayPart = "counts-day-part",
        /// Stands before the day of a month that the text tells: "by the 5th"
        BeforeDayOfMonth = "before-day-of-month",
        /// May stand before a year alone
        BeforeYear = "before-year",
        /// Stands before a year alone, whatever follows
        FirmlyBeforeYear = "firmly-before-year",
        /// Short for "circa"; a full stop follows
        Circa = "circa",
        /// Short for "number"; a full stop follows
        Numbering = "numbering",
        /// What has a number for its name, so that four figures behind it are no year: "page 1966"
        Numbered = "numbered",
        /// Before a name: "Mr March" is no month
        Title = "title",
        /// Before what is told in passing: "who was jailed in June 2010"
        ToldInPassing = "told-in-passing",
        /// Before somebody's words that may be wrong: "claimed that it had sold 10 million"
        Claimed = "claimed",
        /// "company": with "the" an organisation that the text has named
        CalledCompany = "called-company",
        /// "club": the same of a team
        CalledClub = "called-club",
        /// "town": the same of a place
        CalledTown = "called-town",
        /// "average": beside a number it is one of many
        Averages = "averages",
        /// "best": ahead of "in ten years" it tells how long it is since the last one
        Ranks = "ranks",
        /// "wider": it tells of more than what was named
        Wider = "wider",
        /// "until", behind "would": it opens what came about
        UntilPast = "until-past",
        /// "shuts": what happens to some of those that are counted
        ActsOnSome = "acts-on-some",
        /// Behind "a third": what so many of them do, so that it is a share
        ShareVerb = "share-verb",
        /// Behind a comma it opens another main clause: ", and its record goes back to 1931"
        JoinsClause = "joins-clause",
        /// "opened", "was built": behind "that" it tells when a thing came about
        CameAbout = "came-about",
        /// "the turn of the century": the years about its first
        Turning = "turning",
        /// Before figures with colons that are the time of a race: "won in 2:31:07"
        BeforeRaceTime = "before-race-time",
        /// Before three numbers with points that are no date: "Patch 8.2.1612"
        VersionOf = "version-of",
        /// They tell of what somebody tried and did not reach: "failed three times at 6.20m"
        FailsAt = "fails-at",
        /// Before hours and minutes that are no length: "opening hours"
        BeforeHours = "before-hours",
        /// "could", "might": it may have come to it, or not
        Modal = "modal",
        /// Before the first name of a person: "her cousin August"
        Kin = "kin",
        /// A month that is an adjective without its capital: "an august body"
        AlsoAdjective = "also-adjective",
        /// Behind a holiday: "Easter Island"
        Isle = "isle",
        /// What is minute, and lasts no minute: "a minute crack"
        TinyThing = "tiny-thing",
        /// Before an age, after a turn of life: "died at 97"
        AtAge = "at-age",
        /// Before what one leaves at an age: "left school at 14"
        Leave = "leave",
        /// What one leaves at an age
        Left = "left-at-age",
        /// Tells an age that follows it, so that an age after "was" is another's
        Aged = "aged",
        /// Behind a number: "40+", "40 plus"; before another it adds
        Plus = "plus",
        /// Bounds the number before it only where nothing follows: "40 max"
        AtEnd = "at-end",
        /// Compares only in pairs, or before how much: "as large as", "as many"
        As = "as",
        /// What "as" needs no second "as" for
        HowMuch = "how-much",
        /// "zero", after "below"
        Zero = "zero",
        /// "up", before "to": "from 450 up to 900"
        Up = "up",
        /// "turned", "handed": "over" behind it bounds no number
        VerbOfOver = "verb-of-over",
        /// "over", behind such a verb
        Over = "over",
        /// Beside a number that names a model: "737 MAX 8"
        Model = "model",
        /// Short signs of money that no name wears: "Rs 5"
        SurelyMoney = "surely-money",
        /// A scale or pence right after the figures: "R5bn"
        ScaleLetter = "scale-letter",
        /// Codes of money that are words, too: "TOP 10"
        MoneyOrWord = "money-or-word",
        /// With a capital before the number of a class at school: "Year 6 pupils"
        SchoolYears = "school-years",
        /// One person, before an age between commas: "the mayor, 54, said"
        Person = "person",
        /// Before the "from" of the old value: "5 %, up from 4"
        UpOrDown = "up-or-down",
        /// Before the new value, whose unit the old one takes: "to 5 % from 4"
        BeforeNew = "before-new-value",
        /// Joins two bounds: "more than 100 but less than 300"
        Yet = "yet",
        /// Ends "give or take", before how far off a number may be: "40, give or take 5"
        GiveOrTake = "give-or-take",
        /// Before "of" and how many times: "by a factor of four"
        Factor = "factor",
        /// Makes another verb with "up", "down" or "off", of no change: "make up 40 %"
        OtherVerb = "other-verb",
        /// Before what a quantity passed, its new value: "rose above 40 %"
        Threshold = "threshold",
        /// "the", before a spoken number: "the majority"
        The = "the",
        /// Makes a cue of the future one of the past: "had been due"
        Had = "had",
        /// Before a verb's base, which may look like its past: "will hit"
        BeforeBase = "before-base",
        /// Right after a month that is to come: "wheat for July delivery"
        Delivery = "delivery",
        /// Right before the end of a stretch that is over: "the year ended June 30"
        Ended = "ended",
        /// "to", before a verb
        Infinitive = "infinitive",
        /// Before a form in -ed that tells of no past: "is planned", "the planned"
        BeforeParticiple = "before-participle",
        /// Before a cue of the future that is none: "couldn't meet", "to meet"
        TakesAway = "takes-away",
        /// Ends as a participle does and is none
        NoParticiple = "no-participle",
        /// Before "last" as a verb: "could last two days"
        BeforeVerb = "before-verb",
        /// Before a number that counts some of more: "the first four"
        BeforePart = "before-part",
        /// Right before a day that is a date: "by June 31"
        BeforeDay = "before-day",
        /// Before a known number of things
        Possessive = "possessive",
        /// Opens a clause about what stands right before it: "Dana Cho, who made ..."
        OpensRelative = "opens-relative",
        /// After a comma, an aside about the noun before it: ", which opened in 1978,"
        OpensAside = "opens-aside",
        /// Before "it was", of the same again: "there were 7.9 million"
        SameAgain = "same-again",
        /// Between such a word and "been": "it had been"
        WasAgain = "was-again",
        /// Money that was lost: "a loss of 118 million"
        Deficit = "deficit",
        /// A verb or noun of a state that goes on: "has led the council since 2021"
        HoldsOn = "holds-on",
        /// Tells that something happened more than once, or not: "fined twice since 2021"
        TellsSeveral = "tells-several",
        /// Says too little to tell one property from another: "total", "number", "year"
        SaysLittle = "says-little",
        /// Opens a noun that may be the subject of a clause: "the shed is 321 metres long"
        OpensNoun = "opens-noun",
        /// Tells of another than the one spoken of: "the wind there", "a rival trust"
        SaysOther = "says-other",
        /// Ends the name of a place or an institution, never that of a person: "Carnegie Hall"
        NoPerson = "no-person",
        /// Between an amount and its date: "the record of £52 million set in 2016"
        RecordedIn = "recorded-in",
        /// Before a number that is the same of another time: "against 122,000 in 2023"
        ComparesAgain = "compares-again",
        /// Before a number that is the same of another: "The Union slumped to 29.3 per cent"
        LevelAgain = "level-again",
        /// Between "the" and a noun they leave it what it was: "the stricken ferry", not "the old ferry"
        SameOne = "same-one",
        /// Before the number of all the parts that there are: "is made up of 36 hexagons"
        MadeOf = "made-of",
        /// They tell of another one than was spoken of: "a rival clinic has 490 beds"
        AnotherOne = "another-one",
        /// A verb whose past does not end in -ed: "broke", "sank"
        PastVerb = "past-verb",
        /// Opens a clause about what has come about: "since the country became free"
        TellsPast = "tells-past",
        /// Says on what scale a number stands: "magnitude 5.1", "category 4"
        Scale = "scale",
    }
}
