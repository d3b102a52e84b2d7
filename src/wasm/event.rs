//! CloudFront's events as JavaScript has them: data that JSON has made, so that to get a member
//! cannot throw.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::cloudfront::{NotOfThatType, Value};

/// Declares the members that are ever asked for. A function of its own for each is a call without a
/// name to make and to look up, and tells what is null or undefined in the same call.
macro_rules! members {
    ($($name:ident as $js_name:ident),+ $(,)?) => {
        #[wasm_bindgen]
        extern "C" {
            type Object;
            $(
                #[wasm_bindgen(method, getter, js_name = $js_name)]
                fn $name(this: &Object) -> Option<Object>;
            )+
        }

        fn member(object: &Object, name: &str) -> Option<Object> {
            $(
                if name == stringify!($js_name) {
                    return object.$name();
                }
            )+
            None
        }
    };
}

members! {
    records as Records,
    cf as cf,
    config as config,
    event_type as eventType,
    request as request,
    method as method,
    uri as uri,
    querystring as querystring,
    headers as headers,
    origin as origin,
    value as value,
    route as route,
    trigger as trigger,
}

impl Value for JsValue {
    fn is_object(&self) -> bool {
        Self::is_object(self)
    }

    fn member(&self, name: &'static str) -> Option<Self> {
        member(self.unchecked_ref(), name).map(Self::from)
    }

    fn first(&self) -> Result<Option<Self>, NotOfThatType> {
        let array: &Array = self.dyn_ref().ok_or(NotOfThatType)?;
        let first = array.get(0);
        Ok((!first.is_undefined()).then_some(first))
    }

    fn text(&self) -> Result<String, NotOfThatType> {
        self.as_string().ok_or(NotOfThatType)
    }
}
