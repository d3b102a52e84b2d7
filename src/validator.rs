//! Checks of a request before it is sent.

use serde::Deserialize;

use crate::config::Config;
use crate::refusal::Refusal;
use crate::route::Parameter;

/// The paths of an API and their parameters, without what lies behind them: a client may know it.
///
/// ```
/// use edge_lookup::{Config, Validator};
///
/// let config = Config::parse(include_str!("../examples/mediaconvert/api.json")).unwrap();
/// let validator = Validator::of(&config);
///
/// assert_eq!(validator.validate("/api/media/status", "job_id=c1"), Ok(()));
/// let refusal = validator.validate("/api/media/status", "job_id=").unwrap_err();
/// assert_eq!(refusal.message(), "Not exist parameter job_id.");
/// ```
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Validator {
    pub(crate) routes: Vec<ClientRoute>,
}

/// The parts of a route that a client may know.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct ClientRoute {
    pub(crate) path: String,
    pub(crate) parameter: Parameter,
}

impl Validator {
    /// What a client may know of an API.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let routes = config.routes().iter().map(|route| ClientRoute {
            path: route.path.clone(),
            parameter: route.parameter.clone(),
        });
        Self { routes: routes.collect() }
    }

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
