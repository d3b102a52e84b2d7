//! What to do about a request, what came of it, and the answer.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::attribute_value::Item;
use crate::explain::explain;
use crate::get_item::GetItem;
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
pub enum Outcome {
    /// The item.
    Item(Item),
    /// The table has no such item.
    Missing,
    /// DynamoDB failed, or did not answer in time.
    Unavailable,
    /// The item is not made of attribute values: where, and why.
    Unreadable(String),
}

/// GetItem's response. It has no item where the table has none.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html#API_GetItem_ResponseSyntax>
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetItemOutput {
    item: Option<Item>,
}

impl Outcome {
    /// Reads the body of GetItem's response. One that is not JSON does not come from a DynamoDB
    /// that is well.
    ///
    /// ```
    /// use edge_lookup::Outcome;
    ///
    /// assert_eq!(Outcome::from_response(b"{}"), Outcome::Missing);
    /// assert_eq!(Outcome::from_response(b"<html>"), Outcome::Unavailable);
    /// ```
    #[must_use]
    pub fn from_response(body: &[u8]) -> Self {
        // An array would do for a struct to serde, and `[null]` is not DynamoDB's word for missing.
        if !body.trim_ascii_start().starts_with(b"{") {
            return Self::Unavailable;
        }
        match serde_json::from_slice(body) {
            Ok(GetItemOutput { item: Some(item) }) => Self::Item(item),
            Ok(GetItemOutput { item: None }) => Self::Missing,
            Err(_) if serde_json::from_slice::<IgnoredAny>(body).is_err() => Self::Unavailable,
            Err(error) => Self::Unreadable(explain(&error)),
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
