//! Application Load Balancers whose target is the function.
//!
//! <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html>

use super::escape::AS_SENT;
use super::object::Object;
use super::target::{Query, Target};

/// Reads an event. Path and query string are as they were sent. Without multi-value headers, a parameter
/// that was sent more than once has its last value alone.
pub(super) fn read<'a>(event: &Object<'a>) -> Target<'a> {
    Target {
        method: event.required_text("httpMethod"),
        path: event.text("path"),
        special_in_path: AS_SENT,
        query: Query::Parameters(AS_SENT),
    }
}

/// Whether a user agent is the load balancer itself, which asks if the function is there.
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#enable-health-checks-lambda>
pub(super) fn is_health_check(user_agent: &str) -> bool {
    user_agent.starts_with("ELB-HealthChecker/")
}
