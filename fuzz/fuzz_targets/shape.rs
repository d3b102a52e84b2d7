//! Anything that comes back from DynamoDB is answered, within every rule.
#![no_main]

use std::sync::LazyLock;

use edge_lookup::Api;
use edge_lookup_fuzz::invariants::{all_keys, all_types, assert_response, shipped};
use libfuzzer_sys::fuzz_target;

static APIS: LazyLock<[Api; 3]> = LazyLock::new(|| [shipped(), all_types(), all_keys()]);

fuzz_target!(|response: &[u8]| APIS.iter().for_each(|api| assert_response(api, response)));
