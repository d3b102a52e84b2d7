//! The part of `api.json` that a client gets.

use super::cursor::{Cursor, Mistakes};
use super::error::{ConfigError, parse_text};
use super::route::{self, SeenRoutes};
use crate::validator::{ClientRoute, Validator};

impl Validator {
    /// Parses and checks a client's part of `api.json`: the `name`, `path` and `parameter` of each route.
    ///
    /// # Errors
    /// Every mistake, each with its JSON path; only the first if the text is not JSON.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let json = parse_text(text)?;
        let mistakes = Mistakes::default();
        let validator = validator(&Cursor::root(&json, &mistakes));
        mistakes.finish(validator)
    }
}

fn validator(cursor: &Cursor) -> Option<Validator> {
    let object = cursor.object(&["routes"])?;
    let seen = SeenRoutes::default();
    let cursor = object.required("routes");
    let routes = cursor.each("routes", |cursor| client_route(cursor, &seen))?;
    if routes.is_empty() {
        return cursor.expected("at least one route");
    }
    Some(Validator { routes })
}

fn client_route(cursor: &Cursor, seen: &SeenRoutes) -> Option<ClientRoute> {
    let object = cursor.object(&["name", "path", "parameter"])?;
    let name = route::name(&object.required("name"), &seen.names);
    let path = route::path(&object.required("path"), &seen.paths);
    let parameter = route::parameter(&object.required("parameter"));
    name?;
    Some(ClientRoute { path: path?, parameter: parameter? })
}
