//! What goes out to JavaScript. Most answers have one of a few lists of headers: those are made once,
//! and frozen because answers share them. Making them for each answer took most of the time.

use js_sys::{Array, Object};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use super::error::{parse, to_js};
use super::plain_object::PlainObject;
use crate::config::{Config, LogLevel};
use crate::decision::{Answer, GetItem};
use crate::event::cloudfront::{HeaderField, header_fields, status};
use crate::event::{FrontDoor, proxy_response};
use crate::http::{CacheControl, Response};

/// Writes decisions and answers.
pub(super) struct Output {
    shared: Vec<(CacheControl, JsValue)>,
}

impl Output {
    pub(super) fn new(api: &crate::Api) -> Self {
        let shared = api.headers().map(|headers| {
            (headers.cache_control(), frozen_headers(header_fields(headers.list().iter())))
        });
        Self { shared: shared.collect() }
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

    pub(super) fn get_item(front_door: FrontDoor, read: &GetItem) -> JsValue {
        let decision = PlainObject::new();
        decision.set_type("get-item");
        decision.set_route(read.route.name());
        decision.set_front_door(front_door.name());
        decision.set_body(&read.body());
        decision.into()
    }

    pub(super) fn answer(
        &self,
        front_door: FrontDoor,
        answer: &Answer,
    ) -> Result<JsValue, js_sys::Error> {
        let Answer { response, route, refusal } = answer;
        let decision = PlainObject::new();
        decision.set_type("respond");
        decision.set_response(&match proxy_response(front_door, response) {
            Some(json) => parse(&json)?,
            None => self.cloudfront_response(response),
        });
        if let Some(route) = route {
            decision.set_route(route.name());
        }
        if let Some(refusal) = refusal {
            decision.set_code(refusal.code());
            if let Some(detail) = refusal.detail() {
                decision.set_detail(&detail);
            }
        }
        Ok(decision.into())
    }

    /// CloudFront's generated response.
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-generating-http-responses.html>
    fn cloudfront_response(&self, response: &Response) -> JsValue {
        let generated = PlainObject::new();
        generated.set_status(status(response.status()));
        generated.set_headers(&self.headers(response));
        if let Some(body) = response.body() {
            generated.set_body(body);
        }
        generated.into()
    }

    fn headers(&self, response: &Response) -> JsValue {
        let cache_control = response.shared_headers().cache_control();
        let shared = self.shared.iter().find(|(other, _)| *other == cache_control);
        match (shared, response.own_header()) {
            (Some((_, headers)), None) => headers.clone(),
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

fn frozen_headers<'a>(headers: impl Iterator<Item = HeaderField<'a>>) -> JsValue {
    let object = PlainObject::new();
    for HeaderField { name, key, value } in headers {
        let field = PlainObject::new();
        field.set_key(key);
        field.set_value(value);
        object.set(name, &frozen(&Array::of1(&frozen(&field))));
    }
    frozen(&object)
}

fn frozen(value: &JsValue) -> JsValue {
    Object::freeze(value.unchecked_ref::<Object>()).into()
}
