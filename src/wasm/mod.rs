//! The boundary: what JavaScript calls, and what crosses. See `types.d.ts` for the types.

#[cfg(feature = "edge")]
mod api;
#[cfg(feature = "compiler")]
mod compiler;
mod error;
#[cfg(feature = "edge")]
mod event;
#[cfg(feature = "edge")]
mod output;
#[cfg(feature = "edge")]
mod plain_object;
#[cfg(feature = "page")]
mod validator;

use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "edge")]
pub use self::api::Api;
#[cfg(feature = "compiler")]
pub use self::compiler::Compiled;
#[cfg(feature = "page")]
pub use self::validator::Validator;

/// Throws a panic's message to JavaScript, where it would otherwise be lost: the trap that follows says
/// only `unreachable`. The instance must not be used again in either case.
#[wasm_bindgen(start)]
fn throw_panics() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
