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

/// A request's path that is this one.
pub(crate) struct Matched<'a> {
    /// The parameters' values, percent-decoded; what is not UTF-8 becomes U+FFFD, and `+` stays.
    pub(crate) values: Vec<Cow<'a, str>>,
    /// Whether all literal segments were sent as they are declared, without escapes.
    pub(crate) is_as_sent: bool,
}

fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}

impl Path {
    /// Reads a request's path. `None` if it is another, however its escapes are written.
    pub(crate) fn read<'a>(&self, path: &'a str) -> Option<Matched<'a>> {
        let (mut values, mut is_as_sent) = (Vec::new(), true);
        let mut sent = path.strip_prefix('/')?.split('/');
        for segment in &self.segments {
            match (segment, sent.next()?) {
                (Segment::Literal(literal), sent) if sent == literal => {}
                (Segment::Parameter, sent) if !sent.is_empty() => {
                    values.push(decoded(sent));
                }
                (Segment::Literal(literal), sent) if decoded(sent) == *literal => {
                    is_as_sent = false;
                }
                _ => return None,
            }
        }
        sent.next().is_none().then_some(Matched { values, is_as_sent })
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
