//! `api.json`: its form, its checks, and a message for each mistake.

mod api_json;
mod cache;
mod client;
mod cursor;
mod error;
mod names;
mod pattern;
mod route;

pub use api_json::{Config, LogLevel};
pub use error::{ConfigError, Mistake};
