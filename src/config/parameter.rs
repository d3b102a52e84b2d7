//! The parameters of a route in `api.json`.

use super::cursor::{Cursor, Object, Place, SeenNames};
use super::names;
use super::pattern::pattern;
use crate::pattern::Pattern;
use crate::route::{PARTITION_KEY_LIMIT, Parameter, ParameterIn};

/// A parameter, and where it is declared.
pub(super) struct Declared {
    pub(super) parameter: Parameter,
    pub(super) place: Place,
}

/// All parameters of a route: those of the path in its order, then the others in theirs.
pub(super) fn parameters(route: &Object, in_path: &[String]) -> Option<Vec<Declared>> {
    route.exclusive("parameter", "parameters")?;
    let seen = SeenNames::default();
    let one = route.optional("parameter", |cursor| parameter(cursor, in_path, &seen));
    let several = route.optional("parameters", |cursor| {
        let all = cursor.each("parameters", |cursor| parameter(cursor, in_path, &seen))?;
        if all.is_empty() {
            return cursor.expected("at least one parameter");
        }
        Some(all)
    });
    let listed = several?.unwrap_or_default().into_iter().chain(one?);
    let (mut of_path, of_query): (Vec<_>, Vec<_>) =
        listed.partition(|declared| declared.parameter.place == ParameterIn::Path);
    let path = route.required("path");
    let in_order = in_path.iter().map(|name| {
        match of_path.iter().position(|declared| declared.parameter.name == *name) {
            Some(index) => of_path.swap_remove(index),
            None => Declared { parameter: any_value(name), place: path.place() },
        }
    });
    Some(in_order.collect::<Vec<_>>().into_iter().chain(of_query).collect())
}

/// A pattern of values, which are never empty.
fn value_pattern(cursor: &Cursor) -> Option<Pattern> {
    let text = cursor.text().unwrap_or_default();
    if cursor.text() == Some("") {
        cursor.warn("it matches no value: leave it out to take any");
    }
    if text.len() > 1 && text.starts_with('/') && text.ends_with('/') {
        cursor.warn("the slashes are part of the pattern: write it without them");
    }
    pattern(cursor)
}

fn any_value(name: &str) -> Parameter {
    Parameter {
        name: name.to_owned(),
        place: ParameterIn::Path,
        pattern: None,
        min_length: None,
        max_length: None,
    }
}

fn parameter(cursor: &Cursor, in_path: &[String], seen: &SeenNames) -> Option<Declared> {
    if let Some(name) = cursor.text() {
        return cursor.report(format_args!("expected an object: write {{ \"name\": {name:?} }}"));
    }
    if cursor.is_array() {
        return cursor.report("expected an object, found an array: several go into \"parameters\"");
    }
    let limit = u32::try_from(PARTITION_KEY_LIMIT).unwrap_or(u32::MAX);
    let object = cursor.object(&["name", "pattern", "minLength", "maxLength"])?;
    let name_cursor = object.required("name");
    let name = name_cursor
        .string("a parameter's name of 1 to 128 letters, digits and -._", names::is_parameter);
    let name = name.and_then(|name| {
        name_cursor.unique(name, "a name that no other parameter of the route has", seen)
    });
    let pattern = object.optional("pattern", value_pattern);
    let max_length = object.optional("maxLength", |cursor| cursor.integer(1..=limit));
    let longest = max_length.flatten().unwrap_or(limit);
    let min_length = object.optional("minLength", |cursor| cursor.integer(1..=longest));
    let name = name?;
    Some(Declared {
        parameter: Parameter {
            place: if in_path.contains(&name) { ParameterIn::Path } else { ParameterIn::Query },
            name,
            pattern: pattern?,
            min_length: min_length?,
            max_length: max_length?,
        },
        place: name_cursor.place(),
    })
}
