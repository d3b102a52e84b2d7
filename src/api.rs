//! The two pure steps around the one read.

use std::borrow::Cow;

use crate::config::Config;
use crate::decision::{Answer, Decision, GetItem, Outcome};
use crate::http::{CacheControl, Response, SharedHeaders, SizeLimit};
use crate::refusal::Refusal;
use crate::request::{Method, Request};
use crate::route::{Found, ItemError, Matched, NotFoundAnswer, Route};

/// A declared API, ready to answer.
///
/// ```
/// use edge_lookup::{Api, Config, Decision, FrontDoor, Outcome, Request};
///
/// let api = Api::new(Config::parse(include_str!("../examples/mediaconvert/api.json")).unwrap());
/// let request = Request {
///     path: Some("/api/media/job_id".into()),
///     query: "input_file=Big+Buck+Bunny.mp4".into(),
///     ..Request::default()
/// };
///
/// let Decision::GetItem(read) = api.decide(&request) else { panic!("nothing to read") };
/// assert_eq!(read.route.name(), "mediaConvertInputFileToJobIdEdgeApi");
/// assert_eq!(read.key, ["Big Buck Bunny.mp4"]);
///
/// let outcome = Outcome::from_response(br#"{"Item":{"JobId":{"S":"c123456789012-smb6o7"}}}"#);
/// let answer = api.shape(read.route, FrontDoor::default().response_limit(), outcome);
/// assert_eq!(answer.response.body(), Some(r#"{"success":true,"job_id":"c123456789012-smb6o7"}"#));
/// ```
#[derive(Clone, Debug)]
pub struct Api {
    config: Config,
    no_store: SharedHeaders,
    /// One for each declared caching time.
    cached: Vec<SharedHeaders>,
}

impl Api {
    /// Prepares the headers that answers share.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let no_store = SharedHeaders::new(&config.cors, CacheControl::NoStore);
        let mut api = Self { config, no_store, cached: Vec::new() };
        for declared in api.config.routes.iter().flat_map(Route::cache_controls) {
            if api.headers_for(declared).cache_control() != declared {
                api.cached.push(SharedHeaders::new(&api.config.cors, declared));
            }
        }
        api
    }

    /// The lists of headers that answers share: one for each way of caching.
    pub fn headers(&self) -> impl Iterator<Item = &SharedHeaders> {
        std::iter::once(&self.no_store).chain(&self.cached)
    }

    fn headers_for(&self, cache_control: CacheControl) -> &SharedHeaders {
        let cached = self.cached.iter().find(|headers| headers.cache_control() == cache_control);
        cached.unwrap_or(&self.no_store)
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Decides what to do with a request, by its path.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Decision<'_> {
        if request.is_health_check {
            return Decision::Respond(self.empty(None));
        }
        let path = request.path.as_deref().unwrap_or_default();
        let matching = self.config.routes.iter();
        let matching = matching.filter_map(|route| Some((route, route.path.read(path)?)));
        match matching.max_by_key(|(route, _)| route.path.literals()) {
            Some((route, Matched { values, is_as_sent: true })) => {
                self.decide_with(route, values, request)
            }
            // With an escape in a literal segment it is another path, and yet no other route's: CloudFront
            // normalizes paths (RFC 3986 §6.2.2) before it looks for a behavior.
            _ => Decision::Respond(self.refuse(None, Refusal::NoRoute)),
        }
    }

    /// Decides what to do with a request to one route, whatever its path, unless that has parameters.
    #[must_use]
    pub fn decide_for<'a>(&'a self, route: &'a Route, request: &Request) -> Decision<'a> {
        if request.is_health_check {
            return Decision::Respond(self.empty(Some(route)));
        }
        match request.path.as_deref().and_then(|path| route.path.read(path)) {
            Some(Matched { values, .. }) => self.decide_with(route, values, request),
            None if !route.path.has_parameters() => self.decide_with(route, Vec::new(), request),
            None => Decision::Respond(self.refuse(Some(route), Refusal::NoRoute)),
        }
    }

    fn decide_with<'a>(
        &'a self,
        route: &'a Route,
        in_path: Vec<Cow<str>>,
        request: &Request,
    ) -> Decision<'a> {
        self.check(route, in_path, request)
            .unwrap_or_else(|refusal| Decision::Respond(self.refuse(Some(route), refusal)))
    }

    fn check<'a>(
        &'a self,
        route: &'a Route,
        in_path: Vec<Cow<str>>,
        request: &Request,
    ) -> Result<Decision<'a>, Refusal> {
        match request.method {
            Method::Get => {}
            Method::Options => return Ok(Decision::Respond(self.empty(Some(route)))),
            Method::Other => return Err(Refusal::NoRoute),
        }
        if !self.config.cors.allows(request.origin.as_deref()) {
            return Err(Refusal::Origin);
        }
        let query = match request.is_behind_cache {
            true => Cow::Owned(route.query_in_cache_key(&request.query)),
            false => Cow::Borrowed(&*request.query),
        };
        let key = route.read_key(in_path, &query)?;
        Ok(Decision::GetItem(GetItem { route, key }))
    }

    /// Answers with the outcome of the read, within the front door's limit.
    #[must_use]
    pub fn shape<'a>(&'a self, route: &'a Route, limit: SizeLimit, outcome: Outcome) -> Answer<'a> {
        match self.found(route, limit, outcome) {
            Ok(response) => Answer { response, route: Some(route), refusal: None },
            Err(refusal) => self.refuse(Some(route), refusal),
        }
    }

    fn found(
        &self,
        route: &Route,
        limit: SizeLimit,
        outcome: Outcome,
    ) -> Result<Response<'_>, Refusal> {
        let item = match outcome {
            Outcome::Item(item) => item,
            Outcome::Missing => return Err(Refusal::NotFound(route.not_found.answer.clone())),
            Outcome::Unavailable => return Err(Refusal::Unavailable { reason: None }),
            Outcome::Malformed(reason) => {
                return Err(Refusal::Unavailable { reason: Some(reason) });
            }
            Outcome::Unreadable(reason) => return Err(ItemError::Unreadable { reason }.into()),
        };
        match route.shape(&item, self.config.envelope)? {
            Found::Body { json, cache_control } => {
                Ok(Response::found(self.headers_for(cache_control), json, limit)?)
            }
            Found::Redirect { status, location } => {
                Ok(Response::redirect(self.headers_for(route.cache_control), status, &location))
            }
        }
    }

    /// Answers with status 200 alone.
    fn empty<'a>(&'a self, route: Option<&'a Route>) -> Answer<'a> {
        Answer { response: Response::empty(&self.no_store), route, refusal: None }
    }

    /// Answers a request that is refused or that failed.
    #[must_use]
    pub fn refuse<'a>(&'a self, route: Option<&'a Route>, refusal: Refusal) -> Answer<'a> {
        let cache_control = match (&refusal, route) {
            (Refusal::NotFound(_), Some(route)) => route.not_found.cache_control,
            _ => CacheControl::NoStore,
        };
        let (headers, status) = (self.headers_for(cache_control), refusal.status());
        let response = match &refusal {
            Refusal::NotFound(NotFoundAnswer::Redirect(location)) => {
                Response::redirect(headers, status, location)
            }
            _ => {
                let body = self.config.envelope.refusal(&refusal.message());
                Response::refused(headers, status, body, refusal.header())
            }
        };
        Answer { response, route, refusal: Some(refusal) }
    }
}
