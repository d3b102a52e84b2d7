//! The answer in the form that API Gateway, function URLs and load balancers take.

use super::front_door::FrontDoor;
use crate::http::Response;
use crate::json::JsonString;

/// The JSON of a response of a Lambda proxy integration; `None` for CloudFront, whose form is another. Header
/// values are strings, and there is always a body: a load balancer answers 502 to anything else.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>,
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer>
#[must_use]
pub fn proxy_response(front_door: FrontDoor, response: &Response) -> Option<String> {
    let (headers, before, after) = match front_door {
        FrontDoor::CloudFront(_) => return None,
        FrontDoor::LoadBalancer { multi_value_headers: true } => {
            (r#","multiValueHeaders":{"#, ":[", "]")
        }
        _ => (r#","headers":{"#, ":", ""),
    };
    let mut json = Json(String::new());
    let status = response.status();
    json.raw(r#"{"statusCode":"#).raw(status.as_str());
    if let FrontDoor::LoadBalancer { .. } = front_door {
        json.raw(r#","statusDescription":"#).text(status.description());
    }
    let mut comma = headers;
    for (name, value) in response.headers() {
        json.raw(comma).text(name.as_str()).raw(before).text(value.as_str()).raw(after);
        comma = ",";
    }
    json.raw(r#"},"body":"#).text(response.body().unwrap_or_default());
    json.raw(r#","isBase64Encoded":false}"#);
    Some(json.0)
}

/// JSON that is written piece by piece, which makes for small code.
struct Json(String);

impl Json {
    #[inline(never)]
    fn raw(&mut self, json: &str) -> &mut Self {
        self.0.push_str(json);
        self
    }

    #[inline(never)]
    fn text(&mut self, text: &str) -> &mut Self {
        self.raw(JsonString::new(text).as_str())
    }
}
