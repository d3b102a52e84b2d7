//! Writing JSON (RFC 8259) by joining text; serde_json escapes the strings. Numbers keep their digits
//! this way, which a float would not.

use serde::{Deserialize, Serialize};

use std::fmt;

/// A JSON string with its quotes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct JsonString(String);

impl JsonString {
    /// Escapes text, which serde_json always can.
    pub(crate) fn new(text: &str) -> Self {
        Self(serde_json::to_string(text).unwrap_or_default())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text that was escaped.
    #[cfg(feature = "compiler")]
    pub(crate) fn text(&self) -> String {
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for JsonString {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Writes an object, member by member.
pub(crate) struct JsonObject<'a> {
    json: &'a mut String,
    is_empty: bool,
}

impl<'a> JsonObject<'a> {
    /// Writes the members that `write` adds.
    pub(crate) fn write<T>(json: &mut String, write: impl FnOnce(&mut JsonObject) -> T) -> T {
        json.push('{');
        let written = write(&mut JsonObject { json, is_empty: true });
        json.push('}');
        written
    }

    /// Adds a member by its name in quotes; its value is written to what this returns.
    pub(crate) fn member(&mut self, name: &str) -> &mut String {
        if !std::mem::take(&mut self.is_empty) {
            self.json.push(',');
        }
        self.json.push_str(name);
        self.json.push(':');
        self.json
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
