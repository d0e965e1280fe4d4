//! What a text says of itself completes what its caller says of it.
//!
//! Front matter gives `locale`, `prefer`, `timeline`, `about` and `as-of` (plain or under `factlint.`); front matter,
//! HTML metadata or the dateline gives the publication date. What the caller says wins; what a configuration
//! says comes last.

use super::dateline::publication_date;
use crate::mention::{Context, Prefer, Timeline};
use crate::rules::Rules;
use crate::text::Document;

/// The context of `doc`: the caller's, completed.
#[must_use]
pub fn complete(doc: &Document<'_>, rules: &Rules, given: &Context) -> Context {
    let mut context = given.clone();
    let said = |key: &str| {
        // Most texts say nothing of themselves.
        doc.metadata.first()?;
        doc.meta(&[key, &format!("factlint.{key}")]).map(|m| m.value.trim())
    };
    context.locale = context.locale.or_else(|| said("locale").or(said("lang")).and_then(|v| v.parse().ok()));
    context.prefer = context.prefer.or_else(|| match said("prefer")? {
        "past" => Some(Prefer::Past),
        "future" => Some(Prefer::Future),
        _ => None,
    });
    context.timeline = context.timeline.or_else(|| match said("timeline")? {
        "news" => Some(Timeline::News),
        "narrative" => Some(Timeline::Narrative),
        _ => None,
    });
    if context.about.is_none() {
        context.about = said("about").map(str::to_owned);
    }
    context.as_of = context.as_of.or_else(|| said("as-of")?.parse().ok());
    if context.date.is_none() {
        context.date = publication_date(doc, rules);
    }
    if let Some(fallback) = context.fallback.take() {
        context.locale = context.locale.or(fallback.locale);
        context.prefer = context.prefer.or(fallback.prefer);
        context.timeline = context.timeline.or(fallback.timeline);
        context.about = context.about.or(fallback.about);
        context.as_of = context.as_of.or(fallback.as_of);
        context.date = context.date.or(fallback.date);
    }
    context
}
