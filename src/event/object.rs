//! An object in an event of a function in a Region.

use std::borrow::Cow;
use std::cell::Cell;

use super::error::EventError;
use crate::json::Json;

/// An object in an event: its members, and where it is. Where there is none, it has no members.
///
/// A member of another type than it should have is `None`, like one that is absent; what is wrong is noted,
/// once for the whole event. This keeps the code small, of which the edge loads all.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    path: &'static str,
    members: &'a [(Cow<'a, str>, Json<'a>)],
    mistake: &'a Mistake,
}

/// The first thing that is wrong with an event: path and name of a member, and what it should be.
pub(super) type Mistake = Cell<Option<(&'static str, &'static str, &'static str)>>;

impl<'a> Object<'a> {
    /// The event itself, unless it is something else.
    pub(super) fn event(json: &'a Json<'a>, mistake: &'a Mistake) -> Option<Self> {
        let Json::Object(members) = json else { return None };
        Some(Self { path: "$", members, mistake })
    }

    /// A member, unless it is absent or null. Of two with one name the last counts, as in JavaScript.
    #[inline(never)]
    pub(super) fn get(&self, name: &str) -> Option<&'a Json<'a>> {
        let (_, member) = self.members.iter().rev().find(|(other, _)| other == name)?;
        (*member != Json::Null).then_some(member)
    }

    /// A member that is an object and has this path.
    pub(super) fn object(&self, name: &'static str, path: &'static str) -> Self {
        let members = match self.get(name) {
            Some(Json::Object(members)) => &**members,
            other => {
                self.expect(other, name, "an object");
                &[]
            }
        };
        Self { path, members, mistake: self.mistake }
    }

    /// A member that is a string.
    #[inline(never)]
    pub(super) fn text(&self, name: &'static str) -> Option<&'a str> {
        match self.get(name) {
            Some(Json::String(text)) => Some(text),
            other => {
                self.expect(other, name, "a string");
                None
            }
        }
    }

    /// A member that is a string, and that every event has.
    pub(super) fn required_text(&self, name: &'static str) -> &'a str {
        self.text(name).unwrap_or_else(|| {
            self.note(name, "a string");
            ""
        })
    }

    /// A member that is an object of strings, or of arrays of strings: each string with its name, in order.
    /// What is wrong with one is said of the object, because the client may have chosen the name.
    #[inline(never)]
    pub(super) fn texts(&self, name: &'static str) -> Vec<(&'a str, &'a str)> {
        let mut texts = Vec::new();
        let members = match self.get(name) {
            Some(Json::Object(members)) => &**members,
            other => {
                self.expect(other, name, OF_STRINGS);
                &[]
            }
        };
        for (key, value) in members {
            let values = match value {
                Json::Array(values) => values,
                value => std::slice::from_ref(value),
            };
            for value in values {
                match value {
                    Json::String(value) => texts.push((&**key, &**value)),
                    Json::Null => {}
                    _ => self.note(name, OF_STRINGS),
                }
            }
        }
        texts
    }

    /// Notes that a member is something else, if there is one.
    fn expect(&self, member: Option<&Json>, name: &'static str, expected: &'static str) {
        if member.is_some() {
            self.note(name, expected);
        }
    }

    #[inline(never)]
    fn note(&self, name: &'static str, expected: &'static str) {
        let first = self.mistake.get().unwrap_or((self.path, name, expected));
        self.mistake.set(Some(first));
    }
}

const OF_STRINGS: &str = "an object of strings";

/// What is wrong with the event that was read, if anything.
pub(super) fn noted(mistake: &Mistake) -> Result<(), EventError> {
    let Some((object, name, expected)) = mistake.get() else { return Ok(()) };
    Err(EventError::Unexpected { path: format!("{object}.{name}"), expected })
}
