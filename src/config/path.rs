//! The path of a route in `api.json`.

use super::cursor::Cursor;
use super::names;
use crate::route::{Path, Segment};

/// The longest path pattern of a CloudFront cache behavior, in characters.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
const LIMIT: usize = 255;

/// A path, and the names of its parameters in their order: these also of a path with another mistake, so that
/// the key can be checked.
pub(super) fn path(cursor: &Cursor) -> (Option<Path>, Vec<String>) {
    let text = cursor.text().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    let mut segments = Vec::new();
    let mut mistake = beginning(text);
    let written: Vec<&str> = text.trim_start_matches('/').split('/').collect();
    for (index, segment) in written.iter().enumerate() {
        let is_last = index + 1 == written.len();
        match parse(segment, is_last) {
            Ok(Part::Literal) => segments.push(Segment::Literal((*segment).to_owned())),
            Ok(Part::Parameter(name)) => {
                if names.iter().any(|other| other == name) {
                    let twice = format!("{{{name}}} a second time: give one another name");
                    mistake = mistake.or(Some(twice));
                }
                names.push(name.to_owned());
                segments.push(Segment::Parameter);
            }
            Err(Meant { message, name }) => {
                mistake = mistake.or(Some(message));
                names.extend(name.map(str::to_owned));
            }
        }
    }
    let path = match mistake {
        _ if cursor.text().is_none() || text.chars().count() > LIMIT => cursor
            .expected(format_args!("a path such as /users/{{id}}, of at most {LIMIT} characters")),
        Some(mistake) => cursor.report(mistake),
        None => Some(Path { text: text.to_owned(), segments }),
    };
    (path, names)
}

/// What is wrong with how it begins.
fn beginning(text: &str) -> Option<String> {
    if let Some((_, after)) = text.split_once("://") {
        let path = after.find('/').and_then(|at| after.get(at..)).unwrap_or("/");
        return Some(format!("a path, without scheme and host: write {path:?}"));
    }
    if text.starts_with("//") {
        return Some(NO_EMPTY_SEGMENT.to_owned());
    }
    (!text.starts_with('/'))
        .then(|| format!("a path begins with a slash: write {:?}", format!("/{text}")))
}

const NO_EMPTY_SEGMENT: &str = "a path has no empty segment: remove a /";

enum Part<'a> {
    Literal,
    Parameter(&'a str),
}

/// A segment that is wrong, and the parameter that was meant, if one was.
struct Meant<'a> {
    message: String,
    name: Option<&'a str>,
}

fn parse(segment: &str, is_last: bool) -> Result<Part<'_>, Meant<'_>> {
    let within = |open, close| segment.strip_prefix(open)?.strip_suffix(close);
    if let Some(name) = within('{', '}').filter(|name| names::is_parameter(name)) {
        return Ok(Part::Parameter(name));
    }
    if let Some(name) = within('<', '>').or(within('[', ']')).or_else(|| after_colon(segment)) {
        let message = format!("a parameter is written {{{name}}}, not {segment}");
        return Err(Meant { message, name: Some(name) });
    }
    let message = match within('{', '}') {
        Some(name) if !name.contains(['{', '}']) => {
            let hint = match name.contains(':') {
                true => ": a pattern is declared in \"parameter\"",
                false => "",
            };
            format!("a parameter's name has 1 to 128 letters, digits and -._, found {name:?}{hint}")
        }
        _ if segment.contains('?') => {
            "a path has no query string: its parameters are named in \"parameters\"".to_owned()
        }
        _ if segment.contains(['{', '}']) => format!(
            "a parameter is a whole segment, as in /users/{{id}}, not a part of {segment:?}"
        ),
        _ if segment.contains('*') => {
            "a path has no *: a parameter is written {name}, and is a whole segment".to_owned()
        }
        _ if segment.is_empty() && !is_last => NO_EMPTY_SEGMENT.to_owned(),
        _ if matches!(segment, "." | "..") => {
            format!("a path has no segment {segment}: browsers remove it")
        }
        _ if !names::is_segment(segment) => {
            format!("{segment:?} has other characters than letters, digits and -._~$'@:+&")
        }
        _ => return Ok(Part::Literal),
    };
    let name = segment.split_once('{').and_then(|(_, rest)| rest.split_once([':', '}']));
    Err(Meant { message, name: name.map(|(name, _)| name) })
}

/// The parameter that other frameworks write `:name`.
fn after_colon(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix(':')?;
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_').then_some(name)
}

/// Whether a request could be for either of two paths, of which neither is more literal than the other.
pub(super) fn is_ambiguous(one: &Path, other: &Path) -> bool {
    if one.segments.len() != other.segments.len() {
        return false;
    }
    let (mut one_is_more, mut other_is_more) = (false, false);
    for pair in one.segments.iter().zip(&other.segments) {
        match pair {
            (Segment::Literal(one), Segment::Literal(other)) if one == other => {}
            (Segment::Parameter, Segment::Parameter) => {}
            (Segment::Literal(text), Segment::Parameter) if !text.is_empty() => one_is_more = true,
            (Segment::Parameter, Segment::Literal(text)) if !text.is_empty() => {
                other_is_more = true;
            }
            _ => return false,
        }
    }
    one_is_more == other_is_more
}
