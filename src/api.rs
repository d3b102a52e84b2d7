//! The two pure steps around the one read.

use crate::cache_control::CacheControl;
use crate::config::Config;
use crate::decision::{Answer, Decision, Outcome};
use crate::field::ItemError;
use crate::get_item::GetItem;
use crate::refusal::Refusal;
use crate::request::{Method, Request};
use crate::response::Response;
use crate::route::Route;
use crate::shared_headers::SharedHeaders;
use crate::trigger::Trigger;

/// The declared lookups, ready to answer.
///
/// ```
/// use edge_lookup::{Api, Config, Decision, Outcome, Request};
///
/// let api = Api::new(Config::parse(include_str!("../api.json")).unwrap());
/// let request = Request {
///     path: Some("/api/media/job_id".into()),
///     query: "input_file=Big+Buck+Bunny.mp4".into(),
///     ..Request::default()
/// };
///
/// let Decision::GetItem(read) = api.decide(&request) else { panic!("nothing to read") };
/// assert_eq!((read.route.name(), read.key.as_str()),
///     ("mediaConvertInputFileToJobIdEdgeApi", "Big Buck Bunny.mp4"));
///
/// let outcome = Outcome::from_response(br#"{"Item":{"JobId":{"S":"c123456789012-smb6o7"}}}"#);
/// let answer = api.shape(read.route, read.trigger, &outcome);
/// assert_eq!(answer.response.body(), Some(r#"{"success":true,"job_id":"c123456789012-smb6o7"}"#));
/// ```
#[derive(Clone, Debug)]
pub struct Api {
    config: Config,
    no_store: SharedHeaders,
    /// One for each other time that is declared.
    kept: Vec<SharedHeaders>,
}

impl Api {
    /// Prepares what answers have in common.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let no_store = SharedHeaders::new(&config.cors, CacheControl::NoStore);
        let mut api = Self { config, no_store, kept: Vec::new() };
        for declared in api.config.routes.iter().flat_map(Route::cache_controls) {
            if api.headers_for(declared).cache_control() != declared {
                api.kept.push(SharedHeaders::new(&api.config.cors, declared));
            }
        }
        api
    }

    /// The headers that answers can have: one list for all that may be kept for as long.
    pub fn headers(&self) -> impl Iterator<Item = &SharedHeaders> {
        std::iter::once(&self.no_store).chain(&self.kept)
    }

    fn headers_for(&self, cache_control: CacheControl) -> &SharedHeaders {
        let kept = self.kept.iter().find(|headers| headers.cache_control() == cache_control);
        kept.unwrap_or(&self.no_store)
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Decides about a request by its path.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Decision<'_> {
        let path = request.path.as_deref();
        let route = self.config.routes.iter().find(|route| path == Some(&route.path));
        match route {
            Some(route) => self.decide_for(route, request),
            None => Decision::Respond(self.refuse(None, Refusal::NoRoute)),
        }
    }

    /// Decides about a request to one route, whatever its path.
    #[must_use]
    pub fn decide_for<'a>(&'a self, route: &'a Route, request: &Request) -> Decision<'a> {
        self.check(route, request)
            .unwrap_or_else(|refusal| Decision::Respond(self.refuse(Some(route), refusal)))
    }

    fn check<'a>(&'a self, route: &'a Route, request: &Request) -> Result<Decision<'a>, Refusal> {
        match request.method {
            Method::Get => {}
            Method::Options => {
                let response = Response::options(&self.no_store);
                return Ok(Decision::Respond(Answer {
                    response,
                    route: Some(route),
                    refusal: None,
                }));
            }
            Method::Other => return Err(Refusal::NoRoute),
        }
        if !self.config.cors.allows(request.origin.as_deref()) {
            return Err(Refusal::Origin);
        }
        let key = route.parameter.read(&request.query)?;
        Ok(Decision::GetItem(GetItem { route, trigger: request.trigger, key }))
    }

    /// Answers with what became of the read.
    #[must_use]
    pub fn shape<'a>(
        &'a self,
        route: &'a Route,
        trigger: Trigger,
        outcome: &Outcome,
    ) -> Answer<'a> {
        match self.found(route, trigger, outcome) {
            Ok(response) => Answer { response, route: Some(route), refusal: None },
            Err(refusal) => self.refuse(Some(route), refusal),
        }
    }

    fn found(
        &self,
        route: &Route,
        trigger: Trigger,
        outcome: &Outcome,
    ) -> Result<Response<'_>, Refusal> {
        let item = match outcome {
            Outcome::Item(item) => item,
            Outcome::Missing => return Err(Refusal::NotFound),
            Outcome::Unavailable => return Err(Refusal::Unavailable { reason: None }),
            Outcome::NotJson(reason) => {
                return Err(Refusal::Unavailable { reason: Some(reason.clone()) });
            }
            Outcome::Unreadable(reason) => {
                return Err(ItemError::Unreadable { reason: reason.clone() }.into());
            }
        };
        let found = route.shape(item)?;
        Ok(Response::found(self.headers_for(found.cache_control), found.json(), trigger)?)
    }

    /// Answers a request that is refused or that failed.
    #[must_use]
    pub fn refuse<'a>(&'a self, route: Option<&'a Route>, refusal: Refusal) -> Answer<'a> {
        let cache_control = match (&refusal, route) {
            (Refusal::NotFound, Some(route)) => route.not_found,
            _ => CacheControl::NoStore,
        };
        let response = Response::refused(self.headers_for(cache_control), &refusal);
        Answer { response, route, refusal: Some(refusal) }
    }
}
