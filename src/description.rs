//! What everything around the core needs to know about an API.
//!
//! It is the only form in which `api.json` leaves the core: the template, the attachment, the local
//! edge and pages render it, and none of them reads the file again.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::api::Api;
use crate::config::LogLevel;
use crate::dynamodb::KeyType;
use crate::event::cloudfront::TimeToLive;
use crate::http::{CacheControl, Cors, Envelope, HeaderName, Status};
use crate::json::JsonString;
use crate::pattern::Pattern;
use crate::route::{
    Absent, Case, Field, FieldType, KeyAttribute, Members, NotFoundAnswer, Parameter, ParameterIn,
    Route, Shape, Step,
};

/// An API, described.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Description<'a> {
    /// AWS Regions that hold the tables, at least one.
    pub regions: &'a [String],
    /// How long a read may take in total, in milliseconds.
    pub deadline_ms: u32,
    /// How long to wait for one Region before the next is asked too, in milliseconds.
    pub hedge_ms: u32,
    /// How much is logged.
    pub log_level: LogLevel,
    /// The form of JSON bodies.
    pub envelope: Envelope,
    /// Which pages may read the answers.
    pub cors: CorsDescription<'a>,
    /// The status codes that answers can have, in ascending order.
    pub statuses: Vec<u16>,
    /// The names of the headers that answers can have, in lower case, each once.
    pub headers: [&'static str; 10],
    /// The routes, in the order of their declaration.
    pub routes: Vec<RouteDescription<'a>>,
}

/// Cross-origin resource sharing, described.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CorsDescription<'a> {
    /// The regular expressions of the origins that are answered; absent if every one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_origins: Option<Vec<&'a str>>,
    /// The value of `Access-Control-Allow-Origin`.
    pub allow_origin: &'a str,
    /// How long browsers may store the answer to a preflight request, in seconds.
    pub max_age: u32,
}

/// A route, described.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteDescription<'a> {
    /// The route's name.
    pub name: &'a str,
    /// The path, with each parameter in it as `{name}`.
    pub path: &'a str,
    /// The parameters, in the order of their checks: those of the path come first.
    pub parameters: Vec<ParameterDescription<'a>>,
    /// The table that it reads.
    pub table: TableDescription<'a>,
    /// The answer where there is such an item.
    pub found: FoundDescription<'a>,
    /// The answer where there is no such item.
    pub not_found: NotFoundDescription<'a>,
    /// The request headers on which its answers depend.
    pub reads_headers: &'static [&'static str],
    /// Whether any answer may be cached: of a found item, or that there is none.
    pub caches: bool,
    /// How long CloudFront may cache the answers at origin-request.
    pub time_to_live: TimeToLive,
}

/// A parameter, described.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterDescription<'a> {
    /// The name.
    pub name: &'a str,
    /// Where a request has it.
    pub r#in: ParameterIn,
    /// The regular expression that the whole value has to match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'a str>,
    /// In Unicode code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// In Unicode code points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// What the key needs it to be.
    pub r#type: ParameterType,
    /// Texts that the value may not contain, because they separate it from others in the key.
    pub separators: Vec<&'a str>,
    /// The longest value that the key has room for, in bytes of UTF-8.
    pub max_bytes: u32,
}

/// What a parameter's value is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ParameterType {
    /// Any text.
    String,
    /// A number as DynamoDB prints it.
    Number,
}

/// The answer where there is such an item, described.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum FoundDescription<'a> {
    /// The declared fields.
    Fields {
        /// In their order.
        fields: Vec<FieldDescription<'a>>,
        /// Further fields that depend on an attribute.
        cases: Vec<CaseDescription<'a>>,
        /// The member that holds them.
        #[serde(skip_serializing_if = "Option::is_none")]
        wrap: Option<String>,
    },
    /// All attributes.
    Item {
        /// Those that are left out.
        omit: &'a [String],
        /// The member that holds them.
        #[serde(skip_serializing_if = "Option::is_none")]
        wrap: Option<String>,
    },
    /// A redirect.
    Redirect {
        /// The status code.
        status: u16,
        /// The attribute that holds the URL.
        attribute: &'a str,
    },
}

/// Further fields that depend on an attribute, described.
#[derive(Clone, Debug, Serialize)]
pub struct CaseDescription<'a> {
    /// The attribute.
    pub attribute: &'a str,
    /// Its value.
    pub equals: &'a str,
    /// The fields.
    pub fields: Vec<FieldDescription<'a>>,
}

/// A field of the answer, described.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDescription<'a> {
    /// The name.
    pub name: String,
    /// The attribute that holds its value, and the way to it inside that.
    pub attribute: Vec<StepDescription<'a>>,
    /// The type.
    pub r#type: FieldType,
    /// Whether the answer may lack it.
    pub optional: bool,
    /// What is answered where the item lacks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Box<RawValue>>,
}

/// A step into an item, described.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(untagged)]
pub enum StepDescription<'a> {
    /// An attribute, or a value of a map.
    Name(&'a str),
    /// An element of a list.
    Index(u32),
}

/// The answer where there is no such item, described.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum NotFoundDescription<'a> {
    /// A refusal.
    Refusal {
        /// The status code.
        status: u16,
        /// The message.
        message: &'a str,
    },
    /// A redirect with status 302.
    Redirect {
        /// The URL.
        redirect: &'a str,
    },
}

/// A DynamoDB table, described.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableDescription<'a> {
    /// The name.
    pub name: &'a str,
    /// The partition key.
    pub partition_key: KeyDescription<'a>,
    /// The sort key, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_key: Option<KeyDescription<'a>>,
}

/// An attribute of a table's key, described.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct KeyDescription<'a> {
    /// The attribute's name.
    pub name: &'a str,
    /// Its type.
    pub r#type: KeyType,
    /// How the route makes its value of parameters, as declared: `USER#{id}`.
    pub value: &'a str,
}

impl Api {
    /// Describes the API.
    ///
    /// ```
    /// use edge_lookup::{Api, Config};
    ///
    /// let config = include_str!("../examples/mediaconvert/api.json");
    /// let api = Api::new(Config::parse(config).unwrap());
    /// let description = api.describe();
    /// assert_eq!(description.regions, ["ap-northeast-1"]);
    /// assert_eq!(description.statuses, [200, 400, 404, 422, 500, 503]);
    /// assert_eq!(description.routes[1].table.partition_key.name, "JobId");
    /// ```
    #[must_use]
    pub fn describe(&self) -> Description<'_> {
        let config = self.config();
        let dynamodb = config.dynamodb();
        // Each answer depends on it: a disallowed origin gets a refusal.
        let reads_headers: &[_] = if config.cors.reads_origin() { &["Origin"] } else { &[] };
        Description {
            regions: &dynamodb.regions,
            deadline_ms: dynamodb.deadline_ms,
            hedge_ms: dynamodb.hedge_ms,
            log_level: config.log_level(),
            envelope: config.envelope(),
            cors: config.cors.describe(),
            statuses: self.statuses(),
            headers: HeaderName::ALL.map(HeaderName::lower),
            routes: config.routes().iter().map(|route| route.describe(reads_headers)).collect(),
        }
    }

    fn statuses(&self) -> Vec<u16> {
        let config = self.config();
        let mut statuses = vec![
            Status::Ok,
            Status::NotFound,
            Status::InternalServerError,
            Status::ServiceUnavailable,
        ];
        if config.cors.reads_origin() {
            statuses.push(Status::UnprocessableContent);
        }
        for route in config.routes() {
            for parameter in &route.parameters {
                statuses.push(Status::UnprocessableContent);
                if parameter.place == ParameterIn::Query {
                    statuses.push(Status::BadRequest);
                }
            }
            statuses.push(route.not_found.answer.status());
            if let Shape::Redirect { status, .. } = route.shape {
                statuses.push(status);
            }
        }
        statuses.sort_unstable();
        statuses.dedup();
        statuses.into_iter().map(Status::as_u16).collect()
    }
}

impl Cors {
    fn describe(&self) -> CorsDescription<'_> {
        let allowed = self.allowed_origins.as_ref();
        CorsDescription {
            allowed_origins: allowed.map(|all| all.iter().map(Pattern::as_str).collect()),
            allow_origin: self.allow_origin.as_str(),
            max_age: self.max_age,
        }
    }
}

impl Route {
    fn describe(&self, reads_headers: &'static [&'static str]) -> RouteDescription<'_> {
        let longest =
            self.cache_controls().map(CacheControl::total_seconds).max().unwrap_or_default();
        RouteDescription {
            name: &self.name,
            path: &self.path.text,
            parameters: (0..)
                .zip(&self.parameters)
                .map(|(i, it)| self.describe_parameter(i, it))
                .collect(),
            table: TableDescription {
                name: &self.table,
                partition_key: self.key.partition.describe(),
                sort_key: self.key.sort.as_ref().map(KeyAttribute::describe),
            },
            found: self.shape.describe(),
            not_found: self.not_found.answer.describe(),
            reads_headers,
            caches: longest > 0,
            time_to_live: TimeToLive::of(longest),
        }
    }

    fn describe_parameter<'a>(
        &'a self,
        index: u32,
        parameter: &'a Parameter,
    ) -> ParameterDescription<'a> {
        let parts = || self.key.values().filter(move |part| part.parameters.contains(&index));
        let is_number = parts().any(|part| part.key_type == KeyType::N);
        let mut separators: Vec<&str> =
            parts().flat_map(|part| &part.separators).map(String::as_str).collect();
        separators.sort_unstable();
        separators.dedup();
        ParameterDescription {
            name: &parameter.name,
            r#in: parameter.place,
            pattern: parameter.pattern.as_ref().map(Pattern::as_str),
            min_length: parameter.min_length,
            max_length: parameter.max_length,
            r#type: if is_number { ParameterType::Number } else { ParameterType::String },
            separators,
            max_bytes: parts().map(|part| part.most_bytes(index)).min().unwrap_or_default(),
        }
    }
}

impl KeyAttribute {
    fn describe(&self) -> KeyDescription<'_> {
        KeyDescription { name: &self.name, r#type: self.values.key_type, value: &self.template }
    }
}

impl Shape {
    fn describe(&self) -> FoundDescription<'_> {
        match self {
            Self::Object { members: Members::Fields { fields, cases }, wrap } => {
                FoundDescription::Fields {
                    fields: fields.iter().map(Field::describe).collect(),
                    cases: cases.iter().map(Case::describe).collect(),
                    wrap: wrap.as_ref().map(JsonString::text),
                }
            }
            Self::Object { members: Members::Item { omit }, wrap } => {
                FoundDescription::Item { omit, wrap: wrap.as_ref().map(JsonString::text) }
            }
            Self::Redirect { attribute, status } => {
                FoundDescription::Redirect { status: status.as_u16(), attribute }
            }
        }
    }
}

impl Case {
    fn describe(&self) -> CaseDescription<'_> {
        CaseDescription {
            attribute: &self.attribute,
            equals: &self.equals,
            fields: self.fields.iter().map(Field::describe).collect(),
        }
    }
}

impl Field {
    fn describe(&self) -> FieldDescription<'_> {
        let steps = self.path.steps.iter().map(|step| match step {
            Step::Name(name) => StepDescription::Name(name),
            Step::Index(index) => StepDescription::Index(*index),
        });
        FieldDescription {
            name: self.name.text(),
            attribute: std::iter::once(StepDescription::Name(&self.path.attribute))
                .chain(steps)
                .collect(),
            r#type: self.kind,
            optional: self.absent == Absent::Omitted,
            default: match &self.absent {
                Absent::Default(json) => RawValue::from_string(json.clone()).ok(),
                Absent::Invalid | Absent::Omitted => None,
            },
        }
    }
}

impl NotFoundAnswer {
    fn describe(&self) -> NotFoundDescription<'_> {
        match self {
            Self::Refusal { status, message } => {
                NotFoundDescription::Refusal { status: status.as_u16(), message }
            }
            Self::Redirect(location) => {
                NotFoundDescription::Redirect { redirect: location.as_str() }
            }
        }
    }
}

impl Description<'_> {
    /// The description as JSON, with names in camel case.
    #[must_use]
    pub fn to_json(&self) -> String {
        // It fails only for maps whose keys are not text, and there is no map.
        serde_json::to_string(self).unwrap_or_default()
    }
}
