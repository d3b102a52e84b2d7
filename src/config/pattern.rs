//! Regular expressions in `api.json`.

use super::cursor::Cursor;
use crate::pattern::Pattern;

pub(super) fn pattern(node: &Cursor) -> Option<Pattern> {
    let expression = node.string("a regular expression", |_| true)?;
    Pattern::new(expression)
        .map_err(|error| node.expected::<()>(format_args!("a regular expression ({error})")))
        .ok()
}
