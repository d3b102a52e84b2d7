//! The headers that answers have in common.

use crate::cache_control::CacheControl;
use crate::cors::Cors;
use crate::header::{Header, HeaderName, fixed};

/// A complete list of headers, written once for all answers that may be kept for as long.
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
        Self { cache_control, list }
    }

    /// For how long such an answer may be kept.
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
