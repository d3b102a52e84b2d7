//! What brings a request to the function.

use super::cloudfront::EventType;
use crate::http::SizeLimit;

/// What brings a request to the function: it says in which form the answer goes back, and how large that may
/// be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FrontDoor {
    /// Lambda@Edge.
    CloudFront(EventType),
    /// An HTTP API of API Gateway, of either payload format.
    HttpApi,
    /// The function's own URL.
    FunctionUrl,
    /// A REST API of API Gateway.
    RestApi,
    /// An Application Load Balancer.
    LoadBalancer {
        /// `lambda.multi_value_headers.enabled` of its target group: then it takes no others.
        multi_value_headers: bool,
    },
}

impl Default for FrontDoor {
    fn default() -> Self {
        Self::CloudFront(EventType::default())
    }
}

impl FrontDoor {
    /// Its name; CloudFront's is the event type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudFront(event_type) => event_type.name(),
            Self::HttpApi => "http-api",
            Self::FunctionUrl => "function-url",
            Self::RestApi => "rest-api",
            Self::LoadBalancer { multi_value_headers: false } => "load-balancer",
            Self::LoadBalancer { multi_value_headers: true } => "load-balancer-multi-value",
        }
    }

    /// The front door of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "http-api" => Self::HttpApi,
            "function-url" => Self::FunctionUrl,
            "rest-api" => Self::RestApi,
            "load-balancer" => Self::LoadBalancer { multi_value_headers: false },
            "load-balancer-multi-value" => Self::LoadBalancer { multi_value_headers: true },
            _ => Self::CloudFront(EventType::from_name(name)?),
        })
    }

    /// How large an answer may be. AWS does not say how many bytes its MB have: 6 MB are known to be these
    /// from the error message of Lambda, the load balancer's 1 MB are the fewest that they can be.
    ///
    /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>,
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html>
    #[must_use]
    pub const fn response_limit(self) -> SizeLimit {
        match self {
            Self::CloudFront(event_type) => event_type.response_limit(),
            Self::HttpApi | Self::FunctionUrl | Self::RestApi => SizeLimit::Json(6 * 1024 * 1024),
            Self::LoadBalancer { .. } => SizeLimit::Json(1_000_000),
        }
    }
}
