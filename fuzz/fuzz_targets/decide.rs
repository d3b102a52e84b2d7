//! Any event is answered or leads to a read, within every rule.
#![no_main]

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use edge_lookup::Api;
use edge_lookup_fuzz::invariants::{all_keys, all_types, assert_event, shipped};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

static APIS: LazyLock<[Api; 3]> = LazyLock::new(|| [shipped(), all_types(), all_keys()]);

/// What a client can choose of an event.
#[derive(Arbitrary)]
struct Chosen<'a> {
    method: Method,
    origin: Option<&'a str>,
    uri: &'a str,
    querystring: &'a str,
    /// What API Gateway makes of the path.
    route: &'a str,
    parameter: &'a str,
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
        for event in chosen.events() {
            assert_decided(&event.to_string());
        }
    }
});

fn assert_decided(event: &str) {
    APIS.iter().for_each(|api| assert_event(api, event));
}

impl Chosen<'_> {
    /// The event of each front door.
    fn events(&self) -> [Value; 4] {
        let Self { origin, uri, querystring, route, parameter, .. } = self;
        let method = match self.method {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
            Method::Post => "POST",
        };
        let fields = match origin {
            Some(origin) => json!({ "origin": [{ "key": "Origin", "value": origin }] }),
            None => json!({}),
        };
        let headers = json!({ "origin": origin });
        let request = json!({
            "method": method,
            "uri": uri,
            "querystring": querystring,
            "headers": fields,
        });
        let parameters = json!({ "proxy": parameter });
        let query = json!({ *querystring: [parameter, route] });
        [
            json!({ "Records": [{ "cf": { "request": request } }] }),
            json!({
                "version": "2.0",
                "routeKey": route,
                "rawPath": uri,
                "rawQueryString": querystring,
                "headers": headers,
                "pathParameters": parameters,
                "requestContext": { "http": { "method": method }, "stage": parameter },
            }),
            json!({
                "resource": route,
                "httpMethod": method,
                "path": uri,
                "headers": headers,
                "multiValueQueryStringParameters": query,
                "pathParameters": parameters,
                "requestContext": {},
            }),
            json!({
                "httpMethod": method,
                "path": uri,
                "multiValueHeaders": { "origin": [origin] },
                "multiValueQueryStringParameters": query,
                "requestContext": { "elb": {} },
            }),
        ]
    }
}
