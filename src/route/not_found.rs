//! What is answered where the table has no such item.

use serde::Deserialize;

use crate::http::{CacheControl, Location, Status};

/// The answer, and how long it may be cached.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct NotFound {
    pub(crate) answer: NotFoundAnswer,
    pub(crate) cache_control: CacheControl,
}

/// A message, or a page elsewhere.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub enum NotFoundAnswer {
    /// A refusal.
    Refusal {
        /// 404, 410 or 422.
        status: Status,
        /// What the client gets to read.
        message: String,
    },
    /// A redirect with status 302.
    Redirect(Location),
}

impl NotFoundAnswer {
    /// The status.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            Self::Refusal { status, .. } => *status,
            Self::Redirect(_) => Status::Found,
        }
    }
}
