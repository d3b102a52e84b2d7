//! The values of an event of CloudFront: JSON, or JavaScript's.

use crate::json::Json;

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
    pub(super) const fn name(self) -> &'static str {
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
