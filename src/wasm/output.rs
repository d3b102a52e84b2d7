//! What goes out to JavaScript. The headers, of which most answers have one of a few lists, are made
//! once, and frozen because answers share them: making them anew took most of the time.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, preserve};
use wasm_bindgen::{JsCast, JsValue};

use crate::cache_control::CacheControl;
use crate::decision::{Answer, Decision};
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
    shared: Vec<(CacheControl, JsValue)>,
}

impl Output {
    pub(super) fn new(api: &crate::Api) -> Result<Self, js_sys::Error> {
        let mut shared = Vec::new();
        for headers in api.headers() {
            shared.push((headers.cache_control(), frozen_headers(headers.list().iter())?));
        }
        Ok(Self { shared })
    }

    pub(super) fn decision(&self, decision: &Decision) -> Result<JsValue, js_sys::Error> {
        match decision {
            Decision::Respond(answer) => self.answer(answer),
            Decision::GetItem(read) => to_js(&GetItemJs {
                r#type: DecisionType::GetItem,
                route: read.route.name(),
                trigger: read.trigger,
                body: read.body(),
            }),
        }
    }

    pub(super) fn answer(&self, answer: &Answer) -> Result<JsValue, js_sys::Error> {
        let Answer { response, route, refusal } = answer;
        to_js(&AnswerJs {
            r#type: DecisionType::Respond,
            response: ResponseJs {
                status: response.status().as_str(),
                headers: self.headers(response)?,
                body: response.body(),
            },
            route: route.map(Route::name),
            code: refusal.as_ref().map(|refusal| refusal.code()),
            detail: refusal.as_ref().and_then(|refusal| refusal.detail()),
        })
    }

    fn headers(&self, response: &Response) -> Result<JsValue, js_sys::Error> {
        let cache_control = response.shared_headers().cache_control();
        let shared = self.shared.iter().find(|(other, _)| *other == cache_control);
        match (shared, response.own_header()) {
            (Some((_, headers)), None) => Ok(headers.clone()),
            _ => frozen_headers(response.headers()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum DecisionType {
    Respond,
    GetItem,
}

#[derive(Serialize)]
struct AnswerJs<'a> {
    r#type: DecisionType,
    response: ResponseJs<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// CloudFront's generated response.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>
#[derive(Serialize)]
struct ResponseJs<'a> {
    status: &'static str,
    #[serde(with = "preserve")]
    headers: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

#[derive(Serialize)]
struct GetItemJs<'a> {
    r#type: DecisionType,
    route: &'a str,
    trigger: Trigger,
    body: String,
}

#[derive(Serialize)]
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
