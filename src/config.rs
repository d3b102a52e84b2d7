//! `api.json`, checked: what the lookups are.

mod cache;
mod client;
mod names;
mod node;
mod route;

use std::fmt;

use serde::Serialize;

use crate::cors::Cors;
use crate::header::HeaderValue;
use crate::json::Json;
use crate::pattern::Pattern;
use crate::route::Route;
use node::{Node, Problems, Taken};

/// The longest wait for DynamoDB that can be declared. A viewer-request function was stopped after
/// 5,000 ms under every version of CloudFront's rules; the answer needs the rest.
const DEADLINE_LIMIT_MS: u32 = 4_500;
const DEFAULT_DEADLINE_MS: u32 = 3_000;
const DEFAULT_HEDGE_MS: u32 = 500;

/// The longest `Access-Control-Max-Age` that any browser honours, in seconds.
const MAX_AGE_LIMIT: u32 = 86_400;

/// The declared lookups and the settings they share. There is no way to have one but to have
/// parsed a configuration that is right throughout.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) cors: Cors,
    pub(crate) dynamodb: DynamoDb,
    pub(crate) log_level: LogLevel,
    pub(crate) routes: Vec<Route>,
}

/// Where the tables are, and how long to wait for them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DynamoDb {
    /// AWS Regions that hold the tables, at least one.
    pub regions: Vec<String>,
    /// How long a read may take in all, in milliseconds.
    pub deadline_ms: u32,
    /// How long to wait for one Region before the next is asked too, in milliseconds.
    pub hedge_ms: u32,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Answers of status 500 and above.
    Error,
    /// Every answer.
    #[default]
    Info,
    /// Every answer with its query string.
    Debug,
}

/// Everything that is wrong with a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    /// In the order of the document, as far as there is one; at least one.
    pub problems: Vec<Problem>,
}

/// One mistake and where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// The JSON path (RFC 9535), such as `$.routes[0].path`.
    pub path: String,
    /// What was expected there.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (index, Problem { path, message }) in self.problems.iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            write!(formatter, "{line_break}{path}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

impl LogLevel {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "error" => Some(Self::Error),
            "info" => Some(Self::Info),
            "debug" => Some(Self::Debug),
            _ => None,
        }
    }
}

impl Config {
    /// Parses and checks the text of an `api.json`.
    ///
    /// # Errors
    /// Every mistake, each with its JSON path; the first one only where the text is no JSON.
    ///
    /// ```
    /// use edge_lookup::Config;
    ///
    /// let error = Config::parse(r#"{"cors":{"allowedOrigins":["("],"allowOrigin":"*"},
    ///     "dynamodb":{"regions":["tokyo"]},"routes":[]}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "\
    /// $.cors.allowedOrigins[0]: expected a regular expression (unclosed group), found \"(\"
    /// $.cors.maxAgeSeconds: missing; expected a whole number from 0 to 86400
    /// $.dynamodb.regions[0]: expected an AWS Region, such as ap-northeast-1, found \"tokyo\"
    /// $.routes: expected at least one route, found an array");
    /// ```
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let json = parse(text)?;
        let problems = Problems::default();
        let config = config(&Node::root(&json, &problems));
        problems.finish(config)
    }

    /// The lookups, in the order of their declaration.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
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

fn parse(text: &str) -> Result<Json<'_>, ConfigError> {
    Json::parse(text.as_bytes()).map_err(|error| ConfigError {
        problems: vec![Problem { path: "$".to_owned(), message: format!("not JSON: {error}") }],
    })
}

// Each function below reads one object. It reads all members before it gives up on any, so that
// every mistake is reported.

fn config(node: &Node) -> Option<Config> {
    let object = node.object(&["cors", "dynamodb", "log", "routes"])?;
    let cors = cors(&object.required("cors"));
    let dynamodb = dynamodb(&object.required("dynamodb"));
    let log_level = object.optional("log", log_level);
    let routes = route::routes(&object.required("routes"));
    Some(Config {
        cors: cors?,
        dynamodb: dynamodb?,
        log_level: log_level?.unwrap_or_default(),
        routes: routes?,
    })
}

fn cors(node: &Node) -> Option<Cors> {
    let object = node.object(&["allowedOrigins", "allowOrigin", "maxAgeSeconds"])?;
    let allowed_origins = object.required("allowedOrigins").each("regular expressions", pattern);
    let allow_origin = allow_origin(&object.required("allowOrigin"));
    let max_age = object.required("maxAgeSeconds").integer(0..=MAX_AGE_LIMIT);
    let (allowed_origins, allow_origin) = (allowed_origins?, allow_origin?);
    let cors = Cors { allowed_origins, allow_origin, max_age: max_age? };
    let readable = cors.allow_origin.as_str();
    if readable != "*" && !cors.allows(Some(readable)) {
        return object.required("allowOrigin").expected("an origin that allowedOrigins allows");
    }
    Some(cors)
}

fn pattern(node: &Node) -> Option<Pattern> {
    let expression = node.string("a regular expression", |_| true)?;
    Pattern::new(expression)
        .map_err(|error| node.expected::<()>(format_args!("a regular expression ({error})")))
        .ok()
}

fn allow_origin(node: &Node) -> Option<HeaderValue> {
    let expected = "* or one origin, such as https://app.example.com";
    let value = node.string(expected, names::is_allow_origin)?;
    HeaderValue::new(value).or_else(|| node.expected(expected))
}

fn dynamodb(node: &Node) -> Option<DynamoDb> {
    let object = node.object(&["regions", "deadlineMs", "hedgeMs"])?;
    let regions = regions(&object.required("regions"));
    let deadline_ms = object.optional("deadlineMs", |node| node.integer(50..=DEADLINE_LIMIT_MS));
    let hedge_ms = object.optional("hedgeMs", |node| node.integer(1..=DEADLINE_LIMIT_MS));
    Some(DynamoDb {
        regions: regions?,
        deadline_ms: deadline_ms?.unwrap_or(DEFAULT_DEADLINE_MS),
        hedge_ms: hedge_ms?.unwrap_or(DEFAULT_HEDGE_MS),
    })
}

fn log_level(node: &Node) -> Option<LogLevel> {
    let object = node.object(&["level"])?;
    object.required("level").parse("one of error, info, debug", LogLevel::from_name)
}

fn regions(node: &Node) -> Option<Vec<String>> {
    let taken = Taken::default();
    let regions = node.each("AWS Regions", |node| {
        let region = node.string("an AWS Region, such as ap-northeast-1", names::is_region)?;
        node.unique(region, "a Region that is not in the list yet", &taken)
    })?;
    if regions.is_empty() {
        return node.expected("at least one AWS Region");
    }
    Some(regions)
}
