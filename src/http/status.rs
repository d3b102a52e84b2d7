//! Status codes.

use serde::Deserialize;

/// The status codes that answers can have (RFC 9110 §15).
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub enum Status {
    /// 200
    Ok,
    /// 301
    MovedPermanently,
    /// 302
    Found,
    /// 307
    TemporaryRedirect,
    /// 308
    PermanentRedirect,
    /// 400
    BadRequest,
    /// 404
    NotFound,
    /// 410
    Gone,
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
            Self::MovedPermanently => 301,
            Self::Found => 302,
            Self::TemporaryRedirect => 307,
            Self::PermanentRedirect => 308,
            Self::BadRequest => 400,
            Self::NotFound => 404,
            Self::Gone => 410,
            Self::UnprocessableContent => 422,
            Self::InternalServerError => 500,
            Self::ServiceUnavailable => 503,
        }
    }

    /// The code as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "200",
            Self::MovedPermanently => "301",
            Self::Found => "302",
            Self::TemporaryRedirect => "307",
            Self::PermanentRedirect => "308",
            Self::BadRequest => "400",
            Self::NotFound => "404",
            Self::Gone => "410",
            Self::UnprocessableContent => "422",
            Self::InternalServerError => "500",
            Self::ServiceUnavailable => "503",
        }
    }

    /// The code and the phrase that HTTP/1.1 sends with it.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::MovedPermanently => "301 Moved Permanently",
            Self::Found => "302 Found",
            Self::TemporaryRedirect => "307 Temporary Redirect",
            Self::PermanentRedirect => "308 Permanent Redirect",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::Gone => "410 Gone",
            Self::UnprocessableContent => "422 Unprocessable Content",
            Self::InternalServerError => "500 Internal Server Error",
            Self::ServiceUnavailable => "503 Service Unavailable",
        }
    }
}
