//! What a word was meant to be that has no meaning where it is.

/// The one of some words that is so near that it was probably meant.
fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let words: Vec<&str> = words.into_iter().collect();
    let begins = |other: &&&str| word.len() > 2 && other.starts_with(word);
    if let Some(longer) = words.iter().find(begins) {
        return Some(longer);
    }
    let distance =
        |other: &str| strsim::osa_distance(&word.to_ascii_lowercase(), &other.to_ascii_lowercase());
    let distances = words.into_iter().map(|other| (distance(other), other));
    let (distance, nearest) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= (nearest.chars().count() / 3).max(1)).then_some(nearest)
}

/// A question that names it; empty if there is none.
pub(super) fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    let question = |word| format!(": did you mean {word:?}?");
    nearest(word, words).map(question).unwrap_or_default()
}

/// Members of other tools, the member that has their meaning here, and how it is written.
const ELSEWHERE: [(&str, &str, &str); 11] = [
    ("sortKey", "key", r#"both attributes are named in "key": { "PK": "{a}", "SK": "{b}" }"#),
    ("rangeKey", "key", r#"both attributes are named in "key": { "PK": "{a}", "SK": "{b}" }"#),
    ("partitionKey", "key", r#""key" is the name of the attribute, or { "PK": "{id}" }"#),
    ("hashKey", "key", r#""key" is the name of the attribute, or { "PK": "{id}" }"#),
    ("query", "parameters", r#"parameters of the query string are listed in "parameters""#),
    ("params", "parameters", r#"they are listed in "parameters""#),
    ("url", "path", r#"it is called "path""#),
    ("tableName", "table", r#"it is called "table""#),
    ("region", "regions", r#"they are listed in "regions""#),
    ("regex", "pattern", r#"it is called "pattern""#),
    ("B", "S", "binary keys cannot be declared"),
];

/// What is said of a member that an object cannot have.
pub(super) fn unknown_member(name: &str, members: &[&'static str]) -> String {
    let mut elsewhere = ELSEWHERE.iter().filter(|(_, member, _)| members.contains(member));
    let hint = match elsewhere.find(|(other, _, _)| *other == name) {
        Some((_, _, hint)) => format!(": {hint}"),
        None => match did_you_mean(name, members.iter().copied()) {
            question if question.is_empty() => format!("; expected one of {}", members.join(", ")),
            question => question,
        },
    };
    format!("unknown member {name:?}{hint}")
}
