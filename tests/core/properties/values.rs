//! Text and JSON of any kind.

use proptest::prelude::*;
use proptest::{collection::vec, sample::select};
use serde_json::{Map, Value};

/// Text in which what means something somewhere is common.
pub fn text() -> impl Strategy<Value = String> + Clone {
    vec(character(), 0..24).prop_map(String::from_iter)
}

fn character() -> impl Strategy<Value = char> + Clone {
    prop_oneof![
        4 => proptest::char::range(' ', '~'),
        2 => select("\0\t\r\n\"\\/%&=+-_.#?<é日\u{85}\u{2028}\u{feff}\u{fffd}😀".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
}

/// Any JSON.
pub fn json() -> impl Strategy<Value = Value> + Clone {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 32, 6, |json| {
        prop_oneof![
            vec(json.clone(), 0..6).prop_map(Value::from),
            vec((text(), json), 0..6).prop_map(|members| Value::from(Map::from_iter(members))),
        ]
    })
}

/// A document of which some parts are replaced by any JSON.
pub fn changed(document: Value) -> impl Strategy<Value = Value> {
    let mut pointers = Vec::new();
    collect_pointers(&document, String::new(), &mut pointers);
    vec((select(pointers), json()), 1..4).prop_map(move |changes| {
        let mut document = document.clone();
        for (pointer, change) in changes {
            if let Some(part) = document.pointer_mut(&pointer) {
                *part = change;
            }
        }
        document
    })
}

/// The JSON pointers (RFC 6901) of all parts. No name in these documents needs an escape.
fn collect_pointers(part: &Value, pointer: String, pointers: &mut Vec<String>) {
    match part {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect_pointers(element, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                collect_pointers(member, format!("{pointer}/{name}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
