//! What the words of a text point to.

use crate::kb::index::Surface;
use crate::kb::load_text;
use crate::kb::words::tokens_of;
use crate::kb::{EntityId, PropertyId, What};
use crate::rules::Rules;
use crate::text::token::tokenise;
use crate::text::{Document, Format};

const BASE: &str = r#"
[entity.south-korea]
name = "South Korea"
aliases = ["Republic of Korea", "=ROK", "the South"]
demonyms = ["South Korean"]
[entity.us]
name = "United States"
aliases = ["U.S.", "=USA"]
[entity.warmbier]
name = "Otto Warmbier"
type = "person"
aliases = ["Warmbier"]
[entity.ivory]
name = "Côte d\u2019Ivoire"
aliases = ["re:[Ii]vory.?[Cc]oast"]
[property.gdp]
name = "GDP"
aliases = ["gross domestic product"]
not = ["per head"]
[property.gdp-growth]
name = "GDP growth"
cues = ["economy {grew|shrank}"]
[[event]]
id = "arrest"
about = "warmbier"
aliases = ["arrest of [Otto] Warmbier"]
cues = ["arrested"]
date = 2016-01-02
[[fact]]
statement = "Some 33,981 North Koreans had defected to the South by June 2023."
value = 33_981
"#;

/// Every surface as "words = id", weak ones with a question mark.
fn found(text: &str) -> Vec<String> {
    let rules = Rules::default();
    let (base, errors) = load_text(std::path::Path::new("x.toml"), BASE, &rules);
    assert!(errors.is_empty(), "{}", errors[0]);
    let doc = Document::read(text, Format::Plain);
    let tokens = tokenise(&doc, &rules.lexicon).all;
    let show = |s: Surface| {
        let entity = |e: EntityId| base.entity(e).id.to_string();
        let property = |p: PropertyId| base.property(p).id.to_string();
        let id = match s.what {
            What::Entity(e) => entity(e),
            What::Demonym(e) => format!("people of {}", entity(e)),
            What::Event(e) => entity(base.event(e).entity),
            What::Property(p) => property(p),
            What::PropertyCue(p) => format!("cue of {}", property(p)),
            What::PropertyNot(p) => format!("not {}", property(p)),
            What::EventCue(e) => format!("cue of {}", entity(base.event(e).entity)),
            What::EventNot(e) => format!("not {}", entity(base.event(e).entity)),
        };
        let (a, b) = (tokens[s.tokens.start as usize], tokens[s.tokens.end as usize - 1]);
        let words = &doc.text[a.start as usize..b.end as usize];
        format!("{words} = {id}{}", if s.weak { "?" } else { "" })
    };
    base.index().find(&doc.text, &tokens).into_iter().map(show).collect()
}

#[test]
fn longer_names_come_first_and_shorter_ones_are_there() {
    assert_eq!(found("GDP growth per head"), ["GDP growth = gdp-growth", "GDP = gdp", "per head = not gdp"]);
    assert_eq!(
        found("The arrest of Otto Warmbier: he was arrested"),
        [
            "arrest of Otto Warmbier = arrest",
            "Otto Warmbier = warmbier",
            "Warmbier = warmbier?",
            "arrested = cue of arrest"
        ]
    );
}

#[test]
fn spelling_does_not_count_and_case_only_where_it_is_asked_for() {
    for (text, is) in [
        ("South Korea\u{2019}s ships", "South Korea = south-korea"),
        ("south-korea", "south-korea = south-korea?"),
        ("SOUTH KOREA", "SOUTH KOREA = south-korea"),
        ("South Koreans", "South Koreans = people of south-korea"),
        ("ROK's fleet", "ROK = south-korea"),
        ("the U.S. fleet", "U.S. = us"),
        ("the US fleet", "US = us"),
        ("USA", "USA = us"),
        ("Cote d'Ivoire", "Cote d'Ivoire = ivory"),
        ("the ivory-coast", "ivory-coast = ivory"),
        ("in the south of", "the south = south-korea?"),
        ("its economy shrank", "economy shrank = cue of gdp-growth"),
        ("gross domestic products", "gross domestic products = gdp"),
    ] {
        assert_eq!(found(text), [is], "{text}");
    }
    for text in ["rok", "they told us", "usa", "South. Korea", "United", "a gross domestic", ""] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn statements_are_found_by_their_nouns_and_verbs() {
    let (base, _) = load_text(std::path::Path::new("x.toml"), BASE, &Rules::default());
    let text = "Over 33,000 North Koreans have defected";
    let shared = base.index().statements(text, &tokens_of(text));
    assert_eq!(shared.len(), 1);
    assert_eq!((shared[0].words, shared[0].of), (3, 5));
    assert!(base.index().statements("nothing of it", &tokens_of("nothing of it")).is_empty());
}
