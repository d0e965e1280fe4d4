//! The second half of the sets of words that the checks of a draft against itself ask for: see `audit_sets.rs`.

/// Calls `$then` with its own list and these sets behind it.
macro_rules! with_later_audit_sets {
    ($then:ident! { $($own:tt)* }) => {
        $then! {
            $($own)*
        /// Tells that shares come from a survey
        Survey = "survey",
        /// Between a length of time and "since": "40 years this week since"
        ThisTime = "this-time",
        /// Opens what a measure is in other units: "(or about 12 km)"
        BeforeConversion = "before-conversion",
        /// Tells that an item is the last of a list told off
        LastItem = "last-item",
        /// Before two ages: "aged 5 to 11"
        AgeRange = "age-range",
        /// Alone in the label of a row or a column: the sum of the others
        TotalLabel = "total-label",
        /// In the head of a column: its figures make a whole
        ShareLabel = "share-label",
        /// In the head of a column: its figures are per cent
        PercentLabel = "percent-label",
        /// Between a weekday and its date: "Monday night, May 3"
        DayPart = "day-part",
        /// Between a date and its weekday: "which was a Thursday"
        WeekdayVerb = "weekday-verb",
        /// After a number: an hour, a year or degrees, which run both ways
        NotCounted = "not-counted",
        /// After a date, unless the number counts what it is told of
        AfterDay = "after-day",
        /// Before a day that there is not: "no 31 June"
        NoDay = "no-day",
        /// After numbers that run down: "between 9,000 and 7,000 years ago"
        RunsDown = "runs-down",
        /// Before a weekday that is part of a name: "Sheffield Wednesday"
        NamedDay = "named-day",
        /// Goes from where somebody has been: "leaves after 31 years at the school"
        Leaves = "leaves",
        /// Before how long something was missed: "had no power for five hours"
        Lacks = "lacks",
        /// Opens a sentence with a time in it: "in the five weeks of the strike"
        OpensTime = "opens-time",
        /// Before a weekday that is a day by another name: "Good Friday"
        DayName = "day-name",
        /// What goes on from its beginning to its end: "strike", "reign"
        Lasted = "lasted",
        /// A relative who tells: "his daughter said"
        Tells = "tells",
        /// Was stopped for a while
        Halted = "halted",
        /// Went on after that
        Resumed = "resumed",
        /// Before how long something was so: "left the island without power for nine hours"
        LeavesSo = "leaves-so",
        /// Before a length that fills or is part of a stretch: "spent nine years in exile"
        Spent = "spent",
        /// Before a range of two years with a dash
        BeforeYears = "before-years",
        /// Before the price of one of several
        BeforePrice = "before-price",
        /// Between "to" and the new value of a change
        BeforeChanged = "before-changed",
        /// What a lead or a change of shares is told in
        Points = "points",
        /// Before one thing that has no number
        Indefinite = "indefinite",
        /// Joins what is no list of all
        OrBut = "or-but",
        /// Before the number of a whole group
        NumberAll = "number-all",
        /// After a number of things that are not those named before
        OtherMore = "other-more",
        /// After the number of those left
        RestNoun = "rest-noun",
        /// Stands for what was told, after "of": "three years of it"
        ItOrThat = "it-or-that",
        /// Goes before a thing begins: "after six weeks of rehearsals"
        Beforehand = "beforehand",
        /// Behind a time of day, of what day it is: "the same morning"
        SameDay = "same-day",
        /// Ended early: "was cut short after six years"
        CutShort = "cut-short",
        /// Makes a length a little less: "almost four hours"
        Almost = "almost",
        /// Before "of" and a time, still its end: "from the start of May to the end of June"
        EdgeOfTime = "edge-of-time",
        /// Behind a total, tells why it is another: "in all, because"
        Explains = "explains",
        /// Before "for" and a length of time: "will run for five weeks"
        RunsFor = "runs-for",
        /// Before the verb of a subject that was told at length: ", had lasted"
        HasOrWas = "has-or-was",
        /// Behind a length of time, before where it was spent: "the five years behind bars"
        InPlace = "in-place",
        /// Where it was spent
        PlaceHeld = "place-held",
        /// Goes from one clock to another
        Travels = "travels",
        /// Ends a count of years that is exact: "40 years to the day"
        ToTheDay = "to-the-day",
        /// Before "first", which then says when a thing began: "which first lit its oven in 1898"
        FirstDid = "first-did",
        /// A part of a game, or another one: its score is not the last
        PartOfGame = "part-of-game",
        /// Before an amount that is taken away: "less £1.9m"
        Subtracts = "subtracts",
        /// Right behind a change that is reckoned in another way: "by 20 percent if a gain is left out"
        OtherReckoning = "other-reckoning",
        /// What those have together that were just counted: "the three will command 73 votes"
        Commands = "commands",
        /// Before how many of a thing somebody has: "owns 380 buses"
        Owns = "owns",
        /// Behind how many a body has: "the 240-seat assembly"
        Seats = "seats",
        /// Before a value that something had: "stood at 640"
        StoodAt = "stood-at",
        /// Behind how a vote went: "the 46-31 vote"
        Ballot = "ballot",
        /// Tells that a date which cannot be is told for that: "the file was forged"
        Forged = "forged",
        /// Tells of a wedding
        Weds = "weds",
        /// Ends the name of a jubilee of two who married: "their diamond wedding"
        Wedding = "wedding",
        /// Between a price of each and what they came to
        CameTo = "came-to",
        /// People of whatever kind: "44 people, 30 adults and 19 children"
        Humans = "humans",
        /// Before what somebody came to be: "became a grandmother"
        Became = "became",
        /// Of two kinds: "five children, two sons and three daughters"
        Children = "children",
        /// One of the kinds of children
        Offspring = "offspring",
        /// One of the two kinds of people
        Males = "males",
        /// The other of the two kinds of people
        Females = "females",
        /// Tells that a class is counted from the year in which it left school
        Graduates = "graduates",
        /// What has a name and a founding: "The school was founded in 1934"
        Institution = "institution",
        /// What seats, prizes and the like are counted as together
        Tallied = "tallied",
        /// Begins words that reckon an age only beside a figure: "on paper", "officially"
        OnPaper = "on-paper",
        /// After "academic", what is counted by another calendar
        AcademicYear = "academic-year",
        /// After "wrongly", what was done to somebody: no figure is wrong
        Wronged = "wronged",
        /// "apologised"
        Apologised = "apologised",
        /// What somebody apologises for where a figure was wrong
        Misstatement = "misstatement",
        /// Before "both", where what is told is of one and of the other
        BeforeBoth = "before-both",
        /// Looks back from the time that is told of: "having won 48 in 2019"
        LooksBack = "looks-back",
        /// A verb of several
        PluralVerb = "plural-verb",
        /// Tells of a flight, which may cross many time zones
        Flies = "flies",
        /// Firms, whose names have commas and "and" in them
        Firms = "firms",
        /// In the name of a firm: "Weller and Sons"
        FirmName = "firm-name",
        /// Puts a value into the past: "a year ago", "once 40"
        Past = "past",
        /// What is paid for something: "fares", "rent"
        Priced = "priced",
        /// Names what is measured or counted, where there is one of it
        NamesMeasure = "names-measure",
        /// Sets a time or a mark apart from the one just told: "her best time of"
        OtherMark = "other-mark",
        /// Names an amount that was just told by nothing else: "the full amount"
        BareAmount = "bare-amount",
        /// Tells what somebody said, beside who said it
        Says = "says",
        /// After "this" and "last": "this season"
        PeriodNoun = "period-noun",
        /// How a price ended a day: "had closed at 340p"
        Closed = "closed",
        /// Those who come: "visitors", "footfall"
        FieldVisits = "field-visits",
        /// Crimes and what they are counted as
        FieldCrime = "field-crime",
        /// What any crime is counted as: "offences", "cases"
        AnyCrime = "any-crime",
        /// Between a change and what it came to: "cut by a fifth and now stands at 250"
        StandsNow = "stands-now",
        /// Names those who work: one count told by either word
        SameWorkers = "same-workers",
        /// Names those at school
        SamePupils = "same-pupils",
        /// Names those who watch
        SameFans = "same-fans",
        /// Names those who travel
        SameTravellers = "same-travellers",
        /// Names where people live
        SameHomes = "same-homes",
        /// Names where things are sold
        SameShops = "same-shops",
        /// Names those who climb or walk
        SameClimbers = "same-climbers",
        /// Names those who fight
        SameSoldiers = "same-soldiers",
        /// Names those who protest
        SameProtesters = "same-protesters",
        /// Names those who flee
        SameMigrants = "same-migrants",
        /// Names what flies or sails or drives
        SameCraft = "same-craft",
        /// Names what drives
        SameVehicles = "same-vehicles",
        /// Tells how somebody is punished: "jailed for", "gets"
        Punished = "punished",
        /// Before the plight that so many are in: "without power", "in hospital"
        BeforePlight = "before-plight",
        /// Those who belong to something: "pupils", "membership"
        FieldRoll = "field-roll",
        /// What passes by: "traffic", "lorries"
        FieldTraffic = "field-traffic",
        /// What comes in: "sales", "turnover"
        FieldTakings = "field-takings",
        /// What is made or brought in: "output", "harvest"
        FieldOutput = "field-output",
        /// Heads a column of what changed
        ChangeLabel = "change-label",
        /// Right before "the number" of what was added: "took the number from 210 to 265"
        Takes = "takes",
        /// Before "like", of how something looks
        Seems = "seems",
        /// Parts do so to their sum: "nine infants and eight juniors make up the choir of 17"
        MakesUp = "makes-up",
        /// Counts groups and not what is in them: "three generations"
        CountsGroups = "counts-groups",
        /// Stands in a time of day: "9 p.m.", "noon"
        ClockWord = "clock-word",
        /// Has gone by: "Forty years have passed since"
        Elapsed = "elapsed",
        /// Says that what follows shares out one whole
        SharedOut = "shared-out",
        /// Takes one of several answers: "chose", "picked"
        ChoosesOne = "chooses-one",
        /// Names what a headline promises a list of: "seven ways to sleep"
        Listicle = "listicle",
        /// Between a name and the post or place of who bears it: "Min Thandar at health"
        AtPost = "at-post",
        /// A group of two
        OfTwo = "of-two",
        /// A group of three
        OfThree = "of-three",
        /// A group of four
        OfFour = "of-four",
        /// A group of five
        OfFive = "of-five",
        /// A group of six
        OfSix = "of-six",
        /// A group of seven
        OfSeven = "of-seven",
        /// A group of eight
        OfEight = "of-eight",
        /// Tells of a game or a league, whose points are no shares
        PlaysGame = "plays-game",
        /// Of which firms have shares: "31% of sales"
        Traded = "traded",
        /// Names how far two are apart: "the gap of nine points"
        NamesGap = "names-gap",
        /// Tells that a share is nobody's: "12 percent are undecided"
        Undecided = "undecided",
        /// After "not", tells the same: "do not know"
        Decides = "decides",
        /// What is won in a vote: no share in a survey
        Polled = "polled",
        /// Before some of those whom a survey asked: "among women"
        AmongSome = "among-some",
        /// Some of those whom a survey asked
        SomeAsked = "some-asked",
        /// Before the margin of error, of a gap that is smaller
        WithinMargin = "within-margin",
        /// Before the margin of error, of a gap that is larger
        BeyondMargin = "beyond-margin",
        /// Names the error of a survey
        ErrorWord = "error-word",
        /// Before the sum that something came to: "finished with 6,716"
        EndsWith = "ends-with",
        /// Before how many of what was just told of: "The police recorded 310"
        Recorded = "recorded",
        /// Says that there is none: "nobody else", "no other dogs"
        NoneAtAll = "none-at-all",
        /// Behind it: beside those just told
        AnyElse = "any-else",
        /// Says that a whole is shared out to the last: "paid for wholly by"
        Wholly = "wholly",
        /// Right before the most that there could be: "out of a possible 30"
        MostPossible = "most-possible",
        /// Right before a number of things that only say when or where: "from the next five"
        NamesStretch = "names-stretch",
        /// Before the sum that parts come to: "taking its sales to", "so that's 19"
        ComesTo = "comes-to",
        /// Times that are told to be added: "Her splits were"
        SplitTimes = "split-times",
        /// Medals of the best
        Golds = "golds",
        /// Medals of the second
        Silvers = "silvers",
        /// Medals of the third
        Bronzes = "bronzes",
        /// Medals of whatever kind
        Medals = "medals",
        /// Games that were won
        Wins = "wins",
        /// Games that nobody won
        Draws = "draws",
        /// Games that were lost
        Defeats = "defeats",
        /// What is won, drawn or lost
        Games = "games",
        /// A part of a match, all of which make its score
        PlayedPart = "played-part",
        /// More play than the parts that there always are
        ExtraTime = "extra-time",
        /// What a score counts
        ScorePoints = "score-points",
        /// Opens the story of a count: "began the spring with 62 cranes"
        BeginsWith = "begins-with",
        /// What does so is one more
        CameIn = "came-in",
        /// What does so is one less
        WentOut = "went-out",
        /// Before what a count came to in the end
        EndsCount = "ends-count",
        /// More came or went than is told: "several others died"
        SomeMore = "some-more",
        /// Before what a share is of somebody: "holds 45%"
        HoldsShare = "holds-share",
        /// Of two who share a vote, the other one
        Rival = "rival",
        /// What is given in answer to a question, or cast
        AnAnswer = "an-answer",
        /// Is made of what follows
        Consists = "consists",
        /// Before a share of what another share has left
        LeftOver = "left-over",
        /// Of those who voted, and nobody else
        Cast = "cast",
        /// Names a number as the sum of others: "a total of", "the death toll is"
        NamesSum = "names-sum",
        /// Before the sum that more makes: "which brings the toll to 36"
        BringsTo = "brings-to",
        /// What has parts of its own that are told one by one: "£15.3m for the year"
        WholeTerm = "whole-term",
        /// Gives each its part of a whole: "is divided between roads ($40m) and"
        Divides = "divides",
        /// What the parts of a sum are called: "from three sources only"
        PartsOfSum = "parts-of-sum",
        /// A score that is told before the end: "28-24 at half-time"
        HalfTime = "half-time",
        /// Before "to" and what came of it all: "that is how we got to 4,600"
        Reaches = "reaches",
        /// Heads a column of some of those of another column: "Finished"
        SomeDid = "some-did",
        /// Heads a column of those who may vote: "Electors"
        OnTheRoll = "on-the-roll",
        /// Heads a column of those who did: "Ballots cast"
        VotesCast = "votes-cast",
        /// After so many of a thing, before how many of these: "threw 26 passes, completing 19"
        DidSome = "did-some",
        /// Those who belong to something, before or after their number: "a payroll of 240"
        MemberBody = "member-body",
        /// Both answers to one question: "passed", "rejected"
        MatterRuling = "matter-ruling",
        /// Both answers to one question: "survived", "died"
        MatterLife = "matter-life",
        /// Both answers to one question: "convicted", "cleared"
        MatterGuilt = "matter-guilt",
        /// Both answers to one question: "owned", "rented"
        MatterHome = "matter-home",
        /// Both answers to one question: "employed", "jobless"
        MatterWork = "matter-work",
        /// Both answers to one question: "married", "single"
        MatterMarriage = "matter-marriage",
        /// Both answers to one question: "open", "shut"
        MatterDoors = "matter-doors",
        /// Both answers to one question: "voted", "abstained"
        MatterVoting = "matter-voting",
        /// Rules on so many: "It upheld 11"
        RulesOn = "rules-on",
        /// Counts kinds: "31 species"
        CountsKinds = "counts-kinds",
        /// What was done to each of so many: "39 run by the council"
        DoneTo = "done-to",
        /// Brought death: "killing five and wounding 11"
        Killing = "killing",
        /// Brought wounds: "wounding 11"
        Wounding = "wounding",
        /// People by what befell them: "the four accused"
        NamedByPlight = "named-by-plight",
        /// Who does not fight: "11 soldiers and nine civilians"
        Civilians = "civilians",
        /// Who does: "11 soldiers"
        Fighters = "fighters",
        /// Before "of the two brothers", what is told of all of them: "the trial"
        OfAll = "of-all",
        /// Before how many work there: "employs 300 people"
        Employs = "employs",
        /// Who works there: "340 of its staff"
        Personnel = "personnel",
        /// Who is carried: "64 people aboard ... of the passengers"
        Carried = "carried",
        /// Adds to a sum what no number tells: "with the basses", "counting the sheep"
        AddsUntold = "adds-untold",
        /// Right before the name of a place: "from Truro to Tromsø"
        BeforePlace = "before-place",
        /// What a jubilee is of that is that of the thing itself: "of its opening"
        FoundingNoun = "founding-noun",
        /// What any group of people can be called: "The company was formed", of players
        AnyBody = "any-body",
        /// What a length of life is told in
        YearWord = "year-word",
        /// In the name of a place or a building: "Chapel Row"
        PlaceName = "place-name",
        /// Before what somebody was at the time: "then a 19-year-old plumber"
        BeforeRole = "before-role",
        /// Before a length, that it is neither more nor less: "exactly five months", "a full ten years"
        Exactly = "exactly",
        /// What it is called that something does not go on: "the nine-hour closure"
        Standstill = "standstill",
        /// Between two figures, that they are the same: ", which is", "that makes", "the equivalent of"
        Equates = "equates",
        /// What may stand beside such a word: "the", "in all", "of"
        Equating = "equating",
        /// Behind a figure, what it measures: "forty feet long"
        Dimension = "dimension",
        /// Before a range of sums that may be asked or paid: "an estimate of £6,000-£9,000"
        MayBe = "may-be",
        /// What goes on for a while, by a general word: "The ten-day event"
        EventWord = "event-word",
        /// Before how much something changed by: "dropped 18 degrees"
        ChangesBy = "changes-by",
        /// In a headline, that something is over: "Farm siege ends after 12 days"
        Ends = "ends",
        /// Before those of whom something holds, not of all: "leaving some homes dark for up to nine hours"
        SomeOf = "some-of",
        /// Was done from its beginning to its end: "a five-month survey, conducted between"
        CarriedOut = "carried-out",
        /// Behind a length and its noun, tells of which one, or goes on to another: "the two-day strike at the mill"
        WhichOne = "which-one",
        /// Where each of a number was, in one word: "25 at home and 19 away"
        PlaceAdverb = "place-adverb",
        /// Did so much once, and no more: "carried out 28 raids"
        DidOnce = "did-once",
        /// People who are no children
        Adults = "adults",
        /// What came of some of them: "620 were accepted"
        CameOff = "came-off",
        /// What came of the others: "and 19 rejected"
        CameToNothing = "came-to-nothing",
        /// Some people, or things, that belong together: "a jury of three"
        GroupOf = "group-of",
        /// Before the name of another person: "met Ray when she was 28"
        MetWhom = "met-whom",
        /// Of what a number goes up or down by so many: "reducing its staff from 1,500 to 1,300"
        NamesStock = "names-stock",
        /// What is counted in money alone: "Spending on schools doubled"
        OfMoney = "of-money",
        /// What somebody with an age is told of who is told of in the next sentence too: "was found guilty"
        OnTrial = "on-trial",
        /// Who was counted is on a ship, a train, a plane: "sinks with 45 aboard"
        Aboard = "aboard",
        /// Who was counted is missing
        Missing = "missing",
        /// Who was counted was saved
        Rescued = "rescued",
        /// A relative who is "he"
        Kinsman = "kinsman",
        /// A relative who is "she"
        Kinswoman = "kinswoman",
        /// Before "that Friday", which is then one of the days around the date told before
        AroundThen = "around-then",
        /// What is made from its beginning to its end: "took ten years to build"
        ToMake = "to-make",
        /// Opens how or where something went on, between its length and its times
        SetsScene = "sets-scene",
        /// Makes a length one of many
        OfEach = "of-each",
        /// Takes part, so that whoever does not is no further one
        TakesPart = "takes-part",
        /// Who others chose: "no other candidate was elected" though there were some
        Elects = "elects",
        /// So many times two: "eight couples"
        InPairs = "in-pairs",
        /// Before "age", that of many: "an average age of 24"
        AverageAge = "average-age",
        }
    };
}
