//! What CloudFront requires of a response that a function generates, from AWS's documentation
//! alone: nothing here knows the core. A response that breaks a rule is a 502 for the viewer.
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>

/// The event that ran the function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EventType {
    ViewerRequest,
    OriginRequest,
}

/// A generated response.
#[derive(Clone, Debug)]
pub struct GeneratedResponse<'a> {
    pub status: &'a str,
    pub headers: Vec<HeaderField<'a>>,
    pub body: Option<&'a str>,
}

/// A header: its name among the `headers`, and its `key` and `value`.
#[derive(Clone, Copy, Debug)]
pub struct HeaderField<'a> {
    pub name: &'a str,
    pub key: &'a str,
    pub value: &'a str,
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-disallowed-headers>
const DISALLOWED: [&str; 25] = [
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "trailer",
    "upgrade",
    "x-accel-buffering",
    "x-accel-charset",
    "x-accel-limit-rate",
    "x-accel-redirect",
    "x-amzn-auth",
    "x-amzn-cf-billing",
    "x-amzn-cf-id",
    "x-amzn-cf-xff",
    "x-amzn-errortype",
    "x-amzn-fle-profile",
    "x-amzn-header-count",
    "x-amzn-header-order",
    "x-amzn-lambda-integration-tag",
    "x-amzn-requestid",
    "x-cache",
    "x-forwarded-proto",
    "x-real-ip",
];
const DISALLOWED_PREFIXES: [&str; 2] = ["x-amz-cf-", "x-edge-"];

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-read-only-headers>
const READ_ONLY_IN_VIEWER_REQUEST: [&str; 5] =
    ["cdn-loop", "content-length", "host", "transfer-encoding", "via"];
const READ_ONLY_IN_ORIGIN_REQUEST: [&str; 9] = [
    "accept-encoding",
    "cdn-loop",
    "content-length",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "transfer-encoding",
    "via",
];

/// The rules that a response breaks, a sentence each.
pub fn violations(event_type: EventType, response: &GeneratedResponse) -> Vec<String> {
    let mut violations = Vec::new();
    let mut rule = |holds: bool, violation: String| {
        if !holds {
            violations.push(violation);
        }
    };

    let GeneratedResponse { status, headers, body } = response;
    let is_number = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
    rule(is_number && ("200"..="599").contains(status), format!("status {status:?}"));
    rule(*status != "204" || body.is_none_or(str::is_empty), "204 with a body".to_owned());

    for (index, HeaderField { name, key, value }) in headers.iter().enumerate() {
        let earlier = headers.iter().take(index);
        rule(earlier.clone().all(|earlier| earlier.name != *name), format!("{name:?} twice"));
        rule(is_lower_case_token(name), format!("{name:?} is no header name in lower case"));
        rule(key.eq_ignore_ascii_case(name), format!("{name:?} has the key {key:?}"));
        rule(!is_disallowed(name), format!("{name:?} is disallowed"));
        rule(!is_read_only(event_type, name), format!("{name:?} is read-only in {event_type:?}"));
        rule(!value.contains(is_forbidden), format!("{name:?} has the value {value:?}"));
    }

    let (size, quota) = (size(response), quota(event_type));
    rule(size <= quota, format!("{size} bytes, {event_type:?} allows {quota}"));
    violations
}

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge>
pub fn quota(event_type: EventType) -> usize {
    match event_type {
        EventType::ViewerRequest => 40 * 1024,
        EventType::OriginRequest => 1024 * 1024,
    }
}

/// Headers and body in bytes. AWS does not say how it counts; here headers as HTTP/1.1 writes
/// them, which is the most it can be.
pub fn size(response: &GeneratedResponse) -> usize {
    let line = |header: &HeaderField| format!("{}: {}\r\n", header.key, header.value).len();
    response.headers.iter().map(line).sum::<usize>() + response.body.map_or(0, str::len)
}

/// RFC 9110 §5.6.2
fn is_lower_case_token(name: &str) -> bool {
    let allowed = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"!#$%&'*+-.^_`|~".contains(&byte)
    };
    !name.is_empty() && name.bytes().all(allowed)
}

fn is_disallowed(name: &str) -> bool {
    DISALLOWED.contains(&name) || DISALLOWED_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

fn is_read_only(event_type: EventType, name: &str) -> bool {
    match event_type {
        EventType::ViewerRequest => READ_ONLY_IN_VIEWER_REQUEST.contains(&name),
        EventType::OriginRequest => READ_ONLY_IN_ORIGIN_REQUEST.contains(&name),
    }
}

/// RFC 9110 §5.5
fn is_forbidden(character: char) -> bool {
    character.is_control() && character != '\t'
}

#[cfg(test)]
mod tests {
    use super::EventType::{OriginRequest, ViewerRequest};
    use super::{EventType, GeneratedResponse, HeaderField, violations};

    const PLAIN: GeneratedResponse =
        GeneratedResponse { status: "200", headers: vec![], body: None };

    #[test]
    fn what_cloudfront_accepts_breaks_no_rule() {
        for status in ["200", "599"] {
            assert_accepted(ViewerRequest, &GeneratedResponse { status, ..PLAIN });
        }
        assert_accepted(ViewerRequest, &with("accept-encoding", "Accept-Encoding", "a\tb é"));
        assert_accepted(OriginRequest, &with("host", "Host", ""));
        assert_accepted(ViewerRequest, &with_body(&"a".repeat(40 * 1024)));
        assert_accepted(OriginRequest, &with_body(&"a".repeat(1024 * 1024)));
    }

    #[test]
    fn what_cloudfront_refuses_breaks_a_rule() {
        for status in ["", "20", "199", "600", "2000", "2x0", "+20", " 200"] {
            assert_refused(ViewerRequest, &GeneratedResponse { status, ..PLAIN });
        }
        for name in ["", "a b", "a:", "ä", "Age", "via", "x-edge-a", "x-amz-cf-id", "x-real-ip"] {
            assert_refused(ViewerRequest, &with(name, name, "a"));
        }
        for value in ["a\r\nb: c", "\n", "\0", "\u{7f}"] {
            assert_refused(ViewerRequest, &with("age", "Age", value));
        }
        assert_refused(ViewerRequest, &with("host", "Host", "a"));
        assert_refused(OriginRequest, &with("accept-encoding", "Accept-Encoding", "a"));
        assert_refused(ViewerRequest, &with("age", "Date", "a"));
        assert_refused(ViewerRequest, &with_body(&"a".repeat(40 * 1024 + 1)));
        assert_refused(OriginRequest, &with_body(&"a".repeat(1024 * 1024 + 1)));
        assert_refused(ViewerRequest, &GeneratedResponse { status: "204", ..with_body("a") });
        let mut twice = with("age", "Age", "1");
        twice.headers.extend_from_within(..);
        assert_refused(ViewerRequest, &twice);
    }

    fn with<'a>(name: &'a str, key: &'a str, value: &'a str) -> GeneratedResponse<'a> {
        GeneratedResponse { headers: vec![HeaderField { name, key, value }], ..PLAIN }
    }

    fn with_body(body: &str) -> GeneratedResponse<'_> {
        GeneratedResponse { body: Some(body), ..PLAIN }
    }

    fn assert_accepted(event_type: EventType, response: &GeneratedResponse) {
        assert_eq!(violations(event_type, response), [""; 0], "{response:?}");
    }

    fn assert_refused(event_type: EventType, response: &GeneratedResponse) {
        assert_eq!(violations(event_type, response).len(), 1, "{response:?}");
    }
}
