//! Patterns beside the `regex` crate, which is the word on their syntax: what one takes the other takes,
//! and what one matches the other matches.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use edge_lookup::{PATTERN_LIMIT, Pattern, PatternError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use regex::bytes::{Regex, RegexBuilder};
use regex_test::RegexTests;
use serde_json::Value;

/// Texts that every pattern of the corpus is tried with, besides its own.
const SHORT: usize = 24;

#[test]
fn they_agree_on_the_corpus_of_the_regex_crate() {
    let mut tests = RegexTests::new();
    for file in fs::read_dir(corpus()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "toml") {
            tests.load(&path).unwrap();
        }
    }
    let of_text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    let mut texts: Vec<String> = tests.iter().filter_map(|it| of_text(it.haystack())).collect();
    texts.retain(|text| text.len() <= SHORT);
    texts.sort();
    texts.dedup();

    let (mut patterns, mut pairs) = (0, 0);
    for test in tests.iter() {
        for expression in test.regexes() {
            let Some((pattern, regex)) = both(expression) else { continue };
            patterns += 1;
            for text in texts.iter().cloned().chain(of_text(test.haystack())) {
                assert_agree(&pattern, &regex, &text);
                pairs += 1;
            }
        }
    }
    assert!(patterns > 700 && pairs > 200_000, "{patterns} patterns, {pairs} pairs");
}

#[test]
fn they_agree_on_random_pairs() {
    let pairs = (expression(), vec(text(), 20));
    let mut runner = TestRunner::new(Config { cases: 2_000, ..Config::default() });
    let agree = runner.run(&pairs, |(expression, texts)| {
        if let Some((pattern, regex)) = both(&expression) {
            for text in texts {
                assert_agree(&pattern, &regex, &text);
            }
        }
        Ok(())
    });
    assert!(agree.is_ok(), "{agree:?}");
}

fn text() -> impl Strategy<Value = String> {
    vec(select(vec!['a', 'B', '0', '.', '-', '\n', 'é']), 0..12).prop_map(String::from_iter)
}

/// Expressions of the letters that texts have.
fn expression() -> impl Strategy<Value = String> {
    let leaf = select(vec![
        "a", "b", "0", "\\.", "-", ".", "[ab]", "[^a]", "\\d", "\\w", "é", "", "^", "$", "\\b",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let repeated = select(vec!["*", "+", "?", "*?", "{2}", "{0,3}", "{1,}"]);
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            vec(inner.clone(), 2..4).prop_map(|parts| format!("(?:{})", parts.join("|"))),
            (inner.clone(), repeated).prop_map(|(part, times)| format!("(?:{part}){times}")),
            inner.prop_map(|part| format!("(?i)({part})")),
        ]
    })
}

#[test]
fn a_table_that_is_too_large_is_refused_with_its_size() {
    let error = Pattern::new(".*foo.{0,20}bar.*").unwrap_err();
    let PatternError::TooLarge { bytes: Some(bytes) } = error else { panic!("{error}") };
    assert!(bytes > PATTERN_LIMIT);
    let expected = format!("its table takes {bytes} bytes, at most 65536 bytes: ");
    assert!(error.to_string().starts_with(&expected), "{error}");
}

#[test]
fn nested_counts_are_refused_without_being_built_whole() {
    let error = Pattern::new("([a-z]{1,50}-){1,50}[a-z]{1,50}").unwrap_err();
    assert!(matches!(error, PatternError::TooLarge { .. }), "{error}");
    let error = Pattern::new("(a|b)*a(a|b){30}").unwrap_err();
    assert_eq!(error, PatternError::TooLarge { bytes: None });
}

#[test]
fn patterns_that_people_have_fit() {
    for expression in [
        r"https://.*\.nightonly\.com",
        r"(?i)https://[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,3}\.example\.com(:\d{1,5})?",
        r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        r"[0-9A-Za-z-]{1,64}",
        r"[^/]{1,255}",
        r"[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}",
        r"日本.*",
    ] {
        let built = Pattern::new(expression);
        assert!(built.is_ok(), "{expression}: {built:?}");
    }
}

/// The expression by both, unless one of them refuses it; then the other does too, but for tables that are
/// too large.
fn both(expression: &str) -> Option<(Pattern, Regex)> {
    let alone = RegexBuilder::new(expression).unicode(false).build();
    match (Pattern::new(expression), alone) {
        (Ok(pattern), Ok(_)) => {
            let whole = |end| format!("\\A(?:{expression}{end})\\z");
            let build = |whole: &str| RegexBuilder::new(whole).unicode(false).build();
            // In the mode `x` a comment may take the bracket; the new line ends it.
            let regex = build(&whole("")).or_else(|_| build(&whole("\n"))).unwrap();
            Some((pattern, regex))
        }
        (Err(PatternError::Syntax(_)), Err(_)) | (Err(PatternError::TooLarge { .. }), Ok(_)) => {
            None
        }
        (pattern, regex) => panic!("{expression}: {pattern:?} and {regex:?}"),
    }
}

fn assert_agree(pattern: &Pattern, regex: &Regex, text: &str) {
    let expected = regex.is_match(text.as_bytes());
    assert_eq!(pattern.matches(text), expected, "{} on {text:?}", pattern.as_str());
}

/// Where Cargo has the sources of the `regex` crate, with its tests.
fn corpus() -> PathBuf {
    let arguments = ["metadata", "--format-version", "1", "--offline"];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let regex = packages.iter().find(|it| it["name"] == "regex").unwrap();
    PathBuf::from(regex["manifest_path"].as_str().unwrap()).with_file_name("testdata")
}
