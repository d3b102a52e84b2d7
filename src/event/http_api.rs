//! HTTP APIs of API Gateway and function URLs: payload format 2.0.
//!
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>,
//! <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html>
//!
//! With a CORS configuration of its own, an HTTP API answers preflights itself and ignores the function's CORS
//! headers: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html>. A function URL with
//! one answers preflights, too. Without, both leave CORS to the function.

use super::escape::{AS_SENT, IN_PATH};
use super::object::Object;
use super::path::declared_path;
use super::target::{Query, Target};

/// Whether the event is a function URL's: its domain is always Lambda's, `<id>.lambda-url.<region>.on.aws`.
pub(super) fn is_function_url(context: &Object) -> bool {
    let domain = context.text("domainName").unwrap_or_default();
    domain.as_bytes().windows(LAMBDA_URL.len()).any(|part| part == LAMBDA_URL)
}

const LAMBDA_URL: &[u8] = b".lambda-url.";

/// Reads an event of payload format 2.0. The query string comes as it was sent; the path of a function URL
/// does too.
pub(super) fn read<'a>(
    event: &Object<'a>,
    context: &Object<'a>,
    is_function_url: bool,
) -> Target<'a> {
    let path = event.text("rawPath");
    let (path, special_in_path) = match is_function_url {
        true => (path, AS_SENT),
        false => (path.map(|path| declared_path(event, context, path, "routeKey")), IN_PATH),
    };
    Target {
        method: context.object("http", "$.requestContext.http").required_text("method"),
        path,
        special_in_path,
        query: Query::Sent(event.text("rawQueryString").unwrap_or_default()),
    }
}
