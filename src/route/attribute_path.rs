//! Where in an item a field's value is.

use std::fmt;

use serde::Deserialize;

use crate::dynamodb::{AttributeValue, Item};

/// An attribute, or a place inside its maps and lists.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct AttributePath {
    pub(crate) attribute: String,
    pub(crate) steps: Vec<Step>,
}

/// A step from a map or a list to one of its values.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) enum Step {
    /// A value of a map (`M`).
    Name(String),
    /// An element of a list (`L`).
    Index(u32),
}

impl AttributePath {
    /// The value in an item; `None` if it is absent, or if something around it is absent or NULL.
    ///
    /// # Errors
    /// The type descriptor of what is not the map or list that the next step needs.
    pub(crate) fn find<'a>(
        &self,
        item: &'a Item<'a>,
    ) -> Result<Option<&'a AttributeValue<'a>>, &'static str> {
        let mut found = item.get(&self.attribute);
        for step in &self.steps {
            found = match (step, found) {
                (_, None | Some(AttributeValue::Null)) => None,
                (Step::Name(name), Some(AttributeValue::Map(map))) => map.get(name),
                (Step::Index(index), Some(AttributeValue::List(list))) => {
                    usize::try_from(*index).ok().and_then(|index| list.get(index))
                }
                (_, Some(other)) => return Err(other.descriptor()),
            };
        }
        Ok(found)
    }
}

/// As DynamoDB writes document paths.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html>
impl fmt::Display for AttributePath {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.attribute)?;
        for step in &self.steps {
            match step {
                Step::Name(name) => write!(formatter, ".{name}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}
