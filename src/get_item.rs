//! The request of DynamoDB's GetItem.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>

use crate::json_text::JsonString;
use crate::route::Route;
use crate::trigger::Trigger;

/// The most bytes that a projection expression may have.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const PROJECTION_LIMIT: usize = 4096;

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

impl GetItem<'_> {
    /// The body of GetItem's request: an eventually consistent read of just the declared
    /// attributes.
    #[must_use]
    pub fn body(&self) -> String {
        let GetItemTemplate { before_key, after_key } = &self.route.get_item;
        format!("{before_key}{}{after_key}", JsonString::new(&self.key))
    }
}

/// Which attributes a read returns. Each name goes through a placeholder, because many are
/// reserved words.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html>
pub(crate) struct Projection {
    expression: String,
    /// The members of `ExpressionAttributeNames`, as JSON.
    names: String,
}

impl Projection {
    /// A projection on these attributes; `None` if DynamoDB would not take it.
    pub(crate) fn new(attributes: &[&str]) -> Option<Self> {
        let placeholders: Vec<String> =
            (0..attributes.len()).map(|index| format!("#{index}")).collect();
        let names: Vec<String> = placeholders
            .iter()
            .zip(attributes)
            .map(|(placeholder, attribute)| {
                let [placeholder, attribute] =
                    [placeholder.as_str(), attribute].map(JsonString::new);
                format!("{placeholder}:{attribute}")
            })
            .collect();
        let expression = placeholders.join(",");
        (expression.len() <= PROJECTION_LIMIT).then(|| Self { expression, names: names.join(",") })
    }
}

/// A route's request body around the key.
#[derive(Clone, Debug)]
pub(crate) struct GetItemTemplate {
    before_key: String,
    after_key: String,
}

impl GetItemTemplate {
    /// A read from a table by its partition key.
    pub(crate) fn new(table: &str, key: &str, projection: &Projection) -> Self {
        let Projection { expression, names } = projection;
        let [table, key, expression] = [table, key, expression].map(JsonString::new);
        Self {
            before_key: format!(r#"{{"TableName":{table},"Key":{{{key}:{{"S":"#),
            after_key: format!(
                r#"}}}},"ProjectionExpression":{expression},"ExpressionAttributeNames":{{{names}}}}}"#
            ),
        }
    }
}
