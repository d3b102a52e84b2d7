//! What crosses between JavaScript and the core. Runs in WebAssembly under Node.js.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use edge_lookup::{WasmApi as Api, WasmCompiled as Compiled, WasmValidator as Validator};
use js_sys::{Error, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const JOB_ID: &str = "mediaConvertInputFileToJobIdEdgeApi";

#[wasm_bindgen_test]
fn a_wrong_configuration_is_thrown_as_an_error_with_every_mistake() {
    let config = r#"{
  "dynamodb": { "regions": ["us-east-9"] },
  "routs": []
}"#;
    let error = Compiled::new(config).err().unwrap();
    assert_eq!(String::from(error.name()), "ConfigError");
    let findings = |name: &str| json(&Reflect::get(&error, &name.into()).unwrap());
    assert_eq!(
        findings("mistakes"),
        r#"[{"line":1,"column":1,"path":"$.routes","message":"missing; expected an array of routes"},{"line":3,"column":3,"path":"$.routs","message":"unknown member \"routs\": did you mean \"routes\"?"}]"#
    );
    assert_eq!(
        findings("warnings"),
        r#"[{"line":2,"column":29,"path":"$.dynamodb.regions[0]","message":"\"us-east-9\" is not a Region that this version knows: did you mean \"us-east-1\"?"}]"#
    );
}

#[wasm_bindgen_test]
fn what_is_not_json_has_no_path() {
    let error = Compiled::new("{").err().unwrap();
    let mistakes = json(&Reflect::get(&error, &"mistakes".into()).unwrap());
    assert!(mistakes.contains(r#""path":null"#), "{mistakes}");
}

#[wasm_bindgen_test]
fn the_description_is_json() {
    assert_eq!(
        Compiled::new(PROFILE).unwrap().describe(),
        r##"{"regions":["us-east-1"],"deadlineMs":3000,"hedgeMs":500,"logLevel":"info","envelope":"none","cors":{"allowOrigin":"*","maxAge":7200},"statuses":[200,400,404,422,500,503],"headers":["access-control-allow-origin","access-control-allow-methods","access-control-allow-headers","access-control-max-age","content-type","x-content-type-options","cache-control","vary","location","retry-after"],"routes":[{"name":"profile","path":"/users/{id}","parameters":[{"name":"id","in":"path","type":"string","separators":["#"],"maxBytes":2041},{"name":"v","in":"query","pattern":"[0-9]+","maxLength":3,"type":"string","separators":["#"],"maxBytes":2041}],"table":{"name":"App","partitionKey":{"name":"PK","type":"S","value":"USER#{id}#{v}"},"sortKey":{"name":"SK","type":"N","value":"7"}},"found":{"kind":"item","omit":[]},"notFound":{"status":404,"message":"Not found item."},"readsHeaders":[],"caches":false,"timeToLive":{"min":0,"default":0,"max":1}}]}"##
    );
}

#[wasm_bindgen_test]
fn the_function_learns_its_settings() {
    assert_eq!(
        json(&loaded(PROFILE).settings().unwrap()),
        r#"{"regions":["us-east-1"],"deadlineMs":3000,"hedgeMs":500,"logLevel":"info","routes":[{"name":"profile","path":"/users/{id}"}]}"#
    );
}

#[wasm_bindgen_test]
fn what_is_perhaps_not_meant_is_an_array() {
    let warnings = |config: &str| json(&Compiled::new(config).unwrap().warnings().unwrap());
    assert_eq!(warnings(PROFILE), "[]");
    assert!(warnings(&PROFILE.replace("us-east-1", "us-east-9")).contains(r#""line":3"#));
}

#[wasm_bindgen_test]
fn a_read_is_ready_to_be_sent() {
    let read = decide("({method:'GET',uri:'/api/media/status',querystring:'job_id=c1'})");
    assert_eq!(
        json(&read),
        r##"{"type":"get-item","route":"mediaConvertJobIdToStatusEdgeApi","frontDoor":"viewer-request","body":"{\"TableName\":\"MediaConvertJobIdToStatus\",\"Key\":{\"JobId\":{\"S\":\"c1\"}},\"ProjectionExpression\":\"#0,#1,#2,#3,#4,#5,#6,#7,#8\",\"ExpressionAttributeNames\":{\"#0\":\"JobStatus\",\"#1\":\"ProgressRate\",\"#2\":\"DurationMs\",\"#3\":\"WidthPx\",\"#4\":\"HeightPx\",\"#5\":\"OutputPath\",\"#6\":\"Playlists\",\"#7\":\"ErrorCode\",\"#8\":\"ErrorMessage\"}}"}"##
    );
}

#[wasm_bindgen_test]
fn a_key_with_a_lone_surrogate_becomes_utf_8() {
    let read = decide(r"({method:'GET',uri:'/api/media/job_id',querystring:'input_file=\ud83c'})");
    assert!(json(&read).contains("{\\\"S\\\":\\\"\u{fffd}\\\"}"), "{}", json(&read));
}

#[wasm_bindgen_test]
fn what_requests_share_cannot_be_changed_by_one() {
    let first = decide("({method:'OPTIONS',uri:'/api/media/status'})");
    let change = Function::new_with_args(
        "answer",
        "'use strict'; try { answer.response.headers['cache-control'][0].value = 'public' } \
         catch (error) { return error instanceof TypeError }",
    );
    assert_eq!(change.call1(&JsValue::NULL, &first).unwrap(), JsValue::TRUE);
}

#[wasm_bindgen_test]
fn answers_that_may_be_kept_for_as_long_share_their_headers() {
    let cache = r#""cache":{"seconds":60},"table""#;
    let api = loaded(&EXAMPLE.replace(r#""table""#, cache));
    let headers = |response: &[u8]| {
        let answer = api.shape(read(), Some(response.to_vec())).unwrap();
        let response = Reflect::get(&answer, &"response".into()).unwrap();
        Reflect::get(&response, &"headers".into()).unwrap()
    };
    let (one, other) = (br#"{"Item":{"JobId":{"S":"1"}}}"#, br#"{"Item":{"JobId":{"S":"2"}}}"#);
    assert!(json(&headers(one)).contains(r#""value":"max-age=60, stale-if-error=0""#));
    assert!(Object::is(&headers(one), &headers(other)));
    assert!(!Object::is(&headers(one), &headers(b"{}")));
}

#[wasm_bindgen_test]
fn answers_do_not_share_what_is_their_own() {
    let first = decide("({method:'OPTIONS',uri:'/api/media/status'})");
    let response = Reflect::get(&first, &"response".into()).unwrap();
    Reflect::set(&response, &"status".into(), &"418".into()).unwrap();
    let second = decide("({method:'OPTIONS',uri:'/api/media/status'})");
    assert!(json(&second).contains(r#""status":"200""#));
}

#[wasm_bindgen_test]
fn the_log_learns_which_attribute_is_wrong() {
    let answer = api().shape(read(), Some(br#"{"Item":{"JobId":{"S":1}}}"#.to_vec())).unwrap();
    let detail = Reflect::get(&answer, &"detail".into()).unwrap().as_string().unwrap();
    assert_eq!(detail, "attribute JobId: expected a string");
}

#[wasm_bindgen_test]
fn the_log_learns_why_a_response_is_not_json() {
    let answer =
        api().shape(read(), Some(br#"{"Item":{"JobId":{"S":"\ud83c"}}}"#.to_vec())).unwrap();
    let detail = Reflect::get(&answer, &"detail".into()).unwrap().as_string().unwrap();
    let expected = "response: not JSON: unexpected end of hex escape at line 1 column 30";
    assert_eq!(detail, expected);
    assert!(json(&answer).contains(r#""status":"503""#));
}

#[wasm_bindgen_test]
fn no_response_is_answered_as_unavailable() {
    assert!(json(&api().shape(read(), None).unwrap()).contains(r#""status":"503""#));
}

#[wasm_bindgen_test]
fn the_log_learns_which_member_of_an_event_is_wrong() {
    let answer = decide("({method:'GET',uri:1})");
    let detail = Reflect::get(&answer, &"detail".into()).unwrap().as_string().unwrap();
    assert_eq!(detail, "$.Records[0].cf.request.uri: expected a string");
}

#[wasm_bindgen_test]
fn an_unknown_route_is_thrown_as_an_error() {
    let event = js("({Records:[{cf:{request:{method:'GET'}}}]})");
    let error: Error = api().decide(event, Some("nope".into())).unwrap_err();
    assert_eq!(String::from(error.message()), "no route nope");
}

#[wasm_bindgen_test]
fn the_last_resort_is_an_answer_with_cors_headers() {
    let answer = json(&api().last_resort(JsValue::UNDEFINED).unwrap());
    assert!(answer.contains(r#""status":"500""#), "{answer}");
    assert!(answer.contains("access-control-allow-origin"), "{answer}");
}

#[wasm_bindgen_test]
fn the_last_resort_is_in_the_form_of_the_events_front_door() {
    let event = js("({requestContext:{elb:{}},multiValueHeaders:{}})");
    let answer = json(&api().last_resort(event).unwrap());
    assert!(answer.contains(r#""statusDescription":"500 Internal Server Error""#), "{answer}");
    assert!(answer.contains(r#""Access-Control-Allow-Origin":["*"]"#), "{answer}");
}

#[wasm_bindgen_test]
fn a_read_knows_its_front_door() {
    let event = "({version:'2.0',rawPath:'/api/media/status',rawQueryString:'job_id=c1',\
                  requestContext:{http:{method:'GET'}}})";
    let read = api().decide(js(event), None).unwrap();
    assert!(json(&read).contains(r#""frontDoor":"http-api""#));
    let answer = json(&api().shape(read, Some(b"{}".to_vec())).unwrap());
    assert!(answer.contains(r#""statusCode":422,"headers":{"Access-Control-"#), "{answer}");
}

#[wasm_bindgen_test]
fn an_event_that_cannot_be_json_is_unknown() {
    let answer = json(&api().decide(js("({requestContext:1n})"), None).unwrap());
    assert!(answer.contains(r#""detail":"no known event: "#), "{answer}");
}

#[wasm_bindgen_test]
fn a_request_is_validated_by_a_plain_object_or_null() {
    let validator = Validator::new(&Compiled::new(EXAMPLE).unwrap().client()).unwrap();
    let validate = |parameters| json(&validator.validate(JOB_ID, parameters).unwrap());
    assert_eq!(validate("input_file=a.mp4"), "null");
    assert_eq!(
        validate("input_file="),
        r#"{"status":422,"message":"Not exist parameter input_file.","parameter":"input_file","code":"parameter-blank"}"#
    );
    let error = validator.validate("nope", "").unwrap_err();
    assert_eq!(String::from(error.message()), "no route nope");
}

#[wasm_bindgen_test]
fn what_was_not_compiled_is_not_loaded() {
    let compiled = Compiled::new(EXAMPLE).unwrap();
    let message = |error: Option<Error>| String::from(error.unwrap().message());
    let foreign = "not a compiled api.json for this use: edge-lookup package makes one for the edge, build for pages";
    assert_eq!(message(Api::new(EXAMPLE.as_bytes()).err()), foreign);
    assert_eq!(message(Api::new(&compiled.client()).err()), foreign);
    assert_eq!(message(Validator::new(&compiled.api()).err()), foreign);
}

const PROFILE: &str = r##"{
  "envelope": "none",
  "dynamodb": { "regions": ["us-east-1"] },
  "routes": [{
    "name": "profile",
    "path": "/users/{id}",
    "parameters": [{ "name": "v", "pattern": "[0-9]+", "maxLength": 3 }],
    "table": "App",
    "key": { "PK": "USER#{id}#{v}", "SK": { "N": "7" } },
    "fields": "*",
    "notFound": { "status": 404 }
  }]
}"##;

const EXAMPLE: &str = include_str!("../../examples/mediaconvert/api.json");

fn api() -> Api {
    loaded(EXAMPLE)
}

fn loaded(config: &str) -> Api {
    Api::new(&Compiled::new(config).unwrap().api()).unwrap()
}

/// The decision about a CloudFront request, written in JavaScript.
fn decide(request: &str) -> JsValue {
    let event = js(&format!("({{Records:[{{cf:{{request:{request}}}}}]}})"));
    api().decide(event, None).unwrap()
}

fn read() -> JsValue {
    let read = Object::new();
    Reflect::set(&read, &"route".into(), &JOB_ID.into()).unwrap();
    Reflect::set(&read, &"frontDoor".into(), &"viewer-request".into()).unwrap();
    read.unchecked_into()
}

fn js(expression: &str) -> JsValue {
    js_sys::eval(expression).unwrap()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}
