//! Any text is a configuration or has mistakes, and whatever is declared, every request is answered within
//! CloudFront's rules or leads to a read that DynamoDB takes.
#![no_main]

use edge_lookup::Config;
use edge_lookup_fuzz::invariants::declaration::assert_declaration;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Config::check(text);
    }
    assert_declaration(bytes);
});
