//! Cross-origin resource sharing: which pages may read an answer.
//!
//! <https://fetch.spec.whatwg.org/#http-cors-protocol>

use crate::header::{Header, HeaderName, HeaderValue, fixed};
use crate::pattern::Pattern;

/// Who may ask, and what browsers are told of it.
#[derive(Clone, Debug)]
pub struct Cors {
    pub(crate) allowed_origins: Vec<Pattern>,
    pub(crate) allow_origin: HeaderValue,
    /// In seconds.
    pub(crate) max_age: u32,
}

impl Cors {
    /// Whether a request with this `Origin` is answered. One without an origin is: it does not
    /// come from another site's page.
    #[must_use]
    pub fn allows(&self, origin: Option<&str>) -> bool {
        origin.is_none_or(|origin| {
            origin.is_empty() || self.allowed_origins.iter().any(|pattern| pattern.matches(origin))
        })
    }

    /// The headers that let a page read the answer. Refusals carry them too: otherwise the page
    /// cannot tell what was wrong.
    #[must_use]
    pub fn headers(&self) -> [Header; 4] {
        [
            (HeaderName::ACCESS_CONTROL_ALLOW_ORIGIN, self.allow_origin.clone()),
            fixed(HeaderName::ACCESS_CONTROL_ALLOW_METHODS, "GET, OPTIONS"),
            fixed(HeaderName::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
            (HeaderName::ACCESS_CONTROL_MAX_AGE, self.max_age.into()),
        ]
    }
}
