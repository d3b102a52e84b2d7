//! What the function at the edge calls.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::{error, load_error};
use super::event::performed;
use super::output::Output;
use crate::config::Config;
use crate::decision::{Decision, Outcome};
use crate::event::cloudfront::{RequestEvent, TypeMismatch};
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
        let output = Output::new(&core)?;
        Ok(Self { core, output })
    }

    /// What the function needs to know of the API.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> Result<JsValue, js_sys::Error> {
        Output::settings(self.core.config())
    }

    /// Decides what to do with a request. An event that cannot be read is answered with status 500.
    ///
    /// @param event CloudFront's viewer-request or origin-request event.
    /// @param route The name of the route to take, whatever the event's `uri`.
    /// @throws {Error} If there is no such route.
    #[wasm_bindgen(unchecked_return_type = "Decision")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] event: JsValue,
        route: Option<String>,
    ) -> Result<JsValue, js_sys::Error> {
        #[cfg(feature = "deliberate-panic")]
        panic_deliberately(&event);
        let RequestEvent { event_type, request } = match RequestEvent::read(event) {
            Ok(event) => event,
            Err(error) => {
                let refusal = Refusal::Internal(error.to_string());
                return self.output.answer(&self.core.refuse(None, refusal));
            }
        };
        let decision = match route {
            Some(name) => self.core.decide_for(self.route(&name)?, &request),
            None => self.core.decide(&request),
        };
        match decision {
            Decision::Respond(answer) => self.output.answer(&answer),
            Decision::GetItem(read) => Output::get_item(&read, event_type),
        }
    }

    /// Answers with the outcome of a read. An item that cannot be shown is answered with status 500.
    ///
    /// @param read The decision to perform it.
    /// @param response The body of GetItem's response; absent if DynamoDB failed or did not answer in
    /// time.
    /// @throws {Error} If `read` is not such a decision.
    #[wasm_bindgen(unchecked_return_type = "Answer")]
    pub fn shape(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GetItem")] read: JsValue,
        response: Option<Vec<u8>>,
    ) -> Result<JsValue, js_sys::Error> {
        let (route, event_type) = performed(&read).map_err(|TypeMismatch| error("not a read"))?;
        let outcome = match &response {
            Some(body) => Outcome::from_response(body),
            None => Outcome::Unavailable,
        };
        let limit = event_type.response_limit();
        self.output.answer(&self.core.shape(self.route(&route)?, limit, outcome))
    }

    /// The answer for when the core itself fails. Ask for it in advance.
    #[wasm_bindgen(js_name = lastResort, unchecked_return_type = "Answer")]
    pub fn last_resort(&self) -> Result<JsValue, js_sys::Error> {
        self.output.answer(&self.core.refuse(None, Refusal::Internal("the core failed".to_owned())))
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
    let event = RequestEvent::read(event.clone());
    let path = event.ok().and_then(|event| event.request.path).unwrap_or_default();
    FAILED.store(path.starts_with("/deliberate-"), Ordering::Relaxed);
    match path.as_str() {
        "/deliberate-panic" => panic!("deliberately"),
        "/deliberate-trap" => std::arch::wasm32::unreachable(),
        _ => {}
    }
}
