//! What is wrong with a configuration, and where.

use std::fmt;

use serde::Serialize;

use super::settings::Config;

/// What became of the text of a configuration.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The configuration, if it is right.
    pub config: Result<Config, ConfigError>,
    /// What is right and yet perhaps not meant, in the order of the document.
    pub warnings: Vec<Mistake>,
}

/// Everything that is wrong with a configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    /// In the order of the document; at least one.
    pub mistakes: Vec<Mistake>,
}

/// One mistake and where it is.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode code points.
    pub column: usize,
    /// The JSON path (RFC 9535), such as `$.routes[0].path`; `None` if the text is not JSON.
    pub path: Option<String>,
    /// What is wrong there, and what to write instead.
    pub message: String,
}

/// As compilers write it after the name of the file.
impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self { line, column, path, message } = self;
        write!(formatter, "{line}:{column}: ")?;
        if let Some(path) = path {
            write!(formatter, "{path}: ")?;
        }
        formatter.write_str(message)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (index, mistake) in self.mistakes.iter().enumerate() {
            let line_break = if index == 0 { "" } else { "\n" };
            write!(formatter, "{line_break}{mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
