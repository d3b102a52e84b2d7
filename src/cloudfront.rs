//! CloudFront's request events.
//!
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html>

use crate::json::Json;
use crate::json_path::JsonPath;
use crate::request::{Method, Request};
use crate::trigger::Trigger;

/// Why something is no request event of CloudFront's.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EventError {
    /// The text is not JSON.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// A member that every event has is not there.
    #[error("{path}: missing")]
    Missing {
        /// Where it should be, as a JSON path (RFC 9535).
        path: String,
    },
    /// A member is of another type.
    #[error("{path}: expected {expected}")]
    Unexpected {
        /// Where it is, as a JSON path (RFC 9535).
        path: String,
        /// What CloudFront has there.
        expected: &'static str,
    },
}

impl Request {
    /// Reads a viewer-request or origin-request event from JSON. What the Lambda console's test
    /// events leave out may be left out.
    ///
    /// In WebAssembly the event comes as JavaScript's values. Those can hold what this refuses: half
    /// a surrogate pair, which is read as U+FFFD, and any nesting.
    ///
    /// # Errors
    /// What is no JSON, or the first member that is missing or of another type, and where it is.
    ///
    /// ```
    /// use edge_lookup::Request;
    ///
    /// let event = r#"{"Records":[{"cf":{"request":{"method":7}}}]}"#;
    /// let error = Request::from_event(event).unwrap_err();
    /// assert_eq!(error.to_string(), "$.Records[0].cf.request.method: expected a string");
    /// ```
    pub fn from_event(text: &str) -> Result<Self, EventError> {
        let json =
            Json::parse(text.as_bytes()).map_err(|error| EventError::NotJson(error.to_string()))?;
        Self::read(&json)
    }

    /// Reads an event from the values that it is made of: only those that a lookup uses.
    pub(crate) fn read<V: Value>(event: V) -> Result<Self, EventError> {
        let event = Place { path: JsonPath::Root, value: Some(event) }.object()?;
        let records = event.member("Records");
        let record = records.first()?.object()?;
        let cf = record.member("cf").object()?;
        let config = cf.member("config").object()?;
        let event_type = config.member("eventType");
        let request = cf.member("request").object()?;
        let headers = request.member("headers").object()?;
        let origins = headers.member("origin");
        let origin = origins.first()?.object()?;
        Ok(Self {
            trigger: match event_type.text()? {
                Some(name) => Trigger::from_name(&name)
                    .ok_or_else(|| event_type.unexpected("viewer-request or origin-request"))?,
                None => Trigger::default(),
            },
            method: Method::from(&*request.member("method").required_text()?),
            path: request.member("uri").text()?,
            query: request.member("querystring").text()?.unwrap_or_default(),
            origin: match origin.value {
                Some(_) => Some(origin.member("value").required_text()?),
                None => None,
            },
        })
    }
}

/// What an event is made of: JSON, or JavaScript's values.
pub(crate) trait Value: Sized {
    /// Whether it has members. To JavaScript an array is an object.
    fn is_object(&self) -> bool;

    /// A member of an object, unless it is left out or null.
    fn member(&self, name: &'static str) -> Option<Self>;

    /// The first element of an array that is not empty. An error if this is no array.
    fn first(&self) -> Result<Option<Self>, NotOfThatType>;

    /// A string. An error if this is none.
    fn text(&self) -> Result<String, NotOfThatType>;
}

/// A value is of another type than it was asked for as.
pub(crate) struct NotOfThatType;

/// A place in an event. What is inside something that is left out is left out too.
struct Place<'a, V> {
    path: JsonPath<'a>,
    value: Option<V>,
}

impl<V: Value> Place<'_, V> {
    /// This place, if what is there is an object.
    fn object(self) -> Result<Self, EventError> {
        match &self.value {
            Some(value) if !value.is_object() => Err(self.unexpected("an object")),
            _ => Ok(self),
        }
    }

    /// A member of an object.
    fn member(&self, name: &'static str) -> Place<'_, V> {
        let value = self.value.as_ref().and_then(|value| value.member(name));
        Place { path: JsonPath::Name(&self.path, name), value }
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
        read: Result<T, NotOfThatType>,
    ) -> Result<T, EventError> {
        read.map_err(|NotOfThatType| self.unexpected(expected))
    }

    fn unexpected(&self, expected: &'static str) -> EventError {
        EventError::Unexpected { path: self.path.to_string(), expected }
    }
}

impl Value for &Json<'_> {
    fn is_object(&self) -> bool {
        matches!(self, Json::Object(_) | Json::Array(_))
    }

    fn member(&self, name: &'static str) -> Option<Self> {
        let Json::Object(members) = self else { return None };
        let (_, member) = members.iter().rev().find(|(other, _)| other == name)?;
        (*member != Json::Null).then_some(member)
    }

    fn first(&self) -> Result<Option<Self>, NotOfThatType> {
        match self {
            Json::Array(elements) => Ok(elements.first()),
            _ => Err(NotOfThatType),
        }
    }

    fn text(&self) -> Result<String, NotOfThatType> {
        match self {
            Json::String(text) => Ok(text.clone().into_owned()),
            _ => Err(NotOfThatType),
        }
    }
}
