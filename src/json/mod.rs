//! JSON (RFC 8259): reading documents, naming places in them, writing text.

mod document;
mod path;
mod text;

pub(crate) use document::Json;
pub(crate) use path::JsonPath;
pub(crate) use text::{JsonObject, JsonString, write_list};
