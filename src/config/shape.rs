//! What a found item is answered with, in `api.json`.

use super::cache::cache;
use super::cursor::{Cursor, Object, SeenNames};
use super::field::{FieldNames, attribute, fields};
use super::not_found::status;
use crate::dynamodb::Projection;
use crate::http::{CacheControl, Envelope, Status};
use crate::json::JsonString;
use crate::route::{Case, Field, Members, Shape};

const REDIRECTS: [(u32, Status); 4] = [
    (301, Status::MovedPermanently),
    (302, Status::Found),
    (307, Status::TemporaryRedirect),
    (308, Status::PermanentRedirect),
];

/// What becomes of an item whose answers may be cached as `inherited` says if no case says otherwise.
pub(super) fn shape(route: &Object, envelope: Envelope, inherited: CacheControl) -> Option<Shape> {
    let exclusive = [
        route.exclusive("fields", "redirect"),
        route.exclusive("redirect", "wrap"),
        route.exclusive("redirect", "cases"),
        route.exclusive("redirect", "omit"),
    ];
    let wrap = route.optional("wrap", |cursor| wrap(cursor, envelope));
    let shape = match (route.member("redirect"), route.member("fields")) {
        (Some(cursor), _) => redirect(&cursor),
        (None, Some(cursor)) if cursor.text() == Some("*") => whole_item(route, &cursor, envelope)
            .and_then(|members| Some(Shape::Object { members, wrap: wrap? })),
        (None, _) => {
            // What is wrapped is not beside the envelope's members.
            let reserved = envelope.reserves().filter(|_| route.member("wrap").is_none());
            let names = FieldNames { seen: SeenNames::default(), reserved };
            listed(route, &names, inherited)
                .and_then(|members| Some(Shape::Object { members, wrap: wrap? }))
        }
    };
    exclusive.into_iter().collect::<Option<()>>()?;
    shape
}

fn wrap(cursor: &Cursor, envelope: Envelope) -> Option<JsonString> {
    let name = cursor.string("a name of at least one character", |name| !name.is_empty())?;
    if envelope.reserves() == Some(name) {
        return cursor.report(format_args!(
            "every answer has a member {name:?} already: choose another name, or \"envelope\": \"none\""
        ));
    }
    Some(JsonString::new(name))
}

/// An attribute's name, or an object.
fn redirect(cursor: &Cursor) -> Option<Shape> {
    if cursor.text().is_some_and(|text| text.contains("://")) {
        return cursor.report("the name of the attribute that holds the URL, not the URL");
    }
    if cursor.text().is_some() {
        return Some(Shape::Redirect { attribute: attribute(cursor)?, status: Status::Found });
    }
    let object = cursor.object(&["attribute", "status"])?;
    let attribute = attribute(&object.required("attribute"));
    let status = object.optional("status", |cursor| status(cursor, &REDIRECTS));
    Some(Shape::Redirect { attribute: attribute?, status: status?.unwrap_or(Status::Found) })
}

fn whole_item(route: &Object, fields: &Cursor, envelope: Envelope) -> Option<Members> {
    let omit = route.optional("omit", |cursor| cursor.each("attributes", attribute));
    if let Some(cases) = route.member("cases") {
        return cases.report("cases need listed fields: remove them, or list the fields");
    }
    if envelope.reserves().is_some() && route.member("wrap").is_none() {
        return fields.report(
            "an item may have an attribute \"success\": write \"envelope\": \"none\", or \"wrap\": \"item\"",
        );
    }
    Some(Members::Item { omit: omit?.unwrap_or_default() })
}

fn listed(route: &Object, names: &FieldNames, inherited: CacheControl) -> Option<Members> {
    let fields_cursor = route.required("fields");
    if let Some(omit) = route.member("omit") {
        omit.report::<()>("beside listed fields there is nothing to omit: remove this");
    }
    if !fields_cursor.is_array() {
        let hint = fields_cursor.text().map(|text| format!(": write [{text:?}]"));
        return fields_cursor.expected_with(
            "an array of fields, \"*\" for the whole item, or \"redirect\" in its place",
            &hint.unwrap_or_default(),
        );
    }
    let fields = fields(&fields_cursor, names);
    let values = SeenNames::default();
    let cases = route.optional("cases", |cursor| {
        cursor.each("cases", |cursor| case(cursor, &values, names, inherited))
    });
    let (fields, cases) = (fields?, cases?.unwrap_or_default());
    if fields.is_empty() && cases.is_empty() {
        return fields_cursor.expected("at least one field");
    }
    Some(Members::Fields { fields, cases })
}

fn case(
    cursor: &Cursor,
    values: &SeenNames,
    route_names: &FieldNames,
    inherited: CacheControl,
) -> Option<Case> {
    let object = cursor.object(&["attribute", "equals", "fields", "cache"])?;
    let attribute = attribute(&object.required("attribute"));
    let equals = object.required("equals");
    let value = equals.string("a string", |_| true);
    let fields = fields(&object.required("fields"), &route_names.clone());
    let cache_control = object.optional("cache", cache);
    let (attribute, value) = (attribute?, value?);
    equals.unique(
        &format!("{attribute:?} = {value:?}"),
        "a value that no earlier case of this attribute has",
        values,
    )?;
    Some(Case {
        attribute,
        equals: value.to_owned(),
        fields: fields?,
        cache_control: cache_control?.unwrap_or(inherited),
    })
}

/// The attributes that the answer may need, each once; `None` for all.
pub(super) fn projection(route: &Cursor, shape: &Shape) -> Option<Option<Projection>> {
    let attributes = match shape {
        Shape::Redirect { attribute, .. } => vec![attribute.as_str()],
        Shape::Object { members: Members::Item { .. }, .. } => return Some(None),
        Shape::Object { members: Members::Fields { fields, cases }, .. } => {
            let of_cases = cases.iter().flat_map(|case| {
                std::iter::once(case.attribute.as_str())
                    .chain(case.fields.iter().map(Field::attribute))
            });
            let mut attributes: Vec<&str> = Vec::new();
            for attribute in fields.iter().map(Field::attribute).chain(of_cases) {
                if !attributes.contains(&attribute) {
                    attributes.push(attribute);
                }
            }
            attributes
        }
    };
    match Projection::new(&attributes) {
        Some(projection) => Some(Some(projection)),
        None => route.report(
            "too many attributes for a projection, which has at most 4,096 bytes: list fewer fields, or \"*\"",
        ),
    }
}
