//! Events, and what is decided about them.

use edge_lookup::{Api, Decision, Event, Refusal, Request, Validator};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::invariants::{all_keys, all_types, assert_event, shipped};
use crate::values::{changed, json, text};
use crate::{Counterexample, for_all};

#[test]
fn any_text_is_decided() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types(), all_keys()];
    for_all(text(), |event| apis.iter().for_each(|api| assert_event(api, &event)))
}

#[test]
fn any_json_is_decided() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types(), all_keys()];
    for_all(json(), |event| apis.iter().for_each(|api| assert_event(api, &event.to_string())))
}

#[test]
fn any_damage_to_an_event_is_decided() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types(), all_keys()];
    let request = Asked {
        method: "GET".to_owned(),
        path: "/api/media/status".to_owned(),
        query: "job_id=c123456789012-smb6o7".to_owned(),
        origin: Some("https://www.nightonly.com".to_owned()),
    };
    for_all(changed(request.event("origin-request")), |event| {
        apis.iter().for_each(|api| assert_event(api, &event.to_string()));
    })
}

#[test]
fn any_damage_to_an_event_of_any_front_door_is_decided() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types(), all_keys()];
    let events = select(events()).prop_flat_map(changed);
    for_all(events, |event| {
        apis.iter().for_each(|api| assert_event(api, &event.to_string()));
    })
}

/// Those in `tests/events/`.
fn events() -> Vec<Value> {
    let files = std::fs::read_dir("tests/events").unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    files
        .map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect()
}

#[test]
fn any_request_is_decided() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types(), all_keys()];
    for_all((asked(), select(vec!["viewer-request", "origin-request"])), |(asked, event_type)| {
        apis.iter().for_each(|api| assert_event(api, &asked.event(event_type).to_string()));
    })
}

#[test]
fn a_request_is_decided_as_documented() -> Result<(), Counterexample> {
    let api = shipped();
    for_all((asked(), select(vec!["viewer-request", "origin-request"])), |(asked, event_type)| {
        let event = asked.event(event_type).to_string();
        let request = Event::parse(&event).request.unwrap();
        assert_eq!(decided(&api, &request), asked.documented(event_type));
    })
}

#[test]
fn a_client_learns_what_would_be_decided() -> Result<(), Counterexample> {
    let api = shipped();
    let validator = Validator::load(&api.config().compiled_client()).unwrap();
    for_all(query(), |query| {
        for route in api.config().routes() {
            let validated = validator.validate(route.name(), &query).unwrap();
            let request = Request { query: query.clone(), ..Request::default() };
            let refusal = match api.decide_for(route, &request) {
                Decision::GetItem(_) => None,
                Decision::Respond(answer) => answer.refusal,
            };
            assert_eq!(validated.err(), refusal);
        }
    })
}

#[test]
fn a_client_knows_no_other_route() {
    let client = shipped().config().compiled_client();
    assert_eq!(Validator::load(&client).unwrap().validate("other", ""), None);
}

/// A request as a client makes it.
#[derive(Clone, Debug)]
struct Asked {
    method: String,
    path: String,
    query: String,
    origin: Option<String>,
}

/// Mostly what is answered with a read, or nearly is.
fn asked() -> impl Strategy<Value = Asked> {
    let method = prop_oneof![
        8 => Just("GET"),
        1 => select(vec!["OPTIONS", "HEAD", "POST", "get", ""]),
    ];
    let path = prop_oneof![
        8 => select(vec!["/api/media/job_id", "/api/media/status"]).prop_map(str::to_owned),
        1 => text(),
    ];
    (method.prop_map(str::to_owned), path, query(), origin())
        .prop_map(|(method, path, query, origin)| Asked { method, path, query, origin })
}

fn origin() -> impl Strategy<Value = Option<String>> {
    let beginning = select(vec!["https://", "https://www", "http://", "HTTPS://", " https://", ""]);
    let end = select(vec![".nightonly.com", "nightonly.com", ".nightonly.com.", ".com", "\n", ""]);
    let near = (beginning, text(), end)
        .prop_map(|(beginning, any, end)| beginning.to_owned() + &any + end);
    let allowed = text().prop_map(|any| format!("https://{any}.nightonly.com"));
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(String::new())),
        2 => near.prop_map(Some),
        2 => allowed.prop_map(Some),
    ]
}

fn query() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => select(vec!["input_file=", "job_id="]),
        1 => select(vec!["input%5ffile=", "%6Aob_id=", "job_id", "job+id=", "a=", "=", ""]),
    ];
    vec((name, value()), 0..6).prop_map(|pairs| {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}{value}")).collect();
        pairs.join("&")
    })
}

/// Mostly short, and often about as long as a key may be.
fn value() -> impl Strategy<Value = String> {
    let written =
        ["", "c1-smb6o7", "%E3%81%82", "日", "%", "%4", "%g1", "%+1", "+", "=", "%00", "%0A"];
    let piece = prop_oneof![
        2 => select(written.to_vec()).prop_map(str::to_owned),
        1 => any::<u8>().prop_map(|byte| format!("%{byte:02x}")),
        1 => text(),
    ];
    let times = prop_oneof![62..67_usize, 681..685_usize, 2046..2051_usize];
    prop_oneof![
        2 => vec(piece, 0..4).prop_map(|pieces| pieces.concat()),
        1 => (select(vec!["a", "%41", "日", "%ff"]), times).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

/// The route and the key that are read; or else the refusal's code, which OPTIONS has none.
type Decided = Result<(String, String), Option<&'static str>>;

fn decided(api: &Api, request: &Request) -> Decided {
    match api.decide(request) {
        Decision::GetItem(read) => Ok((read.route.path().to_owned(), read.key.concat())),
        Decision::Respond(answer) => Err(answer.refusal.as_ref().map(Refusal::code)),
    }
}

impl Asked {
    fn event(&self, event_type: &str) -> Value {
        let headers = match &self.origin {
            Some(origin) => json!({ "origin": [{ "key": "Origin", "value": origin }] }),
            None => json!({}),
        };
        json!({ "Records": [{ "cf": {
            "config": { "eventType": event_type },
            "request": {
                "method": self.method,
                "uri": self.path,
                "querystring": self.query,
                "headers": headers,
            },
        } }] })
    }

    /// What docs/answers.md says of this request to the API that ships.
    fn documented(&self, event_type: &str) -> Decided {
        let name = match &*self.path {
            "/api/media/job_id" => "input_file",
            "/api/media/status" => "job_id",
            _ => return Err(Some("no-route")),
        };
        match &*self.method {
            "GET" | "HEAD" => {}
            "OPTIONS" => return Err(None),
            _ => return Err(Some("no-route")),
        }
        if self.origin.as_deref().is_some_and(|origin| !origin.is_empty() && !is_allowed(origin)) {
            return Err(Some("origin"));
        }
        let parameters = match event_type {
            "origin-request" => parameters(&in_cache_key(&self.query, name)),
            _ => parameters(&self.query),
        };
        if parameters.is_empty() {
            return Err(Some("no-parameter"));
        }
        match parameters.iter().find(|parameter| parameter.0 == name) {
            None => Err(Some("parameter-absent")),
            Some((_, value)) if value.is_empty() => Err(Some("parameter-blank")),
            Some((_, value)) if value.len() > 2048 => Err(Some("parameter-invalid")),
            Some((_, value)) => Ok((self.path.clone(), value.clone())),
        }
    }
}

/// `https://.*\.nightonly\.com` without regular expressions.
fn is_allowed(origin: &str) -> bool {
    origin
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_suffix(".nightonly.com"))
        .is_some_and(|any| !any.contains('\n'))
}

/// What of a query string is in the cache key if this is the one parameter.
fn in_cache_key(query: &str, name: &str) -> String {
    let is_name = |pair: &&str| {
        pair.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    query.split('&').filter(is_name).collect::<Vec<_>>().join("&")
}

/// <https://url.spec.whatwg.org/#concept-urlencoded-parser>
fn parameters(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|hex| {
            let digits = std::str::from_utf8(hex).ok()?;
            digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
            u8::from_str_radix(digits, 16).ok()
        });
        let (byte, after) = match (first, escaped) {
            (b'%', Some(byte)) => (byte, &after[2..]),
            (b'+', _) => (b' ', after),
            _ => (first, after),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
