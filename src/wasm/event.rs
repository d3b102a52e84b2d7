//! CloudFront's events as JavaScript has them.

use std::cell::RefCell;

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::JsValue;

use crate::cloudfront::{NotOfThatType, Value};

thread_local! {
    /// The names of members that have been asked for: to make one takes longer than to find it here.
    static NAMES: RefCell<Vec<(&'static str, JsString)>> = const { RefCell::new(Vec::new()) };
}

impl Value for JsValue {
    fn member(&self, name: &'static str) -> Result<Option<Self>, NotOfThatType> {
        let member = get(self, name).map_err(|_| NotOfThatType)?;
        Ok((!member.is_null() && !member.is_undefined()).then_some(member))
    }

    fn first(&self) -> Result<Option<Self>, NotOfThatType> {
        if !Array::is_array(self) {
            return Err(NotOfThatType);
        }
        let first = Reflect::get_u32(self, 0).map_err(|_| NotOfThatType)?;
        Ok((!first.is_undefined()).then_some(first))
    }

    fn text(&self) -> Result<String, NotOfThatType> {
        self.as_string().ok_or(NotOfThatType)
    }
}

fn get(object: &JsValue, name: &'static str) -> Result<JsValue, JsValue> {
    let known = NAMES.with_borrow(|names| {
        let known = names.iter().find(|(known, _)| *known == name);
        known.map(|(_, name)| Reflect::get(object, name))
    });
    known.unwrap_or_else(|| {
        let key = JsString::from(name);
        let member = Reflect::get(object, &key);
        NAMES.with_borrow_mut(|names| names.push((name, key)));
        member
    })
}
