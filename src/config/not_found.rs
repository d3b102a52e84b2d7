//! What is answered where there is no such item, in `api.json`.

use super::cache::cache;
use super::cursor::Cursor;
use crate::http::{CacheControl, LOCATION_LIMIT, Location, Status};
use crate::route::{NotFound, NotFoundAnswer};

/// The longest message, in characters, so that refusals stay small.
const MESSAGE_LIMIT: usize = 1_000;

/// The status codes, which are not written as text.
const STATUSES: [(u32, Status); 3] =
    [(404, Status::NotFound), (410, Status::Gone), (422, Status::UnprocessableContent)];

/// What is sent as it stands; `names` are those of the route's parameters.
pub(super) fn not_found(cursor: &Cursor, names: &[&str]) -> Option<NotFound> {
    let meant = if cursor.text().is_some() { "message" } else { "status" };
    let object = cursor.object_or(&["status", "message", "redirect", "cache"], meant)?;
    let exclusive =
        [object.exclusive("redirect", "status"), object.exclusive("redirect", "message")];
    let status = object.optional("status", |cursor| status(cursor, &STATUSES));
    for cursor in [object.member("message"), object.member("redirect")].into_iter().flatten() {
        warn_of_templates(&cursor, names);
    }
    let message = object.optional("message", message);
    let redirect = object.optional("redirect", redirect);
    let cache_control = object.optional("cache", cache);
    exclusive.into_iter().collect::<Option<()>>()?;
    Some(declared(status?, message?, redirect?, cache_control?))
}

/// What is answered with what is declared, and as usual for the rest.
fn declared(
    status: Option<Status>,
    message: Option<&str>,
    redirect: Option<Location>,
    cache_control: Option<CacheControl>,
) -> NotFound {
    let refusal = NotFoundAnswer::Refusal {
        status: status.unwrap_or(Status::UnprocessableContent),
        message: message.unwrap_or("Not found item.").to_owned(),
    };
    NotFound {
        answer: redirect.map_or(refusal, NotFoundAnswer::Redirect),
        cache_control: cache_control.unwrap_or_default(),
    }
}

impl Default for NotFound {
    fn default() -> Self {
        declared(None, None, None, None)
    }
}

fn warn_of_templates(cursor: &Cursor, names: &[&str]) {
    let text = cursor.text().unwrap_or_default();
    if let Some(name) = names.iter().find(|name| text.contains(&format!("{{{name}}}"))) {
        cursor.warn(format_args!("it is sent as it stands: nothing takes the place of {{{name}}}"));
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
