//! What to do about a request, what came of it, and the answer.

use crate::attribute_value::Item;
use crate::get_item::GetItem;
use crate::json::Json;
use crate::refusal::Refusal;
use crate::response::Response;
use crate::route::Route;

/// What to do about a request.
#[derive(Clone, Debug)]
pub enum Decision<'a> {
    /// Answer at once.
    Respond(Answer<'a>),
    /// Read an item, then give its outcome to [`Api::shape`](crate::Api::shape).
    GetItem(GetItem<'a>),
}

/// What became of the read.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<'a> {
    /// The item.
    Item(Item<'a>),
    /// The table has no such item.
    Missing,
    /// DynamoDB failed, or did not answer in time.
    Unavailable,
    /// DynamoDB answered with something else than a JSON object: why it is none.
    NotJson(String),
    /// The item is not made of attribute values: where, and why.
    Unreadable(String),
}

/// How much is kept of what is wrong with an item, in characters. It names attributes, which may
/// have long names.
const REASON_LIMIT: usize = 500;

impl<'a> Outcome<'a> {
    /// Reads the body of GetItem's response, which has no item where the table has none. A body that
    /// is no JSON object does not come from a DynamoDB that is well.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#API_GetItem_ResponseSyntax>
    ///
    /// ```
    /// use edge_lookup::Outcome;
    ///
    /// assert_eq!(Outcome::from_response(b"{}"), Outcome::Missing);
    /// assert_eq!(
    ///     Outcome::from_response(b"<html>"),
    ///     Outcome::NotJson("response: not JSON: expected value at line 1 column 1".to_owned())
    /// );
    /// ```
    #[must_use]
    pub fn from_response(body: &'a [u8]) -> Self {
        let members = match Json::parse(body) {
            Ok(Json::Object(members)) => members,
            Ok(_) => return Self::NotJson("response: expected a JSON object".to_owned()),
            Err(error) => return Self::NotJson(format!("response: not JSON: {error}")),
        };
        match members.into_iter().rev().find(|(name, _)| name == "Item") {
            None | Some((_, Json::Null)) => Self::Missing,
            Some((_, item)) => match Item::read(item) {
                Ok(item) => Self::Item(item),
                Err(reason) => Self::Unreadable(reason.chars().take(REASON_LIMIT).collect()),
            },
        }
    }
}

/// A response, and why it is not a found item.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// What the client gets.
    pub response: Response<'a>,
    /// The lookup; `None` where no route was found.
    pub route: Option<&'a Route>,
    /// Why; `None` for a found item and for OPTIONS.
    pub refusal: Option<Refusal>,
}
