//! A model of DynamoDB's attribute values: how they travel, and how docs/configuration.md says they show.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::values::text;

#[derive(Clone, Debug)]
pub enum Attribute {
    String(String),
    Number(i64),
    Binary(Vec<u8>),
    Boolean(bool),
    Null,
    List(Vec<Attribute>),
    Map(BTreeMap<String, Attribute>),
    StringSet(Vec<String>),
    NumberSet(Vec<i64>),
    BinarySet(Vec<Vec<u8>>),
}

/// Any attribute value.
pub fn attribute() -> impl Strategy<Value = Attribute> + Clone {
    let bytes = || vec(any::<u8>(), 0..8);
    let scalar = prop_oneof![
        text().prop_map(Attribute::String),
        any::<i64>().prop_map(Attribute::Number),
        bytes().prop_map(Attribute::Binary),
        any::<bool>().prop_map(Attribute::Boolean),
        Just(Attribute::Null),
        vec(text(), 0..4).prop_map(Attribute::StringSet),
        vec(any::<i64>(), 0..4).prop_map(Attribute::NumberSet),
        vec(bytes(), 0..4).prop_map(Attribute::BinarySet),
    ];
    scalar.prop_recursive(5, 32, 6, |attribute| {
        prop_oneof![
            vec(attribute.clone(), 0..6).prop_map(Attribute::List),
            btree_map(text(), attribute, 0..6).prop_map(Attribute::Map),
        ]
    })
}

impl Attribute {
    /// As GetItem returns it, with a map's members in their order or the other way round.
    pub fn stored(&self, reverse: bool) -> String {
        let numbers = |numbers: &[i64]| Value::from_iter(numbers.iter().map(i64::to_string));
        let binaries =
            |binaries: &[Vec<u8>]| Value::from_iter(binaries.iter().map(|it| BASE64.encode(it)));
        let (descriptor, value) = match self {
            Self::String(text) => ("S", json!(text).to_string()),
            Self::Number(number) => ("N", json!(number.to_string()).to_string()),
            Self::Binary(bytes) => ("B", json!(BASE64.encode(bytes)).to_string()),
            Self::Boolean(boolean) => ("BOOL", boolean.to_string()),
            Self::Null => ("NULL", "true".to_owned()),
            Self::List(values) => ("L", array(values.iter().map(|value| value.stored(reverse)))),
            Self::Map(members) => ("M", stored(members, reverse)),
            Self::StringSet(texts) => ("SS", json!(texts).to_string()),
            Self::NumberSet(set) => ("NS", numbers(set).to_string()),
            Self::BinarySet(set) => ("BS", binaries(set).to_string()),
        };
        format!(r#"{{"{descriptor}":{value}}}"#)
    }

    /// As a field of type `any` shows it.
    pub fn shown(&self) -> String {
        match self {
            Self::String(text) => json!(text).to_string(),
            Self::Number(number) => number.to_string(),
            Self::Binary(bytes) => json!(BASE64.encode(bytes)).to_string(),
            Self::Boolean(boolean) => boolean.to_string(),
            Self::Null => "null".to_owned(),
            Self::List(values) => array(values.iter().map(Attribute::shown)),
            Self::Map(members) => object(members.iter().map(|(name, value)| (name, value.shown()))),
            Self::StringSet(texts) => json!(texts).to_string(),
            Self::NumberSet(numbers) => array(numbers.iter().map(i64::to_string)),
            Self::BinarySet(set) => {
                array(set.iter().map(|bytes| json!(BASE64.encode(bytes)).to_string()))
            }
        }
    }
}

/// An item as GetItem returns it.
pub fn stored(item: &BTreeMap<String, Attribute>, reverse: bool) -> String {
    let mut members: Vec<_> =
        item.iter().map(|(name, value)| (name, value.stored(reverse))).collect();
    if reverse {
        members.reverse();
    }
    object(members.into_iter())
}

fn array(elements: impl Iterator<Item = String>) -> String {
    format!("[{}]", elements.collect::<Vec<_>>().join(","))
}

fn object<'a>(members: impl Iterator<Item = (&'a String, String)>) -> String {
    let members: Vec<_> = members.map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", members.join(","))
}
