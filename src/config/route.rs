//! The `routes` of `api.json`.

use std::cell::RefCell;

use super::cache::{cache, not_found};
use super::cursor::{Cursor, SeenNames};
use super::names;
use super::pattern::pattern;
use crate::dynamodb::{GetItemTemplate, Projection, Table};
use crate::http::CacheControl;
use crate::json::JsonString;
use crate::route::{Case, Field, FieldType, PARTITION_KEY_LIMIT, Parameter, Route};

const ATTRIBUTE: &str = "a DynamoDB attribute's name of 1 to 255 bytes";

pub(super) fn routes(cursor: &Cursor) -> Option<Vec<Route>> {
    let seen = SeenRoutes::default();
    let routes = cursor.each("routes", |cursor| route(cursor, &seen))?;
    if routes.is_empty() {
        return cursor.expected("at least one route");
    }
    Some(routes)
}

/// What must be unique among routes, as far as they have been read.
#[derive(Default)]
struct SeenRoutes {
    names: SeenNames,
    paths: SeenNames,
    /// The partition key of each table.
    keys: RefCell<Vec<(String, String)>>,
}

fn route(cursor: &Cursor, seen: &SeenRoutes) -> Option<Route> {
    let object = cursor.object(&[
        "name",
        "path",
        "parameter",
        "table",
        "key",
        "fields",
        "cases",
        "cache",
        "notFound",
    ])?;
    let name = name(&object.required("name"), &seen.names);
    let path = path(&object.required("path"), &seen.paths);
    let parameter = parameter(&object.required("parameter"));
    let table = object
        .required("table")
        .string("a DynamoDB table's name: 3 to 255 of A-Z a-z 0-9 _ - .", names::is_table);
    let key = key(&object.required("key"), table, seen);
    let field_names = SeenNames::default();
    let fields = object.required("fields").each("fields", |cursor| field(cursor, &field_names));
    let cache_control = object.optional("cache", cache);
    let inherited = cache_control.flatten().unwrap_or_default();
    let case_values = SeenNames::default();
    let cases = object.optional("cases", |cursor| {
        cursor.each("cases", |cursor| case(cursor, &case_values, &field_names, inherited))
    });
    let not_found = object.optional("notFound", not_found);

    let (fields, cases) = (fields?, cases?.unwrap_or_default());
    let projection = projection(cursor, &fields, &cases);
    let table = Table { name: table?.to_owned(), partition_key: key?.to_owned() };
    Some(Route {
        name: name?,
        path: path?,
        parameter: parameter?,
        get_item: GetItemTemplate::new(&table, &projection?),
        table,
        fields,
        cases,
        cache_control: cache_control?.unwrap_or_default(),
        not_found: not_found?.unwrap_or_default(),
    })
}

fn name(cursor: &Cursor, seen: &SeenNames) -> Option<String> {
    let expected = "a letter, then letters, digits and _, at most 64, other than handler and then";
    let name = cursor.string(expected, names::is_route)?;
    cursor.unique(name, "a name that no other route has", seen)
}

fn path(cursor: &Cursor, seen: &SeenNames) -> Option<String> {
    let expected = "a path such as /api/status, at most 255 letters, digits and /-._~$'@:+&";
    let path = cursor.string(expected, names::is_path)?;
    cursor.unique(path, "a path that no other route has", seen)
}

fn key<'a>(cursor: &Cursor<'a>, table: Option<&str>, seen: &SeenRoutes) -> Option<&'a str> {
    let key = cursor.string(ATTRIBUTE, names::is_attribute)?;
    let table = table?;
    let mut keys = seen.keys.borrow_mut();
    match keys.iter().find(|(other, _)| other == table) {
        Some((_, other)) if other != key => cursor
            .expected(format_args!("{other:?}, the key that an earlier route has of this table")),
        Some(_) => Some(key),
        None => {
            keys.push((table.to_owned(), key.to_owned()));
            Some(key)
        }
    }
}

fn parameter(cursor: &Cursor) -> Option<Parameter> {
    let limit = u32::try_from(PARTITION_KEY_LIMIT).unwrap_or(u32::MAX);
    let object = cursor.object(&["name", "pattern", "minLength", "maxLength"])?;
    let name = object.required("name").string(
        "a query parameter's name of 1 to 128 letters, digits and -._",
        names::is_parameter,
    );
    let pattern = object.optional("pattern", pattern);
    let max_length = object.optional("maxLength", |cursor| cursor.integer(1..=limit));
    let longest = max_length.flatten().unwrap_or(limit);
    let min_length = object.optional("minLength", |cursor| cursor.integer(1..=longest));
    Some(Parameter {
        name: name?.to_owned(),
        pattern: pattern?,
        min_length: min_length?,
        max_length: max_length?,
    })
}

fn field(cursor: &Cursor, seen: &SeenNames) -> Option<Field> {
    let object = cursor.object(&["name", "attribute", "type"])?;
    let name = field_name(&object.required("name"), seen);
    let attribute = object.required("attribute").string(ATTRIBUTE, names::is_attribute);
    let kind = object
        .required("type")
        .parse("one of string, integer, number, boolean, any", FieldType::from_name);
    Some(Field { name: JsonString::new(&name?), attribute: attribute?.to_owned(), kind: kind? })
}

fn field_name(cursor: &Cursor, seen: &SeenNames) -> Option<String> {
    let expected = "a name other than success, which every answer has";
    let name = cursor.string(expected, |name| !name.is_empty() && name != "success")?;
    cursor.unique(name, "a name that no other field of the answer has", seen)
}

fn case(
    cursor: &Cursor,
    values: &SeenNames,
    route_fields: &SeenNames,
    inherited: CacheControl,
) -> Option<Case> {
    let object = cursor.object(&["attribute", "equals", "fields", "cache"])?;
    let attribute = object.required("attribute").string(ATTRIBUTE, names::is_attribute);
    let equals = object.required("equals");
    let value = equals.string("a string", |_| true);
    let field_names = route_fields.clone();
    let fields = object.required("fields").each("fields", |cursor| field(cursor, &field_names));
    let cache_control = object.optional("cache", cache);
    let (attribute, value) = (attribute?, value?);
    equals.unique(
        &format!("{attribute:?} = {value:?}"),
        "a value that no earlier case of this attribute has",
        values,
    )?;
    Some(Case {
        attribute: attribute.to_owned(),
        equals: value.to_owned(),
        fields: fields?,
        cache_control: cache_control?.unwrap_or(inherited),
    })
}

/// The attributes that an answer may need, each once.
fn projection(cursor: &Cursor, fields: &[Field], cases: &[Case]) -> Option<Projection> {
    let mut attributes: Vec<&str> = Vec::new();
    let of_cases = cases.iter().flat_map(|case| {
        std::iter::once(case.attribute.as_str()).chain(case.fields.iter().map(Field::attribute))
    });
    for attribute in fields.iter().map(Field::attribute).chain(of_cases) {
        if !attributes.contains(&attribute) {
            attributes.push(attribute);
        }
    }
    if attributes.is_empty() {
        return cursor.expected("at least one field");
    }
    Projection::new(&attributes).or_else(|| {
        cursor.expected("fewer attributes: DynamoDB reads a projection of at most 4,096 bytes")
    })
}
