//! Checks of a request before it is sent.

use serde::Deserialize;

use crate::config::Config;
use crate::refusal::Refusal;
use crate::route::{KeyValues, Parameter, ParameterError, ParameterIn, Route, check_all};

/// The routes of an API and their parameters, without what lies behind them: a client may know it.
///
/// ```
/// use edge_lookup::{Config, Validator};
///
/// let config = Config::parse(include_str!("../examples/mediaconvert/api.json")).unwrap();
/// let validator = Validator::of(&config);
///
/// let route = "mediaConvertJobIdToStatusEdgeApi";
/// assert_eq!(validator.validate(route, "job_id=c1"), Some(Ok(())));
/// let refusal = validator.validate(route, "job_id=").unwrap().unwrap_err();
/// assert_eq!(refusal.message(), "Not exist parameter job_id.");
/// ```
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub struct Validator {
    routes: Vec<ClientRoute>,
}

/// The parts of a route that a client may know.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
struct ClientRoute {
    name: String,
    parameters: Vec<Parameter>,
    key: Vec<KeyValues>,
}

impl Validator {
    /// What a client may know of an API.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self { routes: config.routes().iter().map(ClientRoute::of).collect() }
    }

    /// Checks the parameters of a route, those of the path too, given as form data, as
    /// [`Api::decide`](crate::Api::decide) checks them in a request. `None` if there is no such route.
    ///
    /// # Errors
    /// What the answer would say.
    #[must_use]
    pub fn validate(&self, route: &str, form: &str) -> Option<Result<(), Refusal>> {
        let route = self.routes.iter().find(|other| other.name == route)?;
        Some(route.check(form).map_err(Refusal::from))
    }
}

impl ClientRoute {
    fn of(route: &Route) -> Self {
        Self {
            name: route.name.clone(),
            parameters: route.parameters.clone(),
            key: route.key.values().cloned().collect(),
        }
    }

    fn check(&self, form: &str) -> Result<(), ParameterError> {
        check_all(&self.parameters, self.key.iter(), |parameter| match parameter.place {
            ParameterIn::Query if !self.has_query(form) => Err(ParameterError::None),
            _ => parameter.find(form),
        })?;
        Ok(())
    }

    /// Whether the request would have a query string: the parameters of the path are not in it.
    fn has_query(&self, form: &str) -> bool {
        let in_path =
            self.parameters.iter().filter(|parameter| parameter.place == ParameterIn::Path);
        url::form_urlencoded::parse(form.as_bytes())
            .any(|(name, _)| !in_path.clone().any(|parameter| parameter.name == name))
    }
}
