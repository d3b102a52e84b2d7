//! Percent-escapes for what a front door has decoded, so that it can be decoded again.

/// Characters that would mean something else, with their escapes. Nothing else gets one, because literal
/// segments and names are compared as they are.
pub(super) type Special = [(char, &'static str)];

/// Of what comes as it was sent.
pub(super) const AS_SENT: &Special = &[];

/// In a path. AWS does not document that HTTP APIs decode it: see
/// <https://github.com/honojs/hono/issues/2156>. What they lose cannot be had back: `%2F` has become a slash,
/// and an escape that nothing needs is gone.
pub(super) const IN_PATH: &Special = &[('%', "%25")];

/// In a name or value of a query string.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html>
pub(super) const IN_QUERY: &Special = &[('%', "%25"), ('&', "%26"), ('+', "%2B"), ('=', "%3D")];

/// Adds text, with its escapes.
#[inline(never)]
pub(super) fn escape(escaped: &mut String, text: &str, special: &Special) {
    for character in text.chars() {
        match special.iter().find(|(other, _)| *other == character) {
            Some((_, escape)) => escaped.push_str(escape),
            None => escaped.push(character),
        }
    }
}
