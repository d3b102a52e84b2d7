//! Keys that are made of parameters.

use std::cell::Cell;

use edge_lookup::{Api, Config, Decision, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::{Counterexample, for_all};

const SEPARATORS: [&str; 5] = ["#", "--", "-", "-#", "x-x"];

/// A wrong item would be read if it could.
#[test]
fn a_key_is_made_by_one_set_of_values_only() -> Result<(), Counterexample> {
    let separators = vec(select(SEPARATORS.to_vec()), 1..=2);
    let value = || vec(select(vec!['x', '-', '#']), 1..4).prop_map(String::from_iter);
    let constants = || select(vec!["", "x", "-", "#x"]);
    let made = Cell::new(0);
    let shape = (separators, constants(), constants());
    for_all((shape, vec(value(), 3)), |((separators, prefix, suffix), values)| {
        let api = api_of(&separators, prefix, suffix);
        let following = separators.iter().zip(&values[1..]);
        let rest: String =
            following.map(|(separator, value)| format!("{separator}{value}")).collect();
        let text = format!("{}{rest}", values[0]);
        let mut accepted = Vec::new();
        for values in splits(&text, &separators) {
            if let Some(key) = key(&api, &values) {
                assert_eq!(key, format!("{prefix}{text}{suffix}"));
                accepted.push(values);
            }
        }
        assert!(accepted.len() <= 1, "{text:?} with {separators:?} is made by {accepted:?}");
        made.set(made.get() + accepted.len());
    })?;
    assert!(made.get() > 20, "only {} keys", made.get());
    Ok(())
}

#[test]
fn no_value_has_a_text_that_separates_it_from_another() {
    let api = api(&["#"]);
    for values in [["a#", "b"], ["a", "#b"], ["a", "b#c"], ["#", "b"]] {
        assert_eq!(key(&api, &values.map(str::to_owned)), None, "{values:?}");
    }
    assert_eq!(key(&api, &["a", "b"].map(str::to_owned)).unwrap(), "a#b");
}

#[test]
fn a_composed_key_is_as_long_as_dynamodb_takes() {
    let api = api(&["#"]);
    for (length, is_taken) in [(1023, true), (1024, false)] {
        let values = ["a".repeat(1024), "b".repeat(length)];
        assert_eq!(key(&api, &values).is_some(), is_taken, "{length}");
    }
}

#[test]
fn the_value_that_makes_a_key_too_long_is_invalid() {
    let api = api(&["#"]);
    let refused = |query: String| {
        let request = Request { query, path: Some("/a".to_owned()), ..Request::default() };
        match api.decide(&request) {
            Decision::Respond(answer) => answer.refusal.unwrap().message(),
            Decision::GetItem(read) => format!("a key of {} bytes", read.key[0].len()),
        }
    };
    let long = "a".repeat(2047);
    assert_eq!(refused(format!("p0={long}&p1=b")), "Invalid parameter p0.");
    assert_eq!(refused(format!("p0=a&p1={long}")), "Invalid parameter p1.");
}

#[test]
fn a_parameter_may_be_in_both_attributes_and_twice_in_one() {
    let config = json!({
        "dynamodb": { "regions": ["us-east-1"] },
        "routes": [{
            "name": "a",
            "path": "/a/{p0}/{p1}",
            "table": "Table",
            "key": { "PK": "{p0}#{p0}", "SK": "{p0}-{p1}" },
            "fields": ["V"],
        }],
    });
    let api = Api::new(Config::parse(&config.to_string()).unwrap());
    let key = |path: &str| {
        let request = Request { path: Some(path.to_owned()), ..Request::default() };
        match api.decide(&request) {
            Decision::GetItem(read) => Some(read.key),
            Decision::Respond(_) => None,
        }
    };
    assert_eq!(key("/a/b/c").unwrap(), ["b#b", "b-c"]);
    for path in ["/a/b%23/c", "/a/b-/c", "/a/b/-", "/a/b-c/d"] {
        assert_eq!(key(path), None, "{path}");
    }
    let long = "b".repeat(1023);
    assert_eq!(key(&format!("/a/{long}/c")), None, "the sort key is too long");
}

/// A route whose key has a parameter before and after each separator.
fn api(separators: &[&str]) -> Api {
    api_of(separators, "", "")
}

fn api_of(separators: &[&str], prefix: &str, suffix: &str) -> Api {
    let parameters: Vec<_> =
        (0..=separators.len()).map(|index| json!({ "name": format!("p{index}") })).collect();
    let template: String = (0..=separators.len())
        .map(|index| format!("{{p{index}}}{}", separators.get(index).unwrap_or(&"")))
        .collect();
    let config = json!({
        "dynamodb": { "regions": ["us-east-1"] },
        "routes": [{
            "name": "a",
            "path": "/a",
            "parameters": parameters,
            "table": "Table",
            "key": { "PK": format!("{prefix}{template}{suffix}") },
            "fields": ["V"],
        }],
    });
    Api::new(Config::parse(&config.to_string()).unwrap())
}

/// All ways to take a text apart at separators in their order.
fn splits(text: &str, separators: &[&str]) -> Vec<Vec<String>> {
    let Some((first, rest)) = separators.split_first() else {
        return vec![vec![text.to_owned()]];
    };
    let places = text.char_indices().filter_map(|(at, _)| {
        let (before, from) = text.split_at(at);
        Some((before, from.strip_prefix(first)?))
    });
    places
        .flat_map(|(before, after)| {
            let others = splits(after, rest);
            others.into_iter().map(move |values| [vec![before.to_owned()], values].concat())
        })
        .collect()
}

fn key(api: &Api, values: &[String]) -> Option<String> {
    let pairs: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(index, value)| format!("p{index}={}", value.replace('#', "%23")))
        .collect();
    let request =
        Request { query: pairs.join("&"), path: Some("/a".to_owned()), ..Request::default() };
    match api.decide(&request) {
        Decision::GetItem(read) => Some(read.key.concat()),
        Decision::Respond(_) => None,
    }
}
