//! What a request asks for, as each front door has it in another place and form.

use super::escape::{Special, escape};
use super::object::Object;

/// What a request asks for.
pub(super) struct Target<'a> {
    pub(super) method: &'a str,
    /// As the API declares it: without stage and base path.
    pub(super) path: Option<&'a str>,
    /// What of the path has lost its escapes, if the front door has decoded it.
    pub(super) special_in_path: &'static Special,
    pub(super) query: Query<'a>,
}

/// The query string of a request.
pub(super) enum Query<'a> {
    /// As it was sent.
    Sent(&'a str),
    /// One by one, and what of them has lost its escapes.
    Parameters(&'static Special),
}

impl Target<'_> {
    /// The path with its percent-escapes.
    pub(super) fn path(&self) -> Option<String> {
        self.path.map(|path| {
            let mut escaped = String::new();
            escape(&mut escaped, path, self.special_in_path);
            escaped
        })
    }

    /// Whether names in the query string are known as they were sent, as a cache in front has compared them.
    pub(super) fn has_names_as_sent(&self) -> bool {
        match self.query {
            Query::Sent(_) => true,
            Query::Parameters(special) => special.is_empty(),
        }
    }

    /// The query string with its percent-escapes: of its parameters, each value where the event has all of
    /// them.
    pub(super) fn query(&self, event: &Object) -> String {
        let special = match self.query {
            Query::Sent(query) => return query.to_owned(),
            Query::Parameters(special) => special,
        };
        let parameters = event.texts(match event.get("multiValueQueryStringParameters") {
            Some(_) => "multiValueQueryStringParameters",
            None => "queryStringParameters",
        });
        let mut query = String::new();
        for (name, value) in parameters {
            escape(&mut query, name, special);
            query.push('=');
            escape(&mut query, value, special);
            query.push('&');
        }
        query.pop();
        query
    }
}
