//! What a page calls before it sends a request.

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::{error, load_error, to_js};
use crate::refusal::Refusal;

/// The routes of an API and their parameters, ready to check requests.
#[wasm_bindgen]
pub struct Validator(crate::Validator);

#[wasm_bindgen]
impl Validator {
    /// Loads what a client may know of a compiled `api.json`.
    ///
    /// @throws {Error} If it is damaged, or of another version.
    #[wasm_bindgen(constructor)]
    pub fn new(compiled: &[u8]) -> Result<Self, js_sys::Error> {
        Ok(Self(crate::Validator::load(compiled).map_err(load_error)?))
    }

    /// Says what a request with these parameters would be refused with, or `null` if it would be answered.
    ///
    /// @param route The route's name.
    /// @param parameters All of them, those of the path too, as `application/x-www-form-urlencoded`.
    /// @throws {Error} If there is no such route.
    #[wasm_bindgen(unchecked_return_type = "Refusal | null")]
    pub fn validate(&self, route: &str, parameters: &str) -> Result<JsValue, js_sys::Error> {
        match self.0.validate(route, parameters) {
            Some(Ok(())) => Ok(JsValue::NULL),
            Some(Err(refusal)) => to_js(&RefusalJs::from(&refusal)),
            None => Err(error(&format!("no route {route}"))),
        }
    }
}

#[derive(Serialize)]
struct RefusalJs<'a> {
    status: u16,
    message: String,
    parameter: Option<&'a str>,
    code: &'static str,
}

impl<'a> From<&'a Refusal> for RefusalJs<'a> {
    fn from(refusal: &'a Refusal) -> Self {
        Self {
            status: refusal.status().as_u16(),
            message: refusal.message(),
            parameter: refusal.parameter(),
            code: refusal.code(),
        }
    }
}
