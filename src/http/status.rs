//! Status codes.

/// The status codes that answers can have (RFC 9110 §15).
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
    /// Each of them, in ascending order.
    pub const ALL: [Self; 6] = [
        Self::Ok,
        Self::BadRequest,
        Self::NotFound,
        Self::UnprocessableContent,
        Self::InternalServerError,
        Self::ServiceUnavailable,
    ];

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

    /// The code as text.
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
