//! Any bytes are refused as a compiled configuration, or they are one.
#![no_main]

use edge_lookup_fuzz::invariants::assert_compiled;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|values: &[u8]| assert_compiled(values));
