//! What DynamoDB responds.

use std::collections::BTreeMap;

use edge_lookup::cloudfront::EventType;
use edge_lookup::{Answer, Api, Outcome, SizeLimit, proxy_response};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::attribute::{Attribute, attribute, stored};
use crate::invariants::cloudfront::{quota, size};
use crate::invariants::{FRONT_DOORS, all_types, assert_response, generated, rules, shipped};
use crate::values::{changed, json, text};
use crate::{Counterexample, for_all};

#[test]
fn any_bytes_are_answered() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types()];
    for_all(vec(any::<u8>(), 0..64), |response| {
        apis.iter().for_each(|api| assert_response(api, &response));
    })
}

#[test]
fn any_json_is_answered() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types()];
    let response = prop_oneof![json(), json().prop_map(|item| json!({ "Item": item }))];
    for_all(response, |response| {
        let response = response.to_string();
        apis.iter().for_each(|api| assert_response(api, response.as_bytes()));
    })
}

#[test]
fn any_item_is_answered() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types()];
    for_all(item(), |item| {
        let response = response(&item, false);
        apis.iter().for_each(|api| assert_response(api, response.as_bytes()));
    })
}

#[test]
fn any_damage_to_an_item_is_answered() -> Result<(), Counterexample> {
    let apis = [shipped(), all_types()];
    for_all(changed(finished_job()), |response| {
        let response = response.to_string();
        apis.iter().for_each(|api| assert_response(api, response.as_bytes()));
    })
}

#[test]
fn what_is_not_json_is_unavailable() -> Result<(), Counterexample> {
    let cut = (0..finished_job().to_string().len())
        .prop_map(|length| finished_job().to_string().as_bytes()[..length].to_vec());
    for_all(prop_oneof![cut, vec(any::<u8>(), 0..8)], |response| {
        if serde_json::from_slice::<Value>(&response).is_err() {
            assert!(matches!(Outcome::from_response(&response), Outcome::Malformed(_)));
        }
    })
}

#[test]
fn an_item_is_shown_as_its_types_say() -> Result<(), Counterexample> {
    let api = all_types();
    let values = (string(), any::<i64>(), any::<i64>(), any::<bool>(), attribute());
    for_all(values, |(string, integer, number, boolean, any)| {
        let item = BTreeMap::from([
            ("String".to_owned(), Attribute::String(string.clone())),
            ("Integer".to_owned(), Attribute::Number(integer)),
            ("Number".to_owned(), Attribute::Number(number)),
            ("Boolean".to_owned(), Attribute::Boolean(boolean)),
            ("Any".to_owned(), any.clone()),
        ]);
        let any = any.shown();
        let more = if string == "more" { format!(r#","more":{any}"#) } else { String::new() };
        let expected = format!(
            r#"{{"success":true,"string":{},"integer":{integer},"number":{number},"boolean":{boolean},"any":{any}{more}}}"#,
            json!(string)
        );
        assert_eq!(answer(&api, "types", &item, false).response.body(), Some(&*expected));
    })
}

#[test]
fn the_order_of_attributes_does_not_matter() -> Result<(), Counterexample> {
    let api = all_types();
    for_all(item(), |item| {
        for route in api.config().routes() {
            let (forth, back) =
                (answer(&api, route.name(), &item, false), answer(&api, route.name(), &item, true));
            assert_eq!(forth.response, back.response);
        }
    })
}

#[test]
fn an_answer_is_too_large_exactly_when_it_is_over_the_limit() -> Result<(), Counterexample> {
    let api = all_types();
    for over in -1..=1 {
        assert_limit(&api, EventType::OriginRequest, "a", over);
    }
    for_all((text(), -2..=2_isize), |(text, over)| {
        assert_limit(&api, EventType::ViewerRequest, &text, over);
    })
}

#[test]
fn an_answer_is_too_large_when_its_json_is_over_the_limit() -> Result<(), Counterexample> {
    /// By how much an answer may be smaller than the limit and count as too large.
    const MARGIN: usize = 200;
    let api = all_types();
    let [_, route, ..] = api.config().routes() else { panic!("no second route") };
    let forms = select(FRONT_DOORS.to_vec());
    for_all((text(), forms), |(text, front_door)| {
        let response = json!({ "Item": { "V": { "S": text.repeat(9) } } }).to_string();
        let shape = |limit| {
            let outcome = Outcome::from_response(response.as_bytes());
            api.shape(route, SizeLimit::Json(limit), outcome)
        };
        let Some(json) = proxy_response(front_door, &shape(usize::MAX).response) else { return };
        let code = |limit| shape(limit).refusal.map(|refusal| refusal.code());
        assert_eq!(code(json.len() - 1), Some("too-large"));
        assert_eq!(code(json.len() + MARGIN), None);
    })
}

/// An answer that is this many bytes over the limit, mostly with this text, is too large if it is
/// any bytes over.
fn assert_limit(api: &Api, event_type: EventType, text: &str, over: isize) {
    let [_, route, ..] = api.config().routes() else { panic!("no second route") };
    let answer = |text: &str| {
        let response = json!({ "Item": { "V": { "S": text } } }).to_string();
        api.shape(route, event_type.response_limit(), Outcome::from_response(response.as_bytes()))
    };
    let shown = |text: &str| json!(text).to_string().len() - json!("").to_string().len();
    let room = quota(rules(event_type)) - size(&generated(&answer("")));
    let length = room.saturating_add_signed(over);
    let text = text.repeat((length / shown(text).max(1)).saturating_sub(1));
    let text = text.clone() + &"a".repeat(length - shown(&text));
    let code = answer(&text).refusal.map(|refusal| refusal.code());
    assert_eq!(code, (over > 0).then_some("too-large"));
}

/// An item with attributes that are declared somewhere, and others.
fn item() -> impl Strategy<Value = BTreeMap<String, Attribute>> {
    let declared = vec![
        "JobId",
        "JobStatus",
        "ProgressRate",
        "String",
        "Integer",
        "Number",
        "Boolean",
        "Any",
        "V",
    ];
    let name = prop_oneof![9 => select(declared).prop_map(str::to_owned), 1 => text()];
    btree_map(name, attribute(), 0..9)
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof![text(), select(vec!["more", "More", "more ", "mor"]).prop_map(str::to_owned)]
}

fn response(item: &BTreeMap<String, Attribute>, reverse: bool) -> String {
    format!(r#"{{"Item":{}}}"#, stored(item, reverse))
}

fn answer<'a>(
    api: &'a Api,
    route: &str,
    item: &BTreeMap<String, Attribute>,
    reverse: bool,
) -> Answer<'a> {
    let route = api.config().routes().iter().find(|declared| declared.name() == route).unwrap();
    let response = response(item, reverse);
    let outcome = Outcome::from_response(response.as_bytes());
    api.shape(route, EventType::OriginRequest.response_limit(), outcome)
}

fn finished_job() -> Value {
    json!({ "Item": {
        "JobStatus": { "S": "COMPLETE" },
        "ProgressRate": { "N": "100" },
        "DurationMs": { "N": "596458" },
        "WidthPx": { "S": "1280" },
        "HeightPx": { "N": "720" },
        "OutputPath": { "S": "s3://example-output/a.m3u8" },
        "Playlists": { "L": [{ "S": "s3://example-output/a.m3u8" }] },
    } })
}
