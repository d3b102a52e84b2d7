//! `api.json` as a whole.

use super::cursor::{Cursor, Mistakes, SeenNames};
use super::error::{ConfigError, parse_text};
use super::names;
use super::pattern::pattern;
use super::route::routes;
use super::settings::{Config, DynamoDb, LogLevel};
use crate::http::{Cors, HeaderValue};

/// The longest wait for DynamoDB that can be declared: under every version of CloudFront's rules, a
/// viewer-request function was stopped after 5,000 ms, and answering takes the rest.
const DEADLINE_LIMIT_MS: u32 = 4_500;
const DEFAULT_DEADLINE_MS: u32 = 3_000;
const DEFAULT_HEDGE_MS: u32 = 500;

/// The longest `Access-Control-Max-Age` that any browser honours, in seconds.
const MAX_AGE_LIMIT: u32 = 86_400;

impl Config {
    /// Parses and checks the text of an `api.json`.
    ///
    /// # Errors
    /// Every mistake, each with its JSON path; only the first if the text is not JSON.
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
        let json = parse_text(text)?;
        let mistakes = Mistakes::default();
        let config = config(&Cursor::root(&json, &mistakes));
        mistakes.finish(config)
    }
}

// Each function below reads one object. It reads all members before giving up on any, so that every
// mistake is reported.

fn config(cursor: &Cursor) -> Option<Config> {
    let object = cursor.object(&["cors", "dynamodb", "log", "routes"])?;
    let cors = cors(&object.required("cors"));
    let dynamodb = dynamodb(&object.required("dynamodb"));
    let log_level = object.optional("log", log_level);
    let routes = routes(&object.required("routes"));
    Some(Config {
        cors: cors?,
        dynamodb: dynamodb?,
        log_level: log_level?.unwrap_or_default(),
        routes: routes?,
    })
}

fn cors(cursor: &Cursor) -> Option<Cors> {
    let object = cursor.object(&["allowedOrigins", "allowOrigin", "maxAgeSeconds"])?;
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

fn allow_origin(cursor: &Cursor) -> Option<HeaderValue> {
    let expected = "* or one origin, such as https://app.example.com";
    let value = cursor.string(expected, names::is_allow_origin)?;
    HeaderValue::new(value).or_else(|| cursor.expected(expected))
}

fn dynamodb(cursor: &Cursor) -> Option<DynamoDb> {
    let object = cursor.object(&["regions", "deadlineMs", "hedgeMs"])?;
    let regions = regions(&object.required("regions"));
    let deadline_ms =
        object.optional("deadlineMs", |cursor| cursor.integer(50..=DEADLINE_LIMIT_MS));
    let hedge_ms = object.optional("hedgeMs", |cursor| cursor.integer(1..=DEADLINE_LIMIT_MS));
    Some(DynamoDb {
        regions: regions?,
        deadline_ms: deadline_ms?.unwrap_or(DEFAULT_DEADLINE_MS),
        hedge_ms: hedge_ms?.unwrap_or(DEFAULT_HEDGE_MS),
    })
}

fn log_level(cursor: &Cursor) -> Option<LogLevel> {
    let object = cursor.object(&["level"])?;
    object.required("level").parse("one of error, info, debug", LogLevel::from_name)
}

fn regions(cursor: &Cursor) -> Option<Vec<String>> {
    let seen = SeenNames::default();
    let regions = cursor.each("AWS Regions", |cursor| {
        let region = cursor.string("an AWS Region, such as ap-northeast-1", names::is_region)?;
        cursor.unique(region, "a Region that is not in the list yet", &seen)
    })?;
    if regions.is_empty() {
        return cursor.expected("at least one AWS Region");
    }
    Some(regions)
}
