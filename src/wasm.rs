//! The boundary: what JavaScript calls, and what crosses. See `wasm.d.ts` for the types.

mod event;
mod output;
mod validator;

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use self::output::{Output, error, to_js};
pub use self::validator::Validator;
use crate::cloudfront::{NotOfThatType, Value};
use crate::config::{Config, LogLevel};
use crate::decision::{Decision, Outcome};
use crate::refusal::Refusal;
use crate::request::Request;
use crate::route::Route;
use crate::trigger::Trigger;

/// Throws a panic's message to JavaScript, where it would otherwise be lost: the trap that follows
/// says `unreachable` and nothing else. The instance is not to be used again in either case.
#[wasm_bindgen(start)]
fn throw_panics() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

/// The declared lookups, ready to answer. Build it once; it holds no state between requests.
#[wasm_bindgen]
pub struct Api {
    core: crate::Api,
    output: Output,
}

#[wasm_bindgen]
impl Api {
    /// Checks a configuration and prepares its lookups.
    ///
    /// @param config The text of an `api.json`.
    /// @throws {Error} With every mistake in `message`, a line each: its JSON path and what was
    /// expected there.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str) -> Result<Self, js_sys::Error> {
        let config = Config::parse(config).map_err(error)?;
        let core = crate::Api::new(config);
        let output = Output::new(&core)?;
        Ok(Self { core, output })
    }

    /// What the wrapper has to know of the configuration.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> Result<JsValue, js_sys::Error> {
        let config = self.core.config();
        to_js(&Settings {
            regions: &config.dynamodb().regions,
            deadline_ms: config.dynamodb().deadline_ms,
            hedge_ms: config.dynamodb().hedge_ms,
            log_level: config.log_level(),
            routes: config.routes().iter().map(Route::name).collect(),
        })
    }

    /// Decides about a request. An event that cannot be read is answered with status 500.
    ///
    /// @param event CloudFront's viewer-request or origin-request event.
    /// @param route The name of the route to take whatever the event's `uri`.
    /// @throws {Error} If there is no such route.
    #[wasm_bindgen(unchecked_return_type = "Decision")]
    pub fn decide(
        &self,
        #[wasm_bindgen(unchecked_param_type = "unknown")] event: JsValue,
        route: Option<String>,
    ) -> Result<JsValue, js_sys::Error> {
        #[cfg(feature = "deliberate-panic")]
        panic_deliberately(&event);
        let decision = match Request::read(event) {
            Ok(request) => match route {
                Some(name) => self.core.decide_for(self.route(&name)?, &request),
                None => self.core.decide(&request),
            },
            Err(error) => {
                Decision::Respond(self.core.refuse(None, Refusal::Internal(error.to_string())))
            }
        };
        self.output.decision(&decision)
    }

    /// Answers with what became of a read. An item that cannot be shown is answered with status
    /// 500.
    ///
    /// @param read The decision to perform it.
    /// @param response The body of GetItem's response; none if DynamoDB failed or did not answer
    /// in time.
    /// @throws {Error} If `read` is no such decision.
    #[wasm_bindgen(unchecked_return_type = "Answer")]
    pub fn shape(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GetItem")] read: JsValue,
        response: Option<Vec<u8>>,
    ) -> Result<JsValue, js_sys::Error> {
        let (route, trigger) =
            Self::performed(&read).map_err(|NotOfThatType| error("not a read"))?;
        let outcome = match &response {
            Some(body) => Outcome::from_response(body),
            None => Outcome::Unavailable,
        };
        self.output.answer(&self.core.shape(self.route(&route)?, trigger, &outcome))
    }

    /// The answer to give when the core itself has failed. Ask for it beforehand.
    #[wasm_bindgen(js_name = lastResort, unchecked_return_type = "Answer")]
    pub fn last_resort(&self) -> Result<JsValue, js_sys::Error> {
        self.output.answer(&self.core.refuse(None, Refusal::Internal("the core failed".to_owned())))
    }

    /// The route and the trigger of a decision that was performed.
    fn performed(read: &JsValue) -> Result<(String, Trigger), NotOfThatType> {
        let text = |name| Value::member(read, name).ok_or(NotOfThatType)?.text();
        let trigger = Trigger::from_name(&text("trigger")?).ok_or(NotOfThatType)?;
        Ok((text("route")?, trigger))
    }

    fn route(&self, name: &str) -> Result<&Route, js_sys::Error> {
        let mut routes = self.core.config().routes().iter();
        let route = routes.find(|route| route.name() == name);
        route.ok_or_else(|| error(format_args!("no route {name}")))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Settings<'a> {
    regions: &'a [String],
    deadline_ms: u32,
    hedge_ms: u32,
    log_level: LogLevel,
    routes: Vec<&'a str>,
}

/// Once it has failed, this instance fails for ever, so that only a fresh one can answer.
#[cfg(feature = "deliberate-panic")]
#[allow(clippy::panic, reason = "this feature is there to panic")]
fn panic_deliberately(event: &JsValue) {
    use std::sync::atomic::{AtomicBool, Ordering};
    static FAILED: AtomicBool = AtomicBool::new(false);

    assert!(!FAILED.load(Ordering::Relaxed), "this instance has failed before");
    let request = Request::read(event.clone());
    let path = request.ok().and_then(|request| request.path).unwrap_or_default();
    FAILED.store(path.starts_with("/deliberate-"), Ordering::Relaxed);
    match path.as_str() {
        "/deliberate-panic" => panic!("deliberately"),
        "/deliberate-trap" => std::arch::wasm32::unreachable(),
        _ => {}
    }
}
