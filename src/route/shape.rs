//! What a found item is answered with.

use serde::Deserialize;

use super::case::Case;
use super::field::{Field, ItemError};
use crate::dynamodb::{AttributeValue, Item};
use crate::http::{CacheControl, Envelope, Location, Status};
use crate::json::{JsonObject, JsonString};

/// What becomes of an item.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) enum Shape {
    /// JSON.
    Object {
        members: Members,
        /// The member that holds them.
        wrap: Option<JsonString>,
    },
    /// A redirect to the URL in an attribute.
    Redirect { attribute: String, status: Status },
}

/// The members of an answer.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) enum Members {
    /// The declared fields in their order, then those of the first case that applies.
    Fields { fields: Vec<Field>, cases: Vec<Case> },
    /// All attributes, sorted by name, but these.
    Item { omit: Vec<String> },
}

/// The answer for an item.
#[derive(Debug)]
pub(crate) enum Found {
    Body { json: String, cache_control: CacheControl },
    Redirect { status: Status, location: Location },
}

impl Shape {
    /// Shapes an item, which may be cached as `inherited` says if no case says otherwise.
    pub(crate) fn shape(
        &self,
        item: &Item,
        envelope: Envelope,
        inherited: CacheControl,
    ) -> Result<Found, ItemError> {
        match self {
            Self::Object { members, wrap } => {
                let case = members.case(item)?;
                let cache_control = case.map_or(inherited, |case| case.cache_control);
                let mut json = String::new();
                JsonObject::write(&mut json, |object| {
                    if envelope == Envelope::Success {
                        object.member(r#""success""#).push_str("true");
                    }
                    match wrap {
                        None => members.write(item, case, object),
                        Some(name) => JsonObject::write(object.member(name.as_str()), |object| {
                            members.write(item, case, object)
                        }),
                    }
                })?;
                Ok(Found::Body { json, cache_control })
            }
            Self::Redirect { attribute, status } => match item.get(attribute) {
                None => Err(ItemError::Missing { attribute: attribute.clone() }),
                Some(AttributeValue::String(url)) => Location::new(url)
                    .map(|location| Found::Redirect { status: *status, location })
                    .ok_or_else(|| ItemError::Location { attribute: attribute.clone() }),
                Some(_) => Err(ItemError::Location { attribute: attribute.clone() }),
            },
        }
    }

    /// The cases, if there are any.
    pub(crate) fn cases(&self) -> &[Case] {
        match self {
            Self::Object { members: Members::Fields { cases, .. }, .. } => cases,
            _ => &[],
        }
    }
}

impl Members {
    fn case(&self, item: &Item) -> Result<Option<&Case>, ItemError> {
        let Self::Fields { cases, .. } = self else { return Ok(None) };
        for case in cases {
            if case.applies(item)? {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    fn write(
        &self,
        item: &Item,
        case: Option<&Case>,
        object: &mut JsonObject,
    ) -> Result<(), ItemError> {
        match self {
            Self::Fields { fields, .. } => {
                let of_case = case.map_or(&[][..], |case| &case.fields);
                fields.iter().chain(of_case).try_for_each(|field| field.write(item, object))
            }
            Self::Item { omit } => {
                item.write_members(object, omit);
                Ok(())
            }
        }
    }
}
