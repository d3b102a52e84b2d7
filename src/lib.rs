//! Answers a declared JSON lookup over DynamoDB at a CDN's edge.
//!
//! A lookup is two pure steps around one read. [`Api::decide`] takes a [`Request`] and either
//! answers it or says which item to read; [`Api::shape`] takes what became of that read and
//! answers. [`Config`] is the checked form of `api.json`, which declares the lookups.
//!
//! What this crate does not do: no input or output, no clock, no randomness, no AWS SDK. The same
//! input gives the same output natively, in Node.js and in a browser; whoever calls it performs
//! the read. It is no web framework, no ORM, and it never writes to a table.

mod api;
mod attribute_value;
mod cache_control;
mod cloudfront;
mod config;
mod cors;
mod decision;
mod field;
mod get_item;
mod header;
mod json;
mod json_path;
mod json_text;
mod number;
mod parameter;
mod pattern;
mod refusal;
mod request;
mod response;
mod route;
mod shared_headers;
mod trigger;
mod validator;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use api::Api;
pub use attribute_value::{AttributeValue, Item};
pub use cache_control::CacheControl;
pub use cloudfront::EventError;
pub use config::{Config, ConfigError, DynamoDb, LogLevel, Problem};
pub use cors::Cors;
pub use decision::{Answer, Decision, Outcome};
pub use field::{Case, Field, FieldType, ItemError};
pub use get_item::GetItem;
pub use header::{Header, HeaderName, HeaderValue};
pub use number::Number;
pub use parameter::{PARTITION_KEY_LIMIT, Parameter, ParameterError};
pub use pattern::{Pattern, PatternError};
pub use refusal::Refusal;
pub use request::{Method, Request};
pub use response::{Response, Status, TooLarge};
pub use route::Route;
pub use shared_headers::SharedHeaders;
pub use trigger::Trigger;
pub use validator::Validator;
#[cfg(target_arch = "wasm32")]
pub use wasm::{Api as WasmApi, Validator as WasmValidator};
