//! The request of DynamoDB's GetItem.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>

use serde::{Deserialize, Serialize};

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

/// The type of a key attribute.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum KeyType {
    /// A string.
    S,
    /// A number.
    N,
}

impl KeyType {
    /// The type descriptor, as in DynamoDB's JSON.
    #[must_use]
    pub const fn descriptor(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
        }
    }
}

/// A route's request body around the values of the key.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct GetItemTemplate {
    /// What comes before each value.
    before: Vec<String>,
    after: String,
}

impl GetItemTemplate {
    /// A read by key of some attributes, or of all.
    pub(crate) fn new<'a>(
        table: &str,
        key: impl Iterator<Item = (&'a str, KeyType)>,
        projection: Option<&Projection>,
    ) -> Self {
        let mut start = format!(r#"{{"TableName":{},"Key":{{"#, JsonString::new(table));
        let mut before = Vec::new();
        for (name, key_type) in key {
            let (name, descriptor) = (JsonString::new(name), key_type.descriptor());
            before.push(format!(r#"{start}{name}:{{"{descriptor}":"#));
            start = "},".to_owned();
        }
        let projection = projection.map(|Projection { expression, names }| {
            let expression = JsonString::new(expression);
            format!(
                r#","ProjectionExpression":{expression},"ExpressionAttributeNames":{{{names}}}"#
            )
        });
        Self { before, after: format!("}}}}{}}}", projection.unwrap_or_default()) }
    }

    /// The body of GetItem's request: an eventually consistent read.
    pub(crate) fn body(&self, key: &[String]) -> String {
        let mut body = String::new();
        for (before, value) in self.before.iter().zip(key) {
            body.push_str(before);
            body.push_str(JsonString::new(value).as_str());
        }
        body.push_str(&self.after);
        body
    }
}
