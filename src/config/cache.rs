//! Caching in `api.json`.

use super::cursor::Cursor;
use crate::http::CacheControl;

/// The longest time that can be declared: a year, the longest that HTTP/1.1 advised (RFC 2616 §14.21).
const LIMIT: u32 = 365 * 24 * 60 * 60;

pub(super) fn cache(cursor: &Cursor) -> Option<CacheControl> {
    let object = cursor.object_or(&["seconds", "staleSeconds"], "seconds")?;
    let seconds = object.required("seconds").integer(0..=LIMIT);
    let stale_seconds = object.optional("staleSeconds", |cursor| cursor.integer(0..=LIMIT));
    Some(CacheControl::new(seconds?, stale_seconds?.unwrap_or_default()))
}
