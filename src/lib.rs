//! Answers a declared JSON lookup over DynamoDB at a CDN's edge.
//!
//! Two pure steps surround one read. [`Api::decide`] takes a [`Request`] and either answers it or says
//! which item to read; [`Api::shape`] takes the outcome of that read and answers. [`Config`] is the
//! checked form of `api.json`, which declares the routes. An [`Event`] is read from whichever front door
//! brings it.
//!
//! This crate does no input or output, and has no clock, no randomness and no AWS SDK: whoever calls it
//! performs the read. The same input gives the same output natively, in Node.js and in a browser. It is
//! not a web framework or an ORM, and it never writes to a table.

#![cfg_attr(
    not(all(feature = "compiler", feature = "edge", feature = "page")),
    allow(
        dead_code,
        unused_imports,
        reason = "each module of WebAssembly needs a part of the crate"
    )
)]

mod api;
mod compiled;
mod config;
mod decision;
#[cfg(feature = "compiler")]
mod description;
mod dynamodb;
mod event;
mod http;
mod json;
mod pattern;
mod refusal;
mod request;
mod route;
mod validator;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use api::Api;
pub use compiled::LoadError;
pub use config::Config;
#[cfg(feature = "compiler")]
pub use config::{Checked, ConfigError, Mistake};
pub use decision::{Answer, Decision, GetItem, Outcome};
#[cfg(feature = "compiler")]
pub use description::Description;
pub use dynamodb::{KeyType, Number};
pub use event::{Event, EventError, FrontDoor, cloudfront, proxy_response};
pub use http::{CacheControl, Envelope, HeaderValue, Location, Response, SizeLimit, Status};
pub use pattern::Pattern;
#[cfg(feature = "compiler")]
pub use pattern::{PATTERN_LIMIT, PatternError};
pub use refusal::Refusal;
pub use request::{Method, Request};
pub use route::{
    NotFoundAnswer, PARTITION_KEY_LIMIT, Parameter, ParameterError, ParameterIn, Route,
    SORT_KEY_LIMIT,
};
pub use validator::Validator;
#[cfg(all(target_arch = "wasm32", feature = "edge"))]
pub use wasm::Api as WasmApi;
#[cfg(all(target_arch = "wasm32", feature = "compiler"))]
pub use wasm::Compiled as WasmCompiled;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub use wasm::Validator as WasmValidator;
