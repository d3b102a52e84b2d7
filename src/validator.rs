//! What can be checked of a request before it is sent.

use crate::parameter::Parameter;
use crate::refusal::Refusal;

/// The paths of an API and their parameters, and nothing of what is behind them: a client may know
/// it. There is no way to have one but to have parsed a description that is right throughout.
///
/// ```
/// use edge_lookup::Validator;
///
/// let validator = Validator::parse(r#"{"routes":[{"name":"status","path":"/api/status",
///     "parameter":{"name":"job_id","maxLength":64}}]}"#).unwrap();
///
/// assert_eq!(validator.validate("/api/status", "job_id=c1"), Ok(()));
/// let refusal = validator.validate("/api/status", "job_id=").unwrap_err();
/// assert_eq!(refusal.message(), "Not exist parameter job_id.");
/// ```
#[derive(Clone, Debug)]
pub struct Validator {
    pub(crate) routes: Vec<ClientRoute>,
}

/// A lookup, as far as a client may know it.
#[derive(Clone, Debug)]
pub(crate) struct ClientRoute {
    pub(crate) path: String,
    pub(crate) parameter: Parameter,
}

impl Validator {
    /// Checks a GET request by its path and its query string, as [`Api::decide`](crate::Api::decide)
    /// does, but for its origin.
    ///
    /// # Errors
    /// What the answer would be.
    pub fn validate(&self, path: &str, query: &str) -> Result<(), Refusal> {
        let route = self.routes.iter().find(|route| route.path == path);
        route.ok_or(Refusal::NoRoute)?.parameter.read(query)?;
        Ok(())
    }
}
