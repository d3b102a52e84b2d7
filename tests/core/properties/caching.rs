//! For how long answers may be kept, whatever is declared.

use edge_lookup::cloudfront::EventType;
use edge_lookup::{Api, Config, Outcome};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::invariants::{assert_event, assert_response, generated};
use crate::{Counterexample, for_all};

/// `seconds` and `staleSeconds`, where there is a declaration.
type Declaration = Option<(u32, Option<u32>)>;

const COMPLETE: &[u8] = br#"{"Item":{"V":{"N":"1"},"Status":{"S":"COMPLETE"}}}"#;
const OTHER: &[u8] = br#"{"Item":{"V":{"N":"1"},"Status":{"S":"ERROR"}}}"#;
const INVALID: &[u8] = br#"{"Item":{"Status":{"S":"COMPLETE"}}}"#;
const MISSING: &[u8] = b"{}";
const UNAVAILABLE: &[u8] = b"";

#[test]
fn an_answer_may_be_kept_for_as_long_as_is_declared_for_it() -> Result<(), Counterexample> {
    let responses = select(vec![COMPLETE, OTHER, INVALID, MISSING, UNAVAILABLE]);
    let event_types = select(vec![EventType::ViewerRequest, EventType::OriginRequest]);
    let declared = [declaration(), declaration(), declaration()];
    for_all((declared, responses, event_types), |(declared, response, event_type)| {
        let api = api(declared);
        let answer = api.shape(
            &api.config().routes()[0],
            event_type.response_limit(),
            Outcome::from_response(response),
        );
        let headers = generated(&answer).headers;
        let value = |name| headers.iter().find(|header| header.name == name).map(|it| it.value);
        let [of_route, of_case, of_missing] = declared;
        let expected = documented(match response {
            COMPLETE => of_case.or(of_route),
            OTHER => of_route,
            MISSING => of_missing,
            _ => None,
        });
        assert_eq!(value("cache-control"), Some(&*expected));
        assert_eq!(value("vary"), (expected != "no-store").then_some("Origin"));
    })
}

#[test]
fn whatever_is_declared_nothing_else_may_be_kept() -> Result<(), Counterexample> {
    let methods = select(vec!["GET", "OPTIONS", "POST"]);
    let queries = select(vec!["", "id=", "id=1", "id=a"]);
    let origins = select(vec!["https://app.example.com", "https://example.com"]);
    let declared = [declaration(), declaration(), declaration()];
    for_all((declared, methods, queries, origins), |(declared, method, query, origin)| {
        let api = api(declared);
        let request = json!({
            "method": method,
            "uri": "/a",
            "querystring": query,
            "headers": { "origin": [{ "key": "Origin", "value": origin }] },
        });
        assert_event(&api, &json!({ "Records": [{ "cf": { "request": request } }] }).to_string());
        for response in [COMPLETE, OTHER, INVALID, MISSING, UNAVAILABLE] {
            assert_response(&api, response);
        }
    })
}

fn declaration() -> impl Strategy<Value = Declaration> {
    let time = || prop_oneof![Just(0), Just(31_536_000), 0..31_536_000_u32];
    proptest::option::of((time(), proptest::option::of(time())))
}

/// An API whose route, its case and its missing items have these declarations.
fn api([of_route, of_case, of_missing]: [Declaration; 3]) -> Api {
    let cache = |declaration: Declaration| {
        declaration.map(|(seconds, stale_seconds)| match stale_seconds {
            None => json!({ "seconds": seconds }),
            Some(stale_seconds) => json!({ "seconds": seconds, "staleSeconds": stale_seconds }),
        })
    };
    let mut case = json!({ "attribute": "Status", "equals": "COMPLETE", "fields": [] });
    if let Some(cache) = cache(of_case) {
        case["cache"] = cache;
    }
    let mut route = json!({
        "name": "a",
        "path": "/a",
        "parameter": { "name": "id", "pattern": "[a-z]+" },
        "table": "Table",
        "key": "Id",
        "fields": [{ "name": "v", "attribute": "V", "type": "any" }],
        "cases": [case],
    });
    if let Some(cache) = cache(of_route) {
        route["cache"] = cache;
    }
    if let Some(cache) = cache(of_missing) {
        route["notFound"] = json!({ "cache": cache });
    }
    let cors = json!({
        "allowedOrigins": [r"https://app\.example\.com"],
        "allowOrigin": "*",
        "maxAgeSeconds": 0,
    });
    let config = json!({
        "cors": cors,
        "dynamodb": { "regions": ["us-east-1"] },
        "routes": [route],
    });
    Api::new(Config::parse(&config.to_string()).unwrap())
}

/// What docs/answers.md says of a declaration.
fn documented(declaration: Declaration) -> String {
    match declaration.map(|(seconds, stale_seconds)| (seconds, stale_seconds.unwrap_or(0))) {
        None | Some((0, 0)) => "no-store".to_owned(),
        Some((seconds, 0)) => format!("max-age={seconds}, stale-if-error=0"),
        Some((seconds, stale)) => {
            format!("max-age={seconds}, stale-while-revalidate={stale}, stale-if-error={stale}")
        }
    }
}
