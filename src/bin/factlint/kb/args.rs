//! What `factlint kb` takes, as typed.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

#[derive(Debug, clap::Args)]
pub(crate) struct Kb {
    #[command(subcommand)]
    pub(crate) command: KbCommand,

    /// Reference facts: a folder or a file; repeatable [default: claims/ where there is one]
    #[arg(long, value_name = "DIR|FILE", global = true)]
    pub(crate) claims: Vec<PathBuf>,

    /// Rules of your own: a folder of rule files, layered over the built-in ones
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KbCommand {
    /// Write a fact at the end of a claims file, as a draft: it judges nothing until it has a source
    Add(Box<Add>),
    /// Make a claims file of what others publish: CSV, Wikidata, Data Commons, JSON
    Import(Box<Import>),
    /// Every fact in a line: id, subject, property, value, date, source
    List {
        /// Only facts whose line has these words in it, whatever their case
        #[arg(value_name = "WORD")]
        words: Vec<String>,
        /// What the list looks like
        #[arg(long, value_name = "FORMAT", default_value = "table")]
        format: ListFormat,
    },
    /// All that is known of a fact, an entity, a property, an event or a source
    Show {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Judge every fact's own sentences: `matches` must agree with it, `rejects` must not be held against it
    Test,
    /// Look for what is broken, missing or doubtful
    Lint {
        /// The day against which facts are stale: YYYY-MM-DD, or today [default: staleness is not looked at]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
    /// Lay out the claims files: words, values, comments and order stay
    Fmt {
        /// Change nothing; exit with 1 if a file is not laid out
        #[arg(long)]
        check: bool,
    },
    /// Print the JSON Schema of claims files, for editors that complete and check what is typed
    Schema,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// One row a fact, for reading
    Table,
    /// One row a fact, for spreadsheets
    Csv,
    /// One document
    Json,
    /// One record a line
    Jsonl,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Add {
    /// Take the claim at this place of a draft; flags say what it leaves open
    #[arg(long, value_name = "PATH:LINE:COL")]
    pub(crate) from: Option<String>,

    /// Its id [default: made of subject, property and date]
    #[arg(long)]
    pub(crate) id: Option<String>,

    /// What it is about: an entity's id, name or alias
    #[arg(long, value_name = "ENTITY")]
    pub(crate) about: Option<String>,

    /// What is observed: a property's id, name or alias
    #[arg(long)]
    pub(crate) property: Option<String>,

    /// A sentence, for a fact without a property
    #[arg(long, value_name = "SENTENCE")]
    pub(crate) statement: Option<String>,

    /// A number, a date, or words: 34078, 2017-11-13, "about $11 million"
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) value: Option<String>,

    /// Its least value
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with = "value")]
    pub(crate) low: Option<String>,

    /// Its greatest value
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true, conflicts_with = "value")]
    pub(crate) high: Option<String>,

    /// Unit of the value [default: the property's]
    #[arg(long)]
    pub(crate) unit: Option<String>,

    /// When it was so: 2024-12-31, 2024-12, 2024, 2014/2015
    #[arg(long)]
    pub(crate) date: Option<String>,

    /// It holds whatever the date
    #[arg(long, conflicts_with = "date")]
    pub(crate) timeless: bool,

    /// Id of a source; repeatable
    #[arg(long, value_name = "ID")]
    pub(crate) source: Vec<String>,

    /// How sure it is: draft, provisional, estimate, final, disputed; all but draft need a --source
    #[arg(long, default_value = "draft", value_parser = ["draft", "provisional", "estimate", "final", "disputed", "withdrawn"], hide_possible_values = true)]
    pub(crate) status: String,

    /// Who counted
    #[arg(long, value_name = "WHO")]
    pub(crate) counter: Option<String>,

    /// A remark for editors
    #[arg(long)]
    pub(crate) note: Option<String>,

    /// The file to write to [default: drafts.toml in the first folder of the base]
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,

    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// A table: World Bank, Our World in Data, or with --about and --value any other
    Csv,
    /// Wikidata's JSON dump, or items of it
    Wikidata,
    /// Observations as Data Commons' API answers
    Datacommons,
    /// Facts as `factlint kb list --format json` or jsonl writes them
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// What the file is
    #[arg(value_name = "SHAPE")]
    pub(crate) shape: Shape,

    /// The file, gzip or plain; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// The claims file to write [default: named after FILE, in the first folder of the base]
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,

    /// Write over what is there
    #[arg(long)]
    pub(crate) replace: bool,

    /// Where the data come from: title of the publication
    #[arg(long, value_name = "TITLE", help_heading = "Source")]
    pub(crate) title: Option<String>,

    /// Who published it
    #[arg(long, value_name = "NAME", help_heading = "Source")]
    pub(crate) publisher: Option<String>,

    /// Its address
    #[arg(long, help_heading = "Source")]
    pub(crate) url: Option<String>,

    /// When it was published
    #[arg(long, value_name = "DATE", help_heading = "Source")]
    pub(crate) published: Option<String>,

    /// Its licence
    #[arg(long, value_name = "SPDX", help_heading = "Source")]
    pub(crate) license: Option<String>,

    /// csv: the column of names
    #[arg(long, value_name = "COLUMN", help_heading = "Selection")]
    pub(crate) about: Option<String>,

    /// csv: the column of dates
    #[arg(long, value_name = "COLUMN", help_heading = "Selection")]
    pub(crate) date: Option<String>,

    /// csv: a column of values; repeatable
    #[arg(long, value_name = "COLUMN", help_heading = "Selection")]
    pub(crate) value: Vec<String>,

    /// Only this: an indicator (csv), P1082 or P1082=population (wikidata), Count_Person=population
    /// (datacommons); repeatable
    #[arg(long, value_name = "PROPERTY[=ID]", help_heading = "Selection")]
    pub(crate) property: Vec<String>,

    /// Only this: a name (csv), Q64 (wikidata), country/DEU or country/DEU=Germany (datacommons); repeatable
    #[arg(long, value_name = "ENTITY[=NAME]", help_heading = "Selection")]
    pub(crate) entity: Vec<String>,

    /// Unit of a property's values, where the file does not say: "GDP=USD"; repeatable
    #[arg(long, value_name = "PROPERTY=UNIT", help_heading = "Selection")]
    pub(crate) unit: Vec<String>,

    /// csv: what a property's numbers are counted in, where they are "in thousands": "GDP=1000"; repeatable
    #[arg(long, value_name = "PROPERTY=NUMBER", help_heading = "Selection")]
    pub(crate) times: Vec<String>,

    /// wikidata: language of names and aliases
    #[arg(long, value_name = "LANG", default_value = "en", help_heading = "Selection")]
    pub(crate) lang: String,
}
