//! Fields that depend on the value of an attribute.

use serde::Deserialize;

use super::field::{Field, FieldType, ItemError};
use crate::dynamodb::{AttributeValue, Item};
use crate::http::CacheControl;

/// Extra fields for items whose attribute has a given value.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Case {
    pub(crate) attribute: String,
    pub(crate) equals: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) cache_control: CacheControl,
}

impl Case {
    /// Whether the case applies to an item.
    pub(crate) fn applies(&self, item: &Item) -> Result<bool, ItemError> {
        match item.get(&self.attribute) {
            Some(AttributeValue::String(text)) => Ok(*text == self.equals),
            Some(other) => Err(ItemError::Type {
                attribute: self.attribute.clone(),
                descriptor: other.descriptor(),
                kind: FieldType::String,
            }),
            None => Err(ItemError::Missing { attribute: self.attribute.clone() }),
        }
    }
}
