//! Making the table of a regular expression.

use regex::bytes::RegexBuilder;
use regex_automata::MatchKind;
use regex_automata::dfa::{StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use serde::ser::{Serialize, Serializer};

use super::Pattern;

/// The longest table of a pattern, in bytes.
pub const PATTERN_LIMIT: usize = 64 * 1024;

/// What building a table may take, in bytes: several times what one within the limit does.
const BUILD_LIMIT: usize = 4 * 1024 * 1024;

/// Why a text is not a pattern.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PatternError {
    /// It is not a regular expression: why, in the `regex` crate's words.
    #[error("{0}")]
    Syntax(String),
    /// Its table would exceed [`PATTERN_LIMIT`].
    #[error("its table takes {}, at most {PATTERN_LIMIT} bytes: repeat without counting, with maxLength, and count nothing after .*", size(*bytes))]
    TooLarge {
        /// How long it would be; `None` if building it was given up.
        bytes: Option<usize>,
    },
}

fn size(bytes: Option<usize>) -> String {
    bytes.map_or_else(|| "more than 4 MB to build".to_owned(), |bytes| format!("{bytes} bytes"))
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with the expression, or that its table is too large.
    ///
    /// ```
    /// use edge_lookup::Pattern;
    ///
    /// let pattern = Pattern::new(r"https://.*\.example\.com|null")?;
    /// assert!(pattern.matches("https://app.example.com"));
    /// assert!(!pattern.matches("https://app.example.com.evil.test"));
    /// # Ok::<(), edge_lookup::PatternError>(())
    /// ```
    pub fn new(expression: &str) -> Result<Self, PatternError> {
        // The `regex` crate defines the syntax.
        RegexBuilder::new(expression)
            .unicode(false)
            .build()
            .map_err(|error| syntax_error(&error))?;
        let too_large = |_| PatternError::TooLarge { bytes: None };
        let dfa = dense::Builder::new()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(thompson::Config::new().utf8(false).nfa_size_limit(Some(BUILD_LIMIT)))
            .configure(
                dense::Config::new()
                    .start_kind(StartKind::Anchored)
                    // All, so that the search finds the longest match, whatever a `|` or `?` prefers.
                    .match_kind(MatchKind::All)
                    .accelerate(false)
                    .dfa_size_limit(Some(BUILD_LIMIT))
                    .determinize_size_limit(Some(BUILD_LIMIT)),
            )
            .build(expression)
            .map_err(too_large)?
            .to_sparse()
            .map_err(too_large)?;
        match dfa.memory_usage() {
            bytes if bytes > PATTERN_LIMIT => Err(PatternError::TooLarge { bytes: Some(bytes) }),
            _ => Ok(Self { expression: expression.to_owned(), dfa }),
        }
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.expression, self.dfa.to_bytes_little_endian()).serialize(serializer)
    }
}

/// The last line says what is wrong; those before it draw where, which needs a fixed-width font.
fn syntax_error(error: &regex::Error) -> PatternError {
    let text = error.to_string();
    let last = text.lines().next_back().unwrap_or_default();
    PatternError::Syntax(last.strip_prefix("error: ").unwrap_or(last).to_owned())
}
