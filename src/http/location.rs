//! Where a redirect leads (RFC 9110 §10.2.2).

use serde::Deserialize;

use super::header::{Header, HeaderName, HeaderValue};

/// The longest URL that CloudFront takes in a request, in bytes.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-general>
pub(crate) const LOCATION_LIMIT: usize = 8192;

/// An absolute URL with the scheme `http` or `https`, of visible ASCII, at most 8,192 bytes. It
/// is not parsed further: the tables for international hosts weigh 73 kB.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Location(HeaderValue);

impl Location {
    /// Accepts such a URL; `None` for any other text.
    pub(crate) fn new(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let is_visible = rest.bytes().all(|byte| byte.is_ascii_graphic());
        let is_url = !rest.is_empty() && is_visible && url.len() <= LOCATION_LIMIT;
        HeaderValue::new(url).filter(|_| is_url).map(Self)
    }

    /// The URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn header(&self) -> Header {
        (HeaderName::LOCATION, self.0.clone())
    }
}
