//! Events as JavaScript has them: data that JSON has made, so that getting a member cannot throw.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::event::value::{Member, TypeMismatch, Value};
use crate::event::{Event, FrontDoor};
use crate::json::Json;

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
            #[wasm_bindgen(method, getter, js_name = frontDoor)]
            fn front_door(this: &Object) -> Option<Object>;
            #[wasm_bindgen(method, setter)]
            fn set_body(this: &Object, body: &JsValue);
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

/// Reads an event. CloudFront's is read where it is; others become JSON, because most of the code is theirs,
/// and is a third of the size if there is only one kind of values.
pub(super) fn read(event: &JsValue) -> Event {
    match event.is_object().then(|| event.member(Member::Records)).flatten() {
        Some(records) => Event::at_the_edge(records),
        None => {
            let text = JSON::stringify(&without_body(event)).ok().and_then(|text| text.as_string());
            let text = text.unwrap_or_default();
            let json = Json::parse(text.as_bytes()).unwrap_or(Json::Null);
            Event::in_a_region(&json)
        }
    }
}

/// A body may have megabytes, and nothing reads it.
fn without_body(event: &JsValue) -> JsValue {
    let copy = js_sys::Object::new();
    js_sys::Object::assign(&copy, event.unchecked_ref());
    copy.unchecked_ref::<Object>().set_body(&JsValue::UNDEFINED);
    copy.into()
}

/// The route and the front door of a decision that was performed.
pub(super) fn performed(read: &JsValue) -> Result<(String, FrontDoor), TypeMismatch> {
    let text = |object: Option<Object>| JsValue::from(object.ok_or(TypeMismatch)?).text();
    let read: &Object = read.unchecked_ref();
    let front_door = FrontDoor::from_name(&text(read.front_door())?).ok_or(TypeMismatch)?;
    Ok((text(read.route())?, front_door))
}
