//! What the paragraphs of a style are: headings, quotations, captions, items of lists.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::archive::{attribute, each};
use crate::error::Error;
use crate::text::page::Tag;

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// The level in the outline, from 0; 9 is running text.
    outline: Option<u8>,
    item: bool,
}

/// Longest chain of styles that is followed: they may go in a circle.
const CHAIN: usize = 32;

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, Error> {
        let mut all: HashMap<String, Style> = HashMap::new();
        let mut now = String::new();
        each(xml, |event| {
            let Event::Start(e) = event else { return Ok(()) };
            let name = e.local_name();
            if name.as_ref() == "style" {
                now = attribute(e, "styleId").unwrap_or_default();
                all.insert(now.clone(), Style::default());
                return Ok(());
            }
            let Some(style) = all.get_mut(&now) else { return Ok(()) };
            match name.as_ref() {
                "name" => style.name = attribute(e, "val").unwrap_or_default().to_lowercase(),
                "basedOn" => style.based_on = attribute(e, "val"),
                "outlineLvl" => style.outline = attribute(e, "val").and_then(|v| v.parse().ok()),
                "numPr" => style.item = true,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self { all })
    }

    /// What a paragraph of this style is.
    pub(super) fn tag(&self, id: &str) -> Tag {
        let mut id = Some(id);
        let mut item = false;
        for _ in 0..CHAIN {
            let Some(here) = id else { break };
            let style = self.all.get(here);
            // A document may leave out the styles that every program knows.
            let named = named(style.map_or(here, |s| s.name.as_str()));
            let Some(style) = style else { return named.unwrap_or(Tag::Paragraph) };
            match (style.outline, named) {
                (Some(level @ 0..=8), _) => return heading(level + 1),
                (_, Some(tag)) => return tag,
                _ => {}
            }
            item |= style.item;
            id = style.based_on.as_deref();
        }
        if item { Tag::Item } else { Tag::Paragraph }
    }
}

/// A heading of a level from 1; HTML knows six, and so do we.
pub(super) fn heading(level: u8) -> Tag {
    Tag::Heading(level.clamp(1, 6))
}

/// The built-in styles, by the names that files keep in every language of the program.
fn named(name: &str) -> Option<Tag> {
    let name = name.to_lowercase().replace(' ', "");
    match name.as_str() {
        "title" => Some(heading(1)),
        "subtitle" => Some(heading(2)),
        "caption" => Some(Tag::Caption),
        "quote" | "intensequote" => Some(Tag::Quote),
        "listparagraph" => Some(Tag::Item),
        name => name.strip_prefix("heading")?.parse().ok().map(heading),
    }
}
