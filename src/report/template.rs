//! `--template FILE`: a report of the user's own, written as a Jinja template over the published records.

use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, escape_formatter};

use super::encode::acts;
use super::json::Json;
use super::link::web;
use super::{Format, Options, Run, clean};
use crate::error::{Error, ErrorKind};
use crate::span::Span;
use crate::value::{Decimal, decimal};

/// A template, read and found to parse.
///
/// It is given what `--format json` writes, under the same names: `version`, `tool`, `summary`, `findings`,
/// `errors`. How text is escaped depends on the ending of its name, a last `.j2` or `.jinja` aside: as HTML for
/// `.html`, `.htm` and `.xml`, as JSON for `.json`, `.js` and `.yaml`, not at all for any other. Control characters and
/// marks of direction are shown as `U+FFFD` in each.
///
/// Besides the filters that Jinja has (<https://docs.rs/minijinja/3/minijinja/filters/>) there are `grouped`
/// (28000 as "28,000") and `web` (an address that may become a link, else nothing).
#[derive(Debug)]
pub struct Template {
    path: PathBuf,
    name: String,
    text: String,
}

impl Template {
    /// The template `text`, which stands in `path`.
    ///
    /// # Errors
    ///
    /// When it does not parse: told with its place.
    pub fn new(path: &Path, text: String) -> Result<Self, Error> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let template = Self { path: path.to_path_buf(), name, text };
        environment()
            .template_from_named_str(&template.name, &template.text)
            .map_err(|e| template.wrong(&e))?;
        Ok(template)
    }

    /// The report of `run`.
    ///
    /// # Errors
    ///
    /// When the template asks for what there is not: told with the place in the template.
    pub fn render(&self, run: &Run, options: &Options) -> Result<String, Error> {
        let internal = |e: String| Error::new(ErrorKind::Internal, format!("the records are no JSON: {e}"));
        let mut records = Vec::new();
        Json.render(run, options, &mut records).map_err(|e| internal(e.to_string()))?;
        let records: serde_json::Value =
            serde_json::from_slice(&records).map_err(|e| internal(e.to_string()))?;
        let environment = environment();
        let template = environment.template_from_named_str(&self.name, &self.text);
        template.and_then(|t| t.render(Value::from(Serde(&records)))).map_err(|e| self.wrong(&e))
    }

    fn wrong(&self, e: &minijinja::Error) -> Error {
        let what = match e.detail() {
            Some(detail) => format!("{}: {detail}", e.kind()),
            None => e.kind().to_string(),
        };
        let error = Error::new(ErrorKind::Syntax, what).in_file(&self.path);
        let line = || {
            let before = self.text.lines().take(e.line()?.saturating_sub(1));
            let start: usize = before.map(|l| l.len() + 1).sum();
            Some(start..start)
        };
        match e.range().or_else(line) {
            Some(range) => error.at(&self.text, Span::from(range)),
            None => error,
        }
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    // A mistyped name is an error; a key that a record leaves out can be asked for with `if`.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // The last line of a template ends as the template does.
    if let Ok(syntax) = SyntaxConfig::builder().keep_trailing_newline(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_debug(true);
    environment.add_filter("grouped", |x: Value| match x.to_string().parse::<Decimal>() {
        Ok(number) => Value::from(decimal::grouped(number)),
        Err(_) => x,
    });
    environment.add_filter("web", |x: Value| x.as_str().and_then(web).map(String::from).unwrap_or_default());
    environment.set_formatter(|out, state, value| {
        let moves = |c: char| acts(c) && !matches!(c, '\n' | '\t');
        match value.as_str().filter(|s| s.contains(moves) || s.contains(clean::COMMAND)) {
            Some(text) => {
                escape_formatter(out, state, &Value::from(clean::disarmed(&text.replace(moves, "\u{fffd}"))))
            }
            None => escape_formatter(out, state, value),
        }
    });
    environment
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn rendered(name: &str, text: &str) -> Result<String, Error> {
        Template::new(Path::new(name), text.to_owned())?.render(&sample::run(), &Options::default())
    }

    #[test]
    fn the_records_have_their_published_names() {
        let text = "{{ summary.conflicting }} of {{ findings|length }}\n{% for f in findings if f.verdict == 'conflicting' -%}\n\
                    {{ f.path }}:{{ f.line }}: {{ f.text }} ({{ f.mention.low|grouped }}-{{ f.mention.high|grouped }}), {{ f.evidence[0].url|web }}\n\
                    {% endfor %}";
        assert_eq!(
            rendered("a.txt", text).unwrap(),
            "1 of 3\ndrafts/korea.md:3: 28,000 (27,000-29,000), https://example.org/arrivals\n"
        );
    }

    #[test]
    fn text_is_escaped_as_the_name_of_the_template_asks() {
        let mut run = sample::run();
        run.files[0].findings[0].message = "<b>\u{1b}[31m\u{202e}".into();
        let shown = |name: &str| {
            let template = Template::new(Path::new(name), "{{ findings[0].message }}".into()).unwrap();
            template.render(&run, &Options::default()).unwrap()
        };
        assert_eq!(shown("a.html"), "&lt;b&gt;\u{fffd}[31m\u{fffd}");
        assert_eq!(shown("a.html.j2"), shown("a.html"));
        assert_eq!(shown("a.txt"), "<b>\u{fffd}[31m\u{fffd}");
        assert!(shown("a.json").starts_with('"'));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, what, place) in [
            ("a\n{% for f in %}", "syntax error", (2, 13)),
            ("a\nb {{ findings|nosuch }}", "unknown filter", (2, 15)),
            ("{{ finding }}", "undefined value", (1, 4)),
            ("\n\n{{ findings[0].txet }}", "undefined value", (3, 4)),
        ] {
            let e = rendered("a.txt", text).unwrap_err();
            assert!(e.message().starts_with(what), "{e}");
            assert_eq!(e.line_column(), Some(place), "{e}");
        }
        assert!(rendered("a.txt", "{% if findings[0].ignored %}x{% endif %}").is_ok());
    }
}
