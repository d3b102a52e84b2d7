//! Configurations, requests and items made of any bytes. Most of the configurations are right.

use arbitrary::{Result, Unstructured};
use edge_lookup::{Api, Config, Decision, ParameterIn, Request, Route};
use serde_json::{Map, Value, json};

use super::{assert_event, assert_response};

const LITERALS: [&str; 6] = ["users", "me", "a.b", "~x", "+", "api"];
const CONSTANTS: [&str; 6] = ["", "USER#", "#", "日", "--", "x"];
const SEPARATORS: [&str; 6] = ["#", "--", "-", "##", "x-x", "日"];
const PATTERNS: [&str; 4] = ["[^/]+", "[0-9A-Za-z-]*", ".*", "(a|b|-|#|1)+"];
const ATTRIBUTES: [&str; 5] = ["V", "name", "a.b", "日", "success"];
const TYPES: [&str; 5] = ["string", "integer", "number", "boolean", "any"];
/// In values, what means something to keys, numbers and paths.
const PIECES: [&str; 20] = [
    "a", "b", "-", "#", "x", "日", "/", ".", "..", "%", "+", " ", "0", "1", "42", "-0", "1.50",
    "1e5", "\u{0}", "USER#",
];

/// Whatever is declared, it is refused with mistakes, or every answer is one that CloudFront takes and every
/// read one that DynamoDB takes; and two sets of parameters never make one key.
///
/// Whether it was right.
pub fn assert_declaration(bytes: &[u8]) -> bool {
    let mut bytes = Unstructured::new(bytes);
    let text = declaration(&mut bytes).unwrap_or_default().to_string();
    let config = match Config::parse(&text) {
        Ok(config) => config,
        Err(error) => {
            assert!(!error.mistakes.is_empty(), "no configuration and no mistake");
            return false;
        }
    };
    let loaded = Config::load(&config.compiled()).unwrap();
    assert_eq!(format!("{loaded:?}"), format!("{config:?}"), "compiling changes it");
    let api = Api::new(loaded);
    let _ = assert_use(&api, &mut bytes);
    true
}

/// As long as there are bytes.
fn assert_use(api: &Api, bytes: &mut Unstructured) -> Result<()> {
    assert_response(api, b"{}");
    for route in api.config().routes() {
        let (one, other) = (values(route, bytes)?, values(route, bytes)?);
        let keys = [&one, &other].map(|values| key(api, route, values));
        if let [Some(one_key), Some(other_key)] = keys {
            assert_eq!(one == other, one_key == other_key, "{one:?} and {other:?}: {one_key:?}");
        }
        for values in [one, other] {
            let Request { path, query, .. } = request(route, &values);
            let method = *bytes.choose(&["GET", "HEAD", "OPTIONS", "POST"])?;
            let event_type = *bytes.choose(&["viewer-request", "origin-request"])?;
            let origin =
                *bytes.choose(&["https://app.example.com", "https://other.test", "null", ""])?;
            let event = json!({ "Records": [{ "cf": {
                "config": { "eventType": event_type },
                "request": {
                    "method": method,
                    "uri": path,
                    "querystring": query,
                    "headers": { "origin": [{ "key": "Origin", "value": origin }] },
                },
            } }] });
            assert_event(api, &event.to_string());
        }
        let mut item = Map::new();
        for name in ATTRIBUTES {
            if let Some(value) = attribute_value(bytes, 2)? {
                item.insert(name.to_owned(), value);
            }
        }
        assert_response(api, json!({ "Item": item }).to_string().as_bytes());
    }
    Ok(())
}

/// The key that a request with these values reads.
fn key(api: &Api, route: &Route, values: &[String]) -> Option<Vec<String>> {
    match api.decide_for(route, &request(route, values)) {
        Decision::GetItem(read) => Some(read.key),
        Decision::Respond(_) => None,
    }
}

/// A request with a value for each parameter.
fn request(route: &Route, values: &[String]) -> Request {
    let mut path = route.path().to_owned();
    let mut query = Vec::new();
    for (parameter, value) in route.parameters().iter().zip(values) {
        let name = parameter.name();
        let escaped: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        match parameter.place() {
            ParameterIn::Path => path = path.replace(&format!("{{{name}}}"), &escaped),
            ParameterIn::Query => query.push(format!("{name}={escaped}")),
        }
    }
    Request { path: Some(path), query: query.join("&"), ..Request::default() }
}

fn values(route: &Route, bytes: &mut Unstructured) -> Result<Vec<String>> {
    route.parameters().iter().map(|_| value(bytes)).collect()
}

fn value(bytes: &mut Unstructured) -> Result<String> {
    let mut value = String::new();
    for _ in 0..bytes.int_in_range(0..=4)? {
        value.push_str(bytes.choose(&PIECES)?);
    }
    // About as long as keys can be.
    if bytes.ratio(1, 16)? {
        value = value.repeat(bytes.int_in_range(100..=1100)?);
    }
    Ok(value)
}

fn declaration(bytes: &mut Unstructured) -> Result<Value> {
    let envelope = *bytes.choose(&["success", "none"])?;
    let mut routes = Vec::new();
    for index in 0..bytes.int_in_range(1..=3)? {
        routes.push(route(bytes, index, envelope)?);
    }
    let mut config = json!({
        "envelope": envelope,
        "dynamodb": { "regions": ["us-east-1"] },
        "routes": routes,
    });
    if bytes.arbitrary()? {
        config["cors"] = json!({ "allowedOrigins": ["https://app\\.example\\.com", "null"] });
    }
    Ok(config)
}

fn route(bytes: &mut Unstructured, index: usize, envelope: &str) -> Result<Value> {
    let (mut path, mut names) = (String::new(), Vec::new());
    for _ in 0..bytes.int_in_range(1..=3)? {
        path.push('/');
        if bytes.arbitrary()? {
            let name = format!("p{}", names.len());
            path.push_str(&format!("{{{name}}}"));
            names.push(name);
        } else {
            path.push_str(bytes.choose(&LITERALS)?);
        }
    }
    let mut parameters = Vec::new();
    for name in &names {
        if bytes.arbitrary()? {
            parameters.push(parameter(bytes, name)?);
        }
    }
    for index in 0..bytes.int_in_range(0..=2)? {
        let name = format!("q.{index}");
        parameters.push(parameter(bytes, &name)?);
        names.push(name);
    }
    let mut route = json!({
        "name": format!("route{index}"),
        "path": path,
        "table": format!("Table{index}"),
        "key": key_declaration(bytes, &names)?,
    });
    if !parameters.is_empty() {
        route["parameters"] = json!(parameters);
    }
    if bytes.arbitrary()? {
        route["cache"] = json!({ "seconds": 60, "staleSeconds": 5 });
    }
    if bytes.arbitrary()? {
        route["notFound"] = bytes.choose(&not_found())?.clone();
    }
    shape(bytes, &mut route, envelope)?;
    Ok(route)
}

fn not_found() -> [Value; 4] {
    [
        json!({ "status": 404 }),
        json!({ "status": 410, "message": "Gone \"for good\"" }),
        json!({ "redirect": "https://example.com/", "cache": { "seconds": 1 } }),
        json!({ "cache": { "seconds": 10 } }),
    ]
}

fn parameter(bytes: &mut Unstructured, name: &str) -> Result<Value> {
    let mut parameter = json!({ "name": name });
    if bytes.arbitrary()? {
        parameter["pattern"] = json!(bytes.choose(&PATTERNS)?);
    }
    if bytes.arbitrary()? {
        parameter["maxLength"] = json!(bytes.int_in_range(1..=2048)?);
    }
    Ok(parameter)
}

/// A key of one attribute or two, in which each name has a place.
fn key_declaration(bytes: &mut Unstructured, names: &[String]) -> Result<Value> {
    if names.len() == 1 && bytes.arbitrary()? {
        return Ok(json!("Id"));
    }
    let mut attributes = vec![Vec::new(), Vec::new()];
    for name in names {
        attributes[usize::from(bytes.arbitrary::<bool>()?)].push(name);
    }
    let mut key = Map::new();
    for (attribute, names) in ["PK", "SK"].into_iter().zip(&attributes) {
        if names.is_empty() && bytes.arbitrary()? {
            continue;
        }
        let value = match names[..] {
            [name] if bytes.arbitrary()? => json!({ "N": format!("{{{name}}}") }),
            [] => json!("CONSTANT"),
            _ => json!(template(bytes, names)?),
        };
        key.insert(attribute.to_owned(), value);
    }
    Ok(json!(key))
}

fn template(bytes: &mut Unstructured, names: &[&String]) -> Result<String> {
    let mut template = (*bytes.choose(&CONSTANTS)?).to_owned();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            template.push_str(bytes.choose(&SEPARATORS)?);
        }
        template.push_str(&format!("{{{name}}}"));
    }
    template.push_str(bytes.choose(&CONSTANTS)?);
    Ok(template)
}

fn shape(bytes: &mut Unstructured, route: &mut Value, envelope: &str) -> Result<()> {
    match bytes.int_in_range(0..=2)? {
        0 => {
            let status = *bytes.choose(&[301, 302, 307, 308])?;
            route["redirect"] = json!({ "attribute": "V", "status": status });
            return Ok(());
        }
        1 => {
            route["fields"] = json!("*");
            route["omit"] = json!(["name"]);
        }
        _ => {
            let (mut fields, names) = (Vec::new(), ["V", "name", "a.b"]);
            for name in names {
                fields.push(field(bytes, name)?);
            }
            route["fields"] = json!(fields);
        }
    }
    if bytes.arbitrary()? || (route["fields"] == "*" && envelope == "success") {
        route["wrap"] = json!("item");
    }
    Ok(())
}

fn field(bytes: &mut Unstructured, name: &str) -> Result<Value> {
    if bytes.arbitrary()? {
        return Ok(json!(name));
    }
    let mut field = json!({ "name": name, "type": bytes.choose(&TYPES)? });
    match bytes.int_in_range(0..=3)? {
        0 => field["optional"] = json!(true),
        1 => field["default"] = Value::Null,
        2 => field["attribute"] = json!(["V", "name", 0]),
        _ => {}
    }
    Ok(field)
}

fn attribute_value(bytes: &mut Unstructured, depth: u32) -> Result<Option<Value>> {
    Ok(Some(match bytes.int_in_range(0..=7)? {
        0 => return Ok(None),
        1 => json!({ "S": value(bytes)? }),
        2 => json!({ "S": format!("https://example.com/{}", value(bytes)?) }),
        3 => json!({ "N": bytes.choose(&["0", "-1.5", "1E+125", "12345678901234567890"])? }),
        4 => json!({ "BOOL": bytes.arbitrary::<bool>()? }),
        5 if depth > 0 => {
            json!({ "L": [attribute_value(bytes, depth - 1)?.unwrap_or(json!({ "NULL": true }))] })
        }
        6 if depth > 0 => {
            json!({ "M": { "name": attribute_value(bytes, depth - 1)?.unwrap_or(json!({ "NULL": true })) } })
        }
        _ => json!({ "NULL": true }),
    }))
}
