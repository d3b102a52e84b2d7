//! A route: a path, the parameters that are the key, the table that is read, what is answered.

mod attribute_path;
mod case;
mod declared;
mod field;
mod key;
mod not_found;
mod parameter;
mod path;
mod shape;

pub(crate) use attribute_path::{AttributePath, Step};
pub(crate) use case::Case;
pub use declared::Route;
pub use field::ItemError;
pub(crate) use field::{Absent, Field, FieldType};
pub(crate) use key::{Key, KeyAttribute, KeyValues, NUMBER_LIMIT};
pub use key::{PARTITION_KEY_LIMIT, SORT_KEY_LIMIT};
pub(crate) use not_found::NotFound;
pub use not_found::NotFoundAnswer;
pub(crate) use parameter::check_all;
pub use parameter::{Parameter, ParameterError, ParameterIn};
pub(crate) use path::{Matched, Path, Segment};
pub(crate) use shape::{Found, Members, Shape};
