//! The query parameter that is a route's key.

use serde::Deserialize;

use crate::pattern::Pattern;

/// The longest partition key, in bytes of UTF-8.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const PARTITION_KEY_LIMIT: usize = 2048;

/// A query parameter and the rules for its value.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Parameter {
    pub(crate) name: String,
    pub(crate) pattern: Option<Pattern>,
    /// In Unicode code points.
    pub(crate) min_length: Option<u32>,
    /// In Unicode code points.
    pub(crate) max_length: Option<u32>,
}

/// Why a query string has no usable value for a parameter. All but the first name the parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ParameterError {
    /// The query string has no parameters.
    None,
    /// It has only other parameters.
    Absent(String),
    /// Its value is empty.
    Blank(String),
    /// Its value exceeds [`PARTITION_KEY_LIMIT`], or violates the declared length or pattern.
    Invalid(String),
}

impl Parameter {
    /// The name, decoded.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parameter's first value in a query string, read as browsers and `URLSearchParams` do: `+` is
    /// a space, and what is not UTF-8 becomes U+FFFD.
    /// <https://url.spec.whatwg.org/#concept-urlencoded-parser>
    ///
    /// # Errors
    /// The first check that fails.
    pub fn read(&self, query: &str) -> Result<String, ParameterError> {
        let mut parameters = url::form_urlencoded::parse(query.as_bytes()).peekable();
        if parameters.peek().is_none() {
            return Err(ParameterError::None);
        }
        let (_, value) = parameters
            .find(|(name, _)| *name == self.name)
            .ok_or_else(|| ParameterError::Absent(self.name.clone()))?;
        self.check(&value)?;
        Ok(value.into_owned())
    }

    /// Checks a decoded value.
    ///
    /// # Errors
    /// [`ParameterError::Blank`] or [`ParameterError::Invalid`].
    pub fn check(&self, value: &str) -> Result<(), ParameterError> {
        if value.is_empty() {
            return Err(ParameterError::Blank(self.name.clone()));
        }
        let valid = value.len() <= PARTITION_KEY_LIMIT
            && self.min_length.is_none_or(|min| length(value) >= min)
            && self.max_length.is_none_or(|max| length(value) <= max)
            && self.pattern.as_ref().is_none_or(|pattern| pattern.matches(value));
        if valid { Ok(()) } else { Err(ParameterError::Invalid(self.name.clone())) }
    }
}

/// In Unicode code points.
fn length(value: &str) -> u32 {
    u32::try_from(value.chars().count()).unwrap_or(u32::MAX)
}
