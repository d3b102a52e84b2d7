//! The CloudFront events that a lookup can be attached to.

use serde::Serialize;

/// The event that runs the function.
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html>
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// Before CloudFront looks into its cache: the function runs for each request. Also taken
    /// where an event does not say, because its limits are the stricter ones.
    #[default]
    ViewerRequest,
    /// After a cache miss: the answer may be cached.
    OriginRequest,
}

impl Trigger {
    /// The trigger that CloudFront calls by this name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "viewer-request" => Some(Self::ViewerRequest),
            "origin-request" => Some(Self::OriginRequest),
            _ => None,
        }
    }

    /// The most bytes that headers and body of an answer may have together.
    /// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-lambda-at-edge>
    #[must_use]
    pub const fn response_limit(self) -> usize {
        match self {
            Self::ViewerRequest => 40 * 1024,
            Self::OriginRequest => 1024 * 1024,
        }
    }
}
