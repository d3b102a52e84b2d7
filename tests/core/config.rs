//! Wrong configurations in `tests/core/config/mistakes.json`, through the native core, and what is
//! said of them. `config.test.js` runs the same table through WebAssembly.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use edge_lookup::Config;
use serde_json::Value;

#[derive(serde::Deserialize)]
struct Mistake {
    name: String,
    config: Option<Value>,
    text: Option<String>,
    mistakes: Vec<String>,
}

#[test]
fn every_mistake_is_reported_with_its_path_and_what_was_expected() {
    let mistakes: Vec<Mistake> =
        serde_json::from_str(include_str!("config/mistakes.json")).unwrap();
    for Mistake { name, config, text, mistakes } in mistakes {
        let text = text.unwrap_or_else(|| config.unwrap_or_default().to_string());
        let reported = match Config::parse(&text) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
        assert_eq!(reported, mistakes.join("\n"), "{name}");
    }
}
