//! For how long answers may be kept, in `api.json`.

use super::node::Node;
use crate::cache_control::CacheControl;

/// The longest that can be declared: a year, the most that HTTP/1.1 advised servers to say (RFC 2616
/// §14.21).
const LIMIT: u32 = 365 * 24 * 60 * 60;

pub(super) fn cache(node: &Node) -> Option<CacheControl> {
    let object = node.object(&["seconds", "staleSeconds"])?;
    let seconds = object.required("seconds").integer(0..=LIMIT);
    let stale_seconds = object.optional("staleSeconds", |node| node.integer(0..=LIMIT));
    Some(CacheControl::new(seconds?, stale_seconds?.unwrap_or_default()))
}

pub(super) fn not_found(node: &Node) -> Option<CacheControl> {
    let object = node.object(&["cache"])?;
    cache(&object.required("cache"))
}
