//! A response that every front door accepts, because no other can be built.

use super::header::Header;
use super::location::Location;
use super::shared_headers::SharedHeaders;
use super::status::Status;

/// What HTTP/1.1 adds to a header's name and value.
const HEADER_OVERHEAD: usize = ": \r\n".len();

/// What a header's name and value have around them in JSON, as a member of an object of arrays.
const JSON_HEADER_OVERHEAD: usize = r#""":[""],"#.len();

/// What the JSON of a result has beside the headers and the body.
const JSON_OVERHEAD: usize = 200;

/// A status, headers, and an optional JSON body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Response<'a> {
    status: Status,
    shared: &'a SharedHeaders,
    own: Option<Header>,
    body: Option<String>,
}

/// How large a response may be, as its front door counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SizeLimit {
    /// Headers and body as they are sent, in bytes.
    HeadersAndBody(usize),
    /// The JSON of the function's result, in bytes.
    Json(usize),
}

/// The response would exceed the front door's size limit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{size} bytes of headers and body are over the limit of {limit}")]
pub struct TooLarge {
    /// As the front door counts, in bytes.
    pub size: usize,
    /// In bytes.
    pub limit: usize,
}

impl<'a> Response<'a> {
    /// The answer to a browser's preflight, to any other OPTIONS, and to a health check.
    pub(crate) fn empty(shared: &'a SharedHeaders) -> Self {
        Self { status: Status::Ok, shared, own: None, body: None }
    }

    /// The answer with a found item's fields.
    ///
    /// # Errors
    /// [`TooLarge`] if it exceeds the limit.
    pub(crate) fn found(
        shared: &'a SharedHeaders,
        body: String,
        limit: SizeLimit,
    ) -> Result<Self, TooLarge> {
        let response = Self { status: Status::Ok, shared, own: None, body: Some(body) };
        let (size, limit) = match limit {
            SizeLimit::HeadersAndBody(limit) => (response.size(), limit),
            SizeLimit::Json(limit) => (response.json_size(), limit),
        };
        if size <= limit { Ok(response) } else { Err(TooLarge { size, limit }) }
    }

    /// The answer that leads elsewhere. A [`Location`] keeps it within every limit.
    pub(crate) fn redirect(shared: &'a SharedHeaders, status: Status, location: &Location) -> Self {
        Self { status, shared, own: Some(location.header()), body: None }
    }

    /// The answer to a request that is refused or that failed. It is within every limit: its only
    /// variable parts are settings that the configuration keeps short.
    pub(crate) fn refused(
        shared: &'a SharedHeaders,
        status: Status,
        body: String,
        own: Option<Header>,
    ) -> Self {
        Self { status, shared, own, body: Some(body) }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The headers, each name once: those that answers share come first.
    pub fn headers(&self) -> impl Iterator<Item = &Header> {
        self.shared.list().iter().chain(&self.own)
    }

    /// The headers that this response shares with others.
    #[must_use]
    pub fn shared_headers(&self) -> &'a SharedHeaders {
        self.shared
    }

    /// The header that only this kind of response has.
    #[must_use]
    pub fn own_header(&self) -> Option<&Header> {
        self.own.as_ref()
    }

    /// The JSON text.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    fn size(&self) -> usize {
        let headers: usize = self
            .headers()
            .map(|(name, value)| name.as_str().len() + value.as_str().len() + HEADER_OVERHEAD)
            .sum();
        headers + self.body.as_ref().map_or(0, String::len)
    }

    /// The most bytes that the JSON of a result with this response can have.
    fn json_size(&self) -> usize {
        let headers: usize = self
            .headers()
            .map(|(name, value)| {
                name.as_str().len() + escaped(value.as_str()) + JSON_HEADER_OVERHEAD
            })
            .sum();
        JSON_OVERHEAD + headers + self.body.as_deref().map_or(0, escaped)
    }
}

/// The length of a text in JSON, in bytes. It has no control characters: it is a header's value, or JSON.
#[inline(never)]
fn escaped(text: &str) -> usize {
    text.len() + text.bytes().filter(|byte| matches!(byte, b'"' | b'\\')).count()
}
