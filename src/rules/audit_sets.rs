//! The sets of words that only the checks of a draft against itself ask for; the others are in `word_set.rs`, whose
//! table these complete.

/// Calls `$then` with its own list and these sets behind it.
macro_rules! with_audit_sets {
    ($then:ident! { $($own:tt)* }) => {
        with_later_audit_sets! { $then! {
            $($own)*
        /// Says nothing of what a figure counts
        CommonWord = "common-word",
        /// Where a smaller number is the better one: "rose from 12th to 4th place"
        Ranking = "ranking",
        /// Before a number of people whose names follow: "named the three people found dead as"
        Names = "names",
        /// Chosen from among others, all of whom are told: "the shortlisted books are"
        Shortlisted = "shortlisted",
        /// Behind things counted before, which of them: "The schools to be closed are"
        RestrictsAll = "restricts-all",
        /// After "was", what one of several reasons or demands is: "The first was that"
        OpensReason = "opens-reason",
        /// What somebody does, where nothing says whose: "the head teacher"
        Profession = "profession",
        /// After a paper, before the date that it tells: "whose passport gives"
        GivesDate = "gives-date",
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
        /// Of those who keep the old calendar: "the Julian calendar"
        OldCalendar = "old-calendar",
        /// What tells a date to the public, rightly or not: "the poster gave Tuesday"
        Notice = "notice",
        /// Before figures that look like a date and are a number: "File 31/02/2019"
        NumberedThing = "numbered-thing",
        /// Tells which of two of one name: "John Adair senior"
        Generation = "generation",
        /// How a share of those asked moved: "the three points that he lost"
        MovesShare = "moves-share",
        /// How long somebody has been what: "the jubilee of his priesthood"
        Tenure = "tenure",
        /// Before two numbers of what is numbered: "pages 43 to 48"
        NumberedThings = "numbered-things",
        /// Before the least and the most of something: "expect 9 to 14 inches"
        LeadsSpread = "leads-spread",
        /// Says how many there may be: "put the number at"
        Estimates = "estimates",
        /// Has a number that is no age: "The temperature was 34"
        Gauged = "gauged",
        /// What the first of many did at a beginning: "The first pupils came in"
        FirstCame = "first-came",
        /// What a quotation is counted in: "in four words"
        SpokenUnit = "spoken-unit",
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
        /// Between commas, no item of a list: "however"
        AsideWord = "aside-word",
        /// Behind one of a list that stands for several: "twice", "a brace"
        MoreThanOnce = "more-than-once",
        /// After "the", what is one of all by its rank: "the best loved"
        OneOfAll = "one-of-all",
        /// What happens no more than once a year: "victories"
        OnceAYear = "once-a-year",
        /// Says how many a place takes: "room for 108", "180 places"
        TakesSoMany = "takes-so-many",
        /// What became of an offer that was not taken: "rejected"
        Spurned = "spurned",
        /// After "its", another one of the kind: "its neighbour"
        AnotherLike = "another-like",
        /// A sum that is offered: "bid"
        NamesOffer = "names-offer",
        /// Before others who are counted as well: "Counting the driver"
        CountsOthers = "counts-others",
        /// Begins by itself: "broke out"
        BeginsItself = "begins-itself",
        /// Words for one fire
        EventFire = "event-fire",
        /// Words for one earthquake
        EventQuake = "event-quake",
        /// Words for one crash
        EventCrash = "event-crash",
        /// Words for one storm
        EventStorm = "event-storm",
        /// Words for one strike
        EventStrike = "event-strike",
        /// What words are made of, and words themselves: no things
        CountsLetters = "counts-letters",
        /// What becomes of a motion for which most vote: "carried"
        MotionCarried = "motion-carried",
        /// What a win does: "The 3-1 win takes them"
        LeadsTo = "leads-to",
        /// What one can do in several places or subjects: "24 passed in Latin and 21 in Greek" of 30
        SeveralAtOnce = "several-at-once",
        /// Goes a way, which one can go more than once: "the runners do 15 km of it"
        GoesWay = "goes-way",
        /// Before a mark that was passed or missed by so much: "beat the record, of 71.20 metres, by 5.60"
        Surpasses = "surpasses",
        /// Right before a number that others make: ", which gives 400 seats"
        MeansSo = "means-so",
        /// Did something, though no "ed" tells: "Of the 26 ponies 33 found buyers"
        DidPast = "did-past",
        /// A sum that was told before: "spent £95,000 of the bequest"
        SumOfMoney = "sum-of-money",
        /// Looks at things to find something in them: "checked 18 bridges and found cracks"
        LooksAt = "looks-at",
        /// Of a contest, what is not its last round: "26.4 seconds in the heats"
        EarlyRound = "early-round",
        /// Behind how much less there is than there was: "The 19 metres taken off"
        TakenOff = "taken-off",
        /// Behind how much more there is than there was: "The nine metres added"
        PutOn = "put-on",
        /// Before the value that what was told of has: "have dropped, averaging 4,700"
        SubjectHas = "subject-has",
        /// Is of account, behind nothing else: "Nothing else counts."
        Counts = "counts",
        /// Behind "so", before what two told sums come to: "so the building brings in $2,350"
        ThenHas = "then-has",
        /// Told of who is sent to prison: "The judge gave him six years"
        Judges = "judges",
        /// Before the share of a whole that one holder has and no other: "had 58 per cent of the ball"
        HoldsAlone = "holds-alone",
        /// Says that one of several numbers does not count: "With the worst of the four rounds left out"
        LeftOut = "left-out",
        /// Who share a vote or a whole among them: "With two names on the ballot"
        Contenders = "contenders",
        /// Right before a number that what was told before makes: "so took £580", "scored 37"
        Reckons = "reckons",
        /// Before how much one of two values is more than the other: "losing £7,200"
        LeadsGap = "leads-gap",
        /// Behind how much one of two values is more than the other: "12 metres higher"
        TellsGap = "tells-gap",
        /// The value of before: "than her old best"
        OldOne = "old-one",
        /// Tells only some of what there is: "the busiest of the 245 ports:"
        SomeOfAll = "some-of-all",
        /// Near a penalty: it is another one, or was not the last word: "later cut to two years"
        OtherPenalty = "other-penalty",
        /// First in a sentence, joining it to the one before: "But the firm has"
        JoinsSentence = "joins-sentence",
        /// Opens an aside that says nothing of numbers: ", because of the rain"
        OpensFilling = "opens-filling",
        /// Tells who said it: "the auctioneer said"
        TellsWho = "tells-who",
        /// Opens a phrase of place or manner: "out of the pet shop"
        OpensPhrase = "opens-phrase",
        /// Before "that" where it opens no clause about a noun: "so that"
        NoNoun = "no-noun",
        } }
    };
}
