//! Numbers, which keep their value whatever their size.

use edge_lookup::cloudfront::EventType;
use edge_lookup::{Answer, Api, Outcome, Refusal};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::decimal::{Decimal, decimal_text, digits, sign};
use crate::invariants::{all_types, assert_accepted};
use crate::{Counterexample, for_all};

#[test]
fn an_integer_is_the_stored_number_truncated_toward_zero() -> Result<(), Counterexample> {
    let api = all_types();
    for_all(decimal_text(), |text| {
        let decimal = Decimal::read(&text);
        let expected = decimal.is_in_range().then(|| decimal.truncated());
        assert_eq!(shown(&api, "integer", "N", &text), expected);
    })
}

#[test]
fn a_number_keeps_its_value() -> Result<(), Counterexample> {
    let api = all_types();
    for_all((decimal_text(), select(vec!["N", "S"])), |(text, descriptor)| {
        let decimal = Decimal::read(&text);
        let expected = decimal.is_in_range().then_some(decimal);
        let shown = shown(&api, "number", descriptor, &text);
        assert_eq!(shown.as_deref().map(Decimal::read), expected, "{shown:?}");
    })
}

#[test]
fn an_integer_is_what_python_reads_of_text() -> Result<(), Counterexample> {
    let api = all_types();
    let spaces = || {
        let space = " \t\n\r\u{b}\u{c}\u{1c}\u{1f}\u{85}\u{a0}\u{2003}\u{3000}";
        vec(select(space.chars().collect::<Vec<_>>()), 0..3).prop_map(String::from_iter)
    };
    let groups = vec((1..30_usize).prop_flat_map(digits), 1..4);
    for_all((spaces(), sign(), groups, spaces()), |(before, sign, groups, after)| {
        let text = format!("{before}{sign}{}{after}", groups.join("_"));
        let integer = Decimal::read(&format!("{sign}{}", groups.concat())).truncated();
        assert_eq!(shown(&api, "integer", "S", &text), Some(integer), "{text:?}");
    })
}

#[test]
fn text_that_python_does_not_read_is_no_integer() -> Result<(), Counterexample> {
    let api = all_types();
    let characters = select(" 01234__+-.eE\t１٣".chars().collect::<Vec<_>>());
    for_all(vec(characters, 0..6).prop_map(String::from_iter), |text| {
        let number = text.trim();
        let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
        let is_integer = digits.starts_with(|first: char| first.is_ascii_digit())
            && digits.ends_with(|last: char| last.is_ascii_digit())
            && !digits.contains("__")
            && digits.chars().all(|character| character.is_ascii_digit() || character == '_');
        let integer = is_integer.then(|| Decimal::read(&number.replace('_', "")).truncated());
        assert_eq!(shown(&api, "integer", "S", &text), integer);
    })
}

/// The text of the only field of a route, where the item fits.
fn shown(api: &Api, route: &str, descriptor: &str, text: &str) -> Option<String> {
    let response = json!({ "Item": { "V": { descriptor: text } } }).to_string();
    let outcome = Outcome::from_response(response.as_bytes());
    let declared = api.config().routes().iter().find(|declared| declared.name() == route).unwrap();
    let answer = api.shape(declared, EventType::ViewerRequest.response_limit(), outcome);
    assert_accepted(api, &answer, EventType::ViewerRequest);
    field(&answer, route)
}

fn field(answer: &Answer, name: &str) -> Option<String> {
    let body = answer.response.body().unwrap();
    let value = body
        .strip_prefix(&format!(r#"{{"success":true,"{name}":"#))
        .and_then(|rest| rest.strip_suffix('}'));
    let code = answer.refusal.as_ref().map(Refusal::code);
    assert_eq!(code, if value.is_some() { None } else { Some("item") }, "{body}");
    value.map(str::to_owned)
}
