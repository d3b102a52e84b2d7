//! Every answer other than a found item.

use crate::event::EventError;
use crate::http::{Header, HeaderName, Status, TooLarge, fixed};
use crate::route::{ItemError, NotFoundAnswer, ParameterError};

/// Why a request gets no item, in the order of the checks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// No route has this path, or the method is none of GET, HEAD and OPTIONS.
    NoRoute,
    /// No pattern allows the request's `Origin`.
    Origin,
    /// A parameter of the route is missing or wrong.
    Parameter(ParameterError),
    /// The table has no item with this key: what the route answers then.
    NotFound(NotFoundAnswer),
    /// The item does not fit its declaration.
    Item(ItemError),
    /// DynamoDB failed, or did not answer in time.
    Unavailable {
        /// What is wrong with its response, if there was one.
        reason: Option<String>,
    },
    /// The answer exceeds the front door's size limit.
    TooLarge(TooLarge),
    /// Anything unforeseen, with what is known about it.
    Internal(String),
}

impl Refusal {
    /// The status that the client gets.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::NoRoute => Status::NotFound,
            Self::Parameter(ParameterError::None | ParameterError::Absent(_)) => Status::BadRequest,
            Self::Origin | Self::Parameter(_) => Status::UnprocessableContent,
            Self::NotFound(answer) => answer.status(),
            Self::Item(_) | Self::TooLarge(_) | Self::Internal(_) => Status::InternalServerError,
            Self::Unavailable { .. } => Status::ServiceUnavailable,
        }
    }

    /// The message that the client gets; empty for a redirect. It reveals nothing internal.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::NoRoute => "No route matches.".to_owned(),
            Self::Origin => "ORIGIN is invalid.".to_owned(),
            Self::Parameter(ParameterError::None) => "Not found parameter.".to_owned(),
            Self::Parameter(ParameterError::Absent(name)) => format!("Not found parameter {name}."),
            Self::Parameter(ParameterError::Blank(name)) => format!("Not exist parameter {name}."),
            Self::Parameter(ParameterError::Invalid(name)) => format!("Invalid parameter {name}."),
            Self::NotFound(NotFoundAnswer::Refusal { message, .. }) => message.clone(),
            Self::NotFound(NotFoundAnswer::Redirect(_)) => String::new(),
            Self::Item(_) => "Invalid item.".to_owned(),
            Self::Unavailable { .. } => "Service unavailable.".to_owned(),
            Self::TooLarge(_) => "Response is too large.".to_owned(),
            Self::Internal(_) => "Internal server error.".to_owned(),
        }
    }

    /// A fixed code for logs and programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRoute => "no-route",
            Self::Origin => "origin",
            Self::Parameter(ParameterError::None) => "no-parameter",
            Self::Parameter(ParameterError::Absent(_)) => "parameter-absent",
            Self::Parameter(ParameterError::Blank(_)) => "parameter-blank",
            Self::Parameter(ParameterError::Invalid(_)) => "parameter-invalid",
            Self::NotFound(_) => "not-found",
            Self::Item(_) => "item",
            Self::Unavailable { .. } => "unavailable",
            Self::TooLarge(_) => "too-large",
            Self::Internal(_) => "internal",
        }
    }

    /// The parameter that is missing or wrong.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Parameter(
                ParameterError::Absent(name)
                | ParameterError::Blank(name)
                | ParameterError::Invalid(name),
            ) => Some(name),
            _ => None,
        }
    }

    /// What the log gets and the client must not learn.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Item(error) => Some(error.to_string()),
            Self::TooLarge(error) => Some(error.to_string()),
            Self::Internal(detail) => Some(detail.clone()),
            Self::Unavailable { reason } => reason.clone(),
            _ => None,
        }
    }

    /// The header that only this refusal has: RFC 9110 §10.2.3.
    pub(crate) fn header(&self) -> Option<Header> {
        matches!(self, Self::Unavailable { .. }).then(|| fixed(HeaderName::RETRY_AFTER, "1"))
    }
}

impl From<ParameterError> for Refusal {
    fn from(error: ParameterError) -> Self {
        Self::Parameter(error)
    }
}

impl From<ItemError> for Refusal {
    fn from(error: ItemError) -> Self {
        Self::Item(error)
    }
}

impl From<TooLarge> for Refusal {
    fn from(error: TooLarge) -> Self {
        Self::TooLarge(error)
    }
}

impl From<EventError> for Refusal {
    fn from(error: EventError) -> Self {
        Self::Internal(error.to_string())
    }
}
