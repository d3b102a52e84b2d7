//! What `api.json` declares, checked.

use serde::{Deserialize, Serialize};

use crate::http::{Cors, Envelope};
use crate::route::Route;

/// The declared routes and the settings that they share. Only `Config::parse` makes one, and
/// `Config::load` loads what it has made.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Config {
    pub(crate) envelope: Envelope,
    pub(crate) cors: Cors,
    pub(crate) dynamodb: DynamoDb,
    pub(crate) log_level: LogLevel,
    pub(crate) routes: Vec<Route>,
}

/// Where the tables are, and how long to wait for them.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct DynamoDb {
    /// AWS Regions that hold the tables, at least one.
    pub regions: Vec<String>,
    /// How long a read may take in total, in milliseconds.
    pub deadline_ms: u32,
    /// How long to wait for one Region before the next is asked too, in milliseconds.
    pub hedge_ms: u32,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Answers with status 500 and above.
    Error,
    /// Every answer.
    #[default]
    Info,
    /// Every answer with its path and its query string.
    Debug,
}

impl LogLevel {
    /// The name in `api.json`, and the level.
    #[cfg(feature = "compiler")]
    pub(super) const NAMES: [(&'static str, Self); 3] =
        [("error", Self::Error), ("info", Self::Info), ("debug", Self::Debug)];
}

impl Config {
    /// The routes, in the order of their declaration.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The form of JSON bodies.
    #[must_use]
    pub fn envelope(&self) -> Envelope {
        self.envelope
    }

    /// How much is logged.
    #[must_use]
    pub fn log_level(&self) -> LogLevel {
        self.log_level
    }

    /// Where the tables are.
    #[must_use]
    pub fn dynamodb(&self) -> &DynamoDb {
        &self.dynamodb
    }
}
