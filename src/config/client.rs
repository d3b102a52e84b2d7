//! What a client gets of `api.json`.

use super::node::{Node, Problems};
use super::route::{self, RouteTaken};
use super::{ConfigError, parse};
use crate::validator::{ClientRoute, Validator};

impl Validator {
    /// Parses and checks a description: of `api.json`, the `name`, `path` and `parameter` of each
    /// route.
    ///
    /// # Errors
    /// Every mistake, each with its JSON path; the first one only where the text is no JSON.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let json = parse(text)?;
        let problems = Problems::default();
        let validator = validator(&Node::root(&json, &problems));
        problems.finish(validator)
    }
}

fn validator(node: &Node) -> Option<Validator> {
    let object = node.object(&["routes"])?;
    let taken = RouteTaken::default();
    let node = object.required("routes");
    let routes = node.each("routes", |node| client_route(node, &taken))?;
    if routes.is_empty() {
        return node.expected("at least one route");
    }
    Some(Validator { routes })
}

fn client_route(node: &Node, taken: &RouteTaken) -> Option<ClientRoute> {
    let object = node.object(&["name", "path", "parameter"])?;
    let name = route::name(&object.required("name"), &taken.names);
    let path = route::path(&object.required("path"), &taken.paths);
    let parameter = route::parameter(&object.required("parameter"));
    name?;
    Some(ClientRoute { path: path?, parameter: parameter? })
}
