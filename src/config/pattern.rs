//! Regular expressions in `api.json`.

use super::cursor::Cursor;
use crate::pattern::Pattern;

pub(super) fn pattern(cursor: &Cursor) -> Option<Pattern> {
    let expression = cursor.string("a regular expression", |_| true)?;
    Pattern::new(expression)
        .map_err(|error| cursor.expected::<()>(format_args!("a regular expression ({error})")))
        .ok()
}
