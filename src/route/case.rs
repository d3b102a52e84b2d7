//! Fields that depend on the value of an attribute.

use serde::Deserialize;

use super::field::{Field, FieldType, ItemError, attribute};
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
        match attribute(item, &self.attribute)? {
            AttributeValue::String(text) => Ok(*text == self.equals),
            other => Err(ItemError::Type {
                attribute: self.attribute.clone(),
                descriptor: other.descriptor(),
                kind: FieldType::String,
            }),
        }
    }
}
