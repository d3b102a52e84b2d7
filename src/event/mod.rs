//! Front doors: for each a file that reads its events and knows its oddities.

pub mod cloudfront;
mod error;
mod escape;
mod front_door;
mod headers;
mod http_api;
mod load_balancer;
mod object;
mod path;
mod place;
mod proxy;
mod rest_api;
mod target;
pub(crate) mod value;

pub use error::EventError;
pub use front_door::FrontDoor;
pub use proxy::proxy_response;

use self::headers::Headers;
use self::object::{Mistake, Object, noted};
use self::target::Target;
use self::value::{Member, Value};
use crate::json::Json;
use crate::request::{Method, Request};

/// An event: what brought it, and the request that it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// What gets the answer; CloudFront if nobody knows.
    pub front_door: FrontDoor,
    /// The request, or why there is none.
    pub request: Result<Request, EventError>,
}

impl Event {
    /// Reads an event from JSON. Members that the Lambda console's test events omit are optional.
    ///
    /// In WebAssembly, CloudFront's event is read from JavaScript values. Those can hold what this refuses:
    /// half of a surrogate pair, which is read as U+FFFD, and any nesting.
    ///
    /// ```
    /// use edge_lookup::{Event, FrontDoor};
    ///
    /// let event = Event::parse(
    ///     r#"{"version":"2.0","rawPath":7,"requestContext":{"http":{"method":"GET"}}}"#,
    /// );
    /// assert_eq!(event.front_door, FrontDoor::HttpApi);
    /// assert_eq!(event.request.unwrap_err().to_string(), "$.rawPath: expected a string");
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let json = match Json::parse(text.as_bytes()) {
            Ok(json) => json,
            Err(error) => return Self::unknown(EventError::NotJson(error.to_string())),
        };
        match (&json).member(Member::Records) {
            Some(records) => Self::at_the_edge(records),
            None => Self::in_a_region(&json),
        }
    }

    /// Reads an event of CloudFront, of which the `Records` are given.
    pub(crate) fn at_the_edge<V: Value>(records: V) -> Self {
        match cloudfront::read(records) {
            Ok((event_type, request)) => {
                Self { front_door: FrontDoor::CloudFront(event_type), request: Ok(request) }
            }
            Err(error) => Self::unknown(error),
        }
    }

    /// Reads an event that has no `Records`. Which front door it is of is decided once, by members that the
    /// others do not have; what is wrong is then said of that one.
    pub(crate) fn in_a_region(json: &Json) -> Self {
        let mistake = Mistake::default();
        let Some(event) = Object::event(json, &mistake) else {
            return Self::unknown(EventError::Unknown);
        };
        let context = event.object("requestContext", "$.requestContext");
        let version = event.text("version").unwrap_or_default();
        let (front_door, target) = if version == "2.0" && context.get("http").is_some() {
            let is_function_url = http_api::is_function_url(&context);
            (
                if is_function_url { FrontDoor::FunctionUrl } else { FrontDoor::HttpApi },
                http_api::read(&event, &context, is_function_url),
            )
        } else if context.get("elb").is_some() {
            let multi_value_headers = event.get("multiValueHeaders").is_some();
            (FrontDoor::LoadBalancer { multi_value_headers }, load_balancer::read(&event))
        } else if event.get("httpMethod").is_some() && event.get("requestContext").is_some() {
            // Only an HTTP API says so of this format.
            let is_http_api = version == "1.0";
            (
                if is_http_api { FrontDoor::HttpApi } else { FrontDoor::RestApi },
                rest_api::read(&event, &context, is_http_api),
            )
        } else {
            return Self::unknown(EventError::Unknown);
        };
        let request = request(&event, front_door, target);
        Self { front_door, request: noted(&mistake).map(|()| request) }
    }

    fn unknown(error: EventError) -> Self {
        Self { front_door: FrontDoor::default(), request: Err(error) }
    }
}

fn request(event: &Object, front_door: FrontDoor, target: Target) -> Request {
    let headers = Headers::read(event);
    Request {
        method: Method::from(target.method),
        path: target.path(),
        query: target.query(event),
        origin: headers.get("origin").map(str::to_owned),
        // CloudFront may stand in front of any other, and adds this to what it sends on:
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
        is_behind_cache: target.has_names_as_sent() && headers.get("x-amz-cf-id").is_some(),
        is_health_check: matches!(front_door, FrontDoor::LoadBalancer { .. })
            && headers.get("user-agent").is_some_and(load_balancer::is_health_check),
    }
}
