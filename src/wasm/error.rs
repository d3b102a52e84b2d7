//! Errors and values for JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::compiled::LoadError;
#[cfg(feature = "compiler")]
use crate::config::ConfigError;

const SERIALIZER: Serializer = Serializer::json_compatible();

/// Makes a JavaScript value as `JSON.parse` would.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, js_sys::Error> {
    value.serialize(&SERIALIZER).map_err(|_| error("a value cannot be made"))
}

/// An `Error` to throw.
pub(super) fn error(message: &str) -> js_sys::Error {
    js_sys::Error::new(message)
}

/// An `Error` for bytes that are not a compiled `api.json`.
pub(super) fn load_error(load_error: LoadError) -> js_sys::Error {
    error(&load_error.to_string())
}

/// An `Error` by whose name a caller knows that the configuration is wrong.
#[cfg(feature = "compiler")]
pub(super) fn config_error(config_error: ConfigError) -> js_sys::Error {
    let thrown = error(&config_error.to_string());
    thrown.set_name("ConfigError");
    thrown
}
