//! The fields of an answer in `api.json`.

use super::cursor::{Cursor, Scalar, SeenNames};
use super::names::{self, ATTRIBUTE};
use crate::json::JsonString;
use crate::route::{Absent, AttributePath, Field, FieldType, Step};

/// The names that the fields of an answer have, and the one that none can have.
#[derive(Clone)]
pub(super) struct FieldNames {
    pub(super) seen: SeenNames,
    pub(super) reserved: Option<&'static str>,
}

pub(super) fn fields(cursor: &Cursor, names: &FieldNames) -> Option<Vec<Field>> {
    cursor.each("fields", |cursor| field(cursor, names))
}

/// An attribute's name, for a field of that name and any type; or an object.
fn field(cursor: &Cursor, names: &FieldNames) -> Option<Field> {
    if cursor.text() == Some("*") {
        return cursor.report("the whole item is \"fields\": \"*\", without brackets");
    }
    if cursor.text().is_some() {
        let name = name(cursor, names)?;
        let path = top_level(cursor)?;
        let name = JsonString::new(&name);
        return Some(Field { name, path, kind: FieldType::Any, absent: Absent::Invalid });
    }
    let object = cursor.object(&["name", "attribute", "type", "optional", "default"])?;
    let name_cursor = object.required("name");
    let name = name(&name_cursor, names);
    let path = match object.member("attribute") {
        Some(cursor) => path(&cursor),
        // What is wrong with the name has been reported.
        None => name.is_some().then(|| top_level(&name_cursor)).flatten(),
    };
    let kind = object.optional("type", |cursor| cursor.one_of(&FieldType::NAMES));
    let exclusive = object.exclusive("optional", "default");
    let optional = object.optional("optional", Cursor::boolean);
    let default = object
        .optional("default", |cursor| default(cursor, kind.flatten().unwrap_or(FieldType::Any)));
    exclusive?;
    let absent = match (optional?, default?) {
        (_, Some(json)) => Absent::Default(json),
        (Some(true), None) => Absent::Omitted,
        _ => Absent::Invalid,
    };
    Some(Field {
        name: JsonString::new(&name?),
        path: path?,
        kind: kind?.unwrap_or(FieldType::Any),
        absent,
    })
}

fn name(cursor: &Cursor, names: &FieldNames) -> Option<String> {
    let name = cursor.string("a name of at least one character", |name| !name.is_empty())?;
    if names.reserved == Some(name) {
        return cursor.report(format_args!(
            "every answer has a member {name:?} already: choose another name, or \"envelope\": \"none\""
        ));
    }
    cursor.unique(name, "a name that no other field of the answer has", &names.seen)
}

/// An attribute where there can be no path into it.
pub(super) fn attribute(cursor: &Cursor) -> Option<String> {
    let name = cursor.string(ATTRIBUTE, names::is_attribute)?;
    if nested(name).is_some() {
        cursor
            .warn("this is one attribute's name: what is inside a map or list cannot be used here");
    }
    Some(name.to_owned())
}

/// An attribute where there could be a path into it.
fn top_level(cursor: &Cursor) -> Option<AttributePath> {
    let name = cursor.string(ATTRIBUTE, names::is_attribute)?;
    if let Some(path) = nested(name) {
        cursor.warn(format_args!(
            "this is one attribute's name: for what is inside a map or list, write \"attribute\": {path}"
        ));
    }
    Some(AttributePath { attribute: name.to_owned(), steps: Vec::new() })
}

/// The path that a name was perhaps meant to be: `a.b[0]`.
fn nested(name: &str) -> Option<String> {
    let steps = name.replace('[', ".").replace(']', "");
    let written = |step: &str| match step.parse::<u32>() {
        Ok(index) => index.to_string(),
        Err(_) => format!("{step:?}"),
    };
    let steps: Vec<_> = steps.split('.').map(written).collect();
    (steps.len() > 1).then(|| format!("[{}]", steps.join(", ")))
}

/// An attribute, or a place inside its maps and lists.
fn path(cursor: &Cursor) -> Option<AttributePath> {
    if !cursor.is_array() {
        return top_level(cursor);
    }
    let steps = cursor.each("names and indices", step)?;
    let mut steps = steps.into_iter();
    match steps.next() {
        Some(Step::Name(attribute)) if names::is_attribute(&attribute) => {
            Some(AttributePath { attribute, steps: steps.collect() })
        }
        _ => cursor.expected(
            "an attribute's name of 1 to 255 bytes, then names and indices, such as [\"tags\", 0]",
        ),
    }
}

fn step(cursor: &Cursor) -> Option<Step> {
    match (cursor.text(), cursor.number()) {
        (Some(name), _) if !name.is_empty() => Some(Step::Name(name.to_owned())),
        (_, Some(index)) => Some(Step::Index(index)),
        _ => cursor.expected("a name, or an index from 0"),
    }
}

/// The JSON of a scalar that fits a type.
fn default(cursor: &Cursor, kind: FieldType) -> Option<String> {
    let scalar = cursor.scalar();
    let json = scalar.as_ref().and_then(|scalar| match (kind, scalar) {
        (FieldType::String | FieldType::Any, Scalar::String(text)) => {
            Some(JsonString::new(text).to_string())
        }
        (FieldType::Number | FieldType::Any, Scalar::Number(number)) => Some((*number).to_owned()),
        (FieldType::Integer, Scalar::Number(number))
            if number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') =>
        {
            Some((*number).to_owned())
        }
        (FieldType::Boolean | FieldType::Any, Scalar::Boolean(boolean)) => {
            Some(boolean.to_string())
        }
        (_, Scalar::Null) => Some("null".to_owned()),
        _ => None,
    });
    json.or_else(|| {
        cursor.expected(match kind {
            FieldType::String => "a string or null",
            FieldType::Integer => "a whole number or null",
            FieldType::Number => "a number or null",
            FieldType::Boolean => "true, false or null",
            FieldType::Any => "a string, a number, true, false or null",
        })
    })
}
