//! REST APIs of API Gateway, and HTTP APIs that send their payload format: 1.0.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html>
//!
//! A REST API answers OPTIONS itself if its resource has such a method that is not the function's.

use super::escape::{AS_SENT, IN_PATH, IN_QUERY};
use super::object::Object;
use super::path::declared_path;
use super::target::{Query, Target};

/// Reads an event of payload format 1.0. A REST API has the path as it was sent, an HTTP API decoded. Query
/// strings come decoded.
///
/// A cache in front of it must not send on what is not in its key: nobody can tell afterwards whether a
/// parameter had another name before it was decoded.
pub(super) fn read<'a>(event: &Object<'a>, context: &Object<'a>, is_http_api: bool) -> Target<'a> {
    let path = event.text("path");
    Target {
        method: event.required_text("httpMethod"),
        path: path.map(|path| declared_path(event, context, path, "resource")),
        special_in_path: if is_http_api { IN_PATH } else { AS_SENT },
        query: Query::Parameters(IN_QUERY),
    }
}
