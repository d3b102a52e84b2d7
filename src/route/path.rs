//! A route's path.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde::Deserialize;

/// A path of literal segments, and of parameters that each stand for a whole segment.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) struct Path {
    pub(crate) text: String,
    pub(crate) segments: Vec<Segment>,
}

/// What stands between two slashes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize))]
pub(crate) enum Segment {
    /// This text, as it is sent.
    Literal(String),
    /// Any text but none.
    Parameter,
}

impl Path {
    /// The parameters' values in a request's path, percent-decoded; what is not UTF-8 becomes U+FFFD, and `+`
    /// stays. `None` if the path is another.
    pub(crate) fn read<'a>(&self, path: &'a str) -> Option<Vec<Cow<'a, str>>> {
        let mut values = Vec::new();
        let mut sent = path.strip_prefix('/')?.split('/');
        for segment in &self.segments {
            match (segment, sent.next()?) {
                (Segment::Literal(literal), sent) if sent == literal => {}
                (Segment::Parameter, sent) if !sent.is_empty() => {
                    values.push(percent_decode_str(sent).decode_utf8_lossy());
                }
                _ => return None,
            }
        }
        sent.next().is_none().then_some(values)
    }

    /// How many segments are literal. Of two routes that answer one path, the one with more counts: each
    /// configuration has made sure that it is literal wherever the other one is.
    pub(crate) fn literals(&self) -> usize {
        self.segments.iter().filter(|segment| **segment != Segment::Parameter).count()
    }

    /// Whether it has a parameter.
    pub(crate) fn has_parameters(&self) -> bool {
        self.segments.contains(&Segment::Parameter)
    }
}
