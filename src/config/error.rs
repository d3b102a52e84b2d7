//! What is wrong with a configuration.

use std::fmt;

use crate::json::Json;

/// Everything that is wrong with a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    /// In the order of the document; at least one.
    pub mistakes: Vec<Mistake>,
}

/// One mistake and where it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// The JSON path (RFC 9535), such as `$.routes[0].path`.
    pub path: String,
    /// What was expected there.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (index, Mistake { path, message }) in self.mistakes.iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            write!(formatter, "{line_break}{path}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

/// Parses the text of a configuration.
pub(super) fn parse_text(text: &str) -> Result<Json<'_>, ConfigError> {
    Json::parse(text.as_bytes()).map_err(|error| ConfigError {
        mistakes: vec![Mistake { path: "$".to_owned(), message: format!("not JSON: {error}") }],
    })
}
