//! Regular expressions that must match a whole text.

#[cfg(feature = "compiler")]
mod compile;

use regex_automata::dfa::{Automaton, sparse::DFA};
use regex_automata::{Anchored, Input};
use serde::de::{Deserialize, Deserializer, Error};

#[cfg(feature = "compiler")]
pub use compile::{PATTERN_LIMIT, PatternError};

/// A regular expression that must match a whole text, in time linear in its length: one step through a
/// table for each byte.
///
/// The syntax is that of the `regex` crate over bytes: no look-around, no back-references, `.`
/// and `\w` stand for one byte. Unicode classes are left out because their tables are large; text beyond
/// ASCII can be written literally.
#[derive(Clone, Debug)]
pub struct Pattern {
    expression: String,
    dfa: DFA<Vec<u8>>,
}

impl Pattern {
    /// The expression as given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.expression
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let input = Input::new(text).anchored(Anchored::Yes);
        // It goes on until no longer match is possible, so a match of the whole text is not missed. It
        // fails only at bytes that a table was made to stop at, and these were not.
        let longest = self.dfa.try_search_fwd(&input);
        matches!(longest, Ok(Some(end)) if end.offset() == text.len())
    }
}

/// From the expression, and its table in the form that `regex-automata` gives it, little-endian.
impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (expression, table) = <(String, Vec<u8>)>::deserialize(deserializer)?;
        let (dfa, length) = DFA::from_bytes(&table).map_err(|_| Error::custom("not a table"))?;
        if length != table.len() {
            return Err(Error::custom("not a table"));
        }
        Ok(Self { expression, dfa: dfa.to_owned() })
    }
}
