//! From a stored item to the fields of an answer.

use serde::Deserialize;

use crate::dynamodb::{AttributeValue, Item, Number};
use crate::json::JsonString;

/// A field of the answer, taken from one attribute of the item.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Field {
    pub(crate) name: JsonString,
    pub(crate) attribute: String,
    pub(crate) kind: FieldType,
}

/// How an attribute becomes JSON.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub enum FieldType {
    /// A string (`S`).
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
        /// The attribute's name.
        attribute: String,
    },
    /// An attribute has a type or text that does not fit the field's type.
    #[error("attribute {attribute}: {descriptor} does not fit a field of type {kind:?}")]
    Type {
        /// The attribute's name.
        attribute: String,
        /// DynamoDB's type descriptor.
        descriptor: &'static str,
        /// The field's declared type.
        kind: FieldType,
    },
    /// The item is not made of DynamoDB's attribute values.
    #[error("{reason}")]
    Unreadable {
        /// Where, and what is wrong there.
        reason: String,
    },
}

/// One field's value, ready to be written.
#[derive(Debug)]
pub(crate) enum FieldValue<'a> {
    Stored(&'a AttributeValue<'a>),
    Number(Number),
}

impl Field {
    /// The attribute that it shows.
    pub(crate) fn attribute(&self) -> &str {
        &self.attribute
    }

    /// The field's name and value for an item.
    pub(crate) fn shape<'a>(
        &'a self,
        item: &'a Item<'a>,
    ) -> Result<(&'a JsonString, FieldValue<'a>), ItemError> {
        let stored = attribute(item, &self.attribute)?;
        let value = self.kind.shape(stored).ok_or_else(|| ItemError::Type {
            attribute: self.attribute.clone(),
            descriptor: stored.descriptor(),
            kind: self.kind,
        })?;
        Ok((&self.name, value))
    }
}

impl FieldType {
    /// The type that `api.json` calls by this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "string" => Some(Self::String),
            "integer" => Some(Self::Integer),
            "number" => Some(Self::Number),
            "boolean" => Some(Self::Boolean),
            "any" => Some(Self::Any),
            _ => None,
        }
    }

    fn shape<'a>(self, stored: &'a AttributeValue<'a>) -> Option<FieldValue<'a>> {
        match (self, stored) {
            (Self::Any, _)
            | (Self::String, AttributeValue::String(_))
            | (Self::Number, AttributeValue::Number(_))
            | (Self::Boolean, AttributeValue::Boolean(_)) => Some(FieldValue::Stored(stored)),
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

/// A required attribute.
pub(super) fn attribute<'a>(
    item: &'a Item<'a>,
    name: &str,
) -> Result<&'a AttributeValue<'a>, ItemError> {
    item.get(name).ok_or_else(|| ItemError::Missing { attribute: name.to_owned() })
}
