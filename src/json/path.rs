//! Places in a JSON document (RFC 9535).

use std::fmt;

use super::text::JsonString;

/// The path of one place: `$`, or a step from another path. It is formatted only when it is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum JsonPath<'a> {
    /// The document.
    Root,
    /// A member of an object.
    Name(&'a JsonPath<'a>, &'a str),
    /// An element of an array.
    Index(&'a JsonPath<'a>, usize),
}

/// A name is in the short form if it is a letter followed by letters and digits, or else in brackets
/// and quotes (RFC 9535 §2.5.1).
impl fmt::Display for JsonPath<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Root => formatter.write_str("$"),
            Self::Index(parent, index) => write!(formatter, "{parent}[{index}]"),
            Self::Name(parent, name)
                if name.starts_with(|first: char| first.is_ascii_alphabetic())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
            {
                write!(formatter, "{parent}.{name}")
            }
            Self::Name(parent, name) => write!(formatter, "{parent}[{}]", JsonString::new(name)),
        }
    }
}
