//! Wrong configurations, and what is said of them, through the native core: `tests/core/config/mistakes.json`
//! has each rule, and `newcomers.json`, to the letter, what people write who see `api.json` for the first
//! time. `config.test.js` runs the same tables through WebAssembly.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use edge_lookup::{Checked, Config};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Wrong {
    name: String,
    config: Option<Value>,
    text: Option<String>,
    mistakes: Vec<String>,
}

#[test]
fn every_mistake_is_reported_with_its_path_and_what_was_expected() {
    let table: Vec<Wrong> = serde_json::from_str(include_str!("config/mistakes.json")).unwrap();
    for Wrong { name, config, text, mut mistakes } in table {
        let text = text.unwrap_or_else(|| config.unwrap_or_default().to_string());
        let reported: Vec<_> = match Config::parse(&text) {
            Ok(_) => Vec::new(),
            Err(error) => error.mistakes,
        };
        let mut reported: Vec<_> = reported
            .into_iter()
            .map(|mistake| match mistake.path {
                Some(path) => format!("{path}: {}", mistake.message),
                None => mistake.message,
            })
            .collect();
        // serde_json sorts the members of the table's configurations.
        reported.sort();
        mistakes.sort();
        assert_eq!(reported, mistakes, "{name}");
    }
}

/// A right text, and what is changed in it, or written in its place.
#[derive(Deserialize)]
struct Newcomers {
    text: Vec<String>,
    cases: Vec<Newcomer>,
}

#[derive(Deserialize)]
struct Newcomer {
    name: String,
    #[serde(default)]
    replace: Vec<(String, String)>,
    text: Option<String>,
    says: Vec<String>,
}

#[test]
fn a_newcomer_learns_where_it_is_wrong_and_what_to_write() {
    let table: Newcomers = serde_json::from_str(include_str!("config/newcomers.json")).unwrap();
    let right = table.text.join("\n");
    for Newcomer { name, replace, text, says } in table.cases {
        let mut changed = text.unwrap_or_else(|| right.clone());
        for (old, new) in replace {
            assert!(changed.contains(&old), "{name}: {old}");
            changed = changed.replacen(&old, &new, 1);
        }
        let Checked { config, warnings } = Config::check(&changed);
        let mistakes = config.err().map(|error| error.mistakes).unwrap_or_default();
        let warnings = warnings.iter().map(|warning| {
            let path = warning.path.as_deref().unwrap();
            format!("{}:{}: warning: {path}: {}", warning.line, warning.column, warning.message)
        });
        let said: Vec<_> = mistakes.iter().map(ToString::to_string).chain(warnings).collect();
        assert_eq!(said, says, "{name}");
    }
}
