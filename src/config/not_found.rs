//! What is answered where there is no such item, in `api.json`.

use super::cache::cache;
use super::cursor::Cursor;
use crate::http::{LOCATION_LIMIT, Location, Status};
use crate::route::{NotFound, NotFoundAnswer};

/// The longest message, in characters, so that refusals stay small.
const MESSAGE_LIMIT: usize = 1_000;
const DEFAULT_MESSAGE: &str = "Not found item.";

/// The status codes, which are not written as text.
const STATUSES: [(u32, Status); 3] =
    [(404, Status::NotFound), (410, Status::Gone), (422, Status::UnprocessableContent)];

pub(super) fn not_found(cursor: &Cursor) -> Option<NotFound> {
    let object = cursor.object(&["status", "message", "redirect", "cache"])?;
    let exclusive =
        [object.exclusive("redirect", "status"), object.exclusive("redirect", "message")];
    let status = object.optional("status", |cursor| status(cursor, &STATUSES));
    let message = object.optional("message", message);
    let redirect = object.optional("redirect", redirect);
    let cache_control = object.optional("cache", cache);
    exclusive.into_iter().collect::<Option<()>>()?;
    let refusal = NotFoundAnswer::Refusal {
        status: status?.unwrap_or(Status::UnprocessableContent),
        message: message?.unwrap_or(DEFAULT_MESSAGE).to_owned(),
    };
    Some(NotFound {
        answer: redirect?.map_or(refusal, NotFoundAnswer::Redirect),
        cache_control: cache_control?.unwrap_or_default(),
    })
}

/// What holds where nothing is declared.
pub(super) fn default_not_found() -> NotFound {
    NotFound {
        answer: NotFoundAnswer::Refusal {
            status: Status::UnprocessableContent,
            message: DEFAULT_MESSAGE.to_owned(),
        },
        cache_control: Default::default(),
    }
}

/// One of some status codes.
pub(super) fn status(cursor: &Cursor, statuses: &[(u32, Status)]) -> Option<Status> {
    let number = cursor.number();
    let found = statuses.iter().find(|(code, _)| Some(*code) == number);
    found.map(|(_, status)| *status).or_else(|| {
        let codes: Vec<_> = statuses.iter().map(|(code, _)| code.to_string()).collect();
        cursor.expected_number(format_args!("one of {}", codes.join(", ")))
    })
}

fn message<'a>(cursor: &Cursor<'a>) -> Option<&'a str> {
    let expected = format!("a message of 1 to {MESSAGE_LIMIT} characters");
    cursor.string(&expected, |text| (1..=MESSAGE_LIMIT).contains(&text.chars().count()))
}

fn redirect(cursor: &Cursor) -> Option<Location> {
    let expected = format!(
        "a URL that begins with https:// or http://, of visible ASCII, at most {LOCATION_LIMIT} bytes"
    );
    cursor.parse(&expected, Location::new)
}
