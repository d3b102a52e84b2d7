//! Regular expressions that must match a whole text.

use regex::bytes::{Regex, RegexBuilder};

/// What surrounds an expression, so that it must match the whole text.
const BEFORE: &str = r"\A(?:";
const AFTER: &str = r")\z";

/// A regular expression that must match a whole text, in time linear in its length.
///
/// The syntax is that of the `regex` crate over bytes: no look-around, no back-references, `.`
/// and `\w` stand for one byte. Unicode classes are left out because their tables would triple
/// the size of what ships; text beyond ASCII can be written literally.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

/// Why a text is not a pattern.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}")]
pub struct PatternError(String);

impl Pattern {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with the expression, in the `regex` crate's words.
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
        // Alone first: `a)|(?:b` is an error by itself and must not become one pattern when wrapped.
        compile(expression)?;
        compile(&format!("{BEFORE}{expression}{AFTER}")).map(Self)
    }

    /// The expression as given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let wrapped = self.0.as_str();
        let inner = wrapped.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER));
        inner.unwrap_or(wrapped)
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text.as_bytes())
    }
}

fn compile(expression: &str) -> Result<Regex, PatternError> {
    RegexBuilder::new(expression)
        .unicode(false)
        .build()
        .map_err(|error| PatternError(one_line(&error)))
}

/// The last line says what is wrong; those before it draw where, which needs a fixed-width font.
fn one_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().next_back().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
