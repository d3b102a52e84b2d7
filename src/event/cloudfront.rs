//! CloudFront: reads request events, writes generated responses, knows the limits.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html>

use serde::Serialize;

use super::error::EventError;
use super::place::Place;
use super::value::{Member, Value};
use crate::http::{HeaderName, HeaderValue, SizeLimit, Status};
use crate::request::{Method, Request};

/// The events at which a function can answer.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
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

    /// CloudFront's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ViewerRequest => "viewer-request",
            Self::OriginRequest => "origin-request",
        }
    }

    /// The most bytes that headers and body of a generated response may have together.
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge>
    #[must_use]
    pub const fn response_limit(self) -> SizeLimit {
        SizeLimit::HeadersAndBody(match self {
            Self::ViewerRequest => 40 * 1024,
            Self::OriginRequest => 1024 * 1024,
        })
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

/// Reads a viewer-request or origin-request event, of which the `Records` are given.
pub(super) fn read<V: Value>(records: V) -> Result<(EventType, Request), EventError> {
    let records = Place::of_event(Member::Records, Some(records));
    let record = records.first()?.object()?;
    let cf = record.member(Member::Cf).object()?;
    if !cf.is_present() {
        return Err(EventError::Unknown);
    }
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
    let request = Request {
        method: Method::from(&*request.member(Member::Method).required_text()?),
        path: request.member(Member::Uri).text()?,
        query: request.member(Member::Querystring).text()?.unwrap_or_default(),
        origin: match origin.is_present() {
            true => Some(origin.member(Member::Value).required_text()?),
            false => None,
        },
        is_behind_cache: event_type == EventType::OriginRequest,
        is_health_check: false,
    };
    Ok((event_type, request))
}

/// A header in a generated response: an array under the name in lower case holds it.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>
#[derive(Clone, Copy, Debug)]
pub struct HeaderField<'a> {
    /// The name in lower case, under which the array is.
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
