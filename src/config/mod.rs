//! `api.json`: its form, its checks, and a message for each mistake.

#[cfg(feature = "compiler")]
mod api_json;
#[cfg(feature = "compiler")]
mod cache;
#[cfg(feature = "compiler")]
mod cursor;
#[cfg(feature = "compiler")]
mod error;
#[cfg(feature = "compiler")]
mod names;
#[cfg(feature = "compiler")]
mod pattern;
#[cfg(feature = "compiler")]
mod route;
mod settings;

#[cfg(feature = "compiler")]
pub use error::{ConfigError, Mistake};
pub use settings::{Config, LogLevel};
