//! The body of a found item.

use super::field::FieldValue;
use crate::http::CacheControl;
use crate::json::JsonString;

/// The answer for an item: `success`, then the fields in their declared order.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    pub(crate) fields: Vec<(&'a JsonString, FieldValue<'a>)>,
    pub(crate) cache_control: CacheControl,
}

impl Found<'_> {
    /// The body, as JSON.
    pub(crate) fn json(&self) -> String {
        let mut json = r#"{"success":true"#.to_owned();
        for (name, value) in &self.fields {
            json.push(',');
            json.push_str(name.as_str());
            json.push(':');
            match value {
                FieldValue::Stored(stored) => stored.write(&mut json),
                FieldValue::Number(number) => json.push_str(number.as_json()),
            }
        }
        json.push('}');
        json
    }
}
