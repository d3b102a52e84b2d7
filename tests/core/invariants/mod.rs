//! What holds of every request and of every item, whatever they are. The property tests and the
//! fuzz targets look for something of which it does not.

#[path = "../cloudfront/mod.rs"]
pub mod cloudfront;

use cloudfront::{GeneratedResponse, HeaderField, violations};
use edge_lookup::cloudfront::{EventType, RequestEvent, header_fields, status};
use edge_lookup::{
    Answer, Api, Config, Decision, GetItem, LoadError, Outcome, Refusal, Request, Validator,
};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// The codes of refusals and their statuses, as the README's table has them.
const REFUSALS: [(&str, &str); 11] = [
    ("no-route", "404"),
    ("origin", "422"),
    ("no-parameter", "400"),
    ("parameter-absent", "400"),
    ("parameter-blank", "422"),
    ("parameter-invalid", "422"),
    ("not-found", "422"),
    ("item", "500"),
    ("unavailable", "503"),
    ("too-large", "500"),
    ("internal", "500"),
];

/// How many bytes a partition key may have.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const KEY_BYTES: std::ops::RangeInclusive<usize> = 1..=2048;

/// The API that ships.
pub fn shipped() -> Api {
    api(include_str!("../../../examples/mediaconvert/api.json"))
}

/// Routes with every type of field and every setting; those with one field read the attribute of
/// `tests/cases/fields.json`, whose items a fuzzer can start from.
pub fn all_types() -> Api {
    api(include_str!("all-types.json"))
}

fn api(config: &str) -> Api {
    Api::new(Config::parse(config).unwrap())
}

/// What comes before the values of a compiled configuration, and of what pages get of it.
pub const COMPILED: &str = "edge-lookup api 1\n";
const CLIENT: &str = "edge-lookup client 1\n";

/// Whatever follows that line, it is refused or it is a configuration that can be used, with a checksum and
/// without.
pub fn assert_compiled(values: &[u8]) {
    for bytes in sealed_and_not(CLIENT, values) {
        assert_eq!(Config::load(&bytes).err(), Some(LoadError::Foreign));
        if let Ok(validator) = Validator::load(&bytes) {
            let _ = validator.validate("/a", "a=b");
        }
    }
    for bytes in sealed_and_not(COMPILED, values) {
        assert_eq!(Validator::load(&bytes).err(), Some(LoadError::Foreign));
        let Ok(config) = Config::load(&bytes) else { continue };
        let api = Api::new(config);
        for route in api.config().routes() {
            let query = format!("{}=a", route.parameter().name());
            let _ = api.decide_for(route, &Request { query, ..Request::default() });
            let item = Outcome::from_response(br#"{"Item":{"A":{"S":"1"}}}"#);
            let _ = api.shape(route, 1_000, item);
        }
        let _ = api.describe().to_json();
    }
}

fn sealed_and_not(line: &str, values: &[u8]) -> [Vec<u8>; 2] {
    let bytes = [line.as_bytes(), values].concat();
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&bytes);
    let sealed = [&bytes[..], &checksum.to_le_bytes()].concat();
    [bytes, sealed]
}

/// Whatever an event is, it is answered or leads to a read.
pub fn assert_event(api: &Api, event: &str) {
    let read = || RequestEvent::parse(event);
    assert_eq!(read(), read(), "the same event reads differently");
    match read() {
        Ok(RequestEvent { event_type, request }) => assert_request(api, &request, event_type),
        Err(error) => {
            let answer = api.refuse(None, Refusal::Internal(error.to_string()));
            assert_accepted(&answer, EventType::ViewerRequest);
        }
    }
}

/// Whatever a request is, it is answered or leads to a read, through any handler.
fn assert_request(api: &Api, request: &Request, event_type: EventType) {
    assert_decision(&api.decide(request), &api.decide(request), event_type);
    for route in api.config().routes() {
        let decide = || api.decide_for(route, request);
        assert_decision(&decide(), &decide(), event_type);
    }
}

fn assert_decision(decision: &Decision, again: &Decision, event_type: EventType) {
    match (decision, again) {
        (Decision::Respond(answer), Decision::Respond(again)) => {
            assert_same(answer, again);
            assert_accepted(answer, event_type);
        }
        (Decision::GetItem(read), Decision::GetItem(again)) => {
            assert_eq!(read.body(), again.body(), "the same request makes two reads");
            assert_read(read);
        }
        _ => panic!("the same request is answered and leads to a read"),
    }
}

/// DynamoDB takes the read, and it is for the key that was declared.
fn assert_read(read: &GetItem) {
    let GetItem { route, key } = read;
    assert!(KEY_BYTES.contains(&key.len()), "a key of {} bytes", key.len());
    assert_eq!(route.parameter().check(key), Ok(()), "{key:?} is not a declared key");
    let body: Value = serde_json::from_str(&read.body()).unwrap();
    let keys = body["Key"].as_object().unwrap();
    assert_eq!(keys.values().collect::<Vec<_>>(), [&json!({ "S": key })]);
}

/// Whatever DynamoDB responds, it is answered, on any route and for any event type.
pub fn assert_response(api: &Api, response: &[u8]) {
    for route in api.config().routes() {
        for event_type in [EventType::ViewerRequest, EventType::OriginRequest] {
            let shape = || {
                let outcome = Outcome::from_response(response);
                api.shape(route, event_type.response_limit(), outcome)
            };
            let answer = shape();
            assert_same(&answer, &shape());
            assert_accepted(&answer, event_type);
        }
    }
}

fn assert_same(answer: &Answer, again: &Answer) {
    assert_eq!(
        (&answer.response, &answer.refusal),
        (&again.response, &again.refusal),
        "the same input has two answers"
    );
}

/// CloudFront takes the answer, and it is a documented one.
pub fn assert_accepted(answer: &Answer, event_type: EventType) {
    let response = generated(answer);
    assert_eq!(violations(rules(event_type), &response), [""; 0]);
    assert_caching(answer, &response);

    let code = answer.refusal.as_ref().map(Refusal::code);
    let documented = match code {
        None => Some("200"),
        Some(code) => REFUSALS.iter().find(|refusal| refusal.0 == code).map(|refusal| refusal.1),
    };
    assert_eq!(documented, Some(response.status), "{code:?}");

    let Some(body) = response.body else {
        return assert_eq!(code, None, "a refusal without a body");
    };
    let beginning = if code.is_none() { r#"{"success":true"# } else { r#"{"success":false"# };
    assert!(body.starts_with(beginning), "{body}");
    assert!(serde_json::from_str::<IgnoredAny>(body).is_ok(), "not JSON: {body}");
}

/// Only an item, or the answer that there is none, may be cached, and only separately per origin.
fn assert_caching(answer: &Answer, response: &GeneratedResponse) {
    let values = |name| {
        let named = response.headers.iter().filter(move |header| header.name == name);
        named.map(|header| header.value).collect::<Vec<_>>()
    };
    if values("cache-control") == ["no-store"] {
        return assert_eq!(values("vary"), [""; 0]);
    }
    let is_lookup = match &answer.refusal {
        None => response.body.is_some(),
        Some(refusal) => *refusal == Refusal::NotFound,
    };
    assert!(is_lookup, "{:?} may be cached", answer.refusal);
    assert!(values("cache-control").iter().all(|value| value.starts_with("max-age=")));
    assert_eq!((values("cache-control").len(), values("vary")), (1, vec!["Origin"]));
}

/// The answer as CloudFront sees it.
pub fn generated<'a>(answer: &'a Answer) -> GeneratedResponse<'a> {
    let fields = header_fields(answer.response.headers());
    GeneratedResponse {
        status: status(answer.response.status()),
        headers: fields
            .map(|field| HeaderField { name: field.name, key: field.key, value: field.value })
            .collect(),
        body: answer.response.body(),
    }
}

/// The event type by which CloudFront's rules go.
pub fn rules(event_type: EventType) -> cloudfront::EventType {
    match event_type {
        EventType::ViewerRequest => cloudfront::EventType::ViewerRequest,
        EventType::OriginRequest => cloudfront::EventType::OriginRequest,
    }
}
