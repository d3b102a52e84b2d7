//! Patterns of origins in `api.json`, and what people write in their place.

use super::cursor::Cursor;
use super::pattern::pattern;
use crate::pattern::Pattern;

/// Expressions for any text, the second of them within one label of a host.
const WILDCARDS: [&str; 4] = [".*", ".+", "[^.]+", "[^.]*"];

pub(super) fn origin_pattern(cursor: &Cursor) -> Option<Pattern> {
    let text = cursor.text().unwrap_or_default();
    if text == "*" {
        return cursor.report(
            "\"*\" is not a regular expression: leave allowedOrigins out to allow every origin",
        );
    }
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    if host.is_some_and(|host| host.starts_with('*')) {
        let meant = with_escaped_dots(&text.replacen('*', "[^.]+", 1));
        return cursor.report(format_args!(
            "{text:?} matches no origin, because * repeats what is before it: write {meant:?}"
        ));
    }
    let pattern = pattern(cursor)?;
    if let Some(dot) = unescaped_dots(text).first() {
        let mut other = text.to_owned();
        other.replace_range(*dot..=*dot, "x");
        let example = also_matched(&pattern, &other);
        let meant = with_escaped_dots(text);
        cursor.warn(format_args!("a dot stands for any character{example}: write {meant:?}"));
    }
    if let Some((wildcard, origin)) = foreign(text) {
        let example = also_matched(&pattern, &origin);
        if !example.is_empty() {
            cursor.warn(format_args!("{wildcard} stands for any text{example}"));
        }
    }
    Some(pattern)
}

/// An origin of anybody's that a pattern perhaps matches, and because of which part: text may follow the
/// host, or come before a domain that is not a label of its own.
fn foreign(text: &str) -> Option<(&'static str, String)> {
    let is_in_name = |character: char| character.is_ascii_alphanumeric();
    WILDCARDS.into_iter().take(2).find_map(|wildcard| {
        let (before, after) = text.split_once(wildcard)?;
        if after.is_empty() && before.ends_with(is_in_name) {
            Some((wildcard, format!("{before}.attacker.example")))
        } else if after.starts_with(is_in_name) && after.matches('.').count() == 1 {
            Some((wildcard, format!("{before}attacker-{after}")))
        } else {
            None
        }
    })
}

/// Says that an origin is matched too, if it is. It is given as a pattern, of which all but wildcards and
/// escapes stands for itself.
fn also_matched(pattern: &Pattern, origin: &str) -> String {
    let mut origin = origin.replace('\\', "");
    for wildcard in WILDCARDS {
        origin = origin.replace(wildcard, "app");
    }
    if pattern.matches(&origin) { format!(", so {origin:?} is allowed too") } else { String::new() }
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
