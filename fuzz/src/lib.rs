//! What the fuzz targets have in common: what they assert is what the property tests assert.

#[path = "../../tests/core/invariants/mod.rs"]
pub mod invariants;
