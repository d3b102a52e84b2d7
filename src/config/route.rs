//! The `routes` of `api.json`.

use std::cell::RefCell;

use super::cache::cache;
use super::cursor::{Cursor, SeenNames};
use super::key::{KEY, Known, key};
use super::names;
use super::not_found::not_found;
use super::parameter::{Declared, parameters};
use super::path::{is_ambiguous, path};
use super::shape::{projection, shape};
use crate::dynamodb::GetItemTemplate;
use crate::http::Envelope;
use crate::route::{Key, Path, Route};

pub(super) fn routes(cursor: &Cursor, envelope: Envelope) -> Option<Vec<Route>> {
    let seen = SeenRoutes::default();
    let routes = cursor.each("routes", |cursor| route(cursor, envelope, &seen))?;
    if routes.is_empty() {
        return cursor.expected("at least one route");
    }
    Some(routes)
}

/// What routes must agree on, as far as they have been read.
#[derive(Default)]
struct SeenRoutes {
    names: SeenNames,
    /// Each path with the name of its route.
    paths: RefCell<Vec<(Path, String)>>,
    /// The key of each table.
    keys: RefCell<Vec<(String, String)>>,
}

fn route(cursor: &Cursor, envelope: Envelope, seen: &SeenRoutes) -> Option<Route> {
    let object = cursor.object(&[
        "name",
        "path",
        "parameter",
        "parameters",
        "table",
        "key",
        "fields",
        "omit",
        "wrap",
        "redirect",
        "cases",
        "cache",
        "notFound",
    ])?;
    let name = name(&object.required("name"), &seen.names);
    let path_cursor = object.required("path");
    let (path, in_path) = path(&path_cursor);
    let path = path.and_then(|path| unambiguous(&path_cursor, path, name.as_deref(), seen));
    let table = table(&object.required("table"));
    let parameters = parameters(&object, &in_path);
    let key_cursor = object.required("key");
    let key = match parameters.as_deref() {
        _ if key_cursor.is_missing() => key_cursor.expected(KEY),
        Some(parameters) => key(&key_cursor, Known { parameters, are_all: path.is_some() })
            .and_then(|key| agreed(&key_cursor, table.as_deref(), key, seen)),
        None => None,
    };
    let cache_control = object.optional("cache", cache);
    let shape = shape(&object, envelope, cache_control.flatten().unwrap_or_default());
    let not_found = object.optional("notFound", |cursor| {
        let declared = parameters.iter().flatten().map(|declared| declared.parameter.name.as_str());
        not_found(cursor, &declared.collect::<Vec<_>>())
    });

    let (shape, table, key) = (shape?, table?, key?);
    let projection = projection(cursor, &shape)?;
    Some(Route {
        name: name?,
        path: path?,
        parameters: parameters?.into_iter().map(|Declared { parameter, .. }| parameter).collect(),
        get_item: GetItemTemplate::new(&table, key.schema(), projection.as_ref()),
        table,
        key,
        shape,
        cache_control: cache_control?.unwrap_or_default(),
        not_found: not_found?.unwrap_or_default(),
    })
}

fn name(cursor: &Cursor, seen: &SeenNames) -> Option<String> {
    let expected = "a letter, then letters, digits and _, at most 64, other than handler and then";
    let name = cursor.string(expected, names::is_route)?;
    cursor.unique(name, "a name that no other route has", seen)
}

/// The path, if it is clear for each request which route answers it.
fn unambiguous(cursor: &Cursor, path: Path, name: Option<&str>, seen: &SeenRoutes) -> Option<Path> {
    let mut paths = seen.paths.borrow_mut();
    let ambiguous = paths.iter().find(|(other, _)| is_ambiguous(&path, other));
    if let Some((other, route)) = ambiguous {
        let (text, other) = (&path.text, &other.text);
        return cursor.report(format_args!(
            "the route {route:?} answers requests for {text:?} too, by its path {other:?}: change one of them"
        ));
    }
    paths.push((path.clone(), name.unwrap_or_default().to_owned()));
    Some(path)
}

fn table(cursor: &Cursor) -> Option<String> {
    if let Some(arn) = cursor.text().filter(|text| text.starts_with("arn:")) {
        let (_, name) = arn.split_once(":table/").unwrap_or_default();
        let name = name.split('/').next().unwrap_or_default();
        return cursor.report(format_args!("a table's name, not its ARN: write {name:?}"));
    }
    let expected = "a DynamoDB table's name: 3 to 255 of A-Z a-z 0-9 _ - .";
    cursor.string(expected, names::is_table).map(str::to_owned)
}

/// The key, if it is that of the table in all routes.
fn agreed(cursor: &Cursor, table: Option<&str>, key: Key, seen: &SeenRoutes) -> Option<Key> {
    let table = table?;
    let attributes: Vec<_> = key
        .schema()
        .map(|(name, key_type)| format!("{name} ({})", key_type.descriptor()))
        .collect();
    let attributes = attributes.join(" and ");
    let mut keys = seen.keys.borrow_mut();
    match keys.iter().find(|(other, _)| other == table) {
        Some((_, other)) if *other != attributes => cursor.report(format_args!(
            "an earlier route says that the key of {table} is {other}, not {attributes}"
        )),
        Some(_) => Some(key),
        None => {
            keys.push((table.to_owned(), attributes));
            Some(key)
        }
    }
}
