//! DynamoDB's numbers, in the text form in which they travel.

/// Decimal exponents of the smallest and the largest number that DynamoDB stores:
/// 1E-130 to 9.99…E+125.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
const MAGNITUDE: std::ops::RangeInclusive<i64> = -130..=125;

/// How many significant digits DynamoDB stores.
const CANONICAL_DIGITS: usize = 38;

/// A decimal number spelled as JSON wants it, with the digits that DynamoDB sent.
///
/// Never a float: DynamoDB holds 38 significant digits, a double only 15.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Number(String);

impl Number {
    /// Reads a decimal: sign, digits, fraction and exponent. `None` for anything else, and outside
    /// DynamoDB's range.
    ///
    /// ```
    /// use edge_lookup::Number;
    ///
    /// assert_eq!(Number::parse("+007.50").unwrap().as_json(), "7.50");
    /// assert_eq!(Number::parse("1E+126"), None);
    /// assert_eq!(Number::parse("NaN"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = split_sign(text);
        let (mantissa, exponent) = split_exponent(unsigned)?;
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if integer.len() + fraction.len() == 0 || !is_digits(integer) || !is_digits(fraction) {
            return None;
        }
        let integer = integer.trim_start_matches('0');
        let Some(leading) = leading_position(integer, fraction) else {
            return Some(Self("0".to_owned()));
        };
        if !MAGNITUDE.contains(&leading.checked_add(exponent)?) {
            return None;
        }

        let mut json = String::with_capacity(text.len() + 1);
        json.push_str(sign);
        json.push_str(if integer.is_empty() { "0" } else { integer });
        if !fraction.is_empty() {
            json.push('.');
            json.push_str(fraction);
        }
        if exponent != 0 {
            json.push_str(&format!("E{exponent:+}"));
        }
        Some(Self(json))
    }

    /// Reads what Python's `int()` reads of a string: surrounding white space, a sign, and ASCII
    /// digits with single underscores between them. Of any length.
    ///
    /// ```
    /// use edge_lookup::Number;
    ///
    /// assert_eq!(Number::parse_integer(" -1_000 ").unwrap().as_json(), "-1000");
    /// assert_eq!(Number::parse_integer("12.5"), None);
    /// ```
    #[must_use]
    pub fn parse_integer(text: &str) -> Option<Self> {
        let (sign, unsigned) = split_sign(text.trim_matches(is_python_space));
        let grouped = unsigned.split('_').all(|group| !group.is_empty() && is_digits(group));
        let digits = unsigned.replace('_', "");
        grouped.then(|| Self::integer(sign, &digits))
    }

    /// Whether a text is a number as DynamoDB prints it, of at most 38 digits, of which a 0 before the point is
    /// none: a plain decimal with neither `+`, exponent nor any zero that could be left out. Each number has only one such text.
    ///
    /// ```
    /// use edge_lookup::Number;
    ///
    /// assert!(["0", "42", "-0.5"].into_iter().all(Number::is_canonical));
    /// assert!(!["-0", "042", "42.0", "+42", "4.2e1", ".5"].into_iter().any(Number::is_canonical));
    /// ```
    #[must_use]
    pub fn is_canonical(text: &str) -> bool {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (integer, fraction) = match unsigned.split_once('.') {
            Some((integer, fraction)) => (integer, Some(fraction)),
            None => (unsigned, None),
        };
        let is_integer = is_digits(integer)
            && (integer == "0" || !integer.is_empty() && !integer.starts_with('0'));
        let is_fraction = fraction.is_none_or(|fraction| {
            is_digits(fraction) && !fraction.is_empty() && !fraction.ends_with('0')
        });
        // The 0 before a point does not count.
        let digits = integer.trim_start_matches('0').len() + fraction.map_or(0, str::len);
        is_integer && is_fraction && digits <= CANONICAL_DIGITS && text != "-0"
    }

    /// Truncates toward zero, exactly.
    ///
    /// ```
    /// use edge_lookup::Number;
    ///
    /// assert_eq!(Number::parse("-12.75").unwrap().truncate().as_json(), "-12");
    /// assert_eq!(Number::parse("1.5E+3").unwrap().truncate().as_json(), "1500");
    /// ```
    #[must_use]
    pub fn truncate(&self) -> Self {
        let (sign, unsigned) = split_sign(&self.0);
        let (mantissa, exponent) = split_exponent(unsigned).unwrap_or((unsigned, 0));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if fraction.is_empty() && exponent == 0 {
            return self.clone();
        }
        let point = as_i64(integer.len()).saturating_add(exponent);
        let length = usize::try_from(point).unwrap_or(0);
        let digits: String = integer
            .chars()
            .chain(fraction.chars())
            .chain(std::iter::repeat('0'))
            .take(length)
            .collect();
        Self::integer(sign, &digits)
    }

    /// The number as JSON spells it.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }

    fn integer(sign: &str, digits: &str) -> Self {
        match digits.trim_start_matches('0') {
            "" => Self("0".to_owned()),
            digits => Self(format!("{sign}{digits}")),
        }
    }
}

/// The sign as JSON writes it, and the rest.
fn split_sign(text: &str) -> (&'static str, &str) {
    match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    }
}

fn split_exponent(unsigned: &str) -> Option<(&str, i64)> {
    match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => Some((mantissa, exponent.parse().ok()?)),
        None => Some((unsigned, 0)),
    }
}

/// The power of ten of the first nonzero digit; `None` for zero.
fn leading_position(integer: &str, fraction: &str) -> Option<i64> {
    if integer.is_empty() {
        let zeros = fraction.find(|digit| digit != '0')?;
        Some(-1 - as_i64(zeros))
    } else {
        Some(as_i64(integer.len()) - 1)
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What Python's `str.strip` removes: Unicode's white space and four ASCII separators.
fn is_python_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{1c}'..='\u{1f}')
}

fn as_i64(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
