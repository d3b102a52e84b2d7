//! The request headers, in an event of a function in a Region.

use super::object::Object;

/// The headers of a request.
pub(super) struct Headers<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Headers<'a> {
    /// Reads `multiValueHeaders` where there is one: of a header that was sent twice, `headers` would have
    /// the last value, and CloudFront counts the first.
    pub(super) fn read(event: &Object<'a>) -> Self {
        Self(event.texts(match event.get("multiValueHeaders") {
            Some(_) => "multiValueHeaders",
            None => "headers",
        }))
    }

    /// The first value of a header, by its name in any case: HTTP APIs and load balancers have all names in
    /// lower case, REST APIs as the client has sent them.
    #[inline(never)]
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        let mut headers = self.0.iter();
        headers.find_map(|(other, value)| other.eq_ignore_ascii_case(name).then_some(*value))
    }
}
