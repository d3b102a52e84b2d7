//! Walking the document: each place knows its path and reports what is wrong there.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;
use std::ops::RangeInclusive;

use super::{ConfigError, Problem};
use crate::json::Json;
use crate::json_path::JsonPath;

/// The problems found so far. Reading goes on after each, so that all are reported in one go.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// The whole that was read, if there was no problem anywhere.
    pub(super) fn finish<T>(self, whole: Option<T>) -> Result<T, ConfigError> {
        let problems = self.0.into_inner();
        match whole {
            Some(whole) if problems.is_empty() => Ok(whole),
            _ => Err(ConfigError { problems }),
        }
    }
}

/// The names that have been given where each may be given once.
#[derive(Clone, Default)]
pub(super) struct Taken(RefCell<Vec<String>>);

/// A place in the document. Each method reads what should stand there, or reports that something
/// else does, or nothing, and returns `None`.
pub(super) struct Node<'a> {
    path: JsonPath<'a>,
    json: Option<&'a Json<'a>>,
    problems: &'a Problems,
}

impl<'a> Node<'a> {
    pub(super) fn root(json: &'a Json<'a>, problems: &'a Problems) -> Self {
        Self { path: JsonPath::Root, json: Some(json), problems }
    }

    /// An object with no other keys than these.
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
                member.report("stands twice; expected once");
            } else {
                seen.push(key);
            }
        }
        Some(Object { node: self, members })
    }

    /// An array, each of whose elements `read` accepts.
    pub(super) fn each<T>(
        &self,
        elements: &str,
        read: impl Fn(&Node) -> Option<T>,
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

    /// A string that `parse` takes.
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

    /// A name that is not taken yet; it is from now on.
    pub(super) fn unique(&self, name: &str, expected: &str, taken: &Taken) -> Option<String> {
        let mut taken = taken.0.borrow_mut();
        if taken.iter().any(|other| other == name) {
            return self.expected(expected);
        }
        taken.push(name.to_owned());
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

    /// Reports that something else was expected here.
    #[cold] // And so not written out where it is called, which would weigh 1 kB.
    pub(super) fn expected<T>(&self, expected: impl Display) -> Option<T> {
        match self.json {
            Some(json) => self.report(format_args!("expected {expected}, found {json}")),
            None => self.report(format_args!("missing; expected {expected}")),
        }
        None
    }

    #[cold] // And so not written out where it is called, which would weigh 1 kB.
    fn report(&self, message: impl Display) {
        let problem = Problem { path: self.path.to_string(), message: message.to_string() };
        self.problems.0.borrow_mut().push(problem);
    }

    fn at<'b>(&'b self, path: JsonPath<'b>, json: Option<&'b Json<'b>>) -> Node<'b> {
        Node { path, json, problems: self.problems }
    }
}

/// The members of an object.
pub(super) struct Object<'a> {
    node: &'a Node<'a>,
    members: &'a [(Cow<'a, str>, Json<'a>)],
}

impl<'a> Object<'a> {
    /// The place of a member that has to be there.
    #[inline(never)] // Written out wherever a member is read, it would weigh 2 kB.
    pub(super) fn required(&self, key: &'static str) -> Node<'a> {
        let member = self.members.iter().find(|(name, _)| name == key);
        self.node.at(JsonPath::Name(&self.node.path, key), member.map(|(_, json)| json))
    }

    /// Reads a member that may be left out. `None` if it is there and wrong.
    pub(super) fn optional<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Node<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        let member = self.required(key);
        match member.json {
            Some(_) => read(&member).map(Some),
            None => Some(None),
        }
    }
}
