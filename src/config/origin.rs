//! Patterns of origins in `api.json`, and what people write in their place.

use super::cursor::Cursor;
use super::pattern::pattern;
use crate::pattern::Pattern;

pub(super) fn origin_pattern(cursor: &Cursor) -> Option<Pattern> {
    let text = cursor.text().unwrap_or_default();
    if let Some(meant) = wildcard(text) {
        return cursor.report(format_args!("{text:?} is not a pattern of origins: {meant}"));
    }
    let pattern = pattern(cursor)?;
    if let Some(reason) = never_matches(text) {
        cursor.warn(reason);
    } else {
        if let Some(dot) = unescaped_dots(text).first() {
            let mut other = text.to_owned();
            other.replace_range(*dot..=*dot, "x");
            let example = also_allowed(&pattern, [example(&other)]);
            let meant = with_escaped_dots(text);
            cursor.warn(format_args!("a dot stands for any character{example}: write {meant:?}"));
        }
        let example = also_allowed(&pattern, foreign(text));
        if !example.is_empty() {
            cursor.warn(format_args!("it matches more than one site{example}"));
        }
    }
    Some(pattern)
}

/// What to write in place of a pattern with the wildcards of other tools.
fn wildcard(text: &str) -> Option<String> {
    let (scheme, host) = split_scheme(text);
    match host.strip_prefix('*') {
        Some("") => Some("leave allowedOrigins out to allow every origin".to_owned()),
        Some(rest) => {
            let scheme = if scheme.is_empty() { "https://" } else { scheme };
            let domain = rest.trim_start_matches(['*', '.', '\\']);
            let meant = with_escaped_dots(&domain.replace('*', "[^.]+"));
            Some(format!("write {:?} for all subdomains", format!("{scheme}[^.]+\\.{meant}")))
        }
        None => None,
    }
}

/// Why no browser sends an origin that the pattern was meant to match.
/// <https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin>
fn never_matches(text: &str) -> Option<String> {
    let (scheme, host) = split_scheme(text);
    let is_host = host.starts_with(|first: char| first.is_ascii_alphanumeric());
    if let Some(before) = text.strip_suffix(":*") {
        let meant = format!("{before}:[0-9]+");
        return Some(format!("* repeats the colon before it: write {meant:?} for any port"));
    }
    if scheme.is_empty() {
        let is_domain = is_host && host.contains('.') && !text.contains("//");
        return is_domain.then(|| {
            format!("an origin begins with its scheme: write {:?}", format!("https://{text}"))
        });
    }
    if let Some(before) = text.strip_suffix('/') {
        return Some(format!("an origin ends without a slash: write {before:?}"));
    }
    let port = if scheme == "https://" { ":443" } else { ":80" };
    if let Some(before) = text.strip_suffix(port) {
        return Some(format!("browsers leave the port {port} out: write {before:?}"));
    }
    let is_upper = is_host && literals(host).concat().contains(|it: char| it.is_ascii_uppercase());
    is_upper.then(|| "an origin is in lower case".to_owned())
}

/// Origins that anybody could have, in place of what the pattern was meant to match: with text before a
/// domain that is not a label of its own, and after a host.
fn foreign(text: &str) -> Vec<String> {
    let (scheme, host) = split_scheme(text);
    let scheme = if scheme == "http://" { scheme } else { "https://" };
    let mut origins = Vec::new();
    for literal in literals(host) {
        let domain = literal.trim_matches(['.', '-']);
        if domain.contains('.') {
            origins.push(format!("{scheme}{domain}.attacker.example"));
            origins.push(format!("{scheme}app.{domain}.attacker.example"));
        }
        // Of a longer name, only who has the domain can have another beginning.
        if literal == domain && domain.matches('.').count() == 1 {
            origins.push(format!("{scheme}attacker{domain}"));
            origins.push(format!("{scheme}attacker-{domain}"));
        }
    }
    origins
}

/// Says that one of some origins is matched too, if it is.
fn also_allowed(pattern: &Pattern, origins: impl IntoIterator<Item = String>) -> String {
    let is_origin =
        |origin: &String| origin.starts_with("https://") || origin.starts_with("http://");
    let mut allowed = origins.into_iter().filter(is_origin).filter(|it| pattern.matches(it));
    allowed.next().map(|origin| format!(", so {origin:?} is allowed too")).unwrap_or_default()
}

/// A text that a pattern of literals and wildcards may match.
fn example(text: &str) -> String {
    let wildcards = [".*", ".+", "[^.]+", "[^.]*"];
    let literal =
        wildcards.into_iter().fold(text.to_owned(), |it, wildcard| it.replace(wildcard, "app"));
    literal.replace('\\', "")
}

/// The scheme, if it is `http` or `https`, and the rest.
fn split_scheme(text: &str) -> (&str, &str) {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("https?://"))
        .or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) => (text.strip_suffix(host).unwrap_or_default(), host),
        None => ("", text),
    }
}

/// The texts in a pattern that stand for themselves: letters, digits, `-`, and dots, escaped or meant as such.
fn literals(text: &str) -> Vec<String> {
    let mut literals = vec![String::new()];
    let mut in_class = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let literal = match (character, next) {
            ('\\', Some(escaped)) => {
                characters.next();
                (!escaped.is_ascii_alphanumeric()).then_some(escaped)
            }
            ('.', Some(next)) if next.is_ascii_alphanumeric() => Some('.'),
            ('-', _) => Some('-'),
            _ => character.is_ascii_alphanumeric().then_some(character),
        };
        in_class = (in_class || character == '[') && character != ']';
        let is_repeated = characters.peek().is_some_and(|next| "*+?{".contains(*next));
        match (literal, literals.last_mut()) {
            (Some(literal), Some(last)) if !in_class && !is_repeated => last.push(literal),
            _ => literals.push(String::new()),
        }
    }
    literals
}

/// The pattern in which a dot before a letter or digit is a dot.
fn with_escaped_dots(text: &str) -> String {
    let mut escaped = text.to_owned();
    for dot in unescaped_dots(text).into_iter().rev() {
        escaped.insert(dot, '\\');
    }
    escaped
}

/// Where dots stand for any character and were probably meant as dots: those before a letter or digit.
fn unescaped_dots(text: &str) -> Vec<usize> {
    let mut dots = Vec::new();
    let mut in_class = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        match character {
            '\\' => {
                characters.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '.' if !in_class && next.is_some_and(|next| next.is_ascii_alphanumeric()) => {
                dots.push(at);
            }
            _ => {}
        }
    }
    dots
}
