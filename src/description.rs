//! What everything around the core needs to know about an API.
//!
//! It is the only form in which `api.json` leaves the core: the template, the attachment, the local
//! edge and pages render it, and none of them reads the file again.

use crate::api::Api;
use crate::config::LogLevel;
use crate::event::cloudfront::{TimeToLive, TimesToLive};
use crate::http::{HeaderName, Status};
use crate::json::{JsonString, write_list};
use crate::pattern::Pattern;
use crate::route::{Parameter, Route};

/// An API, described.
#[derive(Clone, Debug)]
pub struct Description<'a> {
    /// AWS Regions that hold the tables, at least one.
    pub regions: Vec<&'a str>,
    /// How long a read may take in total, in milliseconds.
    pub deadline_ms: u32,
    /// How long to wait for one Region before the next is asked too, in milliseconds.
    pub hedge_ms: u32,
    /// How much is logged.
    pub log_level: LogLevel,
    /// The status codes that answers can have, in ascending order.
    pub statuses: [u32; 6],
    /// The names of the headers that answers can have, in lower case, each once.
    pub headers: [&'static str; 9],
    /// The routes, in the order of their declaration.
    pub routes: Vec<RouteDescription<'a>>,
}

/// A route, described.
#[derive(Clone, Debug)]
pub struct RouteDescription<'a> {
    /// The route's name.
    pub name: &'a str,
    /// The path, which a request must match exactly.
    pub path: &'a str,
    /// The query parameters that it reads.
    pub parameters: Vec<ParameterDescription<'a>>,
    /// The table that it reads.
    pub table: TableDescription<'a>,
    /// The request headers on which its answers depend.
    pub reads_headers: &'static [&'static str],
    /// Whether any found item may be cached.
    pub caches: bool,
    /// How long CloudFront may cache the answers, for each event type.
    pub time_to_live: TimesToLive,
}

/// A query parameter, described, as `api.json` declares it.
#[derive(Clone, Debug)]
pub struct ParameterDescription<'a> {
    /// The name.
    pub name: &'a str,
    /// The regular expression that the whole value has to match.
    pub pattern: Option<&'a str>,
    /// In Unicode code points.
    pub min_length: Option<u32>,
    /// In Unicode code points.
    pub max_length: Option<u32>,
}

/// A DynamoDB table, described.
#[derive(Clone, Debug)]
pub struct TableDescription<'a> {
    /// The name.
    pub name: &'a str,
    /// The attribute that is the partition key, a string.
    pub partition_key: &'a str,
}

/// Every answer depends on it: a disallowed origin gets a refusal.
const READS_HEADERS: &[&str] = &["Origin"];

impl Api {
    /// Describes the API.
    ///
    /// ```
    /// use edge_lookup::{Api, Config};
    ///
    /// let config = include_str!("../examples/mediaconvert/api.json");
    /// let api = Api::new(Config::parse(config).unwrap());
    /// let description = api.describe();
    /// assert_eq!(description.regions, ["ap-northeast-1"]);
    /// assert_eq!(description.statuses, [200, 400, 404, 422, 500, 503]);
    /// assert_eq!(description.routes[1].table.partition_key, "JobId");
    /// ```
    #[cold]
    #[must_use]
    pub fn describe(&self) -> Description<'_> {
        let config = self.config();
        let dynamodb = config.dynamodb();
        Description {
            regions: dynamodb.regions.iter().map(String::as_str).collect(),
            deadline_ms: dynamodb.deadline_ms,
            hedge_ms: dynamodb.hedge_ms,
            log_level: config.log_level(),
            statuses: Status::ALL.map(|status| status.as_u16().into()),
            headers: HeaderName::ALL.map(HeaderName::lower),
            routes: config.routes().iter().map(Route::describe).collect(),
        }
    }
}

impl Route {
    #[cold]
    fn describe(&self) -> RouteDescription<'_> {
        let mut longest = self.cache_control.total_seconds();
        for case in &self.cases {
            longest = longest.max(case.cache_control.total_seconds());
        }
        RouteDescription {
            name: &self.name,
            path: &self.path,
            parameters: vec![self.parameter.describe()],
            table: TableDescription {
                name: &self.table.name,
                partition_key: &self.table.partition_key,
            },
            reads_headers: READS_HEADERS,
            caches: longest > 0,
            time_to_live: TimesToLive::of(longest.max(self.not_found.total_seconds())),
        }
    }
}

impl Parameter {
    #[cold]
    fn describe(&self) -> ParameterDescription<'_> {
        ParameterDescription {
            name: &self.name,
            pattern: self.pattern.as_ref().map(Pattern::as_str),
            min_length: self.min_length,
            max_length: self.max_length,
        }
    }
}

impl Description<'_> {
    /// The description as JSON, with names in camel case. It is written by hand, as serializers that
    /// are derived for these types weighed 130 bytes more, gzipped.
    #[cold] // Compiled for size.
    #[must_use]
    pub fn to_json(&self) -> String {
        let Self { deadline_ms, hedge_ms, log_level, .. } = self;
        format!(
            r#"{{"regions":[{}],"deadlineMs":{deadline_ms},"hedgeMs":{hedge_ms},"logLevel":"{}","statuses":[{}],"headers":[{}],"routes":[{}]}}"#,
            texts(&self.regions),
            log_level.name(),
            list(&mut self.statuses.iter().map(u32::to_string)),
            texts(&self.headers),
            list(&mut self.routes.iter().map(RouteDescription::to_json)),
        )
    }
}

impl RouteDescription<'_> {
    #[cold]
    fn to_json(&self) -> String {
        let [name, path, table, key] =
            [self.name, self.path, self.table.name, self.table.partition_key].map(JsonString::new);
        let TimesToLive { viewer_request, origin_request } = self.time_to_live;
        format!(
            r#"{{"name":{name},"path":{path},"parameters":[{}],"table":{{"name":{table},"partitionKey":{key}}},"readsHeaders":[{}],"caches":{},"timeToLive":{{"viewer-request":{},"origin-request":{}}}}}"#,
            list(&mut self.parameters.iter().map(ParameterDescription::to_json)),
            texts(self.reads_headers),
            self.caches,
            ttl(viewer_request),
            ttl(origin_request),
        )
    }
}

impl ParameterDescription<'_> {
    #[cold]
    fn to_json(&self) -> String {
        let mut json = format!(r#"{{"name":{}"#, JsonString::new(self.name));
        if let Some(pattern) = self.pattern {
            json.push_str(&format!(r#","pattern":{}"#, JsonString::new(pattern)));
        }
        for (name, length) in [("minLength", self.min_length), ("maxLength", self.max_length)] {
            if let Some(length) = length {
                json.push_str(&format!(r#","{name}":{length}"#));
            }
        }
        json.push('}');
        json
    }
}

#[cold]
fn ttl(TimeToLive { min, default, max }: TimeToLive) -> String {
    format!(r#"{{"min":{min},"default":{default},"max":{max}}}"#)
}

fn texts(texts: &[&str]) -> String {
    list(&mut texts.iter().map(|text| JsonString::new(text).to_string()))
}

#[cold]
fn list(elements: &mut dyn Iterator<Item = String>) -> String {
    let mut json = String::new();
    write_list(&mut json, elements, |json, element| json.push_str(&element));
    json
}
