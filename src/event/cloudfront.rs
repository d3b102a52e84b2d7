//! CloudFront: reads request events, writes generated responses, knows the limits.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html>

use serde::Serialize;

use crate::http::{HeaderName, HeaderValue, Status};
use crate::json::{Json, JsonPath};
use crate::request::{Method, Request};

/// The events at which a function can answer.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventType {
    /// Before CloudFront looks into its cache: the function runs for each request. It is assumed if an
    /// event does not say, because its limits are the stricter ones.
    #[default]
    ViewerRequest,
    /// After a cache miss: the answer may be cached.
    OriginRequest,
}

impl EventType {
    /// The event type that CloudFront calls by this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "viewer-request" => Some(Self::ViewerRequest),
            "origin-request" => Some(Self::OriginRequest),
            _ => None,
        }
    }

    /// The most bytes that headers and body of a generated response may have together.
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge>
    #[must_use]
    pub const fn response_limit(self) -> usize {
        match self {
            Self::ViewerRequest => 40 * 1024,
            Self::OriginRequest => 1024 * 1024,
        }
    }
}

/// The times to live of a route's cache policy at origin-request, where CloudFront caches a response for
/// as long as its `Cache-Control` says. At viewer-request it caches none. In seconds.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html>
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TimeToLive {
    /// `MinTTL`
    pub min: u32,
    /// `DefaultTTL`
    pub default: u32,
    /// `MaxTTL`
    pub max: u32,
}

impl TimeToLive {
    /// For answers that are usable, fresh and then stale, for at most this long, in seconds.
    pub(crate) fn of(longest: u32) -> Self {
        // The maximum would cut both times short. It is never 0: a policy that caches nothing cannot have
        // a cache key of its own.
        Self { min: 0, default: 0, max: longest.max(1) }
    }
}

/// A request event.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RequestEvent {
    /// The event type.
    pub event_type: EventType,
    /// The request.
    pub request: Request,
}

/// Why a value is not a CloudFront request event.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EventError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// A member that every event has is absent.
    #[error("{path}: missing")]
    Missing {
        /// Where it should be, as a JSON path (RFC 9535).
        path: String,
    },
    /// A member has a different type.
    #[error("{path}: expected {expected}")]
    Unexpected {
        /// Where it is, as a JSON path (RFC 9535).
        path: String,
        /// What CloudFront has there.
        expected: &'static str,
    },
}

impl RequestEvent {
    /// Reads a viewer-request or origin-request event from JSON. Members that the Lambda console's test
    /// events omit are optional.
    ///
    /// In WebAssembly, the event arrives as JavaScript values. Those can hold what this refuses: half of
    /// a surrogate pair, which is read as U+FFFD, and any nesting.
    ///
    /// # Errors
    /// If the text is not JSON, or for the first member that is missing or of a different type.
    ///
    /// ```
    /// use edge_lookup::cloudfront::RequestEvent;
    ///
    /// let event = r#"{"Records":[{"cf":{"request":{"method":7}}}]}"#;
    /// let error = RequestEvent::parse(event).unwrap_err();
    /// assert_eq!(error.to_string(), "$.Records[0].cf.request.method: expected a string");
    /// ```
    pub fn parse(text: &str) -> Result<Self, EventError> {
        let json =
            Json::parse(text.as_bytes()).map_err(|error| EventError::NotJson(error.to_string()))?;
        Self::read(&json)
    }

    /// Reads an event from its values: only those that a route needs.
    pub(crate) fn read<V: Value>(event: V) -> Result<Self, EventError> {
        let event = Place { path: JsonPath::Root, value: Some(event) }.object()?;
        let records = event.member(Member::Records);
        let record = records.first()?.object()?;
        let cf = record.member(Member::Cf).object()?;
        let config = cf.member(Member::Config).object()?;
        let event_type = config.member(Member::EventType);
        let request = cf.member(Member::Request).object()?;
        let headers = request.member(Member::Headers).object()?;
        let origins = headers.member(Member::Origin);
        let origin = origins.first()?.object()?;
        let event_type = match event_type.text()? {
            Some(name) => EventType::from_name(&name)
                .ok_or_else(|| event_type.unexpected("viewer-request or origin-request"))?,
            None => EventType::default(),
        };
        Ok(Self {
            event_type,
            request: Request {
                method: Method::from(&*request.member(Member::Method).required_text()?),
                path: request.member(Member::Uri).text()?,
                query: request.member(Member::Querystring).text()?.unwrap_or_default(),
                origin: match origin.value {
                    Some(_) => Some(origin.member(Member::Value).required_text()?),
                    None => None,
                },
                is_behind_cache: event_type == EventType::OriginRequest,
            },
        })
    }
}

/// The members of an event that are read. Each reader of events matches all of them, so that one
/// which does not know a member fails to compile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Member {
    Records,
    Cf,
    Config,
    EventType,
    Request,
    Method,
    Uri,
    Querystring,
    Headers,
    Origin,
    Value,
}

impl Member {
    const fn name(self) -> &'static str {
        match self {
            Self::Records => "Records",
            Self::Cf => "cf",
            Self::Config => "config",
            Self::EventType => "eventType",
            Self::Request => "request",
            Self::Method => "method",
            Self::Uri => "uri",
            Self::Querystring => "querystring",
            Self::Headers => "headers",
            Self::Origin => "origin",
            Self::Value => "value",
        }
    }
}

/// The values of an event: JSON, or JavaScript's.
pub(crate) trait Value: Sized {
    /// Whether it has members. To JavaScript, an array is an object.
    fn is_object(&self) -> bool;

    /// A member of an object, unless it is absent or null.
    fn member(&self, member: Member) -> Option<Self>;

    /// The first element of an array, if there is one. An error if this is not an array.
    fn first(&self) -> Result<Option<Self>, TypeMismatch>;

    /// A string. An error if this is not one.
    fn text(&self) -> Result<String, TypeMismatch>;
}

/// A value has a different type than the one asked for.
pub(crate) struct TypeMismatch;

/// A place in an event. Inside something absent, everything is absent.
struct Place<'a, V> {
    path: JsonPath<'a>,
    value: Option<V>,
}

impl<V: Value> Place<'_, V> {
    /// This place, if its value is an object.
    fn object(self) -> Result<Self, EventError> {
        match &self.value {
            Some(value) if !value.is_object() => Err(self.unexpected("an object")),
            _ => Ok(self),
        }
    }

    /// A member of an object.
    fn member(&self, member: Member) -> Place<'_, V> {
        let value = self.value.as_ref().and_then(|value| value.member(member));
        Place { path: JsonPath::Name(&self.path, member.name()), value }
    }

    fn first(&self) -> Result<Place<'_, V>, EventError> {
        let value = match &self.value {
            Some(value) => self.expect("an array", value.first())?,
            None => None,
        };
        Ok(Place { path: JsonPath::Index(&self.path, 0), value })
    }

    fn text(&self) -> Result<Option<String>, EventError> {
        let text = self.value.as_ref().map(V::text).transpose();
        self.expect("a string", text)
    }

    fn required_text(&self) -> Result<String, EventError> {
        self.text()?.ok_or_else(|| EventError::Missing { path: self.path.to_string() })
    }

    fn expect<T>(
        &self,
        expected: &'static str,
        read: Result<T, TypeMismatch>,
    ) -> Result<T, EventError> {
        read.map_err(|TypeMismatch| self.unexpected(expected))
    }

    fn unexpected(&self, expected: &'static str) -> EventError {
        EventError::Unexpected { path: self.path.to_string(), expected }
    }
}

impl Value for &Json<'_> {
    fn is_object(&self) -> bool {
        matches!(self, Json::Object(_) | Json::Array(_))
    }

    fn member(&self, member: Member) -> Option<Self> {
        let Json::Object(members) = self else { return None };
        let (_, member) = members.iter().rev().find(|(name, _)| name == member.name())?;
        (*member != Json::Null).then_some(member)
    }

    fn first(&self) -> Result<Option<Self>, TypeMismatch> {
        match self {
            Json::Array(elements) => Ok(elements.first()),
            _ => Err(TypeMismatch),
        }
    }

    fn text(&self) -> Result<String, TypeMismatch> {
        match self {
            Json::String(text) => Ok(text.clone().into_owned()),
            _ => Err(TypeMismatch),
        }
    }
}

/// A header in a generated response: an array under the name in lower case holds it.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>
#[derive(Clone, Copy, Debug, Serialize)]
pub struct HeaderField<'a> {
    /// The name in lower case, under which the array is.
    #[serde(skip)]
    pub name: &'static str,
    /// The name as it is sent.
    pub key: &'static str,
    /// The value.
    pub value: &'a str,
}

/// The headers of a generated response.
pub fn header_fields<'a>(
    headers: impl Iterator<Item = &'a (HeaderName, HeaderValue)>,
) -> impl Iterator<Item = HeaderField<'a>> {
    headers.map(|(name, value)| HeaderField {
        name: name.lower(),
        key: name.as_str(),
        value: value.as_str(),
    })
}

/// The status of a generated response, which CloudFront takes as text.
#[must_use]
pub const fn status(status: Status) -> &'static str {
    status.as_str()
}
