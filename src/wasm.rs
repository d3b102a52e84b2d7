//! The boundary: what JavaScript calls, and what crosses. See `wasm.d.ts` for the types.

mod input;
mod output;

use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Deserializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use self::input::{OutcomeReader, plain};
use self::output::{Output, error, to_js};
use crate::config::Config;
use crate::decision::Decision;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::route::Route;
use crate::trigger::Trigger;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

/// The declared lookups, ready to answer. Build it once; it holds no state between requests.
#[wasm_bindgen]
pub struct Api {
    core: crate::Api,
    output: Output,
    /// One for each route, in the same order.
    readers: Vec<OutcomeReader>,
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
        let readers = core.config().routes().iter().map(OutcomeReader::new).collect();
        Ok(Self { core, output, readers })
    }

    /// What the wrapper has to know of the configuration.
    #[wasm_bindgen(unchecked_return_type = "Settings")]
    pub fn settings(&self) -> Result<JsValue, js_sys::Error> {
        let config = self.core.config();
        to_js(&Settings {
            regions: &config.dynamodb().regions,
            deadline_ms: config.dynamodb().deadline_ms,
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
        let decision = match Request::from_event(Deserializer::from(event)) {
            Ok(request) => match route {
                Some(name) => self.core.decide_for(self.route(&name)?.0, &request),
                None => self.core.decide(&request),
            },
            Err(reason) => Decision::Respond(self.core.refuse(Refusal::Internal(plain(&reason)))),
        };
        self.output.decision(&decision)
    }

    /// Answers with what became of a read. An item that cannot be shown is answered with status
    /// 500.
    ///
    /// @param read The decision to perform it.
    /// @throws {Error} If `read` is no such decision.
    #[wasm_bindgen(unchecked_return_type = "Answer")]
    pub fn shape(
        &self,
        #[wasm_bindgen(unchecked_param_type = "GetItem")] read: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Outcome")] outcome: JsValue,
    ) -> Result<JsValue, js_sys::Error> {
        let read = Read::deserialize(Deserializer::from(read)).map_err(error)?;
        let (route, reader) = self.route(&read.route)?;
        self.output.answer(&self.core.shape(route, read.trigger, &reader.read(outcome)))
    }

    /// The answer to give when the core itself has failed. Ask for it beforehand.
    #[wasm_bindgen(js_name = lastResort, unchecked_return_type = "Answer")]
    pub fn last_resort(&self) -> Result<JsValue, js_sys::Error> {
        self.output.answer(&self.core.refuse(Refusal::Internal("the core failed".to_owned())))
    }

    fn route(&self, name: &str) -> Result<(&Route, &OutcomeReader), js_sys::Error> {
        let mut routes = self.core.config().routes().iter().zip(&self.readers);
        routes
            .find(|(route, _)| route.name() == name)
            .ok_or_else(|| error(format_args!("no route {name}")))
    }
}

/// What `shape` reads back of the decision.
#[derive(Deserialize)]
struct Read {
    route: String,
    trigger: Trigger,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Settings<'a> {
    regions: &'a [String],
    deadline_ms: u32,
    routes: Vec<&'a str>,
}
