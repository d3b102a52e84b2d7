//! The request of DynamoDB's GetItem.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>

use serde::Deserialize;

use crate::json::JsonString;

/// The longest projection expression, in bytes.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const PROJECTION_LIMIT: usize = 4096;

/// Which attributes a read returns. Each name goes through a placeholder, because many are
/// reserved words.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html>
pub(crate) struct Projection {
    expression: String,
    /// The members of `ExpressionAttributeNames`, as JSON.
    names: String,
}

impl Projection {
    /// A projection on these attributes; `None` if DynamoDB would refuse it.
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

/// The table that a route reads.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct Table {
    pub(crate) name: String,
    /// The attribute that is its partition key, a string.
    pub(crate) partition_key: String,
}

/// A route's request body around the key.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct GetItemTemplate {
    before_key: String,
    after_key: String,
}

impl GetItemTemplate {
    /// A read from a table by its partition key.
    pub(crate) fn new(table: &Table, projection: &Projection) -> Self {
        let Projection { expression, names } = projection;
        let [table, key, expression] =
            [&table.name, &table.partition_key, expression].map(|text| JsonString::new(text));
        Self {
            before_key: format!(r#"{{"TableName":{table},"Key":{{{key}:{{"S":"#),
            after_key: format!(
                r#"}}}},"ProjectionExpression":{expression},"ExpressionAttributeNames":{{{names}}}}}"#
            ),
        }
    }

    /// The body of GetItem's request: an eventually consistent read of the projected attributes.
    pub(crate) fn body(&self, key: &str) -> String {
        let Self { before_key, after_key } = self;
        format!("{before_key}{}{after_key}", JsonString::new(key))
    }
}
