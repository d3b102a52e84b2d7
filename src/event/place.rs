//! A place in an event of CloudFront: what is there, and where it is, for the log.

use super::error::EventError;
use super::value::{Member, TypeMismatch, Value};
use crate::json::JsonPath;

/// A place in an event. Inside something absent, everything is absent.
pub(super) struct Place<'a, V> {
    path: JsonPath<'a>,
    value: Option<V>,
}

impl<V: Value> Place<'_, V> {
    /// A member of the event.
    pub(super) fn of_event(member: Member, value: Option<V>) -> Self {
        Self { path: JsonPath::Name(&JsonPath::Root, member.name()), value }
    }

    pub(super) fn is_present(&self) -> bool {
        self.value.is_some()
    }

    /// This place, if its value is an object.
    pub(super) fn object(self) -> Result<Self, EventError> {
        match &self.value {
            Some(value) if !value.is_object() => Err(self.unexpected("an object")),
            _ => Ok(self),
        }
    }

    /// A member of an object.
    pub(super) fn member(&self, member: Member) -> Place<'_, V> {
        let value = self.value.as_ref().and_then(|value| value.member(member));
        Place { path: JsonPath::Name(&self.path, member.name()), value }
    }

    pub(super) fn first(&self) -> Result<Place<'_, V>, EventError> {
        let value = match &self.value {
            Some(value) => self.expect("an array", value.first())?,
            None => None,
        };
        Ok(Place { path: JsonPath::Index(&self.path, 0), value })
    }

    pub(super) fn text(&self) -> Result<Option<String>, EventError> {
        let text = self.value.as_ref().map(V::text).transpose();
        self.expect("a string", text)
    }

    pub(super) fn required_text(&self) -> Result<String, EventError> {
        self.text()?.ok_or_else(|| EventError::Missing { path: self.path.to_string() })
    }

    fn expect<T>(
        &self,
        expected: &'static str,
        read: Result<T, TypeMismatch>,
    ) -> Result<T, EventError> {
        read.map_err(|TypeMismatch| self.unexpected(expected))
    }

    pub(super) fn unexpected(&self, expected: &'static str) -> EventError {
        EventError::Unexpected { path: self.path.to_string(), expected }
    }
}
