//! What the function at the edge calls.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::{error, load_error};
use super::event::{self, performed};
use super::output::Output;
use crate::config::Config;
use crate::decision::{Decision, Outcome};
use crate::event::Event;
use crate::event::value::TypeMismatch;
use crate::refusal::Refusal;
use crate::route::Route;

/// A declared API, ready to answer. Build it once; it has no state between requests.
#[wasm_bindgen]
pub struct Api {
    core: crate::Api,
    output: Output,
}

#[wasm_bindgen]
impl Api {
    /// Loads a compiled `api.json`.
    ///
    /// @param compiled What `compile` has made.
    /// @throws {Error} If it is damaged, or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(compiled: &[u8]) -> Result<Self, js_sys::Error> {
        let config = Config::load(compiled).map_err(load_error)?;
        let core = crate::Api::new(config);
        let output = Output::new(&core);
        Ok(Self { core, output })
    }

    /// What the function needs to know of the API.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> Result<JsValue, js_sys::Error> {
        Output::settings(self.core.config())
    }

    /// Decides what to do with a request. An event that cannot be read is answered with status 500.
    ///
    /// @param event CloudFront's, API Gateway's, a function URL's or a load balancer's.
    /// @param route The name of the route to take, whatever the event's path.
    /// @throws {Error} If there is no such route.
    #[wasm_bindgen(unchecked_return_type = "Decision<FrontDoor>")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] event: JsValue,
        route: Option<String>,
    ) -> Result<JsValue, js_sys::Error> {
        #[cfg(feature = "deliberate-panic")]
        panic_deliberately(&event);
        let Event { front_door, request } = event::read(&event);
        let decision = match (request, route) {
            (Err(error), _) => Decision::Respond(self.core.refuse(None, error.into())),
            (Ok(request), Some(name)) => self.core.decide_for(self.route(&name)?, &request),
            (Ok(request), None) => self.core.decide(&request),
        };
        match decision {
            Decision::Respond(answer) => self.output.answer(front_door, &answer),
            Decision::GetItem(read) => Ok(Output::get_item(front_door, &read)),
        }
    }

    /// Answers with the outcome of a read. An item that cannot be shown is answered with status 500.
    ///
    /// @param read The decision to perform it.
    /// @param response The body of GetItem's response; absent if DynamoDB failed or did not answer in
    /// time.
    /// @throws {Error} If `read` is not such a decision.
    #[wasm_bindgen(unchecked_return_type = "Answer<FrontDoor>")]
    pub fn shape(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GetItem<FrontDoor>")] read: JsValue,
        response: Option<Vec<u8>>,
    ) -> Result<JsValue, js_sys::Error> {
        let (route, front_door) = performed(&read).map_err(|TypeMismatch| error("not a read"))?;
        let outcome = match &response {
            Some(body) => Outcome::from_response(body),
            None => Outcome::Unavailable,
        };
        let limit = front_door.response_limit();
        let answer = self.core.shape(self.route(&route)?, limit, outcome);
        self.output.answer(front_door, &answer)
    }

    /// The answer for when the core itself fails.
    ///
    /// @param event The event that it has failed at. Ask in advance with none, for when this fails too.
    #[wasm_bindgen(js_name = lastResort, unchecked_return_type = "Answer<FrontDoor>")]
    pub fn last_resort(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] event: JsValue,
    ) -> Result<JsValue, js_sys::Error> {
        let refusal = Refusal::Internal("the core failed".to_owned());
        self.output.answer(event::read(&event).front_door, &self.core.refuse(None, refusal))
    }

    fn route(&self, name: &str) -> Result<&Route, js_sys::Error> {
        let mut routes = self.core.config().routes().iter();
        let route = routes.find(|route| route.name() == name);
        route.ok_or_else(|| error(&format!("no route {name}")))
    }
}

/// Once it has failed, this instance always fails, so that only a fresh one can answer.
#[cfg(feature = "deliberate-panic")]
#[allow(clippy::panic, reason = "this feature is there to panic")]
fn panic_deliberately(event: &JsValue) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static FAILED: AtomicBool = AtomicBool::new(false);

    assert!(!FAILED.load(Ordering::Relaxed), "this instance has failed before");
    let event = event::read(event);
    let path = event.request.ok().and_then(|request| request.path).unwrap_or_default();
    FAILED.store(path.starts_with("/deliberate-"), Ordering::Relaxed);
    match path.as_str() {
        "/deliberate-panic" => panic!("deliberately"),
        "/deliberate-trap" => std::arch::wasm32::unreachable(),
        _ => {}
    }
}
