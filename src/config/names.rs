//! Names: AWS's rules, and the web's.

/// The longest origin that `allowOrigin` may have, in bytes, so that refusals stay small.
const ORIGIN_LIMIT: usize = 255;

/// The code of an AWS Region: `ap-northeast-1`, `us-gov-west-1`.
/// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>
pub(super) fn is_region(text: &str) -> bool {
    let is_word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.len() <= 32
        && text.rsplit_once('-').is_some_and(|(words, number)| {
            is_number(number) && words.contains('-') && words.split('-').all(is_word)
        })
}

/// A DynamoDB table: 3 to 255 letters, digits, `_`, `-` and `.`.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
pub(super) fn is_table(text: &str) -> bool {
    (3..=255).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// What [`is_attribute`] expects, in words.
pub(super) const ATTRIBUTE: &str = "a DynamoDB attribute's name of 1 to 255 bytes";

/// A DynamoDB attribute: 1 to 255 bytes of UTF-8, the limit for keys.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub(super) fn is_attribute(text: &str) -> bool {
    (1..=255).contains(&text.len())
}

/// A route's name: what a JavaScript export and a Lambda function can both be called, other than
/// the handler of all routes, and `then`, which would make a module look like a promise.
pub(super) fn is_route(text: &str) -> bool {
    text.len() <= 64
        && !["handler", "then"].contains(&text)
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A segment of a path that a CloudFront cache behavior can match exactly: the characters of its path
/// patterns, except for the wildcard `*`, and for `"`, which no path has.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
pub(super) fn is_segment(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~$'@:+&".contains(&byte))
}

/// A parameter: 1 to 128 characters that nobody escapes, so that CloudFront, which compares
/// names of the query string as they are sent, finds it as we do.
/// <https://url.spec.whatwg.org/#application-x-www-form-urlencoded-percent-encode-set>
pub(super) fn is_parameter(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// `*`, or a scheme, a host and an optional port: what a browser compares an origin with.
/// <https://fetch.spec.whatwg.org/#cors-check>
pub(super) fn is_allow_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = |host: &str| {
        !host.is_empty()
            && host.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.:[]_".contains(&byte)
            })
    };
    text == "*" || (text.len() <= ORIGIN_LIMIT && host.is_some_and(is_host))
}
