//! Why a value is not an event.

/// Why a value is not an event that is answered.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EventError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// It has none of the members by which front doors are told apart.
    #[error(
        "no known event: found none of Records[0].cf, requestContext.http of version 2.0, \
         requestContext.elb, and httpMethod with requestContext"
    )]
    Unknown,
    /// A member that every event has is absent.
    #[error("{path}: missing")]
    Missing {
        /// Where it should be, as a JSON path (RFC 9535).
        path: String,
    },
    /// A member has a different type.
    #[error("{path}: expected {expected}")]
    Unexpected {
        /// Where it is, as a JSON path (RFC 9535).
        path: String,
        /// What the front door has there.
        expected: &'static str,
    },
}
