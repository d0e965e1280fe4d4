//! The sets of words that only the checks of a draft against itself ask for; the others are in `word_set.rs`, whose
//! table these complete.

/// Calls `$then` with its own list and these sets behind it.
macro_rules! with_audit_sets {
    ($then:ident! { $($own:tt)* }) => {
        $then! {
            $($own)*
        /// Says nothing of what a figure counts
        CommonWord = "common-word",
        /// Where a smaller number is the better one: "rose from 12th to 4th place"
        Ranking = "ranking",
        /// Right before an age that has no unit: "was 62"
        BeforeBareAge = "before-bare-age",
        /// Right after an age that has no unit: "was 62 when"
        AfterBareAge = "after-bare-age",
        /// Before a day without a year, a date even with a name behind it: "on 31 June British troops"
        LeadsDate = "leads-date",
        /// Right before a day on which something ends or begins: "the quarter ended June 31"
        EndsOn = "ends-on",
        /// Before "born", of the person whom the sentence is about: never "players born in 2010"
        BeforeBorn = "before-born",
        /// Before "was born": what is told of a thing
        OfAThing = "of-a-thing",
        /// Before a month and a number that counts: "in June 31 men were laid off"
        CountsMonth = "counts-month",
        /// Had a beginning, whether a verb or not: "made its first run in"
        Starts = "starts",
        /// Came to an end, likewise: "made its last run in"
        Stops = "stops",
        /// Came to a post, not to where it is: "became", "promoted"
        Rises = "rises",
        /// What has a beginning and an end of its own: "a career of 40 years"
        OwnTime = "own-time",
        /// Done before and after anything told, too: "had lived there for 30 years"
        AllAlong = "all-along",
        /// Counts the days of a year, perhaps otherwise
        Almanac = "almanac",
        /// Heads a column of first years: "From"
        FromColumn = "from-column",
        /// Heads a column of last years: "To"
        ToColumn = "to-column",
        /// Makes a figure the smallest of its kind: "a minimum of 26"
        Lowest = "lowest",
        /// Makes a figure the largest: "highs of 11C"
        Highest = "highest",
        /// Before "from", of what has two ends: "anything from", "ranged from"
        Ranges = "ranges",
        /// Behind a second distance, another way: "(23 km there and back)"
        OtherWay = "other-way",
        /// Before a length that somebody gave to something: "gave that kitchen nine years"
        Gives = "gives",
        /// Before "for" and a term set beforehand: "appointed for five years"
        SetsTerm = "sets-term",
        /// Of a length that was not to be what it was: "planned to last three weeks"
        Planned = "planned",
        /// Right between a stretch of time and its length: "from 3 to 9 June lasts a week"
        Lasts = "lasts",
        /// After "30 years in": as long as a thing has been
        InBusiness = "in-business",
        /// Between "born" and its date, right before the date
        BirthOn = "birth-on",
        /// Begins another clause, or joins one
        BreaksClause = "breaks-clause",
        /// Before a length just told: "in those 35 years"
        TheseYears = "these-years",
        /// Before its own jubilee: "its 50th birthday"
        ItsOwn = "its-own",
        /// After "years", counted to the day of publication: "40 years ago today"
        Ago = "ago",
        /// Goes on after a date, which is no count: "on June 31 at noon"
        AfterDate = "after-date",
        /// Before a length of time that is not the one between two dates: "every three years"
        BeforeOtherLength = "before-other-length",
        /// After such a length: "three years ago"
        AfterOtherLength = "after-other-length",
        /// May stand between a stretch of time and its length: ", a gap of", ", or just over"
        BeforeLength = "before-length",
        /// Between two figures that are meant to differ
        Contrast = "contrast",
        /// Before a name whose years in brackets are those of a reign: "Queen Anne (1702-1714)"
        Ruler = "ruler",
        /// After a name, somebody else's death: "whose father died at 79"
        Whose = "whose",
        /// Before some of what was just counted: "200 people, including 40 children"
        Including = "including",
        /// People, whatever they do: some of them are a part of others
        People = "people",
        /// What an amount just named is called: "The $4.2 million deal"
        NamesAmount = "names-amount",
        /// Right before an amount that was just named: "the $4.2 million deal"
        ThisVery = "this-very",
        /// A stretch of time, before "of" and its length
        Stretch = "stretch",
        /// After a number, and no unit of it
        AfterBareNumber = "after-bare-number",
        /// Came to an end
        Finished = "finished",
        /// Had a beginning
        Begun = "begun",
        /// Counts years on the day of publication: "is marking 40 years since"
        OnTheDay = "on-the-day",
        /// Opens a clause or a phrase that restricts what stands before it
        OpensClause = "opens-clause",
        /// Makes what follows a known whole: "15 of the 12"
        Definite = "definite",
        /// Gives everybody a share that nobody else has: "supplied 41% of the gas"
        Apportions = "apportions",
        /// A lead that does so is none: "Mayor's lead melts away"
        LeadGoes = "lead-goes",
        /// What is less than nothing earned
        Losses = "losses",
        /// What is more than nothing earned
        Gains = "gains",
        /// Before a day that is past: "since Thursday, 9 January"
        SinceDay = "since-day",
        /// Between one person and another: "came on for the captain"
        BeforeAnother = "before-another",
        /// Makes a range run from its end to its beginning
        Backwards = "backwards",
        /// Who counted: "police seized"
        Source = "source",
        /// Tells of another one of the same kind: "the older dam"
        OtherOne = "other-one",
        /// Opens what is told of a larger whole: "Nationwide, 300 of the branches"
        WiderScope = "wider-scope",
        /// Says that a value holds now: "there are 36 today"
        AtPresent = "at-present",
        /// What counted things are, whatever their own word: "seventy of the animals"
        KindWord = "kind-word",
        /// Right behind a figure: of another time than the text's
        OtherTime = "other-time",
        /// Between an article and an amount that was told before: "the whole $1.6 million"
        Entire = "entire",
        /// Takes back that something changed so many times: "could double"
        Unreal = "unreal",
        /// Makes a multiple a rough one: "nearly doubled"
        NotQuite = "not-quite",
        /// Right after an age without a unit: "turns 72 next week"
        AfterNewAge = "after-new-age",
        /// Who was counted died
        Dead = "dead",
        /// Who was counted was hurt
        Hurt = "hurt",
        /// Before "of" and an age: "a man of 55"
        SomebodyOf = "somebody-of",
        /// Points to a group named before: "17 of the crew"
        KnownGroup = "known-group",
        /// Tells how a vote went
        Voted = "voted",
        /// After "of": stands for the whole just named
        Anaphor = "anaphor",
        /// Without a vote
        Abstained = "abstained",
        /// Before "others": those of something else
        Restricts = "restricts",
        /// Makes a birth that of many: "were born"
        Group = "group",
        /// Before a year that does not tell when
        OpenTime = "open-time",
        /// Opens another person's name: "taught the poet, who"
        Article = "article",
        /// After "his", still the same person
        OfLife = "of-life",
        /// Before "the rest": that of something else
        RestrictsRest = "restricts-rest",
        /// Between "was" and an age
        StillAge = "still-age",
        /// Takes a lead from somebody, in a few words' reach
        Nobody = "nobody",
        /// Takes a lead away right before it
        TakesLead = "takes-lead",
        /// An age to come: "turns 72"
        ComingAge = "coming-age",
        /// Before "only" and an age
        BeforeStill = "before-still",
        /// After the digits of a day
        OrdinalEnding = "ordinal-ending",
        /// Makes a figure the least
        MoreThan = "more-than",
        /// Between a number and "points"
        BetweenPoints = "between-points",
        /// Another clause, whose list another number counts
        NewClause = "new-clause",
        /// After a number that counts more than before
        Further = "further",
        /// Before the number of all things: "the five authors"
        TheseAll = "these-all",
        /// Ends in "s" as a plural does, and is none
        EndsInS = "ends-in-s",
        /// Before a number named before
        Pointed = "pointed",
        /// Between the two ends of a stretch
        UntilDate = "until-date",
        /// Before "abstained"
        NoOne = "no-one",
        /// Makes a length the most
        LessThan = "less-than",
        /// Makes a length a rough one
        Roughly = "roughly",
        /// Between a number and a unit, and no adjective of it
        NoAdjective = "no-adjective",
        /// Between an amount and the change that it is not of
        Parts = "parts",
        /// Before the last item of a list
        ListAnd = "list-and",
        /// After a comma, goes on with the list or adds to it
        AddsItem = "adds-item",
        /// Opens an item of a list: "a loud, red coat" is one
        OpensItem = "opens-item",
        /// Opens the label of a row that another row has counted: "of which barns"
        PartOfRow = "part-of-row",
        /// Stands for what was counted right before: "340 of whom"
        Relative = "relative",
        /// In the head of the first column: its rows leave one another out
        CategoryLabel = "category-label",
        /// Times that a thing happened: "twice", "three times"
        Happened = "happened",
        /// Leads to the list below: "The new entries are these:"
        ListsBelow = "lists-below",
        /// Some of many: "The most important are these:"
        PicksSome = "picks-some",
        /// Before a share in a survey that leaves "per cent" out: "the Conservative on 32"
        BeforeShare = "before-share",
        /// Between the shares of two rivals: "58% to United's 52%"
        ToRival = "to-rival",
        /// What was shared out did: "48% went to farmers"
        Went = "went",
        /// Ends a list of people: "all of Bethel Row"
        AllOfThem = "all-of-them",
        /// Opens a sentence that goes on about what the one before told: "It", "There were"
        GoesOn = "goes-on",
        /// Before the names of people: "named the four victims as ..."
        NamedAs = "named-as",
        /// A group whose members are of several kinds at once
        MixedGroup = "mixed-group",
        /// Behind a share of one place or group among others: "8% in Leeds"
        OpensPlace = "opens-place",
        /// Before what a thing is made of: "is 78% nitrogen"
        AreOrIs = "are-or-is",
        /// Leads from a change to the new value: "to close at"
        ToValue = "to-value",
        /// Behind the number of a group: "three-man crew", "four-member jury"
        CountsMembers = "counts-members",
        /// Behind a share of people who are for a thing
        SaysYes = "says-yes",
        /// Behind a share of people who are against it
        SaysNo = "says-no",
        /// Has as many votes as members: "the jury of 12"
        VotingBody = "voting-body",
        /// Before a list of places: "five shops, in Bath, Wells and Frome"
        PlacesList = "places-list",
        /// What the shares of a table are of: "Share of the vote"
        ShareWhole = "share-whole",
        /// Who was counted was held: "three held", "arrested three men"
        Held = "held",
        /// Before or after the score of a game: "win 3-2", "3-1 victory"
        Won = "won",
        /// Joins a new value and an old one: "30 this quarter, compared with 90"
        Compared = "compared",
        /// Has one vote each: "the council's 21 members"
        Voter = "voter",
        /// Before how many were for and against: "voted 14 to 11"
        CastVote = "cast-vote",
        /// Between the votes for and those against
        ScoreJoin = "score-join",
        /// A verb whose subject are the things just named
        AreOrHave = "are-or-have",
        /// Things of which no more than all can be so: "118 % of the homes"
        Dwelling = "dwelling",
        /// Before the old value of a change: "up 12p from"
        ThanBefore = "than-before",
        /// Before "than" and a larger number
        Fewer = "fewer",
        /// Before "than" and a smaller number
        Greater = "greater",
        /// Before how old a thing is on a day: "the arcade turned 40"
        Turned = "turned",
        /// Goes on with the thing named before
        ItOrThey = "it-or-they",
        /// Goes on with the person named before
        HeOrShe = "he-or-she",
        /// The same before what is theirs
        HisOrHer = "his-or-her",
        /// Before a participle: what has just happened
        HasNow = "has-now",
        /// After "has": an age at the time of the report
        JustDied = "just-died",
        /// After "at 64 she": an age at the time of the report
        PresentVerb = "present-verb",
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
        /// Before "of" and a date, an end of it: "from the start of January"
        EdgeOf = "edge-of",
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
        }
    };
}
