//! Walking the document: each cursor knows its path, and reports what is wrong there.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;
use std::ops::RangeInclusive;

use super::error::{ConfigError, Mistake};
use crate::json::{Json, JsonPath};

/// The mistakes found so far. Reading continues after each, so that all are reported at once.
#[derive(Default)]
pub(super) struct Mistakes(RefCell<Vec<Mistake>>);

impl Mistakes {
    /// What was read, if there was no mistake anywhere.
    pub(super) fn finish<T>(self, whole: Option<T>) -> Result<T, ConfigError> {
        let mistakes = self.0.into_inner();
        match whole {
            Some(whole) if mistakes.is_empty() => Ok(whole),
            _ => Err(ConfigError { mistakes }),
        }
    }
}

/// Names that must be unique, as far as they have been read.
#[derive(Clone, Default)]
pub(super) struct SeenNames(RefCell<Vec<String>>);

/// A place in the document. Each method reads the expected value, or else reports a mistake and returns
/// `None`.
pub(super) struct Cursor<'a> {
    path: JsonPath<'a>,
    json: Option<&'a Json<'a>>,
    mistakes: &'a Mistakes,
}

impl<'a> Cursor<'a> {
    pub(super) fn root(json: &'a Json<'a>, mistakes: &'a Mistakes) -> Self {
        Self { path: JsonPath::Root, json: Some(json), mistakes }
    }

    /// An object with only these keys.
    pub(super) fn object(&'a self, keys: &[&'static str]) -> Option<Object<'a>> {
        let Some(Json::Object(members)) = self.json else {
            return self.expected(format_args!("an object with {}", keys.join(", ")));
        };
        let mut seen = Vec::new();
        for (key, json) in members {
            let member = self.at(JsonPath::Name(&self.path, key), Some(json));
            if !keys.contains(&&**key) {
                member.report(format_args!("unknown key; expected one of {}", keys.join(", ")));
            } else if seen.contains(&key) {
                member.report("duplicate key");
            } else {
                seen.push(key);
            }
        }
        Some(Object { cursor: self, members })
    }

    /// An array whose elements `read` accepts.
    pub(super) fn each<T>(
        &self,
        elements: &str,
        read: impl Fn(&Cursor) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(Json::Array(array)) = self.json else {
            return self.expected(format_args!("an array of {elements}"));
        };
        let read_all: Vec<Option<T>> = array
            .iter()
            .enumerate()
            .map(|(index, json)| read(&self.at(JsonPath::Index(&self.path, index), Some(json))))
            .collect();
        read_all.into_iter().collect()
    }

    /// A string that `parse` accepts.
    pub(super) fn parse<T>(
        &self,
        expected: &str,
        parse: impl FnOnce(&'a str) -> Option<T>,
    ) -> Option<T> {
        let parsed = match self.json {
            Some(Json::String(text)) => parse(text),
            _ => None,
        };
        parsed.or_else(|| self.expected(expected))
    }

    /// A string for which `valid` holds.
    pub(super) fn string(&self, expected: &str, valid: fn(&str) -> bool) -> Option<&'a str> {
        self.parse(expected, |text| valid(text).then_some(text))
    }

    /// A name that has not been seen; from now on it has.
    pub(super) fn unique(&self, name: &str, expected: &str, seen: &SeenNames) -> Option<String> {
        let mut seen = seen.0.borrow_mut();
        if seen.iter().any(|other| other == name) {
            return self.expected(expected);
        }
        seen.push(name.to_owned());
        Some(name.to_owned())
    }

    /// A whole number.
    pub(super) fn integer(&self, range: RangeInclusive<u32>) -> Option<u32> {
        if let Some(Json::Natural(natural)) = self.json
            && let Ok(number) = u32::try_from(*natural)
            && range.contains(&number)
        {
            return Some(number);
        }
        self.expected(format_args!("a whole number from {} to {}", range.start(), range.end()))
    }

    /// Reports what was expected here.
    #[cold] // Keeps it from being inlined, which would weigh 1 kB.
    pub(super) fn expected<T>(&self, expected: impl Display) -> Option<T> {
        match self.json {
            Some(json) => self.report(format_args!("expected {expected}, found {json}")),
            None => self.report(format_args!("missing; expected {expected}")),
        }
        None
    }

    #[cold] // Keeps it from being inlined, which would weigh 1 kB.
    fn report(&self, message: impl Display) {
        let mistake = Mistake { path: self.path.to_string(), message: message.to_string() };
        self.mistakes.0.borrow_mut().push(mistake);
    }

    fn at<'b>(&'b self, path: JsonPath<'b>, json: Option<&'b Json<'b>>) -> Cursor<'b> {
        Cursor { path, json, mistakes: self.mistakes }
    }
}

/// The members of an object.
pub(super) struct Object<'a> {
    cursor: &'a Cursor<'a>,
    members: &'a [(Cow<'a, str>, Json<'a>)],
}

impl<'a> Object<'a> {
    /// A required member.
    #[inline(never)] // Inlined, it would weigh 2 kB.
    pub(super) fn required(&self, key: &'static str) -> Cursor<'a> {
        let member = self.members.iter().find(|(name, _)| name == key);
        self.cursor.at(JsonPath::Name(&self.cursor.path, key), member.map(|(_, json)| json))
    }

    /// Reads an optional member. `None` if it is present and wrong.
    pub(super) fn optional<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Cursor<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        let member = self.required(key);
        match member.json {
            Some(_) => read(&member).map(Some),
            None => Some(None),
        }
    }
}
