//! What goes out to JavaScript. Objects that are the same for every request are made once, and
//! frozen because requests share them: making them anew took most of a request's time.

use js_sys::{Array, Object, Reflect};
use serde::ser::{Serialize, SerializeMap, Serializer as _};
use serde_wasm_bindgen::{Serializer, preserve};
use wasm_bindgen::{JsCast, JsValue};

use crate::decision::{Answer, Decision};
use crate::get_item::GetItem;
use crate::header::Header;
use crate::response::Response;
use crate::route::Route;
use crate::trigger::Trigger;

const SERIALIZER: Serializer = Serializer::json_compatible();

/// Makes a JavaScript value as `JSON.parse` would.
pub(super) fn to_js(value: &impl Serialize) -> Result<JsValue, js_sys::Error> {
    value.serialize(&SERIALIZER).map_err(error)
}

/// An `Error` to throw.
pub(super) fn error(error: impl ToString) -> js_sys::Error {
    js_sys::Error::new(&error.to_string())
}

/// Writes decisions and answers.
pub(super) struct Output {
    headers: JsValue,
    routes: Vec<RouteOutput>,
}

/// A route's part of a decision to read.
struct RouteOutput {
    name: String,
    name_js: JsValue,
    table: JsValue,
    projection: JsValue,
    attribute_names: JsValue,
}

impl Output {
    pub(super) fn new(api: &crate::Api) -> Result<Self, js_sys::Error> {
        let routes = api.config().routes().iter().map(RouteOutput::new);
        Ok(Self {
            headers: frozen_headers(api.headers().iter())?,
            routes: routes.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn decision(&self, decision: &Decision) -> Result<JsValue, js_sys::Error> {
        match decision {
            Decision::Respond(answer) => self.answer(answer),
            Decision::GetItem(read) => self.get_item(read),
        }
    }

    pub(super) fn answer(&self, answer: &Answer) -> Result<JsValue, js_sys::Error> {
        let Answer { response, refusal } = answer;
        to_js(&AnswerJs {
            r#type: DecisionType::Respond,
            response: ResponseJs {
                status: response.status().as_str(),
                headers: self.headers(response)?,
                body: response.body(),
            },
            code: refusal.as_ref().map(|refusal| refusal.code()),
            detail: refusal.as_ref().and_then(|refusal| refusal.detail()),
        })
    }

    fn headers(&self, response: &Response) -> Result<JsValue, js_sys::Error> {
        match response.own_header() {
            None => Ok(self.headers.clone()),
            Some(_) => frozen_headers(response.headers()),
        }
    }

    fn get_item(&self, read: &GetItem) -> Result<JsValue, js_sys::Error> {
        let name = read.route.name();
        let route = self.routes.iter().find(|route| route.name == name);
        let route = route.ok_or_else(|| error(format_args!("no route {name}")))?;
        to_js(&GetItemJs {
            r#type: DecisionType::GetItem,
            route: route.name_js.clone(),
            trigger: read.trigger,
            input: GetItemInput {
                table: route.table.clone(),
                key: Key { name: read.route.key(), value: KeyValue { s: &read.key } },
                projection: route.projection.clone(),
                attribute_names: route.attribute_names.clone(),
            },
        })
    }
}

impl RouteOutput {
    fn new(route: &Route) -> Result<Self, js_sys::Error> {
        let names = SERIALIZER.collect_map(route.projection().names.iter().map(|(a, b)| (a, b)));
        Ok(Self {
            name: route.name().to_owned(),
            name_js: route.name().into(),
            table: route.table().into(),
            projection: route.projection().expression.as_str().into(),
            attribute_names: Object::freeze(&names.map_err(error)?.into()).into(),
        })
    }
}

#[derive(serde::Serialize)]
#[serde(rename_all = "kebab-case")]
enum DecisionType {
    Respond,
    GetItem,
}

#[derive(serde::Serialize)]
struct AnswerJs<'a> {
    r#type: DecisionType,
    response: ResponseJs<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// CloudFront's generated response.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>
#[derive(serde::Serialize)]
struct ResponseJs<'a> {
    status: &'static str,
    #[serde(with = "preserve")]
    headers: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct GetItemJs<'a> {
    r#type: DecisionType,
    #[serde(with = "preserve")]
    route: JsValue,
    trigger: Trigger,
    input: GetItemInput<'a>,
}

/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html>
#[derive(serde::Serialize)]
struct GetItemInput<'a> {
    #[serde(rename = "TableName", with = "preserve")]
    table: JsValue,
    #[serde(rename = "Key")]
    key: Key<'a>,
    #[serde(rename = "ProjectionExpression", with = "preserve")]
    projection: JsValue,
    #[serde(rename = "ExpressionAttributeNames", with = "preserve")]
    attribute_names: JsValue,
}

struct Key<'a> {
    name: &'a str,
    value: KeyValue<'a>,
}

#[derive(serde::Serialize)]
struct KeyValue<'a> {
    #[serde(rename = "S")]
    s: &'a str,
}

impl Serialize for Key<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.name, &self.value)?;
        map.end()
    }
}

#[derive(serde::Serialize)]
struct HeaderField<'a> {
    key: &'static str,
    value: &'a str,
}

/// Headers as CloudFront takes them: arrays under the name in lower case.
fn frozen_headers<'a>(headers: impl Iterator<Item = &'a Header>) -> Result<JsValue, js_sys::Error> {
    let object = Object::new();
    for (name, value) in headers {
        let field = to_js(&HeaderField { key: name.as_str(), value: value.as_str() })?;
        let fields = Array::of1(&Object::freeze(&field.into()));
        Reflect::set(&object, &name.lower().into(), &Object::freeze(&fields)).map_err(thrown)?;
    }
    Ok(Object::freeze(&object).into())
}

fn thrown(value: JsValue) -> js_sys::Error {
    value.dyn_into().unwrap_or_else(|value| error(format_args!("{value:?}")))
}
