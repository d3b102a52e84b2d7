//! Configurations, and what they put into answers.

use edge_lookup::cloudfront::EventType;
use edge_lookup::{Api, Config, HeaderValue, Outcome, Pattern, Refusal};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::invariants::cloudfront::{self, GeneratedResponse, HeaderField, violations};
use crate::invariants::{assert_accepted, assert_event, assert_response};
use crate::values::{changed, json, text};
use crate::{Counterexample, for_all};

#[test]
fn any_text_is_a_configuration_or_has_mistakes() -> Result<(), Counterexample> {
    for_all(text(), |text| assert_configuration(&text))
}

#[test]
fn any_json_is_a_configuration_or_has_mistakes() -> Result<(), Counterexample> {
    for_all(json(), |json| assert_configuration(&json.to_string()))
}

#[test]
fn any_change_to_a_configuration_leaves_one_or_has_mistakes() -> Result<(), Counterexample> {
    for_all(changed(shipped()), |config| assert_configuration(&config.to_string()))
}

#[test]
fn any_allowed_origin_can_be_sent() -> Result<(), Counterexample> {
    let origin = prop_oneof![
        text(),
        text().prop_map(|text| format!("https://a{text}")),
        (0..60_000_usize).prop_map(|length| "https://".to_owned() + &"a".repeat(length)),
    ];
    for_all(origin, |origin| {
        let mut config = shipped();
        config["cors"]["allowedOrigins"] = Value::from(vec!["(?s:.*)"]);
        config["cors"]["allowOrigin"] = Value::from(origin);
        assert_configuration(&config.to_string());
    })
}

#[test]
fn any_parameter_can_be_named_in_an_answer() -> Result<(), Counterexample> {
    let name = prop_oneof![text(), (0..60_000_usize).prop_map(|length| "a".repeat(length))];
    for_all(name, |name| {
        let mut config = shipped();
        config["routes"][0]["parameter"]["name"] = Value::from(name);
        assert_configuration(&config.to_string());
    })
}

#[test]
fn any_header_value_can_be_sent() -> Result<(), Counterexample> {
    for_all(text(), |text| {
        if let Some(value) = HeaderValue::new(text) {
            let header = HeaderField { name: "age", key: "Age", value: value.as_str() };
            let response = GeneratedResponse { status: "200", headers: vec![header], body: None };
            assert_eq!(violations(cloudfront::EventType::ViewerRequest, &response), [""; 0]);
        }
    })
}

#[test]
fn a_pattern_matches_the_whole_text_or_not_at_all() -> Result<(), Counterexample> {
    let text = || vec(select(vec!['a', 'b', '\n']), 0..3).prop_map(String::from_iter);
    for_all((text(), text(), text()), |(one, other, text)| {
        let pattern = Pattern::new(&format!("{one}|{other}")).unwrap();
        assert_eq!(pattern.matches(&text), text == one || text == other);
    })
}

/// Either there is a mistake, and it is said where, or every answer is one that CloudFront takes.
fn assert_configuration(text: &str) {
    let config = match Config::parse(text) {
        Ok(config) => config,
        Err(error) => {
            assert!(!error.mistakes.is_empty(), "no configuration and no mistake");
            for mistake in error.mistakes {
                assert!(
                    mistake.path.as_ref().is_none_or(|path| path.starts_with('$'))
                        && !mistake.message.is_empty(),
                    "{mistake:?}"
                );
            }
            return;
        }
    };
    let api = Api::new(config);
    for method in ["GET", "OPTIONS", "POST"] {
        for query in ["", "a=b", "input_file=", "input_file=a"] {
            let request = format!(
                r#"{{"method":"{method}","uri":"/api/media/job_id","querystring":"{query}"}}"#
            );
            assert_event(&api, &format!(r#"{{"Records":[{{"cf":{{"request":{request}}}}}]}}"#));
        }
    }
    assert_response(&api, br#"{"Item":{"JobId":{"S":"c1"}}}"#);
    for route in api.config().routes() {
        let answer =
            api.shape(route, EventType::ViewerRequest.response_limit(), Outcome::Unavailable);
        assert_eq!(answer.refusal, Some(Refusal::Unavailable { reason: None }));
        assert_accepted(&api, &answer, EventType::ViewerRequest);
    }
}

fn shipped() -> Value {
    serde_json::from_str(include_str!("../../../examples/mediaconvert/api.json")).unwrap()
}
