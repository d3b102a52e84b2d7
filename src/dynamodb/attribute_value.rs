//! DynamoDB's `AttributeValue`, as GetItem returns it.
//!
//! <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html>

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::number::Number;
use crate::json::{Json, JsonObject, JsonString, write_list};

/// The attributes of an item by name. Sorted, because DynamoDB's maps have no order and the same item
/// must give the same bytes everywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item<'a>(BTreeMap<Cow<'a, str>, AttributeValue<'a>>);

impl<'a> Item<'a> {
    /// The attribute with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&AttributeValue<'a>> {
        self.0.get(name)
    }
}

/// One value of an item, tagged with DynamoDB's type descriptor.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue<'a> {
    /// `S`
    String(Cow<'a, str>),
    /// `N`
    Number(Number),
    /// `B`: bytes, as the base64 (RFC 4648 §4) in which DynamoDB sends them.
    Binary(Cow<'a, str>),
    /// `BOOL`
    Boolean(bool),
    /// `NULL`
    Null,
    /// `L`
    List(Vec<Self>),
    /// `M`
    Map(Item<'a>),
    /// `SS`
    StringSet(Vec<Cow<'a, str>>),
    /// `NS`
    NumberSet(Vec<Number>),
    /// `BS`
    BinarySet(Vec<Cow<'a, str>>),
}

impl<'a> Item<'a> {
    /// Reads an item. Errors name attributes but never show values, which may be private.
    pub(crate) fn read(json: Json<'a>) -> Result<Self, String> {
        let Json::Object(members) = json else {
            return Err("expected an object of attribute values".to_owned());
        };
        let mut attributes = BTreeMap::new();
        for (name, json) in members {
            match AttributeValue::read(json) {
                Ok(value) => attributes.insert(name, value),
                Err(reason) => return Err(format!("attribute {name}: {reason}")),
            };
        }
        Ok(Self(attributes))
    }
}

impl<'a> AttributeValue<'a> {
    fn read(json: Json<'a>) -> Result<Self, String> {
        let Json::Object(mut members) = json else {
            return Err("expected an object with a type descriptor".to_owned());
        };
        let (Some((descriptor, json)), true) = (members.pop(), members.is_empty()) else {
            return Err("expected one type descriptor".to_owned());
        };
        match &*descriptor {
            "S" => text(json).map(Self::String),
            "N" => number(json).map(Self::Number),
            "B" => text(json).map(Self::Binary),
            "BOOL" => boolean(&json).map(Self::Boolean),
            "NULL" => boolean(&json).map(|_| Self::Null),
            "L" => each(json, Self::read).map(Self::List),
            "M" => Item::read(json).map(Self::Map),
            "SS" => each(json, text).map(Self::StringSet),
            "NS" => each(json, number).map(Self::NumberSet),
            "BS" => each(json, text).map(Self::BinarySet),
            _ => Err("unknown type descriptor".to_owned()),
        }
    }

    /// The type descriptor, as in DynamoDB's JSON.
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

fn text(json: Json) -> Result<Cow<str>, String> {
    match json {
        Json::String(text) => Ok(text),
        _ => Err("expected a string".to_owned()),
    }
}

fn number(json: Json) -> Result<Number, String> {
    let number = match json {
        Json::String(text) => Number::parse(&text),
        _ => None,
    };
    number.ok_or_else(|| "expected a DynamoDB number in a string".to_owned())
}

fn boolean(json: &Json) -> Result<bool, String> {
    match json {
        Json::Boolean(boolean) => Ok(*boolean),
        _ => Err("expected a boolean".to_owned()),
    }
}

fn each<'a, T>(json: Json<'a>, read: fn(Json<'a>) -> Result<T, String>) -> Result<Vec<T>, String> {
    match json {
        Json::Array(elements) => elements.into_iter().map(read).collect(),
        _ => Err("expected an array".to_owned()),
    }
}

impl AttributeValue<'_> {
    /// Writes plain JSON: no type descriptors, sets as arrays, binary as base64.
    pub(crate) fn write(&self, json: &mut String) {
        match self {
            Self::String(text) | Self::Binary(text) => write_text(json, text),
            Self::Number(number) => json.push_str(number.as_json()),
            Self::Boolean(boolean) => json.push_str(if *boolean { "true" } else { "false" }),
            Self::Null => json.push_str("null"),
            Self::List(values) => write_array(json, values, |json, value| value.write(json)),
            Self::Map(item) => item.write(json),
            Self::StringSet(texts) | Self::BinarySet(texts) => {
                write_array(json, texts, |json, text| write_text(json, text));
            }
            Self::NumberSet(numbers) => {
                write_array(json, numbers, |json, number| json.push_str(number.as_json()));
            }
        }
    }
}

impl Item<'_> {
    fn write(&self, json: &mut String) {
        JsonObject::write(json, |object| self.write_members(object, &[]));
    }

    /// Writes the attributes as members, sorted by name, except for some.
    pub(crate) fn write_members(&self, object: &mut JsonObject, omitted: &[String]) {
        for (name, value) in &self.0 {
            if !omitted.iter().any(|omitted| omitted == name) {
                value.write(object.member(JsonString::new(name).as_str()));
            }
        }
    }
}

fn write_array<T>(json: &mut String, elements: &[T], write: impl Fn(&mut String, &T)) {
    json.push('[');
    write_list(json, elements, write);
    json.push(']');
}

fn write_text(json: &mut String, text: &str) {
    json.push_str(JsonString::new(text).as_str());
}
