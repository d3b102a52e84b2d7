//! What goes out to JavaScript. Most answers have one of a few lists of headers: those are made once,
//! and frozen because answers share them. Making them for each answer took most of the time.

use js_sys::{Array, JSON, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::preserve;
use wasm_bindgen::{JsCast, JsValue};

use super::error::{error, to_js};
use crate::config::{Config, LogLevel};
use crate::decision::{Answer, GetItem};
use crate::event::cloudfront::{HeaderField, header_fields, status};
use crate::event::{FrontDoor, proxy_response};
use crate::http::{CacheControl, Response};
use crate::route::Route;

/// Writes decisions and answers.
pub(super) struct Output {
    shared: Vec<(CacheControl, JsValue)>,
}

impl Output {
    pub(super) fn new(api: &crate::Api) -> Result<Self, js_sys::Error> {
        let mut shared = Vec::new();
        for headers in api.headers() {
            shared.push((
                headers.cache_control(),
                frozen_headers(header_fields(headers.list().iter()))?,
            ));
        }
        Ok(Self { shared })
    }

    pub(super) fn settings(config: &Config) -> Result<JsValue, js_sys::Error> {
        let dynamodb = config.dynamodb();
        let routes = config.routes().iter();
        to_js(&SettingsJs {
            regions: &dynamodb.regions,
            deadline_ms: dynamodb.deadline_ms,
            hedge_ms: dynamodb.hedge_ms,
            log_level: config.log_level(),
            routes: routes
                .map(|route| RouteJs { name: route.name(), path: route.path() })
                .collect(),
        })
    }

    pub(super) fn get_item(
        front_door: FrontDoor,
        read: &GetItem,
    ) -> Result<JsValue, js_sys::Error> {
        to_js(&GetItemJs {
            r#type: DecisionType::GetItem,
            route: read.route.name(),
            front_door,
            body: read.body(),
        })
    }

    pub(super) fn answer(
        &self,
        front_door: FrontDoor,
        answer: &Answer,
    ) -> Result<JsValue, js_sys::Error> {
        let Answer { response, route, refusal } = answer;
        to_js(&AnswerJs {
            r#type: DecisionType::Respond,
            response: match proxy_response(front_door, response) {
                Some(json) => JSON::parse(&json).map_err(thrown)?,
                None => to_js(&CloudFrontJs {
                    status: status(response.status()),
                    headers: self.headers(response)?,
                    body: response.body(),
                })?,
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
            _ => frozen_headers(header_fields(response.headers())),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SettingsJs<'a> {
    regions: &'a [String],
    deadline_ms: u32,
    hedge_ms: u32,
    log_level: LogLevel,
    routes: Vec<RouteJs<'a>>,
}

#[derive(Serialize)]
struct RouteJs<'a> {
    name: &'a str,
    path: &'a str,
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
    #[serde(with = "preserve")]
    response: JsValue,
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
struct CloudFrontJs<'a> {
    status: &'static str,
    #[serde(with = "preserve")]
    headers: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GetItemJs<'a> {
    r#type: DecisionType,
    route: &'a str,
    front_door: FrontDoor,
    body: String,
}

fn frozen_headers<'a>(
    headers: impl Iterator<Item = HeaderField<'a>>,
) -> Result<JsValue, js_sys::Error> {
    let object = Object::new();
    for field in headers {
        let fields = Array::of1(&Object::freeze(&to_js(&field)?.into()));
        Reflect::set(&object, &field.name.into(), &Object::freeze(&fields)).map_err(thrown)?;
    }
    Ok(Object::freeze(&object).into())
}

fn thrown(value: JsValue) -> js_sys::Error {
    value.dyn_into().unwrap_or_else(|_| error("a value cannot be made"))
}
