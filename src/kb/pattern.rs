//! Aliases as editors write them: `{a|b}` alternation, `[optional]` words, `=EXACT` case, `re:`.
//!
//! "North Korean {defectors|escapees}" stands for two phrases, "[the] Ministry of Unification" for two.

/// What an alias stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Plain phrases; `exact` when their case counts.
    Phrases { phrases: Vec<String>, exact: bool },
    /// A regular expression.
    Regex(String),
}

/// Most phrases that one alias may stand for.
const MOST: usize = 64;
/// Longest alias, in bytes.
const LONGEST: usize = 1000;

/// Takes an alias apart.
pub(super) fn parse(alias: &str) -> Result<Pattern, String> {
    if alias.len() > LONGEST {
        return Err(format!("an alias is no longer than {LONGEST} bytes; this one has {}", alias.len()));
    }
    if let Some(re) = alias.strip_prefix("re:") {
        return match regex::Regex::new(re.trim()) {
            Ok(_) => Ok(Pattern::Regex(re.trim().to_owned())),
            Err(e) => {
                let why = e.to_string();
                Err(format!(
                    "`{}` is no regular expression: {}",
                    re.trim(),
                    why.lines().last().unwrap_or_default()
                ))
            }
        };
    }
    let (exact, body) = alias.strip_prefix('=').map_or((false, alias), |a| (true, a));
    let mut rest = body;
    let mut phrases = sequence(&mut rest, 0).map_err(|why| format!("`{alias}`: {why}"))?;
    if !rest.is_empty() {
        return Err(format!("`{alias}`: `{}` closes nothing", &rest[..1]));
    }
    for p in &mut phrases {
        *p = p.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    phrases.retain(|p| p.chars().any(char::is_alphanumeric));
    phrases.dedup();
    if phrases.is_empty() {
        return Err("an alias has at least one letter or digit".to_owned());
    }
    Ok(Pattern::Phrases { phrases, exact })
}

/// Literals, `{a|b}` and `[x]` up to a closing sign, which is left.
fn sequence(rest: &mut &str, depth: usize) -> Result<Vec<String>, String> {
    if depth > 8 {
        return Err("brackets are nested too deeply".to_owned());
    }
    let mut out = vec![String::new()];
    loop {
        let at = rest.find(['{', '}', '[', ']', '|']).unwrap_or(rest.len());
        let (literal, tail) = rest.split_at(at);
        for o in &mut out {
            o.push_str(literal);
        }
        let (choices, close) = match tail.as_bytes().first() {
            Some(open @ (b'{' | b'[')) => {
                *rest = &tail[1..];
                let mut choices = sequence(rest, depth + 1)?;
                while let Some(more) = rest.strip_prefix('|') {
                    *rest = more;
                    choices.append(&mut sequence(rest, depth + 1)?);
                }
                if *open == b'[' {
                    choices.push(String::new());
                }
                (choices, if *open == b'[' { ']' } else { '}' })
            }
            Some(b'|') if depth == 0 => return Err("`|` stands outside of `{a|b}`".to_owned()),
            _ => {
                *rest = tail;
                return Ok(out);
            }
        };
        *rest = rest.strip_prefix(close).ok_or_else(|| format!("`{close}` is missing"))?;
        if out.len() * choices.len() > MOST {
            return Err(format!("it stands for more than {MOST} phrases"));
        }
        out = out.iter().flat_map(|o| choices.iter().map(move |c| format!("{o}{c}"))).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(alias: &str) -> Vec<String> {
        match parse(alias) {
            Ok(Pattern::Phrases { phrases, .. }) => phrases,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn alternation_and_optional_words() {
        assert_eq!(phrases("North Korea"), ["North Korea"]);
        assert_eq!(
            phrases("North Korean {defectors|escapees}"),
            ["North Korean defectors", "North Korean escapees"]
        );
        assert_eq!(phrases("[the] Ministry [of [National] Unification]").len(), 6);
        assert_eq!(phrases("[the] South"), ["the South", "South"]);
        assert_eq!(phrases("works [on show|shown]"), ["works on show", "works shown", "works"]);
        assert_eq!(phrases("GDP {(PPP)|, PPP}"), ["GDP (PPP)", "GDP , PPP"]);
        assert_eq!(parse("=ROK"), Ok(Pattern::Phrases { phrases: vec!["ROK".into()], exact: true }));
        assert_eq!(parse("re:b(orn|irth)"), Ok(Pattern::Regex("b(orn|irth)".into())));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(parse("a {b|c").unwrap_err(), "`a {b|c`: `}` is missing");
        assert_eq!(parse("a | b").unwrap_err(), "`a | b`: `|` stands outside of `{a|b}`");
        assert_eq!(parse("a] b").unwrap_err(), "`a] b`: `]` closes nothing");
        assert_eq!(parse("...").unwrap_err(), "an alias has at least one letter or digit");
        assert!(parse("{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}").unwrap_err().contains("more than 64"));
        assert!(parse("re:(").unwrap_err().starts_with("`(` is no regular expression"));
        assert!(parse(&"[".repeat(900)).unwrap_err().contains("nested too deeply"));
        assert!(parse(&"x".repeat(10_000_000)).unwrap_err().contains("no longer than"));
    }
}
