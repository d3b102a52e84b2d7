//! What holds of every event, item, number and configuration: each property is tried on
//! generated values. The values are the same in every run, so a failure is not a matter of luck;
//! `PROPERTY_CASES=100000` tries as many for each property, and `npm run fuzz` looks further.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect"
)]

#[path = "../invariants/mod.rs"]
mod invariants;

mod attribute;
mod caching;
mod compiled;
mod configurations;
mod decimal;
mod declarations;
mod events;
mod items;
mod keys;
mod numbers;
mod values;

use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

/// Tries a property on values, and says of which it does not hold, the smallest it can find.
fn for_all<T: fmt::Debug>(
    values: impl Strategy<Value = T>,
    property: impl Fn(T),
) -> Result<(), Counterexample> {
    let cases = std::env::var("PROPERTY_CASES").map_or(256, |cases| cases.parse().unwrap());
    let config = Config { cases, ..Config::default() };
    TestRunner::new(config)
        .run(&values, |value| panic_of(|| property(value)).map_err(TestCaseError::fail))
        .map_err(|error| Counterexample(error.to_string()))
}

thread_local! {
    /// The last panic in a property; `None` outside of one.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs a property without showing its panic, which is one of many while a value gets smaller.
fn panic_of(property: impl FnOnce()) -> Result<(), String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let show = take_hook();
        set_hook(Box::new(move |panic| match PANIC.take() {
            Some(_) => PANIC.set(Some(panic.to_string())),
            None => show(panic),
        }));
    });
    PANIC.set(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(property));
    let panic = PANIC.take().unwrap_or_default();
    outcome.map_err(|_| panic)
}

/// A value of which a property does not hold, and why.
struct Counterexample(String);

impl fmt::Debug for Counterexample {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
