//! From a stored item to the fields of an answer.

use serde::Deserialize;

use super::attribute_path::AttributePath;
use crate::dynamodb::{AttributeValue, Item, Number};
use crate::json::{JsonObject, JsonString};

/// A field of the answer, taken from one place in the item.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Field {
    pub(crate) name: JsonString,
    pub(crate) path: AttributePath,
    pub(crate) kind: FieldType,
    pub(crate) absent: Absent,
}

/// What is answered for an item that lacks a field's value. NULL counts as absent, except for
/// [`FieldType::Any`].
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) enum Absent {
    /// The item does not fit its declaration.
    Invalid,
    /// The answer lacks the field.
    Omitted,
    /// This scalar, as JSON.
    Default(String),
}

/// How an attribute becomes JSON.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// A string (`S`), or the digits of a number (`N`) as a string.
    String,
    /// What Python's `int()` makes of a number (`N`) or of a numeric string (`S`): truncated
    /// toward zero, exact at any size.
    Integer,
    /// A number (`N`), or a string (`S`) that spells one, with all its digits.
    Number,
    /// A boolean (`BOOL`).
    Boolean,
    /// Any attribute as the JSON a reader expects.
    Any,
}

/// Why an item does not fit its declaration.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ItemError {
    /// A declared attribute is absent.
    #[error("attribute {attribute}: missing")]
    Missing {
        /// The attribute's name, or its path.
        attribute: String,
    },
    /// An attribute has a type or text that does not fit the field's type.
    #[error("attribute {attribute}: {descriptor} does not fit a field of type {kind:?}")]
    Type {
        /// The attribute's name, or its path.
        attribute: String,
        /// DynamoDB's type descriptor.
        descriptor: &'static str,
        /// The field's declared type.
        kind: FieldType,
    },
    /// Something in an attribute's path is neither the map nor the list that it has to be.
    #[error("attribute {attribute}: the path leads through {descriptor}")]
    Path {
        /// The attribute's path.
        attribute: String,
        /// DynamoDB's type descriptor of what is in the way.
        descriptor: &'static str,
    },
    /// An attribute is not a URL to redirect to.
    #[error("attribute {attribute}: not an http or https URL of visible ASCII")]
    Location {
        /// The attribute's name.
        attribute: String,
    },
    /// The item is not made of DynamoDB's attribute values.
    #[error("{reason}")]
    Unreadable {
        /// Where, and what is wrong there.
        reason: String,
    },
}

impl Field {
    /// The attribute that holds its value.
    pub(crate) fn attribute(&self) -> &str {
        &self.path.attribute
    }

    /// Writes the field for an item, or leaves it out if it is optional and absent.
    pub(crate) fn write(&self, item: &Item, object: &mut JsonObject) -> Result<(), ItemError> {
        let attribute = || self.path.to_string();
        let found = self
            .path
            .find(item)
            .map_err(|descriptor| ItemError::Path { attribute: attribute(), descriptor })?;
        let stored = match (found, &self.absent) {
            (Some(AttributeValue::Null), Absent::Omitted | Absent::Default(_))
                if self.kind != FieldType::Any =>
            {
                None
            }
            _ => found,
        };
        match (stored, &self.absent) {
            (Some(stored), _) => {
                let value = self.kind.shape(stored).ok_or_else(|| ItemError::Type {
                    attribute: attribute(),
                    descriptor: stored.descriptor(),
                    kind: self.kind,
                })?;
                value.write(object.member(self.name.as_str()));
            }
            (None, Absent::Default(json)) => object.member(self.name.as_str()).push_str(json),
            (None, Absent::Omitted) => {}
            (None, Absent::Invalid) => return Err(ItemError::Missing { attribute: attribute() }),
        }
        Ok(())
    }
}

/// A stored value that fits the field's type.
enum FieldValue<'a> {
    Stored(&'a AttributeValue<'a>),
    Number(Number),
    Digits(&'a Number),
}

impl FieldValue<'_> {
    fn write(&self, json: &mut String) {
        match self {
            Self::Stored(stored) => stored.write(json),
            Self::Number(number) => json.push_str(number.as_json()),
            Self::Digits(number) => json.push_str(JsonString::new(number.as_json()).as_str()),
        }
    }
}

impl FieldType {
    /// The name in `api.json`, and the type.
    #[cfg(feature = "compiler")]
    pub(crate) const NAMES: [(&'static str, Self); 5] = [
        ("string", Self::String),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("boolean", Self::Boolean),
        ("any", Self::Any),
    ];

    fn shape<'a>(self, stored: &'a AttributeValue<'a>) -> Option<FieldValue<'a>> {
        match (self, stored) {
            (Self::Any, _)
            | (Self::String, AttributeValue::String(_))
            | (Self::Number, AttributeValue::Number(_))
            | (Self::Boolean, AttributeValue::Boolean(_)) => Some(FieldValue::Stored(stored)),
            (Self::String, AttributeValue::Number(number)) => Some(FieldValue::Digits(number)),
            (Self::Integer, AttributeValue::Number(number)) => {
                Some(FieldValue::Number(number.truncate()))
            }
            (Self::Integer, AttributeValue::String(text)) => {
                Number::parse_integer(text).map(FieldValue::Number)
            }
            (Self::Number, AttributeValue::String(text)) => {
                Number::parse(text).map(FieldValue::Number)
            }
            _ => None,
        }
    }
}
