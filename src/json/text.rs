//! Writing JSON (RFC 8259) by joining text; serde_json escapes the strings. Numbers keep their digits
//! this way, which a float would not.

use serde::Deserialize;

use std::fmt;

/// A JSON string with its quotes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct JsonString(String);

impl JsonString {
    /// Escapes text, which serde_json always can.
    pub(crate) fn new(text: &str) -> Self {
        Self(serde_json::to_string(text).unwrap_or_default())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JsonString {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Writes elements, separated by commas.
pub(crate) fn write_list<T>(
    json: &mut String,
    elements: impl IntoIterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    for (index, element) in elements.into_iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write(json, element);
    }
}
