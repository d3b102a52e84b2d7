//! The examples' tables of requests and answers, through the native core. `examples/README.md` has
//! their form. `examples.test.js` runs the same tables through WebAssembly, with equal bytes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect"
)]

use std::path::{Path, PathBuf};

use edge_lookup::cloudfront::{header_fields, status};
use edge_lookup::{Answer, Api, Config, Decision, Event, Outcome};
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[test]
fn every_request_is_answered_as_its_table_says() {
    let mut failures = Vec::new();
    let mut count = 0;
    for example in examples() {
        let read = |name| std::fs::read_to_string(example.join(name)).unwrap();
        let api = Api::new(Config::parse(&read("api.json")).unwrap());
        let items = serde_json::from_str(&read("items.json")).unwrap();
        let table: Table = serde_json::from_str(&read("requests.json")).unwrap();
        for row in &table.requests {
            count += 1;
            let (actual, expected) = (answer(&api, &items, row), row.response());
            if actual != expected {
                let (example, name) = (example.display(), &row.name);
                failures.push(format!("{example}: {name}\n  {actual:?}\n  {expected:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

/// The folders of the examples.
fn examples() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| is_example(path)).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no examples");
    folders
}

fn is_example(path: &Path) -> bool {
    path.join("requests.json").exists()
}

#[derive(Deserialize)]
struct Table {
    requests: Vec<Row>,
}

/// One request and its answer.
#[derive(Deserialize)]
struct Row {
    name: String,
    request: String,
    origin: Option<String>,
    status: u16,
    #[serde(default)]
    headers: Map<String, Value>,
    body: Option<String>,
}

#[derive(Debug, PartialEq)]
struct Response {
    status: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// What every answer has unless its row says otherwise.
const USUAL_HEADERS: [(&str, &str); 7] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, OPTIONS"),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "7200"),
    ("Content-Type", "application/json; charset=UTF-8"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
];

impl Row {
    fn event(&self) -> Value {
        let (method, target) = self.request.split_once(' ').unwrap();
        let (uri, querystring) = target.split_once('?').unwrap_or((target, ""));
        let headers = match &self.origin {
            Some(origin) => json!({ "origin": [{ "key": "Origin", "value": origin }] }),
            None => json!({}),
        };
        json!({ "Records": [{ "cf": {
            "config": { "eventType": "viewer-request" },
            "request": {
                "method": method, "uri": uri, "querystring": querystring, "headers": headers
            },
        } }] })
    }

    fn response(&self) -> Response {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let usual = USUAL_HEADERS.map(|(name, value)| {
            (name.to_owned(), self.headers.get(name).map_or(value.to_owned(), text))
        });
        let is_usual = |name: &str| USUAL_HEADERS.iter().any(|(usual, _)| *usual == name);
        let own = self.headers.iter().filter(|(name, _)| !is_usual(name));
        let own = own.map(|(name, value)| (name.clone(), text(value)));
        Response {
            status: self.status.to_string(),
            headers: usual.into_iter().chain(own).collect(),
            body: self.body.clone(),
        }
    }
}

/// Takes a request through both steps.
fn answer(api: &Api, items: &Value, row: &Row) -> Response {
    let Event { front_door, request } = Event::parse(&row.event().to_string());
    let request = request.unwrap();
    match api.decide(&request) {
        Decision::Respond(answer) => response(&answer),
        Decision::GetItem(read) => {
            let body = get_item(items, &serde_json::from_str(&read.body()).unwrap()).to_string();
            let outcome = Outcome::from_response(body.as_bytes());
            response(&api.shape(read.route, front_door.response_limit(), outcome))
        }
    }
}

fn response(answer: &Answer) -> Response {
    let fields = header_fields(answer.response.headers());
    Response {
        status: status(answer.response.status()).to_owned(),
        headers: fields.map(|field| (field.key.to_owned(), field.value.to_owned())).collect(),
        body: answer.response.body().map(str::to_owned),
    }
}

/// What DynamoDB answers a GetItem with.
fn get_item(items: &Value, request: &Value) -> Value {
    let key = request["Key"].as_object().unwrap();
    let table = items[request["TableName"].as_str().unwrap()].as_array().unwrap();
    let mut items = table.iter().map(|put| put["PutRequest"]["Item"].as_object().unwrap());
    let has_key =
        |item: &&Map<String, Value>| key.iter().all(|(name, it)| item.get(name) == Some(it));
    let Some(mut item) = items.find(has_key).cloned() else { return json!({}) };
    if let Some(names) = request["ExpressionAttributeNames"].as_object() {
        item.retain(|name, _| names.values().any(|projected| projected == name));
    }
    json!({ "Item": item })
}
