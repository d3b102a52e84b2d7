//! `api.json`: its form, its checks, and a message for each mistake.

#[cfg(feature = "compiler")]
mod api_json;
#[cfg(feature = "compiler")]
mod cache;
#[cfg(feature = "compiler")]
mod cors;
#[cfg(feature = "compiler")]
mod cursor;
#[cfg(feature = "compiler")]
mod document;
#[cfg(feature = "compiler")]
mod dynamodb;
#[cfg(feature = "compiler")]
mod error;
#[cfg(feature = "compiler")]
mod field;
#[cfg(feature = "compiler")]
mod key;
#[cfg(feature = "compiler")]
mod names;
#[cfg(feature = "compiler")]
mod not_found;
#[cfg(feature = "compiler")]
mod origin;
#[cfg(feature = "compiler")]
mod parameter;
#[cfg(feature = "compiler")]
mod path;
#[cfg(feature = "compiler")]
mod pattern;
#[cfg(feature = "compiler")]
mod regions;
#[cfg(feature = "compiler")]
mod route;
mod settings;
#[cfg(feature = "compiler")]
mod shape;
#[cfg(feature = "compiler")]
mod syntax;
#[cfg(feature = "compiler")]
mod vocabulary;

#[cfg(feature = "compiler")]
pub use error::{Checked, ConfigError, Mistake};
pub use settings::{Config, LogLevel};
