//! Whole configurations of every kind, with requests and items.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::invariants::declaration::assert_declaration;
use crate::{Counterexample, for_all};

#[test]
fn whatever_is_declared_is_refused_or_can_be_used() -> Result<(), Counterexample> {
    let (right, all) = (Cell::new(0), Cell::new(0));
    for_all(vec(any::<u8>(), 600..1200), |bytes| {
        all.set(all.get() + 1);
        if assert_declaration(&bytes) {
            right.set(right.get() + 1);
        }
    })?;
    assert!(right.get() * 2 > all.get(), "only {} of {} are right", right.get(), all.get());
    Ok(())
}
