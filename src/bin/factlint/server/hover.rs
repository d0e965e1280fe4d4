//! What appears over a claim: what was read, what it was held against, where that comes from.
//!
//! Text of the draft and of the base is data: in Markdown none of its signs is markup.

use factlint::report::{Evidence, Finding, SourceNote, clean, markdown_text};

/// What is known of the findings at one place.
pub(super) fn text<'f>(findings: impl Iterator<Item = &'f Finding>, markdown: bool) -> String {
    let paper = Paper { markdown };
    findings.map(|f| paper.finding(f)).collect::<Vec<_>>().join(if markdown { "\n\n---\n\n" } else { "\n\n" })
}

/// The most columns of any one thing.
const WIDTH: usize = 300;

#[derive(Clone, Copy)]
struct Paper {
    markdown: bool,
}

impl Paper {
    fn plain(self, s: &str) -> String {
        let short = clean::short(s, WIDTH);
        if self.markdown { markdown_text(&short) } else { short.into_owned() }
    }

    fn strong(self, s: &str) -> String {
        if self.markdown { format!("**{}**", self.plain(s)) } else { self.plain(s) }
    }

    fn finding(self, f: &Finding) -> String {
        let mut head =
            format!("{} {}", self.strong(f.verdict.as_str()), self.plain(&format!("({})", f.code)));
        if let Some(ignored) = &f.ignored {
            let reason = if ignored.reason.is_empty() { "no reason given" } else { &ignored.reason };
            head.push_str(&self.plain(&format!(", ignored: {reason}")));
        }
        let mut rows = vec![("read as", self.plain(&f.understood))];
        let about = [&f.entity, &f.property].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        if !about.is_empty() {
            rows.push(("about", self.plain(&about)));
        }
        for e in &f.evidence {
            rows.push(("fact", self.fact(e)));
            rows.extend(e.source.as_ref().map(|s| ("source", self.source(s))));
        }
        rows.extend(f.notes.iter().map(|n| ("note", self.plain(n))));
        rows.extend(f.help.iter().map(|h| ("help", self.plain(h))));
        rows.extend(f.suggestion.iter().map(|s| ("write", self.strong(s))));
        let mut out = format!("{head}\n\n{}\n", self.plain(&f.message));
        for (name, value) in rows {
            out.push_str(&format!("\n- {name}: {value}"));
        }
        out
    }

    /// "nk-arrivals-2024: 34,314, as of 2024-12-31, -18.4 % (claims/korea.toml:41)"
    fn fact(self, e: &Evidence) -> String {
        let mut out = match e.fact.as_str() {
            "" => self.strong(&e.value),
            fact => format!("{}: {}", self.plain(fact), self.strong(&e.value)),
        };
        if let Some(as_of) = &e.as_of {
            out.push_str(&self.plain(&format!(", as of {as_of}")));
        }
        if let Some(difference) = &e.difference {
            out.push_str(&self.plain(&format!(", {difference}")));
        }
        out.push_str(&self.plain(&format!(" ({}:{})", e.path, e.line)));
        out
    }

    fn source(self, s: &SourceNote) -> String {
        let mut parts: Vec<String> =
            [&s.publisher, &s.title].into_iter().flatten().map(|p| self.plain(p)).collect();
        parts.extend(s.published.as_ref().map(|p| self.plain(&format!("published {p}"))));
        parts.extend(s.url.as_ref().map(|u| self.address(u)));
        parts.join(", ")
    }

    /// An address that can be followed, if it is one of the web and nothing but an address.
    fn address(self, url: &str) -> String {
        let web = url.starts_with("https://") || url.starts_with("http://");
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\\\"`".contains(c) || !c.is_ascii();
        if self.markdown && web && !url.contains(odd) { format!("<{url}>") } else { self.plain(url) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_can_be_followed() {
        let paper = Paper { markdown: true };
        assert_eq!(paper.address("https://example.org/a_b"), "<https://example.org/a_b>");
        for bad in
            ["javascript:alert(1)", "https://x> <b>", "command:run", "https://x\ny", "file:///etc/passwd"]
        {
            assert!(!paper.address(bad).starts_with('<'), "{bad}");
        }
    }
}
