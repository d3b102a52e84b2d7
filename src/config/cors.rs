//! Cross-origin resource sharing in `api.json`.

use super::cursor::Cursor;
use super::names;
use super::origin::origin_pattern;
use crate::http::{Cors, HeaderValue};
use crate::pattern::Pattern;

/// The longest `Access-Control-Max-Age` that any browser honours, in seconds.
const MAX_AGE_LIMIT: u32 = 86_400;
const DEFAULT_MAX_AGE: u32 = 7_200;

pub(super) fn cors(cursor: &Cursor) -> Option<Cors> {
    let object = cursor.object(&["allowedOrigins", "allowOrigin", "maxAgeSeconds"])?;
    let allowed_origins = object.optional("allowedOrigins", allowed_origins);
    let allow_origin = object.optional("allowOrigin", allow_origin);
    let max_age = object.optional("maxAgeSeconds", |cursor| cursor.integer(0..=MAX_AGE_LIMIT));
    let every_origin = Cors::every_origin();
    let cors = Cors {
        allowed_origins: allowed_origins?,
        allow_origin: allow_origin?.unwrap_or(every_origin.allow_origin),
        max_age: max_age?.unwrap_or(every_origin.max_age),
    };
    let readable = cors.allow_origin.as_str();
    if readable != "*" && !cors.allows(Some(readable)) {
        return object.required("allowOrigin").expected("an origin that allowedOrigins allows");
    }
    Some(cors)
}

impl Cors {
    /// What holds where nothing is declared.
    pub(super) fn every_origin() -> Self {
        Self { allowed_origins: None, allow_origin: HeaderValue::any(), max_age: DEFAULT_MAX_AGE }
    }
}

fn allowed_origins(cursor: &Cursor) -> Option<Vec<Pattern>> {
    match cursor.text() {
        Some("*") => cursor.report("leave allowedOrigins out to allow every origin"),
        Some(text) => cursor
            .report(format_args!("expected an array of regular expressions: write [{text:?}]")),
        None => cursor.each("regular expressions", origin_pattern),
    }
}

fn allow_origin(cursor: &Cursor) -> Option<HeaderValue> {
    let expected = "* or one origin, such as https://app.example.com";
    let value = cursor.string(expected, names::is_allow_origin)?;
    HeaderValue::new(value).or_else(|| cursor.expected(expected))
}
