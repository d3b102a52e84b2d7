//! The compiled form of configurations.

use edge_lookup::{Api, Config, LoadError};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::invariants::{COMPILED, all_keys, all_types, assert_compiled, shipped};
use crate::{Counterexample, for_all};

#[test]
fn what_was_compiled_is_loaded_as_it_was() {
    for api in [shipped(), all_types(), all_keys()] {
        let loaded = Config::load(&api.config().compiled()).unwrap();
        assert_eq!(Api::new(loaded).describe().to_json(), api.describe().to_json());
        assert_eq!(
            format!("{:?}", Config::load(&api.config().compiled())),
            format!("{:?}", Ok::<_, LoadError>(api.config()))
        );
    }
}

#[test]
fn a_changed_byte_is_noticed() -> Result<(), Counterexample> {
    let compiled = all_keys().config().compiled();
    let change = (0..compiled.len(), 1..=255_u8);
    for_all(change, |(index, change)| {
        let mut changed = compiled.clone();
        changed[index] ^= change;
        assert!(Config::load(&changed).is_err(), "{index}");
    })
}

#[test]
fn a_missing_end_is_noticed() {
    let compiled = shipped().config().compiled();
    for length in 0..compiled.len() {
        assert!(Config::load(&compiled[..length]).is_err(), "{length}");
    }
}

#[test]
fn bytes_after_the_values_are_noticed() {
    let compiled = shipped().config().compiled();
    let mut longer = compiled[..compiled.len() - 4].to_vec();
    longer.push(0);
    longer.extend(crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&longer).to_le_bytes());
    assert_eq!(Config::load(&longer).unwrap_err(), LoadError::Damaged);
}

#[test]
fn any_bytes_are_refused_or_a_configuration() -> Result<(), Counterexample> {
    let compiled = all_keys().config().compiled();
    let values = compiled[COMPILED.len()..compiled.len() - 4].to_vec();
    let near = (0..values.len(), vec(any::<u8>(), 1..8)).prop_map(move |(index, bytes)| {
        let mut changed = values.clone();
        let end = changed.len().min(index + bytes.len());
        changed.splice(index..end, bytes);
        changed
    });
    for_all(prop_oneof![vec(any::<u8>(), 0..64), near], |values| assert_compiled(&values))
}

/// Whoever changes the form raises `VERSION` in `src/compiled.rs`, or older runtimes take it for damaged.
#[test]
fn the_form_changes_with_its_version_only() {
    let compiled = [all_types(), all_keys()].map(|api| api.config().compiled()).concat();
    let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(&compiled);
    assert_eq!((COMPILED, checksum), ("edge-lookup api 2\n", GOLDEN));
}

const GOLDEN: u32 = 945_313_193;

#[test]
fn another_version_says_so() {
    let mut compiled = shipped().config().compiled();
    compiled[COMPILED.len() - 2] += 1;
    assert_eq!(Config::load(&compiled).unwrap_err(), LoadError::Version);
}

#[test]
fn what_a_page_gets_names_nothing_that_lies_behind() {
    let config = r##"{
        "dynamodb": { "regions": ["eu-south-2"] },
        "routes": [{
            "name": "route", "path": "/{one}/{two}", "table": "TheTable",
            "key": { "ThePartition": "BEFORE#{one}#{two}#AFTER", "TheSort": "CONSTANT" },
            "fields": ["TheAttribute"]
        }]
    }"##;
    let client = Config::parse(config).unwrap().compiled_client();
    let text = String::from_utf8_lossy(&client);
    let secrets =
        ["eu-south-2", "TheTable", "ThePartition", "BEFORE", "AFTER", "TheSort", "CONSTANT"];
    for secret in secrets.into_iter().chain(["TheAttribute"]) {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(text.contains("one") && text.contains("two"));
}
