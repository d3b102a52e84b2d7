//! The query parameter that is a lookup's key.

use crate::pattern::Pattern;

/// The most bytes of UTF-8 that DynamoDB takes as a partition key.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const PARTITION_KEY_LIMIT: usize = 2048;

/// A query parameter and what its value must be.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub(crate) name: String,
    pub(crate) pattern: Option<Pattern>,
    /// In Unicode code points.
    pub(crate) min_length: Option<usize>,
    /// In Unicode code points.
    pub(crate) max_length: Option<usize>,
}

/// Why a query string has no usable value of a parameter. Each but the first names the parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ParameterError {
    /// The query string has no parameter at all.
    None,
    /// It has others only.
    Absent(String),
    /// Its value is empty.
    Blank(String),
    /// Its value is over [`PARTITION_KEY_LIMIT`], or against the declared length or pattern.
    Invalid(String),
}

impl Parameter {
    /// The name, as it stands in the query string once decoded.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parameter's value in a query string: the first one, with `+` as a space, and U+FFFD
    /// for what is not UTF-8, as browsers and `URLSearchParams` read it.
    /// <https://url.spec.whatwg.org/#concept-urlencoded-parser>
    ///
    /// # Errors
    /// The first check that the query string does not pass.
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

    /// Checks a value that has been decoded.
    ///
    /// # Errors
    /// [`ParameterError::Blank`] or [`ParameterError::Invalid`].
    pub fn check(&self, value: &str) -> Result<(), ParameterError> {
        if value.is_empty() {
            return Err(ParameterError::Blank(self.name.clone()));
        }
        let valid = value.len() <= PARTITION_KEY_LIMIT
            && self.min_length.is_none_or(|min| value.chars().count() >= min)
            && self.max_length.is_none_or(|max| value.chars().count() <= max)
            && self.pattern.as_ref().is_none_or(|pattern| pattern.matches(value));
        if valid { Ok(()) } else { Err(ParameterError::Invalid(self.name.clone())) }
    }
}
