//! One declared lookup: a path, its parameter, the table it reads and the fields it answers.

use crate::attribute_value::Item;
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

    /// The fields of an answer: the route's own, then those of the first case that applies.
    pub(crate) fn shape<'a>(&'a self, item: &'a Item) -> Result<Found<'a>, ItemError> {
        let mut fields = Vec::new();
        for field in &self.fields {
            fields.push(field.shape(item)?);
        }
        for case in &self.cases {
            if case.applies(item)? {
                for field in &case.fields {
                    fields.push(field.shape(item)?);
                }
                break;
            }
        }
        Ok(Found(fields))
    }
}
