//! Reads `tests/cases/*.json`. See `tests/cases/README.md` for its form.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// One file of the table.
#[derive(Deserialize)]
pub struct Table {
    /// The configuration; the shipped one if there is none.
    pub config: Option<Value>,
    /// The headers that answers have, in order.
    pub headers: Vec<(String, String)>,
    pub cases: Vec<Case>,
}

/// One event, what it reads and what it answers.
#[derive(Deserialize)]
pub struct Case {
    pub name: String,
    /// A request in short; `event` if there is none.
    pub request: Option<Value>,
    #[serde(default)]
    pub event: Value,
    pub route: Option<String>,
    pub read: Option<Read>,
    pub outcome: Option<Value>,
    pub status: String,
    pub body: Option<String>,
    pub message: Option<String>,
    pub code: Option<String>,
    /// Headers that only this answer has; in place of those of the table that have their names.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
}

/// The read that a case makes.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Read {
    pub route: String,
    pub table: String,
    pub key: String,
    pub value: String,
}

impl Read {
    /// The read that the body of a GetItem request asks for.
    pub fn from_body(route: &str, body: &str) -> Self {
        #[derive(Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Body {
            table_name: String,
            key: BTreeMap<String, BTreeMap<String, String>>,
        }
        let Body { table_name, key } = serde_json::from_str(body).unwrap();
        let (key, value) = key.into_iter().next().unwrap();
        let value = value.get("S").unwrap().clone();
        Self { route: route.to_owned(), table: table_name, key, value }
    }
}

/// All files of the table with their names.
pub fn tables() -> Vec<(String, Table)> {
    let mut files: Vec<_> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no cases");
    files
        .iter()
        .map(|path| {
            let text = repeat(&std::fs::read_to_string(path).unwrap());
            (path.display().to_string(), serde_json::from_str(&text).unwrap())
        })
        .collect()
}

/// Writes out each `«text×times»`, the table's short form for what is too long to read.
fn repeat(text: &str) -> String {
    let mut pieces = text.split('«');
    let mut written = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (repetition, rest) = piece.split_once('»').unwrap();
        let (repeated, times) = repetition.rsplit_once('×').unwrap();
        written.push_str(&repeated.repeat(times.parse().unwrap()));
        written.push_str(rest);
    }
    written
}
