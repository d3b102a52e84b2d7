//! CloudFront's request events.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html>

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, IgnoredAny, SeqAccess, Visitor};

use crate::explain::explain;
use crate::request::{Method, Request};
use crate::trigger::Trigger;

impl Request {
    /// Reads a viewer-request or origin-request event. What the Lambda console's test events
    /// leave out may be left out.
    ///
    /// # Errors
    /// The first member that is missing or of another type, and where it is.
    ///
    /// ```
    /// use edge_lookup::Request;
    ///
    /// let event = r#"{"Records":[{"cf":{"request":{"method":7}}}]}"#;
    /// let error = Request::from_event(&mut serde_json::Deserializer::from_str(event)).unwrap_err();
    /// assert_eq!(error, "Records[0]: cf: request: method: invalid type, expected a string at line 1 column 40");
    /// ```
    pub fn from_event<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, String> {
        let event = Event::deserialize(deserializer).map_err(|error| explain(&error))?;
        let First(Some(Record { cf: Cf { config, request } })) = event.records else {
            return Err("Records[0]: missing".to_owned());
        };
        Ok(Self {
            trigger: config.and_then(|config| config.event_type).unwrap_or_default(),
            method: Method::from(request.method.as_str()),
            path: request.uri,
            query: request.querystring.unwrap_or_default(),
            origin: request
                .headers
                .and_then(|headers| headers.origin)
                .and_then(|First(field)| field)
                .map(|field| field.value),
        })
    }
}

// The event, as far as a lookup reads it.

#[derive(serde::Deserialize)]
struct Event {
    #[serde(rename = "Records", deserialize_with = "member::records")]
    records: First<Record>,
}

#[derive(serde::Deserialize)]
struct Record {
    #[serde(deserialize_with = "member::cf")]
    cf: Cf,
}

#[derive(serde::Deserialize)]
struct Cf {
    #[serde(default, deserialize_with = "member::config")]
    config: Option<Config>,
    #[serde(deserialize_with = "member::request")]
    request: CloudFrontRequest,
}

#[derive(serde::Deserialize)]
struct Config {
    #[serde(rename = "eventType", default, deserialize_with = "member::event_type")]
    event_type: Option<Trigger>,
}

#[derive(serde::Deserialize)]
struct CloudFrontRequest {
    #[serde(deserialize_with = "member::method")]
    method: String,
    #[serde(default, deserialize_with = "member::uri")]
    uri: Option<String>,
    #[serde(default, deserialize_with = "member::querystring")]
    querystring: Option<String>,
    #[serde(default, deserialize_with = "member::headers")]
    headers: Option<Headers>,
}

#[derive(serde::Deserialize)]
struct Headers {
    #[serde(default, deserialize_with = "member::origin")]
    origin: Option<First<HeaderField>>,
}

#[derive(serde::Deserialize)]
struct HeaderField {
    #[serde(deserialize_with = "member::value")]
    value: String,
}

/// Functions that read a member and put its name before what is wrong inside, so that messages
/// begin with a path. A library that keeps track of paths was tried: it weighed 45 kB.
macro_rules! members {
    ($($function:ident: $name:literal),+ $(,)?) => {
        mod member {
            use serde::de::{Deserialize, Deserializer, Error};
            $(
                pub(super) fn $function<'de, D, T>(deserializer: D) -> Result<T, D::Error>
                where
                    D: Deserializer<'de>,
                    T: Deserialize<'de>,
                {
                    T::deserialize(deserializer)
                        .map_err(|error| D::Error::custom(format_args!("{}: {error}", $name)))
                }
            )+
        }
    };
}

members! {
    records: "Records[0]",
    cf: "cf",
    config: "config",
    event_type: "eventType",
    request: "request",
    method: "method",
    uri: "uri",
    querystring: "querystring",
    headers: "headers",
    origin: "origin[0]",
    value: "value",
}

/// The first element of an array; the others are not looked at.
struct First<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for First<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstVisitor(PhantomData))
    }
}

struct FirstVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FirstVisitor<T> {
    type Value = First<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<First<T>, A::Error> {
        let first = seq.next_element()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(First(first))
    }
}
