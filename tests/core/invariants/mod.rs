//! What holds of every request and of every item, whatever they are. The property tests and the
//! fuzz targets look for something of which it does not.

#[path = "../cloudfront/mod.rs"]
pub mod cloudfront;
pub mod declaration;

use cloudfront::{GeneratedResponse, HeaderField, violations};
use edge_lookup::cloudfront::{EventType, header_fields, status};
use edge_lookup::{
    Answer, Api, Config, Decision, Envelope, Event, FrontDoor, GetItem, KeyType, LoadError,
    Outcome, Refusal, Request, SizeLimit, Validator, proxy_response,
};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// What can bring a request.
pub const FRONT_DOORS: [FrontDoor; 7] = [
    FrontDoor::CloudFront(EventType::ViewerRequest),
    FrontDoor::CloudFront(EventType::OriginRequest),
    FrontDoor::HttpApi,
    FrontDoor::FunctionUrl,
    FrontDoor::RestApi,
    FrontDoor::LoadBalancer { multi_value_headers: false },
    FrontDoor::LoadBalancer { multi_value_headers: true },
];

/// The codes of refusals and their statuses, as the table in docs/answers.md has them, but for what is not found.
const REFUSALS: [(&str, &str); 10] = [
    ("no-route", "404"),
    ("origin", "422"),
    ("no-parameter", "400"),
    ("parameter-absent", "400"),
    ("parameter-blank", "422"),
    ("parameter-invalid", "422"),
    ("item", "500"),
    ("unavailable", "503"),
    ("too-large", "500"),
    ("internal", "500"),
];

/// The statuses that can be declared for what is not found; the last is a redirect's.
const NOT_FOUND: [&str; 4] = ["404", "410", "422", "302"];

const REDIRECTS: [&str; 4] = ["301", "302", "307", "308"];

/// How many bytes a partition key and a sort key may have.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const KEY_BYTES: [usize; 2] = [2048, 1024];

/// The API that ships.
pub fn shipped() -> Api {
    api(include_str!("../../../examples/mediaconvert/api.json"))
}

/// Routes with every type of field and every setting; those with one field read the attribute of
/// `tests/cases/fields.json`, whose items a fuzzer can start from.
pub fn all_types() -> Api {
    api(include_str!("all-types.json"))
}

/// Routes with every kind of path, key and answer.
pub fn all_keys() -> Api {
    api(include_str!("all-keys.json"))
}

fn api(config: &str) -> Api {
    Api::new(Config::parse(config).unwrap())
}

/// What comes before the values of a compiled configuration, and of what pages get of it.
pub const COMPILED: &str = "edge-lookup api 2\n";
const CLIENT: &str = "edge-lookup client 2\n";

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
            let parameters = route.parameters().iter();
            let query: Vec<_> = parameters.map(|it| format!("{}=1", it.name())).collect();
            let (path, query) = (Some(route.path().to_owned()), query.join("&"));
            let _ = api.decide(&Request {
                path: path.clone(),
                query: query.clone(),
                ..Request::default()
            });
            let _ = api.decide_for(route, &Request { path, query, ..Request::default() });
            let item = Outcome::from_response(br#"{"Item":{"A":{"S":"1"}}}"#);
            let _ = api.shape(route, SizeLimit::HeadersAndBody(1_000), item);
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
    let Event { front_door, request } = Event::parse(event);
    assert_eq!(
        Event { front_door, request: request.clone() },
        Event::parse(event),
        "the same event reads differently"
    );
    match request {
        Ok(request) => assert_request(api, &request, front_door),
        Err(error) => assert_taken(api, &api.refuse(None, error.into()), front_door),
    }
}

/// Whatever a request is, it is answered or leads to a read, through any handler.
fn assert_request(api: &Api, request: &Request, front_door: FrontDoor) {
    assert_decision(api, &api.decide(request), &api.decide(request), front_door);
    for route in api.config().routes() {
        let decide = || api.decide_for(route, request);
        assert_decision(api, &decide(), &decide(), front_door);
    }
}

fn assert_decision(api: &Api, decision: &Decision, again: &Decision, front_door: FrontDoor) {
    match (decision, again) {
        (Decision::Respond(answer), Decision::Respond(again)) => {
            assert_same(answer, again);
            assert_taken(api, answer, front_door);
        }
        (Decision::GetItem(read), Decision::GetItem(again)) => {
            assert_eq!(read.body(), again.body(), "the same request makes two reads");
            assert_read(read);
        }
        _ => panic!("the same request is answered and leads to a read"),
    }
}

/// DynamoDB takes the read: it has the declared key, of values that a key can have.
fn assert_read(read: &GetItem) {
    let body: Value = serde_json::from_str(&read.body()).unwrap();
    let sent = body["Key"].as_object().unwrap();
    let declared: Vec<_> = read.route.key().collect();
    assert_eq!((sent.len(), read.key.len()), (declared.len(), declared.len()));
    for (((name, key_type), value), limit) in declared.into_iter().zip(&read.key).zip(KEY_BYTES) {
        assert_eq!(sent[name], json!({ key_type.descriptor(): value }));
        assert!((1..=limit).contains(&value.len()), "a key of {} bytes", value.len());
        assert!(
            key_type == KeyType::S || is_printed(value),
            "{value} is not as DynamoDB prints it"
        );
    }
}

/// Whether DynamoDB prints a number like this.
fn is_printed(number: &str) -> bool {
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "1"));
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(integer)
        && are_digits(fraction)
        && !integer.is_empty()
        && !fraction.is_empty()
        && (integer == "0" || !integer.starts_with('0'))
        && !fraction.ends_with('0')
        && number != "-0"
        && number.bytes().filter(u8::is_ascii_digit).count() <= 38
}

/// Whatever DynamoDB responds, it is answered, on any route and through any front door.
pub fn assert_response(api: &Api, response: &[u8]) {
    for route in api.config().routes() {
        for front_door in FRONT_DOORS {
            let shape = || {
                let outcome = Outcome::from_response(response);
                api.shape(route, front_door.response_limit(), outcome)
            };
            let answer = shape();
            assert_same(&answer, &shape());
            assert_taken(api, &answer, front_door);
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

/// The front door takes the answer, and it is a documented one.
fn assert_taken(api: &Api, answer: &Answer, front_door: FrontDoor) {
    let event_type = match front_door {
        FrontDoor::CloudFront(event_type) => event_type,
        _ => {
            assert_proxy(front_door, answer);
            // What CloudFront takes there, all others take.
            EventType::OriginRequest
        }
    };
    assert_accepted(api, answer, event_type);
}

/// The answer is in the form of a Lambda proxy integration, with strings only, and as small as it has to be.
fn assert_proxy(front_door: FrontDoor, answer: &Answer) {
    let json = proxy_response(front_door, &answer.response).unwrap();
    let FrontDoor::LoadBalancer { multi_value_headers } = front_door else {
        assert!(json.len() <= 6 * 1024 * 1024);
        return assert_eq!(proxy(answer, false), serde_json::from_str::<Value>(&json).unwrap());
    };
    let mut expected = proxy(answer, multi_value_headers);
    let description = answer.response.status().description();
    assert!(description.starts_with(&format!("{} ", expected["statusCode"])));
    expected["statusDescription"] = json!(description);
    assert!(json.len() <= 1_000_000);
    assert_eq!(expected, serde_json::from_str::<Value>(&json).unwrap());
}

fn proxy(answer: &Answer, multi_value_headers: bool) -> Value {
    let generated = generated(answer);
    let headers = generated.headers.iter().map(|header| match multi_value_headers {
        true => (header.key.to_owned(), json!([header.value])),
        false => (header.key.to_owned(), json!(header.value)),
    });
    let headers = Value::Object(headers.collect());
    let mut response = json!({
        "statusCode": generated.status.parse::<u16>().unwrap(),
        "body": generated.body.unwrap_or_default(),
        "isBase64Encoded": false,
    });
    let name = if multi_value_headers { "multiValueHeaders" } else { "headers" };
    response[name] = headers;
    response
}

/// CloudFront takes the answer, and it is a documented one.
pub fn assert_accepted(api: &Api, answer: &Answer, event_type: EventType) {
    let response = generated(answer);
    assert_eq!(violations(rules(event_type), &response), [""; 0]);
    assert_caching(api, answer, &response);
    assert_described(api, &response);

    let code = answer.refusal.as_ref().map(Refusal::code);
    let is_documented = match code {
        None => response.status == "200" || REDIRECTS.contains(&response.status),
        Some("not-found") => NOT_FOUND.contains(&response.status),
        Some(code) => REFUSALS.contains(&(code, response.status)),
    };
    assert!(is_documented, "{code:?} with {}", response.status);
    let location = response.headers.iter().find(|header| header.name == "location");
    assert_eq!(location.is_some(), REDIRECTS.contains(&response.status));

    let Some(body) = response.body else {
        assert!(location.is_none_or(|location| location.value.starts_with("http")));
        return assert!(location.is_some() || code.is_none(), "a refusal without a body");
    };
    assert!(location.is_none(), "a redirect with a body");
    let beginning = match (api.config().envelope(), code) {
        (Envelope::Success, None) => r#"{"success":true"#,
        (Envelope::Success, Some(_)) => r#"{"success":false,"message":""#,
        (Envelope::None, None) => "{",
        (Envelope::None, Some(_)) => r#"{"error":""#,
    };
    assert!(body.starts_with(beginning), "{body}");
    assert!(serde_json::from_str::<IgnoredAny>(body).is_ok(), "not JSON: {body}");
}

/// Only an item, or the answer that there is none, may be cached, and separately for each origin unless all
/// are answered alike.
fn assert_caching(api: &Api, answer: &Answer, response: &GeneratedResponse) {
    let values = |name| {
        let named = response.headers.iter().filter(move |header| header.name == name);
        named.map(|header| header.value).collect::<Vec<_>>()
    };
    if values("cache-control") == ["no-store"] {
        return assert_eq!(values("vary"), [""; 0]);
    }
    let is_lookup = match &answer.refusal {
        None => response.body.is_some() || REDIRECTS.contains(&response.status),
        Some(refusal) => matches!(refusal, Refusal::NotFound(_)),
    };
    assert!(is_lookup, "{:?} may be cached", answer.refusal);
    assert!(values("cache-control").iter().all(|value| value.starts_with("max-age=")));
    let reads_headers = api.describe().routes[0].reads_headers;
    assert_eq!((values("cache-control").len(), values("vary")), (1, reads_headers.to_vec()));
}

/// The description says that there are such answers.
fn assert_described(api: &Api, response: &GeneratedResponse) {
    let description = api.describe();
    assert!(
        description.statuses.contains(&response.status.parse().unwrap()),
        "{}",
        response.status
    );
    for header in &response.headers {
        assert!(description.headers.contains(&header.name), "{}", header.name);
    }
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
