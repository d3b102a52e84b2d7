//! How parameters become the key of an item, so that no two sets of values have the same.

use std::borrow::Cow;

use serde::Deserialize;

use crate::dynamodb::{KeyType, Number};

/// The longest partition key and the longest sort key, in bytes of UTF-8.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
pub const PARTITION_KEY_LIMIT: usize = 2048;
/// See [`PARTITION_KEY_LIMIT`].
pub const SORT_KEY_LIMIT: usize = 1024;

/// The longest number in a key, in bytes: sign, 0, point and digits.
pub(crate) const NUMBER_LIMIT: usize = 41;

/// The key of an item.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct Key {
    pub(crate) partition: KeyAttribute,
    pub(crate) sort: Option<KeyAttribute>,
}

impl Key {
    /// The partition key, and the sort key if there is one.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &KeyAttribute> + Clone {
        std::iter::once(&self.partition).chain(&self.sort)
    }

    /// The attributes' names and types.
    pub(crate) fn schema(&self) -> impl Iterator<Item = (&str, KeyType)> {
        self.attributes().map(|attribute| (attribute.name.as_str(), attribute.values.key_type))
    }

    /// What the attributes ask of the parameters.
    pub(crate) fn values(&self) -> impl Iterator<Item = &KeyValues> + Clone {
        self.attributes().map(|attribute| &attribute.values)
    }
}

/// An attribute of the key: constant text around the values of parameters.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct KeyAttribute {
    pub(crate) name: String,
    /// The value as it is declared.
    pub(crate) template: String,
    pub(crate) prefix: String,
    pub(crate) values: KeyValues,
    pub(crate) suffix: String,
}

/// The parameters in one attribute of the key, and what it asks of their values. A client may know it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct KeyValues {
    pub(crate) key_type: KeyType,
    /// Their places among the parameters of the route.
    pub(crate) parameters: Vec<u32>,
    /// The text between one and the next: there is one less than there are parameters.
    pub(crate) separators: Vec<String>,
    /// What the constant text leaves of the longest key, in bytes.
    pub(crate) bytes_left: u32,
}

impl KeyAttribute {
    /// Its value, if all parameters have one.
    pub(crate) fn value(&self, values: &[Cow<str>]) -> String {
        let mut text = self.prefix.clone();
        for (position, index) in self.values.parameters.iter().enumerate() {
            if position > 0
                && let Some(separator) = self.values.separators.get(position - 1)
            {
                text.push_str(separator);
            }
            text.push_str(value_at(values, *index).unwrap_or_default());
        }
        text.push_str(&self.suffix);
        text
    }
}

impl KeyValues {
    /// Whether the parameter at this place may have its value, after those before it. Where parameters
    /// follow one another, each value ends at the first separator, so a key can be split in one way only.
    pub(crate) fn accepts(&self, index: usize, values: &[Cow<str>]) -> bool {
        let Some(value) = values.get(index) else { return false };
        let mut positions = self.parameters.iter().enumerate();
        positions.all(|(position, other)| match self.key_type {
            _ if usize_of(*other) != index => true,
            KeyType::N => Number::is_canonical(value),
            KeyType::S => {
                self.fits(values)
                    && !self.separators.iter().any(|separator| find(value, separator).is_some())
                    && self.ends_at(position, value)
            }
        })
    }

    /// Whether the key is short enough. A parameter that is not checked yet takes at least one byte.
    fn fits(&self, values: &[Cow<str>]) -> bool {
        let lengths =
            self.parameters.iter().map(|index| value_at(values, *index).map_or(1, str::len));
        lengths.sum::<usize>() <= usize_of(self.bytes_left)
    }

    /// Whether the separator after a value does not begin inside the value already, as `--` does after `x-`.
    fn ends_at(&self, position: usize, value: &str) -> bool {
        let Some(separator) = self.separators.get(position) else { return true };
        find(&format!("{value}{separator}"), separator) == Some(value.len())
    }

    /// How many bytes a parameter may have, the others being as short as they can be.
    pub(crate) fn most_bytes(&self, index: u32) -> u32 {
        match self.key_type {
            KeyType::N => u32_of(NUMBER_LIMIT),
            KeyType::S => {
                let own = self.parameters.iter().filter(|other| **other == index).count();
                let [own, all] = [own, self.parameters.len()].map(u32_of);
                self.bytes_left.saturating_sub(all - own) / own.max(1)
            }
        }
    }
}

/// Where a text first has another. The search of the standard library would weigh 2 kB.
fn find(text: &str, other: &str) -> Option<usize> {
    text.as_bytes().windows(other.len().max(1)).position(|window| window == other.as_bytes())
}

fn value_at<'a>(values: &'a [Cow<str>], index: u32) -> Option<&'a str> {
    values.get(usize_of(index)).map(|value| &**value)
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn u32_of(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
