//! Walking the document: each cursor knows its place, and reports what is wrong there.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::ops::RangeInclusive;

use jsonc_parser::ast::{self, ObjectProp, Value};
use jsonc_parser::common::Ranged;

use super::document::Document;
use super::vocabulary::{did_you_mean, unknown_member};
use crate::json::JsonPath;

/// Names that must be unique, as far as they have been read.
#[derive(Clone, Default)]
pub(super) struct SeenNames(RefCell<Vec<String>>);

/// Where a mistake is that shows only later.
pub(super) struct Place {
    at: usize,
    path: String,
}

/// A place in the document. Each method reads the expected value, or else reports a mistake and returns
/// `None`.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    document: &'a Document<'a>,
    path: JsonPath<'a>,
    value: Option<&'a Value<'a>>,
    /// The byte at which mistakes are reported: the value, or the object that lacks it.
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn root(value: &'a Value<'a>, document: &'a Document<'a>) -> Self {
        Self { document, path: JsonPath::Root, value: Some(value), at: value.start() }
    }

    /// Whether there is nothing here.
    pub(super) fn is_missing(&self) -> bool {
        self.value.is_none()
    }

    /// Whether this is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.value, Some(Value::Object(_)))
    }

    /// Whether this is an array.
    pub(super) fn is_array(&self) -> bool {
        matches!(self.value, Some(Value::Array(_)))
    }

    /// An object with only these members.
    pub(super) fn object(&'a self, members: &[&'static str]) -> Option<Object<'a>> {
        let Some(Value::Object(object)) = self.value else {
            return self.expected(format_args!("an object with {}", members.join(", ")));
        };
        let mut seen = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str();
            let member = self.member(property);
            if !members.contains(&name) {
                member.report::<()>(unknown_member(name, members));
            } else if seen.contains(&name) {
                member.report::<()>(format_args!("{name:?} a second time: remove one of the two"));
            } else {
                seen.push(name);
            }
        }
        Some(Object { cursor: self, object })
    }

    /// An object with only these members. A scalar in its place was meant as the value of one of them.
    pub(super) fn object_or(
        &'a self,
        members: &[&'static str],
        meant: &'static str,
    ) -> Option<Object<'a>> {
        match (self.value, self.scalar()) {
            (Some(value), Some(Scalar::String(_) | Scalar::Number(_))) => self.expected_with(
                format_args!("an object with {}", members.join(", ")),
                &format!(": write {{ \"{meant}\": {} }}", Shown(value)),
            ),
            _ => self.object(members),
        }
    }

    /// An object with members of any name, each once, in order.
    pub(super) fn members(&'a self) -> Option<Vec<(&'a str, Cursor<'a>)>> {
        let Some(Value::Object(object)) = self.value else { return None };
        let mut members: Vec<(&str, Cursor)> = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str();
            let mut member = self.member(property);
            if members.iter().any(|(other, _)| *other == name) {
                return member
                    .report(format_args!("{name:?} a second time: remove one of the two"));
            }
            member.at = property.value.start();
            members.push((name, member));
        }
        Some(members)
    }

    /// An array whose elements `read` accepts.
    pub(super) fn each<T>(
        &self,
        elements: &str,
        read: impl Fn(&Cursor) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(Value::Array(array)) = self.value else {
            return self.expected(format_args!("an array of {elements}"));
        };
        let read_all: Vec<Option<T>> = array
            .elements
            .iter()
            .enumerate()
            .map(|(index, value)| {
                read(&Cursor {
                    document: self.document,
                    path: JsonPath::Index(&self.path, index),
                    value: Some(value),
                    at: value.start(),
                })
            })
            .collect();
        read_all.into_iter().collect()
    }

    /// A string that `parse` accepts.
    pub(super) fn parse<T>(
        &self,
        expected: &str,
        parse: impl FnOnce(&'a str) -> Option<T>,
    ) -> Option<T> {
        let parsed = self.text().and_then(parse);
        parsed.or_else(|| self.expected(expected))
    }

    /// The string that this is, if it is one.
    pub(super) fn text(&self) -> Option<&'a str> {
        match self.value {
            Some(Value::StringLit(text)) => Some(&text.value),
            _ => None,
        }
    }

    /// A string for which `valid` holds.
    pub(super) fn string(&self, expected: &str, valid: fn(&str) -> bool) -> Option<&'a str> {
        self.parse(expected, |text| valid(text).then_some(text))
    }

    /// One of some words, and what it stands for.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text();
        let found = words.iter().find(|(word, _)| Some(*word) == text);
        found.map(|(_, meaning)| *meaning).or_else(|| {
            let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let meant = text.map(|text| did_you_mean(text, names.iter().copied()));
            self.expected_with(
                format_args!("one of {}", names.join(", ")),
                &meant.unwrap_or_default(),
            )
        })
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
        if let Some(number) = self.number().filter(|number| range.contains(number)) {
            return Some(number);
        }
        self.expected_number(format_args!(
            "a whole number from {} to {}",
            range.start(),
            range.end()
        ))
    }

    /// The whole number from 0 up that this is, if it is one.
    pub(super) fn number(&self) -> Option<u32> {
        match self.value {
            Some(Value::NumberLit(number)) => number.value.parse().ok(),
            _ => None,
        }
    }

    /// The scalar that this is, if it is one.
    pub(super) fn scalar(&self) -> Option<Scalar<'a>> {
        match self.value? {
            Value::StringLit(text) => Some(Scalar::String(&text.value)),
            Value::NumberLit(number) => Some(Scalar::Number(number.value)),
            Value::BooleanLit(boolean) => Some(Scalar::Boolean(boolean.value)),
            Value::NullKeyword(_) => Some(Scalar::Null),
            Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// Reports which number was expected here.
    pub(super) fn expected_number<T>(&self, expected: impl Display) -> Option<T> {
        let quoted = self.text().and_then(|text| text.parse::<u32>().ok());
        let hint = quoted.map(|number| format!(": write {number} without quotes"));
        self.expected_with(expected, &hint.unwrap_or_default())
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self) -> Option<bool> {
        match self.value {
            Some(Value::BooleanLit(boolean)) => Some(boolean.value),
            _ => self.expected("true or false"),
        }
    }

    /// Reports what was expected here.
    pub(super) fn expected<T>(&self, expected: impl Display) -> Option<T> {
        self.expected_with(expected, "")
    }

    /// Reports what was expected here, and with `hint` what to write.
    pub(super) fn expected_with<T>(&self, expected: impl Display, hint: &str) -> Option<T> {
        match self.value {
            Some(value) => {
                let found = Shown(value);
                self.report(format_args!("expected {expected}, found {found}{hint}"))
            }
            None => self.report(format_args!("missing; expected {expected}")),
        }
    }

    /// Reports a mistake here.
    pub(super) fn report<T>(&self, message: impl Display) -> Option<T> {
        self.document.mistake(self.at, Some(self.path.to_string()), message);
        None
    }

    /// This place, for later.
    pub(super) fn place(&self) -> Place {
        Place { at: self.at, path: self.path.to_string() }
    }

    /// Reports a mistake elsewhere.
    pub(super) fn report_at<T>(&self, place: &Place, message: impl Display) -> Option<T> {
        self.document.mistake(place.at, Some(place.path.clone()), message);
        None
    }

    /// Reports what is right and yet perhaps not meant.
    pub(super) fn warn(&self, message: impl Display) {
        self.document.warning(self.at, Some(self.path.to_string()), message);
    }

    /// A member of this object, if it has it.
    pub(super) fn child(&'a self, name: &'static str, object: &'a ast::Object<'a>) -> Cursor<'a> {
        let property = object.properties.iter().find(|other| other.name.as_str() == name);
        Cursor {
            document: self.document,
            path: JsonPath::Name(&self.path, name),
            value: property.map(|property| &property.value),
            at: property.map_or(object.start(), |property| property.value.start()),
        }
    }

    /// A member, whose place is that of its name.
    fn member(&'a self, property: &'a ObjectProp<'a>) -> Cursor<'a> {
        Cursor {
            document: self.document,
            path: JsonPath::Name(&self.path, property.name.as_str()),
            value: Some(&property.value),
            at: property.start(),
        }
    }
}

/// Neither an array nor an object.
pub(super) enum Scalar<'a> {
    String(&'a str),
    /// Its digits.
    Number(&'a str),
    Boolean(bool),
    Null,
}

/// The longest text that a message shows, in characters.
const SHOWN_LIMIT: usize = 200;

fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let mut shown: String = characters.by_ref().take(SHOWN_LIMIT).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Shows a scalar as it is, and anything else by its kind.
struct Shown<'a>(&'a Value<'a>);

impl Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.0 {
            Value::StringLit(text) => write!(formatter, "{:?}", shortened(&text.value)),
            Value::NumberLit(number) => formatter.write_str(number.value),
            Value::BooleanLit(boolean) => write!(formatter, "{}", boolean.value),
            Value::NullKeyword(_) => formatter.write_str("null"),
            Value::Array(array) if array.elements.is_empty() => {
                formatter.write_str("an empty array")
            }
            Value::Array(_) => formatter.write_str("an array"),
            Value::Object(_) => formatter.write_str("an object"),
        }
    }
}

/// An object with only known members.
pub(super) struct Object<'a> {
    cursor: &'a Cursor<'a>,
    object: &'a ast::Object<'a>,
}

impl<'a> Object<'a> {
    /// A required member.
    pub(super) fn required(&self, name: &'static str) -> Cursor<'a> {
        self.cursor.child(name, self.object)
    }

    /// Whether it has no members.
    pub(super) fn is_empty(&self) -> bool {
        self.object.properties.is_empty()
    }

    /// A member, if it is there.
    pub(super) fn member(&self, name: &'static str) -> Option<Cursor<'a>> {
        Some(self.required(name)).filter(|member| !member.is_missing())
    }

    /// Reads an optional member. `None` if it is present and wrong.
    pub(super) fn optional<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Cursor<'a>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.member(name) {
            Some(member) => read(&member).map(Some),
            None => Some(None),
        }
    }

    /// Refuses a second member where there is a first.
    pub(super) fn exclusive(&self, first: &'static str, second: &'static str) -> Option<()> {
        match (self.member(first), self.member(second)) {
            (Some(_), Some(second)) => {
                second.report(format_args!("{first:?} excludes this: remove one of the two"))
            }
            _ => Some(()),
        }
    }
}
