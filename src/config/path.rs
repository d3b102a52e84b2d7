//! The path of a route in `api.json`.

use super::cursor::Cursor;
use super::names;
use crate::route::{Path, Segment};

/// The longest path pattern of a CloudFront cache behavior, in characters.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
const LIMIT: usize = 255;

/// A path, and the names of its parameters in their order.
pub(super) fn path(cursor: &Cursor) -> Option<(Path, Vec<String>)> {
    let expected = "a path such as /users/{id}, of at most 255 characters";
    let text =
        cursor.string(expected, |text| text.starts_with('/') && text.chars().count() <= LIMIT)?;
    let written: Vec<&str> = text.split('/').skip(1).collect();
    let mut names: Vec<String> = Vec::new();
    let mut segments = Vec::new();
    for (index, segment) in written.iter().enumerate() {
        let is_last = index + 1 == written.len();
        match parse(segment, is_last) {
            Ok(Part::Literal) => segments.push(Segment::Literal((*segment).to_owned())),
            Ok(Part::Parameter(name)) if names.iter().any(|other| other == name) => {
                return cursor
                    .report(format_args!("{{{name}}} a second time: give one another name"));
            }
            Ok(Part::Parameter(name)) => {
                names.push(name.to_owned());
                segments.push(Segment::Parameter);
            }
            Err(message) => return cursor.report(message),
        }
    }
    Some((Path { text: text.to_owned(), segments }, names))
}

enum Part<'a> {
    Literal,
    Parameter(&'a str),
}

fn parse(segment: &str, is_last: bool) -> Result<Part<'_>, String> {
    let braced = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let after_colon = segment.strip_prefix(':');
    match (braced, after_colon) {
        (Some(name), _) if names::is_parameter(name) => Ok(Part::Parameter(name)),
        (Some(name), _) if !name.contains(['{', '}']) => {
            let hint = match name.contains(':') {
                true => ": a pattern is declared in \"parameter\"",
                false => "",
            };
            Err(format!(
                "a parameter's name has 1 to 128 letters, digits and -._, found {name:?}{hint}"
            ))
        }
        _ if segment.contains('?') => {
            Err("a path has no query string: its parameters are named in \"parameters\"".to_owned())
        }
        (_, Some(name))
            if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') =>
        {
            Err(format!("a parameter is written {{{name}}}, not {segment}"))
        }
        _ if segment.contains(['{', '}']) => Err(format!(
            "a parameter is a whole segment, as in /users/{{id}}, not a part of {segment:?}"
        )),
        _ if segment.contains('*') => {
            Err("a path has no *: a parameter is written {name}, and is a whole segment".to_owned())
        }
        _ if segment.is_empty() && !is_last => {
            Err("a path has no empty segment: remove a /".to_owned())
        }
        _ if matches!(segment, "." | "..") => {
            Err(format!("a path has no segment {segment}: browsers remove it"))
        }
        _ if names::is_segment(segment) => Ok(Part::Literal),
        _ => Err(format!("{segment:?} has other characters than letters, digits and -._~$'@:+&")),
    }
}

/// Which of two paths counts where a request could be for either.
pub(super) enum Overlap {
    /// None could.
    None,
    /// The one that is literal where the other has a parameter.
    MoreLiteral,
    /// Neither is more literal than the other.
    Ambiguous,
}

pub(super) fn overlap(one: &Path, other: &Path) -> Overlap {
    if one.segments.len() != other.segments.len() {
        return Overlap::None;
    }
    let (mut one_is_more, mut other_is_more) = (false, false);
    for pair in one.segments.iter().zip(&other.segments) {
        match pair {
            (Segment::Literal(one), Segment::Literal(other)) if one == other => {}
            (Segment::Parameter, Segment::Parameter) => {}
            (Segment::Literal(text), Segment::Parameter) if !text.is_empty() => one_is_more = true,
            (Segment::Parameter, Segment::Literal(text)) if !text.is_empty() => {
                other_is_more = true
            }
            _ => return Overlap::None,
        }
    }
    if one_is_more == other_is_more { Overlap::Ambiguous } else { Overlap::MoreLiteral }
}
