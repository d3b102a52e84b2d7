//! A route as `api.json` declares it.

use serde::Deserialize;

use super::case::Case;
use super::field::{Field, ItemError};
use super::found::Found;
use super::parameter::Parameter;
use crate::dynamodb::{GetItemTemplate, Item, Table};
use crate::http::CacheControl;

/// A path, its parameter, the table that it reads and the fields that it answers.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Route {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) parameter: Parameter,
    pub(crate) fields: Vec<Field>,
    pub(crate) cases: Vec<Case>,
    pub(crate) table: Table,
    pub(crate) get_item: GetItemTemplate,
    /// How long an answer may be cached if no case applies.
    pub(crate) cache_control: CacheControl,
    /// How long the answer that there is no such item may be cached.
    pub(crate) not_found: CacheControl,
}

impl Route {
    /// The name under which the wrapper exports this route's own handler.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path, which a request must match exactly.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query parameter that is the key.
    #[must_use]
    pub fn parameter(&self) -> &Parameter {
        &self.parameter
    }

    /// How long answers may be cached: each declared time.
    pub(crate) fn cache_controls(&self) -> impl Iterator<Item = CacheControl> {
        let of_cases = self.cases.iter().map(|case| case.cache_control);
        [self.cache_control, self.not_found].into_iter().chain(of_cases)
    }

    /// Shapes an item: the route's own fields, then those of the first case that applies.
    pub(crate) fn shape<'a>(&'a self, item: &'a Item<'a>) -> Result<Found<'a>, ItemError> {
        let mut found = Found { fields: Vec::new(), cache_control: self.cache_control };
        for field in &self.fields {
            found.fields.push(field.shape(item)?);
        }
        for case in &self.cases {
            if case.applies(item)? {
                for field in &case.fields {
                    found.fields.push(field.shape(item)?);
                }
                found.cache_control = case.cache_control;
                break;
            }
        }
        Ok(found)
    }
}
