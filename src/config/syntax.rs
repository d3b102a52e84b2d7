//! Reading JSON (RFC 8259), with a message for what is not JSON.

use jsonc_parser::ast::Value;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};
use serde::de::IgnoredAny;

use super::document::Document;

const JSON: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads the document, or reports what is not JSON in it.
pub(super) fn parse<'a>(text: &'a str, document: &Document) -> Option<Value<'a>> {
    // serde_json is the word on what JSON is, the other one on where things are, and on what was meant.
    let checked = serde_json::from_str::<IgnoredAny>(text);
    if let Err(error) = &checked
        && error.to_string().starts_with("control character")
    {
        let at = offset(text, error.line(), error.column());
        document.mistake(at, None, control_character(text, at));
        return None;
    }
    let parsed = match parse_to_ast(text, &CollectOptions::default(), &JSON) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let (at, message) = explain(text, &error);
            document.mistake(at, None, message);
            return None;
        }
    };
    match (parsed, checked) {
        (Some(value), Ok(_)) => Some(value),
        (None, _) => {
            document.mistake(0, None, "the file is empty");
            None
        }
        (_, Err(error)) => {
            let at = offset(text, error.line(), error.column());
            let message = error.to_string();
            let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
            match text.get(at..).and_then(|rest| rest.chars().next()) {
                next if is_foreign_space(next) => document.mistake(at, None, FOREIGN_SPACE),
                _ => document.mistake(at, None, format!("not JSON: {message}")),
            }
            None
        }
    }
}

const FOREIGN_SPACE: &str = "this is not one of JSON's spaces: type it again";

/// Whether a character looks like a space and is none to JSON, as a no-break space does.
fn is_foreign_space(character: Option<char>) -> bool {
    character.is_some_and(|it| it.is_whitespace() && !" \t\r\n".contains(it))
}

/// What is wrong with a control character in a string, which serde_json has stopped at or behind.
fn control_character(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default().char_indices().next_back();
    let from = before.map_or(at, |(before, _)| before);
    let mut characters = text.get(from..).unwrap_or_default().chars();
    match characters.find(char::is_ascii_control) {
        Some('\t') => "a tab in a string is written \\t".to_owned(),
        Some('\n' | '\r') | None => {
            "a string ends on the line on which it begins: a \" is missing".to_owned()
        }
        Some(other) => {
            format!("a control character in a string is written \\u{:04x}", u32::from(other))
        }
    }
}

/// Where it is wrong, and what to do about it.
fn explain(text: &str, error: &ParseError) -> (usize, String) {
    let at = error.range().start;
    let rest = text.get(at..).unwrap_or_default();
    let next = rest.chars().next();
    let before = text.get(..at).unwrap_or_default().trim_end().chars().next_back();
    let message = match error.kind() {
        ParseErrorKind::TrailingCommasNotAllowed => {
            let closing = rest.trim_start_matches(',').trim_start().chars().next();
            return (at, format!("a comma too many before {}", closing.unwrap_or('}')));
        }
        _ if next == Some('#') => "JSON has no comments: remove this one",
        _ if next.is_some_and(|next| "“”„«»".contains(next)) => {
            "strings are in straight quotes: \"…\", not “…”"
        }
        _ if is_foreign_space(next) => FOREIGN_SPACE,
        ParseErrorKind::ExpectedComma
            if next.is_some_and(|next| next.is_ascii_digit()) && before == Some('0') =>
        {
            "not a number of JSON: those are written 10, -1 or 0.5"
        }
        ParseErrorKind::ExpectedComma => "a comma is missing before this",
        ParseErrorKind::UnexpectedComma if before == Some(':') => "a value is missing before this",
        _ if next == Some(',') => "a comma too many",
        ParseErrorKind::CommentsNotAllowed | ParseErrorKind::UnterminatedCommentBlock => {
            "JSON has no comments: remove this one"
        }
        ParseErrorKind::SingleQuotedStringsNotAllowed => {
            "strings are in double quotes: \"…\", not '…'"
        }
        ParseErrorKind::ExpectedColonAfterObjectKey => "a colon is missing after this name",
        ParseErrorKind::ExpectedObjectValue => "a value is missing after this name",
        ParseErrorKind::UnexpectedColon => "there is no colon here",
        ParseErrorKind::ExpectedStringObjectProperty | ParseErrorKind::UnexpectedTokenInObject => {
            "a name in double quotes is missing here"
        }
        ParseErrorKind::UnexpectedWord | ParseErrorKind::UnexpectedToken
            if next.is_some_and(char::is_alphabetic) =>
        {
            "text is in double quotes, and true, false and null in lower case"
        }
        ParseErrorKind::UnterminatedObject => "this { is never closed: a } is missing",
        ParseErrorKind::UnterminatedArray => "this [ is never closed: a ] is missing",
        ParseErrorKind::UnexpectedCloseBrace => "there is nothing that this } closes",
        ParseErrorKind::UnexpectedCloseBracket => "there is nothing that this ] closes",
        ParseErrorKind::MultipleRootJsonValues => "nothing may follow the document: remove this",
        ParseErrorKind::NestingDepthExceeded => "nested too deep",
        ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
        | ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed => {
            "not a number of JSON: those are written 10, -1 or 0.5"
        }
        ParseErrorKind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            "this string is never closed: a \" is missing"
        }
        ParseErrorKind::String(_) if rest.starts_with("\\u") => {
            "\\u needs four hexadecimal digits, and both halves of a pair"
        }
        ParseErrorKind::String(_) if next == Some('\\') => {
            let escaped: String = rest.chars().skip(1).take(1).collect();
            return (at, format!("JSON has no escape \\{escaped}: a backslash is written \\\\"));
        }
        ParseErrorKind::String(_) => "JSON has no such escape: a backslash is written \\\\",
        ParseErrorKind::UnexpectedComma
        | ParseErrorKind::UnexpectedWord
        | ParseErrorKind::UnexpectedToken => "JSON has nothing that begins like this",
    };
    (at, message.to_owned())
}

/// The byte at which serde_json has stopped: it counts columns in bytes, from 1, and 0 for a line's start.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
