//! A route: a path, the parameter that is the key, the table that is read, the fields that answer.

mod case;
mod declared;
mod field;
mod found;
mod parameter;

pub(crate) use case::Case;
pub use declared::Route;
pub use field::ItemError;
pub(crate) use field::{Field, FieldType};
pub use parameter::{PARTITION_KEY_LIMIT, Parameter, ParameterError};
