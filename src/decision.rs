//! What to do with a request, the outcome of the read, and the answer.

use crate::dynamodb::Item;
use crate::http::Response;
use crate::json::Json;
use crate::refusal::Refusal;
use crate::route::Route;

/// What to do with a request.
#[derive(Clone, Debug)]
pub enum Decision<'a> {
    /// Answer at once.
    Respond(Answer<'a>),
    /// Read an item, then give its outcome to [`Api::shape`](crate::Api::shape).
    GetItem(GetItem<'a>),
}

/// The one read that a request needs.
#[derive(Clone, Debug)]
pub struct GetItem<'a> {
    /// The route.
    pub route: &'a Route,
    /// The values of the key's attributes: of the partition key, and of the sort key if there is one.
    pub key: Vec<String>,
}

impl GetItem<'_> {
    /// The body of GetItem's request: an eventually consistent read of what the answer needs.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>
    #[must_use]
    pub fn body(&self) -> String {
        self.route.get_item.body(&self.key)
    }
}

/// The outcome of the read.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<'a> {
    /// The item.
    Item(Item<'a>),
    /// The table has no such item.
    Missing,
    /// DynamoDB failed, or did not answer in time.
    Unavailable,
    /// DynamoDB answered with something other than GetItem's response: why it is not one.
    Malformed(String),
    /// The item does not consist of attribute values: where, and why.
    Unreadable(String),
}

/// The longest description of what is wrong with an item, in characters: attributes may have long
/// names.
const REASON_LIMIT: usize = 500;

impl<'a> Outcome<'a> {
    /// Reads the body of GetItem's response, which lacks an item if the table does. Anything else, such
    /// as an error sent with status 200, means that DynamoDB is failing.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#API_GetItem_ResponseSyntax>
    ///
    /// ```
    /// use edge_lookup::Outcome;
    ///
    /// assert_eq!(Outcome::from_response(b"{}"), Outcome::Missing);
    /// assert_eq!(
    ///     Outcome::from_response(b"<html>"),
    ///     Outcome::Malformed("response: not JSON: expected value at line 1 column 1".to_owned())
    /// );
    /// ```
    #[must_use]
    pub fn from_response(body: &'a [u8]) -> Self {
        let members = match Json::parse(body) {
            Ok(Json::Object(members)) => members,
            Ok(_) => return Self::not_get_item(),
            Err(error) => return Self::Malformed(format!("response: not JSON: {error}")),
        };
        let mut found = Json::Null;
        let mut is_foreign = false;
        for (name, member) in members {
            match &*name {
                "Item" => found = member,
                "ConsumedCapacity" => {}
                // An error's: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
                "__type" => return Self::not_get_item(),
                _ => is_foreign = true,
            }
        }
        match found {
            // Without an item, members that GetItem does not have are an error's, or a proxy's.
            Json::Null if is_foreign => Self::not_get_item(),
            Json::Null => Self::Missing,
            Json::Object(_) => match Item::read(found) {
                Ok(item) => Self::Item(item),
                Err(reason) => Self::Unreadable(reason.chars().take(REASON_LIMIT).collect()),
            },
            _ => Self::not_get_item(),
        }
    }

    fn not_get_item() -> Self {
        Self::Malformed("response: not GetItem's".to_owned())
    }
}

/// A response, and why it is not a found item.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// What the client gets.
    pub response: Response<'a>,
    /// The route; `None` if none matches.
    pub route: Option<&'a Route>,
    /// Why; `None` for a found item and for OPTIONS.
    pub refusal: Option<Refusal>,
}
