//! Where something is in a JSON document (RFC 9535).

use std::fmt;

use crate::json_text::JsonString;

/// The path of one place: `$`, or a step from another one. Written only when it has to be told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum JsonPath<'a> {
    /// The document.
    Root,
    /// A member of an object.
    Name(&'a JsonPath<'a>, &'a str),
    /// An element of an array.
    Index(&'a JsonPath<'a>, usize),
}

/// A name in the short form, if it is a letter and then letters and digits, or in brackets and quotes
/// (RFC 9535 §2.5.1).
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
