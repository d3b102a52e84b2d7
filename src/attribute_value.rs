//! DynamoDB's `AttributeValue`, as GetItem returns it.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html>

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::number::Number;

/// How deep DynamoDB lets lists and maps nest. A deeper value is refused, so that no item can
/// exhaust the stack.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const NESTING_LIMIT: u8 = 32;

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

    /// Sets an attribute.
    pub fn insert(&mut self, name: impl Into<String>, value: AttributeValue) {
        self.0.insert(name.into(), value);
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        NestedMap(Nested { levels_left: NESTING_LIMIT }).deserialize(deserializer)
    }
}

/// One value of an item, tagged with DynamoDB's type descriptor.
///
/// Binary is read from bytes, as the AWS SDK hands it over, or from base64, as it travels.
///
/// ```
/// use edge_lookup::AttributeValue;
///
/// let value: AttributeValue = serde_json::from_str(r#"{"L":[{"N":"1.50"},{"B":"AQI="}]}"#)?;
/// assert_eq!(serde_json::to_string(&value)?, r#"[1.50,"AQI="]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// `S`
    String(String),
    /// `N`
    Number(Number),
    /// `B`
    Binary(Binary),
    /// `BOOL`
    Boolean(bool),
    /// `NULL`
    Null,
    /// `L`
    List(Vec<AttributeValue>),
    /// `M`
    Map(Item),
    /// `SS`
    StringSet(Vec<String>),
    /// `NS`
    NumberSet(Vec<Number>),
    /// `BS`
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
            Self::Null => "NULL",
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
            Self::Null => serializer.serialize_unit(),
            Self::List(values) => serializer.collect_seq(values),
            Self::Map(item) => item.serialize(serializer),
            Self::StringSet(texts) => serializer.collect_seq(texts),
            Self::NumberSet(numbers) => serializer.collect_seq(numbers),
            Self::BinarySet(binaries) => serializer.collect_seq(binaries),
        }
    }
}

impl<'de> Deserialize<'de> for AttributeValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Nested { levels_left: NESTING_LIMIT }.deserialize(deserializer)
    }
}

/// Reads an attribute value that may hold this many more levels of lists and maps.
#[derive(Clone, Copy)]
struct Nested {
    levels_left: u8,
}

impl Nested {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        match self.levels_left.checked_sub(1) {
            Some(levels_left) => Ok(Self { levels_left }),
            None => Err(E::custom(format_args!("nested deeper than {NESTING_LIMIT} levels"))),
        }
    }
}

/// Commonest first: serde-wasm-bindgen asks an object for one after the other.
const DESCRIPTORS: &[&str] = &["S", "N", "BOOL", "L", "M", "NULL", "SS", "NS", "B", "BS"];

impl<'de> DeserializeSeed<'de> for Nested {
    type Value = AttributeValue;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<AttributeValue, D::Error> {
        deserializer.deserialize_struct("AttributeValue", DESCRIPTORS, self)
    }
}

impl<'de> Visitor<'de> for Nested {
    type Value = AttributeValue;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an attribute value: an object with one type descriptor")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AttributeValue, A::Error> {
        let descriptor = map
            .next_key::<Descriptor>()?
            .ok_or_else(|| A::Error::custom("no type descriptor of DynamoDB's"))?;
        Ok(match descriptor {
            Descriptor::S => AttributeValue::String(map.next_value()?),
            Descriptor::N => AttributeValue::Number(map.next_value()?),
            Descriptor::B => AttributeValue::Binary(map.next_value()?),
            Descriptor::Bool => AttributeValue::Boolean(map.next_value()?),
            Descriptor::Null => map.next_value::<bool>().map(|_| AttributeValue::Null)?,
            Descriptor::L => AttributeValue::List(map.next_value_seed(NestedList(self.deeper()?))?),
            Descriptor::M => AttributeValue::Map(map.next_value_seed(NestedMap(self.deeper()?))?),
            Descriptor::Ss => AttributeValue::StringSet(map.next_value()?),
            Descriptor::Ns => AttributeValue::NumberSet(map.next_value()?),
            Descriptor::Bs => AttributeValue::BinarySet(map.next_value()?),
        })
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "UPPERCASE")]
enum Descriptor {
    S,
    N,
    B,
    Bool,
    Null,
    L,
    M,
    Ss,
    Ns,
    Bs,
}

struct NestedList(Nested);

impl<'de> DeserializeSeed<'de> for NestedList {
    type Value = Vec<AttributeValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for NestedList {
    type Value = Vec<AttributeValue>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of attribute values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(self.0)? {
            values.push(value);
        }
        Ok(values)
    }
}

struct NestedMap(Nested);

impl<'de> DeserializeSeed<'de> for NestedMap {
    type Value = Item;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Item, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for NestedMap {
    type Value = Item;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a map of attribute values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        let mut attributes = BTreeMap::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map
                .next_value_seed(self.0)
                .map_err(|error| A::Error::custom(format_args!("attribute {name}: {error}")))?;
            attributes.insert(name, value);
        }
        Ok(Item(attributes))
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
        deserializer.deserialize_any(BinaryVisitor)
    }
}

struct BinaryVisitor;

impl Visitor<'_> for BinaryVisitor {
    type Value = Binary;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("bytes or base64")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Binary, E> {
        Ok(Binary(bytes.to_vec()))
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Binary, E> {
        Ok(Binary(bytes))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Binary, E> {
        BASE64.decode(text).map(Binary).map_err(E::custom)
    }
}
