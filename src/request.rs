//! The parts of a request that the core reads, whatever event it came in.

/// A request.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path, with its percent-escapes. `None` if the event has no path.
    pub path: Option<String>,
    /// The query string without its `?`, with its percent-escapes.
    pub query: String,
    /// The `Origin` header.
    pub origin: Option<String>,
    /// Whether a cache has looked for an answer before, and gives this one to every request with the same
    /// key: then nothing counts that is not in the key.
    pub is_behind_cache: bool,
    /// Whether a load balancer asks if the function is there: the answer is yes, whatever else the request
    /// says.
    pub is_health_check: bool,
}

/// The methods that are told apart (RFC 9110 §9).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Method {
    /// GET, and HEAD, whose answers differ only in what is sent of them: a cache keeps both under one key
    /// (RFC 9110 §9.3.2).
    #[default]
    Get,
    /// Answered without a read: browsers send it before a cross-origin request.
    Options,
    /// Refused.
    Other,
}

impl From<&str> for Method {
    /// Method names are case-sensitive.
    fn from(name: &str) -> Self {
        match name {
            "GET" | "HEAD" => Self::Get,
            "OPTIONS" => Self::Options,
            _ => Self::Other,
        }
    }
}
