//! A route as `api.json` declares it.

use std::borrow::Cow;

use serde::Deserialize;

use super::field::ItemError;
use super::key::Key;
use super::not_found::NotFound;
use super::parameter::{Parameter, ParameterError, ParameterIn, check_all};
use super::path::Path;
use super::shape::{Found, Shape};
use crate::dynamodb::{GetItemTemplate, Item, KeyType};
use crate::http::{CacheControl, Envelope};

/// A path, its parameters, the item that they are the key of, and what it is answered with.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Route {
    pub(crate) name: String,
    pub(crate) path: Path,
    /// In the order of their checks: those of the path come first.
    pub(crate) parameters: Vec<Parameter>,
    /// The table that it reads.
    pub(crate) table: String,
    pub(crate) key: Key,
    pub(crate) get_item: GetItemTemplate,
    pub(crate) shape: Shape,
    /// How long an answer may be cached if no case applies.
    pub(crate) cache_control: CacheControl,
    pub(crate) not_found: NotFound,
}

impl Route {
    /// The name under which the wrapper exports this route's own handler.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path, with each parameter in it as `{name}`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path.text
    }

    /// The parameters, in the order of their checks.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The names and types of the key's attributes: the partition key, and perhaps the sort key.
    pub fn key(&self) -> impl Iterator<Item = (&str, KeyType)> {
        self.key.schema()
    }

    /// The part of a query string that is in CloudFront's cache key: the parameters whose names were sent as
    /// they are declared. An origin request policy sends on others too, such as `input%5Ffile`, by which
    /// somebody could choose the answer that all get who send the same key.
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html>
    pub(crate) fn query_in_cache_key(&self, query: &str) -> String {
        let mut in_key = String::new();
        for pair in query.split('&') {
            let name = pair.split('=').next().unwrap_or_default();
            let mut parameters = self.parameters.iter();
            if parameters.any(|it| it.place == ParameterIn::Query && it.name == name) {
                in_key.push_str(pair);
                in_key.push('&');
            }
        }
        in_key
    }

    /// Reads the key of an item from a request.
    ///
    /// # Errors
    /// The first check that fails.
    pub(crate) fn read_key(
        &self,
        in_path: Vec<Cow<str>>,
        query: &str,
    ) -> Result<Vec<String>, ParameterError> {
        let mut in_path = in_path.into_iter();
        let values =
            check_all(&self.parameters, self.key.values(), |parameter| match parameter.place {
                ParameterIn::Path => {
                    in_path.next().ok_or_else(|| ParameterError::Absent(parameter.name.clone()))
                }
                ParameterIn::Query
                    if url::form_urlencoded::parse(query.as_bytes()).next().is_none() =>
                {
                    Err(ParameterError::None)
                }
                ParameterIn::Query => parameter.find(query),
            })?;
        Ok(self.key.attributes().map(|attribute| attribute.value(&values)).collect())
    }

    /// How long answers may be cached: each declared time.
    pub(crate) fn cache_controls(&self) -> impl Iterator<Item = CacheControl> {
        let of_cases = self.shape.cases().iter().map(|case| case.cache_control);
        [self.cache_control, self.not_found.cache_control].into_iter().chain(of_cases)
    }

    /// Shapes an item.
    pub(crate) fn shape(&self, item: &Item, envelope: Envelope) -> Result<Found, ItemError> {
        self.shape.shape(item, envelope, self.cache_control)
    }
}
