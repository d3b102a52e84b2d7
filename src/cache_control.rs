//! For how long an answer may be kept, by browsers and by CloudFront.
//!
//! RFC 9111 §5.2, and RFC 5861 for what is stale.

use crate::header::{Header, HeaderName, HeaderValue, fixed};

/// What the header of this name says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CacheControl {
    /// The answer is for one request.
    #[default]
    NoStore,
    /// The answer is good for more requests.
    MaxAge {
        /// For how long it is fresh.
        seconds: u32,
        /// For how long after that it may still be used, while a fresh one is fetched and when
        /// none can be had.
        stale_seconds: u32,
    },
}

impl CacheControl {
    /// What is declared by two numbers. For no time at all, an answer is not kept.
    pub(crate) fn new(seconds: u32, stale_seconds: u32) -> Self {
        match (seconds, stale_seconds) {
            (0, 0) => Self::NoStore,
            _ => Self::MaxAge { seconds, stale_seconds },
        }
    }

    /// Says so among the headers of an answer.
    pub(crate) fn write(self, headers: &mut Vec<Header>) {
        let Self::MaxAge { seconds, stale_seconds } = self else {
            return headers.push(fixed(HeaderName::CACHE_CONTROL, "no-store"));
        };
        let value = match stale_seconds {
            // Without `stale-if-error` CloudFront goes on with an expired answer when we fail.
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content
            0 => HeaderValue::directives(&[("max-age", seconds), ("stale-if-error", 0)]),
            _ => HeaderValue::directives(&[
                ("max-age", seconds),
                ("stale-while-revalidate", stale_seconds),
                ("stale-if-error", stale_seconds),
            ]),
        };
        headers.push((HeaderName::CACHE_CONTROL, value));
        // An `Origin` that is not allowed has another answer (RFC 9110 §12.5.5).
        headers.push(fixed(HeaderName::VARY, "Origin"));
    }
}
