//! The key of a route in `api.json`.

use super::cursor::Cursor;
use super::names::{self, ATTRIBUTE};
use super::parameter::Declared;
use super::vocabulary::did_you_mean;
use crate::dynamodb::{KeyType, Number};
use crate::route::{
    Key, KeyAttribute, KeyValues, NUMBER_LIMIT, PARTITION_KEY_LIMIT, SORT_KEY_LIMIT,
};

pub(super) const KEY: &str =
    r#"an attribute's name, or an object such as { "PK": "USER#{id}", "SK": "PROFILE" }"#;

/// The parameters of a route. If the path is wrong, there may be others.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) parameters: &'a [Declared],
    pub(super) are_all: bool,
}

/// A key that uses every parameter.
pub(super) fn key(cursor: &Cursor, known: Known) -> Option<Key> {
    let key = match cursor.text() {
        Some(name) => of_one_parameter(cursor, name, known),
        None => of_attributes(cursor, known),
    }?;
    let is_used = |index: u32| key.values().any(|values| values.parameters.contains(&index));
    let unused = (0..).zip(known.parameters).filter(|(index, _)| known.are_all && !is_used(*index));
    let mut all_used = Some(());
    for (_, declared) in unused {
        let name = &declared.parameter.name;
        all_used = cursor.report_at(
            &declared.place,
            format_args!("{{{name}}} is nowhere in the key: use it there, or remove it"),
        );
    }
    all_used.map(|()| key)
}

/// Refuses lengths that the key has no room for.
fn has_room(cursor: &Cursor, values: &KeyValues, known: Known) -> Option<()> {
    let shortest = |index: &u32| {
        let declared = known.parameters.get(usize::try_from(*index).ok()?)?;
        usize::try_from(declared.parameter.min_length.unwrap_or(1)).ok()
    };
    let least: usize = values.parameters.iter().filter_map(shortest).sum();
    let room = match values.key_type {
        KeyType::S => usize::try_from(values.bytes_left).unwrap_or(usize::MAX),
        KeyType::N => NUMBER_LIMIT,
    };
    if least <= room {
        return Some(());
    }
    cursor.report(format_args!(
        "minLength asks for {least} characters, but there is room for {room} bytes here"
    ))
}

/// The partition key by its name: its value is the one parameter.
fn of_one_parameter(cursor: &Cursor, name: &str, known: Known) -> Option<Key> {
    if !names::is_attribute(name) {
        return cursor.expected(ATTRIBUTE);
    }
    match known.parameters {
        _ if !known.are_all => None,
        [declared] => {
            if name.contains(['{', '}', '#']) {
                cursor.warn(format_args!(
                    "this is the attribute's name: if its value is meant, write {{ \"PK\": {name:?} }}"
                ));
            }
            let template = format!("{{{}}}", declared.parameter.name);
            let partition = attribute(cursor, name, KeyType::S, &template, known, 0)?;
            Some(Key { partition, sort: None })
        }
        [] => cursor
            .report("no parameter for the key: put {name} into the path, or declare \"parameter\""),
        [first, ..] => {
            let first = &first.parameter.name;
            cursor.report(format_args!(
                "which of the {} parameters? Write {{ {name:?}: \"{{{first}}}\", … }}",
                known.parameters.len()
            ))
        }
    }
}

/// One attribute or two: the partition key, then the sort key.
fn of_attributes(cursor: &Cursor, known: Known) -> Option<Key> {
    let Some(members) = cursor.members() else {
        return match cursor.is_object() {
            true => None,
            false => cursor.expected(KEY),
        };
    };
    let read: Vec<_> = (0..)
        .zip(&members)
        .map(|(position, (name, cursor))| declared_attribute(cursor, name, known, position))
        .collect();
    let mut attributes = read.into_iter();
    match (attributes.next(), attributes.next(), attributes.next()) {
        (Some(partition), None, None) => Some(Key { partition: partition?, sort: None }),
        (Some(partition), Some(sort), None) => {
            Some(Key { partition: partition?, sort: Some(sort?) })
        }
        _ => cursor.report("a key has one attribute or two: the partition key, then the sort key"),
    }
}

fn declared_attribute(
    cursor: &Cursor,
    name: &str,
    known: Known,
    position: usize,
) -> Option<KeyAttribute> {
    if !names::is_attribute(name) {
        return cursor.report(format_args!("expected {ATTRIBUTE}, found {name:?}"));
    }
    if let Some(template) = cursor.text() {
        return attribute(cursor, name, KeyType::S, template, known, position);
    }
    if !cursor.is_object() {
        return cursor.expected("text such as \"USER#{id}\", or { \"N\": \"{id}\" } for a number");
    }
    let object = cursor.object(&["S", "N"])?;
    let (key_type, template) = match (object.member("S"), object.member("N")) {
        (Some(template), None) => (KeyType::S, template),
        (None, Some(template)) => (KeyType::N, template),
        (Some(_), Some(_)) => return object.exclusive("S", "N").and(None),
        (None, None) if object.is_empty() => {
            return cursor.expected("{ \"S\": … } or { \"N\": … }");
        }
        // Unknown members have been reported.
        (None, None) => return None,
    };
    let text = template.string("text such as \"{id}\"", |_| true)?;
    attribute(&template, name, key_type, text, known, position)
}

fn attribute(
    cursor: &Cursor,
    name: &str,
    key_type: KeyType,
    template: &str,
    known: Known,
    position: usize,
) -> Option<KeyAttribute> {
    let Template { prefix, parameters, separators, suffix } = parse(cursor, template, known)?;
    if key_type == KeyType::N {
        let is_number = match parameters.len() {
            0 => Number::is_canonical(&prefix),
            1 => prefix.is_empty() && suffix.is_empty(),
            _ => false,
        };
        if !is_number {
            return cursor.report(
                "a number is one parameter, as in \"{id}\", or digits as DynamoDB prints them",
            );
        }
    }
    let (limit, kind) = match position {
        0 => (PARTITION_KEY_LIMIT, "partition"),
        _ => (SORT_KEY_LIMIT, "sort"),
    };
    let constant = prefix.len() + suffix.len() + separators.iter().map(String::len).sum::<usize>();
    if constant + parameters.len() > limit {
        return cursor.report(format_args!(
            "a {kind} key has at most {limit} bytes, of which this text leaves none for a value"
        ));
    }
    let bytes_left = u32::try_from(limit - constant).unwrap_or_default();
    let values = KeyValues { key_type, parameters, separators, bytes_left };
    has_room(cursor, &values, known)?;
    Some(KeyAttribute {
        name: name.to_owned(),
        template: template.to_owned(),
        prefix,
        values,
        suffix,
    })
}

/// Text with parameters in it.
struct Template {
    prefix: String,
    parameters: Vec<u32>,
    separators: Vec<String>,
    suffix: String,
}

fn parse(cursor: &Cursor, text: &str, known: Known) -> Option<Template> {
    if text.is_empty() {
        return cursor.report("a key is never empty: write text such as \"USER#{id}\"");
    }
    if text.contains("${") {
        cursor.warn("the $ becomes a part of the key: a parameter is written {name}, without it");
    }
    let mut pieces = text.split('{');
    let prefix = pieces.next().unwrap_or_default();
    let (mut parameters, mut constants) = (Vec::new(), Vec::new());
    for piece in pieces {
        let Some((name, after)) = piece.split_once('}') else {
            return cursor.report("a { without its }: a parameter is written {name}");
        };
        let names = || known.parameters.iter().map(|declared| declared.parameter.name.as_str());
        let Some(index) = names().position(|other| other == name) else {
            if !known.are_all {
                return None;
            }
            let meant = did_you_mean(name, names());
            return cursor.report(format_args!(
                "{{{name}}} is neither in the path nor among the parameters{meant}"
            ));
        };
        parameters.push(u32::try_from(index).unwrap_or(u32::MAX));
        constants.push(after.to_owned());
    }
    if prefix.contains('}') || constants.iter().any(|constant| constant.contains('}')) {
        return cursor.report("a } without its {: a parameter is written {name}");
    }
    let suffix = constants.pop().unwrap_or_default();
    if constants.iter().any(String::is_empty) {
        return cursor.report(
            "two parameters need text between them, or different values would make the same key",
        );
    }
    Some(Template { prefix: prefix.to_owned(), parameters, separators: constants, suffix })
}
