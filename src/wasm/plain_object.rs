//! Objects that each request needs, made member by member.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

// A setter of its own for each member saves making and looking up a name: serde-wasm-bindgen, which makes
// what is needed once, takes half a microsecond an answer longer.
#[wasm_bindgen]
extern "C" {
    pub(super) type PlainObject;
    #[wasm_bindgen(constructor, js_class = Object)]
    pub(super) fn new() -> PlainObject;
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_type(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_route(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter, js_name = frontDoor)]
    pub(super) fn set_front_door(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_response(this: &PlainObject, value: &JsValue);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_code(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_detail(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_status(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_headers(this: &PlainObject, value: &JsValue);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_body(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_key(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, setter)]
    pub(super) fn set_value(this: &PlainObject, value: &str);
    #[wasm_bindgen(method, indexing_setter)]
    pub(super) fn set(this: &PlainObject, name: &str, value: &JsValue);
}
