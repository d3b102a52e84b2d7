//! An HTTP response that CloudFront accepts, because no other can be built.

use crate::header::Header;
use crate::json_text::JsonString;
use crate::refusal::Refusal;
use crate::shared_headers::SharedHeaders;
use crate::trigger::Trigger;

/// What separates a header's name from its value, and ends its line, in HTTP/1.1.
const HEADER_OVERHEAD: usize = ": \r\n".len();

/// The status codes that a lookup answers (RFC 9110 §15).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// 200
    Ok,
    /// 400
    BadRequest,
    /// 404
    NotFound,
    /// 422
    UnprocessableContent,
    /// 500
    InternalServerError,
    /// 503
    ServiceUnavailable,
}

impl Status {
    /// The code as a number.
    #[must_use]
    pub const fn as_u16(self) -> u16 {
        match self {
            Self::Ok => 200,
            Self::BadRequest => 400,
            Self::NotFound => 404,
            Self::UnprocessableContent => 422,
            Self::InternalServerError => 500,
            Self::ServiceUnavailable => 503,
        }
    }

    /// The code as text, which is how CloudFront wants it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "200",
            Self::BadRequest => "400",
            Self::NotFound => "404",
            Self::UnprocessableContent => "422",
            Self::InternalServerError => "500",
            Self::ServiceUnavailable => "503",
        }
    }
}

/// A status, headers, and a JSON body or none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Response<'a> {
    status: Status,
    shared: &'a SharedHeaders,
    own: Option<Header>,
    body: Option<String>,
}

/// The answer would be over the trigger's size limit.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{size} bytes of headers and body are over the limit of {limit}")]
pub struct TooLarge {
    /// Headers and body together, in bytes.
    pub size: usize,
    /// [`Trigger::response_limit`], in bytes.
    pub limit: usize,
}

impl<'a> Response<'a> {
    /// The answer to a browser's preflight, and to any other OPTIONS.
    pub(crate) fn options(shared: &'a SharedHeaders) -> Self {
        Self { status: Status::Ok, shared, own: None, body: None }
    }

    /// The answer with a found item's fields.
    ///
    /// # Errors
    /// [`TooLarge`] over [`Trigger::response_limit`].
    pub(crate) fn found(
        shared: &'a SharedHeaders,
        body: String,
        trigger: Trigger,
    ) -> Result<Self, TooLarge> {
        let response = Self { status: Status::Ok, shared, own: None, body: Some(body) };
        let (size, limit) = (response.size(), trigger.response_limit());
        if size <= limit { Ok(response) } else { Err(TooLarge { size, limit }) }
    }

    /// The answer to what is refused or failed. Within every limit, since the only parts that are
    /// not fixed are two settings that the configuration keeps short.
    pub(crate) fn refused(shared: &'a SharedHeaders, refusal: &Refusal) -> Self {
        let message = JsonString::new(&refusal.message());
        let body = format!(r#"{{"success":false,"message":{message}}}"#);
        Self { status: refusal.status(), shared, own: refusal.header(), body: Some(body) }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// The headers, each name once: first those that answers share.
    pub fn headers(&self) -> impl Iterator<Item = &Header> {
        self.shared.list().iter().chain(&self.own)
    }

    /// The headers that other answers have too.
    #[must_use]
    pub fn shared_headers(&self) -> &'a SharedHeaders {
        self.shared
    }

    /// The header that only this kind of answer has.
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
}
