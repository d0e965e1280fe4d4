//! What a text says of itself completes what its caller says of it.
//!
//! Front matter gives `locale`, `prefer`, `timeline` and `about` (plain or under `factlint.`); front matter,
//! HTML metadata or the dateline gives the publication date. What the caller says wins; what a configuration
//! says comes last.

use super::dateline::publication_date;
use crate::mention::{Context, Locale, Prefer, Timeline};
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
    if context.locale == Locale::default()
        && let Some(locale) = said("locale").or(said("lang")).and_then(|v| v.parse().ok())
    {
        context.locale = locale;
    }
    if context.prefer == Prefer::default() && said("prefer") == Some("future") {
        context.prefer = Prefer::Future;
    }
    if context.timeline == Timeline::default() && said("timeline") == Some("narrative") {
        context.timeline = Timeline::Narrative;
    }
    if context.about.is_none() {
        context.about = said("about").map(str::to_owned);
    }
    if context.date.is_none() {
        context.date = publication_date(doc, rules);
    }
    if let Some(fallback) = context.fallback.take() {
        if context.locale == Locale::default() {
            context.locale = fallback.locale;
        }
        if context.prefer == Prefer::default() {
            context.prefer = fallback.prefer;
        }
        if context.timeline == Timeline::default() {
            context.timeline = fallback.timeline;
        }
        context.about = context.about.or(fallback.about);
        context.date = context.date.or(fallback.date);
    }
    context
}
