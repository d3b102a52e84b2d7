//! Checks of a request before it is sent.

use crate::refusal::Refusal;
use crate::route::Parameter;

/// The paths of an API and their parameters, without what lies behind them: a client may know it. Only
/// `Validator::parse` makes one, so every `Validator` is valid.
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

/// The parts of a route that a client may know.
#[derive(Clone, Debug)]
pub(crate) struct ClientRoute {
    pub(crate) path: String,
    pub(crate) parameter: Parameter,
}

impl Validator {
    /// Checks a GET request by its path and its query string, as [`Api::decide`](crate::Api::decide)
    /// does, except for its origin.
    ///
    /// # Errors
    /// What the answer would say.
    pub fn validate(&self, path: &str, query: &str) -> Result<(), Refusal> {
        let route = self.routes.iter().find(|route| route.path == path);
        route.ok_or(Refusal::NoRoute)?.parameter.read(query)?;
        Ok(())
    }

    /// Whether an answer of this status and message says that there is no such item.
    #[must_use]
    pub fn is_not_found(&self, status: u16, message: &str) -> bool {
        let refusal = Refusal::NotFound;
        status == refusal.status().as_u16() && message == refusal.message()
    }
}
