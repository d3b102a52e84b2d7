//! The input of DynamoDB's GetItem.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>

use crate::route::Route;
use crate::trigger::Trigger;

/// The most bytes that a projection expression may have.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub(crate) const PROJECTION_LIMIT: usize = 4096;

/// The one read that a lookup makes.
#[derive(Clone, Debug)]
pub struct GetItem<'a> {
    /// The lookup.
    pub route: &'a Route,
    /// The event that brought the request; its size limit applies to the answer.
    pub trigger: Trigger,
    /// The partition key's value: 1 to 2,048 bytes.
    pub key: String,
}

/// Which attributes a read returns. Each name goes through a placeholder, because many are
/// reserved words.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Projection {
    /// The `ProjectionExpression`.
    pub expression: String,
    /// The `ExpressionAttributeNames`: placeholders and what they stand for.
    pub names: Vec<(String, String)>,
}

impl Projection {
    pub(crate) fn new<'a>(attributes: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<(String, String)> = attributes
            .into_iter()
            .enumerate()
            .map(|(index, name)| (format!("#{index}"), name.to_owned()))
            .collect();
        let placeholders: Vec<&str> =
            names.iter().map(|(placeholder, _)| placeholder.as_str()).collect();
        Self { expression: placeholders.join(", "), names }
    }
}
