//! Headers that a response can have.

use serde::Deserialize;

/// The name of a header. Only names that CloudFront lets a function send are here, so no response can
/// have a disallowed or read-only one.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html>
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HeaderName {
    canonical: &'static str,
    lower: &'static str,
}

impl HeaderName {
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin>
    pub const ACCESS_CONTROL_ALLOW_ORIGIN: Self =
        Self::new("Access-Control-Allow-Origin", "access-control-allow-origin");
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-methods>
    pub const ACCESS_CONTROL_ALLOW_METHODS: Self =
        Self::new("Access-Control-Allow-Methods", "access-control-allow-methods");
    /// <https://fetch.spec.whatwg.org/#http-access-control-allow-headers>
    pub const ACCESS_CONTROL_ALLOW_HEADERS: Self =
        Self::new("Access-Control-Allow-Headers", "access-control-allow-headers");
    /// <https://fetch.spec.whatwg.org/#http-access-control-max-age>
    pub const ACCESS_CONTROL_MAX_AGE: Self =
        Self::new("Access-Control-Max-Age", "access-control-max-age");
    /// RFC 9110 §8.3
    pub const CONTENT_TYPE: Self = Self::new("Content-Type", "content-type");
    /// <https://fetch.spec.whatwg.org/#x-content-type-options-header>
    pub const X_CONTENT_TYPE_OPTIONS: Self =
        Self::new("X-Content-Type-Options", "x-content-type-options");
    /// RFC 9111 §5.2
    pub const CACHE_CONTROL: Self = Self::new("Cache-Control", "cache-control");
    /// RFC 9110 §12.5.5
    pub const VARY: Self = Self::new("Vary", "vary");
    /// RFC 9110 §10.2.2
    pub const LOCATION: Self = Self::new("Location", "location");
    /// RFC 9110 §10.2.3
    pub const RETRY_AFTER: Self = Self::new("Retry-After", "retry-after");

    /// Each of them.
    pub(crate) const ALL: [Self; 10] = [
        Self::ACCESS_CONTROL_ALLOW_ORIGIN,
        Self::ACCESS_CONTROL_ALLOW_METHODS,
        Self::ACCESS_CONTROL_ALLOW_HEADERS,
        Self::ACCESS_CONTROL_MAX_AGE,
        Self::CONTENT_TYPE,
        Self::X_CONTENT_TYPE_OPTIONS,
        Self::CACHE_CONTROL,
        Self::VARY,
        Self::LOCATION,
        Self::RETRY_AFTER,
    ];

    const fn new(canonical: &'static str, lower: &'static str) -> Self {
        Self { canonical, lower }
    }

    /// As HTTP/1.1 writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.canonical
    }

    /// In lower case, as in HTTP/2.
    #[must_use]
    pub const fn lower(self) -> &'static str {
        self.lower
    }
}

/// The value of a header: visible ASCII and inner spaces, so no line break can end the header
/// early (RFC 9110 §5.5).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
#[serde(try_from = "String")]
pub struct HeaderValue(String);

impl TryFrom<String> for HeaderValue {
    type Error = &'static str;

    fn try_from(value: String) -> Result<Self, Self::Error> {
        Self::new(value).ok_or("not a header's value")
    }
}

impl HeaderValue {
    /// Accepts a value that a header can have; `None` for any other.
    ///
    /// ```
    /// use edge_lookup::HeaderValue;
    ///
    /// assert!(HeaderValue::new("no-store").is_some());
    /// assert!(HeaderValue::new("*\r\nSet-Cookie: a=b").is_none());
    /// ```
    #[must_use]
    pub fn new(value: impl Into<String>) -> Option<Self> {
        let value = value.into();
        let visible = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        (visible && value.trim() == value).then_some(Self(value))
    }

    /// `*`
    pub(crate) fn any() -> Self {
        Self("*".to_owned())
    }

    /// Directives, each with its number (RFC 9111 §5.2).
    pub(crate) fn directives(directives: &[(&'static str, u32)]) -> Self {
        let mut value = String::new();
        for (directive, number) in directives {
            let comma = if value.is_empty() { "" } else { ", " };
            value.push_str(&format!("{comma}{directive}={number}"));
        }
        Self(value)
    }

    /// The value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<u32> for HeaderValue {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

/// A name and its value.
pub type Header = (HeaderName, HeaderValue);

/// A header with a fixed value.
pub(crate) fn fixed(name: HeaderName, value: &'static str) -> Header {
    (name, HeaderValue(value.to_owned()))
}
