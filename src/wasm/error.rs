//! Errors and values for JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

use crate::compiled::LoadError;
#[cfg(feature = "compiler")]
use crate::config::{ConfigError, Mistake};

const SERIALIZER: Serializer = Serializer::json_compatible();

/// Makes a JavaScript value as `JSON.parse` would.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, js_sys::Error> {
    value.serialize(&SERIALIZER).map_err(|_| error("a value cannot be made"))
}

/// Makes a JavaScript value of JSON.
pub(super) fn parse(json: &str) -> Result<JsValue, js_sys::Error> {
    let error =
        |thrown: JsValue| thrown.dyn_into().unwrap_or_else(|_| error("a value cannot be made"));
    js_sys::JSON::parse(json).map_err(error)
}

/// An `Error` to throw.
pub(super) fn error(message: &str) -> js_sys::Error {
    js_sys::Error::new(message)
}

/// An `Error` for bytes that are not a compiled `api.json`.
pub(super) fn load_error(load_error: LoadError) -> js_sys::Error {
    error(&load_error.to_string())
}

/// An `Error` by whose name a caller knows that the configuration is wrong, and that says where.
#[cfg(feature = "compiler")]
pub(super) fn config_error(
    config_error: &ConfigError,
    warnings: &[Mistake],
) -> Result<js_sys::Error, js_sys::Error> {
    let thrown = error(&config_error.to_string());
    thrown.set_name("ConfigError");
    for (name, findings) in [("mistakes", &config_error.mistakes[..]), ("warnings", warnings)] {
        js_sys::Reflect::set(&thrown, &name.into(), &to_js(&findings)?)
            .map_err(|_| error("a value cannot be set"))?;
    }
    Ok(thrown)
}
