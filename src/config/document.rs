//! The text that is checked, and what was found in it.

use std::cell::RefCell;
use std::fmt::Display;

use super::error::{Checked, ConfigError, Mistake};
use super::settings::Config;

/// The findings so far. Reading continues after each mistake, so that all are reported at once.
pub(super) struct Document<'a> {
    text: &'a str,
    mistakes: RefCell<Vec<Mistake>>,
    warnings: RefCell<Vec<Mistake>>,
}

impl<'a> Document<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, mistakes: RefCell::default(), warnings: RefCell::default() }
    }

    /// Reports a mistake at a byte of the text.
    pub(super) fn mistake(&self, at: usize, path: Option<String>, message: impl Display) {
        self.mistakes.borrow_mut().push(self.finding(at, path, message));
    }

    /// Reports what is right and yet perhaps not meant.
    pub(super) fn warning(&self, at: usize, path: Option<String>, message: impl Display) {
        self.warnings.borrow_mut().push(self.finding(at, path, message));
    }

    /// What was read, if there was no mistake anywhere.
    pub(super) fn finish(self, config: Option<Config>) -> Checked {
        let [mistakes, warnings] = [self.mistakes, self.warnings].map(|findings| {
            let mut findings = findings.into_inner();
            findings.sort_by_key(|finding| (finding.line, finding.column));
            findings
        });
        let config = match config {
            Some(config) if mistakes.is_empty() => Ok(config),
            _ => Err(ConfigError { mistakes }),
        };
        Checked { config, warnings }
    }

    fn finding(&self, at: usize, path: Option<String>, message: impl Display) -> Mistake {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        Mistake { line, column, path, message: message.to_string() }
    }
}
