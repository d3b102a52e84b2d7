//! The key of a route in `api.json`.

use super::cursor::Cursor;
use super::names::{self, ATTRIBUTE};
use super::nearest::did_you_mean;
use super::parameter::Declared;
use crate::dynamodb::{KeyType, Number};
use crate::route::{Key, KeyAttribute, KeyValues, PARTITION_KEY_LIMIT, SORT_KEY_LIMIT};

pub(super) const KEY: &str =
    r#"an attribute's name, or an object such as { "PK": "USER#{id}", "SK": "PROFILE" }"#;

/// A key that uses every parameter.
pub(super) fn key(cursor: &Cursor, parameters: &[Declared]) -> Option<Key> {
    let key = match cursor.text() {
        Some(name) => of_one_parameter(cursor, name, parameters),
        None => of_attributes(cursor, parameters),
    }?;
    let is_used = |index: u32| key.values().any(|values| values.parameters.contains(&index));
    let unused = (0..).zip(parameters).filter(|(index, _)| !is_used(*index));
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

/// The partition key by its name: its value is the one parameter.
fn of_one_parameter(cursor: &Cursor, name: &str, parameters: &[Declared]) -> Option<Key> {
    if !names::is_attribute(name) {
        return cursor.expected(ATTRIBUTE);
    }
    match parameters {
        [declared] => {
            if name.contains(['{', '}', '#']) {
                cursor.warn(format_args!(
                    "this is the attribute's name: if its value is meant, write {{ \"PK\": {name:?} }}"
                ));
            }
            let template = format!("{{{}}}", declared.parameter.name);
            let partition = attribute(cursor, name, KeyType::S, &template, parameters, 0)?;
            Some(Key { partition, sort: None })
        }
        [] => cursor
            .report("no parameter for the key: put {name} into the path, or declare \"parameter\""),
        [first, ..] => {
            let first = &first.parameter.name;
            cursor.report(format_args!(
                "which of the {} parameters? Write {{ {name:?}: \"{{{first}}}\", … }}",
                parameters.len()
            ))
        }
    }
}

/// One attribute or two: the partition key, then the sort key.
fn of_attributes(cursor: &Cursor, parameters: &[Declared]) -> Option<Key> {
    let Some(members) = cursor.members() else {
        return match cursor.is_object() {
            true => None,
            false => cursor.expected(KEY),
        };
    };
    let read: Vec<_> = (0..)
        .zip(&members)
        .map(|(position, (name, cursor))| declared_attribute(cursor, name, parameters, position))
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
    parameters: &[Declared],
    position: usize,
) -> Option<KeyAttribute> {
    if !names::is_attribute(name) {
        return cursor.report(format_args!("expected {ATTRIBUTE}, found {name:?}"));
    }
    if let Some(template) = cursor.text() {
        return attribute(cursor, name, KeyType::S, template, parameters, position);
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
    attribute(&template, name, key_type, text, parameters, position)
}

fn attribute(
    cursor: &Cursor,
    name: &str,
    key_type: KeyType,
    template: &str,
    parameters: &[Declared],
    position: usize,
) -> Option<KeyAttribute> {
    let Template { prefix, parameters, separators, suffix } = parse(cursor, template, parameters)?;
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
    Some(KeyAttribute {
        name: name.to_owned(),
        template: template.to_owned(),
        prefix,
        values: KeyValues {
            key_type,
            parameters,
            separators,
            bytes_left: u32::try_from(limit - constant).unwrap_or_default(),
        },
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

fn parse(cursor: &Cursor, text: &str, declared: &[Declared]) -> Option<Template> {
    if text.is_empty() {
        return cursor.report("a key is never empty: write text such as \"USER#{id}\"");
    }
    let mut pieces = text.split('{');
    let prefix = pieces.next().unwrap_or_default();
    let (mut parameters, mut constants) = (Vec::new(), Vec::new());
    for piece in pieces {
        let Some((name, after)) = piece.split_once('}') else {
            return cursor.report("a { without its }: a parameter is written {name}");
        };
        let names = || declared.iter().map(|declared| declared.parameter.name.as_str());
        let Some(index) = names().position(|other| other == name) else {
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
