//! `api.json` as a whole.

use super::cors::cors;
use super::cursor::Cursor;
use super::document::Document;
use super::dynamodb::dynamodb;
use super::error::{Checked, ConfigError};
use super::route::routes;
use super::settings::{Config, LogLevel};
use super::syntax;
use crate::http::{Cors, Envelope};

impl Config {
    /// Parses and checks the text of an `api.json`.
    ///
    /// # Errors
    /// Every mistake, each with its place; only the first if the text is not JSON.
    ///
    /// ```
    /// use edge_lookup::Config;
    ///
    /// let error = Config::parse(r#"{
    ///   "dynamodb": { "regions": ["tokyo"] },
    ///   "routs": []
    /// }"#).unwrap_err();
    /// assert_eq!(error.to_string(), "\
    /// 1:1: $.routes: missing; expected an array of routes
    /// 2:29: $.dynamodb.regions[0]: expected an AWS Region, such as ap-northeast-1, found \"tokyo\"
    /// 3:3: $.routs: unknown member \"routs\": did you mean \"routes\"?");
    /// ```
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Self::check(text).config
    }

    /// Parses and checks the text of an `api.json`, and says what in it is perhaps not meant.
    ///
    /// ```
    /// use edge_lookup::Config;
    ///
    /// let text = include_str!("../../examples/mediaconvert/api.json");
    /// let checked = Config::check(&text.replace("ap-northeast-1", "ap-northeast-9"));
    /// assert!(checked.config.is_ok());
    /// assert_eq!(checked.warnings[0].message,
    ///     "\"ap-northeast-9\" is not a Region that this version knows: did you mean \"ap-northeast-1\"?");
    /// ```
    #[must_use]
    pub fn check(text: &str) -> Checked {
        // Some editors begin a file with a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::new(text);
        let value = syntax::parse(text, &document);
        let config = value.and_then(|value| config(&Cursor::root(&value, &document)));
        document.finish(config)
    }
}

// Each function below and beside this file reads one object. It reads all members before giving up on
// any, so that every mistake is reported.

fn config(cursor: &Cursor) -> Option<Config> {
    let object = cursor.object(&["$schema", "envelope", "cors", "dynamodb", "log", "routes"])?;
    let envelope = object.optional("envelope", envelope);
    let cors = object.optional("cors", cors);
    let dynamodb = dynamodb(&object.required("dynamodb"));
    let log_level = object.optional("log", log_level);
    let routes = routes(&object.required("routes"), envelope.flatten().unwrap_or_default());
    Some(Config {
        envelope: envelope?.unwrap_or_default(),
        cors: cors?.unwrap_or_else(Cors::every_origin),
        dynamodb: dynamodb?,
        log_level: log_level?.unwrap_or_default(),
        routes: routes?,
    })
}

fn envelope(cursor: &Cursor) -> Option<Envelope> {
    cursor.one_of(&[("success", Envelope::Success), ("none", Envelope::None)])
}

fn log_level(cursor: &Cursor) -> Option<LogLevel> {
    let object = cursor.object_or(&["level"], "level")?;
    object.required("level").one_of(&LogLevel::NAMES)
}
