//! HTTP: the responses that a route can give, valid by their types.

mod cache_control;
mod cors;
mod envelope;
mod header;
mod location;
mod response;
mod shared_headers;
mod status;

pub use cache_control::CacheControl;
pub(crate) use cors::Cors;
pub use envelope::Envelope;
pub use header::HeaderValue;
pub(crate) use header::{Header, HeaderName, fixed};
pub(crate) use location::LOCATION_LIMIT;
pub use location::Location;
pub use response::{Response, SizeLimit, TooLarge};
pub use shared_headers::SharedHeaders;
pub use status::Status;
