//! The events in `tests/events/`, each with an oddity of its front door, and the requests that they are.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs::read_to_string;

use edge_lookup::{
    Api, Config, Decision, Event, EventError, FrontDoor, Method, Request, proxy_response,
};
use serde::Deserialize;

const FOLDER: &str = "tests/events";

/// What `requests.json` says of an event.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    front_door: String,
    method: String,
    path: String,
    query: String,
    origin: Option<String>,
    #[serde(default)]
    is_behind_cache: bool,
    #[serde(default)]
    is_health_check: bool,
}

#[test]
fn each_event_is_the_request_that_was_sent() {
    let table = read_to_string(format!("{FOLDER}/requests.json")).unwrap();
    let table: BTreeMap<String, Expected> = serde_json::from_str(&table).unwrap();
    for (name, expected) in &table {
        let event = Event::parse(&read_to_string(format!("{FOLDER}/{name}.json")).unwrap());
        assert_eq!(event.front_door.name(), expected.front_door, "{name}");
        assert_eq!(FrontDoor::from_name(&expected.front_door), Some(event.front_door));
        assert_eq!(event.request, Ok(expected.request()), "{name}");
    }
    let files = std::fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let events = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    assert_eq!(events.count(), table.len() + 1, "an event that is not in requests.json");
}

impl Expected {
    fn request(&self) -> Request {
        Request {
            method: match &*self.method {
                "Get" => Method::Get,
                "Options" => Method::Options,
                _ => Method::Other,
            },
            path: Some(self.path.clone()),
            query: self.query.clone(),
            origin: self.origin.clone(),
            is_behind_cache: self.is_behind_cache,
            is_health_check: self.is_health_check,
        }
    }
}

#[test]
fn what_is_wrong_is_said_of_the_front_door_that_it_is() {
    let wrong = [
        (
            r#"{"version":"2.0","requestContext":{"http":{}}}"#,
            "http-api",
            "$.requestContext.http.method",
        ),
        (
            r#"{"requestContext":{"elb":{}},"httpMethod":"GET","headers":{"a":1}}"#,
            "load-balancer",
            "$.headers",
        ),
        (r#"{"requestContext":{},"httpMethod":"GET","path":[]}"#, "rest-api", "$.path"),
        (
            r#"{"requestContext":{"stage":7},"version":"1.0","httpMethod":"GET","path":"/"}"#,
            "http-api",
            "$.requestContext.stage",
        ),
    ];
    for (event, front_door, place) in wrong {
        let event = Event::parse(event);
        assert_eq!(event.front_door.name(), front_door);
        let error = event.request.unwrap_err().to_string();
        assert!(error.starts_with(&format!("{place}: expected ")), "{error}");
    }
}

#[test]
fn an_event_of_no_known_front_door_is_cloudfronts_and_says_what_was_looked_for() {
    for event in [
        "{}",
        "[]",
        "null",
        r#"{"version":"2.0","requestContext":{"serviceNetworkArn":"arn"},"path":"/"}"#,
        r#"{"Records":[{"eventSource":"aws:sqs"}]}"#,
        r#"{"httpMethod":"GET","path":"/"}"#,
        r#"{"requestContext":"http","version":"2.0"}"#,
    ] {
        let event = Event::parse(event);
        assert_eq!(event.front_door, FrontDoor::default());
        assert_eq!(event.request, Err(EventError::Unknown));
    }
    let text = EventError::Unknown.to_string();
    for member in ["Records[0].cf", "requestContext.http", "requestContext.elb", "httpMethod"] {
        assert!(text.contains(member), "{text}");
    }
}

#[test]
fn a_health_check_is_answered_without_a_read_whatever_its_path() {
    let api = api();
    let Event { front_door, request } =
        Event::parse(&read_to_string(format!("{FOLDER}/load-balancer-health-check.json")).unwrap());
    let Decision::Respond(answer) = api.decide(&request.unwrap()) else { panic!("a read") };
    let json = proxy_response(front_door, &answer.response).unwrap();
    assert!(json.starts_with(r#"{"statusCode":200,"statusDescription":"200 OK","headers":{"#));
    assert!(json.ends_with(r#"},"body":"","isBase64Encoded":false}"#), "{json}");
}

#[test]
fn only_a_load_balancer_checks_health() {
    let event = read_to_string(format!("{FOLDER}/http-api-complete.json")).unwrap();
    let event = event.replace("curl/8.7.1", "ELB-HealthChecker/2.0");
    assert!(!Event::parse(&event).request.unwrap().is_health_check);
}

fn api() -> Api {
    Api::new(Config::parse(include_str!("../../examples/mediaconvert/api.json")).unwrap())
}
