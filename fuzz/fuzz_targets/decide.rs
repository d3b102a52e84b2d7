//! Any event is answered or leads to a read, within every rule.
#![no_main]

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use edge_lookup::Api;
use edge_lookup_fuzz::invariants::{all_keys, all_types, assert_event, shipped};
use libfuzzer_sys::fuzz_target;
use serde_json::json;

static APIS: LazyLock<[Api; 3]> = LazyLock::new(|| [shipped(), all_types(), all_keys()]);

/// What a client can choose of an event.
#[derive(Arbitrary)]
struct Chosen<'a> {
    method: Method,
    origin: Option<&'a str>,
    uri: &'a str,
    querystring: &'a str,
}

#[derive(Arbitrary)]
enum Method {
    Get,
    Head,
    Options,
    Post,
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_decided(text);
    }
    if let Ok(chosen) = Chosen::arbitrary_take_rest(Unstructured::new(bytes)) {
        assert_decided(&chosen.event());
    }
});

fn assert_decided(event: &str) {
    APIS.iter().for_each(|api| assert_event(api, event));
}

impl Chosen<'_> {
    fn event(&self) -> String {
        let method = match self.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
            Method::Post => "POST",
        };
        let headers = match self.origin {
            Some(origin) => json!({ "origin": [{ "key": "Origin", "value": origin }] }),
            None => json!({}),
        };
        let request = json!({
            "method": method,
            "uri": self.uri,
            "querystring": self.querystring,
            "headers": headers,
        });
        json!({ "Records": [{ "cf": { "request": request } }] }).to_string()
    }
}
