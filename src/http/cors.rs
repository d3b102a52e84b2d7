//! Cross-origin resource sharing: which pages may read an answer.
//!
//! <https://fetch.spec.whatwg.org/#http-cors-protocol>

use serde::Deserialize;

use super::header::{Header, HeaderName, HeaderValue, fixed};
use crate::pattern::Pattern;

/// Which origins are answered, and what browsers are told.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct Cors {
    /// `None`: every origin.
    pub(crate) allowed_origins: Option<Vec<Pattern>>,
    pub(crate) allow_origin: HeaderValue,
    /// In seconds.
    pub(crate) max_age: u32,
}

impl Cors {
    /// Whether answers depend on the request's `Origin`.
    pub(crate) fn reads_origin(&self) -> bool {
        self.allowed_origins.is_some()
    }

    /// Whether a request with this `Origin` is answered. A request without one is: it does not come from
    /// another site's page.
    pub(crate) fn allows(&self, origin: Option<&str>) -> bool {
        let (Some(allowed), Some(origin)) = (&self.allowed_origins, origin) else { return true };
        origin.is_empty() || allowed.iter().any(|pattern| pattern.matches(origin))
    }

    /// The headers that let a page read the answer. Refusals carry them too: otherwise a page could not
    /// tell what was wrong.
    pub(crate) fn headers(&self) -> [Header; 4] {
        [
            (HeaderName::ACCESS_CONTROL_ALLOW_ORIGIN, self.allow_origin.clone()),
            fixed(HeaderName::ACCESS_CONTROL_ALLOW_METHODS, "GET, OPTIONS"),
            fixed(HeaderName::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
            (HeaderName::ACCESS_CONTROL_MAX_AGE, self.max_age.into()),
        ]
    }
}
