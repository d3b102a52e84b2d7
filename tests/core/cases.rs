//! The table of events and answers in `tests/cases/`, through the native core.
//! `cases.test.js` runs the same table through WebAssembly, with equal bytes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod table;

use edge_lookup::cloudfront::{header_fields, status};
use edge_lookup::{Answer, Api, Config, Decision, Event, Method, Outcome, Refusal};
use serde_json::{Value, json};
use table::{Case, Read, tables};

#[test]
fn every_case_is_answered_as_the_table_says() {
    let mut failures = Vec::new();
    let mut count = 0;
    for (file, table) in tables() {
        let config = table.config.map(|config| config.to_string());
        let config =
            config.as_deref().unwrap_or(include_str!("../../examples/mediaconvert/api.json"));
        let api = Api::new(Config::parse(config).unwrap());
        for case in &table.cases {
            count += 1;
            let (read, answer) = answer(&api, case);
            let (actual, expected) = (response(&answer), case.response(&table.headers));
            let code = answer.refusal.as_ref().map(Refusal::code);
            if actual != expected || read != case.read || code != case.code.as_deref() {
                let name = &case.name;
                failures.push(format!(
                    "{file}: {name}\n  read {read:?}, code {code:?}\n  {actual}\n  {expected}"
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn last_duplicate_member_wins_as_in_javascript() {
    let event = r#"{"Records":[{"cf":{"request":{"method":"GET","method":"OPTIONS"}}}]}"#;
    assert_eq!(Event::parse(event).request.unwrap().method, Method::Options);
}

#[test]
fn last_duplicate_item_wins() {
    let response = br#"{"Item":{"A":{"S":"1"}},"Item":{"A":{"S":"2"}}}"#;
    assert_eq!(
        Outcome::from_response(response),
        Outcome::from_response(br#"{"Item":{"A":{"S":"2"}}}"#)
    );
}

/// Takes a case through both steps, with JSON text where the platform has objects.
fn answer<'a>(api: &'a Api, case: &Case) -> (Option<Read>, Answer<'a>) {
    let Event { front_door, request } = Event::parse(&case.event().to_string());
    let request = match request {
        Ok(request) => request,
        Err(error) => return (None, api.refuse(None, error.into())),
    };
    let decision = match &case.route {
        Some(name) => {
            let route = api.config().routes().iter().find(|route| route.name() == name).unwrap();
            api.decide_for(route, &request)
        }
        None => api.decide(&request),
    };
    match decision {
        Decision::Respond(answer) => (None, answer),
        Decision::GetItem(read) => {
            let body = case.get_item_body();
            let outcome = body.as_deref().map_or(Outcome::Unavailable, Outcome::from_response);
            let answer = api.shape(read.route, front_door.response_limit(), outcome);
            (Some(Read::from_body(read.route.name(), &read.body())), answer)
        }
    }
}

/// The bytes of CloudFront's generated response.
fn response(answer: &Answer) -> String {
    let fields = header_fields(answer.response.headers());
    let headers = fields.map(|field| (field.key, field.name, field.value));
    write(status(answer.response.status()), headers, answer.response.body())
}

impl Case {
    fn event(&self) -> Value {
        let Some(request) = &self.request else { return self.event.clone() };
        let origin = &request["origin"];
        let headers = match origin {
            Value::Null => json!({}),
            origin => json!({ "origin": [{ "key": "Origin", "value": origin }] }),
        };
        let (method, uri) = (&request["method"], &request["uri"]);
        let querystring = &request["querystring"];
        json!({ "Records": [{ "cf": {
            "config": { "eventType": "viewer-request" },
            "request": {
                "method": method, "uri": uri, "querystring": querystring, "headers": headers
            },
        } }] })
    }

    /// What DynamoDB answers the read with, if it does.
    fn get_item_body(&self) -> Option<Vec<u8>> {
        let outcome = self.outcome.as_ref().unwrap();
        let body = match (outcome.as_str(), outcome.get("item"), outcome.get("response")) {
            (Some("missing"), None, None) => "{}".to_owned(),
            (Some("unavailable"), None, None) => return None,
            (None, Some(item), None) => json!({ "Item": item }).to_string(),
            (None, None, Some(text)) => text.as_str().unwrap().to_owned(),
            _ => panic!("no outcome: {outcome}"),
        };
        Some(body.into_bytes())
    }

    fn response(&self, shared: &[(String, String)]) -> String {
        let refused = |message| format!(r#"{{"success":false,"message":{}}}"#, json!(message));
        let body = self.message.as_ref().map(refused).or_else(|| self.body.clone());
        let mut headers = shared.to_vec();
        for own in &self.headers {
            match headers.iter_mut().find(|(name, _)| *name == own.0) {
                Some(replaced) => replaced.clone_from(own),
                None => headers.push(own.clone()),
            }
        }
        let lower: Vec<_> =
            headers.iter().map(|(name, value)| (name, name.to_lowercase(), value)).collect();
        let headers = lower.iter().map(|(name, lower, value)| (&***name, &**lower, &***value));
        write(&self.status, headers, body.as_deref())
    }
}

fn write<'a>(
    status: &str,
    headers: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
    body: Option<&str>,
) -> String {
    let headers: Vec<_> = headers
        .map(|(name, lower, value)| {
            format!(r#"{}:[{{"key":{},"value":{}}}]"#, json!(lower), json!(name), json!(value))
        })
        .collect();
    let body = body.map(|body| format!(r#","body":{}"#, json!(body))).unwrap_or_default();
    format!(r#"{{"status":{},"headers":{{{}}}{body}}}"#, json!(status), headers.join(","))
}
