//! What to do about a request, what came of it, and the answer.

use serde::{Deserialize, Deserializer};

use crate::attribute_value::Item;
use crate::get_item::GetItem;
use crate::refusal::Refusal;
use crate::response::Response;

/// What to do about a request.
#[derive(Clone, Debug)]
pub enum Decision<'a> {
    /// Answer at once.
    Respond(Answer<'a>),
    /// Read an item, then give its outcome to [`Api::shape`](crate::Api::shape).
    GetItem(GetItem<'a>),
}

/// What became of the read.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The item.
    Item(Item),
    /// The table has no such item.
    Missing,
    /// DynamoDB failed, or did not answer in time.
    Unavailable,
    /// What came back is none of these: where, and why.
    #[serde(skip)]
    Unreadable(String),
}

impl Outcome {
    /// Reads an outcome: `{"item": …}` in DynamoDB's attribute values, `"missing"` or
    /// `"unavailable"`.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Self {
        Self::deserialize(deserializer).unwrap_or_else(|error| Self::Unreadable(error.to_string()))
    }
}

/// A response, and why it is not a found item.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'a> {
    /// What the client gets.
    pub response: Response<'a>,
    /// Why; `None` for a found item and for OPTIONS.
    pub refusal: Option<Refusal>,
}
