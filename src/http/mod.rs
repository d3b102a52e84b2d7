//! HTTP: the responses that a route can give, valid by their types.

mod cache_control;
mod cors;
mod header;
mod response;
mod shared_headers;
mod status;

pub use cache_control::CacheControl;
pub(crate) use cors::Cors;
pub use header::HeaderValue;
pub(crate) use header::{Header, HeaderName, fixed};
pub use response::{Response, TooLarge};
pub use shared_headers::SharedHeaders;
pub use status::Status;
