//! The parameters of a route.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::key::KeyValues;
use crate::pattern::Pattern;

/// A parameter of the path or of the query string, and the rules for its value.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Parameter {
    pub(crate) name: String,
    pub(crate) place: ParameterIn,
    pub(crate) pattern: Option<Pattern>,
    /// In Unicode code points.
    pub(crate) min_length: Option<u32>,
    /// In Unicode code points.
    pub(crate) max_length: Option<u32>,
}

/// Where a request has a parameter.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterIn {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
}

/// Why a request has no usable value for a parameter. All but the first name the parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ParameterError {
    /// The query string has no parameters.
    None,
    /// It has only other parameters.
    Absent(String),
    /// Its value is empty.
    Blank(String),
    /// Its value violates a declared rule, or cannot be a part of the key.
    Invalid(String),
}

/// Checks all parameters, in order, and gives their values.
///
/// # Errors
/// The first check that fails.
pub(crate) fn check_all<'a, 'k>(
    parameters: &[Parameter],
    key: impl Iterator<Item = &'k KeyValues> + Clone,
    mut find: impl FnMut(&Parameter) -> Result<Cow<'a, str>, ParameterError>,
) -> Result<Vec<Cow<'a, str>>, ParameterError> {
    let mut values = Vec::with_capacity(parameters.len());
    for (index, parameter) in parameters.iter().enumerate() {
        let value = find(parameter)?;
        if value.is_empty() {
            return Err(ParameterError::Blank(parameter.name.clone()));
        }
        let is_valid = parameter.accepts(&value);
        values.push(value);
        if !is_valid || !key.clone().all(|attribute| attribute.accepts(index, &values)) {
            return Err(ParameterError::Invalid(parameter.name.clone()));
        }
    }
    Ok(values)
}

impl Parameter {
    /// The name, decoded.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where requests have it.
    #[must_use]
    pub fn place(&self) -> ParameterIn {
        self.place
    }

    /// The parameter's first value in form data, read as browsers and `URLSearchParams` do: `+` is a space,
    /// and what is not UTF-8 becomes U+FFFD.
    /// <https://url.spec.whatwg.org/#concept-urlencoded-parser>
    pub(crate) fn find<'a>(&self, form: &'a str) -> Result<Cow<'a, str>, ParameterError> {
        let mut pairs = url::form_urlencoded::parse(form.as_bytes());
        let found = pairs.find(|(name, _)| *name == self.name);
        found.map(|(_, value)| value).ok_or_else(|| ParameterError::Absent(self.name.clone()))
    }

    /// Whether a decoded value obeys the declared rules.
    fn accepts(&self, value: &str) -> bool {
        // Browsers remove such segments, escaped or not, so that no page could send them.
        // https://url.spec.whatwg.org/#single-dot-path-segment
        let is_dots = self.place == ParameterIn::Path && matches!(value, "." | "..");
        !is_dots
            && self.min_length.is_none_or(|min| length(value) >= min)
            && self.max_length.is_none_or(|max| length(value) <= max)
            && self.pattern.as_ref().is_none_or(|pattern| pattern.matches(value))
    }
}

/// In Unicode code points.
fn length(value: &str) -> u32 {
    u32::try_from(value.chars().count()).unwrap_or(u32::MAX)
}
