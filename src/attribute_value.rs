//! DynamoDB's `AttributeValue`, as GetItem returns it.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html>

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::number::Number;

/// The attributes of one item by name. Sorted, because DynamoDB gives maps no order and the same
/// item must give the same bytes everywhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Item(BTreeMap<String, AttributeValue>);

impl Item {
    /// The attribute with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.0.get(name)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an item: an object of attribute values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut attributes = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map
                .next_value()
                .map_err(|error| A::Error::custom(format_args!("attribute {name}: {error}")))?;
            attributes.insert(name, value);
        }
        Ok(Item(attributes))
    }
}

/// One value of an item, tagged with DynamoDB's type descriptor.
///
/// ```
/// use edge_lookup::AttributeValue;
///
/// let value: AttributeValue = serde_json::from_str(r#"{"L":[{"N":"1.50"},{"B":"AQI="}]}"#)?;
/// assert_eq!(serde_json::to_string(&value)?, r#"[1.50,"AQI="]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub enum AttributeValue {
    /// `S`
    #[serde(rename = "S")]
    String(String),
    /// `N`
    #[serde(rename = "N")]
    Number(Number),
    /// `B`
    #[serde(rename = "B")]
    Binary(Binary),
    /// `BOOL`
    #[serde(rename = "BOOL")]
    Boolean(bool),
    /// `NULL`
    #[serde(rename = "NULL")]
    Null(bool),
    /// `L`
    #[serde(rename = "L")]
    List(Vec<AttributeValue>),
    /// `M`
    #[serde(rename = "M")]
    Map(Item),
    /// `SS`
    #[serde(rename = "SS")]
    StringSet(Vec<String>),
    /// `NS`
    #[serde(rename = "NS")]
    NumberSet(Vec<Number>),
    /// `BS`
    #[serde(rename = "BS")]
    BinarySet(Vec<Binary>),
}

impl AttributeValue {
    /// The type descriptor, as it stands in DynamoDB's JSON.
    #[must_use]
    pub fn descriptor(&self) -> &'static str {
        match self {
            Self::String(_) => "S",
            Self::Number(_) => "N",
            Self::Binary(_) => "B",
            Self::Boolean(_) => "BOOL",
            Self::Null(_) => "NULL",
            Self::List(_) => "L",
            Self::Map(_) => "M",
            Self::StringSet(_) => "SS",
            Self::NumberSet(_) => "NS",
            Self::BinarySet(_) => "BS",
        }
    }
}

/// Writes the JSON that a reader expects: no type descriptors, sets as arrays, binary as base64.
impl Serialize for AttributeValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Binary(binary) => binary.serialize(serializer),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Self::Null(_) => serializer.serialize_unit(),
            Self::List(values) => serializer.collect_seq(values),
            Self::Map(item) => item.serialize(serializer),
            Self::StringSet(texts) => serializer.collect_seq(texts),
            Self::NumberSet(numbers) => serializer.collect_seq(numbers),
            Self::BinarySet(binaries) => serializer.collect_seq(binaries),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a DynamoDB number"))
    }
}

/// Needs `serde_json`'s serializer: no other keeps a number's digits.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.as_json().to_owned())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// Bytes that JSON shows as base64 (RFC 4648 §4).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Binary(Vec<u8>);

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text).map(Self).map_err(D::Error::custom)
    }
}
