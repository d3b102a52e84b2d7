//! What the core reads of a request, whatever event it came in.

use crate::trigger::Trigger;

/// A request, as far as a lookup is concerned.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    /// The event that brought it.
    pub trigger: Trigger,
    /// The HTTP method.
    pub method: Method,
    /// The path, percent-escapes left as they are. `None` where the event has no path.
    pub path: Option<String>,
    /// The query string without its `?`, percent-escapes left as they are.
    pub query: String,
    /// The `Origin` header.
    pub origin: Option<String>,
}

/// The methods that a lookup tells apart (RFC 9110 §9).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Method {
    /// Answered by a lookup.
    #[default]
    Get,
    /// Answered without one: browsers ask it before a cross-origin request.
    Options,
    /// Refused.
    Other,
}

impl From<&str> for Method {
    /// Method names are case-sensitive.
    fn from(name: &str) -> Self {
        match name {
            "GET" => Self::Get,
            "OPTIONS" => Self::Options,
            _ => Self::Other,
        }
    }
}
