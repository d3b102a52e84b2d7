//! How long browsers and CDNs may cache an answer (RFC 9111 §5.2, RFC 5861).

use serde::Deserialize;

use super::header::{Header, HeaderName, HeaderValue, fixed};

/// The value of `Cache-Control`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub enum CacheControl {
    /// The answer must not be cached.
    #[default]
    NoStore,
    /// The answer may be cached.
    MaxAge {
        /// How long it is fresh, in seconds.
        seconds: u32,
        /// How long after that it may still be used, in seconds, while a fresh one is fetched or if that
        /// fails.
        stale_seconds: u32,
    },
}

impl CacheControl {
    /// From two declared times. An answer with neither is not cached.
    pub(crate) fn new(seconds: u32, stale_seconds: u32) -> Self {
        match (seconds, stale_seconds) {
            (0, 0) => Self::NoStore,
            _ => Self::MaxAge { seconds, stale_seconds },
        }
    }

    /// How long an answer may be used in total, fresh and then stale, in seconds.
    pub(crate) fn total_seconds(self) -> u32 {
        match self {
            Self::NoStore => 0,
            Self::MaxAge { seconds, stale_seconds } => seconds.saturating_add(stale_seconds),
        }
    }

    /// Appends the headers that say so.
    pub(crate) fn write(self, headers: &mut Vec<Header>) {
        let Self::MaxAge { seconds, stale_seconds } = self else {
            return headers.push(fixed(HeaderName::CACHE_CONTROL, "no-store"));
        };
        let value = match stale_seconds {
            // Without `stale-if-error`, CloudFront serves an expired answer when the function fails.
            // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html#stale-content
            0 => HeaderValue::directives(&[("max-age", seconds), ("stale-if-error", 0)]),
            _ => HeaderValue::directives(&[
                ("max-age", seconds),
                ("stale-while-revalidate", stale_seconds),
                ("stale-if-error", stale_seconds),
            ]),
        };
        headers.push((HeaderName::CACHE_CONTROL, value));
    }
}
