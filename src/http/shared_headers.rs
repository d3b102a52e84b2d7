//! Headers that answers share.

use super::cache_control::CacheControl;
use super::cors::Cors;
use super::header::{Header, HeaderName, fixed};

/// A complete list of headers, made once for all answers with the same caching.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SharedHeaders {
    cache_control: CacheControl,
    list: Vec<Header>,
}

impl SharedHeaders {
    pub(crate) fn new(cors: &Cors, cache_control: CacheControl) -> Self {
        let mut list = Vec::from(cors.headers());
        list.extend([
            fixed(HeaderName::CONTENT_TYPE, "application/json; charset=UTF-8"),
            fixed(HeaderName::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ]);
        cache_control.write(&mut list);
        if cache_control != CacheControl::NoStore && cors.reads_origin() {
            // A disallowed `Origin` gets a different answer (RFC 9110 §12.5.5).
            list.push(fixed(HeaderName::VARY, "Origin"));
        }
        Self { cache_control, list }
    }

    /// How long such an answer may be cached.
    #[must_use]
    pub fn cache_control(&self) -> CacheControl {
        self.cache_control
    }

    /// The headers, each name once.
    #[must_use]
    pub fn list(&self) -> &[Header] {
        &self.list
    }
}
