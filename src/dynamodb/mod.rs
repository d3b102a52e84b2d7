//! DynamoDB: the request of the one read, and the values that come back.

mod attribute_value;
mod get_item;
mod number;

pub(crate) use attribute_value::AttributeValue;
pub use attribute_value::Item;
pub use get_item::KeyType;
pub(crate) use get_item::{GetItemTemplate, Projection};
pub use number::Number;
