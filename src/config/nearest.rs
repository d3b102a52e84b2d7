//! What a misspelt word was meant to be.

/// The one of some words that is so near that it was probably meant.
pub(super) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let begins = |other: &&str| word.len() > 2 && other.starts_with(word);
    let words: Vec<&str> = words.into_iter().collect();
    if let Some(longer) = words.iter().find(|other| begins(other)) {
        return Some(longer);
    }
    let distance =
        |other: &str| strsim::osa_distance(&word.to_ascii_lowercase(), &other.to_ascii_lowercase());
    let (distance, nearest) = words
        .into_iter()
        .map(|other| (distance(other), other))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= (nearest.chars().count() / 3).max(1)).then_some(nearest)
}

/// A question that names it; empty if there is none.
pub(super) fn did_you_mean<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    let question = |word| format!(": did you mean {word:?}?");
    nearest(word, words).map(question).unwrap_or_default()
}
