//! Saying what is wrong with something from outside, for the log.

use std::fmt::Display;

/// The longest explanation, in characters. What is wrong may be named by what is wrong.
const LIMIT: usize = 500;

/// What serde says before it shows the value that it found.
const FINDINGS: [&str; 4] = ["invalid type", "invalid value", "invalid length", "unknown variant"];

/// What serde says before what it expected, which the code decides and no value can.
const EXPECTED: &str = ", expected ";

/// An error of serde's without the value that it found: that may be private, or very long.
pub(crate) fn explain(error: &impl Display) -> String {
    // Each JavaScript error that is nested in another begins with its class.
    let text = error.to_string().replace(": Error: ", ": ");
    let text = text.strip_prefix("Error: ").unwrap_or(&text);
    let found = FINDINGS
        .iter()
        .filter_map(|finding| {
            text.split_once(finding).map(|(before, after)| (before, finding, after))
        })
        .min_by_key(|(before, ..)| before.len());
    let explained = match found {
        Some((before, finding, after)) => match after.rsplit_once(EXPECTED) {
            Some((_, expected)) => format!("{before}{finding}{EXPECTED}{expected}"),
            None => format!("{before}{finding}"),
        },
        None => text.to_owned(),
    };
    explained.chars().take(LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn the_value_is_left_out() {
        assert_eq!(
            explain(&"Records[0]: cf: invalid type: string \"a, expected b\", expected struct Cf"),
            "Records[0]: cf: invalid type, expected struct Cf"
        );
    }

    #[test]
    fn a_missing_member_is_named() {
        assert_eq!(explain(&"Records[0]: missing field `cf`"), "Records[0]: missing field `cf`");
    }

    #[test]
    fn the_classes_of_nested_errors_are_left_out() {
        assert_eq!(
            explain(&"Error: Records[0]: Error: cf: TypeError: no object"),
            "Records[0]: cf: TypeError: no object"
        );
    }

    #[test]
    fn an_explanation_has_an_end() {
        assert_eq!(explain(&"a".repeat(100_000)).len(), 500);
    }
}
