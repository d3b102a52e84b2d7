//! One declared lookup: a path, its parameter, the table it reads and the fields it answers.

use crate::attribute_value::Item;
use crate::cache_control::CacheControl;
use crate::field::{Case, Field, Found, ItemError};
use crate::get_item::GetItemTemplate;
use crate::parameter::Parameter;

/// A lookup as `api.json` declares it.
#[derive(Clone, Debug)]
pub struct Route {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) parameter: Parameter,
    pub(crate) fields: Vec<Field>,
    pub(crate) cases: Vec<Case>,
    pub(crate) get_item: GetItemTemplate,
    /// Of the answers to which no case applies.
    pub(crate) cache_control: CacheControl,
    /// Of "Not found item."
    pub(crate) not_found: CacheControl,
}

impl Route {
    /// The name under which the wrapper exports this route's own handler.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path that a request must have, to the letter.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query parameter that is the key.
    #[must_use]
    pub fn parameter(&self) -> &Parameter {
        &self.parameter
    }

    /// For how long the answers may be kept: each time that is declared.
    pub(crate) fn cache_controls(&self) -> impl Iterator<Item = CacheControl> {
        let of_cases = self.cases.iter().map(|case| case.cache_control);
        [self.cache_control, self.not_found].into_iter().chain(of_cases)
    }

    /// What is answered: the route's own fields, then those of the first case that applies.
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
