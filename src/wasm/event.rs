//! CloudFront's events as JavaScript has them: data that JSON has made, so that getting a member cannot
//! throw.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::event::cloudfront::{EventType, Member, TypeMismatch, Value};

/// Declares a getter for each member. A function of its own for each saves making and looking up a
/// name, and tells null and undefined in the same call. The match is exhaustive, so that a member
/// without a getter fails to compile.
macro_rules! members {
    ($($member:ident $getter:ident $js_name:ident),+ $(,)?) => {
        #[wasm_bindgen]
        extern "C" {
            type Object;
            $(
                #[wasm_bindgen(method, getter, js_name = $js_name)]
                fn $getter(this: &Object) -> Option<Object>;
            )+
            #[wasm_bindgen(method, getter)]
            fn route(this: &Object) -> Option<Object>;
        }

        fn get(object: &Object, member: Member) -> Option<Object> {
            match member {
                $(Member::$member => object.$getter(),)+
            }
        }
    };
}

members! {
    Records records Records,
    Cf cf cf,
    Config config config,
    EventType event_type eventType,
    Request request request,
    Method method method,
    Uri uri uri,
    Querystring querystring querystring,
    Headers headers headers,
    Origin origin origin,
    Value value value,
}

impl Value for JsValue {
    fn is_object(&self) -> bool {
        Self::is_object(self)
    }

    fn member(&self, member: Member) -> Option<Self> {
        get(self.unchecked_ref(), member).map(Self::from)
    }

    fn first(&self) -> Result<Option<Self>, TypeMismatch> {
        let array: &Array = self.dyn_ref().ok_or(TypeMismatch)?;
        let first = array.get(0);
        Ok((!first.is_undefined()).then_some(first))
    }

    fn text(&self) -> Result<String, TypeMismatch> {
        self.as_string().ok_or(TypeMismatch)
    }
}

/// The route and the event type of a decision that was performed.
pub(super) fn performed(read: &JsValue) -> Result<(String, EventType), TypeMismatch> {
    let text = |object: Option<Object>| JsValue::from(object.ok_or(TypeMismatch)?).text();
    let read: &Object = read.unchecked_ref();
    let event_type = EventType::from_name(&text(read.event_type())?).ok_or(TypeMismatch)?;
    Ok((text(read.route())?, event_type))
}
