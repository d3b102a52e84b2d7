//! What surrounds the fields of an answer.

use serde::{Deserialize, Serialize};

use crate::json::JsonString;

/// The form of JSON bodies.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Envelope {
    /// `{"success":true,…}`, and `{"success":false,"message":"…"}` for a refusal.
    #[default]
    Success,
    /// The fields alone, and `{"error":"…"}` for a refusal.
    None,
}

impl Envelope {
    /// The body of a refusal.
    pub(crate) fn refusal(self, message: &str) -> String {
        let message = JsonString::new(message);
        match self {
            Self::Success => format!(r#"{{"success":false,"message":{message}}}"#),
            Self::None => format!(r#"{{"error":{message}}}"#),
        }
    }

    /// The name that no field can have beside the envelope's own members.
    #[cfg(feature = "compiler")]
    pub(crate) const fn reserves(self) -> Option<&'static str> {
        match self {
            Self::Success => Some("success"),
            Self::None => None,
        }
    }
}
