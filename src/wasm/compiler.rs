//! What the command line calls.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::{config_error, to_js};
use crate::config::{Checked, Config, Mistake};
use crate::event::Event;

/// A checked and compiled `api.json`.
#[wasm_bindgen]
pub struct Compiled {
    api: Vec<u8>,
    client: Vec<u8>,
    description: String,
    warnings: Vec<Mistake>,
}

#[wasm_bindgen]
impl Compiled {
    /// Checks and compiles a configuration.
    ///
    /// @param config The text of an `api.json`.
    /// @throws {Error} Called `ConfigError`, with every mistake in `mistakes`, and in `warnings` what is perhaps
    /// not meant.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str) -> Result<Self, js_sys::Error> {
        let Checked { config, warnings } = Config::check(config);
        let config = match config {
            Ok(config) => config,
            Err(error) => return Err(config_error(&error, &warnings)?),
        };
        let (api, client) = (config.compiled(), config.compiled_client());
        let description = crate::Api::new(config).describe().to_json();
        Ok(Self { api, client, description, warnings })
    }

    /// What in the configuration is right and yet perhaps not meant.
    #[wasm_bindgen(unchecked_return_type = "Mistake[]")]
    pub fn warnings(&self) -> Result<JsValue, js_sys::Error> {
        to_js(&self.warnings)
    }

    /// What the edge loads.
    #[must_use]
    pub fn api(&self) -> Vec<u8> {
        self.api.clone()
    }

    /// What a page loads. It names no table, key attribute or Region.
    #[must_use]
    pub fn client(&self) -> Vec<u8> {
        self.client.clone()
    }

    /// What everything around the core needs to know about the API: a `Description`, as JSON.
    #[must_use]
    pub fn describe(&self) -> String {
        self.description.clone()
    }
}

/// The front door that an event is of.
///
/// @param event The event as JSON.
/// @throws {Error} If it is not an event that is answered, with what is wrong with it.
#[wasm_bindgen(js_name = frontDoorOf, unchecked_return_type = "FrontDoor")]
pub fn front_door_of(event: &str) -> Result<String, js_sys::Error> {
    let Event { front_door, request } = Event::parse(event);
    match request {
        Ok(_) => Ok(front_door.name().to_owned()),
        Err(error) => Err(js_sys::Error::new(&error.to_string())),
    }
}
