//! The path of a request as the API declares it: without what API Gateway maps it by.

use super::object::Object;

/// Takes stage and base path from the beginning of a path. Which of them are there depends on the kind of
/// API, on the payload format, and on the custom domain's mapping. What is always known is the route that
/// API Gateway has chosen, such as `/api/{proxy+}`, and its parameters: the path ends in as many segments.
///
/// Only a catch-all route (`$default`) says nothing. There the stage is known to come first unless it is
/// `$default` too, and a base path, which only payload format 1.0 has, stays.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html>
pub(super) fn declared_path<'a>(
    event: &Object,
    context: &Object,
    path: &'a str,
    chosen_route: &'static str,
) -> &'a str {
    // `GET /users/{id}`, `/users/{id}` or `$default`
    let route = event.text(chosen_route).unwrap_or_default();
    let declared = match route.contains('/') {
        true => ending(path, route, &event.texts("pathParameters")),
        false => context.text("stage").and_then(|stage| after_stage(path, stage)),
    };
    declared.unwrap_or(path)
}

/// The end of a path that has the segments of a route with these parameters.
fn ending<'a>(path: &'a str, route: &str, parameters: &[(&str, &str)]) -> Option<&'a str> {
    if parameters.is_empty() && route.contains('{') {
        return None;
    }
    let in_parameters: usize = parameters.iter().map(|(_, value)| slashes(value)).sum();
    let before = slashes(path).checked_sub(slashes(route) + in_parameters)?;
    let mut starts = path.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
    match starts.nth(before) {
        Some((start, _)) => path.get(start..),
        None => Some("/"),
    }
}

/// How many slashes there are, escaped or not, but for one at the end.
#[inline(never)]
fn slashes(text: &str) -> usize {
    let text = text.strip_suffix('/').unwrap_or(text);
    let is_escape = |three: &&[u8]| three.eq_ignore_ascii_case(b"%2f");
    text.bytes().filter(|byte| *byte == b'/').count()
        + text.as_bytes().windows(3).filter(is_escape).count()
}

fn after_stage<'a>(path: &'a str, stage: &str) -> Option<&'a str> {
    let rest = path.strip_prefix('/')?.strip_prefix(stage)?;
    if rest.is_empty() { Some("/") } else { rest.starts_with('/').then_some(rest) }
}
